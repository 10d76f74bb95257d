"""The simulation: a semi-Markov walk of every visitor through the touchpoints, all visitors moving at once.

In each round every visitor who has not left makes one move: the next touchpoint is drawn by the weights of the segment
(leaving and cancelling among them, multiplied by the barriers met), the time until it by whether the move happens in
the same visit or is postponed. The renewal of a paid subscription is a clock of its own that may strike first. A walk
that runs past the end of the period is still open. Each visitor uses the same random numbers in the same round
whatever others do, so a second run without one barrier differs only where that barrier was met. A run that avoids a
touchpoint differs only for those who met it: they take another of the ways open to them there.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.planted import CHANGED_MOVES, Planted
from tropa.sample.cinema.world import (
    BARRIERS,
    CHANNEL_LEAVE,
    CODE,
    ENTRY_CHANNEL,
    LEAVE,
    LOOP_TOUCHPOINTS,
    LOOP_VISITS,
    MOVES,
    PERIOD_DAYS,
    POSTPONED,
    RENEWAL_DAYS,
    SEGMENTS,
    STAGES,
    START,
    TOUCHPOINT_STAGE,
    TOUCHPOINTS,
)

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

DAY = 86_400.0
END = PERIOD_DAYS * DAY
VISIT_GAP = 1_800.0
STAGE_OF = np.array([STAGES.index(TOUCHPOINT_STAGE[name]) for name in TOUCHPOINTS])
OFF_SITE = tuple(
    CODE[name] for name in TOUCHPOINTS if name.startswith("call") or name in ("complaint", "renewed", "cancelled")
)
_MAX_MOVES = 400
_BARRIER_AT = {CODE[barrier.touchpoint]: number for number, barrier in enumerate(BARRIERS) if barrier.kind != "loop"}
_LOOP = next(number for number, barrier in enumerate(BARRIERS) if barrier.kind == "loop")


@dataclass(frozen=True)
class Walks:
    """All steps, sorted by visitor and time, and how each visitor ended. Times are seconds from the period's start."""

    visitor: Ints
    time: Floats
    touchpoint: Ints
    device: Ints  # 0 the usual device, 1, 2
    left: Bools  # by visitor: left (or cancelled) before the end of the period; the others are open
    met: Bools  # visitor × barrier
    first: Ints  # by visitor: the touchpoint the journey started with


def weights(*, changed: bool = False) -> Floats:
    """Segment × touchpoint (the last row: the start) × next touchpoint (the last column: leaving).

    `changed` gives those after the site's change.
    """
    table = np.zeros((len(SEGMENTS), START + 1, LEAVE + 1))
    column = {**CODE, "leave": LEAVE}
    for number, segment in enumerate(SEGMENTS):
        for origin, moves in MOVES.items():
            for target, weight in moves.items():
                table[number, CODE[origin], column[target]] = weight
        for (origin, target), weight in segment.moves.items():
            table[number, CODE[origin], column[target]] = weight
        for entry, share in segment.entry.items():
            table[number, START, CODE[entry]] = share
        for origin, moves in CHANGED_MOVES.items() if changed else ():
            for target, weight in moves.items():
                table[number, CODE[origin], column[target]] = weight
    return table


def barrier_factors(without: str | None = None) -> Floats:
    """Barrier × segment: the factor on the odds of leaving; 1 everywhere for the barrier taken away."""
    return np.array(
        [
            [1.0 if barrier.id == without else barrier.leave.get(segment.id, 1.0) for segment in SEGMENTS]
            for barrier in BARRIERS
        ]
    )


@dataclass
class _State:
    """Where every visitor stands."""

    segment: Ints
    at: Ints
    time: Floats
    factor: Floats
    patience: Floats  # factor of the first channel
    highest: Ints
    loops: Ints  # visitor × looping touchpoint: visits in this stage
    due: Floats  # when the subscription renews; infinity without one
    device: Ints
    returning: Bools  # the last move was postponed: another visit begins
    profile: Bools
    active: Bools
    left: Bools
    met: Bools
    first: Ints
    end: float
    planted: Planted


def simulate(
    segment: Ints,
    seed: np.random.SeedSequence,
    *,
    without: str | None = None,
    only: Bools | None = None,
    end: float = END,
    planted: Planted | None = None,
    avoid: str | None = None,
) -> Walks:
    """Walk every visitor (the `only` ones, if given) to the end; `without` takes one barrier's effect away.

    A later `end` walks the same visitors on: what happened before END stays as it was. `avoid` names a touchpoint that
    is not there: whoever would go to it goes another way open from where they stand.
    """
    rng = np.random.default_rng(seed)
    state = _start(segment, rng, only, end, planted or Planted.nothing(len(segment)))
    raw, factors = np.stack([weights(), weights(changed=True)]), barrier_factors(without)
    tables = raw, np.cumsum(raw, axis=3)
    closed = None if avoid is None else CODE[avoid]
    steps: list[tuple[Ints, Floats, Ints, Ints]] = []
    for _ in range(_MAX_MOVES):
        draws, normal = rng.random((3, len(segment))), rng.standard_normal(len(segment))
        who = np.flatnonzero(state.active)
        if not len(who):
            break
        target = _choose(state, who, tables, draws[0, who], closed)
        moved, target = _advance(state, who, target, draws[1, who], normal[who])
        _meet(state, moved, target, factors)
        _switch_device(state, moved, target, draws[2, moved])
        steps.append((moved, state.time[moved], target, state.device[moved]))
    return _collect(state, steps)


