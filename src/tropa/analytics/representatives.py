"""Representative journeys: few real paths that stand for all, and how well they do.

Repeats in a row count as one touchpoint; paths are compared by the Indel distance as a share of both lengths
(`path_distance`). The representatives are medoids, actual paths (`medoids`); where there are too many different paths
for all pairs to be compared, medoids of groups by n-grams (`ngram_groups`). Either way every journey is then measured
against them exactly. As few are taken as cover the share asked for, after Gabadinho and Ritschard (Searching for
typical life trajectories, 2013): a journey is covered when it lies within the radius of its representative.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from tropa.analytics.answer import TableAnswer, sentences
from tropa.analytics.medoids import next_medoid, swap_medoids
from tropa.analytics.ngram_groups import ngram_medoids
from tropa.analytics.path_distance import distance_matrix, distances_to, matrix_work, support
from tropa.analytics.path_groups import PathGroups, cut_paths, group_paths, paths_of, side_by_side, sorted_groups
from tropa.errors import QuestionError
from tropa.journeys.block import F64, I64, UNKNOWN, Block, Journeys
from tropa.kit.locale import Language, number_text, percent_text

MOST_PATHS = 10_000  # different paths of which all pairs are compared: 200 MB
MOST_WORK = 2_000_000_000  # steps of comparing, about 10 s
MOST = 20  # representatives of a segment
Method = Literal["medoids", "ngrams"]


@dataclass(frozen=True)
class Representative:
    """A path that `count` journeys are nearest to, `exact` of them the very same.

    `share` is of the segment's journeys, `covered` the share of the `count` within the radius, `distance` their mean
    distance, 0…1. `support` says for each touchpoint of the path which share of the `count` has it too, in this order
    (by a longest common subsequence); `prototype` is the path's touchpoints that at least half of them have.
    """

    path: tuple[str, ...]
    prototype: tuple[str, ...]
    support: tuple[float, ...]
    count: int
    share: float
    exact: int
    covered: float
    distance: float


@dataclass(frozen=True)
class Represented:
    """The representatives of a segment (None: of all journeys), those of most journeys first.

    `paths` different paths were compared. `coverage` is the share of journeys within the radius of their
    representative, `distance` the mean distance to it, `gain` by how much that is less than to the best single path.
    """

    segment: str | None
    journeys: int
    paths: int
    method: Method
    coverage: float
    distance: float
    gain: float
    representatives: tuple[Representative, ...]


@dataclass(frozen=True)
class RepresentativesAnswer(TableAnswer):
    """The representatives of every segment, or of all journeys together."""

    segments: tuple[Represented, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a representative."""
        return [
            {
                "segment": group.segment,
                "path": " > ".join(one.path),
                "count": one.count,
                "share": one.share,
                "exact": one.exact,
                "covered": one.covered,
                "distance": one.distance,
            }
            for group in self.segments
            for one in group.representatives
        ]


@dataclass(frozen=True)
class CountedPaths:
    """Different paths, and for each how many journeys of each segment took it: (paths, segments), last without one."""

    paths: PathGroups
    members: I64


RepresentativesPartial = tuple[CountedPaths, ...]  # paths may repeat from one to the next


