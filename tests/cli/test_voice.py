"""`tropa voice`: what customers of the small cinema say, and their rights in it."""

import json
import shutil
from pathlib import Path

import pytest

from tests.terminal import tropa


def test_themes_are_told_with_how_many_speak_of_them(cinema: Path) -> None:
    rows = tropa("voice", "themes", cinema, "--json").json
    assert rows
    assert all(0 < row["reach"] <= 1 and row["reach_low"] <= row["reach"] <= row["reach_high"] for row in rows)
    assert {row["kind"] for row in tropa("voice", "barriers", cinema, "--json").json} <= {"barrier"}


def test_titles_of_themes_are_in_the_reader_s_language(cinema: Path) -> None:
    russian = tropa("voice", "barriers", cinema, language="ru").out
    assert any("а" <= letter <= "я" for letter in russian)


def test_quotes_are_literal_words_of_different_customers(cinema: Path) -> None:
    rows = tropa("voice", "quotes", cinema, "--limit", 4, "--order", "latest", "--json").json
    assert 0 < len(rows) <= 4
    assert len({row["quote"] for row in rows}) == len(rows)


def test_shares_of_good_and_bad_are_marked_while_nobody_has_labelled(cinema: Path) -> None:
    answer = tropa("voice", "emotion", cinema, "--json").json
    assert [share["estimate"] for share in answer["shares"]] == [None, None]
    assert 0 < answer["shares"][0]["counted"] < 1
    assert "no sample has been labelled" in tropa("voice", "emotion", cinema).out


@pytest.mark.parametrize(
    ("options", "allowed"),
    [
        (("quotes", "--stage", "checkout"), "purchase"),
        (("quotes", "--theme", "weather"), "too_expensive"),
        (("quotes", "--valence", "good"), "positive"),
        (("themes", "--stage", "checkout"), "purchase"),
    ],
)
def test_what_is_not_there_is_told_with_what_is(cinema: Path, options: tuple[str, ...], allowed: str) -> None:
    command, *rest = options
    said = tropa("voice", command, cinema, *rest)
    assert said.code == 1
    assert allowed in said.err


@pytest.fixture
def own(cinema: Path, tmp_path: Path) -> Path:
    """A copy of the cinema that a test may change."""
    folder = tmp_path / "own"
    shutil.copytree(cinema, folder)
    assert tropa("import", "-w", folder).code == 0
    return folder


def test_a_customer_s_data_are_handed_over_and_then_erased(own: Path, tmp_path: Path) -> None:
    truth = json.loads((own / "truth.json").read_text("utf-8"))
    who = next(name for name in (one["ids"][0] for one in truth["identities"].values()) if name.startswith("crm:"))
    file = tmp_path / "customer.json"
    assert tropa("voice", "export", who, "-w", own, "-o", file).code == 0
    assert who in file.read_text("utf-8")
    done = tropa("voice", "erase", who, "-w", own, "--ground", "request 17", "--json")
    assert done.code == 0
    assert sum(done.json["rows"].values()) > 0
    assert tropa("voice", "export", who, "-w", own, "-o", file).code == 1


def test_nothing_is_purged_where_no_source_has_a_term(own: Path) -> None:
    assert tropa("voice", "purge", own, "--json").json["removed"] == 0
