"""`tropa init`: a first definition that loads, drafts and speaks the reader's language."""

from pathlib import Path

import pytest

from tests.shop_folder import break_files, shop
from tests.terminal import tropa
from tropa.definition.load import load


@pytest.mark.parametrize(("language", "goal"), [("en", "Purchase"), ("ru", "Покупка"), ("pl", "Zakup")])
def test_the_definition_loads_and_drafts_in_the_reader_s_language(tmp_path: Path, language: str, goal: str) -> None:
    said = tropa("init", shop(tmp_path), language=language)
    assert (said.code, said.out) == (0, "")
    assert str(tmp_path / "tropa.yaml") in said.err
    definition = load(tmp_path / "tropa.yaml")
    assert definition.language == language
    assert definition.goal is not None
    assert definition.goal.title == goal
    drafted = tropa("draft", tmp_path, "-o", tmp_path / "maps", language=language)
    assert drafted.code == 0
    assert f'"language": "{language}"' in (tmp_path / "maps" / "all.map.json").read_text("utf-8")


def test_the_json_is_the_definition(tmp_path: Path) -> None:
    written = tropa("init", shop(tmp_path), "--json").json
    assert [source["name"] for source in written["sources"]] == ["events", "reviews"]
    assert {rule["touchpoint"] for rule in written["touchpoints"]} == {"visit", "catalog", "cart", "purchase"}


def test_an_existing_definition_is_kept_unless_forced(tmp_path: Path) -> None:
    own = shop(tmp_path) / "tropa.yaml"
    own.write_text("language: pl\n")
    refused = tropa("init", tmp_path)
    assert refused.code == 1
    assert "--force" in refused.err
    assert own.read_text() == "language: pl\n"
    assert tropa("init", tmp_path, "--force").code == 0
    assert "touchpoints:" in own.read_text("utf-8")


def test_files_that_nobody_can_read_are_named(tmp_path: Path) -> None:
    break_files(shop(tmp_path))
    said = tropa("init", tmp_path)
    assert said.code == 0
    assert "cut.csv.gz, garbage.csv" in said.err
    assert "garbage" not in (tmp_path / "tropa.yaml").read_text("utf-8")


def test_a_folder_without_sources_gets_no_definition(tmp_path: Path) -> None:
    said = tropa("init", tmp_path)
    assert said.code == 1
    assert "Nothing to import" in said.err
    assert list(tmp_path.iterdir()) == []
