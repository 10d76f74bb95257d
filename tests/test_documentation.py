"""The documentation says everything that exists, names nothing that does not, and what it shows runs."""

import importlib
import os
import pkgutil
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
import typer
from pydantic import BaseModel

import tropa
from tropa import analytics
from tropa.cli import app
from tropa.definition import model as definition_model
from tropa.definition.model import Signal
from tropa.formats.registry import FORMATS
from tropa.ingest.registry import READERS
from tropa.kit.locale import catalogue
from tropa.lint.check import RULES
from tropa.model.lane import LaneKind

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
TOP = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
PAGES = sorted([*DOCS.rglob("*.md"), *(ROOT / name for name in TOP)])
ENGLISH = {**os.environ, "TROPA_LANGUAGE": "en", "PYTHONUTF8": "1"}


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


COMMANDS_PAGE = read("docs/reference/commands.md")


def commands(path: str = "tropa", command: Any = None) -> Iterator[tuple[str, Any]]:
    command = command or typer.main.get_command(app)
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(f"{path} {name}", inner)


COMMANDS = dict(commands())
MODELS = [
    kind
    for kind in vars(definition_model).values()
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind.__module__ == definition_model.__name__
]
KEYS = sorted({key for kind in MODELS for key in kind.model_fields})
QUESTIONS = sorted(
    name
    for found in pkgutil.iter_modules(analytics.__path__)
    for name in vars(importlib.import_module(f"tropa.analytics.{found.name}"))
    if name.endswith("Question") and name != "Question"
)
ASKED = sorted(name.removeprefix("tropa ask ").replace("-", "_") for name in COMMANDS if name.startswith("tropa ask "))


