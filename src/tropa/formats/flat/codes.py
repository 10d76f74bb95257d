"""The words of fixed choices (status, state, unit…) in a person's language: `done` is “готово”."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from tropa.kit.locale import LANGUAGES, Language, has_text, text
from tropa.model.lane import LANE_KINDS


def code_text(code: object, language: Language) -> str:
    """The choice in a language; the code itself where it needs no words (grades, scales, languages).

    >>> code_text("in_progress", "en"), code_text("done", "ru"), code_text("A", "ru"), code_text("thoughts", "pl")
    ('in progress', 'готово', 'A', 'Myśli')
    """
    if code in LANE_KINDS:
        return text("model", f"lane.{code}", language)
    key = f"flat.code.{'other_kind' if code == 'other' else code}"  # a key `other` would make plural forms of its table
    return text("formats", key, language) if has_text("formats", key, language) else str(code)


def code_named(written: str, allowed: Sequence[Any]) -> Any:
    """The choice that is written so, as a code or in any of the three languages; None where none is.

    >>> code_named("Готово", ("open", "done")), code_named("done", ("open", "done")), code_named("?", ("open",))
    ('done', 'done', None)
    """
    folded = written.strip().casefold()
    return next((one for one in allowed if folded in _names(one)), None)


@cache
def _names(code: object) -> frozenset[str]:
    return frozenset({str(code).casefold(), *(code_text(code, language).casefold() for language in LANGUAGES)})
