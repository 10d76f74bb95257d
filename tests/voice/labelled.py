"""Real Polish review sentences with the label a person gave each: −1, 0 or +1."""

from pathlib import Path

import numpy as np
import pytest

from tropa.journeys.block import I64

REVIEWS = Path(__file__).parents[2] / "../shared/data/reviews-pl"
_LABEL = {"0": 0, "2": 1, "3": -1}  # 1 is ambivalent


def labelled_reviews(*parts: str) -> tuple[list[str], I64]:
    """Texts and labels of the parts train, dev or test; skips where the data is not at hand."""
    if not REVIEWS.exists():
        pytest.skip("the Polish reviews are not at hand")
    lines = [line for part in parts for line in (REVIEWS / f"{part}.txt").read_text("utf-8").splitlines()]
    rows = [line.split(" ", 1) for line in lines]
    kept = [(text, _LABEL[label]) for label, text in rows if label in _LABEL]
    return [text for text, _ in kept], np.array([label for _, label in kept])
