"""A map with every field of the model set, and with something hidden and something deleted: `full_map()`."""

from datetime import date
from typing import Any

from tropa.model.actor import Actor, Arrow
from tropa.model.attachment import Attachment, Picture
from tropa.model.card import Card, Measure, Quote, Scores
from tropa.model.catalogue import Channel, Metric, Touchpoint
from tropa.model.curve import CurvePoint
from tropa.model.evidence import Evidence
from tropa.model.hypothesis import Hypothesis
from tropa.model.lane import LANE_KINDS, Lane
from tropa.model.map import Horizon, Map
from tropa.model.persona import Persona, ScoredTrait, Trait
from tropa.model.stage import Link, Stage

DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAQAAAACCAIAAADwyuo0AAAAE0lEQVR42mNwUXBlYGBgYoABAAVhAH8"
    "GnqjcAAAAAElFTkSuQmCC"
)
TODAY = date(2026, 11, 24)


def full_map() -> Map:
    """Two personas go to the cinema, in two levels of stages and lanes of every kind."""
    return Map(
        id="full",
        title="We go to the cinema",
        kind="blueprint",
        goal="More evenings at the cinema",
        description="From the wish to the way home",
        company="Lampa",
        logo=Picture(data=DOT, alt="A lamp"),
        owner="Olga Map",
        status="live",
        state="current",
        language="en",
        horizon=Horizon(start=date(2026, 8, 1), end=date(2026, 10, 31)),
        created=TODAY,
        tags=("autumn", "city"),
        parent_map="whole_year",
        personas=_personas(),
        stages=_stages(),
        links=_links(),
        lanes=(
            *(Lane(id=kind, kind=kind, title=f"Lane {kind}", rank=f"{n:02d}5") for n, kind in enumerate(LANE_KINDS)),
            Lane(
                id="own", kind="text", title="For film lovers", rank="y5", colour="#8E3B86", icon="🎞", personas=("bo",)
            ),
            Lane(id="secret", kind="text", title="Secret lane", rank="z5", hidden=True),
            Lane(id="gone", kind="text", title="Gone lane", rank="z7", deleted=True),
        ),
        cards=_cards(),
        curve=_curve(),
        actors=(
            Actor(id="guest", title="Guest", kind="customer", persona="anna", icon="🙂"),
            Actor(id="desk", title="Ticket desk", kind="employee", icon="🎫"),
            Actor(id="till", title="Till", kind="system"),
        ),
        arrows=_arrows(),
        touchpoints=(
            Touchpoint(
                id="poster",
                title="Poster in the metro",
                description="on the escalator",
                icon="🪧",
                channel="street",
                owner="Agency",
            ),
        ),
        channels=(
            Channel(id="street", title="Street advertising", icon="🚇", offline=True),
            Channel(id="app", title="Cinema app", icon="📱", owner="App team"),
        ),
        metrics=(
            Metric(
                id="seats", title="Seats sold", definition="sold of all", target=0.55, owner="Sales", source="till roll"
            ),
        ),
        evidence=tuple(
            Evidence(id=name, question="workshop", definition=f"rule {name}", grade="E", asked=TODAY)
            for name in ("e1", "e2", "e_secret")
        ),
    )


def _stages() -> tuple[Stage, ...]:
    return (
        Stage(id="before", title="Before", rank="1", description="At home", goal="To find a film", duration="a day"),
        Stage(id="wish", title="Wish", rank="1", parent="before", goal="To rest", owner="Marketing", colour="#B8501F"),
        Stage(id="choice", title="Choice", rank="2", parent="before", duration="20 minutes", leads_to="map:choice"),
        Stage(id="there", title="There", rank="2", description="In the foyer"),
        Stage(id="after", title="After", rank="3"),
        Stage(id="cut", title="Cut stage", rank="4", deleted=True),
    )


def _links() -> tuple[Link, ...]:
    return (
        Link(id="k1", kind="loop", source="there", target="choice", label="sold out", share=0.12, evidence=("e1",)),
        Link(id="k2", kind="jump", source="wish", target="there", label="ticket as a gift"),
        Link(id="k3", kind="branch", source="before", target="after", label="film at home"),
        Link(id="k4", kind="jump", source="wish", target="after", label="removed way", deleted=True),
        Link(id="k5", kind="loop", source="there", target="there", label="one more film"),
    )


