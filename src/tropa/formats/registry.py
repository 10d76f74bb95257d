"""Every format a map can be written in, by name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tropa.errors import MapError
from tropa.formats.html import write_html
from tropa.formats.json import read_json, write_json
from tropa.formats.markdown import write_markdown
from tropa.model.map import Map


@dataclass(frozen=True)
class Format:
    """How a map is written and, where the format holds all of it, read."""

    name: str
    suffix: str
    media_type: str
    write: Callable[[Map], bytes]
    read: Callable[[bytes], Map] | None = None


FORMATS: Mapping[str, Format] = {
    known.name: known
    for known in (
        Format("json", ".json", "application/json", write_json, read_json),
        Format("html", ".html", "text/html; charset=utf-8", lambda map_: write_html(map_).encode()),
        Format("markdown", ".md", "text/markdown; charset=utf-8", lambda map_: write_markdown(map_).encode()),
    )
}


def format_named(name: str) -> Format:
    """The format of this name; MapError names those there are.

    >>> format_named("html").suffix
    '.html'
    """
    known = FORMATS.get(name)
    if known is None:
        raise MapError("formats.unknown_format", value=name, allowed=", ".join(FORMATS))
    return known
