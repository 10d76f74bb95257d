from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.ingest.files import assumed, imported, reasons, written
from tropa.errors import InputError
from tropa.ingest.delimited import DelimitedSheet, Dialect, find_dialect, records
from tropa.ingest.head import look
from tropa.ingest.mapping import Mapping
from tropa.ingest.read import read_file
from tropa.ingest.report import ImportReport
from tropa.ingest.sheet import first_chunk

ROWS = "user_id;event;time\n{}7;pay;2025-01-02 10:00:00\n"


def events_of(path: Path) -> list[list[str]]:
    found = read_file(path)
    return [] if "events" not in found.tables else found.tables["events"].column("ids").to_pylist()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators_are_found_even_beside_decimal_commas(separator: str) -> None:
    lines = [["a", "b", "c"], ["1,5", "x", "2,5"], ["3,5", "y", "4,5"]]
    quoted = [[f'"{cell}"' if separator in cell else cell for cell in line] for line in lines]
    assert find_dialect("\n".join(separator.join(line) for line in quoted)) == Dialect(separator)


def test_runs_of_spaces_part_columns_when_nothing_else_does() -> None:
    text = " id  date      n\n 1   20250101  5\n 22  20250102  7\n"
    dialect = find_dialect(text)
    assert dialect == Dialect(" ")
    assert [fields for _, fields, _ in records(text.splitlines(), dialect)][1] == ["1", "20250101", "5"]


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]))), max_size=5))
def test_quoted_records_come_back_with_their_lines(rows: list[list[str]]) -> None:
    rows = [row for row in rows if row]
    text = "".join(",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n" for row in rows)
    found = list(records(text.splitlines(keepends=True), Dialect(",")))
    assert [(line, fields) for line, fields, _ in found] == list(enumerate(rows, 1))


def test_a_broken_row_never_stops_the_file(tmp_path: Path) -> None:
    broken = '1;open;2025;01;02\n2;few\n\n"3;"lost\n4;2025\n'
    path = written(tmp_path, "t.csv", ROWS.format(broken))
    found = read_file(path)
    assert reasons(found) == [
        (2, "too_many_fields"), (3, "too_few_fields"), (5, "broken_quotes"), (6, "too_few_fields"),
    ]  # fmt: skip
    assert events_of(path) == [["user:7"]]
    assert (found.report.rows, found.report.accepted, found.report.rejected) == (5, 1, 4)


def test_an_open_quote_costs_its_line_and_not_the_file(tmp_path: Path) -> None:
    good = "".join(f"{number};pay;2025-01-02 10:00:00\n" for number in range(5_000))
    path = written(tmp_path, "t.csv", f'user_id;event;time\n"1;pay;2025-01-02\n{good}')
    found = read_file(path)
    assert (found.report.accepted, reasons(found)) == (5_000, [(2, "broken_quotes")])


def test_a_text_over_several_lines_is_one_row_and_later_lines_keep_their_numbers(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", 'user_id,event,time,note\n1,a,2025-01-02,"one\ntwo"\n2,b,never,x\n')
    found = read_file(path)
    assert found.tables["events"].column("properties").to_pylist() == ['{"note":"one\\ntwo"}']
    assert reasons(found) == [(4, "bad_time")]


def test_undecodable_bytes_and_nul_are_refused_by_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    good = "7;оплата;2025-01-02\n".encode() * 20
    path.write_bytes(b"user_id;event;time\n1;\xff\xfe;2025-01-02\n2;a\x00b;2025-01-02\n" + good)
    found = read_file(path)
    assert reasons(found) == [(2, "broken_text"), (3, "broken_text")]
    assert (found.report.encoding, found.report.accepted) == ("utf-8", 20)


def test_a_title_above_the_header_is_skipped_and_told(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", "Отчёт за январь\n\n" + ROWS.format(""))
    found = read_file(path)
    assert (found.report.accepted, "header" in assumed(found)) == (1, True)


def test_a_file_without_names_of_columns_gets_numbers(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", "1,2025-01-02,5\n2,2025-01-03,6\n")
    sheet = DelimitedSheet(look(path), Mapping(), ImportReport("t", "t", ""))
    assert sheet.columns == ("column 1", "column 2", "column 3")
    chunk = first_chunk(sheet)
    assert chunk is not None
    assert chunk.lines.tolist() == [1, 2]


def test_a_separator_after_the_last_field_is_no_field(tmp_path: Path) -> None:
    assert events_of(written(tmp_path, "t.csv", "user_id;event;time\n7;pay;2025-01-02;\n")) == [["user:7"]]


@pytest.mark.parametrize("separator", ["::", '"', "x", ""])
def test_what_cannot_part_columns_is_refused(tmp_path: Path, separator: str) -> None:
    found = imported(written(tmp_path, "t.csv", ROWS.format("")), "table", separator=separator)
    assert (found.report.broken, reasons(found)) == (True, [(None, "bad_separator")])


def test_a_file_of_blank_lines_holds_no_table(tmp_path: Path) -> None:
    path = written(tmp_path, "t.csv", "\n\n\n")
    with pytest.raises(InputError):
        read_file(path, strict=True)
