"""What customers write into the survey and the reviews, as `truth.json` tells it."""

import csv
from pathlib import Path
from typing import Any

import numpy as np

from tropa.sample.cinema.phrases.themes import THEME_STAGE
from tropa.sample.cinema.world import COUNTRIES

Sample = tuple[Path, dict[str, Any]]
FILES = ("nps_survey.csv", "reviews.csv")


def written(truth: dict[str, Any]) -> list[dict[str, Any]]:
    return [one for one in truth["verbatims"] if one["file"] in FILES and one["text"]]


def test_every_text_keeps_its_truth(sample: Sample) -> None:
    for one in written(sample[1]):
        assert -2 <= one["valence"] <= 2
        assert len(one["themes"]) == len(one["valences"]) <= 2
        assert set(one["stages"]) == {THEME_STAGE[theme] for theme in one["themes"]}
        assert one["contains_personal_data"] == bool(one["personal"])
        assert one["has_contact"] == bool(one["personal"].keys() & {"email", "phone"})
        assert all(data in one["text"] for data in one["personal"].values())
        assert one["customer"] in sample[1]["identities"]


def test_the_valence_goes_with_the_stars(sample: Sample) -> None:
    folder, truth = sample
    country = COUNTRIES[truth["language"]]
    with (folder / "reviews.csv").open(encoding=country.encoding, newline="") as stream:
        header, *rows = csv.reader(stream, delimiter=";")
    stars = {row[-1]: int(row[-2]) for row in rows if len(row) == len(header)}
    told = [one for one in written(truth) if one["file"] == "reviews.csv" and one["themes"]]
    felt = np.array([(stars[one["text"]], one["valence"]) for one in told])
    assert np.corrcoef(felt.T)[0, 1] > 0.8
    assert not ((felt[:, 0] > 3) & (felt[:, 1] < 0)).any()
    assert not ((felt[:, 0] < 3) & (felt[:, 1] > 0)).any()


def test_there_is_some_of_everything_that_makes_reading_hard(large_truth: list[dict[str, Any]]) -> None:
    share = {
        "short": np.mean([one["register"] == "short" for one in large_truth]),
        "off_topic": np.mean([one["register"] == "off_topic" for one in large_truth]),
        "mixed": np.mean([len(one["themes"]) == 2 for one in large_truth]),
        "foreign": np.mean([one["language"] != "ru" for one in large_truth]),
        "copied": np.mean([one["near_duplicate_of"] is not None for one in large_truth]),
        "personal": np.mean([one["contains_personal_data"] for one in large_truth]),
        "negated": np.mean([any(name.startswith("trap.") for name in one["templates"]) for one in large_truth]),
    }
    assert all(0.005 < part < 0.25 for part in share.values()), share
    assert {one["register"] for one in large_truth} >= {"formal", "chatty", "angry", "ironic", "plain"}
    assert {one["language"] for one in large_truth} == {"ru", "pl", "en"}


def test_a_near_duplicate_names_the_answer_it_copies(large_truth: list[dict[str, Any]]) -> None:
    by_number = {(one["file"], one["answer"]): one for one in large_truth}
    copies = [one for one in large_truth if one["near_duplicate_of"] is not None]
    assert copies
    for one in copies:
        source = by_number[one["file"], one["near_duplicate_of"]]
        assert source["answer"] < one["answer"]
        assert source["customer"] != one["customer"]
        assert source["themes"] == one["themes"]
        assert source["valence"] == one["valence"]
        assert source["text"] != one["text"]
