"""The grid of the first sheet: which stages are its columns, which lanes and curves its rows."""

from dataclasses import dataclass

from tropa.kit.locale import Language, text
from tropa.model.curve import CurveKind, CurvePoint
from tropa.model.emotion import Scale, bounds
from tropa.model.lane import Lane, LaneKind
from tropa.model.map import Map
from tropa.model.stage import Stage
from tropa.model.view import columns, lanes_in_order

_CURVES: dict[LaneKind, CurveKind] = {"emotion": "emotion", "arc": "arc"}


@dataclass(frozen=True)
class CurveRow:
    """A row of numbers: what one persona feels from stage to stage."""

    kind: CurveKind
    persona: str
    future: bool
    scale: Scale
    label: str

    @property
    def key(self) -> str:
        """What the hidden column says of this row."""
        return f"~{self.kind}/{self.persona}/{'future' if self.future else 'current'}/{self.scale}"


@dataclass(frozen=True)
class Grid:
    """Columns (a stage and the stage above all), rows of lanes and rows of numbers in the order of the sheet."""

    stages: tuple[Stage, ...]
    tops: tuple[Stage, ...]
    rows: tuple[Lane | CurveRow, ...]

    @property
    def nested(self) -> bool:
        """Whether some column is a part of a stage."""
        return any(stage.id != top.id for stage, top in zip(self.stages, self.tops, strict=True))


def grid_of(map_: Map) -> Grid:
    """The grid of a map. Curves stand before the first lane of their kind, or last where there is none."""
    by_id = {stage.id: stage for stage in map_.stages}
    stages = columns(map_)
    curves = {kind: _curve_rows(map_, kind) for kind in _CURVES.values()}
    filled = {card.lane for card in map_.cards if not card.deleted}
    rows: list[Lane | CurveRow] = []
    for lane in lanes_in_order(map_):
        kind = _CURVES.get(lane.kind)
        numbers = curves.pop(kind, []) if kind else []
        rows += numbers
        if not numbers or lane.id in filled:
            rows.append(lane)
    for numbers in curves.values():
        rows += numbers
    return Grid(tuple(stages), tuple(_top(stage, by_id) for stage in stages), tuple(rows))


def scale_of(map_: Map, kind: CurveKind) -> Scale:
    """The scale of a map's curves of a kind: that of the first point."""
    usual: Scale = "-2..2" if kind == "emotion" else "1..5"
    return next((point.scale for point in map_.curve if point.kind == kind), usual)


def points_of(map_: Map, row: CurveRow) -> dict[str, CurvePoint]:
    """The points of a row by stage, on the row's scale."""
    wanted = (row.kind, row.persona, row.future)
    return {one.stage: one.on(row.scale) for one in map_.curve if (one.kind, one.persona, one.future) == wanted}


def curve_label(title: str, scale: Scale, persona: str, future: bool, language: Language) -> str:
    """The label of a row of numbers: `Emotion (−2…2) · Anna · to be`."""
    low, high = bounds(scale)
    parts = [f"{title} ({str(low).replace('-', '−')}…{high})", persona]
    return " · ".join(
        [*(part for part in parts if part), *([text("formats", "curve.tobe", language)] if future else [])]
    )


def _curve_rows(map_: Map, kind: CurveKind) -> list[CurveRow]:
    scale, several = scale_of(map_, kind), len(map_.personas) > 1
    lane = next((one for one in lanes_in_order(map_) if one.kind == kind), None)
    title = lane.title if lane and lane.title.strip() else text("model", f"lane.{kind}", map_.language)
    found = {(point.persona, point.future) for point in map_.curve if point.kind == kind}
    if lane is not None and kind == "emotion":
        found |= {(persona.id, False) for persona in map_.personas[:1]}
    return [
        CurveRow(
            kind, one.id, future, scale, curve_label(title, scale, one.name if several else "", future, map_.language)
        )
        for one in map_.personas
        for future in (False, True)
        if (one.id, future) in found
    ]


def _top(stage: Stage, by_id: dict[str, Stage]) -> Stage:
    while stage.parent is not None:
        stage = by_id[stage.parent]
    return stage
