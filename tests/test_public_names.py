"""`import tropa`: the names it offers, and how little it loads."""

import subprocess
import sys
from types import ModuleType

import pytest

import tropa

HEAVY = ("numpy", "pyarrow", "numba", "duckdb", "pydantic", "scipy", "deltalake", "jinja2")


@pytest.mark.parametrize("name", tropa.__all__)
def test_every_public_name_can_be_imported(name: str) -> None:
    assert getattr(tropa, name) is not None
    assert name in dir(tropa)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'journey'"):
        _ = tropa.journey


def test_journeys_is_a_door_and_still_a_room() -> None:
    assert isinstance(tropa.journeys, ModuleType)
    assert callable(tropa.journeys)
    from tropa.journeys.block import Journeys

    assert Journeys.__module__ == "tropa.journeys.block"


@pytest.mark.parametrize("module", ["tropa", "tropa.cli"])
def test_importing_loads_nothing_heavy(module: str) -> None:
    program = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
