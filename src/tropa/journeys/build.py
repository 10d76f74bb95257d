"""Events → journeys: read in pieces, dealt to partitions, grouped and ordered partition by partition, then cut.

Cost is linear in events (but for the order inside a customer's slice) and memory is bounded: about 50 bytes an event
while building in memory; with a `folder`, dealt rows wait on disk and finished blocks are memory-mapped from it.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import QuestionError
from tropa.journeys.block import NEVER, UNKNOWN, Block, Journeys, Vocabulary
from tropa.journeys.cut import cut, goal_table
from tropa.journeys.deal import HELD, Dealer, Hand
from tropa.journeys.feed import Events, pieces, rows_known
from tropa.journeys.group import SameHashError, block_of
from tropa.journeys.names import hash_names, partition_of
from tropa.journeys.plan import Plan
from tropa.journeys.store import Spill, read_block, write_block
from tropa.kit.ahead import in_order
from tropa.kit.cores import available_cores

MOST_TOUCHPOINTS = 65_535
ROWS_A_PARTITION = 1 << 20
ROWS_WORTH_THREADS = 50_000
UNKNOWN_PARTITIONS = 8

Progress = Callable[[int, int], None]  # steps done, steps known so far: one a piece read, one a partition ordered


def build(
    events: Events,
    plan: Plan,
    *,
    segments: pa.Table | None = None,
    observed_until: int | None = None,
    partitions: int | None = None,
    folder: Path | None = None,
    progress: Progress | None = None,
) -> Journeys:
    """Journeys of events: a table, a DuckDB relation, or Parquet files.

    `segments` has columns `customer` and `segment`; a customer named twice gets the first. `observed_until` (µs) is
    the end of the data, left out: the time of the last event. `partitions` is the number of blocks; left out, about
    one a million events. With a `folder`, for histories larger than memory, rows wait there and the blocks are files in
    it: it must live as long as the journeys. Rows without customer, time or touchpoint are left out and counted in
    `Journeys.left_out`. The result does not depend on the number of cores.

    Raises InputError (a column is missing or of the wrong type, a file is not Parquet) and QuestionError
    `journeys.too_many_touchpoints` beyond 65,535 touchpoints.
    """
    count = partitions or _default_partitions(rows_known(events))
    steps = _Steps(progress)
    seed = 0
    while True:
        try:
            dealer = Dealer(plan, count, seed)
            whole = _build(events, dealer, segments, folder, steps)
        except SameHashError:
            seed += 1
        else:
            until = observed_until if observed_until is not None else dealer.last
            return cut(Journeys(whole.blocks, whole.vocabulary, until, left_out=dealer.left_out), plan.cut)


def _default_partitions(rows: int | None) -> int:
    """One for little data, four as soon as threads pay, then one a million rows: questions merge fewer partials."""
    if rows is None:
        return UNKNOWN_PARTITIONS
    return 1 if rows < ROWS_WORTH_THREADS else max(4, min(256, rows // ROWS_A_PARTITION))


class _Hands(Protocol):
    def put(self, hands: list[Hand]) -> None: ...
    def take(self, partition: int) -> list[Hand]: ...


class _Table:
    """Hands in memory, given up partition by partition."""

    def __init__(self, partitions: int) -> None:
        self._hands: list[list[Hand]] = [[] for _ in range(partitions)]

    def put(self, hands: list[Hand]) -> None:
        for pile, hand in zip(self._hands, hands, strict=True):
            pile.append(hand)

    def take(self, partition: int) -> list[Hand]:
        pile, self._hands[partition] = self._hands[partition], []
        return pile


class _Steps:
    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self.taken = 0
        self._known = 0

    def expect(self, more: int) -> None:
        self._known = self.taken + more

    def done(self) -> None:
        self.taken += 1
        if self._progress is not None:
            self._progress(self.taken, max(self.taken, self._known))


def _build(events: Events, dealer: Dealer, segments: pa.Table | None, folder: Path | None, steps: _Steps) -> Journeys:
    threads = available_cores()
    with ExitStack() as stack:
        hands: _Hands = _Table(dealer.partitions) if folder is None else stack.enter_context(Spill(folder))
        for dealt in in_order(lambda piece: dealer.deal(piece()), pieces(events, dealer.plan), threads):
            hands.put(dealt)
            steps.done()
        vocabulary = _vocabulary(dealer, segments)
        if not steps.taken:
            return Journeys((), vocabulary, NEVER)
        steps.expect(dealer.partitions)
        order = partial(_order, dealer=dealer, hands=hands, vocabulary=vocabulary, folder=folder)
        known = _segment_codes(segments, vocabulary, dealer)
        blocks = []
        for block in in_order(order, zip(range(dealer.partitions), known, strict=True), threads):
            blocks.append(block)
            steps.done()
    return Journeys(tuple(block for block in blocks if block.journeys), vocabulary, NEVER)


def _order(
    item: tuple[int, tuple[pa.Array, np.ndarray]],
    dealer: Dealer,
    hands: _Hands,
    vocabulary: Vocabulary,
    folder: Path | None,
) -> Block:
    partition, segment = item
    pile = hands.take(partition)
    ranks = {"touchpoint": dealer.touchpoints.ranks(), "channel": dealer.channels.ranks()}
    ranks |= {HELD + name: numbering.ranks() for name, numbering in dealer.held.items()}
    reaches = goal_table(vocabulary)
    block = block_of(pile, ranks, reaches, segment)
    if folder is None:
        return block
    path = folder / f"block-{partition:04d}.arrow"
    write_block(path, block)
    return read_block(path)


def _vocabulary(dealer: Dealer, segments: pa.Table | None) -> Vocabulary:
    plan = dealer.plan
    dealer.touchpoints.add((*plan.goal, *plan.stage_of))
    names = dealer.touchpoints.names()
    if len(names) > MOST_TOUCHPOINTS:
        raise QuestionError("journeys.too_many_touchpoints", count=len(names), allowed=MOST_TOUCHPOINTS)
    stage_of, stages = dict(plan.stage_of), plan.stages
    if not stage_of:
        stages = stages or dealer.stages.names()
        stage_of = _voted(dealer, stages)
    code = {name: place for place, name in enumerate(names)}
    place = {stage: position for position, stage in enumerate(stages)}
    return Vocabulary(
        touchpoints=names,
        channels=dealer.channels.names(),
        stages=stages,
        stage_of=tuple(place[stage_of[name]] if name in stage_of else UNKNOWN for name in names),
        signals=tuple(plan.signals.get(name, "") for name in names),
        goal=tuple(sorted({code[name] for name in plan.goal})),
        segments=() if segments is None else tuple(sorted(pc.unique(segments["segment"]).drop_null().to_pylist())),
    )


def _voted(dealer: Dealer, stages: tuple[str, ...]) -> dict[str, str]:
    """The stage most events of a touchpoint carry; a tie goes to the earlier stage."""
    touchpoints, found = dealer.touchpoints.in_order(), dealer.stages.in_order()
    place = {stage: position for position, stage in enumerate(stages)}
    best: dict[str, tuple[int, int]] = {}
    for (touchpoint, stage), votes in dealer.stage_votes.items():
        name = touchpoints[touchpoint]
        if found[stage] in place:
            best[name] = max(best.get(name, (0, 0)), (votes, -place[found[stage]]))
    return {name: stages[-position] for name, (_, position) in best.items()}


def _segment_codes(
    segments: pa.Table | None, vocabulary: Vocabulary, dealer: Dealer
) -> Iterator[tuple[pa.Array, np.ndarray]]:
    """For every partition: the customers that may be in it and have a segment, and the codes of these."""
    if segments is None:
        yield from [(pa.array([], pa.string()), np.empty(0, np.int32))] * dealer.partitions
        return
    known = segments.select(["customer", "segment"]).drop_null().combine_chunks()
    customer = pa.concat_arrays(known["customer"].cast(pa.string()).chunks or [pa.array([], pa.string())])
    codes = pc.index_in(known["segment"].cast(pa.string()), value_set=pa.array(vocabulary.segments, pa.string()))
    code = codes.to_numpy().astype(np.int32)
    home = partition_of(hash_names(customer, dealer.seed), dealer.partitions)
    order = np.argsort(home, kind="stable")
    bounds = np.searchsorted(home[order], np.arange(dealer.partitions + 1))
    for partition in range(dealer.partitions):
        rows = order[bounds[partition] : bounds[partition + 1]]
        yield customer.take(pa.array(rows)), code[rows]
