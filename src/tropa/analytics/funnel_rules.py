"""The rules of a funnel: which parameters go together, and the tables of bits its kernels read."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from tropa.analytics.funnel_chains import UNLIMITED
from tropa.analytics.touchpoint_codes import code_of
from tropa.errors import QuestionError
from tropa.journeys.block import I64, Vocabulary

MOST_STEPS = 32
Step = str | tuple[str, ...]


@dataclass(frozen=True)
class Exclusion:
    """None of the touchpoints may come strictly between a chain's events of step `after_step` and step `before_step`.

    Steps are given by position, from 0. Where optional steps were skipped, the next step done stands for them.
    """

    touchpoints: tuple[str, ...]
    after_step: int
    before_step: int


class FunnelParameters(Protocol):
    """The parameters of a funnel question that rules are about."""

    @property
    def alternatives(self) -> tuple[tuple[str, ...], ...]: ...
    @property
    def order(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def within(self) -> int | None: ...
    @property
    def within_step(self) -> int | None: ...
    @property
    def session_gap(self) -> int: ...
    @property
    def exclude(self) -> tuple[Exclusion, ...]: ...
    @property
    def optional(self) -> tuple[int, ...]: ...


@dataclass(frozen=True)
class Rule:
    """What `funnel_chains` reads: bits of steps by touchpoint, bits of steps whose chains it ends, limits in µs."""

    steps: I64
    kills: I64
    optional: npt.NDArray[np.bool_]
    within: int
    within_step: int
    strict: bool

    def for_kernel(self) -> tuple[I64, I64, npt.NDArray[np.bool_], int, int, bool]:
        """The fields as a tuple."""
        return self.steps, self.kills, self.optional, self.within, self.within_step, self.strict


def rule_of(question: FunnelParameters, vocabulary: Vocabulary) -> Rule:
    """The tables of a question for a vocabulary; QuestionError for a touchpoint that is not in it."""
    steps = np.zeros(len(vocabulary.touchpoints), np.int64)
    kills = np.zeros(len(vocabulary.touchpoints), np.int64)
    for k, touchpoints in enumerate(question.alternatives):
        for touchpoint in touchpoints:
            steps[code_of(touchpoint, vocabulary)] |= 1 << k
    for exclusion in question.exclude:
        standing = (1 << exclusion.before_step) - (1 << exclusion.after_step)
        for touchpoint in exclusion.touchpoints:
            kills[code_of(touchpoint, vocabulary)] |= standing
    return Rule(
        steps,
        kills,
        np.array([k in question.optional for k in range(len(question.alternatives))], np.bool_),
        UNLIMITED if question.within is None else question.within,
        UNLIMITED if question.within_step is None else question.within_step,
        question.order == "strict",
    )


def check(question: FunnelParameters) -> None:
    """QuestionError for parameters that are out of range or cannot be asked together."""
    steps = question.alternatives
    if not 1 <= len(steps) <= MOST_STEPS:
        raise QuestionError("analytics.steps_out_of_range", value=len(steps), allowed=f"1…{MOST_STEPS}")
    if not all(name for step in steps for name in step) or not all(steps):
        raise QuestionError("analytics.empty_step", value=" > ".join(" | ".join(step) for step in steps))
    _choice("order", question.order, ("ordered", "strict", "any"))
    _choice("by", question.by, ("customer", "session", "entry"))
    for name, limit in (("within", question.within), ("within_step", question.within_step)):
        if limit is not None and limit < 0:
            raise QuestionError("analytics.negative_length", name=name, value=limit)
    if question.session_gap < 1:
        raise QuestionError("analytics.not_positive", name="session_gap", value=question.session_gap)
    for position in question.optional:
        if not 1 <= position < len(steps):
            raise QuestionError("analytics.optional_step", value=position + 1, allowed=f"2…{len(steps)}")
    for exclusion in question.exclude:
        _check_exclusion(exclusion, steps)
    _check_together(question)


def _choice(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise QuestionError("analytics.unknown_choice", name=name, value=value, allowed=", ".join(allowed))


def _check_exclusion(exclusion: Exclusion, steps: tuple[tuple[str, ...], ...]) -> None:
    a, b = exclusion.after_step, exclusion.before_step
    if not 0 <= a < b < len(steps):
        raise QuestionError("analytics.exclusion_steps", value=f"{a + 1}…{b + 1}", allowed=f"1…{len(steps)}")
    for touchpoint in exclusion.touchpoints:
        if any(touchpoint in step for step in steps[a + 1 : b]):
            raise QuestionError("analytics.exclusion_is_step", value=touchpoint, after=a + 1, before=b + 1)


def _check_together(question: FunnelParameters) -> None:
    steps = question.alternatives
    if question.order == "any":
        names = [name for step in steps for name in set(step)]
        if len(names) > len(set(names)):
            raise QuestionError("analytics.any_order_repeats", value=next(n for n in names if names.count(n) > 1))
        if question.within_step is not None or question.optional:
            raise QuestionError("analytics.any_order_limits")
        for exclusion in question.exclude:
            if (exclusion.after_step, exclusion.before_step) != (0, len(steps) - 1):
                raise QuestionError("analytics.any_order_exclusion", allowed=f"1…{len(steps)}")
            if any(name in exclusion.touchpoints for name in names):
                raise QuestionError(
                    "analytics.exclusion_is_step", value=exclusion.touchpoints[0], after=1, before=len(steps)
                )
    elif question.order == "ordered" and question.within_step is not None and question.optional:
        raise QuestionError("analytics.optional_within_step")
