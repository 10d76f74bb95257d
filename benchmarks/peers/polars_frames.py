"""Polars by hand, on a frame in memory that is already sorted by customer and time; neighbours instead of windows."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl

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

NAMES = pl.Categorical()
WEEK = 7 * 86_400 * 1_000_000  # times are whole microseconds


def build(folder: Path) -> pl.DataFrame:
    """The time-ordered file, sorted."""
    frame = pl.scan_parquet(folder / "by_time.parquet").with_columns(pl.col("touchpoint", "channel").cast(NAMES))
    return frame.sort("customer", "time").collect()


def ready(folder: Path) -> pl.DataFrame:
    """The file that is sorted already."""
    frame = pl.scan_parquet(folder / "by_customer.parquet").with_columns(pl.col("touchpoint", "channel").cast(NAMES))
    return frame.collect().with_columns(pl.col("customer").set_sorted())


def flow(frame: pl.DataFrame) -> dict[str, Any]:
    """Transitions with the time between, exact quantiles."""
    seconds = (pl.col("time").shift(-1) - pl.col("time")).dt.total_microseconds() / 1e6
    begins = (pl.col("customer") != pl.col("customer").shift(1)).fill_null(value=True)
    found = (
        frame.lazy()
        .select(
            source="touchpoint",
            target=pl.col("touchpoint").shift(-1),
            seconds=seconds,
            same=pl.col("customer") == pl.col("customer").shift(-1),
            customer=begins.cum_sum(),
        )
        .filter("same")
        .group_by("source", "target")
        .agg(
            count=pl.len(),
            customers=pl.col("customer").n_unique(),
            mean=pl.col("seconds").mean(),
            median=pl.col("seconds").median(),
            p95=pl.col("seconds").quantile(0.95),
        )
        .collect()
    )
    one = found.filter(pl.col("source") == EDGE[0], pl.col("target") == EDGE[1]).row(0, named=True)
    transitions = found["count"].sum()
    return {
        "pairs": found.height,
        "transitions": transitions,
        "one": one["count"],
        "customers": one["customers"],
        "median~": one["median"],
        "p95~": one["p95"],
    }


def variants(frame: pl.DataFrame) -> dict[str, Any]:
    """Distinct paths; the most frequent are timed."""
    lasted = (pl.col("time").last() - pl.col("time").first()).dt.total_microseconds() / 1e6
    journeys = frame.lazy().group_by("customer").agg(path=pl.col("touchpoint").to_physical(), seconds=lasted).collect()
    paths = journeys.group_by("path").agg(count=pl.len())
    listed = (
        journeys.lazy()
        .join(paths.top_k(TOP, by="count").lazy(), on="path")
        .group_by("path")
        .agg(
            count=pl.col("count").first(),
            mean=pl.col("seconds").mean(),
            median=pl.col("seconds").median(),
            p95=pl.col("seconds").quantile(0.95, interpolation="linear"),
        )
        .sort("count", descending=True)
        .collect()
    )
    first = listed.filter(pl.col("median") > 0).row(0, named=True)
    return {
        "variants": paths.height,
        "top": listed["count"].to_list(),
        "median~": first["median"],
        "p95~": first["p95"],
    }


def funnel(frame: pl.DataFrame) -> dict[str, Any]:
    """Customers by step. An event of step k carries the latest start of a chain that came to it."""
    chain = frame.lazy().filter(pl.col("touchpoint").cast(pl.String).is_in(FUNNEL))
    chain = chain.with_columns(start=pl.when(pl.col("touchpoint") == FUNNEL[0]).then("time"))
    reached = [pl.col("customer").filter(pl.col("start").is_not_null()).n_unique().alias("0")]
    for number, step in enumerate(FUNNEL[1:], start=1):
        before = "start" if number == 1 else f"start{number - 1}"
        latest = pl.col(before).cum_max().forward_fill().shift(1).over("customer")
        arrived = (pl.col("touchpoint") == step) & (pl.col("time") - latest <= timedelta(days=WINDOW_DAYS))
        chain = chain.with_columns(pl.when(arrived).then(latest).alias(f"start{number}"))
        reached.append(pl.col("customer").filter(pl.col(f"start{number}").is_not_null()).n_unique().alias(str(number)))
    return {"reached": list(chain.select(reached).collect().row(0))}


def step_matrix(frame: pl.DataFrame) -> dict[str, Any]:
    """Touchpoints by position."""
    first = pl.col("customer") != pl.col("customer").shift(1)
    row = pl.int_range(pl.len())
    found = (
        frame.lazy()
        .select("touchpoint", place=row - pl.when(first.fill_null(value=True)).then(row).forward_fill())
        .filter(pl.col("place") < STEPS)
        .group_by("touchpoint", "place")
        .len()
        .collect()
    )
    home = dict(found.filter(pl.col("touchpoint") == "home").select("place", "len").iter_rows())
    return {"home": [home.get(place, 0) for place in range(STEPS)]}


def sessions(frame: pl.DataFrame) -> dict[str, Any]:
    """Sessions after 30 minutes of silence."""
    silent = pl.col("time") - pl.col("time").shift(1) > timedelta(minutes=SESSION_MINUTES)
    begins = ((pl.col("customer") != pl.col("customer").shift(1)) | silent).fill_null(value=True)
    found = (
        frame.lazy()
        .select("time", session=begins.cum_sum())
        .with_columns(pl.col("session").set_sorted())
        .group_by("session")
        .agg(n=pl.len(), seconds=(pl.col("time").max() - pl.col("time").min()).dt.total_microseconds() / 1e6)
        .select(
            sessions=pl.len(),
            bounces=(pl.col("n") == 1).sum(),
            events=pl.col("n").mean(),
            mean=pl.col("seconds").mean(),
            median=pl.col("seconds").median(),
            p95=pl.col("seconds").quantile(0.95),
        )
        .collect()
        .row(0, named=True)
    )
    return {"sessions": found["sessions"], "bounces": found["bounces"], "p95~": found["p95"]}


def paths(frame: pl.DataFrame) -> dict[str, Any]:
    """The steps after a customer's first anchor, gathered by row number; the most frequent ways by length."""
    numbers = range(1, PATH_STEPS + 1)
    anchors = frame.select(pl.arg_where(pl.col("touchpoint") == ANCHOR)).to_series()
    owner = frame["customer"].gather(anchors)
    first = anchors.filter(owner != owner.shift(1, fill_value=-1))
    begun = frame.select("customer", "time").with_columns(pl.col("customer").set_sorted())[first]
    steps = begun
    for k in numbers:
        rows = pl.DataFrame({"row": first + k}).select(pl.when(pl.col("row") < frame.height).then("row")).to_series()
        after = frame.select("customer", "touchpoint", "time")[rows.fill_null(0)]
        same = (after["customer"] == begun["customer"]) & rows.is_not_null()
        steps = steps.with_columns(
            pl.when(same).then(after["touchpoint"]).alias(f"s{k}"), pl.when(same).then(after["time"]).alias(f"t{k}")
        )
    steps = steps.with_columns(t0="time")
    ways = [
        steps.lazy()
        .filter(pl.col(f"s{k}").is_not_null())
        .group_by([f"s{i}" for i in range(1, k + 1)])
        .agg(n=pl.len(), mean=(pl.col(f"t{k}") - pl.col(f"t{k - 1}")).mean())
        .top_k(TOP, by="n")
        .sort("n", descending=True)
        for k in numbers
    ]
    found = pl.collect_all(ways)
    return {
        "paths": steps.height,
        "ended": steps["s1"].null_count(),
        "first": found[0]["n"].to_list()[:PATH_TOP],
        "most": [level["n"][0] for level in found],
        "mean~": found[0]["mean"][0].total_seconds(),
    }


