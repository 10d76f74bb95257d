"""What a command prints: texts of the catalogue, JSON, and a progress bar on a terminal."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tropa.kit.locale import reader_language, text
from tropa.kit.progress import Progress, silent


def say(key: str, /, **facts: object) -> str:
    """A text of the terminal in the reader's language."""
    return text("cli", key, reader_language(), **facts)


def show(line: object) -> None:
    """Print a line for a person or a program to read."""
    print(line)


def note(line: object) -> None:
    """Print a line beside the output: a warning, a place, a next step."""
    print(line, file=sys.stderr)


def show_json(value: Any) -> None:
    """Print plain values as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=str))


@contextmanager
def progress(key: str, /, **facts: object) -> Iterator[Progress]:
    """A progress bar on the error stream while the block runs; silent where that is no terminal."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, TaskProgressColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task(say(key, **facts), total=1.0)
        yield lambda share: bars.update(task, completed=share)
