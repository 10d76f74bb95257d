"""The emotion line: smooth, never beyond its points, broken where nothing is known."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.model.map_builder import point
from tropa.formats.html.curve import Frame, band_path, extremes, frame_for, line_path, runs, series_paths, spaced

heights = st.lists(st.floats(0, 300), min_size=2, max_size=8)


def numbers(path: str) -> list[tuple[float, float]]:
    found = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(found[::2], found[1::2], strict=True))


@given(heights)
def test_the_line_never_goes_beyond_the_two_points_it_joins(ys: list[float]) -> None:
    points = [(float(x), y) for x, y in enumerate(ys)]
    drawn = numbers(line_path(points))
    for segment, (low, high) in enumerate(pairwise(ys)):
        for _, y in drawn[1 + 3 * segment : 4 + 3 * segment]:
            assert min(low, high) - 0.02 <= y <= max(low, high) + 0.02


@given(heights)
def test_the_line_goes_through_every_point(ys: list[float]) -> None:
    drawn = numbers(line_path([(float(x), y) for x, y in enumerate(ys)]))
    assert [round(y, 1) for _, y in drawn[::3]] == [round(round(y, 2), 1) for y in ys]


def test_a_gap_breaks_the_line() -> None:
    points = {"a": point("a", 1), "b": point("b", None), "c": point("c", -1), "d": point("d", 0)}
    line, _ = series_paths(points, ["a", "b", "c", "d"], Frame(0, 0))
    assert line.count("M") == 2


def test_the_band_breaks_where_the_interval_is_unknown() -> None:
    points = {n: point(n, 0, low=-1, high=1) for n in "abde"} | {"c": point("c", 0)}
    line, band = series_paths(points, list("abcde"), Frame(0, 0))
    assert line.count("M") == 1
    assert band.count("Z") == 2


def test_one_point_has_no_band() -> None:
    assert band_path([(0, 1)], [(0, 0)]) == ""


def test_runs_are_unbroken_stretches() -> None:
    assert runs([None, 1, 2, None, None, 3, None]) == [[1, 2], [5]]


def test_lows_and_highs_are_where_the_line_turns() -> None:
    values = {"a": 0.0, "b": 1.0, "c": 0.5, "d": -1.0, "e": 0.0}
    points = {name: point(name, value) for name, value in values.items()}
    assert extremes(points, list("abcde")) == {"a", "b", "d", "e"}


def test_the_box_grows_for_a_label_at_the_top() -> None:
    high = point("a", 1.9, label="a long thing that somebody said about us yesterday")
    assert frame_for([high], {"a"}).top > frame_for([high], set()).top


@given(st.lists(st.floats(0, 500), max_size=6))
def test_labels_are_moved_apart(wanted: list[float]) -> None:
    placed = sorted(spaced(wanted, 20))
    assert all(after - before >= 20 - 1e-6 for before, after in pairwise(placed))
