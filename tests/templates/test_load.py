"""Reading templates: the faults of a file, told with their place, and what a map gets from a good one."""

from datetime import date
from typing import Any

import pytest
import yaml

from tropa.errors import MapError, NotFoundError
from tropa.kit.locale import Language
from tropa.model.map import Map
from tropa.templates.build import build
from tropa.templates.load import parse, template, templates


def words(text: str) -> dict[str, str]:
    return {"ru": f"{text} ру", "pl": f"{text} pl", "en": text}


def written() -> dict[str, Any]:
    return {
        "id": "tiny",
        "category": "retail",
        "title": words("I buy"),
        "about": words("about"),
        "goal": words("goal"),
        "segments": [words("segment")],
        "personas": [{"id": "anna", "name": words("Anna")}],
        "channels": [{"id": "shop", "title": words("shop"), "icon": "🏬", "offline": True}],
        "metrics": [{"id": "sales", "title": words("sales"), "definition": words("all that is sold"), "target": 0.25}],
        "stages": [
            {"id": "need", "title": words("need"), "steps": [{"id": "need_on", "title": words("step")}]},
            {"id": "buy", "title": words("buy")},
        ],
        "lanes": ["actions", "channels", "barriers", {"kind": "text", "id": "notes", "title": words("notes")}],
        "cards": {
            "need": {
                "barriers": [{"id": "dear", "text": words("too dear"), "severity": 0.7}, words("far away")],
                "actions": [{"text": words("look"), "about": ["dear"], "metric": "sales", "owner": words("Bob")}],
            },
            "need_on": {"notes": [words("remark")], "channels": [{"channel": "shop"}]},
        },
        "curve": {"anna": {"need": -1, "buy": {"value": 1.5, "label": words("mine"), "truth": True}}},
        "future": {"anna": {"need": 1}},
        "links": [{"kind": "loop", "from": "buy", "to": "need", "label": words("again")}],
        "actors": [{"id": "me", "title": words("me"), "kind": "customer", "persona": "anna"}],
        "arrows": [{"stage": "buy", "from": "me", "to": "me", "label": words("pay"), "channel": "shop"}],
    }


def dumped(file: dict[str, Any]) -> str:
    return yaml.safe_dump(file, allow_unicode=True, sort_keys=False)


def fault(file: dict[str, Any]) -> str:
    with pytest.raises(MapError) as caught:
        parse(dumped(file), "tiny.yaml")
    return str(caught.value)


def tiny(language: Language) -> Map:
    return build(parse(dumped(written()), "tiny.yaml"), language, date(2026, 11, 24))


def put(path: str, value: object) -> dict[str, Any]:
    """The tiny template with another value at a dotted path."""
    file = written()
    *steps, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    node: Any = file
    for step in steps:
        node = node[step]
    node[last] = value
    return file


def test_a_template_becomes_a_map_in_the_language_asked_for() -> None:
    map_ = tiny("pl")
    assert (map_.title, map_.language, map_.created) == ("I buy pl", "pl", date(2026, 11, 24))
    assert [stage.title for stage in map_.stages] == ["need pl", "step pl", "buy pl"]
    assert [lane.title for lane in map_.lanes] == ["Działania", "Kanały", "Bariery", "notes pl"]
    assert map_.personas[0].segment == "segment pl"
    assert map_.stages[1].parent == "need"


def test_cards_keep_their_links_scores_and_places() -> None:
    cards = {card.body: card for card in tiny("en").cards}
    assert cards["too dear"].id == "dear"
    assert cards["too dear"].scores is not None
    assert cards["too dear"].scores.severity == 0.7
    assert cards["too dear"].rank < cards["far away"].rank
    assert (cards["look"].about, cards["look"].metric, cards["look"].owner) == (("dear",), "sales", "Bob")
    assert (cards["shop"].stage, cards["shop"].channel, cards["shop"].icon) == ("need_on", "shop", "🏬")


