"""Words of a customer taken out of a document: quotes blanked, and what rested on them marked as stale.

Works on the JSON form, so that maps, comparisons and projects are blanked alike.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

_LEAST = 15  # letters from which on a passage of a customer's text is theirs and not chance


class Blanking:
    """Blanks verbatims by their id and their words by the words; `told` stands in their place.

    >>> blanking = Blanking(["v1"], ["The courier never came to me"], "[removed]", date(2026, 5, 1))
    >>> blanking({"body": "The courier never came", "quote": {"verbatim_id": "v1"}, "note": "mine"})
    {'note': 'mine', 'body': '[removed]', 'quote': None}
    >>> blanking.places
    1
    """

    def __init__(self, verbatims: Collection[str], texts: Sequence[str], told: str, today: date) -> None:
        self._verbatims, self._told, self._today = frozenset(verbatims), told, today
        self._texts = [_plain(text) for text in texts if text.strip()]
        self.places = 0

    def __call__(self, value: Any) -> Any:
        """The value without the customer's words; `places` counts where they stood."""
        if isinstance(value, dict):
            return self._object(value)
        if isinstance(value, list):
            return [self(one) for one in value]
        if isinstance(value, str) and self._theirs(value):
            self.places += 1
            return self._told
        return value

    def _object(self, value: dict[str, Any]) -> dict[str, Any]:
        quote, spans = value.get("quote"), value.get("quotes")
        if isinstance(quote, dict) and quote.get("verbatim_id") in self._verbatims:
            self.places += 1
            rest = {name: self(one) for name, one in value.items() if name not in ("quote", "body")}
            return {**rest, "body": self._told, "quote": None}
        if isinstance(spans, list) and any(self._names(span) for span in spans):
            return self._evidence(value, [span for span in spans if not self._names(span)])
        return {name: self(one) for name, one in value.items()}

    def _evidence(self, value: dict[str, Any], spans: list[Any]) -> dict[str, Any]:
        """The record without the quotes, so that it is stale today."""
        self.places += 1
        asked = date.fromisoformat(value["asked"]) if "asked" in value else self._today
        parameters = value.get("parameters") or {}
        kept = {name: one for name, one in parameters.items() if not self._is_one(one)}
        rest = {name: self(one) for name, one in value.items() if name not in ("quotes", "parameters")}
        return {**rest, "quotes": spans, "parameters": kept, "review_days": 0 if asked < self._today else -1}

    def _is_one(self, value: Any) -> bool:
        return isinstance(value, str) and value in self._verbatims

    def _names(self, span: Any) -> bool:
        return isinstance(span, dict) and span.get("verbatim_id") in self._verbatims

    def _theirs(self, words: str) -> bool:
        if words in self._verbatims:
            return True
        plain = _plain(words)
        whole = any(text in plain for text in self._texts if len(text) >= _LEAST or text == plain)
        return whole or (len(plain) >= _LEAST and any(plain in text for text in self._texts))


def _plain(words: str) -> str:
    """The words without quotation marks and dots around them, spaces made one."""
    return " ".join(words.split()).strip("…. \"'«»„”“’")
