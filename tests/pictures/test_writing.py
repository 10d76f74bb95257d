"""Pictures as files."""

import re
import xml.etree.ElementTree as ElementTree

from tests.pictures.shop import answers
from tropa.pictures.writing import write_html, write_svg


def test_an_svg_is_whole_and_loads_nothing() -> None:
    for answer in answers().values():
        written = write_svg(answer)
        ElementTree.fromstring(written)
        assert re.findall(r"(?:href|src)=", written) == []


def test_a_page_has_the_picture_the_table_and_the_definition_and_runs_nothing() -> None:
    answer = answers()["funnel"]
    page = write_html(answer, "ru")
    assert page.count("<svg") == 1
    assert page.count("<tr>") == 1 + len(answer.rows())
    assert "@font-face" in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    assert 'accesskey="t"' in page
    assert answer.definition_in("ru")[:20] in page


def test_every_answer_has_a_page_in_every_language() -> None:
    for answer in answers().values():
        assert write_html(answer, "pl").endswith("</html>\n")
