"""Drift: what has changed in the latest windows against those before: new paths, another mix, stages, barriers.

Every journey belongs to the calendar window in which it began and is looked at for the same length of time (`horizon`),
and a window counts once that time is up for all of it; so the latest weeks are not worse for being young. Each share
is tested by `statistics.change`, which knows how it wanders and slides from window to window by itself, and all tests
together are adjusted (Benjamini & Hochberg 1995). Comparing paths between windows is after Maaradji et al. (2015, Fast
and accurate business process drift detection), share by share instead of by one χ², which takes every wave for a drift.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from tropa.analytics.answer import TableAnswer, length_text, sentences
from tropa.analytics.calendar import Period, ordinals, start_of
from tropa.analytics.drift_windows import DriftPartial, WindowShares, count_windows, variant_shares
from tropa.errors import QuestionError
from tropa.journeys.block import Block, Journeys, Vocabulary
from tropa.kit.locale import Language, text
from tropa.kit.time import DAY, moment
from tropa.statistics.change import LEAST_WINDOWS, ShareChange, share_change
from tropa.statistics.interval import Estimate
from tropa.statistics.multiplicity import benjamini_hochberg, holm

Kind = Literal["new_variant", "variant", "goal", "stage", "touchpoint", "loop", "return", "barrier"]
Verdict = Literal["new", "grew", "fell", "no_change_seen"]

LEVEL = 0.05
BARRIERS = ("error", "unanswered", "complaint", "wait")  # signals of a touchpoint that is a barrier


@dataclass(frozen=True)
class Change:
    """A share before and after, what was `expected` after (None with few windows before), and what to think of it.

    `difference` is after less expected with its 95 % interval: a slide that merely goes on is no change. With few
    windows before it is after less before.

    `name` is a touchpoint, a stage (the share of those who reached it that went on to a later one or, as
    `return`, from it directly back to an earlier one), a path, or "goal".
    """

    kind: Kind
    name: str
    before: float
    after: float
    expected: float | None
    difference: Estimate
    p_value: float
    p_adjusted: float
    verdict: Verdict

    @property
    def changed(self) -> bool:
        """p adjusted below .05."""
        return self.verdict != "no_change_seen"


@dataclass(frozen=True)
class Mix:
    """The total variation distance of the paths before and after, 0…1, and whether it is more than chance.

    `p_value` is the smallest of the tested paths', adjusted by Holm; `distance` is above 0 by chance alone.
    """

    distance: float
    p_value: float


@dataclass(frozen=True)
class DriftAnswer(TableAnswer):
    """What was compared: `before` and `after` are the first days of the windows (ISO, UTC) on either side.

    `changes` holds every share tested, those that changed first. With fewer than 8 windows before, `moves_known` is
    False: the tests then know nothing of how a share moves by itself, and find too much.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    journeys_before: int
    journeys_after: int
    moves_known: bool
    mix: Mix | None
    changes: tuple[Change, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a share."""
        return [
            {
                "kind": one.kind,
                "name": one.name,
                "before": one.before,
                "after": one.after,
                "expected": one.expected,
                "difference": one.difference.value,
                "low": one.difference.low,
                "high": one.difference.high,
                "p_adjusted": one.p_adjusted,
                "verdict": one.verdict,
            }
            for one in self.changes
        ]

    def growing_barriers(self) -> tuple[Change, ...]:
        """Touchpoints with a barrier's signal, loops, and returns to an earlier stage, that grew or are new."""
        kinds, grown = ("barrier", "loop", "return"), ("grew", "new")
        return tuple(one for one in self.changes if one.kind in kinds and one.verdict in grown)

    def left_out_in(self, language: Language) -> str:
        """A warning where there are too few windows before."""
        return "" if self.moves_known else text("analytics", "drift.few_windows", language, least=LEAST_WINDOWS)


@dataclass(frozen=True)
class DriftQuestion:
    """What differs in the `recent` latest calendar windows of a `period` from the windows before?

    Events are looked at up to `horizon` µs from a journey's beginning. A share is tested when `least` journeys have it
    in all and as many are on either side; of the paths (repeats in a row as one, the first `max_length` touchpoints)
    the `top` most frequent.
    """

    period: Period = "week"
    recent: int = 1
    horizon: int = 7 * DAY
    max_length: int = 8
    top: int = 100
    least: int = 20

    def __post_init__(self) -> None:
        for name in ("recent", "horizon", "max_length", "top", "least"):
            if getattr(self, name) < 1:
                raise QuestionError("analytics.not_positive", name=name, value=getattr(self, name))
        if self.period not in ("day", "week", "month"):
            raise QuestionError(
                "analytics.unknown_choice", name="period", value=self.period, allowed="day, week, month"
            )

    def definition_in(self, language: Language) -> str:
        """What is compared and how."""
        facts = {
            "n": self.recent,
            "horizon": length_text(self.horizon, language),
            "length": self.max_length,
            "least": self.least,
            "windows": LEAST_WINDOWS,
        }
        keys = (f"windows_{self.period}", "horizon", "shares", "test", "adjusted")
        return sentences(language, *((f"drift.{key}", facts) for key in keys))

    def partial(self, block: Block, journeys: Journeys) -> DriftPartial:
        """The windows of one block."""
        return count_windows(block, journeys, self.period, self.horizon, self.max_length)

    def merge(self, left: DriftPartial, right: DriftPartial) -> DriftPartial:
        """Add the counts."""
        return left.merge(right)

    def answer(self, partial: DriftPartial, journeys: Journeys) -> DriftAnswer:
        """The changes, adjusted over all shares that were tested."""
        windows = self._complete(partial, journeys)
        if len(windows) <= self.recent:
            raise QuestionError("analytics.too_few_windows", value=len(windows), least=self.recent + 1)
        whole = partial.shares(windows)
        paths = variant_shares(partial, windows, journeys.vocabulary, self.top, self.least)
        series = [*_series(whole, journeys.vocabulary), *(("variant", name, x, whole.size) for name, x in paths.listed)]
        tested: list[tuple[Kind, str, ShareChange]] = []
        for kind, name, x, n in series:
            found = self._tested(x, n)
            if found is not None:
                new = kind == "variant" and x[: -self.recent].sum() == 0
                tested.append(("new_variant" if new else kind, name, found))
        adjusted = benjamini_hochberg([found.p_value for _, _, found in tested])
        changes = [_change(*one, p) for one, p in zip(tested, adjusted, strict=True)]
        changes.sort(key=lambda one: (not one.changed, one.p_adjusted, -abs(one.difference.value), one.name))
        of_paths = [found.p_value for kind, _, found in tested if kind in ("variant", "new_variant")]
        days = [moment(start_of(window, self.period)).date().isoformat() for window in windows.tolist()]
        return DriftAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            before=tuple(days[: -self.recent]),
            after=tuple(days[-self.recent :]),
            journeys_before=int(whole.size[: -self.recent].sum()),
            journeys_after=int(whole.size[-self.recent :].sum()),
            moves_known=len(windows) - self.recent >= LEAST_WINDOWS,
            mix=Mix(paths.distance(self.recent), min(holm(of_paths))) if of_paths else None,
            changes=tuple(changes),
        )

    def _complete(self, partial: DriftPartial, journeys: Journeys) -> np.ndarray:
        """The windows, from the first to the last whose journeys were all followed to the horizon."""
        last = int(ordinals(np.array([journeys.observed_until - self.horizon]), self.period)[0])
        known = partial.window[partial.window < last]
        return np.arange(known.min(), last) if len(known) else known

    def _tested(self, x: np.ndarray, n: np.ndarray) -> ShareChange | None:
        sides = min(int(n[: -self.recent].sum()), int(n[-self.recent :].sum()))
        if sides < self.least or x.sum() < self.least or (n - x).sum() < self.least:
            return None
        return share_change(x, n, self.recent)


