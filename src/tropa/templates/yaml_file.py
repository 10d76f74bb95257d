"""A YAML file of this room as the value it must be; a fault is told with file, place and what is allowed."""

from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from tropa.errors import MapError

Model = TypeVar("Model", bound=BaseModel)


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # C where PyYAML has libyaml
    """Only true and false are truth values: `on` and `no` are ids and words."""

    yaml_implicit_resolvers = {  # noqa: RUF012  # as PyYAML wants it
        first: [(tag, pattern) for tag, pattern in found if not (tag.endswith(":bool") and first not in "tTfF")]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def read(model: type[Model], written: str, name: str) -> Model:
    """The value written in a YAML text; `name` stands for the file in the MapError of the first fault."""
    try:
        data = yaml.load(written, _Loader)  # noqa: S506  # a safe loader: it makes plain values only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise MapError("templates.bad_yaml", path=name, line=line, value=getattr(error, "problem", error)) from None
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _fault(model, error.errors(include_url=False)[0], name) from None


def _fault(model: type[BaseModel], detail: ErrorDetails, name: str) -> MapError:
    place = _dotted(detail["loc"]) or "-"
    if detail["type"] == "extra_forbidden":
        allowed = ", ".join(_keys(model.model_json_schema(), detail["loc"][:-1]))
        return MapError("templates.unknown_key", path=name, place=place, allowed=allowed)
    if detail["type"] == "missing":
        return MapError("templates.missing_key", path=name, place=place)
    value = str(detail["input"])[:80]
    return MapError("templates.bad_value", path=name, place=place, value=value, allowed=detail["msg"])


def _dotted(location: tuple[int | str, ...]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in location).lstrip(".")


def _keys(schema: dict[str, Any], location: tuple[int | str, ...]) -> list[str]:
    """The keys that the schema allows at a place."""
    node = schema
    for step in location:
        node = _object(node, schema)
        inner = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
        node = inner or node.get("additionalProperties") or next(iter(node.get("patternProperties", {}).values()), {})
    return list(_object(node, schema).get("properties", {}))


def _object(node: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The node itself, behind a reference and a choice of “this or nothing”."""
    for option in node.get("anyOf", ()):
        if option.get("type") != "null":
            node = option
    return schema["$defs"][node["$ref"].rpartition("/")[2]] if "$ref" in node else node
