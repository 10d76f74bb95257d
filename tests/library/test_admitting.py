"""What is imported is stored as the definition allows."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tropa.library.importing import import_files
from tropa.library.retention import purge_old
from tropa.library.workspace import Workspace, open_workspace
from tropa.voice.quotes import quotes

PEOPLE = "customer_id,name,city\n1,Анна Волкова,Казань\n2,Marek Gołąb,Łódź\n"
SAID = (
    "Анне Волковой не перезвонили, хотя в Казани обещали и звонили на 8 903 123 45 67 весь день",
    "Mówili do Marka Gołębia z Łodzi niemiło, pisali na jan@wp.pl i nic z tego nie wyszło",
)


def folder(path: Path, more: str = "", source: str = "", day: str = "2026-10-01") -> Workspace:
    path.mkdir(exist_ok=True)
    definition = (
        "sources:\n"
        f"  - {{name: reviews, files: [a_reviews.csv]{source}}}\n"
        "  - {name: people, files: [people.csv], mapping: {columns: {name: {role: trait}, city: {role: trait}}}}\n"
        f"{more}\n"
    )
    (path / "tropa.yaml").write_text(definition, "utf-8")
    (path / "people.csv").write_text(PEOPLE, "utf-8")
    rows = [f'{day},{number},3,"{text}"' for number, text in enumerate(SAID, 1)]
    (path / "a_reviews.csv").write_text("\n".join(["date,customer_id,rating,text", *rows]) + "\n", "utf-8")
    return open_workspace(path)


def texts(workspace: Workspace) -> list[Any]:
    rows = workspace.lake.read("verbatims").to_pylist()
    return [row["text"] for row in sorted(rows, key=lambda row: str(row["ids"]))]


def test_names_are_masked_though_the_people_come_after_their_words(tmp_path: Path) -> None:
    workspace = folder(tmp_path)
    import_files(workspace)
    assert texts(workspace) == [
        "⟨name⟩ не перезвонили, хотя в ⟨address⟩ обещали и звонили на ⟨phone⟩ весь день",
        "Mówili do ⟨name⟩ z ⟨address⟩ niemiło, pisali na ⟨e-mail⟩ i nic z tego nie wyszło",
    ]
    stored = b"".join(path.read_bytes() for path in (tmp_path / "lake" / "verbatims").rglob("*.parquet"))
    assert "Казани".encode() not in stored
    assert workspace.lake.read("traits", version=0).num_rows == 2  # the past of other tables stays
    assert [one.added for one in import_files(workspace)] == [0, 0]


def test_the_definition_says_what_is_masked(tmp_path: Path) -> None:
    workspace = folder(tmp_path, "privacy: {mask: [e-mail]}")
    import_files(workspace)
    assert texts(workspace) == [SAID[0], SAID[1].replace("jan@wp.pl", "⟨e-mail⟩")]


def test_own_traits_may_be_named(tmp_path: Path) -> None:
    workspace = folder(tmp_path, "privacy: {mask: [name, address], own_traits: [city]}")
    import_files(workspace)
    assert "⟨address⟩" in texts(workspace)[0]
    assert "Marka Gołębia z ⟨address⟩" in texts(workspace)[1]


def test_forgotten_traits_are_never_stored(tmp_path: Path) -> None:
    workspace = folder(tmp_path, "privacy: {forget_traits: [name]}")
    import_files(workspace)
    assert set(workspace.lake.read("traits")["traits"].to_pylist()) == {'{"city": "Казань"}', '{"city": "Łódź"}'}


@pytest.mark.parametrize(("source", "quoted"), [("", 2), (", consent: required", 0)])
def test_nobody_is_quoted_without_a_consent_where_it_is_required(tmp_path: Path, source: str, quoted: int) -> None:
    workspace = folder(tmp_path, source=source)
    import_files(workspace)
    assert len(quotes(workspace.lake.read("verbatims"))) == quoted


def test_rows_past_their_retention_are_neither_taken_in_nor_kept(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    day = (now - timedelta(days=20)).date().isoformat()
    workspace = folder(tmp_path, source=", retention: 30d", day=day)
    import_files(workspace)
    assert purge_old(workspace).removed == 0
    purged = purge_old(workspace, now=now + timedelta(days=11))
    assert purged.rows == {"reviews": {"events": 0, "traits": 0, "verbatims": 2}}
    assert workspace.lake.read("verbatims").num_rows == 0
    assert workspace.lake.read("traits").num_rows == 2
    late = folder(tmp_path, source=", retention: 10d", day=day)
    assert import_files(late)[0].added == 0
