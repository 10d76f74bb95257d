"""The parameters of each question as an address has them: every one typed and bounded, so that a URL is a question."""

from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from tropa.analytics.attribution import MODELS
from tropa.kit.time import micros, parse_length

Name = Annotated[str, Field(max_length=300)]
Names = Annotated[list[Name], Field(max_length=50)]
Level = Literal["touchpoint", "stage"]
Period = Literal["day", "week", "month"]


def _a_length(written: str) -> str:
    parse_length(written)  # its ValueError says how a length is written
    return written


Length = Annotated[str, Field(max_length=20, examples=["30m", "7d"]), AfterValidator(_a_length)]


class Chosen(BaseModel):
    """Which journeys are asked, whatever the question: a segment, a period (the end included), a touchpoint, a pattern.

    `goal` names touchpoints that convert instead of the definition's, `keep` folds all but the most met touchpoints.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    segment: Name | None = None
    start: date | None = Field(None, alias="from")
    end: date | None = Field(None, alias="to")
    met: Name | None = Field(None, alias="with")
    missed: Name | None = Field(None, alias="without")
    pattern: Annotated[str, Field(max_length=1000)] | None = None
    goal: Names = []
    keep: Annotated[int, Field(ge=0, le=1000)] | None = None

    def given(self) -> dict[str, Any]:
        """What differs from its default, as an address writes it."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True)

    def sides(self) -> dict[str, Any]:
        """The choice as `JourneySet.where` takes it."""
        return {
            "segment": self.segment,
            "start": None if self.start is None else midnight(self.start),
            "end": None if self.end is None else midnight(self.end) + 86_400_000_000,
            "with_touchpoint": self.met,
            "without_touchpoint": self.missed,
            "pattern": self.pattern,
        }


def midnight(day: date) -> int:
    """The beginning of a day in UTC, in microseconds."""
    return micros(datetime(day.year, day.month, day.day, tzinfo=UTC))


class Flow(Chosen):
    """What follows what."""

    collapse: bool = False
    top: Annotated[int, Field(ge=1, le=2000)] | None = None


class Variants(Chosen):
    """Distinct whole paths."""

    collapse: bool = False
    top: Annotated[int, Field(ge=1, le=2000)] | None = None


class Paths(Chosen):
    """Step by step from, to or between touchpoints."""

    after: Names = []
    until: Names = []
    steps: Annotated[int, Field(ge=1, le=30)] = 5
    top: Annotated[int, Field(ge=1, le=50)] = 5
    by: Literal["customer", "journey", "session", "occurrence"] = "customer"
    which: Literal["first", "last"] = "first"
    within: Length | None = None
    collapse: bool = False
    gap: Length = "30m"


class Representatives(Chosen):
    """The few paths that stand for all."""

    number: Annotated[int, Field(ge=1, le=50)] | None = None
    by_segment: bool = False


class Funnel(Chosen):
    """Who gets how far through given steps; alternatives of a step are parted by `|`."""

    step: Annotated[list[Name], Field(min_length=2, max_length=12)]
    order: Literal["ordered", "strict", "any"] = "ordered"
    within: Length | None = None
    within_step: Length | None = None
    exclude: Names = []
    optional: Annotated[list[Annotated[int, Field(ge=1, le=12)]], Field(max_length=12)] = []
    hold: Name | None = None
    by: Literal["customer", "session", "entry"] = "customer"
    gap: Length = "30m"


class StepMatrix(Chosen):
    """Which touchpoint stands at which position."""

    positions: Annotated[int, Field(ge=1, le=60)] = 10
    anchor: Name | None = None
    occurrence: Annotated[int, Field(ge=1, le=1000)] | Literal["last", "all"] = 1


class Conformance(Chosen):
    """How journeys keep to a desired path."""

    desired: Annotated[str, Field(min_length=1, max_length=2000)]
    level: Level = "touchpoint"
    collapse: bool = False
    value: Annotated[float, Field(gt=0)] | None = None


class Sessions(Chosen):
    """Visits."""

    gap: Length = "30m"


class Stages(Chosen):
    """How far journeys come, stage by stage."""


class Reach(Chosen):
    """How many journeys meet each touchpoint."""


class Outcome(Chosen):
    """Converted, lost, still open."""

    after: Names = []
    silence: Length | None = None


class Survival(Chosen):
    """How long it takes."""

    after: Names = []
    until: Names = []


class Retention(Chosen):
    """Who comes back, by cohort."""

    kind: Literal["n_day", "unbounded", "bracket", "within"] = "n_day"
    period: Period = "week"
    periods: Annotated[int, Field(ge=1, le=60)] = 8
    after: Names = []
    returns: Names = []
    bracket: Annotated[list[Annotated[int, Field(ge=1, le=1000)]], Field(max_length=20)] = []
    windows: Literal["elapsed", "calendar"] = "elapsed"


class RepeatVisits(Chosen):
    """A second, third … visit."""

    most: Annotated[int, Field(ge=1, le=50)] = 6
    gap: Length = "30m"


class Moments(Chosen):
    """After which touchpoints journeys convert more or less than they would have."""

    silence: Length | None = None


class Decision(Chosen):
    """After which touchpoints the outcome is settled."""

    history: Annotated[int, Field(ge=1, le=3)] = 1
    certain: Annotated[float, Field(gt=0.5, lt=1)] = 0.9


class Emotion(Chosen):
    """How customers feel at each stage."""


class Barriers(Chosen):
    """What stops journeys."""


class Attribution(Chosen):
    """To whom conversions are credited."""

    by: Literal["channel", "touchpoint"] = "channel"
    model: Names = list(MODELS)
    among: Names = []
    entries: Literal["all", "visit_starts"] | None = None
    conversions: Literal["first", "every"] = "first"
    lookback: Length = "30d"
    direct: Names = ["direct"]
    order: Annotated[int, Field(ge=1, le=4)] = 1
    gap: Length = "30m"


class Drift(Chosen):
    """What differs lately."""

    period: Period = "week"
    recent: Annotated[int, Field(ge=1, le=12)] = 1
    horizon: Length = "7d"


class Metric(Chosen):
    """One effect metric."""

    name: Name = "conversion"
    stage: Name | None = None
    touchpoint: Names = []
    clicked: Names = []
    series: Name = ""


class BeforeAfter(Chosen):
    """The effect of a change on a day."""

    change: date
    name: Name = "conversion"
    stage: Name | None = None
    series: Name = ""
    least: Annotated[float, Field(gt=0)] = 0.01


class Experiment(Chosen):
    """Segments as the arms of an experiment."""

    name: Name = "conversion"
    stage: Name | None = None
    control: Name | None = None
    since: date | None = None
    before: Length | None = None
    least: Annotated[float, Field(gt=0)] | None = None
    randomised: bool = False


class Compare(Chosen):
    """Two segments side by side, or with `since` a segment before and from that day."""

    a: Name | None = None
    b: Name | None = None
    since: date | None = None
    question: Literal["flow", "variants", "stages", "reach", "sessions", "outcome"] = "stages"


class Segments(Chosen):
    """Segments that the data shows."""

    by: Literal["traits", "ngrams", "markov"] = "traits"


class Portrait(Chosen):
    """Who the customers of a segment are."""

    of: Name
