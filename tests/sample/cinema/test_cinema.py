"""Writing the cinema: the same seed, the folder, the errors."""

from pathlib import Path

import pytest

from tropa.errors import ConflictError, InputError
from tropa.kit.locale import LANGUAGES
from tropa.sample import cinema


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        cinema.write(tmp_path / name, customers=120, seed=5, language="pl")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_another_seed_writes_other_people(tmp_path: Path) -> None:
    for seed in (1, 2):
        cinema.write(tmp_path / str(seed), customers=120, seed=seed, language="en")
    first, second = contents(tmp_path / "1"), contents(tmp_path / "2")
    assert first["crm_clients.csv"] != second["crm_clients.csv"]


def test_the_languages_tell_of_the_same_people(tmp_path: Path) -> None:
    truths = [cinema.write(tmp_path / language, customers=200, seed=1, language=language) for language in LANGUAGES]
    assert len({truth.events for truth in truths}) == 1
    assert len({tuple(segment.customers for segment in truth.segments) for truth in truths}) == 1


@pytest.mark.parametrize("seed", range(4))
def test_the_fewest_customers_are_enough_whatever_they_do(tmp_path: Path, seed: int) -> None:
    assert cinema.write(tmp_path, customers=cinema.FEWEST, seed=seed, language="en").customers == cinema.FEWEST


def test_an_earlier_sample_is_written_over(tmp_path: Path) -> None:
    cinema.write(tmp_path, customers=60, seed=1, language="en")
    assert cinema.write(tmp_path, customers=80, seed=1, language="en").customers == 80


def test_a_foreign_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("years of work")
    with pytest.raises(ConflictError, match=r"thesis\.doc is in the way"):
        cinema.write(tmp_path, customers=60, seed=1, language="en")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_a_file_in_the_folder_s_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "cinema").write_text("")
    with pytest.raises(InputError, match="is a file"):
        cinema.write(tmp_path / "cinema", customers=60, seed=1, language="en")


@pytest.mark.parametrize(("customers", "seed"), [(3, 1), (10_000_000, 1), (100, -1)])
def test_numbers_out_of_range_are_refused_in_every_language(tmp_path: Path, customers: int, seed: int) -> None:
    with pytest.raises(InputError) as refused:
        cinema.write(tmp_path / "x", customers=customers, seed=seed, language="en")
    assert all(refused.value.text(language) for language in LANGUAGES)
    assert not (tmp_path / "x").exists()


def test_progress_grows_to_one(tmp_path: Path) -> None:
    told: list[float] = []
    cinema.write(tmp_path / "x", customers=60, seed=1, language="ru", progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
