"""The audit log is a chain."""

from datetime import UTC, datetime
from pathlib import Path

from tropa.events.destruction import broken_at, log, logged

NOW = datetime(2026, 5, 1, tzinfo=UTC)


def test_a_row_taken_out_or_changed_breaks_the_chain(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    for number in range(3):
        log(path, "erased", NOW, {"act": f"a{number}"})
    assert broken_at(path) is None
    rows = path.read_text().splitlines(keepends=True)
    path.write_text(rows[0] + rows[2])
    assert broken_at(path) == 2
    path.write_text(rows[0].replace("a0", "a9") + rows[1] + rows[2])
    assert broken_at(path) == 1


def test_what_was_logged_is_known(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    assert not logged(path, "erased", act="a1")
    log(path, "erased", NOW, {"act": "a1"})
    assert logged(path, "erased", act="a1")
    assert not logged(path, "erased", act="a2")
