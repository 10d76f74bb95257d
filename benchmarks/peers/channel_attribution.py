"""ChannelAttribution on paths that are grouped already (GPL; in the bench's own environment, never a dependency).

Making the paths is not timed, which Tropa's time includes. Its Markov model is a simulation of walks, so its credits
come near the exact ones.
"""

import contextlib
import io
from pathlib import Path
from typing import Any

import ChannelAttribution
import duckdb
import pandas as pd

from questions import CHANNEL, GOAL, LOOKBACK_DAYS


def build(folder: Path) -> pd.DataFrame:
    """Different paths with the number of journeys that converted and that did not."""
    return (
        duckdb.connect()
        .execute(f"""
        WITH events AS (FROM '{folder / "by_customer.parquet"}'),
        ends AS (SELECT customer, min(time) FILTER (touchpoint = '{GOAL}') AS won, max(time) AS last
          FROM events GROUP BY customer),
        looked AS (
          SELECT customer, time, channel, won, lead(channel) OVER (PARTITION BY customer ORDER BY time) AS next
          FROM events JOIN ends USING (customer)
          WHERE (won IS NULL OR time < won) AND coalesce(won, last) - time <= INTERVAL {LOOKBACK_DAYS} DAY),
        journeys AS (
          SELECT string_agg(channel, ' > ' ORDER BY time) AS path, any_value(won) IS NOT NULL AS won
          FROM looked WHERE next IS DISTINCT FROM channel GROUP BY customer)
        SELECT path, count(*) FILTER (won) AS won, count(*) FILTER (NOT won) AS lost FROM journeys GROUP BY path
        """)
        .df()
    )


ready = build


def attribution(frame: pd.DataFrame) -> dict[str, Any]:
    """First, last and linear touch."""
    with contextlib.redirect_stdout(io.StringIO()):
        table = ChannelAttribution.heuristic_models(frame, "path", "won", flg_pro=False)
    rows = table.set_index(table.columns[0])
    one = rows.loc[CHANNEL]
    return {
        "credited": round(rows["first_touch"].sum()),
        **{model: round(float(one[f"{model}_touch"]), 6) for model in ("first", "last", "linear")},
    }


def markov(frame: pd.DataFrame) -> dict[str, Any]:
    """Removal effects of a chain of order 1, by simulation."""
    with contextlib.redirect_stdout(io.StringIO()):
        table = ChannelAttribution.markov_model(
            frame, "path", "won", var_null="lost", order=1, seed=1, verbose=False, flg_pro=False
        )
    rows = table.set_index(table.columns[0])[table.columns[1]].astype(float)
    return {"credited": round(rows.sum()), "markov~": float(rows[CHANNEL])}


QUESTIONS = {"attribution": attribution, "markov": markov}
