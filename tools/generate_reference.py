"""Write docs/reference and spec/*.schema.json from the code; with --check, fail where a file is stale instead.

What the examples of docs/guide/python.md print is written into that guide, too.
"""

import importlib
import inspect
import os
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import typer

import tropa
from http_reference import http
from run_guide import executed
from tropa import analytics
from tropa.analytics.answer import Defined
from tropa.analytics.comparison import compare
from tropa.analytics.emotion import emotion
from tropa.analytics.portrait import portrait
from tropa.definition.load import schema_text
from tropa.formats.loss_table import loss_page
from tropa.formats.registry import FORMATS
from tropa.formats.schema import SCHEMAS
from tropa.ingest.registry import READERS
from tropa.kit.locale import LANGUAGES, catalogue
from tropa.lint.documentation import documentation

ROOT = Path(__file__).parent.parent
TEXTS = ROOT / "src" / "tropa" / "texts"
GENERATED = "Written by `make docs` from {source}; do not edit it."
FUNCTIONS = {"emotion": emotion, "portrait": portrait, "compare": compare}  # questions that walk no journeys

EXAMPLES: dict[str, dict[str, Any]] = {
    "CampaignReturnQuestion": {"treated": ("ann", "ben"), "comparison": ("cara", "dan")},
    "ConformanceQuestion": {"path": "visit -> cart -> pay"},
    "FunnelQuestion": {"steps": (("visit",), ("pay",))},
}

TERMINAL = """## Environment

| variable | means |
|---|---|
| `TROPA_LANGUAGE` | `ru`, `pl` or `en`: the language of texts in the terminal; left out, the locale's, else English |
| `TROPA_DEBUG` | any value: an error inside Tropa shows where it happened |
| `TROPA_TOMBSTONE_KEY` | 64 hex digits: the key of tombstones; left out, `erasures/key` of the workspace |
| `TROPA_DATABASE_URL` | the studio's database, `postgresql://user:password@host/name`; left out, `studio.db` of the workspace |
| `TROPA_PUBLIC_URL` | the address people use, where that is not the one listened on (behind a proxy); `https://…` makes cookies `Secure` |
| `TROPA_HOSTS` | further names the server answers to, with commas |
| `TROPA_UPLOAD_LIMIT` | the largest uploaded file, MiB; left out, 20000 |
| `TROPA_SMTP_URL` | `smtp://user:password@host:587`, for invitations and digests; left out, links are shown to copy |
| `TROPA_MAIL_FROM` | the sender of those letters |
| `TROPA_OWNER_PASSWORD` | the password of the owner that `tropa serve --owner` makes; left out, it is asked for |
| `TROPA_OIDC_ISSUER` | the address of the company's accounts (OpenID Connect) |
| `TROPA_OIDC_CLIENT_ID` | the name Tropa has there |
| `TROPA_OIDC_CLIENT_SECRET` | its secret |
| `TROPA_OIDC_ID` | a short name of the provider, for its address here; left out, `oidc` |
| `TROPA_OIDC_TITLE` | the words on its button |
| `TROPA_OIDC_NEWCOMERS` | the role of who first comes by it: viewer, commenter or editor; left out, only who is invited |
| `TROPA_DEMO_EXIT` | `1`: `tropa demo` stops once its server is healthy |

## Exit codes

| code | means |
|---|---|
| 0 | done |
| 1 | an error, told in a paragraph with its code; with `--json` also as JSON |
| 2 | a command that cannot be understood, or `--strict` and something was refused or found |
| 130 | interrupted |
"""


