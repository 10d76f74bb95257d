import pytest

from tests.tools.loading import load

executed = load("run_guide").executed


def page(*blocks: str) -> str:
    return "\n".join(f"```{block}\n```\n" for block in blocks)


def test_what_an_example_prints_is_written_below_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROPA_LANGUAGE", "pl")
    assert executed(page("python\nprint(6 * 7)")) == page("python\nprint(6 * 7)", "text\n42")


def test_an_old_output_is_replaced_and_a_current_page_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROPA_LANGUAGE", "pl")
    current = page("python\nprint(6 * 7)", "text\n42") + "\nGo on.\n"
    assert executed(current.replace("42", "41")) == current
    assert executed(current) == current


def test_the_examples_of_a_page_are_one_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROPA_LANGUAGE", "pl")
    assert executed(page("python\nx = 1", "python\nprint(x)")).endswith(page("text\n1"))


def test_an_example_that_fails_is_no_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROPA_LANGUAGE", "pl")
    with pytest.raises(ZeroDivisionError):
        executed(page("python\n1 / 0"))
