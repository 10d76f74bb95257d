"""Every answer has a picture: on its page, without words over words, the same from the same answer, safe."""

import json
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_args

import pytest

from tests.pictures.boxes import off_the_page, words_over_words
from tests.pictures.shop import answers, shop
from tropa import analytics
from tropa.analytics import attribution, barrier_candidates, conformance_alignment, drift, side_by_side
from tropa.analytics.answer import TableAnswer
from tropa.analytics.conformance import ConformanceQuestion
from tropa.analytics.decision import DecisionQuestion
from tropa.analytics.flow import FlowQuestion
from tropa.analytics.funnel import FunnelQuestion
from tropa.analytics.moments import MomentsQuestion
from tropa.analytics.outcome import OutcomeQuestion
from tropa.analytics.paths import PathsQuestion
from tropa.analytics.reach import ReachQuestion
from tropa.analytics.repeat_visits import RepeatVisitsQuestion
from tropa.analytics.retention import RetentionQuestion
from tropa.analytics.sessions import SessionsQuestion
from tropa.analytics.stage_summary import StageSummaryQuestion
from tropa.analytics.step_matrix import StepMatrixQuestion
from tropa.analytics.survival import SurvivalQuestion
from tropa.analytics.variants import VariantsQuestion
from tropa.engines.threads import ask
from tropa.errors import QuestionError
from tropa.kit.locale import LANGUAGES, Language, has_text
from tropa.pictures.page import draw
from tropa.pictures.picture import PICTURES, picture_of
from tropa.pictures.writing import write_html, write_svg

NAMES = sorted(answers())
HOSTILE = '<script>alert(1)</script>&"{}\u202e\x07 שלום 👩‍👩‍👧‍👦 ' + "w" * 90


def test_every_kind_of_answer_that_has_a_picture_is_tested() -> None:
    assert {type(answer) for answer in answers().values()} == set(PICTURES)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_lies_on_the_page_and_no_words_on_words(name: str, language: Language) -> None:
    scene = draw(picture_of(answers()[name], language))
    assert off_the_page(scene) == []
    assert list(words_over_words(scene)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_plain_json_that_says_its_kind_and_its_definition(name: str) -> None:
    answer = answers()[name]
    picture = picture_of(answer)
    plain = json.loads(json.dumps(picture.to_dict(), allow_nan=False))
    assert plain["kind"] == picture.kind
    assert plain["page"]["heading"]["definition"] == answer.definition_in("en")


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_follows_from_its_answer_alone(name: str) -> None:
    assert write_svg(answers()[name], "pl") == write_svg(answers()[name], "pl")


def test_n_is_stated_on_every_picture() -> None:
    for name, answer in answers().items():
        subtitle = picture_of(answer).page.heading.subtitle
        assert any(letter.isdigit() for letter in subtitle), name


@pytest.mark.parametrize(
    "question",
    [
        FlowQuestion(),
        VariantsQuestion(),
        PathsQuestion(start=(HOSTILE.format("site"),)),
        FunnelQuestion(steps=(HOSTILE.format("ad"), HOSTILE.format("pay"))),
        StepMatrixQuestion(steps=3, anchor=HOSTILE.format("cart")),
        ReachQuestion(),
    ],
    ids=lambda question: type(question).__name__,
)
def test_hostile_names_stay_words_within_the_page(question: Any) -> None:
    answer: TableAnswer = ask(question, shop(60, HOSTILE))
    scene = draw(picture_of(answer, "ru"))
    written = write_svg(answer, "ru") + write_html(answer, "ru")
    assert "<script" not in written
    assert "\u202e" not in written
    assert "\x07" not in written
    assert off_the_page(scene) == []
    assert list(words_over_words(scene)) == []


@pytest.mark.parametrize("count", [1, 2, 3])
def test_hardly_any_journeys_have_pictures_too(count: int) -> None:
    few = shop(count)
    questions: list[Any] = [FlowQuestion(), VariantsQuestion(), PathsQuestion(), StepMatrixQuestion(steps=3)]
    questions += [ReachQuestion(), FunnelQuestion(steps=("ad", "pay")), SessionsQuestion(), RetentionQuestion()]
    questions += [SurvivalQuestion(), MomentsQuestion(), DecisionQuestion(), RepeatVisitsQuestion()]
    questions += [OutcomeQuestion(), StageSummaryQuestion(), ConformanceQuestion(path="ad -> pay")]
    for question in questions:
        answer: TableAnswer = question.answer(question.partial(few.blocks[0], few), few)
        scene = draw(picture_of(answer))
        assert off_the_page(scene) == [], question
        assert list(words_over_words(scene)) == [], question


def test_an_answer_without_a_picture_says_so() -> None:
    class RumourAnswer(TableAnswer):
        def rows(self) -> list[dict[str, Any]]:
            return []

    with pytest.raises(QuestionError, match="RumourAnswer"):
        picture_of(RumourAnswer(0, "", FlowQuestion()))


def test_every_answer_of_analytics_has_a_picture() -> None:
    rooms = [import_module(f"tropa.analytics.{found.name}") for found in iter_modules(analytics.__path__)]
    known = {kind for room in rooms for kind in vars(room).values() if isinstance(kind, type)}
    assert {kind for kind in known if issubclass(kind, TableAnswer) and kind is not TableAnswer} == set(PICTURES)


KINDS = {
    "barrier": get_args(barrier_candidates.Kind),
    "drift": get_args(drift.Kind),
    "side": get_args(side_by_side.Kind),
    "deviation": tuple(kind.name.lower() for kind in conformance_alignment.Kind),
    "model": attribution._ALL_MODELS,
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_row_has_its_word(language: Language) -> None:
    words = [f"{kind}.{name}" for kind, names in KINDS.items() for name in names]
    assert [word for word in words if not has_text("pictures", word, language)] == []
