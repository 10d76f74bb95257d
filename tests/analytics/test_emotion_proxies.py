"""Feelings guessed from behaviour: against the customer's own other stages, and never without ratings to learn from."""

import numpy as np
import pyarrow as pa
import pytest

from tests.journey_builder import journeys
from tropa.analytics.emotion import emotion
from tropa.analytics.emotion_proxies import Line, guessed, smoothness
from tropa.journeys.block import F64, Journeys
from tropa.kit.locale import LANGUAGES

STAGES = ("search", "pay", "use")
STAGE_OF = {"list": "search", "card": "pay", "refused": "pay", "film": "use", "crash": "use"}
SMOOTH = [("list", 0), ("card", 60), ("film", 120)]
REFUSED = [("list", 0), ("refused", 60), ("card", 120), ("film", 180)]
CRASHED = [("list", 0), ("card", 60), ("film", 120), ("crash", 180)]


def made(written: list[list[tuple[str, int]]], blocks: int = 2) -> Journeys:
    return journeys(
        written,
        blocks=blocks,
        stages=STAGES,
        stage_of=STAGE_OF,
        signals={"refused": "error", "crash": "error"},
    )


def smooth(written: list[list[tuple[str, int]]]) -> dict[tuple[str, str], float]:
    rows = smoothness(made(written)).to_pylist()
    return {(row["customer"], row["stage"]): row["smoothness"] for row in rows}


def ratings(told: list[tuple[str, str, float]]) -> pa.Table:
    columns: dict[str, list[object]] = {
        "customer": [who for who, _, _ in told],
        "stage": [stage for _, stage, _ in told],
        "rating": [rating for _, _, rating in told],
        "scale_low": [-2.0] * len(told),
        "scale_high": [2.0] * len(told),
    }
    return pa.table(columns)


def straight(value: F64, rating: F64) -> Line | None:
    """A line through the means of the smooth and of the rough."""
    ends = [float(rating[value < 0].mean()), float(rating[value >= 0].mean())]
    return lambda found: np.interp(found, [-0.25, 0.0], ends)


def test_a_stage_with_an_error_is_rougher_than_the_customer_s_others() -> None:
    found = smooth([SMOOTH, REFUSED])
    assert found["c0", "pay"] == found["c0", "search"]
    assert found["c1", "pay"] < 0 < found["c1", "search"]


def test_the_same_trouble_everywhere_says_nothing_of_a_stage() -> None:
    everywhere = [("refused", 0), ("card", 1), ("film", 2), ("crash", 3)]
    found = smooth([everywhere])
    assert found["c0", "pay"] == pytest.approx(0, abs=0.26)
    assert found["c0", "pay"] + found["c0", "use"] == pytest.approx(0)


@pytest.mark.parametrize(
    "rough",
    [
        [("list", 0), ("card", 1), ("card", 2), ("card", 3), ("film", 4)],
        [("card", 0), ("list", 1), ("film", 2), ("card", 3)],
        [("list", 0), ("card", 1), ("film", 9_000)],
    ],
)
def test_loops_returns_and_long_waits_are_trouble(rough: list[tuple[str, int]]) -> None:
    found = smooth([*[SMOOTH] * 30, rough])
    assert found["c30", "pay"] < 0


def test_who_reached_one_stage_only_has_nothing_to_compare_with() -> None:
    assert smooth([[("list", 0), ("list", 1)]]) == {}


def test_blocks_change_nothing() -> None:
    written = [SMOOTH, REFUSED, CRASHED] * 5
    one, four = (smoothness(made(written, blocks)).sort_by([("customer", "ascending"), ("stage", "ascending")])
                 for blocks in (1, 4))  # fmt: skip
    assert one == four


def test_nothing_is_guessed_without_a_line_learnt_from_ratings() -> None:
    told = ratings([("c0", "pay", 1.0)])
    assert guessed(made([SMOOTH, CRASHED]), told, ["use"], lambda value, rating: None) is None


def test_the_line_learns_from_ratings_of_the_same_customer_and_stage() -> None:
    seen: list[tuple[F64, F64]] = []

    def watched(value: F64, rating: F64) -> Line | None:
        seen.append((value, rating))
        return None

    told = ratings([("c1", "pay", -2.0), ("c1", "pay", -1.0), ("stranger", "pay", 2.0), ("c1", "nowhere", 2.0)])
    guessed(made([SMOOTH, REFUSED]), told, ["use"], watched)
    ((value, rating),) = seen
    assert (len(value), rating.tolist()) == (1, [-1.5])
    assert value[0] < 0


def crashing() -> tuple[Journeys, pa.Table]:
    """Paying was refused to half of the customers, who rated it low; everybody's film crashed; nobody rated that."""
    written = [
        [*(REFUSED if number % 2 else SMOOTH), ("crash", 500)] for number in range(80)
    ]  # fmt: skip
    told = ratings([(f"c{number}", "pay", -1.5 if number % 2 else 1.5) for number in range(80)])
    return made(written), told.append_column("basis", pa.nulls(80, pa.string()))


def test_a_guess_is_marked_weighs_little_and_has_a_wide_interval() -> None:
    found, told = crashing()
    guesses = guessed(found, told, ["use"], straight)
    assert guesses is not None
    answer = emotion(pa.concat_tables([told, guesses]), STAGES)
    search, pay, use = answer.stages
    assert (search.value, pay.basis, use.basis) == (None, "place", "behaviour")
    assert pay.value is not None
    assert use.value is not None
    assert use.mean is not None
    assert use.mean < pay.value.value
    assert use.value.high - use.value.low > 2 * (pay.value.high - pay.value.low)
    assert use.customers == 80


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_definition_says_that_a_stage_is_guessed(language: str) -> None:
    found, told = crashing()
    guesses = guessed(found, told, ["use"], straight)
    assert guesses is not None
    plain = emotion(told, STAGES)
    marked = emotion(pa.concat_tables([told, guesses]), STAGES)
    assert len(marked.definition_in(language)) > len(plain.definition_in(language))  # type: ignore[arg-type]
