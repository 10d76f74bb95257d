"""Segments side by side: the same measures, each with evidence, and differences only where there are some."""

from datetime import date

import pytest

from tests.binding.material_builder import ALL, MET_ERROR, material
from tropa.binding.draft import draft
from tropa.model.comparison import Comparison, ComparisonCell


@pytest.fixture(scope="module")
def compared() -> Comparison:
    """`met` are those who met the card error, `others` the rest; `met` comes first."""
    segments = ("met",) * MET_ERROR + ("others",) * (ALL - MET_ERROR)
    found = draft(material(segments), today=date(2026, 11, 24)).comparison
    assert found is not None
    return found


def cell(compared: Comparison, persona: str, stage: str, metric: str) -> ComparisonCell:
    (found,) = (c for c in compared.cells if (c.persona, c.stage, c.metric) == (f"persona_{persona}", stage, metric))
    return found


def test_a_true_difference_is_notable_and_has_opposite_signs(compared: Comparison) -> None:
    worse, better = (cell(compared, name, "pay", "conversion").difference for name in ("met", "others"))
    assert worse is not None
    assert better is not None
    assert worse.notable
    assert worse.value < -0.4
    assert better.value == pytest.approx(-worse.value)


def test_equal_segments_do_not_differ(compared: Comparison) -> None:
    difference = cell(compared, "met", "search", "reach").difference
    assert difference is not None
    assert (difference.value, difference.notable) == (0, False)


def test_times_are_shown_but_not_tested(compared: Comparison) -> None:
    found = cell(compared, "others", "search", "time")
    assert found.measure.unit == "seconds"
    assert found.difference is None


def test_every_cell_has_evidence_of_its_own_segment(compared: Comparison) -> None:
    records = {record.id: record for record in compared.evidence}
    for one in compared.cells:
        (record,) = (records[name] for name in one.evidence)
        assert f"persona_{record.parameters['segment']}" == one.persona
        assert record.parameters["metric"] == one.metric


def test_the_worst_barriers_stand_under_their_segment(compared: Comparison) -> None:
    assert set(compared.barriers) == {"persona_met", "persona_others"}
    assert all(len(names) <= 3 for names in compared.barriers.values())
