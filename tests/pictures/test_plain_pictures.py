"""Bars, funnel, heat map, cohorts, forest, curve and figures: lengths from zero, sums, intervals and order kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.pictures.boxes import off_the_page, words_over_words
from tests.pictures.shop import answers
from tropa.analytics.funnel import FunnelAnswer
from tropa.analytics.step_matrix import StepMatrixAnswer
from tropa.pictures.answers.amounts import funnel_picture
from tropa.pictures.answers.movement import step_heat_map
from tropa.pictures.bars import Amount, bars
from tropa.pictures.cohorts import CohortRow, Share, cohorts
from tropa.pictures.curve import Axes, Reading, Series, curve
from tropa.pictures.figures import Number, figures
from tropa.pictures.forest import Finding, Panel, forest
from tropa.pictures.funnel import Level, funnel
from tropa.pictures.heat_map import Row, heat_map
from tropa.pictures.page import Geometry, Heading, draw

HEADING = Heading("t", "n = 1", (), "d", "en")
shares = st.floats(0, 1)


def drawn_well(picture: Geometry) -> None:
    scene = draw(picture)
    assert off_the_page(scene) == []
    assert list(words_over_words(scene)) == []


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), shares), max_size=12))
def test_bars_begin_at_one_zero_and_are_proportional(values: list[tuple[str, float]]) -> None:
    picture = bars(
        [Amount(name, value, f"{value:.2f}", value / 2, min(value * 2, 1)) for name, value in values], HEADING
    )
    drawn_well(picture)
    assert len({bar.x for bar in picture.bars}) <= 1
    longest, most = max([b.width for b in picture.bars] or [0]), max([value for _, value in values] or [0]) or 1
    assert all(abs(bar.width - longest * v / most) < 1e-6 for bar, (_, v) in zip(picture.bars, values, strict=True))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 10**6), max_size=8))
def test_funnel_bars_are_proportional_to_what_reaches_them(reached: list[int]) -> None:
    picture = funnel([Level(f"Step {k}", n, f"{n}", "x dropped" if k else "") for k, n in enumerate(reached)], HEADING)
    drawn_well(picture)
    most = max([1, *reached])
    longest = max((bar.width for bar in picture.bars), default=0.0)
    assert all(abs(bar.width - longest * bar.reached / most) < 1e-6 for bar in picture.bars if max(reached) > 0)


def test_funnel_says_what_dropped_off_and_for_whom_the_step_was_optional() -> None:
    answer = answers()["funnel"]
    assert isinstance(answer, FunnelAnswer)
    picture = funnel_picture(answer, "en")
    assert [bar.reached for bar in picture.bars] == [step.reached for step in answer.steps]
    assert picture.bars[1].lines == ("site (optional)",)
    assert f"{answer.steps[2].dropped} dropped off" in picture.bars[2].between


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(shares, min_size=3, max_size=3), min_size=1, max_size=8))
def test_cells_lie_in_their_rows_and_columns(table: list[list[float]]) -> None:
    rows = [Row(f"row {k}", "", tuple(row), tuple(f"{share:.0%}" for share in row)) for k, row in enumerate(table)]
    picture = heat_map(rows, ["1", "2", "3"], HEADING)
    drawn_well(picture)
    assert [[cell.share for cell in picture.cells if cell.row == k] for k in range(len(table))] == table
    assert len({cell.x for cell in picture.cells}) == 3
    assert len({cell.y for cell in picture.cells}) == len(table)


@pytest.mark.parametrize("name", ["step_matrix", "step_matrix_around"])
@pytest.mark.parametrize("most", [2, 16])
def test_every_column_of_the_step_heat_map_is_all_journeys(name: str, most: int) -> None:
    answer = answers()[name]
    assert isinstance(answer, StepMatrixAnswer)
    picture = step_heat_map(answer, "en", most)
    for column in range(len(answer.positions)):
        assert sum(cell.share for cell in picture.cells if cell.column == column) == pytest.approx(1)


def test_a_cohort_whose_time_is_not_up_has_no_cell() -> None:
    row = CohortRow("May", "9", (Share(0.5, "50%"), Share(0.2, "20%", partly=True), None))
    picture = cohorts(
        CohortRow("all", "9", (Share(0.4, "40%", low=0.3, high=0.5, detail="30–50"), None, None)), [row], "abc", HEADING
    )
    drawn_well(picture)
    assert [(cell.column, cell.partly) for cell in picture.cells] == [(0, False), (1, True)]
    assert picture.whole[0].y + picture.whole[0].height == pytest.approx(picture.base)


findings = st.builds(
    Finding,
    name=st.text("abc ", min_size=1, max_size=60),
    detail=st.just("n = 9"),
    text=st.just("1.0"),
    value=st.one_of(st.none(), st.floats(-3, 3)),
    low=st.floats(-100, -3),
    high=st.floats(3, float("inf")),
    found=st.booleans(),
)


@settings(max_examples=20, deadline=None)
@given(st.lists(findings, max_size=6))
def test_intervals_stay_on_the_axis_and_say_where_they_are_cut(rows: list[Finding]) -> None:
    picture = forest([Panel("p", tuple(rows), -4.0, 4.0, ((-2.0, "−2"), (0.0, "0"), (2.0, "2")))], HEADING)
    drawn_well(picture)
    for row, asked in zip(picture.panels[0].rows, rows, strict=True):
        if asked.value is None:
            assert row.x is None
        else:
            assert picture.left <= row.low_x <= row.x <= row.high_x <= picture.right  # type: ignore[operator]
            assert (row.cut_low, row.cut_high) == (asked.low < -4, asked.high > 4)


AXES = Axes((0, 10), (0, 1), ((0, "0"), (5, "5"), (10, "10")), ((0, "0%"), (1, "100%")))


@settings(max_examples=20, deadline=None)
@given(st.lists(st.one_of(st.none(), shares), min_size=1, max_size=10), st.booleans())
def test_a_curve_has_a_gap_where_nothing_is_known_and_its_band_around_it(
    values: list[float | None], stepped: bool
) -> None:
    readings = tuple(
        Reading(float(k), v, None if v is None else v / 2, None if v is None else (1 + v) / 2)
        for k, v in enumerate(values)
    )
    axes = Axes((0, 10), (0, 1), AXES.x_ticks, AXES.y_ticks, stepped=stepped, smooth=not stepped)
    picture = curve([Series("line", "50%", readings, ("9", "5", "1"))], axes, HEADING)
    drawn_well(picture)
    known = "".join("." if value is None else "x" for value in values)
    assert len(picture.lines[0].stretches) == len(picture.lines[0].bands) == len(known.replace(".", " ").split())
    for line in picture.lines[0].stretches:
        assert all(picture.left <= x <= picture.right and picture.top <= y <= picture.bottom for x, y in line)


def test_names_of_lines_that_end_together_do_not_lie_over_each_other() -> None:
    lines = [Series(f"line {k}", "50%", (Reading(0, 0.5), Reading(10, 0.5))) for k in range(6)]
    drawn_well(curve(lines, AXES, HEADING))


def test_figures_stand_in_rows_of_four() -> None:
    picture = figures([Number(f"number {k}", "12", "(10–14)") for k in range(6)], HEADING)
    drawn_well(picture)
    assert [figure.y for figure in picture.figures] == sorted(figure.y for figure in picture.figures)
    assert len({figure.y for figure in picture.figures}) == 2
