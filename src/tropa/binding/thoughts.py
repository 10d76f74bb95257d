"""Cells of the thought lane: what customers said in a stage, in their own words, good and bad."""

from typing import Literal

from tropa.binding.scene import CellCard, Scene, quote_spans
from tropa.kit.locale import has_text, text
from tropa.model.card import Quote
from tropa.voice.quotes import Verbatim, quotes

SHOWN: tuple[tuple[Literal["positive", "negative"], int], ...] = (("positive", 1), ("negative", 2))


def thought_cards(scene: Scene, stage: str) -> list[CellCard]:
    """Quotes of the stage: one positive, two negative, of different customers."""
    return [
        _card(scene, stage, valence, said)
        for valence, limit in SHOWN
        for said in quotes(scene.answers.verbatims, stage=stage, valence=valence, limit=limit)
    ]


def source_name(scene: Scene, source: str) -> str:
    """A source as people call it; a source of one's own keeps its name."""
    key = f"source.{source}"
    return text("binding", key, scene.language) if has_text("binding", key, scene.language) else source


def _card(scene: Scene, stage: str, valence: Literal["positive", "negative"], said: Verbatim) -> CellCard:
    return CellCard(
        stage=stage,
        kind="thoughts",
        key=said.verbatim_id,
        body=said.text,
        quote=Quote(
            verbatim_id=said.verbatim_id,
            source=source_name(scene, said.source),
            date=said.date,
            rating=said.rating,
            scale=said.scale,
            valence=valence,
        ),
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
