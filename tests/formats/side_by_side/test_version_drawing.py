"""Two versions drawn side by side."""

from hypothesis import HealthCheck, given, settings

from tests.formats.side_by_side.pairs import NEW, OLD, misplaced, words_of
from tests.model.map_builder import card
from tests.model.strategies import maps
from tropa.drawing.scene import Line
from tropa.formats.side_by_side.version_drawing import versions_scene
from tropa.formats.side_by_side.version_words import versions_outline, versions_tables
from tropa.formats.side_by_side.versions import versions_view
from tropa.kit.locale import LANGUAGES
from tropa.model.diff_text import diff_text
from tropa.model.map import Map


def test_every_change_stands_in_the_drawing_and_in_the_outline_in_each_language() -> None:
    for language in LANGUAGES:
        view = versions_view(OLD, NEW.with_fields(language=language))
        drawn = words_of(versions_scene(view))
        outline = [words for _, words in versions_outline(view)]
        told = diff_text(view.changes, language)
        assert len(told) > 8
        assert all(words in drawn and words in outline for words in told)


def test_the_change_of_an_emotion_is_labelled() -> None:
    drawn = words_of(versions_scene(versions_view(OLD, NEW)))
    assert "▲ −1.2 → +0.4" in drawn
    assert "▼ +0.8 → −0.4" in drawn


def test_what_did_not_change_is_folded() -> None:
    drawn = words_of(versions_scene(versions_view(OLD, NEW)))
    assert "I wait" not in drawn
    assert "Unchanged: 1 stage (Return), 1 card" in drawn


def test_two_equal_versions_say_so() -> None:
    scene = versions_scene(versions_view(OLD, OLD))
    assert "Nothing changed" in words_of(scene)
    assert misplaced(scene) == []


def test_the_page_of_a_big_change_is_not_wider_than_that_of_a_small_one() -> None:
    cards = tuple(card(f"c{n}", body=f"step {n}") for n in range(60))
    scene = versions_scene(versions_view(OLD, OLD.with_fields(cards=cards)))
    assert scene.width == versions_scene(versions_view(OLD, OLD)).width
    assert misplaced(scene) == []


def test_changed_words_of_a_reworded_card_are_underlined() -> None:
    shapes = versions_scene(versions_view(OLD, NEW)).shapes()
    lines = [one for one in shapes if isinstance(one, Line) and one.role == "changed"]
    assert len(lines) == 4  # "a friend" and "two friends"


def test_the_table_has_both_versions_of_a_card_in_a_row() -> None:
    rows = [row for table in versions_tables(versions_view(OLD, NEW)) for row in table.rows]
    assert ("Search", "Actions", "Asks a friend", "Asks two friends (≈ reworded)") in rows


@given(maps(), maps())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_two_versions_stay_on_the_page_and_apart(old: Map, new: Map) -> None:
    view = versions_view(old, new)
    scene = versions_scene(view)
    assert misplaced(scene) == []
    drawn = words_of(scene)
    assert all(words in drawn for words in diff_text(view.changes, new.language))
