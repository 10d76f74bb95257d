"""Cells of the barrier lane from what customers said: in their own words, joined with what their journeys show.

A barrier that customers name and one that their journeys show are the same where they stand in one stage and have one
remedy: then the card of the journeys says how many name it too. What is only said gets a card of its own, whose body is
a customer's sentence, word for word.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pyarrow as pa
import pyarrow.compute as pc

from tropa.binding.opportunities import SAID, remedy_for
from tropa.binding.scene import CellCard, Scene, quote_of, quote_spans, share_of
from tropa.kit.locale import number_text
from tropa.model.evidence import Evidence
from tropa.voice.quotes import Verbatim, quotes
from tropa.voice.taxonomy.theme import Theme
from tropa.voice.themes_impact import ThemeWeight, weigh_themes

SHOWN = 3  # barriers a cell names of those that are only said
LEAST = 2  # customers who name a barrier that nothing else shows: one is an anecdote
LEVEL = 0.05

Placed = tuple[CellCard, str, str]  # a card, its kind, its touchpoint


@dataclass(frozen=True)
class BarrierSaid:
    """A barrier theme of one stage: how many speak of it, and their words (None where nobody said enough of them)."""

    stage: str
    theme: Theme
    weight: ThemeWeight
    quote: Verbatim | None


def barriers_said(scene: Scene, stage: str) -> list[BarrierSaid]:
    """The barriers customers speak of in a stage, those most spoken of first; none is left out for being small."""
    said = scene.answers.verbatims
    here = said.filter(pc.fill_null(pc.equal(said["stage"], stage), False))
    mentions = scene.answers.mentions
    own = mentions.filter(pc.is_in(mentions["verbatim_id"], value_set=here["verbatim_id"].combine_chunks()))
    found = []
    for weight in weigh_themes(own, here).themes:
        if weight.kind == "barrier":
            words = quotes(here, order="most_negative", limit=1, spans=_spans(own, weight.theme))
            found.append(BarrierSaid(stage, scene.answers.taxonomy[weight.theme], weight, words[0] if words else None))
    return found


def with_said(scene: Scene, shown: Sequence[Placed], stages: Sequence[str]) -> list[Placed]:
    """The barriers that journeys show, each with what is said of it, and after them those that are only said."""
    cards = list(shown)
    for stage in stages:
        only_said = 0
        for barrier in barriers_said(scene, stage):
            same = [
                number
                for number, (card, kind, touchpoint) in enumerate(cards)
                if card.stage == stage and remedy_for(kind, touchpoint) == barrier.theme.remedy and SAID not in kind
            ]
            if same:
                card, kind, touchpoint = cards[same[0]]
                cards[same[0]] = (_joined(scene, card, barrier), kind, touchpoint)
            elif only_said < SHOWN and barrier.weight.customers >= LEAST:
                only_said += 1
                title = barrier.theme.title_in(scene.language)
                cards.append((_card(scene, barrier), f"{SAID}{barrier.theme.remedy or 'listen'}", title))
    return cards


def _spans(mentions: pa.Table, theme: str) -> dict[str, tuple[int, int]]:
    rows = mentions.filter(pc.equal(mentions["theme"], theme)).to_pylist()
    return {row["verbatim_id"]: (row["start"], row["end"]) for row in rows}


def _joined(scene: Scene, card: CellCard, barrier: BarrierSaid) -> CellCard:
    detail = "; ".join(part for part in (card.detail, _counted(scene, barrier)) if part)
    return replace(card, detail=detail, evidence=(*card.evidence, _record(scene, barrier)))


def _card(scene: Scene, barrier: BarrierSaid) -> CellCard:
    title, quote = barrier.theme.title_in(scene.language), barrier.quote
    counted = _counted(scene, barrier)
    return CellCard(
        stage=barrier.stage,
        kind="barriers",
        key=f"said {barrier.theme.id}",
        body=title if quote is None else quote.text,
        detail=counted if quote is None else f"{title}: {counted}",
        measure=share_of(barrier.weight.reach),
        quote=None if quote is None else quote_of(quote, scene.language, "negative"),
        evidence=(_record(scene, barrier),),
    )


def _counted(scene: Scene, barrier: BarrierSaid) -> str:
    weight = barrier.weight
    parts = [scene.say("barrier.said", n=weight.customers, of=number_text(weight.reach.n, scene.language))]
    drop = weight.drop
    if drop is not None and drop.low > 0 and (weight.p_adjusted or 0) < LEVEL:
        parts.append(scene.say("barrier.said_drop", n=round(drop.value)))
    return "; ".join(parts)


def _record(scene: Scene, barrier: BarrierSaid) -> Evidence:
    quote = barrier.quote
    return scene.record(
        "themes",
        "barrier_said",
        {"stage": barrier.stage, "theme": barrier.theme.id},
        estimate=barrier.weight.reach,
        quotes=() if quote is None else quote_spans(quote.verbatim_id, quote.start, quote.end),
    )
