"""Cells of the need lane: what customers say they need in a stage, word for word."""

from tropa.binding.scene import CellCard, Scene, quote_spans, source_name
from tropa.model.card import Quote
from tropa.voice.lanes import Said, said_of

SHOWN = 2  # needs a cell names


def need_cards(scene: Scene, stage: str) -> list[CellCard]:
    """Sentences of the stage in which customers name a need, of different customers."""
    return [_card(scene, stage, said) for said in said_of(scene.answers.verbatims, "needs", stage=stage, limit=SHOWN)]


def _card(scene: Scene, stage: str, said: Said) -> CellCard:
    asked = {"stage": stage, "lane": said.lane, "verbatim": said.verbatim_id}
    spans = quote_spans(said.verbatim_id, said.start, said.end)
    return CellCard(
        stage=stage,
        kind="needs",
        key=f"{said.verbatim_id} {said.start}",
        body=said.text,
        quote=Quote(verbatim_id=said.verbatim_id, source=source_name(said.source, scene.language)),
        evidence=(scene.record("quotes", "need", asked, n=1, quotes=spans),),
    )
