"""Workspaces: whose definition holds, and what is proposed where there is none."""

from pathlib import Path

import pytest

from tests.shop_folder import break_files, shop
from tropa.definition.load import dump, loads
from tropa.errors import NotFoundError
from tropa.kit.locale import LANGUAGES, Language
from tropa.library.proposing import propose_for
from tropa.library.workspace import home_of, open_workspace


def test_a_folder_without_a_definition_gets_a_proposed_one(tmp_path: Path) -> None:
    break_files(shop(tmp_path))
    home = open_workspace(tmp_path)
    assert not home.written
    assert {source.name for source in home.definition.sources} == {"events", "reviews"}
    assert {path.name for path in home.left_out} == {"cut.csv.gz", "garbage.csv", "log.xes"}
    assert not (tmp_path / "tropa.yaml").exists()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_proposal_is_in_the_language_asked_for_and_loads_as_written(tmp_path: Path, language: Language) -> None:
    proposal = propose_for(shop(tmp_path), language=language)
    assert proposal.definition.language == language
    assert loads(dump(proposal.definition, proposal.notes)) == proposal.definition


def test_without_a_language_the_reader_s_is_proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROPA_LANGUAGE", "pl")
    assert propose_for(shop(tmp_path)).definition.language == "pl"


def test_the_folder_s_own_definition_holds_unless_another_is_named(tmp_path: Path) -> None:
    (tmp_path / "tropa.yaml").write_text("language: pl")
    (tmp_path / "other.yaml").write_text("language: ru")
    assert open_workspace(tmp_path).definition.language == "pl"
    assert open_workspace(tmp_path, tmp_path / "other.yaml").definition.language == "ru"


def test_an_import_goes_to_the_one_folder_given_or_to_the_workspace_named(tmp_path: Path) -> None:
    assert home_of([tmp_path], None, None).folder == tmp_path
    assert home_of([tmp_path / "a.csv"], tmp_path / "new", None).folder == tmp_path / "new"
    assert (tmp_path / "new").is_dir()


def test_what_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no folder"):
        open_workspace(tmp_path / "gone")
    with pytest.raises(NotFoundError, match=r"gone\.yaml"):
        open_workspace(tmp_path, tmp_path / "gone.yaml")
    with pytest.raises(NotFoundError, match="Nothing to import"):
        propose_for(tmp_path)
