"""The gap between a map as it is and as it is to be: a row a stage, with feelings, open barriers and metrics."""

from tropa.drawing.scene import Group, Item, Line, Mark, Path, Rect
from tropa.formats.layout.tokens import BODY, GAP, INK, LINE, MUTED, SMALL, STRONG, TITLE, WASH, readable, valence
from tropa.formats.side_by_side.block import QUIET, Stack, Style, note, paragraph
from tropa.formats.side_by_side.maps import Gap
from tropa.formats.wording import Said, emotion_text, value_text
from tropa.kit.locale import Language, text
from tropa.model.card import Measure
from tropa.model.gap import Feeling, MetricGap, OpenBarrier, Response, StageGap

_STAGE, _FEEL, _METRIC, _APART = 170.0, 270.0, 260.0, 20.0
_GREEN, _RED = "#347A42", "#B2452B"


def gap_items(one: Gap, language: Language, box: tuple[float, float, float]) -> tuple[list[Item], float]:
    """The table of a gap in a box that begins at x, y and has a width; and its height."""
    x, y, width = box
    said = Said(language)
    title = said("side.gap.title", name=one.name)
    stack = Stack(x, y, width)
    stack.say(title, Style(TITLE, 700), most=2)
    stack.y += 8
    stack.put(_row_of_heads(stack, said))
    for stage in one.stages:
        stack.put(_stage(stage, stack, language))
    return [Group(tuple(stack.items), title=title, kind="gap")], stack.y - y


def _columns(stack: Stack) -> list[tuple[float, float]]:
    """Where stage, feelings, barriers and metrics stand: x and width."""
    barriers = stack.width - _STAGE - _FEEL - _METRIC - 3 * _APART
    found, x = [], stack.x
    for wide in (_STAGE, _FEEL, barriers, _METRIC):
        found.append((x, wide))
        x += wide + _APART
    return found


def _row_of_heads(stack: Stack, said: Said) -> tuple[list[Item], float]:
    heads = ("stage", "emotion", "barriers", "metrics")
    items: list[Item] = [Rect(stack.x, stack.y, stack.width, 32, WASH, radius=6)]
    for name, (x, wide) in zip(heads, _columns(stack), strict=True):
        items.append(
            paragraph(said(f"side.gap.{name}"), (x + 8, stack.y + 7, wide - 8), Style(BODY, 600, MUTED), most=1)
        )
    return items, 32 + GAP


def _stage(stage: StageGap, stack: Stack, language: Language) -> tuple[list[Item], float]:
    parts = [Stack(x + 8, stack.y + 8, wide - 8) for x, wide in _columns(stack)]
    parts[0].say(stage.title, Style(STRONG, 600), most=4)
    for feeling in stage.feelings:
        parts[1].put(_feeling(feeling, parts[1], language, named=len(stage.feelings) > 1), above=4)
    for barrier in stage.barriers:
        told = barrier_words(barrier, language)
        edge = _GREEN if barrier.responses else _RED
        parts[2].put(note(told, (parts[2].x, parts[2].y, parts[2].width), edge), above=6)
    if not stage.barriers:
        parts[2].say(text("formats", "side.gap.no_barriers", language), QUIET)
    for metric in stage.metrics:
        for words, style in metric_words(metric, language):
            parts[3].say(words, style)
        parts[3].y += 6
    items = [item for part in parts for item in part.items]
    bottom = max(part.y for part in parts) + 8
    items.append(Line(stack.x, bottom, stack.x + stack.width, bottom, LINE))
    return [Group(tuple(items), title=stage.title, kind="stage")], bottom - stack.y


