"""Any answer, one side against the other."""

from typing import Any

import numpy as np
import pytest

from tests.journey_builder import journeys
from tropa.analytics.flow import FlowQuestion
from tropa.analytics.funnel import FunnelQuestion
from tropa.analytics.grouped import GroupedAnswer, InGroups
from tropa.analytics.sessions import SessionsQuestion
from tropa.analytics.side_by_side import SideBySideAnswer, SideDifference, side_by_side
from tropa.analytics.stage_summary import StageSummaryQuestion
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.journeys.block import Journeys
from tropa.journeys.select import select
from tropa.kit.locale import LANGUAGES
from tropa.statistics.proportion import newcombe

FUNNEL = FunnelQuestion(("ad", "pay"))


def grouped(question: Any, side: Journeys) -> GroupedAnswer:
    found: GroupedAnswer = ask(InGroups(question), side, workers=1)
    return found


def converting(successes: int, n: int, segment: str | None = None) -> tuple[list[list[tuple[str, int]]], list[str]]:
    written = [[("ad", 0), ("pay", 60)]] * successes + [[("ad", 0)]] * (n - successes)
    return written, [segment or "all"] * n


def side(*parts: tuple[int, int, str]) -> Journeys:
    written: list[list[tuple[str, int]]] = []
    segments: list[str] = []
    for successes, n, segment in parts:
        more, names = converting(successes, n, segment)
        written, segments = written + more, segments + names
    return journeys(written, goal=["pay"], segment=segments)


def of(answer: SideBySideAnswer, measure: str, row: str = "") -> SideDifference:
    return next(found for found in answer.differences if (found.measure, found.row) == (measure, row))


def clumsy(random: np.random.Generator, n: int, pace: float) -> Journeys:
    """Customers of very different habits: some look at one page, some at very many."""
    written = []
    for often in random.poisson(random.gamma(1, 4, n)) + 1:
        times = np.sort(random.exponential(pace * 40, often)).cumsum().astype(int)
        written.append([("page", int(second)) for second in times])
    return journeys(written)


def test_shares_are_newcombe_s() -> None:
    answer = side_by_side(grouped(FUNNEL, side((60, 200, "x"))), grouped(FUNNEL, side((30, 200, "x"))))
    found, expected = of(answer, "conversion"), newcombe(60, 200, 30, 200)
    assert expected is not None
    assert (found.difference.low, found.difference.high) == pytest.approx((expected.low, expected.high))
    assert found.notable
    assert (found.a, found.b) == (0.3, 0.15)


def test_a_reversed_difference_is_told_standardised() -> None:
    """Kidney stones (Charig et al. 1986): better in both segments, worse together."""
    a, b = side((81, 87, "small"), (192, 263, "large")), side((234, 270, "small"), (55, 80, "large"))
    segments = {
        name: (grouped(FUNNEL, select(a, segment=name)), grouped(FUNNEL, select(b, segment=name)))
        for name in ("small", "large")
    }
    found = of(side_by_side(grouped(FUNNEL, a), grouped(FUNNEL, b), segments=segments), "conversion")
    assert found.difference.value == pytest.approx(0.780 - 0.826, abs=1e-3)
    assert found.reversed
    assert found.standardised is not None
    assert found.standardised.value == pytest.approx((357 * (0.931 - 0.867) + 343 * (0.730 - 0.688)) / 700, abs=1e-3)
    assert found.told == found.standardised


def test_counts_and_medians_cover_their_truth_although_customers_differ_much() -> None:
    random = np.random.default_rng(1)
    whole = [grouped(FlowQuestion(), clumsy(random, 20_000, pace)) for pace in (1.3, 1.0)]
    covered = {"edges.count": 0, "edges.time.median": 0, "edges.time.mean": 0}
    truth = {measure: of(side_by_side(*whole), measure, "page > page").difference.value for measure in covered}
    for _ in range(250):
        answer = side_by_side(*(grouped(FlowQuestion(), clumsy(random, 150, pace)) for pace in (1.3, 1.0)))
        for measure, true in truth.items():
            found = of(answer, measure, "page > page").difference
            covered[measure] += found.low <= true <= found.high
    assert all(0.92 < held / 250 < 0.985 for held in covered.values()), covered


def test_equal_sides_hardly_ever_differ_notably() -> None:
    random = np.random.default_rng(2)
    found: list[bool] = []
    for _ in range(40):
        sides = [clumsy(random, 100, 1.0) for _ in range(2)]
        found += [one.notable for one in side_by_side(*(grouped(SessionsQuestion(), s) for s in sides)).differences]
    assert len(found) > 150
    assert np.mean(found) < 0.06


def test_periods_of_the_same_customers_are_compared_within_them() -> None:
    """Every customer looks at as many pages again plus one: a sure rise that independent sides could not show."""
    random = np.random.default_rng(3)
    written = []
    for often in random.poisson(random.gamma(1, 8, 200)):
        first = [("page", 10 + k) for k in range(often + 1)]
        written.append([*first, *(("page", 50_000 + k) for k in range(often + 1 + random.integers(0, 3)))])
    both = journeys(written)
    sides = [
        grouped(SessionsQuestion(), select(both, start=s, end=e))
        for s, e in ((40_000_000_000, None), (None, 40_000_000_000))
    ]
    paired, apart = side_by_side(sides[0], sides[1], paired=True), side_by_side(sides[0], sides[1])
    together = of(paired, "events_mean")
    assert together.difference.low > 0
    assert together.notable
    assert of(apart, "events_mean").difference.value == together.difference.value


