"""The map page: self-contained, safe with any text, and complete."""

import base64
import hashlib
import re
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from tests.formats.example_map import example_map
from tests.formats.html.page_reader import PageReader
from tests.model.map_builder import card, point, small_map
from tests.model.strategies import maps
from tropa.formats.html import write_html
from tropa.kit.locale import LANGUAGES, Language
from tropa.lint.check import check
from tropa.model.card import Measure, Quote
from tropa.model.evidence import Evidence
from tropa.model.map import Map
from tropa.model.stage import Stage

DAY = date(2026, 11, 24)
HOSTILE = (
    "<script>alert(1)</script>",
    '"onload="alert(1)',
    "</style><img src=x onerror=alert(1)>",
    "{{ 7*7 }}",
    "\u202eevil\u2066 rtl",
    "👩‍👩‍👧‍👦🇵🇱",
    "\x00\x0b",
)


def page_of(map_: Map) -> PageReader:
    return PageReader(write_html(map_, today=DAY))


def test_hostile_text_stays_text() -> None:
    cards = [
        card(f"c{n}{k}", lane=lane, body=words, detail=words, tags=(words,), channel=words)
        for n, words in enumerate(HOSTILE)
        for k, lane in enumerate(("actions", "thoughts", "barriers", "metrics"))
    ]
    stages = (Stage(id="search", title=HOSTILE[0], rank="1", description=HOSTILE[2]),)
    page = page_of(small_map(*cards, stages=stages, title=HOSTILE[2], goal=HOSTILE[1], company=HOSTILE[0]))
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert "img" not in {tag for tag, _ in page.tags}
    for words in HOSTILE[:4]:
        assert words in page.text


