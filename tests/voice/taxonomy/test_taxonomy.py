"""The taxonomy to begin with, its edits, and its file."""

from pathlib import Path

import pytest

from tropa.errors import InputError, NotFoundError
from tropa.kit.locale import LANGUAGES, has_text
from tropa.voice.taxonomy.standard import FIRST_EIGHT, read_taxonomy, standard, taxonomy_in, taxonomy_text
from tropa.voice.taxonomy.theme import Taxonomy, Theme
from tropa.voice.themes import compiled

SHORT = Theme("short", "barrier", {"en": "Too short"}, {"en": "too short"}, trades=("travel",))


def test_the_eight_barriers_come_first_each_with_a_remedy_of_the_catalogue() -> None:
    first = standard().of_kind("barrier")[:8]
    assert tuple(theme.id for theme in first) == FIRST_EIGHT
    assert all(has_text("binding", f"opportunity.{theme.remedy}.title", "en") for theme in first)


def test_every_theme_has_a_title_and_words_in_three_languages_and_a_known_remedy() -> None:
    assert len(standard().of_kind("barrier")) >= 48
    for theme in standard().themes:
        assert all(theme.title[language] and theme.words[language] for language in LANGUAGES), theme.id
        assert theme.remedy is None or has_text("binding", f"opportunity.{theme.remedy}.title", "en"), theme.id


def test_the_file_reads_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "themes.toml"
    path.write_text(taxonomy_text(standard()), "utf-8")
    assert read_taxonomy(path) == standard()


def test_a_folder_s_own_file_stands_before_the_standard_one(tmp_path: Path) -> None:
    assert taxonomy_in(tmp_path) == standard()
    (tmp_path / "themes.toml").write_text(taxonomy_text(Taxonomy((SHORT,))), "utf-8")
    assert taxonomy_in(tmp_path).themes == (SHORT,)


def test_edits_give_a_new_taxonomy() -> None:
    edited = standard().with_theme(SHORT).with_words("short", "pl", ["za krótki", "krótki !długi"])
    assert edited["short"].words == {"en": "too short", "pl": "za krótki\nkrótki !długi"}
    assert [hit.key for hit in compiled(edited).find("Film za krótki", "pl")] == ["short"]
    merged = edited.merged("short", "poor_quality")
    assert "too short" in merged["poor_quality"].words["en"]
    with pytest.raises(NotFoundError) as gone:
        merged["short"]
    assert gone.value.code == "voice.no_theme"


def test_a_child_of_what_is_taken_out_moves_up() -> None:
    family = Taxonomy((SHORT, Theme("b", "need", {}, parent="short"), Theme("c", "need", {}, parent="b")))
    assert family.without("b")["c"].parent == "short"


def test_a_trade_keeps_its_themes_and_those_of_all() -> None:
    kept = {theme.id for theme in standard().for_trade("travel").themes}
    assert {"baggage", "too_expensive"} <= kept
    assert "no_signal" not in kept


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("[a", "voice.bad_taxonomy"),
        ('[a]\nkind = "barrier"\nwords = "x"', "voice.bad_taxonomy"),
        ('[a]\nkind = "pain"', "voice.theme_kind"),
        ('[a]\nkind = "need"\nparent = "b"', "voice.theme_parent"),
        ('[a]\nkind = "need"\nen = "NOT"', "voice.bad_pattern"),
    ],
)
def test_a_broken_file_is_told_of(tmp_path: Path, written: str, code: str) -> None:
    path = tmp_path / "themes.toml"
    path.write_text(written, "utf-8")
    with pytest.raises(InputError) as refused:
        read_taxonomy(path)
    assert refused.value.code == code
    assert all(refused.value.text(language) for language in LANGUAGES)
