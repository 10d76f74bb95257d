"""Step matrix: which share of journeys is at which touchpoint at the 1st, 2nd, 3rd… step, or around a touchpoint."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from tropa.analytics.answer import TableAnswer, length_text, sentences
from tropa.analytics.session_cut import GAP, cut_sessions
from tropa.analytics.touchpoint_codes import code_of
from tropa.errors import QuestionError
from tropa.journeys.block import I64, U16, Block, Journeys, Vocabulary
from tropa.journeys.pattern import automaton, ends_of_matches, pattern
from tropa.journeys.question import kernel
from tropa.kit.locale import Language

NOT_BEGUN = "(not begun)"
ENDED = "(ended)"
MOST_STEPS = 1_000
_ALL, _LAST = 0, -1  # what the kernel takes instead of the number of an occurrence


@dataclass(frozen=True)
class StepMatrixAnswer(TableAnswer):
    """Shares of `units` journeys (or sessions, or occurrences of the anchor) by touchpoint and position.

    With the two last rows a column sums to 1.

    `counts[t][p]` and `shares[t][p]` belong to `touchpoints[t]` (most frequent first) at `positions[p]`. A unit whose
    last touchpoint lies before a position is `ended` there, one whose first lies after it has `not_begun`.
    """

    units: int
    positions: tuple[int, ...]
    touchpoints: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    shares: tuple[tuple[float, ...], ...]
    not_begun_counts: tuple[int, ...]
    not_begun: tuple[float, ...]
    ended_counts: tuple[int, ...]
    ended: tuple[float, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a touchpoint with its share at each position, then (not begun), with an anchor only, and (ended)."""
        lines = [*zip(self.touchpoints, self.shares, strict=True)]
        if self.positions[0] < 0:
            lines.append((NOT_BEGUN, self.not_begun))
        lines.append((ENDED, self.ended))
        return [
            {"touchpoint": name, **{str(p): share for p, share in zip(self.positions, shares, strict=True)}}
            for name, shares in lines
        ]


@dataclass(frozen=True)
class StepMatrixPartial:
    """Counts by touchpoint and position, the units behind them, and those not begun and ended at each position."""

    units: int
    counts: I64
    not_begun: I64
    ended: I64

    def plus(self, other: "StepMatrixPartial") -> "StepMatrixPartial":
        """Both together."""
        return StepMatrixPartial(
            self.units + other.units,
            self.counts + other.counts,
            self.not_begun + other.not_begun,
            self.ended + other.ended,
        )