def _series(shares: WindowShares, words: Vocabulary) -> list[tuple[Kind, str, np.ndarray, np.ndarray]]:
    """Every share but the paths', window by window: kind, name, counts, sizes."""
    signals = words.signals or ("",) * len(words.touchpoints)
    found: list[tuple[Kind, str, np.ndarray, np.ndarray]] = []
    if words.goal:
        found.append(("goal", "goal", shares.goal, shares.size))
    for code, name in enumerate(words.touchpoints):
        if code not in words.goal:
            kind: Kind = "barrier" if signals[code] in BARRIERS else "touchpoint"
            found.append((kind, name, shares.met[:, code], shares.size))
            found.append(("loop", name, shares.looped[:, code], shares.size))
    for code, name in enumerate(words.stages):
        found.append(("stage", name, shares.onward[:, code], shares.reached[:, code]))
        found.append(("return", name, shares.returned[:, code], shares.reached[:, code]))
    return found


def _change(kind: Kind, name: str, found: ShareChange, adjusted: float) -> Change:
    verdict: Verdict = "no_change_seen"
    if adjusted < LEVEL:
        verdict = "new" if found.before == 0 else "grew" if found.difference.value > 0 else "fell"
    moved = (found.before, found.after, found.expected, found.difference)
    return Change(kind, name, *moved, found.p_value, adjusted, verdict)
