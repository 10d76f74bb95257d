"""Alignments against all runs of a path tried one by one."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analytics import conformance_oracle as oracle
from tropa.analytics.conformance_alignment import Aligned, Kind, align, automaton
from tropa.analytics.desired_path import DesiredPath, parse_desired_path

CODES = {name: code for code, name in enumerate("abcde")}


def aligned(path: DesiredPath, traces: Sequence[str]) -> tuple[Aligned, list[list[int]]]:
    """The alignment of each trace, and its labels apart."""
    codes = np.array([CODES[name] for trace in traces for name in trace], np.uint16)
    length = np.array([len(trace) for trace in traces], np.int64)
    start = np.cumsum(length) - length
    found = align(codes, start, length, automaton(path, CODES, len(CODES)))
    labels = [found.label[s : s + n].tolist() for s, n in zip(start, length, strict=True)]
    return found, labels


def deviations(path: DesiredPath, trace: str) -> list[tuple[Kind, object]]:
    """What an alignment calls each event that does no step, and each step not done."""
    found, (labels,) = aligned(path, [trace])
    model = automaton(path, CODES, len(CODES))
    named: list[tuple[Kind, object]] = []
    for label in labels:
        if label >= 0:
            kind, place = model.deviation(label)
            named.append((kind, "abcde"[place] if kind >= Kind.EXTRA else path.steps[place].name))
    named += [(Kind.SKIPPED, path.steps[s].name) for s in np.flatnonzero(found.skipped[0] >= 0)]
    return named + ([(Kind.STOPPED, path.steps[found.stopped[0]].name)] if found.stopped[0] >= 0 else [])


@settings(max_examples=150, deadline=None)
@given(oracle.desired_paths, st.lists(st.text("abcd", max_size=5), min_size=1, max_size=4))
def test_the_cost_is_the_least_of_all_runs(path: DesiredPath, traces: list[str]) -> None:
    found, _ = aligned(path, traces)
    assert found.cost.tolist() == [oracle.cost(path, trace) for trace in traces]


@settings(max_examples=100, deadline=None)
@given(oracle.desired_paths, st.text("abcd", max_size=5))
def test_what_is_done_is_done_by_its_event_in_an_allowed_order(path: DesiredPath, trace: str) -> None:
    found, (labels,) = aligned(path, [trace])
    done = oracle.steps_done(labels)
    for name, label in zip(trace, labels, strict=True):
        assert label >= 0 or name in path.steps[-1 - label].touchpoints
    missing = [s for s, step in enumerate(path.steps) if not step.optional and s not in done]
    assert oracle.may_be_done(path, done, missing)
    assert found.cost[0] == len(trace) - len(done) + len(missing)
    assert found.done[0] == len(done)


def test_a_path_of_single_steps_is_the_indel_distance() -> None:
    found, _ = aligned(parse_desired_path("a -> b -> c"), ["abc", "", "ac", "acb", "aabbcc", "ddd", "abcd"])
    assert found.cost.tolist() == [0, 3, 1, 2, 3, 6, 1]


@pytest.mark.parametrize(
    ("written", "trace", "expected"),
    [
        ("a -> b -> c", "ac", [(Kind.SKIPPED, "b")]),
        ("a -> b -> c", "adbc", [(Kind.EXTRA, "d")]),
        ("a -> b -> c", "abbc", [(Kind.REPEATED, "b")]),
        ("a -> b -> c", "abac", [(Kind.RETURNED, "a")]),
        ("a -> b -> c", "acb", [(Kind.OUT_OF_ORDER, "b")]),
        ("a -> b -> c -> d", "acbd", [(Kind.OUT_OF_ORDER, "b")]),
        ("a -> b -> c", "acbc", [(Kind.OUT_OF_ORDER, "c")]),
        ("a -> b -> c", "a", [(Kind.STOPPED, "b")]),
        ("a -> b -> c; never d", "abdc", [(Kind.FORBIDDEN, "d")]),
        ("a -> b? -> c", "ac", []),
        ("a -> b+ -> c", "abbbc", []),
        ("a -> b* -> c", "ac", []),
        ("a -> {b, c} -> d", "acbd", []),
        ("a -> {b, c?} -> d", "abd", []),
        ("a -> [b|c] -> d", "acd", []),
    ],
)
def test_deviations_are_called_by_their_names(written: str, trace: str, expected: list[tuple[Kind, str]]) -> None:
    assert deviations(parse_desired_path(written), trace) == expected


def test_a_skipped_step_points_at_the_event_that_came_instead() -> None:
    found, _ = aligned(parse_desired_path("a -> b -> c"), ["adc"])
    assert found.skipped.tolist() == [[-1, 2, -1]]
