"""Traces of a customer in files: ids, plain or hashed, and the customer's own words."""

import gzip
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tropa.errors import InputError
from tropa.ingest.ids import person_id

_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w])\+?\d[\d ()\u00a0-]{7,18}\d(?![\w])")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_CUT = re.compile(r"\n|⟨[\w-]+⟩")
_SHORTEST = 12  # letters of a text that nobody else writes by chance
_PACKED = (".xlsx", ".xlsm", ".docx", ".pptx", ".zip", ".ods")


@dataclass(frozen=True)
class Traces:
    """What to look for: ids as the lake keeps them (`crm:17`, `email_sha256:…`) and texts."""

    ids: tuple[str, ...]
    texts: tuple[str, ...]

    def in_text(self, text: str) -> bool:
        """Whether a text names the customer or holds words of theirs."""
        return bool(self._pattern and self._pattern.search(text)) or self._names_in(text)

    def is_cell(self, cell: str) -> bool:
        """Whether the cell of a table is one of the ids, in its plain or its hashed form, or one of the texts."""
        value = cell.strip()
        return value in self._values or value in self._texts or self._names_in(value)

    def in_file(self, path: Path) -> bool:
        """Whether a file still holds a trace. Archives and Office documents are opened, Parquet and Arrow read."""
        try:
            if path.suffix == ".parquet":
                return self._in_table(pq.read_table(path))
            if path.suffix == ".arrow":
                with pa.OSFile(str(path)) as source:
                    return self._in_table(pa.ipc.open_file(source).read_all())
        except (pa.ArrowException, OSError):  # called so, and something else
            pass
        return any(self.in_text(line) for line in _lines(path))

    @cached_property
    def _values(self) -> frozenset[str]:
        return frozenset(self.ids) | {one.partition(":")[2] for one in self.ids}

    @cached_property
    def _texts(self) -> frozenset[str]:
        return frozenset(text.strip() for text in self.texts)

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        """Ids that are not too short to be met by chance, and the texts line by line, cut where they were masked."""
        telling = [value for value in self._values if len(value) > 4 or re.search(r"[^\W\d].*\d", value)]
        lines = {line.strip() for text in self.texts for line in _CUT.split(text)}
        words = [re.escape(line) for line in lines if len(line) >= _SHORTEST]
        parts = [rf"(?<!\w){re.escape(value)}(?!\w)" for value in telling] + words
        return re.compile("|".join(sorted(parts, key=len, reverse=True))) if parts else None

    def _names_in(self, text: str) -> bool:
        addresses = (("email", found) for found in _EMAIL.findall(text)) if "@" in text else ()
        phones = (("phone", found) for found in _PHONE.findall(text)) if self._has_phone else ()
        return any(_hashed(kind, found) in self.ids for kind, found in (*addresses, *phones))

    @cached_property
    def _has_phone(self) -> bool:
        return any(one.startswith("phone_sha256:") for one in self.ids)

    def _in_table(self, rows: pa.Table) -> bool:
        wanted = pa.array(sorted(self._values | self._texts), pa.string())
        for column in rows.itercolumns():
            values = pc.list_flatten(column) if pa.types.is_list(column.type) else column
            text = pa.types.is_string(values.type) or pa.types.is_large_string(values.type)
            if text and pc.any(pc.is_in(values.cast(pa.string()), value_set=wanted)).as_py():
                return True
        return False


def files_with(traces: Traces, folder: Path, *, beside: Sequence[Path] = ()) -> list[Path]:
    """The files below a folder that hold a trace, without those `beside`."""
    return [
        path for path in sorted(folder.rglob("*")) if path.is_file() and path not in beside and traces.in_file(path)
    ]


def _hashed(kind: str, value: str) -> str | None:
    try:
        return person_id(kind, value)
    except InputError:
        return None


def _lines(path: Path) -> Iterator[str]:
    if path.suffix in _PACKED and zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            for name in packed.namelist():
                yield packed.read(name).decode("utf-8", "ignore")
        return
    data = path.read_bytes() if path.suffix != ".gz" else _unpacked(path)
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8"
    for line in data.decode(encoding, "ignore").splitlines():
        yield line
        if "\\u" in line:
            yield _ESCAPED.sub(lambda found: chr(int(found[1], 16)), line)


def _unpacked(path: Path) -> bytes:
    try:
        return gzip.decompress(path.read_bytes())
    except (OSError, EOFError):
        return path.read_bytes()
