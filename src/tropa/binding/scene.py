"""One map being drafted: whose it is, what was answered, in which language; and how a claim gets its evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

import pyarrow as pa

from tropa.analytics.barriers import BarriersAnswer
from tropa.analytics.emotion import EmotionAnswer
from tropa.analytics.reach import ReachAnswer
from tropa.analytics.stage_summary import StageSummaryAnswer
from tropa.definition.model import Definition
from tropa.events.schema import VERBATIMS
from tropa.journeys.block import Journeys
from tropa.kit.ids import stable_id
from tropa.kit.locale import Language, has_text, text
from tropa.model.card import Measure, Quote
from tropa.model.evidence import Evidence, Grade, QuoteSpan
from tropa.model.lane import LaneKind
from tropa.statistics.interval import Estimate
from tropa.voice.quotes import Verbatim
from tropa.voice.taxonomy.standard import standard
from tropa.voice.taxonomy.theme import Taxonomy
from tropa.voice.themes import MENTIONS

REVIEW_DAYS = 30


@dataclass(frozen=True)
class Answers:
    """What was asked of one segment's journeys (of all journeys where `segment` is None)."""

    segment: str | None
    journeys: Journeys
    verbatims: pa.Table
    customers: pa.Table
    stages: StageSummaryAnswer
    reach: ReachAnswer
    emotion: EmotionAnswer
    barriers: BarriersAnswer
    mentions: pa.Table = field(default_factory=MENTIONS.empty_table)  # of themes, in the verbatims
    taxonomy: Taxonomy = field(default_factory=standard)
    staff: pa.Table = field(default_factory=VERBATIMS.empty_table)  # what staff said, of no segment


@dataclass(frozen=True)
class CellCard:
    """A card before it has its id and rank; `key` tells it from others of its kind in the stage."""

    stage: str
    kind: LaneKind
    key: str
    body: str
    detail: str = ""
    measure: Measure | None = None
    quote: Quote | None = None
    channel: str | None = None
    about: "tuple[CellCard, ...]" = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Scene:
    """What every kind of cell needs to say its cards."""

    definition: Definition
    language: Language
    today: date
    answers: Answers
    titles: Mapping[str, str] = field(default_factory=dict)  # stage id → title in the map's language

    def say(self, key: str, /, **facts: object) -> str:
        """A text of the binding catalogue in the map's language."""
        return text("binding", key, self.language, **facts)

    def record(
        self,
        question: str,
        define: str,
        parameters: Mapping[str, Any],
        *,
        estimate: Estimate | None = None,
        grade: Grade = "D",
        **more: Any,
    ) -> Evidence:
        """An evidence record; its id depends on what was asked of whom, not on the answer."""
        asked = {**parameters, "segment": self.answers.segment} if self.answers.segment else dict(parameters)
        numbers = {} if estimate is None else _numbers(estimate)
        return Evidence(
            id="ev_" + stable_id([question, define, *sorted(f"{k}={v}" for k, v in asked.items())]),
            question=question,
            parameters=asked,
            table_version=self.answers.journeys.lake_version,
            definition=self.say(f"definition.{define}"),
            grade=grade,
            asked=self.today,
            review_days=REVIEW_DAYS,
            **{**numbers, **more},
        )


def _numbers(estimate: Estimate) -> dict[str, Any]:
    return {
        "n": estimate.n,
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "confidence": estimate.confidence,
    }


def share_of(estimate: Estimate) -> Measure:
    """A share as a measure."""
    return Measure(value=estimate.value, unit="share", n=estimate.n, low=estimate.low, high=estimate.high)


def channel_name(channel: str, language: Language) -> str:
    """A channel as people of the language call it; a channel of one's own keeps its name."""
    key = f"channel.{channel}"
    return text("definition", key, language) if has_text("definition", key, language) else channel


def source_name(source: str, language: Language) -> str:
    """A source as people call it; a source of one's own keeps its name."""
    key = f"source.{source}"
    return text("binding", key, language) if has_text("binding", key, language) else source


def quote_of(said: Verbatim, language: Language, valence: Literal["positive", "negative"] | None = None) -> Quote:
    """Where a quote comes from, as a card shows it; its words are the card's body."""
    return Quote(
        verbatim_id=said.verbatim_id,
        source=source_name(said.source, language),
        date=said.date,
        rating=said.rating,
        scale=said.scale,
        valence=valence,
    )


def quote_spans(verbatim_id: str, start: int, end: int) -> tuple[QuoteSpan, ...]:
    """One passage of a verbatim."""
    return (QuoteSpan(verbatim_id=verbatim_id, start=start, end=end),)
