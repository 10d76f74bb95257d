"""A map in which every field of every object says something: by it is found out what a format keeps."""

from datetime import date

from tropa.model.actor import Actor, Arrow
from tropa.model.attachment import Attachment, Picture
from tropa.model.card import Card, Measure, Quote, Scores
from tropa.model.catalogue import Channel, Metric, Touchpoint
from tropa.model.curve import CurvePoint
from tropa.model.evidence import Evidence, QuoteSpan
from tropa.model.hypothesis import Hypothesis
from tropa.model.lane import LANE_KINDS, Lane
from tropa.model.map import Horizon, Map
from tropa.model.persona import Persona, ScoredTrait, Trait
from tropa.model.rank import spread
from tropa.model.stage import Link, Stage

_PICTURE = Picture(
    data="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    alt="a point",
    caption="drawn by hand",
)
_DAY = date(2026, 1, 15)


def full_map() -> Map:
    """An English journey map of two personas, with one card in a lane of each kind."""
    return Map(
        id="films",
        title="I choose a film",
        kind="micro",
        goal="rest in the evening",
        description="from the wish to the last scene",
        company="Cinema",
        logo=_PICTURE,
        owner="Olga",
        status="live",
        state="current",
        language="en",
        horizon=Horizon(start=date(2025, 10, 1), end=date(2025, 12, 31)),
        created=_DAY,
        refreshed=date(2026, 1, 20),
        tags=("evening",),
        personas=_personas(),
        segments=("subscribers",),
        parent_map="cinema",
        stages=_stages(),
        links=(
            Link(id="back", kind="loop", source="pay", target="find", label="no film", share=0.2, evidence=("e1",)),
            Link(id="gone", kind="jump", source="find", target="watch", deleted=True),
        ),
        lanes=_lanes(),
        cards=_cards(),
        curve=_curve(),
        actors=(
            Actor(id="me", title="Anna", kind="customer", persona="anna", icon="🙂"),
            Actor(id="bank", title="Bank", kind="organisation", icon="🏦"),
        ),
        arrows=_arrows(),
        touchpoints=(
            Touchpoint(id="app", title="App", description="on the phone", channel="mobile", icon="📱", owner="Piotr"),
        ),
        channels=(Channel(id="shop", title="Shop", icon="🏬", offline=True, owner="Ivan"),),
        metrics=(
            Metric(
                id="paid", title="Paid", definition="paid of those who chose", unit="count", better="down", target=0.5,
                owner="Olga", source="CRM",
            ),
        ),
        evidence=(_evidence(),),
        channels_seen=("web",),
        customers=840,
        customers_total=2000,
    )  # fmt: skip


def _personas() -> tuple[Persona, ...]:
    anna = Persona(
        id="anna", name="Anna", segment="subscribers", role="nurse", quote="Twenty minutes and nothing",
        quotes=("So many films",), about="works in shifts", goals=("rest",), needs=("a short list",),
        motivations=("calm",), fears=("a bad film",), interests=("cooking",), channels=("mobile",), devices=("phone",),
        brands=("Cinema",), traits=(Trait(name="age", value="34", source="CRM", family="socio_demographic"),),
        scored=(ScoredTrait(name="haste", score=0.8, low="calm", high="hasty", source="survey"),), size=420, share=0.5,
        colour="#2458D3", picture=_PICTURE, seed="anna",
    )  # fmt: skip
    return (anna, Persona(id="boris", name="Boris"))


def _stages() -> tuple[Stage, ...]:
    find = Stage(
        id="find", title="Search", rank="F", description="in the catalogue", goal="find a film", duration="20 minutes",
        owner="Olga", colour="#118833", leads_to="search_map",
    )  # fmt: skip
    return (
        find,
        Stage(id="buy", title="Payment", rank="V"),
        Stage(id="pay", title="By card", rank="X", parent="buy"),
        Stage(id="watch", title="Watching", rank="k"),
        Stage(id="old", title="Video shop", rank="z", deleted=True),
    )