def _start(segment: Ints, rng: np.random.Generator, only: Bools | None, end: float, planted: Planted) -> _State:
    count = len(segment)
    hour = 7.0 + 16.0 * rng.beta(2.4, 1.5, count)
    start = np.floor(rng.random(count) * PERIOD_DAYS) * DAY + hour * 3_600.0
    return _State(
        segment=segment,
        at=np.full(count, START),
        time=start,
        factor=np.ones(count),
        patience=np.ones(count),
        highest=np.zeros(count, dtype=np.int64),
        loops=np.zeros((count, len(LOOP_TOUCHPOINTS)), dtype=np.int64),
        due=np.full(count, np.inf),
        device=np.zeros(count, dtype=np.int64),
        returning=np.zeros(count, dtype=bool),
        profile=np.zeros(count, dtype=bool),
        active=np.ones(count, dtype=bool) if only is None else only.copy(),
        left=np.zeros(count, dtype=bool),
        met=np.zeros((count, len(BARRIERS)), dtype=bool),
        first=np.full(count, -1),
        end=end,
        planted=planted,
    )


def _choose(state: _State, who: Ints, tables: tuple[Floats, Floats], draw: Floats, closed: int | None) -> Ints:
    """The next touchpoint of each: leaving and cancelling weigh `factor` times as much."""
    era, segment, at = (state.time[who] >= state.planted.change).astype(np.int64), state.segment[who], state.at[who]
    raw, kept = (table[era, segment, at] for table in tables)
    odds = state.factor[who] * state.patience[who]
    leave = raw[:, LEAVE] * odds * state.planted.leaving(who, at)
    cancel = raw[:, CODE["cancelled"]] * odds
    other = kept[:, -1] - raw[:, LEAVE] - raw[:, CODE["cancelled"]]
    point = draw * (leave + cancel + other)
    rest = point - leave - cancel
    # the remaining weight is looked up in the cumulative table, stepping over cancelling
    rest = np.where(rest >= kept[:, CODE["cancelled"] - 1], rest + raw[:, CODE["cancelled"]], rest)
    chosen = (kept[:, :-1] <= rest[:, None]).sum(axis=1)
    chosen = np.minimum(chosen, LEAVE - 1)
    target = np.where(point < leave, LEAVE, np.where(point < leave + cancel, CODE["cancelled"], chosen))
    if closed is not None:
        there = np.flatnonzero(target == closed)
        drawn = (rest[there] - kept[there, closed] + raw[there, closed]) / raw[there, closed]
        raw[:, LEAVE], raw[:, CODE["cancelled"]] = leave, cancel
        target[there] = _another(raw[there], closed, drawn)
    return _sensible(state, who, target)


def _another(raw: Floats, closed: int, draw: Floats) -> Ints:
    """A way that is not the closed one, by where in its share (0…1) the draw had fallen."""
    raw[:, closed] = 0.0
    cumulative = np.cumsum(raw, axis=1)
    return np.minimum((cumulative <= draw[:, None] * cumulative[:, -1:]).sum(axis=1), LEAVE)


_TO_WATCH = np.array([CODE[name] for name in ("tariffs", "promo", "payment", "signup", "compare", "paid")])


def _sensible(state: _State, who: Ints, target: Ints) -> Ints:
    """A subscriber does not pay twice, and nobody fills the form of a profile that exists."""
    paying = np.isfinite(state.due[who])
    target = np.where(paying & np.isin(target, _TO_WATCH), CODE["watch"], target)
    return np.where(state.profile[who] & (target == CODE["signup"]), CODE["catalogue"], target)


_PAUSE = np.array([segment.pause_days * DAY for segment in SEGMENTS])
_REPLY = np.array([segment.reply_hours * 3_600.0 for segment in SEGMENTS])
_LATER = np.array([POSTPONED.get(name, 0.25) for name in TOUCHPOINTS] + [0.0])


def _advance(state: _State, who: Ints, target: Ints, draw: Floats, normal: Floats) -> tuple[Ints, Ints]:
    """Move the clocks; whoever leaves or runs past the end stops. Returns who made a step, and to where."""
    segment, first = state.segment[who], state.at[who] == START
    pause = _PAUSE[segment] * np.where(np.isin(target, [CODE["watch"], CODE["app"]]), 0.8, 1.0)
    pause = np.where(np.isin(target, [CODE["support_reply"], CODE["support_wait"]]), _REPLY[segment], pause)
    later = draw < _LATER[target]
    gap = np.where(later, np.maximum(pause * np.exp(0.8 * normal), 2_400.0), 55.0 * np.exp(0.7 * normal) + 2.0)
    time = np.where(first, state.time[who], state.time[who] + gap)
    night = later & ~first & (time % DAY < 7 * 3_600.0)
    time = np.round(np.where(night, time + 8 * 3_600.0, time))
    renewed = time > state.due[who]
    target = np.where(renewed, CODE["renewed"], target)
    time = np.where(renewed, state.due[who], time)
    inside, leaves = time < state.end, target == LEAVE
    state.left[who[inside & leaves]] = True
    state.active[who[~inside | leaves]] = False
    stays = inside & ~leaves
    moved, target = who[stays], target[stays]
    state.first[moved] = np.where(state.first[moved] < 0, target, state.first[moved])
    state.time[moved], state.at[moved], state.returning[moved] = time[stays], target, (later & ~first)[stays]
    return moved, target


