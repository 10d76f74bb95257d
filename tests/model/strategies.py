"""Hypothesis strategies for map documents: any map that holds together."""

from datetime import date

from hypothesis import strategies as st

from tropa.model.actor import Actor, Arrow
from tropa.model.attachment import Attachment, Picture
from tropa.model.card import Card, Measure, Quote, Scores
from tropa.model.catalogue import Channel, Metric, Touchpoint
from tropa.model.comparison import Comparison, ComparisonCell, Difference
from tropa.model.curve import CurvePoint
from tropa.model.evidence import Evidence, QuoteSpan
from tropa.model.hypothesis import Hypothesis
from tropa.model.lane import LANE_KINDS, Lane
from tropa.model.map import Horizon, Map
from tropa.model.persona import Persona, ScoredTrait, Trait, TraitFamily
from tropa.model.stage import Link, Stage

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)
days = st.dates(date(1990, 1, 1), date(2100, 1, 1))
ranks = st.from_regex(r"[0-9A-Za-z]{1,6}", fullmatch=True)
FAMILIES: tuple[TraitFamily, ...] = ("socio_demographic", "geographic", "behavioural", "psychographic", "b2b", "other")
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


pictures = st.builds(Picture, data=st.just("data:image/png;base64,iVBORw0KGgo="), alt=words, caption=words)
attachments = st.builds(Attachment, title=words, url=st.just("https://example.com/report"))
hypotheses = st.builds(
    Hypothesis,
    metric=words,
    direction=st.sampled_from([None, "up", "down"]),
    least=st.none() | numbers,
    audience=words,
    design=st.sampled_from([None, "randomised", "comparison_group", "before_after", "none"]),
    start=st.none() | days,
    end=st.none() | days,
    verdict=st.sampled_from([None, "positive", "negative", "no_effect", "not_enough_data"]),
)
scores = st.builds(
    Scores,
    customer_value=st.none() | st.floats(0, 1),
    business_value=st.none() | st.floats(0, 1),
    effort=st.none() | st.floats(0, 5),
    satisfaction=st.none() | st.floats(1, 5),
    own=st.dictionaries(words, numbers, max_size=1),
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
        future=draw(st.just(False)),
        evidence=tuple(draw(st.lists(st.sampled_from(records), max_size=2)) if records else ()),
    )


@st.composite
def arcs(draw: st.DrawFn, persona: str, stage: str) -> CurvePoint:
    """How much a persona is taken up in a stage, as it is to be."""
    return CurvePoint(
        persona=persona, stage=stage, kind="arc", value=draw(st.floats(1, 5)), scale="1..5", future=draw(st.booleans())
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
        icon=draw(words),
        emotion=draw(st.none() | st.floats(1, 5)),
        scale="1..5",
        moment_of_truth=draw(st.booleans()),
        hypothesis=draw(st.none() | hypotheses),
        picture=draw(st.none() | pictures),
        attachments=tuple(draw(st.lists(attachments, max_size=1))),
        owner=draw(words),
        due=draw(st.none() | days),
        status=draw(st.sampled_from([None, "open", "planned", "in_progress", "done", "rejected"])),
        scores=draw(st.none() | scores),
        evidence=tuple(draw(st.lists(st.sampled_from(records), max_size=2)) if records else ()),
        state=draw(st.sampled_from(["proposed", "accepted"])),
        deleted=draw(st.booleans()),
    )


@st.composite
def personas(draw: st.DrawFn, name: str) -> Persona:
    """A persona with this id."""
    trait = st.builds(Trait, name=words, value=words, source=words, family=st.sampled_from(FAMILIES))
    scored = st.builds(ScoredTrait, name=words, score=st.floats(0, 1), low=words, high=words, source=words)
    return Persona(
        id=name,
        name=draw(words),
        quote=draw(words),
        goals=tuple(draw(st.lists(words, max_size=2))),
        role=draw(words),
        quotes=tuple(draw(st.lists(words, max_size=2))),
        needs=tuple(draw(st.lists(words, max_size=2))),
        motivations=tuple(draw(st.lists(words, max_size=2))),
        fears=tuple(draw(st.lists(words, max_size=2))),
        interests=tuple(draw(st.lists(words, max_size=2))),
        channels=tuple(draw(st.lists(words, max_size=2))),
        devices=tuple(draw(st.lists(words, max_size=2))),
        traits=tuple(draw(st.lists(trait, max_size=1))),
        scored=tuple(draw(st.lists(scored, max_size=1))),
        colour=draw(st.sampled_from([None, "#2458D3"])),
        size=draw(st.none() | st.integers(0, 10**6)),
        share=draw(st.none() | st.floats(0, 1)),
        seed=draw(words),
    )


@st.composite
def links(draw: st.DrawFn, name: str, stages: list[str]) -> Link:
    """A way between two of the stages."""
    return Link(
        id=name,
        kind=draw(st.sampled_from(["branch", "loop", "jump"])),
        source=draw(st.sampled_from(stages)),
        target=draw(st.sampled_from(stages)),
        label=draw(words),
        share=draw(st.none() | st.floats(0, 1)),
    )


@st.composite
def arrows(draw: st.DrawFn, name: str, stages: list[str], actors: list[str]) -> Arrow:
    """What passes between two of the actors in one of the stages."""
    return Arrow(
        id=name,
        stage=draw(st.sampled_from(stages)),
        rank=draw(ranks),
        source=draw(st.sampled_from(actors)),
        target=draw(st.sampled_from(actors)),
        label=draw(words),
        channel=draw(st.none() | words),
        both_ways=draw(st.booleans()),
    )


@st.composite
def maps(draw: st.DrawFn) -> Map:
    """Any map that holds together."""
    stages, lanes = draw(_ids("s", 1, 4)), draw(_ids("l", 1, 4))
    names, people, records = draw(_ids("c", 0, 5)), draw(_ids("p", 0, 2)), draw(_ids("e", 0, 3))
    actors, kinds = draw(_ids("r", 0, 2)), st.sampled_from(LANE_KINDS)
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
        curve=(
            *(draw(curve_points(person, stage, records)) for person in people for stage in stages[:2]),
            *(draw(arcs(person, stages[0])) for person in people),
        ),
        links=tuple(draw(links(name, stages)) for name in draw(_ids("k", 0, 2))),
        actors=tuple(Actor(id=name, title=draw(words), icon=draw(words)) for name in actors),
        arrows=tuple(draw(arrows(name, stages, actors)) for name in (draw(_ids("a", 0, 2)) if actors else ())),
        touchpoints=tuple(Touchpoint(id=name, title=draw(words), icon=draw(words)) for name in draw(_ids("t", 0, 2))),
        channels=tuple(
            Channel(id=name, title=draw(words), offline=draw(st.booleans())) for name in draw(_ids("h", 0, 2))
        ),
        metrics=tuple(
            Metric(id=name, title=draw(words), target=draw(st.none() | numbers)) for name in draw(_ids("m", 0, 2))
        ),
        owner=draw(words),
        description=draw(words),
        status=draw(st.sampled_from([None, "unmapped", "researching", "live", "prototype", "archived"])),
        tags=tuple(draw(st.lists(words, max_size=2))),
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
