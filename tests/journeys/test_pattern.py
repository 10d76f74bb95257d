"""Patterns: against Python's `re` over letters, against every reading tried, and as a filter."""

import re
from contextlib import suppress
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tests.journeys import pattern_oracle
from tests.journeys.pattern_oracle import GAPS, Event, patterns
from tropa.errors import QuestionError
from tropa.journeys.block import Journeys
from tropa.journeys.pattern import automaton, ends_of_matches, events_until, matches, pattern
from tropa.journeys.pattern_syntax import may_be_missing, path_pattern, quoted
from tropa.journeys.select import matching, select

WRITTEN = st.lists(
    st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 9)), max_size=8).map(
        lambda some: sorted(some, key=lambda event: event[1])
    ),
    min_size=1,
    max_size=6,
)


def store(written: list[list[Event]]) -> Journeys:
    return journeys(
        written, stage_of=dict.fromkeys("ab", "early") | dict.fromkeys("cd", "late"), stages=("early", "late")
    )


def ends(written: list[list[Event]], searched: str) -> list[int]:
    some = store(written)
    found: list[int] = events_until(some.blocks[0], automaton(pattern(searched), some.vocabulary)).tolist()
    return found


def regex(searched: str) -> re.Pattern[str]:
    """The same pattern over letters, `<` the beginning and `>` the end."""
    plain = searched.replace("(start)", "<").replace("(end)", ">").replace("->", "").replace(".", "[abcd]")
    plain = re.sub(r"\[\^([a-d|]+)\]", lambda m: "[" + "".join(sorted(set("abcd") - set(m[1]))) + "]", plain)
    plain = plain.replace("[]", "(?!)")
    return re.compile(re.sub(r"\[[a-d|]+\]", lambda m: m[0].replace("|", ""), plain))


def shortest(searched: re.Pattern[str], path: str) -> int:
    """How many letters are read until the expression is met, −1 where it is not."""
    word = f"<{path}>"
    for end in range(len(word) + 1):
        if any(searched.fullmatch(word, begin, end) for begin in range(end + 1)):
            return max(min(end - 1, len(path)), 0)
    return -1


@given(WRITTEN, patterns(st.just("->")))
def test_a_pattern_is_a_regular_expression_over_touchpoints(written: list[list[Event]], searched: str) -> None:
    expected = regex(searched)
    paths = ["".join(name for name, _ in journey) for journey in written]
    assert ends(written, searched) == [shortest(expected, path) for path in paths]


@given(WRITTEN, patterns(st.just("->") | GAPS))
def test_gaps_by_steps_and_time_equal_every_reading_tried(written: list[list[Event]], searched: str) -> None:
    try:
        part = pattern(searched).part
    except QuestionError as error:
        assume(error.code not in ("journeys.pattern_gap_side", "journeys.pattern_empty_gap"))
        raise
    assert ends(written, searched) == [pattern_oracle.events_until(part, journey) for journey in written]


@given(WRITTEN, patterns(st.just("->") | GAPS))
def test_every_event_that_ends_a_reading_is_marked(written: list[list[Event]], searched: str) -> None:
    try:
        part = pattern(searched).part
    except QuestionError:
        assume(False)
    some = store(written)
    block = some.blocks[0]
    found = ends_of_matches(block.offsets, block.touchpoint, block.time, automaton(pattern(searched), some.vocabulary))
    read = [pattern_oracle.events_read(part, journey) for journey in written]
    expected = [k + 1 in ends for journey, ends in zip(written, read, strict=True) for k in range(len(journey))]
    assert found.tolist() == ([True] * len(expected) if may_be_missing(part) else expected)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(0, 30)), min_size=90, max_size=160), st.integers(1, 6))
def test_a_long_journey_has_a_pair_within_a_time_where_two_stand_so_close(journey: list[Event], within: int) -> None:
    journey = sorted(journey, key=lambda event: event[1])
    close = [k for k, (left, right) in enumerate(pairwise(journey)) if left[0] + right[0] == "ab"]
    last_a = {k + 1: max(i for i in range(k + 1) if journey[i][0] == "a") for k in close}
    expected = [right + 1 for right, left in last_a.items() if journey[right][1] - journey[left][1] <= within]
    assert ends([journey], f"a-{{<={within}s}}->b") == [min(expected, default=-1)]


