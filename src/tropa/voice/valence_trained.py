"""A model of valence trained on the workspace's own rated texts: what it holds, how it answers, how it is kept.

Words and pairs of words, and pieces of words of 2–5 letters, are hashed (no word of a customer stays in the model),
weighted by TF-IDF, and joined by what the offline model says of the text; a logistic regression adds them up.
It is kept as numbers in `<language>.npz` beside `model.json`; nothing in it is code.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tropa.errors import InputError, NotFoundError, needed
from tropa.journeys.block import F64, I64
from tropa.kit.locale import LANGUAGES, Language, number_text, percent_text, text
from tropa.kit.progress import Progress, silent
from tropa.voice.calibration import Calibration, calibration_of
from tropa.voice.valence import CLASSES, ValenceModel, Valences, by_batches

with needed("sklearn", "voice"):
    from scipy import sparse
    from sklearn.feature_extraction.text import HashingVectorizer
    from sklearn.preprocessing import normalize

FORMAT = 1
BUCKETS = 2**18
FIRST_OPINION = 0.25  # weight of the offline model's two columns beside the words
BATCH = 4096  # texts at a time
F32 = npt.NDArray[np.float32]


@dataclass(frozen=True)
class TrainingReport:
    """How good a trained model is on texts it was not trained on, by cross-validation.

    `confusion[i][j]` counts texts labelled i that the model calls j (negative, neutral, positive); `baseline_f1` is
    the offline model's macro-F1 on the same texts, `majority_f1` that of always saying the commonest class.
    """

    language: Language
    labels: int
    by_class: tuple[int, int, int]
    validated: int
    folds: int
    macro_f1: float
    accuracy: float
    baseline_f1: float
    majority_f1: float
    confusion: tuple[tuple[int, int, int], ...]

    @property
    def better(self) -> bool:
        """Whether the model beats what needs no training."""
        return self.macro_f1 > self.baseline_f1

    def sentence(self, language: Language) -> str:
        """How good the model is and whether it is used, for a person."""
        return text(
            "voice",
            "report.trained" if self.better else "report.not_used",
            language,
            language=text("voice", f"language.{self.language}", language),
            n=self.labels,
            accuracy=percent_text(self.accuracy, language),
            f1=number_text(self.macro_f1, language, 2),
            baseline=number_text(self.baseline_f1, language, 2),
        )


@dataclass(frozen=True)
class Weights:
    """The columns kept of all hashed ones, the IDF of each, and the coefficients: one row a class of `classes`."""

    columns: I64
    idf: F32
    coefficients: F32
    intercept: F32
    classes: I64


_ARRAYS = tuple(Weights.__dataclass_fields__)


@dataclass(frozen=True)
class TrainedModel:
    """The model of one language, with its report; `first` is the offline model whose opinion it takes in.

    `calibration` leads from its valence to ratings, learnt from texts held out; None with fewer than 50 of them.
    """

    language: Language
    model_id: str
    weights: Weights
    report: TrainingReport
    first: ValenceModel
    calibration: Calibration | None

    def score(
        self, texts: Sequence[str], languages: Sequence[Language | None], progress: Progress = silent
    ) -> Valences:
        """Probability of good less probability of bad, with all three probabilities; NaN for other languages."""
        rows = [row for row, language in enumerate(languages) if language == self.language]
        return by_batches(texts, rows, BATCH, self._probabilities, self.model_id, progress)

    def _probabilities(self, texts: list[str]) -> F64:
        weights = self.weights
        matrix = weighed(counted(texts), weights.columns, weights.idf, self.first, texts, self.language)
        return probabilities(matrix, weights)


def probabilities(matrix: sparse.csr_matrix, weights: Weights) -> F64:
    """The three probabilities of each row; a class that was never seen has 0."""
    linear = matrix @ weights.coefficients.T + weights.intercept
    exponent = np.exp(linear - linear.max(axis=1, keepdims=True))
    found = np.zeros((matrix.shape[0], len(CLASSES)))
    found[:, weights.classes + 1] = exponent / exponent.sum(axis=1, keepdims=True)
    return found


def counted(texts: Sequence[str]) -> sparse.csr_matrix:
    """How often each hashed word, pair of words and piece of a word stands in each text."""
    words, pieces = _vectorizers()
    return sparse.hstack([words.transform(texts), pieces.transform(texts)], format="csr")


def weighed(
    counts: sparse.csr_matrix,
    columns: I64,
    idf: F32,
    first: ValenceModel,
    texts: Sequence[str],
    language: Language,
) -> sparse.csr_matrix:
    """The columns kept, as (1 + log count) · IDF, words and pieces at length 1 each, and the first opinion behind."""
    kept = counts[:, columns]
    kept.data = (np.log(kept.data) + 1).astype(np.float32)
    kept = sparse.csr_matrix(kept.multiply(idf))
    words = int(np.searchsorted(columns, BUCKETS))
    opinion = first.score(list(texts), [language] * len(texts)).value
    opinions = np.column_stack([np.nan_to_num(opinion), np.isnan(opinion)]) * FIRST_OPINION
    parts = [normalize(kept[:, :words]), normalize(kept[:, words:]), sparse.csr_matrix(opinions)]
    return sparse.hstack(parts, format="csr", dtype=np.float32)


@cache
def _vectorizers() -> tuple[HashingVectorizer, HashingVectorizer]:
    plain = {"n_features": BUCKETS, "alternate_sign": False, "norm": None, "dtype": np.float32}
    return (
        HashingVectorizer(ngram_range=(1, 2), **plain),
        HashingVectorizer(analyzer="char_wb", ngram_range=(2, 5), **plain),
    )


@dataclass(frozen=True)
class Trained:
    """The models of a workspace, one a language that had labels enough. `workspace` says whose texts they are."""

    workspace: str
    models: tuple[TrainedModel, ...]

    def save(self, folder: Path) -> None:
        """Write the models into a folder of their own."""
        folder.mkdir(parents=True, exist_ok=True)
        for model in self.models:
            arrays: dict[str, Any] = {name: getattr(model.weights, name) for name in _ARRAYS}
            np.savez_compressed(folder / f"{model.language}.npz", allow_pickle=False, **arrays)
        kept = [
            {
                "model_id": model.model_id,
                "first": model.first.model_id,
                "report": asdict(model.report),
                "calibration": None if model.calibration is None else asdict(model.calibration),
            }
            for model in self.models
        ]
        told = {"format": FORMAT, "workspace": self.workspace, "models": kept}
        (folder / "model.json").write_text(json.dumps(told, indent=1), "utf-8")


def load(folder: Path, workspace: str, first: ValenceModel, *, from_elsewhere: bool = False) -> Trained:
    """The models kept in a folder.

    Raises NotFoundError where there are none, and InputError `voice.model_from_elsewhere` where they were trained on
    the texts of another workspace (unless `from_elsewhere`), `voice.model_outdated` where the offline model whose
    opinion they take in has changed since, `voice.model_broken` where the files are damaged.
    """
    path = folder / "model.json"
    if not path.exists():
        raise NotFoundError("errors.no_file", path=path)
    try:
        told = json.loads(path.read_text("utf-8"))
        models = tuple(_model(folder, one, first) for one in told["models"])
        trained = Trained(str(told["workspace"]), models)
        firsts = {one["first"] for one in told["models"]}
    except (ValueError, KeyError, TypeError, OSError) as broken:
        raise InputError("voice.model_broken", path=path) from broken
    if trained.workspace != workspace and not from_elsewhere:
        raise InputError("voice.model_from_elsewhere", path=path, value=trained.workspace, allowed=workspace)
    if told.get("format") != FORMAT or firsts - {first.model_id}:
        raise InputError("voice.model_outdated", path=path)
    return trained


def _model(folder: Path, told: dict[str, Any], first: ValenceModel) -> TrainedModel:
    report = dict(told["report"])
    if report["language"] not in LANGUAGES:
        raise ValueError(report["language"])
    report["by_class"] = tuple(report["by_class"])
    report["confusion"] = tuple(map(tuple, report["confusion"]))
    with np.load(folder / f"{report['language']}.npz", allow_pickle=False) as arrays:
        weights = Weights(**{name: arrays[name] for name in _ARRAYS})
    line = None if told["calibration"] is None else calibration_of(told["calibration"])
    return TrainedModel(report["language"], str(told["model_id"]), weights, TrainingReport(**report), first, line)
