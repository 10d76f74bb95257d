"""Values out of a file of texts, lists and mappings that people and other programs wrote; each fault is told."""

import math
from collections.abc import Callable
from typing import Any

from tropa.formats.decoding import short
from tropa.formats.reading import Notice
from tropa.model.emotion import Scale, bounds


def score(written: object, scale: Scale, tell: Callable[..., None]) -> float | None:
    """A score on its scale: nearest to what is written, None for what is no number; `tell` takes a slug and facts.

    >>> score("7", "1..5", lambda slug, **facts: print(slug, facts))
    score_clamped {'value': '7', 'scale': '1..5', 'used': '5'}
    5.0
    """
    try:
        value = math.nan if isinstance(written, bool) else float(written)  # type: ignore[arg-type]
    except (ValueError, TypeError, OverflowError):
        value = math.nan
    if not math.isfinite(value):
        tell("no_score", value=short(written))
        return None
    low, high = bounds(scale)
    used = min(float(high), max(float(low), value))
    if used != value:
        tell("score_clamped", value=short(written), scale=scale, used=f"{used:g}")
    return used


class PlainData:
    """What a reader of such a file asks for; faults become notices with the path of the place."""

    def __init__(self, notices: list[Notice]) -> None:
        self.notices = notices

    def _text(self, value: Any, path: str) -> str:
        """A text; a number as it is written; nothing for what is none, told where it is a list or a mapping."""
        if isinstance(value, list | dict):
            self._tell("unexpected", path, allowed="“…”", value=short(value))
            return ""
        return "" if value is None else str(value).encode("utf-8", "replace").decode()

    def _list(self, where: dict[str, Any], name: str, path: str) -> list[Any]:
        """A list; an empty one where there is none, told where there is something else."""
        found = where.get(name)
        if found is None or isinstance(found, list):
            return found or []
        self._tell("unexpected", f"{path}.{name}", allowed="[…]", value=short(found))
        return []

    def _leave_out(self, path: str, where: dict[str, Any], known: set[str]) -> None:
        """Tell of everything in a mapping that is not known and says something."""
        for name, value in where.items():
            if name not in known and value not in (None, "", [], {}):
                self._tell("left_out", f"{path}.{short(name)}", value=short(value))

    def _tell(self, slug: str, path: str, **facts: object) -> None:
        self.notices.append(Notice(f"formats.{slug}", path.lstrip("."), facts=facts))
