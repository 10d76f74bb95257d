"""Attribution against plain Python, closed forms by hand, and simulations whose truth is known."""

from dataclasses import replace
from datetime import date
from itertools import permutations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analytics import attribution_oracle as oracle
from tests.analytics.oracles import Written, asked, written_journeys
from tests.journey_builder import journeys
from tropa.analytics import attribution_tallies
from tropa.analytics.attribution import MODELS, AttributionAnswer, AttributionQuestion
from tropa.analytics.attribution_models import RULES
from tropa.analytics.campaign_return import CampaignReturnQuestion
from tropa.analytics.channel_costs import channel_costs
from tropa.errors import QuestionError
from tropa.journeys.block import Journeys
from tropa.kit.locale import LANGUAGES
from tropa.kit.time import SECOND

TEXTBOOK: Written = [
    [("c1", 0), ("c2", 1), ("c3", 2), ("buy", 3)],
    [("c1", 0)],
    [("c2", 0), ("c3", 1)],
]


def by_touchpoint(**parameters: object) -> AttributionQuestion:
    plain = AttributionQuestion(by="touchpoint", lookback=None, resamples=20)
    return replace(plain, **parameters)  # type: ignore[arg-type]


def credits_of(answer: AttributionAnswer, model: str) -> dict[str, float]:
    return {credit.name: credit.conversions.value for credit in answer.of(model) if credit.conversions.value}


def store_of(written: Written, blocks: int = 1) -> Journeys:
    return journeys(written, blocks=blocks, goal=["d"], stage_of=dict.fromkeys("abcd", "all"), stages=("all",))


@given(
    written_journeys,
    st.booleans(),
    st.none() | st.integers(0, 8),
    st.booleans(),
    st.integers(1, 3),
)
def test_every_rule_credits_as_written_out(
    written: Written, every: bool, lookback: int | None, collapse: bool, blocks: int
) -> None:
    question = by_touchpoint(
        models=tuple(RULES),
        conversions="every" if every else "first",
        lookback=None if lookback is None else lookback * SECOND,
        collapse_repeats=collapse,
        direct=("a",),
        half_life=2 * SECOND,
        custom=(1.0, 2.0, 5.0),
    )
    answer = asked(question, store_of(written, blocks))
    paths = oracle.paths_of(written, every, lookback, collapse)
    assert answer.conversions == sum(won for _, won in paths)
    assert answer.untouched == sum(won and not path for path, won in paths)
    for rule in RULES:
        assert credits_of(answer, rule) == pytest.approx(oracle.credit(rule, paths, 2)), rule


def in_channels(store: Journeys, channel_of: dict[str, str] | None = None) -> Journeys:
    """The same journeys with the channel of each touchpoint; left out, every touchpoint is a channel of its own."""
    names = store.vocabulary.touchpoints
    channels = tuple(dict.fromkeys((channel_of or {}).get(name, name) for name in names))
    code = np.array([channels.index((channel_of or {}).get(name, name)) for name in names], np.uint16)
    blocks = tuple(replace(block, channel=code[block.touchpoint]) for block in store.blocks)
    return replace(store, blocks=blocks, vocabulary=replace(store.vocabulary, channels=channels))


@given(written_journeys, st.booleans(), st.integers(1, 4), st.booleans())
def test_where_visits_came_from_is_credited_as_written_out(
    written: Written, every: bool, gap: int, collapse: bool
) -> None:
    question = AttributionQuestion(
        models=tuple(RULES),
        gap=gap * SECOND,
        own=("c",),
        conversions="every" if every else "first",
        lookback=None,
        collapse_repeats=collapse,
        direct=("a",),
        half_life=2 * SECOND,
        custom=(1.0, 2.0, 5.0),
        resamples=1,
    )
    answer = asked(question, in_channels(store_of(written, 2)))
    entered = oracle.entering(written, gap, "c")
    paths = [path for path in oracle.paths_of(entered, every, None, collapse) if path[1]]
    assert answer.untouched == sum(won and not path for path, won in paths)
    for rule in set(RULES) - {"last_non_direct"}:
        assert credits_of(answer, rule) == pytest.approx(oracle.credit(rule, paths, 2)), rule


SITE = {"ad": "paid_search", "letter": "email", "home": "site", "cart": "site", "buy": "site"}
VISITS: Written = [
    [("ad", 0), ("home", 10), ("cart", 20), ("buy", 30)],
    [("ad", 0), ("home", 10), ("letter", 20), ("home", 30), ("buy", 40)],
    [("letter", 0), ("home", 10), ("cart", 90_000), ("buy", 90_010)],
]


