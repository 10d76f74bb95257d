"""How good or bad what somebody said sounds: the protocol of every model of valence, and the choice between them.

    lexicon  (ru, pl)   `valence_lexicon`: own words, silent when unsure; ready without any data
    VADER    (en)       `valence_vader`: Hutto & Gilbert 2014
    trained  (any)      `training`: from the workspace's own rated texts, as soon as there are 100 labels a language
    ONNX     (any)      `adapters.onnx`: a model folder of one's own
    endpoint (any)      `adapters.endpoint`: an OpenAI-compatible server

A model trained elsewhere loses 17 to 29 points of F1 in another trade, so none is ever used unless asked for by name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from tropa.journeys.block import F64, I64
from tropa.kit.locale import Language
from tropa.kit.progress import Progress, part, silent

CLASSES = (-1, 0, 1)


@dataclass(frozen=True)
class Valences:
    """One row a text.

    `value` is −1 (bad) … +1 (good), NaN where the model says nothing; `probability` has a column each for negative,
    neutral and positive, NaN where the model has none; `model` names the model of each row, "" where it was silent.
    """

    value: F64
    probability: F64
    model: tuple[str, ...]

    def classes(self) -> I64:
        """−1, 0 or +1 a text: the likeliest where there are probabilities, else the sign; 0 where silent."""
        by_value = np.where(np.nan_to_num(self.value) > 0, 1, 0) - np.where(np.nan_to_num(self.value) < 0, 1, 0)
        likeliest = np.nan_to_num(self.probability).argmax(axis=1) - 1
        return np.where(np.isnan(self.probability[:, 0]), by_value, likeliest).astype(np.int64)


class ValenceModel(Protocol):
    """A model of valence. `model_id` names it and, where it was trained or configured, hashes all it rests on."""

    @property
    def model_id(self) -> str:
        """Kind, and a hash of what the answers depend on."""
        ...

    def score(
        self, texts: Sequence[str], languages: Sequence[Language | None], progress: Progress = silent
    ) -> Valences:
        """The valence of each text; one in a language the model does not know gets NaN."""
        ...


@dataclass(frozen=True)
class ByLanguage:
    """A model for each language; texts of other languages get nothing."""

    models: Mapping[Language, ValenceModel]

    @property
    def model_id(self) -> str:
        """The ids of all models, by language."""
        return " ".join(f"{language}={model.model_id}" for language, model in sorted(self.models.items()))

    def score(
        self, texts: Sequence[str], languages: Sequence[Language | None], progress: Progress = silent
    ) -> Valences:
        """Each text by the model of its language."""
        value, probability = np.full(len(texts), np.nan), np.full((len(texts), 3), np.nan)
        names = [""] * len(texts)
        done = 0
        for language, model in self.models.items():
            rows = [row for row, known in enumerate(languages) if known == language]
            if rows:
                start, done = done, done + len(rows)
                told = part(progress, start / len(texts), done / len(texts))
                found = model.score([texts[row] for row in rows], [language] * len(rows), told)
                value[rows], probability[rows] = found.value, found.probability
                for row, name in zip(rows, found.model, strict=True):
                    names[row] = name
        progress(1.0)
        return Valences(value, probability, tuple(names))


def by_batches(
    texts: Sequence[str],
    rows: Sequence[int],
    size: int,
    probabilities: Callable[[list[str]], F64],
    model_id: str,
    progress: Progress = silent,
) -> Valences:
    """What a model of probabilities says of some rows of the texts, `size` texts at a time: good less bad."""
    found = np.full((len(texts), len(CLASSES)), np.nan)
    for start in range(0, len(rows), size):
        progress(start / len(rows))
        some = list(rows[start : start + size])
        found[some] = probabilities([texts[row] for row in some])
    progress(1.0)
    return valences(found[:, 2] - found[:, 0], model_id, found)


def valences(value: F64, model_id: str, probability: F64 | None = None) -> Valences:
    """What one model says of some texts; silent where `value` is NaN."""
    if probability is None:
        probability = np.full((len(value), 3), np.nan)
    return Valences(value, probability, tuple("" if row else model_id for row in np.isnan(value)))
