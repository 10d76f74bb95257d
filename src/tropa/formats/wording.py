"""How numbers, quotes and evidence of a map read in a language; shared by every written format."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tropa.kit.locale import (
    Language,
    date_text,
    duration_text,
    has_text,
    money_text,
    number_text,
    percent_text,
    text,
)
from tropa.model.card import Card, Measure
from tropa.model.evidence import Evidence
from tropa.model.map import Horizon, Map
from tropa.model.view import stale_since

_MARKS: Mapping[Language, tuple[str, str]] = {"ru": ("«", "»"), "pl": ("„", "”"), "en": ("“", "”")}
_INNER: Mapping[Language, tuple[str, str]] = {"ru": ("„", "“"), "pl": ("«", "»"), "en": ("‘", "’")}


@dataclass(frozen=True)
class Said:
    """A text of the formats room in one language: `said("grade.A")`."""

    language: Language

    def __call__(self, key: str, /, **facts: object) -> str:
        return text("formats", key, self.language, **facts)


def quoted(words: str, language: Language) -> str:
    """The words in the language's quotation marks; marks inside become the inner ones.

    >>> quoted("Фильм «Лампа» не нашла", "ru")
    '«Фильм „Лампа“ не нашла»'
    """
    left, right = _MARKS[language]
    inner_left, inner_right = _INNER[language]
    bare = words.strip().replace(left, inner_left).replace(right, inner_right)
    return f"{left}{bare}{right}"


def value_text(measure: Measure, language: Language) -> str:
    """The value as people read it, two significant digits; "not enough data" where there is none."""
    if measure.value is None:
        return text("formats", "measure.none", language)
    return _written(measure.value, measure, language)


def interval_text(measure: Measure, language: Language) -> str:
    """The interval, `45–47 %`, or "" where it is not known; `…` instead of a dash where a minus stands beside it."""
    if measure.value is None or measure.low is None or measure.high is None:
        return ""
    return _joined(_written(measure.low, measure, language), _written(measure.high, measure, language))


def support_text(measure: Measure, language: Language) -> str:
    """What stands behind the value, in one short line: `n 8 412 · 45–47 %`."""
    parts = [] if measure.n is None else [f"n\xa0{number_text(measure.n, language)}"]
    interval = interval_text(measure, language)
    return " · ".join([*parts, interval] if interval else parts)


def emotion_text(value: float, language: Language) -> str:
    """An emotion with its sign and one decimal: `+1.4`, `−0.7`, `0`."""
    return _signed(value, language, 1)


def likelihood_text(probability: float, language: Language) -> str:
    """A probability from a simulation, which is never certain: `65 %`, `> 99 %`."""
    if probability > 0.99:
        return ">\xa0" + percent_text(0.99, language)
    return percent_text(probability, language)


def emotion_support(n: int, low: float | None, high: float | None, language: Language) -> str:
    """What stands behind an emotion: `n 386 · −1.5…−1.1`; nothing where nobody counted."""
    parts = [f"n\xa0{number_text(n, language)}"] if n else []
    if low is not None and high is not None:
        parts.append(f"{emotion_text(low, language)}…{emotion_text(high, language)}")
    return " · ".join(parts)


def difference_text(value: float, unit: str, language: Language) -> str:
    """A difference with its sign; shares in percentage points: `+8 pp`."""
    if unit == "share":
        points = number_text(abs(round(value * 100, 0 if abs(value) >= 0.095 else 1)), language)
        return text("formats", "measure.points", language, value=("+" if value >= 0 else "−") + points)
    if unit == "seconds":
        return ("+" if value >= 0 else "−") + duration_text(abs(value), language)
    return _signed(value, language, 1)


def range_text(low: float, high: float, unit: str, language: Language) -> str:
    """The interval of a difference, `+3.5…+7.5 pp`."""
    return _joined(difference_text(low, unit, language), difference_text(high, unit, language))


def source_text(card: Card, language: Language) -> str:
    """Where a quote comes from: who, source, date and rating, `app store reviews · 18 Oct 2026 · 2 of 5`."""
    quote = card.quote
    if quote is None:
        return ""
    parts = [quote.source] if quote.source else []
    if quote.date is not None:
        parts.append(date_text(quote.date, language))
    if quote.rating is not None:
        top = f"{quote.scale[1]:g}" if quote.scale else "?"
        parts.append(text("formats", "quote.rating", language, value=number_text(quote.rating, language), top=top))
    return " · ".join(parts)


def period_text(horizon: Horizon, language: Language) -> str:
    """The period of the data: `1 Aug 2026 – 31 Oct 2026`."""
    return f"{date_text(horizon.start, language)}\xa0– {date_text(horizon.end, language)}"


def size_text(customers: int | None, share: float | None, language: Language) -> str:
    """Customers and their share of all: `8,412 customers, 27% of all`; "" where the size is not known."""
    if customers is None:
        return ""
    counted = text("kit", "count.customers", language, n=customers)
    if share is None:
        return counted
    return text("formats", "head.share", language, customers=counted, share=percent_text(share, language))


def freshness_text(map_: Map, today: date) -> str:
    """When the numbers were last computed and how many of them are due to be asked again."""
    day = date_text(map_.refreshed or map_.created, map_.language)
    key = "head.refreshed" if map_.refreshed else "head.created"
    stale = sum(stale_since(record, today) is not None for record in map_.evidence)
    written = text("formats", key, map_.language, day=day)
    return written + "; " + text("formats", "head.stale", map_.language, n=stale) if stale else written


def question_text(record: Evidence, language: Language) -> str:
    """The question's name in words; the name itself where the catalogue does not know it."""
    key = f"question.{record.question}"
    return text("formats", key, language) if has_text("formats", key, language) else record.question


