"""The picture of an answer as a file: SVG, or a page with the picture, the table behind it and the definition."""

from collections.abc import Iterator
from html import escape

from tropa.analytics.answer import TableAnswer
from tropa.drawing.svg import write_svg as svg_of
from tropa.drawing.text import clean
from tropa.kit.locale import Language
from tropa.pictures.page import draw
from tropa.pictures.picture import picture_of
from tropa.pictures.wording import digits_text, say

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; base-uri 'none'"
_STYLE = (
    "body{margin:0;font:15px/1.4 Inter,system-ui,sans-serif;color:#2E3A46;background:#FFF}"
    "main{max-width:1280px;margin:0 auto;padding:8px}svg{max-width:100%;height:auto;display:block}"
    "summary{cursor:pointer;margin:8px 24px;color:#2458D3}summary:focus-visible{outline:2px solid;outline-offset:2px}"
    "div{overflow-x:auto;margin:0 24px 24px}table{border-collapse:collapse;font-size:13px}"
    "th,td{padding:4px 12px 4px 0;border-bottom:1px solid #DDE3EA;text-align:left;vertical-align:top}"
    "th{color:#5F6C7B;font-weight:400}td.n{text-align:right;font-variant-numeric:tabular-nums}"
)


def write_svg(answer: TableAnswer, language: Language = "en", *, embed_fonts: bool = False) -> str:
    """The picture as an SVG document; with `embed_fonts` it looks the same where Inter is not installed.

    Raises QuestionError `pictures.no_picture` for an answer that has no picture.
    """
    return svg_of(draw(picture_of(answer, language)), embed_fonts=embed_fonts)


def write_html(answer: TableAnswer, language: Language = "en") -> str:
    """One page that needs nothing else: the picture with its definition, and the table one key (T) away.

    It runs no script and loads nothing. Raises as `write_svg`.
    """
    scene = draw(picture_of(answer, language))
    title = escape(clean(scene.title))
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body><main>'
        f"{svg_of(scene, embed_fonts=True)}"
        f'<details><summary accesskey="t">{escape(say("page.table", language))}</summary>'
        f"<div><table>{''.join(_table(answer, language))}</table></div></details></main></body></html>\n"
    )


def _table(answer: TableAnswer, language: Language) -> Iterator[str]:
    rows = answer.rows()
    if rows:
        yield "<tr>" + "".join(f'<th scope="col">{_written(name)}</th>' for name in rows[0]) + "</tr>"
    for row in rows:
        yield "<tr>" + "".join(_cell(value, language) for value in row.values()) + "</tr>"


def _cell(value: object, language: Language) -> str:
    if value is None:
        return "<td>–</td>"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f'<td class="n">{_written(digits_text(value, language))}</td>'
    return f"<td>{_written(value)}</td>"


def _written(value: object) -> str:
    return escape(clean(str(value)))
