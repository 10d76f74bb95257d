"""Retentioneering 5, the product-analytics library. Its funnel has no window, so its counts are not compared."""

import os
from pathlib import Path
from typing import Any

os.environ["RETENTIONEERING_NO_TRACK"] = "1"

import pandas as pd
from retentioneering.eventstream import Eventstream

from questions import ANCHOR, EDGE, FUNNEL, GOAL, MEANT, PATH_STEPS, SESSION_MINUTES, STEPS


def build(folder: Path) -> Eventstream:
    """Its event stream."""
    frame = pd.read_parquet(folder / "by_time.parquet", columns=["customer", "time", "touchpoint"])
    frame.columns = ["user_id", "timestamp", "event"]
    stream = Eventstream(frame)
    stream.df  # noqa: B018 (made on first use)
    return stream


ready = build


def flow(stream: Eventstream) -> dict[str, Any]:
    """Transitions: counts, medians and p95, three calls (it has no mean)."""
    counts = stream.transition_graph_data(edge_weight="count")
    median = stream.transition_graph_data(edge_weight="time_median")
    p95 = stream.transition_graph_data(edge_weight="time_q95")
    return {"one": int(counts.loc[EDGE]), "median~": _seconds(median.loc[EDGE]), "p95~": _seconds(p95.loc[EDGE])}


def funnel(stream: Eventstream) -> dict[str, Any]:
    """Customers by step, without a window."""
    found = stream.funnel_data(steps=list(FUNNEL))
    return {"reached without window": [int(step["unique_paths"]) for step in found["steps"]]}


def step_matrix(stream: Eventstream) -> dict[str, Any]:
    """Touchpoints by position."""
    stream.step_matrix_data(max_steps=STEPS)
    return {}


def sessions(stream: Eventstream) -> dict[str, Any]:
    """Sessions after 30 minutes of silence."""
    found = stream.split_sessions(timeout=f"{SESSION_MINUTES}m")
    return {"sessions": int(found.df["session_id"].nunique())}


def paths(stream: Eventstream) -> dict[str, Any]:
    """The picture of steps around the first anchor; it has no tree and no times."""
    stream.step_sankey_data(max_steps=PATH_STEPS, anchor=ANCHOR)
    return {}


def outcome(stream: Eventstream) -> dict[str, Any]:
    """Converted after the first anchor; it has no lost, no open and no times."""
    found = stream.get_conversion_rate(ANCHOR, GOAL)
    return {"converted": int(found["converted"].iloc[0])}


def pattern(stream: Eventstream) -> dict[str, Any]:
    """Customers who meet the pattern, by its pattern language."""
    first, second, third = MEANT
    written = f"{first}->.*->[{'|'.join(second)}]->.*->{third}"
    found = stream.get_metrics([{"metric": "matches_pattern", "metric_args": {"pattern": written}}])
    return {"matched": int(found.iloc[:, 0].sum())}


def _seconds(value: Any) -> float:
    return float(value.total_seconds()) if hasattr(value, "total_seconds") else float(value)


QUESTIONS = {
    "flow": flow,
    "paths": paths,
    "funnel": funnel,
    "step_matrix": step_matrix,
    "sessions": sessions,
    "outcome": outcome,
    "pattern": pattern,
}
