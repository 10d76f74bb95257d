"""The taxonomy to begin with, and a taxonomy as a TOML file that people edit.

The first eight barriers are the practitioners' list with its remedies; 41 more are common in shops, services, finance,
travel and telecom; then needs and delights. Words were written by hand, not taken from labelled texts.
"""

import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from tropa.errors import InputError, NotFoundError
from tropa.kit.locale import LANGUAGES, Language
from tropa.voice.taxonomy.pattern import Patterns
from tropa.voice.taxonomy.theme import KINDS, Taxonomy, Theme, ThemeKind

FIRST_EIGHT = (
    "pushy_contact", "forgotten", "order_form", "bad_reviews", "no_answer_found", "no_answer_by_phone",
    "too_expensive", "no_online_payment",
)  # fmt: skip
OWN = "themes.toml"
_FILES: Mapping[ThemeKind, str] = {"barrier": "barriers", "need": "needs", "delight": "delights"}
_FIELDS = frozenset({"title", "parent", "remedy", "trades", "kind", *LANGUAGES})


@cache
def standard() -> Taxonomy:
    """The taxonomy Tropa comes with.

    >>> standard()["too_expensive"].title_in("pl")
    'Za drogo'
    """
    return Taxonomy(tuple(theme for kind in KINDS for theme in _themes(packed(_FILES[kind]), kind, _FILES[kind])))


def packed(name: str) -> dict[str, Any]:
    """A table of this folder."""
    return tomllib.loads(files("tropa.voice.taxonomy").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def packed_patterns(name: str) -> Patterns:
    """The patterns of a table of this folder, compiled."""
    return Patterns(packed(name))


def read_taxonomy(path: Path) -> Taxonomy:
    """A taxonomy from a file as `taxonomy_text` writes it.

    Raises NotFoundError `errors.no_file`, and InputError `voice.bad_taxonomy`, `voice.theme_kind`, `voice.theme_parent`
    or `voice.bad_pattern`.
    """
    try:
        table = tomllib.loads(path.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise NotFoundError("errors.no_file", path=path) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise InputError("voice.bad_taxonomy", path=path, reason=str(broken)) from broken
    taxonomy = Taxonomy(tuple(_themes(table, None, str(path))))
    Patterns({theme.id: theme.words for theme in taxonomy.themes})
    return taxonomy


def taxonomy_in(folder: Path) -> Taxonomy:
    """The themes a workspace has in its own file `themes.toml`, else the standard ones."""
    own = folder / OWN
    return read_taxonomy(own) if own.is_file() else standard()


def taxonomy_text(taxonomy: Taxonomy) -> str:
    """The taxonomy as TOML, one table a theme; `read_taxonomy` reads it back the same."""
    return "\n".join(_written(theme) for theme in taxonomy.themes)


def _themes(table: Mapping[str, Any], kind: ThemeKind | None, path: str) -> list[Theme]:
    themes = []
    for name, told in table.items():
        if not isinstance(told, dict) or not set(told) <= _FIELDS:
            unknown = sorted(set(told) - _FIELDS) if isinstance(told, dict) else [told]
            reason = f"[{name}] {', '.join(map(str, unknown))}"
            raise InputError("voice.bad_taxonomy", path=path, reason=reason)
        title: dict[Language, str] = {one: told["title"][one] for one in LANGUAGES if one in told.get("title", {})}
        words: dict[Language, str] = {one: told[one].strip() for one in LANGUAGES if one in told}
        themes.append(
            Theme(
                id=name,
                kind=kind or told.get("kind", ""),
                title=title,
                words=words,
                parent=told.get("parent"),
                remedy=told.get("remedy"),
                trades=tuple(told.get("trades", ())),
            )
        )
    return themes


def _written(theme: Theme) -> str:
    lines = [f"[{json.dumps(theme.id, ensure_ascii=False)}]", f'kind = "{theme.kind}"']
    titles = ", ".join(f"{one} = {json.dumps(title, ensure_ascii=False)}" for one, title in theme.title.items())
    lines.append(f"title = {{ {titles} }}")
    lines += [f"{key} = {json.dumps(value)}" for key in ("parent", "remedy") if (value := getattr(theme, key))]
    if theme.trades:
        lines.append(f"trades = {json.dumps(list(theme.trades))}")
    for language, words in theme.words.items():
        escaped = words.replace("\\", "\\\\").replace('"', '\\"')
        lines.append(f'{language} = """\n{escaped}\n"""')
    return "\n".join(lines) + "\n"
