"""Polars by hand, on a frame in memory that is already sorted by customer and time; neighbours instead of windows."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl

from questions import EDGE, FUNNEL, SESSION_MINUTES, STEPS, TOP, WINDOW_DAYS

NAMES = pl.Categorical()


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


QUESTIONS = {"flow": flow, "variants": variants, "funnel": funnel, "step_matrix": step_matrix, "sessions": sessions}
