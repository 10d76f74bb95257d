"""A rich hand-written map of an online cinema, in Russian, Polish and English: `example_map("pl")`."""

from datetime import date

from tests.formats.example_texts import CARDS, CURVE, DEFINITIONS, HEAD, LANES, STAGES
from tropa.kit.locale import LANGUAGES, Language
from tropa.model.card import Card, Measure, Quote
from tropa.model.comparison import Comparison, ComparisonCell, Difference
from tropa.model.curve import CurvePoint
from tropa.model.evidence import Evidence, Grade, QuoteSpan
from tropa.model.lane import Lane, LaneKind
from tropa.model.map import Horizon, Map
from tropa.model.persona import Persona, Trait
from tropa.model.stage import Stage

CREATED = date(2026, 11, 24)
_LANES: tuple[LaneKind, ...] = (
    "actions", "thoughts", "emotion", "barriers", "opportunities", "solutions", "touchpoints", "channels", "metrics",
    "backstage",
)  # fmt: skip
_LANE_OF: dict[str, LaneKind] = {
    "a": "actions", "t": "thoughts", "p": "touchpoints", "c": "channels", "b": "barriers", "o": "opportunities",
    "s": "solutions", "m": "metrics", "k": "backstage",
}  # fmt: skip
_ABOUT = {
    "o_search": "b_search", "o_search_2": "b_search_2", "o_pay": "b_pay", "o_after": "b_after", "s_search": "o_search",
    "s_pay": "o_pay", "s_after": "o_after",
}  # fmt: skip
_MEASURES: dict[str, Measure] = {
    "p_need": Measure(value=0.41, unit="share", n=8412, low=0.40, high=0.42),
    "p_need_2": Measure(value=0.17, unit="share", n=8412, low=0.16, high=0.18),
    "p_search": Measure(value=0.93, unit="share", n=8412, low=0.92, high=0.94),
    "p_search_2": Measure(value=0.38, unit="share", n=8412, low=0.37, high=0.39),
    "p_search_3": Measure(value=0.22, unit="share", n=8412, low=0.21, high=0.23),
    "p_pay": Measure(value=0.34, unit="share", n=8412, low=0.33, high=0.35),
    "p_watch": Measure(value=0.29, unit="share", n=8412, low=0.28, high=0.30),
    "p_after": Measure(value=0.24, unit="share", n=8412, low=0.23, high=0.25),
    "p_after_2": Measure(value=0.031, unit="share", n=8412, low=0.027, high=0.035),
    "b_search": Measure(value=8.4, unit="score", n=214, low=6.9, high=9.8),
    "b_search_2": Measure(value=3.1, unit="score", n=64, low=2.0, high=4.4),
    "b_pay": Measure(value=6.2, unit="score", n=131, low=4.8, high=7.7),
    "b_after": Measure(value=4.0, unit="score", n=88, low=2.9, high=5.3),
    "m_need": Measure(value=0.82, unit="share", n=8412, low=0.81, high=0.83),
    "m_search": Measure(value=0.46, unit="share", n=6898, low=0.45, high=0.47),
    "m_search_2": Measure(value=1380, unit="seconds", n=3173, low=1320, high=1440),
    "m_pay": Measure(value=0.71, unit="share", n=2860, low=0.69, high=0.73),
    "m_watch": Measure(value=0.63, unit="share", n=2031, low=0.61, high=0.65),
    "m_after": Measure(value=0.58, unit="share", n=1880, low=0.56, high=0.60),
    "m_after_2": Measure(value=None, unit="points", n=11),
}
_QUOTES: dict[str, tuple[str, date, float | None]] = {
    "t_need": ("crm", date(2026, 10, 3), None),
    "t_search": ("reviews", date(2026, 10, 18), 2),
    "t_search_staff": ("staff", date(2026, 10, 21), None),
    "t_pay": ("support", date(2026, 9, 30), None),
    "t_watch": ("reviews", date(2026, 10, 11), 5),
    "t_after": ("reviews", date(2026, 10, 27), 1),
}
_POINTS: dict[str, tuple[float | None, float | None, float | None, int, float | None]] = {
    "need": (None, None, None, 7, None),
    "search": (-1.3, -1.5, -1.1, 386, 0.65),
    "pay": (-0.2, -0.6, 0.2, 64, 0.05),
    "watch": (1.4, 1.2, 1.6, 512, 0.0),
    "after": (-0.7, -1.1, -0.3, 97, 0.29),
}
_CHANNELS = {
    "p_need": "push", "p_search": "tv_app", "p_search_2": "website", "p_pay": "website", "p_watch": "tv_app",
    "p_after": "email", "p_after_2": "call_centre",
}  # fmt: skip
_QUESTIONS = {"m": "stage_summary", "p": "reach", "b": "barriers", "t": "verbatims", "o": "workshop", "s": "workshop"}


