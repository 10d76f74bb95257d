"""Hypothesis strategies for map documents: any map that holds together."""

from datetime import date

from hypothesis import strategies as st

from tropa.model.comparison import Comparison, ComparisonCell, Difference
from tropa.model.evidence import Evidence, QuoteSpan
from tropa.model.map import Card, CurvePoint, Horizon, Lane, Map, Measure, Quote, Stage
from tropa.model.persona import Persona, Trait

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
ranks = st.from_regex(r"[0-9A-Za-z]{1,6}", fullmatch=True)
languages = st.sampled_from(["ru", "pl", "en"])
_json = st.recursive(
    st.none() | st.booleans() | st.integers() | numbers | words, lambda inner: st.lists(inner, max_size=2)
)


def _ids(prefix: str, least: int, most: int) -> st.SearchStrategy[list[str]]:
    return st.integers(least, most).map(lambda n: [f"{prefix}{number}" for number in range(n)])


measures = st.builds(
    Measure,
    value=st.none() | numbers,
    unit=st.sampled_from(["share", "count", "seconds", "money", "score", "points"]),
    n=st.none() | st.integers(0, 10**9),
    low=st.none() | numbers,
    high=st.none() | numbers,
    currency=st.sampled_from([None, "RUB", "PLN", "EUR"]),
)
quotes = st.builds(
    Quote,
    verbatim_id=words,
    source=words,
    date=st.none() | days,
    rating=st.none() | numbers,
    scale=st.none() | st.just((1.0, 5.0)),
    valence=st.sampled_from([None, "positive", "negative", "neutral"]),
    speaker_role=st.sampled_from(["customer", "staff"]),
)


@st.composite
def evidence(draw: st.DrawFn, name: str) -> Evidence:
    """A record with this id."""
    return Evidence(
        id=name,
        question=draw(words),
        parameters=draw(st.dictionaries(words, _json, max_size=2)),
        table_version=draw(st.none() | st.integers(0, 99)),
        definition=draw(words),
        n=draw(st.none() | st.integers(0, 999)),
        value=draw(st.none() | numbers),
        low=draw(st.none() | numbers),
        high=draw(st.none() | numbers),
        confidence=draw(st.sampled_from([None, 0.95])),
        p_value=draw(st.sampled_from([None, 0.0004, 0.5])),
        grade=draw(st.sampled_from(["A", "B", "C", "D", "E"])),
        quotes=tuple(
            draw(st.lists(st.builds(QuoteSpan, verbatim_id=words, start=st.just(0), end=st.just(5)), max_size=1))
        ),
        asked=draw(days),
        review_days=draw(st.none() | st.integers(1, 400)),
    )


@st.composite
def curve_points(draw: st.DrawFn, persona: str, stage: str, records: list[str]) -> CurvePoint:
    """A persona's emotion in a stage."""
    emotions = st.none() | st.floats(-2, 2)
    return CurvePoint(
        persona=persona,
        stage=stage,
        value=draw(emotions),
        low=draw(emotions),
        high=draw(emotions),
        n=draw(st.integers(0, 500)),
        label=draw(words),
        probability_lowest=draw(st.none() | st.floats(0, 1)),
        moment_of_truth=draw(st.booleans()),
        evidence=tuple(draw(st.lists(st.sampled_from(records), max_size=2)) if records else ()),
    )


@st.composite
def cards(
    draw: st.DrawFn, name: str, stages: list[str], lanes: list[str], others: list[str], records: list[str]
) -> Card:
    """A card with this id in one of the cells."""
    return Card(
        id=name,
        stage=draw(st.sampled_from(stages)),
        lane=draw(st.sampled_from(lanes)),
        rank=draw(ranks),
        body=draw(words),
        detail=draw(words),
        tags=tuple(draw(st.lists(words, max_size=2))),
        span_to=draw(st.none() | st.sampled_from(stages)),
        channel=draw(st.none() | words),
        measure=draw(st.none() | measures),
        quote=draw(st.none() | quotes),
        about=tuple(draw(st.lists(st.sampled_from(others), max_size=2))),
        evidence=tuple(draw(st.lists(st.sampled_from(records), max_size=2)) if records else ()),
        state=draw(st.sampled_from(["proposed", "accepted"])),
        deleted=draw(st.booleans()),
    )


