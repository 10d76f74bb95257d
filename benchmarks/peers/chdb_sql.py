"""ClickHouse in this process (chdb): SQL over a MergeTree table ordered by customer and time."""

import json
from pathlib import Path
from typing import Any

from chdb.session import Session

from questions import (
    ANCHOR,
    CHANNEL,
    EDGE,
    FUNNEL,
    GOAL,
    LOOKBACK_DAYS,
    MEANT,
    PATH_STEPS,
    PATH_TOP,
    SESSION_MINUTES,
    SILENCE_DAYS,
    STEPS,
    TOP,
    VISITS,
    WEEKS,
    WINDOW_DAYS,
)

SECOND = 1_000_000  # times are whole microseconds
DAY = 86_400 * SECOND
WEEK = 7 * DAY
END = "(end)"


def build(folder: Path) -> Session:
    """The ordered table, its times as microseconds, its names as codes."""
    session = Session()
    session.query(f"""
        CREATE TABLE events ENGINE = MergeTree ORDER BY (customer, time) AS
        SELECT customer, toUInt64(toUnixTimestamp64Micro(time)) AS time, toLowCardinality(touchpoint) AS touchpoint,
          toLowCardinality(channel) AS channel FROM file('{folder / "by_time.parquet"}')""")
    return session


ready = build


def ask(session: Session, query: str) -> list[list[Any]]:
    """The rows of a query."""
    return list(json.loads(session.query(query, "JSONCompact").data())["data"])


def flow(session: Session) -> dict[str, Any]:
    """Transitions with the time between; quantiles by t-digest."""
    rows = ask(
        session,
        f"""
        WITH transitions AS (
          SELECT customer, touchpoint AS source, leadInFrame(touchpoint) OVER journey AS target,
            leadInFrame(time) OVER journey AS next, next - time AS passed
          FROM events WINDOW journey AS (PARTITION BY customer ORDER BY time
            ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING))
        SELECT source, target, toInt64(count()), toInt64(uniqExact(customer)), avg(passed) / {SECOND},
          quantilesTDigest(0.5, 0.95)(passed) FROM transitions WHERE next > 0 GROUP BY source, target""",
    )
    one = next(row for row in rows if tuple(row[:2]) == EDGE)
    return {
        "pairs": len(rows),
        "transitions": sum(number(row[2]) for row in rows),
        "one": number(one[2]),
        "customers": number(one[3]),
        "median~": one[5][0] / SECOND,
        "p95~": one[5][1] / SECOND,
    }


def variants(session: Session) -> dict[str, Any]:
    """Distinct paths; the most frequent are timed."""
    rows = ask(
        session,
        f"""
        WITH paths AS (SELECT groupArray(touchpoint) AS path, max(time) - min(time) AS passed
          FROM (SELECT * FROM events ORDER BY customer, time) GROUP BY customer)
        SELECT toInt64(count()) AS n, toInt64(count() OVER ()), avg(passed), quantiles(0.5, 0.95)(passed)
        FROM paths GROUP BY path ORDER BY n DESC, path LIMIT {TOP}""",
    )
    first = next(row for row in rows if row[3][0] > 0)
    return {
        "variants": number(first[1]),
        "top": [number(row[0]) for row in rows],
        "median~": first[3][0] / SECOND,
        "p95~": first[3][1] / SECOND,
    }


def paths(session: Session) -> dict[str, Any]:
    """The steps after a customer's first anchor, cut out of an array a customer; the most frequent ways by length."""
    numbers = range(1, PATH_STEPS + 1)
    steps = ", ".join(
        f"if(length(way) > {k}, way[{k + 1}].1, '{END}') AS s{k}, toInt64(way[{k + 1}].2) - toInt64(way[{k}].2) AS t{k}"
        for k in numbers
    )
    ways = " UNION ALL ".join(
        f"""SELECT * FROM (SELECT {k}, toInt64(count()) AS n, avg(t{k}) FROM steps WHERE s{k} != '{END}'
          GROUP BY {", ".join(f"s{i}" for i in range(1, k + 1))} ORDER BY n DESC LIMIT {TOP})"""
        for k in numbers
    )
    session.query("DROP TABLE IF EXISTS steps")
    session.query(f"""
        CREATE TABLE steps ENGINE = Memory AS SELECT {steps} FROM (
          SELECT groupArray((touchpoint, time)) AS whole, indexOf(whole.1, '{ANCHOR}') AS place,
            arraySlice(whole, place, {PATH_STEPS + 1}) AS way
          FROM (SELECT customer, time, touchpoint FROM events ORDER BY customer, time)
          GROUP BY customer HAVING place > 0)""")
    begun, ended = (number(value) for value in ask(session, f"SELECT count(), countIf(s1 = '{END}') FROM steps")[0])
    rows = sorted(((number(k), -number(n), mean) for k, n, mean in ask(session, ways)), key=lambda row: row[:2])
    return {
        "paths": begun,
        "ended": ended,
        "first": [-n for k, n, _ in rows if k == 1][:PATH_TOP],
        "most": [max(-n for k, n, _ in rows if k == step) for step in numbers],
        "mean~": rows[0][2] / SECOND,
    }