def section(page: str, heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    assert found is not None, f"no heading “{heading}”"
    return found[1]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_its_section_with_every_option(name: str) -> None:
    text = section(COMMANDS_PAGE, name)
    for parameter in COMMANDS[name].params:
        options = [option for option in parameter.opts if option.startswith("-")]
        assert all(option in text for option in options), parameter.name


def test_the_page_of_commands_holds_every_help_text_of_the_catalogue() -> None:
    rooms = ("help.", "question.", "argument.", "option.")
    texts = {key: text for key, text in catalogue("cli", "en").items() if key.startswith(rooms)}
    assert len(texts) > 40
    page = COMMANDS_PAGE.replace("\\|", "|")
    assert [key for key, text in texts.items() if not isinstance(text, str) or text not in page] == []


@pytest.mark.parametrize("name", READERS)
def test_every_source_is_listed(name: str) -> None:
    assert f"* `{name}`" in read("docs/reference/names.md")


@pytest.mark.parametrize("name", READERS)
def test_every_source_is_explained_in_the_guide(name: str) -> None:
    assert f"`{name}`" in read("docs/guide/import.md")


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_listed_and_explained(name: str) -> None:
    assert f"* `{name}`" in read("docs/reference/names.md")
    assert f"| `{name}` |" in read("docs/guide/map.md")


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_of_the_method_has_its_heading(rule: Any) -> None:
    assert f"## {rule.code} {rule.name}\n" in read("docs/reference/lint.md")


@pytest.mark.parametrize("name", tropa.__all__)
def test_every_public_name_has_its_heading(name: str) -> None:
    assert f"## tropa.{name}\n" in read("docs/reference/python.md")


@pytest.mark.parametrize("key", KEYS)
def test_every_key_of_the_definition_has_its_place(key: str) -> None:
    assert f"`{key}`" in read("docs/guide/definition.md")


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_question_prints_its_definition_in_the_reference(name: str) -> None:
    assert "\n> " in section(read("docs/reference/questions.md"), name)


@pytest.mark.parametrize("name", [*ASKED, "portrait", "compare"])
def test_every_question_is_told_in_plain_words(name: str) -> None:
    told = {"stage_summary": "stages"}.get(name, name)
    assert "**" in section(read("docs/guide/questions.md"), told)


def error_codes() -> list[str]:
    rooms = sorted({path.name.split(".")[0] for path in (ROOT / "src/tropa/texts").glob("*.toml")})
    return [
        f"{room}.{key.removeprefix('error.')}"
        for room in rooms
        for key in catalogue(room, "en")
        if key.startswith("error.")
    ]


def test_every_error_code_has_its_row() -> None:
    page = read("docs/reference/errors.md")
    codes = error_codes()
    assert len(codes) > 50
    assert [code for code in codes if f"| `{code}` |" not in page] == []


def test_every_environment_variable_has_its_row() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py")]
    variables = {name for text in sources for name in re.findall(r"\"(TROPA_[A-Z_]+)\"", text)}
    assert {"TROPA_LANGUAGE", "TROPA_DEBUG"} <= variables
    assert [name for name in sorted(variables) if f"| `{name}` |" not in COMMANDS_PAGE] == []


@pytest.mark.parametrize("word", [*get_args(LaneKind), *get_args(Signal)])
def test_the_glossary_has_every_kind_of_lane_and_every_signal(word: str) -> None:
    row = re.search(rf"^\| {word} \|(.*)$", read("docs/glossary.md"), re.MULTILINE)
    assert row is not None
    russian, polish = (cell.strip() for cell in row[1].split("|")[:2])
    assert re.search("[а-я]", russian)
    assert polish


def test_generated_pages_are_current() -> None:
    """In Polish on a narrow terminal: the pages depend on neither."""
    there = {**os.environ, "TROPA_LANGUAGE": "pl", "LANG": "pl_PL.UTF-8", "COLUMNS": "40", "PYTHONUTF8": "1"}
    command = [sys.executable, str(ROOT / "tools/generate_reference.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=there)
    assert done.returncode == 0, done.stdout + done.stderr


def anchors(page: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", page, flags=re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for link in re.findall(r"(?<!\\)\]\(([^)\s]+)\)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        if link.startswith(("http:", "https:", "mailto:")):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(target.read_text("utf-8")), link


def shell_lines() -> list[tuple[str, str]]:
    """Every line of a code block that calls `tropa` or `make`, with its page."""
    blocks = [
        (page, block)
        for page in PAGES
        if "reference" not in page.parts and "decisions" not in page.parts
        for block in re.findall(r"```(?:sh|bash)?\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    ]
    lines = [(page.relative_to(ROOT).as_posix(), line.strip()) for page, block in blocks for line in block.split("\n")]
    return [(page, line) for page, line in lines if line.startswith(("tropa ", "make "))]


@pytest.mark.parametrize(("page", "line"), shell_lines())
def test_the_terminal_examples_name_what_exists(page: str, line: str) -> None:
    words = shlex.split(line, comments=True)
    if words[0] == "make":
        assert re.search(rf"^{words[1]}:", read("Makefile"), re.MULTILINE), page
        return
    name = max((name for name in COMMANDS if words[: len(name.split())] == name.split()), key=len)
    assert name != "tropa", page
    options = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= options, page


LOG = "customer,time,event\n" + "".join(
    f"{who},2026-03-0{day} 1{hour}:00,{what}\n"
    for who in range(30)
    for day, hour, what in ((1, 0, "visit"), (1, 1, "cart" if who % 2 else "basket"), (2, 0, "pay"))
    if what != "pay" or who % 3
)


def test_the_readme_s_python_example_runs(tmp_path: Path) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", read("README.md"), re.DOTALL)
    (tmp_path / "events.csv").write_text(LOG, "utf-8")
    (tmp_path / "folder-with-exports").mkdir()
    (tmp_path / "folder-with-exports" / "events.csv").write_text(LOG, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=False, env=ENGLISH
    )
    assert done.returncode == 0, done.stderr
    assert "cart | basket" in done.stdout
    assert (tmp_path / "maps" / "index.html").exists()


def test_every_room_has_its_sentence_in_the_architecture() -> None:
    rooms = sorted(path.name for path in (ROOT / "src/tropa").iterdir() if path.is_dir() and path.name[0] != "_")
    table = read("ARCHITECTURE.md")
    assert [room for room in rooms if not re.search(rf"^\|.*`{room}`.* \|", table, re.MULTILINE)] == []
