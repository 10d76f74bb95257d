"""Question guides: complete, open and not leading, in three languages, and readable as Markdown."""

import re

import pytest

from tropa.errors import NotFoundError
from tropa.kit.locale import LANGUAGES, Language
from tropa.templates.guide import GOALS, Goal, guide, guides
from tropa.templates.guide_text import guide_text

# Questions that a yes or a no answers, or that put the answer into the mouth
CLOSED: dict[Language, str] = {
    "ru": r"(Вам (по)?нравится|Довольны ли|Согласны ли|Правда ли|Не кажется ли)|\bли вы\b",
    "pl": r"(Czy|Prawda, że)\b",
    "en": r"(Do|Did|Are|Is|Was|Were|Have|Has|Would|Don’t|Isn’t|Will|Can|Could)\b",
}
EVERY = [(goal, language) for goal in GOALS for language in LANGUAGES]


@pytest.mark.parametrize(("goal", "language"), EVERY)
def test_an_interview_has_8_to_12_open_questions_by_stage(goal: Goal, language: Language) -> None:
    found = guide(goal, language)
    asked = [one.ask for part in found.parts for one in part.questions]
    assert 8 <= len(asked) <= 12
    assert len(found.parts) >= 3
    assert found.opening
    assert found.closing
    assert [ask for ask in asked if re.match(CLOSED[language], ask)] == []
    assert all(re.search(r"[?.]$", ask) for ask in asked)
    assert sum(bool(one.probes) for part in found.parts for one in part.questions) >= 5


@pytest.mark.parametrize(("goal", "language"), EVERY)
def test_a_survey_has_5_to_10_questions_and_choices_to_choose_from(goal: Goal, language: Language) -> None:
    survey = guide(goal, language).survey
    assert 5 <= len(survey) <= 10
    assert len({one.id for one in survey}) == len(survey)
    for one in survey:
        assert (len(one.options) >= 3) == (one.kind in ("single", "multi")), one.id
        assert len(set(one.options)) == len(one.options), one.id
    assert {one.kind for one in survey} >= {"open", "single"}
    assert {one.kind for one in survey} & {"nps", "csat", "ces"}


@pytest.mark.parametrize(("goal", "language"), EVERY)
def test_a_guide_is_written_in_its_alphabet(goal: Goal, language: Language) -> None:
    said = guide_text(guide(goal, language))
    assert bool(re.search("[а-яё]", said)) == (language == "ru")


@pytest.mark.parametrize("goal", GOALS)
def test_the_languages_ask_different_sentences(goal: Goal) -> None:
    russian, polish, english = (guide(goal, language) for language in LANGUAGES)
    assert [one.id for one in russian.survey] == [one.id for one in english.survey]
    assert {one.ask for one in polish.survey}.isdisjoint(one.ask for one in english.survey)


def test_markdown_has_the_script_and_the_answers() -> None:
    said = guide_text(guide("satisfaction", "pl"))
    assert said.startswith("# ")
    assert re.search(r"^1\. ", said, re.MULTILINE)
    assert "## Ankieta" in said
    assert "0: na pewno nie polecę … 10: na pewno polecę" in said


def test_the_list_has_every_goal_with_its_numbers() -> None:
    found = guides()
    assert [one.goal for one in found] == list(GOALS)
    assert all(one.interview_questions >= 8 and one.survey_questions >= 5 for one in found)


def test_an_unknown_goal_is_told_with_those_there_are() -> None:
    with pytest.raises(NotFoundError, match=r"no questions for the goal fun. There are: satisfaction, brand_feelings"):
        guide("fun", "en")
