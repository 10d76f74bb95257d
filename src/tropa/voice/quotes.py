"""Which of the customers' own words to show: literal, short, different, of different people, typical first."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import inf, log, sqrt
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from tropa.voice.sentences import sentences

Valence = Literal["positive", "negative"]
Order = Literal["typical", "latest", "most_negative"]

MOST_COMPARED = 2_000
FEWEST_WORDS = 6
MOST_WORDS = 40
NEAR_DUPLICATE = 0.6  # of two quotes' words are the same
_READ = ["verbatim_id", "customer", "time", "source", "text", "rating", "scale_low", "scale_high", "kind"]
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Verbatim:
    """A literal passage: characters start…end of a verbatim's text. `scale` is the lowest and the highest rating."""

    verbatim_id: str
    text: str
    start: int
    end: int
    source: str
    date: date | None
    rating: float | None
    scale: tuple[float, float] | None
    customer: str | None


def quotes(
    verbatims: pa.Table,
    *,
    stage: str | None = None,
    valence: Valence | None = None,
    limit: int = 3,
    order: Order = "typical",
    spans: Mapping[str, tuple[int, int]] | None = None,
    sentiments: Mapping[str, float] | None = None,
) -> list[Verbatim]:
    """Up to `limit` quotes from customers (never staff, never without consent where consent was refused).

    A quote is a run of whole sentences of 6 to 40 words, the most typical one of its verbatim; only where a single
    sentence is longer is it cut after 40 words. Quotes come from different customers and share at most 60 % of their
    words. `stage` keeps what was said there. `valence` keeps rated verbatims: "negative" are NPS answers up to 6 and
    other ratings below the middle of their scale, lowest first; "positive" NPS answers from 9 and ratings above the
    middle, highest first. Among equal ratings, and where no valence is asked for, the most typical come first: those
    nearest, by the cosine of their TF-IDF weights, to the centre of all that are eligible, rather short than long.
    Where these are more than 2,000, the ones of the first ratings and of these the newest are compared.

    `order` "latest" puts the newest first, "most_negative" those with the lowest rating, or where there is none the
    lowest of `sentiments` (by verbatim id, −1…+1). `spans` (by verbatim id, as themes have them) keeps these verbatims
    only, and passages that hold the span.
    """
    said = [row for row in _eligible(verbatims, stage) if valence is None or _valence(row) == valence]
    if spans is not None:
        said = [row for row in said if row["verbatim_id"] in spans]
    ranked = {row["verbatim_id"]: _rank(row, valence, order, sentiments or {}) for row in said}
    said = sorted(said, key=lambda row: (ranked[row["verbatim_id"]], _newest(row), row["verbatim_id"]))[:MOST_COMPARED]
    weigh = _Typicality([row["text"] for row in said])
    candidates = []
    for row in said:
        passage = _passage(row["text"], weigh, (spans or {}).get(row["verbatim_id"]))
        if passage is not None:
            start, end = passage
            typical = weigh(row["text"][start:end])
            candidates.append((ranked[row["verbatim_id"]], -typical, row["verbatim_id"], row, passage))
    candidates.sort(key=lambda candidate: candidate[:3])
    chosen: list[Verbatim] = []
    for *_, row, passage in candidates:
        quote = _quote(row, passage)
        if len(chosen) < limit and all(_differs(quote, other) for other in chosen):
            chosen.append(quote)
    return chosen


def _rank(row: dict[str, Any], valence: Valence | None, order: Order, sentiments: Mapping[str, float]) -> float:
    """What comes before typicality: the lower the sooner."""
    if order == "latest":
        return _newest(row)
    if order == "most_negative":
        share = _share_of_scale(row)
        return sentiments.get(row["verbatim_id"], inf) if share is None else 2 * share - 1
    return _by_rating(row, valence)