def test_a_visit_is_credited_to_where_it_came_from_and_not_to_the_pages_of_the_site() -> None:
    store = in_channels(journeys(VISITS, goal=["buy"]), SITE)
    answer = asked(AttributionQuestion(resamples=1), store)
    assert credits_of(answer, "first") == {"paid_search": 2, "email": 1}
    assert credits_of(answer, "last") == {"paid_search": 1, "email": 1, "site": 1}
    assert credits_of(answer, "last_non_direct") == {"paid_search": 1, "email": 2}
    assert credits_of(asked(AttributionQuestion(entries="all", resamples=1), store), "last") == {"site": 3}
    by_page = AttributionQuestion(by="touchpoint", entries="visit_starts", resamples=1)
    assert credits_of(asked(by_page, store), "last") == {"ad": 1, "letter": 1, "cart": 1}


def test_the_definition_says_what_begins_a_visit_only_where_that_matters() -> None:
    for language in LANGUAGES:
        assert "30" in AttributionQuestion(lookback=None).definition_in(language)
        assert "site, app" in AttributionQuestion().definition_in(language)
        assert "site, app" not in AttributionQuestion(entries="all").definition_in(language)


@settings(max_examples=60)
@given(written_journeys, st.integers(1, 3), st.booleans())
def test_markov_credits_what_walkers_lose_without_the_name(written: Written, order: int, collapse: bool) -> None:
    answer = asked(
        by_touchpoint(models=("markov",), order=order, collapse_repeats=collapse), store_of(written, blocks=2)
    )
    paths = oracle.paths_of(written, False, None, collapse)
    touched = answer.conversions - answer.untouched
    truth = {name: share * touched for name, share in oracle.markov(paths, order).items() if share > 1e-12}
    found = {name: credit for name, credit in credits_of(answer, "markov").items() if credit > 1e-12}
    assert found == pytest.approx(truth, abs=1e-6)


def test_the_textbook_chain_by_hand() -> None:
    answer = asked(by_touchpoint(models=("markov",)), journeys(TEXTBOOK, goal=["buy"]))
    assert credits_of(answer, "markov") == pytest.approx({"c1": 0.2, "c2": 0.4, "c3": 0.4})


def test_a_chain_of_second_order_knows_what_came_before() -> None:
    """After a > b everybody buys, after c > b nobody: order 1 cannot tell them apart, order 2 gives c nothing."""
    written: Written = [[("a", 0), ("b", 1), ("d", 2)], [("c", 0), ("b", 1)]]
    first, second = (asked(by_touchpoint(models=("markov",), order=order), store_of(written)) for order in (1, 2))
    assert credits_of(first, "markov") == pytest.approx({"a": 0.25, "b": 0.5, "c": 0.25})
    assert credits_of(second, "markov") == pytest.approx({"a": 0.5, "b": 0.5})


@settings(max_examples=40)
@given(written_journeys)
def test_shapley_by_rate_is_the_mean_gain_over_all_orders(written: Written) -> None:
    answer = asked(by_touchpoint(models=("shapley_rate",)), store_of(written, blocks=2))
    sets = [({name for name, _ in path}, won) for path, won in oracle.paths_of(written, False, None, True) if path]
    names = sorted({name for met, _ in sets for name in met})

    def rate(coalition: set[str]) -> float:
        within = [won for met, won in sets if met <= coalition]
        return sum(within) / len(within) if within and coalition else 0.0

    gains = dict.fromkeys(names, 0.0)
    orders = list(permutations(names))
    for order in orders:
        for place, name in enumerate(order):
            gains[name] += (rate(set(order[: place + 1])) - rate(set(order[:place]))) / len(orders)
    total = sum(gains.values())
    won = answer.conversions - answer.untouched
    expected = {name: gain / total * won for name, gain in gains.items() if abs(gain) > 1e-12} if total > 1e-12 else {}
    found = {name: credit for name, credit in credits_of(answer, "shapley_rate").items() if abs(credit) > 1e-12}
    assert found == pytest.approx(expected, abs=1e-9)


@given(written_journeys)
def test_credits_add_up_to_the_touched_conversions(written: Written) -> None:
    answer = asked(by_touchpoint(), store_of(written))
    for model in MODELS:
        total = sum(credits_of(answer, model).values())
        if model != "participation" and credits_of(answer, model):
            assert total == pytest.approx(answer.conversions - answer.untouched), model


