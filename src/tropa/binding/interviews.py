"""What people of interviews and focus groups speak of: "k of n", never a share, for they were chosen, not drawn.

A theme that stops them is a barrier, one they ask for a need, one they like a thought of the stage.
"""

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from tropa.binding.opportunities import SAID
from tropa.binding.scene import CellCard, Scene
from tropa.model.card import Measure
from tropa.model.evidence import QuoteSpan
from tropa.model.lane import LaneKind
from tropa.voice.lanes import Counted, participants, speakers
from tropa.voice.taxonomy.theme import ThemeKind

SHOWN = 2  # themes of a kind that a stage names, those most spoken of
LEAST = 2  # people: one is an anecdote
QUOTED = 3
LANE_OF: Mapping[ThemeKind, LaneKind] = {"barrier": "barriers", "need": "needs", "delight": "thoughts"}

Placed = tuple[CellCard, str, str]  # a card, its kind, its touchpoint, as `opportunities` takes them


def interview_cards(scene: Scene, stages: Sequence[str]) -> tuple[list[CellCard], list[Placed]]:
    """The needs and thoughts, and apart from them the barriers, that people of interviews speak of, by stage."""
    cards: list[CellCard] = []
    barriers: list[Placed] = []
    for stage in stages:
        here, own = spoken(scene.answers.verbatims, scene.answers.mentions, stage)
        shown: dict[ThemeKind, int] = {}
        for counted in participants(own, here):
            theme = scene.answers.taxonomy[counted.theme]
            if counted.speakers < LEAST or shown.get(theme.kind, 0) >= SHOWN:
                continue
            shown[theme.kind] = shown.get(theme.kind, 0) + 1
            card = _card(scene, stage, counted, _spans(own, here, counted.theme))
            if theme.kind == "barrier":
                barriers.append((card, f"{SAID}{theme.remedy or 'listen'}", theme.title_in(scene.language)))
            else:
                cards.append(card)
    return cards, barriers


def spoken(verbatims: pa.Table, mentions: pa.Table, stage: str) -> tuple[pa.Table, pa.Table]:
    """What was said in a stage, and the mentions of themes in it."""
    here = verbatims.filter(pc.fill_null(pc.equal(verbatims["stage"], stage), False))
    ids = here["verbatim_id"].combine_chunks()
    return here, mentions.filter(pc.is_in(mentions["verbatim_id"], value_set=ids))


def _card(scene: Scene, stage: str, counted: Counted, spans: tuple[QuoteSpan, ...]) -> CellCard:
    theme, k, n = scene.answers.taxonomy[counted.theme], counted.speakers, counted.of
    asked = {"stage": stage, "theme": theme.id}
    return CellCard(
        stage=stage,
        kind=LANE_OF[theme.kind],
        key=f"interviews {theme.id}",
        body=theme.title_in(scene.language),
        detail=scene.say("said.interviews", n=k, of=n),
        measure=Measure(value=k, unit="count", n=n),
        evidence=(scene.record("interviews", "interviews", asked, n=n, value=k, grade="E", quotes=spans),),
    )


def _spans(mentions: pa.Table, verbatims: pa.Table, theme: str) -> tuple[QuoteSpan, ...]:
    """The first passages in which different people speak of the theme."""
    first: dict[str, QuoteSpan] = {}
    people = speakers(verbatims)
    for row in mentions.filter(pc.equal(mentions["theme"], theme)).to_pylist():
        name = row["verbatim_id"]
        if name in people:
            first.setdefault(people[name], QuoteSpan(verbatim_id=name, start=row["start"], end=row["end"]))
    return tuple(first.values())[:QUOTED]