class _Typicality:
    """How near a text is to the centre of all texts: the cosine of their TF-IDF weights, less for a long text.

    A long text is near to everything, so the cosine is lowered evenly with its length, to ⅔ at 40 words.
    """

    def __init__(self, texts: list[str]) -> None:
        counts = [Counter(_words(text)) for text in texts]
        held = Counter(word for words in counts for word in words)
        self._rarity = {word: log((1 + len(texts)) / (1 + n)) + 1 for word, n in held.items()}
        self._centre: dict[str, float] = {}
        for words in counts:
            for word, weight in self._weights(words).items():
                self._centre[word] = self._centre.get(word, 0.0) + weight
        self._size = sqrt(sum(weight * weight for weight in self._centre.values())) or 1.0

    def __call__(self, text: str) -> float:
        words = _words(text)
        weights = self._weights(Counter(words))
        cosine = sum(weight * self._centre.get(word, 0.0) for word, weight in weights.items()) / self._size
        return cosine * (1 - min(len(words), MOST_WORDS) / (3 * MOST_WORDS))

    def _weights(self, words: Counter[str]) -> dict[str, float]:
        raw = {word: (1 + log(n)) * self._rarity.get(word, 0.0) for word, n in words.items()}
        size = sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {word: weight / size for word, weight in raw.items()}


def _eligible(verbatims: pa.Table, stage: str | None) -> list[dict[str, Any]]:
    allowed = pc.and_(pc.equal(verbatims["speaker_role"], "customer"), pc.is_valid(verbatims["text"]))
    allowed = pc.and_(allowed, pc.fill_null(verbatims["consent"], True))
    if stage is not None:
        allowed = pc.and_(allowed, pc.fill_null(pc.equal(verbatims["stage"], stage), False))
    return list(verbatims.select(_READ).filter(allowed).to_pylist())


def _valence(row: dict[str, Any]) -> str | None:
    """What the rating says; None where there is none, or it is in the middle."""
    share = _share_of_scale(row)
    if share is None:
        return None
    if row["kind"] == "nps":
        points = share * 10
        return "negative" if points < 6.5 else "positive" if points > 8.5 else None
    return "negative" if share < 0.5 else "positive" if share > 0.5 else None


def _share_of_scale(row: dict[str, Any]) -> float | None:
    rating, low, high = row["rating"], row["scale_low"], row["scale_high"]
    if rating is None or low is None or high is None or high <= low:
        return None
    return float((rating - low) / (high - low))


def _by_rating(row: dict[str, Any], valence: Valence | None) -> float:
    share = _share_of_scale(row)
    return 0.0 if valence is None or share is None else share if valence == "negative" else -share


def _newest(row: dict[str, Any]) -> float:
    return -row["time"].timestamp() if row["time"] is not None else inf


def _passage(text: str, weigh: _Typicality, span: tuple[int, int] | None = None) -> tuple[int, int] | None:
    """The most typical run of sentences that is neither too short nor too long; None where the text is too short.

    With a span the run holds it, or the cut sentence begins with it.
    """
    found = sentences(text)
    words = [len(_words(text[start:end])) for start, end in found]
    runs = []
    for first in range(len(found)):
        total, last = 0, first
        while last < min(len(found), first + MOST_WORDS) and total + words[last] <= MOST_WORDS:
            total += words[last]
            last += 1
        if total >= FEWEST_WORDS:
            runs.append((found[first][0], found[last - 1][1]))
    if span is not None:
        runs = [run for run in runs if run[0] <= span[0] and span[1] <= run[1]]
    if not runs:
        long = [sentence for sentence, n in zip(found, words, strict=True) if n > MOST_WORDS]
        runs = [_cut(text, *sentence) for sentence in long if span is None or sentence[0] <= span[0] < sentence[1]]
    return max(runs, key=lambda run: (weigh(text[run[0] : run[1]]), -run[0]), default=None)


def _cut(text: str, start: int, end: int) -> tuple[int, int]:
    words = list(_WORD.finditer(text, start, end))
    return start, words[MOST_WORDS - 1].end()


def _quote(row: dict[str, Any], passage: tuple[int, int]) -> Verbatim:
    start, end = passage
    low, high = row["scale_low"], row["scale_high"]
    return Verbatim(
        verbatim_id=row["verbatim_id"],
        text=row["text"][start:end],
        start=start,
        end=end,
        source=row["source"],
        date=None if row["time"] is None else row["time"].date(),
        rating=row["rating"],
        scale=None if low is None or high is None else (low, high),
        customer=row["customer"],
    )


def _differs(quote: Verbatim, other: Verbatim) -> bool:
    if quote.customer is not None and quote.customer == other.customer:
        return False
    one, two = set(_words(quote.text)), set(_words(other.text))
    return len(one & two) <= NEAR_DUPLICATE * min(len(one), len(two))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
