"""A small shop's journeys, made by a seed, and every question asked of them once."""

from datetime import UTC, datetime
from functools import cache
from random import Random
from typing import Any

import pyarrow as pa

from tests.journey_builder import journeys
from tropa.analytics.answer import TableAnswer
from tropa.analytics.attribution import AttributionQuestion
from tropa.analytics.barriers import BarriersQuestion
from tropa.analytics.before_after import before_after
from tropa.analytics.campaign_return import CampaignReturnQuestion
from tropa.analytics.comparison import compare
from tropa.analytics.conformance import ConformanceQuestion
from tropa.analytics.daily_metric import DailyMetricQuestion
from tropa.analytics.decision import DecisionQuestion
from tropa.analytics.drift import DriftQuestion
from tropa.analytics.emotion import emotion
from tropa.analytics.experiment import ExperimentQuestion
from tropa.analytics.flow import FlowQuestion
from tropa.analytics.funnel import FunnelQuestion
from tropa.analytics.grouped import InGroups
from tropa.analytics.journey_metrics import JourneyMetricQuestion
from tropa.analytics.metric_effect import metric_effect
from tropa.analytics.moments import MomentsQuestion
from tropa.analytics.outcome import OutcomeQuestion
from tropa.analytics.paths import PathsQuestion
from tropa.analytics.peak_end import peak_end
from tropa.analytics.portrait import portrait
from tropa.analytics.reach import ReachQuestion
from tropa.analytics.repeat_visits import RepeatVisitsQuestion
from tropa.analytics.representatives import RepresentativesQuestion
from tropa.analytics.retention import RetentionQuestion
from tropa.analytics.scores import scores
from tropa.analytics.segment_portrait import segment_portrait
from tropa.analytics.segments import DiscoveredSegment, SegmentsAnswer
from tropa.analytics.sessions import SessionsQuestion
from tropa.analytics.side_by_side import side_by_side
from tropa.analytics.stage_summary import StageSummaryQuestion
from tropa.analytics.step_matrix import StepMatrixQuestion
from tropa.analytics.survival import SurvivalQuestion
from tropa.analytics.variants import VariantsQuestion
from tropa.engines.threads import ask
from tropa.journeys.block import Journeys
from tropa.journeys.select import select
from tropa.kit.time import DAY

STAGE_OF = {"ad": "seek", "site": "seek", "compare": "choose", "cart": "choose", "error": "buy", "pay": "buy"}
NEXT = {
    "ad": ["site", "site", "compare", ""],
    "site": ["compare", "site", "cart", "ad", ""],
    "compare": ["cart", "site", "compare", ""],
    "cart": ["pay", "pay", "error", "compare", ""],
    "error": ["cart", "", ""],
    "pay": ["site", "", ""],
}
DAYS = 70


@cache
def shop(count: int = 240, named: str = "{}") -> Journeys:
    """Journeys through six touchpoints, begun evenly over ten weeks; `named` dresses up the touchpoints' names."""
    dice = Random(7)
    written, segment = [], []
    for number in range(count):
        at, second = dice.choice(["ad", "ad", "site"]), number * DAYS * 86400 // count
        journey: list[tuple[str, int]] = []
        while at and len(journey) < 12:
            journey.append((named.format(at), second))
            second += dice.choice([40, 300, 7200, 90000])
            at = dice.choice(NEXT[at])
        written.append(journey)
        segment.append("new" if number % 3 else "known")
    return journeys(
        written,
        blocks=2,
        stage_of={named.format(name): stage for name, stage in STAGE_OF.items()},
        stages=("seek", "choose", "buy"),
        goal=(named.format("pay"),),
        signals={named.format("error"): "error"},
        segment=segment,
        observed_until=(DAYS + 14) * 86400,
    )


