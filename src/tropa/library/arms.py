"""Who is in which group of an experiment or campaign, from a file."""

from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from tropa.errors import InputError, NotFoundError

_COLUMNS = ("customer", "arm")


def arms_file(path: str | Path) -> pa.Table:
    """The table of a CSV file with the columns `customer` and `arm`; others are left out, ids stay text.

    NotFoundError where there is no such file, InputError where it is no such table.
    """
    file = Path(path)
    if not str(path) or not file.is_file():
        raise NotFoundError("errors.no_file", path=path or "—")
    types = dict.fromkeys(_COLUMNS, pa.string())
    try:
        table = csv.read_csv(file, convert_options=csv.ConvertOptions(column_types=types))
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise InputError("library.bad_arms", path=file, reason=str(error).splitlines()[0]) from None
    for column in _COLUMNS:
        if column not in table.column_names:
            raise InputError("library.arms_column", path=file, column=column, allowed=", ".join(table.column_names))
    return table.select(list(_COLUMNS))
