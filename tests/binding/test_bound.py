"""Numbers of answers that cards are bound to, each by a name under which it is found again."""

from datetime import date

import pytest

from tests.binding.material_builder import ALL, MET_ERROR, material
from tropa.analytics.flow import FlowQuestion
from tropa.analytics.outcome import OutcomeQuestion
from tropa.analytics.reach import ReachQuestion
from tropa.analytics.stage_summary import StageSummaryQuestion
from tropa.binding.bound import MEASURE, is_bound, measure_named, measured, record_of
from tropa.engines.threads import ask
from tropa.errors import NotFoundError
from tropa.kit.locale import LANGUAGES, Language

TODAY = date(2026, 11, 24)
JOURNEYS = material().journeys


@pytest.mark.parametrize("question", [FlowQuestion, OutcomeQuestion, ReachQuestion, StageSummaryQuestion])
def test_every_number_is_found_again_by_its_name(question: type) -> None:
    answer = ask(question(), JOURNEYS)
    main, found = measured(answer)
    assert len({one.measure for one in found}) == len(found)
    assert main in {one.measure for one in found}
    assert all(measure_named(answer, one.measure) == one for one in found)
    assert measure_named(answer, "").measure == main


def test_the_share_of_a_touchpoint_is_a_share_with_its_interval() -> None:
    found = {one.measure: one for one in measured(ask(ReachQuestion(), JOURNEYS))[1]}
    error = next(one for name, one in found.items() if "card error|" in name and name.endswith("share"))
    assert (error.value, error.n, error.unit) == (MET_ERROR / ALL, ALL, "share")
    assert error.low is not None
    assert error.high is not None
    assert error.low < error.value < error.high


def test_a_name_that_is_not_there_is_refused_with_names_that_are() -> None:
    with pytest.raises(NotFoundError) as refused:
        measure_named(ask(OutcomeQuestion(), JOURNEYS), "nothing|at all")
    assert refused.value.code == "evidence.no_measure"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_keeps_the_question_and_the_number(language: Language) -> None:
    answer = ask(OutcomeQuestion(), JOURNEYS)
    number = measure_named(answer, "", language)
    asked = {"segment": "new"}
    one = record_of("outcome", asked, answer, number, language=language, today=TODAY, table_version=4)
    again = record_of("outcome", asked, answer, number, language=language, today=date(2027, 1, 1), table_version=5)
    assert one.id == again.id
    assert is_bound(one)
    assert one.parameters == {"segment": "new", MEASURE: number.measure}
    assert (one.value, one.n, one.grade) == (number.value, number.n or ALL, "D")
