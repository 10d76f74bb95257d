"""An edit of a map as a value: what is done to which part, by whom, when, and as a part of which gesture.

Seven kinds say everything (`spec/edits/SPEC.md`): add, set, move, members, remove, restore, point. An edit is small,
can be kept, sent and shown, and `apply.apply` makes it happen. Values in it are JSON, as in the map's own schema.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, RootModel, TypeAdapter, ValidationError

from tropa.errors import MapError
from tropa.model.curve import CurveKind
from tropa.model.part import Movable, Part, Removable, Restorable
from tropa.model.value import Id, Value

Name = Annotated[str, Field(min_length=1, max_length=80)]


class _Edit(Value):
    id: Id
    who: str = Field("", description="the person; undo is personal")
    when: datetime | None = None
    event: str = Field("", description="the gesture: edits of one event are undone together; empty: the edit alone")
    undoable: bool = True

    def to_dict(self) -> dict[str, Any]:
        """The edit as JSON values, without what is left at its default."""
        return self.model_dump(mode="json", exclude_defaults=True)


class AddTarget(Value):
    """What is added or removed: any part but the map itself."""

    object: Removable
    id: Name


class PartTarget(Value):
    """Any part; the object "map" is the map, by its id."""

    object: Part
    id: Name


class MoveTarget(Value):
    """A part that has a place."""

    object: Movable
    id: Name


class RestoreTarget(Value):
    """A part that leaves a tombstone."""

    object: Restorable
    id: Name


class Add(_Edit):
    """A new object with these fields (all but its id)."""

    kind: Literal["add"]
    target: AddTarget
    fields: dict[str, Any]


class Set(_Edit):
    """Plain fields of an object, each with its new value."""

    kind: Literal["set"]
    target: PartTarget
    fields: Annotated[dict[str, Any], Field(min_length=1)]


class Move(_Edit):
    """Another place: stage, lane, rank of a card; parent, rank of a stage; rank of a lane; stage, rank of an arrow."""

    kind: Literal["move"]
    target: MoveTarget
    fields: Annotated[dict[str, Any], Field(min_length=1)]


class Members(_Edit):
    """Members of a set of an object: `add` come in, `remove` go out."""

    kind: Literal["members"]
    target: PartTarget
    field: str
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


class Remove(_Edit):
    """An object is taken away: a tombstone stays where its kind has one, else nothing."""

    kind: Literal["remove"]
    target: AddTarget


class Restore(_Edit):
    """An object with a tombstone comes back as it was."""

    kind: Literal["restore"]
    target: RestoreTarget


class Point(_Edit):
    """A point of a curve is set whole, or taken away where `value` is null."""

    kind: Literal["point"]
    curve: CurveKind = "emotion"
    persona: Id
    stage: Id
    future: bool = False
    value: dict[str, Any] | None = Field(description="all other fields of the point; null: no point")


Edit = Annotated[Add | Set | Move | Members | Remove | Restore | Point, Field(discriminator="kind")]
AnyEdit = Add | Set | Move | Members | Remove | Restore | Point
_READER: TypeAdapter[AnyEdit] = TypeAdapter(Edit)


class EditDocument(RootModel[Edit]):
    """One edit as it is published: the root of `spec/edits/edit.schema.json`."""


def parse_edit(fields: Mapping[str, Any] | object) -> AnyEdit:
    """The edit in these JSON values; MapError `model.edit_malformed` names the field, its value and what is allowed.

    >>> parse_edit({"kind": "remove", "id": "e1", "target": {"object": "card", "id": "c1"}}).target.id
    'c1'
    """
    try:
        return _READER.validate_python(fields)
    except ValidationError as error:
        name = fields.get("id", "?") if isinstance(fields, Mapping) else "?"
        raise refusal("model.edit_malformed", f"edit {name}", error) from None


def checked(model: type[BaseModel], fields: Mapping[str, Any], place: str) -> Any:
    """The value of these fields; MapError `model.edit_value` names place, field, value and what is allowed."""
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        raise refusal("model.edit_value", place, error) from None


def refusal(code: str, place: str, error: ValidationError) -> MapError:
    """The first fault that pydantic found, as an error with a place."""
    fault = error.errors(include_url=False)[0]
    facts = fault.get("ctx", {})
    limits = [f"{sign} {facts[name]}" for name, sign in _LIMITS.items() if name in facts]
    allowed = facts.get("expected_tags") or facts.get("expected") or facts.get("pattern") or ", ".join(limits)
    field = ".".join(str(step) for step in fault["loc"])
    value = "—" if fault["type"] == "missing" else repr(fault["input"])[:80]
    return MapError(code, place=place, field=field or "kind", value=value, allowed=allowed or fault["type"])


_LIMITS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<", "min_length": "≥", "max_length": "≤"}
