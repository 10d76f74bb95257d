"""The act of destruction: what was erased of whom, when, why and how, without a word that says who it was.

Its fields are those of the act that Russian law asks for (order 179 of Roskomnadzor of 28.10.2022) and of a record
under article 5(2) of the GDPR: operator, whose data, which categories, in which system, how, why, when, by whom.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class DestructionAct:
    """One act. `subject` is a tombstone: who has the request can tell that it is theirs, nobody else can."""

    number: str
    time: datetime
    subject: str
    operator: str
    system: str
    ground: str
    by: str
    rows: Mapping[str, int]  # rows by table
    documents: int  # maps and other documents in which words were blanked
    rebuild: tuple[str, ...] = ()  # trained on what is gone: to be made anew
    remaining: tuple[str, ...] = ()  # files that could not be cleaned


def log(path: Path, what: str, time: datetime, facts: Mapping[str, Any]) -> str:
    """Append a row to the audit log, a JSON object a line; each carries the hash of the one before. Returns its hash.

    A row taken out or changed later breaks the chain from there on (`broken_at`).
    """
    rows = path.read_text("utf-8").splitlines() if path.exists() else []
    previous = json.loads(rows[-1])["hash"] if rows else ""
    row = {"time": time.isoformat(timespec="seconds"), "what": what, **facts, "previous": previous}
    row["hash"] = _hash(row)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    return str(row["hash"])


def broken_at(path: Path) -> int | None:
    """The number of the first row of the audit log that does not fit the one before it; None where all do."""
    previous = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        row = json.loads(line)
        said = row.pop("hash")
        if row["previous"] != previous or _hash(row) != said:
            return number
        previous = said
    return None


def logged(path: Path, what: str, **facts: Any) -> bool:
    """Whether the log has a row that says this with these facts."""
    rows = map(json.loads, path.read_text("utf-8").splitlines()) if path.exists() else ()
    return any(row["what"] == what and all(row.get(name) == fact for name, fact in facts.items()) for row in rows)


def _hash(row: Mapping[str, Any]) -> str:
    return sha256(json.dumps(row, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
