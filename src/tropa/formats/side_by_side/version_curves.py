"""The curves of two versions laid over each other, with what changed at each stage."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from tropa.drawing.scene import Group, Item, Paragraph, Text
from tropa.formats.layout.tokens import INK, MUTED, SMALL, STRONG, readable, valence
from tropa.formats.side_by_side.block import Style, paragraph
from tropa.formats.side_by_side.curve_panel import (
    PAD,
    CurveLine,
    Panel,
    change_label,
    frame_items,
    line_items,
    sample,
    scale_words,
)
from tropa.formats.side_by_side.versions import VersionsView
from tropa.formats.wording import Said, emotion_text
from tropa.kit.locale import Language, number_text, text
from tropa.model.curve import CurveKind, CurvePoint
from tropa.model.field_text import noun
from tropa.model.stage import Stage
from tropa.model.view import columns, curve_of

LEAST_COLUMN = 104.0  # holds "▼ −1.2 → +0.4"


class CurveKey(NamedTuple):
    """Which curve: its kind, whose, and whether it is as it is to be."""

    kind: CurveKind
    persona: str
    future: bool


@dataclass(frozen=True)
class CurveChange:
    """A curve that changed: its values by column before and after, and the title of each column."""

    key: CurveKey
    title: str
    before: tuple[float | None, ...]
    after: tuple[float | None, ...]


def curve_columns(view: VersionsView) -> list[Stage]:
    """The stages that are columns in either version, in the order of the table."""
    held = {stage.id: stage for map_ in (view.old, view.new) for stage in columns(map_)}
    return [held[stage.id] for stage in view.stages if stage.id in held]


def curve_changes(view: VersionsView) -> list[CurveChange]:
    """Every curve of which a value changed, in the order of the personas."""
    stages = [stage.id for stage in curve_columns(view)]
    names = {one.id: one.name for map_ in (view.old, view.new) for one in map_.personas}
    found = []
    for name, label in names.items():
        for key in (CurveKey(kind, name, future) for kind in ("emotion", "arc") for future in (False, True)):
            before, after = (
                tuple(_value(points.get(stage)) for stage in stages)
                for points in (
                    curve_of(map_.curve, name, future=key.future, kind=key.kind) for map_ in (view.old, view.new)
                )
            )
            if before != after:
                what = noun(key.kind + ("_future" if key.future else ""), view.language)
                title = what[:1].upper() + what[1:] + (f": {label}" if len(names) > 1 else "")
                found.append(CurveChange(key, title, before, after))
    return found


def change_words(change: CurveChange, place: int, language: Language) -> str:
    """What changed in a column, `▼ +0.8 → −0.4`; "" where people would read the same number twice."""
    before, after = (figure(side[place], change.key.kind, language) for side in (change.before, change.after))
    if before == after:
        return ""
    old, new = change.before[place], change.after[place]
    sign = "" if old is None or new is None else ("▲ " if new > old else "▼ ")
    return f"{sign}{before} → {after}"


def figure(value: float | None, kind: CurveKind, language: Language) -> str:
    """A value of a curve as people read it."""
    if value is None:
        return text("model", "value.none", language)
    return emotion_text(value, language) if kind == "emotion" else number_text(round(value, 1), language)


def curve_items(
    view: VersionsView, change: CurveChange, box: tuple[float, float, float, float]
) -> tuple[list[Item], float]:
    """A panel in a box that begins at x, y, has a width, and leaves room for labels on the left; and its height."""
    x, y, width, room = box
    stages, language = curve_columns(view), view.language
    column = (width - room) / max(len(stages), 1)
    low, high = (-2.0, 2.0) if change.key.kind == "emotion" else (1.0, 5.0)
    middles = tuple(x + room + column * (place + 0.5) for place in range(len(stages)))
    panel = Panel(middles, x + room, x + width, y + 26, low, high)
    said = Said(language)
    lines = (
        CurveLine(said("side.before"), "#7C8794", change.before, quiet=True),
        CurveLine(said("side.after"), INK, change.after),
    )
    items: list[Item] = [Text(x, y + 12, change.title, STRONG, 600, color=INK), *frame_items(panel)]
    if change.key.kind == "emotion":
        items += scale_words(panel, said("curve.good"), said("curve.bad"), x + room - 12)
    for number, line in enumerate(lines):
        at = panel.y((low + high) / 2) - 10 + number * 20
        items += [*sample(line, x, at), Text(x + 34, at + 4, line.name, SMALL, 600, color=INK if number else MUTED)]
        items += line_items(panel, line)
    items += _labels(panel, change, lines, language)
    heads, height = _heads(view, panel, column)
    return [Group((*items, *heads), title=change.title, kind="curve")], panel.height + 26 + height


def _labels(panel: Panel, change: CurveChange, lines: Sequence[CurveLine], language: Language) -> Iterator[Item]:
    for place, value in enumerate(change.after):
        words = change_words(change, place, language)
        if words:
            felt = value is not None and change.key.kind == "emotion"
            yield from change_label(panel, place, words, lines, readable(valence(value or 0.0)) if felt else INK)


def _heads(view: VersionsView, panel: Panel, column: float) -> tuple[list[Item], float]:
    """The titles of the stages below the frame, with a sign on those that one version lacks."""
    there = {stage.id: stage.mark for stage in view.stages}
    items: list[Item] = []
    height, y = 0.0, panel.top + panel.height - PAD + 40
    for stage, middle in zip(curve_columns(view), panel.middles, strict=True):
        box = (middle - column / 2 + 4, y, column - 8)
        title = paragraph(stage.title, box, Style(SMALL, 600), most=3)
        items.append(_centred(title))
        high = title.height
        happened = there.get(stage.id)
        if happened is not None:
            said = paragraph(happened.words, (box[0], y + high, box[2]), Style(SMALL, 600, happened.colour), most=1)
            items.append(_centred(said))
            high += said.height
        height = max(height, high)
    return items, height + 12


def _centred(said: Paragraph) -> Paragraph:
    return replace(said, anchor="middle")


def _value(point: CurvePoint | None) -> float | None:
    return None if point is None else point.value
