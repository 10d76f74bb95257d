"""What a map tells beside the words of its cards: hypotheses, scores, targets, states and links as short lines."""

from collections.abc import Mapping
from typing import Literal

from tropa.formats.wording import Said, emotion_text, value_text
from tropa.kit.locale import Language, date_text, number_text, percent_text, text
from tropa.model.actor import Arrow
from tropa.model.attachment import Picture
from tropa.model.card import Card, Measure, Scores
from tropa.model.catalogue import Metric
from tropa.model.emotion import on_scale
from tropa.model.hypothesis import Hypothesis
from tropa.model.lane import LaneKind
from tropa.model.map import Map
from tropa.model.stage import Link

_SHARES = ("customer_value", "business_value", "reach", "severity")
_OF_FIVE = ("effort", "satisfaction", "importance_customer", "importance_business")
_SIGNS = {"branch": "⑂", "loop": "↺", "jump": "⤳"}


class Names:
    """The touchpoints, channels, metrics, actors and stages of one map by id, as people call them."""

    def __init__(self, map_: Map) -> None:
        self.stages = {one.id: one.title for one in map_.stages}
        self.touchpoints = {one.id: titled(one.icon, one.title) for one in map_.touchpoints}
        self.channels = {one.id: titled(one.icon, one.title) for one in map_.channels}
        self.actors = {one.id: titled(one.icon, one.title) for one in map_.actors}
        self.personas = {one.id: one.name for one in map_.personas}
        self.metrics: Mapping[str, Metric] = {one.id: one for one in map_.metrics}
        self._channels_told = any(lane.kind == "channels" for lane in map_.lanes)

    def channel(self, name: str) -> str:
        """A channel's icon and title; a name that is not in the catalogue stays as it is."""
        return self.channels.get(name) or name

    def channel_of(self, card: Card) -> str:
        """The channel of a card; a bare name from data is left out where a lane of channels tells them."""
        name = card.channel or ""
        return self.channels.get(name) or ("" if self._channels_told else name)


def titled(icon: str, title: str) -> str:
    """An icon before its title; the name of an icon that is no sign is left out.

    >>> titled("📞", "Phone"), titled("phone", "Phone")
    ('📞 Phone', 'Phone')
    """
    return f"{icon} {title}".strip() if is_sign(icon) else title


def is_sign(icon: str) -> bool:
    """Whether an icon is a sign that can be written, such as an emoji, and not the name of a drawn one."""
    return bool(icon.strip()) and not any(letter.isascii() and letter.isalnum() for letter in icon) and len(icon) <= 12


def hypothesis_lines(one: Hypothesis, metrics: Mapping[str, Metric], language: Language) -> list[str]:
    """What should move and by how much, for whom, how it is tried and when: only what is told, without the verdict.

    >>> hypothesis_lines(Hypothesis(metric="orders", direction="up", audience="new customers"), {}, "en")
    ['↑ orders', 'For: new customers']
    """
    said, metric = Said(language), metrics.get(one.metric)
    title = one.metric if metric is None else metric.title
    moves = {"up": "↑ ", "down": "↓ ", None: ""}[one.direction] + title
    if one.least is not None:
        least = number_text(one.least, language) if metric is None else amount_text(one.least, metric, language)
        moves = ", ".join(part for part in (moves, said("drawing.least", value=least)) if part.strip())
    audience = said("drawing.audience", who=one.audience) if one.audience else ""
    design = "" if one.design is None else said(f"drawing.design.{one.design}")
    days = "\xa0– ".join(date_text(day, language) for day in (one.start, one.end) if day is not None)
    lines = [moves, audience, ", ".join(part for part in (design, days) if part)]
    return [line for line in lines if line.strip()]


def verdict_text(one: Hypothesis, language: Language) -> str:
    """What came out; "" while nothing has."""
    said = Said(language)
    return "" if one.verdict is None else said("drawing.verdict_is", verdict=said(f"drawing.verdict.{one.verdict}"))


