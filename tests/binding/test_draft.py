"""Maps from material: one a segment, every computed claim with evidence, the same ids each time."""

from dataclasses import replace
from datetime import date

import pytest

from tests.binding.material_builder import ALL, material
from tropa.binding.draft import Draft, draft
from tropa.errors import QuestionError
from tropa.kit.locale import LANGUAGES, Language
from tropa.lint.check import check
from tropa.model.map import Map

TODAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def drafted() -> Draft:
    return draft(material(("new", "old")), today=TODAY)


def cards(map_: Map, lane: str, stage: str | None = None) -> list[str]:
    return [card.body for card in map_.cards if card.lane == lane and stage in (None, card.stage)]


def test_a_map_of_all_customers_is_drafted_without_segments() -> None:
    found = draft(material(), today=TODAY)
    (one,) = found.maps
    assert (one.id, one.segments, one.customers, one.customers_total) == ("map_all", (), ALL, ALL)
    assert one.personas[0].name == "All customers"
    assert found.comparison is None
    assert found.too_few == ()


def test_every_segment_has_its_map_and_they_are_compared(drafted: Draft) -> None:
    assert [one.segments for one in drafted.maps] == [("new",), ("old",)]
    assert [one.customers for one in drafted.maps] == [60, 60]
    assert drafted.comparison is not None
    assert [persona.id for persona in drafted.comparison.personas] == ["persona_new", "persona_old"]


def test_every_card_and_curve_point_has_evidence_that_exists(drafted: Draft) -> None:
    for one in drafted.maps:
        known = {record.id for record in one.evidence}
        assert all(card.evidence and known.issuperset(card.evidence) for card in one.cards)
        assert all(point.evidence and known.issuperset(point.evidence) for point in one.curve)


def test_a_measured_card_says_the_number_of_its_evidence(drafted: Draft) -> None:
    for one in drafted.maps:
        records = {record.id: record for record in one.evidence}
        for card in one.cards:
            if card.measure is not None and card.measure.unit != "count":
                assert card.measure.value == records[card.evidence[0]].value, card.body


def test_drafting_again_gives_the_same_maps(drafted: Draft) -> None:
    assert draft(material(("new", "old")), today=TODAY) == drafted


def test_another_day_changes_no_card(drafted: Draft) -> None:
    later = draft(material(("new", "old")), today=date(2026, 12, 1))
    assert [one.cards for one in later.maps] == [one.cards for one in drafted.maps]


def test_the_lowest_stage_is_where_the_ratings_are_low(drafted: Draft) -> None:
    for one in drafted.maps:
        known = {point.stage: point.value for point in one.curve if point.value is not None}
        assert min(known, key=known.__getitem__) == "pay"
        (labelled,) = (point.label for point in one.curve if point.stage == "pay")
        assert "card was refused" in labelled


def test_a_stage_nobody_rated_is_a_guess_from_behaviour_and_says_so(drafted: Draft) -> None:
    one = drafted.maps[0]
    records = {record.id: record for record in one.evidence}
    (point,) = (point for point in one.curve if point.stage == "return")
    record = records[point.evidence[0]]
    assert (point.label, record.grade) == ("", "E")
    assert "guess from behaviour" in record.definition
    assert point.high is not None
    assert point.low is not None
    assert point.high - point.low > 1


def test_nothing_is_guessed_where_too_few_rated_to_learn_from() -> None:
    found = material()
    few = replace(found, verbatims=found.verbatims.slice(0, 40))
    (one,) = draft(few, today=TODAY).maps
    (point,) = (point for point in one.curve if point.stage == "return")
    assert (point.n, point.value, point.label) == (0, None, "")


def test_the_confirmed_barrier_stands_with_its_remedy_and_marks_the_moment_of_truth() -> None:
    (one,) = draft(material(), today=TODAY).maps
    assert "card error" in cards(one, "barriers", "pay")
    barrier = next(card for card in one.cards if card.body == "card error" and card.lane == "barriers")
    assert barrier.measure is not None
    assert barrier.measure.unit == "points"
    assert barrier.measure.value is not None
    assert barrier.measure.value < -20
    (remedy,) = (card for card in one.cards if card.lane == "opportunities" and barrier.id in card.about)
    assert remedy.body == "Mend and widen payment"
    assert [point.stage for point in one.curve if point.moment_of_truth] == ["pay"]


def test_the_opportunity_is_an_opinion_and_the_barrier_an_association() -> None:
    (one,) = draft(material(), today=TODAY).maps
    grades = {record.question: record.grade for record in one.evidence}
    assert (grades["catalogue"], grades["barriers"]) == ("E", "D")


def test_a_segment_of_less_than_twenty_gets_no_map_but_is_named() -> None:
    found = draft(material(("many",) * 9 + ("few",)), today=TODAY)
    assert [one.segments for one in found.maps] == [("many",)]
    assert found.too_few == (("Few", 12),)
    assert found.comparison is None


def test_a_definition_without_stages_cannot_be_drafted() -> None:
    with pytest.raises(QuestionError) as refused:
        draft(material(stages=()), today=TODAY)
    assert refused.value.code == "binding.no_stages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_map_speaks_one_language(language: Language) -> None:
    (one,) = draft(material(), language=language, today=TODAY).maps
    assert one.language == language
    words = {"ru": "Барьеры", "pl": "Bariery", "en": "Barriers"}
    assert words[language] in [lane.title for lane in one.lanes]
    assert check([one]) is not None


def test_the_title_and_the_company_are_the_definition_s() -> None:
    (one,) = draft(material(map={"title": "How I buy", "company": "Shop"}), today=TODAY).maps
    assert (one.title, one.company) == ("How I buy", "Shop")
