"""Values that were read one by one, made to hold together: what refers to nothing is told and let go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from tropa.formats.flat.rows import Row
from tropa.formats.reading import Notice
from tropa.kit.ids import stable_id
from tropa.model.emotion import within

_ONE: Mapping[str, Mapping[str, str]] = {
    "stage": {"parent": "stage"},
    "card": {"stage": "stage", "lane": "lane", "span_to": "stage", "persona": "persona", "touchpoint": "touchpoint",
             "metric": "metric"},
    "point": {"persona": "persona", "stage": "stage"},
    "link": {"source": "stage", "target": "stage"},
    "actor": {"persona": "persona"},
    "arrow": {"stage": "stage", "source": "actor", "target": "actor"},
}  # fmt: skip
_SEVERAL: Mapping[str, Mapping[str, str]] = {
    "lane": {"personas": "persona"},
    "card": {"about": "card", "evidence": "evidence"},
    "point": {"evidence": "evidence"},
    "link": {"evidence": "evidence"},
}


@dataclass(frozen=True)
class Placed:
    """A value and the row it came from."""

    value: Any
    row: Row


def mended(placed: Mapping[str, list[Placed]], notices: list[Notice]) -> dict[str, list[BaseModel]]:
    """The values by kind, so that a map of them holds together; every change is added to the notices."""
    once = {kind: _once(kind, values, notices) for kind, values in placed.items()}
    known = {kind: {one.value.id for one in values} for kind, values in once.items() if kind != "point"}
    found: dict[str, list[BaseModel]] = {}
    for kind, values in once.items():
        kept = [_referring(kind, one, known, notices) for one in values]
        found[kind] = [one for one in kept if one is not None]
    found["stage"] = _without_cycles(found["stage"], {one.value.id: one.row for one in once["stage"]}, notices)
    return found


def _once(kind: str, values: list[Placed], notices: list[Notice]) -> list[Placed]:
    """Each id once. A copied card is a new card; another copy of anything else is left out."""
    seen: set[object] = set()
    kept: list[Placed] = []
    for one in values:
        value = one.value
        key = (value.kind, value.persona, value.stage, value.future) if kind == "point" else value.id
        if key in seen and kind != "card":
            notices.append(one.row.notice("twice", "id", value=key if kind != "point" else value.stage))
            continue
        if key in seen:
            key = f"card_{stable_id([key, one.row.line, len(seen)])[:10]}"
            notices.append(one.row.notice("copied", "id", value=value.id))
            one = Placed(value.model_copy(update={"id": key}), one.row)
        seen.add(key)
        kept.append(one)
    return kept


def _referring(kind: str, one: Placed, known: Mapping[str, set[str]], notices: list[Notice]) -> BaseModel | None:
    value: BaseModel = one.value
    if kind != "stage" and getattr(value, "deleted", False):
        return value  # what is deleted may refer to what is gone
    changed: dict[str, Any] = {}
    for name, refers in _ONE.get(kind, {}).items():
        there = getattr(value, name)
        if there is not None and there not in known[refers]:
            notices.append(one.row.notice("unknown_name", name, value=there))
            if type(value).model_fields[name].is_required():
                return None
            changed[name] = None
    for name, refers in _SEVERAL.get(kind, {}).items():
        there = getattr(value, name)
        if missing := [each for each in there if each not in known[refers]]:
            notices.append(one.row.notice("unknown_name", name, value=", ".join(missing)))
            changed[name] = tuple(each for each in there if each in known[refers])
    for name in {"card": ("emotion",), "point": ("value", "low", "high")}.get(kind, ()):
        number = getattr(value, name)
        if number is not None and not within(number, value.scale):  # type: ignore[attr-defined]
            notices.append(one.row.notice("outside_scale", name, value=number, scale=value.scale))  # type: ignore[attr-defined]
            changed[name] = None
    return value.model_copy(update=changed) if changed else value


def _without_cycles(stages: list[Any], rows: Mapping[str, Row], notices: list[Notice]) -> list[BaseModel]:
    parent = {stage.id: stage.parent for stage in stages}
    kept = []
    for stage in stages:
        walked, above = {stage.id}, parent[stage.id]
        while above is not None and above not in walked:
            walked.add(above)
            above = parent[above]
        if above is not None and above == stage.id:
            parent[stage.id] = None
            notices.append(rows[stage.id].notice("cycle", "parent", value=stage.title or stage.id))
        kept.append(stage.model_copy(update={"parent": None}) if parent[stage.id] != stage.parent else stage)
    return kept
