"""Rows → map. What is wrong with a cell costs that cell, what is wrong with a row costs that row; each is told."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, ValidationError

from tropa.formats.flat.cells import Cell, from_cell, is_empty, plain_text
from tropa.formats.flat.columns import KINDS, Column, columns_of
from tropa.formats.flat.lane_names import lane_kind
from tropa.formats.flat.mend import Placed, mended
from tropa.formats.flat.rows import Names, Row
from tropa.formats.losses import HOMES
from tropa.formats.reading import Notice, Read
from tropa.kit.ids import stable_id
from tropa.kit.locale import Language, text
from tropa.model.map import Map
from tropa.model.rank import between

_TITLED = ("persona", "stage", "lane", "touchpoint", "metric", "actor")
_RANK = re.compile(r"[0-9A-Za-z]+")
_ID = re.compile(r"[A-Za-z0-9_.:\-]{1,80}")
_UNNAMED = ("map", "trait", "scored", "point")


def map_of(rows: Iterable[Row], *, language: Language = "en", title: str = "") -> Read:
    """The map that the rows describe; `language` and `title` where no row of kind `map` says them.

    Rows may lack ids and ranks, and cards may name stages and lanes that no row describes: those are made.
    """
    return _Builder(list(rows)).read(language, title)


class _Builder:
    def __init__(self, rows: Sequence[Row]) -> None:
        self.notices: list[Notice] = []
        self.rows: dict[str, list[Row]] = {kind: [] for kind in KINDS}
        for row in rows:
            self.rows[row.kind].append(row)
        self._fill_ids()
        self._add_places()
        self.names = Names(
            (kind, plain_text(row.cells["id"]), _title(kind, row)) for kind in _TITLED for row in self.rows[kind]
        )

    def read(self, language: Language, title: str) -> Read:
        """The map, and what to know about its reading."""
        fields = self._head(language, title)
        placed = {kind: self._personas() if kind == "persona" else self._values(kind) for kind in HOMES}
        for kind, values in mended(placed, self.notices).items():
            fields[HOMES[kind]] = tuple(values)
        return Read(Map(**fields), tuple(self.notices))

    def _head(self, language: Language, title: str) -> dict[str, Any]:
        row = next(iter(self.rows["map"]), Row("map", {}, 1))
        fields = {name: value for name, value in self._fields(row).items() if value != ""}
        named = fields.get("title", "" if row.cells else title)
        fallback: dict[str, Any] = {"language": language, "title": named, "created": datetime.now(UTC).date()}
        fallback["id"] = f"map_{stable_id([named])[:10]}"
        head = self._valid(row, {**fallback, **fields, "stages": (), "lanes": ()}, Map, fallback)
        return {name: getattr(head, name) for name in Map.model_fields}

    def _values(self, kind: str) -> list[Placed]:
        found = ((self._valid(row, self._fields(row), KINDS[kind]), row) for row in self.rows[kind])
        return [Placed(value, row) for value, row in found if value is not None]

    def _personas(self) -> list[Placed]:
        more: dict[str, dict[str, list[BaseModel]]] = {}
        named: dict[str, Row] = {}
        for kind, home in (("trait", "traits"), ("scored", "scored")):
            for row in self.rows[kind]:
                fields = self._fields(row)
                whose = fields.pop("persona", "")
                named.setdefault(whose, row)
                value = self._valid(row, fields, KINDS[kind])
                if value is not None:
                    more.setdefault(whose, {}).setdefault(home, []).append(value)
        found = []
        for placed in self._values("persona"):
            own = {home: tuple(values) for home, values in more.pop(placed.value.id, {}).items()}
            found.append(Placed(placed.value.model_copy(update=own), placed.row))
        for whose in more:
            self.notices.append(named[whose].notice("unknown_name", "persona", value=_short(whose)))
        return found

    def _valid(
        self, row: Row, fields: dict[str, Any], model: type[BaseModel], fallback: dict[str, Any] | None = None
    ) -> Any:
        """The value of these fields, without those that are wrong; None where too little is left."""
        spare = dict(fallback or {})
        while True:
            try:
                return model.model_validate(fields)
            except ValidationError as error:
                problem = error.errors(include_url=False)[0]
            steps = [str(step) for step in problem["loc"] if isinstance(step, str)]
            column = "type" if steps[0] == "kind" else ".".join(steps)
            value = _short(fields.get(steps[0], "")) if problem["type"] != "missing" else ""
            if steps[0] in spare:
                fields[steps[0]] = spare.pop(steps[0])
            elif steps[0] not in fields or model.model_fields[steps[0]].is_required():
                self.notices.append(row.notice("row_left_out", column, field=column, value=value))
                return None
            else:
                del fields[steps[0]]
            self.notices.append(row.notice("bad_value", column, field=column, value=value, allowed=problem["msg"]))

    def _fields(self, row: Row) -> dict[str, Any]:
        """The fields of a row as nested values, without those that cannot be read."""
        fields: dict[str, Any] = {}
        for column in columns_of(row.kind):
            cell = row.cells.get(column.name)
            if is_empty(cell) or (column.shape not in ("text", "texts") and not plain_text(cell).strip()):
                continue
            try:
                _put(fields, column, self._value(column, cell))
            except (ValueError, OverflowError, RecursionError):
                allowed = ", ".join(str(one) for one in column.allowed) or column.shape
                facts = {"field": column.name, "value": _short(plain_text(cell)), "allowed": allowed}
                self.notices.append(row.notice("bad_value", column.name, **facts))
        for column in columns_of(row.kind):
            if column.required and (column.shape == "text" or column.nullable):
                _fill(fields, column)
        if row.kind == "lane" and "kind" not in fields:
            fields["kind"] = lane_kind(fields.get("title", "")) or "text"
        return fields

    def _value(self, column: Column, cell: Cell) -> Any:
        value = from_cell(cell, column.shape, column.allowed)
        if column.refers is None:
            return value
        if isinstance(value, str):
            return self.names.found(column.refers, value) or value
        return tuple(self.names.found(column.refers, one) or one for one in value)

    def _fill_ids(self) -> None:
        """An id and a rank for every row that has none; the same words give the same id."""
        for kind, rows in self.rows.items():
            if kind in _UNNAMED:
                continue
            ranked = any(column.name == "rank" for column in columns_of(kind))
            used = {plain_text(row.cells.get("id")).strip() for row in rows}
            last = max(
                (rank for row in rows if _RANK.fullmatch(rank := plain_text(row.cells.get("rank")))), default=None
            )
            for place, row in enumerate(rows):
                cells = dict(row.cells)
                written = plain_text(cells.get("id")).strip()
                if not written or (kind != "channel" and not _ID.fullmatch(written)):
                    words = plain_text(cells.get("title") or cells.get("name") or cells.get("body"))
                    cells["id"] = _free(kind, written or words, used)
                    if written:
                        self.notices.append(row.notice("bad_id", "id", value=_short(written)))
                else:
                    cells["id"] = written if kind != "channel" else cells["id"]
                if ranked and not _RANK.fullmatch(plain_text(cells.get("rank"))):
                    last = between(last, None)
                    cells["rank"] = last
                rows[place] = Row(kind, cells, row.line, row.sheet, row.letters)

    def _add_places(self) -> None:
        """Stages and lanes that cards name and no row describes: a table of cards alone is a map."""
        for kind in ("stage", "lane"):
            rows = self.rows[kind]
            known = {plain_text(row.cells.get(name)).strip() for row in rows for name in ("id", "title")}
            described = bool(rows)
            last = max((plain_text(row.cells["rank"]) for row in rows), default=None)
            for row in list(self.rows["card"]):
                written = plain_text(row.cells.get(kind)).strip()
                if written in known or from_cell(written, "text") in known:
                    continue
                known.add(written)
                last = between(last, None)
                name = _free(kind, written, {plain_text(one.cells["id"]) for one in rows})
                title = written or text("formats", f"flat.no_{kind}", "en")
                cells: dict[str, Cell] = {"id": name, "title": title, "rank": last}
                rows.append(Row(kind, cells, row.line, row.sheet, row.letters))
                if described:
                    self.notices.append(row.notice(f"added_{kind}", kind, value=_short(written)))


def _title(kind: str, row: Row) -> str:
    cell = row.cells.get("name" if kind == "persona" else "title")
    return "" if is_empty(cell) else str(from_cell(cell, "text"))


def _put(fields: dict[str, Any], column: Column, value: Any) -> None:
    inner = fields
    for step in column.path[:-1]:
        inner = inner.setdefault(step, {})
    inner[column.path[-1]] = value


def _fill(fields: dict[str, Any], column: Column) -> None:
    """Nothing, where a field that must be there is empty: only inside values that are there."""
    inner: Any = fields
    for step in column.path[:-1]:
        inner = inner.get(step)
        if inner is None:
            return
    inner.setdefault(column.path[-1], None if column.nullable else "")


def _free(kind: str, words: str, used: set[str]) -> str:
    place = 0
    while (name := f"{kind}_{stable_id([words, place])[:10]}") in used:
        place += 1
    used.add(name)
    return name


def _short(value: object) -> str:
    written = str(value)
    return written if len(written) <= 80 else written[:79] + "…"
