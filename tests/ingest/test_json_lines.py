from pathlib import Path

import pytest

from tests.ingest.files import written
from tropa.errors import InputError
from tropa.ingest.head import look
from tropa.ingest.json_lines import JsonSheet, flat
from tropa.ingest.mapping import Mapping
from tropa.ingest.report import ImportReport
from tropa.kit.progress import silent

Rows = list[dict[str, str | None]]


def read(path: Path) -> tuple[Rows, ImportReport]:
    report = ImportReport(str(path), "", "")
    chunks = list(JsonSheet(look(path), Mapping(), report).chunks(report, silent))
    columns = {name: values.to_pylist() for chunk in chunks for name, values in chunk.columns.items()}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)], report


def test_lines_and_an_array_are_the_same_table(tmp_path: Path) -> None:
    one, two = '{"id": 7253110200330412345, "city": "Łódź"}', '{"id": 2, "city": null}'
    expected: Rows = [{"id": "7253110200330412345", "city": "Łódź"}, {"id": "2", "city": None}]
    assert read(written(tmp_path, "a.jsonl", f"{one}\n\n{two}\n"))[0] == expected
    assert read(written(tmp_path, "a.json", f"[{one},\n {two}]"))[0] == expected


def test_a_line_that_is_no_object_costs_itself(tmp_path: Path) -> None:
    found, report = read(written(tmp_path, "a.jsonl", '{"id": 1}\n{"id": \n[1]\n{"id": 4}\n'))
    assert [row["id"] for row in found] == ["1", "4"]
    told = [(refused.line, refused.code) for refused in report.rejections]
    assert told == [(2, "ingest.bad_json"), (3, "ingest.not_an_object")]
    assert report.rows == 4


def test_fields_that_only_some_objects_have_are_columns(tmp_path: Path) -> None:
    found, _ = read(written(tmp_path, "a.jsonl", '{"id": 1}\n{"id": 2, "page": {"url": "/x"}}\n'))
    assert found == [{"id": "1", "page.url": None}, {"id": "2", "page.url": "/x"}]


def test_values_are_written_as_json_writes_them() -> None:
    assert flat({"a": True, "b": 1.50, "c": ["ż"], "d": {}}) == {"a": "true", "b": "1.5", "c": '["ż"]'}


def test_an_array_that_is_cut_is_a_broken_file(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        read(written(tmp_path, "a.json", '[{"id": 1}, {"id"'))
    assert told.value.code == "ingest.broken_file"


def test_nothing_but_broken_lines_has_no_columns(tmp_path: Path) -> None:
    with pytest.raises(InputError) as told:
        read(written(tmp_path, "a.jsonl", "{1}\n{2}\n"))
    assert told.value.code == "ingest.no_columns"
