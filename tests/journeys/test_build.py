"""Building against a plain Python sort and group."""

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tropa.errors import InputError, QuestionError
from tropa.journeys.block import NEVER, UNKNOWN, Journeys
from tropa.journeys.build import build
from tropa.journeys.cut import Cut
from tropa.journeys.plan import Plan

START = datetime(2026, 1, 1, tzinfo=UTC)
EVENT = st.fixed_dictionaries(
    {
        "customer": st.sampled_from(["anna", "Борис", "c", "NA", None]),
        "second": st.integers(0, 5),
        "touchpoint": st.sampled_from(["ad", "buy", "call", None]),
        "channel": st.sampled_from(["site", "shop", None]),
        "sequence": st.sampled_from([None, -1, 0, 7]),
        "value": st.sampled_from([None, 1.5]),
    }
)


def table(events: list[dict[str, Any]]) -> pa.Table:
    time = pa.array([START + timedelta(seconds=event["second"]) for event in events], pa.timestamp("us", "UTC"))
    kinds = {"customer": pa.string(), "touchpoint": pa.string(), "channel": pa.string(), "sequence": pa.int64()}
    columns = {name: pa.array([event.get(name) for event in events], kind) for name, kind in kinds.items()}
    positions = pa.array([event.get("position", row) for row, event in enumerate(events)], pa.int64())
    values = pa.array([event.get("value") for event in events], pa.float64())
    return pa.table(columns | {"time": time, "position": positions, "value": values})


def histories(built: Journeys) -> dict[str, list[tuple[str, str, int, float | None]]]:
    """By customer: (touchpoint, channel, second, value) in order."""
    words = built.vocabulary
    found = {}
    for block in built.blocks:
        for number, customer in enumerate(block.customer.to_pylist()):
            rows = range(block.offsets[number], block.offsets[number + 1])
            found[customer] = [
                (
                    words.touchpoints[block.touchpoint[row]],
                    words.channels[block.channel[row]],
                    int(block.time[row] - START.timestamp() * 1e6) // 1_000_000,
                    None if block.value is None or np.isnan(block.value[row]) else float(block.value[row]),
                )
                for row in rows
            ]
    return found


def by_hand(events: list[dict[str, Any]]) -> dict[str, list[tuple[str, str, int, float | None]]]:
    customers = defaultdict(list)
    for event in events:
        if event["customer"] is not None and event["touchpoint"] is not None:
            customers[event["customer"]].append(event)
    none_first = -(10**9)
    for history in customers.values():
        history.sort(key=lambda e: (e["second"], none_first if e["sequence"] is None else e["sequence"], e["position"]))
    return {
        customer: [(e["touchpoint"], e["channel"] or "", e["second"], e["value"]) for e in history]
        for customer, history in customers.items()
    }


@given(st.lists(EVENT, max_size=120), st.sampled_from([1, 2, 7]), st.randoms(use_true_random=False))
def test_shuffled_events_become_what_sorting_and_grouping_by_hand_gives(
    events: list[dict[str, Any]], partitions: int, dice: random.Random
) -> None:
    events = [event | {"position": position} for position, event in enumerate(events)]
    expected = by_hand(events)
    dice.shuffle(events)
    built = build(table(events), Plan(goal=("buy",)), partitions=partitions)
    assert histories(built) == expected
    assert built.left_out + built.events == len(events)


def test_a_long_history_is_in_order_too() -> None:
    dice = random.Random(7)
    events = [
        {"customer": "c", "second": dice.randrange(50), "touchpoint": "ad", "sequence": dice.choice([None, 1, 2])}
        | {"channel": "site", "value": float(row), "position": row}
        for row in range(3000)
    ]
    expected = by_hand(events)
    dice.shuffle(events)
    assert histories(build(table(events), Plan())) == expected


def some_events(count: int = 400) -> pa.Table:
    dice = random.Random(1)
    return table(
        [
            {"customer": f"c{dice.randrange(60)}", "second": dice.randrange(9000), "touchpoint": dice.choice("abcg")}
            | {"channel": dice.choice(["site", "call"])}
            for _ in range(count)
        ]
    )


def test_table_relation_files_and_spilled_rows_give_the_same(tmp_path: Path) -> None:
    events = some_events()
    pq.write_table(events.slice(0, 150), tmp_path / "1.parquet", row_group_size=40)
    pq.write_table(events.slice(150), tmp_path / "2.parquet")
    files = [tmp_path / "1.parquet", tmp_path / "2.parquet"]
    whole = histories(build(events, Plan()))
    assert histories(build(files, Plan())) == whole
    assert histories(build(duckdb.from_arrow(events), Plan(), partitions=3)) == whole
    assert histories(build(files, Plan(), partitions=3, folder=tmp_path / "work")) == whole
    assert sorted(path.suffix for path in (tmp_path / "work").iterdir()) == [".arrow"] * 3


def test_numbers_as_customers_and_other_names_of_columns(tmp_path: Path) -> None:
    events = pa.table({"who": [7, 7, -1], "when": pa.array([2, 1, 1], pa.timestamp("s")), "what": ["b", "a", "a"]})
    plan = Plan(customer_column="who", time_column="when", touchpoint_column="what")
    built = build(events, plan)
    assert built.blocks[0].customer.to_pylist() == ["7", "-1"]
    assert built.blocks[0].touchpoint.tolist() == [0, 1, 0]
    assert built.blocks[0].time.tolist() == [1_000_000, 2_000_000, 1_000_000]


