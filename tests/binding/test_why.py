"""The list behind a number is as long as the number says, on the sample cinema, for every kind of record."""

from collections.abc import Callable
from datetime import date

import pytest

from tropa.binding.draft import draft_one
from tropa.binding.why import Behind, behind
from tropa.journeys.select import select
from tropa.library.asking import journeys_at
from tropa.library.journey_set import JourneySet
from tropa.model.evidence import Evidence
from tropa.model.map import Map
from tropa.sample.cinema.write import write


@pytest.fixture(scope="module")
def cinema(tmp_path_factory: pytest.TempPathFactory) -> JourneySet:
    """Journeys of a cinema of 600 customers: enough for barriers and for themes."""
    folder = tmp_path_factory.mktemp("cinema") / "home"
    write(folder, customers=600, seed=1, language="ru")
    return journeys_at(folder)


@pytest.fixture(scope="module")
def maps(cinema: JourneySet) -> list[Map]:
    """A map of each segment, and one of all."""
    whole = draft_one(cinema.material, None, language="ru", today=date(2026, 11, 24))
    return [*cinema.draft().maps, whole]


@pytest.fixture(scope="module")
def found(cinema: JourneySet, maps: list[Map]) -> list[tuple[Evidence, Behind]]:
    """Every record of every map, of the segments and of all customers, and who is behind it."""
    return [
        (record, behind(record, of_segment(cinema, record.parameters.get("segment")).material))
        for map_ in maps
        for record in map_.evidence
    ]


def of_segment(cinema: JourneySet, segment: str | None) -> JourneySet:
    return cinema if segment is None else cinema.where(segment=segment)


def of(found: list[tuple[Evidence, Behind]], question: str, **asked: object) -> list[tuple[Evidence, Behind]]:
    chosen = [
        pair
        for pair in found
        if pair[0].question == question and all(pair[0].parameters.get(name) == value for name, value in asked.items())
    ]
    assert chosen, f"the sample has no {question}"
    return chosen


SHARES: list[tuple[str, Callable[[Evidence], bool]]] = [
    ("stage_summary", lambda record: record.parameters["metric"] in ("reach", "exit")),
    ("reach", lambda record: not record.parameters.get("rest")),
    ("flow", lambda record: True),
    ("themes", lambda record: True),
]


@pytest.mark.parametrize(("question", "counted"), SHARES)
def test_a_share_is_its_list_over_all_it_is_a_part_of(
    found: list[tuple[Evidence, Behind]], question: str, counted: Callable[[Evidence], bool]
) -> None:
    for record, list_ in of(found, question):
        if counted(record) and record.value is not None:
            assert list_.of == record.n, record
            assert list_.counted / (list_.of or 1) == pytest.approx(record.value), record


def test_a_time_is_of_as_many_journeys_as_it_lists(found: list[tuple[Evidence, Behind]]) -> None:
    for record, list_ in of(found, "stage_summary", metric="time"):
        assert list_.counted == record.n, record


def test_an_emotion_is_of_as_many_customers_as_it_lists(found: list[tuple[Evidence, Behind]]) -> None:
    for record, list_ in of(found, "emotion"):
        assert list_.counted == record.n, record


def test_a_conversion_lists_those_who_moved_on_of_all_at_risk(
    cinema: JourneySet, found: list[tuple[Evidence, Behind]]
) -> None:
    for segment in (None, *cinema.journeys.vocabulary.segments):
        stages = {one.stage: one for one in of_segment(cinema, segment).stages().stages}
        for metric in ("conversion", "goal"):
            for record, list_ in of(found, "stage_summary", segment=segment, metric=metric):
                summary = stages[record.parameters["stage"]]
                counts = summary.later if metric == "conversion" else summary.goal
                assert counts is not None
                assert (list_.counted, list_.of) == (counts.converted, counts.at_risk), record


def test_a_barrier_lists_the_journeys_that_met_it(maps: list[Map], found: list[tuple[Evidence, Behind]]) -> None:
    met = {}
    for map_ in maps:
        for card in map_.cards:
            if card.lane == "barriers" and card.measure is not None and card.measure.unit == "points":
                met[card.evidence[0]] = card.measure.n
    listed = [(record, list_) for record, list_ in of(found, "barriers") if record.id in met]
    assert listed
    for record, list_ in listed:
        assert list_.counted == met[record.id], record


def test_every_quote_is_a_text_of_its_record(found: list[tuple[Evidence, Behind]]) -> None:
    for record, list_ in of(found, "quotes"):
        assert (list_.unit, list_.counted) == ("texts", len(record.quotes))


def test_nobody_is_behind_an_opinion(found: list[tuple[Evidence, Behind]]) -> None:
    for _, list_ in of(found, "catalogue"):
        assert (list_.unit, list_.entries) == ("none", ())


def test_every_entry_stands_in_its_journey(cinema: JourneySet, found: list[tuple[Evidence, Behind]]) -> None:
    segment = cinema.material.journeys.vocabulary.segments[0]
    blocks = select(cinema.journeys, segment=segment).blocks
    for _, list_ in of(found, "reach", segment=segment):
        for entry in list_.entries:
            assert entry.block is not None
            assert entry.first <= entry.event < entry.last <= blocks[entry.block].events
