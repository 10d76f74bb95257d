"""One small cinema a language, written once for all tests of this folder."""

import json
from pathlib import Path
from typing import Any

import pytest

from tropa.kit.locale import LANGUAGES, Language
from tropa.sample import cinema


@pytest.fixture(scope="session", params=LANGUAGES)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The folder and its truth, as read back from `truth.json`."""
    language: Language = request.param
    folder = tmp_path_factory.mktemp("cinema") / language
    cinema.write(folder, customers=1_000, seed=7, language=language)
    return folder, json.loads((folder / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> cinema.Truth:
    """The truth of a cinema large enough for the planted differences to show."""
    return cinema.write(tmp_path_factory.mktemp("large") / "en", customers=8_000, seed=3, language="en")
