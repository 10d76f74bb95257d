"""The share of good and bad texts put right by a labelled random sample."""

from pathlib import Path

import numpy as np
import pytest

from tropa.errors import InputError, NotFoundError, QuestionError
from tropa.kit.locale import LANGUAGES
from tropa.voice.audit import Audit, label, load_audit, share_of_kind
from tropa.voice.valence import Valences, valences

IDS = [f"v{number}" for number in range(1000)]


def answers(signs: list[int]) -> Valences:
    return valences(np.array(signs, np.float64), "m")


def labelled(ids: list[str], truth: dict[str, int], size: int = 200, seed: int = 0) -> Audit:
    audit = Audit(seed=seed)
    return Audit({drawn: truth[drawn] for drawn in audit.sample(ids, size)}, seed)


def test_the_interval_covers_the_truth_whatever_the_model_is_worth() -> None:
    rng = np.random.default_rng(0)
    covered = {"good model": 0, "biased model": 0}
    runs = 400
    for seed in range(runs):
        truth = rng.random(1000) < 0.4
        right = rng.random(1000) < 0.85
        biased = truth | (rng.random(1000) < 0.4)
        audit = labelled(IDS, {one: -1 if bad else 1 for one, bad in zip(IDS, truth, strict=True)}, seed=seed)
        for name, said in (("good model", truth == right), ("biased model", biased)):
            share = share_of_kind("negative", IDS, answers(np.where(said, -1, 1).tolist()), audit)
            assert share.estimate is not None
            covered[name] += share.estimate.low <= 0.4 <= share.estimate.high
    assert all(0.93 <= count / runs <= 0.97 for count in covered.values()), covered


def test_without_labels_the_share_is_unverified_and_has_no_interval() -> None:
    share = share_of_kind("negative", IDS, answers([-1] * 400 + [1] * 600))
    assert (share.counted, share.estimate, share.verified) == (0.4, None, False)
    assert "not verified" in share.sentence("en")
    few = labelled(IDS, dict.fromkeys(IDS, -1), 29)
    assert not share_of_kind("negative", IDS, answers([-1] * 1000), few).verified


def test_the_share_is_said_in_three_languages() -> None:
    audit = labelled(IDS, {one: 1 if number % 2 else -1 for number, one in enumerate(IDS)})
    share = share_of_kind("positive", IDS, answers([1 if number % 2 else -1 for number in range(1000)]), audit)
    assert {language: share.sentence(language).split(" (")[0].replace("\xa0", " ") for language in LANGUAGES} == {
        "ru": "50 % положительных",
        "pl": "50 % pozytywnych",
        "en": "50% positive",
    }
    assert "вручную размечено 200 текстов" in share.sentence("ru")


def test_every_text_is_as_likely_to_be_drawn() -> None:
    drawn = np.zeros(50)
    for seed in range(2000):
        for one in Audit(seed=seed).sample(IDS[:50], 10):
            drawn[int(one[1:])] += 1
    assert drawn.min() > 300
    assert drawn.max() < 500


def test_texts_imported_later_join_the_sample_and_are_asked_for() -> None:
    audit = labelled(IDS[:500], dict.fromkeys(IDS, 1))
    assert not audit.open(IDS[:500])
    later = audit.open(IDS)
    assert later
    assert all(one in IDS[500:] for one in later)
    assert len(audit.random(IDS)) < 200
    whole = Audit({**audit.labels, **dict.fromkeys(later, 1)})
    assert len(whole.random(IDS)) >= 200


def test_an_erased_text_leaves_the_rest_a_sample() -> None:
    audit = labelled(IDS, dict.fromkeys(IDS, 1))
    gone = audit.sample(IDS)[0]
    assert len(audit.random([one for one in IDS if one != gone])) == 199
    assert gone not in audit.without([gone]).labels
    assert len(audit.without([gone]).labels) == 199


def test_a_person_labels_in_the_terminal_goes_back_and_stops() -> None:
    asked: list[str] = []
    typed = iter(["+", "x", "-", "?", "0", "q"])
    kept: list[Audit] = []

    def ask(question: str) -> str:
        asked.append(question)
        return next(typed)

    texts = {one: f"text {one}" for one in IDS[:40]}
    audit = label(Audit(), texts, ask, kept.append, "en", size=30)
    first, second = Audit().sample(IDS[:40], 30)[:2]
    assert audit.labels == {first: 1, second: 0}
    assert [len(state.labels) for state in kept] == [1, 2, 2]
    assert f"text {first}" in asked[0]
    assert "not an answer" in asked[2]
    again: list[str] = []

    def stop(question: str) -> str:
        again.append(question)
        raise EOFError

    assert label(audit, texts, stop, kept.append, "ru", size=30) == audit
    assert "Текст 3 из 30" in again[0]


def test_an_audit_is_kept_without_texts(tmp_path: Path) -> None:
    audit = Audit(seed=7).labelled("v1", -1)
    audit.save(tmp_path / "audit" / "audit.json")
    assert load_audit(tmp_path / "audit" / "audit.json") == audit


@pytest.mark.parametrize("broken", ["", "[]", '{"seed": 0, "labels": {"v1": 3}}', '{"seed": 0, "labels": []}'])
def test_damaged_labels_are_told_in_a_sentence(tmp_path: Path, broken: str) -> None:
    (tmp_path / "audit.json").write_text(broken, "utf-8")
    with pytest.raises(InputError, match="damaged"):
        load_audit(tmp_path / "audit.json")
    with pytest.raises(NotFoundError):
        load_audit(tmp_path / "none.json")


def test_a_label_that_is_none_is_refused() -> None:
    with pytest.raises(QuestionError, match="not 5"):
        Audit().labelled("v1", 5)
    with pytest.raises(QuestionError, match="at least 30"):
        Audit().sample(IDS, 0)
