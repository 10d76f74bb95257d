"""A written template as a map in one language."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tropa.kit.ids import stable_id
from tropa.kit.locale import Language, text
from tropa.model.actor import Actor, Arrow
from tropa.model.card import Card, Scores
from tropa.model.catalogue import Channel, Metric
from tropa.model.curve import CurvePoint
from tropa.model.evidence import Evidence
from tropa.model.hypothesis import Hypothesis
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.persona import Persona, ScoredTrait, Trait
from tropa.model.rank import spread
from tropa.model.stage import Link, Stage
from tropa.templates.written import CardEntry, PersonaEntry, PointEntry, StepEntry, Template, Words

EXAMPLE = "template"  # id of the evidence that says: this is only an example
_SCORES = ("severity", "reach", "customer_value", "business_value", "effort")


def build(template: Template, language: Language, today: date) -> Map:
    """The map; every id follows from the template's file, so it is the same in all languages and on every day."""
    given = {"title": template.title, "goal": template.goal, "description": template.about}
    return Map(
        id=_id("map", template.id),
        **{field: words.of(language) for field, words in given.items()},
        language=language,
        created=today,
        segments=_texts(template.segments, language),
        personas=_personas(template, language),
        stages=_stages(template, language),
        links=tuple(
            Link(id=_id("link", template.id, place), source=link.source, target=link.target, kind=link.kind,
                 label=link.label.of(language))
            for place, link in enumerate(template.links)
        ),
        lanes=_lanes(template, language),
        cards=_cards(template, language),
        curve=_curve(template, language),
        actors=tuple(
            Actor(**one.model_dump(exclude={"title"}), title=one.title.of(language)) for one in template.actors
        ),
        arrows=_arrows(template, language),
        channels=tuple(
            Channel(**one.model_dump(exclude={"title"}), title=one.title.of(language)) for one in template.channels
        ),
        metrics=tuple(
            Metric(**one.model_dump(exclude={"title", "definition"}), title=one.title.of(language),
                   definition=one.definition.of(language))
            for one in template.metrics
        ),
        evidence=(
            Evidence(id=EXAMPLE, question=EXAMPLE, definition=text("templates", "example", language), grade="E",
                     asked=today),
        ),
    )  # fmt: skip


def _id(kind: str, *parts: object) -> str:
    return f"{kind}_{stable_id(parts)[:10]}"


def _said(words: Words | None, language: Language) -> str:
    return "" if words is None else words.of(language)


def _texts(many: Iterable[Words], language: Language) -> tuple[str, ...]:
    return tuple(words.of(language) for words in many)


def _personas(template: Template, language: Language) -> tuple[Persona, ...]:
    segments = _texts(template.segments, language)
    if len(segments) == 1:
        segments *= len(template.personas)
    segments += ("",) * len(template.personas)
    return tuple(_persona(one, segment, language) for one, segment in zip(template.personas, segments, strict=False))


def _persona(entry: PersonaEntry, segment: str, language: Language) -> Persona:
    single: dict[str, Any] = {
        field: _said(getattr(entry, field), language) for field in ("name", "role", "quote", "about")
    }
    several = {
        field: _texts(getattr(entry, field), language)
        for field in ("goals", "needs", "motivations", "fears", "interests", "channels", "devices")
    }
    return Persona(
        id=entry.id,
        seed=entry.id,
        segment=segment,
        **single,
        **several,
        traits=tuple(
            Trait(name=one.name.of(language), value=one.value.of(language), family=one.family) for one in entry.traits
        ),
        scored=tuple(
            ScoredTrait(name=one.name.of(language), low=one.low.of(language), high=one.high.of(language),
                        score=one.score)
            for one in entry.scored
        ),
    )  # fmt: skip


def _stages(template: Template, language: Language) -> tuple[Stage, ...]:
    """Stages and steps in one order: a step stands behind its stage."""
    rows: list[tuple[StepEntry, str | None]] = []
    for stage in template.stages:
        rows.append((stage, None))
        rows += [(step, stage.id) for step in stage.steps]
    return tuple(
        Stage(id=one.id, title=one.title.of(language), rank=rank, parent=parent, goal=_said(one.goal, language),
              duration=_said(one.duration, language))
        for (one, parent), rank in zip(rows, spread(len(rows)), strict=True)
    )  # fmt: skip


def _lanes(template: Template, language: Language) -> tuple[Lane, ...]:
    return tuple(
        Lane(id=one.id, kind=one.kind, title=_said(one.title, language) or text("model", f"lane.{one.kind}", language),
             rank=rank, personas=one.personas)
        for one, rank in zip(template.lanes, spread(len(template.lanes)), strict=True)
    )  # fmt: skip


def _cards(template: Template, language: Language) -> tuple[Card, ...]:
    channels = {one.id: one for one in template.channels}
    metrics = {one.id: one for one in template.metrics}
    kinds = {lane.id: lane.kind for lane in template.lanes}
    cards = []
    for stage, lanes in template.cards.items():
        for lane, entries in lanes.items():
            for place, (one, rank) in enumerate(zip(entries, spread(len(entries)), strict=True)):
                named = channels.get(one.channel or "") if kinds[lane] == "channels" else None
                fallback = named or metrics.get(one.metric or "") or channels.get(one.channel or "")
                body = one.text or (fallback.title if fallback else None)
                cards.append(
                    Card(
                        id=one.id or _id("card", template.id, stage, lane, place),
                        stage=stage,
                        lane=lane,
                        rank=rank,
                        body=_said(body, language),
                        icon=one.icon or (named.icon if named else ""),
                        hypothesis=_hypothesis(one, language) if kinds[lane] == "hypotheses" else None,
                        **_card_fields(one, language),
                    )
                )
    return tuple(cards)


def _card_fields(one: CardEntry, language: Language) -> dict[str, Any]:
    same = ("colour", "span_to", "persona", "channel", "metric", "emotion", "moment_of_truth", "about", "status")
    scores = {name: getattr(one, name) for name in _SCORES if getattr(one, name) is not None}
    return {
        **{name: getattr(one, name) for name in same},
        "detail": _said(one.detail, language),
        "owner": _said(one.owner, language),
        "tags": _texts(one.tags, language),
        "scores": Scores(**scores) if scores else None,
        "evidence": (EXAMPLE,),
    }


def _hypothesis(one: CardEntry, language: Language) -> Hypothesis:
    return Hypothesis(
        metric=one.metric or "",
        direction=one.direction,
        audience=_said(one.audience, language),
        design=one.design,
        least=one.least,
    )


def _curve(template: Template, language: Language) -> tuple[CurvePoint, ...]:
    """Points as they are, then as they are to be: a stage that a persona's future leaves out stays as it is."""
    unchanged = {
        persona: {stage: PointEntry(value=point.value) for stage, point in template.curve.get(persona, {}).items()}
        for persona in template.future
    }
    future = {persona: unchanged[persona] | points for persona, points in template.future.items()}
    return tuple(
        CurvePoint(persona=persona, stage=stage, value=point.value, label=_said(point.label, language),
                   moment_of_truth=point.truth, future=is_future, evidence=(EXAMPLE,))
        for curves, is_future in ((template.curve, False), (future, True))
        for persona, points in curves.items()
        for stage, point in points.items()
    )  # fmt: skip


def _arrows(template: Template, language: Language) -> tuple[Arrow, ...]:
    return tuple(
        Arrow(id=_id("arrow", template.id, place), rank=rank, **one.model_dump(exclude={"label"}),
              label=one.label.of(language))
        for place, (one, rank) in enumerate(zip(template.arrows, spread(len(template.arrows)), strict=True))
    )  # fmt: skip
