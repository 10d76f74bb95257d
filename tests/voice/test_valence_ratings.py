"""The rating a text would have got from its author."""

import numpy as np

from tests.voice.said import said
from tropa.voice.training import rated_texts, train
from tropa.voice.valence_choice import best_model, offline_model
from tropa.voice.valence_ratings import calibrations, text_ratings

GOOD = ["Отличный сервис", "Спасибо, очень удобно", "Вкусно и быстро"]
BAD = ["Ужасный сервис", "Обманули, кошмар", "Не рекомендую, грубо"]


def rows(n: int, good: float = 5.0, bad: float = 2.0) -> list[dict[str, object]]:
    return [
        {"text": f"{(GOOD if row % 2 else BAD)[row % 3]} {row}", "language": "ru", "rating": good if row % 2 else bad}
        for row in range(n)
    ]


def test_a_text_gets_the_rating_that_such_texts_get() -> None:
    model = offline_model()
    lines = calibrations(rated_texts(said(*rows(90))), model)
    assert set(lines) == {"ru"}
    texts = ["Отлично", "Ужасно", "Купил билет", "Great"]
    found = text_ratings(texts, ["ru", "ru", "ru", "en"], model, lines)
    assert np.allclose(found[:2], [2.0, -1.0])
    assert np.isnan(found[2:]).all()


def test_texts_that_say_nothing_of_the_rating_are_not_used() -> None:
    mixed = [{**row, "rating": float(1 + number // 6 % 5)} for number, row in enumerate(rows(120))]
    assert calibrations(rated_texts(said(*mixed)), offline_model()) == {}
    assert calibrations(rated_texts(said(*rows(40))), offline_model()) == {}


def test_a_trained_model_brings_its_own_calibration() -> None:
    letters = np.random.default_rng(0).choice(list("бвгджзклмнпрст"), (120, 20))
    words = ["".join(word) for word in letters]
    plain = ["стул развалился под соседом на второй день", "курьер поднялся к двери раньше часа"]
    table = said(
        *[
            {"text": f"{plain[row % 2]} {words[row]}", "language": "ru", "rating": 5.0 if row % 2 else 1.0}
            for row in range(120)
        ]
    )
    rated = rated_texts(table)
    trained = train(rated, "shop", offline_model())
    model = best_model(trained)
    lines = calibrations(rated, model)
    assert lines["ru"] is trained.models[0].calibration
    assert np.allclose(text_ratings(plain, ["ru", "ru"], model, lines), [-2, 2])
