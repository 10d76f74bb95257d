"""Two versions of a map laid beside each other: stage by stage, lane by lane, card by card, with what changed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tropa.formats.side_by_side.mark import Happened, Mark, mark, mark_of
from tropa.kit.locale import Language, text
from tropa.model.alignment import aligned
from tropa.model.card import Card
from tropa.model.change import Change, Place
from tropa.model.diff import diff
from tropa.model.diff_text import change_text, values_text
from tropa.model.field_text import field_text, quoted
from tropa.model.lane import Lane, LaneKind
from tropa.model.map import Map
from tropa.model.stage import Stage
from tropa.model.view import cards_in, lanes_in_order, live_cards, stages_in_order

_IN_FULL = ("title", "goal", "description", "company", "owner")


@dataclass(frozen=True)
class CardView:
    """A card in one version: its words, what happened to it, the fields that changed, its words in the other version.

    `other` is None where the words are the same.
    """

    words: str
    marks: tuple[Mark, ...] = ()
    told: tuple[str, ...] = ()
    other: str | None = None


@dataclass(frozen=True)
class LaneView:
    """A lane in a stage: cards before and after, those of one id in a row."""

    title: str
    kind: LaneKind
    colour: str | None
    mark: Mark | None
    rows: tuple[tuple[CardView | None, CardView | None], ...]


@dataclass(frozen=True)
class StageView:
    """A stage: what happened to it, the lanes in which something changed, and how much else stands in it.

    `there` is whether each version has it; `lanes_same` and `cards_same` count what did not change.
    """

    id: str
    title: str
    there: tuple[bool, bool]
    mark: Mark | None
    told: tuple[str, ...]
    lanes: tuple[LaneView, ...]
    lanes_same: int
    cards_same: int

    @property
    def changed(self) -> bool:
        """Whether anything happened here."""
        return bool(self.mark or self.told or self.lanes)


@dataclass(frozen=True)
class FieldView:
    """A field of the map itself, before and after, in words."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class VersionsView:
    """Both versions and all that changed between them, the most important first."""

    old: Map
    new: Map
    changes: tuple[Change, ...]
    fields: tuple[FieldView, ...]
    stages: tuple[StageView, ...]

    @property
    def language(self) -> Language:
        """The language of the later version."""
        return self.new.language


def versions_view(old: Map, new: Map) -> VersionsView:
    """Both versions beside each other.

    >>> old = Map.new("Films", language="en", stages=["Need", "Payment"]).with_card("Payment", "barriers", "dear")
    >>> new = old.with_card("Payment", "barriers", "no instalments")
    >>> [(stage.title, stage.changed) for stage in versions_view(old, new).stages]
    [('Need', False), ('Payment', True)]
    """
    changes = diff(old, new)
    return VersionsView(
        old=old,
        new=new,
        changes=changes,
        fields=tuple(_fields(changes, new.language)),
        stages=tuple(_Cells(old, new, changes).stages()),
    )


def _fields(changes: Sequence[Change], language: Language) -> Iterator[FieldView]:
    for change in changes:
        if change.object == "map":
            before, after = values_text(change, language)
            if change.field in _IN_FULL:
                none = text("model", "value.none", language)
                before, after = change.before or none, change.after or none
            if before is None or after is None:
                before, after = "", text("formats", "side.changed", language)
            yield FieldView(field_text("map", change.field, language), before, after)