def test_columns_of_codes_lose_the_codes_nobody_uses_and_the_ones_that_mean_nothing() -> None:
    codes = pa.DictionaryArray.from_arrays(pa.array([0, 2, 2, 3, None], pa.int32()), ["a", "unused", "b", None])
    for column in ("customer", "touchpoint"):
        events = table([{"customer": "c", "second": 0, "touchpoint": "t"}] * 5)
        built = build(events.set_column(events.column_names.index(column), column, codes), Plan())
        assert (built.events, built.left_out) == (3, 2)
        found = built.blocks[0].customer.to_pylist() if column == "customer" else list(built.vocabulary.touchpoints)
        assert found == ["a", "b"]


def test_goal_times_and_the_end_of_the_data_are_found() -> None:
    events = table(
        [
            {"customer": customer, "second": second, "touchpoint": touchpoint}
            for customer, second, touchpoint in [("a", 1, "x"), ("a", 3, "g"), ("a", 5, "g"), ("b", 9, "x")]
        ]
    )
    built = build(events, Plan(goal=("g", "never seen")))
    start = int(START.timestamp() * 1e6)
    assert built.blocks[0].goal_time.tolist() == [start + 3_000_000, NEVER]
    assert built.observed_until == start + 9_000_000
    assert build(events, Plan(), observed_until=5).observed_until == 5
    assert built.vocabulary.touchpoints == ("g", "never seen", "x")


def test_customers_get_their_segment() -> None:
    segments = pa.table({"customer": ["c1", "c2", "c2", "gone"], "segment": ["new", "old", "new", "old"]})
    built = build(some_events(), Plan(), segments=segments, partitions=4)
    found: dict[str, int] = {}
    for block in built.blocks:
        found |= dict(zip(block.customer.to_pylist(), block.segment.tolist(), strict=True))
    assert built.vocabulary.segments == ("new", "old")
    assert (found["c1"], found["c2"], found["c3"]) == (0, 1, UNKNOWN)


def test_stages_are_taken_from_the_events_by_majority() -> None:
    stages = ["buy", "need", "need", "need", "buy", None, "odd"]
    rows = [{"customer": "c", "second": 0, "touchpoint": touchpoint} for touchpoint in "aaabbcc"]
    events = table(rows).append_column("stage", pa.array(stages))
    built = build(events, Plan(stages=("need", "buy", "use"))).vocabulary
    assert built.stage_of == (0, 0, UNKNOWN)
    named = build(events, Plan(stages=("need", "use"), stage_of={"c": "use"})).vocabulary
    assert named.stage_of == (UNKNOWN, UNKNOWN, 1)
    assert build(events, Plan()).vocabulary.stages == ("buy", "need", "odd")


def test_properties_to_hold_constant_come_from_a_column_or_from_json() -> None:
    rows = [{"customer": "c", "second": second, "touchpoint": "a"} for second in range(5)]
    events = table(rows).append_column("shop", pa.array([1, None, 1, 2, 2]))
    json = ['{"item": "x y"}', '{"item": 5}', "not json", None, '{"item": "x y"}']
    held = build(events.append_column("properties", pa.array(json)), Plan(keep=("shop", "item"))).blocks[0].held
    assert held["shop"].tolist() == [0, UNKNOWN, 0, 1, 1]
    assert held["item"].tolist() == [1, 0, UNKNOWN, UNKNOWN, 1]


def test_a_cut_in_the_plan_is_applied() -> None:
    whole = build(some_events(), Plan(goal=("g",)))
    assert build(some_events(), Plan(goal=("g",), cut=Cut("goal"))).count > whole.count


def test_no_events_are_no_journeys() -> None:
    built = build(table([]), Plan(goal=("g",)))
    assert (built.count, built.vocabulary.touchpoints) == (0, ("g",))


def test_progress_ends_when_all_steps_are_done() -> None:
    seen: list[tuple[int, int]] = []
    build(some_events(), Plan(), partitions=3, progress=lambda done, known: seen.append((done, known)))
    assert seen[-1] == (4, 4)


def test_too_many_touchpoints_name_the_number_and_the_way_out() -> None:
    count = 65_536
    events = pa.table(
        {
            "customer": pa.array(["c"] * count),
            "time": pa.array(np.arange(count), pa.timestamp("us")),
            "touchpoint": [f"/item/{number}" for number in range(count)],
        }
    )
    assert build(events.slice(1), Plan()).events == count - 1
    with pytest.raises(QuestionError, match=r"65536 different touchpoints.*URL template"):
        build(events, Plan())


def test_a_wrong_file_or_column_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.parquet").write_text("no")
    with pytest.raises(InputError, match=r"x\.parquet cannot be read as Parquet"):
        build([tmp_path / "x.parquet"], Plan())
    with pytest.raises(InputError, match=r"no file of events .*y\.parquet"):
        build([tmp_path / "y.parquet"], Plan())
    with pytest.raises(InputError, match=r"no column who\. Their columns are: customer, "):
        build(some_events(), Plan(customer_column="who"))
    with pytest.raises(InputError, match=r"Column channel holds string; timestamp"):
        build(some_events(), Plan(time_column="channel"))
    with pytest.raises(InputError, match=r"Column channel holds string; double"):
        build(some_events(), Plan(value_column="channel"))


def test_a_plan_with_an_unlisted_stage_or_an_unknown_signal_is_refused() -> None:
    with pytest.raises(QuestionError, match="stage use, which is not among the stages: need"):
        Plan(stages=("need",), stage_of={"a": "use"})
    with pytest.raises(QuestionError, match="signal loud; allowed are error"):
        Plan(signals={"a": "loud"})
