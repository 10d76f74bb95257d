"""Run the Python examples of a page and write what they print below them."""

import contextlib
import io
import os
import re
import tempfile
from typing import Any

EXAMPLE = re.compile(r"```python\n(?P<code>.*?)```\n(?P<space>\n*)(?P<output>```text\n.*?```\n)?", re.DOTALL)


def executed(page: str) -> str:
    r"""The page with each `text` block that stands below a `python` block holding what that block prints.

    The blocks run one after another as one program in English, in an empty folder. One that prints gets a `text`
    block where it has none; an error of a block is raised.

    >>> executed("```python\nprint(1)\n```\n")
    '```python\nprint(1)\n```\n\n```text\n1\n```\n'
    """
    known: dict[str, Any] = {"__name__": "__guide__"}
    os.environ["TROPA_LANGUAGE"] = "en"
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return EXAMPLE.sub(lambda found: _with_output(found, known), page)


def _with_output(found: re.Match[str], known: dict[str, Any]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(found["code"], "example of the guide", "exec"), known)  # noqa: S102  our own page
    example = f"```python\n{found['code']}```\n"
    if not printed.getvalue():
        return example + found["space"] + (found["output"] or "")
    lines = "\n".join(line.rstrip() for line in printed.getvalue().rstrip().splitlines())
    return f"{example}\n```text\n{lines}\n```\n" + ("" if found["output"] else found["space"])
