"""`crm_clients.csv` and `crm_orders.csv`: the CRM's export in the country's encoding, semicolons, day first."""

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.journey import Walks
from tropa.sample.cinema.office import Office
from tropa.sample.cinema.people import People, written_email, written_phone
from tropa.sample.cinema.rows import Export, export_of
from tropa.sample.cinema.world import CODE

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

CLIENT_COLUMNS = (
    "created", "id", "name", "email", "phone", "age", "household", "children", "city", "metrika_site", "metrika_app",
)  # fmt: skip
ORDER_COLUMNS = ("date", "order", "client", "status", "amount", "currency", "metrika_site")
ORDER_LINK_SHARE = 0.8


def used_devices(walks: Walks, visitors: int) -> npt.NDArray[np.bool_]:
    """Visitor × device: whether any step was made on it."""
    used = np.zeros((visitors, 3), dtype=bool)
    used[walks.visitor, walks.device] = True
    return used


def registered(walks: Walks, visitors: int) -> Floats:
    """When each visitor left the first contact: the free profile, else the form of the first visit."""
    when = np.full(visitors, np.inf)
    np.minimum.at(when, walks.visitor, walks.time + 40.0)
    profile = np.full(visitors, np.inf)
    made = walks.touchpoint == CODE["profile"]
    np.minimum.at(profile, walks.visitor[made], walks.time[made])
    return np.where(np.isfinite(profile), profile, when)


def clients_export(people: People, walks: Walks, office: Office) -> Export:
    """`crm_clients.csv`: one row a customer, in order of registration."""
    when = registered(walks, len(people.segment))[: people.customers]
    times = office.times(when)
    used = used_devices(walks, len(people.segment))
    styles = office.rng.integers(0, 3, people.customers).tolist()
    typing = office.rng.integers(0, 12, people.customers).tolist()
    rows = []
    for c in np.argsort(when, kind="stable").tolist():
        size = int(people.household[c])
        rows.append([
            times[c], people.crm[c], people.name[c], written_email(people.email[c], typing[c]),
            written_phone(people.phone_in_crm[c], office.country, styles[c]), str(people.age[c]), str(size),
            str(size - 2 if size > 2 else 0), people.city[c], str(people.client[c, 0]),
            str(people.client[c, 1]) if used[c, 1] else "",
        ])  # fmt: skip
    return export_of(office.country, "crm_clients.csv", office.header("crm_clients", CLIENT_COLUMNS), rows)


def orders_export(people: People, walks: Walks, office: Office) -> tuple[Export, set[tuple[int, int]]]:
    """`crm_orders.csv`, a row for each status an order got, and the (customer, device) pairs its rows link."""
    status = {CODE["payment"]: "new", CODE["paid"]: "paid", CODE["renewed"]: "renewed", CODE["cancelled"]: "cancelled"}
    places = np.flatnonzero(np.isin(walks.touchpoint, list(status)) & (walks.visitor < people.customers))
    times = office.times(walks.time[places])
    linked = office.rng.random(len(places)) < ORDER_LINK_SHARE
    names = {key: office.words.one(f"status.{key}") for key in status.values()}
    rows: list[tuple[float, list[str]]] = []
    links: set[tuple[int, int]] = set()
    order, open_for = 500_000, -1
    for place, time, link in zip(places.tolist(), times, linked.tolist(), strict=True):
        customer, device = int(walks.visitor[place]), int(walks.device[place])
        kind = status[int(walks.touchpoint[place])]
        if kind == "new" and open_for == customer:
            continue
        order += kind in ("new", "renewed")
        open_for = customer if kind == "new" else -1
        amount = office.money(0.0 if kind == "cancelled" else office.country.price)
        client = str(people.client[customer, device]) if link else ""
        links |= {(customer, device)} if link else set()
        row = [time, f"A-{order}", people.crm[customer], names[kind], amount, office.country.currency, client]
        rows.append((float(walks.time[place]), row))
    rows.sort(key=lambda item: item[0])
    header = office.header("crm_orders", ORDER_COLUMNS)
    return export_of(office.country, "crm_orders.csv", header, (row for _, row in rows)), links
