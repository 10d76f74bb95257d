"""Question guides: what to ask customers before a map is drawn, an interview and a survey for each goal of a map."""

from functools import cache
from importlib.resources import files
from typing import Annotated, Literal, get_args

from pydantic import Field

from tropa.errors import NotFoundError
from tropa.kit.locale import LANGUAGES, Language
from tropa.model.value import Id, Value
from tropa.templates.written import Words
from tropa.templates.yaml_file import read

Goal = Literal["satisfaction", "brand_feelings", "communication", "barriers", "audience_needs"]
GOALS: tuple[Goal, ...] = get_args(Goal)
AnswerKind = Literal["open", "single", "multi", "nps", "csat", "ces"]
SCALES: dict[AnswerKind, tuple[int, int]] = {"nps": (0, 10), "csat": (1, 5), "ces": (1, 7)}


class Asked(Value):
    """One open question of an interview and what to ask when the answer is short."""

    ask: str
    probes: tuple[str, ...]


class Part(Value):
    """The questions about one stretch of the customer's road."""

    title: str
    questions: tuple[Asked, ...]


class SurveyQuestion(Value):
    """One question of a survey; `options` are what a single or multi choice offers."""

    id: str
    ask: str
    kind: AnswerKind
    options: tuple[str, ...] = ()


class Guide(Value):
    """The questions for one goal in one language."""

    goal: Goal
    language: Language
    title: str
    about: str
    opening: tuple[str, ...]
    parts: tuple[Part, ...]
    closing: tuple[str, ...]
    survey: tuple[SurveyQuestion, ...]


class GuideInfo(Value):
    """What a guide is for, in each language, with the number of its questions."""

    goal: Goal
    titles: dict[Language, str]
    abouts: dict[Language, str]
    interview_questions: int
    survey_questions: int


class _AskedEntry(Value):
    ask: Words
    probes: tuple[Words, ...] = ()


class _PartEntry(Value):
    title: Words
    questions: tuple[_AskedEntry, ...]


class _SurveyEntry(Value):
    id: Id
    ask: Words
    kind: AnswerKind
    options: tuple[Words, ...] = ()


class _GuideFile(Value):
    goal: Goal
    title: Words
    about: Words
    opening: Annotated[tuple[Words, ...], Field(min_length=1)]
    parts: tuple[_PartEntry, ...]
    closing: Annotated[tuple[Words, ...], Field(min_length=1)]
    survey: tuple[_SurveyEntry, ...]


def guide(goal: str, language: Language) -> Guide:
    """The questions for a goal of a map; NotFoundError names the goals there are.

    >>> guide("barriers", "en").survey[0].kind
    'single'
    """
    for known in GOALS:
        if known == goal:
            return _in_language(_read(known), language)
    raise NotFoundError("templates.no_guide", goal=goal, allowed=", ".join(GOALS))


def guides() -> tuple[GuideInfo, ...]:
    """All guides, in the order of the goals of a map."""
    return tuple(
        GuideInfo(
            goal=one.goal,
            titles={language: one.title.of(language) for language in LANGUAGES},
            abouts={language: one.about.of(language) for language in LANGUAGES},
            interview_questions=sum(len(part.questions) for part in one.parts),
            survey_questions=len(one.survey),
        )
        for one in map(_read, GOALS)
    )


@cache
def _read(goal: Goal) -> _GuideFile:
    name = f"{goal}.yaml"
    return read(_GuideFile, files("tropa.templates").joinpath("guides", name).read_text("utf-8"), f"guides/{name}")


def _in_language(file: _GuideFile, language: Language) -> Guide:
    return Guide(
        goal=file.goal,
        language=language,
        title=file.title.of(language),
        about=file.about.of(language),
        opening=_texts(file.opening, language),
        parts=tuple(
            Part(
                title=part.title.of(language),
                questions=tuple(
                    Asked(ask=one.ask.of(language), probes=_texts(one.probes, language)) for one in part.questions
                ),
            )
            for part in file.parts
        ),
        closing=_texts(file.closing, language),
        survey=tuple(
            SurveyQuestion(id=one.id, ask=one.ask.of(language), kind=one.kind, options=_texts(one.options, language))
            for one in file.survey
        ),
    )


def _texts(many: tuple[Words, ...], language: Language) -> tuple[str, ...]:
    return tuple(words.of(language) for words in many)
