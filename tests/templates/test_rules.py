"""What every template must be: complete enough to present, in three languages, in the customer's voice."""

import re
from collections.abc import Iterator
from datetime import date

import pytest
from pydantic import BaseModel

from tropa.kit.locale import LANGUAGES, Language
from tropa.lint.check import check
from tropa.model.map import Map
from tropa.model.view import cards_of_kind, curve_of, stages_in_order
from tropa.templates.load import names, read_template, template, templates
from tropa.templates.written import Template, Words

ALL = names()
FULL = [name for name in ALL if name != "blank"]
TODAY = date(2026, 11, 24)
LANES = {
    "actions", "thoughts", "emotion", "touchpoints", "channels", "barriers", "opportunities", "solutions", "metrics",
}  # fmt: skip
EVERYWHERE = ("actions", "thoughts", "touchpoints", "channels")
VOICE: dict[Language, str] = {
    "ru": r"(Я|Мы)\b|(Не )?\w+(у|ю|усь|юсь|ем|ём|им|емся|имся)\b",
    "pl": r"(Nie )?\w+(ę|am|em|my)\b",
    "en": r"(I|We|I’m|I'm|We’re|We're)\b",
}
# One map alone, no customers counted, no owner, example left, opinions only, traits without source
A_TEMPLATE_LEAVES = {"TR001", "TR007", "TR029", "TR031", "TR032", "TR034"}
SENTENCES = ("actions", "thoughts", "barriers", "opportunities", "solutions", "hypotheses")


def told(part: object, place: str = "") -> Iterator[tuple[str, Words]]:
    """Every text of a template with its place."""
    if isinstance(part, Words):
        yield place, part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from told(getattr(part, name), f"{place}.{name}")
    elif isinstance(part, dict):
        for name, inner in part.items():
            yield from told(inner, f"{place}.{name}")
    elif isinstance(part, tuple):
        for number, inner in enumerate(part):
            yield from told(inner, f"{place}[{number}]")


def texts(name: str) -> list[tuple[str, Words]]:
    return list(told(read_template(name)))


def english(name: str) -> Map:
    return template(name, "en", TODAY)


def stage_of(map_: Map, place: str) -> str:
    """The stage of a stage or step."""
    return map_.stage(place).parent or place


