"""Drift: what differs in the latest windows from those before."""

from collections import Counter
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, asked, written_journeys
from tests.journey_builder import journeys
from tropa.analytics.drift import DriftAnswer, DriftQuestion
from tropa.analytics.drift_windows import count_windows, variant_shares
from tropa.errors import QuestionError
from tropa.journeys.block import Journeys
from tropa.kit.locale import LANGUAGES
from tropa.kit.time import DAY, SECOND

DAY_S = 86_400
STAGE_OF = {"a": "look", "b": "look", "c": "buy", "d": "buy"}


def spread_out(written: Written) -> Written:
    """The same journeys with hours for seconds, each beginning on a day of its own choice."""
    return [[(name, second * 3_600 + 86_400 * (k % 3)) for name, second in j] for k, j in enumerate(written)]


@given(written_journeys, st.integers(1, 12), st.integers(1, 4))
def test_counts_by_window_equal_a_plain_count(written: Written, hours: int, longest: int) -> None:
    written = spread_out(written)
    store = journeys(written, blocks=2, goal=["d"], stage_of=STAGE_OF, stages=["look", "buy"])
    parts = [count_windows(block, store, "day", hours * 3_600 * SECOND, longest) for block in store.blocks]
    merged = parts[0].merge(parts[1]) if len(parts) > 1 else parts[0]
    counted: dict[str, Counter[tuple[object, ...]]] = {
        name: Counter() for name in ("met", "loop", "onward", "back", "path")
    }
    for journey in written:
        if not journey:
            continue
        window = journey[0][1] // DAY_S
        names = [name for name, second in journey if second < journey[0][1] + hours * 3_600]
        counted["met"].update((window, name) for name in set(names))
        counted["loop"].update((window, name) for name in set(names) if names.count(name) >= 3)
        stages = [STAGE_OF[name] for name in names]
        counted["onward"][(window,)] += "look" in stages and "buy" in stages[stages.index("look") :]
        counted["back"][(window,)] += ("buy", "look") in pairwise(stages)
        path = [name for k, name in enumerate(names) if k == 0 or name != names[k - 1]][:longest]
        counted["path"][(window, " > ".join(path))] += 1
    windows = np.arange(3)
    shares = merged.shares(windows)
    for k in range(3):
        for code, name in enumerate("abcd"):
            assert shares.met[k, code] == counted["met"][k, name]
            assert shares.looped[k, code] == counted["loop"][k, name]
        assert shares.onward[k, 0] == counted["onward"][(k,)]
        assert shares.returned[k].tolist() == [0, counted["back"][(k,)]]
    if any(written):
        listed = variant_shares(merged, windows, store.vocabulary, 100, 1).listed
        assert {(k, name): n for name, x in listed for k, n in enumerate(x.tolist()) if n} == dict(counted["path"])


def weekly(seed: int, *, late_error: float = 0.1, late_path: bool = False, waves: float = 0.0) -> Journeys:
    """Fourteen weeks of 150 journeys; in the last two the error is met by `late_error`, and a new path appears."""
    random, written = np.random.default_rng(seed), list[list[tuple[str, int]]]()
    wave = 0.0
    for week in range(14):
        wave = 0.6 * wave + random.normal(0, waves)
        for _ in range(150):
            at = int((4 + 7 * week + 7 * random.random()) * DAY_S)  # weeks begin on Mondays
            journey = [("look", at)]
            rate = late_error if week >= 12 else 0.1
            if random.random() < rate + wave:
                journey.append(("error", at + 10))
            if late_path and week >= 12 and random.random() < 0.4:
                journey.append(("chat", at + 20))
            if random.random() < 0.4 + wave:
                journey.append(("pay", at + 60))
            written.append(journey)
    return journeys(
        written,
        blocks=2,
        goal=["pay"],
        stage_of={"look": "look", "error": "look", "chat": "look", "pay": "buy"},
        stages=["look", "buy"],
        signals={"error": "error"},
        observed_until=(4 + 7 * 14 + 8) * DAY_S,
    )


def asked_of(store: Journeys, recent: int = 2) -> DriftAnswer:
    return asked(DriftQuestion(recent=recent), store)


def test_a_growing_barrier_and_a_new_path_are_found() -> None:
    answer = asked_of(weekly(1, late_error=0.3, late_path=True))
    assert [one.name for one in answer.growing_barriers()] == ["error"]
    new = {(one.kind, one.name) for one in answer.changes if one.verdict == "new"}
    assert {("new_variant", "look > chat"), ("touchpoint", "chat")} <= new
    assert answer.mix is not None
    assert answer.mix.p_value < 0.05
    assert answer.mix.distance > 0.15
    assert (len(answer.before), len(answer.after)) == (12, 2)
    assert answer.journeys_before + answer.journeys_after == 14 * 150
    goal = next(one for one in answer.changes if one.kind == "goal")
    assert goal.verdict == "no_change_seen"


@pytest.mark.parametrize("waves", [0.0, 0.04])
def test_nothing_new_is_rarely_called_a_change(waves: float) -> None:
    false = sum(any(one.changed for one in asked_of(weekly(seed, waves=waves)).changes) for seed in range(40))
    assert false <= 5


def test_a_week_that_is_not_over_is_not_compared() -> None:
    store = weekly(3)
    late = Journeys(store.blocks, store.vocabulary, store.observed_until - 7 * DAY)
    assert len(asked_of(late).before) == len(asked_of(store).before) - 1


def test_few_windows_are_compared_with_a_warning() -> None:
    answer = asked_of(weekly(4), recent=8)
    assert not answer.moves_known
    assert len({answer.definition_in(language) + answer.left_out_in(language) for language in LANGUAGES}) == 3
    assert all(answer.left_out_in(language) for language in LANGUAGES)


def test_too_few_windows_and_wrong_parameters_are_refused() -> None:
    with pytest.raises(QuestionError, match="at least 2"):
        asked(DriftQuestion(), journeys([[("a", 0)]]))
    with pytest.raises(QuestionError, match="recent is 0"):
        DriftQuestion(recent=0)
    with pytest.raises(QuestionError, match="period is year"):
        DriftQuestion(period="year")  # type: ignore[arg-type]
