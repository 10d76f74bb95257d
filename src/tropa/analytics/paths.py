"""Paths: where customers go from a touchpoint, how they come to one, or how they get from one to another.

The tree keeps what came before, the step picture (a Sankey) forgets it: both are of the same paths, and every level
of either has its exact remainder, so what flows into a node flows out of it, ends there or goes on beyond the picture.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tropa.analytics.answer import TableAnswer, length_text, sentences
from tropa.analytics.flow import START
from tropa.analytics.path_nodes import OTHER, Drawing, PathNode, StepLink, StepNode
from tropa.analytics.path_stretches import By, Choice, Which, stretches_of
from tropa.analytics.path_tree import PathTree, together, tree_of
from tropa.analytics.session_cut import GAP
from tropa.errors import QuestionError
from tropa.journeys.block import Block, Journeys
from tropa.journeys.pattern import pattern
from tropa.kit.locale import Language

MOST_STEPS = 100
_BY = ("customer", "journey", "session", "occurrence")
_WHICH = ("first", "last")


@dataclass(frozen=True)
class PathsAnswer(TableAnswer):
    """Paths as a tree and as a step picture.

    `paths` of `customers` customers were followed; `without` units have nothing to count from and `unreached` never
    get to the end. Both lists of the picture are in order of steps, then by falling count, (other) last.
    """

    paths: int
    customers: int
    without: int
    unreached: int
    tree: PathNode
    nodes: tuple[StepNode, ...]
    links: tuple[StepLink, ...]

    def rows(self) -> list[dict[str, Any]]:
        """One row a node of the tree, depth first, then the remainder below it; times in seconds."""
        return list(_rows(self.tree, "", max(self.paths, 1)))


@dataclass(frozen=True)
class PathsQuestion:
    """Where paths lead from, to or between touchpoints, in at most `steps` steps.

    With `start`, any of these touchpoints, or `pattern` (see `journeys.pattern`; the event it is met at), paths are
    what comes after it; with `end` alone what comes before it; with both, what comes after the start up to the next
    end. With neither they begin with the first event.

    `by` says whose paths count: one a customer, a journey or a session (`session_gap` µs of silence apart), and then
    the `which`, first or last, occurrence that has a path; or every occurrence. `within` (µs) ends a path where more
    time than that lies between an event and the one it is counted from; between two touchpoints the end must come by
    then. `top` lists so many touchpoints at each step and below each node. `collapse_loops` first makes repeats in a
    row one touchpoint.
    """

    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    steps: int = 5
    top: int | None = 5
    by: By = "customer"
    which: Which = "first"
    collapse_loops: bool = False
    session_gap: int = GAP
    within: int | None = None
    pattern: str | None = None

    def __post_init__(self) -> None:
        if self.pattern is not None:
            if self.start:
                raise QuestionError("analytics.start_and_pattern", value=", ".join(self.start), pattern=self.pattern)
            pattern(self.pattern)
        if not 1 <= self.steps <= MOST_STEPS:
            raise QuestionError("analytics.steps_out_of_range", value=self.steps, allowed=f"1…{MOST_STEPS}")
        for name, value in (("top", self.top), ("session_gap", self.session_gap)):
            if value is not None and value < 1:
                raise QuestionError("analytics.not_positive", name=name, value=value)
        if self.within is not None and self.within < 0:
            raise QuestionError("analytics.negative_length", name="within", value=self.within)
        for name, choice, allowed in (("by", self.by, _BY), ("which", self.which, _WHICH)):
            if choice not in allowed:
                raise QuestionError("analytics.unknown_choice", name=name, value=choice, allowed=", ".join(allowed))

    @property
    def backward(self) -> bool:
        """Whether paths are read from their end back."""
        return bool(self.end) and self._start is None

    @property
    def _start(self) -> str | None:
        """What paths run from, in words; None for the beginning."""
        return self.pattern or " | ".join(self.start) or None

    def definition_in(self, language: Language) -> str:
        """What is counted, in a language."""
        kind = ("between" if self.end else "after") if self._start else "before" if self.end else "beginning"
        names = {"start": self._start, "end": " | ".join(self.end)}
        clauses: list[tuple[str, dict[str, object]]] = [
            (f"paths.{kind}", {**names, "n": self.steps}),
            (f"paths.by_{self.by}", {"gap": length_text(self.session_gap, language)}),
        ]
        if self.by != "occurrence" and kind != "beginning":
            clauses.append((f"paths.{self.which}", {}))
        if self.within is not None:
            clauses.append(("paths.within", {"length": length_text(self.within, language)}))
        if self.collapse_loops:
            clauses.append(("variants.collapsed", {}))
        return sentences(language, *clauses, ("paths.remainder", {}))

    def partial(self, block: Block, journeys: Journeys) -> PathTree:
        """The tree of one block."""
        searched = None if self.pattern is None else pattern(self.pattern)
        choice = Choice(
            self.start, self.end, self.by, self.which, self.collapse_loops, self.session_gap, self.within, searched
        )
        return tree_of(stretches_of(block, choice, journeys.vocabulary), self.steps)

    def merge(self, left: PathTree, right: PathTree) -> PathTree:
        """Both together."""
        return together(left, right)

    def answer(self, partial: PathTree, journeys: Journeys) -> PathsAnswer:
        """The tree and the step picture, most frequent first."""
        root = " | ".join(self.end) if self.backward else self._start or START
        drawn = Drawing(partial, journeys.vocabulary.touchpoints, root, self.top, -1 if self.backward else 1)
        nodes, links = drawn.picture()
        return PathsAnswer(
            journeys.count,
            self.definition_in("en"),
            self,
            paths=partial.paths,
            customers=partial.customers,
            without=partial.without,
            unreached=partial.unreached,
            tree=drawn.tree(),
            nodes=nodes,
            links=links,
        )


def _rows(node: PathNode, before: str, paths: int) -> Iterator[dict[str, Any]]:
    path = f"{before} > {node.touchpoint}" if before else node.touchpoint
    yield {
        "step": node.step,
        "path": path,
        "count": node.count,
        "share": node.share,
        "low": node.interval and node.interval.low,
        "high": node.interval and node.interval.high,
        "customers": node.customers,
        "mean": node.mean,
        "ended": node.ended,
        "further": node.further,
    }
    for child in node.children:
        yield from _rows(child, path, paths)
    if node.other.count:
        rest = {"path": f"{path} > {OTHER}", "count": node.other.count, "share": node.other.count / paths}
        rest |= {"low": None, "high": None}
        yield {"step": node.other.step, **rest, "customers": None, "mean": None, "ended": None, "further": None}
