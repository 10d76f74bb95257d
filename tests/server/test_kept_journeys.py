"""Journeys kept in memory: gathered once, and anew where the data or the definition changes."""

from pathlib import Path
from shutil import copytree

import pytest

from tropa.errors import NotFoundError
from tropa.library.drafting import draft_folder
from tropa.library.workspace import open_workspace
from tropa.sample.cinema.write import write
from tropa.server.kept_journeys import KEPT, KeptJourneys


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kept") / "made"
    write(folder, customers=200, seed=1, language="en")
    draft_folder(open_workspace(folder))
    return folder


@pytest.fixture
def kept(made: Path, tmp_path: Path) -> KeptJourneys:
    copytree(made, tmp_path / "home")
    return KeptJourneys(tmp_path / "home")


def test_journeys_are_gathered_once(kept: KeptJourneys) -> None:
    assert kept.journeys() is kept.journeys()
    assert kept.workspace() is kept.workspace()


def test_a_changed_definition_is_read_anew(kept: KeptJourneys) -> None:
    before = kept.journeys()
    file = kept.folder / "tropa.yaml"
    file.write_text(file.read_text("utf-8").replace("students", "pupils"), "utf-8")
    assert "pupils" in kept.journeys().journeys.vocabulary.segments
    assert kept.journeys() is not before


def test_a_definition_that_is_only_proposed_follows_the_files(kept: KeptJourneys) -> None:
    (kept.folder / "tropa.yaml").unlink()
    proposed = kept.workspace()
    assert not proposed.written
    assert kept.workspace() is proposed
    name = proposed.definition.sources[0].files[0]
    (kept.folder / name).unlink()
    assert len(kept.workspace().definition.sources) < len(proposed.definition.sources)


def test_only_the_last_used_stay(kept: KeptJourneys) -> None:
    first = kept.journeys()
    for name in first.journeys.vocabulary.touchpoints[: KEPT + 1]:
        kept.journeys(goal=(name,))
    assert first.journeys.vocabulary.goal
    assert len(kept._held) == KEPT


def test_a_goal_that_nobody_meets_is_refused_with_the_nearest_names(kept: KeptJourneys) -> None:
    with pytest.raises(NotFoundError) as refused:
        kept.journeys(goal=("nothing",))
    assert refused.value.code == "journeys.no_touchpoint"


def test_a_folder_without_data_says_so(tmp_path: Path) -> None:
    (tmp_path / "tropa.yaml").write_text("version: 1\n", "utf-8")
    empty = KeptJourneys(tmp_path)
    assert empty.present() is None
    with pytest.raises(NotFoundError) as refused:
        empty.journeys()
    assert refused.value.code == "evidence.no_data"
