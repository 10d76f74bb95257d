"""What the file of a template holds: texts in three languages, one structure."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator

from tropa.kit.locale import Language
from tropa.model.card import Status
from tropa.model.lane import LaneKind
from tropa.model.persona import TraitFamily
from tropa.model.value import Colour, Id, Share, Value

Said = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Feeling = Annotated[float, Field(ge=-2, le=2)]


class Words(Value):
    """One text in each of the languages; none may be missing or empty."""

    ru: Said
    pl: Said
    en: Said

    def of(self, language: Language) -> str:
        """The text in a language.

        >>> Words(ru="да", pl="tak", en="yes").of("pl")
        'tak'
        """
        return str(getattr(self, language))


class TraitEntry(Value):
    """One thing that may be true of a persona; a template knows no source."""

    family: TraitFamily
    name: Words
    value: Words


class ScoredEntry(Value):
    """Where a persona stands between two poles, 0…1."""

    name: Words
    low: Words
    high: Words
    score: Share


class PersonaEntry(Value):
    """A persona; its segment is the one at its place in the list of segments."""

    id: Id
    name: Words
    role: Words | None = None
    quote: Words | None = None
    about: Words | None = None
    goals: tuple[Words, ...] = ()
    needs: tuple[Words, ...] = ()
    motivations: tuple[Words, ...] = ()
    fears: tuple[Words, ...] = ()
    interests: tuple[Words, ...] = ()
    channels: tuple[Words, ...] = ()
    devices: tuple[Words, ...] = ()
    traits: tuple[TraitEntry, ...] = ()
    scored: tuple[ScoredEntry, ...] = ()


class ChannelEntry(Value):
    """A channel of the trade."""

    id: Id
    title: Words
    icon: str = ""
    offline: bool = False


class MetricEntry(Value):
    """What a stage or a solution is judged by."""

    id: Id
    title: Words
    definition: Words
    unit: Literal["share", "count", "seconds", "money", "score", "points"] = "share"
    better: Literal["up", "down"] = "up"
    target: float | None = None


class StepEntry(Value):
    """A sub-stage."""

    id: Id
    title: Words
    goal: Words | None = None
    duration: Words | None = None


class StageEntry(StepEntry):
    """A stage with its steps."""

    steps: tuple[StepEntry, ...] = ()


class LaneEntry(Value):
    """A lane; written as the bare kind it has the kind's usual id and title."""

    kind: LaneKind
    id: Id = ""
    title: Words | None = None
    personas: tuple[Id, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _from_kind(cls, given: Any) -> Any:
        given = {"kind": given} if isinstance(given, str) else given
        return {"id": given.get("kind")} | given if isinstance(given, dict) else given


class CardEntry(Value):
    """A card; written as bare words it is nothing but its text. One that names a channel or metric may go without."""

    id: Id | None = None
    text: Words | None = None
    detail: Words | None = None
    icon: str = ""
    tags: tuple[Words, ...] = ()
    colour: Colour | None = None
    span_to: Id | None = None
    persona: Id | None = None
    channel: Id | None = None
    metric: Id | None = None
    emotion: Feeling | None = None
    moment_of_truth: bool = False
    about: tuple[Id, ...] = ()
    owner: Words | None = None
    status: Status | None = None
    direction: Literal["up", "down"] | None = None
    audience: Words | None = None
    design: Literal["randomised", "comparison_group", "before_after", "none"] | None = None
    least: float | None = None
    severity: Share | None = None
    reach: Share | None = None
    customer_value: Share | None = None
    business_value: Share | None = None
    effort: Annotated[float, Field(ge=0, le=5)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_words(cls, given: Any) -> Any:
        bare = isinstance(given, dict) and not given.keys() & {"text", "channel", "metric"}
        return {"text": given} if bare else given

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.text is None and self.channel is None and self.metric is None:
            raise ValueError("a card needs a text, a channel or a metric")
        return self


class PointEntry(Value):
    """What a persona feels in a stage, −2…2; written as a number it has no label."""

    value: Feeling
    label: Words | None = None
    truth: bool = False

    @model_validator(mode="before")
    @classmethod
    def _from_number(cls, given: Any) -> Any:
        return {"value": given} if isinstance(given, int | float) else given


class _Way(Value):
    """Something that leads `from` one place `to` another."""

    model_config = ConfigDict(validate_by_alias=True, validate_by_name=False)

    source: Id = Field(alias="from")
    target: Id = Field(alias="to")


class LinkEntry(_Way):
    """A way that leaves the order of the stages."""

    kind: Literal["branch", "loop", "jump"]
    label: Words


class ActorEntry(Value):
    """Somebody or something that takes part."""

    id: Id
    title: Words
    kind: Literal["customer", "employee", "organisation", "system", "other"] = "other"
    persona: Id | None = None
    icon: str = ""


class ArrowEntry(_Way):
    """What passes between two actors in a stage."""

    stage: Id
    label: Words
    channel: Id | None = None
    both_ways: bool = False
    dashed: bool = False


Cards = dict[Id, dict[Id, tuple[CardEntry, ...]]]  # stage or step → lane → cards in order
Curves = dict[Id, dict[Id, PointEntry]]  # persona → stage or step → point


class Template(Value):
    """A template as it is written."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    category: Literal[
        "retail", "media", "b2b", "property", "food", "travel", "finance", "saas", "health", "event", "delivery",
        "digital", "blank",
    ]  # fmt: skip
    title: Words
    about: Words
    goal: Words
    segments: tuple[Words, ...]
    personas: tuple[PersonaEntry, ...]
    channels: tuple[ChannelEntry, ...] = ()
    metrics: tuple[MetricEntry, ...] = ()
    stages: tuple[StageEntry, ...]
    lanes: tuple[LaneEntry, ...]
    cards: Cards
    curve: Curves = Field({})
    future: Curves = Field({})
    links: tuple[LinkEntry, ...] = ()
    actors: tuple[ActorEntry, ...] = ()
    arrows: tuple[ArrowEntry, ...] = ()