@pytest.mark.parametrize(
    ("searched", "met"),
    [
        ("a->.*->[c|d]", [True, True, False, False]),
        ("a -> [c|d]", [False, True, False, False]),
        ("(start)->[^b]*->(end)", [False, True, False, True]),
        ("(start) -{<=2}-> b", [True, False, True, False]),
        ("a-{>1s,<=3s}->c", [True, False, False, False]),
        ("@early -> @late", [True, True, False, False]),
        ("(start)->(end)", [False, False, False, True]),
        ("a|b", [True, True, True, False]),
        ('"a"', [True, True, False, False]),
    ],
)
def test_what_is_written_is_found(searched: str, met: list[bool]) -> None:
    some = store([[("a", 0), ("b", 1), ("c", 3)], [("a", 0), ("d", 9)], [("b", 0)], []])
    assert matches(some.blocks[0], automaton(pattern(searched), some.vocabulary)).tolist() == met


@pytest.mark.parametrize(
    ("searched", "sentence"),
    [
        ("a->", "a->▸, position 4: here must stand a touchpoint"),
        ("a b->]", "position 6: here must stand"),
        ("a)", "a▸), position 2: here may come"),
        ("[a|", "position 4: inside brackets"),
        ("(a->b", "opens at position 1 is not closed: `)`"),
        ('a->"b', 'opens at position 4 is not closed: `"`'),
        ("[a", "opens at position 1 is not closed: `]`"),
        ("a-{<=3->b", "opens at position 2 is not closed: `}->`"),
        ("a-{3}->b", "position 4: a gap is limited"),
        ("a-{<=3y}->b", "position 6: a gap is limited"),
        ("a-{<=999999999999999}->b", "not closed: `}->`"),
        ("a-{<1}->b", "position 2: no gap can meet"),
        ("a{3,2}", "position 2: braces say"),
        ("a{}", "position 2: braces say"),
        ("a{99}", "at most 60"),
        ("a*-{<=3}->b", "position 3: on both sides"),
        ("a->(b|c?)-{<=3}->d", "position 10: on both sides"),
        ("(a->b){40}", "too long: at most 62"),
        ("a->aa", "position 4: there is no touchpoint aa. The nearest names: a"),
        ("@erly", "position 1: there is no stage erly. The nearest names: early"),
        ("", "position 1"),
    ],
)
def test_a_mistake_is_told_with_its_place_and_what_is_allowed(searched: str, sentence: str) -> None:
    with pytest.raises(QuestionError) as error:
        ends([[("a", 0)]], searched)
    assert sentence in str(error.value)
    assert len({error.value.text(language) for language in ("en", "ru", "pl")}) == 3


@given(st.text(max_size=12))
def test_any_name_can_be_written(name: str) -> None:
    some = journeys([[(name, 0)], [("other", 1)]])
    found = matches(some.blocks[0], automaton(pattern(quoted(name)), some.vocabulary))
    assert found.tolist() == [True, name == "other"]


@given(st.text('ab.*+?|[]()^->{}<=1,d @"', max_size=14))
def test_whatever_is_written_is_understood_or_refused(searched: str) -> None:
    with suppress(QuestionError):
        ends([[("a", 0), ("b", 1)]], searched)


@given(WRITTEN, st.sampled_from(["a->.*->b", "(start)->[^c]+->(end)", "d"]))
def test_a_filter_and_its_negation_share_the_journeys_out(written: list[list[Event]], searched: str) -> None:
    some = journeys(written, blocks=2, stage_of=dict.fromkeys("abcd", "all"), stages=("all",), goal=["d"])
    met, unmet = matching(some, searched), matching(some, searched, negated=True)
    assert met.count + unmet.count == some.count
    assert met.events + unmet.events == some.events
    assert select(some, pattern=searched).events == met.events
    goals = np.concatenate([block.goal_time for part in (met, unmet) for block in part.blocks])
    assert sorted(goals.tolist()) == sorted(time for block in some.blocks for time in block.goal_time.tolist())


@given(WRITTEN, st.integers(0, 3))
def test_a_path_as_a_pattern_finds_the_journeys_that_took_it(written: list[list[Event]], length: int) -> None:
    some = store(written)
    paths = [[name for name, _ in journey] for journey in written]
    assert matching(some, path_pattern(paths[0])).count == paths.count(paths[0])
    begin = paths[0][:length]
    assert matching(some, path_pattern(begin, whole=False)).count == sum(path[: len(begin)] == begin for path in paths)


def test_within_a_period_the_pattern_sees_only_what_is_kept() -> None:
    some = journeys([[("a", 0), ("b", 1), ("a", 2)], [("a", 1), ("b", 2)]])
    assert select(some, pattern="a->b").count == 2
    assert select(some, start=1_000_000, pattern="a->b").count == 1
