import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


def load() -> ModuleType:
    path = Path(__file__).parents[2] / "tools" / "run_guide.py"
    found = importlib.util.spec_from_file_location("run_guide", path)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


executed = load().executed


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
