"""A map that holds everything a map can hold, in three languages: `full_map("pl")`."""

import base64
import io
from datetime import date
from typing import Any

from PIL import Image

from tropa.kit.locale import Language, text
from tropa.model.actor import Actor, Arrow
from tropa.model.attachment import Attachment, Picture
from tropa.model.card import Card, Measure, Quote, Scores
from tropa.model.catalogue import Channel, Metric, Touchpoint
from tropa.model.curve import CurvePoint
from tropa.model.evidence import Evidence
from tropa.model.hypothesis import Hypothesis
from tropa.model.lane import LANE_KINDS, Lane
from tropa.model.map import Horizon, Map
from tropa.model.persona import Persona, ScoredTrait, Trait
from tropa.model.stage import Link, Stage

TODAY = date(2026, 11, 24)
_TITLES: dict[Language, tuple[str, ...]] = {
    "ru": ("Замечаю потребность", "Ищу и сравниваю", "Заказываю", "Жду доставку", "Пользуюсь", "Возвращаюсь"),
    "pl": ("Zauważam potrzebę", "Szukam i porównuję", "Zamawiam", "Czekam na dostawę", "Używam", "Wracam"),
    "en": ("I notice a need", "I search and compare", "I order", "I wait for delivery", "I use it", "I come back"),
}
_SAYS: dict[Language, tuple[str, str, str, str]] = {
    "ru": ("Сравниваю цены в трёх магазинах", "Доставка дороже самой покупки", "Иван, 41 год", "Мария, 29 лет"),
    "pl": ("Porównuję ceny w trzech sklepach", "Dostawa kosztuje więcej niż zakupy", "Jan, 41 lat", "Maria, 29 lat"),
    "en": ("I compare prices in three shops", "Delivery costs more than the order", "John, 41", "Mary, 29"),
}


def picture(alt: str = "") -> Picture:
    """A small picture in teal."""
    written = io.BytesIO()
    Image.new("RGB", (240, 120), "#3E8C89").save(written, "PNG")
    return Picture(data="data:image/png;base64," + base64.b64encode(written.getvalue()).decode(), alt=alt, caption=alt)


def full_map(language: Language) -> Map:
    """Six stages of which four are steps of two, all kinds of lanes, two personas, as is and to be."""
    body, pain, one, other = _SAYS[language]
    return Map(
        id="full",
        title=f"{_TITLES[language][1]}, {_TITLES[language][2].lower()}",
        language=language,
        goal=body,
        description=pain,
        company="Lampa",
        owner=one,
        status="live",
        tags=("2026", "web"),
        horizon=Horizon(start=date(2026, 8, 1), end=date(2026, 10, 31)),
        created=TODAY,
        customers=8412,
        customers_total=31207,
        personas=(_persona("a", one, pain, body), _persona("b", other, body, pain)),
        stages=_stages(language, body, one),
        links=(
            Link(id="k1", kind="branch", source="s0", target="s2", label=body, share=0.24),
            Link(id="k2", kind="loop", source="s4", target="s1", label=pain),
            Link(id="k3", kind="jump", source="s2", target="s5", share=0.05),
        ),
        lanes=_lanes(language),
        cards=(*_cards(body, pain, one), _card("hid", "s1", "secret", "HIDDEN"), _gone()),
        curve=tuple(_curve(pain)),
        actors=(
            Actor(id="c", title=one, kind="customer", persona="a", icon="🙂"),
            Actor(id="m", title="Call centre", kind="employee"),
            Actor(id="crm", title="CRM", kind="system", icon="🖥️"),
        ),
        arrows=_arrows(body),
        touchpoints=(Touchpoint(id="t", title="Newsletter", icon="✉️"),),
        channels=(Channel(id="web", title="Website", icon="🌐"),),
        metrics=(Metric(id="nps", title="NPS", unit="points", target=45),),
        evidence=(
            Evidence(id="e1", question="barriers", definition="", grade="C", asked=date(2026, 9, 1), review_days=30),
            Evidence(id="e2", question="workshop", definition="", grade="E", asked=TODAY),
        ),
    )


def _stages(language: Language, goal: str, owner: str) -> tuple[Stage, ...]:
    parents = [Stage(id=f"g{n}", title=_TITLES[language][n * 3], rank=f"{n}1") for n in range(2)]
    steps = [
        Stage(
            id=f"s{n}",
            title=title,
            rank=f"{n // 3}{n + 2}",
            parent=f"g{n // 3}",
            goal=goal if n == 1 else "",
            duration="2–3" if n == 3 else "",
            owner=owner if n == 3 else "",
        )
        for n, title in enumerate(_TITLES[language])
    ]
    return (*parents, *steps)


def _lanes(language: Language) -> tuple[Lane, ...]:
    return (
        *(
            Lane(
                id=kind,
                kind=kind,
                title=text("model", f"lane.{kind}", language),
                rank=f"{n:02d}5",
                personas=("b",) if kind == "thoughts" else (),
            )
            for n, kind in enumerate(LANE_KINDS)
        ),
        Lane(id="secret", kind="text", title="SECRET", rank="zz5", hidden=True),
    )