_PATIENCE = np.array([CHANNEL_LEAVE[ENTRY_CHANNEL[n]] if n in ENTRY_CHANNEL else 1.0 for n in TOUCHPOINTS])


def _meet(state: _State, moved: Ints, target: Ints, factors: Floats) -> None:
    """Take note of stages, subscriptions and barriers."""
    state.patience[moved] = _PATIENCE[state.first[moved]]
    stage = STAGE_OF[target]
    further = stage > state.highest[moved]
    state.factor[moved[further]] = 1.0
    state.loops[moved[further]] = 0
    state.highest[moved] = np.maximum(state.highest[moved], stage)
    state.profile[moved[target == CODE["profile"]]] = True
    paid = moved[(target == CODE["paid"]) | (target == CODE["renewed"])]
    state.due[paid] = state.time[paid] + RENEWAL_DAYS * DAY
    state.due[moved[target == CODE["cancelled"]]] = np.inf
    for number, name in enumerate(LOOP_TOUCHPOINTS):
        state.loops[moved, number] += target == CODE[name]
    for code, barrier in _BARRIER_AT.items():
        _hit(state, moved[target == code], barrier, factors)
    again = (state.loops[moved] >= LOOP_VISITS).any(axis=1)
    looping = moved[again & (state.highest[moved] == STAGES.index("research"))]
    _hit(state, looping, _LOOP, factors)


def _hit(state: _State, who: Ints, barrier: int, factors: Floats) -> None:
    new = who[~state.met[who, barrier]]
    state.met[new, barrier] = True
    state.factor[new] *= factors[barrier, state.segment[new]]


_APP = (CODE["watch"], CODE["app"], CODE["support_message"])


def _switch_device(state: _State, moved: Ints, target: Ints, draw: Floats) -> None:
    """Everybody comes on the usual device; between visits some take another, to watch more often than to choose."""
    chance = np.where(np.isin(target, _APP), 0.35, 0.08)
    chosen = np.where(draw < chance * 0.85, 1, np.where(draw < chance, 2, 0))
    state.device[moved] = np.where(state.returning[moved], chosen, state.device[moved])


def _collect(state: _State, steps: list[tuple[Ints, Floats, Ints, Ints]]) -> Walks:
    nothing = np.zeros(0, np.int64)  # where there is nobody to walk
    parts = zip((nothing, np.zeros(0), nothing, nothing), *steps, strict=True)
    visitor, time, touchpoint, device = (np.concatenate(part) for part in parts)
    order = np.argsort(visitor, kind="stable")  # rounds already run in time order
    return Walks(visitor[order], time[order], touchpoint[order], device[order], state.left, state.met, state.first)


def visit_starts(walks: Walks) -> Bools:
    """Whether a step on the site opens a visit: another visitor or device, a pause, or a way in from outside."""
    on_site = ~np.isin(walks.touchpoint, OFF_SITE)
    starts = np.zeros(len(walks.visitor), dtype=bool)
    index = np.flatnonzero(on_site)
    visitor, time, device = walks.visitor[index], walks.time[index], walks.device[index]
    opens = np.ones(len(index), dtype=bool)
    opens[1:] = (
        (visitor[1:] != visitor[:-1])
        | (device[1:] != device[:-1])
        | (time[1:] - time[:-1] > VISIT_GAP)
        | (STAGE_OF[walks.touchpoint[index[1:]]] == 0)
    )
    starts[index] = opens
    return starts


def hide(walks: Walks, customers: int) -> Walks:
    """The walks with anonymous visitors (those from `customers` up) stopped before they would tell who they are."""
    telling = np.isin(walks.touchpoint, [CODE[name] for name in ("signup", "profile")]) | (
        STAGE_OF[walks.touchpoint] > 2
    )
    telling |= np.isin(walks.touchpoint, OFF_SITE)
    place = np.arange(len(walks.visitor))
    until = np.full(len(walks.left), len(walks.visitor))
    told = telling & (walks.visitor >= customers)
    np.minimum.at(until, walks.visitor[told], place[told])
    kept = place < until[walks.visitor]
    left = walks.left.copy()
    left[until < len(walks.visitor)] = True
    return replace(
        walks,
        visitor=walks.visitor[kept],
        time=walks.time[kept],
        touchpoint=walks.touchpoint[kept],
        device=walks.device[kept],
        left=left,
    )
