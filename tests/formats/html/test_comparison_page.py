"""The comparison: every segment's line, every measure, and differences that do not live on colour."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from tests.formats.example_map import example_comparison
from tests.formats.html.page_reader import PageReader
from tests.model.strategies import comparisons
from tropa.formats.html import write_comparison_html
from tropa.kit.locale import LANGUAGES, Language
from tropa.model.comparison import Comparison

DAY = date(2026, 11, 24)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_segment_has_a_line_and_a_name_at_its_end(language: Language) -> None:
    comparison = example_comparison(language)
    page = PageReader(write_comparison_html(comparison, today=DAY))
    looks = [value for value in page.attributes("class") if value.startswith("line c")]
    assert looks == ["line c0", "line c1", "line c2"]
    assert len([value for value in page.attributes("class") if value.startswith("end end-")]) == 3


def test_a_notable_difference_has_a_sign_and_a_word() -> None:
    text = PageReader(write_comparison_html(example_comparison("en"), today=DAY)).text
    assert "▲higher by 5.5 pp" in text
    assert "▼lower by 10 min" in text
    assert "difference +3.5…+7.5 pp" in text


def test_a_segment_without_barriers_says_so() -> None:
    assert "no barrier found" in PageReader(write_comparison_html(example_comparison("en"), today=DAY)).text


@given(comparisons())
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_comparison_becomes_a_page(comparison: Comparison) -> None:
    page = PageReader(write_comparison_html(comparison, today=DAY))
    assert [tag for tag, _ in page.tags].count("main") == 1
