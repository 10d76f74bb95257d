"""What is true in the made-up world, measured on everybody and not on who happened to be asked or identified."""

from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from tropa.kit.locale import Language
from tropa.sample.cinema.avoiding import AVOIDED, MomentTruth, channel_effect, moment_truth
from tropa.sample.cinema.feelings import stage_times
from tropa.sample.cinema.journey import Walks, simulate
from tropa.sample.cinema.path_truth import PathTruth, desired_path, path_truth, spelled
from tropa.sample.cinema.planted import Planted
from tropa.sample.cinema.time_truth import TimeTruth, time_truth
from tropa.sample.cinema.words import Words
from tropa.sample.cinema.world import (
    BARRIERS,
    CHANNEL_LEAVE,
    CODE,
    ENTRY_CHANNEL,
    SEGMENTS,
    STAGES,
    TOUCHPOINTS,
    Barrier,
)

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Outcome:
    """Three states at the end of the period; they add up to everybody counted."""

    converted: int
    lost: int
    open: int


@dataclass(frozen=True)
class StageTruth:
    """One stage for one segment. `emotion` is the mean over everybody who got there, −2…+2.

    `conversion` is who had gone on when the period ended, `conversion_eventual` who of them ever goes on.
    """

    id: str
    title: str
    reached: int
    reach: float
    outcome: Outcome
    conversion: float
    conversion_eventual: float
    emotion: float


@dataclass(frozen=True)
class BarrierTruth:
    """One barrier for one segment; see the guide for what the three effects are."""

    id: str
    stage: str
    touchpoint: str
    kind: str
    main: bool
    met: int
    reach: float
    reach_in_stage: float
    conversion_with: float | None
    conversion_without: float | None
    difference: float | None
    causal_effect: float
    lost_by_it: float
    leave_odds_factor: float
    rating_drop: float


@dataclass(frozen=True)
class ChannelTruth:
    """Customers whose journey began in a channel.

    `switched_off` and `replaced` are the conversions that would be missing without it; see `avoiding.ChannelEffect`.
    """

    id: str
    title: str
    customers: int
    share: float
    outcome: Outcome
    conversion: float
    leave_odds_factor: float
    switched_off: int
    replaced: int


@dataclass(frozen=True)
class SegmentTruth:
    """One segment of the customers that the CRM knows."""

    id: str
    title: str
    customers: int
    outcome: Outcome
    conversion: float
    lowest_stage: str
    stages: list[StageTruth]
    barriers: list[BarrierTruth]
    channels: list[ChannelTruth]
    moments: list[MomentTruth]
    path: PathTruth
    times: TimeTruth


@dataclass(frozen=True)
class Truth:
    """The whole of `truth.json`."""

    seed: int
    language: Language
    customers: int
    anonymous: int
    events: int
    period: tuple[str, str]
    parameters: dict[str, Any]
    planted: dict[str, Any]
    segments: list[SegmentTruth]
    identities: dict[str, dict[str, list[str]]]
    shared_devices: list[dict[str, Any]]
    held_out: list[str]
    verbatims: list[dict[str, Any]]
    broken_rows: dict[str, dict[str, int]]
    rows: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


@dataclass(frozen=True)
class Facts:
    """Visitor × stage: reached, went on to a later stage; visitor: lost before the end."""

    reached: Bools
    forward: Bools
    lost: Bools


def facts_of(walks: Walks) -> Facts:
    """Going on from a stage is a step of any later stage after its first; from the last one, renewing or inviting."""
    visitors = len(walks.left)
    first, last = stage_times(walks, visitors)
    reached = np.isfinite(first)
    later = np.stack([last[:, number + 1 :].max(axis=1, initial=-1.0) for number in range(len(STAGES))], axis=1)
    forward = reached & (later > first)
    kept = np.zeros(visitors, dtype=bool)
    kept[walks.visitor[np.isin(walks.touchpoint, [CODE["renewed"], CODE["invite"]])]] = True
    forward[:, -1] = reached[:, -1] & kept
    final = np.full(visitors, -1)
    final[walks.visitor] = walks.touchpoint  # the last step of each visitor stays
    return Facts(reached, forward, walks.left | (final == CODE["cancelled"]))


def paid(walks: Walks) -> Bools:
    """Visitors who paid at least once: the goal."""
    found = np.zeros(len(walks.left), dtype=bool)
    found[walks.visitor[walks.touchpoint == CODE["paid"]]] = True
    return found


def outcome(converted: Bools, lost: Bools) -> Outcome:
    """Who converted, who is lost without, who is still open."""
    done = int(converted.sum())
    gone = int((lost & ~converted).sum())
    return Outcome(done, gone, len(converted) - done - gone)


def causal_effects(walks: Walks, segment: Ints, seed: np.random.SeedSequence, planted: Planted) -> list[Bools]:
    """By barrier: who would have gone on from its stage had the barrier left no mark (same random numbers)."""
    instead = []
    for number, barrier in enumerate(BARRIERS):
        other = simulate(segment, seed, without=barrier.id, only=walks.met[:, number], planted=planted)
        instead.append(facts_of(other).forward[:, STAGES.index(barrier.stage)])
    return instead


