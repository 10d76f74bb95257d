"""Headings, kinds and choices have words in every language, and words lead back to one thing only."""

import pytest

from tropa.formats.flat.codes import code_named, code_text
from tropa.formats.flat.columns import KINDS, columns_of
from tropa.formats.flat.headings import column_named, heading, kind_named
from tropa.formats.flat.lane_names import lane_kind
from tropa.kit.locale import LANGUAGES, Language, has_text, text
from tropa.model.lane import LANE_KINDS


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_column_has_a_heading_that_leads_back_to_it(kind: str, language: Language) -> None:
    for column in columns_of(kind):
        assert has_text("formats", f"flat.column.{column.name.replace('.', '_')}", language), column.name
        assert column_named(heading(column.name, language)) == column.name
        assert column_named(column.name) == column.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_choice_has_words_that_lead_back_to_it(kind: str, language: Language) -> None:
    for column in columns_of(kind):
        for one in column.allowed:
            assert code_named(code_text(one, language), column.allowed) == one, (column.name, one)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_sheet_is_known_by_its_name_in_every_language(kind: str, language: Language) -> None:
    assert kind_named(text("formats", f"flat.sheet.{kind}", language)) == kind
    assert kind_named(text("formats", f"flat.kind.{kind}", language)) == kind


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", LANE_KINDS)
def test_a_lane_is_known_by_its_usual_title(kind: str, language: Language) -> None:
    assert lane_kind(text("model", f"lane.{kind}", language)) == kind
