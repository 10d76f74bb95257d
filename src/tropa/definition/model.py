"""The definition: what the files are, what counts as a touchpoint, which stages, goal and segments a map has."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tropa.ingest.mapping import Mapping
from tropa.kit.locale import Language

Slug = Annotated[str, Field(pattern=r"^[\w][\w\-]*$", max_length=64)]
Signal = Literal["error", "unanswered", "complaint", "cancel", "wait"]
Texts = str | dict[Language, str]  # one text, or one a language


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Value):
    """Files of one kind. `reader` is a source of tropa.ingest.registry; left out, it is recognised."""

    name: Slug
    files: tuple[str, ...] = Field(description="paths or glob patterns, relative to the definition")
    reader: str | None = None
    mapping: Mapping = Mapping()
    late: Literal["add", "replace"] = Field(
        "add", description="replace: a new file's days take the place of what is stored for them"
    )


class Match(_Value):
    """Conditions on an event; all given ones must hold. A list means: any of these. `*` matches any run of text."""

    source: str | tuple[str, ...] | None = None
    name: str | tuple[str, ...] | None = None
    url: str | tuple[str, ...] | None = Field(None, description="pattern on the page's path: /film/*")
    channel: str | tuple[str, ...] | None = None
    utm_source: str | tuple[str, ...] | None = None
    utm_medium: str | tuple[str, ...] | None = None
    utm_campaign: str | tuple[str, ...] | None = None
    properties: dict[str, str | float | bool | tuple[str, ...]] = {}


class TouchpointRule(_Value):
    """First match wins. `touchpoint: null` drops the event from journeys (it stays in the lake)."""

    match: Match
    touchpoint: str | None
    channel: str | None = None
    stage: Slug | None = None
    signal: Signal | None = None


class Stage(_Value):
    """One ordered phase of the journey."""

    id: Slug
    title: Texts


class Condition(_Value):
    """A condition on one trait of a customer; give exactly one comparison."""

    trait: str
    equals: str | float | bool | None = None
    any_of: tuple[str | float, ...] | None = None
    at_least: float | None = None
    below: float | None = None
    known: bool | None = None


class Segment(_Value):
    """Customers for whom all conditions hold; the first segment that fits takes the customer."""

    id: Slug
    title: Texts
    where: tuple[Condition, ...] = ()


class Persona(_Value):
    """What people know of a segment beyond the numbers; missing fields stay unknown."""

    segment: Slug
    name: Texts
    quote: Texts | None = None
    about: Texts | None = None
    goals: tuple[Texts, ...] = ()
    fears: tuple[Texts, ...] = ()
    traits: dict[str, Texts] = {}


class Goal(_Value):
    """What the journey is for: reaching any of these touchpoints converts."""

    title: Texts
    touchpoints: tuple[str, ...]
    stage: Slug | None = Field(None, description="the stage the goal completes")


class JourneyCut(_Value):
    """Where a customer's history is cut into journeys."""

    by: Literal["customer", "goal", "gap", "trace"] = "customer"
    gap: str | None = Field(None, description="length of time for `by: gap`, such as 30d")


class MapSettings(_Value):
    """What the drafted maps are called and say."""

    title: Texts | None = None
    company: str | None = None
    state: Literal["current", "future"] = "current"


class Definition(_Value):
    """The whole of `tropa.yaml`."""

    version: Literal[1] = 1
    language: Language = "en"
    time_zone: str = "UTC"
    currency: str | None = None
    sources: tuple[Source, ...] = ()
    touchpoints: tuple[TouchpointRule, ...] = ()
    stages: tuple[Stage, ...] = ()
    goal: Goal | None = None
    segments: tuple[Segment, ...] = ()
    personas: tuple[Persona, ...] = ()
    journey: JourneyCut = JourneyCut()
    map: MapSettings = MapSettings()
    costs: dict[str, str] = Field({}, description="channel or campaign of the costs table → channel of the events")


def text_in(texts: Texts | None, language: Language) -> str:
    """The text in a language, else in English, else in any; "" for None."""
    if texts is None or isinstance(texts, str):
        return texts or ""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