def amount_text(value: float, metric: Metric, language: Language, currency: str | None = None) -> str:
    """A number in the unit of a metric."""
    return value_text(Measure(value=value, unit=metric.unit, currency=currency), language)


def metric_lines(card: Card, metrics: Mapping[str, Metric], language: Language) -> list[str]:
    """The card's metric, unless its words or its hypothesis name it, and the target: `target ↑ 55 %`."""
    metric = metrics.get(card.metric or "")
    if metric is None:
        return []
    told = metric.title.strip().casefold() in card.body.casefold()
    told = told or (card.hypothesis is not None and card.hypothesis.metric == card.metric)
    lines = [] if told else [metric.title]
    if metric.target is not None:
        currency = card.measure.currency if card.measure else None
        wanted = amount_text(metric.target, metric, language, currency)
        sign = "↑" if metric.better == "up" else "↓"
        lines.append(Said(language)("drawing.target", value=f"{sign}\xa0{wanted}"))
    return lines


def score_text(scores: Scores, language: Language) -> str:
    """The scores there are on one line, the value first.

    >>> score_text(Scores(customer_value=.8, effort=2), "en")
    'value 80% · value for customers 80% · effort 2/5'
    """
    said, value = Said(language), scores.value
    parts = [] if value is None else [said("card.value", value=percent_text(value, language))]
    for name in (*_SHARES[:2], "effort", *_SHARES[2:], *_OF_FIVE[1:]):
        given = getattr(scores, name)
        if given is not None:
            shown = percent_text(given, language) if name in _SHARES else f"{number_text(given, language)}/5"
            parts.append(f"{said(f'drawing.score.{name}')} {shown}")
    return " · ".join([*parts, *(f"{name} {number_text(own, language)}" for name, own in scores.own.items())])


def status_text(card: Card, kind: LaneKind, language: Language) -> str:
    """How far a card has come; a barrier that is done is solved."""
    if card.status is None:
        return ""
    if kind == "barriers" and card.status == "done":
        return Said(language)("card.solved")
    return text("model", f"value.{card.status}", language)


def felt(card: Card) -> float | None:
    """What is felt at this one step, on −2…2."""
    return None if card.emotion is None else on_scale(card.emotion, card.scale, "-2..2")


def felt_text(card: Card, language: Language) -> str:
    """The feeling of this step in words: `Felt here: +1.5`."""
    value = felt(card)
    return "" if value is None else Said(language)("card.felt", value=emotion_text(value, language))


def picture_words(picture: Picture) -> str:
    """What a picture shows, for formats that show none: its description and its caption."""
    return ". ".join(part for part in (picture.alt, picture.caption) if part.strip())


def link_text(link: Link, stages: Mapping[str, str], language: Language) -> str:
    """A link in words: `loop back: Contract → Offers: quote again · 12 % go this way`."""
    said = Said(language)
    kind = said(f"flat.code.{link.kind}")
    way = f"{kind}: {stages[link.source]} → {stages[link.target]}"
    return " · ".join(part for part in (way, link.label, share_text(link, language)) if part.strip())


def arrow_text(arrow: Arrow, names: Names, said: Said) -> str:
    """An arrow in words: `Production → Sales: request · site`."""
    source, target = names.actors[arrow.source], names.actors[arrow.target]
    ends = source if arrow.source == arrow.target else f"{source} {'⇄' if arrow.both_ways else '→'} {target}"
    told = [arrow.label, names.channel(arrow.channel) if arrow.channel else ""]
    told += [said("page.planned")] if arrow.dashed else []
    words = " · ".join(part for part in told if part.strip())
    return f"{ends}: {words}" if words else ends


def share_text(link: Link, language: Language) -> str:
    """How many go the way of a link; "" where nobody counted."""
    return "" if link.share is None else Said(language)("page.share", share=percent_text(link.share, language))


def link_sign(kind: Literal["branch", "loop", "jump"]) -> str:
    """The sign of a kind of link."""
    return _SIGNS[kind]
