"""Answers about how many: bars of variants, representatives, reach, stages and visits; the funnel; plain figures."""

from tropa.analytics.campaign_return import CampaignReturnAnswer
from tropa.analytics.effect_metrics import EffectMetricAnswer
from tropa.analytics.funnel import FunnelAnswer, FunnelStep
from tropa.analytics.peak_end import PeakEndAnswer
from tropa.analytics.reach import ReachAnswer
from tropa.analytics.repeat_visits import RepeatVisitsAnswer
from tropa.analytics.representatives import RepresentativesAnswer
from tropa.analytics.scores import ScoresAnswer
from tropa.analytics.sessions import SessionsAnswer
from tropa.analytics.stage_summary import StageSummary, StageSummaryAnswer
from tropa.analytics.variants import VariantsAnswer
from tropa.kit.locale import Language, duration_text
from tropa.pictures.answers.headed import count, heading
from tropa.pictures.bars import Amount, Bars, bars
from tropa.pictures.figures import Figures, Number, figures
from tropa.pictures.funnel import Funnel, Level, funnel
from tropa.pictures.wording import (
    bounds_text,
    digits_text,
    joined,
    median_text,
    points_interval,
    say,
    share_interval,
    share_text,
    value_interval,
)

MOST_BARS = 20


def variant_bars(answer: VariantsAnswer, language: Language, most: int = MOST_BARS) -> Bars:
    """The most frequent whole paths and the exact rest."""
    shown, hidden = answer.variants[:most], answer.variants[most:]
    amounts = [
        Amount(
            " → ".join(variant.path) or say("variants.empty", language),
            variant.share,
            joined(
                count(variant.count, language), share_text(variant.share, language),
                median_text(variant.time if variant.time.median else None, language),
            ),
        )
        for variant in shown
    ]  # fmt: skip
    rest = answer.other.variants + len(hidden)
    held = answer.other.count + sum(variant.count for variant in hidden)
    share = answer.other.share + sum(variant.share for variant in hidden)
    note = ""
    if rest:
        told = joined(count(held, language), share_text(share, language))
        note = say("variants.rest", language, n=rest, told=told)
    half = next((reach for reach in answer.reaching if reach.share >= 0.8), None)
    of = joined(
        say("count.journeys", language, n=answer.journeys),
        say("count.variants", language, n=answer.total),
        say("variants.reaching", language, n=half.variants, share=share_text(half.share, language)) if half else "",
    )
    return bars(amounts, heading(answer, "variants", language, note, of=of), wide=True)


def representative_bars(answer: RepresentativesAnswer, language: Language) -> Bars:
    """The few paths that stand for all, by the share of journeys nearest to them."""
    amounts = [
        Amount(
            " → ".join(one.path) or say("variants.empty", language),
            one.share,
            say(
                "representatives.text", language,
                count=count(one.count, language), share=share_text(one.share, language),
                exact=share_text(one.exact / one.count if one.count else 0.0, language),
            ),
            group=group.segment or "",
        )
        for group in answer.segments
        for one in group.representatives
    ]  # fmt: skip
    told = [
        joined(
            group.segment or "",
            say("count.journeys", language, n=group.journeys),
            say("representatives.coverage", language, share=share_text(group.coverage, language)),
            say("representatives.distance", language, value=digits_text(group.distance, language)),
        )
        for group in answer.segments
    ]
    return bars(amounts, heading(answer, "representatives", language, *told[1:], of=told[0] if told else ""), wide=True)


def reach_bars(answer: ReachAnswer, language: Language, most: int = MOST_BARS) -> Bars:
    """Which share of journeys meets each touchpoint."""
    amounts = [
        Amount(
            reach.touchpoint or "", reach.share.value, share_interval(reach.share, language),
            reach.share.low, reach.share.high,
        )
        for reach in answer.touchpoints[:most]
    ]  # fmt: skip
    hidden = answer.touchpoints[most:]
    note = ""
    if hidden:
        largest = share_text(hidden[0].share.value, language)
        note = say("reach.rest", language, n=len(hidden), share=largest)
    return bars(amounts, heading(answer, "reach", language, note), end=1.0)


def stage_bars(answer: StageSummaryAnswer, language: Language) -> Bars:
    """How far journeys come, in map order: reach, going on, time."""
    amounts = [
        Amount(one.stage, one.reach.value, _stage_text(one, language), one.reach.low, one.reach.high)
        for one in answer.stages
    ]
    of = joined(
        say("count.journeys", language, n=answer.journeys),
        say("stages.goal", language, share=share_interval(answer.overall.estimate, language)) if answer.overall else "",
    )
    return bars(amounts, heading(answer, "stage_summary", language, of=of), end=1.0)


def _stage_text(one: StageSummary, language: Language) -> str:
    onward = "" if one.later is None else share_text(one.later.estimate.value, language)
    return joined(
        share_interval(one.reach, language),
        say("stages.onward", language, share=onward) if onward else "",
        median_text(one.time, language),
    )


