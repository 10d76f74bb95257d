"""Every picture against the one that was looked at; TROPA_SNAPSHOTS=write stores them anew, to be looked at again."""

import os
from pathlib import Path

import pytest

from tests.pictures.shop import answers
from tropa.drawing.svg import write_svg
from tropa.pictures.answers.curves import coverage_curve
from tropa.pictures.page import Geometry, draw
from tropa.pictures.picture import picture_of

FOLDER = Path(__file__).parent / "snapshots"
NAMES = ["coverage", *sorted(answers())]


def picture(name: str) -> Geometry:
    if name == "coverage":
        return coverage_curve(answers()["variants"], "en")  # type: ignore[arg-type]
    return picture_of(answers()[name])


@pytest.mark.parametrize("name", NAMES)
def test_the_picture_is_as_it_was(name: str) -> None:
    stored = FOLDER / f"{name}.svg"
    drawn = write_svg(draw(picture(name))).replace("><", ">\n<") + "\n"
    if os.environ.get("TROPA_SNAPSHOTS") == "write":
        stored.write_text(drawn, "utf-8")
    assert drawn == stored.read_text("utf-8")


def test_no_snapshot_is_left_of_a_picture_that_is_gone() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.svg")) == sorted(NAMES)
