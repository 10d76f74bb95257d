"""Answers along time or along stages: survival, outcome, emotion, coverage by variants; retention as a cohort grid."""

from collections.abc import Sequence
from datetime import date

from tropa.analytics.daily_metric import DailyMetricAnswer
from tropa.analytics.elapsed import CurvePoint
from tropa.analytics.emotion import HIGHEST, LOWEST, EmotionAnswer
from tropa.analytics.outcome import OutcomeAnswer
from tropa.analytics.retention import RetentionAnswer, RetentionCell, RetentionQuestion
from tropa.analytics.survival import SurvivalAnswer
from tropa.analytics.variants import VariantsAnswer
from tropa.kit.locale import Language, date_text, duration_text, number_text
from tropa.pictures.answers.headed import count, heading
from tropa.pictures.cohorts import CohortRow, Cohorts, Share, cohorts
from tropa.pictures.curve import Axes, Curve, Reading, Series, curve
from tropa.pictures.scale import round_end, round_ticks, time_text, time_ticks
from tropa.pictures.wording import bounds_text, joined, say, share_interval, share_text, tick_text
from tropa.statistics.interval import Estimate

MOST_COHORTS = 16


def survival_curve(answer: SurvivalAnswer, language: Language) -> Curve:
    """The share to whom it has not happened yet, with its band, its median and the numbers at risk."""
    line = _line(
        say("survival.line", language),
        bounds_of(answer.remaining, language),
        answer.curve,
        1.0,
        (answer.started, language),
    )
    marks: list[tuple[float, str]] = []
    if answer.median:
        marks.append(
            (answer.median.value, say("survival.median", language, time=duration_text(answer.median.value, language)))
        )
    of = joined(say("count.journeys", language, n=answer.started), say("survival.ended", language, n=answer.ended))
    return curve([line], _axes([answer.curve], 1.0, language, marks), heading(answer, "survival", language, of=of))


def outcome_curve(answer: OutcomeAnswer, language: Language) -> Curve:
    """The shares converted and lost by each time, with bands."""
    ways = (
        ("converted", answer.converted_share, answer.converted_curve),
        ("lost", answer.lost_share, answer.lost_curve),
    )
    lines = [
        _line(say(f"outcome.{what}", language), bounds_of(share, language), points, 0.0, (answer.started, language))
        for what, share, points in ways
    ]
    lines[1:] = [Series(one.name, one.text, one.readings) for one in lines[1:]]  # the same are at risk of either
    highs = [p.share.high for points in (answer.converted_curve, answer.lost_curve) for p in points]
    highs += [p.band_high for p in (*answer.converted_curve, *answer.lost_curve) if p.band_high is not None]
    of = joined(
        say("count.journeys", language, n=answer.started),
        say("outcome.states", language, converted=count(answer.converted, language), lost=count(answer.lost, language),
            open=count(answer.open, language)),
    )  # fmt: skip
    axes = _axes(
        [answer.converted_curve, answer.lost_curve], min(round_end(max(highs, default=1.0)), 1.0), language, []
    )
    return curve(lines, axes, heading(answer, "outcome", language, answer.explanation_in(language), of=of))


def bounds_of(share: Estimate | None, language: Language) -> str:
    """A share with its interval, "" where there is none."""
    return "" if share is None else share_interval(share, language)


def _line(name: str, text: str, points: Sequence[CurvePoint], begin: float, of: tuple[int, Language]) -> Series:
    banded = any(point.band_low is not None for point in points)
    readings = [Reading(0.0, begin, begin, begin)]
    for point in points:
        low, high = (point.band_low, point.band_high) if banded else (point.share.low, point.share.high)
        readings.append(Reading(point.time, point.share.value, low, high))
    started, language = of
    risk = [count(started, language)]
    for at in time_ticks(points[-1].time if points else 1.0)[1:]:
        left = next((point.at_risk for point in points if point.time >= at), None)
        risk.append("" if left is None else count(left, language))
    return Series(name, text, tuple(readings), tuple(risk))


def _axes(
    curves: Sequence[Sequence[CurvePoint]], top: float, language: Language, marks: Sequence[tuple[float, str]]
) -> Axes:
    longest = max([points[-1].time for points in curves if points] or [1.0])
    return Axes(
        x=(0.0, longest),
        y=(0.0, top),
        x_ticks=tuple((at, time_text(at, language)) for at in time_ticks(longest)),
        y_ticks=tuple((value, share_text(value, language)) for value in round_ticks(0.0, top)),
        x_title=say("curve.since", language),
        marks=tuple(marks),
        risk_title=say("curve.at_risk", language),
    )


