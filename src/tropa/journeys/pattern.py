"""Patterns of touchpoints in journeys: `cart->.*->[pay|call]`, found in one pass over the events.

A pattern is searched for anywhere in a journey, which reads (start), its touchpoints, (end). `->` is directly after,
`.` any touchpoint, `[a|b]` one of several, `[^a]` any but these, `@research` any of a stage, `*` `+` `?` `{2,3}` how
often in a row, `(a->b|c)` a group, `-{<=3}->` at most three steps after, `-{>1h,<=7d}->` after more than an hour and
within seven days with anything between (steps count from 1, directly after; the times are those of the two events, of
(start) and (end) the first's and the last's). The grammar is in `pattern_syntax`.

The automaton is Glushkov's (The abstract theory of automata, 1961): one bit for each name in the pattern, moved
through the events by tables of eight bits each. A gap is a bit that lies still: of all events after which it was open,
the latest that is far enough back is the best for any limit, so one pointer a gap that only moves forward is exact.
The cost is events × (bits / 8 + gaps).
"""

from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import reduce
from operator import or_

import numpy as np
import numpy.typing as npt

from tropa.errors import QuestionError
from tropa.journeys.block import I64, U16, Block, Vocabulary
from tropa.journeys.pattern_syntax import Chain, Choice, Gap, Name, One, Part, Repeat, may_be_missing, read
from tropa.journeys.question import kernel

MOST_BITS = 62  # of one int64


@dataclass(frozen=True)
class Pattern:
    """A pattern, read; the same for any journeys. `str()` is what was written.

    >>> str(pattern("cart -> .* -> [pay|call]"))
    'cart -> .* -> [pay|call]'
    """

    written: str
    part: Part = field(repr=False)

    def __str__(self) -> str:
        return self.written


@dataclass(frozen=True)
class Automaton:
    """A pattern over one vocabulary, as tables for the kernel.

    `accepts[code]` are the bits that read a touchpoint, the last two codes being (start) and (end); `follows[b][v]` the
    bits after those set in the b-th byte v; `gaps` has a row a gap: its bit, the bits after it, least and most steps,
    least and most µs.
    """

    accepts: I64
    follows: I64
    gaps: I64
    first: int
    last: int
    empty: bool


def pattern(written: str) -> Pattern:
    """A written pattern; QuestionError `journeys.pattern_…` names the place of a mistake and what may stand there."""
    return Pattern(written, read(written))


