"""Cells of the barrier lane: what stops this segment's journeys, worst first, each with its effect and interval."""

from dataclasses import replace
from typing import Any

from tropa.analytics.barriers import Barrier
from tropa.binding.scene import CellCard, Scene
from tropa.kit.locale import number_text, percent_text
from tropa.model.card import Measure
from tropa.statistics.interval import Estimate

SHOWN = 3  # barriers a cell names, of those confirmed


def barrier_cards(scene: Scene) -> list[tuple[CellCard, str, str]]:
    """The confirmed barriers, worst first, at most SHOWN a stage: card, kind, touchpoint ("" for the whole stage)."""
    cards: list[tuple[CellCard, str, str]] = []
    for barrier in scene.answers.barriers.confirmed:
        if sum(card.stage == barrier.stage for card, _, _ in cards) < SHOWN:
            cards.append((_card(scene, barrier), barrier.kind, barrier.touchpoint or ""))
    return cards


def moment_of_truth(scene: Scene) -> str | None:
    """The stage of the worst confirmed barrier: where most is decided."""
    return scene.answers.barriers.confirmed[0].stage if scene.answers.barriers.confirmed else None


def barrier_name(scene: Scene, barrier: Barrier) -> str:
    """A barrier in a few words."""
    if barrier.touchpoint is None:
        return scene.say("barrier.low_rating_stage", stage=scene.titles[barrier.stage])
    return scene.say(f"barrier.{barrier.kind}", touchpoint=barrier.touchpoint)


def barrier_numbers(barrier: Barrier) -> tuple[dict[str, Any], Measure | None]:
    """The numbers of a barrier's evidence record and its card's measure, in percentage points."""
    if barrier.effect is None:
        return dict.fromkeys(("n", "value", "low", "high", "confidence")), None
    effect = _points(barrier.effect)
    numbers = {name: getattr(effect, name) for name in ("n", "value", "low", "high", "confidence")}
    return numbers, _measure(effect, barrier.met)


def _card(scene: Scene, barrier: Barrier) -> CellCard:
    effect = barrier.effect and _points(barrier.effect)
    asked = {"stage": barrier.stage, "touchpoint": barrier.touchpoint, "kind": barrier.kind, "outcome": barrier.outcome}
    return CellCard(
        stage=barrier.stage,
        kind="barriers",
        key=f"{barrier.kind} {barrier.touchpoint}",
        body=barrier_name(scene, barrier),
        detail=_detail(scene, barrier),
        measure=None if effect is None else _measure(effect, barrier.met),
        evidence=(scene.record("barriers", "barrier", asked, estimate=effect, p_value=barrier.p_adjusted),),
    )


def _points(effect: Estimate) -> Estimate:
    """A difference of shares in percentage points, for the card and its evidence alike."""
    return replace(effect, value=100 * effect.value, low=100 * effect.low, high=100 * effect.high)


def _measure(effect: Estimate, met: int) -> Measure:
    return Measure(value=effect.value, unit="points", n=met, low=effect.low, high=effect.high)


def _detail(scene: Scene, barrier: Barrier) -> str:
    parts = [scene.say("barrier.met", share=percent_text(barrier.reach.value, scene.language))]
    if barrier.with_share and barrier.without_share:
        parts.append(
            scene.say(
                f"barrier.outcome.{barrier.outcome}",
                with_share=percent_text(barrier.with_share.value, scene.language),
                without_share=percent_text(barrier.without_share.value, scene.language),
            )
        )
    if barrier.lost and barrier.lost.value >= 1:
        parts.append(scene.say("barrier.lost", lost=number_text(round(barrier.lost.value), scene.language)))
    return "; ".join(parts)
