"""The gallery: every picture is there, small, and made by what stands below it."""

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.tools.loading import load
from tropa.cli import app
from tropa.pictures.picture import PICTURES
from tropa.sample.cinema.write import write

GALLERY_MAKER = load("make_gallery")
GALLERY, PUBLIC_LOG = GALLERY_MAKER.GALLERY, GALLERY_MAKER.PUBLIC_LOG
pictures, public_pictures = GALLERY_MAKER.pictures, GALLERY_MAKER.public_pictures
PAGE = (GALLERY / "index.md").read_text("utf-8")
NAMES = re.findall(r"!\[[^]]*\]\((\w+)\.svg\)", PAGE)
COMMANDS = re.findall(r"^tropa (ask .*)$", PAGE, re.MULTILINE)
PUBLIC = (GALLERY / "public-log.md").read_text("utf-8")
PUBLIC_COMMANDS = re.findall(r"^tropa (ask .*)$", PUBLIC, re.MULTILINE)
with_log = pytest.mark.skipif(not PUBLIC_LOG.exists(), reason="the public log is not here")


def test_every_picture_of_the_page_is_there_and_small_and_no_other() -> None:
    files = {path.stem: path for path in GALLERY.glob("*.svg")}
    assert sorted(files) == sorted(NAMES)
    assert [name for name, path in files.items() if path.stat().st_size > 60_000] == []


def test_every_kind_of_picture_is_shown() -> None:
    text = "".join(path.read_text("utf-8") for path in GALLERY.glob("*.svg"))
    assert len(NAMES) >= len(PICTURES) - 8
    assert all(
        f'class="{kind}"' in text
        for kind in ("link", "edge", "step", "cell", "line", "all", "finding", "bar", "figure")
    )


def test_the_python_of_the_page_makes_its_pictures() -> None:
    made = dict(pictures(PAGE, customers=300))
    assert sorted(made) == sorted(NAMES)
    assert all(svg.startswith("<svg") for svg in made.values())


@pytest.fixture(scope="module")
def cinema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gallery") / "cinema"
    write(folder, customers=300, seed=1, language="en")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_of_the_page_prints_its_picture(
    command: str, cinema: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TROPA_LANGUAGE", "en")
    done = CliRunner().invoke(app, [str(cinema) if part == "cinema" else part for part in shlex.split(command)])
    assert done.exit_code == 0, done.output
    assert "<svg" in done.stdout


def test_every_picture_of_the_public_log_is_there_and_small() -> None:
    names = re.findall(r"!\[[^]]*\]\(([\w/-]+)\.svg\)", PUBLIC)
    files = {f"public-log/{path.stem}": path.stat().st_size for path in (GALLERY / "public-log").glob("*.svg")}
    assert sorted(files) == sorted(names)
    assert max(files.values()) < 60_000


@with_log
def test_the_python_of_the_public_page_makes_its_pictures() -> None:
    made = dict(public_pictures(PUBLIC))
    assert [name for name in made if not (GALLERY / f"{name}.svg").exists()] == []
    assert all(svg.startswith("<svg") for svg in made.values())


@with_log
@pytest.mark.parametrize("command", PUBLIC_COMMANDS)
def test_the_command_of_the_public_page_prints_its_picture(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROPA_LANGUAGE", "en")
    parts = [str(PUBLIC_LOG) if part == PUBLIC_LOG.name else part for part in shlex.split(command)]
    done = CliRunner().invoke(app, parts)
    assert done.exit_code == 0, done.output
    assert "<svg" in done.stdout
