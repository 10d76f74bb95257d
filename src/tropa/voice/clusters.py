"""Themes nobody has named yet: groups among the texts that no theme was found in, where such groups are stable.

Clustering short texts without a model trained on much else finds little (adjusted Rand .03–.22 measured), and says so:
the grouping is repeated on parts of the texts, and where the repetitions agree by less than .6 nothing is suggested.
What is suggested has no name until a person gives it one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from scipy.sparse import csr_matrix

from tropa.errors import needed
from tropa.journeys.block import F64, I64
from tropa.kit.locale import Language
from tropa.kit.progress import Progress, silent
from tropa.statistics.cluster_agreement import adjusted_rand, best_jaccard
from tropa.voice.distinctive import DistinctiveWord, content_words, distinctive
from tropa.voice.duplicates import near_duplicates
from tropa.voice.taxonomy.theme import Theme, ThemeKind
from tropa.voice.themes import texts_of

with needed("sklearn", "voice"):
    from sklearn.cluster import KMeans
    from sklearn.decomposition import TruncatedSVD
    from sklearn.feature_extraction.text import TfidfVectorizer
    from threadpoolctl import threadpool_limits

STABLE = 0.6
FEWEST_TEXTS = 60
FEWEST_OF_A_GROUP = 10
MOST_GROUPS = 12
MOST_TEXTS = 5_000  # drawn at random from more
TURNS = 6
PART = 0.8  # of the texts a turn sees
DIMENSIONS = 50
TYPICAL = 5


@dataclass(frozen=True)
class Suggestion:
    """A group of texts: the ids of all and of the most typical ones, its words, and how stably it is found again.

    `stability` is the mean Jaccard likeness of the group to its best match when the grouping is repeated.
    """

    verbatims: tuple[str, ...]
    typical: tuple[str, ...]
    words: tuple[DistinctiveWord, ...]
    stability: float

    def named(self, theme: str, kind: ThemeKind, title: Mapping[Language, str], language: Language) -> Theme:
        """A theme of the taxonomy, by the name a person gives; its words are the group's, any form of them."""
        return Theme(theme, kind, title, {language: "\n".join(f"~{told.word}" for told in self.words[:5])})


@dataclass(frozen=True)
class Suggestions:
    """`groups` is empty where `stability` (mean adjusted Rand index between repetitions) is below .6, or texts few."""

    groups: tuple[Suggestion, ...]
    stability: float | None
    texts: int

    @property
    def refused(self) -> bool:
        """Whether there were texts enough, but no stable groups among them."""
        return not self.groups and self.stability is not None


def suggest(verbatims: pa.Table, mentions: pa.Table | None = None, progress: Progress = silent) -> Suggestions:
    """Suggested themes of the texts without any mention (of all texts where `mentions` are left out).

    Near-duplicates count once. The same texts give the same answer.
    """
    known = frozenset(mentions["verbatim_id"].to_pylist()) if mentions is not None else frozenset()
    rows = [row for row in texts_of(verbatims) if row[0] not in known]
    first = near_duplicates([text for _, text, _ in rows])
    rows = [row for number, row in enumerate(rows) if first[number] == number]
    if len(rows) > MOST_TEXTS:
        kept = np.random.Generator(np.random.PCG64(0)).choice(len(rows), MOST_TEXTS, replace=False)
        rows = [rows[number] for number in np.sort(kept).tolist()]
    if len(rows) < FEWEST_TEXTS:
        return Suggestions((), None, len(rows))
    unit = _directions([(text, language) for _, text, language in rows])
    with threadpool_limits(1):
        group, stability, jaccard = _best(unit, progress)
    stable = stability >= STABLE
    numbers = [number for number in range(len(jaccard)) if stable and jaccard[number] >= STABLE]
    groups = [_suggestion(rows, unit, group, number, float(jaccard[number])) for number in numbers]
    large = tuple(sorted((one for one in groups if len(one.verbatims) >= FEWEST_OF_A_GROUP), key=_size))
    progress(1.0)
    return Suggestions(large, stability, len(rows))


