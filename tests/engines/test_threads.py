from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.journeys.block import Block, Journeys
from tropa.kit.locale import LANGUAGES


@dataclass(frozen=True)
class TenthsQuestion:
    """The sum of a tenth of every second: a float whose last digit depends on the order of addition."""

    def partial(self, block: Block, journeys: Journeys) -> float:
        return float((block.time / 1e6 * 0.1).sum())

    def merge(self, left: float, right: float) -> float:
        return left + right

    def answer(self, partial: float, journeys: Journeys) -> float:
        return partial


@dataclass(frozen=True)
class BrokenQuestion(TenthsQuestion):
    """A question that fails on the block of customer c1."""

    def partial(self, block: Block, journeys: Journeys) -> float:
        if "c1" in block.customer.to_pylist():
            raise ArithmeticError("c1")
        return 0.0


@settings(deadline=None)  # other work may hold the cores
@given(st.lists(st.lists(st.integers(0, 10**6), min_size=1, max_size=4), min_size=1, max_size=12), st.integers(1, 9))
def test_the_answer_is_equal_to_the_last_digit_for_any_number_of_workers(seconds: list[list[int]], blocks: int) -> None:
    some = journeys([[("a", second) for second in sorted(journey)] for journey in seconds], blocks=blocks)
    alone = ask(TenthsQuestion(), some, workers=1)
    assert [ask(TenthsQuestion(), some, workers=workers) for workers in (2, 5)] == [alone, alone]


def test_without_a_number_of_workers_all_cores_are_used_and_the_answer_is_the_same() -> None:
    some = journeys([[("a", 1)], [("a", 2)], [("a", 30)]], blocks=3)
    assert ask(TenthsQuestion(), some) == pytest.approx(3.3)


def test_progress_counts_every_block_once_and_in_order() -> None:
    seen: list[tuple[int, int]] = []
    ask(
        TenthsQuestion(),
        journeys([[("a", n)] for n in range(7)], blocks=7),
        workers=2,
        progress=lambda *p: seen.append(p),
    )
    assert seen == [(done, 7) for done in range(1, 8)]


def test_an_error_in_one_block_reaches_the_asker() -> None:
    some = journeys([[("a", n)] for n in range(40)], blocks=40)
    with pytest.raises(ArithmeticError, match="c1"):
        ask(BrokenQuestion(), some, workers=2)


@pytest.mark.parametrize("blocks", [0, 2])
def test_without_journeys_the_error_says_so_in_every_language(blocks: int) -> None:
    empty = journeys([], blocks=blocks)
    with pytest.raises(QuestionError) as error:
        ask(TenthsQuestion(), empty)
    assert error.value.code == "engines.no_journeys"
    assert len({error.value.text(language) for language in LANGUAGES}) == 3
