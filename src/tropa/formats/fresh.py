"""Maps made of what a format without our ids and ranks holds: the same content gives the same ids and ranks."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from tropa.formats.flat.language import language_of
from tropa.kit.ids import stable_id
from tropa.kit.locale import Language, text
from tropa.model.actor import Arrow
from tropa.model.card import Card
from tropa.model.emotion import Scale, on_scale
from tropa.model.lane import Lane, LaneKind
from tropa.model.map import Map
from tropa.model.rank import spread
from tropa.model.stage import Stage
from tropa.model.view import cards_in, columns, curve_of, lanes_in_order

_ID = re.compile(r"[A-Za-z0-9_.:\-]{1,80}")
_One = TypeVar("_One", Stage, Lane, Card, Arrow)


class Ids:
    """Ids of a file, each once within its kind."""

    def __init__(self) -> None:
        self._used: set[tuple[str, str]] = set()
        self._tried: dict[tuple[object, ...], int] = {}

    def taken(self, kind: str, wanted: str, *words: object) -> str:
        """The wanted id where it is one and nobody has it yet; else one made of the words.

        >>> ids = Ids()
        >>> ids.taken("card", "c1"), ids.taken("card", "c1"), ids.taken("card", "", "Pay")[:5]
        ('c1', 'card_b5e7f18c1c', 'card_')
        """
        found, key = wanted, (kind, wanted, words)
        while not _ID.fullmatch(found) or (kind, found) in self._used:
            place = self._tried.get(key, 0)
            self._tried[key] = place + 1
            found = f"{kind}_{stable_id([wanted, *words, place])[:10]}"
        self._used.add((kind, found))
        return found


def ranked(values: Sequence[_One]) -> tuple[_One, ...]:
    """The values with ranks in their order."""
    ranks = spread(len(values))
    return tuple(one.model_copy(update={"rank": rank}) for one, rank in zip(values, ranks, strict=True))


def ranked_in_cells(cards: Iterable[Card]) -> tuple[Card, ...]:
    """The cards with ranks in their order, anew in each cell."""
    cells: dict[tuple[str, str], list[Card]] = {}
    for card in cards:
        cells.setdefault((card.stage, card.lane), []).append(card)
    return tuple(card for cell in cells.values() for card in ranked(cell))


def fresh_map(title: str, words: Iterable[str], **fields: Any) -> Map:
    """A map created today, in the language its words are written in; its id follows from the title unless told."""
    given = {
        "id": f"map_{stable_id([title])[:10]}",
        "title": title,
        "language": language_of(" ".join([title, *words])),
        "created": datetime.now(UTC).date(),
    }
    return Map(**(given | fields))


def lane_of(kind: LaneKind, language: Language, name: str = "") -> Lane:
    """A lane of a kind, called as it is in the language; its id is the kind unless told."""
    return Lane(id=name or kind, kind=kind, title=text("model", f"lane.{kind}", language), rank="V")


def path_of(map_: Map, stage: Stage) -> str:
    """The title of a stage behind those it lies in.

    >>> map_ = Map.new("I pay", language="en", stages=["Payment"]).with_stage("Card", parent="Payment")
    >>> path_of(map_, map_.stages[1])
    'Payment: Card'
    """
    above = {one.id: one for one in map_.stages}
    titles = [stage.title]
    while stage.parent is not None:
        stage = above[stage.parent]
        titles.append(stage.title)
    return ": ".join(title.strip() for title in reversed(titles) if title.strip())


def cards_of(map_: Map, *kinds: LaneKind) -> list[Card]:
    """The cards shown in lanes of these kinds: stage by stage, lane by lane, by rank."""
    lanes = [lane for lane in lanes_in_order(map_) if lane.kind in kinds]
    return [card for stage in columns(map_) for lane in lanes for card in cards_in(map_, stage.id, lane.id)]


class Feelings:
    """What is felt at each card of a map: at the card itself, else in its stage."""

    def __init__(self, map_: Map) -> None:
        self._first = map_.personas[0].id if map_.personas else ""
        future = map_.state == "future"
        self._curves = {one.id: curve_of(map_.curve, one.id, future=future) for one in map_.personas}

    def of(self, card: Card, scale: Scale) -> float | None:
        """The feeling on a scale; None where nothing is known."""
        if card.emotion is not None:
            return on_scale(card.emotion, card.scale, scale)
        point = self._curves.get(card.persona or self._first, {}).get(card.stage)
        return None if point is None or point.value is None else on_scale(point.value, point.scale, scale)
