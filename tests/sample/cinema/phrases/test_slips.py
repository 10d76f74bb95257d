"""Slips of the finger and copies: small, and never of nothing."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tropa.sample.cinema.phrases.slips import careless, mistyped, retold


@given(st.text(max_size=60), st.integers(0, 1_000))
def test_a_slip_changes_at_most_two_letters(text: str, seed: int) -> None:
    wrong = mistyped(text, np.random.default_rng(seed))
    assert abs(len(wrong) - len(text)) <= 1
    assert sum(wrong.count(letter) != text.count(letter) for letter in set(text) | set(wrong)) <= 1


def test_a_copy_is_nearly_the_same_and_not_the_same() -> None:
    text = "I was charged again, without a warning. Please refund it."
    copies = {retold(text, np.random.default_rng(seed)) for seed in range(40)}
    assert text not in copies
    assert len(copies) > 4
    assert all(abs(len(copy) - len(text)) <= 4 for copy in copies)


def test_chatty_poles_leave_out_the_marks_of_letters() -> None:
    texts = {careless("Zażółć gęślą jaźń", "pl", np.random.default_rng(seed), chatty=True) for seed in range(60)}
    assert "Zazolc gesla jazn" in texts
