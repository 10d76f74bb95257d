"""Bytes → a JSON object that looks like an OpenJourney map."""

import json
from typing import Any

from tropa.errors import MapError
from tropa.formats.decoding import decoded, short
from tropa.formats.reading import Notice


def parsed(content: bytes, notices: list[Notice]) -> dict[str, Any]:
    """The object; MapError with line and column where the bytes are no JSON or no OpenJourney map."""
    try:
        found = json.loads(decoded(content, notices), parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise MapError("formats.json_syntax", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise MapError("formats.json_depth") from None
    except ValueError:  # a whole number of more digits than Python turns into one
        raise MapError("formats.json_syntax", line=1, column=1) from None
    if not isinstance(found, dict) or not isinstance(found.get("stages", found.get("nodes")), list):
        value = short(", ".join(found) or "{}") if isinstance(found, dict) else short(type(found).__name__)
        raise MapError("formats.ojf_none", value=value)
    return found


def _no_number(constant: str) -> None:
    """NaN and Infinity are no numbers of JSON: unknown."""