def funnel(session: Session) -> dict[str, Any]:
    """Customers by step, with `windowFunnel`."""
    conditions = ", ".join(f"touchpoint = '{step}'" for step in FUNNEL)
    chosen = ", ".join(f"'{step}'" for step in FUNNEL)
    rows = ask(
        session,
        f"""
        SELECT {", ".join(f"toInt64(countIf(reached >= {number}))" for number in range(1, len(FUNNEL) + 1))}
        FROM (SELECT windowFunnel({WINDOW_DAYS * DAY})(time, {conditions}) AS reached FROM events
          WHERE touchpoint IN ({chosen}) GROUP BY customer)""",
    )
    return {"reached": [number(value) for value in rows[0]]}


def step_matrix(session: Session) -> dict[str, Any]:
    """Touchpoints by position."""
    rows = ask(
        session,
        f"""
        WITH journeys AS (SELECT groupArray({STEPS})(touchpoint) AS path
          FROM (SELECT * FROM events ORDER BY customer, time) GROUP BY customer)
        SELECT touchpoint, place, toInt64(count()) FROM journeys
        ARRAY JOIN path AS touchpoint, arrayEnumerate(path) AS place GROUP BY touchpoint, place""",
    )
    home = {number(place): number(count) for touchpoint, place, count in rows if touchpoint == "home"}
    return {"home": [home.get(place, 0) for place in range(1, STEPS + 1)]}


def sessions(session: Session) -> dict[str, Any]:
    """Sessions after 30 minutes of silence: arrays of times, split."""
    rows = ask(
        session,
        f"""
        WITH sessions AS (
          SELECT arrayJoin(arraySplit((at, gap) -> gap > {SESSION_MINUTES * 60 * SECOND}, times,
            arrayDifference(times))) AS one
          FROM (SELECT groupArray(toInt64(time)) AS times FROM (SELECT customer, time FROM events
            ORDER BY customer, time) GROUP BY customer))
        SELECT toInt64(count()), toInt64(countIf(length(one) = 1)), avg(length(one)), avg(one[-1] - one[1]),
          quantiles(0.5, 0.95)(one[-1] - one[1]) FROM sessions""",
    )
    return {"sessions": number(rows[0][0]), "bounces": number(rows[0][1]), "p95~": rows[0][4][1] / SECOND}


def retention(session: Session) -> dict[str, Any]:
    """Cohorts by week, with `retention` over the weeks since the first moment (arrays instead take as long)."""
    weeks = range(1, WEEKS + 1)
    came_in = ", ".join(f"intDiv(time - born, {WEEK}) = {week}" for week in weeks)
    over = {week: f"born + {(week + 1) * WEEK} <= until" for week in weeks}
    eligible = ", ".join(f"toInt64(countIf({over[week]}))" for week in weeks)
    returned = ", ".join(f"toInt64(countIf({over[week]} AND came[{week + 1}] = 1))" for week in weeks)
    rows = ask(
        session,
        f"""
        WITH (SELECT max(time) FROM events) AS until,
        firsts AS (SELECT customer, min(time) AS born FROM events GROUP BY customer),
        customers AS (SELECT born, retention(time > 0, {came_in}) AS came
          FROM events JOIN firsts USING (customer) GROUP BY customer, born)
        SELECT intDiv(born + {3 * DAY}, {WEEK}) AS cohort, toInt64(count()), {eligible}, {returned}
        FROM customers GROUP BY cohort ORDER BY cohort""",
    )
    sums = [sum(number(row[k]) for row in rows) for k in range(2, 2 + 2 * WEEKS)]
    return {"cohorts": [number(row[1]) for row in rows], "eligible": sums[:WEEKS], "returned": sums[WEEKS:]}


