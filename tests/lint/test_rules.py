"""The rules from TR008 on: each finds its mistake and is silent where there is none."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from tests.model.map_builder import card, point, small_map
from tests.model.strategies import maps
from tropa.lint.check import RULES, check, fixed
from tropa.model.attachment import Picture
from tropa.model.card import Measure, Quote
from tropa.model.document import Horizon
from tropa.model.evidence import Evidence, QuoteSpan
from tropa.model.hypothesis import Hypothesis
from tropa.model.lane import Lane
from tropa.model.map import Map
from tropa.model.persona import Persona, Trait
from tropa.model.stage import Link, Stage

ANNA, BORIS = Persona(id="anna", name="Anna", goals=("rest",)), Persona(id="boris", name="Boris", goals=("work",))
LATE = Lane(id="hypotheses", kind="hypotheses", title="Hypotheses", rank="z5")
PICTURE = Picture(data="data:image/png;base64,iVBORw0KGgo=", caption="the form")


def with_lane(*cards: Any, **fields: Any) -> Map:
    map_ = small_map()
    return map_.with_fields(lanes=(*map_.lanes, LATE), cards=cards, **fields)


def record(**fields: Any) -> Evidence:
    known = {"id": "e", "question": "q", "definition": "d", "grade": "D", "asked": date(2026, 11, 1)}
    return Evidence.model_validate(known | fields)


def claim(**fields: Any) -> Any:
    return card("h", lane="hypotheses", hypothesis=Hypothesis(**fields))


def lane_of(kind: str) -> Any:
    return lambda *cards, **fields: small_map(*cards, **fields)


def coloured(**fields: Any) -> Map:
    return small_map(card("a", colour="#B2452B", **fields), card("b", colour="#1F7A7A", **fields))


def pale(colour: str) -> Map:
    return small_map(personas=(ANNA.model_copy(update={"colour": colour}),))


def titled(title: str) -> Map:
    return small_map(title=title)


def many(n: int) -> Map:
    return small_map(stages=tuple(Stage(id=f"s{k}", title="s", rank=f"{k:02d}5") for k in range(n)))


def spoken(body: str) -> Map:
    quote = Quote(verbatim_id="v", source="reviews")
    span = QuoteSpan(verbatim_id="v", start=10, end=10 + len("where is it"))
    return small_map(
        card("q", lane="thoughts", body=body, quote=quote, evidence=("e",)), evidence=(record(quotes=(span,)),)
    )


def old(days: int) -> Map:
    asked = date.today() - timedelta(days=days)  # noqa: DTZ011
    return small_map(evidence=(record(asked=asked, review_days=30),))


def period(segment: str, year: int, value: float, n: int) -> Map:
    horizon = Horizon(start=date(year, 1, 1), end=date(year, 12, 31))
    number = card("m", lane="metrics", body="conversion", measure=Measure(value=value, unit="share", n=n))
    return small_map(number, id=f"{segment}{year}", segments=(segment,), horizon=horizon)


FLIP = (
    period("new", 2025, 0.1, 100),
    period("new", 2026, 0.12, 900),
    period("old", 2025, 0.5, 900),
    period("old", 2026, 0.52, 100),
)
GROWTH = (
    period("new", 2025, 0.1, 100),
    period("new", 2026, 0.12, 100),
    period("old", 2025, 0.5, 100),
    period("old", 2026, 0.52, 100),
)
MET = [card(f"t{k}", lane="touchpoints", stage=stage) for k, stage in enumerate(("search", "payment", "return"))]
FELT = tuple(point(stage, 1) for stage in ("search", "payment", "return"))
OPINION = record(grade="E")
EXAMPLE = record(id="template", question="template", grade="E")

CASES: list[tuple[str, str, Any, Any]] = [
    (
        "TR008",
        "unused",
        small_map(personas=(ANNA, BORIS), curve=FELT),
        small_map(card("c", persona="boris"), personas=(ANNA, BORIS), curve=FELT),
    ),
    (
        "TR009",
        "staff",
        small_map(card("c", lane="thoughts", quote=Quote(verbatim_id="v", source="s", speaker_role="staff"))),
        small_map(card("c", lane="solutions", quote=Quote(verbatim_id="v", source="s", speaker_role="staff"))),
    ),
    ("TR010", "nothing_met", small_map(*MET[:2]), small_map(MET[0].model_copy(update={"span_to": "return"}))),
    ("TR011", "gap", small_map(curve=FELT[:2]), small_map(curve=FELT)),
    (
        "TR012",
        "not_taken",
        small_map(card("o", lane="opportunities")),
        small_map(card("o", lane="opportunities"), card("s", lane="solutions", about=("o",))),
    ),
    (
        "TR013",
        "no_owner",
        small_map(card("s", lane="solutions")),
        small_map(card("s", lane="solutions", owner="product")),
    ),
    (
        "TR014",
        "no_metric",
        small_map(card("s", lane="solutions")),
        with_lane(
            card("s", lane="solutions"), claim(metric="conversion", direction="up").model_copy(update={"about": ("s",)})
        ),
    ),
    (
        "TR015",
        "happy",
        small_map(card("a"), curve=FELT),
        small_map(card("a"), links=(Link(id="l", kind="loop", source="return", target="search"),)),
    ),
    ("TR016", "reworded", spoken("Where is it?"), spoken("where is it")),
    ("TR017", "stale", old(31), old(29)),
    ("TR018", "segment", (small_map(), small_map(id="two")), (small_map(), small_map(id="two", state="future"))),
    (
        "TR018",
        "persona",
        (small_map(), small_map(id="two", state="future", personas=(BORIS.model_copy(update={"id": "anna"}),))),
        (small_map(), small_map(id="two", state="future")),
    ),
    (
        "TR018",
        "trait",
        small_map(
            personas=(
                Persona(id="p", name="P", traits=(Trait(name="city", value="Kazan"), Trait(name="city", value="Perm"))),
            )
        ),
        small_map(),
    ),
    ("TR019", "flip", FLIP, GROWTH),
    ("TR020", "map", small_map(), small_map(goal="find out why they do not come back")),
    ("TR020", "persona", small_map(personas=(Persona(id="p", name="P"),)), small_map()),
    ("TR021", "metric", with_lane(card("h", lane="hypotheses")), with_lane(claim(metric="conversion", direction="up"))),
    (
        "TR021",
        "direction",
        with_lane(claim(metric="conversion")),
        with_lane(claim(metric="conversion", direction="down")),
    ),
    (
        "TR022",
        "untested",
        with_lane(claim(metric="m", direction="up", verdict="positive")),
        with_lane(
            claim(metric="m", direction="up", design="randomised", verdict="positive").model_copy(
                update={"evidence": ("e",)}
            ),
            evidence=(record(grade="A"),),
        ),
    ),
    ("TR023", "mute", coloured(), coloured(tags=("backed",))),
    ("TR024", "pale", pale("#FFE066"), pale("#2458D3")),
    (
        "TR025",
        "no_alt",
        small_map(card("c", picture=PICTURE)),
        small_map(card("c", picture=PICTURE.model_copy(update={"alt": "form"}))),
    ),
    ("TR026", "few", many(2), many(3)),
    ("TR026", "many", many(10), many(9)),
    ("TR027", "title", titled("Воронка продаж"), titled("Я выбираю кино")),
    ("TR028", "empty", small_map(card("c")), small_map(card("c", span_to="return"))),
    ("TR029", "no_owner", small_map(), small_map(owner="Olga")),
    (
        "TR030",
        "twice",
        small_map(card("a", body="Too  dear"), card("b", body="too dear")),
        small_map(card("a", body="too dear"), card("b", body="too dear", channel="shop")),
    ),
    ("TR030", "empty", small_map(card("a", body=" ")), small_map(card("a", body=" ", picture=PICTURE))),
    (
        "TR031",
        "left",
        small_map(card("c", evidence=("template",)), evidence=(EXAMPLE,)),
        small_map(card("c", evidence=("template", "e")), evidence=(EXAMPLE, record())),
    ),
    (
        "TR032",
        "opinions",
        small_map(card("c", evidence=("e",)), evidence=(OPINION,)),
        small_map(card("c", evidence=("e",)), evidence=(record(),)),
    ),
    (
        "TR033",
        "no_way",
        small_map(curve=(point("search", -1), point("search", 1, future=True))),
        small_map(card("s", lane="solutions"), curve=(point("search", -1), point("search", 1, future=True))),
    ),
    (
        "TR034",
        "no_source",
        small_map(personas=(Persona(id="p", name="P", traits=(Trait(name="city", value="Kazan"),)),)),
        small_map(personas=(Persona(id="p", name="P", traits=(Trait(name="city", value="Kazan", source="CRM"),)),)),
    ),
]


def keys(code: str, given_: Map | tuple[Map, ...]) -> set[str]:
    maps_ = given_ if isinstance(given_, tuple) else (given_,)
    return {finding.key.partition(".")[2] for finding in check(maps_) if finding.code == code}


@pytest.mark.parametrize(
    ("code", "key", "bad", "good"), CASES, ids=lambda value: value if isinstance(value, str) else ""
)
def test_a_rule_finds_its_mistake_and_is_silent_where_there_is_none(code: str, key: str, bad: Any, good: Any) -> None:
    assert key in keys(code, bad)
    assert key not in keys(code, good)


def test_every_rule_has_a_case() -> None:
    tried = {code for code, _, _, _ in CASES}
    assert {rule.code for rule in RULES} - tried == {f"TR{n:03d}" for n in range(1, 8)}


@pytest.mark.parametrize(
    "title", ["Lejek sprzedaży", "Customer journey: loans", "Путь клиента банка", "Nasi klienci w sklepie"]
)
def test_a_title_from_outside_is_heard_in_three_languages(title: str) -> None:
    assert keys("TR027", titled(title)) == {"title"}


@pytest.mark.parametrize("title", ["I take a loan", "Беру ипотеку", "Wybieram film na wieczór", "Я везу путёвку домой"])
def test_a_title_in_the_customer_s_voice_is_not_reported(title: str) -> None:
    assert not keys("TR027", titled(title))


def fixes(name: str) -> Callable[[Map], Map]:
    [fix] = [rule.fix for rule in RULES if rule.code == name and rule.fix is not None]
    return fix


def test_a_fix_takes_away_what_it_can_and_says_what_it_took() -> None:
    map_ = pale("#FFE066").with_fields(cards=(card("a", body="x"), card("b", body="x"), card("c", picture=PICTURE)))
    [mended], gone = fixed([map_])
    assert {finding.code for finding in gone} == {"TR024", "TR025", "TR030"}
    assert not {"TR024", "TR025", "TR030"} & {finding.code for finding in check([mended])}


def test_a_double_that_another_card_answers_is_kept() -> None:
    map_ = small_map(
        card("a", lane="barriers", body="x"),
        card("b", lane="barriers", body="x"),
        card("o", lane="opportunities", about=("b",)),
    )
    assert not any(one.deleted for one in fixes("TR030")(map_).cards)


@given(maps())
@settings(max_examples=40, deadline=None)
def test_no_map_makes_a_rule_stumble_and_fixing_twice_changes_nothing_more(map_: Map) -> None:
    [mended], _ = fixed([map_])
    assert fixed([mended])[0] == [mended]
