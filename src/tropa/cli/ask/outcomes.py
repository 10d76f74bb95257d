"""Questions about what becomes of journeys."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from tropa.cli.ask.question import asked
from tropa.cli.options import (
    Assignment,
    Conversions,
    CreditBy,
    Entries,
    Period,
    RetentionKind,
    Windows,
    read_arms,
    read_choice,
    read_length,
    read_positive,
)
from tropa.cli.screen import say

if TYPE_CHECKING:
    from tropa.library.journey_set import JourneySet

After = Annotated[list[str] | None, typer.Option("--after", help=say("option.after"))]
Until = Annotated[list[str] | None, typer.Option("--until", help=say("option.until"))]
Silence = Annotated[str | None, typer.Option("--silence", help=say("option.silence"))]
Gap = Annotated[str, typer.Option("--gap", help=say("option.gap"))]
PeriodName = Annotated[str, typer.Option("--period", help=say("option.period"))]


@asked("outcome")
def outcome(journeys: "JourneySet", after: After = None, silence: Silence = None) -> Any:
    """Outcome."""
    return journeys.outcome(after or (), silence=read_length(silence))


@asked("survival")
def survival(journeys: "JourneySet", after: After = None, until: Until = None) -> Any:
    """Survival."""
    return journeys.survival(after or (), until or ())


@asked("retention")
def retention(
    journeys: "JourneySet",
    kind: Annotated[str, typer.Option("--kind", help=say("option.retention_kind"))] = "n_day",
    period: PeriodName = "week",
    periods: Annotated[int, typer.Option("--periods", help=say("option.periods"))] = 8,
    after: After = None,
    returns: Annotated[list[str] | None, typer.Option("--returns", help=say("option.returns"))] = None,
    brackets: Annotated[list[int] | None, typer.Option("--bracket", help=say("option.bracket"))] = None,
    windows: Annotated[str, typer.Option("--windows", help=say("option.windows"))] = "elapsed",
) -> Any:
    """Retention."""
    return journeys.retention(
        kind="bracket" if brackets else read_choice("--kind", kind, RetentionKind),
        period=read_choice("--period", period, Period),
        periods=read_positive("--periods", periods) or 1,
        start=after or (),
        returns=returns or (),
        brackets=brackets or (),
        windows=read_choice("--windows", windows, Windows),
    )


@asked("repeat-visits")
def repeat_visits(
    journeys: "JourneySet",
    most: Annotated[int, typer.Option("--most", help=say("option.most"))] = 6,
    gap: Gap = "30m",
) -> Any:
    """Repeat visits."""
    return journeys.repeat_visits(most=read_positive("--most", most) or 1, gap=read_length(gap))


@asked("moments")
def moments(journeys: "JourneySet", silence: Silence = None) -> Any:
    """Moments that matter."""
    return journeys.moments(silence=read_length(silence))


@asked("decision")
def decision(
    journeys: "JourneySet",
    history: Annotated[int, typer.Option("--history", help=say("option.history"))] = 1,
    certain: Annotated[float, typer.Option("--certain", help=say("option.certain"))] = 0.9,
) -> Any:
    """Where the outcome is settled."""
    return journeys.decision(history=read_positive("--history", history) or 1, certain=certain)


@asked("emotion")
def emotion(journeys: "JourneySet") -> Any:
    """Emotion."""
    return journeys.emotion()


@asked("barriers")
def barriers(journeys: "JourneySet") -> Any:
    """Barriers."""
    return journeys.barriers()


@asked("attribution")
def attribution(
    journeys: "JourneySet",
    by: Annotated[str, typer.Option("--by", help=say("option.credit_by"))] = "channel",
    model: Annotated[list[str] | None, typer.Option("--model", help=say("option.model"))] = None,
    among: Annotated[list[str] | None, typer.Option("--among", help=say("option.among"))] = None,
    entries: Annotated[str | None, typer.Option("--entries", help=say("option.entries"))] = None,
    gap: Gap = "30m",
    conversions: Annotated[str, typer.Option("--conversions", help=say("option.conversions"))] = "first",
    lookback: Annotated[str, typer.Option("--lookback", help=say("option.lookback"))] = "30d",
    direct: Annotated[list[str] | None, typer.Option("--direct", help=say("option.direct"))] = None,
    order: Annotated[int, typer.Option("--order", help=say("option.markov_order"))] = 1,
) -> Any:
    """Attribution."""
    from tropa.analytics.attribution import MODELS

    return journeys.attribution(
        by=read_choice("--by", by, CreditBy),
        models=model or MODELS,
        among=among or (),
        entries=None if entries is None else read_choice("--entries", entries, Entries),
        gap=read_length(gap),
        conversions=read_choice("--conversions", conversions, Conversions),
        lookback=read_length(lookback),
        direct=direct or ("direct",),
        order=read_positive("--order", order) or 1,
    )


@asked("campaign")
def campaign(
    journeys: "JourneySet",
    arms: Annotated[str, typer.Option("--arms", help=say("option.arms"))] = "",
    treated: Annotated[str, typer.Option("--treated", help=say("option.treated"))] = "treated",
    assignment: Annotated[str, typer.Option("--assignment", help=say("option.assignment"))] = "random",
    cost: Annotated[float | None, typer.Option("--cost", help=say("option.cost"))] = None,
    margin: Annotated[float, typer.Option("--margin", help=say("option.margin"))] = 1.0,
) -> Any:
    """Return of a campaign."""
    rows = read_arms(arms).to_pylist()
    return journeys.campaign_return(
        [row["customer"] for row in rows if row["arm"] == treated],
        [row["customer"] for row in rows if row["arm"] != treated],
        assignment=read_choice("--assignment", assignment, Assignment),
        cost=cost,
        margin=margin,
    )
