"""What maps are drafted from: journeys, what customers said, and the definition that names both."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from tropa.binding.feelings import Rate
from tropa.definition.model import Definition
from tropa.events.schema import COSTS, IDENTITY, SERIES
from tropa.journeys.block import Journeys
from tropa.voice.taxonomy.standard import standard
from tropa.voice.taxonomy.theme import Taxonomy


@dataclass(frozen=True)
class Material:
    """Everything a draft reads.

    `verbatims` and `customers` are lake tables with `customer` filled; `verbatims` also with `stage` where it is known.
    `stitch` is the identity report: rates and counts by name, `identity` the table of ids and whose they are;
    `costs` and `series` are lake tables as they are.
    `taxonomy` holds the themes looked for in what was said; `rate` rates texts that have no rating of their own.
    """

    journeys: Journeys
    verbatims: pa.Table
    customers: pa.Table
    definition: Definition
    stitch: Mapping[str, float | int | None] = field(default_factory=dict)
    identity: pa.Table = field(default_factory=IDENTITY.empty_table)
    costs: pa.Table = field(default_factory=COSTS.empty_table)
    series: pa.Table = field(default_factory=SERIES.empty_table)
    taxonomy: Taxonomy = field(default_factory=standard)
    rate: Rate | None = None
