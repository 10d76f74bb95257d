"""Questions about who belongs together, as methods: segments found in the data, and the portrait of one."""

from typing import Literal

import pyarrow as pa

from tropa.analytics.behaviour_segments import BehaviourSegmentsQuestion
from tropa.analytics.segment_portrait import SegmentPortraitAnswer, segment_portrait
from tropa.analytics.segments import SegmentsAnswer
from tropa.analytics.trait_segments import trait_segments
from tropa.definition.segments import assign
from tropa.library.asked import Asked


class GroupQuestions(Asked):
    """Who belongs together."""

    def segments(self, by: Literal["traits", "ngrams", "markov"] = "traits", *, seed: int = 0) -> SegmentsAnswer:
        """Which segments the data itself shows: by what is known of customers, or by the ways they take; maybe none."""
        if by == "traits":
            return trait_segments(self.material.customers, seed=seed)
        return self.ask(BehaviourSegmentsQuestion(method=by, seed=seed))

    def portrait(self, segment: str, assigned: pa.Table | None = None) -> SegmentPortraitAnswer:
        """Who the customers of a segment are: what sets them apart, their middle customer (masked), their path.

        `assigned` is the table of `SegmentsAnswer`; left out, the definition's segments.
        """
        people = self.material.customers
        table = assign(people, self.material.definition) if assigned is None else assigned
        return segment_portrait(people, table, segment, self.journeys)