def _feeling(feeling: Feeling, stack: Stack, language: Language, *, named: bool) -> tuple[list[Item], float]:
    """Now and to be on one scale, with an arrow from one to the other and the gap in words."""
    part = Stack(stack.x, stack.y, stack.width)
    if named:
        part.say(feeling.name, Style(SMALL, 600), most=1)
    part.say(feeling_words(feeling, language), Style(BODY, 600, _colour(feeling)))
    y, left, wide = part.y + 12, part.x + 8, part.width - 24
    part.items += [
        Line(left, y, left + wide, y, LINE, 2),
        Line(left + wide / 2, y - 5, left + wide / 2, y + 5, "#93A1B0"),
    ]
    ends = [None if value is None else left + (value + 2) / 4 * wide for value in (feeling.now, feeling.to_be)]
    now, to_be = ends
    if now is not None and to_be is not None and abs(to_be - now) > 14:
        part.items += _arrow(now, to_be, y, _colour(feeling))
    for at, value, fill in ((now, feeling.now, True), (to_be, feeling.to_be, False)):
        if at is not None and value is not None:
            part.items.append(Mark(at, y, 6, "circle", valence(value) if fill else "#FFFFFF", valence(value), 2))
    return part.items, y + 14 - stack.y


def _arrow(start: float, end: float, y: float, colour: str) -> list[Item]:
    way = 1 if end > start else -1
    tip = end - 7 * way
    head = ((tip, y), (tip - 7 * way, y - 4), (tip - 7 * way, y + 4))
    return [
        Line(start + 6 * way, y, tip - 4 * way, y, colour, 2.5),
        Path(head, fill=colour, closed=True),
    ]


def _colour(feeling: Feeling) -> str:
    if not feeling.gap:
        return MUTED
    return readable(_RED if feeling.gap > 0 else _GREEN)


def feeling_words(feeling: Feeling, language: Language) -> str:
    """Now → to be and the gap, `−1.2 → +0.4, gap +1.6`."""
    none = text("model", "value.none", language)
    now, to_be = (none if one is None else emotion_text(one, language) for one in (feeling.now, feeling.to_be))
    if feeling.gap is None:
        return f"{now} → {to_be}"
    return f"{now} → {to_be}, " + text("formats", "side.gap.gap", language, value=emotion_text(feeling.gap, language))


def barrier_words(barrier: OpenBarrier, language: Language) -> list[tuple[str, Style]]:
    """A barrier and what answers it."""
    told = [(barrier.body, Style(BODY, 600))]
    told += [(f"↳ {response_words(one, language)}", Style(SMALL + 0.5, colour=INK)) for one in barrier.responses]
    if not barrier.responses:
        told.append((f"! {text('formats', 'side.gap.unanswered', language)}", Style(SMALL, 600, _RED)))
    return told


def response_words(one: Response, language: Language) -> str:
    """What answers a barrier, whose it is and how far it is."""
    kind = text("formats", f"side.gap.{one.kind}", language)
    beside = [one.owner] if one.owner else []
    beside += [text("model", f"value.{one.status}", language)] if one.status else []
    beside += [text("formats", "side.gap.later", language)] if one.to_be else []
    return f"{kind}: {one.body}" + (f" ({', '.join(beside)})" if beside else "")


def metric_words(metric: MetricGap, language: Language) -> list[tuple[str, Style]]:
    """A metric: its title, now → target, and whether it is there."""
    now, target = (_number(metric, value, language) for value in (metric.now, metric.target))
    told = [(metric.title, Style(BODY))]
    if metric.now is not None or metric.target is not None:
        told.append((f"{now} → {target}", Style(BODY, 600)))
    if metric.reached:
        told.append((f"✓ {text('formats', 'side.gap.reached', language)}", Style(SMALL, 600, _GREEN)))
    elif metric.gap is not None:
        left = _number(metric, abs(metric.gap), language)
        told.append((text("formats", "side.gap.missing", language, value=left), Style(SMALL, 600, _RED)))
    return told


def _number(metric: MetricGap, value: float | None, language: Language) -> str:
    """A number in the metric's unit; money without a currency, which a metric does not tell."""
    if value is None:
        return text("model", "value.none", language)
    unit = "count" if metric.unit == "money" else metric.unit
    return value_text(Measure.model_validate({"value": value, "unit": unit}), language)
