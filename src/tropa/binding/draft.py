"""Maps from data: one a segment, every computed cell with its evidence, and the comparison of the segments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from tropa.binding.actions import action_cards
from tropa.binding.asking import ask_all
from tropa.binding.barriers import barrier_cards, moment_of_truth
from tropa.binding.barriers_said import with_said
from tropa.binding.comparing import comparison_of
from tropa.binding.emotions import curve_of
from tropa.binding.interviews import interview_cards
from tropa.binding.material import Material
from tropa.binding.metrics import metric_cards
from tropa.binding.opportunities import opportunity_cards
from tropa.binding.persona_said import with_words
from tropa.binding.personas import persona_of, segment_title
from tropa.binding.scene import Answers, CellCard, Scene
from tropa.binding.sentences_said import expectation_cards, hypothesis_cards, need_cards
from tropa.binding.thoughts import thought_cards
from tropa.binding.touchpoints import channel_cards, touchpoint_cards
from tropa.definition.model import text_in
from tropa.errors import QuestionError
from tropa.journeys.people import sizes_by_segment
from tropa.kit.ids import stable_id
from tropa.kit.locale import Language, text
from tropa.kit.progress import Progress, silent
from tropa.kit.time import moment
from tropa.model.card import Card
from tropa.model.comparison import Comparison
from tropa.model.evidence import Evidence
from tropa.model.lane import Lane, LaneKind
from tropa.model.map import Horizon, Map
from tropa.model.rank import spread
from tropa.model.stage import Stage

LEAST = 20  # customers below which a segment gets no map: a persona of fewer would be a portrait of people
LANES: tuple[LaneKind, ...] = (
    "actions", "thoughts", "needs", "emotion", "barriers", "opportunities", "hypotheses", "touchpoints", "channels",
    "metrics",
)  # fmt: skip
IF_FILLED: frozenset[LaneKind] = frozenset({"needs", "hypotheses"})  # lanes that a map without such cards does not have


@dataclass(frozen=True)
class Draft:
    """The drafted maps by segment, in the definition's order; `too_few` names segments with too few customers."""

    maps: tuple[Map, ...]
    comparison: Comparison | None
    too_few: tuple[tuple[str, int], ...] = ()


def draft(
    material: Material, *, language: Language | None = None, today: date | None = None, progress: Progress = silent
) -> Draft:
    """Draft a map for every segment with at least 20 customers; one map of all where no segments are defined.

    Raises QuestionError where the definition has no stages.
    """
    definition = material.definition
    if not material.journeys.vocabulary.stages:
        raise QuestionError("binding.no_stages")
    spoken = language or definition.language
    day = today or datetime.now(UTC).date()
    sizes = sizes_by_segment(material.journeys)
    wanted: list[str | None] = [one.id for one in definition.segments] or [None]
    people = {one: sizes.get(one, 0) if one else sum(sizes.values()) for one in wanted}
    drawn = [one for one in wanted if people[one] >= LEAST]
    scenes: list[Scene] = []
    for number, segment in enumerate(drawn):
        scenes.append(_scene(material, ask_all(material, segment), spoken, day))
        progress((number + 1) / (len(drawn) + 1))
    maps = tuple(_map(scene, sizes) for scene in scenes)
    too_few = tuple((segment_title(definition, one, spoken), people[one]) for one in wanted if one not in drawn)
    title = text("binding", "map.comparison", spoken)
    comparison = comparison_of(scenes, maps, title, day) if len(maps) > 1 else None
    return Draft(maps, comparison, too_few)


def draft_one(
    material: Material, segment: str | None, *, language: Language, today: date, answers: Answers | None = None
) -> Map:
    """The map of one segment (of all, where None) as drafted today; `answers` are `ask_all`'s where they are known."""
    found = ask_all(material, segment) if answers is None else answers
    return _map(_scene(material, found, language, today), sizes_by_segment(material.journeys))


def _scene(material: Material, answers: Answers, language: Language, today: date) -> Scene:
    definition = material.definition
    told = {stage.id: text_in(stage.title, language) for stage in definition.stages}
    titles = {name: told.get(name, name) for name in answers.journeys.vocabulary.stages}
    return Scene(definition, language, today, answers, titles)


