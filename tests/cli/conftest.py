"""One small shop and one small cinema for the tests of the commands; nothing here is changed by a test."""

from pathlib import Path

import pytest

from tests.shop_folder import shop
from tests.terminal import tropa


@pytest.fixture(scope="session")
def shop_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A shop with the definition that `tropa init` proposes, written in English."""
    folder = shop(tmp_path_factory.mktemp("shop"))
    assert tropa("init", folder).code == 0
    return folder


@pytest.fixture(scope="session")
def cinema(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company with 200 customers, in English."""
    folder = tmp_path_factory.mktemp("cinema") / "home"
    assert tropa("sample", "cinema", folder, "--customers", 200, "--language", "en").code == 0
    return folder


@pytest.fixture(scope="session")
def maps(cinema: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The drafted maps of the small cinema."""
    folder = tmp_path_factory.mktemp("maps")
    assert tropa("draft", cinema, "-o", folder).code == 0
    return folder
