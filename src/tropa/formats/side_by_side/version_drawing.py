"""Two versions of a map as one drawing: what changed at a glance, the curves, then stage by stage before and after."""

from collections.abc import Iterator, Sequence

from tropa.drawing.scene import Group, Item, Line, Rect, Scene
from tropa.formats.layout.tokens import (
    BODY,
    EDGE,
    GAP,
    GUTTER,
    INK,
    LARGE,
    LINE,
    MUTED,
    SMALL,
    STRONG,
    TITLE,
    WASH,
    readable,
    tint_of,
    washed,
)
from tropa.formats.side_by_side.block import QUIET, Stack, Style, note, paragraph, quiet_note, said_in, underlined
from tropa.formats.side_by_side.mark import Mark, mark, mark_of
from tropa.formats.side_by_side.version_curves import LEAST_COLUMN, curve_changes, curve_columns, curve_items
from tropa.formats.side_by_side.versions import CardView, LaneView, StageView, VersionsView
from tropa.formats.wording import Said
from tropa.kit.locale import Language, date_text, text
from tropa.model.diff_text import change_text
from tropa.model.map import Map

_LABEL = 150.0  # lanes and fields
_SIDE = 400.0  # the list beside the table
_MAIN = 960.0
_BESIDE = 30  # changes that the list holds beside the table; longer ones stand below, in columns
_APART, _SPACE = 24.0, 16.0


def versions_scene(view: VersionsView) -> Scene:
    """The drawing, as wide as its curves need and as high as what changed."""
    said = Said(view.language)
    main = max(_MAIN, _LABEL + LEAST_COLUMN * len(curve_columns(view)))
    beside = len(view.changes) <= _BESIDE
    width = 2 * EDGE + main + _APART + _SIDE
    head = Stack(EDGE, EDGE * 0.7, width - 2 * EDGE)
    head.say(view.new.title, Style(LARGE, 700), most=3)
    versions = zip(("before", "after"), (view.old, view.new), strict=True)
    for name, map_ in versions:
        head.say(f"{said(f'side.{name}')}: {_version(map_, view.language)}", Style(STRONG, colour=MUTED), most=2)
    top = head.y + 20
    left = Stack(EDGE, top, main if beside else width - 2 * EDGE)
    for piece in _pieces(view, left):
        left.put(piece)
    items, bottom = [*head.items, *left.items], left.y
    if beside:
        listed, height = _list(view, (EDGE + main + _APART, top, _SIDE), 1)
        items, bottom = [*items, *listed], max(bottom, top + height)
    elif view.changes:
        listed, height = _list(view, (EDGE, bottom + _APART, width - 2 * EDGE), 3)
        items, bottom = [*items, *listed], bottom + _APART + height
    counted = text("model", "change.count", view.language, n=len(view.changes))
    return Scene(width, bottom + EDGE, tuple(items), view.new.title, counted, view.language)


def _version(map_: Map, language: Language) -> str:
    return Said(language)("side.version", title=map_.title, day=date_text(map_.refreshed or map_.created, language))


def _pieces(view: VersionsView, stack: Stack) -> Iterator[tuple[Sequence[Item], float]]:
    """Everything but the list, each piece where the stack ends."""
    if not view.changes:
        yield _fold(Said(view.language)("side.none"), stack)
    for change in curve_changes(view):
        items, height = curve_items(view, change, (stack.x, stack.y, stack.width, _LABEL))
        yield items, height + _APART
    if view.fields or any(stage.changed for stage in view.stages):
        yield _sides(view, stack)
    if view.fields:
        yield _fields(view, stack)
    same: list[StageView] = []
    for stage in view.stages:
        if not stage.changed:
            same.append(stage)
            continue
        if same:
            yield _fold(_same_stages(view, same), stack)
            same = []
        yield _stage(view, stage, stack)
    if same and view.changes:
        yield _fold(_same_stages(view, same), stack)


