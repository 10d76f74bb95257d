"""The definition: what the files are, what counts as a touchpoint, which stages, goal and segments a map has."""

from collections import Counter
from collections.abc import Iterable
from typing import Annotated, Literal, get_args
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from tropa.ingest.mapping import Mapping
from tropa.kit.ids import stable_id
from tropa.kit.locale import Language
from tropa.kit.time import parse_length

Slug = Annotated[str, Field(pattern=r"^[\w][\w\-]*$", max_length=64)]
Signal = Literal["error", "unanswered", "complaint", "cancel", "wait"]
Texts = str | dict[Language, str]  # one text, or one a language
PersonalData = Literal["e-mail", "phone", "card", "account", "document", "address", "name"]
PERSONAL_DATA: tuple[PersonalData, ...] = get_args(PersonalData)


ALL = "all"  # the segment of everybody, where none are defined


def _contradiction(code: str, at: str, **facts: object) -> PydanticCustomError:
    """An error of the definition: `code` is a sentence of the catalogue, `at` the key path inside the checked value."""
    return PydanticCustomError(code, "{code} at {at}: {facts}", {"code": code, "at": at, "facts": facts})


def _a_zone(name: str) -> str:
    if name not in available_timezones():
        raise _contradiction("bad_time_zone", "", value=name)
    return name


def _a_length(written: object) -> str:
    try:
        parse_length(str(written))
    except ValueError:
        raise _contradiction("bad_length", "", value=written) from None
    return str(written)


def _with_known_zone(mapping: Mapping) -> Mapping:
    if mapping.time_zone is not None and mapping.time_zone not in available_timezones():
        raise _contradiction("bad_time_zone", "time_zone", value=mapping.time_zone)
    return mapping


Zone = Annotated[str, AfterValidator(_a_zone)]
Length = Annotated[str, BeforeValidator(_a_length)]


