"""Two versions of a map in words: an outline for who listens, a table, and all of it as data."""

from collections.abc import Iterator
from typing import Any

from tropa.formats.siblings.page import Table
from tropa.formats.side_by_side.version_curves import change_words, curve_changes, curve_columns
from tropa.formats.side_by_side.versions import CardView, StageView, VersionsView
from tropa.formats.wording import Said
from tropa.model.diff_text import diff_text


def versions_outline(view: VersionsView) -> list[tuple[int, str]]:
    """All changes, then every stage in which something changed, as depth and words."""
    said = Said(view.language)
    found = [(0, said("side.changes"))]
    found += [(1, words) for words in diff_text(view.changes, view.language)] or [(1, said("side.none"))]
    for stage in view.stages:
        if stage.changed:
            found.append((0, _title(stage)))
            found += [(1, words) for words in stage.told]
            for lane in stage.lanes:
                found.append((1, f"{lane.title} ({lane.mark.words})" if lane.mark else lane.title))
                found += [(2, words) for row in lane.rows for words in _row(row)]
    return found


def versions_tables(view: VersionsView) -> list[Table]:
    """Before and after as tables: the curves by stage, the fields of the map and the cards."""
    said = Said(view.language)
    sides = (said("side.before"), said("side.after"))
    tables = []
    for change in curve_changes(view):
        told = [
            (stage.title, change_words(change, place, view.language))
            for place, stage in enumerate(curve_columns(view))
            if change_words(change, place, view.language)
        ]
        tables.append(Table(change.title, (said("side.gap.stage"), said("side.change")), tuple(told)))
    if view.fields:
        rows = tuple((field.field, field.before, field.after) for field in view.fields)
        tables.append(Table(said("side.about"), (said("side.field"), *sides), rows))
    cells = tuple(_cells(view))
    if cells:
        heads = (said("side.gap.stage"), said("map.lanes"), *sides)
        tables.append(Table(said("map.table", title=view.new.title), heads, cells))
    return tables


def versions_data(view: VersionsView) -> dict[str, Any]:
    """The changes as data, each with its sentence."""
    told = diff_text(view.changes, view.language)
    return {
        "format": "tropa.diff",
        "version": 1,
        "language": view.language,
        "before": _identity(view, 0),
        "after": _identity(view, 1),
        "changes": [
            {**change.model_dump(mode="json", exclude_defaults=True), "words": words}
            for change, words in zip(view.changes, told, strict=True)
        ],
    }


def _identity(view: VersionsView, place: int) -> dict[str, str]:
    map_ = (view.old, view.new)[place]
    return {"id": map_.id, "title": map_.title, "created": map_.created.isoformat()}


def _title(stage: StageView) -> str:
    return f"{stage.title} ({stage.mark.words})" if stage.mark else stage.title


def _row(row: tuple[CardView | None, CardView | None]) -> Iterator[str]:
    before, after = row
    if before is not None and (before.marks or after is None or before.words != after.words):
        yield _said(before)
    if after is not None:
        yield _said(after)


def _said(card: CardView) -> str:
    marks = ", ".join(one.words for one in card.marks)
    return "; ".join([f"{card.words} ({marks})" if marks else card.words, *card.told])


def _cells(view: VersionsView) -> Iterator[tuple[str, ...]]:
    for stage in view.stages:
        for lane in stage.lanes:
            for before, after in lane.rows:
                yield (_title(stage), lane.title, _said(before) if before else "—", _said(after) if after else "—")
