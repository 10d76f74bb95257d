"""An empathy map as a drawing: eight fields, each a column of notes."""

from tropa.drawing.scene import Item, Rect, Scene
from tropa.formats.siblings.note import GAP, MARGIN, heading, label, note
from tropa.formats.wording import quoted
from tropa.kit.locale import text
from tropa.model.empathy import EmpathyMap, EmpathyNote, Field

_ROWS: tuple[tuple[Field, ...], ...] = (("thinks", "feels", "sees", "hears"), ("says", "does", "pains", "gains"))
_COLOURS: dict[Field, str] = {
    "thinks": "#7F50C8", "feels": "#A94F73", "sees": "#2070A6", "hears": "#3A7775",
    "says": "#4560DE", "does": "#4560DE", "pains": "#B94A2A", "gains": "#347A42",
}  # fmt: skip
_WIDTH, _FIELD = 1400.0, (1400 - 2 * MARGIN - 3 * GAP) / 4


def empathy_scene(document: EmpathyMap) -> Scene:
    """The drawing of an empathy map, its height by what stands in it."""
    persona = document.persona
    below = [line for line in (persona.role, quoted(persona.quote, document.language) if persona.quote else "") if line]
    items, y = heading(document.title, below, _WIDTH)
    for row in _ROWS:
        columns = [_field(document, name, MARGIN + place * (_FIELD + GAP), y) for place, name in enumerate(row)]
        height = max(bottom for _, bottom in columns) - y + GAP
        for place, name in enumerate(row):
            items.append(_ground(MARGIN + place * (_FIELD + GAP), y, height, _COLOURS[name]))
        for notes, _ in columns:
            items += notes
        y += height + GAP
    return Scene(_WIDTH, y + MARGIN - GAP, tuple(items), document.title, language=document.language)


def _ground(x: float, y: float, height: float, colour: str) -> Rect:
    return Rect(x, y, _FIELD, height, fill=colour + "14", radius=10, role="field")


def _field(document: EmpathyMap, name: Field, x: float, y: float) -> tuple[list[Item], float]:
    items: list[Item] = [label(x + GAP, y + 26, text("model", f"empathy.{name}", document.language), _COLOURS[name])]
    y += 40
    for one in document.field(name):
        drawn, height = note(
            _words(one, document), (x + GAP, y, _FIELD - 2 * GAP), _COLOURS[name], italic=_is_quote(one)
        )
        items.append(drawn)
        y += height + 8
    return items, max(y, 160)


def _words(one: EmpathyNote, document: EmpathyMap) -> str:
    return quoted(one.body, document.language) if _is_quote(one) else one.body


def _is_quote(one: EmpathyNote) -> bool:
    return one.field == "says" and (one.quote is None or one.quote.speaker_role == "customer")
