from pathlib import Path

from tests.ingest.files import written
from tropa.ingest.edited_sheet import EditedSheet
from tropa.ingest.head import look
from tropa.ingest.mapping import Mapping
from tropa.ingest.report import ImportReport
from tropa.ingest.sheets import open_sheet
from tropa.kit.progress import silent


def opened(tmp_path: Path) -> tuple[EditedSheet, ImportReport]:
    path, report = (
        written(tmp_path, "a.csv", "mark,status\ngood,ok\nbad,spam\n,ok\ngood,\n"),
        ImportReport("a.csv", "s", "i"),
    )
    sheet = open_sheet(look(path), Mapping(), report)
    edits = {"mark": lambda value: {"good": "1", "bad": "0"}.get(value)}
    return EditedSheet(sheet, edits, ("status", lambda value: value == "spam", "ingest.no_answer")), report


def test_values_are_edited_and_rows_refused_with_their_line(tmp_path: Path) -> None:
    sheet, report = opened(tmp_path)
    (chunk,) = sheet.chunks(report, silent)
    assert chunk.columns["mark"].to_pylist() == ["1", None, "1"]
    assert chunk.columns["status"].to_pylist() == ["ok", "ok", ""]
    assert [(one.line, one.value, one.code) for one in report.rejections] == [(3, "spam", "ingest.no_answer")]
    assert (sheet.columns, chunk.lines.tolist()) == (("mark", "status"), [2, 4, 5])
