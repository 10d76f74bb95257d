"""Valence of English by VADER (Hutto & Gilbert 2014), whose lexicon comes inside its package."""

from collections.abc import Sequence
from functools import cache
from importlib.metadata import version

import numpy as np

from tropa.errors import needed
from tropa.kit.locale import Language
from tropa.kit.progress import Progress, silent
from tropa.voice.valence import Valences, valences

with needed("vaderSentiment", "voice"):
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

SILENT = 0.05  # the authors' threshold: a compound score nearer to zero says nothing


class VaderModel:
    """VADER's compound score of English texts; 3 classes of Amazon review sentences at macro-F1 .56.

    >>> VaderModel().score(["Awful delay", "It has two buttons"], ["en", "en"]).value.round(2)
    array([-0.65,   nan])
    """

    @property
    def model_id(self) -> str:
        """`vader` and its version."""
        return f"vader:{version('vaderSentiment')}"

    def score(
        self, texts: Sequence[str], languages: Sequence[Language | None], progress: Progress = silent
    ) -> Valences:
        """The compound score of English texts, NaN for others and within .05 of zero."""
        value = np.full(len(texts), np.nan)
        for row, (text, language) in enumerate(zip(texts, languages, strict=True)):
            if row % 1000 == 0:
                progress(row / len(texts))
            if language == "en":
                compound = _analyzer().polarity_scores(text)["compound"]
                value[row] = compound if abs(compound) >= SILENT else np.nan
        progress(1.0)
        return valences(value, self.model_id)


@cache
def _analyzer() -> SentimentIntensityAnalyzer:
    return SentimentIntensityAnalyzer()
