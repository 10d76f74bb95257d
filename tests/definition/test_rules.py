import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.definition.event_builder import events
from tropa.definition.load import loads
from tropa.definition.model import Definition, Match, TouchpointRule
from tropa.definition.rules import apply_rules, signals_of, stage_of, unmatched
from tropa.events.schema import EVENTS

RULES = loads(
    """
stages: [{id: research, title: R}, {id: purchase, title: P}]
touchpoints:
  - {match: {name: pageview, url: /film/new}, touchpoint: news}
  - {match: {name: pageview, url: [/film/*, /series/*]}, touchpoint: film, stage: research}
  - {match: {name: pageview, utm_medium: cpc}, touchpoint: ad, channel: ads}
  - {match: {name: deal, properties: {status: won, size: 3}}, touchpoint: sale, stage: purchase}
  - {match: {name: deal, properties: {status: [lost, dropped], test: true}}, touchpoint: null}
  - {match: {source: cal*}, touchpoint: call, signal: unanswered}
"""
)


def touchpoints(rows: pa.Table, definition: Definition = RULES) -> list[str | None]:
    return [name.as_py() for name in apply_rules(rows, definition)["touchpoint"]]


def channels(*about: dict[str, object], source: str = "site") -> list[str | None]:
    rows = events(*(("pageview", one) for one in about), source=source)
    return [name.as_py() for name in apply_rules(rows, Definition())["channel"]]


def test_the_first_rule_that_matches_decides() -> None:
    rows = events(
        ("pageview", {"url": "https://kino.example/film/new?x=1"}),
        ("pageview", {"url": "https://kino.example/film/12/#top"}),
        ("pageview", {"url": "/series/7"}),
        ("pageview", {"url": "/about", "utm_medium": "CPC"}),
        ("pageview", {"url": "/about"}),
    )
    assert touchpoints(rows) == ["news", "film", "film", "ad", None]


def test_a_pattern_may_name_the_root_the_host_or_the_query() -> None:
    rules = "touchpoints:\n" + "".join(
        f"- {{match: {{url: '{pattern}'}}, touchpoint: {name}}}\n"
        for pattern, name in (("/", "root"), ("b.ru/*", "other site"), ("/search?q=*", "search"), ("/a b", "decoded"))
    )
    urls = ["https://a.ru", "https://a.ru/?x=1", "http://b.ru:80/x", "/search/?q=1", "https://a.ru/a%20b/", "/search"]
    rows = events(*(("pageview", dict[str, object](url=url)) for url in urls), ("pageview", {}))
    assert touchpoints(rows, loads(rules)) == ["root", "root", "other site", "search", "decoded", None, None]


def test_properties_are_compared_by_their_kind() -> None:
    rows = events(
        ("deal", {"status": "won", "size": 3}),
        ("deal", {"status": "won", "size": "3.0"}),
        ("deal", {"status": "won", "size": 30}),
        ("deal", {"status": "lost", "test": True}),
        ("deal", {"status": "lost"}),
        ("deal", {}),
    )
    assert touchpoints(rows) == ["sale", "sale", None, None, None, None]
    assert unmatched(rows, RULES).to_pylist() == [{"source": "site", "name": "deal", "count": 3}]


def test_stage_and_channel_come_with_the_rule() -> None:
    made = apply_rules(events(("pageview", {"url": "/film/1"}), ("pageview", {"utm_medium": "cpc"})), RULES)
    assert made["stage"].to_pylist() == ["research", None]
    assert made["channel"].to_pylist() == ["site", "ads"]
    assert made.schema.equals(EVENTS)
    assert (stage_of(RULES), signals_of(RULES)) == (
        {"film": "research", "sale": "purchase"},
        {"call": "unanswered"},
    )


def test_without_rules_every_event_is_its_own_touchpoint() -> None:
    assert touchpoints(events(("a", {}), ("b", {})), Definition()) == ["a", "b"]
    assert touchpoints(events(), Definition()) == []
    assert unmatched(events(), RULES).num_rows == 0


def test_a_touchpoint_the_source_gave_stays_where_no_rule_speaks() -> None:
    rows = events(("a", {}), ("b", {}))
    rows = rows.set_column(7, EVENTS.field("touchpoint"), [["given", None]])
    assert touchpoints(rows, RULES) == ["given", None]
    assert touchpoints(rows, Definition()) == ["given", "b"]


def test_campaign_marks_and_outside_referrers_tell_the_channel() -> None:
    assert channels(
        {"utm_source": "yandex", "utm_medium": "cpc"},
        {"referrer": "https://www.google.com/search?q=x", "url": "https://a.ru/"},
        {"referrer": "https://www.a.ru/page", "url": "https://a.ru/"},
        {"channel": "courier", "utm_source": "vk"},
        {"referrer": "https://vk.com/"},
        {},
    ) == ["paid_search", "organic_search", "site", "courier", "organic_social", "site"]


def test_the_reader_tells_the_place_of_a_source_whose_name_says_nothing() -> None:
    definition = loads("sources: [{name: kwiecien, files: [a.tsv], reader: yandex_metrica}]")
    made = apply_rules(events(("x", {}), source="kwiecien"), definition)
    assert made["channel"].to_pylist() == ["site"]


def test_broken_properties_match_nothing_and_stop_nothing() -> None:
    rows = events(("deal", {}))
    rows = rows.set_column(12, EVENTS.field("properties"), [["{not json"]])
    assert touchpoints(rows) == [None]


@pytest.mark.parametrize("pattern", ["a.c", "a+", "(x)", "[y]", "$1", "^", "a|b", "100%", "a\\b", "ж*"])
def test_signs_in_a_pattern_mean_themselves(pattern: str) -> None:
    definition = Definition(touchpoints=(TouchpointRule(match=Match(name=pattern), touchpoint="t"),))
    assert touchpoints(events((pattern, {}), ("abc", {})), definition) == ["t", None]


names = st.sampled_from(["a", "ab", "b", "abc"])
patterns = st.sampled_from(["a", "a*", "*b", "*", "b"])


@given(st.lists(st.tuples(names, names), min_size=1, max_size=8), st.lists(st.tuples(patterns, patterns), max_size=5))
def test_rules_agree_with_looking_at_each_event(rows: list[tuple[str, str]], rules: list[tuple[str, str]]) -> None:
    definition = Definition(
        touchpoints=tuple(
            TouchpointRule(match=Match(name=name, properties={"p": value}), touchpoint=str(number))
            for number, (name, value) in enumerate(rules)
        )
    )
    table = events(*((name, dict[str, object](p=value)) for name, value in rows))
    assert touchpoints(table, definition) == [_plainly(row, rules) if rules else row[0] for row in rows]


def _plainly(row: tuple[str, str], rules: list[tuple[str, str]]) -> str | None:
    for number, rule in enumerate(rules):
        if all(_like(value, pattern) for value, pattern in zip(row, rule, strict=True)):
            return str(number)
    return None


def _like(value: str, pattern: str) -> bool:
    if pattern.startswith("*"):
        return value.endswith(pattern[1:])
    return value.startswith(pattern[:-1]) if pattern.endswith("*") else value == pattern