def _lanes() -> tuple[Lane, ...]:
    lanes = [
        Lane(id=kind, kind=kind, title=kind.replace("_", " ").capitalize(), rank=rank)
        for kind, rank in zip(LANE_KINDS, spread(len(LANE_KINDS)), strict=True)
    ]
    lanes[0] = lanes[0].model_copy(update={"colour": "#AA3311", "icon": "👣", "personas": ("anna",)})
    lanes[-1] = lanes[-1].model_copy(update={"hidden": True})
    return (*lanes, Lane(id="old_lane", kind="text", title="Old", rank="z", deleted=True))


def _cards() -> tuple[Card, ...]:
    full = Card(
        id="look", stage="find", lane="actions", rank="V", body="Looks through the catalogue", detail="for 20 minutes",
        tags=("evening",), colour="#AA3311", icon="🎬", span_to="pay", persona="anna", touchpoint="app", channel="shop",
        metric="paid", measure=Measure(value=0.4, unit="money", n=99, low=0.3, high=0.5, currency="EUR"),
        quote=Quote(
            verbatim_id="v1", source="reviews", date=_DAY, rating=2, scale=(1, 5), valence="negative",
            speaker_role="staff",
        ),
        emotion=2.4, scale="1..5", moment_of_truth=True, picture=_PICTURE, leads_to="search_map", owner="Piotr",
        hypothesis=Hypothesis(
            metric="paid", direction="up", least=0.02, audience="new", design="randomised", start=_DAY,
            end=date(2026, 2, 15), verdict="positive",
        ),
        attachments=(Attachment(title="Report", url="https://example.com/report"),), about=("on_barriers",),
        due=date(2026, 3, 1), status="planned", scores=Scores(
            customer_value=0.8, business_value=0.4, effort=2, reach=0.3, severity=0.6, satisfaction=2,
            importance_customer=5, importance_business=3, own={"joy": 4},
        ),
        evidence=("e1",), state="proposed",
    )  # fmt: skip
    others = [
        Card(id=f"on_{kind}", stage="pay", lane=kind, rank=rank, body=f"A card about {kind.replace('_', ' ')}")
        for kind, rank in zip(LANE_KINDS, spread(len(LANE_KINDS)), strict=True)
    ]
    gone = Card(id="gone", stage="watch", lane="actions", rank="V", body="Rewinds the tape", deleted=True)
    return (full, *others, gone)


def _curve() -> tuple[CurvePoint, ...]:
    return (
        CurvePoint(
            persona="anna", stage="find", value=-1.2, low=-1.5, high=-0.9, n=60, label="tired", probability_lowest=0.7,
            moment_of_truth=True, evidence=("e1",),
        ),
        CurvePoint(persona="anna", stage="find", value=7, scale="1..10", future=True),
        CurvePoint(persona="boris", stage="find", value=0.5),
        CurvePoint(persona="anna", stage="watch", kind="arc", value=4, scale="1..5"),
    )  # fmt: skip


def _arrows() -> tuple[Arrow, ...]:
    full = Arrow(
        id="asks", stage="pay", rank="V", source="me", target="bank", label="Pays", channel="card", both_ways=True,
        weight=3, dashed=True, colour="#118833",
    )  # fmt: skip
    return (full, Arrow(id="cash", stage="pay", rank="W", source="me", target="bank", label="Cash", deleted=True))


def _evidence() -> Evidence:
    return Evidence(
        id="e1", question="emotion", parameters={"stage": "find"}, table_version=3, definition="mean of ratings", n=60,
        value=-1.2, low=-1.5, high=-0.9, confidence=0.95, p_value=0.01, grade="D",
        quotes=(QuoteSpan(verbatim_id="v1", start=0, end=5),), asked=_DAY, review_days=90, frozen=True,
    )  # fmt: skip