def test_money_follows_the_credit() -> None:
    store = journeys([[("ad", 0), ("mail", 1), ("buy", 2)]], goal=["buy"])
    block = replace(store.blocks[0], value=np.array([np.nan, 5.0, 90.0]))
    answer = asked(by_touchpoint(), replace(store, blocks=(block,)))
    assert answer.value == 90.0
    values = {(credit.model, credit.name): credit.value.value for credit in answer.credits}
    assert values["linear", "ad"] == 45.0
    assert values["last", "mail"] == 90.0
    assert values["markov", "ad"] == pytest.approx(45.0)


def test_costs_give_cost_per_conversion_and_return() -> None:
    written: Written = [[("ad", 0), ("buy", 1)] for _ in range(400)]
    store = journeys(written, goal=["buy"])
    block = replace(store.blocks[0], value=np.full(800, 10.0))
    question = by_touchpoint(models=("last",), costs={"ad": 1000.0, "radio": 50.0}, resamples=200)
    ad, radio = asked(question, replace(store, blocks=(block,))).credits
    assert ad.cpa is not None
    assert ad.roi is not None
    assert (ad.cpa.value, ad.roi.value) == (2.5, 3.0)
    assert ad.cpa.low < 2.5 < ad.cpa.high
    assert (radio.conversions.value, radio.cpa, radio.roi and radio.roi.value) == (0.0, None, -1.0)


def test_only_named_touches_count() -> None:
    store = journeys([[("ad", 0), ("cart", 1), ("buy", 2)]], goal=["buy"])
    assert credits_of(asked(by_touchpoint(among=("ad",)), store), "last") == {"ad": 1.0}
    with pytest.raises(QuestionError, match="radio"):
        asked(by_touchpoint(among=("radio",)), store)


def test_the_interval_of_a_credit_covers_the_truth() -> None:
    """2,000 customers, each converts after mail with .2, after ad with .1: expected credit of ad 100."""
    random = np.random.default_rng(5)
    held = 0
    for _ in range(60):
        after_ad = random.random(2_000) < 0.5
        buys = random.random(2_000) < np.where(after_ad, 0.1, 0.2)
        written = [
            [("ad" if ad else "mail", 0), *([("buy", 1)] if buy else [])]
            for ad, buy in zip(after_ad, buys, strict=True)
        ]
        answer = asked(by_touchpoint(models=("linear",), resamples=200), journeys(written, goal=["buy"]))
        found = next(credit.conversions for credit in answer.credits if credit.name == "ad")
        held += found.low <= 100 <= found.high
    assert held >= 52


def wandering(random: np.random.Generator, customers: int) -> Journeys:
    """One to three of a, b, c, each of which converts on its own with .05, .1, .2."""
    chance, written = {"a": 0.05, "b": 0.1, "c": 0.2}, []
    for _ in range(customers):
        path = [(str(name), k) for k, name in enumerate(random.choice(list("abc"), random.integers(1, 4)))]
        missed = float(np.prod([1 - chance[name] for name, _ in path]))
        written.append([*path, *([("buy", 9)] if random.random() > missed else [])])
    return journeys(written, goal=["buy"])


def test_the_intervals_of_markov_and_shapley_cover_the_credit_of_a_large_log() -> None:
    random = np.random.default_rng(12)
    question = by_touchpoint(models=("markov", "shapley_rate"), resamples=200)
    large = asked(question, wandering(random, 60_000))
    truth = {(credit.model, credit.name): credit.conversions.value / 60 for credit in large.credits}
    found = [credit for _ in range(40) for credit in asked(question, wandering(random, 1_000)).credits]
    held = [credit.conversions.low <= truth[credit.model, credit.name] <= credit.conversions.high for credit in found]
    assert np.mean(held) >= 0.9


