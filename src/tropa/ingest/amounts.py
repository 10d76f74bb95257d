"""Numbers as files write them: decimal commas, parted thousands, signs of currencies."""

from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tropa.ingest.moments import BAD, MISSING, OK

Decimal = Literal[".", ","]
_DRESS = r"[\s\x{a0}\x{202f}'’]|₽|руб\.?|р\.$|zł|PLN|RUB|USD|EUR|[$€£%]"
_NUMBER = r"^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?$"


def guess_decimal(values: pa.StringArray) -> Decimal | None:
    """The decimal sign of a column; None where no value has one that tells.

    >>> [guess_decimal(pa.array([value])) for value in ("1 234,50", "1,234.50", "7")]
    [',', '.', None]
    """
    bare = pc.replace_substring_regex(values, _DRESS, "")
    if _any(pc.match_substring_regex(bare, r"^[-+(]?\d{1,3}(,\d{3})*\.\d+\)?$")):
        return None if _any(pc.match_substring_regex(bare, r"^[-+(]?[\d.]*,\d{1,2}\)?$")) else "."
    if _any(pc.match_substring_regex(bare, r"^[-+(]?[\d.]*,(\d{1,2}|\d{4,})\)?$")):
        return ","
    return None


def parse_numbers(values: pa.StringArray, decimal: Decimal) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """The numbers (NaN where there is none) and the state of each: OK, MISSING or BAD.

    >>> parse_numbers(pa.array(["1 234,50 ₽", "-3", "", "n/a", "(5,00)"]), ",")[0].tolist()
    [1234.5, -3.0, nan, nan, -5.0]
    """
    bare = pc.replace_substring_regex(values, _DRESS, "")
    bare = pc.replace_substring_regex(bare, r"^\((.*)\)$", r"-\1")
    bare = pc.replace_substring(bare, "." if decimal == "," else ",", "")
    bare = pc.replace_substring(pc.replace_substring(bare, ",", "."), "−", "-")
    missing = pc.fill_null(pc.equal(bare, ""), True).to_numpy(zero_copy_only=False)
    good = pc.fill_null(pc.match_substring_regex(bare, _NUMBER), False)
    bare = pc.replace_substring_regex(pc.if_else(good, bare, None), r"^\+", "")
    numbers = bare.cast(pa.float64()).to_numpy(zero_copy_only=False).astype(np.float64)
    state = np.where(good.to_numpy(zero_copy_only=False), OK, BAD).astype(np.uint8)
    state[~np.isfinite(numbers)] = BAD
    state[missing] = MISSING
    return numbers, state


def _any(mask: pa.BooleanArray) -> bool:
    return bool(pc.any(mask).as_py())
