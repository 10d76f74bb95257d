"""The guide to importing says of every reader, key and role what it is, and prints what is printed."""

import re
from pathlib import Path
from typing import get_args

import pytest

from tropa.definition.load import loads
from tropa.ingest.mapping import Mapping, Role
from tropa.ingest.read import read_file
from tropa.ingest.registry import READERS
from tropa.ingest.report_text import render

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "import.md").read_text("utf-8")


def rows_of(section: str) -> set[str]:
    """The names in the first column of the tables of a section."""
    body = re.split(r"\n#{2,3} ", GUIDE.partition(f"# {section}\n")[2])[0]
    firsts = re.findall(r"^\| (`.*?) \|", body, re.MULTILINE)
    return {name for first in firsts for name in re.findall(r"`(\w+)`", first)}


def test_every_reader_has_its_section_and_its_line() -> None:
    assert sorted(re.findall(r"^## .*\(`(\w+)`\)$", GUIDE, re.MULTILINE)) == sorted(READERS)
    assert rows_of("What an import does") == set(READERS)


def test_every_key_of_the_mapping_is_explained() -> None:
    assert rows_of("The mapping") == set(Mapping.model_fields)


def test_every_role_is_explained() -> None:
    assert rows_of("Roles of columns") == set(get_args(Role))


def test_the_printed_report_is_what_is_printed(tmp_path: Path) -> None:
    file, report = re.findall(r"```text\n(.*?)\n```", GUIDE, re.DOTALL)[:2]
    path = tmp_path / "orders_2026-11.csv"
    path.write_bytes(file.encode("cp1251"))
    assert report.startswith(render(read_file(path, source="orders_2026_11").report, "en"))


@pytest.mark.parametrize("block", re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL))
def test_every_example_is_a_definition(block: str) -> None:
    sources = block if block.startswith("sources:") else f"sources:\n{block}"
    assert loads(sources).sources[0].mapping.columns
