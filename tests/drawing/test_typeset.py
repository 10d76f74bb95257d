"""A scene is set as PDF whose text is text, and as PNG of the asked size; what cannot be set is told in words."""

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image

from tests.drawing.hostile import HOSTILE
from tropa.drawing.scene import Anchor, Line, Mark, Paragraph, Picture, Rect, Scene, Text
from tropa.drawing.scene import Path as Curve
from tropa.drawing.text import right_to_left, wrap
from tropa.drawing.typeset import PAPERS, Paper, render, write_pdf, write_png
from tropa.errors import MapError
from tropa.kit.locale import LANGUAGES

poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="needs poppler-utils")


def scene(*words: str, width: float = 400, height: float = 300) -> Scene:
    lines = tuple(Text(10, 20 + 18 * number, one, 13) for number, one in enumerate(words))
    return Scene(width, height, (Rect(0, 0, 50, 50, fill="#B2452B"), *lines), "Путь <клиента>", "Opis", "ru")


def told(program: str, pdf: bytes, folder: Path, *options: str) -> str:
    path = folder / "map.pdf"
    path.write_bytes(pdf)
    command = [program, str(path), *(["-"] if program == "pdftotext" else []), *options]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@poppler
def test_the_text_of_a_pdf_is_found_in_three_alphabets(tmp_path: Path) -> None:
    pdf = write_pdf(scene("Сравнить цену и доставку", "Zażółć gęślą jaźń", "Купить 🏠 сейчас → <b>", "שלום"))
    text = told("pdftotext", pdf, tmp_path)
    for words in ("Сравнить цену и доставку", "Zażółć gęślą jaźń", "🏠", "сейчас → <b>", "שלום"):
        assert words in text


@poppler
def test_a_pdf_knows_its_title_and_embeds_its_fonts(tmp_path: Path) -> None:
    pdf = write_pdf(scene("Путь"))
    assert "Путь <клиента>" in told("pdfinfo", pdf, tmp_path)
    assert "+Inter-Regular" in told("pdffonts", pdf, tmp_path)
    assert b"/Lang" in pdf


@poppler
@pytest.mark.parametrize(
    ("paper", "size", "pages"),
    [
        ("poster", "1500 x 900", 1),
        ("a4", "841.89 x 595.28", 1),
        ("a3", "1190.55 x 841.89", 1),
        ("a2", "1683.78 x 1190.55", 1),
        ("a3-tiles", "1190.55 x 841.89", 4),
        ("a4-tiles", "841.89 x 595.28", 4),
    ],
)
def test_each_paper_has_its_size_and_pages(paper: Paper, size: str, pages: int, tmp_path: Path) -> None:
    facts = told("pdfinfo", write_pdf(scene("Путь", width=2000, height=1200), paper), tmp_path)
    assert f"Page size:       {size} pts" in facts
    assert f"Pages:           {pages}\n" in facts


@poppler
def test_tiles_overlap_so_that_no_line_is_lost_between_them(tmp_path: Path) -> None:
    height = 2000
    rows = [Text(20, y, f"row{y}", 13) for y in range(20, height, 20)]
    text = told("pdftotext", write_pdf(Scene(900, height, tuple(rows), "Rows"), "a4-tiles"), tmp_path)
    assert all(row.words in text for row in rows)


def test_links_of_a_pdf_lead_to_web_addresses_only() -> None:
    safe = Text(10, 20, "source", 13, link="https://example.org/a")
    pdf = write_pdf(Scene(200, 90, (safe, Text(10, 60, "x", 13, link="javascript:alert(1)")), "Map"))
    assert b"https://example.org/a" in pdf
    assert b"javascript" not in pdf


@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_png_has_as_many_pixels_as_asked(scale: int) -> None:
    with Image.open(io.BytesIO(write_png(scene("Путь"), scale))) as image:
        assert image.size == (400 * scale, 300 * scale)
        assert image.convert("RGB").getpixel((25 * scale, 5 * scale)) == (0xB2, 0x45, 0x2B)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_drawn_without_harm(words: str, capfd: pytest.CaptureFixture[str]) -> None:
    lines = wrap(words, 13, 180, lines=4)
    anchor: Anchor = "end" if right_to_left(words) else "start"
    drawing = Scene(200, 100, (Paragraph(10, 10, 180, lines, words, 13, anchor=anchor),), words, words)
    assert write_pdf(drawing).startswith(b"%PDF")
    assert write_png(drawing, 1).startswith(b"\x89PNG")
    assert capfd.readouterr().err == ""


def test_a_panic_of_the_typesetter_becomes_an_error_in_words() -> None:
    spans = "<tspan font-family='Noto Color Emoji'>👩‍👩‍👧‍👦🇵🇱</tspan>"
    text = f"<text font-family='Inter'>a{spans} b</text>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{text}</svg>"
    with pytest.raises(MapError) as caught:
        render('#image(bytes(sys.inputs.svg), format: "svg")', {"svg": svg}, "pdf")
    assert caught.value.code == "drawing.render_failed"


def test_what_the_typesetter_refuses_becomes_an_error_in_words() -> None:
    with pytest.raises(MapError) as caught:
        render("#nothing-of-that-name", {}, "pdf")
    assert caught.value.code == "drawing.render_failed"


def test_sizes_beyond_the_limits_are_refused_in_three_languages() -> None:
    vast = scene("Путь", width=30_000, height=30_000)
    attempts: tuple[Callable[[], bytes], ...] = (
        lambda: write_png(vast, 1),
        lambda: write_png(scene("Путь"), 5),
        lambda: write_pdf(vast),
        lambda: write_pdf(vast, "a4-tiles"),
        lambda: write_pdf(scene("Путь"), "a9"),  # type: ignore[arg-type]
        lambda: write_pdf(scene("x" * 25_000_000)),
    )
    for attempt in attempts:
        with pytest.raises(MapError) as caught:
            attempt()
        assert len({caught.value.text(language) for language in LANGUAGES}) == 3


def test_every_paper_is_listed() -> None:
    assert get_args(Paper) == PAPERS


def test_every_shape_is_drawn_where_the_scene_says() -> None:
    red = io.BytesIO()
    Image.new("RGB", (8, 8), "#FF0000").save(red, "PNG")
    shapes = (
        Rect(0, 0, 40, 40, fill="#4560DE"),
        Line(0, 50, 100, 50, stroke="#347A42", stroke_width=6),
        Curve(((50, 0), (90, 0), (90, 10, 90, 30, 90, 40), (50, 40)), fill="#7F50C8", closed=True),
        Mark(20, 80, 10, fill="#B94A2A"),
        Mark(60, 80, 10, "square", fill="#2070A6"),
        Picture(100, 60, 40, 40, red.getvalue(), "image/png", "red"),
    )
    with Image.open(io.BytesIO(write_png(Scene(150, 110, shapes, "Shapes"), 1))) as image:
        flat = image.convert("RGB")
    found = {(x, y): "#" + flat.crop((x, y, x + 1, y + 1)).tobytes().hex().upper() for x, y in SEEN}
    assert found == SEEN


SEEN = {
    (20, 20): "#4560DE",
    (60, 50): "#347A42",
    (70, 20): "#7F50C8",
    (20, 80): "#B94A2A",
    (60, 80): "#2070A6",
    (120, 80): "#FF0000",
    (145, 5): "#FFFFFF",
}


def test_a_scene_without_background_is_transparent() -> None:
    with Image.open(io.BytesIO(write_png(Scene(20, 20, (), "Nothing", background=None), 1))) as image:
        assert image.convert("RGBA").getpixel((5, 5)) == (0, 0, 0, 0)