def _columns(stack: Stack) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where the two versions stand: x and width."""
    wide = (stack.width - _LABEL - GUTTER) / 2
    left = stack.x + _LABEL
    return (left, wide), (left + wide + GUTTER, wide)


def _sides(view: VersionsView, stack: Stack) -> tuple[list[Item], float]:
    """The heads of both columns."""
    said, items = Said(view.language), []
    for name, (x, wide) in zip(("before", "after"), _columns(stack), strict=True):
        items.append(
            paragraph(said(f"side.{name}"), (x, stack.y, wide), Style(TITLE, 700, INK if name == "after" else MUTED))
        )
    return list(items), items[0].height + GAP


def _fields(view: VersionsView, stack: Stack) -> tuple[list[Item], float]:
    """The fields of the map itself that changed."""
    band, height = _band(Said(view.language)("side.about"), None, stack)
    items, y = [*band], stack.y + height
    happened = mark("changed", view.language)
    for field in view.fields:
        label = paragraph(field.field, (stack.x, y + 8, _LABEL - 12), Style(BODY, 600, MUTED))
        items.append(label)
        bottom = y + 8 + label.height
        for number, (words, (x, wide)) in enumerate(zip((field.before, field.after), _columns(stack), strict=True)):
            box = (x, y, wide)
            told = [(happened.words, Style(SMALL, 600, happened.colour)), (words, Style(BODY))]
            drawn, high = note(told, box, happened.colour, happened.ground) if number else quiet_note(words, box, LINE)
            items += drawn
            bottom = max(bottom, y + high)
        y = bottom + GAP
    return items, y - stack.y + GAP


def _band(title: str, told: tuple[str, str, str] | None, stack: Stack) -> tuple[list[Item], float]:
    """A band with the title of a stage; `told` is what happened to it: words, colour and ground."""
    words, colour, ground = told or ("", INK, WASH)
    x, wide = _columns(stack)[1]
    room = x - stack.x - 24 if words else stack.width - 24
    said = paragraph(title, (stack.x + 12, stack.y + 6, room), Style(STRONG, 700), most=3)
    items: list[Item] = [Rect(stack.x, stack.y, stack.width, said.height + 12, ground, radius=6, role="stage"), said]
    if words:
        items.append(paragraph(words, (x + 14, stack.y + 7, wide - 28), Style(BODY, 600, colour), most=1))
    return items, said.height + 12 + GAP


def _stage(view: VersionsView, stage: StageView, stack: Stack) -> tuple[list[Item], float]:
    """A stage in which something changed."""
    told = (stage.mark.words, stage.mark.colour, stage.mark.ground) if stage.mark else None
    band, height = _band(stage.title, told, stack)
    part = Stack(stack.x, stack.y + height, stack.width)
    part.items += band
    for words in stage.told:
        said = paragraph(words, (part.x + 12, part.y, part.width - 24), Style(BODY, 600))
        part.put(([said], said.height), above=2)
    if stage.told:
        part.y += GAP
    for lane in stage.lanes:
        part.put(_lane(lane, part))
    if stage.lanes_same:
        part.put(_fold(_same_lanes(view, stage), part, x=stack.x + _LABEL))
    return [Group(tuple(part.items), title=stage.title, kind="stage")], part.y - stack.y + 12


def _lane(lane: LaneView, stack: Stack) -> tuple[list[Item], float]:
    """A lane: its label, and the cards of both versions row by row."""
    tint = tint_of(lane.kind, lane.colour)
    label = Stack(stack.x, stack.y + 8, _LABEL - 12)
    label.say(lane.title, Style(BODY, 600, readable(tint)))
    if lane.mark:
        label.say(lane.mark.words, Style(SMALL, 600, lane.mark.colour))
    items, y = label.items, stack.y
    for row in lane.rows:
        high = 0.0
        for card, (x, wide) in zip(row, _columns(stack), strict=True):
            if card is not None:
                drawn, height = _card(card, (x, y, wide), tint)
                items += drawn
                high = max(high, height)
        y += high + GAP
    bottom = max(y, label.y + GAP)
    rule = Line(stack.x, bottom, stack.x + stack.width, bottom, LINE)
    return [Group((*items, rule), title=lane.title, kind="lane")], bottom - stack.y + GAP


def _card(card: CardView, box: tuple[float, float, float], tint: str) -> tuple[list[Item], float]:
    """A card: what happened to it, its words (those that the other version lacks underlined), its changed fields."""
    if not card.marks:
        drawn, height = quiet_note(card.words, box, washed(tint, 0.35))
    else:
        first = card.marks[0]
        gone = first.happened in ("gone", "moved_to")
        told = [(one.words, Style(SMALL, 600, one.colour)) for one in card.marks]
        told.append((card.words, Style(BODY, colour=MUTED if gone else INK)))
        told += [(words, Style(SMALL, colour=INK)) for words in card.told]
        drawn, height = note(told, box, first.colour, first.ground, dash=gone)
    if card.other is not None and card.words.strip():
        colour = card.marks[0].colour if card.marks else MUTED
        drawn += underlined(said_in(drawn, card.words), card.other, colour)
    return drawn, height


def _fold(words: str, stack: Stack, x: float | None = None) -> tuple[list[Item], float]:
    """A quiet line for what stayed as it was."""
    left = stack.x if x is None else x
    said = paragraph(words, (left, stack.y + 2, stack.x + stack.width - left), QUIET, most=3)
    return [said], said.height + 14


def _same_stages(view: VersionsView, stages: Sequence[StageView]) -> str:
    said = Said(view.language)
    names = ", ".join(stage.title for stage in stages)
    counted = [said("side.stages", n=len(stages)) + f" ({names})"]
    cards = sum(stage.cards_same for stage in stages)
    counted += [said("drawing.lane_cards", n=cards)] if cards else []
    return said("side.folded", what=", ".join(counted))


def _same_lanes(view: VersionsView, stage: StageView) -> str:
    said = Said(view.language)
    lanes, cards = said("side.lanes", n=stage.lanes_same), said("drawing.lane_cards", n=stage.cards_same)
    return said("side.folded", what=f"{lanes}, {cards}")


def _list(view: VersionsView, box: tuple[float, float, float], columns: int) -> tuple[list[Item], float]:
    """All changes in words, the most important first, in columns of about the same height."""
    x, y, width = box
    said = Said(view.language)
    wide = (width - (columns + 1) * _SPACE) / columns
    head = Stack(x + _SPACE, y + 14, width - 2 * _SPACE)
    head.say(said("side.changes"), Style(TITLE, 700))
    head.say(text("model", "change.count", view.language, n=len(view.changes)), QUIET)
    top = head.y + 8
    stacks = [Stack(x + _SPACE + column * (wide + _SPACE), top, wide) for column in range(columns)]
    entries = [(change_text(change, view.language), mark_of(change)) for change in view.changes]
    share = sum(_entry(words, happened, stacks[0])[1] for words, happened in entries) / columns
    column = 0
    for words, happened in entries:
        if stacks[column].y - top >= share and column < columns - 1:
            column += 1
        stacks[column].put(_entry(words, happened, stacks[column]))
    height = max(stack.y for stack in stacks) - y + 10
    ground = Rect(x, y, width, height, WASH, radius=10, role="list")
    listed = [item for stack in stacks for item in stack.items]
    return [Group((ground, *head.items, *listed), title=said("side.changes"), role="list", kind="list")], height


def _entry(words: str, happened: Mark, stack: Stack) -> tuple[list[Item], float]:
    sign = paragraph(happened.sign, (stack.x, stack.y, 18), Style(BODY, 700, happened.colour))
    said = paragraph(words, (stack.x + 20, stack.y, stack.width - 20), Style(BODY))
    return [sign, said], said.height + 8
