"""An erased customer leaves no trace in the workspace, does not come back, and nobody else loses anything."""

import json
import re
from pathlib import Path
from shutil import copytree
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.library.privacy_folder import EMAIL, ERASED, HASH, TEXT, drafted, name_of, privacy_folder
from tropa.errors import NotFoundError
from tropa.events.destruction import broken_at
from tropa.library import erasing
from tropa.library.documents import read_map
from tropa.library.erasing import erase, resume_erasures
from tropa.library.importing import import_files
from tropa.library.person import find_person
from tropa.library.workspace import Workspace, forget, open_workspace
from tropa.model.view import stale_since

NAME = name_of(int(ERASED[1:]))
OTHER = "customer:c12"


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return drafted(tmp_path_factory.mktemp("erasing") / "shop").folder


@pytest.fixture
def workspace(shop: Path, tmp_path: Path) -> Workspace:
    return open_workspace(copytree(shop, tmp_path / "shop"))


def everything(folder: Path) -> dict[Path, str]:
    """The content of every file of the folder as text, tables opened."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            found[path] = path.read_bytes().decode("utf-8", "replace")
        if path.suffix == ".parquet":
            found[path] += str(pq.ParquetFile(path).read().to_pylist())
        if path.suffix == ".arrow":
            with pa.OSFile(str(path)) as source:
                found[path] += str(pa.ipc.open_file(source).read_all().to_pylist())
    return found


def with_traces(folder: Path, *more: str) -> list[str]:
    traces = re.compile("|".join([rf"(?<![0-9a-zA-Z]){ERASED}(?![0-9a-zA-Z])", EMAIL, HASH, TEXT[:25], NAME, *more]))
    return [path.relative_to(folder).as_posix() for path, text in everything(folder).items() if traces.search(text)]


def rows_of_others(workspace: Workspace) -> dict[str, list[Any]]:
    theirs = re.compile(f"'customer:{ERASED}'|{HASH}")
    found = {}
    for table in ("events", "traits", "verbatims"):
        rows = workspace.lake.read(table).drop_columns(["import_id"]).to_pylist()
        found[table] = sorted(str(row) for row in rows if not theirs.search(str(row)))
    return found


def test_before_it_is_erased_the_customer_is_in_many_files(workspace: Workspace) -> None:
    found = with_traces(workspace.folder)
    assert len(found) > 8
    assert {"events.csv", "people.csv", "reviews.csv", "chats.csv", "maps/all.map.json", "maps/all.html"} <= set(found)


def test_no_byte_of_the_customer_is_left(workspace: Workspace) -> None:
    person = find_person(workspace, EMAIL)
    keys = [*person.rows["events"]["event_id"].to_pylist(), *person.rows["verbatims"]["verbatim_id"].to_pylist()]
    import_files(workspace)  # a table of several versions
    done = erase(workspace, EMAIL, ground="request 17", by="N. N.")
    assert with_traces(workspace.folder, *keys) == []
    assert done.act.rows == {"events": 4, "traits": 1, "verbatims": 2}
    assert done.act.remaining == ()
    assert [path.name for path in done.sources] == ["events.csv", "people.csv", "reviews.csv", "chats.csv"]


def test_other_customers_lose_nothing(workspace: Workspace) -> None:
    before = rows_of_others(workspace)
    sources = {path.name: len(path.read_text().splitlines()) for path in workspace.folder.glob("*.csv")}
    erase(workspace, EMAIL)
    assert rows_of_others(workspace) == before
    lines = {path.name: len(path.read_text().splitlines()) for path in workspace.folder.glob("*.csv")}
    assert {name: sources[name] - lines[name] for name in lines} == {
        "events.csv": 4,
        "people.csv": 1,
        "reviews.csv": 1,
        "chats.csv": 1,
    }
    assert len(find_person(workspace, OTHER).rows["verbatims"]) == 2


def test_another_import_of_the_sources_brings_nothing_back(workspace: Workspace) -> None:
    erase(workspace, EMAIL, sources=False)
    before = rows_of_others(workspace)
    assert sum(one.added for one in import_files(workspace)) == 0
    forget(workspace.folder)
    import_files(workspace)
    assert rows_of_others(workspace) == before
    assert [name for name in with_traces(workspace.folder) if name.startswith("lake")] == []
    with pytest.raises(NotFoundError, match=re.escape(EMAIL)):
        find_person(workspace, EMAIL)


def test_source_files_that_are_kept_are_told(workspace: Workspace) -> None:
    done = erase(workspace, EMAIL, sources=False)
    assert done.act.remaining == ("chats.csv", "events.csv", "people.csv", "reviews.csv")


def test_quotes_in_maps_are_blanked_and_their_evidence_is_stale(workspace: Workspace) -> None:
    path = workspace.folder / "maps" / "all.map.json"
    quoted = [card for card in read_map(path).cards if TEXT in card.body]
    assert quoted
    done = erase(workspace, EMAIL)
    map_ = read_map(path)
    blank = {card.id: card for card in map_.cards}[quoted[0].id]
    assert (blank.body, blank.quote) == ("[removed at the customer’s request]", None)
    records = [record for record in map_.evidence if record.id in blank.evidence]
    assert all(not record.quotes and stale_since(record, done.act.time.date()) for record in records)
    assert {path.name for path in done.documents} == {"all.map.json", "all.html", "all.md"}


@pytest.mark.parametrize("step", ["_empty_lake", "blank_documents", "clean_sources", "write_act", "log"])
def test_an_interrupted_erasure_is_finished_later(
    workspace: Workspace, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(erasing, step, breaks)
        with pytest.raises(KeyboardInterrupt):
            erase(workspace, EMAIL)
    (done,) = resume_erasures(open_workspace(workspace.folder))
    assert done.act.rows == {"events": 4, "traits": 1, "verbatims": 2}
    assert with_traces(workspace.folder) == []
    assert resume_erasures(workspace) == []


def test_the_log_is_a_chain_that_shows_a_changed_row(workspace: Workspace) -> None:
    erase(workspace, EMAIL)
    erase(workspace, OTHER)
    log = workspace.folder / "erasures" / "log.jsonl"
    assert broken_at(log) is None
    log.write_text(log.read_text().replace('"events": 4', '"events": 3', 1))
    assert broken_at(log) == 1


def test_the_act_says_what_was_destroyed_in_the_language_asked_for(workspace: Workspace) -> None:
    done = erase(workspace, EMAIL, ground="обращение № 17", by="И. Петров", language="ru")
    table, sheet = done.act_files
    said = table.read_text("utf-8-sig")
    assert "Уничтожено событий,4 строки" in said
    assert "обращение № 17" in said
    assert sheet.read_bytes().startswith(b"%PDF")
    assert json.dumps(done.to_dict(), ensure_ascii=False).count(done.act.number) > 1


def test_a_customer_is_erased_from_a_lake_that_was_never_stitched(tmp_path: Path) -> None:
    workspace = open_workspace(privacy_folder(tmp_path / "shop"))
    import_files(workspace)
    assert erase(workspace, f"customer:{ERASED}").act.rows == {"events": 4, "traits": 1, "verbatims": 2}
    assert with_traces(workspace.folder) == []


def test_sources_are_cleaned_of_one_though_they_still_hold_another_erased_customer(workspace: Workspace) -> None:
    erase(workspace, OTHER, sources=False)
    done = erase(workspace, EMAIL)
    assert len(done.sources) == 4
    assert with_traces(workspace.folder) == []
    assert "c12," in (workspace.folder / "events.csv").read_text()


def test_models_that_learnt_from_the_texts_are_listed(workspace: Workspace) -> None:
    (workspace.folder / "models").mkdir()
    (workspace.folder / "models" / "valence.bin").write_bytes(b"weights")
    assert erase(workspace, EMAIL).act.rebuild == ("valence.bin",)


@pytest.mark.parametrize("who", ["customer:nobody", "nobody@example.com", "phone:x", "+1"])
def test_who_is_not_there_is_told(workspace: Workspace, who: str) -> None:
    with pytest.raises(NotFoundError, match=re.escape(who.removeprefix("phone:"))):
        erase(workspace, who)
    assert not (workspace.folder / "erasures").exists()
