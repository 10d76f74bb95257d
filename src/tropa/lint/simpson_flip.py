"""A whole that moves against all its parts.

## What it does

Takes maps of the same segments from two periods. Where a share or score of a stage moves one way in every segment and
the other way in all customers together (weighted by n), it says so.

## Why it is bad

Simpson's paradox (1951): the total moved because the mix of segments changed, not because anybody's journey did. A
decision made on the total is the wrong one for everybody.

## Example

Conversion grew among newcomers and among regulars, and fell in total: more newcomers came.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from tropa.lint.finding import Found, Rule, place
from tropa.model.map import Map
from tropa.model.view import live_cards

_Key = tuple[str, str]


def look(maps: Sequence[Map]) -> Iterator[Found]:
    """Measures that move in total against every segment."""
    by_segment: dict[tuple[str, ...], list[Map]] = {}
    for map_ in maps:
        if map_.segments and map_.horizon is not None and map_.state == "current":
            by_segment.setdefault(map_.segments, []).append(map_)
    pairs = [sorted(found, key=_end) for found in by_segment.values() if len(found) > 1]
    if len(pairs) < 2:
        return
    before, after = [_measures(pair[0]) for pair in pairs], [_measures(pair[-1]) for pair in pairs]
    shared = set.intersection(*(set(one) for one in (*before, *after)))
    titles = {(stage.id): stage.title for stage in pairs[0][-1].stages}
    for key in sorted(shared):
        moves = [new[key][0] - old[key][0] for old, new in zip(before, after, strict=True)]
        total = _mean([one[key] for one in after]) - _mean([one[key] for one in before])
        if all(move * total < 0 for move in moves):
            yield "warning", "flip", {"measure": key[1], "stage": titles[key[0]]}, place(pairs[0][-1])


def _end(map_: Map) -> date:
    return map_.horizon.end if map_.horizon is not None else date.min


def _measures(map_: Map) -> dict[_Key, tuple[float, int]]:
    """Value and n of every share and score, by stage and metric (or the card's words)."""
    return {
        (card.stage, card.metric or card.body): (card.measure.value, card.measure.n)
        for card in live_cards(map_)
        if card.measure is not None and card.measure.unit in ("share", "score", "points")
        if card.measure.value is not None and card.measure.n
    }


def _mean(parts: list[tuple[float, int]]) -> float:
    return sum(value * n for value, n in parts) / sum(n for _, n in parts)


RULE = Rule("TR019", "simpson-flip", look, severity="warning")
