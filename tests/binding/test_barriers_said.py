"""Barriers in customers' words beside those that journeys show; needs; the persona's words."""

from dataclasses import replace
from datetime import date

import pyarrow as pa
import pytest

from tests.binding.material_builder import material
from tropa.binding.asking import ask_all
from tropa.binding.barriers import barrier_cards
from tropa.binding.barriers_said import barriers_said, with_said
from tropa.binding.draft import draft
from tropa.binding.material import Material
from tropa.binding.opportunities import SAID, opportunity_cards, remedy_for
from tropa.binding.persona_said import with_words
from tropa.binding.scene import Scene
from tropa.events.schema import VERBATIMS
from tropa.kit.locale import LANGUAGES, Language
from tropa.lint.check import check
from tropa.model.persona import Persona
from tropa.voice.taxonomy.theme import Taxonomy, Theme

TODAY = date(2026, 11, 24)
STAGES = ("search", "pay", "return")


def said(row: dict[str, object], text: str) -> dict[str, object]:
    return row | {"verbatim_id": f"{row['verbatim_id']}more", "text": text, "rating": 1.0}


def spoken() -> Material:
    """The shop, and eight customers who say more of searching: it is dear, and they need something for the kids."""
    shop = material()
    rows = shop.verbatims.to_pylist()
    dear = [said(row, f"Far too expensive for me, said I number {n}") for n, row in enumerate(rows[:10:2])]
    need = [said(row, f"I need a bicycle for the kids by Friday, case {n}") for n, row in enumerate(rows[20:26:2])]
    return replace(shop, verbatims=pa.Table.from_pylist([*rows, *dear, *need], VERBATIMS))


def scene(language: Language = "en") -> Scene:
    whole = spoken()
    return Scene(whole.definition, language, TODAY, ask_all(whole, None), {stage: stage.title() for stage in STAGES})


@pytest.fixture(scope="module")
def shop() -> Scene:
    return scene()


def test_a_barrier_that_is_only_said_is_a_card_in_a_customer_s_own_words(shop: Scene) -> None:
    cards = with_said(shop, barrier_cards(shop), STAGES)
    (card, kind, _) = next(found for found in cards if found[0].key == "said too_expensive")
    (record,) = card.evidence
    (span,) = record.quotes
    texts = {row["verbatim_id"]: row["text"] for row in shop.answers.verbatims.to_pylist()}
    assert texts[span.verbatim_id][span.start : span.end] == card.body
    assert card.detail.startswith("Too expensive: named by 5 customers of 120 who spoke here")
    assert card.measure is not None
    assert card.measure.value == pytest.approx(5 / 120)
    assert (card.measure.n, record.grade) == (120, "D")
    assert remedy_for(kind, "") == "instalments"


def test_a_barrier_that_is_said_and_done_is_one_card_with_both_evidences(shop: Scene) -> None:
    (done,) = (card for card, *_ in barrier_cards(shop) if card.body == "card error")
    cards = with_said(shop, barrier_cards(shop), STAGES)
    (both,) = (card for card, *_ in cards if card.body == "card error")
    assert [record.question for record in both.evidence] == ["barriers", "themes"]
    assert both.detail.startswith(done.detail)
    assert "named by 60 customers of 120 who spoke here" in both.detail
    assert "association with mention" in both.detail
    assert not any(card.key == "said payment_fails" for card, *_ in cards)


def test_every_barrier_said_has_an_opportunity(shop: Scene) -> None:
    cards = with_said(shop, barrier_cards(shop), STAGES)
    answered = {other.key for card in opportunity_cards(shop, cards) for other in card.about}
    assert {card.key for card, kind, _ in cards if kind.startswith(SAID)} <= answered


def test_nothing_is_left_out_for_being_small(shop: Scene) -> None:
    assert {barrier.weight.customers for barrier in barriers_said(shop, "search")} == {5}
    assert barriers_said(shop, "return") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_count_is_said_in_every_language(language: Language) -> None:
    cards = with_said(scene(language), [], STAGES)
    (card,) = (card for card, *_ in cards if card.key == "said too_expensive")
    assert "5" in card.detail
    assert "{" not in card.detail


def test_a_workspace_s_own_themes_are_used_in_its_maps() -> None:
    own = Taxonomy((Theme("number", "barrier", {"en": "Speak of numbers"}, {"en": "said number"}),))
    (drafted,) = draft(replace(material(), taxonomy=own), today=TODAY).maps
    details = [card.detail for card in drafted.cards if card.lane == "barriers"]
    assert any(detail.startswith("Speak of numbers: named by 120 customers of 120") for detail in details)


def test_needs_stand_in_a_lane_of_their_own_and_in_the_persona() -> None:
    (drafted,) = draft(spoken(), today=TODAY).maps
    bodies = [card.body for card in drafted.cards if card.lane == "needs"]
    assert bodies
    assert all(body.startswith("I need a bicycle for the kids") for body in bodies)
    assert drafted.personas[0].needs == tuple(f"I need a bicycle for the kids by Friday, case {n}" for n in range(3))
    assert [found for found in check([drafted]) if found.code == "TR016"] == []


def test_a_map_without_needs_has_no_lane_for_them() -> None:
    (drafted,) = draft(material(), today=TODAY).maps
    assert "needs" not in {lane.kind for lane in drafted.lanes}


def test_what_the_definition_tells_of_a_persona_stays() -> None:
    told = Persona.new("Anna", needs=("rest",), quotes=("Hm.",))
    heard = with_words(told, spoken().verbatims)
    assert (heard.needs, heard.quotes) == (("rest",), ("Hm.",))
