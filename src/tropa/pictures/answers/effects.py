"""Answers about effects and differences: moments, decision, barriers, conformance, drift, experiments, sides."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from math import isfinite

from tropa.analytics.barriers import Barrier, BarriersAnswer
from tropa.analytics.before_after import BeforeAfterAnswer
from tropa.analytics.comparison import ComparisonAnswer
from tropa.analytics.conformance import ConformanceAnswer
from tropa.analytics.decision import DecisionAnswer
from tropa.analytics.drift import DriftAnswer
from tropa.analytics.experiment import ExperimentAnswer
from tropa.analytics.judgement import Judgement
from tropa.analytics.metric_effect import MetricEffectAnswer
from tropa.analytics.moments import Moment, MomentsAnswer
from tropa.analytics.side_by_side import SideBySideAnswer, SideDifference
from tropa.kit.locale import Language, date_text, percent_text
from tropa.pictures.answers.headed import count, heading
from tropa.pictures.forest import Finding, Forest, Panel, Side, forest
from tropa.pictures.scale import round_ticks
from tropa.pictures.wording import (
    digits_text,
    joined,
    points_interval,
    say,
    share_interval,
    signed_text,
    tick_text,
    value_interval,
)
from tropa.statistics.interval import Estimate

MOST_ROWS = 24
LEVEL = 0.05


def moment_forest(answer: MomentsAnswer, language: Language, most: int = MOST_ROWS) -> Forest:
    """What each touchpoint does to the share that converts; who gains most journeys stands first."""
    findings = [_moment(one, language) for one in answer.moments[:most]]
    panel = differences(say("moments.axis", language), findings, language, say("moments.met", language))
    panel = replace(panel, value=say("moments.value", language))
    notes = (
        say("forest.marks", language),
        answer.explanation_in(language),
        rest_of(len(answer.moments) - most, language),
    )
    of = joined(
        say("count.journeys", language, n=answer.journeys), say("count.converted", language, n=answer.converted)
    )
    return forest([panel], heading(answer, "moments", language, *notes, of=of))


def _moment(one: Moment, language: Language) -> Finding:
    met = count(one.met, language)
    if one.effect is None or one.gained is None:
        return Finding(one.touchpoint, met, say(f"verdict.{one.verdict}", language))
    found = one.verdict in ("gains", "costs")
    side: Side = "gain" if one.verdict == "gains" else "harm" if found else "neither"
    gained = signed_text(one.gained.value, language) if found else ""
    text = joined(points_interval(one.effect, language), gained)
    return Finding(one.touchpoint, met, text, one.effect.value, one.effect.low, one.effect.high, found, side)


def decision_forest(answer: DecisionAnswer, language: Language, most: int = MOST_ROWS) -> Forest:
    """The share that converts from each state, beside that of all; filled where the outcome is settled."""
    findings = [
        Finding(
            " → ".join(state.touchpoints),
            count(state.journeys, language),
            joined(
                share_interval(state.converted, language),
                say("decision.entropy", language, value=digits_text(state.entropy, language)),
            ),
            *(state.converted.value, state.converted.low, state.converted.high),
            state.settled is not None,
            "gain" if state.settled == "converted" else "harm" if state.settled == "lost" else "neither",
        )
        for state in sorted(answer.states[:most], key=lambda state: -state.converted.value)
    ]  # fmt: skip
    ticks = tuple((value, percent_text(value, language)) for value in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0))
    panel = Panel(
        say("decision.axis", language), tuple(findings), 0.0, 1.0, ticks,
        None if answer.converted is None else answer.converted.value, detail=say("column.journeys", language),
    )  # fmt: skip
    of = joined(
        say("count.journeys", language, n=answer.journeys),
        say("decision.all", language, share=share_interval(answer.converted, language)) if answer.converted else "",
    )
    rest = rest_of(len(answer.states) - most, language)
    notes = (say("decision.marks", language), rest, answer.left_out_in(language))
    return forest([panel], heading(answer, "decision", language, *notes, of=of))


def barrier_forest(answer: BarriersAnswer, language: Language, most: int = MOST_ROWS) -> Forest:
    """The effect of each barrier on getting on, confirmed ones first."""
    everyone = (*answer.confirmed, *(one for one in answer.unconfirmed if one.effect is not None))
    findings = [_barrier(one, language) for one in everyone[:most]]
    panel = differences(say("barriers.axis", language), findings, language, say("barriers.met", language))
    hidden = len(answer.confirmed) + len(answer.unconfirmed) - min(len(everyone), most)
    notes = (say("forest.marks", language), rest_of(hidden, language))
    return forest([panel], heading(answer, "barriers", language, *notes))


def _barrier(one: Barrier, language: Language) -> Finding:
    kind = say(f"barrier.{one.kind}", language)
    facts = (
        one.stage,
        say("barriers.top", language, share=percent_text(one.rank.top, language)) if one.rank and one.confirmed else "",
        say("barriers.dead_end", language) if one.dead_end else "",
    )
    name, under = (one.touchpoint, joined(kind, *facts)) if one.touchpoint else (kind, joined(*facts))
    met = count(one.met, language)
    if one.effect is None:
        return Finding(name, met, say("verdict.not_enough_data", language), under=under)
    side: Side = "harm" if one.confirmed else "gain" if one.verdict == "helps" else "neither"
    lost = say("barriers.lost", language, n=round(one.lost.value)) if one.confirmed and one.lost else ""
    text = joined(points_interval(one.effect, language), lost)
    effect = one.effect
    return Finding(name, met, text, effect.value, effect.low, effect.high, side != "neither", side, under)


def conformance_forest(answer: ConformanceAnswer, language: Language, most: int = MOST_ROWS) -> Forest:
    """What each way of leaving the desired path does to reaching the goal."""
    deviations = answer.overall.deviations
    findings = []
    for one in deviations[:most]:
        name = joined(say(f"deviation.{one.kind}", language), one.at)
        detail = joined(count(one.journeys, language), percent_text(one.share.value, language))
        if one.effect is None:
            findings.append(Finding(name, detail, say("verdict.not_judged", language)))
            continue
        found = one.p_adjusted is not None and one.p_adjusted < LEVEL
        side: Side = "neither" if not found else "gain" if one.effect.value > 0 else "harm"
        text = points_interval(one.effect, language)
        findings.append(Finding(name, detail, text, one.effect.value, one.effect.low, one.effect.high, found, side))
    panel = differences(say("conformance.axis", language), findings, language, say("column.journeys", language))
    overall = answer.overall
    of = joined(
        say("count.journeys", language, n=answer.journeys),
        say("conformance.entered", language, n=overall.entered),
        say("conformance.conforming", language, share=share_interval(overall.conforming, language))
        if overall.conforming else "",
    )  # fmt: skip
    notes = (say("forest.marks", language), rest_of(len(deviations) - most, language))
    return forest([panel], heading(answer, "conformance", language, *notes, of=of))


def drift_forest(answer: DriftAnswer, language: Language, most: int = MOST_ROWS) -> Forest:
    """What changed in the latest windows, what changed most surely first."""
    findings = [
        Finding(
            joined(say(f"drift.{one.kind}", language), "" if one.kind == "goal" else one.name),
            f"{percent_text(one.after - one.difference.value, language)} → {percent_text(one.after, language)}",
            points_interval(one.difference, language),
            *(one.difference.value, one.difference.low, one.difference.high),
            one.changed,
        )
        for one in answer.changes[:most]
    ]
    panel = differences(say("drift.axis", language), findings, language, say("drift.detail", language))
    of = joined(
        say("drift.sides", language, after=", ".join(answer.after), before=f"{answer.before[0]} … {answer.before[-1]}")
        if answer.before else "",
        f"n = {count(answer.journeys_after, language)} / {count(answer.journeys_before, language)}",
    )  # fmt: skip
    notes = (
        say("forest.marks", language), rest_of(len(answer.changes) - most, language), answer.left_out_in(language)
    )  # fmt: skip
    return forest([panel], heading(answer, "drift", language, *notes, of=of))


def experiment_forest(answer: ExperimentAnswer, language: Language) -> Forest:
    """Every arm's effect against control, and in the words below each verdict with its grade."""
    findings = [
        _judged(arm.name, arm.assigned, effect.difference, effect.judgement, language)
        for arm, effect in zip(answer.arms[1:], answer.effects, strict=True)
    ]
    control = answer.arms[0]
    of = joined(
        answer.metric,
        say("experiment.control", language, name=control.name, n=control.assigned),
        value_interval(control.value, language) if control.value else "",
    )
    told = [joined(effect.arm, effect.judgement.told_in(language)) for effect in answer.effects]
    panel = values(say("experiment.axis", language), findings, language)
    notes = (say("experiment.marks", language), *told)
    return forest([panel], heading(answer, "experiment", language, *notes, of=of))


