"""DuckDB SQL over a table in memory that was sorted by customer and time."""

from pathlib import Path
from typing import Any

import duckdb

from questions import EDGE, FUNNEL, SESSION_MINUTES, STEPS, TOP, WINDOW_DAYS

SPILL = "duckdb-spill"


def build(folder: Path) -> duckdb.DuckDBPyConnection:
    """The sorted table."""
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    connection.execute(f"SET temp_directory = '{folder / SPILL}'")
    connection.execute("SET max_temp_directory_size = '40GB'")
    connection.execute(f"CREATE TABLE events AS FROM '{folder / 'by_time.parquet'}' ORDER BY customer, time")
    return connection


ready = build


def flow(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Transitions with the time between; exact quantiles (`approx_quantile` takes minutes and spills 40 GB here)."""
    rows = connection.execute("""
        WITH steps AS (
          SELECT customer, touchpoint AS source, lead(touchpoint) OVER journey AS target,
            epoch_us(lead(time) OVER journey - time) / 1e6 AS seconds
          FROM events WINDOW journey AS (PARTITION BY customer ORDER BY time))
        SELECT source, target, count(*), avg(seconds), quantile_cont(seconds, [0.5, 0.95]), count(DISTINCT customer)
        FROM steps WHERE target IS NOT NULL GROUP BY ALL""").fetchall()
    one = next(row for row in rows if row[:2] == EDGE)
    return {
        "pairs": len(rows),
        "transitions": sum(row[2] for row in rows),
        "one": one[2],
        "customers": one[5],
        "median~": one[4][0],
        "p95~": one[4][1],
    }


def variants(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Distinct paths; the most frequent are timed."""
    rows = connection.execute(f"""
        WITH paths AS (SELECT list(touchpoint ORDER BY time) AS path, epoch_us(max(time) - min(time)) / 1e6 AS seconds
          FROM events GROUP BY customer),
        listed AS (SELECT path, count(*) AS n, count(*) OVER () AS variants FROM paths GROUP BY path
          ORDER BY n DESC, path LIMIT {TOP})
        SELECT path, n, variants, avg(seconds), quantile_cont(seconds, [0.5, 0.95])
        FROM listed JOIN paths USING (path) GROUP BY ALL ORDER BY n DESC, path""").fetchall()
    first = next(row for row in rows if row[4][0] > 0)
    return {"variants": first[2], "top": [row[1] for row in rows], "median~": first[4][0], "p95~": first[4][1]}


def funnel(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Customers by step. An event of step k carries the latest start of a chain that came to it."""
    steps = ", ".join(f"'{step}'" for step in FUNNEL)
    query = f"WITH chain1 AS (SELECT *, CASE WHEN touchpoint = '{FUNNEL[0]}' THEN time END AS start1 FROM events"
    query += f" WHERE touchpoint IN ({steps}))"
    for number, step in enumerate(FUNNEL[1:], start=2):
        query += f""", latest{number} AS (SELECT *, max(start{number - 1}) OVER (PARTITION BY customer ORDER BY time
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before FROM chain{number - 1}),
          chain{number} AS (SELECT customer, time, touchpoint,
            {", ".join(f"start{done}" for done in range(1, number))},
            CASE WHEN touchpoint = '{step}' AND time - before <= INTERVAL {WINDOW_DAYS} DAY THEN before END
              AS start{number} FROM latest{number})"""
    counts = ", ".join(
        f"count(DISTINCT customer) FILTER (start{number} IS NOT NULL)" for number in range(1, len(FUNNEL) + 1)
    )
    row = connection.execute(f"{query} SELECT {counts} FROM chain{len(FUNNEL)}").fetchone()
    assert row is not None
    return {"reached": list(row)}


def step_matrix(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Touchpoints by position."""
    rows = connection.execute(f"""
        WITH placed AS (SELECT touchpoint, row_number() OVER (PARTITION BY customer ORDER BY time) AS place FROM events)
        SELECT touchpoint, place, count(*) FROM placed WHERE place <= {STEPS} GROUP BY ALL""").fetchall()
    home = {place: count for touchpoint, place, count in rows if touchpoint == "home"}
    return {"home": [home.get(place, 0) for place in range(1, STEPS + 1)]}


def sessions(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Sessions after 30 minutes of silence."""
    row = connection.execute(f"""
        WITH marked AS (
          SELECT customer, time, lag(time) OVER journey IS NULL
            OR time - lag(time) OVER journey > INTERVAL {SESSION_MINUTES} MINUTE AS begins
          FROM events WINDOW journey AS (PARTITION BY customer ORDER BY time)),
        numbered AS (SELECT customer, time, sum(begins::INT) OVER (PARTITION BY customer ORDER BY time) AS session
          FROM marked),
        sessions AS (SELECT count(*) AS n, epoch_us(max(time) - min(time)) / 1e6 AS seconds FROM numbered
          GROUP BY customer, session)
        SELECT count(*), count(*) FILTER (n = 1), avg(n), avg(seconds), quantile_cont(seconds, [0.5, 0.95])
        FROM sessions""").fetchone()
    assert row is not None
    return {"sessions": row[0], "bounces": row[1], "p95~": row[4][1]}


QUESTIONS = {"flow": flow, "variants": variants, "funnel": funnel, "step_matrix": step_matrix, "sessions": sessions}