class _Cells:
    """Finds what changed in each cell of two versions."""

    def __init__(self, old: Map, new: Map, changes: Sequence[Change]) -> None:
        self._maps = (old, new)
        self._language = new.language
        self._shown = tuple({card.id for card in live_cards(map_)} for map_ in (old, new))
        self._of: dict[tuple[str, str], list[Change]] = {}
        self._at: dict[str, list[Change]] = {}
        for change in changes:
            self._of.setdefault((change.object, change.id), []).append(change)
            if change.object in ("link", "arrow", "point"):
                self._at.setdefault(change.place.stage, []).append(change)

    def stages(self) -> Iterator[StageView]:
        """Every stage of either version."""
        lanes = aligned([lanes_in_order(map_) for map_ in self._maps], _id)
        for old, new in aligned([stages_in_order(map_.stages) for map_ in self._maps], _id):
            yield self._stage(old, new, lanes)

    def _stage(self, old: Stage | None, new: Stage | None, lanes: Sequence[tuple[Lane | None, ...]]) -> StageView:
        one = new or old
        assert one is not None
        views = [self._lane(old, new, pair) for pair in lanes]
        changed = [lane for lane in views if any(_marked(row) for row in lane.rows)]
        same = [lane for lane in views if lane.rows and lane not in changed]
        changes = self._of.get(("stage", one.id), [])
        told = [change for change in changes if change.kind not in ("added", "removed")]
        return StageView(
            id=one.id,
            title=one.title,
            there=(old is not None, new is not None),
            mark=self._whole(old, new),
            told=tuple(_sentence(change, self._language) for change in (*self._at.get(one.id, []), *told)),
            lanes=tuple(changed),
            lanes_same=len(same),
            cards_same=sum(len(lane.rows) for lane in same),
        )

    def _whole(self, old: Any, new: Any) -> Mark | None:
        if old is not None and new is not None:
            return None
        return mark("new" if old is None else "gone", self._language)

    def _lane(self, old: Stage | None, new: Stage | None, pair: tuple[Lane | None, ...]) -> LaneView:
        cells = [
            cards_in(map_, stage.id, lane.id) if stage and lane else []
            for map_, stage, lane in zip(self._maps, (old, new), pair, strict=True)
        ]
        lane = pair[1] or pair[0]
        assert lane is not None
        happened = self._whole(*pair)
        if happened is None and pair[0] and pair[1] and pair[0].title != pair[1].title:
            happened = mark("renamed", self._language, before=quoted(pair[0].title, self._language))
        rows = tuple(_paired(self._before(one), self._after(other)) for one, other in aligned(cells, _id))
        return LaneView(lane.title, lane.kind, lane.colour, happened, rows)

    def _before(self, card: Card | None) -> CardView | None:
        if card is None:
            return None
        if card.id not in self._shown[1]:
            return CardView(card.body, (mark("gone", self._language),))
        moved = [change for change in self._of.get(("card", card.id), []) if change.kind == "moved"]
        return CardView(card.body, tuple(self._moved("moved_to", change) for change in moved))

    def _after(self, card: Card | None) -> CardView | None:
        if card is None:
            return None
        if card.id not in self._shown[0]:
            return CardView(card.body, (mark("new", self._language),))
        changes = self._of.get(("card", card.id), [])
        told = tuple(self._told(change) for change in changes if change.kind == "changed")
        marks = [self._mark(change) for change in changes if change.kind != "changed"]
        if told:
            marks.append(mark("changed", self._language))
        return CardView(card.body, tuple(marks), told)

    def _mark(self, change: Change) -> Mark:
        match change.kind:
            case "moved":
                return self._moved("moved_from", change)
            case "renamed":
                return mark("reworded", self._language)
            case "solved" | "reopened" | "accepted" | "reordered":
                return mark(change.kind, self._language)
        return mark("changed", self._language)

    def _moved(self, happened: Happened, change: Change) -> Mark:
        here, there = change.place_before or change.place, change.place
        if happened == "moved_from":
            here, there = there, here
        return mark(happened, self._language, place=self._place(here, there))

    def _place(self, here: Place, there: Place) -> str:
        """Where a card went, as short as it is clear from where it was."""
        if here.lane == there.lane:
            return there.stage_title
        if here.stage == there.stage:
            return there.lane_title
        return text("formats", "side.place_lane", self._language, stage=there.stage_title, lane=there.lane_title)

    def _told(self, change: Change) -> str:
        before, after = values_text(change, self._language)
        field = field_text("card", change.field, self._language)
        return field if before is None or after is None else f"{field}: {before} → {after}"


def _paired(before: CardView | None, after: CardView | None) -> tuple[CardView | None, CardView | None]:
    """Both views, each knowing the words of the other where they differ."""
    if before is None or after is None or before.words == after.words:
        return before, after
    return replace(before, other=after.words), replace(after, other=before.words)


def _marked(row: tuple[CardView | None, CardView | None]) -> bool:
    return any(one is not None and bool(one.marks) for one in row)


def _sentence(change: Change, language: Language) -> str:
    return f"{mark_of(change).sign} {change_text(change, language)}"


def _id(one: Any) -> object:
    return one.id
