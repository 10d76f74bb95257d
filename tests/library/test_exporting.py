"""A customer gets everything that is kept of them, and nothing of anybody else."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from tests.library.privacy_folder import EMAIL, ERASED, TEXT, privacy_folder
from tropa.errors import InputError, NotFoundError
from tropa.library.exporting import export_customer, write_customer
from tropa.library.importing import import_files
from tropa.library.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = open_workspace(privacy_folder(tmp_path / "shop"))
    import_files(workspace)
    return workspace


def test_the_export_holds_all_rows_of_the_customer_alone(workspace: Workspace) -> None:
    told = export_customer(workspace, EMAIL)
    assert told["customer"] == f"customer:{ERASED}"
    assert [len(told[table]) for table in ("ids", "events", "traits", "verbatims")] == [2, 4, 1, 2]
    assert told["traits"][0]["traits"].keys() == {"name"}
    assert TEXT in {row["text"] for row in told["verbatims"]}
    assert "c12" not in json.dumps(told)


def test_a_zip_holds_a_table_each_and_a_page_in_the_language(workspace: Workspace, tmp_path: Path) -> None:
    path = write_customer(workspace, f"customer:{ERASED}", tmp_path / "out" / "anna.zip", language="pl")
    with zipfile.ZipFile(path) as packed:
        names = set(packed.namelist())
        assert {"README.txt", "customer.json", "events.csv", "verbatims.csv", "traits.csv", "ids.csv"} <= names
        assert "Co jest przechowywane" in packed.read("README.txt").decode()
        rows = list(csv.DictReader(io.StringIO(packed.read("events.csv").decode("utf-8-sig"))))
    assert [row["name"] for row in rows] == ["visit", "catalog", "cart", "purchase"]


def test_a_bad_suffix_and_a_stranger_are_told(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.json, \.zip"):
        write_customer(workspace, EMAIL, tmp_path / "anna.doc")
    with pytest.raises(NotFoundError, match="crm:404"):
        write_customer(workspace, "crm:404", tmp_path / "anna.json")
