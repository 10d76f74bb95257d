"""A visit of the Logs API becomes events: the visit, its goals, its purchases, its offline calls.

Times of goals and purchases are UTC+3 whatever the counter's zone is (documented for goals; purchases are written by
the same clock). Offline calls carry no time of their own and stand at the visit's.

What a hit would tell as well gets an id made of the fact alone, so that importing visits and hits of the same days
counts it once: a goal is (client, goal, time), a purchase (client, purchase id).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from tropa.ingest.clock import Clock
from tropa.ingest.rows import EventRow
from tropa.ingest.yandex_metrica_fields import Fields, Properties, amount, at, ids, number, properties

_UTC3_ARRAYS = ("goalsDateTime", "purchaseDateTime")
_INHERITED = ("visit_id", "device", "country", "city")


@dataclass(frozen=True)
class Clocks:
    """The counter's own clock, and the clock of goals and purchases."""

    counter: Clock
    utc3: Clock


class Visit(NamedTuple):
    """What the events of one visit share."""

    ids: tuple[str, ...]
    start: int
    visit_id: str
    year: str  # a visit's id is unique within a year
    about: Properties

    @property
    def inherited(self) -> Properties:
        """What is said of the visit's goals, purchases and calls too."""
        return {name: self.about[name] for name in _INHERITED if name in self.about}


def visit_times(fields: Fields, row: Sequence[str]) -> tuple[str, list[str]]:
    """The times of a row as written: of the counter's clock, and of UTC+3."""
    return fields.text(row, "dateTime"), [time for name in _UTC3_ARRAYS for time in fields.array(row, name)]


def visit_events(fields: Fields, row: Sequence[str], clocks: Clocks) -> Iterator[EventRow]:
    """The events of a visit, the visit first. InputError for a value that cannot be read."""
    started = fields.text(row, "dateTime")
    visit = Visit(
        ids=tuple(ids(fields, row)),
        start=clocks.counter.at(started, fields.prefix + "dateTime"),
        visit_id=fields.text(row, "visitID"),
        year=started[:4],
        about=properties(fields, row),
    )
    key = f"visit:{visit.year}:{visit.visit_id}" if visit.visit_id else None
    yield EventRow(time=visit.start, name="visit", ids=visit.ids, key=key, sequence=0, properties=visit.about)
    yield from _goals(fields, row, visit, clocks.utc3)
    yield from _purchases(fields, row, visit, clocks.utc3)
    yield from _calls(fields, row, visit)


def goal_key(who: Sequence[str], goal: str, time: int) -> str | None:
    """The key of a reached goal, the same in visits and in hits; None where nobody is named."""
    return f"goal:{who[0]}:{goal}:{time // 1_000_000}" if who else None


def purchase_key(who: Sequence[str], purchase: str) -> str | None:
    """The key of a purchase, the same in visits and in hits; None where the purchase has no number."""
    return f"purchase:{who[0] if who else ''}:{purchase}" if purchase else None


def _goals(fields: Fields, row: Sequence[str], visit: Visit, clock: Clock) -> Iterator[EventRow]:
    goals = fields.array(row, "goalsID")
    if not goals:
        return
    times, prices = fields.array(row, "goalsDateTime"), fields.array(row, "goalsPrice")
    currencies, orders = fields.array(row, "goalsCurrency"), fields.array(row, "goalsOrder")
    for place, goal in enumerate(goals):
        written = at(times, place)
        time = clock.at(written, "ym:s:goalsDateTime") if written else visit.start
        value = amount(at(prices, place), "ym:s:goalsPrice") or None
        yield EventRow(
            time=time,
            name=f"goal:{goal}",
            ids=visit.ids,
            key=goal_key(visit.ids, goal, time) or f"goal:{visit.year}:{visit.visit_id}:{place}",
            sequence=1 + place,
            value=value,
            currency=at(currencies, place) or None if value is not None else None,
            properties={**visit.inherited, "goal": goal, "order": at(orders, place)},
        )


def _purchases(fields: Fields, row: Sequence[str], visit: Visit, clock: Clock) -> Iterator[EventRow]:
    revenues, purchases = fields.array(row, "purchaseRevenue"), fields.array(row, "purchaseID")
    if not revenues and not purchases:
        return
    names = ("purchaseDateTime", "purchaseCurrency", "purchaseCoupon", "purchaseProductQuantity")
    times, currencies, coupons, quantities = (fields.array(row, name) for name in names)
    for place in range(max(len(revenues), len(purchases))):
        written, purchase, quantity = at(times, place), at(purchases, place), at(quantities, place)
        yield EventRow(
            time=clock.at(written, "ym:s:purchaseDateTime") if written else visit.start,
            name="purchase",
            ids=visit.ids,
            key=purchase_key(visit.ids, purchase) or f"purchase:{visit.year}:{visit.visit_id}:{place}",
            sequence=1_000 + place,
            value=amount(at(revenues, place), "ym:s:purchaseRevenue"),
            currency=at(currencies, place) or None,
            properties={
                **visit.inherited,
                "purchase_id": purchase,
                "coupon": at(coupons, place),
                "products": number(quantity, "ym:s:purchaseProductQuantity") if quantity else None,
            },
        )


def _calls(fields: Fields, row: Sequence[str], visit: Visit) -> Iterator[EventRow]:
    talks, missed = fields.array(row, "offlineCallTalkDuration"), fields.array(row, "offlineCallMissed")
    if not (talks or missed):
        return
    names = ("offlineCallHoldDuration", "offlineCallTag", "offlineCallFirstTimeCaller", "offlineCallURL")
    holds, tags, first, urls = (fields.array(row, name) for name in names)
    for place in range(max(len(talks), len(missed))):
        talk, hold = at(talks, place), at(holds, place)
        yield EventRow(
            time=visit.start,
            name="call_missed" if at(missed, place) == "1" else "call",
            ids=visit.ids,
            key=f"call:{visit.year}:{visit.visit_id}:{place}" if visit.visit_id else None,
            sequence=2_000 + place,
            properties={
                **visit.inherited,
                "talk_duration": number(talk, "ym:s:offlineCallTalkDuration") if talk else None,
                "hold_duration": number(hold, "ym:s:offlineCallHoldDuration") if hold else None,
                "tag": at(tags, place),
                "first_time_caller": at(first, place) == "1" if first else None,
                "url": at(urls, place),
            },
        )
