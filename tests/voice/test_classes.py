"""A model of classes says honestly how sure it is."""

import numpy as np
import pytest

from tropa.errors import QuestionError
from tropa.voice.classes import learn


def texts(count: int, noise: float, seed: int) -> tuple[list[str], list[str]]:
    random = np.random.default_rng(seed)
    labels = ["a" if number % 2 else "b" for number in range(count)]
    words = {"a": ["apple", "pear", "plum"], "b": ["bolt", "nail", "screw"]}
    said = [
        " ".join([*random.choice(words[label if random.random() > noise else "a"], 2), str(random.integers(99))])
        for label in labels
    ]
    return said, labels


def test_what_it_is_sure_of_is_right() -> None:
    said, labels = texts(200, 0.3, 1)
    model = learn(said, labels)
    new, truth = texts(400, 0.3, 2)
    found = model.probabilities(new)
    sure = found.max(axis=1) >= 0.8
    right = np.array(model.classes)[found.argmax(axis=1)] == np.array(truth)
    assert right[sure].mean() > 0.9
    assert abs(right.mean() - model.report.accuracy) < 0.1
    assert np.allclose(found.sum(axis=1), 1)


def test_the_same_texts_give_the_same_model() -> None:
    said, labels = texts(60, 0.1, 1)
    assert np.array_equal(learn(said, labels).probabilities(said), learn(said, labels).probabilities(said))


def test_one_class_is_refused() -> None:
    with pytest.raises(QuestionError) as refused:
        learn(["x", "y", "z", "w"], ["a", "a", "a", "b"])
    assert refused.value.code == "voice.too_few_examples"
