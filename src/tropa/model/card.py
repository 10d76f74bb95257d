"""A card: one note in a cell, with the number, the quote, the hypothesis or the picture it carries."""

from datetime import date
from typing import Annotated, Literal, TypedDict

from pydantic import Field

from tropa.model.attachment import Attachment, Picture
from tropa.model.emotion import Scale
from tropa.model.hypothesis import Hypothesis
from tropa.model.value import Colour, Day, Id, Rank, Share, Value

Status = Literal["open", "planned", "in_progress", "done", "rejected"]
Unit = Literal["share", "count", "seconds", "money", "score", "points"]
_OneToFive = Annotated[float, Field(ge=1, le=5)]


class Measure(Value):
    """A number on a card as people read it: value, unit, n and the interval where it is an estimate."""

    value: float | None = Field(description="None: not enough data")
    unit: Unit
    n: int | None = None
    low: float | None = None
    high: float | None = None
    currency: str | None = None


class Quote(Value):
    """A customer's own words, as they said them (masked)."""

    verbatim_id: str
    source: str
    date: Day | None = None
    rating: float | None = None
    scale: tuple[float, float] | None = None
    valence: Literal["positive", "negative", "neutral"] | None = None
    speaker_role: Literal["customer", "staff"] = "customer"


class Scores(Value):
    """How people judge a card when they choose what to do first; what nobody judged stays None.

    `value` of an opportunity is the mean of both values (TheyDo); importance and satisfaction are 1…5 (Milkymap).
    """

    customer_value: Share | None = None
    business_value: Share | None = None
    effort: Annotated[float, Field(ge=0, le=5)] | None = None
    reach: Share | None = None
    severity: Share | None = None
    satisfaction: _OneToFive | None = None
    importance_customer: _OneToFive | None = None
    importance_business: _OneToFive | None = None
    own: dict[str, float] = Field({}, description="scores of the team's own making, by name")

    @property
    def value(self) -> float | None:
        """The mean of customer and business value; the one there is; None without both.

        >>> Scores(customer_value=.8, business_value=.4).value
        0.6
        """
        given = [one for one in (self.customer_value, self.business_value) if one is not None]
        return round(sum(given) / len(given), 10) if given else None


class Card(Value):
    """One note in a cell. `deleted` keeps its place for whoever still refers to it.

    `channel` is a channel's name or the id of one of the map's channels; `status` "done" on a barrier means solved.
    """

    id: Id
    stage: Id
    lane: Id
    rank: Rank
    body: str
    detail: str = ""
    tags: tuple[str, ...] = ()
    colour: Colour | None = None
    icon: str = Field("", description="an emoji or the name of an icon")
    span_to: Id | None = Field(None, description="last stage of a card that spans stages")
    persona: Id | None = Field(None, description="whose card it is; None: everybody's")
    touchpoint: Id | None = None
    channel: str | None = None
    metric: Id | None = None
    measure: Measure | None = None
    quote: Quote | None = None
    emotion: float | None = Field(None, description="what is felt at this one step, on `scale`")
    scale: Scale = "-2..2"
    moment_of_truth: bool = False
    hypothesis: Hypothesis | None = None
    picture: Picture | None = None
    attachments: tuple[Attachment, ...] = ()
    leads_to: Id | None = Field(None, description="another map")
    about: tuple[Id, ...] = Field((), description="cards this one answers: an opportunity its barrier")
    owner: str = ""
    due: date | None = None
    status: Status | None = None
    scores: Scores | None = None
    evidence: tuple[Id, ...] = ()
    state: Literal["proposed", "accepted"] = "accepted"
    deleted: bool = False


class CardFields(TypedDict, total=False):
    """The fields of a card that may be given when it is made: all but its place and its words."""

    detail: str
    tags: tuple[str, ...]
    colour: str | None
    icon: str
    span_to: str | None
    persona: str | None
    touchpoint: str | None
    channel: str | None
    metric: str | None
    measure: Measure | None
    quote: Quote | None
    emotion: float | None
    scale: Scale
    moment_of_truth: bool
    hypothesis: Hypothesis | None
    picture: Picture | None
    attachments: tuple[Attachment, ...]
    leads_to: str | None
    about: tuple[str, ...]
    owner: str
    due: date | None
    status: Status | None
    scores: Scores | None
    evidence: tuple[str, ...]
    state: Literal["proposed", "accepted"]
