"""Training a model of valence on a workspace's own rated texts, as soon as a language has 100 of them.

About 100–200 labelled texts beat any lexicon in Russian and Polish; a fifth of wrong labels costs 2–6 points of F1, so
ratings are usable teachers. Another trade's model loses 17–29 points: nothing trained elsewhere ships with Tropa.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import QuestionError, needed
from tropa.journeys.block import F64, I64
from tropa.kit.ids import stable_id
from tropa.kit.locale import LANGUAGES, Language
from tropa.kit.progress import Progress, part, silent
from tropa.voice.calibration import calibrate
from tropa.voice.duplicates import near_duplicates
from tropa.voice.valence import CLASSES, ValenceModel, valences
from tropa.voice.valence_trained import (
    Trained,
    TrainedModel,
    TrainingReport,
    Weights,
    counted,
    probabilities,
    weighed,
)

with needed("sklearn", "voice"):
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import confusion_matrix, f1_score
    from sklearn.model_selection import StratifiedGroupKFold
    from threadpoolctl import threadpool_limits

ENOUGH = 100  # labels of a language
ENOUGH_OF_A_CLASS = 10
MOST_TRAINED = 20_000  # labels of a language, drawn at random from more
MOST_VALIDATED = 4_000
FOLDS = 5
STRENGTH = 8.0  # inverse of the regularisation
LOW, HIGH = 0.4, 0.6  # shares of the scale between which a rating is neutral
DETRACTOR, PROMOTER = 6.5, 8.5  # of the question about recommending


@dataclass(frozen=True)
class RatedTexts:
    """Texts with what their authors rated: −1, 0, +1 each, and the rating itself on −2…+2."""

    verbatim_ids: tuple[str, ...]
    texts: tuple[str, ...]
    languages: tuple[Language, ...]
    customers: tuple[str | None, ...]
    labels: I64
    ratings: F64


def rated_texts(verbatims: pa.Table, exclude: Collection[str] = ()) -> RatedTexts:
    """The customers' verbatims that have a text, a language and a rating inside its scale.

    Staff, and those who refused consent, are left out, and so are the ids to `exclude` (an audit sample must not teach
    the model it judges). On the question about recommending 0–6 is negative, 9–10 positive; on other scales the
    lower two fifths are negative, the upper two positive.
    """
    columns = ["verbatim_id", "text", "language", "customer", "rating", "scale_low", "scale_high", "kind"]
    refused = pc.fill_null(verbatims["consent"], True)
    table = verbatims.filter(pc.and_(refused, pc.equal(verbatims["speaker_role"], "customer")))
    left_out = frozenset(exclude)
    rows = [row for row in table.select(columns).to_pylist() if _usable(row) and row["verbatim_id"] not in left_out]
    shares = np.array([_share(row) for row in rows], np.float64)
    return RatedTexts(
        verbatim_ids=tuple(row["verbatim_id"] for row in rows),
        texts=tuple(row["text"] for row in rows),
        languages=tuple(row["language"] for row in rows),
        customers=tuple(row["customer"] for row in rows),
        labels=np.array([_label(row, share) for row, share in zip(rows, shares, strict=True)], np.int64),
        ratings=4 * shares - 2,
    )


def train(rated: RatedTexts, workspace: str, first: ValenceModel, progress: Progress = silent) -> Trained:
    """A model for each language with at least 100 labels, ten of them in each of two classes; see `train_language`.

    `first` is the offline model (`valence_choice.offline_model`). Raises QuestionError `voice.too_few_labels` where no
    language has enough.
    """
    models = []
    for place, language in enumerate(LANGUAGES):
        told = part(progress, place / len(LANGUAGES), (place + 1) / len(LANGUAGES))
        some = of_language(rated, language)
        if enough(some.labels):
            models.append(train_language(some, first, told))
        told(1.0)
    if not models:
        most = max((int((np.array(rated.languages) == language).sum()) for language in LANGUAGES), default=0)
        raise QuestionError("voice.too_few_labels", value=most, allowed=ENOUGH, each=ENOUGH_OF_A_CLASS)
    return Trained(workspace, tuple(models))


def enough(labels: I64) -> bool:
    """Whether there are labels enough to train on."""
    return len(labels) >= ENOUGH and int((_class_counts(labels) >= ENOUGH_OF_A_CLASS).sum()) >= 2


def train_language(rated: RatedTexts, first: ValenceModel, progress: Progress = silent) -> TrainedModel:
    """The model of texts that are all in one language, cross-validated and calibrated on up to 4,000 of them.

    Reposts count once. Folds keep a customer's texts together. Where there are many more labels than are validated
    the report is on the careful side: it tells of a model of 3,200 texts. Deterministic; linear in the texts, about
    a millisecond each.
    """
    language = rated.languages[0]
    rows = _drawn(_originals(rated), MOST_TRAINED)
    texts = [rated.texts[row] for row in rows]
    counts = counted(texts)
    progress(0.2)
    held = np.arange(min(len(rows), MOST_VALIDATED))
    groups = [rated.customers[row] or f"\0{row}" for row in rows[held]]
    found = _validated(_Lesson(counts[held], texts, rated.labels[rows[held]], language, first), groups)
    progress(0.6)
    weights = _fitted(_Lesson(counts, texts, rated.labels[rows], language, first))
    progress(1.0)
    report = _report(rated.labels[rows], rated.labels[rows[held]], found, language)
    baseline = first.score([texts[row] for row in held], [language] * len(held)).classes()
    report = replace(report, baseline_f1=_macro_f1(rated.labels[rows[held]], baseline))
    made_of = [language, first.model_id, *(part for row in rows for part in (rated.texts[row], rated.labels[row]))]
    model_id = f"trained:{stable_id(made_of)}"
    line = calibrate(found[:, 2] - found[:, 0], rated.ratings[rows[held]], model_id)
    return TrainedModel(language, model_id, weights, report, first, line)


def of_language(rated: RatedTexts, language: Language) -> RatedTexts:
    """The texts in one language."""
    rows = [row for row, known in enumerate(rated.languages) if known == language]
    return RatedTexts(
        verbatim_ids=tuple(rated.verbatim_ids[row] for row in rows),
        texts=tuple(rated.texts[row] for row in rows),
        languages=(language,) * len(rows),
        customers=tuple(rated.customers[row] for row in rows),
        labels=rated.labels[rows],
        ratings=rated.ratings[rows],
    )


@dataclass(frozen=True)
class _Lesson:
    counts: sparse.csr_matrix
    texts: Sequence[str]
    labels: I64
    language: Language
    first: ValenceModel


def _usable(row: dict[str, Any]) -> bool:
    known = row["text"] is not None and row["language"] in LANGUAGES and bool(row["text"].strip())
    numbers = [row[name] for name in ("rating", "scale_low", "scale_high")]
    return known and None not in numbers and numbers[1] < numbers[2] and numbers[1] <= numbers[0] <= numbers[2]


def _share(row: dict[str, Any]) -> float:
    return float((row["rating"] - row["scale_low"]) / (row["scale_high"] - row["scale_low"]))


def _label(row: dict[str, Any], share: float) -> int:
    if row["kind"] == "nps":
        return int(share * 10 > PROMOTER) - int(share * 10 < DETRACTOR)
    return int(share >= HIGH) - int(share <= LOW)


def _class_counts(labels: I64) -> I64:
    return np.bincount(labels + 1, minlength=len(CLASSES)).astype(np.int64)


def _originals(rated: RatedTexts) -> I64:
    """The first of each group of near-duplicates."""
    first = near_duplicates(rated.texts, rated.customers)
    return np.flatnonzero(first == np.arange(len(first)))


def _drawn(rows: I64, most: int) -> I64:
    """Rows in a random order that is always the same, at most so many."""
    return np.random.default_rng(0).permutation(rows)[:most]


def _fitted(lesson: _Lesson) -> Weights:
    columns = _kept(lesson.counts)
    rows = lesson.counts.shape[0]
    held = lesson.counts.getnnz(axis=0)[columns]
    idf = (np.log((1 + rows) / (1 + held)) + 1).astype(np.float32)
    matrix = weighed(lesson.counts, columns, idf, lesson.first, lesson.texts[:rows], lesson.language)
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000, tol=1e-3)
    with threadpool_limits(1):  # on a busy machine the threads of the tiny steps wait for each other: 5 times longer
        model.fit(matrix, lesson.labels)
    coefficients, intercept = model.coef_, model.intercept_
    if len(model.classes_) == 2:  # one row for the second class: the first one's is zero
        coefficients = np.vstack([np.zeros_like(coefficients), coefficients])
        intercept = np.concatenate([[0.0], intercept])
    kinds = np.float32
    return Weights(columns, idf, coefficients.astype(kinds), intercept.astype(kinds), model.classes_.astype(np.int64))


def _kept(counts: sparse.csr_matrix) -> I64:
    """Columns of words in any text, of pieces of words in at least two."""
    held = counts.getnnz(axis=0)
    half = len(held) // 2
    return np.flatnonzero(held >= np.repeat([1, 2], [half, len(held) - half])).astype(np.int64)


def _validated(lesson: _Lesson, groups: Sequence[str]) -> F64:
    """The three probabilities of each text by a model that has not seen it."""
    found = np.zeros((len(lesson.labels), len(CLASSES)))
    folds = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for seen, unseen in folds.split(found, lesson.labels, groups):
        some = replace(
            lesson, counts=lesson.counts[seen], texts=[lesson.texts[row] for row in seen], labels=lesson.labels[seen]
        )
        weights = _fitted(some)
        texts = [lesson.texts[row] for row in unseen]
        matrix = weighed(lesson.counts[unseen], weights.columns, weights.idf, lesson.first, texts, lesson.language)
        found[unseen] = probabilities(matrix, weights)
    return found


def _report(all_labels: I64, labels: I64, found: F64, language: Language) -> TrainingReport:
    predicted = valences(found[:, 2] - found[:, 0], "", found).classes()
    commonest = np.full(len(labels), int(_class_counts(labels).argmax()) - 1)
    counts = [int(n) for n in _class_counts(all_labels)]
    return TrainingReport(
        language=language,
        labels=len(all_labels),
        by_class=(counts[0], counts[1], counts[2]),
        validated=len(labels),
        folds=FOLDS,
        macro_f1=_macro_f1(labels, predicted),
        accuracy=float((labels == predicted).mean()),
        baseline_f1=0.0,
        majority_f1=_macro_f1(labels, commonest),
        confusion=tuple((int(a), int(b), int(c)) for a, b, c in confusion_matrix(labels, predicted, labels=CLASSES)),
    )


def _macro_f1(labels: I64, predicted: I64) -> float:
    """Over the classes that were labelled: a class nobody used is no mistake."""
    used = [kind for kind in CLASSES if (labels == kind).any()]
    return float(f1_score(labels, predicted, labels=used, average="macro", zero_division=0.0))
