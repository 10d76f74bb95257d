"""A map as a journey of CJML, and a journey as a map.

Actions of customers are cards of the lane of actions; what passes between actors is an arrow, and so is an action of
somebody who is no customer. Phases are stages.
"""

from tropa.formats.cjml.journey import OFFLINE, Journey, Party, Phase, Touchpoint, trimmed
from tropa.formats.flat.language import language_of
from tropa.formats.fresh import Feelings, Ids, cards_of, fresh_map, lane_of, path_of, ranked
from tropa.kit.locale import text
from tropa.model.actor import Actor, Arrow
from tropa.model.card import Card
from tropa.model.catalogue import Channel
from tropa.model.map import Map
from tropa.model.persona import Persona
from tropa.model.rank import spread
from tropa.model.stage import Stage
from tropa.model.view import columns

_BETWEEN = " → "


def journey_of(map_: Map) -> Journey:
    """The journey of a map: planned where the map is of what is to be; what is felt is told of actual journeys only."""
    ids = Ids()
    shown = columns(map_)
    cards = cards_of(map_, "actions")
    parties, who = _parties(map_, needed=bool(cards))
    points: list[Touchpoint] = []
    feelings = Feelings(map_)
    for stage in shown:
        arrows = [arrow for arrow in map_.arrows if arrow.stage == stage.id and not arrow.deleted]
        there: list[Card | Arrow] = [*(card for card in cards if card.stage == stage.id), *arrows]
        for one in sorted(there, key=lambda one: (one.rank, isinstance(one, Arrow), one.id)):
            name = ids.taken("touchpoint", one.id)
            if isinstance(one, Arrow):
                points.append(_communication(one, name, map_))
            else:
                felt = None if map_.state == "future" else feelings.of(one, "1..5")
                rating = None if felt is None else min(5.0, max(1.0, felt))
                initiator = parties[0].id if one.persona is None else who[one.persona]
                points.append(
                    Touchpoint(name, stage.id, initiator, trimmed(one.body), comment=trimmed(one.detail), rating=rating)
                )
    return Journey(
        map_.id,
        trimmed(map_.title),
        trimmed(map_.goal),
        trimmed(map_.description),
        map_.state == "future",
        tuple(Phase(stage.id, trimmed(path_of(map_, stage)), trimmed(stage.description)) for stage in shown),
        tuple(parties),
        tuple(points),
    )


def _communication(arrow: Arrow, name: str, map_: Map) -> Touchpoint:
    """An arrow as a communication point; to oneself, as an action of one who is no customer."""
    titles = {channel.id: channel.title for channel in map_.channels}
    label = trimmed(arrow.label)
    sent, _, received = label.partition(_BETWEEN)
    sent, received = (sent, received) if sent and received else (label, label)
    if arrow.source == arrow.target:
        return Touchpoint(name, arrow.stage, arrow.source, label)
    channel = trimmed(titles.get(arrow.channel or "", "") or arrow.channel or "")
    return Touchpoint(name, arrow.stage, arrow.source, trimmed(sent), arrow.target, trimmed(received), channel)


def _parties(map_: Map, *, needed: bool) -> tuple[list[Party], dict[str, str]]:
    """Who takes part, customers first, and by which id each persona does. A customer is added where one is needed."""
    ids, who = Ids(), dict[str, str]()
    for actor in map_.actors:
        ids.taken("actor", actor.id)
        if actor.persona is not None:
            who.setdefault(actor.persona, actor.id)
    names = {persona.id: trimmed(persona.name) for persona in map_.personas}
    customers = []
    for persona in map_.personas:
        if persona.id not in who:
            who[persona.id] = ids.taken("actor", persona.id)
        customers.append(Party(who[persona.id], names[persona.id], True, "customer"))
    personal = {party.id for party in customers}
    others = [actor for actor in map_.actors if actor.id not in personal]
    customers += [Party(one.id, trimmed(one.title), True, "customer") for one in others if one.kind == "customer"]
    if needed and not customers:
        named = text("formats", "flat.customer", map_.language)
        customers.append(Party(ids.taken("actor", "customer"), named, True, "customer"))
    providers = [Party(one.id, trimmed(one.title), False, one.kind) for one in others if one.kind != "customer"]
    return [*customers, *providers], who


def map_of(journey: Journey) -> Map:
    """The map of a journey: each end user is a persona and the actor she is."""
    ids = Ids()
    customers = [party.id for party in journey.parties if party.end_user]
    cards: list[Card] = []
    arrows: list[Arrow] = []
    for phase in journey.phases:
        there = [point for point in journey.touchpoints if point.phase == phase.id]
        for point, rank in zip(there, spread(len(there)), strict=True):
            if point.receiver is None and point.initiator in customers:
                cards.append(_card(point, rank, ids, customers))
            else:
                arrows.append(_arrow(point, rank, ids))
    words = [word for one in journey.touchpoints for word in (one.label, one.receiver_label, one.comment)]
    told = [journey.title, journey.summary, *(phase.name for phase in journey.phases), *words]
    language = language_of(" ".join([*told, *(party.name for party in journey.parties)]))
    channels = dict.fromkeys(point.channel for point in journey.touchpoints if 0 < len(point.channel) <= 80)
    return fresh_map(
        journey.title or journey.id,
        (),
        id=Ids().taken("map", journey.id, journey.title),
        language=language,
        goal=journey.summary,
        description=journey.description,
        state="future" if journey.planned else "current",
        personas=tuple(Persona(id=one.id, name=one.name, seed=one.id) for one in journey.parties if one.end_user),
        stages=ranked(
            [Stage(id=one.id, title=one.name, rank="V", description=one.description) for one in journey.phases]
        ),
        lanes=ranked([lane_of("actions", language), lane_of("process", language)]),
        cards=tuple(cards),
        actors=tuple(_actor(party) for party in journey.parties),
        arrows=tuple(arrows),
        channels=tuple(Channel(id=name, title=name, offline=name.lower() in OFFLINE) for name in channels),
    )


def _card(point: Touchpoint, rank: str, ids: Ids, customers: list[str]) -> Card:
    return Card(
        id=ids.taken("card", point.id, point.label),
        stage=point.phase,
        lane="actions",
        rank=rank,
        body=point.label,
        detail=point.comment,
        persona=point.initiator if len(customers) > 1 else None,
        emotion=point.rating,
        scale="1..5",
    )


def _arrow(point: Touchpoint, rank: str, ids: Ids) -> Arrow:
    same = point.receiver is None or point.label == point.receiver_label
    labels = [point.label] if same else [point.label, point.receiver_label]
    return Arrow(
        id=ids.taken("arrow", point.id, point.label),
        stage=point.phase,
        rank=rank,
        source=point.initiator,
        target=point.receiver or point.initiator,
        label=_BETWEEN.join(label for label in labels if label),
        channel=point.channel or None,
    )


def _actor(party: Party) -> Actor:
    persona = party.id if party.end_user else None
    return Actor(id=party.id, title=party.name, kind=party.kind, persona=persona)
