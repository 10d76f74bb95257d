"""A drawing as a web page that works offline: the picture, and the same in words for who cannot see it."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from tropa.drawing.scene import Scene
from tropa.drawing.svg import write_svg

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'"
_STYLE = (
    "body{margin:0;font:15px/1.4 Inter,system-ui,sans-serif;color:#17202A;background:#fff}"
    "svg{display:block;width:100%;height:auto;max-width:1600px;margin:0 auto}"
    "details{max-width:1600px;margin:0 auto;padding:16px 40px 40px}summary{color:#2458D3;cursor:pointer}"
    "summary:focus-visible{outline:2px solid #2458D3;outline-offset:2px}@media print{details{display:none}}"
    "table{border-collapse:collapse;margin:24px 0}caption{text-align:left;font-weight:600;padding:8px 0}"
    "th,td{text-align:left;vertical-align:top;padding:6px 12px 6px 0;border-bottom:1px solid #DDE3EA}"
)
_WIDEST = 1600.0
_SCROLLED = "main{overflow-x:auto}main svg{width:WIDTH;max-width:none}@media print{main svg{width:100%}}"


class Table(NamedTuple):
    """A table below a drawing: what it tells, the heads of its columns, its rows."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def write_page(scene: Scene, outline: Sequence[tuple[int, str]], tables: Sequence[Table] = ()) -> str:
    """The page: one file, nothing fetched, no script. A drawing wider than most screens keeps its size and scrolls."""
    drawing = write_svg(scene, embed_fonts=True)
    wide = scene.width > _WIDEST
    style = _STYLE + (_SCROLLED.replace("WIDTH", f"{scene.width:.0f}px") if wide else "")
    opening = '<main tabindex="0">' if wide else "<main>"
    return (
        f'<!doctype html>\n<html lang="{scene.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(scene.title)}</title><style>{style}</style></head>\n"
        f"<body>{opening}{drawing[drawing.index('<svg') :]}</main>"
        f"<details><summary>{escape(scene.title)}</summary>{_list(outline)}"
        f"{''.join(map(_table, tables))}</details></body></html>\n"
    )


def _list(outline: Sequence[tuple[int, str]]) -> str:
    parts: list[str] = []
    depth = 0
    for level, words in outline:
        if level == 0:
            parts.append("</ul>" * depth + f"<h2>{escape(words)}</h2>")
        else:
            parts.append("<ul>" * (level - depth) if level > depth else "</ul>" * (depth - level))
            parts.append(f"<li>{escape(words)}</li>")
        depth = level
    return "".join(parts) + "</ul>" * depth


def _table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(words)}</th>' for words in table.heads)
    rows = "".join(f"<tr>{''.join(map(_cell, enumerate(row)))}</tr>" for row in table.rows)
    return (
        f"<table><caption>{escape(table.caption)}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _cell(placed: tuple[int, str]) -> str:
    place, words = placed
    written = escape(words).replace("\n", "<br>")
    return f"<td>{written}</td>" if place else f'<th scope="row">{written}</th>'
