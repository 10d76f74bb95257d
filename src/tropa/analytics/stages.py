"""The stage of every touchpoint as an array kernels read."""

import numpy as np

from tropa.errors import QuestionError
from tropa.journeys.block import I32, Vocabulary


def stage_codes(vocabulary: Vocabulary) -> I32:
    """The stage code of each touchpoint code, UNKNOWN where it has none; QuestionError `analytics.no_stages`."""
    if not vocabulary.stages:
        raise QuestionError("analytics.no_stages")
    return np.array(vocabulary.stage_of, np.int32)
