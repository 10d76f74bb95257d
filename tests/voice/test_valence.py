"""One protocol for every model of valence."""

import numpy as np
import pytest

from tropa.voice.valence import ByLanguage, ValenceModel, valences
from tropa.voice.valence_choice import best_model, offline_model
from tropa.voice.valence_lexicon import LexiconModel


def test_each_language_has_its_model_and_others_none() -> None:
    told: list[float] = []
    texts = ["Awful delay", "Ужасно", "Guten Tag", "Polecam"]
    found = offline_model().score(texts, ["en", "ru", None, "pl"], told.append)
    assert found.classes().tolist() == [-1, -1, 0, 1]
    assert [name.split(":")[0] for name in found.model] == ["vader", "lexicon", "", "lexicon"]
    assert np.isnan(found.value[2])
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_without_training_the_offline_models_speak() -> None:
    assert best_model().model_id == offline_model().model_id


def test_the_likeliest_class_is_the_answer_and_silence_is_neutral() -> None:
    probability = np.array([[0.2, 0.5, 0.3], [np.nan] * 3, [np.nan] * 3])
    found = valences(np.array([0.1, np.nan, 0.4]), "m", probability)
    assert found.classes().tolist() == [0, 0, 1]
    assert found.model == ("m", "", "m")


@pytest.mark.parametrize(
    ("text", "sign"),
    [("The courier was rude and late, awful", -1), ("Great service, love it", 1), ("I bought two tickets", 0)],
)
def test_english_is_vaders(text: str, sign: int) -> None:
    assert offline_model().score([text], ["en"]).classes().tolist() == [sign]


def test_no_texts_no_answers() -> None:
    model: ValenceModel = ByLanguage({"ru": LexiconModel()})
    assert len(model.score([], []).value) == 0
    assert len(LexiconModel().score([], []).value) == 0
