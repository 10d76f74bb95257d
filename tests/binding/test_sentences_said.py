"""Words of customers, staff and focus groups on a map: each where it belongs, each with evidence saying what it is."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa
import pytest

from tests.binding.material_builder import material
from tropa.binding.draft import draft
from tropa.binding.material import Material
from tropa.binding.why import behind
from tropa.events.schema import VERBATIMS
from tropa.kit.locale import LANGUAGES, Language
from tropa.model.card import Card
from tropa.model.evidence import Evidence
from tropa.model.map import Map

TODAY = date(2026, 11, 24)
EXPECTED = "I expected the free month to be really free."
BELIEVED = "Customers are afraid that we keep their card number."
REFUSED = "My card was declined and the payment failed three times."


def said(number: int, text: str, **told: Any) -> dict[str, Any]:
    base = {
        "verbatim_id": f"t{number}", "customer": f"c{number}", "ids": [], "time": datetime(1970, 4, 1, tzinfo=UTC),
        "source": "talks", "speaker_role": "customer", "language": "en", "text": text, "kind": "interview",
        "stage": "pay", "import_id": "i2",
    }  # fmt: skip
    return base | told


def talked(segments: tuple[str, ...] = ()) -> Material:
    rows = [
        said(0, EXPECTED),
        said(1, BELIEVED, speaker_role="staff", customer=None),
        *(said(2 + number, REFUSED, kind="focus_group") for number in range(3)),
        said(5, "The colours of the page are pleasant to look at."),
    ]
    found = material(segments)
    return replace(found, verbatims=pa.concat_tables([found.verbatims, pa.Table.from_pylist(rows, VERBATIMS)]))


@pytest.fixture(scope="module")
def drawn() -> Map:
    (one,) = draft(talked(), today=TODAY).maps
    return one


def evident(map_: Map, card: Card) -> Evidence:
    return next(record for record in map_.evidence if record.id == card.evidence[0])


def card_of(map_: Map, body: str) -> Card:
    (found,) = (card for card in map_.cards if card.body == body and card.lane != "thoughts")
    return found


def of_interviews(map_: Map) -> list[Card]:
    records = {record.id for record in map_.evidence if record.question == "interviews"}
    return [card for card in map_.cards if records & set(card.evidence)]


def test_an_expectation_stands_among_the_needs_as_an_opinion(drawn: Map) -> None:
    card = card_of(drawn, EXPECTED)
    assert (card.lane, card.stage, card.detail) == ("needs", "pay", "What the customer expected")
    assert evident(drawn, card).grade == "E"


def test_what_staff_believe_is_a_hypothesis_and_never_a_quote_of_customers(drawn: Map) -> None:
    card = card_of(drawn, BELIEVED)
    assert (card.lane, card.stage) == ("hypotheses", "pay")
    assert evident(drawn, card).grade == "E"
    assert [one for one in drawn.cards if one.body == BELIEVED and one.lane != "hypotheses"] == []


def test_staff_speak_of_every_segment(drawn: Map) -> None:
    for one in draft(talked(("new", "old")), today=TODAY).maps:
        record = evident(one, card_of(one, BELIEVED))
        assert "segment" not in record.parameters


def test_people_interviewed_are_counted_as_k_of_n(drawn: Map) -> None:
    (card,) = of_interviews(drawn)
    assert (card.lane, card.stage) == ("barriers", "pay")
    assert card.detail == "3 of 5 people interviewed speak of it"
    assert card.measure is not None
    assert (card.measure.value, card.measure.n, card.measure.unit) == (3, 5, "count")
    record = evident(drawn, card)
    assert (record.value, record.n, record.grade, record.low) == (3, 5, "E", None)
    assert len(record.quotes) == 3


def test_a_barrier_of_interviews_has_its_remedy(drawn: Map) -> None:
    (card,) = of_interviews(drawn)
    assert any(card.id in one.about for one in drawn.cards if one.lane == "opportunities")


def test_the_list_behind_k_of_n_is_k_of_n(drawn: Map) -> None:
    (card,) = of_interviews(drawn)
    found = behind(evident(drawn, card), talked())
    assert (found.unit, found.counted, found.of) == ("customers", 3, 5)


def test_one_voice_is_an_anecdote() -> None:
    found = talked()
    few = replace(found, verbatims=found.verbatims.slice(0, found.verbatims.num_rows - 3))
    (one,) = draft(few, today=TODAY).maps
    assert of_interviews(one) == []


def test_a_map_without_such_words_has_no_empty_lane_for_them() -> None:
    (one,) = draft(material(), today=TODAY).maps
    assert "hypotheses" not in {lane.kind for lane in one.lanes}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_around_them_are_of_the_map_s_language(language: Language) -> None:
    (one,) = draft(talked(), language=language, today=TODAY).maps
    (card,) = of_interviews(one)
    told = {"en": "3 of 5", "ru": "говорят 3 из 5", "pl": "mówią o tym 3 z 5"}
    assert told[language] in card.detail
