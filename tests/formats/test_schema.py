"""The published schemas are current and accept what is written."""

import json
from pathlib import Path

import jsonschema
import pytest

from tests.formats.example_map import example_comparison, example_map
from tropa.formats.json import write_json
from tropa.formats.schema import SCHEMAS

SPEC = Path(__file__).parents[2] / "spec"


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_the_published_schema_is_current(name: str) -> None:
    assert (SPEC / f"{name}.schema.json").read_text("utf-8") == SCHEMAS[name](), "run `make docs`"


def test_the_schemas_accept_the_examples_and_refuse_what_is_not_in_them() -> None:
    written = {"map": write_json(example_map("pl")), "comparison": write_json(example_comparison("pl"))}
    for name, content in written.items():
        schema, document = json.loads(SCHEMAS[name]()), json.loads(content)
        jsonschema.validate(document, schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(document | {"colour": 1}, schema)
