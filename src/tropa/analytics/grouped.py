"""Any question asked once of all journeys and once without each of twenty groups of customers.

Customers are dealt into groups by a hash of their name; a question's partials are kept by group and merged with one
group left out at a time, so the whole costs one pass and a few merges. How much the answers differ tells how sure each
number in them is (the delete-a-group jackknife, Kott 2001; right for medians and other quantiles too, since whole
groups are left out, Shao & Wu 1989), whatever the question and however many events a customer has.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Generic, Protocol

import numpy as np

from tropa.analytics.answer import Defined, TableAnswer
from tropa.journeys.block import I64, Block, Journeys
from tropa.journeys.names import hash_names, partition_of
from tropa.journeys.question import P, Question

GROUPS = 20
_SEED = 0x7A0  # not that of the partitions, or a partition would hold few groups


class Comparable(Question[P, TableAnswer], Defined, Protocol[P]):
    """A question whose answer is a table and that can say what it counts."""


@dataclass(frozen=True)
class GroupedAnswer:
    """The answer of all journeys, and without each group: `journeys[0]` and `answers[0]` are those of all.

    Only the first is there where all customers are in one group.
    """

    answers: tuple[TableAnswer, ...]
    journeys: tuple[int, ...]

    @property
    def whole(self) -> TableAnswer:
        """The answer of all journeys."""
        return self.answers[0]


@dataclass(frozen=True)
class GroupedPartial(Generic[P]):
    """By group: its contribution, None where no customer of it was met, and how many journeys it has."""

    parts: tuple[P | None, ...]
    journeys: I64


@dataclass(frozen=True)
class InGroups(Generic[P]):
    """A question in `groups` groups; asked as any other.

    >>> from tropa.analytics.flow import FlowQuestion
    >>> InGroups(FlowQuestion()).groups
    20
    """

    question: Comparable[P]
    groups: int = GROUPS

    def partial(self, block: Block, journeys: Journeys) -> GroupedPartial[P]:
        """What each group of one block contributes."""
        code = partition_of(hash_names(block.customer, _SEED), self.groups)
        parts: list[P | None] = [None] * self.groups
        for group, part in _parts(block, code):
            parts[group] = self.question.partial(part, journeys)
        return GroupedPartial(tuple(parts), np.bincount(code, minlength=self.groups))

    def merge(self, left: GroupedPartial[P], right: GroupedPartial[P]) -> GroupedPartial[P]:
        """Both together, group by group."""
        parts = tuple(self._both(one, other) for one, other in zip(left.parts, right.parts, strict=True))
        return GroupedPartial(parts, left.journeys + right.journeys)

    def answer(self, partial: GroupedPartial[P], journeys: Journeys) -> GroupedAnswer:
        """The answer of all, and without each group."""
        counts = partial.journeys
        before = list(accumulate(partial.parts, self._both))
        after = list(accumulate(partial.parts[::-1], self._both))[::-1]
        without = [self._both(one, other) for one, other in zip([None, *before[:-1]], [*after[1:], None], strict=True)]
        found = [before[-1], *(() if any(part is None for part in without) else without)]
        total = int(counts.sum())
        sizes = [total, *(total - counts).tolist()][: len(found)]
        return GroupedAnswer(
            tuple(self.question.answer(part, journeys) for part in found if part is not None), tuple(sizes)
        )

    def _both(self, one: P | None, other: P | None) -> P | None:
        if one is None or other is None:
            return other if one is None else one
        return self.question.merge(one, other)


def _parts(block: Block, code: I64) -> Iterator[tuple[int, Block]]:
    """The journeys of each group that has any, as blocks; those of a customer stay together."""
    order = np.argsort(code, kind="stable")
    lengths = np.diff(block.offsets)[order]
    offsets = np.append(0, np.cumsum(lengths))
    event = np.repeat(block.offsets[:-1][order] - offsets[:-1], lengths) + np.arange(offsets[-1])
    sorted_ = replace(
        block,
        offsets=offsets,
        touchpoint=block.touchpoint[event],
        channel=block.channel[event],
        time=block.time[event],
        customer=block.customer.take(order),
        segment=block.segment[order],
        goal_time=block.goal_time[order],
        value=None if block.value is None else block.value[event],
        held={name: codes[event] for name, codes in block.held.items()},
    )
    ends = np.cumsum(np.bincount(code, minlength=int(code.max(initial=-1)) + 1))
    for group, (first, end) in enumerate(zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True)):
        if end > first:
            yield group, _slice(sorted_, first, end)


def _slice(block: Block, first: int, end: int) -> Block:
    low, high = int(block.offsets[first]), int(block.offsets[end])
    return replace(
        block,
        offsets=block.offsets[first : end + 1] - low,
        touchpoint=block.touchpoint[low:high],
        channel=block.channel[low:high],
        time=block.time[low:high],
        customer=block.customer.slice(first, end - first),
        segment=block.segment[first:end],
        goal_time=block.goal_time[first:end],
        value=None if block.value is None else block.value[low:high],
        held={name: codes[low:high] for name, codes in block.held.items()},
    )
