"""What a person changed in the grid, brought into the map that the flat sheets describe.

The workbook keeps the grid as it was written. A title, number or line that differs from it was changed by hand and
wins; what is as it was is left to the flat sheets. A line that changed in its place changes the words of its card, a
line that went elsewhere moves its card, a new line is a new card, a line that is gone deletes its card.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

from tropa.formats.flat.cells import Cell, from_cell, is_empty, plain_text
from tropa.formats.flat.codes import code_named
from tropa.formats.flat.lane_names import lane_kind
from tropa.formats.reading import Notice
from tropa.formats.xlsx.base import Base, mark
from tropa.formats.xlsx.grid import CurveRow, grid_of
from tropa.formats.xlsx.line import LONGEST, Line, line_of, lines_in, parsed
from tropa.formats.xlsx.typed import NAMELESS, Typed, TypedColumn, TypedRow
from tropa.kit.ids import stable_id
from tropa.model.card import Card
from tropa.model.curve import CurvePoint
from tropa.model.emotion import on_scale, within
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.rank import between, spread
from tropa.model.stage import Stage


@dataclass(frozen=True)
class _Added:
    """A line that no card of its cell has: where it stands now."""

    stage: str
    lane: str
    line: str


def merged(map_: Map, base: Base, typed: Typed, notices: list[Notice]) -> Map:
    """The map with what was changed in the grid."""
    merge = _Merge(map_, base, typed, notices)
    merge.columns()
    merge.rows()
    merge.numbers()
    merge.cells()
    return merge.result()


class _Merge:
    def __init__(self, map_: Map, base: Base, typed: Typed, notices: list[Notice]) -> None:
        self._map, self._base, self._typed, self._notices = map_, base, typed, notices
        self._grid = grid_of(map_)
        self._stages = {stage.id: stage for stage in map_.stages}
        self._lanes = {lane.id: lane for lane in map_.lanes}
        self._cards = {card.id: card for card in map_.cards}
        self._points = {(one.kind, one.persona, one.stage, one.future): one for one in map_.curve}
        self._stage_at: dict[int, str] = {}
        self._row_key: dict[int, str] = {}
        self._orders: dict[tuple[str, str], list[str | None]] = {}
        self._added: list[tuple[tuple[str, str], int, _Added]] = []
        self._removed: dict[str, list[str]] = {}

    def result(self) -> Map:
        """The changed map; the same one where nothing was changed."""
        changed = {
            "stages": tuple(self._stages.values()), "lanes": tuple(self._lanes.values()),
            "cards": tuple(self._cards.values()), "curve": tuple(self._points.values()),
        }  # fmt: skip
        same = all(getattr(self._map, name) == value for name, value in changed.items())
        return self._map if same else self._map.with_fields(**changed)

    def columns(self) -> None:
        """Titles, new stages, stages that are gone, another order."""
        free = {mark(self._stages[name].title): name for name in self._base.stages if name in self._stages}
        given = {column.name for column in self._typed.columns}
        order: list[str] = []
        for column in self._typed.columns:
            name = column.name if column.name in self._stages else free.get(mark(column.title), "")
            if not name or name in order or (name != column.name and name in given):
                name = self._new_stage(column.title, self._parent(column.top, order))
            self._stage_at[column.index] = name
            order.append(name)
            self._titles(column, name, order)
        known = [name for name in self._base.stages if name in order]
        for name in self._base.stages:
            if name in self._stages and name not in order and name not in {self._top(one) for one in order}:
                self._stages[name] = self._stages[name].model_copy(update={"deleted": True})
        if (
            order != known
            and [one for one in order if one in known] + [one for one in order if one not in known] != known
        ):
            self._rank_stages(order)

    def _titles(self, column: TypedColumn, name: str, order: Sequence[str]) -> None:
        """The title of a column, and of the stage above where this is its first column."""
        top = self._top(name)
        title, above = column.title, column.top
        if top != name and not column.step:  # a step without a title: what stands there is the stage above
            title, above = "", title
        self._rename_stage(name, title)
        if top != name and all(self._top(one) != top for one in order[:-1]):
            self._rename_stage(top, above)

    def _rename_stage(self, name: str, title: str) -> None:
        was = self._base.stages.get(name)
        if was is not None and mark(title) != was and not (title == NAMELESS and was == mark("")):
            self._stages[name] = self._stages[name].model_copy(update={"title": title.strip()})

    def _new_stage(self, title: str, parent: str | None) -> str:
        name = _free("stage", title, self._stages)
        last = max((stage.rank for stage in self._stages.values()), default=None)
        self._stages[name] = Stage(id=name, title=title.strip(), rank=between(last, None), parent=parent)
        return name

    def _parent(self, top: str, order: Sequence[str]) -> str | None:
        if not top.strip():
            return None
        for name in (*reversed(order), *self._base.stages):
            if name in self._stages and mark(self._stages[self._top(name)].title) == mark(top):
                return self._top(name)
        return self._new_stage(top, None)

    def _top(self, name: str) -> str:
        parent = self._stages[name].parent
        return name if parent is None else self._top(parent)

    def _rank_stages(self, order: Sequence[str]) -> None:
        """Ranks by the order of columns; a stage above its columns comes where the first of them stands."""
        seen: dict[str, None] = {}
        for name in order:
            chain = [name]
            while (parent := self._stages[chain[-1]].parent) is not None:
                chain.append(parent)
            seen |= dict.fromkeys(reversed(chain))
        for name, rank in zip(seen, spread(len(seen)), strict=True):
            self._stages[name] = self._stages[name].model_copy(update={"rank": rank})

    def rows(self) -> None:
        """Titles, new lanes, lanes that are gone, another order; rows of numbers that are gone."""
        expected = {row.key if isinstance(row, CurveRow) else row.id: row for row in self._grid.rows}
        labels = {mark(row.label if isinstance(row, CurveRow) else row.title): key for key, row in expected.items()}
        order: list[str] = []
        for row in self._typed.rows:
            key = row.key if row.key in expected else labels.get(mark(row.label), "")
            if not key or key in self._row_key.values():
                key = self._new_lane(row)
            self._row_key[row.number] = key
            if key in self._base.lanes and mark(row.label) != self._base.lanes[key]:
                self._lanes[key] = self._lanes[key].model_copy(update={"title": row.label})
            if key in self._lanes:
                order.append(key)
        known = [name for name in self._base.lanes if name in order]
        for key, shown in expected.items():
            if key in self._row_key.values():
                continue
            if isinstance(shown, CurveRow):
                gone = (shown.kind, shown.persona, shown.future)
                self._points = {k: one for k, one in self._points.items() if (k[0], k[1], k[3]) != gone}
            elif key in self._base.lanes:
                self._lanes[key] = self._lanes[key].model_copy(update={"deleted": True})
        if order != [*known, *(one for one in order if one not in known)]:
            for name, rank in zip(order, spread(len(order)), strict=True):
                self._lanes[name] = self._lanes[name].model_copy(update={"rank": rank})

    def _new_lane(self, row: TypedRow) -> str:
        kind = lane_kind(row.label)
        if kind is None:
            place = self._typed.place(row.number, 1)
            self._notices.append(Notice("formats.unknown_lane", place, facts={"value": row.label[:80]}))
        name = _free("lane", row.label, self._lanes)
        last = max((lane.rank for lane in self._lanes.values()), default=None)
        self._lanes[name] = Lane(id=name, kind=kind or "text", title=row.label, rank=between(last, None))
        return name

    def numbers(self) -> None:
        """Numbers of the curves that differ from those written."""
        shown = {row.key: row for row in self._grid.rows if isinstance(row, CurveRow)}
        for row in self._typed.rows:
            curve = shown.get(self._row_key[row.number])
            for index, stage in self._stage_at.items() if curve else ():
                assert curve is not None
                self._number(row, curve, index, stage)

    def _number(self, row: TypedRow, curve: CurveRow, index: int, stage: str) -> None:
        cell, was = row.cells.get(index), self._base.numbers.get((curve.key, stage))
        value = None
        if not is_empty(cell):
            try:
                value = from_cell(cell, "number")
            except ValueError:
                self._tell("no_number", row, index, plain_text(cell))
                return
        if value == was or (value is not None and was is not None and abs(value - was) < 1e-9 * max(1.0, abs(was))):
            return
        if value is not None and not within(value, curve.scale):
            place = self._typed.place(row.number, index)
            facts = {"value": value, "scale": curve.scale}
            self._notices.append(Notice("formats.outside_scale", place, facts=facts))
            return
        key = (curve.kind, curve.persona, stage, curve.future)
        old = self._points.get(key)
        if old is None:
            self._points[key] = CurvePoint(
                persona=curve.persona, stage=stage, kind=curve.kind, value=value, scale=curve.scale, future=curve.future
            )
        else:
            moved = None if value is None else on_scale(value, curve.scale, old.scale)
            self._points[key] = old.model_copy(update={"value": moved})

    def cells(self) -> None:
        """Lines of the cells against the lines written."""
        for row in self._typed.rows:
            key = self._row_key[row.number]
            for index, stage in self._stage_at.items() if key in self._lanes else ():
                self._cell(stage, key, lines_in(plain_text(row.cells.get(index))))
        for cell, place, added in self._added:
            self._orders[cell][place] = self._take(added)
        for names in self._removed.values():
            for name in names:
                self._cards[name] = self._cards[name].model_copy(update={"deleted": True})
        for names_in_order in self._orders.values():
            self._rank_cards([name for name in names_in_order if name is not None])

    def _cell(self, stage: str, lane: str, lines: list[str]) -> None:
        was = [(name, one) for name, one in self._base.lines.get((stage, lane), ()) if name in self._cards]
        marks, old_marks = [mark(line) for line in lines], [one for _, one in was]
        if marks == old_marks:
            return
        order: list[str | None] = [None] * len(lines)
        for tag, old, old_end, new, new_end in SequenceMatcher(None, old_marks, marks, autojunk=False).get_opcodes():
            pairs = min(old_end - old, new_end - new)
            for step in range(pairs):
                name = was[old + step][0]
                order[new + step] = name
                if tag != "equal":
                    self._cards[name] = self._changed(self._cards[name], lines[new + step])
            for name, one in was[old + pairs : old_end]:
                self._removed.setdefault(one, []).append(name)
            for place in range(new + pairs, new_end):
                self._added.append(((stage, lane), place, _Added(stage, lane, lines[place])))
        self._orders[stage, lane] = order

    def _take(self, added: _Added) -> str:
        """The card of a line that was added: one that went here from elsewhere, else a new one."""
        went = self._removed.get(mark(added.line))
        if went:
            name = went.pop(0)
            self._cards[name] = self._cards[name].model_copy(update={"stage": added.stage, "lane": added.lane})
            return name
        line = parsed(added.line, self._stage_named)
        name = _free("card", f"{added.stage}/{added.lane}/{added.line}", self._cards)
        self._cards[name] = Card(
            id=name, stage=added.stage, lane=added.lane, rank="V", body=line.body, icon=line.icon, tags=line.tags,
            span_to=line.through, state="proposed" if line.proposed else "accepted",
            status="done" if line.done else None, moment_of_truth=line.moment_of_truth,
        )  # fmt: skip
        return name

    def _changed(self, card: Card, words: str) -> Card:
        """The card with what differs between its line as it would be written and the line that stands there."""
        shown = line_of(card, self._map.language, lambda name: self._stages[name].title)
        was, now = parsed(shown, self._stage_named), parsed(words, self._stage_named)
        changed: dict[str, Any] = {}
        if now.body != was.body:
            changed["body"] = _whole(card.body, was, now)
        if now.icon != was.icon:
            changed["icon"] = now.icon
        if now.tags != was.tags:
            changed["tags"] = (*now.tags, *(tag for tag in card.tags if tag not in was.tags))
        if now.through != was.through:
            changed["span_to"] = now.through
        if now.proposed != was.proposed:
            changed["state"] = "proposed" if now.proposed else "accepted"
        if now.done != was.done:
            changed["status"] = "done" if now.done else "open"
        if now.moment_of_truth != was.moment_of_truth:
            changed["moment_of_truth"] = now.moment_of_truth
        return card.model_copy(update=changed)

    def _rank_cards(self, names: Sequence[str]) -> None:
        """Ranks that grow down the cell, the old ones where they do already."""
        ranks = [self._cards[name].rank for name in names]
        if all(one < other for one, other in pairwise(ranks)):
            return
        for name, rank in zip(names, spread(len(names)), strict=True):
            self._cards[name] = self._cards[name].model_copy(update={"rank": rank})

    def _stage_named(self, title: str) -> str | None:
        wanted = mark(title)
        return next((name for name, stage in self._stages.items() if mark(stage.title) == wanted), None)

    def _tell(self, code: str, row: TypedRow, index: int, value: str) -> None:
        place = self._typed.place(row.number, index)
        self._notices.append(Notice(f"formats.{code}", place, facts={"value": value[:80]}))


def _whole(body: str, was: Line, now: Line) -> str:
    """The new words; where the sheet showed only the beginning of a long text, its rest stays."""
    if len(was.body) >= LONGEST - 1 and was.body.endswith("…") and now.body.endswith("…"):
        return now.body[:-1] + body[LONGEST - 1 :]
    return now.body


def _free(kind: str, words: str, used: dict[str, Any]) -> str:
    place = 0
    while (name := f"{kind}_{stable_id([words, place])[:10]}") in used:
        place += 1
    return name


def merged_head(head: dict[str, Cell], typed: Typed) -> dict[str, Cell]:
    """The map's own fields as the flat sheets say them, with those that were changed in the sheet's head."""
    found = dict(head)
    for name, (cell, _) in typed.head.items():
        if name == "persona":
            continue
        was = plain_text(head.get(name)) or ("current" if name == "state" else "")
        now = plain_text(cell)
        if mark(was[:15_000]) == mark(now) or code_named(now, (was,)) is not None:
            continue
        if is_empty(cell) or not now.strip():
            found.pop(name, None)
        else:
            found[name] = cell
    return found
