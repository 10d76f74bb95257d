"""Columns: which stages stand side by side, how wide each is, and what stands above them."""

from collections.abc import Sequence
from dataclasses import dataclass

from tropa.formats.layout.tokens import GUTTER, NARROWEST, WIDEST
from tropa.model.map import Map
from tropa.model.stage import Stage
from tropa.model.view import columns

_STEP = 20.0


@dataclass(frozen=True, slots=True)
class Column:
    """A stage and the room of its cards."""

    stage: Stage
    number: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        """The x of its centre line."""
        return self.x + self.width / 2


def natural_widths(map_: Map) -> dict[str, float]:
    """How wide each stage's column is, 200…320 pixels: wider where cells hold long texts."""
    letters: dict[str, int] = {}
    cells: dict[tuple[str, str], int] = {}
    for card in map_.cards:
        if not card.deleted and card.span_to is None:
            key = (card.stage, card.lane)
            cells[key] = cells.get(key, 0) + min(len(card.body) + len(card.detail), 2000)
    for (stage, _), count in cells.items():
        letters[stage] = max(letters.get(stage, 0), count)
    return {stage.id: _width(letters.get(stage.id, 0)) for stage in columns(map_)}


def _width(letters: int) -> float:
    wished = NARROWEST + _STEP + max(0, letters - 120) * 0.25
    return min(WIDEST, round(wished / _STEP) * _STEP)


def placed(stages: Sequence[Stage], widths: Sequence[float], left: float, first: int = 0) -> tuple[Column, ...]:
    """The stages side by side from `left` on; `first` is how many stages stand on pages before."""
    found, x = [], left
    for number, (stage, width) in enumerate(zip(stages, widths, strict=True)):
        found.append(Column(stage, first + number + 1, x, width))
        x += width + GUTTER
    return tuple(found)


def ancestors(map_: Map, stage: Stage) -> list[Stage]:
    """The stages above a stage, the highest first."""
    known = {one.id: one for one in map_.stages}
    found: list[Stage] = []
    above = stage.parent
    while above is not None:
        found.insert(0, known[above])
        above = known[above].parent
    return found
