"""What the columns and the kinds of rows are called: in a map's language when written, in any of three when read."""

from functools import cache

from tropa.formats.flat.columns import KINDS, columns_of
from tropa.kit.locale import LANGUAGES, Language, has_text, text


def heading(column: str, language: Language) -> str:
    """The heading of a column in a language; the column's own name where it has none.

    >>> heading("body", "ru"), heading("due", "pl")
    ('Текст', 'Termin')
    """
    key = f"flat.column.{column.replace('.', '_')}"
    return text("formats", key, language) if has_text("formats", key, language) else column


def column_named(written: str) -> str | None:
    """The column of this name or heading; None where there is none.

    >>> column_named("Текст"), column_named("BODY"), column_named("Weather")
    ('body', 'body', None)
    """
    return _columns().get(written.strip().casefold())


def kind_named(written: str) -> str | None:
    """The kind of row of this name or heading; None where there is none."""
    return _kinds().get(written.strip().casefold())


@cache
def _columns() -> dict[str, str]:
    names = ["kind", *(column.name for kind in KINDS for column in columns_of(kind))]
    found = {heading(name, language).casefold(): name for language in LANGUAGES for name in names}
    return found | {name.casefold(): name for name in names}


@cache
def _kinds() -> dict[str, str]:
    found = {
        text("formats", f"flat.{part}.{kind}", language).casefold(): kind
        for kind in KINDS
        for language in LANGUAGES
        for part in ("kind", "sheet")
    }
    return found | {kind: kind for kind in KINDS}
