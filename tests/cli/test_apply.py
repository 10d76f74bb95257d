"""`tropa apply`: what a definition makes of the files, and which events it leaves out."""

from pathlib import Path

import pytest

from tests.shop_folder import shop
from tests.terminal import tropa
from tropa.definition.load import loads

PARTIAL = """\
sources:
  - {name: events, files: [events.csv]}
touchpoints:
  - {match: {name: visit}, touchpoint: Visit, stage: come}
  - {match: {name: cart}, touchpoint: null}
stages: [{id: come, title: Come}]
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A shop whose definition knows two of four events."""
    (shop(tmp_path) / "tropa.yaml").write_text(PARTIAL)
    return tmp_path


def test_the_counts_and_the_unmatched_events_are_told(home: Path) -> None:
    applied = tropa("apply", home, "--json").json
    assert (applied["sources"], applied["journeys"], applied["events"], applied["customers"]) == (1, 40, 40, 40)
    left = {row["name"]: row["count"] for row in applied["unmatched"]}
    assert left == {"catalog": 40, "purchase": 13}


def test_the_text_tells_the_same(home: Path) -> None:
    said = tropa("apply", home)
    assert said.code == 0
    assert "40 journeys with 40 events" in said.out
    assert "events  catalog  40" in said.out
    assert "1 row was refused" in said.err


def test_strict_exits_with_2_for_refused_rows(home: Path) -> None:
    assert tropa("apply", home, "--strict").code == 2
    assert tropa("apply", home, "--strict", "--json").json["journeys"] == 40


def test_dump_prints_the_definition_and_stops(home: Path) -> None:
    said = tropa("apply", home, "--dump")
    assert (said.code, said.err) == (0, "")
    assert loads(said.out) == loads(PARTIAL)
    assert not (home / "lake").exists()


def test_a_source_without_files_is_told(home: Path) -> None:
    (home / "tropa.yaml").write_text(PARTIAL.replace("events.csv", "orders-*.csv"))
    said = tropa("apply", home)
    assert said.code == 1
    assert "orders-*.csv" in said.err


@pytest.mark.parametrize("pattern", ["/etc/*.csv", "''"])
def test_a_pattern_that_leads_nowhere_is_told(home: Path, pattern: str) -> None:
    (home / "tropa.yaml").write_text(PARTIAL.replace("events.csv", pattern))
    said = tropa("apply", home)
    assert said.code == 1
    assert "inside Tropa" not in said.err
    assert "tropa.yaml" in said.err


def test_a_file_is_imported_though_another_source_has_none(home: Path) -> None:
    text = PARTIAL.replace("touchpoints:", "  - {name: orders, files: [orders.csv]}\ntouchpoints:")
    (home / "tropa.yaml").write_text(text)
    (one,) = tropa("import", home / "events.csv", "-w", home, "--json").json
    assert (one["source"], one["added"]) == ("events", 119)
