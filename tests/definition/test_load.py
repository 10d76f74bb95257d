from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.definition.load import dump, load, loads, schema, schema_text
from tropa.definition.model import (
    Condition,
    Definition,
    Goal,
    IdentityRules,
    JourneyCut,
    Match,
    Segment,
    Source,
    Stage,
    TouchpointRule,
)
from tropa.errors import DefinitionError, NotFoundError
from tropa.kit.locale import LANGUAGES

SPEC = Path(__file__).parents[2] / "spec" / "definition.schema.json"


def refusal(written: str) -> DefinitionError:
    with pytest.raises(DefinitionError) as caught:
        loads(written)
    return caught.value


CONTRADICTIONS = {
    "langage: ru": "unknown_key_near",
    "zzz: 1": "unknown_key",
    "language: de": "not_allowed",
    "a: 1\na: 2": "repeated_key",
    "- 1": "not_keys",
    "x: [": "bad_yaml",
    "\t": "bad_yaml",
    "stages: 3": "needs_list",
    "stages: [{id: a b, title: A}]": "bad_slug",
    "stages: [{id: a, title: A}, {id: a, title: B}]": "duplicate_stage",
    "sources: [{name: a, files: [x]}, {name: a, files: [y]}]": "duplicate_source",
    "sources: [{name: a, files: [x], mapping: {time_zone: Mars}}]": "bad_time_zone",
    "segments: [{id: a, title: A}, {id: a, title: B}]": "duplicate_segment",
    "segments: [{id: a, title: A, where: [{trait: x}]}]": "one_comparison",
    "segments: [{id: a, title: A, where: [{trait: x, equals: 1, below: 3}]}]": "one_comparison",
    "segments: [{id: a, title: A, where: [{trait: x, below: much}]}]": "needs_number",
    "personas: [{segment: q, name: N}]": "unknown_segment",
    "personas: [{segment: all, name: N}, {segment: all, name: M}]": "duplicate_persona",
    "touchpoints: [{match: {}, touchpoint: b, stage: z}]": "unknown_stage",
    "touchpoints: [{match: {name: a}}]": "missing_key",
    "touchpoints: [{match: a, touchpoint: b}]": "needs_keys",
    "touchpoints: [{match: {name: 7}, touchpoint: b}]": "needs_text",
    "touchpoints: [{match: {}, touchpoint: b, signal: error}, {match: {}, touchpoint: b, signal: wait}]": "two_signals",
    "goal: {title: G, touchpoints: [a]}\ntouchpoints: [{match: {}, touchpoint: b}]": "unknown_touchpoint",
    "goal: {title: G, touchpoints: [a], stage: s}": "unknown_stage",
    "journey: {by: gap}": "gap_missing",
    "journey: {by: gap, gap: 30}": "bad_length",
    "journey: {by: gap, gap: soon}": "bad_length",
    "time_zone: Europe/Moskva": "bad_time_zone",
    "identity: {max_customers: 0}": "too_small",
}


@pytest.mark.parametrize("written", CONTRADICTIONS)
def test_a_contradiction_is_told_by_its_name(written: str) -> None:
    error = refusal(written)
    assert error.code == f"definition.{CONTRADICTIONS[written]}"
    for language in LANGUAGES:
        assert "tropa.yaml" in error.text(language)


def test_a_fault_names_line_key_value_and_what_is_allowed() -> None:
    error = refusal(
        "language: en\nstages:\n  - id: need\n    title: Need\ntouchpoints:\n  - match: {nam: x}\n    touchpoint: a\n"
    )
    assert error.facts["line"] == 6
    assert error.facts["key"] == "touchpoints.0.match.nam"
    assert error.facts["nearest"] == "name"
    assert "utm_source" in str(error)


def test_the_first_fault_in_the_file_is_told_first() -> None:
    assert refusal("time_zone: Mars\nlanguage: de\nstages: 3").facts["line"] == 1