@cache
def answers() -> dict[str, TableAnswer]:
    """One answer of every kind."""
    all_of = shop()
    new, known = (select(all_of, segment=name) for name in ("new", "known"))
    metric = JourneyMetricQuestion()
    questions: dict[str, Any] = {
        "flow": FlowQuestion(),
        "variants": VariantsQuestion(top=8),
        "paths": PathsQuestion(start=("site",), steps=3, top=3),
        "paths_back": PathsQuestion(end=("pay",), steps=3, top=3, collapse_loops=True),
        "funnel": FunnelQuestion(steps=("ad", "site", "cart", "pay"), optional=(1,)),
        "step_matrix": StepMatrixQuestion(steps=6),
        "step_matrix_around": StepMatrixQuestion(steps=2, anchor="cart"),
        "sessions": SessionsQuestion(),
        "retention": RetentionQuestion(period="day", periods=4),
        "survival": SurvivalQuestion(),
        "outcome": OutcomeQuestion(silence=3 * DAY),
        "moments": MomentsQuestion(silence=3 * DAY, least=5),
        "decision": DecisionQuestion(silence=3 * DAY, least=5),
        "drift": DriftQuestion(horizon=2 * DAY),
        "attribution": AttributionQuestion(by="touchpoint", resamples=20),
        "conformance": ConformanceQuestion(path="ad -> site -> cart -> pay"),
        "representatives": RepresentativesQuestion(k=3, by_segment=True),
        "reach": ReachQuestion(),
        "stage_summary": StageSummaryQuestion(silence=3 * DAY),
        "repeat_visits": RepeatVisitsQuestion(),
        "barriers": BarriersQuestion(silence=3 * DAY, least=5),
        "experiment": ExperimentQuestion(metric=metric),
        "metric": metric,
    }
    found: dict[str, TableAnswer] = {name: ask(question, all_of) for name, question in questions.items()}
    sides = [ask(metric, side) for side in (new, known)]
    found["metric_effect"] = metric_effect(*sides, least_effect=0.01)
    found["side_by_side"] = side_by_side(
        *(ask(InGroups(FlowQuestion()), side) for side in (new, known)), names=("new", "known")
    )
    summaries = {
        name: ask(StageSummaryQuestion(silence=3 * DAY), side) for name, side in (("new", new), ("known", known))
    }
    found["comparison"] = compare(summaries)
    days = ask(DailyMetricQuestion(metric=metric), all_of)
    found["daily"] = days
    by_day = [(one.day, one.value) for one in days.days]
    change = days.days[40].day
    found["before_after"] = before_after(metric.effect_metric, by_day, change, least_effect=0.01)
    codes = sorted(f"c{number}" for number in range(240))
    found["campaign"] = ask(
        CampaignReturnQuestion(treated=frozenset(codes[::2]), comparison=frozenset(codes[1::2]), cost=50.0), all_of
    )
    table, assigned = people()
    found["portrait"] = portrait(table)
    found["segment_portrait"] = segment_portrait(table, assigned, "new", all_of)
    segments = (DiscoveredSegment("1", 160, 2 / 3, 0.91, 0.97), DiscoveredSegment("2", 80, 1 / 3, 0.88, 0.95))
    asked = found["segment_portrait"]
    found["segments"] = SegmentsAnswer(240, asked.definition, asked.question, "groups", segments, (), 0.005, assigned)
    found["emotion"] = emotion(ratings(), ("seek", "choose", "buy"))
    found["scores"] = scores(answered(), ("seek", "choose", "buy"))
    found["peak_end"] = peak_end(answered())
    return found


def people() -> tuple[pa.Table, pa.Table]:
    """Two traits of the shop's customers, and their segments; new ones are younger and mostly from Gdynia."""
    dice = Random(5)
    rows = [(f"c{k}", 30 if k % 3 else 50, "Gdynia" if k % 3 and dice.random() < 0.8 else "Kraków") for k in range(240)]
    customer, age, city = zip(*rows, strict=True)
    table = pa.table({"customer": customer, "age": [years + dice.randrange(9) for years in age], "city": city})
    return table, pa.table({"customer": customer, "segment": ["new" if k % 3 else "known" for k in range(240)]})


def ratings() -> pa.Table:
    """Ratings of two of the three stages on 1…5."""
    dice = Random(3)
    rows = [
        (f"c{k}", stage, dice.choice(marks))
        for stage, marks in (("seek", [3, 4, 5]), ("buy", [1, 2, 4]))
        for k in range(30)
    ]
    customer, stage, rating = zip(*rows, strict=True)
    columns = {"customer": customer, "stage": stage, "rating": [float(mark) for mark in rating]}
    return pa.table(columns | {"scale_low": [1.0] * len(rows), "scale_high": [5.0] * len(rows)})


def answered() -> pa.Table:
    """CSAT of two stages and then NPS of the whole, of 40 customers."""
    dice = Random(9)
    rows = []
    for k in range(40):
        first, last = dice.choice([1, 2, 4, 5]), dice.choice([2, 3, 4])
        whole = min(10, max(0, first + last + dice.choice([0, 1, 2])))
        asked = (("seek", first, "csat", 5.0), ("buy", last, "csat", 5.0), (None, whole, "nps", 10.0))
        for minute, (stage, mark, kind, high) in enumerate(asked):
            low = 0.0 if kind == "nps" else 1.0
            rows.append((f"c{k}", stage, float(mark), low, high, kind, datetime(2026, 5, 1, 10, minute, tzinfo=UTC)))
    names = ("customer", "stage", "rating", "scale_low", "scale_high", "kind", "time")
    return pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
