"""Make the pictures of docs/gallery: run the page's Python on the sample and draw what each block answers."""

import contextlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tropa.pictures.writing import write_svg
from tropa.sample.cinema.write import write

GALLERY = Path(__file__).parents[1] / "docs" / "gallery"
CUSTOMERS, SEED = 2000, 1
SECTION = re.compile(r"!\[[^]]*\]\((?P<name>\w+)\.svg\)\n.*?```python\n(?P<code>.*?)```", re.DOTALL)
FIRST = re.compile(r"```python\n(?P<code>.*?)```", re.DOTALL)


def pictures(page: str, customers: int = CUSTOMERS) -> Iterator[tuple[str, str]]:
    """Each picture's name and SVG: of the `answer` of the block below it, after the page's first block was run.

    The blocks run in an empty folder that holds the sample as `cinema`.
    """
    known: dict[str, Any] = {"__name__": "__gallery__"}
    os.environ["TROPA_LANGUAGE"] = "en"
    first = FIRST.search(page)
    assert first is not None
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        write(Path("cinema"), customers=customers, seed=SEED, language="en")
        _run(first["code"], known)
        for found in SECTION.finditer(page):
            _run(found["code"], known)
            yield found["name"], write_svg(known["answer"], "en")


def _run(code: str, known: dict[str, Any]) -> None:
    exec(compile(code, "docs/gallery/index.md", "exec"), known)  # noqa: S102  our own page


def main() -> None:
    """Write every picture beside the page."""
    for name, svg in pictures((GALLERY / "index.md").read_text("utf-8")):
        (GALLERY / f"{name}.svg").write_text(svg + "\n", "utf-8")
        print(f"{name}.svg {len(svg.encode()):,} bytes")


if __name__ == "__main__":
    main()