def test_labels_and_rare_rows_are_not_compared() -> None:
    a = journeys([[("ad", 0), ("pay", 60)]] * 50 + [[("ad", 0), ("rare", 5)]] * 2)
    b = journeys([[("ad", 0), ("pay", 60)]] * 50)
    answer = side_by_side(grouped(FlowQuestion(), a), grouped(FlowQuestion(), b))
    assert answer.too_few > 0
    assert not [found for found in answer.differences if "rare" in found.row]
    funnel = side_by_side(grouped(FUNNEL, a), grouped(FUNNEL, b))
    assert not [found for found in funnel.differences if found.measure.endswith((".low", ".high"))]


def test_times_of_a_handful_of_cases_and_limits_are_not_compared() -> None:
    a = journeys([[("ad", 0), ("pay", 60 + k)] for k in range(90)] + [[("ad", 0), ("call", 900 * k)] for k in range(4)])
    b = journeys([[("ad", 0), ("pay", 60 + k)] for k in range(90)] + [[("ad", 0), ("call", 9 * k)] for k in range(40)])
    answer = side_by_side(grouped(FlowQuestion(), a), grouped(FlowQuestion(), b))
    of_calls = {found.measure for found in answer.differences if found.row == "ad > call"}
    assert of_calls == {"edges.count", "edges.customers"}
    assert of(answer, "edges.time.median", "ad > pay").kind == "number"


def test_a_row_that_one_side_lacks_counts_as_none_there() -> None:
    a = journeys([[("ad", 0), ("call", 60)]] * 40 + [[("ad", 0)]] * 60)
    b = journeys([[("ad", 0)]] * 100)
    found = of(side_by_side(grouped(FlowQuestion(), a), grouped(FlowQuestion(), b)), "edges.count", "ad > call")
    assert (found.a, found.b, found.kind) == (0.4, 0.0, "per_journey")
    assert found.notable


def test_stages_are_compared_with_their_own_intervals() -> None:
    stage_of = {"ad": "look", "pay": "buy"}
    sides = []
    for successes in (80, 40):
        written, _ = converting(successes, 100)
        built = journeys(written, stage_of=stage_of, stages=("look", "buy"), goal=["pay"], observed_until=10_000_000)
        sides.append(grouped(StageSummaryQuestion(silence=3_600_000_000), built))
    answer = side_by_side(*sides, names=("new", "old"))
    found = of(answer, "stages.later.estimate", "look")
    assert found.kind == "estimate"
    assert found.difference.value == pytest.approx(0.4)
    assert answer.names == ("new", "old")
    assert answer.rows()[0]["notable"]


def test_different_questions_are_refused() -> None:
    one = side((3, 9, "x"))
    with pytest.raises(QuestionError, match="different"):
        side_by_side(grouped(FUNNEL, one), grouped(FunnelQuestion(("pay", "ad")), one))


def test_the_definition_says_how_sides_are_compared() -> None:
    answer = side_by_side(grouped(FUNNEL, side((3, 9, "x"))), grouped(FUNNEL, side((5, 9, "x"))))
    assert len({answer.definition_in(language) for language in LANGUAGES}) == 3
    assert "ad → pay" in answer.definition
    assert "not compared" in str(answer) or not answer.too_few


def mixed(random: np.random.Generator, heavy: int, light: int, pages: float) -> Journeys:
    """So many customers of a heavy segment (20 pages) and of a light one (2), both with `pages` more."""
    counts = [*(20 + random.poisson(2 + pages, heavy)), *(2 + random.poisson(2 + pages, light))]
    written = [[("page", 30 * k) for k in range(count)] for count in counts]
    return journeys(written, segment=["heavy"] * heavy + ["light"] * light)


@pytest.mark.parametrize("paired", [False, True])
def test_counts_are_standardised_to_the_same_mix_of_segments(paired: bool) -> None:
    """A has mostly light customers: fewer pages a journey, though each of its segments looks at one page more."""
    covered = 0
    for seed in range(40):
        random = np.random.default_rng(seed)
        a, b = mixed(random, 40, 160, 1.0), mixed(random, 160, 40, 0.0)
        segments = {
            name: (
                grouped(SessionsQuestion(), select(a, segment=name)),
                grouped(SessionsQuestion(), select(b, segment=name)),
            )
            for name in ("heavy", "light")
        }
        sides = grouped(SessionsQuestion(), a), grouped(SessionsQuestion(), b)
        found = of(side_by_side(*sides, segments=segments, paired=paired), "events_mean")
        assert found.difference.high < 0
        assert found.reversed
        covered += found.told.low <= 1 <= found.told.high
    assert covered >= 34


def test_without_enough_customers_to_leave_out_only_shares_are_compared() -> None:
    one = journeys([[("ad", 0), ("pay", 60)]], goal=["pay"])
    answer = side_by_side(grouped(FUNNEL, one), grouped(FUNNEL, one))
    assert {found.kind for found in answer.differences} == {"estimate"}
    assert side_by_side(grouped(FlowQuestion(), one), grouped(FlowQuestion(), one)).differences == ()