def example_map(language: Language) -> Map:
    """The whole map in a language."""
    pick = LANGUAGES.index(language)
    kinds = {kind: f"lane_{kind}" for kind in _LANES}
    place = {name: number for number, name in enumerate(CARDS)}
    cards = tuple(
        _card(name, CARDS[name][pick], f"{place[name]:03d}5", kinds[_LANE_OF[name[0]]], pick) for name in CARDS
    )
    return Map(
        id=f"map_{language}",
        title=HEAD["title"][pick],
        goal=HEAD["goal"][pick],
        company=HEAD["company"][pick],
        language=language,
        horizon=Horizon(start=date(2026, 8, 1), end=date(2026, 10, 31)),
        created=CREATED,
        refreshed=CREATED,
        personas=(_persona(pick),),
        segments=(HEAD["segment"][pick],),
        stages=tuple(Stage(id=k, title=v[pick], rank=f"{i}5") for i, (k, v) in enumerate(STAGES.items())),
        lanes=tuple(Lane(id=kinds[k], kind=k, title=LANES[k][pick], rank=f"{i:02d}5") for i, k in enumerate(_LANES)),
        cards=cards,
        curve=tuple(_point(stage, pick) for stage in STAGES),
        evidence=tuple(_evidence(name, pick) for name in CARDS if name[0] in _QUESTIONS) + _emotion_evidence(pick),
        channels_seen=("website", "tv_app", "call_centre", "email", "push"),
        customers=8412,
        customers_total=31207,
    )


def example_comparison(language: Language) -> Comparison:
    """Three personas of the same cinema side by side."""
    pick = LANGUAGES.index(language)
    names = {"anna": 0.0, "family": 0.5, "fans": 0.9}
    titles = {
        "anna": HEAD["name"],
        "family": ("Семья на выходных", "Rodzina w weekend", "Family at the weekend"),
        "fans": ("Знатоки кино", "Kinomani", "Film lovers"),
    }
    sizes = {"anna": (8412, 0.27), "family": (14043, 0.45), "fans": (3120, 0.1)}
    personas = tuple(Persona(id=k, name=titles[k][pick], size=sizes[k][0], share=sizes[k][1], seed=k) for k in names)
    record = _evidence("m_need", pick)
    return Comparison(
        title=("Три сегмента кинотеатра «Лампа»", "Trzy segmenty kina „Lampa”", "Three segments of Lampa Cinema")[pick],
        language=language,
        created=CREATED,
        personas=personas,
        stages=tuple(Stage(id=k, title=v[pick], rank=f"{i}5") for i, (k, v) in enumerate(STAGES.items())),
        cells=tuple(_cell(p, shift, s, n, record.id) for p, shift in names.items() for n, s in enumerate(STAGES))
        + tuple(_time_cell(p, shift, s, n) for p, shift in names.items() for n, s in enumerate(STAGES)),
        curve=tuple(_shifted(_point(s, pick), p, shift) for p, shift in names.items() for s in STAGES),
        barriers={
            "anna": (CARDS["b_search"][pick], CARDS["b_pay"][pick], CARDS["b_after"][pick]),
            "family": (CARDS["b_search_2"][pick], CARDS["b_pay"][pick]),
            "fans": (),
        },
        evidence=(record,),
    )


def _card(name: str, body: str, rank: str, lane: str, pick: int) -> Card:
    source = _QUOTES.get(name)
    quote = None
    if source is not None:
        origin, day, rating = source
        role = "staff" if origin == "staff" else "customer"
        scale = (1.0, 5.0) if rating else None
        quote = Quote(
            verbatim_id=f"v_{name}",
            source=HEAD[origin][pick],
            date=day,
            rating=rating,
            scale=scale,
            speaker_role=role,
            valence="positive" if name in ("t_watch", "t_need") else "negative",
        )
    return Card(
        id=name,
        stage=name.split("_")[1],
        lane=lane,
        rank=rank,
        body=body,
        channel=_CHANNELS.get(name),
        measure=_MEASURES.get(name),
        quote=quote,
        about=(_ABOUT[name],) if name in _ABOUT else (),
        evidence=(f"e_{name}",) if name[0] in _QUESTIONS else (),
        state="proposed" if name == "o_search_2" else "accepted",
    )


