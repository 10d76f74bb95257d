"""A process lane: actors as rows, and in each stage the arrows that pass between them, in their order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from tropa.formats.html.tints import tint
from tropa.formats.told import Names, arrow_text
from tropa.formats.wording import Said
from tropa.model.actor import Actor, Arrow
from tropa.model.map import Map
from tropa.model.stage import Stage

SIDE_BY_SIDE = 2  # arrows of a stage in one tier; more go on in the next
_LETTERS, _LINE, _LEAST = 13, 16, 46  # letters a line of a label holds, its pixels, pixels of an actor's row


@dataclass(frozen=True)
class ArrowView:
    """An arrow from row to row (0 is the highest); `words` say all of it."""

    source: int
    target: int
    label: str
    channel: str
    words: str
    classes: str
    planned: str

    @property
    def upper(self) -> int:
        """The higher of its rows."""
        return min(self.source, self.target)

    @property
    def rows(self) -> int:
        """How many rows it goes."""
        return abs(self.source - self.target)


@dataclass(frozen=True)
class TierView:
    """All actors once, and the arrows of each stage beside each other; `high` pixels a row."""

    stages: tuple[tuple[ArrowView, ...], ...]
    high: int


@dataclass(frozen=True)
class ProcessView:
    """A whole process lane over some columns."""

    actors: tuple[str, ...]
    tiers: tuple[TierView, ...]

    def steps(self, place: int) -> list[ArrowView]:
        """All arrows of the stage at this place."""
        return [arrow for tier in self.tiers for arrow in tier.stages[place]]


def process_view(map_: Map, stages: Sequence[Stage], names: Names, said: Said) -> ProcessView:
    """The arrows of these stages between the actors that any arrow of the map names, and their actors alone if none."""
    used = {end for arrow in map_.arrows for end in (arrow.source, arrow.target)}
    actors = [actor for actor in map_.actors if actor.id in used] or list(map_.actors)
    columns = [[_arrow(arrow, actors, names, said) for arrow in _in_order(map_.arrows, stage.id)] for stage in stages]
    count = max([1, *(ceil(len(column) / SIDE_BY_SIDE) for column in columns)]) if actors else 0
    tiers = []
    for tier in range(count):
        there = tuple(tuple(column[tier * SIDE_BY_SIDE : (tier + 1) * SIDE_BY_SIDE]) for column in columns)
        high = max([_LEAST, *(_need(arrow, len(column)) for column in there for arrow in column)])
        tiers.append(TierView(there, min(high, 400)))
    return ProcessView(tuple(names.actors[actor.id] for actor in actors), tuple(tiers))


def process_rules(views: Iterable[ProcessView]) -> str:
    """Rules that put arrows into their rows; numbers only."""
    there = list(views)
    arrows = [arrow for view in there for tier in view.tiers for stage in tier.stages for arrow in stage]
    rules = [f".high-{high}{{--row:{high}px}}" for high in sorted({t.high for view in there for t in view.tiers})]
    rules += [f".rows-{count}{{--rows:{count}}}" for count in sorted({len(view.actors) for view in there})]
    rules += [f".from-{row}{{--from:{row}}}" for row in sorted({arrow.upper for arrow in arrows})]
    rules += [f".go-{rows}{{--go:{rows}}}" for rows in sorted({arrow.rows for arrow in arrows})]
    return "".join(rules)


def _in_order(arrows: Iterable[Arrow], stage: str) -> list[Arrow]:
    return sorted((one for one in arrows if one.stage == stage), key=lambda one: (one.rank, one.id))


def _arrow(arrow: Arrow, actors: Sequence[Actor], names: Names, said: Said) -> ArrowView:
    place = {actor.id: number for number, actor in enumerate(actors)}
    channel = names.channel(arrow.channel) if arrow.channel else ""
    planned = said("page.planned") if arrow.dashed else ""
    source, target = place[arrow.source], place[arrow.target]
    way = "self" if source == target else "down" if target > source else "up"
    classes = [way, f"w{arrow.weight}", tint(arrow.colour), "planned" if arrow.dashed else ""]
    classes += ["both"] if arrow.both_ways and source != target else []
    return ArrowView(
        source=source,
        target=target,
        label=arrow.label,
        channel=channel,
        words=arrow_text(arrow, names, said),
        classes=" ".join(one for one in classes if one),
        planned=planned,
    )


def _need(arrow: ArrowView, beside: int) -> int:
    """Pixels of a row so that the label fits beside its arrow."""
    letters = _LETTERS * (1 if beside > 1 else 2)
    told = (arrow.label, arrow.channel, arrow.planned)
    lines = sum(max(1, ceil(len(words) / letters)) for words in told if words.strip())
    return ceil((lines * _LINE + 8) / max(1, arrow.rows))
