"""pm4py, the process-mining library (AGPL; in the bench's own environment, never a dependency)."""

from pathlib import Path
from typing import Any

import pandas as pd
import pm4py

from questions import EDGE, TOP


def build(folder: Path) -> pd.DataFrame:
    """Its event log: renamed columns, sorted by case and time."""
    frame = pd.read_parquet(folder / "by_time.parquet", columns=["customer", "time", "touchpoint"])
    frame["customer"] = frame["customer"].astype("string")
    return pm4py.format_dataframe(frame, case_id="customer", activity_key="touchpoint", timestamp_key="time")


ready = build


def flow(log: pd.DataFrame) -> dict[str, Any]:
    """The directly-follows graph and its times (mean and median; it has no p95)."""
    counts, _, _ = pm4py.discover_dfg(log)
    times, _, _ = pm4py.discover_performance_dfg(log, perf_aggregation_key="all")
    return {
        "pairs": len(counts),
        "transitions": int(sum(counts.values())),
        "one": int(counts[EDGE]),
        "median~": float(times[EDGE]["median"]),
    }


def variants(log: pd.DataFrame) -> dict[str, Any]:
    """Distinct paths."""
    found = pm4py.get_variants(log)
    counts = sorted((count if isinstance(count, int) else len(count) for count in found.values()), reverse=True)
    return {"variants": len(found), "top": counts[:TOP]}


QUESTIONS = {"flow": flow, "variants": variants}
