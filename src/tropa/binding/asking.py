"""What is asked of each segment's journeys before its map is drafted."""

import pyarrow as pa
import pyarrow.compute as pc

from tropa.analytics.barriers import BarriersQuestion
from tropa.analytics.emotion import emotion
from tropa.analytics.reach import ReachQuestion
from tropa.analytics.stage_summary import StageSummaryQuestion
from tropa.binding.feelings import felt_or_guessed
from tropa.binding.material import Material
from tropa.binding.scene import Answers
from tropa.engines.threads import ask
from tropa.journeys.people import customer_names
from tropa.journeys.select import select
from tropa.voice.themes import mentions


def ask_all(material: Material, segment: str | None) -> Answers:
    """The answers a map is drafted from; of all journeys where `segment` is None."""
    journeys = select(material.journeys, segment=segment) if segment else material.journeys
    stages = ask(StageSummaryQuestion(), journeys)
    people = customer_names(journeys)
    verbatims = rows_of(material.verbatims, people) if segment else material.verbatims
    reached = {stage.stage: stage.journeys for stage in stages.stages}
    return Answers(
        segment=segment,
        journeys=journeys,
        verbatims=verbatims,
        customers=rows_of(material.customers, people),
        stages=stages,
        reach=ask(ReachQuestion(), journeys),
        emotion=emotion(felt_or_guessed(verbatims, material.rate, journeys), journeys.vocabulary.stages, reached),
        barriers=ask(BarriersQuestion(ratings=verbatims), journeys),
        mentions=mentions(verbatims, material.taxonomy),
        taxonomy=material.taxonomy,
        staff=material.verbatims.filter(pc.equal(material.verbatims["speaker_role"], "staff")),
    )


def rows_of(rows: pa.Table, people: pa.Array) -> pa.Table:
    """The rows of these customers, of a table with `customer`."""
    return rows.filter(pc.is_in(rows["customer"], value_set=people))
