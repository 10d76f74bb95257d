"""Conflicts of a merge in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from tropa.kit.locale import Language, text
from tropa.model.field_text import field_text, noun, quoted, value_text
from tropa.model.merge import Conflict


def conflict_text(conflict: Conflict, language: Language) -> str:
    """One conflict as a sentence that says both values.

    >>> conflict_text(Conflict(kind="both_changed", object="stage", id="pay", title="Payment", field="goal",
    ...                        base="", ours="pay fast", theirs="pay later"), "en")
    'Stage “Payment”, goal: both sides changed it. Ours: “pay fast”; theirs: “pay later”. Ours stays.'
    """
    kind = conflict.kind
    key = f"{kind}_{'ours' if conflict.ours is None else 'theirs'}" if kind == "removed_changed" else kind
    what = noun(conflict.id.split("/")[0] if conflict.object == "point" else conflict.object, language)
    return text(
        "model",
        f"conflict.{key}",
        language,
        noun=what[:1].upper() + what[1:],
        title=quoted(conflict.title, language),
        field=", ".join(_fields(conflict, language)),
        ours=_side(conflict, conflict.ours, language),
        theirs=_side(conflict, conflict.theirs, language),
    )


def conflicts_text(conflicts: Sequence[Conflict], language: Language) -> tuple[str, ...]:
    """How many conflicts there are, then a sentence each."""
    if not conflicts:
        return (text("model", "conflict.none", language),)
    count = text("model", "conflict.count", language, n=len(conflicts))
    return (count, *(conflict_text(one, language) for one in conflicts))


def _fields(conflict: Conflict, language: Language) -> list[str]:
    if conflict.kind == "removed_used":
        holder, _, field = conflict.field.partition(".")
        return [field_text(holder, field, language)]
    names = conflict.field.split("+") if conflict.field else ["value"]
    return [field_text(conflict.object, name, language) for name in names]


def _side(conflict: Conflict, value: Any, language: Language) -> str:
    """One side's value; of several fields each in turn, what is too rich as an ellipsis."""
    names = conflict.field.split("+")
    held: Mapping[str, Any] = value if len(names) > 1 and isinstance(value, dict) else {names[0]: value}
    return ", ".join(value_text(name, one, language) or "…" for name, one in held.items())
