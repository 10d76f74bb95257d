"""Maps side by side in words: an outline for who listens, tables, and all of it as data."""

from collections.abc import Iterator
from typing import Any

from tropa.formats.siblings.page import Table
from tropa.formats.side_by_side.gap_drawing import barrier_words, feeling_words, metric_words
from tropa.formats.side_by_side.maps import Gap, MapsView
from tropa.formats.side_by_side.maps_drawing import card_words
from tropa.formats.wording import Said, emotion_text
from tropa.kit.locale import Language
from tropa.model.gap import StageGap


def maps_outline(view: MapsView) -> list[tuple[int, str]]:
    """The gaps stage by stage, then every stage with the curves and the cards of each map, as depth and words."""
    said, table = Said(view.language), view.table
    found: list[tuple[int, str]] = [(0, said("side.maps"))]
    found += [(1, f"{name}: {map_.title}") for name, map_ in zip(view.names, view.maps, strict=True)]
    for one in view.gaps:
        found.append((0, said("side.gap.title", name=one.name)))
        for gap_stage in one.stages:
            found.append((1, gap_stage.title))
            found += [(2, words) for column in _gap_cells(gap_stage, view.language) for words in column]
    for place, stage in enumerate(table.stages):
        found.append((0, stage.title))
        found += [(1, words) for words in _felt(view, place)]
        for number, lane in enumerate(table.lanes):
            told = list(_cards(view, number, place))
            found += [(1, lane.title), *((2, words) for words in told)] if told else []
    return found


def maps_tables(view: MapsView) -> list[Table]:
    """A table a gap, one of the curves, and one of all cards: a row a stage and lane, a column a map."""
    said = Said(view.language)
    heads = tuple(said(f"side.gap.{name}") for name in ("stage", "emotion", "barriers", "metrics"))
    tables = [
        Table(said("side.gap.title", name=one.name), heads, tuple(_gap_rows(one, view.language))) for one in view.gaps
    ]
    if view.lines:
        rows = tuple(
            (stage.title, *(_number(line.values[place], view.language) for line in view.lines))
            for place, stage in enumerate(view.table.stages)
        )
        tables.append(Table(said("curve.value"), (heads[0], *(line.name for line in view.lines)), rows))
    lanes = (heads[0], said("map.lanes"), *view.names)
    tables.append(Table(view.title, lanes, tuple(_rows(view))))
    return tables


def maps_data(view: MapsView) -> dict[str, Any]:
    """The same as data: the maps side by side, and the gaps."""
    return {
        "format": "tropa.side_by_side",
        "version": 1,
        "language": view.language,
        "names": list(view.names),
        **view.table.model_dump(mode="json", exclude_defaults=True),
        "gaps": [
            {
                "name": one.name,
                "stages": [
                    {**stage.model_dump(mode="json"), "told": _gap_cells(stage, view.language)} for stage in one.stages
                ],
            }
            for one in view.gaps
        ],
    }


def _gap_rows(one: Gap, language: Language) -> Iterator[tuple[str, ...]]:
    for stage in one.stages:
        yield (stage.title, *("\n".join(column) for column in _gap_cells(stage, language)))


def _gap_cells(stage: StageGap, language: Language) -> list[list[str]]:
    """Feelings, barriers and metrics of a stage in words."""
    several = len(stage.feelings) > 1
    return [
        [(f"{one.name}: " if several else "") + feeling_words(one, language) for one in stage.feelings],
        ["; ".join(words for words, _ in barrier_words(one, language)) for one in stage.barriers],
        [": ".join(words for words, _ in metric_words(one, language)) for one in stage.metrics],
    ]


def _felt(view: MapsView, place: int) -> Iterator[str]:
    for line in view.lines:
        if line.values[place] is not None:
            yield f"{line.name}: {_number(line.values[place], view.language)}"


def _number(value: float | None, language: Language) -> str:
    return "—" if value is None else emotion_text(value, language)


def _cards(view: MapsView, lane: int, stage: int) -> Iterator[str]:
    for block in view.blocks(lane, stage):
        whose = Said(view.language)("side.everyone") if block.map is None else view.names[block.map]
        for card in block.cards:
            yield f"{whose}: " + ": ".join(words for words, _ in card_words(card, view.language))


def _rows(view: MapsView) -> Iterator[tuple[str, ...]]:
    for place, stage in enumerate(view.table.stages):
        for number, lane in enumerate(view.table.lanes):
            cells = view.table.cards[number][place]
            if any(cells):
                told = ("\n".join(card_words(card, view.language)[0][0] for card in cards) for cards in cells)
                yield (stage.title, lane.title, *told)
