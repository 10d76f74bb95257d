"""Every format a map can be written in or read from, by name. What writes or reads is loaded when it is needed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from tropa.errors import MapError
from tropa.formats.reading import Read
from tropa.model.map import Map


@dataclass(frozen=True)
class Format:
    """How a map is written and read. `writer` and `reader` are `module:function` below `tropa.formats`.

    `options` are what the writer takes besides the map, by name: `page`, `scale`.
    """

    name: str
    suffixes: tuple[str, ...]
    media_type: str
    writer: str
    reader: str | None = None
    options: tuple[str, ...] = ()

    @property
    def suffix(self) -> str:
        """The suffix files of this format are given."""
        return self.suffixes[0]

    def write(self, map_: Map, **options: Any) -> bytes:
        """The map in this format; MapError for an option it does not take, MissingExtraError without what it needs."""
        for name in options:
            if name not in self.options:
                allowed = ", ".join(self.options) or "—"
                raise MapError("formats.unknown_option", format=self.name, value=name, allowed=allowed)
        written = _named(self.writer)(map_, **options)
        return written.encode() if isinstance(written, str) else bytes(written)

    def read(self, content: bytes) -> Read:
        """The map in these bytes and what to know about the reading; MapError where there is none to be read."""
        if self.reader is None:
            allowed = ", ".join(known.name for known in FORMATS.values() if known.reader)
            raise MapError("formats.not_read", value=self.name, allowed=allowed)
        found = _named(self.reader)(content)
        return found if isinstance(found, Read) else Read(found)


def _named(where: str) -> Callable[..., Any]:
    module, _, function = where.partition(":")
    found: Callable[..., Any] = getattr(import_module(f"tropa.formats.{module}"), function)
    return found


FORMATS: Mapping[str, Format] = {
    known.name: known
    for known in (
        Format("json", (".map.json", ".json"), "application/json", "json:write_json", "json:read_json"),
        Format(
            "xlsx",
            (".xlsx",),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx.write:write_xlsx",
            "xlsx.read:read_xlsx",
        ),
        Format("csv", (".csv",), "text/csv; charset=utf-8", "csv:write_csv", "csv:read_csv"),
        Format("mermaid", (".mmd", ".mermaid"), "text/vnd.mermaid", "mermaid:write_mermaid", "mermaid:read_mermaid"),
        Format("cjml", (".cjml", ".xml"), "application/xml", "cjml:write_cjml", "cjml:read_cjml"),
        Format("ojf", (".ojf",), "application/json", "ojf:write_ojf", "ojf:read_ojf"),
        Format("ems", (".ems.yaml", ".yaml", ".yml"), "application/yaml", "ems:write_ems", "ems:read_ems"),
        Format("html", (".html", ".htm"), "text/html; charset=utf-8", "html:write_html"),
        Format("markdown", (".md",), "text/markdown; charset=utf-8", "markdown:write_markdown"),
        Format("svg", (".svg",), "image/svg+xml", "svg:write_svg"),
        Format("pdf", (".pdf",), "application/pdf", "pdf:write_pdf", options=("page",)),
        Format("png", (".png",), "image/png", "png:write_png", options=("scale",)),
        Format(
            "pptx",
            (".pptx",),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "pptx:write_pptx",
            options=("page",),
        ),
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


def format_of(file_name: str) -> Format:
    """The format a file's name tells; MapError names the suffixes there are.

    >>> format_of("cinema.map.json").name, format_of("cinema.ems.yaml").name
    ('json', 'ems')
    """
    lower = file_name.lower()
    fitting = [(suffix, known) for known in FORMATS.values() for suffix in known.suffixes if lower.endswith(suffix)]
    if not fitting:
        allowed = ", ".join(known.suffix for known in FORMATS.values())
        raise MapError("formats.unknown_suffix", value=file_name, allowed=allowed)
    return max(fitting, key=lambda found: len(found[0]))[1]