def metric_effect_forest(answer: MetricEffectAnswer, language: Language) -> Forest:
    """One difference of a metric between a group and its control."""
    n = answer.difference.n if answer.difference else answer.journeys
    finding = _judged(answer.metric, n, answer.difference, answer.judgement, language)
    panel = values(say("experiment.axis", language), [finding], language)
    notes = (say("experiment.marks", language), answer.judgement.told_in(language))
    return forest([panel], heading(answer, "experiment", language, *notes))


def before_after_forest(answer: BeforeAfterAnswer, language: Language) -> Forest:
    """The change of a metric at a day: the effect that is judged, both models of it, and the days without a change."""
    judged = _judged(answer.metric, answer.journeys, answer.effect, answer.judgement, language)
    findings = [judged]
    for name, one in (("steady", answer.steady), ("trending", answer.trending)):
        if one is not None:
            text = value_interval(one, language)
            findings.append(Finding(say(f"before_after.{name}", language), "", text, one.value, one.low, one.high))
    for placebo in answer.placebos:
        name, value = say("before_after.placebo", language, day=date_text(placebo.day, language)), placebo.effect
        findings.append(Finding(name, "", digits_text(value, language), value, value, value))
    sides = [None if value is None else digits_text(value, language) for value in (answer.before, answer.after)]
    told = say("before_after.sides", language, before=sides[0], after=sides[1]) if None not in sides else ""
    of = joined(answer.metric, say("count.days", language, n=answer.journeys), told)
    panel = values(say("before_after.axis", language), findings, language)
    notes = (say("experiment.marks", language), answer.judgement.told_in(language))
    return forest([panel], heading(answer, "before_after", language, *notes, of=of))


