"""Source files lose the customer's records alone, or stay as they are and are told."""

import gzip
from pathlib import Path

import pytest

from tropa.library.erasing import erase
from tropa.library.importing import import_files
from tropa.library.workspace import Workspace, open_workspace

ROWS = "client_id,time,event,amount\n" + "".join(
    f"{number % 9},2026-10-01 10:{number:02d}:00,order,{7 if number % 2 else number}\n" for number in range(40)
)


def workspace(folder: Path, name: str, content: bytes) -> Workspace:
    columns = "{client_id: {role: id, id_kind: crm}}"
    (folder / "tropa.yaml").write_text(f"sources: [{{name: a, files: ['{name}'], mapping: {{columns: {columns}}}}}]")
    (folder / name).write_bytes(content)
    made = open_workspace(folder)
    import_files(made)
    return made


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_id_that_is_also_an_amount_takes_nobody_else_along(tmp_path: Path, encoding: str) -> None:
    made = workspace(tmp_path, "orders.csv", ROWS.encode(encoding))
    done = erase(made, "crm:7")
    left = (tmp_path / "orders.csv").read_text(encoding).splitlines()
    assert [path.name for path in done.sources] == ["orders.csv"]
    assert left == [line for line in ROWS.splitlines() if not line.startswith("7,")]
    assert done.act.remaining == ()


def test_a_quoted_cell_of_several_lines_goes_as_a_whole(tmp_path: Path) -> None:
    kept = 'client_id,date,rating,text\n2,2026-10-02,4,"Another word"\n'
    rows = kept.replace("text\n", 'text\n1,2026-10-01,5,"First line of one\nand the second"\n')
    made = workspace(tmp_path, "said.csv", rows.encode())
    erase(made, "crm:1")
    assert (tmp_path / "said.csv").read_text() == kept


def test_a_packed_file_stays_and_is_told(tmp_path: Path) -> None:
    packed = gzip.compress(ROWS.encode())
    made = workspace(tmp_path, "orders.csv.gz", packed)
    done = erase(made, "crm:7")
    assert (tmp_path / "orders.csv.gz").read_bytes() == packed
    assert (done.sources, done.act.remaining) == ((), ("orders.csv.gz",))


def test_a_customer_with_a_quotation_mark_in_the_id_is_erased(tmp_path: Path) -> None:
    rows = "client_id,time,event\nO'Neil,2026-10-01 10:00:00,visit\nB,2026-10-01 11:00:00,visit\n"
    made = workspace(tmp_path, "visits.csv", rows.encode())
    assert erase(made, "crm:O'Neil").act.rows["events"] == 1
    assert made.lake.read("events")["ids"].to_pylist() == [["crm:B"]]