def evidence_measure(record: Evidence, unit_of: Mapping[str, Measure]) -> Measure:
    """The record's number in the unit of the card it stands behind; a plain score where no card says."""
    like = unit_of.get(record.id)
    unit = like.unit if like else "score"
    currency = like.currency if like else None
    return Measure(value=record.value, unit=unit, n=record.n, low=record.low, high=record.high, currency=currency)


def units_of(map_: Map) -> dict[str, Measure]:
    """For each evidence record, the measure of the first card that rests on it."""
    found: dict[str, Measure] = {}
    for card in map_.cards:
        for name in card.evidence if card.measure is not None else ():
            assert card.measure is not None
            found.setdefault(name, card.measure)
    return found


def _written(value: float, measure: Measure, language: Language) -> str:
    if measure.unit == "share":
        return percent_text(value, language).replace("-", "−")
    if measure.unit == "seconds":
        return duration_text(value, language).replace("-", "−")
    if measure.unit == "money":
        return money_text(value, measure.currency or "EUR", language).replace("-", "−")
    if measure.unit == "points":
        shown = _signed(value, language, 1 if abs(value) < 9.95 else 0)
        return text("formats", "measure.points", language, value=shown)
    digits = 1 if measure.unit == "score" and abs(value) < 9.95 else 0
    return number_text(round(value, digits), language, digits).replace("-", "−")


def _signed(value: float, language: Language, digits: int) -> str:
    rounded = round(value, digits)
    if rounded == 0:
        return "0"
    return ("+" if rounded > 0 else "−") + number_text(abs(rounded), language, digits)


def _joined(low: str, high: str) -> str:
    """Two ends of an interval, their unit said once."""
    if low == high:
        return low
    unit = _unit(low)
    if unit and unit == _unit(high):
        low = low.removesuffix(unit)
    return f"{low}…{high}" if "−" in low + high or "+" in low + high else f"{low}–{high}"


def _unit(written: str) -> str:
    match = re.search(r"[\s\xa0]*[^\d.,…–−+]+[^\d…–−+]*$", written)
    return match[0] if match else ""