def test_a_touchpoint_in_two_stages_is_refused_where_the_second_stands() -> None:
    error = refusal(
        "stages: [{id: a, title: A}, {id: b, title: B}]\n"
        "touchpoints:\n"
        "- {match: {name: x}, touchpoint: t, stage: a}\n"
        "- {match: {name: y}, touchpoint: t, stage: b}\n"
    )
    assert (error.code, error.facts["line"], error.facts["first"]) == ("definition.two_stages", 4, "a")


def test_yaml_words_that_look_like_truth_values_or_dates_stay_text() -> None:
    definition = loads("segments: [{id: no, title: 2026-05-01, where: [{trait: t, equals: on}]}]")
    segment = definition.segments[0]
    assert (segment.id, segment.title, segment.where[0].equals) == ("no", "2026-05-01", "on")


def test_an_empty_file_is_the_default_definition(tmp_path: Path) -> None:
    path = tmp_path / "tropa.yaml"
    path.write_text("# nothing yet\n", "utf-8")
    assert load(path) == Definition()


def test_a_missing_or_foreign_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        load(tmp_path / "no.yaml")
    path = tmp_path / "tropa.yaml"
    path.write_bytes("language: ru # привет".encode("cp1251"))
    with pytest.raises(DefinitionError, match="UTF-8"):
        load(path)


def test_a_dumped_definition_reads_back_the_same_and_keeps_its_order() -> None:
    definition = Definition(
        language="ru",
        time_zone="Europe/Moscow",
        sources=(Source(name="hits", files=("*.tsv",), late="replace"),),
        touchpoints=(
            TouchpointRule(match=Match(name=("pageview", "no"), url="/фильм/*"), touchpoint="фильм", stage="need"),
            TouchpointRule(match=Match(properties={"n": 3.0, "ok": True, "s": ("1", "b")}), touchpoint=None),
            TouchpointRule(match=Match(name="buy"), touchpoint="покупка"),
        ),
        stages=(Stage(id="need", title={"ru": "Потребность", "en": "Need"}),),
        goal=Goal(title="Покупка", touchpoints=("покупка",)),
        segments=(Segment(id="a", title="А", where=(Condition(trait="age", at_least=18),)),),
        journey=JourneyCut(by="gap", gap="30d"),
        identity=IdentityRules(never=("phone:+7",)),
    )
    written = dump(definition)
    assert loads(written) == definition
    keys = [line.split(":")[0] for line in written.splitlines() if line and line[0].isalpha()]
    assert keys == [name for name in Definition.model_fields if name in keys]
    assert "Потребность" in written
    assert "at_least: 18}" in written


def test_notes_stand_above_the_keys_they_explain() -> None:
    definition = Definition(stages=(Stage(id="a", title="A"), Stage(id="b", title="B")))
    lines = dump(
        definition, {"": "head", "stages": "order", "stages.1": "two\nlines", "goal": "not there"}
    ).splitlines()
    assert lines[0] == "# head"
    assert lines[lines.index("stages:") - 1] == "# order"
    place = next(number for number, line in enumerate(lines) if "id: b" in line)
    assert lines[place - 2 : place] == ["  # two", "  # lines"]


words = st.text("abж1 :#-'\"{}[],&*!|>%@`\\\n", min_size=1, max_size=8)


@given(st.lists(st.tuples(words, words), max_size=4))
def test_any_text_survives_the_file(pairs: list[tuple[str, str]]) -> None:
    rules = tuple(TouchpointRule(match=Match(name=name), touchpoint=touchpoint) for name, touchpoint in pairs)
    definition = Definition(touchpoints=rules)
    assert loads(dump(definition, {"touchpoints.0": "note"})) == definition


def test_the_published_schema_is_current_and_accepts_a_definition() -> None:
    assert SPEC.read_text("utf-8") == schema_text(), "write schema_text() to spec/definition.schema.json"
    jsonschema.validate({"language": "pl", "stages": [{"id": "a", "title": "A"}]}, schema())
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"langage": "pl"}, schema())
