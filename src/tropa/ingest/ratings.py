"""Ratings of reviews and surveys: which column is one, on which scale, of which kind (NPS, CSAT, CES, stars)."""

import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from tropa.ingest.amounts import parse_numbers
from tropa.ingest.column_names import plain_name, role_rank
from tropa.ingest.moments import OK

_KINDS = (
    ("nps", re.compile(r"\bnps\b|how likely|recommend|рекоменд|советова|prawdopodob|poleci|poleca")),
    ("csat", re.compile(r"\bcsat\b|satisf|удовлетвор|довольны|zadowol|satysfakcj|rate your|оцените|oceń|ocenia")),
    ("ces", re.compile(r"\bces\b|effort|how easy|легко|просто ли|усили|łatwo|wysiłk|wysiłek")),
)
_SCALES: dict[str, tuple[float, float]] = {"nps": (0.0, 10.0), "csat": (1.0, 5.0), "ces": (1.0, 7.0)}
_MOST = 0.6  # of the values must be ratings for a column to be one of ratings; the rest are refused row by row
_STARRED = r"^\s*([★⭐]+)[☆]*\s*$"
_LEADING = r"^\s*(\d+(?:[.,]\d+)?)\s*(?:/\s*\d+|из\s|of\s|z\s|out of|[-—–(:]\s*\D|★|зв[её]зд|балл|gwiazd|star|pkt).*$"


@dataclass(frozen=True)
class Rating:
    """A column of ratings."""

    column: str
    kind: str | None  # nps, csat, ces; None where the column only says stars or marks
    scale: tuple[float, float]


def rating_kind(name: str) -> str | None:
    """The kind of question a column's name asks, None where it is no question of a known kind.

    >>> rating_kind("Насколько вероятно, что вы порекомендуете нас?"), rating_kind("nps_rating"), rating_kind("Ocena")
    ('nps', 'nps', None)
    """
    plain = plain_name(name)
    return next((kind for kind, pattern in _KINDS if pattern.search(plain)), None)


def find_rating(name: str, values: pa.StringArray) -> Rating | None:
    """The rating a column holds by its name and its values; None where it holds none."""
    kind = rating_kind(name)
    if kind is None and role_rank("rating", name) is None:
        return None
    numbers, state = parse_ratings(values)
    good = numbers[state == OK]
    inside = good[(good >= 0) & (good <= 10)]
    if len(values) == 0 or len(inside) < _MOST * len(values):
        return None
    if kind is not None:
        low, high = _SCALES[kind]
        if ((inside >= low) & (inside <= high)).mean() >= 0.9:
            return Rating(name, kind, (low, high))
    return Rating(name, kind, guess_scale(float(inside.min()), float(inside.max())))


def guess_scale(low: float, high: float) -> tuple[float, float]:
    """The commonest scale that holds ratings from `low` to `high`.

    >>> guess_scale(1, 5), guess_scale(1, 7), guess_scale(0, 9)
    ((1.0, 5.0), (1.0, 7.0), (0.0, 10.0))
    """
    if low < 1:
        return (0.0, 10.0) if high > 5 or high == 0 else (0.0, 5.0)
    if high > 7:
        return (0.0, 10.0)
    return (1.0, 7.0) if high > 5 else (1.0, 5.0)


def parse_ratings(values: pa.StringArray) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """The ratings, NaN where there is none, and their states: `4`, `9/10`, `5 - отлично`, `4 из 5`, `★★★☆☆`.

    >>> parse_ratings(pa.array(["9/10", "5 - отлично", "★★★☆☆", ""]))[0].tolist()
    [9.0, 5.0, 3.0, nan]
    """
    stars = pc.replace_substring_regex(values, _STARRED, r"\1")
    starred = pc.match_substring_regex(values, _STARRED)
    counted = pc.utf8_length(stars).cast(pa.string())
    plain = pc.replace_substring_regex(values, _LEADING, r"\1")
    plain = pc.if_else(pc.fill_null(starred, False), counted, plain)
    return parse_numbers(pc.replace_substring(plain, ",", "."), ".")