def emotion_curve(answer: EmotionAnswer, language: Language) -> Curve:
    """The emotion line over the stages, its interval as a band, with a gap where nobody rated."""
    readings = [
        Reading(float(k), one.value.value, one.value.low, one.value.high) if one.value else Reading(float(k), None)
        for k, one in enumerate(answer.stages)
    ]
    known = [one for one in answer.stages if one.value is not None]
    lowest = min(known, key=lambda one: one.value.value if one.value else 0.0, default=None)
    marks: tuple[tuple[float, str], ...] = ()
    if lowest is not None and lowest.value is not None:
        value, low, high = (_tenths(v, language) for v in (lowest.value.value, lowest.value.low, lowest.value.high))
        told = say("emotion.lowest", language, value=value, low=low, high=high)
        marks = ((float(answer.stages.index(lowest)), told),)
    axes = Axes(
        x=(-0.3, len(answer.stages) - 0.7),
        y=(LOWEST, HIGHEST),
        x_ticks=tuple(
            (float(k), f"{one.stage} (n = {count(one.customers, language)})") for k, one in enumerate(answer.stages)
        ),
        y_ticks=tuple((value, number_text(value, language).replace("-", "−")) for value in (-2.0, -1.0, 0.0, 1.0, 2.0)),
        stepped=False,
        smooth=True,
        reference=0.0,
        marks=marks,
    )
    of = say("count.rated", language, n=answer.journeys)
    name, text = say("emotion.line", language), say("emotion.band", language)
    return curve([Series(name, text, tuple(readings))], axes, heading(answer, "emotion", language, of=of))


def _tenths(value: float, language: Language) -> str:
    """A feeling: finer than a tenth nobody can tell."""
    return number_text(round(value, 1) + 0.0, language, 1).replace("-", "−")


def coverage_curve(answer: VariantsAnswer, language: Language) -> Curve:
    """Which share of journeys the most frequent variants hold."""
    readings = (Reading(0.0, 0.0), *(Reading(float(one.variants), one.share) for one in answer.coverage))
    total = float(max(answer.total, 1))
    reach = next((one for one in answer.reaching if one.share >= 0.8), None)
    marks: tuple[tuple[float, str], ...] = ()
    if reach is not None:
        share = share_text(reach.share, language)
        marks = ((float(reach.variants), say("variants.reaching", language, n=reach.variants, share=share)),)
    axes = Axes(
        x=(0.0, total),
        y=(0.0, 1.0),
        x_ticks=tuple((value, count(value, language)) for value in round_ticks(0.0, total)),
        y_ticks=tuple((value, share_text(value, language)) for value in round_ticks(0.0, 1.0)),
        x_title=say("variants.axis", language),
        stepped=False,
        marks=marks,
    )
    of = joined(say("count.journeys", language, n=answer.journeys), say("count.variants", language, n=answer.total))
    line = Series(say("variants.line", language), say("variants.once", language, n=answer.once), readings)
    return curve([line], axes, heading(answer, "coverage", language, of=of))


def daily_curve(answer: DailyMetricAnswer, language: Language) -> Curve:
    """A metric day by day, with a gap where there was nothing to measure."""
    values = [one.value for one in answer.days if one.value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    high = (round_end(high) if low == 0 else high) if high > low else low + 1.0
    ticks = round_ticks(0.0, float(max(len(answer.days) - 1, 1)))
    axes = Axes(
        x=(0.0, float(max(len(answer.days) - 1, 1))),
        y=(low, high),
        x_ticks=tuple(
            (tick, date_text(answer.days[int(tick)].day, language))
            for tick in ticks[:: 1 if len(ticks) < 5 else 2]
            if tick == int(tick) and tick < len(answer.days)
        ),
        y_ticks=tuple((tick, tick_text(tick, language)) for tick in round_ticks(low, high)),
        stepped=False,
    )
    readings = tuple(Reading(float(k), one.value) for k, one in enumerate(answer.days))
    of = joined(
        answer.metric,
        say("count.days", language, n=len(answer.days)),
        say("count.journeys", language, n=answer.journeys),
    )
    return curve([Series(answer.metric, "", readings)], axes, heading(answer, "daily", language, of=of))


def retention_cohorts(answer: RetentionAnswer, language: Language, most: int = MOST_COHORTS) -> Cohorts:
    """The share of each cohort that came back, period by period; the latest cohorts, all of them in the bars on top."""
    question = answer.question
    assert isinstance(question, RetentionQuestion)
    headers = [_window(cell, question, language) for cell in answer.overall]
    whole = CohortRow(
        say("retention.all", language),
        count(answer.customers, language),
        tuple(_share(cell, answer.customers, language) for cell in answer.overall),
    )
    rows = [
        CohortRow(
            date_text(date.fromisoformat(cohort.start), language),
            count(cohort.size, language),
            tuple(_share(cell, cohort.size, language) for cell in cohort.cells),
        )
        for cohort in answer.cohorts[-most:]
    ]
    hidden = max(len(answer.cohorts) - most, 0)
    notes = [say("retention.partly", language)]
    if hidden:
        notes.append(say("retention.earlier", language, n=hidden))
    of = say("count.customers", language, n=answer.customers)
    return cohorts(whole, rows, headers, heading(answer, "retention", language, *notes, of=of))


def _share(cell: RetentionCell, size: int, language: Language) -> Share | None:
    if cell.share is None:
        return None
    return Share(
        cell.share.value, share_text(cell.share.value, language), cell.eligible < size,
        cell.share.low, cell.share.high, bounds_text(cell.share, language),
    )  # fmt: skip


def _window(cell: RetentionCell, question: RetentionQuestion, language: Language) -> str:
    last = None if cell.end is None else cell.end - 1
    window = f"{cell.first}+" if last is None else str(cell.first) if last == cell.first else f"{cell.first}–{last}"
    return say(f"retention.{question.period}", language, window=window)
