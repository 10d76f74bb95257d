"""A drawing as a web page that works offline: the picture, and the same in words for who cannot see it."""

from collections.abc import Sequence
from html import escape

from tropa.formats.drawing.scene import Scene
from tropa.formats.drawing.svg import write_svg

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'"
_STYLE = (
    "body{margin:0;font:15px/1.4 Inter,system-ui,sans-serif;color:#17202A;background:#fff}"
    "svg{display:block;width:100%;height:auto;max-width:1600px;margin:0 auto}"
    "details{max-width:1600px;margin:0 auto;padding:16px 40px 40px}summary{color:#2458D3;cursor:pointer}"
    "summary:focus-visible{outline:2px solid #2458D3;outline-offset:2px}@media print{details{display:none}}"
)


def write_page(scene: Scene, outline: Sequence[tuple[int, str]]) -> str:
    """The page: one file, nothing fetched, no script."""
    drawing = write_svg(scene, embed_fonts=True)
    return (
        f'<!doctype html>\n<html lang="{scene.language}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(scene.title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><main>{drawing[drawing.index('<svg') :]}</main>"
        f"<details><summary>{escape(scene.title)}</summary>{_list(outline)}</details></body></html>\n"
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