def commands() -> str:
    """Every command with its arguments and options, each with the catalogue's help."""
    os.environ["TROPA_LANGUAGE"] = "en"  # the terminal takes its texts from the catalogue when it is imported
    terminal = typer.main.get_command(importlib.import_module("tropa.cli").app)
    parts = ["# Commands", GENERATED.format(source="the terminal itself"), "Every command prints JSON with `--json`."]
    for path, command in _commands(("tropa",), terminal):
        parts += [f"## {' '.join(path)}", command.help, f"`{_usage(path, command)}`"]
        rows = [_parameter(one) for one in command.params]
        inner = [f"| [`{name}`](#{'-'.join((*path, name))}) | {one.help} | |" for name, one in _inner(command)]
        if rows or inner:
            parts.append("\n".join(["| | means | default |", "|---|---|---|", *rows, *inner]))
    return "\n\n".join([*parts, TERMINAL])


def _commands(path: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield path, command
    for name, inner in _inner(command):
        yield from _commands((*path, name), inner)


def _inner(command: Any) -> list[tuple[str, Any]]:
    return sorted(getattr(command, "commands", {}).items())


def _usage(path: tuple[str, ...], command: Any) -> str:
    if _inner(command):
        return f"{' '.join(path)} COMMAND"
    words = [(_name(one) if one.required else f"[{_name(one)}]") for one in command.params if not _is_option(one)]
    return " ".join([*path, *words, "[OPTIONS]"])


def _is_option(parameter: Any) -> bool:
    return bool(parameter.opts[0].startswith("-"))


def _name(parameter: Any) -> str:
    return ", ".join(parameter.opts) if _is_option(parameter) else (parameter.metavar or parameter.name.upper())


def _parameter(parameter: Any) -> str:
    shown = parameter.default if parameter.default not in (None, False, "") else ""
    default = f"`{shown}`" if shown != "" else ("required" if parameter.required else "")
    means = parameter.help or catalogue("cli", "en")["argument.folder"]
    return f"| `{_name(parameter)}` | {_cell(means)} | {default} |"


def questions() -> str:
    """Every question: what it answers, its options, and the definition that it prints with them left as they are."""
    lines = ["# Questions", "", GENERATED.format(source="`tropa.analytics`"), ""]
    lines += ["In plain words, with traps: [the guide](../guide/questions.md).", ""]
    for module, name, question in _questions():
        lines += [f"## {name}", "", _plain(module.__doc__), "", _plain(question.__doc__), "", *_defined(question)]
    for name, function in FUNCTIONS.items():
        module = sys.modules[function.__module__]
        lines += [f"## {name}", "", _plain(module.__doc__), "", _plain(function.__doc__), ""]
    return "\n".join(lines)


def _questions() -> Iterator[tuple[Any, str, Any]]:
    for found in sorted(pkgutil.iter_modules(analytics.__path__), key=lambda one: one.name):
        module = importlib.import_module(f"tropa.analytics.{found.name}")
        for name, value in sorted(vars(module).items()):
            if name.endswith("Question") and getattr(value, "__module__", "") == module.__name__:
                yield module, name, value


def _defined(question: Any) -> list[str]:
    asked: Defined = question(**EXAMPLES.get(question.__name__, {}))
    return ["Definition as printed:", "", f"> {asked.definition_in('en')}", ""]


def python() -> str:
    """Every public name of `tropa` with its call, its fields and its docstring."""
    lines = ["# Python", "", GENERATED.format(source="what `import tropa` gives"), ""]
    lines += ["With examples: [the guide](../guide/python.md).", ""]
    for name in sorted(tropa.__all__):
        value = _public(name)
        lines += [f"## tropa.{name}", "", *_call(f"tropa.{name}", value), _plain(value.__doc__), "", *_fields(value)]
        members = vars(value).items() if isinstance(value, type) else ()
        for member, inner in sorted(members):
            doc = _member_doc(inner)
            if doc and not member.startswith(("_", "model_")):
                lines += [f"### {name}.{member}", "", *_call(f".{member}", inner), _plain(doc), ""]
    return "\n".join(lines)


def _public(name: str) -> Any:
    """The value of a public name; of the room that is also a door, the door."""
    value = getattr(tropa, name)
    return importlib.import_module("tropa.library.asking").journeys if name == "journeys" else value


def _call(name: str, value: object) -> list[str]:
    """How a function is called, without types: they print differently in different versions of Python."""
    if not inspect.isfunction(value):
        return []
    bare = [one.replace(annotation=one.empty) for one in inspect.signature(value).parameters.values()]
    named = [one for one in bare if one.name != "self"]
    return [f"`{name}{inspect.Signature(named)}`", ""]


def _fields(value: Any) -> list[str]:
    names = getattr(value, "model_fields", None) or getattr(value, "__dataclass_fields__", None)
    return [f"Fields: {', '.join(f'`{name}`' for name in names)}", ""] if names else []


def _member_doc(member: object) -> str | None:
    documented = isinstance(member, property | cached_property | staticmethod | classmethod)
    return member.__doc__ if documented or inspect.isfunction(member) else None


def errors() -> str:
    """Every error code with its English sentence."""
    lines = ["# Errors", "", GENERATED.format(source="`src/tropa/texts`"), ""]
    lines += ["The code is stable; the sentence exists in three languages.", ""]
    lines += ["| code | sentence |", "|---|---|"]
    for room in sorted({path.name.split(".")[0] for path in TEXTS.glob("*.toml")}):
        for key, entry in sorted(catalogue(room, "en").items()):
            if key.startswith("error."):
                sentence = entry if isinstance(entry, str) else entry["other"]
                lines.append(f"| `{room}.{key.removeprefix('error.')}` | {_cell(sentence)} |")
    return "\n".join([*lines, ""])


def names() -> str:
    """Sources, formats and languages by name."""
    lines = ["# Names", "", GENERATED.format(source="the registries"), "", "## Sources", ""]
    lines += [f"* `{name}`: {_first(type(reader).__doc__)}" for name, reader in sorted(READERS.items())]
    lines += ["", "## Formats", ""]
    for name, form in sorted(FORMATS.items()):
        lines.append(f"* `{name}`: `{form.suffix}`, {'read and written' if form.reader else 'written'}")
    return "\n".join([*lines, "", "## Languages", "", *[f"* `{name}`" for name in LANGUAGES], ""])


def _plain(docstring: str | None) -> str:
    text = inspect.cleandoc(docstring or "") + "\n"
    return re.sub(r"((?:^>>>.*\n(?:^(?!\n).+\n?)*)+)", r"```python\n\1```\n", text, flags=re.MULTILINE).strip()


def _first(docstring: str | None) -> str:
    return (docstring or "").strip().split("\n")[0]


def _cell(text: object) -> str:
    return str(text).replace("|", "\\|").replace("\n", " ")


def guide(name: str) -> str:
    """A guide with what its examples print now."""
    return executed((ROOT / f"docs/guide/{name}.md").read_text("utf-8"))


PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/commands.md": commands,
    "docs/reference/questions.md": questions,
    "docs/reference/python.md": python,
    "docs/reference/errors.md": errors,
    "docs/reference/names.md": names,
    "docs/reference/lint.md": documentation,
    "docs/reference/formats.md": loss_page,
    "docs/reference/http.md": http,
    "docs/guide/python.md": partial(guide, "python"),
    "docs/guide/document.md": partial(guide, "document"),
    "spec/definition.schema.json": schema_text,
    **{f"spec/{name}.schema.json": write for name, write in SCHEMAS.items()},
}


def stale() -> dict[str, str]:
    """Pages whose file is missing or differs from what the code says now, with their new content."""
    pages = {name: write() for name, write in PAGES.items()}
    return {name: text for name, text in pages.items() if not _holds(ROOT / name, text)}


def _holds(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


def main() -> int:
    """Write the stale pages, or with --check name them and return 1."""
    check, pages = "--check" in sys.argv, stale()
    for name, text in pages.items():
        print(f"{'stale' if check else 'written'}: {name}")
        if not check:
            (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / name).write_text(text, "utf-8")
    if check and pages:
        print("run `make docs`")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
