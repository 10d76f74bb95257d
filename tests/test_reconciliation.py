"""One number, one answer: what a map's cell says, the questions and the list of customers say too."""

import pytest

from tropa.binding.draft import Draft
from tropa.library.asking import journeys_at
from tropa.library.journey_set import JourneySet
from tropa.model.card import Card
from tropa.model.map import Map
from tropa.sample.cinema.write import write

SEGMENTS = ("students", "families", "connoisseurs")


@pytest.fixture(scope="module")
def cinema(tmp_path_factory: pytest.TempPathFactory) -> JourneySet:
    """Journeys of a cinema of 600 customers."""
    folder = tmp_path_factory.mktemp("cinema") / "home"
    write(folder, customers=600, seed=1, language="en")
    return journeys_at(folder)


@pytest.fixture(scope="module")
def maps(cinema: JourneySet) -> Draft:
    return cinema.draft()


@pytest.fixture(params=SEGMENTS)
def both(request: pytest.FixtureRequest, cinema: JourneySet, maps: Draft) -> tuple[JourneySet, Map]:
    """A segment's journeys and its map."""
    (map_,) = (one for one in maps.maps if one.segments == (request.param,))
    return cinema.where(segment=request.param), map_


def told(card: Card) -> int:
    """How many a card's share is of."""
    assert card.measure is not None
    assert card.measure.value is not None
    assert card.measure.n is not None
    return round(card.measure.value * card.measure.n)


def cards(map_: Map, lane: str) -> list[Card]:
    return [card for card in map_.cards if card.lane == lane and card.measure and card.measure.unit == "share"]


def test_a_touchpoint_s_cell_is_the_funnel_the_flow_and_the_list(both: tuple[JourneySet, Map]) -> None:
    segment, map_ = both
    for card in cards(map_, "touchpoints"):
        people = segment.customers(touchpoint=card.body)
        assert told(card) == len(people), card.body
        assert segment.funnel([card.body]).steps[0].reached == len(people)
        assert segment.where(with_touchpoint=card.body).count == len(people)


def test_the_edges_into_a_touchpoint_are_its_events(both: tuple[JourneySet, Map]) -> None:
    segment, _ = both
    flow, reach = segment.flow(), segment.reach()
    for met in reach.touchpoints:
        assert sum(edge.count for edge in flow.edges if edge.target == met.touchpoint) == met.events
    for edge in flow.top(25).edges:
        if edge.source != "(start)" and edge.target != "(end)":
            assert edge.customers == len(segment.customers(edge=(edge.source, edge.target)))


def test_a_stage_s_reach_is_its_list_of_customers(both: tuple[JourneySet, Map]) -> None:
    segment, map_ = both
    summary = {stage.stage: stage for stage in segment.stages().stages}
    reached = {card.stage: card for card in cards(map_, "metrics") if card.body == "Reach the stage"}
    assert set(reached) == set(summary)
    for stage, card in reached.items():
        assert told(card) == summary[stage].journeys == len(segment.customers(stage=stage))


def test_the_map_counts_the_customers_of_its_segment(both: tuple[JourneySet, Map]) -> None:
    segment, map_ = both
    assert map_.customers == segment.count == map_.personas[0].size


def test_the_segments_and_the_rest_are_everybody(cinema: JourneySet, maps: Draft) -> None:
    parts = [cinema.where(segment=name) for name in SEGMENTS]
    names = [name for part in parts for block in part.journeys.blocks for name in block.customer.to_pylist()]
    assert len(names) == len(set(names)) == sum(one.customers or 0 for one in maps.maps)
    assert {one.customers_total for one in maps.maps} == {cinema.count}


def test_the_curve_is_the_emotion_of_the_segment(both: tuple[JourneySet, Map]) -> None:
    segment, map_ = both
    felt = {stage.stage: stage for stage in segment.emotion().stages}
    for point in map_.curve:
        value = felt[point.stage].value
        assert point.value == (None if value is None else value.value)
        assert point.n == felt[point.stage].customers


def test_the_comparison_repeats_the_maps(maps: Draft) -> None:
    assert maps.comparison is not None
    for map_ in maps.maps:
        mine = [cell for cell in maps.comparison.cells if cell.persona == map_.personas[0].id]
        reach = {cell.stage: cell.measure.value for cell in mine if cell.metric == "reach"}
        assert reach == {
            card.stage: card.measure.value
            for card in cards(map_, "metrics")
            if card.measure and card.body == "Reach the stage"
        }
        felt = {cell.stage: cell.measure.value for cell in mine if cell.metric == "emotion"}
        assert felt == {point.stage: point.value for point in map_.curve if point.value is not None}
