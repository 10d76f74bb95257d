"""A hit of the Logs API becomes events: a page viewed, an error met, a link or file opened, goals, e-commerce actions.

A hit that is none of these (a parameter sent, the mark «not a bounce») becomes no event and is counted.

The e-commerce of a hit is read from its purchase arrays, where the file has them, and from its JSON: the data layer's
object `{"currencyCode": …, "purchase": {"actionField": {"id": …, "revenue": …}, "products": […]}}`, alone or in a list.
Where an order names no revenue it is the sum over its products.
"""

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import NamedTuple

from tropa.ingest.json_objects import decoded
from tropa.ingest.rows import EventRow
from tropa.ingest.yandex_metrica_fields import Fields, Properties, amount, at, ids, properties
from tropa.ingest.yandex_metrica_visits import Clocks, goal_key, purchase_key

_ACTIONS = ("detail", "add", "remove", "click", "checkout", "refund", "purchase")
_INHERITED = ("visit_id", "url", "device", "country", "city")
_FLAGS = (("isPageView", "pageview"), ("download", "download"), ("link", "link"))
_NO_ERROR = ("", "0", "200")


class Hit(NamedTuple):
    """What the events of one hit share."""

    ids: tuple[str, ...]
    time: int
    watch_id: str
    about: Properties

    def event(self, name: str, key: str | None, sequence: int, about: Properties) -> EventRow:
        """An event of the hit without money."""
        return EventRow(time=self.time, name=name, ids=self.ids, key=key, sequence=sequence, properties=about)

    def inheriting(self, own: Properties) -> Properties:
        """Properties of a goal or an action: what it inherits from the hit, and its own."""
        return {name: self.about[name] for name in _INHERITED if name in self.about} | own


def hit_events(fields: Fields, row: Sequence[str], clocks: Clocks) -> Iterator[EventRow]:
    """The events of a hit, in the order page, e-commerce, goals. InputError for a value that cannot be read."""
    hit = Hit(
        ids=tuple(ids(fields, row)),
        time=clocks.counter.at(fields.text(row, "dateTime"), fields.prefix + "dateTime"),
        watch_id=fields.text(row, "watchID"),
        about=properties(fields, row),
    )
    actions = _actions(fields, row, hit)
    if actions is None:
        hit.about["ecommerce"] = fields.text(row, "ecommerce")[:1_000]
    name = _name(fields, row)
    if name is not None:
        yield hit.event(name, f"hit:{hit.watch_id}" if hit.watch_id else None, 0, hit.about)
    yield from actions or ()
    for place, goal in enumerate(fields.array(row, "goalsID")):
        key = goal_key(hit.ids, goal, hit.time) or f"goal:hit:{hit.watch_id}:{place}"
        yield hit.event(f"goal:{goal}", key, 1_000 + place, hit.inheriting({"goal": goal}))


def _name(fields: Fields, row: Sequence[str]) -> str | None:
    if fields.text(row, "httpError") not in _NO_ERROR:
        return "http_error"
    for flag, name in _FLAGS:
        if fields.text(row, flag) == "1":
            return name
    return None if "isPageView" in fields.position else "pageview"


def _actions(fields: Fields, row: Sequence[str], hit: Hit) -> list[EventRow] | None:
    """The e-commerce actions of a hit; None where its JSON cannot be read."""
    purchases = fields.array(row, "purchaseID")
    found = [_purchase_of_arrays(fields, row, hit, place) for place in range(len(purchases))]
    written = fields.text(row, "ecommerce")
    if written in ("", "[]", "{}"):
        return found
    try:
        told = decoded(written)
    except ValueError:
        return found or None
    objects = told if isinstance(told, list) else [told]
    for one in (one.get("ecommerce", one) for one in objects if isinstance(one, dict)):
        for action in _ACTIONS:
            if isinstance(one, dict) and isinstance(one.get(action), dict) and not (purchases and action == "purchase"):
                found.append(_action(action, one, hit, len(found)))
    return found


def _purchase_of_arrays(fields: Fields, row: Sequence[str], hit: Hit, place: int) -> EventRow:
    purchase = at(fields.array(row, "purchaseID"), place)
    return EventRow(
        time=hit.time,
        name="purchase",
        ids=hit.ids,
        key=purchase_key(hit.ids, purchase) or f"purchase:hit:{hit.watch_id}:{place}",
        sequence=1 + place,
        value=amount(at(fields.array(row, "purchaseRevenue"), place), "ym:pv:purchaseRevenue"),
        currency=at(fields.array(row, "purchaseCurrency"), place) or None,
        properties=hit.inheriting({"purchase_id": purchase, "coupon": at(fields.array(row, "purchaseCoupon"), place)}),
    )


def _action(action: str, told: dict[str, object], hit: Hit, place: int) -> EventRow:
    body = told[action]
    assert isinstance(body, dict)
    said, listed = body.get("actionField"), body.get("products")
    field = said if isinstance(said, dict) else {}
    products = [product for product in listed if isinstance(product, dict)] if isinstance(listed, list) else []
    purchase = str(field.get("id") or "") if action == "purchase" else ""
    revenue = _money(field.get("revenue"))
    if revenue is None and products:
        revenue = sum((_money(p.get("price")) or 0.0) * (_money(p.get("quantity", 1)) or 0.0) for p in products)
    currency = told.get("currencyCode") or told.get("currency")
    return EventRow(
        time=hit.time,
        name=action,
        ids=hit.ids,
        key=purchase_key(hit.ids, purchase) or (f"{action}:{hit.watch_id}:{place}" if hit.watch_id else None),
        sequence=1 + place,
        value=revenue if action == "purchase" else None,
        currency=str(currency) if currency and action == "purchase" else None,
        properties=hit.inheriting(
            {
                "purchase_id": purchase,
                "coupon": field.get("coupon"),
                "products": len(products),
                "product_names": [name for p in products if (name := p.get("name") or p.get("id"))],
            }
        ),
    )


def _money(written: object) -> float | None:
    try:
        value = float(str(written).replace(",", "."))
    except ValueError:
        return None
    return value if isfinite(value) else None
