"""A map written in a notebook, step by step."""

import pytest

from tropa.errors import MapError
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.view import cards_in, lanes_in_order, stages_in_order

FILM = Map.new("I choose a film", language="ru", stages=["Потребность", "Выбор"])


def test_the_same_steps_give_the_same_map() -> None:
    assert Map.new("I choose a film", language="ru", stages=["Потребность", "Выбор"]) == FILM


def test_lanes_are_titled_in_the_language_of_the_map() -> None:
    assert lanes_in_order(FILM)[0].title == "Действия"


def test_cards_stand_in_the_order_they_were_added() -> None:
    map_ = FILM.with_card("Выбор", "barriers", "много").with_card("Выбор", "barriers", "много")
    cell = cards_in(map_, map_.stage("Выбор").id, "barriers")
    assert [card.body for card in cell] == ["много", "много"]
    assert [card.id for card in cell] == [card.id for card in map_.cards]


def test_a_kind_without_a_lane_gets_one() -> None:
    map_ = FILM.with_card("Выбор", "backstage", "рекомендации считаются ночью")
    assert lanes_in_order(map_)[-1].kind == "backstage"


def test_a_stage_can_be_put_between_two_others() -> None:
    map_ = FILM.with_stage("Поиск", after="Потребность")
    assert [stage.title for stage in stages_in_order(map_.stages)] == ["Потребность", "Поиск", "Выбор"]


def test_a_step_lies_below_its_stage() -> None:
    map_ = FILM.with_stage("Листает каталог", parent="Выбор")
    assert map_.stage("Листает каталог").parent == map_.stage("Выбор").id


def test_an_emotion_told_again_is_replaced() -> None:
    map_ = FILM.with_persona(Persona.new("Анна")).with_emotion("Выбор", -1).with_emotion("Выбор", 4, scale="1..5")
    assert [(point.value, point.scale) for point in map_.curve] == [(4, "1..5")]


def test_a_changed_persona_takes_the_place_of_the_old_one() -> None:
    anna = Persona.new("Анна")
    map_ = FILM.with_persona(anna).with_persona(anna.model_copy(update={"quote": "опять ничего"}))
    assert [persona.quote for persona in map_.personas] == ["опять ничего"]


@pytest.mark.parametrize(
    "step",
    [
        lambda: FILM.with_card("Покупка", "barriers", "нет"),
        lambda: FILM.with_card("Выбор", "боли", "нет"),
        lambda: FILM.with_emotion("Выбор", 1),
        lambda: FILM.with_persona(Persona.new("Анна")).with_emotion("Выбор", 3),
    ],
)
def test_what_is_not_there_is_told(step: object) -> None:
    with pytest.raises(MapError):
        step()  # type: ignore[operator]
