"""A scene becomes well-formed SVG in which nothing that people wrote has power."""

import xml.etree.ElementTree as ET

import pytest

from tests.drawing.hostile import HOSTILE
from tropa.drawing.scene import Group, Line, Mark, Paragraph, Path, Picture, Rect, Scene, Text
from tropa.drawing.svg import number, run_places, safe_link, write_svg
from tropa.drawing.text import width, wrap

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*items: Group | Line | Mark | Paragraph | Path | Picture | Rect | Text, title: str = "Map") -> ET.Element:
    return ET.fromstring(write_svg(Scene(200, 100, items, title=title, description="Of a customer", language="pl")))


def test_every_shape_becomes_its_element() -> None:
    root = drawn(
        Rect(0, 0, 10, 10, fill="#FFFFFF", stroke="#000000", radius=6),
        Line(0, 0, 9.999, 9, dash=(1, 4)),
        Path(((0, 0), (5, 5), (6, 5, 7, 5, 8, 0)), stroke="#2458D3"),
        Mark(5, 5, 4),
        Mark(5, 5, 4, "star"),
        Picture(0, 0, 9, 9, b"\x89PNG", "image/png", "A face"),
        Text(0, 9, "Hi", 13),
    )
    assert [child.tag.removeprefix(SVG) for child in root][2:] == [
        "rect", "rect", "line", "path", "circle", "polygon", "image", "text",
    ]  # fmt: skip
    assert root.find(f"{SVG}path").attrib["d"] == "M0 0L5 5C6 5 7 5 8 0"  # type: ignore[union-attr]
    assert root.find(f"{SVG}line").attrib["x2"] == "10"  # type: ignore[union-attr]


def test_the_drawing_is_named_and_described_in_its_language() -> None:
    root = drawn(Group((Rect(0, 0, 1, 1),), title="Zakup", role="listitem", kind="stage"))
    assert [root[0].text, root[1].text] == ["Map", "Of a customer"]
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "pl"
    group = root.find(f"{SVG}g")
    assert group is not None
    assert group.attrib == {"role": "listitem", "aria-label": "Zakup", "class": "stage"}
    assert group[0].text == "Zakup"


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_only_text(words: str) -> None:
    root = drawn(
        Text(0, 9, words, 13, color=words, link=words),
        Paragraph(0, 0, 90, wrap(words, 13, 90, lines=3), words, 13),
        Group((), title=words, kind=words),
        title=words,
    )
    assert not {node.tag.removeprefix(SVG) for node in root.iter()} - {"svg", "title", "desc", "rect", "g", "text"}


def test_each_run_is_a_text_of_its_own_with_its_font() -> None:
    texts = drawn(Text(10, 20, "до 🏠 после", 13, 600)).findall(f"{SVG}text")
    assert [text.text for text in texts] == ["до ", "🏠", " после"]
    assert [text.attrib.get("font-weight") for text in texts] == ["600", None, "600"]
    assert "Noto Color Emoji" in texts[1].attrib["font-family"]
    assert float(texts[1].attrib["x"]) == pytest.approx(10 + width("до ", 13, 600), abs=0.01)


def test_a_line_ends_or_is_centred_where_it_is_anchored() -> None:
    wide = width("до 🏠", 13)
    starts = [next(run_places(Text(100, 0, "до 🏠", 13, anchor=anchor)))[0] for anchor in ("start", "middle", "end")]
    assert starts == pytest.approx([100, 100 - wide / 2, 100 - wide])


def test_runs_of_a_right_to_left_line_stand_from_right_to_left() -> None:
    words = [words for _, words, _ in run_places(Text(100, 0, "שלום 🏠 ok", 13, anchor="end"))]
    assert words == [" ok", "🏠", "שלום \u200f"]


def test_only_whole_web_addresses_become_links() -> None:
    assert safe_link("https://example.org/?a=1&b=2") == "https://example.org/?a=1&b=2"
    for address in (
        "javascript:alert(1)",
        " java\nscript:x",
        "data:text/html,x",
        "//example.org",
        "https://",
        "http://[",
        None,
    ):
        assert safe_link(address) is None
    root = drawn(Text(0, 9, "a", 13, link='https://example.org/"><script>'))
    assert root.find(f"{SVG}a") is not None
    assert root.find(f".//{SVG}script") is None


def test_numbers_have_two_decimals_at_most() -> None:
    assert [number(value) for value in (1 / 3, 2.0, -0.001, 1234.567, 0.1)] == ["0.33", "2", "0", "1234.57", "0.1"]


def test_embedded_fonts_are_those_the_letters_need() -> None:
    scene = Scene(99, 99, (Text(0, 9, "Путь שלום 🏠", 13), Text(0, 9, "слова", 13, italic=True)), title="Map")
    style = ET.fromstring(write_svg(scene, embed_fonts=True)).find(f"{SVG}style")
    assert style is not None
    assert style.text is not None
    assert style.text.count("@font-face") == 3
    assert style.text.count("font-style:italic") == 1
    assert "Emoji" not in style.text
