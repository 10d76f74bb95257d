"""`tropa draft`: files to maps, with their names told and their gaps too."""

from pathlib import Path

from tests.shop_folder import break_files, shop
from tests.terminal import tropa
from tropa.formats.json import read_json

SEGMENTED = """\
sources:
  - {name: people, files: [people.csv], mapping: {columns: {customer_id: {role: id}, age: {role: trait}}}}
  - {name: events, files: [events.csv]}
touchpoints:
  - {match: {name: "*"}, touchpoint: "{name}", stage: shop}
stages: [{id: shop, title: Shop}]
segments:
  - {id: old, title: The old, where: [{trait: age, at_least: 60}]}
  - {id: young, title: The young, where: [{trait: age, below: 60}]}
"""


def test_every_map_is_written_in_three_formats_with_an_index(maps: Path) -> None:
    for segment in ("students", "families", "connoisseurs"):
        for suffix in (".map.json", ".html", ".md"):
            assert (maps / f"{segment}{suffix}").stat().st_size > 1_000
    index = (maps / "index.html").read_text("utf-8")
    assert all(f"{name}.html" in index for name in ("students", "families", "connoisseurs", "comparison"))
    assert (maps / "comparison.json").is_file()


def test_the_json_lists_what_was_written(tmp_path: Path) -> None:
    said = tropa("draft", shop(tmp_path / "shop"), "-o", tmp_path / "maps", "--json")
    assert said.code == 0
    assert [Path(path).name for path in said.json["files"]] == ["all.map.json", "all.html", "all.md", "index.html"]
    assert said.json["folder"] == str(tmp_path / "maps")


def test_without_a_definition_the_proposal_is_used_and_said(tmp_path: Path) -> None:
    break_files(shop(tmp_path / "shop"))
    said = tropa("draft", tmp_path / "shop", "-o", tmp_path / "maps")
    assert (said.code, said.out) == (0, "")
    assert "There is no tropa.yaml" in said.err
    assert "cut.csv.gz, garbage.csv" in said.err
    assert "1 map written" in said.err
    assert not (tmp_path / "shop" / "tropa.yaml").exists()


def test_refused_rows_are_named_and_strict_exits_with_2_after_writing(tmp_path: Path) -> None:
    said = tropa("draft", shop(tmp_path / "shop"), "-o", tmp_path / "maps", "--strict")
    assert said.code == 2
    assert f"tropa import {tmp_path / 'shop'}" in said.err
    assert (tmp_path / "maps" / "index.html").is_file()


def test_the_language_may_be_chosen(tmp_path: Path) -> None:
    said = tropa("draft", shop(tmp_path / "shop"), "-o", tmp_path / "maps", "--language", "ru")
    assert said.code == 0
    assert read_json((tmp_path / "maps" / "all.map.json").read_bytes()).language == "ru"


def test_a_segment_of_few_gets_no_map_and_is_named(tmp_path: Path) -> None:
    folder = shop(tmp_path / "shop")
    people = [f"c{number},{70 if number < 15 else 30}" for number in range(40)]
    (folder / "people.csv").write_text("\n".join(["customer_id,age", *people]) + "\n")
    (folder / "tropa.yaml").write_text(SEGMENTED.replace('"{name}"', "Step"))
    said = tropa("draft", folder, "-o", tmp_path / "maps")
    assert said.code == 0
    assert "No map for the segment “The old”: 15 customers" in said.err
    assert sorted(path.name for path in (tmp_path / "maps").glob("*.map.json")) == ["young.map.json"]


def test_too_few_customers_for_any_map_are_told(tmp_path: Path) -> None:
    rows = [f"c{number},2026-10-0{day},view" for number in range(5) for day in (1, 2, 3)]
    (tmp_path / "events.csv").write_text("\n".join(["customer_id,time,event", *rows]) + "\n")
    said = tropa("draft", tmp_path, "-o", tmp_path / "maps")
    assert said.code == 0
    assert "5 customers, at least 20 are needed" in said.err


def test_a_definition_without_stages_is_told(tmp_path: Path) -> None:
    folder = shop(tmp_path / "shop")
    (folder / "tropa.yaml").write_text("sources: [{name: events, files: [events.csv]}]\n")
    said = tropa("draft", folder, "-o", tmp_path / "maps")
    assert said.code == 1
    assert "needs stages" in said.err
    assert not (tmp_path / "maps").exists()