def outcome(session: Session) -> dict[str, Any]:
    """Converted, lost, open, and the time to convert."""
    rows = ask(
        session,
        f"""
        WITH (SELECT max(time) FROM events) AS until,
        customers AS (SELECT minIf(time, touchpoint = '{ANCHOR}') AS begun, max(time) AS last,
            arrayMin(arrayFilter(at -> at > begun, groupArrayIf(time, touchpoint = '{GOAL}'))) AS won
          FROM events GROUP BY customer HAVING begun > 0)
        SELECT toInt64(countIf(won > 0)), toInt64(countIf(won = 0 AND until - last >= {SILENCE_DAYS * DAY})),
          toInt64(countIf(won = 0 AND until - last < {SILENCE_DAYS * DAY})),
          quantilesIf(0.5, 0.95)(won - begun, won > 0) FROM customers""",
    )
    converted, lost, open_, times = rows[0]
    states = {"converted": number(converted), "lost": number(lost), "open": number(open_)}
    return {**states, "median~": times[0] / SECOND, "p95~": times[1] / SECOND}


def repeat_visits(session: Session) -> dict[str, Any]:
    """Customers by number of visits."""
    rows = ask(
        session,
        f"""
        SELECT toInt64(count()), {", ".join(f"toInt64(countIf(visits >= {n}))" for n in range(2, VISITS + 1))}
        FROM (SELECT 1 + arrayCount(gap -> gap > {SESSION_MINUTES * 60 * SECOND},
            arrayDifference(groupArray(toInt64(time)))) AS visits
          FROM (SELECT customer, time FROM events ORDER BY customer, time) GROUP BY customer)""",
    )
    customers, *visits = (number(value) for value in rows[0])
    return {"customers": customers, "visits": visits}


def pattern(session: Session) -> dict[str, Any]:
    """Customers who meet the pattern, with `sequenceMatch`."""
    first, second, third = MEANT
    either = ", ".join(f"'{name}'" for name in second)
    rows = ask(
        session,
        f"""
        SELECT toInt64(countIf(met)) FROM (
          SELECT sequenceMatch('(?1).*(?2).*(?3)')(time, touchpoint = '{first}', touchpoint IN ({either}),
            touchpoint = '{third}') AS met
          FROM events WHERE touchpoint IN ('{first}', {either}, '{third}') GROUP BY customer)""",
    )
    return {"matched": number(rows[0][0])}


def attribution(session: Session) -> dict[str, Any]:
    """First, last and linear touch; touches of the same channel in a row are one."""
    rows = ask(
        session,
        f"""
        WITH journeys AS (
          SELECT groupArray((touchpoint, channel, time)) AS whole, indexOf(whole.1, '{GOAL}') AS place,
            whole[place].3 AS won,
            arrayCompact(arrayFilter(touch -> won - touch.3 <= {LOOKBACK_DAYS * DAY},
              arraySlice(whole, 1, place - 1)).2) AS path
          FROM (SELECT customer, time, touchpoint, channel FROM events ORDER BY customer, time)
          GROUP BY customer HAVING place > 1)
        SELECT name, toInt64(countIf(k = 1)), toInt64(countIf(k = length(path))), sum(1 / length(path)) FROM journeys
        ARRAY JOIN path AS name, arrayEnumerate(path) AS k GROUP BY name""",
    )
    one = next(row for row in rows if row[0] == CHANNEL)
    credited = sum(number(row[1]) for row in rows)
    return {"credited": credited, "first": number(one[1]), "last": number(one[2]), "linear": round(one[3], 6)}


def number(value: Any) -> int:
    """A whole number, which JSON quotes when it is long."""
    return int(value)


QUESTIONS = {
    "flow": flow,
    "variants": variants,
    "paths": paths,
    "funnel": funnel,
    "step_matrix": step_matrix,
    "sessions": sessions,
    "retention": retention,
    "outcome": outcome,
    "repeat_visits": repeat_visits,
    "pattern": pattern,
    "attribution": attribution,
}
