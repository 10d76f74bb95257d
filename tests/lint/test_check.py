"""Each rule finds its mistake and is silent where there is none."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.model.map_builder import card, point, small_map
from tropa.kit.locale import LANGUAGES, catalogue
from tropa.lint.check import RULES, check, findings_of
from tropa.lint.finding import Finding
from tropa.lint.vague_persona import widest_ages
from tropa.model.card import Measure
from tropa.model.evidence import Evidence
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.stage import Stage

SHARE = Measure(value=0.3, unit="share", n=200)


def found(code: str, *maps: Map) -> list[Finding]:
    return [finding for finding in check(maps) if finding.code == code]


def record() -> Evidence:
    return Evidence.model_validate({"id": "e", "question": "q", "definition": "d", "grade": "D", "asked": "2026-11-01"})


def stages(*titles: str) -> tuple[Stage, ...]:
    return tuple(Stage(id=f"s{n}", title=title, rank=f"{n}5") for n, title in enumerate(titles))


def persona(name: str, **fields: Any) -> Map:
    return small_map(personas=(Persona(id="anna", name=name, **fields),))


def test_a_map_of_nobody_is_one_map_for_all() -> None:
    assert [f.key for f in found("TR001", small_map(segments=(), personas=()))] == ["TR001.no_segment"]


def test_several_segments_need_several_maps() -> None:
    assert [f.key for f in found("TR001", small_map(segments=("a", "b")))] == ["TR001.several"]


def test_a_single_map_of_all_customers_is_pointed_out_and_a_map_of_a_part_is_not() -> None:
    assert [f.key for f in found("TR001", small_map(customers=300))] == ["TR001.only_one"]
    assert not found("TR001", small_map())
    assert not found("TR001", small_map(customers=300), small_map(id="other"))


@pytest.mark.parametrize(
    "name", ["Женщины 20–55", "Kobiety od 20 do 55 lat", "women 20-55", "мужчины от 18 до 60", "ages 25 to 64"]
)
def test_a_wide_age_without_any_trait_is_vague(name: str) -> None:
    assert [f.key for f in found("TR002", persona(name))] == ["TR002.ages"]
    assert not found("TR002", persona(name, goals=("food for the week by Sunday",)))


@pytest.mark.parametrize(
    "name", ["Женщины 25–34", "с 10 до 22 часов", "скидка 10–55 %", "смотрят 20:00–23:00", "Anna", "2010–2055"]
)
def test_a_narrow_age_or_another_range_is_not_vague(name: str) -> None:
    assert widest_ages(name) is None


@pytest.mark.parametrize("name", ["Все клиенты", "Wszyscy klienci", "Everyone"])
def test_everybody_is_vague(name: str) -> None:
    assert [f.key for f in found("TR002", persona(name))] == ["TR002.everybody"]


def test_a_channel_of_the_data_must_stand_on_the_map() -> None:
    map_ = small_map(
        card("a", lane="touchpoints", channel="website"),
        card("b", lane="channels", body="TV app, e-mail"),
        card("c", lane="touchpoints", channel="call_centre", deleted=True),
        channels_seen=("website", "tv_app", "call_centre"),
    )
    assert [dict(f.facts)["channel"] for f in found("TR003", map_)] == ["call_centre"]


@pytest.mark.parametrize(
    ("lane", "fields", "key"),
    [
        ("barriers", {}, "barrier"),
        ("thoughts", {}, "thought"),
        ("metrics", {}, "number"),
        ("touchpoints", {"measure": SHARE}, "number"),
    ],
)
def test_a_claim_needs_evidence(lane: str, fields: dict[str, Any], key: str) -> None:
    assert [f.key for f in found("TR004", small_map(card("a", lane=lane, **fields)))] == [f"TR004.{key}"]
    backed = card("a", lane=lane, evidence=("e",), **fields)
    assert not found("TR004", small_map(backed, evidence=(record(),)))


def test_an_emotion_needs_evidence_unless_it_is_a_wish() -> None:
    assert [f.where for f in found("TR004", small_map(curve=(point("search", 1, n=99),)))] == ["map/curve:search"]
    assert not found("TR004", small_map(curve=(point("search", None), point("search", 1, future=True))))


@pytest.mark.parametrize(
    "titles",
    [("Поиск", "Оплата"), ("Potrzeba", "Wybór", "Zakup"), ("Need", "Interest", "Purchase"), ("Look", "Choose")],
)
def test_a_journey_must_not_end_at_the_till(titles: tuple[str, ...]) -> None:
    assert len(found("TR005", small_map(stages=stages(*titles)))) == 1


@pytest.mark.parametrize(
    "titles",
    [
        ("Поиск", "Оплата", "Возвращение"),
        ("Szukam", "Kupuję", "Korzystam"),
        ("Search", "Pay", "Something else"),
        ("Осведомлённость", "Лояльность"),
        ("Awareness", "Retention"),
    ],
)
def test_a_journey_that_goes_on_is_whole(titles: tuple[str, ...]) -> None:
    assert not found("TR005", small_map(stages=stages(*titles)))


def test_a_barrier_needs_an_answer() -> None:
    barrier = card("b", lane="barriers")
    assert [f.where for f in found("TR006", small_map(barrier))] == ["map/b"]
    for lane in ("opportunities", "solutions"):
        assert not found("TR006", small_map(barrier, card("o", lane=lane, about=("b",))))
    assert found("TR006", small_map(barrier, card("o", lane="solutions", about=("b",), deleted=True)))


@pytest.mark.parametrize(
    "build",
    [
        lambda n: small_map(card("a", measure=Measure(value=0.5, unit="share", n=n))),
        lambda n: small_map(curve=(point("search", 1, n=n),)),
        lambda n: persona("Anna", size=n),
    ],
)
def test_fewer_than_twenty_customers_are_too_few(build: Callable[[int], Map]) -> None:
    assert len(found("TR007", build(19))) == 1
    assert not found("TR007", build(20))


def test_not_enough_data_is_an_honest_answer() -> None:
    assert not found("TR007", small_map(card("a", measure=Measure(value=None, unit="share", n=3))))


def test_every_sentence_exists_in_three_languages() -> None:
    keys = [set(catalogue("lint", language)) for language in LANGUAGES]
    assert keys[0] == keys[1] == keys[2]
    broken = small_map(card("b", lane="barriers"), segments=(), personas=(), channels_seen=("x",))
    broken = broken.model_copy(update={"stages": (Stage(id="search", title="Search", rank="1"),)})
    findings = check([broken], language="pl")
    assert {f.code for f in findings} >= {"TR001", "TR003", "TR004", "TR005", "TR006"}
    for finding in findings:
        assert len({finding.text(language) for language in LANGUAGES}) == 3
        assert finding.to_dict()["message"] == finding.text("pl")


def test_codes_are_in_order_and_findings_know_their_map() -> None:
    assert [rule.code for rule in RULES] == [f"TR{n:03d}" for n in range(1, len(RULES) + 1)]
    one, other = small_map(card("b", lane="barriers")), small_map(id="other")
    found = findings_of(check([one, other]), one)
    assert "map/b" in {f.where for f in found}
    assert {f.where.partition("/")[0] for f in found} == {"map"}
