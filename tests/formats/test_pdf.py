"""The PDF of a map: pages, paper, text that is text."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.formats.layout.full_map import TODAY, full_map
from tests.formats.layout.reading import bare
from tropa.errors import MapError
from tropa.formats.pdf import PAGES, write_pdf
from tropa.model.view import live_cards

poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")


def text_of(pdf: bytes, folder: Path) -> str:
    file = folder / "map.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-raw", file, "-"], check=True, capture_output=True).stdout.decode()


@poppler
@pytest.mark.parametrize("page", ["poster", "a4"])
def test_every_word_of_every_card_is_found_in_the_pdf(page: str, tmp_path: Path) -> None:
    words = bare(text_of(write_pdf(full_map("pl"), page, today=TODAY), tmp_path))
    for one in live_cards(full_map("pl")):
        if one.id not in ("hid", "story"):  # a family emoji is one glyph with no word behind it
            assert bare(one.body) in words, one.id


@pytest.mark.parametrize("page", PAGES)
def test_every_page_kind_is_a_pdf(page: str) -> None:
    assert write_pdf(full_map("en"), page, today=TODAY).startswith(b"%PDF-")


@poppler
def test_a_poster_is_one_page_and_a_portrait_for_each_persona(tmp_path: Path) -> None:
    assert text_of(write_pdf(full_map("en"), today=TODAY), tmp_path).count("\f") == 3


def test_an_unknown_page_is_refused_with_those_there_are() -> None:
    with pytest.raises(MapError, match="poster, a4, a3, a2, tiles"):
        write_pdf(full_map("en"), "b5")


def test_the_same_map_gives_the_same_pdf() -> None:
    assert write_pdf(full_map("ru"), "a3", today=TODAY) == write_pdf(full_map("ru"), "a3", today=TODAY)
