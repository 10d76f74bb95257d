"""`tropa` as a process: exit codes, and errors as a paragraph for a person, never a traceback."""

import os
from pathlib import Path

import pytest

from tests.shop_folder import break_files, shop
from tests.terminal import Said, shell, tropa
from tropa.kit.locale import LANGUAGES


def assert_told(said: Said, *told: str) -> None:
    assert said.code == 1
    assert "Traceback" not in said.err
    assert "inside Tropa" not in said.err
    assert len([line for line in said.err.splitlines() if line.endswith("]")]) == 1, said.err
    assert all(part in said.err for part in told), said.err


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of everything that can be wrong with a folder."""
    folder = tmp_path_factory.mktemp("broken")
    shop(folder / "shop")
    break_files(folder / "shop")
    for name, text in (
        ("yaml", "stages: [a"),
        ("list", "- a\n- b"),
        ("key", "stagez: []"),
        ("latin", "language: \udcff"),
    ):
        (folder / name).mkdir()
        (folder / name / "tropa.yaml").write_bytes(text.encode("utf-8", "surrogateescape"))
    (folder / "empty").mkdir()
    (folder / "half.map.json").write_text('{"version": 1, "id": ')
    (folder / "empty.csv").write_text("")
    return folder


def test_a_missing_file_is_a_paragraph_of_a_real_process(tmp_path: Path) -> None:
    said = shell("import", "orders.csv", folder=tmp_path)
    assert_told(said, "There is no file orders.csv", "[errors.no_file]")
    assert said.out == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("ask", "flow", "shop/events.csv", "--segment", "kids", "--json"), ("no segment kids",)),
        (("draft", "yaml"), ("yaml/tropa.yaml, line 1",)),
        (("check", "half.map.json"), ("half.map.json", "line 1")),
    ],
)
def test_errors_of_a_real_process_are_paragraphs(broken: Path, words: tuple[str, ...], told: tuple[str, ...]) -> None:
    said = shell(*words, folder=broken)
    assert_told(said, *told)
    if "--json" in words:
        assert said.json["error"]["code"] == "journeys.no_segment"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("draft", "nowhere"), "no folder nowhere"),
        (("draft", "empty"), "Nothing to import in empty"),
        (("draft", "list"), "list/tropa.yaml"),
        (("draft", "key"), "stagez"),
        (("draft", "latin"), "latin/tropa.yaml"),
        (("draft", "shop", "-d", "gone.yaml"), "no file gone.yaml"),
        (("draft", "shop", "-o", "half.map.json"), "half.map.json"),
        (("draft", "shop", "--language", "de"), "ru, pl, en"),
        (("ask", "flow", "shop/garbage.csv"), "garbage.csv"),
        (("ask", "flow", "shop/cut.csv.gz"), "breaks off"),
        (("ask", "flow", "shop/log.xes"), "log.xes"),
        (("ask", "flow", "shop/reviews.csv"), "no events in shop/reviews.csv"),
        (("ask", "flow", "empty.csv"), "empty.csv"),
        (("ask", "flow", "nowhere.csv"), "no file nowhere.csv"),
        (("ask", "sessions", "shop/events.csv", "--gap", "12 parsecs"), "12 parsecs"),
        (("export", "half.map.json", "--to", "html"), "half.map.json"),
    ],
)
def test_bad_input_is_told_in_a_paragraph(
    broken: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(broken)
    assert_told(tropa(*words), told)


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX ones")
def test_a_place_that_may_not_be_written_is_told(maps: Path) -> None:
    said = tropa("export", maps / "students.map.json", "--to", "html", "-o", "/proc/nowhere/map.html")
    assert_told(said, "/proc/nowhere/map.html", "[cli.system]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_speak_the_reader_s_language(tmp_path: Path, language: str) -> None:
    told = {"ru": "нет", "pl": "Nie ma", "en": "There is no"}[language]
    assert_told(tropa("import", tmp_path / "gone.csv", language=language), told, "[errors.no_file]")


def test_wrong_usage_is_exit_code_2() -> None:
    for words in (("fly",), ("ask", "flow", "--gap"), ("export",), ("draft", "--customers", "5")):
        said = tropa(*words)
        assert said.code == 2
        assert "Traceback" not in said.err


def test_the_version_and_the_help_of_every_command_are_told() -> None:
    assert tropa("--version").out.strip()
    names = ("sample", "init", "apply", "import", "ask", "draft", "check", "export", "demo")
    whole = tropa("--help")
    assert whole.code == 0
    for name in names:
        assert name in whole.out
        assert tropa(name, "--help").code == 0


def test_a_fault_of_ours_asks_for_a_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by nought")

    monkeypatch.delenv("TROPA_DEBUG", raising=False)
    monkeypatch.setattr("tropa.library.workspace.home_of", fail)
    said = tropa("import", tmp_path)
    assert said.code == 1
    assert "inside Tropa: ZeroDivisionError: by nought" in said.err
    monkeypatch.setenv("TROPA_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        tropa("import", tmp_path)
