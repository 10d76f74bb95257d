"""Cells of the thought lane: what customers said in a stage, in their own words, good and bad."""

from typing import Literal

from tropa.binding.scene import CellCard, Scene, quote_of, quote_spans
from tropa.voice.quotes import Verbatim, quotes

SHOWN: tuple[tuple[Literal["positive", "negative"], int], ...] = (("positive", 1), ("negative", 2))


def thought_cards(scene: Scene, stage: str) -> list[CellCard]:
    """Quotes of the stage: one positive, two negative, of different customers."""
    return [
        _card(scene, stage, valence, said)
        for valence, limit in SHOWN
        for said in quotes(scene.answers.verbatims, stage=stage, valence=valence, limit=limit)
    ]


def _card(scene: Scene, stage: str, valence: Literal["positive", "negative"], said: Verbatim) -> CellCard:
    return CellCard(
        stage=stage,
        kind="thoughts",
        key=said.verbatim_id,
        body=said.text,
        quote=quote_of(said, scene.language, valence),
        evidence=(
            scene.record(
                "quotes",
                "quotes",
                {"stage": stage, "valence": valence, "verbatim": said.verbatim_id},
                n=1,
                quotes=quote_spans(said.verbatim_id, said.start, said.end),
            ),
        ),
    )