def _evidence(name: str, pick: int) -> Evidence:
    definition = {"p": "reach", "m": "conversion", "b": "barrier", "t": "quote", "o": "opinion", "s": "opinion"}[
        name[0]
    ]
    definition = {"m_search_2": "time", "m_after_2": "nps"}.get(name, definition)
    grade: Grade = {"p": "D", "m": "D", "b": "C", "t": "E", "o": "E", "s": "E"}[name[0]]  # type: ignore[assignment]
    measure = _MEASURES.get(name)
    return Evidence(
        id=f"e_{name}",
        question=_QUESTIONS[name[0]],
        parameters={"stage": name.split("_")[1], "segment": "evenings"},
        table_version=14,
        definition=DEFINITIONS[definition][pick],
        n=measure.n if measure else None,
        value=measure.value if measure else None,
        low=measure.low if measure else None,
        high=measure.high if measure else None,
        confidence=0.95 if measure and measure.low is not None else None,
        grade=grade,
        quotes=(QuoteSpan(verbatim_id=f"v_{name}", start=0, end=40),) if name[0] == "t" else (),
        asked=date(2026, 6, 1) if name == "m_watch" else CREATED,
        review_days=90 if name == "m_watch" else 30,
    )


def _emotion_evidence(pick: int) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            id=f"e_emotion_{stage}",
            question="emotion",
            definition=DEFINITIONS["emotion"][pick],
            n=n,
            value=value,
            low=low,
            high=high,
            confidence=0.95,
            grade="D",
            asked=CREATED,
            review_days=30,
        )
        for stage, (value, low, high, n, _) in _POINTS.items()
    )


def _point(stage: str, pick: int) -> CurvePoint:
    value, low, high, n, lowest = _POINTS[stage]
    return CurvePoint(
        persona="anna",
        stage=stage,
        value=value,
        low=low,
        high=high,
        n=n,
        label=CURVE[stage][pick],
        probability_lowest=lowest,
        moment_of_truth=stage == "watch",
        evidence=(f"e_emotion_{stage}",),
    )


def _persona(pick: int) -> Persona:
    trait = Trait(name=HEAD["trait_name"][pick], value=HEAD["trait_value"][pick], source=HEAD["trait_source"][pick])
    return Persona(
        id="anna",
        name=HEAD["name"][pick],
        segment=HEAD["segment"][pick],
        quote=HEAD["quote"][pick],
        goals=(HEAD["goal_1"][pick],),
        fears=(HEAD["fear_1"][pick],),
        traits=(trait,),
        size=8412,
        share=0.27,
        seed="anna",
    )


def _shifted(point: CurvePoint, persona: str, shift: float) -> CurvePoint:
    if point.value is None:
        return point.model_copy(update={"persona": persona, "evidence": ()})
    move = shift * (1 if point.value < 0 else -0.6)
    low, high = point.low or 0.0, point.high or 0.0
    moved = {"value": point.value + move, "low": low + move, "high": high + move}
    return point.model_copy(update=moved | {"persona": persona, "evidence": ()})


def _cell(persona: str, shift: float, stage: str, number: int, evidence: str) -> ComparisonCell:
    base = (0.82, 0.46, 0.71, 0.63, 0.58)[number] + shift * (0.12, 0.11, 0.02, 0.04, 0.15)[number]
    difference = Difference(
        value=shift * 0.11, low=shift * 0.11 - 0.02, high=shift * 0.11 + 0.02, p_value=0.01, notable=True
    )
    return ComparisonCell(
        persona=persona,
        stage=stage,
        metric="conversion",
        measure=Measure(value=base, unit="share", n=1200 - 200 * number, low=base - 0.02, high=base + 0.02),
        difference=difference if shift and number in (1, 4) else None,
        evidence=(evidence,),
    )


def _time_cell(persona: str, shift: float, stage: str, number: int) -> ComparisonCell:
    seconds = (600, 1380, 240, 5400, 86400.0)[number] * (1 - shift / 2)
    known = not (persona == "fans" and stage == "after")
    measure = Measure(value=seconds if known else None, unit="seconds", n=900 if known else 12)
    difference = Difference(value=-600, low=-700, high=-500, p_value=0.001, notable=True)
    return ComparisonCell(
        persona=persona,
        stage=stage,
        metric="time",
        measure=measure,
        difference=difference if persona == "fans" and stage == "search" else None,
    )