def _size(suggestion: Suggestion) -> int:
    return -len(suggestion.verbatims)


def _directions(texts: Sequence[tuple[str, Language | None]]) -> F64:
    """Texts as unit vectors: TF-IDF of dictionary forms, latent semantic analysis; zeros where no word is left."""
    bags = [" ".join(content_words(text, language)) for text, language in texts]
    vectorizer = TfidfVectorizer(min_df=2, max_df=0.3, sublinear_tf=True, token_pattern=r"\S+")  # noqa: S106
    try:
        matrix = csr_matrix(vectorizer.fit_transform(bags))
    except ValueError:  # every word stands in one text only, or in most
        return np.zeros((len(texts), 1))
    dimensions = min(DIMENSIONS, min(matrix.shape) - 1)
    if dimensions < 2:
        return np.zeros((len(texts), 1))
    with threadpool_limits(1):
        dense = TruncatedSVD(dimensions, random_state=0).fit_transform(matrix)
    length = np.linalg.norm(dense, axis=1, keepdims=True)
    return np.asarray(np.divide(dense, length, out=np.zeros_like(dense), where=length > 1e-9), np.float64)


def _best(unit: F64, progress: Progress) -> tuple[I64, float, F64]:
    """The number of groups with the stablest grouping: each text's group, the stability, and each group's."""
    best: tuple[I64, float, F64] = (np.zeros(len(unit), np.int64), 0.0, np.zeros(1))
    if not unit.any():
        return best
    most = min(MOST_GROUPS, len(unit) // FEWEST_OF_A_GROUP)
    for k in range(2, most + 1):
        progress((k - 2) / (most - 1))
        whole = _grouped(unit, k, 0)
        stability, jaccard = _stability(unit, k, whole)
        if stability > best[1]:
            best = whole, stability, jaccard
    return best


def _grouped(unit: F64, k: int, seed: int) -> I64:
    return np.asarray(KMeans(k, n_init=3, random_state=seed).fit_predict(unit), np.int64)


def _stability(unit: F64, k: int, whole: I64) -> tuple[float, F64]:
    """Groupings of parts against each other (adjusted Rand), and the whole's groups against each (Jaccard)."""
    random = np.random.Generator(np.random.PCG64(k))
    labels = np.full((TURNS, len(unit)), -1)
    for turn in range(TURNS):
        seen = random.choice(len(unit), int(PART * len(unit)), replace=False)
        labels[turn, seen] = _grouped(unit[seen], k, turn + 1)
    pairs = []
    for one in range(TURNS):
        for other in range(one):
            both = (labels[one] >= 0) & (labels[other] >= 0)
            pairs.append(adjusted_rand(labels[one, both], labels[other, both]))
    likeness = np.zeros((TURNS, k))
    for turn in range(TURNS):
        seen = labels[turn] >= 0
        present = np.unique(whole[seen])
        likeness[turn, present] = best_jaccard(whole[seen], labels[turn, seen])
    return float(np.mean(pairs)), likeness.mean(axis=0)


def _suggestion(
    rows: Sequence[tuple[str, str, Language | None]], unit: F64, group: I64, number: int, stability: float
) -> Suggestion:
    inside = np.flatnonzero(group == number)
    outside = np.flatnonzero(group != number)
    centre = unit[inside].mean(axis=0)
    typical = inside[np.argsort(-(unit[inside] @ centre), kind="stable")][:TYPICAL]
    texts = [[rows[row][1] for row in some.tolist()] for some in (inside, outside)]
    spoken = [[rows[row][2] for row in some.tolist()] for some in (inside, outside)]
    told = distinctive(texts[0], texts[1], (spoken[0], spoken[1]))
    return Suggestion(
        verbatims=tuple(rows[row][0] for row in inside.tolist()),
        typical=tuple(rows[row][0] for row in typical.tolist()),
        words=tuple(told),
        stability=stability,
    )
