"""Maps and personas as they show in a notebook."""

from html import escape

from tropa.formats.html import write_html
from tropa.formats.wording import quoted
from tropa.kit.locale import reader_language
from tropa.model.map import Map
from tropa.model.painting import paint_with
from tropa.model.persona import Persona

_FRAME = '<iframe title="{title}" srcdoc="{page}" style="width:100%;height:720px;border:1px solid #DDE3EA"></iframe>'


def map_html(map_: Map) -> str:
    """The map's own page in a frame: its style and script touch nothing of the notebook."""
    return _FRAME.format(title=escape(map_.title), page=escape(write_html(map_)))


def persona_html(persona: Persona) -> str:
    """The portrait as a short table; what nobody knows is left out."""
    rows = [
        ("", quoted(persona.quote, reader_language()) if persona.quote else ""),
        ("", persona.role),
        ("", persona.about),
    ]
    rows += [(trait.name, trait.value) for trait in persona.traits]
    for name in ("goals", "needs", "motivations", "fears", "interests", "channels", "devices"):
        rows.append((name, "; ".join(getattr(persona, name))))
    said = "".join(f"<tr><th>{escape(name)}</th><td>{escape(words)}</td></tr>" for name, words in rows if words)
    return f"<table><caption><b>{escape(persona.name)}</b></caption>{said}</table>"


paint_with(Map, map_html)
paint_with(Persona, persona_html)
