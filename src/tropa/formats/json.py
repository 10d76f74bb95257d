"""A map, a comparison and a project as JSON, without loss; `schema` publishes what may stand in them.

Fields that have their default value are left out, which keeps files short and differences small. Reading what was
written gives an equal value. Unknown fields and unknown versions are refused with the place and the way out.
"""

import json
import re
from typing import Any, NoReturn, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from tropa.errors import MapError
from tropa.model.comparison import Comparison
from tropa.model.map import Map
from tropa.model.project import Project

VERSION = 1
_HALF = re.compile(rb"\\u[dD][89a-fA-F]")  # an escape that may be half a letter (a lone surrogate)
_Document = TypeVar("_Document", Map, Comparison, Project)


def write_json(document: Map | Comparison | Project) -> bytes:
    """The document as UTF-8 JSON, indented by two, with a line feed at the end; equal values give equal bytes."""
    fields = {"version": VERSION, **document.model_dump(mode="json", exclude_defaults=True)}
    return (json.dumps(fields, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def read_json(content: bytes) -> Map:
    """The map in these bytes; MapError names the path, the value and what is allowed there."""
    return _read(content, Map)


def read_comparison_json(content: bytes) -> Comparison:
    """The comparison in these bytes; MapError names the path, the value and what is allowed there."""
    return _read(content, Comparison)


def read_project_json(content: bytes) -> Project:
    """The project in these bytes, its maps linked; MapError names the path, the value and what is allowed there."""
    return _read(content, Project)


def _read(content: bytes, model: type[_Document]) -> _Document:
    fields = _parse(content)
    version = fields.get("version", VERSION)
    if version != VERSION or isinstance(version, bool):
        raise MapError("formats.json_version", value=_short(version), allowed=VERSION)
    try:
        return model.model_validate(fields)
    except ValidationError as error:
        _refuse(error.errors(include_url=False)[0])


def _parse(content: bytes) -> dict[str, Any]:
    try:
        fields = json.loads(content.decode("utf-8-sig"), parse_constant=_refuse_constant)
        if _HALF.search(content):
            json.dumps(fields, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise MapError("formats.json_half_letter", value=ascii(error.object[error.start])) from None
    except UnicodeDecodeError as error:
        raise MapError("formats.json_encoding", position=error.start) from None
    except json.JSONDecodeError as error:
        raise MapError("formats.json_syntax", line=error.lineno, column=error.colno) from None
    except RecursionError:
        raise MapError("formats.json_depth") from None
    if not isinstance(fields, dict):
        raise MapError("formats.json_no_object", value=_short(fields))
    return fields


def _refuse_constant(name: str) -> NoReturn:
    raise MapError("formats.json_constant", value=name)


def _refuse(problem: ErrorDetails) -> NoReturn:
    path = ".".join(str(step) for step in problem["loc"])
    context = problem.get("ctx", {})
    allowed = context.get("expected") or context.get("pattern")
    if problem["type"] == "missing":
        raise MapError("formats.json_missing", path=path)
    if problem["type"] == "extra_forbidden":
        raise MapError("formats.json_unknown_field", path=path)
    if allowed is not None:
        raise MapError("formats.json_not_allowed", path=path, value=_short(problem["input"]), allowed=allowed)
    kind = problem["type"].removesuffix("_parsing").removesuffix("_type").partition("_")[0]
    raise MapError("formats.json_wrong_kind", path=path, value=_short(problem["input"]), kind=kind)


def _short(value: object) -> str:
    written = json.dumps(value, ensure_ascii=False, default=str)
    return written if len(written) <= 80 else written[:79] + "…"
