"""The numbers in an answer."""

from tests.journey_builder import journeys
from tropa.analytics.flow import FlowQuestion
from tropa.analytics.funnel import FunnelQuestion
from tropa.analytics.measures import Place, measures
from tropa.analytics.step_matrix import StepMatrixQuestion
from tropa.analytics.variants import VariantsQuestion
from tropa.engines.threads import ask
from tropa.statistics.interval import Estimate

WRITTEN = journeys([[("ad", 0), ("cart", 60)], [("ad", 0)], [("ad", 0), ("cart", 30)]])


def test_rows_are_named_by_their_texts() -> None:
    found = measures(ask(FlowQuestion(), WRITTEN))
    assert found[Place("ad > cart", "edges.count", False)] == 2
    assert found[Place("ad > cart", "edges.time.median", False)] == 45.0
    assert measures(ask(VariantsQuestion(), WRITTEN))[Place("ad > cart", "variants.count", False)] == 2


def test_estimates_stay_whole_and_fields_of_all_answers_are_left_out() -> None:
    found = measures(ask(FunnelQuestion(("ad", "cart")), WRITTEN))
    assert isinstance(found[Place("", "conversion", False)], Estimate)
    assert not [place for place in found if place.field in ("journeys", "definition")]
    assert any(place.numbered for place in found if place.field.startswith("time_bins"))


def test_a_grid_of_numbers_is_read_from_the_table() -> None:
    found = measures(ask(StepMatrixQuestion(steps=2), WRITTEN))
    assert found[Place("cart", "2", False)] == 2 / 3