def eventual_forward(walks: Walks, forward: Bools, endless: Walks) -> Bools:
    """Visitor × stage: who goes on sooner or later, when those still open walk on beyond the period's end."""
    return np.where(walks.left[:, None], forward, facts_of(endless).forward)


@dataclass(frozen=True)
class World:
    """What the truths of all segments are measured on."""

    walks: Walks
    endless: Walks  # gone on with until nobody is open
    segment: Ints  # of the customers
    facts: Facts
    ratings: Ints
    instead: list[Bools]
    avoiding: dict[str, Bools]
    eventual: Bools
    words: Words

    @cached_property
    def paths(self) -> list[str]:
        """Of each customer: the steps of the desired path."""
        return spelled(self.walks, len(self.segment))


def segment_truth(number: int, world: World) -> SegmentTruth:
    """Everything about one segment."""
    kind, who = SEGMENTS[number], np.flatnonzero(world.segment == number)
    goal = paid(world.walks)[who]
    stages = [_stage_truth(place, who, world) for place in range(len(STAGES))]
    barriers = [_barrier_truth(place, number, who, world) for place in range(len(BARRIERS))]
    barriers = [barrier for barrier in barriers if barrier.leave_odds_factor > 1.0]
    return SegmentTruth(
        id=kind.id,
        title=world.words.one(f"segment.{kind.id}"),
        customers=len(who),
        outcome=outcome(goal, world.facts.lost[who]),
        conversion=_mean(goal),
        lowest_stage=min((stage for stage in stages if stage.reached), key=lambda stage: stage.emotion).id,
        stages=stages,
        barriers=sorted(barriers, key=lambda barrier: (not barrier.main, -barrier.lost_by_it)),
        channels=_channels(who, world),
        moments=[moment_truth(name, world.walks, world.avoiding[name], who, world.words) for name in AVOIDED],
        path=path_truth(world.paths, who, world.words),
        times=time_truth(world.endless, who, world.words),
    )


def _stage_truth(place: int, who: Ints, world: World) -> StageTruth:
    there = who[world.facts.reached[who, place]]
    went_on = world.facts.forward[there, place]
    return StageTruth(
        id=STAGES[place],
        title=world.words.one(f"stage.{STAGES[place]}"),
        reached=len(there),
        reach=len(there) / max(1, len(who)),
        outcome=outcome(went_on, world.facts.lost[there]),
        conversion=_mean(went_on),
        conversion_eventual=_mean(world.eventual[there, place]),
        emotion=_mean(world.ratings[there, place] - 3),
    )


def _barrier_truth(place: int, number: int, who: Ints, world: World) -> BarrierTruth:
    barrier: Barrier = BARRIERS[place]
    kind, stage = SEGMENTS[number], STAGES.index(barrier.stage)
    there = who[world.facts.reached[who, stage]]
    met = world.walks.met[there, place]
    went_on, instead = world.facts.forward[there, stage], world.instead[place][there]
    with_it = float(went_on[met].mean()) if met.any() else None
    without = float(went_on[~met].mean()) if (~met).any() else None
    effect = _mean(went_on[met].astype(float) - instead[met])
    return BarrierTruth(
        id=barrier.id,
        stage=barrier.stage,
        touchpoint=world.words.one(f"touchpoint.{barrier.touchpoint}"),
        kind=barrier.kind,
        main=barrier.id in kind.main_barriers,
        met=int(met.sum()),
        reach=int(met.sum()) / max(1, len(who)),
        reach_in_stage=_mean(met),
        conversion_with=with_it,
        conversion_without=without,
        difference=None if with_it is None or without is None else with_it - without,
        causal_effect=effect,
        lost_by_it=-effect * int(met.sum()),
        leave_odds_factor=barrier.leave.get(kind.id, 1.0),
        rating_drop=barrier.drop,
    )


def _channels(who: Ints, world: World) -> list[ChannelTruth]:
    goal, first = paid(world.walks), world.walks.first
    truths = []
    for touchpoint, channel in ENTRY_CHANNEL.items():
        came = who[first[who] == CODE[touchpoint]]
        truths.append(
            ChannelTruth(
                id=channel,
                title=world.words.one(f"channel.{channel}"),
                customers=len(came),
                share=len(came) / max(1, len(who)),
                outcome=outcome(goal[came], world.facts.lost[came]),
                conversion=_mean(goal[came]),
                leave_odds_factor=CHANNEL_LEAVE[channel],
                **asdict(channel_effect(touchpoint, world.walks, world.avoiding[touchpoint], who)),
            )
        )
    return truths


def planted_parameters(words: Words) -> dict[str, Any]:
    """The numbers of `world.py` that a reader may want beside the measured ones."""
    return {
        "stages": list(STAGES),
        "touchpoints": {name: words.one(f"touchpoint.{name}") for name in TOUCHPOINTS},
        "segments": {
            kind.id: {
                "share": kind.share,
                "emotion_before_barriers": kind.emotion,
                "lowest_stage": kind.lowest_stage,
                "main_barriers": list(kind.main_barriers),
                "entry": kind.entry,
                "age": list(kind.ages),
                "household": list(kind.household),
            }
            for kind in SEGMENTS
        },
        "desired_path": desired_path(words),
    }


def _mean(values: "npt.NDArray[Any]") -> float:
    return float(values.mean()) if len(values) else 0.0
