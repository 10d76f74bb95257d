"""A map as a shared document and back (`spec/edits/SPEC.md`, "In a shared document"; cases: `spec/shared/cases.json`).

Reading takes what it finds: anybody who may write can put anything under any key, and still everybody reads one map.
Writing changes only what differs, in one transaction.
"""

from collections.abc import Mapping
from typing import Any

from pycrdt import Doc, XmlFragment
from pycrdt import Map as Shared

from tropa.model.map import Map
from tropa.model.part import COLLECTION, SETS, named, point_key
from tropa.model.settle import settle
from tropa.studio.body_tree import read_tree, write_tree
from tropa.studio.found_values import header, objects, plain, points

_NOT_HEADER = {"id", "version", "curve", *COLLECTION.values()}


def read(doc: Doc[Any], map_id: str) -> Map:
    """The settled map in a shared document; never an error, whatever the document holds."""
    fields: dict[str, Any] = {**header(_raw(doc.get("map", type=Shared))), "id": map_id}
    for part, collection in COLLECTION.items():
        held = doc.get(collection, type=Shared)
        there = {name: held[name] for name in held.keys()}  # noqa: SIM118 - as in `_raw`
        fields[collection] = objects(part, {name: _raw(one) for name, one in there.items() if isinstance(one, Shared)})
    fields["curve"] = points(_raw(doc.get("curve", type=Shared)))
    return settle(fields)


def is_empty(doc: Doc[Any]) -> bool:
    """Whether nothing has ever been written into the document."""
    return len(doc.get("map", type=Shared)) == 0


def write(doc: Doc[Any], before: Map | None, after: Map, origin: str = "server") -> None:
    """Write into the document what differs between two maps; `before` None: all of it."""
    with doc.transaction(origin=origin):
        _write_fields(doc.get("map", type=Shared), "map", before, after)
        for part, collection in COLLECTION.items():
            _write_part(doc.get(collection, type=Shared), part, before, after)
        _write_points(doc.get("curve", type=Shared), before, after)


def new_document(map_: Map) -> Doc[Any]:
    """A shared document of a map."""
    doc: Doc[Any] = Doc()
    write(doc, None, map_)
    return doc


def layout(doc: Doc[Any]) -> dict[str, Any]:
    """The document as nested JSON values, bodies as their text: what cases and people can look at."""
    seen = {name: _raw(doc.get(name, type=Shared)) for name in ("map", "curve", *COLLECTION.values())}
    return {name: held for name, held in seen.items() if held}


def _raw(shared: Shared[Any]) -> dict[str, Any]:
    """The plain values in a shared map, nested ones too; what is none is left out."""
    found: dict[str, Any] = {}
    for key in shared.keys():  # noqa: SIM118 - its iterator is typed as no iterator
        value = shared[key]
        if isinstance(value, XmlFragment):
            found[key] = read_tree(value)
        elif isinstance(value, Shared):
            found[key] = _raw(value)
        else:
            known, value = plain(value)
            if known:
                found[key] = value
    return found


def _write_part(shared: Shared[Any], part: str, before: Map | None, after: Map) -> None:
    old, new = named(before, part) if before is not None else {}, named(after, part)
    for name in old.keys() - new.keys():
        shared.pop(name, None)
    for name, one in new.items():
        was = old.get(name)
        if was == one:
            continue
        held = shared.get(name)
        if not isinstance(held, Shared):
            held, was = Shared(), None
            shared[name] = held
        _write_fields(held, part, was, one)


def _write_fields(shared: Shared[Any], part: str, was: Any, one: Any) -> None:
    """The fields of an object that differ; of a new one those that are not at their default."""
    left_out = _NOT_HEADER if part == "map" else {"id"}
    new = one.model_dump(mode="json", exclude=left_out)
    default = {name: field.get_default() for name, field in type(one).model_fields.items() if not field.is_required()}
    old = was.model_dump(mode="json", exclude=left_out) if was is not None else None
    for name, value in new.items():
        if name in SETS.get(part, ()):
            _write_set(shared, name, set(old[name]) if old else set(), set(value))
        elif old[name] == value if old is not None else name in default and default[name] == getattr(one, name):
            continue
        elif part == "card" and name == "body":
            _write_body(shared, clean(value))
        else:
            shared[name] = clean(value)


def _write_body(shared: Shared[Any], text: str) -> None:
    tree = shared.get("body")
    if not isinstance(tree, XmlFragment):
        shared["body"] = tree = XmlFragment()
    write_tree(tree, text)


def _write_set(shared: Shared[Any], name: str, old: set[str], new: set[str]) -> None:
    for member in sorted(old - new):
        shared.pop(f"{name}/{clean(member)}", None)
    for member in sorted(new - old):
        shared[f"{name}/{clean(member)}"] = True


def _write_points(shared: Shared[Any], before: Map | None, after: Map) -> None:
    old, new = named(before, "point") if before is not None else {}, named(after, "point")
    for key in old.keys() - new.keys():
        shared.pop(key, None)
    for key, point in new.items():
        if old.get(key) != point:
            shared[point_key(point)] = clean(
                {"value": point.value}
                | point.model_dump(
                    mode="json", exclude={"kind", "persona", "stage", "future", "value"}, exclude_defaults=True
                )
            )


def clean(value: Any) -> Any:
    """The value as Yjs can hold it: no halves of letters, no whole numbers that JavaScript would not read back."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) > 2**53:
        return float(value)
    if isinstance(value, Mapping):
        return {str(clean(name)): clean(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [clean(inner) for inner in value]
    return value