def _cards() -> tuple[Card, ...]:
    plain = [kind for kind in LANE_KINDS if kind not in ("emotion", "arc", "process")]
    return (
        *(_card(f"plain_{kind}", "wish", kind) for kind in plain),
        _card("rich", "choice", "solutions", detail="with a map of seats", tags=("seats",), colour="#157A55", icon="💺",
              persona="bo", touchpoint="poster", channel="app", metric="seats", emotion=4, scale="1..5",
              moment_of_truth=True, leads_to="seat_map", about=("wall",), owner="Petra", due=date(2027, 2, 1),
              status="in_progress", evidence=("e2",), state="proposed",
              measure=Measure(value=0.4, unit="share", n=300, low=0.35, high=0.45),
              scores=Scores(customer_value=0.8, business_value=0.6, effort=2, reach=0.3, severity=0.7, satisfaction=4,
                            importance_customer=5, importance_business=3, own={"fun": 7}),
              attachments=(Attachment(title="Report", url="https://example.org/a?b=1&c=2"),)),
        _card("wall", "choice", "barriers", body="No seats together", status="done"),
        _card("guess", "choice", "hypotheses", body="A map of seats sells more", about=("rich",),
              hypothesis=Hypothesis(metric="seats", direction="up", least=0.05, audience="groups of friends",
                                    design="randomised", start=date(2026, 9, 1), end=date(2026, 9, 30),
                                    verdict="positive")),
        _card("photo", "there", "images", body="The foyer",
              picture=Picture(data=DOT, alt="A full foyer", caption="Friday")),
        _card("frame", "there", "storyline", body="They meet", picture=Picture(data=DOT, alt="Two friends")),
        _card("reel", "after", "own", body="The last reel"),
        _card("wide", "wish", "text", body="All the way", span_to="after"),
        _card("own_words", "there", "quotes", body="At last together",
              quote=Quote(verbatim_id="v1", source="reviews", rating=5, scale=(1, 5), valence="positive")),
        _card("hidden_card", "wish", "secret", body="nobody reads this", evidence=("e_secret",)),
        _card("deleted_card", "wish", "actions", body="this was removed", deleted=True),
        _card("lost_card", "cut", "actions", body="in a removed stage"),
    )  # fmt: skip


def _card(name: str, stage: str, lane: str, **fields: Any) -> Card:
    return Card(id=name, stage=stage, lane=lane, rank="V", body=fields.pop("body", f"Body of {name}"), **fields)


def _curve() -> tuple[CurvePoint, ...]:
    lows = {"wish": 1.0, "choice": -1.2, "there": 0.4, "after": 1.6}
    return (
        *(CurvePoint(persona="anna", stage=stage, value=value) for stage, value in lows.items()),
        CurvePoint(persona="anna", stage="choice", value=0.9, future=True, label="seats at a glance"),
        CurvePoint(persona="bo", stage="choice", value=-1.0, label="sold out again", moment_of_truth=True),
        CurvePoint(persona="bo", stage="there", value=1.2),
        *(
            CurvePoint(persona="anna", stage=stage, kind="arc", scale="1..5", value=value, label=label)
            for stage, value, label in (("wish", 2, ""), ("choice", 4.5, "will we sit together?"), ("after", 1, ""))
        ),
    )


def _arrows() -> tuple[Arrow, ...]:
    return (
        Arrow(id="a1", stage="choice", rank="1", source="guest", target="till", label="order", channel="app", weight=3),
        Arrow(id="a2", stage="choice", rank="2", source="till", target="guest", label="bill", both_ways=True),
        Arrow(id="a3", stage="choice", rank="3", source="guest", target="guest", label="thinks", colour="#8E3B86"),
        Arrow(id="a4", stage="there", rank="1", source="guest", target="desk", label="shows the code", dashed=True),
        Arrow(id="a5", stage="there", rank="2", source="guest", target="desk", label="removed arrow", deleted=True),
    )


def _personas() -> tuple[Persona, ...]:
    return (
        Persona(
            id="anna",
            name="Anna",
            segment="Evenings out",
            role="nurse",
            quote="I want to laugh",
            quotes=("Never alone",),
            about="Works in shifts",
            goals=("rest",),
            needs=("seats together",),
            motivations=("friends",),
            fears=("a late bus",),
            interests=("comedies",),
            channels=("app", "radio"),
            devices=("phone",),
            brands=("Lampa",),
            traits=(
                Trait(name="Age", value="34", source="survey 2026", family="socio_demographic"),
                Trait(name="City", value="Łódź", family="geographic"),
                Trait(name="Visits", value="two a month", source="crm", family="behavioural"),
                Trait(name="Values", value="company", source="interviews", family="psychographic"),
                Trait(name="Employer", value="hospital", source="crm", family="b2b"),
                Trait(name="Shoe size", value="", family="other"),
            ),
            scored=(
                ScoredTrait(name="Planning", score=0.7, low="on a whim", high="weeks ahead", source="survey 2026"),
            ),
            size=840,
            share=0.3,
            picture=Picture(data=DOT, alt="Anna smiling", caption="Drawn by Ewa"),
            seed="anna",
        ),
        Persona(id="bo", name="Bo", quote="Only the front row", colour="#157A55", seed="bo"),
    )


def words_of(map_: Map) -> set[str]:
    """Every word that a person wrote into a map: all texts but ids, ranks, colours, codes and pictures."""
    return {words for words in _texts(map_.model_dump(mode="json")) if words.strip()}


_CODES = {
    "id", "rank", "parent", "kind", "stage", "lane", "persona", "personas", "unit", "better",
    "scale", "state", "status", "family", "grade", "verdict", "design", "direction", "valence", "speaker_role",
    "verbatim_id", "question", "colour", "seed", "data", "language", "created", "refreshed", "asked", "start", "end",
    "due", "span_to", "touchpoint", "metric", "evidence", "about", "target", "channels_seen",
}  # fmt: skip


def _texts(value: object, name: str = "") -> set[str]:
    if isinstance(value, dict):
        return {
            words for key, one in value.items() for words in _texts(one, key) if key not in _CODES or _told(key, one)
        }
    if isinstance(value, list):
        return {words for one in value for words in _texts(one, name)}
    return {value} if isinstance(value, str) else set()


def _told(key: str, value: object) -> bool:
    """A persona's `about` is a text, a card's are ids."""
    return key == "about" and isinstance(value, str)
