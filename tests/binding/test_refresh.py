"""A map asked again of data that has grown: what the data says is proposed, what people wrote stays."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from tests.binding.material_builder import DAY, material
from tropa.binding.draft import draft
from tropa.binding.material import Material
from tropa.binding.refresh import UNCHANGED, refresh
from tropa.journeys.select import select
from tropa.model.apply import apply_all
from tropa.model.card import Card
from tropa.model.edit import Add, AnyEdit, Set
from tropa.model.map import Map

TODAY, LATER = date(2026, 11, 24), date(2026, 12, 24)


def grown() -> Material:
    """The shop's material with a newer table of events, in which fewer paid."""
    before = material()
    kept = select(before.journeys, start=5 * DAY * 1_000_000)
    return replace(before, journeys=replace(kept, lake_version=2))


@pytest.fixture(scope="module")
def new() -> Material:
    return grown()


@pytest.fixture(scope="module")
def drawn() -> Map:
    before = material()
    (one,) = draft(replace(before, journeys=replace(before.journeys, lake_version=1)), today=TODAY).maps
    return one


@pytest.fixture(scope="module")
def edits(drawn: Map, new: Material) -> tuple[AnyEdit, ...]:
    return refresh(drawn, new, today=LATER)


def set_on(edits: Sequence[AnyEdit], name: str) -> list[Set]:
    return [edit for edit in edits if isinstance(edit, Set) and edit.target.id == name]


def with_card(map_: Map, card: Card) -> Map:
    return map_.model_copy(update={"cards": tuple(card if one.id == card.id else one for one in map_.cards)})


def freeze(map_: Map, name: str) -> Map:
    records = [one.model_copy(update={"frozen": one.frozen or one.id == name}) for one in map_.evidence]
    return map_.model_copy(update={"evidence": tuple(records)})


def test_all_proposals_accepted_make_the_map_that_would_be_drafted(
    drawn: Map, new: Material, edits: Sequence[AnyEdit]
) -> None:
    after = apply_all(drawn, edits)
    (fresh,) = draft(new, today=LATER).maps
    shown = {card.id: card for card in after.cards}
    assert {card.id for card in fresh.cards} <= set(shown)
    for card in fresh.cards:
        assert (card.measure, card.detail) == (shown[card.id].measure, shown[card.id].detail), card.body
    records = {one.id: one for one in after.evidence}
    for one in fresh.evidence:
        kept = records[one.id]
        assert kept.value == pytest.approx(one.value)
        assert kept.model_copy(update={"value": one.value}) == one
    assert {p.stage: (p.value, p.n) for p in after.curve} == {p.stage: (p.value, p.n) for p in fresh.curve}
    assert (after.customers, after.refreshed) == (fresh.customers, LATER)


def test_a_map_that_was_just_refreshed_has_nothing_to_propose(
    drawn: Map, new: Material, edits: Sequence[AnyEdit]
) -> None:
    assert refresh(apply_all(drawn, edits), new, today=LATER) == ()


def test_the_same_data_another_day_moves_no_number(drawn: Map) -> None:
    before = material()
    found = refresh(drawn, replace(before, journeys=replace(before.journeys, lake_version=1)), today=LATER)
    assert {edit.event for edit in found} == {UNCHANGED}


def test_a_record_moves_together_with_the_card_that_shows_it(drawn: Map, edits: Sequence[AnyEdit]) -> None:
    moved = [edit for edit in edits if isinstance(edit, Set) and edit.target.object == "card"]
    records = {card.id: card.evidence[0] for card in drawn.cards if card.evidence}
    assert moved
    for edit in moved:
        assert edit.event == f"refresh.{records[edit.target.id]}"
        assert set_on(edits, records[edit.target.id])


def test_a_value_changed_by_hand_is_never_overwritten(drawn: Map, new: Material, edits: Sequence[AnyEdit]) -> None:
    moved = next(edit.target.id for edit in edits if isinstance(edit, Set) and edit.target.object == "card")
    card = next(card for card in drawn.cards if card.id == moved)
    assert card.measure is not None
    own = card.model_copy(update={"measure": card.measure.model_copy(update={"value": 0.5})})
    again = refresh(with_card(drawn, own), new, today=LATER)
    assert set_on(again, card.id) == []
    assert set_on(again, card.evidence[0])


def test_words_of_a_card_stay_those_of_people(drawn: Map, edits: Sequence[AnyEdit]) -> None:
    assert all("body" not in edit.fields for edit in edits if isinstance(edit, Set))


def test_a_detail_rewritten_by_hand_stays(drawn: Map, new: Material, edits: Sequence[AnyEdit]) -> None:
    moved = next(edit for edit in edits if isinstance(edit, Set) and "detail" in edit.fields)
    card = next(card for card in drawn.cards if card.id == moved.target.id)
    again = refresh(with_card(drawn, card.model_copy(update={"detail": "our words"})), new, today=LATER)
    (found,) = set_on(again, card.id)
    assert "detail" not in found.fields


def test_a_frozen_record_is_not_asked_again(drawn: Map, new: Material, edits: Sequence[AnyEdit]) -> None:
    moved = next(edit for edit in edits if edit.event.startswith("refresh."))
    frozen = moved.event.removeprefix("refresh.")
    assert moved.event not in {edit.event for edit in refresh(freeze(drawn, frozen), new, today=LATER)}


def test_a_card_in_the_trash_is_not_proposed_again(drawn: Map, new: Material) -> None:
    thrown = drawn.cards[0].model_copy(update={"deleted": True})
    added = [edit for edit in refresh(with_card(drawn, thrown), new, today=LATER) if isinstance(edit, Add)]
    assert thrown.id not in {edit.target.id for edit in added}


def test_a_card_the_map_never_had_is_proposed_with_its_evidence(drawn: Map, new: Material) -> None:
    gone = next(card for card in drawn.cards if card.lane == "metrics")
    kept = [card for card in drawn.cards if card.id != gone.id]
    records = [record for record in drawn.evidence if record.id not in gone.evidence]
    less = drawn.model_copy(update={"cards": tuple(kept), "evidence": tuple(records)})
    added = [edit for edit in refresh(less, new, today=LATER) if edit.event == f"new.{gone.id}"]
    assert [edit.target.object for edit in added if isinstance(edit, Add)] == ["evidence", "card"]


def test_a_map_drawn_by_hand_gets_no_proposals(new: Material) -> None:
    own = Map.new("By hand", language="en", stages=["search", "pay"]).with_card("pay", "thoughts", "Why again?")
    assert refresh(own, new, today=LATER) == ()
