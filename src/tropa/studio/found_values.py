"""Values found in a shared document as fields of a map.

What does not fit is not there; what must be there has a default.
The defaults of required fields stand in `spec/shared/SPEC.md`; the browser uses the same.
"""

import json
import math
import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from tropa.model.curve import CurvePoint
from tropa.model.document import MapDocument
from tropa.model.emotion import within
from tropa.model.part import COLLECTION, MODEL, SETS

_DEEPEST = 40
_WHOLE = 2**53
_LONGEST_AGO = "1970-01-01"
NOBODY = "-"
DEFAULTS: dict[str, dict[str, Any]] = {
    "map": {"title": "", "language": "en", "created": _LONGEST_AGO},
    "stage": {"title": "", "rank": "V"},
    "link": {"kind": "branch", "source": NOBODY, "target": NOBODY},
    "lane": {"kind": "text", "title": "", "rank": "V"},
    "persona": {"name": ""},
    "card": {"stage": NOBODY, "lane": NOBODY, "rank": "V", "body": ""},
    "actor": {"title": ""},
    "arrow": {"stage": NOBODY, "source": NOBODY, "target": NOBODY, "rank": "V"},
    "touchpoint": {"title": ""},
    "channel": {"title": ""},
    "metric": {"title": ""},
    "evidence": {"question": "", "definition": "", "grade": "E", "asked": _LONGEST_AGO},
    "point": {"value": None},
}
_ID = re.compile(r"[A-Za-z0-9_.:\-]{1,80}")
_POINT = re.compile(r"(emotion|arc)/([A-Za-z0-9_.:\-]{1,80})/([A-Za-z0-9_.:\-]{1,80})(/future)?")


def header(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of the map itself."""
    return _fitting("map", MapDocument, raw, {"id": "m", "stages": (), "lanes": ()})


def objects(part: str, raw: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The objects of a part by id; one whose id cannot be an id is not there."""
    found = []
    for name, fields in sorted(raw.items()):
        if isinstance(fields, Mapping) and _id_fits(part, name):
            found.append(_fitting(part, MODEL[part], fields, {"id": name}))
    return found


def points(raw: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The points of curves; numbers outside their scale are none."""
    found = []
    for key, fields in sorted(raw.items()):
        match = _POINT.fullmatch(key)
        if match is None or not isinstance(fields, Mapping):
            continue
        whose = {"kind": match[1], "persona": match[2], "stage": match[3], "future": match[4] is not None}
        point = _fitting("point", CurvePoint, fields, whose)
        scale = point.get("scale", "-2..2")
        for name in ("value", "low", "high"):
            if point.get(name) is not None and not within(float(point[name]), scale):
                point[name] = None
        found.append(point)
    return found


def plain(value: Any, depth: int = 0) -> tuple[bool, Any]:
    """Whether a value is plain JSON, and the value."""
    if value is None or isinstance(value, bool | int | str):
        return True, value
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) <= _WHOLE  # JavaScript has one kind of numbers
        return math.isfinite(value), int(value) if whole else value
    if depth < _DEEPEST and isinstance(value, list):
        return _all_plain(value, depth)
    if depth < _DEEPEST and isinstance(value, dict):
        known, inner = _all_plain(list(value.values()), depth)
        return known, dict(zip(value, inner, strict=True)) if known else None
    return False, None


def _all_plain(values: list[Any], depth: int) -> tuple[bool, Any]:
    found = [plain(one, depth + 1) for one in values]
    return all(known for known, _ in found), [one for _, one in found]


def _id_fits(part: str, name: str) -> bool:
    return 1 <= len(name) <= 80 if part == "channel" else _ID.fullmatch(name) is not None


def _fitting(part: str, model: type[BaseModel], raw: Mapping[str, Any], fixed: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that the part has and whose values fit."""
    known = set(model.model_fields) - set(fixed) - {"version"}
    if part == "map":
        known -= {"curve", *COLLECTION.values()}
    sets = {name: _members(raw, name) for name in SETS.get(part, ()) if part != "point"}
    fields = {name: value for name, value in raw.items() if name in known and name not in sets}
    fields = {**DEFAULTS[part], **fields, **{name: members for name, members in sets.items() if members}}
    for _ in range(len(fields) + 1):
        faults = _faults(model, {**fields, **fixed})
        if not faults:
            break
        for name, member in faults:
            _take_out(part, fields, name, member if name in sets else None)
    return {**fields, **fixed}


def _members(raw: Mapping[str, Any], name: str) -> list[str]:
    start = f"{name}/"
    return sorted(key.removeprefix(start) for key, there in raw.items() if key.startswith(start) and there is True)


def _faults(model: type[BaseModel], fields: dict[str, Any]) -> list[tuple[str, Any]]:
    try:
        model.model_validate_json(json.dumps(fields), strict=True)  # a text is no number, here as in the browser
    except ValidationError as error:
        found = [fault["loc"] for fault in error.errors(include_url=False, include_context=False, include_input=False)]
        return sorted(
            {(str(loc[0]), loc[1] if len(loc) > 1 else None) for loc in found if loc},
            key=lambda one: (one[0], -one[1] if isinstance(one[1], int) else 0),
        )
    return []


def _take_out(part: str, fields: dict[str, Any], name: str, member: Any) -> None:
    """Take a bad value out: one member of a set, else the field, which falls back to its default."""
    if isinstance(member, int) and isinstance(fields.get(name), list):
        del fields[name][member]
    elif name in DEFAULTS[part]:
        fields[name] = DEFAULTS[part][name]
    else:
        fields.pop(name, None)
