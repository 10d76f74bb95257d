from threading import get_ident

import pytest

from tropa.kit.ahead import in_order


@pytest.mark.parametrize("threads", [1, 3])
def test_results_come_in_the_order_of_the_items(threads: int) -> None:
    assert list(in_order(lambda number: number * number, range(50), threads)) == [n * n for n in range(50)]


def test_items_are_drawn_in_the_calling_thread_and_only_a_few_ahead() -> None:
    drawn: list[int] = []

    def items() -> list[int]:
        drawn.append(get_ident())
        return [len(drawn)]

    results = in_order(lambda item: item, (items() for _ in range(100)), threads=2)
    next(results)
    assert len(drawn) == 4
    assert set(drawn) == {get_ident()}
    results.close()  # type: ignore[attr-defined]


def test_an_error_stops_the_drawing_of_items() -> None:
    begun: list[int] = []

    def work(number: int) -> int:
        begun.append(number)
        return 1 // number

    with pytest.raises(ZeroDivisionError):
        list(in_order(work, range(1000), threads=2))
    assert len(begun) <= 4
