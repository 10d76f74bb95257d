"""From files to maps: the sample company in each language, and whether the planted truth is found."""

import json
from pathlib import Path

import pytest

import tropa
from tropa.analytics.trait_segments import trait_segments
from tropa.binding.asking import ask_all
from tropa.definition.segments import assign
from tropa.formats.json import read_comparison_json, read_json
from tropa.kit.locale import LANGUAGES, Language
from tropa.library.asking import journeys_at
from tropa.library.door import Maps
from tropa.library.importing import import_files
from tropa.library.workspace import open_workspace
from tropa.model.map import Map
from tropa.sample.cinema.write import write
from tropa.statistics.cluster_agreement import adjusted_rand

SEGMENTS = ("students", "families", "connoisseurs")


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Maps]:
    """A cinema of 3,000 customers in Russian and its maps."""
    folder = tmp_path_factory.mktemp("large") / "ru"
    write(folder, customers=3_000, seed=1, language="ru")
    return folder, tropa.draft(folder)


def assert_evident(map_: Map) -> None:
    known = {record.id for record in map_.evidence}
    for card in map_.cards:
        assert card.evidence, card.body
        assert known.issuperset(card.evidence)
    for point in map_.curve:
        assert point.evidence
        assert known.issuperset(point.evidence)


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_road_leads_to_files_in_the_language(tmp_path: Path, language: Language) -> None:
    write(tmp_path / "home", customers=1_500, seed=2, language=language)
    drafted = tropa.draft(tmp_path / "home")
    written = {path.name for path in drafted.save(tmp_path / "maps")}
    assert written == {f"{name}{end}" for name in SEGMENTS for end in (".map.json", ".html", ".md")} | {
        *("comparison.json", "comparison.html", "index.html")
    }
    for name, drawn in zip(SEGMENTS, drafted.maps, strict=True):
        read = read_json((tmp_path / "maps" / f"{name}.map.json").read_bytes())
        assert read == drawn
        assert (read.language, read.segments) == (language, (name,))
        assert_evident(read)
    compared = read_comparison_json((tmp_path / "maps" / "comparison.json").read_bytes())
    assert compared == drafted.comparison
    assert len(compared.personas) == 3


@pytest.mark.slow
def test_the_planted_lowest_stage_of_each_segment_is_found(large: tuple[Path, Maps]) -> None:
    folder, drafted = large
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    planted = {segment["id"]: segment["lowest_stage"] for segment in truth["segments"]}
    found = {}
    for one in drafted.maps:
        known = {point.stage: point.value for point in one.curve if point.value is not None}
        found[one.segments[0]] = min(known, key=known.__getitem__)
    assert found == planted


@pytest.mark.slow
def test_drafting_again_gives_the_same_cards(large: tuple[Path, Maps]) -> None:
    folder, drafted = large
    again = tropa.draft(folder)
    for before, after in zip(drafted.maps, again.maps, strict=True):
        assert [card.id for card in after.cards] == [card.id for card in before.cards]
        assert [record.id for record in after.evidence] == [record.id for record in before.evidence]


@pytest.mark.slow
def test_a_main_barrier_of_each_segment_is_among_its_own(large: tuple[Path, Maps]) -> None:
    folder, drafted = large
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    for one, segment in zip(drafted.maps, truth["segments"], strict=True):
        main = [barrier["touchpoint"] for barrier in segment["barriers"] if barrier["main"]]
        bodies = [card.body for card in one.cards if card.lane == "barriers"]
        assert any(name in body for name in main for body in bodies), (one.segments, bodies)


@pytest.mark.slow
def test_the_broken_rows_are_counted_file_by_file(large: tuple[Path, Maps]) -> None:
    folder, _ = large
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    planted = {name: sum(kinds.values()) for name, kinds in truth["broken_rows"].items()}
    imported = import_files(open_workspace(folder), again=False)
    assert {Path(one.report.file).name: one.report.rejected for one in imported} == planted
    assert sum(one.added for one in imported) == 0


@pytest.mark.slow
def test_the_worst_barriers_of_each_segment_are_its_planted_main_ones(large: tuple[Path, Maps]) -> None:
    folder, _ = large
    material = journeys_at(folder).material
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    for segment in truth["segments"]:
        main = {barrier["touchpoint"] for barrier in segment["barriers"] if barrier["main"]}
        found = ask_all(material, segment["id"]).barriers.confirmed
        assert found[0].touchpoint in main
        assert found[0].rank is not None
        assert found[0].rank.top > 0.95
        surely = {barrier.touchpoint for barrier in found if barrier.rank is not None and barrier.rank.top > 0.8}
        assert len(surely & main) >= 2
        assert surely <= main


@pytest.mark.slow
def test_the_planted_segments_are_discovered_from_traits_alone(large: tuple[Path, Maps]) -> None:
    material = journeys_at(large[0]).material
    planted = assign(material.customers, material.definition)
    answer = trait_segments(material.customers)
    assert len(answer.segments) == 3
    both = answer.assigned.join(planted.rename_columns(["customer", "planted"]), "customer").drop_null()
    assert adjusted_rand(both["segment"].to_pylist(), both["planted"].to_pylist()) > 0.98
