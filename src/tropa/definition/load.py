"""`tropa.yaml` read and written. Every fault is told with file, line, key, value and what is allowed."""

import json
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tropa.definition.model import Definition
from tropa.definition.yaml_text import KeyPath, Places, read_yaml, write_yaml
from tropa.errors import DefinitionError, NotFoundError

SCHEMA_ID = "https://tropa.dev/spec/definition.schema.json"

_EXPECTED = {  # error type of pydantic → key under `expected` in the catalogue
    "string_type": "text", "float_type": "number", "float_parsing": "number", "int_type": "number",
    "int_parsing": "number", "int_from_float": "number", "bool_type": "boolean", "bool_parsing": "boolean",
    "tuple_type": "list", "list_type": "list", "model_type": "keys", "model_attributes_type": "keys",
    "dict_type": "keys",
}  # fmt: skip


def load(path: Path) -> Definition:
    """The definition in a file; DefinitionError for the first fault, NotFoundError where there is no file.

    YAML is read as version 1.2: `no` and `on` are text, so is `2026-05-01`.
    """
    if not path.is_file():
        raise NotFoundError("errors.no_file", path=path)
    try:
        written = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DefinitionError("definition.not_utf8", path=path, value=error.start) from None
    return loads(written, str(path))


def loads(written: str, name: str = "tropa.yaml") -> Definition:
    """The definition in a text; `name` stands for the file in errors.

    >>> loads("language: pl").language
    'pl'
    """
    data, places = _parsed(written, name)
    try:
        return Definition.model_validate(data)
    except ValidationError as error:
        raise _in_order(error, places, name)[0] from None


def faults_of(written: str, name: str = "tropa.yaml") -> list[DefinitionError]:
    """All that is wrong with a text, from its first line on; nothing where it is a definition.

    >>> [(fault.code, fault.facts["line"]) for fault in faults_of("language: xx\\nstages: 5")]
    [('definition.not_allowed', 1), ('definition.needs_list', 2)]
    """
    try:
        data, places = _parsed(written, name)
        Definition.model_validate(data)
    except DefinitionError as error:
        return [error]
    except ValidationError as error:
        return _in_order(error, places, name)
    return []


def dump(definition: Definition, notes: Mapping[str, str] | None = None) -> str:
    """The definition as readable YAML in the order of the model, defaults left out.

    `notes` are comments by the dotted key they stand above (`touchpoints.3`, `goal`); the key "" heads the file.

    >>> print(dump(Definition(language="pl"), {"language": "po polsku"}), end="")
    version: 1
    # po polsku
    language: pl
    """
    data = {"version": definition.version, **definition.model_dump(mode="json", exclude_defaults=True)}
    return write_yaml(data, notes or {})


def schema() -> dict[str, Any]:
    """The JSON schema of a definition, for editors that complete and check `tropa.yaml`."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID} | (
        Definition.model_json_schema()
    )


def schema_text() -> str:
    """The JSON schema as the file `spec/definition.schema.json` holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _parsed(written: str, name: str) -> tuple[Any, Places]:
    try:
        data, places = read_yaml(written)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise DefinitionError("definition.bad_yaml", path=name, line=line, value=error.problem) from None
    except yaml.YAMLError as error:
        raise DefinitionError("definition.bad_yaml", path=name, line=1, value=str(error).splitlines()[0]) from None
    if places.repeated:
        key = places.repeated[0]
        raise DefinitionError("definition.repeated_key", path=name, line=places.line(key), key=_dotted(key))
    if data is None:
        data = {}
    if not isinstance(data, dict):
        raise DefinitionError("definition.not_keys", path=name, line=1, allowed=", ".join(Definition.model_fields))
    return data, places


def _in_order(error: ValidationError, places: Places, name: str) -> list[DefinitionError]:
    faults = [_fault(detail, places, name) for detail in error.errors(include_url=False)]
    return sorted(faults, key=lambda fault: (fault.facts["line"], fault.code == "definition.bad_value"))


def _fault(detail: ErrorDetails, places: Places, name: str) -> DefinitionError:
    context = detail.get("ctx", {})
    own = "at" in context
    location = tuple(detail["loc"]) + tuple(_steps(context["at"]) if own else ())
    key = places.nearest(location)
    where = {"path": name, "line": places.line(key), "key": _dotted(key) or "-"}
    value = places.value(key)
    if own:
        return DefinitionError(f"definition.{context['code']}", **where | {"value": value} | context["facts"])
    if detail["type"] == "extra_forbidden":
        return _unknown_key(location, where)
    if detail["type"] == "missing":
        return DefinitionError("definition.missing_key", **where, value=str(location[-1]))
    if detail["type"] == "literal_error":
        return DefinitionError("definition.not_allowed", **where, value=value, allowed=context["expected"])
    if detail["type"] == "greater_than_equal":
        return DefinitionError("definition.too_small", **where, value=value, allowed=context["ge"])
    if detail["type"] == "string_pattern_mismatch":
        return DefinitionError("definition.bad_slug", **where, value=value)
    expected = _EXPECTED.get(detail["type"])
    if expected:
        return DefinitionError(f"definition.needs_{expected}", **where, value=value)
    return DefinitionError("definition.bad_value", **where, value=value, allowed=detail["msg"])


def _unknown_key(location: KeyPath, where: dict[str, Any]) -> DefinitionError:
    allowed = _keys_at(location[:-1])
    near = get_close_matches(str(location[-1]), allowed, n=1, cutoff=0.6)
    facts = {**where, "value": location[-1], "allowed": ", ".join(allowed)}
    if near:
        return DefinitionError("definition.unknown_key_near", **facts, nearest=near[0])
    return DefinitionError("definition.unknown_key", **facts)


def _keys_at(location: KeyPath) -> list[str]:
    """The keys the schema allows at a place."""
    whole = schema()
    node: Any = whole
    for step in location:
        for option in _options(node, whole):
            inner = option.get("items") if isinstance(step, int) else option.get("properties", {}).get(step)
            inner = inner or option.get("additionalProperties")
            if isinstance(inner, dict):
                node = inner
                break
    return [key for option in _options(node, whole) for key in option.get("properties", {})]


def _options(node: Any, whole: dict[str, Any]) -> list[dict[str, Any]]:
    if "$ref" in node:
        node = whole["$defs"][node["$ref"].rpartition("/")[2]]
    return [inner for option in node["anyOf"] for inner in _options(option, whole)] if "anyOf" in node else [node]


def _steps(dotted: str) -> list[int | str]:
    return [int(step) if step.isdigit() else step for step in dotted.split(".") if step]


def _dotted(key: KeyPath) -> str:
    return ".".join(str(step) for step in key)
