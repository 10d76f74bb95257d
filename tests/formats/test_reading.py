"""A notice names its place in every language."""

from tropa.formats.reading import Notice, Read
from tropa.kit.locale import LANGUAGES
from tropa.model.map import Map


def test_a_notice_begins_with_its_place() -> None:
    notice = Notice("formats.left_out", place="Map!C4", facts={"value": "abc"})
    for language in LANGUAGES:
        assert notice.text(language).startswith("Map!C4: ")
        assert "abc" in notice.text(language)


def test_a_line_and_a_place_stand_together() -> None:
    assert Notice("formats.left_out", "rank", 7, {"value": "x"}).text("ru").startswith("Строка 7, rank: ")


def test_a_notice_is_json() -> None:
    told = Notice("formats.left_out", line=7, facts={"value": "x"}).to_dict()
    assert told["line"] == 7
    assert told["facts"] == {"value": "x"}


def test_a_clean_reading_has_no_warnings() -> None:
    assert Read(Map.new("I choose", language="en")).warnings == ()