def test_the_policy_allows_our_style_and_script_by_hash_and_nothing_else() -> None:
    page = page_of(example_map("ru"))
    policy = next(a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for content in (page.style, page.script):
        assert "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode() in policy


def test_nothing_is_fetched_from_anywhere() -> None:
    page = page_of(example_map("en"))
    assert not page.attributes("style")
    assert not page.attributes("src")
    assert {link[0] for link in page.attributes("href")} == {"#"}
    assert "url(http" not in page.style.replace(" ", "")
    assert page.style.count("url(data:font/woff2;base64,") == 4


def test_equal_maps_give_equal_pages() -> None:
    assert write_html(example_map("pl"), today=DAY) == write_html(example_map("pl"), today=DAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_says_everything_the_map_says(language: Language) -> None:
    map_ = example_map(language)
    page = page_of(map_)
    told = re.sub(r"\s+", " ", page.text)
    plain = str.maketrans("«»„“”‘’", '"""""\'\'')
    for one in map_.cards:
        assert one.body.translate(plain) in told.translate(plain)
    for stage in map_.stages:
        assert stage.title in told
    assert ("html", {"lang": language}) in page.tags


@pytest.mark.parametrize(("language", "written"), [("ru", "«Наконец"), ("pl", "„Wreszcie"), ("en", "“Evening")])
def test_customers_words_wear_the_quotation_marks_of_the_language(language: Language, written: str) -> None:
    assert written in page_of(example_map(language)).text


def test_every_evidence_button_points_to_its_own_note() -> None:
    page = page_of(example_map("en"))
    notes = [a["id"] for _, a in page.tags if a.get("role") == "tooltip"]
    buttons = [a["aria-describedby"] for tag, a in page.tags if tag == "button"]
    assert buttons == notes
    assert len(set(page.attributes("id"))) == len(page.attributes("id"))


def test_the_curve_has_a_table_for_those_who_do_not_see_it() -> None:
    text = page_of(example_map("en")).text
    table = text[text.index("Emotion by stage") :]
    assert "−1.3" in table
    assert "not enough data" in table
    assert "probably the lowest (65%)" in table


def test_a_number_without_data_says_so_in_words() -> None:
    page = page_of(small_map(card("m", lane="metrics", measure=Measure(value=None, unit="share", n=3))))
    assert "not enough data" in page.text
    assert "None" not in page.text


def test_a_deleted_card_is_not_shown() -> None:
    assert "ghost" not in page_of(small_map(card("a", body="ghost", deleted=True))).text


def test_barriers_are_numbered_by_score_and_their_answers_say_which() -> None:
    page = page_of(
        small_map(
            card("low", lane="barriers", rank="1", measure=Measure(value=1, unit="score")),
            card("high", lane="barriers", rank="2", measure=Measure(value=9, unit="score")),
            card("answer", lane="opportunities", about=("high",)),
            card("remedy", lane="solutions", about=("answer",)),
        )
    )
    assert page.text.index("high") < page.text.index("low")
    assert page.text.count("Answers barrier 1") == 4  # both lanes, in the table and on the phone


def test_staff_speak_without_quotation_marks() -> None:
    quote = Quote(verbatim_id="v", source="desk", speaker_role="staff")
    text = page_of(small_map(card("a", lane="thoughts", body="They ask", quote=quote))).text
    assert "“They ask" not in text
    assert "Staff" in text


def test_a_stale_number_says_since_when() -> None:
    old = Evidence(
        id="e", question="q", definition="d", grade="D", asked=date(2026, 1, 1), review_days=30, value=1, n=9
    )
    text = page_of(small_map(card("a", evidence=("e",)), evidence=(old,))).text
    assert "due for review since" in text
    assert "1 number is due for review" in text


def test_a_quote_has_no_number_that_could_be_missing() -> None:
    record = Evidence(id="e", question="quotes", definition="d", grade="D", asked=DAY, review_days=30, n=1)
    text = page_of(small_map(card("a", lane="thoughts", evidence=("e",)), evidence=(record,))).text
    assert "Evidence" in text
    assert text.count("not enough data") == page_of(small_map(card("a", lane="thoughts"))).text.count("not enough data")


def test_a_barrier_says_that_its_points_are_an_effect() -> None:
    harm = Measure(value=-14.0, unit="points", n=80, low=-20.0, high=-8.0)
    assert "effect −14 pp" in page_of(small_map(card("a", lane="barriers", measure=harm))).text


def test_a_remainder_says_its_number_once() -> None:
    rest = card("r", lane="touchpoints", body="and 4 more touchpoints", measure=Measure(value=4, unit="count"))
    page = page_of(small_map(rest))
    assert "amount" not in page.attributes("class")


def test_a_definition_is_told_once_however_many_numbers_rest_on_it() -> None:
    names = ("e1", "e2", "e3")
    records = tuple(
        Evidence(id=e, question="q", definition="the one rule", grade="D", asked=DAY, review_days=30, value=1, n=9)
        for e in names
    )
    page = page_of(small_map(*(card(f"c{e}", body=e) for e in names), evidence=records))
    assert page.text.count("the one rule") == 1


def test_a_draft_says_once_that_it_is_one() -> None:
    page = page_of(small_map(*(card(f"c{n}", state="proposed") for n in range(9))))
    assert page.text.count("draft:") == 1
    assert "proposed" not in " ".join(page.attributes("class"))


def test_a_card_over_several_stages_takes_their_columns() -> None:
    page = page_of(small_map(card("wide", span_to="return")))
    assert [a.get("colspan") for tag, a in page.tags if tag == "td"].count("3") >= 2


def test_more_than_seven_stages_flow_on_in_print() -> None:
    stages = tuple(Stage(id=f"s{n}", title=f"Stage {n}", rank=f"{n:02d}5") for n in range(10))
    page = page_of(small_map(stages=stages, curve=(point("s1", 1),)))
    assert [a["class"] for tag, a in page.tags if tag == "table"].count("map piece") == 2


def test_sub_stages_stand_under_their_stage() -> None:
    stages = (
        Stage(id="buy", title="Buying", rank="1"),
        Stage(id="cart", title="Cart", rank="1", parent="buy"),
        Stage(id="pay", title="Pay", rank="2", parent="buy"),
    )
    page = page_of(small_map(stages=stages))
    assert [a["colspan"] for tag, a in page.tags if tag == "th" and a.get("scope") == "colgroup"] == ["2"]


def test_findings_of_the_method_stand_under_the_map() -> None:
    map_ = small_map(card("b", lane="barriers"))
    text = PageReader(write_html(map_, findings=check([map_]), today=DAY)).text
    assert "TR006" in text
    assert "No opportunity and no solution answers the barrier “b”." in text


def test_a_very_long_text_is_kept_whole() -> None:
    words = "длинно " * 15_000
    assert words.strip() in page_of(small_map(card("a", body=words.strip()))).text


def test_a_map_of_nothing_is_still_a_page() -> None:
    page = page_of(small_map(stages=(), lanes=(), personas=()))
    assert "I choose a film" in page.text


@given(maps())
@settings(max_examples=3, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_map_becomes_a_page(map_: Map) -> None:
    page = page_of(map_)
    assert [tag for tag, _ in page.tags].count("main") == 1
