"""A model of valence from a workspace's own rated texts."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from sklearn.metrics import f1_score

from tests.voice.labelled import labelled_reviews
from tests.voice.said import said
from tropa.errors import InputError, NotFoundError, QuestionError
from tropa.journeys.block import I64
from tropa.kit.locale import Language
from tropa.voice.training import RatedTexts, rated_texts, train, train_language
from tropa.voice.valence_choice import best_model, offline_model
from tropa.voice.valence_trained import load

GOOD = "курьер пришёл к подъезду раньше названного часа, номер {}"
BAD = "стул развалился под соседом на второй день, номер {}"


def rated(texts: list[str], labels: I64, language: Language = "pl") -> RatedTexts:
    ids = tuple(f"v{row}" for row in range(len(texts)))
    customers = (None,) * len(texts)
    return RatedTexts(ids, tuple(texts), (language,) * len(texts), customers, labels, labels.astype(np.float64))


def made_up(n: int) -> list[str]:
    """Different words of 20 letters that mean nothing."""
    letters = np.random.default_rng(0).choice(list("бвгджзклмнпрст"), (n, 20))
    return ["".join(word) for word in letters]


def little(n: int = 120) -> RatedTexts:
    """Half good, half bad, in words no lexicon has; each a text of its own."""
    names = made_up(n)
    texts = [(GOOD if row % 2 else BAD).format(name) for row, name in enumerate(names)]
    return rated(texts, np.array([1 if row % 2 else -1 for row in range(n)]), "ru")


@pytest.mark.slow
def test_all_labels_of_the_reviews_reach_the_published_accuracy() -> None:
    texts, labels = labelled_reviews("train", "dev")
    model = train_language(rated(texts, labels), offline_model())
    unseen, truth = labelled_reviews("test")
    assert f1_score(truth, model.score(unseen, ["pl"] * len(unseen)).classes(), average="macro") >= 0.86
    assert model.report.better
    assert model.report.validated == 4000
    assert model.calibration is not None
    assert model.calibration.report.better


@pytest.mark.slow
def test_two_hundred_labels_are_already_better_than_the_lexicon() -> None:
    texts, labels = labelled_reviews("train")
    unseen, truth = labelled_reviews("test")
    reached = []
    for seed in range(2):
        rows = np.random.default_rng(seed).choice(len(texts), 200, replace=False)
        model = train_language(rated([texts[row] for row in rows], labels[rows]), offline_model())
        reached.append(f1_score(truth, model.score(unseen, ["pl"] * len(unseen)).classes(), average="macro"))
    assert min(reached) >= 0.6
    assert np.mean(reached) >= 0.66


def test_the_report_is_of_texts_the_model_has_not_seen() -> None:
    shuffled = little(200)
    noise = np.random.default_rng(1).permutation(shuffled.labels)
    model = train_language(rated(list(shuffled.texts), noise, "ru"), offline_model())
    assert 0.3 < model.report.accuracy < 0.7
    assert sum(map(sum, model.report.confusion)) == model.report.validated == 200
    assert model.report.by_class == (100, 0, 100)


def test_what_people_rated_is_learnt_and_kept(tmp_path: Path) -> None:
    trained = train(little(), "shop", offline_model())
    (model,) = trained.models
    texts = [GOOD.format("щ"), BAD.format("щ")]
    found = model.score([*texts, "A text in English"], ["ru", "ru", "en"])
    assert found.classes().tolist()[:2] == [1, -1]
    assert np.isnan(found.value[2])
    assert np.allclose(found.probability[:2].sum(axis=1), 1)
    assert (found.probability[:2, 1] == 0).all()
    trained.save(tmp_path / "model")
    kept = load(tmp_path / "model", "shop", offline_model())
    assert kept.models[0].report == model.report
    assert kept.models[0].calibration == model.calibration
    assert kept.models[0].model_id == model.model_id
    assert np.array_equal(kept.models[0].score(texts, ["ru", "ru"]).value, found.value[:2])


def test_no_word_of_a_customer_is_kept_in_the_model(tmp_path: Path) -> None:
    train(little(), "shop", offline_model()).save(tmp_path)
    for path in tmp_path.iterdir():
        assert "курьер".encode() not in path.read_bytes()
    with np.load(tmp_path / "ru.npz", allow_pickle=False) as arrays:
        assert all(array.dtype.kind in "if" for array in arrays.values())


def test_the_report_is_said_in_three_languages() -> None:
    report = train(little(), "shop", offline_model()).models[0].report
    assert report.sentence("en").startswith("Russian: the model trained on 120 rated texts is right on 100%")
    assert report.sentence("ru").startswith("Русский: модель обучена на 120 текстах с оценкой и верно определяет 100")
    assert "nie jest używany" in replace(report, macro_f1=0.0).sentence("pl")


def test_a_model_trained_elsewhere_is_never_used_silently(tmp_path: Path) -> None:
    train(little(), "shop", offline_model()).save(tmp_path)
    with pytest.raises(InputError, match="shop, not bank"):
        load(tmp_path, "bank", offline_model())
    assert load(tmp_path, "bank", offline_model(), from_elsewhere=True).workspace == "shop"


def test_a_model_that_leant_on_other_word_lists_is_refused(tmp_path: Path) -> None:
    train(little(), "shop", offline_model()).save(tmp_path)
    told = (tmp_path / "model.json").read_text("utf-8")
    (tmp_path / "model.json").write_text(told.replace("lexicon:", "lexicon:0"), "utf-8")
    with pytest.raises(InputError, match="other word lists"):
        load(tmp_path, "shop", offline_model())


@pytest.mark.parametrize("broken", ["", "{}", "[]", '{"workspace": "shop", "models": [{}], "format": 1}'])
def test_a_damaged_model_is_told_in_a_sentence(tmp_path: Path, broken: str) -> None:
    (tmp_path / "model.json").write_text(broken, "utf-8")
    with pytest.raises(InputError, match="damaged"):
        load(tmp_path, "shop", offline_model())


def test_a_damaged_file_of_numbers_is_told_in_a_sentence(tmp_path: Path) -> None:
    train(little(), "shop", offline_model()).save(tmp_path)
    (tmp_path / "ru.npz").write_bytes(b"PK not a model")
    with pytest.raises(InputError, match="damaged"):
        load(tmp_path, "shop", offline_model())


def test_no_model_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        load(tmp_path, "shop", offline_model())


def test_fewer_than_a_hundred_labels_do_not_train() -> None:
    with pytest.raises(QuestionError, match="100 rated texts"):
        train(little(98), "shop", offline_model())


def test_training_twice_gives_the_same_model() -> None:
    one, other = (train(little(), "shop", offline_model()).models[0] for _ in range(2))
    assert one.model_id == other.model_id
    assert np.array_equal(one.weights.coefficients, other.weights.coefficients)


def test_the_trained_model_speaks_only_where_it_is_better() -> None:
    trained = train(little(), "shop", offline_model())
    assert best_model(trained).models["ru"] is trained.models[0]
    assert best_model(trained).models["en"].model_id.startswith("vader")
    lexical = ["Отлично, рекомендую", "Ужасно, не советую"]
    names = made_up(120)
    texts = [f"{lexical[row % 2]} {name}" for row, name in enumerate(names)]
    same = train(rated(texts, np.array([1, -1] * 60), "ru"), "shop", offline_model())
    assert best_model(same).models["ru"].model_id.startswith("lexicon")


def test_ratings_become_labels_by_their_scale() -> None:
    rows = [
        {"text": "a", "language": "ru", "rating": rating, "scale_low": low, "scale_high": high, "kind": kind}
        for rating, low, high, kind in [
            (6.0, 0.0, 10.0, "nps"),
            (7.0, 0.0, 10.0, "nps"),
            (9.0, 0.0, 10.0, "nps"),
            (2.0, 1.0, 5.0, "review"),
            (3.0, 1.0, 5.0, "review"),
            (4.0, 1.0, 5.0, "review"),
            (5.0, 1.0, 10.0, "csat"),
            (7.0, 1.0, 7.0, "ces"),
        ]
    ]
    found = rated_texts(said(*rows))
    assert found.labels.tolist() == [-1, 0, 1, -1, 0, 1, 0, 1]
    assert found.ratings[0] == pytest.approx(0.4)
    assert found.ratings[-1] == 2


def test_what_must_not_teach_is_left_out() -> None:
    usable = {"text": "Хорошо", "language": "ru", "rating": 5.0}
    table: pa.Table = said(
        usable,
        {**usable, "verbatim_id": "audited"},
        {**usable, "speaker_role": "staff"},
        {**usable, "consent": False},
        {**usable, "rating": 6.0},
        {**usable, "rating": None},
        {**usable, "text": None},
        {**usable, "text": " "},
        {**usable, "language": None},
    )
    assert rated_texts(table, exclude=["audited"]).verbatim_ids == ("v0",)


def test_reposts_count_once() -> None:
    some = little(150)
    twice = replace(
        some,
        verbatim_ids=tuple(f"{row}" for row in range(300)),
        texts=some.texts * 2,
        languages=some.languages * 2,
        customers=some.customers * 2,
        labels=np.tile(some.labels, 2),
        ratings=np.tile(some.ratings, 2),
    )
    assert train_language(twice, offline_model()).report.labels == 150