def words_in(text: str) -> int:
    return sum(bool(re.search(r"\w", word)) for word in text.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_every_template_is_a_map_in_every_language(name: str, language: Language) -> None:
    map_ = template(name, language, TODAY)
    assert read_template(name).id == name
    assert (map_.language, map_.created) == (language, TODAY)
    assert map_.goal
    assert map_.description
    assert all(card.body for card in map_.cards)
    assert Map.model_validate_json(map_.model_dump_json()) == map_


@pytest.mark.parametrize("name", ALL)
def test_russian_is_written_in_cyrillic_and_nothing_else_is(name: str) -> None:
    for place, said in texts(name):
        same = said.ru == said.en == said.pl  # an abbreviation or a name
        assert same or re.search("[а-яёА-ЯЁ]", said.ru), (place, said.ru)
        assert not re.search("[а-яёА-ЯЁ]", said.pl + said.en), (place, said.pl, said.en)


@pytest.mark.parametrize("name", ALL)
def test_no_word_mixes_two_alphabets(name: str) -> None:
    for place, said in texts(name):
        assert not re.search("[а-яё][a-z]|[a-z][а-яё]", said.ru, re.IGNORECASE), (place, said.ru)


@pytest.mark.parametrize("name", ALL)
def test_polish_is_not_left_in_english(name: str) -> None:
    long = [said for _, said in texts(name) if words_in(said.en) > 2]
    assert [said.en for said in long if said.en == said.pl] == []


@pytest.mark.parametrize("name", ALL)
def test_no_text_is_over_140_letters_or_carelessly_spaced(name: str) -> None:
    for place, said in texts(name):
        for language in LANGUAGES:
            text = said.of(language)
            assert len(text) <= 140, (place, text)
            assert "  " not in text, (place, text)
            assert not re.search(r"\s[,.;:!?]", text), (place, text)


@pytest.mark.parametrize("name", FULL)
def test_a_card_is_of_2_to_14_words(name: str) -> None:
    for stage, lanes in read_template(name).cards.items():
        for lane in SENTENCES:
            for card in lanes.get(lane, ()):
                assert card.text is not None, (stage, lane)
                counts = {language: words_in(card.text.of(language)) for language in LANGUAGES}
                assert all(2 <= count <= 14 for count in counts.values()), (stage, lane, card.text.en, counts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_the_title_is_in_the_customer_s_voice(name: str, language: Language) -> None:
    title = read_template(name).title.of(language)
    assert re.match(VOICE[language], title), title


@pytest.mark.parametrize("name", FULL)
def test_there_are_5_to_7_stages_and_the_usual_lanes(name: str) -> None:
    found = read_template(name)
    assert 5 <= len(found.stages) <= 7
    assert {lane.kind for lane in found.lanes} >= LANES


@pytest.mark.parametrize("kind", EVERYWHERE)
@pytest.mark.parametrize("name", FULL)
def test_every_stage_says_what_people_do_think_and_meet(name: str, kind: str) -> None:
    found = read_template(name)
    step_of = {step.id: stage.id for stage in found.stages for step in stage.steps}
    lanes = {lane.id for lane in found.lanes if lane.kind == kind}
    filled = {step_of.get(stage, stage) for stage, rows in found.cards.items() if any(rows.get(lane) for lane in lanes)}
    assert [stage.id for stage in found.stages if stage.id not in filled] == []


@pytest.mark.parametrize("name", FULL)
def test_every_persona_feels_something_in_every_stage_and_says_it_at_the_top_and_the_bottom(name: str) -> None:
    map_ = english(name)
    stages = [stage.id for stage in stages_in_order(map_.stages) if stage.parent is None]
    for persona in map_.personas:
        points = curve_of(map_.curve, persona.id)
        assert {stage_of(map_, place) for place in points} == set(stages), persona.id
        felt = sorted(points.values(), key=lambda point: point.value or 0)
        assert felt[0].label, (persona.id, felt[0].stage)
        assert felt[-1].label, (persona.id, felt[-1].stage)


@pytest.mark.parametrize("name", FULL)
def test_somebody_feels_bad_somewhere_and_good_somewhere(name: str) -> None:
    values = [point.value or 0 for point in english(name).curve if not point.future]
    assert min(values) < 0 < max(values)


@pytest.mark.parametrize("name", FULL)
def test_barriers_are_answered_and_solutions_have_owner_and_metric(name: str) -> None:
    map_ = english(name)
    barriers, solutions = cards_of_kind(map_, "barriers"), cards_of_kind(map_, "solutions")
    assert len(barriers) >= 3
    assert len(solutions) >= 3
    answers = (*cards_of_kind(map_, "opportunities"), *solutions)
    assert {card.id for card in barriers} <= {name for card in answers for name in card.about}
    assert [card.body for card in solutions if not card.owner] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FULL)
def test_the_checker_finds_nothing_but_that_it_is_an_example(name: str, language: Language) -> None:
    found = [finding for finding in check([template(name, language, TODAY)]) if finding.code not in A_TEMPLATE_LEAVES]
    assert [f"{one.where}: {one}" for one in found] == []


@pytest.mark.parametrize("name", FULL)
def test_a_persona_is_somebody(name: str) -> None:
    found = read_template(name)
    assert len(found.segments) in (1, len(found.personas))
    for persona in found.personas:
        assert persona.role, persona.id
        assert persona.quote, persona.id
        assert persona.goals, persona.id
        assert persona.fears, persona.id
        assert len(persona.traits) >= 3, persona.id


@pytest.mark.parametrize("name", ALL)
def test_what_a_template_describes_it_uses(name: str) -> None:
    found = read_template(name)
    cards = [card for rows in found.cards.values() for row in rows.values() for card in row]
    channels = {card.channel for card in cards} | {arrow.channel for arrow in found.arrows}
    assert [one.id for one in found.channels if one.id not in channels] == []
    metrics = {card.metric for card in cards}
    assert [one.id for one in found.metrics if one.id not in metrics] == []


@pytest.mark.parametrize("name", ALL)
def test_the_list_tells_what_the_template_holds(name: str) -> None:
    (info,) = (one for one in templates() if one.id == name)
    for language in LANGUAGES:
        map_ = template(name, language, TODAY)
        assert (info.titles[language], info.abouts[language]) == (map_.title, map_.description)
        top = [stage.title for stage in stages_in_order(map_.stages) if stage.parent is None]
        assert info.stages[language] == tuple(top)
        assert info.personas[language] == tuple(persona.name for persona in map_.personas)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_blank_template_asks_instead_of_telling(language: Language) -> None:
    map_ = template("blank", language, TODAY)
    first = stages_in_order(map_.stages)[0]
    assert len(map_.stages) == 5
    asked = {card.lane for card in map_.cards}
    assert asked == {lane.id for lane in map_.lanes if lane.kind not in ("emotion", "arc")}
    assert {card.stage for card in map_.cards} == {first.id}
    assert [card.body for card in map_.cards if "?" not in card.body] == []


def test_the_templates_are_at_least_five_of_different_trades() -> None:
    found: list[Template] = [read_template(name) for name in ALL]
    assert {"classic", "online_cinema", "b2b_deal", "new_flat", "blank"} <= set(ALL)
    assert len({one.category for one in found}) >= 5