def _map(scene: Scene, sizes: Mapping[str | None, int]) -> Map:
    definition, answers, language, titles = scene.definition, scene.answers, scene.language, scene.titles
    known = persona_of(definition, answers.segment, answers.customers, sizes, language)
    persona = with_words(known, answers.verbatims)
    stages = list(answers.journeys.vocabulary.stages)
    cards, thoughts, moment_stage = _cells(scene, stages)
    lanes = [kind for kind in LANES if kind not in IF_FILLED or any(card.kind == kind for card in cards)]
    points, records = curve_of(scene, persona.id, thoughts, moment_stage)
    key = answers.segment or "all"
    return Map(
        id=f"map_{key}",
        title=_title(scene, persona.segment),
        goal=text_in(definition.goal.title, language) if definition.goal else "",
        company=definition.map.company or "",
        state=definition.map.state,
        language=language,
        horizon=_horizon(answers),
        created=scene.today,
        refreshed=scene.today,
        personas=(persona,),
        segments=(answers.segment,) if answers.segment else (),
        stages=tuple(
            Stage(id=name, title=titles[name], rank=rank)
            for name, rank in zip(stages, spread(len(stages)), strict=True)
        ),
        lanes=tuple(
            Lane(id=kind, kind=kind, title=text("model", f"lane.{kind}", language), rank=rank)
            for kind, rank in zip(lanes, spread(len(lanes)), strict=True)
        ),
        cards=_placed(key, cards),
        curve=tuple(points),
        evidence=_distinct([*(record for card in cards for record in card.evidence), *records]),
        channels_seen=tuple(sorted({r.channel for r in answers.reach.channels if r.channel})),
        customers=persona.size,
        customers_total=sum(sizes.values()),
    )


def _cells(scene: Scene, stages: Sequence[str]) -> tuple[list[CellCard], dict[str, list[CellCard]], str | None]:
    """All cards, the thoughts among them by stage, and the stage that is the moment of truth."""
    thoughts = {stage: thought_cards(scene, stage) for stage in stages}
    barriers = with_said(scene, barrier_cards(scene), stages)
    cards = [card for stage in stages for card in thoughts[stage]]
    for cell in (need_cards, expectation_cards, hypothesis_cards):
        cards += [card for stage in stages for card in cell(scene, stage)]
    spoken, spoken_barriers = interview_cards(scene, stages)
    barriers += spoken_barriers
    cards += spoken
    cards += [card for card, _, _ in barriers]
    cards += opportunity_cards(scene, barriers)
    for stage in stages:
        for cell in (action_cards, touchpoint_cards, channel_cards, metric_cards):
            cards += cell(scene, stage)
    return cards, thoughts, moment_of_truth(scene)


def _placed(key: str, cards: Sequence[CellCard]) -> tuple[Card, ...]:
    """The cards with ids that stay the same over redrafts, and ranks in the order they were made."""

    def id_of(card: CellCard) -> str:
        return "card_" + stable_id([key, card.kind, card.stage, card.key])

    ranks = spread(len(cards))
    return tuple(
        Card(
            id=id_of(card),
            stage=card.stage,
            lane=card.kind,
            rank=rank,
            body=card.body,
            detail=card.detail,
            channel=card.channel,
            measure=card.measure,
            quote=card.quote,
            about=tuple(id_of(other) for other in card.about),
            evidence=tuple(record.id for record in card.evidence),
            state="proposed",
        )
        for card, rank in zip(cards, ranks, strict=True)
    )


def _distinct(records: Sequence[Evidence]) -> tuple[Evidence, ...]:
    return tuple({record.id: record for record in records}.values())


def _title(scene: Scene, segment: str) -> str:
    personas = [one for one in scene.definition.personas if one.segment == scene.answers.segment]
    told = personas[0].title if personas and personas[0].title else scene.definition.map.title
    own = text_in(told, scene.language)
    if own:
        return own
    return scene.say("map.title", segment=segment) if scene.answers.segment else scene.say("map.title_all")


def _horizon(answers: Answers) -> Horizon | None:
    blocks = [block for block in answers.journeys.blocks if block.events]
    if not blocks:
        return None
    first, last = min(int(block.time.min()) for block in blocks), max(int(block.time.max()) for block in blocks)
    return Horizon(start=moment(first).date(), end=moment(last).date())