@st.composite
def personas(draw: st.DrawFn, name: str) -> Persona:
    """A persona with this id."""
    trait = st.builds(Trait, name=words, value=words, source=words)
    return Persona(
        id=name,
        name=draw(words),
        quote=draw(words),
        goals=tuple(draw(st.lists(words, max_size=2))),
        traits=tuple(draw(st.lists(trait, max_size=1))),
        size=draw(st.none() | st.integers(0, 10**6)),
        share=draw(st.none() | st.floats(0, 1)),
        seed=draw(words),
    )


@st.composite
def maps(draw: st.DrawFn) -> Map:
    """Any map that holds together."""
    stages, lanes = draw(_ids("s", 1, 4)), draw(_ids("l", 1, 4))
    names, people, records = draw(_ids("c", 0, 5)), draw(_ids("p", 0, 2)), draw(_ids("e", 0, 3))
    kinds = st.sampled_from(
        ["actions", "thoughts", "emotion", "touchpoints", "barriers", "solutions", "metrics", "text"]
    )
    return Map(
        id="m",
        title=draw(words),
        goal=draw(words),
        state=draw(st.sampled_from(["current", "future"])),
        language=draw(languages),
        horizon=draw(st.none() | st.builds(Horizon, start=days, end=days)),
        created=draw(days),
        refreshed=draw(st.none() | days),
        personas=tuple(draw(personas(name)) for name in people),
        segments=tuple(draw(st.lists(words, max_size=2))),
        stages=tuple(
            Stage(id=name, title=draw(words), rank=draw(ranks), parent=draw(st.sampled_from([None, *stages[:place]])))
            for place, name in enumerate(stages)
        ),
        lanes=tuple(Lane(id=name, kind=draw(kinds), title=draw(words), rank=draw(ranks)) for name in lanes),
        cards=tuple(draw(cards(name, stages, lanes, names, records)) for name in names),
        curve=tuple(draw(curve_points(person, stage, records)) for person in people for stage in stages[:2]),
        evidence=tuple(draw(evidence(name)) for name in records),
        channels_seen=tuple(draw(st.lists(words, max_size=2))),
        customers=draw(st.none() | st.integers(0, 10**6)),
        customers_total=draw(st.none() | st.integers(1, 10**6)),
    )


@st.composite
def comparisons(draw: st.DrawFn) -> Comparison:
    """Any comparison that holds together."""
    stages, people, records = draw(_ids("s", 1, 3)), draw(_ids("p", 1, 3)), draw(_ids("e", 0, 2))
    difference = st.builds(
        Difference, value=numbers, low=numbers, high=numbers, p_value=st.floats(0, 1), notable=st.booleans()
    )
    metric = st.sampled_from(["reach", "conversion", "exit", "time", "emotion"])
    return Comparison(
        title=draw(words),
        language=draw(languages),
        created=draw(days),
        personas=tuple(draw(personas(name)) for name in people),
        stages=tuple(Stage(id=name, title=draw(words), rank=draw(ranks)) for name in stages),
        cells=tuple(
            ComparisonCell(
                persona=person,
                stage=stage,
                metric=draw(metric),
                measure=draw(measures),
                difference=draw(st.none() | difference),
                evidence=tuple(draw(st.lists(st.sampled_from(records), max_size=1)) if records else ()),
            )
            for person in people
            for stage in stages
        ),
        curve=tuple(draw(curve_points(person, stage, records)) for person in people for stage in stages),
        barriers={people[0]: tuple(draw(st.lists(words, max_size=2)))},
        evidence=tuple(draw(evidence(name)) for name in records),
    )