def test_points_say_what_is_felt_now_and_later_and_a_stage_left_out_stays_as_it_is() -> None:
    curve = tiny("en").curve
    felt = [(one.stage, one.value, one.label, one.moment_of_truth, one.future) for one in curve]
    assert felt[:2] == [("need", -1, "", False, False), ("buy", 1.5, "mine", True, False)]
    assert felt[2:] == [("need", 1, "", False, True), ("buy", 1.5, "", False, True)]


def test_all_rests_on_one_evidence_that_it_is_an_example() -> None:
    map_ = tiny("en")
    (record,) = map_.evidence
    assert (record.id, record.question, record.grade, record.asked) == ("template", "template", "E", date(2026, 11, 24))
    assert "An example from a template" in record.definition
    assert {card.evidence for card in map_.cards} == {point.evidence for point in map_.curve} == {("template",)}


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("colour", "red", "tiny.yaml, colour: there is no such key. Allowed: id, category"),
        ("cards.need.barriers.1", {"ru": "да", "pl": "tak"}, "cards.need.barriers[1].text.en: this key is missing"),
        ("cards.need.barriers.0.size", 3, "cards.need.barriers[0].size: there is no such key. Allowed: id, text"),
        ("cards.need.barriers.1.de", "ja", "cards.need.barriers[1].text.de: there is no such key. Allowed: ru, pl, en"),
        ("title.ru", " ", "title.ru: the value"),
        ("cards.later", {}, "tiny.yaml, cards: there is no stage later"),
        ("cards.need.sounds", [], "tiny.yaml, cards.need: there is no lane sounds"),
        ("cards.need.actions.0.about", ["cheap"], "cards.need.actions[0]: there is no card cheap"),
        ("cards.need.actions.0.channel", "site", "cards.need.actions[0]: there is no channel site"),
        ("cards.need.actions.0.metric", "clicks", "cards.need.actions[0]: there is no metric clicks"),
        ("cards.need.actions.0.id", "dear", "two entries of kind card have the id dear"),
        ("curve.bob", {}, "tiny.yaml, curve: there is no persona bob"),
        ("future.anna.later", 1, "tiny.yaml, future.anna: there is no stage later"),
        ("curve.anna.need", 3, "curve.anna.need.value: the value 3"),
        ("links.0.to", "later", "tiny.yaml, links[0]: there is no stage later"),
        ("links.0.source", "need", "links[0].source: there is no such key"),
        ("arrows.0.to", "you", "tiny.yaml, arrows[0]: there is no actor you"),
        ("lanes.0", "dances", "lanes[0].kind: the value dances"),
        ("category", "war", "category: the value war"),
    ],
)
def test_a_fault_is_told_with_file_and_place(path: str, value: object, said: str) -> None:
    assert said in fault(put(path, value))


def test_what_is_no_yaml_is_told_with_its_line() -> None:
    with pytest.raises(MapError, match=r"tiny.yaml, line \d: this is not YAML"):
        parse("id: tiny\ntitle: {ru: да\n", "tiny.yaml")


def test_a_file_that_is_only_a_list_is_told() -> None:
    with pytest.raises(MapError, match=r"tiny.yaml, -: the value \['a'\]"):
        parse("[a]", "tiny.yaml")


def test_on_and_no_are_words() -> None:
    assert parse(dumped(put("title", words("x"))).replace("x ру", "no"), "t").title.ru == "no"


def test_an_unknown_template_is_told_with_those_there_are() -> None:
    with pytest.raises(NotFoundError, match=r"There is no template tea. There are: .*classic"):
        template("tea", "en")


def test_the_list_of_templates_has_each_once_and_the_blank_one_last() -> None:
    found = [one.id for one in templates()]
    assert len(found) == len(set(found))
    assert found[-1] == "blank"


def test_ids_are_the_same_in_every_language() -> None:
    russian, english = (template("classic", language, date(2026, 1, 1)) for language in ("ru", "en"))
    assert [card.id for card in russian.cards] == [card.id for card in english.cards]
    assert russian.id == english.id
