"""Ids that must be there, and must be there once."""

from collections.abc import Iterable

from tropa.errors import MapError

Known = dict[str, frozenset[str]]


def unique(kind: str, ids: Iterable[str]) -> frozenset[str]:
    """The ids as a set; MapError where one occurs twice."""
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise MapError("model.id_twice", kind=kind, id=name)
        seen.add(name)
    return frozenset(seen)


def check_reference(place: str, kind: str, name: str | None, known: Known) -> None:
    """Raise MapError unless `name` is None or among the known ids of its kind; `place` says who refers to it."""
    if name is not None and name not in known[kind]:
        allowed = ", ".join(sorted(known[kind])[:12]) or "—"
        raise MapError("model.no_such", place=place, kind=kind, id=name, allowed=allowed)
