"""Questions about what changed: metrics, drift, experiments, before and after."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tropa.cli.ask.question import asked
from tropa.cli.options import (
    DesignKind,
    Period,
    read_arms,
    read_choice,
    read_date,
    read_day,
    read_length,
    read_positive,
)
from tropa.cli.screen import say

if TYPE_CHECKING:
    from tropa.library.journey_set import JourneySet

MetricName = Annotated[str, typer.Option("--metric", help=say("option.metric"))]
StageName = Annotated[str | None, typer.Option("--stage", help=say("option.stage"))]
SeriesName = Annotated[str, typer.Option("--series", help=say("option.series"))]
Least = Annotated[float | None, typer.Option("--least", help=say("option.least_effect"))]


@asked("metric")
def metric(
    journeys: "JourneySet",
    name: MetricName = "conversion",
    stage: StageName = None,
    touchpoint: Annotated[list[str] | None, typer.Option("--touchpoint", help=say("option.metric_touchpoint"))] = None,
    clicked: Annotated[list[str] | None, typer.Option("--clicked", help=say("option.clicked"))] = None,
    series: SeriesName = "",
) -> Any:
    """One effect metric."""
    return journeys.metric(name, stage=stage, touchpoints=touchpoint or (), clicked=clicked or (), series=series)


@asked("drift")
def drift(
    journeys: "JourneySet",
    period: Annotated[str, typer.Option("--period", help=say("option.period"))] = "week",
    recent: Annotated[int, typer.Option("--recent", help=say("option.recent"))] = 1,
    horizon: Annotated[str, typer.Option("--horizon", help=say("option.horizon"))] = "7d",
) -> Any:
    """Drift."""
    return journeys.drift(
        period=read_choice("--period", period, Period),
        recent=read_positive("--recent", recent) or 1,
        horizon=read_length(horizon),
    )


@asked("before-after")
def before_after(
    journeys: "JourneySet",
    change: Annotated[str, typer.Option("--change", help=say("option.change"))] = "",
    name: MetricName = "conversion",
    stage: StageName = None,
    series: SeriesName = "",
    least: Annotated[float, typer.Option("--least", help=say("option.least_effect"))] = 0.01,
) -> Any:
    """Before and after a change."""
    return journeys.before_after(read_date("--change", change), name, least_effect=least, stage=stage, series=series)


@asked("experiment")
def experiment(
    journeys: "JourneySet",
    arms: Annotated[str, typer.Option("--arms", help=say("option.arms"))] = "",
    name: MetricName = "conversion",
    stage: StageName = None,
    control: Annotated[str | None, typer.Option("--control", help=say("option.control"))] = None,
    since: Annotated[str | None, typer.Option("--since", help=say("option.since"))] = None,
    before: Annotated[str | None, typer.Option("--before", help=say("option.before"))] = None,
    least: Least = None,
    randomised: Annotated[bool, typer.Option("--randomised", help=say("option.randomised"))] = False,
    design: Annotated[str, typer.Option("--design", help=say("option.design"))] = "fixed",
    planned: Annotated[int | None, typer.Option("--planned", help=say("option.planned"))] = None,
    looks: Annotated[list[float] | None, typer.Option("--look", help=say("option.look"))] = None,
) -> Any:
    """Experiment."""
    from tropa.analytics.experiment import Design

    return journeys.experiment(
        read_arms(arms) if arms else None,
        metric=name,
        stage=stage,
        control=control,
        start=read_day(since),
        before=read_length(before),
        least_effect=least,
        randomised=randomised,
        design=Design(
            kind=read_choice("--design", design, DesignKind),
            planned=read_positive("--planned", planned),
            looks=tuple(looks or ()),
        ),
    )
