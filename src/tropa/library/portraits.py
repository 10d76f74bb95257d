"""Portraits of segments for personas: who they are, which source says so, and how two of them differ."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from tropa.analytics.segment_portrait import SegmentPortraitAnswer
from tropa.binding.persona_said import with_words
from tropa.binding.personas import persona_of
from tropa.events.lake import Lake
from tropa.journeys.people import sizes_by_segment
from tropa.kit.locale import Language
from tropa.library.journey_set import JourneySet
from tropa.model.persona import Persona


@dataclass(frozen=True)
class TraitSource:
    """Where a trait is known from: a source, how many customers' records it gave it in, the newest day."""

    trait: str
    source: str
    records: int
    newest: str | None


@dataclass(frozen=True)
class Portrait:
    """The portrait of a segment, and the persona it draws (named as the definition says)."""

    answer: SegmentPortraitAnswer
    persona: Persona


def portrait_of(journeys: JourneySet, segment: str, language: Language) -> Portrait:
    """The portrait of a segment of the definition; NotFoundError `journeys.no_segment` where nobody is in it."""
    answer = journeys.portrait(segment)
    of_segment = journeys.where(segment=segment).material
    sizes = sizes_by_segment(journeys.journeys)
    known = persona_of(of_segment.definition, segment, of_segment.customers, sizes, language)
    return Portrait(answer, with_words(known, of_segment.verbatims))


def trait_sources(lake: Lake) -> tuple[TraitSource, ...]:
    """Which source says which trait, in how many records, most first."""
    said = lake.read("traits", columns=["source", "time", "traits"])
    if not said.num_rows:
        return ()
    found = _counted(said)
    return tuple(TraitSource(*row) for row in found)


def _counted(said: pa.Table) -> list[tuple[str, str, int, str | None]]:
    with duckdb.connect() as database:
        database.register("said", said)
        rows: list[tuple[str, str, int, str | None]] = database.sql(
            "SELECT trait, source, count(*) AS records, strftime(max(time), '%Y-%m-%d') FROM "
            "(SELECT source, time, unnest(json_keys(traits)) AS trait FROM said) "
            "GROUP BY trait, source ORDER BY trait, records DESC, source"
        ).fetchall()
    return rows
