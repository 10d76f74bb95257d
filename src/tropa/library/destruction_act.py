"""The act of destruction on paper and as a table."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from tropa.drawing.scene import Item, Line, Paragraph, Scene, Text
from tropa.events.destruction import DestructionAct
from tropa.kit.locale import Language, date_text, number_text, text

_WIDTH, _MARGIN, _TERM = 794.0, 64.0, 200.0  # A4 upright in pixels of 1/96 inch
_HEIGHT = 1123.0


def act_lines(act: DestructionAct, language: Language) -> list[tuple[str, str]]:
    """The act as terms and what they are, in the language."""

    def term(key: str) -> str:
        return text("library", f"act.{key}", language)

    rows = [
        (term(f"table_{table}"), text("library", "act.rows", language, n=n, count=number_text(n, language)))
        for table, n in act.rows.items()
    ]
    time = f"{date_text(act.time.date(), language)}, {act.time:%H:%M} UTC"
    none = term("none")
    return [
        (term("number"), act.number),
        (term("time"), time),
        (term("operator"), act.operator or "—"),
        (term("system"), act.system),
        (term("subject"), text("library", "act.subject_is", language, mark=act.subject)),
        (term("ground"), act.ground or term("ground_request")),
        *rows,
        (term("documents"), number_text(act.documents, language)),
        (term("how"), term("how_is")),
        (term("rebuild"), ", ".join(act.rebuild) or none),
        (term("remaining"), ", ".join(act.remaining) or none),
        (term("by"), act.by or "—"),
    ]


def act_csv(act: DestructionAct, language: Language) -> bytes:
    """The act as a table of two columns, UTF-8 with a mark for spreadsheets."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows(act_lines(act, language))
    return file.getvalue().encode("utf-8-sig")


def act_pdf(act: DestructionAct, language: Language) -> bytes:
    """The act as one upright sheet with a line to sign on. MissingExtraError without the extra `export`."""
    from tropa.drawing.typeset import write_pdf

    title = text("library", "act.title", language)
    items: list[Item] = [Text(_MARGIN, 96, title, 22, weight=700)]
    y = 130.0
    for term, said in act_lines(act, language):
        y = _row(items, y, term, said)
    y += 64
    items += [
        Line(_MARGIN, y, _MARGIN + 260, y),
        Text(_MARGIN, y + 18, text("library", "act.signature", language), 11, color="#5F6C7B"),
        Text(_MARGIN, y + 52, text("library", "act.law", language), 10, color="#5F6C7B"),
    ]
    scene = Scene(_WIDTH, max(_HEIGHT, y + 90), tuple(items), title, language=language)
    return write_pdf(scene)


def write_act(act: DestructionAct, folder: Path, language: Language) -> list[Path]:
    """`<number>.csv` and, with the extra `export`, `<number>.pdf` in the folder."""
    from tropa.errors import MissingExtraError

    folder.mkdir(parents=True, exist_ok=True)
    table, sheet = folder / f"{act.number}.csv", folder / f"{act.number}.pdf"
    table.write_bytes(act_csv(act, language))
    try:
        sheet.write_bytes(act_pdf(act, language))
    except MissingExtraError:
        return [table]
    return [table, sheet]


def _row(items: list[Item], y: float, term: str, said: str) -> float:
    """Put one line of the act at y; where the next one begins."""
    from tropa.drawing.text import wrap

    room = _WIDTH - 2 * _MARGIN - _TERM
    blocks: Sequence[Paragraph] = (
        Paragraph(_MARGIN, y, _TERM - 16, tuple(wrap(term, 12, _TERM - 16)), term, 12, color="#5F6C7B"),
        Paragraph(_MARGIN + _TERM, y, room, tuple(wrap(said, 12, room)), said, 12),
    )
    items += blocks
    return y + max(block.height for block in blocks) + 10
