"""Differences in words: one sentence a change, in the reader's language."""

from collections.abc import Sequence
from typing import Any

from tropa.kit.locale import Language, text
from tropa.model.change import Change
from tropa.model.field_text import field_text, figure, noun, quoted, value_text
from tropa.model.part import SETS


def diff_text(changes: Sequence[Change], language: Language, *, most: int | None = None) -> tuple[str, ...]:
    """A sentence a change, in the order given; after `most` of them one that says how many more there are.

    >>> from tropa.model.change import Place
    >>> fell = Change(kind="fell", object="point", id="emotion/a/pay", title="Payment", field="emotion",
    ...               place=Place(stage="pay", stage_title="Payment"), before=0.8, after=-0.4)
    >>> diff_text([fell], "en"), diff_text([fell, fell, fell], "ru", most=1)[1]
    (('Emotion at “Payment” fell from 0.8 to −0.4',), 'и ещё 2 изменения')
    """
    told = tuple(change_text(change, language) for change in changes[:most])
    left = len(changes) - len(told)
    return (*told, text("model", "change.more", language, n=left)) if left else told


def change_text(change: Change, language: Language) -> str:
    """One change as a sentence without a full stop."""
    if change.object == "point":
        return _point(change, language)
    what = noun(
        change.object,
        language,
        lane_kind=change.place.lane_kind,
        step=change.object == "stage" and bool(change.place.stage),
    )
    facts = {"noun": what, "title": quoted(change.title, language), "where": _where(change)}
    if change.kind == "moved":
        return _moved(change, language, facts)
    if change.kind == "renamed":
        key = "reworded" if change.object == "card" else "renamed"
        values = {"before": quoted(change.before, language), "after": quoted(change.after, language)}
        return text("model", f"change.{key}", language, **facts, **values)
    if change.kind == "changed":
        return _changed(change, language, facts | {"noun": what[:1].upper() + what[1:]})
    return text("model", f"change.{change.kind}", language, **facts)


def _where(change: Change) -> str:
    """The stage of a card or an arrow, in brackets."""
    if change.object not in ("card", "arrow") or not change.place.stage_title:
        return ""
    return f" ({change.place.stage_title})"


def _changed(change: Change, language: Language, facts: dict[str, str]) -> str:
    facts = facts | {"field": field_text(change.object, change.field, language)}
    before, after = values_text(change, language)
    if before is None or after is None:
        return text("model", "change.changed_plain", language, **facts)
    return text("model", "change.changed", language, **facts, before=before, after=after)


def values_text(change: Change, language: Language) -> tuple[str | None, str | None]:
    """Before and after of a changed field in words; of a set only what went and came; None: too rich to be said."""
    before, after = change.before, change.after
    if change.field in SETS.get(change.object, ()):
        before, after = [one for one in before if one not in after], [one for one in after if one not in before]
    return (
        value_text(change.field, before, language, change.names),
        value_text(change.field, after, language, change.names),
    )


def _moved(change: Change, language: Language, facts: dict[str, str]) -> str:
    old, new = change.place_before or change.place, change.place
    places: dict[str, Any]
    if change.object == "stage":
        key, places = ("moved_into" if new.stage else "moved_out"), {"after": quoted(new.stage_title, language)}
    elif old.stage == new.stage:
        key = "moved_lane"
        places = {"before": quoted(old.lane_title, language), "after": quoted(new.lane_title, language)}
    else:
        key, shown = "moved_stage", [quoted(one.stage_title, language) for one in (old, new)]
        if old.lane != new.lane:
            shown = [f"{name} ({one.lane_title})" for name, one in zip(shown, (old, new), strict=True)]
        places = dict(zip(("before", "after"), shown, strict=True))
    return text("model", f"change.{key}", language, **facts, **places)


def _point(change: Change, language: Language) -> str:
    curve, *where = change.id.split("/")
    curve += "_future" if where[-1] == "future" and len(where) > 2 else ""
    what = noun(curve, language)
    facts = {
        "noun": what[:1].upper() + what[1:],
        "stage": quoted(change.place.stage_title, language),
        "who": f" ({change.place.persona_name})" if change.place.persona_name else "",
    }
    if change.kind == "changed":
        before, after = values_text(change, language)
        field = field_text("point", change.field, language)
        return text("model", "change.point_changed", language, **facts, field=field, before=before, after=after)
    values = {
        name: text("model", "value.none", language) if value is None else figure(value, language)
        for name, value in (("before", change.before), ("after", change.after))
    }
    key = f"point_{change.kind}" if change.kind in ("added", "removed") else f"{change.kind}_{curve}"
    return text("model", f"change.{key}", language, **facts, **values)