class _Value(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(_Value):
    """Files of one kind. `reader` is a source of tropa.ingest.registry; left out, it is recognised."""

    name: Slug
    files: tuple[str, ...] = Field(description="paths or glob patterns, relative to the definition")
    reader: str | None = None
    mapping: Annotated[Mapping, AfterValidator(_with_known_zone)] = Mapping()
    late: Literal["add", "replace"] = Field(
        "add", description="replace: a new file's days take the place of what is stored for them"
    )
    retention: Length | None = Field(
        None, description="how long events, traits and texts are kept after their time, such as 365d"
    )
    consent: Literal["assumed", "required"] = Field(
        "assumed", description="required: nobody is quoted without a consent in the file"
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

    @model_validator(mode="after")
    def _compares_once(self) -> "Condition":
        given = [name for name in COMPARISONS if getattr(self, name) is not None]
        if len(given) != 1:
            found = ", ".join(given) or "-"
            raise _contradiction("one_comparison", "", trait=self.trait, found=found, allowed=", ".join(COMPARISONS))
        return self


COMPARISONS = ("equals", "any_of", "at_least", "below", "known")


class Segment(_Value):
    """Customers for whom all conditions hold; the first segment that fits takes the customer."""

    id: Slug
    title: Texts
    where: tuple[Condition, ...] = ()


class Persona(_Value):
    """What people know of a segment beyond the numbers; missing fields stay unknown."""

    segment: Slug
    name: Texts
    title: Texts | None = Field(None, description="title of the persona's map in the customer's voice: I …")
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
    gap: Length | None = Field(None, description="length of time for `by: gap`, such as 30d")

    @model_validator(mode="after")
    def _gap_is_given(self) -> "JourneyCut":
        if self.by == "gap" and self.gap is None:
            raise _contradiction("gap_missing", "by")
        return self


class IdentityRules(_Value):
    """How the ids of one customer are joined."""

    never: tuple[str, ...] = Field(
        (), description="ids never to join by, such as phone:+78001234567 or email:office@example.com"
    )
    device_kinds: tuple[str, ...] = Field((), description="further kinds of ids that name a device, not a person")
    max_customers: int = Field(5, ge=1, description="an id that would join more separate customers is held out")


class Privacy(_Value):
    """What is masked in the customers' texts before they are stored, and which traits are not stored at all."""

    mask: tuple[PersonalData, ...] = PERSONAL_DATA
    own_traits: tuple[str, ...] | None = Field(
        None, description="traits masked in the customer's own texts; left out: names, surnames, streets and cities"
    )
    forget_traits: tuple[str, ...] = Field((), description="traits that are never stored")


class MapSettings(_Value):
    """What the drafted maps are called and say."""

    title: Texts | None = None
    company: str | None = None
    state: Literal["current", "future"] = "current"


class Definition(_Value):
    """The whole of `tropa.yaml`."""

    @property
    def digest(self) -> str:
        """A name of what the definition says: the same for the same content."""
        return stable_id([self.model_dump_json()])

    version: Literal[1] = 1
    language: Language = "en"
    time_zone: Zone = "UTC"
    currency: str | None = None
    sources: tuple[Source, ...] = ()
    touchpoints: tuple[TouchpointRule, ...] = ()
    stages: tuple[Stage, ...] = ()
    goal: Goal | None = None
    segments: tuple[Segment, ...] = ()
    personas: tuple[Persona, ...] = ()
    journey: JourneyCut = JourneyCut()
    identity: IdentityRules = IdentityRules()
    privacy: Privacy = Privacy()
    map: MapSettings = MapSettings()
    costs: dict[str, str] = Field({}, description="channel or campaign of the costs table → channel of the events")

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Definition":
        _all_differ("duplicate_source", "sources", "name", [source.name for source in self.sources])
        _all_differ("duplicate_stage", "stages", "id", [stage.id for stage in self.stages])
        _all_differ("duplicate_segment", "segments", "id", [segment.id for segment in self.segments])
        _all_differ("duplicate_persona", "personas", "segment", [persona.segment for persona in self.personas])
        self._rules_agree()
        self._goal_exists()
        segments = [segment.id for segment in self.segments] or [ALL]
        for number, persona in enumerate(self.personas):
            _must_exist("unknown_segment", f"personas.{number}.segment", persona.segment, segments)
        return self

    def _rules_agree(self) -> None:
        stages = [stage.id for stage in self.stages]
        said: dict[tuple[str, str], str] = {}
        for number, rule in enumerate(self.touchpoints):
            if rule.stage is not None:
                _must_exist("unknown_stage", f"touchpoints.{number}.stage", rule.stage, stages)
            for key, value in (("stage", rule.stage), ("signal", rule.signal)):
                if rule.touchpoint is None or value is None:
                    continue
                first = said.setdefault((rule.touchpoint, key), value)
                if first != value:
                    at = f"touchpoints.{number}.{key}"
                    raise _contradiction(f"two_{key}s", at, touchpoint=rule.touchpoint, value=value, first=first)

    def _goal_exists(self) -> None:
        if self.goal is None:
            return
        known = list(dict.fromkeys(rule.touchpoint for rule in self.touchpoints if rule.touchpoint is not None))
        for number, name in enumerate(self.goal.touchpoints):
            if self.touchpoints:
                _must_exist("unknown_touchpoint", f"goal.touchpoints.{number}", name, known)
        if self.goal.stage is not None:
            _must_exist("unknown_stage", "goal.stage", self.goal.stage, [stage.id for stage in self.stages])


def _all_differ(code: str, at: str, key: str, names: list[str]) -> None:
    repeated = [name for name, count in Counter(names).items() if count > 1]
    if repeated:
        last = len(names) - 1 - names[::-1].index(repeated[0])
        raise _contradiction(code, f"{at}.{last}.{key}", value=repeated[0])


def _must_exist(code: str, at: str, value: str, known: Iterable[str]) -> None:
    if value not in (names := list(known)):
        raise _contradiction(code, at, value=value, allowed=", ".join(names) or "-")


def text_in(texts: Texts | None, language: Language) -> str:
    """The text in a language, else in English, else in any; "" for None."""
    if texts is None or isinstance(texts, str):
        return texts or ""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
