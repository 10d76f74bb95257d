"""Cells of the touchpoint and channel lanes: what people of a stage meet, and where."""

from tropa.analytics.reach import Reach
from tropa.binding.scene import CellCard, Scene, channel_name, share_of
from tropa.model.card import Measure
from tropa.model.lane import LaneKind

SHOWN = 7  # touchpoints a cell names; the rest is one card that says how many


def touchpoint_cards(scene: Scene, stage: str) -> list[CellCard]:
    """Touchpoints of a stage, most met first, with the remainder named."""
    met = [reach for reach in scene.answers.reach.touchpoints if reach.stage == stage]
    cards = [_card(scene, stage, "touchpoints", reach, reach.touchpoint or "", reach.touchpoint or "") for reach in met]
    return [*cards[:SHOWN], *_remainder(scene, stage, "touchpoints", len(met))]


def channel_cards(scene: Scene, stage: str) -> list[CellCard]:
    """Channels of a stage, most used first."""
    used = [reach for reach in scene.answers.reach.stage_channels if reach.stage == stage and reach.channel]
    cards = [
        _card(scene, stage, "channels", reach, channel_name(reach.channel or "", scene.language), reach.channel or "")
        for reach in used
    ]
    return [*cards[:SHOWN], *_remainder(scene, stage, "channels", len(used))]


def _card(scene: Scene, stage: str, kind: LaneKind, reach: Reach, body: str, key: str) -> CellCard:
    share = reach.stage_share or reach.share
    word = kind[:-1]
    return CellCard(
        stage=stage,
        kind=kind,
        key=key,
        body=body,
        measure=share_of(share),
        channel=reach.channel,
        evidence=(scene.record("reach", word, {"stage": stage, word: key}, estimate=share),),
    )


def _remainder(scene: Scene, stage: str, kind: LaneKind, count: int) -> list[CellCard]:
    if count <= SHOWN:
        return []
    rest = count - SHOWN
    word = kind[:-1]
    return [
        CellCard(
            stage=stage,
            kind=kind,
            key="(rest)",
            body=scene.say(f"{word}.rest", n=rest),
            measure=Measure(value=rest, unit="count"),
            evidence=(scene.record("reach", word, {"stage": stage, "rest": True}, value=rest),),
        )
    ]
