"""A cinema with many answers, written once for the tests of its texts."""

import json
from typing import Any

import pytest

from tropa.sample import cinema


@pytest.fixture(scope="session")
def large_truth(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The texts of the survey and the reviews of 5,000 customers in Russian, as read back from `truth.json`."""
    folder = tmp_path_factory.mktemp("texts") / "ru"
    cinema.write(folder, customers=5_000, seed=4, language="ru")
    told = json.loads((folder / "truth.json").read_text("utf-8"))["verbatims"]
    return [one for one in told if one["file"] in ("nps_survey.csv", "reviews.csv") and one["text"]]
