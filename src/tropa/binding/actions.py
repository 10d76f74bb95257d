"""Cells of the action lane: what most people do in a stage, where they usually go next, and who comes back."""

from tropa.binding.scene import CellCard, Scene, share_of
from tropa.kit.locale import number_text

MOST = 2  # touchpoints named as what most people do
REPEATED = 2.0  # events a person from which on an action is called repeated


def action_cards(scene: Scene, stage: str) -> list[CellCard]:
    """What people do in a stage, from its reach and its flow."""
    return [*_most(scene, stage), *_next(scene, stage), *_back(scene, stage)]


def _most(scene: Scene, stage: str) -> list[CellCard]:
    cards: list[CellCard] = []
    plain = _without_signal(scene)
    met = [reach for reach in scene.answers.reach.touchpoints if reach.stage == stage and reach.touchpoint in plain]
    for reach in met[:MOST]:
        share = reach.stage_share or reach.share
        times = number_text(reach.events_per_journey, scene.language, digits=1)
        repeated = reach.events_per_journey >= REPEATED
        cards.append(
            CellCard(
                stage=stage,
                kind="actions",
                key=f"most {reach.touchpoint}",
                body=scene.say("action.most", touchpoint=reach.touchpoint) if not cards else reach.touchpoint or "",
                detail=scene.say("action.loop_detail", times=times) if repeated else "",
                measure=share_of(share),
                evidence=(
                    scene.record("reach", "touchpoint", {"stage": stage, "action": reach.touchpoint}, estimate=share),
                ),
            )
        )
    return cards


def _next(scene: Scene, stage: str) -> list[CellCard]:
    return [
        CellCard(
            stage=stage,
            kind="actions",
            key="next",
            body=scene.say("action.next", source=step.source, target=step.target),
            detail=scene.say("action.next_detail"),
            measure=share_of(step.share),
            evidence=(
                scene.record("flow", "next", {"source": step.source, "target": step.target}, estimate=step.share),
            ),
        )
        for step in scene.answers.reach.next_steps
        if step.stage == stage
    ]


def _back(scene: Scene, stage: str) -> list[CellCard]:
    return [
        CellCard(
            stage=stage,
            kind="actions",
            key="back",
            body=scene.say("action.back"),
            detail=scene.say("action.back_detail", source=found.source),
            measure=share_of(found.share),
            evidence=(scene.record("reach", "back", {"stage": stage}, estimate=found.share),),
        )
        for found in scene.answers.reach.returns
        if found.stage == stage and found.journeys
    ]


def _without_signal(scene: Scene) -> set[str]:
    words = scene.answers.journeys.vocabulary
    signals = words.signals or ("",) * len(words.touchpoints)
    return {name for name, signal in zip(words.touchpoints, signals, strict=True) if not signal}
