"""Variants: the whole paths customers took, the most frequent first, and how few of them tell most of the story."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.lengths import TimeSummary, tally
from tropa.analytics.path_groups import PathGroups, cut_paths, group_paths, paths_of, side_by_side, sorted_groups
from tropa.errors import QuestionError
from tropa.journeys.block import I32, I64, Block, Journeys
from tropa.kit.locale import Language, text

REACHED = (0.5, 0.8, 0.9, 0.95, 0.99)  # shares of all journeys
_BESIDE = 1 << 24  # touchpoints of paths that may wait unmerged


@dataclass(frozen=True)
class Variant:
    """A path, the journeys that took it, their share of all, and the time from their first event to their last."""

    path: tuple[str, ...]
    count: int
    share: float
    time: TimeSummary


@dataclass(frozen=True)
class OtherVariants:
    """What the answer leaves out: how many variants, their journeys and share."""

    variants: int
    count: int
    share: float


@dataclass(frozen=True)
class Coverage:
    """The `variants` most frequent variants hold this share of all journeys."""

    variants: int
    share: float


@dataclass(frozen=True)
class VariantsAnswer(TableAnswer):
    """Variants by falling count, ties in the order of the touchpoints' names.

    `other` is the exact remainder, `total` the number of variants in all. `coverage` is the curve at 1, 2, 5, 10, 20,
    50, … variants and at all of them; `reaching` is read the other way: the fewest variants that hold 50, 80, 90, 95
    and 99 % of the journeys. `once` variants were taken by a single journey. `unseen` is the probability that the next
    journey takes a variant that is not here yet, by Good and Turing (Good, Biometrika 1953): `once` / journeys.
    """

    variants: tuple[Variant, ...]
    other: OtherVariants
    total: int
    coverage: tuple[Coverage, ...]
    reaching: tuple[Coverage, ...]
    once: int
    unseen: float | None

    def rows(self) -> list[dict[str, Any]]:
        """One row a variant, times in seconds."""
        return [
            {
                "path": " > ".join(variant.path),
                "count": variant.count,
                "share": variant.share,
                "mean": variant.time.mean,
                "median": variant.time.median,
                "p95": variant.time.p95,
            }
            for variant in self.variants
        ]

    def left_out_in(self, language: Language) -> str:
        """How many variants were left out, with their journeys."""
        if not self.other.variants:
            return ""
        return text("analytics", "table.other_variants", language, n=self.other.variants, count=self.other.count)


@dataclass(frozen=True)
class TimedPaths:
    """Distinct paths; for each journey the number of its path, and the time from its first event to its last, µs.

    Only the variants that are listed are timed, so what a journey keeps is 12 bytes.
    """

    paths: PathGroups
    group: I32
    lasted: I64


VariantsPartial = tuple[TimedPaths, ...]  # paths may repeat from one to the next


@dataclass(frozen=True)
class VariantsQuestion:
    """Which whole paths journeys took.

    Journeys are of one variant when their touchpoints are equal one by one. `collapse_loops` first makes repeats in
    a row one touchpoint; `max_length` then compares the first so many touchpoints only. `top` limits how many
    variants are listed, never what is counted. The path of an empty journey is empty.
    """

    top: int | None = None
    collapse_loops: bool = False
    max_length: int | None = None

    def __post_init__(self) -> None:
        for name, value in (("top", self.top), ("max_length", self.max_length)):
            if value is not None and value < 1:
                raise QuestionError("analytics.not_positive", name=name, value=value)

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        clauses: list[tuple[str, dict[str, object]]] = [("variants.equal", {})]
        if self.collapse_loops:
            clauses.append(("variants.collapsed", {}))
        if self.max_length is not None:
            clauses.append(("variants.first", {"n": self.max_length}))
        return sentences(language, *clauses, ("variants.time", {}), ("variants.coverage", {}))

    def partial(self, block: Block, journeys: Journeys) -> VariantsPartial:  # noqa: ARG002
        """The distinct paths of one block."""
        offsets, codes = cut_paths(block.offsets, block.touchpoint, self.collapse_loops, self.max_length)
        paths, group = group_paths(paths_of(offsets, codes))
        return (TimedPaths(paths.compact(), group, _durations(block)),)

    def merge(self, left: VariantsPartial, right: VariantsPartial) -> VariantsPartial:
        """Both side by side; once what is side by side outgrows the largest part, equal paths are brought together."""
        parts = sorted(left + right, key=lambda part: -len(part.paths.codes))
        beside = sum(len(part.paths.codes) for part in parts[1:])
        return (_together(parts),) if beside > max(_BESIDE, len(parts[0].paths.codes)) else tuple(parts)

    def answer(self, partial: VariantsPartial, journeys: Journeys) -> VariantsAnswer:
        """The variants, most frequent first."""
        names = journeys.vocabulary.touchpoints
        rank = np.argsort(np.argsort(np.array(names, object))) if names else np.zeros(0, np.int64)
        merged = _together(list(partial))
        journeys_in = int(merged.paths.count.sum())
        total = max(journeys_in, 1)
        chosen = sorted_groups(merged.paths, rank, self.top)
        place = np.full(len(merged.paths.count), -1)
        place[chosen] = np.arange(len(chosen))
        times = tally(place[merged.group], merged.lasted, len(chosen)).summaries()
        paths = merged.paths.of(chosen)
        listed = []
        for g, (start, length, count) in enumerate(
            zip(paths.start.tolist(), paths.length.tolist(), paths.count.tolist(), strict=True)
        ):
            path = tuple(names[code] for code in paths.codes[start : start + length].tolist())
            listed.append(Variant(path, count, count / total, times[g]))
        rest, once = journeys_in - sum(variant.count for variant in listed), int((merged.paths.count == 1).sum())
        return VariantsAnswer(
            journeys_in,
            self.definition_in("en"),
            self,
            tuple(listed),
            OtherVariants(len(place) - len(listed), rest, rest / total),
            len(place),
            *_coverage(merged.paths, total),
            once,
            once / journeys_in if journeys_in else None,
        )


def _together(parts: list[TimedPaths]) -> TimedPaths:
    """Equal paths of all parts as one."""
    if len(parts) == 1:
        return parts[0]
    paths, joint = group_paths(side_by_side([part.paths for part in parts]))
    firsts = np.cumsum([0] + [len(part.paths.count) for part in parts])
    group = np.concatenate([joint[part.group + first] for part, first in zip(parts, firsts, strict=False)])
    return TimedPaths(paths.compact(), group, np.concatenate([part.lasted for part in parts]))


def _durations(block: Block) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """For each journey the time from its first event to its last, µs; 0 for an empty one."""
    lengths = np.zeros(block.journeys, np.int64)
    full = np.flatnonzero(np.diff(block.offsets))
    lengths[full] = block.time[block.offsets[full + 1] - 1] - block.time[block.offsets[full]]
    return lengths


def _coverage(paths: PathGroups, total: int) -> tuple[tuple[Coverage, ...], tuple[Coverage, ...]]:
    """The curve at round numbers of variants, and the numbers of variants at round shares."""
    held = np.cumsum(np.sort(paths.count)[::-1])
    at = [step * 10**power for power in range(7) for step in (1, 2, 5)]
    at = [k for k in at if k < len(held)] + [len(held)]
    needed = [int(np.searchsorted(held / total, share)) + 1 for share in REACHED] if len(held) else []
    curve, reaching = (tuple(Coverage(k, int(held[k - 1]) / total) for k in ks if k) for ks in (at, needed))
    return curve, reaching