def automaton(searched: Pattern, vocabulary: Vocabulary) -> Automaton:
    """The pattern's automaton.

    QuestionError `journeys.pattern_touchpoint` or `pattern_stage` for a name the vocabulary does not have, with the
    nearest; `journeys.pattern_too_long` where more than 62 names and gaps stand in it, repeats written out.
    """
    builder = _Builder(searched.written, vocabulary)
    whole = builder.add(searched.part)
    bits = len(builder.reads)
    bytes_ = max(1, -(-bits // 8))
    accepts = np.zeros(len(vocabulary.touchpoints) + 2, np.int64)
    for bit, codes in enumerate(builder.reads):
        accepts[codes] |= 1 << bit
    follows = np.zeros((bytes_, 256), np.int64)
    for bit, after in enumerate(builder.follows):
        values = np.arange(256)
        follows[bit // 8, (values >> bit % 8) & 1 == 1] |= after
    rows = [
        (1 << bit, builder.follows[bit], gap.least_steps, gap.most_steps, gap.least_time, gap.most_time)
        for bit, gap in builder.gaps
    ]
    gaps = np.array(rows, np.int64).reshape(-1, 6)
    return Automaton(accepts, follows, gaps, whole.first, whole.last, may_be_missing(searched.part))


def events_until(block: Block, searched: Automaton) -> I64:
    """For each journey how many of its events are read until the pattern is met for the first time; −1 where never.

    A pattern that ends in (end) is met after all of them, an empty one after none.
    """
    read_ = np.full(block.journeys, -1, np.int64)
    if searched.empty:
        return np.zeros_like(read_)
    _run((block.offsets, block.touchpoint, block.time), searched, read_, None)
    return read_


def ends_of_matches(offsets: I64, touchpoint: U16, time: I64, searched: Automaton) -> npt.NDArray[np.bool_]:
    """Which events the pattern is met at: those that some reading of it ends with.

    Of a pattern that ends in (end) that is a journey's last event. `offsets` may cut journeys into sessions; a pattern
    then sees each by itself. A pattern that may be empty is met everywhere.
    """
    if searched.empty:
        return np.ones(len(touchpoint), np.bool_)
    met = np.zeros(len(touchpoint), np.bool_)
    _run((offsets, touchpoint, time), searched, np.empty(len(offsets) - 1, np.int64), met)
    return met


def _run(events: tuple[I64, U16, I64], searched: Automaton, read_: I64, met: npt.NDArray[np.bool_] | None) -> None:
    room = int(np.diff(events[0]).max(initial=0)) + 2 if len(searched.gaps) else 0
    tables = (searched.accepts, searched.follows, searched.gaps)
    _search(events, tables, (searched.first, searched.last, room), read_, met)


def matches(block: Block, searched: Automaton) -> npt.NDArray[np.bool_]:
    """Which journeys of a block meet the pattern."""
    return events_until(block, searched) >= 0


@dataclass(frozen=True)
class _Piece:
    """The bits a part may begin and end with, and whether it may be missing."""

    first: int
    last: int
    missing: bool


class _Builder:
    """Glushkov's construction: `reads[bit]` are the codes of a bit, `follows[bit]` the bits that may come after it."""

    def __init__(self, written: str, vocabulary: Vocabulary) -> None:
        self.written = written
        self.vocabulary = vocabulary
        self.reads: list[list[int]] = []
        self.follows: list[int] = []
        self.gaps: list[tuple[int, Gap]] = []

    def add(self, part: Part) -> _Piece:
        if isinstance(part, One):
            bit = 1 << self._bit(self._codes(part))
            return _Piece(bit, bit, False)
        if isinstance(part, Choice):
            pieces = [self.add(option) for option in part.options]
            first, last = (reduce(or_, bits) for bits in ([p.first for p in pieces], [p.last for p in pieces]))
            return _Piece(first, last, any(piece.missing for piece in pieces))
        if isinstance(part, Chain):
            return self._sequence(part)
        return self._repeat(part)

    def _sequence(self, part: Chain) -> _Piece:
        whole = self.add(part.parts[0])
        for one, gap in zip(part.parts[1:], part.gaps, strict=True):
            if gap is not None:
                number = self._bit([])
                self.gaps.append((number, gap))
                whole = self._joined(whole, _Piece(1 << number, 1 << number, False))
            whole = self._joined(whole, self.add(one))
        return whole

    def _repeat(self, part: Repeat) -> _Piece:
        copies = max(part.least, part.most or 0, 1)
        whole: _Piece | None = None
        for number in range(copies):
            piece = self.add(part.part)
            if part.most is None and number == copies - 1:
                self._link(piece.last, piece.first)
            piece = _Piece(piece.first, piece.last, piece.missing or number >= part.least)
            whole = piece if whole is None else self._joined(whole, piece)
        assert whole is not None
        return whole

    def _joined(self, left: _Piece, right: _Piece) -> _Piece:
        self._link(left.last, right.first)
        first = left.first | (right.first if left.missing else 0)
        last = right.last | (left.last if right.missing else 0)
        return _Piece(first, last, left.missing and right.missing)

    def _link(self, last: int, first: int) -> None:
        for bit in range(len(self.follows)):
            if last >> bit & 1:
                self.follows[bit] |= first

    def _bit(self, codes: list[int]) -> int:
        if len(self.reads) == MOST_BITS:
            raise QuestionError("journeys.pattern_too_long", pattern=self.written, allowed=MOST_BITS)
        self.reads.append(codes)
        self.follows.append(0)
        return len(self.reads) - 1

    def _codes(self, one: One) -> list[int]:
        touchpoints = len(self.vocabulary.touchpoints)
        if one.edge:
            return [touchpoints + (one.edge == "end")]
        named = {code for name in one.names for code in self._named(name)}
        return sorted(set(range(touchpoints)) - named if one.negated else named)

    def _named(self, name: Name) -> list[int]:
        words = self.vocabulary
        names = words.stages if name.stage else words.touchpoints
        if name.text not in names:
            near = get_close_matches(name.text, names, n=3) or sorted(names)[:10] or ["—"]
            raise QuestionError(
                "journeys.pattern_stage" if name.stage else "journeys.pattern_touchpoint",
                pattern=f"{self.written[: name.position]}▸{self.written[name.position :]}",
                position=name.position + 1,
                name=name.text,
                near=", ".join(near),
            )
        code = names.index(name.text)
        return [t for t, stage in enumerate(words.stage_of) if stage == code] if name.stage else [code]


@kernel
def _moment(k, journey):  # type: ignore[no-untyped-def]
    """The time of symbol k: of (start) that of the first event, of (end) that of the last."""
    time, low, n = journey
    return time[low + min(max(k - 1, 0), n - 1)] if n else np.int64(0)


@kernel
def _crossed(g, k, journey, state):  # type: ignore[no-untyped-def]
    """The bits a gap leads to at symbol k: moves its pointer to the latest opening that is far enough back."""
    gaps, opened, behind, best = state
    now = _moment(k, journey)
    while behind[g] <= k - gaps[g, 2] and now - _moment(behind[g], journey) >= gaps[g, 4]:
        if opened[behind[g]] & gaps[g, 0]:
            best[g] = behind[g]
        behind[g] += 1
    if best[g] < 0 or k - best[g] > gaps[g, 3] or now - _moment(best[g], journey) > gaps[g, 5]:
        return np.int64(0)
    return gaps[g, 1]


@kernel
def _search(events, tables, ends, read_, met):  # type: ignore[no-untyped-def]
    """Write for every journey after how many events the pattern is met, or in `met` every event it is met at.

    Symbol k of n + 2 is event k − 1.
    """
    offsets, touchpoint, time = events
    accepts, follows, gaps = tables
    first, last, room = ends
    start, still = len(accepts) - 2, 0
    for g in range(len(gaps)):
        still |= gaps[g, 0]
    opened = np.zeros(room, np.int64)  # the gaps that are open after each symbol
    behind, best = np.zeros(len(gaps), np.int64), np.zeros(len(gaps), np.int64)
    for j in range(len(offsets) - 1):
        low, n = offsets[j], offsets[j + 1] - offsets[j]
        after, ever = np.int64(0), np.int64(0)
        behind[:], best[:] = 0, -1
        for k in range(n + 2):
            code = start if k == 0 else start + 1 if k > n else np.int64(touchpoint[low + k - 1])
            ready = (after & ~still) | first
            for g in range(len(gaps) if ever else 0):
                ready |= _crossed(g, k, (time, low, n), (gaps, opened, behind, best))
            state = ready & accepts[code]
            if state & last:
                read_[j] = min(k, n)
                if met is None:
                    break
                if k > 0 and n > 0:
                    met[low + min(k, n) - 1] = True
            after = np.int64(0)
            if state:
                for b in range(len(follows)):
                    after |= follows[b, (state >> (8 * b)) & 255]
            if room:
                opened[k] = after & still
                ever |= opened[k]