@dataclass(frozen=True)
class StepMatrixQuestion:
    """Where journeys are, step by step.

    Positions run from 1 to `steps`. With `anchor`, a touchpoint, only units that contain it count, position 0 is its
    first occurrence, or the k-th for `occurrence=k` (units with fewer do not count), or the last, and positions run
    from −steps to steps; with "all" each occurrence counts by itself. `pattern` in place of `anchor` is met at an event
    (see `journeys.pattern`), which is then the occurrence. `by` counts whole journeys or their sessions
    (`session_gap` µs of silence apart). Empty journeys do not count.
    """

    steps: int = 20
    anchor: str | None = None
    by: Literal["journey", "session"] = "journey"
    session_gap: int = GAP
    occurrence: int | Literal["last", "all"] = 1
    pattern: str | None = None

    def __post_init__(self) -> None:
        if self.pattern is not None:
            if self.anchor is not None:
                raise QuestionError("analytics.start_and_pattern", value=self.anchor, pattern=self.pattern)
            pattern(self.pattern)
        if not 1 <= self.steps <= MOST_STEPS:
            raise QuestionError("analytics.steps_out_of_range", value=self.steps, allowed=f"1…{MOST_STEPS}")
        if self.session_gap < 1:
            raise QuestionError("analytics.not_positive", name="session_gap", value=self.session_gap)
        if self.by not in ("journey", "session"):
            raise QuestionError("analytics.unknown_choice", name="by", value=self.by, allowed="journey, session")
        if self.occurrence not in ("last", "all") and (isinstance(self.occurrence, str) or self.occurrence < 1):
            raise QuestionError(
                "analytics.unknown_choice", name="occurrence", value=self.occurrence, allowed="1, 2, 3…, last, all"
            )

    @property
    def positions(self) -> range:
        """The positions of the matrix."""
        return range(1, self.steps + 1) if self._around is None else range(-self.steps, self.steps + 1)

    @property
    def _around(self) -> str | None:
        """What is at position 0, in words; None without an anchor."""
        return self.anchor if self.pattern is None else self.pattern

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        unit = "step_matrix.journeys" if self.by == "journey" else "step_matrix.sessions"
        anchored = {1: "anchor", "last": "anchor_last", "all": "anchor_all"}.get(self.occurrence, "anchor_nth")
        where = f"step_matrix.{'from_start' if self._around is None else anchored}"
        return sentences(
            language,
            (unit, {"gap": length_text(self.session_gap, language)}),
            (where, {"n": self.steps, "name": self._around, "occurrence": self.occurrence}),
            ("step_matrix.ended", {}),
        )

    def partial(self, block: Block, journeys: Journeys) -> StepMatrixPartial:
        """The matrix of one block."""
        positions = self.positions
        counts = np.zeros((len(journeys.vocabulary.touchpoints), len(positions)), np.int64)
        not_begun, ended = np.zeros(len(positions), np.int64), np.zeros(len(positions), np.int64)
        offsets = block.offsets if self.by == "journey" else cut_sessions(block, self.session_gap).offsets
        nth = self.occurrence if isinstance(self.occurrence, int) else _ALL if self.occurrence == "all" else _LAST
        anchors = self._anchors((offsets, block.touchpoint, block.time), journeys.vocabulary)
        units = _count((offsets, block.touchpoint), (anchors, nth), counts, not_begun, ended)
        return StepMatrixPartial(units, counts, not_begun, ended)

    def _anchors(self, events: tuple[I64, U16, I64], vocabulary: Vocabulary) -> npt.NDArray[np.bool_]:
        """Which events may be at position 0; none at all without an anchor."""
        if self.pattern is not None:
            return ends_of_matches(*events, automaton(pattern(self.pattern), vocabulary))
        if self.anchor is not None:
            return events[1] == code_of(self.anchor, vocabulary)
        return np.zeros(0, np.bool_)

    def merge(self, left: StepMatrixPartial, right: StepMatrixPartial) -> StepMatrixPartial:
        """Both together."""
        return left.plus(right)

    def answer(self, partial: StepMatrixPartial, journeys: Journeys) -> StepMatrixAnswer:
        """The matrix with the touchpoints that occur in it, most frequent first."""
        names, totals = journeys.vocabulary.touchpoints, partial.counts.sum(axis=1).tolist()
        order = sorted((t for t in range(len(names)) if totals[t]), key=lambda t: (-totals[t], names[t]))
        counts = [partial.counts[t].tolist() for t in order]
        not_begun, ended = partial.not_begun.tolist(), partial.ended.tolist()
        return StepMatrixAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            units=partial.units,
            positions=tuple(self.positions),
            touchpoints=tuple(names[t] for t in order),
            counts=tuple(map(tuple, counts)),
            shares=tuple(_shares(row, partial.units) for row in counts),
            not_begun_counts=tuple(not_begun),
            not_begun=_shares(not_begun, partial.units),
            ended_counts=tuple(ended),
            ended=_shares(ended, partial.units),
        )


def _shares(counts: list[int], units: int) -> tuple[float, ...]:
    return tuple(count / units if units else 0.0 for count in counts)


@kernel
def _lay(touchpoint, unit, middle, counts, not_begun, ended):  # type: ignore[no-untyped-def]
    """Add one unit's events to the tables, with its event `at` in column `middle`."""
    at, start, end = unit
    columns = len(ended)
    first, last = max(at - middle, start), min(at - middle + columns, end)
    for i in range(first, last):
        counts[touchpoint[i], i - at + middle] += 1
    for column in range(first - at + middle):
        not_begun[column] += 1
    for column in range(last - at + middle, columns):
        ended[column] += 1


@kernel
def _count(paths, anchor, counts, not_begun, ended):  # type: ignore[no-untyped-def]
    """Fill the three tables around the marked events, or without marks from the first; returns the number of units."""
    offsets, touchpoint = paths
    marked, nth = anchor
    units = 0
    for j in range(len(offsets) - 1):
        start, end = offsets[j], offsets[j + 1]
        if len(marked) == 0:
            if start < end:
                units += 1
                _lay(touchpoint, (start, start, end), 0, counts, not_begun, ended)
            continue
        seen, last = 0, start
        for at in range(start, end):
            if marked[at]:
                seen, last = seen + 1, at
                if nth in (_ALL, seen):
                    units += 1
                    _lay(touchpoint, (at, start, end), len(ended) // 2, counts, not_begun, ended)
        if nth == _LAST and seen:
            units += 1
            _lay(touchpoint, (last, start, end), len(ended) // 2, counts, not_begun, ended)
    return units
