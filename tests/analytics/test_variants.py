"""Variants: whole paths grouped exactly, with an exact remainder."""

import gzip
import xml.etree.ElementTree as ET
from collections import defaultdict
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.analytics.oracles import Written, asked, collapsed, stored, written_journeys
from tests.analytics.test_flow import running_example
from tests.journey_builder import journeys
from tropa.analytics.path_groups import group_paths, paths_of
from tropa.analytics.variants import REACHED, VariantsQuestion
from tropa.engines.threads import ask
from tropa.errors import QuestionError

RECEIPT = Path(__file__).parents[2] / "../shared/data/event-logs/receipt.xes.gz"


def receipt() -> Written:
    if not RECEIPT.exists():
        pytest.skip("the log of receipts is not at hand")
    cases: Written = []
    with gzip.open(RECEIPT) as file:
        for _, element in ET.iterparse(file):
            if element.tag.rpartition("}")[2] == "trace":
                events = [child for child in element if child.tag.rpartition("}")[2] == "event"]
                facts = [{fact.get("key"): fact.get("value", "") for fact in event} for event in events]
                cases.append(
                    [(f["concept:name"], int(datetime.fromisoformat(f["time:timestamp"]).timestamp())) for f in facts]
                )
                element.clear()
    return cases


@given(written_journeys, st.integers(1, 4), st.booleans(), st.none() | st.integers(1, 3), st.none() | st.integers(1, 2))
def test_variants_equal_a_plain_grouping(
    written: Written, blocks: int, collapse: bool, max_length: int | None, top: int | None
) -> None:
    lengths: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for journey in written:
        path = tuple(name for name, _ in (collapsed(journey) if collapse else journey))[:max_length]
        lengths[path].append(journey[-1][1] - journey[0][1] if journey else 0)
    expected = sorted(((path, seconds) for path, seconds in lengths.items()), key=lambda v: (-len(v[1]), v[0]))
    answer = asked(VariantsQuestion(top, collapse, max_length), stored(written, blocks=blocks))
    assert answer.total == len(expected)
    assert [(v.path, v.count) for v in answer.variants] == [(p, len(s)) for p, s in expected[:top]]
    for variant, (_, seconds) in zip(answer.variants, expected, strict=False):
        assert variant.time.mean == pytest.approx(np.mean(seconds))
        assert variant.time.median == pytest.approx(np.median(seconds))
    assert answer.other.count == sum(len(s) for _, s in expected[top:]) if top else answer.other.count == 0
    assert answer.other.variants == answer.total - len(answer.variants)
    assert sum(v.share for v in answer.variants) + answer.other.share == pytest.approx(1)
    assert answer.coverage[-1].share == pytest.approx(1)
    sizes = [len(seconds) for _, seconds in expected]
    assert (answer.once, answer.unseen) == (sizes.count(1), sizes.count(1) / len(written))
    for target, point in zip(REACHED, answer.reaching, strict=True):
        fewest = next(k for k in range(1, len(sizes) + 1) if sum(sizes[:k]) >= target * len(written))
        assert (point.variants, point.share) == (fewest, sum(sizes[:fewest]) / len(written))


def test_the_log_of_receipts_has_116_variants_and_713_cases_in_the_first() -> None:
    answer = ask(VariantsQuestion(top=3), journeys(receipt(), blocks=4))
    assert answer.journeys == 1434
    assert answer.total == 116
    assert answer.variants[0].count == 713


def test_the_textbook_log_has_six_variants() -> None:
    answer = ask(VariantsQuestion(), running_example())
    assert [variant.count for variant in answer.variants] == [1] * 6
    seconds = sorted(variant.time.mean for variant in answer.variants)
    assert seconds == [520_920, 703_320, 779_580, 852_300, 1_368_780, 1_576_440]


def test_merging_brings_equal_paths_together_before_they_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tropa.analytics.variants._BESIDE", 4)
    written = [[("a", 0), ("b", second)] for second in range(40)]
    one, many = (asked(VariantsQuestion(), journeys(written, blocks=blocks)) for blocks in (1, 20))
    assert one.variants == many.variants


def test_paths_that_meet_in_the_table_stay_apart() -> None:
    paths = np.arange(3000, dtype=np.uint16)
    offsets = np.arange(3001, dtype=np.int64)
    groups, group = group_paths(paths_of(offsets, paths))
    assert group.tolist() == list(range(3000))
    assert groups.start.tolist() == paths.tolist()


def test_a_length_below_one_is_refused() -> None:
    with pytest.raises(QuestionError, match="max_length is 0"):
        VariantsQuestion(max_length=0)