def test_a_channel_without_effect_gets_credit_and_the_holdout_says_so() -> None:
    """Retargeting follows those who would buy anyway: half of them, drawn at random, are not shown it."""
    random = np.random.default_rng(6)
    written: Written = []
    treated: list[str] = []
    held_back: list[str] = []
    for number in range(4_000):
        keen = random.random() < 0.3
        shown = random.random() < 0.5
        path = [("search", 0)] if random.random() < 0.8 else [("mail", 0)]
        if keen:
            path += [("retargeting", 1)] if shown else []
            (treated if shown else held_back).append(f"c{number}")
        written.append([*path, *([("buy", 2)] if random.random() < (0.5 if keen else 0.02) else [])])
    question = by_touchpoint(holdouts={"retargeting": CampaignReturnQuestion(treated, held_back)})
    answer = asked(question, journeys(written, goal=["buy"]))
    row = next(row for row in answer.rows() if row["name"] == "retargeting")
    assert min(row["credit_last"], row["credit_markov"], row["credit_shapley_rate"]) > 100
    assert row["effect_low"] < 0 < row["effect_high"]
    assert answer.effects[0].measured.grade == "A"
    assert "c12" not in str(answer.to_dict())


def test_more_than_sixteen_names_are_sampled_and_thousands_of_states_repeated() -> None:
    random = np.random.default_rng(9)
    names = [f"n{k:02}" for k in range(20)]
    written: Written = []
    for _ in range(600):
        path = [(names[k], place) for place, k in enumerate(random.integers(0, 20, 4))]
        written.append([*path, *([("buy", 9)] if random.random() < 0.3 else [])])
    answer = asked(by_touchpoint(models=("markov", "shapley_rate"), order=2), journeys(written, goal=["buy"]))
    for model in ("markov", "shapley_rate"):
        assert sum(credits_of(answer, model).values()) == pytest.approx(answer.conversions)


@pytest.mark.parametrize("order", [1, 2, 3])
def test_a_large_chain_is_solved_like_a_small_one(order: int, monkeypatch: pytest.MonkeyPatch) -> None:
    store = wandering(np.random.default_rng(14), 500)
    question = by_touchpoint(models=("markov",), order=order)
    small = asked(question, store)
    monkeypatch.setattr(attribution_tallies, "_DENSE", 0)
    large = asked(question, store)
    for one, other in zip(small.credits, large.credits, strict=True):
        found = (other.conversions.value, other.conversions.low, other.conversions.high)
        assert found == pytest.approx((one.conversions.value, one.conversions.low, one.conversions.high))


def test_a_channel_is_credited_like_a_touchpoint() -> None:
    answer = asked(AttributionQuestion(resamples=10), journeys([[("ad", 0), ("buy", 1)]], goal=["buy"]))
    assert [row["name"] for row in answer.rows()] == ["site"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"models": ("best",)},
        {"order": 4},
        {"half_life": 0},
        {"lookback": -1},
        {"custom": (0.0, 0.0, 0.0)},
        {"models": ("custom",)},
        {"costs": {"ad": -1.0}},
        {"conversions": "some"},
        {"entries": "some"},
        {"gap": 0},
    ],
)
def test_a_question_that_makes_no_sense_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(QuestionError):
        by_touchpoint(**wrong)


def test_without_a_goal_nothing_can_be_credited() -> None:
    with pytest.raises(QuestionError, match="goal"):
        asked(by_touchpoint(), journeys([[("ad", 0)]]))


def test_the_definition_names_every_model_in_every_language() -> None:
    question = by_touchpoint(custom=(0.3, 0.4, 0.3), among=("ad",), conversions="every", lookback=7 * 86_400 * SECOND)
    for language, word in (("en", "credit"), ("ru", "зачёт"), ("pl", "zasługi")):
        definition = question.definition_in(language)  # type: ignore[arg-type]
        assert word in definition
        assert "Shapley" in definition


def test_costs_are_summed_by_channel_over_days() -> None:
    table = pa.table(
        {
            "date": [date(2026, 5, day) for day in (1, 2, 3)],
            "channel": ["ad", "ad", None],
            "cost": [1.0, 2.0, 4.0],
            "currency": ["EUR", "PLN", "EUR"],
        }
    )
    assert channel_costs(table, end=date(2026, 5, 2)) == {"ad": 1.0}
    assert channel_costs(table, start=date(2026, 5, 2)) == {"ad": 2.0}
    assert channel_costs(table, currency="PLN") == {"ad": 2.0}
    with pytest.raises(QuestionError, match="EUR, PLN"):
        channel_costs(table)


def test_logs_with_nothing_to_credit_give_no_credit() -> None:
    logs: list[Written] = [[[], []], [[("buy", 0)]], [[("ad", 0)]]]
    for written in logs:
        answer = asked(by_touchpoint(), journeys(written, goal=["buy"]))
        assert not [row for row in answer.rows() if any(row[f"credit_{model}"] for model in ("last", "linear"))]
        assert answer.untouched == answer.conversions
