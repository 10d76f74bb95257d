"""The published JSON schemas of the documents, generated from `model` into `spec/<name>.schema.json`."""

import json
from collections.abc import Callable, Mapping
from functools import partial

from pydantic import BaseModel

from tropa.formats.json import VERSION
from tropa.model.change import Change
from tropa.model.comparison import Comparison
from tropa.model.edit import EditDocument
from tropa.model.map import Map
from tropa.model.project import Project


def schema_text(name: str, model: type[BaseModel]) -> str:
    """The JSON schema of a document, draft 2020-12, as the text of its file."""
    schema = model.model_json_schema()
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": f"Tropa {name}, version {VERSION}"}
    return json.dumps(head | {k: v for k, v in schema.items() if k != "title"}, ensure_ascii=False, indent=2) + "\n"


SCHEMAS: Mapping[str, Callable[[], str]] = {
    "map": partial(schema_text, "map", Map),
    "comparison": partial(schema_text, "comparison", Comparison),
    "project": partial(schema_text, "project", Project),
    "edits/edit": partial(schema_text, "edit", EditDocument),
    "edits/change": partial(schema_text, "change", Change),
}
