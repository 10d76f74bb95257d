"""Texts put into classes by a model of the workspace's own: TF-IDF of words and pieces of words, logistic regression.

Probabilities are tempered (Guo et al. 2017) on texts held out, so that what is called 80 % sure is right in four cases
of five; on 8 examples a class such a model is right in 61 % of service messages of 77 kinds, on 20 in 77 %.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from tropa.errors import QuestionError, needed
from tropa.journeys.block import F64, I64

with needed("sklearn", "voice"):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedGroupKFold
    from sklearn.pipeline import FeatureUnion
    from threadpoolctl import threadpool_limits

FEWEST = 3  # examples of a class
FOLDS = 4
STRENGTH = 5.0  # inverse of the regularisation
SURE = 0.8
MOST = 4_000  # examples a model is trained on, drawn at random from more
_TEMPERATURES = np.geomspace(0.1, 4.0, 60)
_BATCH = 5_000


@dataclass(frozen=True)
class ClassReport:
    """How right the model is on texts held out.

    `majority` is the share of the commonest class; `sure` the share of texts of which it is at least .8 sure, and
    `sure_right` how many of these are right (None where it is sure of none). `precision` is by class, of sure ones.
    """

    texts: int
    folds: int
    accuracy: float
    majority: float
    sure: float
    sure_right: float | None
    precision: dict[str, float]


@dataclass(frozen=True)
class TextClasses:
    """A trained model: `classes` in the order of the columns of `probabilities`."""

    classes: tuple[str, ...]
    report: ClassReport
    _words: Any
    _model: Any
    _temperature: float

    def probabilities(self, texts: Sequence[str]) -> F64:
        """Texts × classes, rows adding up to 1; classes are weighed alike, however common they are."""
        found = [np.empty((0, len(self.classes)))]
        for start in range(0, len(texts), _BATCH):
            logits = _logits(self._model, self._words.transform(texts[start : start + _BATCH]))
            found.append(_softmax(logits / self._temperature))
        return np.concatenate(found)


def learn(
    texts: Sequence[str],
    labels: Sequence[str],
    groups: Sequence[str] | None = None,
    weights: Sequence[float] | None = None,
) -> TextClasses:
    """A model of the texts' labels; `groups` (whose a text is) stay on one side of every fold.

    Classes with fewer than three texts are left out. The same texts give the same model. Raises QuestionError
    `voice.too_few_examples` where fewer than two classes are left.
    """
    known = {label for label, count in Counter(labels).items() if count >= FEWEST}
    kept = np.array([row for row, label in enumerate(labels) if label in known], np.int64)
    if len(known) < 2:
        raise QuestionError("voice.too_few_examples", value=len(known), allowed=FEWEST)
    if len(kept) > MOST:
        kept = np.sort(np.random.Generator(np.random.PCG64(0)).choice(kept, MOST, replace=False))
    classes = tuple(sorted(known))
    target = np.array([classes.index(labels[row]) for row in kept], np.int64)
    some = [texts[row] for row in kept]
    weight = np.ones(len(kept)) if weights is None else np.asarray(weights, np.float64)[kept]
    whose = _numbered(kept, groups)
    words = _vectorizer()
    matrix = words.fit_transform(some)
    held = _held_out(matrix, target, whose, weight)
    temperature = min(_TEMPERATURES, key=lambda one: _loss(held / one, target))
    model = _fitted(matrix, target, weight)
    report = _report(classes, _softmax(held / temperature), target)
    return TextClasses(classes, report, words, model, float(temperature))


def _vectorizer() -> Any:
    return FeatureUnion(
        [
            ("words", TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)),
            ("pieces", TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)),
        ]
    )


def _fitted(matrix: Any, target: I64, weight: F64) -> Any:
    """One thread: on a busy machine the threads of the optimiser's tiny steps wait for each other, 50 times longer."""
    model = LogisticRegression(C=STRENGTH, max_iter=300, class_weight="balanced")
    with threadpool_limits(1):
        return model.fit(matrix, target, sample_weight=weight)


def _held_out(matrix: Any, target: I64, whose: I64, weight: F64) -> F64:
    """What models of the other folds say of each text: logits."""
    folds = min(FOLDS, int(np.bincount(target).min()), len(np.unique(whose)))
    found = np.zeros((len(target), int(target.max()) + 1))
    if folds < 2:
        return found
    cut = StratifiedGroupKFold(folds, shuffle=True, random_state=0)
    for rest, fold in cut.split(matrix, target, whose):
        seen = np.unique(target[rest])
        if len(seen) < 2:
            continue
        found[np.ix_(fold, np.setdiff1d(np.arange(found.shape[1]), seen))] = -20.0
        model = _fitted(matrix[rest], target[rest], weight[rest])
        found[np.ix_(fold, seen)] = _logits(model, matrix[fold])
    return found


def _numbered(kept: I64, groups: Sequence[str] | None) -> I64:
    if groups is None:
        return kept
    names = {name: number for number, name in enumerate(dict.fromkeys(groups))}
    return np.array([names[groups[row]] for row in kept], np.int64)


def _logits(model: Any, matrix: Any) -> F64:
    found = np.asarray(model.decision_function(matrix), np.float64)
    return np.stack([-found, found], axis=1) / 2 if found.ndim == 1 else found


def _softmax(logits: F64) -> F64:
    raised = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True), np.float64)


def _loss(logits: F64, target: I64) -> float:
    """Mean log loss, classes weighed alike."""
    right = np.log(np.maximum(_softmax(logits)[np.arange(len(target)), target], 1e-12))
    share = np.bincount(target)
    return -float(np.average(right, weights=1 / share[target]))


def _report(classes: tuple[str, ...], held: F64, target: I64) -> ClassReport:
    said, sure = held.argmax(axis=1), held.max(axis=1) >= SURE
    right = said == target
    precision = {
        name: float(right[sure & (said == code)].mean())
        for code, name in enumerate(classes)
        if (sure & (said == code)).any()
    }
    return ClassReport(
        texts=len(target),
        folds=min(FOLDS, int(np.bincount(target).min())),
        accuracy=float(right.mean()),
        majority=float(np.bincount(target).max() / len(target)),
        sure=float(sure.mean()),
        sure_right=float(right[sure].mean()) if sure.any() else None,
        precision=precision,
    )
