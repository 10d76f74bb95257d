"""Single cells of a map: what they name, how much they leave out, what they say of it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from tests.binding.material_builder import material
from tests.journey_builder import journeys
from tropa.binding.actions import action_cards
from tropa.binding.asking import ask_all
from tropa.binding.barriers import SHOWN as BARRIERS_SHOWN
from tropa.binding.barriers import barrier_cards, barrier_name, moment_of_truth
from tropa.binding.draft import draft
from tropa.binding.material import Material
from tropa.binding.metrics import metric_cards
from tropa.binding.scene import CellCard, Scene, channel_name, source_name
from tropa.binding.thoughts import thought_cards
from tropa.binding.touchpoints import SHOWN, channel_cards, touchpoint_cards
from tropa.kit.locale import Language

TITLES: Mapping[str, str] = {"search": "Search", "pay": "Pay", "return": "Return"}


def scene(of: Material | None = None, language: Language = "en") -> Scene:
    whole = of or material()
    return Scene(whole.definition, language, date(2026, 11, 24), ask_all(whole, None), TITLES)


@pytest.fixture(scope="module")
def shop() -> Scene:
    return scene()


def test_touchpoints_stand_most_met_first(shop: Scene) -> None:
    cards = touchpoint_cards(shop, "pay")
    assert [card.body for card in cards] == ["payment", "card error"]
    assert [card.measure and card.measure.value for card in cards] == [1.0, 0.5]


def test_more_touchpoints_than_fit_are_counted_in_a_last_card() -> None:
    names = [f"page {number:02d}" for number in range(SHOWN + 4)]
    made = journeys(
        [[(name, 60 * n) for n, name in enumerate(names)]] * 25, stages=("s",), stage_of=dict.fromkeys(names, "s")
    )
    whole = replace(material(), journeys=made)
    cards = touchpoint_cards(scene(whole), "s")
    assert len(cards) == SHOWN + 1
    assert cards[-1].body == "and 4 more touchpoints"
    assert cards[-1].measure is not None
    assert (cards[-1].measure.value, cards[-1].measure.unit) == (4, "count")
    assert cards[-1].evidence


def test_channels_have_their_names_in_the_language(shop: Scene) -> None:
    (card,) = channel_cards(shop, "pay")
    assert (card.channel, card.measure and card.measure.value) == ("site", 1.0)
    assert channel_name("site", "ru") != "site"
    assert channel_name("our kiosk", "ru") == "our kiosk"


def test_what_most_people_do_is_no_signal(shop: Scene) -> None:
    bodies = [card.body for card in action_cards(shop, "pay")]
    assert bodies[0] == "Most often: payment"
    assert all("card error" not in body for body in bodies if "→" not in body)


def test_a_repeated_action_says_how_often(shop: Scene) -> None:
    (most, *_) = action_cards(shop, "search")
    assert most.body == "Most often: catalog"
    assert "2.0" in most.detail


def test_the_metrics_of_a_stage_are_reach_conversion_time_and_exit(shop: Scene) -> None:
    assert [card.key for card in metric_cards(shop, "pay")] == ["reach", "conversion", "time", "exit"]
    last = {card.key: card for card in metric_cards(shop, "return")}
    assert not {"conversion", "time"} & set(last)


def test_an_exit_is_told_where_the_goal_was_not_reached(shop: Scene) -> None:
    shares = {card.key: card.measure for card in metric_cards(shop, "pay")}
    reach, ended = shares["reach"], shares["exit"]
    assert reach is not None
    assert ended is not None
    assert (reach.value, ended.value) == (1.0, 0.5)


def test_thoughts_are_the_customers_own_words_good_and_bad(shop: Scene) -> None:
    cards = thought_cards(shop, "pay")
    told = [card.quote.valence for card in cards if card.quote]
    assert set(told) == {"positive", "negative"}
    said = {row["verbatim_id"]: row["text"] for row in shop.answers.verbatims.to_pylist()}
    for card in cards:
        (span,) = card.evidence[0].quotes
        assert said[span.verbatim_id][span.start : span.end] == card.body
    assert thought_cards(shop, "return") == []


def test_a_source_of_one_s_own_keeps_its_name(shop: Scene) -> None:
    assert [source_name(name, "en") for name in ("reviews", "our forum")] == ["review", "our forum"]


def test_a_barrier_says_whom_it_meets_and_what_it_costs(shop: Scene) -> None:
    cards = barrier_cards(shop)
    (error,) = (card for card, kind, touchpoint in cards if (kind, touchpoint) == ("error", "card error"))
    assert error.detail.startswith("met by 50% in the stage; ")
    assert "journeys lost" in error.detail
    assert error.measure is not None
    assert error.measure.low is not None
    assert error.measure.high is not None
    assert error.measure.low <= (error.measure.value or 0) <= error.measure.high < 0
    assert moment_of_truth(shop) == "pay"


def test_no_stage_shows_more_barriers_than_fit(shop: Scene) -> None:
    worst = shop.answers.barriers.confirmed[0]
    many = replace(shop.answers.barriers, confirmed=tuple(replace(worst, touchpoint=f"t{n}") for n in range(9)))
    crowded = replace(shop, answers=replace(shop.answers, barriers=many))
    assert len(barrier_cards(crowded)) == BARRIERS_SHOWN


def test_a_barrier_of_a_whole_stage_is_named_by_the_stage(shop: Scene) -> None:
    whole = replace(shop.answers.barriers.confirmed[0], kind="low_rating", touchpoint=None)
    assert barrier_name(shop, whole) == "Low ratings in the stage “Pay”"


def test_without_confirmed_barriers_there_is_no_moment_of_truth(shop: Scene) -> None:
    none = replace(shop.answers.barriers, confirmed=())
    calm = replace(shop, answers=replace(shop.answers, barriers=none))
    assert (moment_of_truth(calm), barrier_cards(calm)) == (None, [])


def test_an_evidence_id_depends_on_the_question_and_not_on_the_answer(shop: Scene) -> None:
    one, other = (shop.record("reach", "reach", {"stage": "pay"}, n=n, value=n / 10) for n in (1, 2))
    assert one.id == other.id
    assert shop.record("reach", "reach", {"stage": "return"}).id != one.id


def test_a_few_ratings_keep_the_curve_on_its_scale() -> None:
    whole = material()
    few = replace(whole, verbatims=whole.verbatims.slice(0, 5))
    (one,) = draft(few, today=date(2026, 11, 24)).maps
    ends = [end for point in one.curve for end in (point.low, point.value, point.high) if end is not None]
    assert ends
    assert all(-2 <= end <= 2 for end in ends)


def test_cards_of_one_stage_and_kind_have_keys_of_their_own(shop: Scene) -> None:
    cards: list[CellCard] = [card for card, _, _ in barrier_cards(shop)]
    for stage in TITLES:
        for cell in (action_cards, touchpoint_cards, channel_cards, metric_cards, thought_cards):
            cards += cell(shop, stage)
    keys = [(card.kind, card.stage, card.key) for card in cards]
    assert len(keys) == len(set(keys))
