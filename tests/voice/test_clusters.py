"""New themes are suggested where they are stable, and refused where not."""

import numpy as np
import pyarrow as pa

from tests.voice.said import said
from tropa.voice.clusters import STABLE, suggest
from tropa.voice.distinctive import distinctive
from tropa.voice.taxonomy.standard import standard
from tropa.voice.themes import mentions

SUBJECTS = {
    "parrot": ["parrot", "cage", "feathers", "seed", "beak", "wing", "chirp", "perch", "bird", "flock"],
    "tractor": ["tractor", "plough", "diesel", "harvest", "field", "engine", "wheel", "barn", "hay", "axle"],
    "violin": ["violin", "string", "bow", "concert", "orchestra", "melody", "tune", "rosin", "chord", "sonata"],
}


def spoken(subjects: list[list[str]], count: int, seed: int = 0) -> pa.Table:
    random = np.random.default_rng(seed)
    rows = [
        {"text": " ".join(random.choice(subjects[number % len(subjects)], 5)) + f" {number}", "language": "en"}
        for number in range(count)
    ]
    return said(*rows)


def test_stable_groups_are_suggested_with_their_words_and_texts() -> None:
    table = spoken(list(SUBJECTS.values()), 180)
    answer = suggest(table)
    assert answer.stability is not None
    assert answer.stability >= STABLE
    assert len(answer.groups) == 3
    for group in answer.groups:
        words = {told.word for told in group.words}
        assert any(words <= set(subject) for subject in SUBJECTS.values())
        assert set(group.typical) <= set(group.verbatims)


def test_noise_is_refused_and_the_stability_is_shown() -> None:
    letters = np.array(list("bcdfghjklmnpqrstvwxz"))
    random = np.random.default_rng(1)
    noise = ["".join(random.choice(letters, 6)) for _ in range(150)]
    answer = suggest(spoken([noise], 300))
    assert answer.refused
    assert answer.stability is not None
    assert answer.stability < STABLE


def test_few_texts_are_not_grouped() -> None:
    answer = suggest(spoken(list(SUBJECTS.values()), 30))
    assert (answer.groups, answer.stability, answer.texts) == ((), None, 30)


def test_texts_whose_theme_is_known_are_left_out() -> None:
    table = said(*({"text": f"My card was declined {number}"} for number in range(80)))
    assert suggest(table, mentions(table)).texts == 0


def test_a_person_makes_a_theme_of_a_suggestion() -> None:
    table = spoken(list(SUBJECTS.values()), 180)
    group = suggest(table).groups[0]
    theme = group.named("mine", "need", {"en": "Mine"}, "en")
    found = mentions(table, standard().with_theme(theme))
    own = {row["verbatim_id"] for row in found.to_pylist() if row["theme"] == "mine"}
    assert len(own & set(group.verbatims)) > 0.9 * len(group.verbatims)


def test_distinctive_words_are_shown_as_customers_write_them_and_without_empty_ones() -> None:
    here = ["Курьеры опоздали и не извинились", "Курьеры опоздали", "курьеры грубят"]
    found = distinctive(here, ["Всё понравилось", "Отличный фильм"] * 3, (["ru"] * 3, ["ru"] * 6), least=2)
    assert [told.word for told in found] == ["курьеры", "опоздали"]