@dataclass(frozen=True)
class RepresentativesQuestion:
    """Which few paths stand for all.

    `k` says how many; left out, as few as bring the share `cover` of the journeys within `radius`, at most `most`.
    `by_segment` looks at each segment by itself. `max_length` compares the first so many touchpoints only. Empty
    journeys are left out.
    """

    k: int | None = None
    cover: float = 0.8
    radius: float = 0.3
    most: int = 8
    by_segment: bool = False
    max_length: int | None = None

    def __post_init__(self) -> None:
        for name, number in (("k", self.k), ("most", self.most)):
            if number is not None and not 1 <= number <= MOST:
                raise QuestionError("analytics.out_of_range", name=name, value=number, allowed=f"1…{MOST}")
        for name, share in (("cover", self.cover), ("radius", self.radius)):
            if not 0 <= share <= 1:
                raise QuestionError("analytics.out_of_range", name=name, value=share, allowed="0…1")
        if self.max_length is not None and self.max_length < 1:
            raise QuestionError("analytics.not_positive", name="max_length", value=self.max_length)

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        facts = {
            "radius": percent_text(self.radius, language),
            "cover": percent_text(self.cover, language),
            "n": self.most if self.k is None else self.k,
            "paths": number_text(MOST_PATHS, language),
        }
        clauses: list[tuple[str, dict[str, object]]] = [("representatives.distance", {})]
        if self.max_length is not None:
            clauses.append(("variants.first", {"n": self.max_length}))
        clauses += [("representatives.chosen" if self.k is None else "representatives.k", {**facts})]
        if self.by_segment:
            clauses.append(("representatives.by_segment", {}))
        return sentences(language, *clauses, ("representatives.coverage", {**facts}), ("representatives.prototype", {}))

    def partial(self, block: Block, journeys: Journeys) -> RepresentativesPartial:
        """The different paths of one block."""
        offsets, codes = cut_paths(block.offsets, block.touchpoint, True, self.max_length)
        paths, group = group_paths(paths_of(offsets, codes))
        columns = len(journeys.vocabulary.segments) + 1 if self.by_segment else 1
        segment = np.where(block.segment == UNKNOWN, columns - 1, block.segment) if self.by_segment else 0
        place = group.astype(np.int64) * columns + segment
        members = np.bincount(place, minlength=len(paths.count) * columns).reshape(-1, columns)
        return (CountedPaths(paths.compact(), members.astype(np.int64)),)

    def merge(self, left: RepresentativesPartial, right: RepresentativesPartial) -> RepresentativesPartial:
        """Both side by side."""
        return left + right

    def answer(self, partial: RepresentativesPartial, journeys: Journeys) -> RepresentativesAnswer:
        """The representatives of each segment that has journeys."""
        counted = _ordered(_together(partial), journeys.vocabulary.touchpoints)
        names: tuple[str | None, ...] = (*journeys.vocabulary.segments, None) if self.by_segment else (None,)
        groups = [
            self._represented(name, counted.paths, counted.members[:, column], journeys)
            for column, name in enumerate(names)
            if counted.members[:, column].any()
        ]
        return RepresentativesAnswer(journeys.count, self.definition_in("en"), self, tuple(groups))

    def _represented(self, segment: str | None, paths: PathGroups, members: I64, journeys: Journeys) -> Represented:
        taken = np.flatnonzero(members)
        paths, weight = paths.of(taken).compact(), members[taken]
        method: Method = "medoids" if len(taken) <= MOST_PATHS and matrix_work(paths) <= MOST_WORK else "ngrams"
        total, most = int(weight.sum()), min(self.k or self.most, len(taken))
        distance, single = np.zeros((0, 0)), np.inf
        medoids = np.zeros(0, np.int64)
        for medoids in _sets(method, paths, weight, most):
            distance = distances_to(paths, medoids)
            nearest = distance.min(axis=1)
            single = min(single, float(weight @ nearest) / total) if len(medoids) == 1 else single
            if self.k is None and weight[nearest <= self.radius].sum() >= self.cover * total:
                break
        mean = float(weight @ distance.min(axis=1)) / total
        found = sorted(
            self._described(paths, weight, medoids, distance, journeys), key=lambda one: (-one.count, one.path)
        )
        return Represented(
            segment=segment,
            journeys=total,
            paths=len(taken),
            method=method,
            coverage=int(weight[distance.min(axis=1) <= self.radius].sum()) / total,
            distance=mean,
            gain=1 - mean / single if single else 0.0,
            representatives=tuple(sorted(found, key=lambda one: (-one.count, one.path))),
        )

    def _described(
        self, paths: PathGroups, weight: I64, medoids: I64, distance: F64, journeys: Journeys
    ) -> Iterator[Representative]:
        names, total, nearest = journeys.vocabulary.touchpoints, int(weight.sum()), distance.argmin(axis=1)
        for g, m in enumerate(medoids.tolist()):
            mine = np.flatnonzero(nearest == g)
            count, far = int(weight[mine].sum()), distance[mine, g]
            codes = paths.codes[paths.start[m] : paths.start[m] + paths.length[m]].tolist()
            path = tuple(names[code] for code in codes)
            those = np.append(mine, m)
            kept = support(paths.of(those), np.append(weight[mine], 0), len(mine)).tolist()
            yield Representative(
                path=path,
                prototype=tuple(name for name, n in zip(path, kept, strict=True) if 2 * n >= count),
                support=tuple(n / count for n in kept),
                count=count,
                share=count / total,
                exact=int(weight[m]),
                covered=int(weight[mine[far <= self.radius]].sum()) / count,
                distance=float(weight[mine] @ far) / count,
            )


def _sets(method: Method, paths: PathGroups, weight: I64, most: int) -> Iterator[I64]:
    """The best medoids found of each number from 1 to `most`."""
    if method == "ngrams":
        yield from (ngram_medoids(paths, weight, k) for k in range(1, most + 1))
        return
    matrix = distance_matrix(paths)
    medoids = np.zeros(0, np.int64)
    for _ in range(most):
        medoids = swap_medoids(matrix, weight, np.append(medoids, next_medoid(matrix, weight, medoids)))
        yield medoids


def _together(parts: RepresentativesPartial) -> CountedPaths:
    """Equal paths of all parts as one; the empty path is left out."""
    paths, group = group_paths(side_by_side([part.paths for part in parts]))
    members = np.zeros((len(paths.count), parts[0].members.shape[1]), np.int64)
    np.add.at(members, group, np.concatenate([part.members for part in parts]))
    full = np.flatnonzero(paths.length)
    return CountedPaths(paths.of(full), members[full])


def _ordered(counted: CountedPaths, names: tuple[str, ...]) -> CountedPaths:
    """The paths most taken first, ties in the order of their names, so that nothing hangs on how blocks were cut."""
    rank = np.argsort(np.argsort(np.array(names, object))) if names else np.zeros(0, np.int64)
    order = sorted_groups(counted.paths, rank, None)
    return CountedPaths(counted.paths.of(order), counted.members[order])
