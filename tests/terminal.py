"""The terminal door as tests use it: in this process, or as a real process of its own."""

import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any
from unittest.mock import patch

from tropa.cli import main

PROGRAM = "from tropa.cli import main; main()"


@dataclass(frozen=True)
class Said:
    """What a command left behind: its exit code and both streams."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, all of it, as JSON; NaN and infinity are none."""
        return json.loads(self.out, parse_constant=_refuse)


def tropa(*words: object, language: str = "en") -> Said:
    """Run the command in this process, through `main`, as a reader of the language."""
    out, err = StringIO(), StringIO()
    code = 0
    with (
        patch.object(sys, "argv", ["tropa", *map(str, words)]),
        patch.dict(os.environ, {"TROPA_LANGUAGE": language}),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
    return Said(code, out.getvalue(), err.getvalue())


def shell(*words: object, language: str = "en", folder: Path | None = None) -> Said:
    """Run the command as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, words)],
        capture_output=True,
        check=False,
        cwd=folder,
        env={**os.environ, "TROPA_LANGUAGE": language, "PYTHONIOENCODING": "utf-8"},
    )
    return Said(done.returncode, done.stdout.decode(), done.stderr.decode())


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")
