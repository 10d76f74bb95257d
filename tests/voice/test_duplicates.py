"""Texts that say the same in nearly the same words."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tropa.voice.duplicates import ENOUGH, RUN, SIMILAR, near_duplicates

LONG = "Заказала платье двадцатого числа, привезли через две недели и не тот размер, деньги не возвращают"


def test_a_repost_with_a_word_added_is_one() -> None:
    texts = [LONG, "Всё хорошо, доставка быстрая, курьер вежливый, упаковка целая", "RT " + LONG.upper() + " !!!"]
    assert near_duplicates(texts).tolist() == [0, 1, 0]


def test_different_words_on_one_matter_stay_apart() -> None:
    texts = [LONG, "Платье шло две недели, размер прислали другой, а вернуть за него ничего не хотят"]
    assert near_duplicates(texts).tolist() == [0, 1]


def test_short_texts_of_different_people_are_different_votes() -> None:
    assert near_duplicates(["Всё ок!"] * 3, ["c1", "c2", "c1"]).tolist() == [0, 1, 0]
    assert near_duplicates(["Всё ок!"] * 2).tolist() == [0, 1]


def test_empty_texts_and_no_texts_are_fine() -> None:
    assert near_duplicates(["", "", "5/5"]).tolist() == [0, 1, 2]
    assert near_duplicates([]).tolist() == []


SAID = "доставка курьер опоздал заказ деньги вернули приложение работает медленно спасибо"
WORDS = st.sampled_from(SAID.split())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=6, max_size=14).map(" ".join), min_size=2, max_size=12))
def test_what_is_joined_is_connected_by_similar_texts(texts: list[str]) -> None:
    first = near_duplicates(texts)
    runs = []
    for text in texts:
        bare = text.replace(" ", "")
        runs.append({bare[i : i + RUN] for i in range(len(bare) - RUN + 1)} if len(bare) >= ENOUGH else set())
    similar = np.array([[bool(a) and len(a & b) >= SIMILAR * len(a | b) for b in runs] for a in runs] if texts else [])
    reach = similar | np.eye(len(texts), dtype=bool)
    for _ in texts:
        reach = (reach.astype(int) @ reach.astype(int)) > 0
    assert all(reach[row, head] for row, head in enumerate(first))
    assert all(first[head] == head and head <= row for row, head in enumerate(first))
