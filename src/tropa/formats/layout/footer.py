"""The foot of a page: what the grades of its evidence mean, who made it, which page it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tropa.drawing.scene import ASCENT, Item, Line, Text
from tropa.drawing.text import width
from tropa.formats.layout.content import Chip, Content, chips, content_items, height_of
from tropa.formats.layout.tokens import EDGE, LINE, MUTED, SMALL
from tropa.formats.wording import Said
from tropa.kit.locale import date_text
from tropa.model.map import Map
from tropa.model.view import live_cards, stale_since

_PAD, _RIGHT = 10.0, 190.0


@dataclass(frozen=True, slots=True)
class Footer:
    """The legend, and the line at its right."""

    legend: tuple[Content, ...]
    made: str

    @property
    def height(self) -> float:
        """Pixels of the foot."""
        return max(height_of(self.legend), 20.0) + _PAD


def map_footer(map_: Map, room: float, today: date) -> Footer:
    """The foot of every page of a map."""
    said = Said(map_.language)
    made = said("foot.made", day=date_text(today, map_.language))
    legend = chips(list(_legend(map_, said, today)), room - _RIGHT - width(made, SMALL))
    return Footer(tuple(legend), made)


def _legend(map_: Map, said: Said, today: date) -> Iterable[Chip]:
    """Only what the drawing shows: grades in use, and the clock where something is due."""
    used = {name for card in live_cards(map_) for name in card.evidence}
    used |= {name for point in map_.curve for name in point.evidence}
    shown = [record for record in map_.evidence if record.id in used]
    for letter in sorted({record.grade for record in shown}):
        yield Chip(f"{letter} {said(f'grade.{letter}')}", "ring")
    if any(stale_since(record, today) for record in shown):
        yield Chip(said("drawing.due_for_review"), "clock")
    if any(point.moment_of_truth for point in map_.curve):
        yield Chip(said("curve.truth"), "star")


def footer_items(footer: Footer, y: float, right: float, page: str) -> list[Item]:
    """The foot with its top at y."""
    base = y + _PAD + 2 + SMALL * ASCENT
    line = " · ".join(part for part in (footer.made, page) if part)
    return [
        Line(EDGE, y, right, y, LINE, role="foot"),
        *content_items(footer.legend, EDGE, y + _PAD, right - EDGE),
        Text(right, base, line, SMALL, color=MUTED, anchor="end", role="foot"),
    ]