def _persona(name: str, title: str, quote: str, goal: str) -> Persona:
    return Persona(
        id=name,
        name=title,
        role=goal,
        quote=quote,
        goals=(goal, quote),
        needs=(goal,),
        fears=(quote,),
        quotes=(quote, goal),
        channels=("web", "TV"),
        traits=(Trait(name="Age", value="41", source="CRM"), Trait(name="City", value="Kraków", family="geographic")),
        scored=(ScoredTrait(name="Price", score=0.3, low="cheap", high="good"),),
        size=8412,
        share=0.27,
        seed=title,
    )


def _card(name: str, stage: str, lane: str, body: str, **fields: Any) -> Card:
    return Card(id=name, stage=stage, lane=lane, rank=fields.pop("rank", "V"), body=body, **fields)


def _gone() -> Card:
    return _card("gone", "s1", "actions", "DELETED", deleted=True)


def _cards(body: str, pain: str, person: str) -> list[Card]:
    cards = [_card(f"{kind}_{n}", f"s{n}", kind, body) for kind in ("actions", "goals", "support") for n in range(6)]
    quote = Quote(verbatim_id="v", source="Reviews", date=date(2026, 10, 3), rating=2, scale=(1, 5), valence="negative")
    cards += [
        _card("span", "s1", "actions", f"{body}. {pain}.", span_to="s3", icon="🛒", rank="W", detail=pain),
        _card("quote", "s1", "quotes", pain, quote=quote, evidence=("e1", "e2")),
        _card("staff", "s2", "quotes", body, quote=quote.model_copy(update={"speaker_role": "staff"})),
        _card("thought", "s3", "thoughts", body, persona="b", emotion=-1.5, moment_of_truth=True),
        _card("touch", "s0", "touchpoints", body, touchpoint="t", channel="web", tags=("new", "pilot")),
        _card("chan", "s1", "channels", "Website", channel="web", colour="#D97706"),
        _card("bar", "s2", "barriers", pain, measure=Measure(value=8.4, unit="score", n=214, low=6.9, high=9.8)),
        _card("opp", "s2", "opportunities", body, about=("bar",), scores=Scores(customer_value=0.8, effort=2)),
        _card("sol", "s2", "solutions", body, about=("opp",), owner=person, due=date(2027, 1, 15), status="planned"),
        _card("prop", "s3", "solutions", body, state="proposed", attachments=(_report(),), leads_to="map_2"),
        _card("hyp", "s2", "hypotheses", pain, hypothesis=_hypothesis()),
        _card("share", "s1", "metrics", body, measure=Measure(value=0.46, unit="share", n=6898, low=0.45, high=0.47)),
        _card("nps", "s5", "metrics", "NPS", metric="nps", measure=Measure(value=None, unit="points", n=11)),
        _card("pic", "s0", "images", body, picture=picture(pain)),
        _card("story", "s1", "storyline", body, picture=picture(), icon="👩‍👩‍👧‍👦"),
        _card("back", "s1", "backstage", body),
        _card("front", "s1", "frontstage", body),
        _card("phys", "s3", "physical_evidence", body),
    ]
    return cards


def _report() -> Attachment:
    return Attachment(title="Report", url="https://example.org/report")


def _hypothesis() -> Hypothesis:
    return Hypothesis(
        metric="nps", direction="up", least=3, audience="Web", design="randomised", start=TODAY, verdict="positive"
    )


def _curve(words: str) -> list[CurvePoint]:
    values = {"a": (0.4, -1.4, -0.6, None, 1.5, 1.1), "b": (1.0, -1.2, 0.3, 0.8, 1.4, 0.2)}
    points = [
        CurvePoint(
            persona=who,
            stage=f"s{n}",
            value=value,
            low=None if value is None else value - 0.3,
            high=None if value is None else value + 0.3,
            n=40 + n,
            label=words if n == 1 else "",
            moment_of_truth=n == 4,
            evidence=("e2",),
        )
        for who, line in values.items()
        for n, value in enumerate(line)
    ]
    points += [CurvePoint(persona="a", stage=f"s{n}", value=1.0 + n / 10, future=True) for n in range(6)]
    arc = zip(range(6), (1.5, 3.0, 4.2, 2.0, 4.8, 3.5), strict=True)
    return points + [
        CurvePoint(persona="a", stage=f"s{n}", kind="arc", value=value, scale="1..5", label=words if n == 4 else "")
        for n, value in arc
    ]


def _arrows(words: str) -> tuple[Arrow, ...]:
    ways = [("c", "m"), ("m", "crm"), ("crm", "c"), ("c", "c")]
    arrows = [
        Arrow(
            id=f"w{n}",
            stage=f"s{n % 3}",
            rank=f"{n}5",
            source=source,
            target=target,
            label=words,
            channel="web",
            both_ways=n == 1,
            dashed=n == 2,
            weight=3 if n == 0 else 1,
        )
        for n, (source, target) in enumerate(ways)
    ]
    return tuple(arrows)