def _judged(name: str, n: int, difference: Estimate | None, judgement: Judgement, language: Language) -> Finding:
    detail = f"n = {count(n, language)}"
    if difference is None:
        return Finding(name, detail, say("verdict.not_enough_data", language))
    sides: dict[str, Side] = {"positive": "gain", "negative": "harm"}
    side = sides.get(judgement.verdict, "neither")
    text = value_interval(difference, language)
    bounds = difference.value, difference.low, difference.high
    return Finding(name, detail, text, *bounds, side != "neither", side)


def side_forest(answer: SideBySideAnswer, language: Language, most: int = MOST_ROWS) -> Forest:
    """Differences of two sides, each kind of number on an axis of its own, the surest first."""
    panels = []
    shown = 0
    for kind in ("estimate", "per_journey", "number"):
        mine = [one for one in answer.differences if one.kind == kind]
        held = mine[: max(most // 2, 1)]
        shown += len(held)
        if held:
            findings = [_side(one, language) for one in held]
            share = kind == "estimate" and all(abs(one.a) <= 1 and abs(one.b) <= 1 for one in mine)
            make = differences if share else values
            panels.append(make(say(f"side.{kind}", language), findings, language, " / ".join(answer.names)))
    notes = (say("forest.marks", language), rest_of(len(answer.differences) - shown, language))
    a, b = answer.names
    return forest(panels, heading(answer, "side_by_side", language, *notes, answer.left_out_in(language), a=a, b=b))


def _side(one: SideDifference, language: Language) -> Finding:
    told = one.told
    share = one.kind == "estimate" and abs(one.a) <= 1 and abs(one.b) <= 1
    sides = [percent_text(side, language) if share else digits_text(side, language) for side in (one.a, one.b)]
    text = points_interval(told, language) if share else value_interval(told, language)
    name, under = (one.row, one.measure) if one.row else (one.measure, "")
    return Finding(name, " / ".join(sides), text, told.value, told.low, told.high, one.notable, under=under)


def comparison_forest(answer: ComparisonAnswer, language: Language, most: int = 12) -> Forest:
    """Where segments differ from the others: a panel a measure, the largest notable differences first."""
    panels, shown = [], 0
    for metric in ("reach", "conversion", "exit", "emotion"):
        mine = sorted(
            (one for one in answer.differences if one.metric == metric),
            key=lambda one: (not one.notable, one.p_adjusted, -abs(one.difference.value)),
        )[:most]
        shown += len(mine)
        write = points_interval if metric != "emotion" else value_interval
        findings = [
            Finding(
                joined(one.segment, one.stage), f"n = {count(one.value.n, language)}", write(one.difference, language),
                one.difference.value, one.difference.low, one.difference.high, one.notable,
            )
            for one in mine
        ]  # fmt: skip
        if findings:
            make = differences if metric != "emotion" else values
            panels.append(make(say(f"comparison.{metric}", language), findings, language))
    notes = (say("forest.marks", language), rest_of(len(answer.differences) - shown, language))
    return forest(panels, heading(answer, "comparison", language, *notes))


def differences(title: str, findings: Sequence[Finding], language: Language, detail: str = "") -> Panel:
    """Differences of shares on an axis in percentage points."""
    low, high = _room(findings)
    ticks = tuple((value, tick_text(round(100 * value, 9), language)) for value in round_ticks(low, high))
    return Panel(title, tuple(findings), low, high, ticks, 0.0, detail=detail, value=say("column.points", language))


def values(title: str, findings: Sequence[Finding], language: Language, detail: str = "") -> Panel:
    """Differences of other numbers."""
    low, high = _room(findings)
    ticks = tuple((value, tick_text(value, language)) for value in round_ticks(low, high))
    return Panel(title, tuple(findings), low, high, ticks, 0.0, detail=detail, value=say("column.interval", language))


def _room(findings: Iterable[Finding]) -> tuple[float, float]:
    """The axis: zero, every estimate, and intervals up to thrice the largest estimate or 1.5 times the usual reach."""
    known = [one for one in findings if one.value is not None]
    largest = max([abs(one.value or 0.0) for one in known] or [1.0])
    reaches = sorted(reach for one in known if isfinite(reach := max(-one.low, one.high))) or [1.0]
    limit = max(3 * largest, 1.5 * reaches[len(reaches) // 2]) or 1.0
    ends = [0.0, *(min(max(end, -limit), limit) for one in known for end in (one.low, one.high, one.value or 0.0))]
    low, high = min(ends), max(ends)
    air = 0.04 * (high - low) or 1.0
    return low - air, high + air


def rest_of(hidden: int, language: Language) -> str:
    """How many rows are in the table only."""
    return say("forest.rest", language, n=hidden) if hidden > 0 else ""
