"""Make the pictures of docs/gallery: run each page's Python on its data and draw what each block answers.

`index.md` is of the sample; `public-log.md` of a public log that is not part of the repository, and its pictures are
made where the log is there.
"""

import contextlib
import os
import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tropa.pictures.writing import write_svg
from tropa.sample.cinema.write import write

GALLERY = Path(__file__).parents[1] / "docs" / "gallery"
PUBLIC_LOG = Path(__file__).parents[2] / "shared" / "data" / "event-logs" / "receipt.xes.gz"
CUSTOMERS, SEED = 2000, 1
SECTION = re.compile(r"!\[[^]]*\]\((?P<name>[\w/-]+)\.svg\)\n.*?```python\n(?P<code>.*?)```", re.DOTALL)
FIRST = re.compile(r"```python\n(?P<code>.*?)```", re.DOTALL)


def pictures(page: str, customers: int = CUSTOMERS) -> Iterator[tuple[str, str]]:
    """Each picture's name and SVG: of the `answer` of the block below it, after the page's first block was run.

    The blocks run in an empty folder that holds the sample as `cinema`.
    """
    return _drawn(page, lambda: write(Path("cinema"), customers=customers, seed=SEED, language="en"))


def public_pictures(page: str) -> Iterator[tuple[str, str]]:
    """The same of a page whose blocks run in a folder that holds the public log."""
    return _drawn(page, lambda: Path(PUBLIC_LOG.name).symlink_to(PUBLIC_LOG))


def _drawn(page: str, prepare: Callable[[], object]) -> Iterator[tuple[str, str]]:
    known: dict[str, Any] = {"__name__": "__gallery__"}
    os.environ["TROPA_LANGUAGE"] = "en"
    first = FIRST.search(page)
    assert first is not None
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        prepare()
        _run(first["code"], known)
        for found in SECTION.finditer(page):
            _run(found["code"], known)
            yield found["name"], write_svg(known["answer"], "en")


def _run(code: str, known: dict[str, Any]) -> None:
    exec(compile(code, "docs/gallery", "exec"), known)  # noqa: S102  our own page


def main() -> None:
    """Write every picture beside its page."""
    _write(pictures((GALLERY / "index.md").read_text("utf-8")))
    if PUBLIC_LOG.exists():
        _write(public_pictures((GALLERY / "public-log.md").read_text("utf-8")))


def _write(drawn: Iterator[tuple[str, str]]) -> None:
    for name, svg in drawn:
        path = GALLERY / f"{name}.svg"
        path.parent.mkdir(exist_ok=True)
        path.write_text(svg + "\n", "utf-8")
        print(f"{name}.svg {len(svg.encode()):,} bytes")


if __name__ == "__main__":
    main()
