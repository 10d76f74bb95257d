"""Themes before exit and after a drop."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from tests.journey_builder import journeys
from tests.voice.said import at, said
from tropa.voice.before_exit import after_drop, before_exit
from tropa.voice.themes import MENTIONS, mention

DAY = 86_400


def spoken(*pairs: tuple[int, str]) -> pa.Table:
    return pa.Table.from_pylist([mention(f"v{v}", t, "barrier", (0, 1), "words", 1.0) for v, t in pairs], MENTIONS)


def test_what_those_say_who_leave_stands_out() -> None:
    """Of 60 customers half stay (an event every day for 90 days); those who leave speak of the price."""
    daily = [("a", day * DAY) for day in range(90)]
    written = [daily if number % 2 else daily[:20] for number in range(60)]
    store = journeys(written, observed_until=90 * DAY)
    rows = [{"customer": f"c{number}", "text": "x", "time": at(19 * DAY)} for number in range(60)]
    leavers = [number for number in range(60) if number % 2 == 0]
    found = spoken(*((n, "price") for n in leavers[:20]), *((n, "sound") for n in range(60)))
    answer = before_exit(found, said(*rows), store)
    assert (answer.here, answer.elsewhere, answer.not_judged) == (30, 30, 0)
    price, sound = answer.themes
    assert (price.theme, price.confirmed, price.here.n) == ("price", True, 30)
    assert abs(price.difference.value - 20 / 30) < 1e-9
    assert not sound.confirmed


def test_words_said_too_lately_and_by_strangers_are_not_judged() -> None:
    store = journeys([[("a", day * DAY) for day in range(10)]], observed_until=10 * DAY)
    rows: list[dict[str, Any]] = [{"customer": "c0", "text": "x", "time": at(9 * DAY)}, {"customer": "x", "text": "y"}]
    answer = before_exit(spoken((0, "price")), said(*rows), store)
    assert (answer.here, answer.elsewhere) == (0, 0)
    assert answer.themes == ()


def test_what_is_new_after_a_drop_stands_out_and_praise_is_left_out() -> None:
    since = datetime(2026, 3, 1, tzinfo=UTC)
    rows = [
        {"text": "x", "rating": 1.0, "time": since + timedelta(days=1 if number % 2 else -1)} for number in range(40)
    ]
    rows += [{"text": "x", "rating": 5.0, "time": since}, {"text": "x", "rating": 1.0, "time": since - timedelta(99)}]
    found = spoken(*((n, "crash") for n in range(1, 40, 2)), (0, "crash"), *((n, "price") for n in range(42)))
    answer = after_drop(found, said(*rows), since)
    assert (answer.here, answer.elsewhere, answer.not_judged) == (20, 20, 1)
    assert [(one.theme, one.confirmed) for one in answer.themes] == [("crash", True), ("price", False)]
