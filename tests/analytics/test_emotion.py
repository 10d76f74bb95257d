"""The emotion of stages from ratings."""

import numpy as np
import pyarrow as pa
import pytest

from tropa.analytics.emotion import emotion, mapped
from tropa.errors import InputError


def ratings(*rows: tuple[str | None, str | None, float | None], scale: tuple[float, float] = (1, 5)) -> pa.Table:
    customer, stage, rating = zip(*rows, strict=True) if rows else ((), (), ())
    return pa.table(
        {
            "customer": pa.array(customer, pa.string()),
            "stage": pa.array(stage, pa.string()),
            "rating": pa.array(rating, pa.float64()),
            "scale_low": pa.array([scale[0]] * len(rows), pa.float64()),
            "scale_high": pa.array([scale[1]] * len(rows), pa.float64()),
        }
    )


def test_every_scale_runs_from_minus_two_to_plus_two() -> None:
    low, high = np.array([0.0, 1, 0, 1]), np.array([10.0, 5, 100, 7])
    assert mapped(high, low, high).tolist() == [2.0] * 4
    assert mapped(low, low, high).tolist() == [-2.0] * 4
    assert mapped((low + high) / 2, low, high).tolist() == [0.0] * 4


def test_a_customer_who_answers_often_counts_once() -> None:
    rows = [("loud", "buy", 1.0)] * 50 + [("a", "buy", 5.0), ("b", "buy", 5.0), ("c", "buy", 5.0)]
    (buy,) = emotion(ratings(*rows), ["buy"]).stages
    assert (buy.mean, buy.customers, buy.ratings) == (1.0, 4, 53)
    assert buy.value is not None
    assert buy.value.low < 1.0 < buy.value.high


def test_a_stage_without_ratings_has_no_value_and_ratings_without_a_place_are_counted() -> None:
    answer = emotion(ratings(("a", "buy", 4), ("b", "buy", 5), ("c", None, 1), ("d", "buy", None)), ["look", "buy"])
    look, buy = answer.stages
    assert (look.value, look.mean, look.customers, look.probability_lowest) == (None, None, 0, None)
    assert buy.customers == 2
    assert answer.unplaced == 1
    assert answer.journeys == 2


def test_the_lowest_stage_is_named_with_its_probability() -> None:
    random = np.random.default_rng(2)
    rows = [(f"c{n}", "look", 4.0 + random.random()) for n in range(80)]
    rows += [(f"c{n}", "wait", 1.0 + random.random()) for n in range(60)]
    look, wait = emotion(ratings(*rows), ["look", "wait"]).stages
    assert wait.probability_lowest is not None
    assert wait.probability_lowest > 0.99
    assert look.value is not None
    assert wait.value is not None
    assert wait.value.high < 0 < look.value.low


def test_a_small_stage_is_drawn_towards_the_others() -> None:
    rows = [(f"c{n}", stage, 4.0 + n % 2) for n in range(100) for stage in ("a", "b", "c")] + [("x", "d", 1.0)]
    tiny = emotion(ratings(*rows), ["a", "b", "c", "d"]).stages[3]
    assert tiny.value is not None
    assert tiny.mean == -2.0
    assert tiny.value.value > -2.0


def test_customers_without_a_name_each_count() -> None:
    (buy,) = emotion(ratings((None, "buy", 4), (None, "buy", 2)), ["buy"]).stages
    assert buy.customers == 2


def test_one_customer_alone_says_nothing_about_spread() -> None:
    (buy,) = emotion(ratings(("a", "buy", 4)), ["buy"]).stages
    assert buy.value is None
    assert buy.mean == 1.0


def test_no_ratings_at_all_is_an_answer() -> None:
    answer = emotion(ratings(), ["look"])
    assert (answer.journeys, answer.stages[0].value) == (0, None)
    assert len(answer.rows()) == 1


def test_the_response_share_is_shown_where_the_reach_is_known() -> None:
    look, buy = emotion(ratings(("a", "buy", 4), ("b", "buy", 5)), ["look", "buy"], {"look": 9, "buy": 8}).stages
    assert buy.response is not None
    assert look.response is not None
    assert (look.response.value, buy.response.value) == (0.0, 0.25)


def test_a_missing_column_or_a_scale_upside_down_is_named() -> None:
    with pytest.raises(InputError, match="no column scale_high"):
        emotion(ratings(("a", "buy", 4)).drop_columns(["scale_high"]), ["buy"])
    with pytest.raises(InputError, match="5 to 1"):
        emotion(ratings(("a", "buy", 4), scale=(5, 1)), ["buy"])


def test_a_rating_outside_its_scale_is_left_out() -> None:
    assert emotion(ratings(("a", "buy", 9), ("b", "buy", 3)), ["buy"]).unplaced == 1


def test_ratings_asked_at_the_place_leave_out_those_placed_by_time() -> None:
    near = ratings(*((f"n{k}", "buy", 5.0) for k in range(20)))
    far = ratings(*((f"f{k}", "buy", 1.0) for k in range(30)))

    def told(table: pa.Table, kind: str, probability: float) -> pa.Table:
        rows = table.num_rows
        return table.append_column("kind", pa.array([kind] * rows)).append_column(
            "stage_probability", pa.array([probability] * rows)
        )

    (enough,) = emotion(pa.concat_tables([told(near, "csat", 1.0), told(far, "nps", 0.8)]), ["buy"]).stages
    (few,) = emotion(pa.concat_tables([told(near.slice(1), "csat", 1.0), told(far, "nps", 0.8)]), ["buy"]).stages
    assert (enough.mean, enough.customers) == (2.0, 20)
    assert few.customers == 49


def test_ratings_read_from_texts_and_guesses_from_behaviour_come_last_and_are_marked() -> None:
    at_place = [(f"c{n}", "buy", 5.0) for n in range(20)]
    given = ratings(*at_place, ("x", "buy", 1.0), ("y", "look", 1.0), ("z", "go", 2.0))
    basis = pa.array([None] * 20 + ["text", "text", "behaviour"], pa.string())
    kind = pa.array(["csat"] * 20 + ["review"] * 3, pa.string())
    table = given.append_column("basis", basis).append_column("kind", kind)
    buy, look, go, none = emotion(table, ["buy", "look", "go", "none"]).stages
    assert (buy.mean, buy.customers, buy.basis) == (2.0, 20, "place")
    assert (look.basis, go.basis, none.basis) == ("text", "behaviour", None)
