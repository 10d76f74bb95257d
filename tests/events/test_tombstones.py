"""Tombstones keep out what was erased and say nothing of it."""

from pathlib import Path

import pytest

from tests.events.event_builder import events
from tropa.errors import InputError
from tropa.events.tombstones import KEY_VARIABLE, Tombstones, carrying, row_marks

ROWS = events(
    [
        ("e1", ["crm:1", "cookie:7"], "2026-05-01T10:00"),
        ("e2", ["cookie:7"], "2026-05-01T11:00"),
        ("e3", ["crm:2"], "2026-05-01T12:00"),
    ]
)


def test_rows_with_an_erased_id_stay_out(tmp_path: Path) -> None:
    stones = Tombstones(tmp_path)
    assert stones.without("events", ROWS) is ROWS
    stones.add(["crm:1"])
    assert stones.without("events", ROWS)["event_id"].to_pylist() == ["e2", "e3"]


def test_an_erased_row_stays_out_by_its_key(tmp_path: Path) -> None:
    stones = Tombstones(tmp_path)
    stones.add(row_marks("events", ROWS.slice(1, 1)))
    assert Tombstones(tmp_path).without("events", ROWS)["event_id"].to_pylist() == ["e1", "e3"]


def test_no_id_can_be_read_or_tried_without_the_key(tmp_path: Path) -> None:
    Tombstones(tmp_path / "a").add(["crm:1", "crm:1"])
    Tombstones(tmp_path / "b").add(["crm:1"])
    one, other = ((tmp_path / name / "tombstones").read_text() for name in "ab")
    assert len(one.split()) == 1
    assert one != other
    assert "crm" not in one
    assert (tmp_path / "a" / "key").stat().st_mode & 0o077 == 0


def test_the_key_may_be_kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "ab" * 32)
    Tombstones(tmp_path).add(["crm:1"])
    assert not (tmp_path / "key").exists()
    assert Tombstones(tmp_path).holds("crm:1")
    monkeypatch.setenv(KEY_VARIABLE, "short")
    with pytest.raises(InputError, match=KEY_VARIABLE):
        Tombstones(tmp_path).holds("crm:1")


def test_rows_that_carry_an_id_are_marked() -> None:
    assert carrying(ROWS, ["cookie:7"]).tolist() == [True, True, False]
