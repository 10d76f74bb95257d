"""Themes people speak of before they leave, and after a number fell, more than at other times.

A customer counts once on either side. It is an association: those who leave may speak of what others bear in silence.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.journeys.block import NEVER, Journeys
from tropa.journeys.silence import silence
from tropa.kit.time import DAY
from tropa.statistics.interval import Estimate
from tropa.statistics.multiplicity import benjamini_hochberg
from tropa.statistics.proportion import newcombe, two_proportions_p, wilson
from tropa.voice.themes_impact import customers_texts

WITHIN = 14 * DAY
LEAST = 5  # customers who speak of a theme below which it is not compared
LEVEL = 0.05


@dataclass(frozen=True)
class OverRepresented:
    """A theme's share among customers in question and among the others, and the difference with Newcombe's interval."""

    theme: str
    kind: str
    here: Estimate
    elsewhere: Estimate
    difference: Estimate
    p_adjusted: float

    @property
    def confirmed(self) -> bool:
        """More often here, p adjusted below .05."""
        return self.p_adjusted < LEVEL and self.difference.low > 0


@dataclass(frozen=True)
class ThemeShift:
    """Themes by difference, the most over-represented first, with the number of customers on either side."""

    themes: tuple[OverRepresented, ...]
    here: int
    elsewhere: int
    not_judged: int


def before_exit(
    mentions: pa.Table, verbatims: pa.Table, journeys: Journeys, *, within: int = WITHIN, quantile: float = 0.95
) -> ThemeShift:
    """Themes of those who left within `within` (µs) of their words, against those who stayed longer or got there.

    Left is: fell silent for longer than the `quantile` of returning customers' gaps, without the goal afterwards. Words
    said too lately to know are not judged.
    """
    last, goal = _ends(journeys)
    silent_for = silence(journeys, quantile)
    said = customers_texts(verbatims)
    side: dict[str, bool] = {}
    not_judged = 0
    for who, moment in zip(said["who"].to_pylist(), _moments(said), strict=True):
        end = last.get(who)
        if end is None or moment is None:
            not_judged += 1
        elif end > moment + within or goal.get(who, NEVER) >= moment:
            side.setdefault(who, False)
        elif journeys.observed_until - end > silent_for and end >= moment - silent_for:
            side[who] = True
        else:
            not_judged += 1
    return _shift(mentions, said, side, not_judged)


def after_drop(
    mentions: pa.Table, verbatims: pa.Table, since: datetime, *, days: int = 28, negative_only: bool = True
) -> ThemeShift:
    """Themes of the `days` from `since` on, when a number fell, against as many days before it.

    With `negative_only` verbatims rated above the middle of their scale are left out. A customer who spoke in both
    times counts in the later one.
    """
    said = customers_texts(verbatims)
    if negative_only:
        middle = pc.divide(pc.add(said["scale_low"], said["scale_high"]), 2.0)
        said = said.filter(pc.fill_null(pc.less_equal(said["rating"], middle), True))
    length = timedelta(days=days)
    side: dict[str, bool] = {}
    not_judged = 0
    for who, time in zip(said["who"].to_pylist(), said["time"].to_pylist(), strict=True):
        if time is None or not since - length <= time < since + length:
            not_judged += 1
        elif time >= since:
            side[who] = True
        else:
            side.setdefault(who, False)
    within = said.filter(pc.and_kleene(pc.greater_equal(said["time"], since - length), _before(said, since + length)))
    return _shift(mentions, within, side, not_judged)


def _before(said: pa.Table, moment: datetime) -> pa.ChunkedArray:
    return pc.less(said["time"], pa.scalar(moment, said["time"].type))


def _moments(said: pa.Table) -> list[int | None]:
    moments: list[int | None] = said["time"].cast(pa.int64()).to_pylist()
    return moments


def _ends(journeys: Journeys) -> tuple[dict[str, int], dict[str, int]]:
    """By customer: the time of the last event, and of the last goal reached."""
    last: dict[str, int] = {}
    goal: dict[str, int] = {}
    for block in journeys.blocks:
        ends = block.offsets[1:] - 1
        full = np.flatnonzero(np.diff(block.offsets) > 0)
        names = block.customer.to_pylist()
        for journey in full.tolist():
            who, end, reached = names[journey], int(block.time[ends[journey]]), int(block.goal_time[journey])
            last[who] = max(end, last.get(who, end))
            if reached != NEVER:
                goal[who] = max(reached, goal.get(who, reached))
    return last, goal


def _shift(mentions: pa.Table, said: pa.Table, side: dict[str, bool], not_judged: int) -> ThemeShift:
    of_text = dict(zip(said["verbatim_id"].to_pylist(), said["who"].to_pylist(), strict=True))
    speakers: dict[tuple[str, str], set[str]] = {}
    columns = (mentions[name].to_pylist() for name in ("verbatim_id", "theme", "kind"))
    for verbatim, theme, kind in zip(*columns, strict=True):
        if verbatim in of_text and of_text[verbatim] in side:
            speakers.setdefault((theme, kind), set()).add(of_text[verbatim])
    here = sum(side.values())
    elsewhere = len(side) - here
    themes: Sequence[OverRepresented] = ()
    if here and elsewhere:
        themes = _compared(speakers, side, here, elsewhere)
    return ThemeShift(tuple(sorted(themes, key=lambda one: -one.difference.value)), here, elsewhere, not_judged)


def _compared(
    speakers: dict[tuple[str, str], set[str]], side: dict[str, bool], here: int, elsewhere: int
) -> list[OverRepresented]:
    counts = []
    for (theme, kind), people in sorted(speakers.items()):
        if len(people) >= LEAST:
            inside = sum(side[who] for who in people)
            counts.append((theme, kind, inside, len(people) - inside))
    raw = [two_proportions_p(inside, here, outside, elsewhere) or 1.0 for _, _, inside, outside in counts]
    found = []
    for (theme, kind, inside, outside), adjusted in zip(counts, benjamini_hochberg(raw), strict=True):
        one, other = wilson(inside, here), wilson(outside, elsewhere)
        difference = newcombe(inside, here, outside, elsewhere)
        assert one is not None
        assert other is not None
        assert difference is not None
        found.append(OverRepresented(theme, kind, one, other, difference, float(adjusted)))
    return found