def visit_bars(answer: RepeatVisitsAnswer, language: Language) -> Bars:
    """Which share of customers made a second visit, a third, and so on."""
    amounts = [
        Amount(
            say("visits.number", language, number=visit.number), visit.share.value,
            share_interval(visit.share, language), visit.share.low, visit.share.high,
        )
        for visit in answer.visits[:MOST_BARS]
    ]  # fmt: skip
    of = say("count.customers", language, n=answer.customers)
    return bars(amounts, heading(answer, "repeat_visits", language, of=of), end=1.0)


def funnel_picture(answer: FunnelAnswer, language: Language) -> Funnel:
    """Steps with what drops off between them."""
    levels = [_level(step, answer.entered, language) for step in answer.steps]
    of = joined(
        say("funnel.entered", language, n=answer.entered),
        say("funnel.completed", language, n=answer.completed),
        share_interval(answer.conversion, language) if answer.conversion else "",
        median_text(answer.time, language),
    )
    return funnel(levels, heading(answer, "funnel", language, of=of))


def _level(step: FunnelStep, entered: int, language: Language) -> Level:
    name = say("funnel.optional", language, name=step.name) if step.optional else step.name
    share = share_interval(step.from_first, language) if step.from_first and step.from_previous else ""
    between = ""
    if step.dropped is not None:
        passed = share_interval(step.from_previous, language) if step.from_previous else ""
        time = step.time_from_previous
        between = joined(
            say("funnel.dropped", language, n=step.dropped),
            say("funnel.passed", language, share=passed) if passed else "",
            say("funnel.after", language, time=duration_text(time.median, language)) if time else "",
        )
    told = joined(count(step.reached, language), share)
    if step.from_first is None or step.from_previous is None:
        return Level(name, step.reached, told, between)
    return Level(name, step.reached, told, between, step.from_first.low * entered, step.from_first.high * entered)


def campaign_figures(answer: CampaignReturnAnswer, language: Language) -> Figures:
    """What a campaign added, each number with its interval."""
    treated, comparison = answer.treated, answer.comparison
    shares = {"treated": treated.conversion, "comparison": comparison.conversion}
    numbers = [
        Number(
            say(f"campaign.{name}", language),
            share_text(share.value, language),
            f"({bounds_text(share, language)}) · n = {count(share.n, language)}",
        )
        for name, share in shares.items()
    ]
    points = digits_text(100 * answer.effect.value, language)
    numbers.append(Number(say("campaign.effect", language), points, points_interval(answer.effect, language)))
    added = {"conversions": answer.conversions, "value": answer.value, "profit": answer.profit, "roi": answer.roi}
    for name, found in added.items():
        if found is not None:
            value = digits_text(found.value, language)
            numbers.append(Number(say(f"campaign.{name}", language), value, value_interval(found, language)))
    of = say("count.customers", language, n=treated.customers + comparison.customers)
    return figures(numbers, heading(answer, "campaign", language, answer.left_out_in(language), of=of))


def session_figures(answer: SessionsAnswer, language: Language) -> Figures:
    """The few numbers of sessions."""
    missing = say("verdict.not_enough_data", language)
    mean, bounce, lasted = answer.per_customer, answer.bounce_share, answer.duration
    numbers = [
        Number(say("sessions.count", language), count(answer.count, language)),
        Number(
            say("sessions.per_customer", language),
            missing if mean is None else digits_text(mean, language),
            say("count.customers", language, n=answer.customers),
        ),
        Number(
            say("sessions.duration", language),
            missing if lasted is None else duration_text(lasted.median, language),
            "" if lasted is None else say("sessions.p95", language, time=duration_text(lasted.p95, language)),
        ),
        Number(
            say("sessions.bounces", language),
            missing if bounce is None else share_text(bounce.value, language),
            "" if bounce is None else f"({bounds_text(bounce, language)}) · n = {count(bounce.n, language)}",
        ),
    ]
    return figures(numbers, heading(answer, "sessions", language))


def metric_figures(answer: EffectMetricAnswer, language: Language) -> Figures:
    """One metric with its interval."""
    found = answer.value
    value = say("verdict.not_enough_data", language) if found is None else digits_text(found.value, language)
    detail = ""
    if found is not None:
        detail = joined(value_interval(found, language), f"n = {count(found.n, language)}")
    return figures([Number(answer.metric, value, detail)], heading(answer, "metric", language))


def score_figures(answer: ScoresAnswer, language: Language) -> Figures:
    """NPS, CSAT and CES of each stage with its interval and how many answered; few answers are said to be few."""
    numbers = [
        Number(
            " · ".join(part for part in (one.stage, one.metric.upper()) if part),
            digits_text(one.value.value, language) if one.enough else say("verdict.not_enough_data", language),
            joined(value_interval(one.value, language), f"n = {count(one.customers, language)}"),
        )
        for one in answer.scores
    ]
    return figures(numbers, heading(answer, "scores", language))


def peak_end_figures(answer: PeakEndAnswer, language: Language) -> Figures:
    """How closely each summary of the way goes with the rating of the whole."""
    numbers = [
        Number(
            say(f"summary.{name}", language),
            digits_text(found.value, language),
            joined(value_interval(found, language), f"n = {count(found.n, language)}"),
        )
        for name, found in answer.correlations
    ]
    return figures(numbers, heading(answer, "peak_end", language))
