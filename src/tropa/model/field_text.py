"""Objects, fields and values of a map in words, for sentences about edits and differences."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tropa.kit.locale import Language, date_text, duration_text, has_text, money_text, number_text, percent_text, text

_MARKS: Mapping[Language, tuple[str, str]] = {"ru": ("«", "»"), "pl": ("„", "”"), "en": ("“", "”")}
_LONGEST = 60
_DAYS = ("due", "created", "refreshed", "asked")
_SHARES = ("share", "probability_lowest")
_NAMES = {"source": "from", "target": "to"}


def quoted(words: str, language: Language) -> str:
    """The words, cut after 60 letters, in the language's quotation marks.

    >>> quoted("нет рассрочки", "ru")
    '«нет рассрочки»'
    """
    left, right = _MARKS[language]
    flat = " ".join(words.split())
    return left + (flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1].rstrip()}…") + right


def noun(part: str, language: Language, *, lane_kind: str | None = None, step: bool = False) -> str:
    """What an object is called: a card by the kind of its lane, a stage within a stage a step.

    >>> noun("card", "pl", lane_kind="barriers")
    'bariera'
    """
    name = "step" if step else part
    if part == "card" and lane_kind and has_text("model", f"noun.{lane_kind}", language) and lane_kind != "emotion":
        name = lane_kind
    return text("model", f"noun.{name}", language)


def field_text(part: str, field: str, language: Language) -> str:
    """The name of a field: `field_text("card", "due", "en")` is "due date"."""
    name = {("card", "about"): "answers", ("metric", "source"): "origin"}.get((part, field), field)
    if part in ("link", "arrow") and field in _NAMES:
        name = _NAMES[field]
    return text("model", f"field.{name}", language)


def value_text(field: str, value: Any, language: Language, names: Mapping[str, str] | None = None) -> str | None:
    """A field's value in words, ids by their `names`; None where it is too rich to be said in a sentence."""
    if value is None or value == "" or value == []:
        return text("model", "value.none", language)
    if isinstance(value, bool):
        return text("model", "value.yes" if value else "value.no", language)
    if isinstance(value, int | float):
        return percent_text(value, language) if field in _SHARES else figure(value, language)
    if isinstance(value, dict):
        return _table_text(field, value, language)
    if isinstance(value, list):
        if any(not isinstance(one, str) for one in value):
            return None
        return ", ".join(quoted((names or {}).get(one, one), language) for one in value)
    return _word(field, str(value), language, names or {})


def figure(value: float, language: Language) -> str:
    """A number as the language writes it, with a true minus.

    >>> figure(-0.4, "ru")
    '−0,4'
    """
    return number_text(value, language).replace("-", "−")


def _word(field: str, value: str, language: Language, names: Mapping[str, str]) -> str:
    if field in _DAYS:
        return date_text(date.fromisoformat(value), language)
    for group in ("value", "lane", "line"):
        if field in ("status", "state", "kind", "better") and has_text("model", f"{group}.{value}", language):
            return quoted(text("model", f"{group}.{value}", language), language)
    if field in ("colour", "scale", "grade", "unit", "language", "icon"):
        return value
    return quoted(names.get(value, value), language)


def _table_text(field: str, value: dict[str, Any], language: Language) -> str | None:
    if field == "horizon":
        return "…".join(date_text(date.fromisoformat(value[name]), language) for name in ("start", "end"))
    if field != "measure":
        return None
    number, unit = value.get("value"), value.get("unit")
    if number is None:
        return text("model", "value.none", language)
    if unit == "share":
        return percent_text(number, language).replace("-", "−")
    if unit == "seconds":
        return duration_text(number, language)
    if unit == "money" and value.get("currency"):
        return money_text(number, value["currency"], language).replace("-", "−")
    return figure(number, language)
