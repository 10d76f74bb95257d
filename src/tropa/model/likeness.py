"""Two versions without common ids brought together: the later one with the ids of what it is like in the earlier.

Formats that keep no ids (CSV, Mermaid, CJML by other tools) give every object a new one; by ids alone everything would
be gone and everything new.
"""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from typing import Any

from tropa.model.map import Map
from tropa.model.part import COLLECTION, REFERENCES, named, title_of

_LIKE = 0.6  # SequenceMatcher's ratio above which it calls two texts close
_BY_TITLE = ("persona", "actor", "touchpoint", "channel", "metric")


def matched(before: Map, after: Map) -> Map:
    """`after`, in which what is like an object of `before` has its id. What has a common id stays as it is.

    Only objects whose id the other version lacks are matched, each once:

    * personas, actors, touchpoints, channels and metrics of the same title;
    * stages of the same title, then of a like one;
    * lanes of the same kind and title, then of the same kind in the order they stand;
    * cards of the same stage and kind of lane with the same words, then like words (difflib's ratio ≥ 0.6, the likest
      first), then the same words anywhere in a lane of the kind (a card that moved).

    Titles and words are compared without case and extra blanks.
    """
    ids: dict[str, dict[str, str]] = {part: {} for part in COLLECTION}
    for part in _BY_TITLE:
        ids[part] = dict(_same(*_left(before, after, part), lambda one: _words(title_of(one))))
    old, new = _left(before, after, "stage")
    ids["stage"] = dict(_same(old, new, lambda one: _words(one.title)))
    ids["stage"] |= dict(_like(*_rest(old, new, ids["stage"]), lambda one: one.title))
    old, new = _left(before, after, "lane")
    ids["lane"] = dict(_same(old, new, lambda one: (one.kind, _words(one.title))))
    ids["lane"] |= dict(_same(*_rest(old, new, ids["lane"]), lambda one: one.kind))
    return _renamed(after, ids | {"card": _cards(before, after, ids)})


def _cards(before: Map, after: Map, ids: dict[str, dict[str, str]]) -> dict[str, str]:
    old, new = _left(before, after, "card")
    kinds = {lane.id: lane.kind for lane in (*after.lanes, *before.lanes)}

    def cell(one: Any) -> tuple[str, str]:
        return ids["stage"].get(one.stage, one.stage), kinds[one.lane]

    found = dict(_same(old, new, lambda one: (cell(one), _words(one.body))))
    for where in sorted({cell(one) for one in new}):
        here = [[one for one in cards if cell(one) == where] for cards in _rest(old, new, found)]
        found |= dict(_like(here[0], here[1], lambda one: one.body))
    return found | dict(_same(*_rest(old, new, found), lambda one: (kinds[one.lane], _words(one.body))))


def _left(before: Map, after: Map, part: str) -> tuple[list[Any], list[Any]]:
    """The living objects of each version whose id the other lacks, in their order."""
    old, new = named(before, part), named(after, part)
    return _ordered(old, new), _ordered(new, old)


def _ordered(objects: dict[str, Any], others: dict[str, Any]) -> list[Any]:
    left = [one for name, one in objects.items() if name not in others and not getattr(one, "deleted", False)]
    return sorted(left, key=lambda one: (getattr(one, "rank", ""), one.id))


def _rest(old: list[Any], new: list[Any], found: dict[str, str]) -> tuple[list[Any], list[Any]]:
    taken = set(found.values())
    return [one for one in old if one.id not in taken], [one for one in new if one.id not in found]


def _same(old: list[Any], new: list[Any], key: Callable[[Any], object]) -> Iterator[tuple[str, str]]:
    waiting: dict[object, list[str]] = {}
    for one in reversed(old):
        waiting.setdefault(key(one), []).append(one.id)
    for one in new:
        if left := waiting.get(key(one)):
            yield one.id, left.pop()


def _like(old: list[Any], new: list[Any], words: Callable[[Any], str]) -> Iterator[tuple[str, str]]:
    scored = []
    for one in old:
        compared = SequenceMatcher(b=_words(words(one)))
        for other in new:
            compared.set_seq1(_words(words(other)))
            if compared.real_quick_ratio() >= _LIKE and compared.quick_ratio() >= _LIKE:
                scored.append((-compared.ratio(), other.id, one.id))
    taken: set[tuple[str, str]] = set()
    for score, other, one in sorted(scored):
        if -score >= _LIKE and ("new", other) not in taken and ("old", one) not in taken:
            taken |= {("new", other), ("old", one)}
            yield other, one


def _words(title: str) -> str:
    return " ".join(title.casefold().split())


def _renamed(map_: Map, ids: dict[str, dict[str, str]]) -> Map:
    fields: dict[str, Any] = {}
    for part, collection in (*COLLECTION.items(), ("point", "curve")):
        renamed = []
        for one in getattr(map_, collection):
            update: dict[str, Any] = {"id": ids[part][one.id]} if part != "point" and one.id in ids[part] else {}
            for reference in REFERENCES:
                if reference.holder == part:
                    held, new = getattr(one, reference.field), ids[reference.target]
                    update[reference.field] = (
                        tuple(new.get(name, name) for name in held) if reference.many else new.get(held, held)
                    )
            renamed.append(one.model_copy(update=update) if update else one)
        fields[collection] = tuple(renamed)
    return map_.with_fields(**fields)
