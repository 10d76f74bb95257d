"""What journeys are built by: stages, goal, signals, the cut, and the names of the columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tropa.errors import QuestionError
from tropa.journeys.cut import Cut

SIGNALS = ("error", "unanswered", "complaint", "cancel", "wait")


@dataclass(frozen=True)
class Plan:
    """How events become journeys. The column names default to those of the lake; other files name their own.

    `stages` are in map order. `stage_of` gives touchpoints their stage; where it is empty and the events have a stage
    column, a touchpoint gets the stage most of its events carry (a tie goes to the earlier stage), and where `stages`
    is empty too, the stages are those found, by name. `goal` are the touchpoints that convert, `signals` says what a
    touchpoint is evidence of (one of SIGNALS). `keep` names properties whose values a question may hold constant:
    columns of that name, else keys of the JSON in the properties column.

    Raises QuestionError where `stage_of` names a stage that is not in `stages`, or a signal is unknown.
    """

    stages: tuple[str, ...] = ()
    stage_of: Mapping[str, str] = field(default_factory=dict)
    goal: tuple[str, ...] = ()
    signals: Mapping[str, str] = field(default_factory=dict)
    cut: Cut = field(default_factory=Cut)
    keep: tuple[str, ...] = ()
    customer_column: str = "customer"
    time_column: str = "time"
    touchpoint_column: str = "touchpoint"
    channel_column: str = "channel"
    stage_column: str = "stage"
    value_column: str = "value"
    sequence_column: str = "sequence"
    position_column: str = "position"
    properties_column: str = "properties"

    def __post_init__(self) -> None:
        for touchpoint, stage in self.stage_of.items():
            if stage not in self.stages:
                allowed = ", ".join(self.stages)
                raise QuestionError("journeys.unlisted_stage", touchpoint=touchpoint, stage=stage, allowed=allowed)
        for touchpoint, signal in self.signals.items():
            if signal not in SIGNALS:
                allowed = ", ".join(SIGNALS)
                raise QuestionError("journeys.unknown_signal", touchpoint=touchpoint, signal=signal, allowed=allowed)

    @property
    def required(self) -> tuple[str, ...]:
        """Columns that events must have."""
        return (self.customer_column, self.time_column, self.touchpoint_column)

    @property
    def optional(self) -> tuple[str, ...]:
        """Columns that are used where events have them."""
        known = (self.channel_column, self.value_column, self.sequence_column, self.position_column)
        stage = () if self.stage_of else (self.stage_column,)
        return (*known, *stage, *self.keep, *((self.properties_column,) if self.keep else ()))
