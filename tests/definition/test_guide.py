import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from tropa.definition import model
from tropa.definition.load import loads
from tropa.ingest.mapping import Mapping

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "definition.md").read_text("utf-8")
MODELS = [
    kind
    for kind in [*vars(model).values(), Mapping]
    if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not BaseModel and kind.model_fields
]
KEYS = sorted({key for kind in MODELS for key in kind.model_fields})


def test_the_example_of_the_guide_loads() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    definition = loads(example)
    assert len(definition.touchpoints) == 6
    assert definition.goal is not None


@pytest.mark.parametrize("key", KEYS)
def test_the_guide_explains_every_key(key: str) -> None:
    assert f"`{key}`" in GUIDE