def retention(frame: pl.DataFrame) -> dict[str, Any]:
    """Cohorts by week: in sorted data a customer's weeks are runs."""
    begins = (pl.col("customer") != pl.col("customer").shift(1)).fill_null(value=True)
    born = pl.when(begins).then("time").forward_fill()
    until, weeks = frame["time"].to_physical().max(), range(1, WEEKS + 1)
    left = until - pl.col("time").to_physical()
    counted = (
        frame.lazy()
        .select(begins=begins, born=born, week=(pl.col("time") - born).to_physical() // WEEK)
        .filter(pl.col("begins") | (pl.col("week") != pl.col("week").shift(1)))
        .filter(pl.col("week") <= WEEKS)
        .group_by(cohort=pl.col("born").dt.truncate("1w"), week="week")
        .agg(n=pl.len(), over=(until - pl.col("born").to_physical() >= (pl.col("week").first() + 1) * WEEK).sum())
    )
    ends = (
        frame.lazy()
        .filter(begins)
        .group_by(cohort=pl.col("time").dt.truncate("1w"))
        .agg(*((left >= (n + 1) * WEEK).sum().alias(str(n)) for n in weeks))
    )
    came, eligible = pl.collect_all([counted, ends])
    cohorts = came.filter(pl.col("week") == 0).sort("cohort")["n"].to_list()
    by_week = dict(came.group_by("week").agg(pl.col("over").sum()).iter_rows())
    return {
        "cohorts": cohorts,
        "eligible": [int(eligible[str(n)].sum()) for n in weeks],
        "returned": [by_week.get(n, 0) for n in weeks],
    }


def outcome(frame: pl.DataFrame) -> dict[str, Any]:
    """Converted, lost, open, and the time to convert: joins of the few rows that matter."""
    lazy = frame.lazy()
    begun = lazy.filter(pl.col("touchpoint") == ANCHOR).group_by("customer").agg(begun=pl.col("time").first())
    last = lazy.filter((pl.col("customer") != pl.col("customer").shift(-1)).fill_null(value=True))
    won = (
        lazy.filter(pl.col("touchpoint") == GOAL)
        .select("customer", won="time")
        .join(begun, on="customer")
        .filter(pl.col("won") > pl.col("begun"))
        .group_by("customer")
        .agg(pl.col("won").min())
    )
    silent = pl.lit(frame["time"].max()) - pl.col("time") >= timedelta(days=SILENCE_DAYS)
    converted = pl.col("won").is_not_null()
    seconds = (pl.col("won") - pl.col("begun")).dt.total_microseconds() / 1e6
    found = (
        begun.join(last.select("customer", "time"), on="customer")
        .join(won, on="customer", how="left")
        .select(
            converted=converted.sum(),
            lost=(~converted & silent).sum(),
            open=(~converted & ~silent).sum(),
            median=seconds.median(),
            p95=seconds.quantile(0.95, interpolation="linear"),
        )
        .collect()
        .row(0, named=True)
    )
    states = {name: found[name] for name in ("converted", "lost", "open")}
    return {**states, "median~": found["median"], "p95~": found["p95"]}


def repeat_visits(frame: pl.DataFrame) -> dict[str, Any]:
    """Customers by number of visits: the runs of their beginnings."""
    silent = pl.col("time") - pl.col("time").shift(1) > timedelta(minutes=SESSION_MINUTES)
    begins = ((pl.col("customer") != pl.col("customer").shift(1)) | silent).fill_null(value=True)
    customer = frame.lazy().filter(begins).select("customer").collect().to_series().rechunk()
    visits = customer.rle().struct.field("len")
    counts = [int((visits >= n).sum()) for n in range(2, VISITS + 1)]
    return {"customers": len(visits), "visits": counts}


def pattern(frame: pl.DataFrame) -> dict[str, Any]:
    """Customers who meet the pattern: one of the second between the earliest first and the latest third."""
    first, second, third = MEANT
    lazy = frame.lazy()
    begun = lazy.filter(pl.col("touchpoint") == first).group_by("customer").agg(begun=pl.col("time").first())
    ended = lazy.filter(pl.col("touchpoint") == third).group_by("customer").agg(ended=pl.col("time").last())
    found = (
        lazy.filter((pl.col("touchpoint") == second[0]) | (pl.col("touchpoint") == second[1]))
        .select("customer", "time")
        .join(begun.join(ended, on="customer"), on="customer")
        .filter(pl.col("begun") < pl.col("time"), pl.col("time") < pl.col("ended"))
        .select(pl.col("customer").n_unique())
    )
    return {"matched": found.collect().item()}


def attribution(frame: pl.DataFrame) -> dict[str, Any]:
    """First, last and linear touch; touches of the same channel in a row are one."""
    lazy = frame.lazy()
    won = lazy.filter(pl.col("touchpoint") == GOAL).group_by("customer").agg(won=pl.col("time").first())
    another = pl.col("customer") != pl.col("customer").shift(-1)
    journeys = (
        lazy.select("customer", "time", "channel")
        .join(won, on="customer", maintain_order="left")
        .filter(pl.col("time") < pl.col("won"), pl.col("won") - pl.col("time") <= timedelta(days=LOOKBACK_DAYS))
        .filter((another | (pl.col("channel") != pl.col("channel").shift(-1))).fill_null(value=True))
        .select("channel", pl.col("customer").rle_id())
        .group_by("customer", maintain_order=True)
        .agg("channel", share=1 / pl.len(), first=pl.col("channel").first(), last=pl.col("channel").last())
        .collect()
    )
    linear = journeys.select("channel", "share").explode("channel").group_by("channel").agg(pl.col("share").sum())
    one = linear.filter(pl.col("channel") == CHANNEL)["share"][0]
    first, last = (journeys[name].value_counts(name="n") for name in ("first", "last"))
    return {
        "credited": journeys.height,
        "first": first.filter(pl.col("first") == CHANNEL)["n"][0],
        "last": last.filter(pl.col("last") == CHANNEL)["n"][0],
        "linear": round(one, 6),
    }


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
