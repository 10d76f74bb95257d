"""Tombstones: what was erased and must not come back when its source is imported again.

A tombstone is a keyed hash (HMAC-SHA-256, cut to 128 bits) of an id or of the key of a row. Without the key, nobody can
tell from it whose it is, nor try e-mail addresses one after the other. It is pseudonymous data all the same: the key
lies beside the tombstones in a file that only its owner may read, unless the environment variable TROPA_TOMBSTONE_KEY
gives it (64 hex digits), which keeps the two apart.
"""

import hmac
import json
import os
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import InputError

KEY_VARIABLE = "TROPA_TOMBSTONE_KEY"
_KEYS = {"events": "event_id", "verbatims": "verbatim_id"}
_BYTES = 16


@dataclass(frozen=True)
class Tombstones:
    """The tombstones of a folder; the folder appears with the first one."""

    folder: Path

    def add(self, marks: Iterable[str]) -> None:
        """Set tombstones for ids as they are (`crm:17`) and rows as `row_marks` names them; adding again is safe."""
        known = self._known()
        fresh = [stone for stone in map(self.of, dict.fromkeys(marks)) if stone not in known]
        if not fresh:
            return
        with self._file.open("a", encoding="ascii") as file:
            file.writelines(f"{stone}\n" for stone in fresh)
            file.flush()
            os.fsync(file.fileno())

    def of(self, mark: str) -> str:
        """The tombstone of a mark, as 32 hex digits."""
        return hmac.digest(self._key, mark.encode(), "sha256")[:_BYTES].hex()

    def holds(self, mark: str) -> bool:
        """Whether this was erased."""
        return self.of(mark) in self._known()

    def without(self, table: str, rows: pa.Table) -> pa.Table:
        """The rows of a table of the lake that carry no erased id and are no erased row."""
        known = self._known()
        if not known or "ids" not in rows.column_names or not rows.num_rows:
            return rows
        ids = pc.unique(pc.list_flatten(rows["ids"]))
        erased = ids.filter(pa.array([self.of(one) in known for one in ids.to_pylist()], pa.bool_()))
        gone = carrying(rows, erased.to_pylist())
        gone |= np.array([self.of(mark) in known for mark in row_marks(table, rows)], bool)
        return rows.filter(pa.array(~gone)) if gone.any() else rows

    @property
    def _file(self) -> Path:
        return self.folder / "tombstones"

    def _known(self) -> frozenset[str]:
        return frozenset(self._file.read_text("ascii").split()) if self._file.exists() else frozenset()

    @cached_property
    def _key(self) -> bytes:
        """The key given, else the one kept here, else a new one."""
        given = os.environ.get(KEY_VARIABLE, "")
        path = self.folder / "key"
        if given or path.exists():
            return _read_key(given or path.read_text("ascii").strip(), KEY_VARIABLE if given else str(path))
        self.folder.mkdir(parents=True, exist_ok=True)
        made = secrets.token_bytes(32)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(made.hex())
        return made


def row_marks(table: str, rows: pa.Table) -> list[str]:
    """What names each row of a table in the same way at every import of its source."""
    if table in _KEYS:
        key = _KEYS[table]
        return [f"{key} {name}" for name in rows[key].to_pylist()]
    told = zip(rows["ids"].to_pylist(), rows["traits"].to_pylist(), rows["source"].to_pylist(), strict=True)
    return ["traits " + json.dumps([ids, traits, source], ensure_ascii=False) for ids, traits, source in told]


def carrying(rows: pa.Table, ids: Sequence[str]) -> npt.NDArray[np.bool_]:
    """Which rows carry one of the ids."""
    lengths = pc.fill_null(pc.list_value_length(rows["ids"]), 0).to_numpy()
    hit = pc.is_in(pc.list_flatten(rows["ids"]), value_set=pa.array(ids, pa.string())).to_numpy()
    found = np.zeros(rows.num_rows, bool)
    found[np.repeat(np.arange(rows.num_rows), lengths)[hit]] = True
    return found


def _read_key(written: str, place: str) -> bytes:
    try:
        key = bytes.fromhex(written)
    except ValueError:
        key = b""
    if len(key) < 32:
        raise InputError("events.bad_key", place=place)
    return key
