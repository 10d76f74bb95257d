from pathlib import Path

import pytest

from tests.ingest.words_documents import document, packed
from tropa.errors import InputError
from tropa.ingest import docx
from tropa.ingest.docx import docx_lines, is_docx
from tropa.ingest.head import look

ENTITIES = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def code(path: Path) -> str:
    with pytest.raises(InputError) as refused:
        docx_lines(path)
    return refused.value.code


def test_paragraphs_become_lines_in_every_script(tmp_path: Path) -> None:
    path = packed(tmp_path, "a.docx", document("Анна: Привет & пока", "", "Łódź 👍🏽"))
    assert docx_lines(path) == ["Анна: Привет & пока", "", "Łódź 👍🏽"]


def test_breaks_begin_lines_and_deleted_words_are_gone(tmp_path: Path) -> None:
    body = document("xx").replace(
        b"xx</w:t>",
        b"one</w:t><w:br/><w:t>two</w:t><w:del><w:r><w:t>never</w:t><w:delText>no</w:delText></w:r></w:del>",
    )
    assert docx_lines(packed(tmp_path, "a.docx", body)) == ["one", "two"]


def test_entities_are_refused_before_they_grow_in_any_encoding(tmp_path: Path) -> None:
    for encoding in ("UTF-8", "UTF-16"):
        text = document("x", before=ENTITIES).decode().replace("UTF-8", encoding)
        assert code(packed(tmp_path, f"{encoding}.docx", text.encode(encoding))) == "ingest.docx_entities"


def test_a_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path, "a.docx", document("a" * 300_000))
    assert path.stat().st_size < 5_000
    monkeypatch.setattr(docx, "MOST_BYTES", 100_000)
    assert code(path) == "ingest.docx_too_large"


def test_what_is_no_document_is_told(tmp_path: Path) -> None:
    cut = packed(tmp_path, "cut.docx", document("a", "b")[:-30])
    other = packed(tmp_path, "sheet.xlsx", b"<x/>", "xl/workbook.xml")
    torn = tmp_path / "torn.docx"
    torn.write_bytes(cut.read_bytes()[:200])
    assert {code(path) for path in (cut, other, torn)} == {"ingest.broken_docx"}
    assert [is_docx(look(path)) for path in (cut, other, torn)] == [True, False, False]
