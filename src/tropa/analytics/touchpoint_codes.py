"""From a touchpoint's name to its code in the journeys' vocabulary."""

from collections.abc import Iterable
from difflib import get_close_matches

import numpy as np
import numpy.typing as npt

from tropa.errors import QuestionError
from tropa.journeys.block import Vocabulary


def code_of(touchpoint: str, vocabulary: Vocabulary) -> int:
    """The touchpoint's code; QuestionError `analytics.unknown_touchpoint` that offers the nearest names."""
    if touchpoint in vocabulary.touchpoints:
        return vocabulary.touchpoints.index(touchpoint)
    near = get_close_matches(touchpoint, vocabulary.touchpoints, n=3) or sorted(vocabulary.touchpoints)[:10]
    raise QuestionError("analytics.unknown_touchpoint", value=touchpoint, allowed=", ".join(near))


def marks(touchpoints: Iterable[str], vocabulary: Vocabulary) -> npt.NDArray[np.bool_]:
    """Which codes are among the touchpoints named."""
    marked = np.zeros(len(vocabulary.touchpoints), np.bool_)
    for touchpoint in touchpoints:
        marked[code_of(touchpoint, vocabulary)] = True
    return marked
