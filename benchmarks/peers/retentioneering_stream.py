"""Retentioneering 5, the product-analytics library. Its funnel has no window, so its counts are not compared."""

import os
from pathlib import Path
from typing import Any

os.environ["RETENTIONEERING_NO_TRACK"] = "1"

import pandas as pd
from retentioneering.eventstream import Eventstream

from questions import EDGE, FUNNEL, SESSION_MINUTES, STEPS


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


def _seconds(value: Any) -> float:
    return float(value.total_seconds()) if hasattr(value, "total_seconds") else float(value)


QUESTIONS = {"flow": flow, "funnel": funnel, "step_matrix": step_matrix, "sessions": sessions}
