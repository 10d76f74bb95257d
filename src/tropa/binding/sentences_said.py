"""Sentences word for word: what customers need and expect in a stage, and what staff believe of customers there."""

from dataclasses import replace

from tropa.binding.scene import CellCard, Scene, quote_spans, source_name
from tropa.model.card import Quote
from tropa.voice.lanes import Said, said_of, staff_hypotheses

SHOWN = 2  # sentences of one sort that a cell names


def need_cards(scene: Scene, stage: str) -> list[CellCard]:
    """Sentences of the stage in which customers name a need, of different customers; cells of the need lane."""
    found = said_of(scene.answers.verbatims, "needs", stage=stage, limit=SHOWN)
    return [_card(scene, stage, said, "need") for said in found]


def expectation_cards(scene: Scene, stage: str) -> list[CellCard]:
    """Sentences of the stage in which customers say what they expected; cells of the need lane. Grade E: opinions."""
    found = said_of(scene.answers.verbatims, "expectations", stage=stage, limit=SHOWN)
    needs = {said.text for said in said_of(scene.answers.verbatims, "needs", stage=stage, limit=SHOWN)}
    return [_opinion(scene, stage, said, "expectation") for said in found if said.text not in needs]


def hypothesis_cards(scene: Scene, stage: str) -> list[CellCard]:
    """What staff say of customers in the stage; cells of the hypothesis lane. Grade E: to be checked with customers.

    Staff speak of customers in general, so their sentences are of no segment and the same in every map.
    """
    cards = []
    for said in staff_hypotheses(scene.answers.staff, stage=stage, limit=SHOWN):
        card = replace(_opinion(scene, stage, said, "hypothesis"), kind="hypotheses")
        (record,) = card.evidence
        general = {name: value for name, value in record.parameters.items() if name != "segment"}
        opinion = record.model_copy(update={"parameters": general, "table_version": None})
        cards.append(replace(card, evidence=(opinion,)))
    return cards


def _opinion(scene: Scene, stage: str, said: Said, define: str) -> CellCard:
    card = _card(scene, stage, said, define)
    (record,) = card.evidence
    key = f"{define} {card.key}"
    return replace(
        card, key=key, detail=scene.say(f"said.{define}"), evidence=(record.model_copy(update={"grade": "E"}),)
    )


def _card(scene: Scene, stage: str, said: Said, define: str) -> CellCard:
    asked = {"stage": stage, "lane": said.lane, "verbatim": said.verbatim_id}
    spans = quote_spans(said.verbatim_id, said.start, said.end)
    return CellCard(
        stage=stage,
        kind="needs",
        key=f"{said.verbatim_id} {said.start}",
        body=said.text,
        quote=Quote(verbatim_id=said.verbatim_id, source=source_name(said.source, scene.language)),
        evidence=(scene.record("quotes", define, asked, n=1, quotes=spans),),
    )
