from collections import defaultdict

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tests.events.event_builder import seen
from tropa.events.identity import Identity, IdentitySettings, stitch


def owners(rows: pa.Table, identity: Identity) -> list[str | None]:
    return [owner.as_py() for owner in identity.customer_of(rows)]


def test_a_visitor_becomes_the_person_who_logged_in_also_for_the_time_before() -> None:
    rows = seen([(["anonymous:a"], 1), (["anonymous:a", "crm:7"], 2), (["email_sha256:e", "crm:7"], 3)])
    identity = stitch(rows)
    assert owners(rows, identity) == ["crm:7", "crm:7", "crm:7"]
    assert identity.report()["stitch_rate"] == 1.0


def test_a_shared_device_belongs_to_each_person_in_turn_and_joins_nobody() -> None:
    rows = seen(
        [
            (["anonymous:d"], 0),
            (["anonymous:d", "crm:1"], 10),
            (["anonymous:d"], 15),
            (["anonymous:d", "crm:2"], 20),
            (["anonymous:d"], 25),
            (["crm:1"], 30),
        ]
    )
    identity = stitch(rows)
    assert owners(rows, identity) == ["crm:1", "crm:1", "crm:1", "crm:2", "crm:2", "crm:1"]
    assert identity.report()["shared_devices"] == 1
    assert identity.report()["customers"] == 2


def test_a_device_beside_a_person_is_that_person_s_whatever_other_device_stands_in_the_row() -> None:
    rows = seen(
        [
            (["crm:1", "ym_client_id:own", "ym_client_id:family"], 10),
            (["crm:2", "ym_client_id:family"], 20),
            (["ym_client_id:own"], 30),
            (["ym_client_id:family"], 30),
        ]
    )
    identity = stitch(rows)
    assert owners(rows, identity) == ["crm:1", "crm:2", "crm:1", "crm:2"]
    assert identity.report()["shared_devices"] == 1


def test_two_cookies_of_one_browser_share_their_owners() -> None:
    rows = seen([(["ym_client_id:1", "ga_client_id:1"], 1), (["ym_client_id:1", "crm:1"], 2), (["ga_client_id:1"], 3)])
    assert owners(rows, stitch(rows)) == ["crm:1"] * 3


def test_the_phone_of_a_call_centre_is_held_out_and_reported() -> None:
    rows = seen([([f"crm:{number}", "phone:0"], number) for number in range(6)] + [(["phone:0"], 9)])
    identity = stitch(rows)
    assert owners(rows, identity) == [f"crm:{number}" for number in range(6)] + [None]
    assert identity.held_out().to_pylist() == [{"id": "phone:0", "reason": "many_customers", "customers": 6}]
    allowed = stitch(rows, IdentitySettings(max_customers=6))
    assert set(owners(rows, allowed)) == {"crm:0"}


def test_a_kiosk_that_everybody_logs_in_at_is_held_out() -> None:
    rows = seen([(["anonymous:kiosk", f"crm:{n}"], n) for n in range(9)] + [(["anonymous:kiosk"], 99)])
    identity = stitch(rows)
    assert owners(rows, identity)[-1] is None
    assert identity.held_out()["id"].to_pylist() == ["anonymous:kiosk"]


def test_a_placeholder_cookie_beside_the_cookies_of_many_is_held_out() -> None:
    rows = [(["anonymous:0", f"ym_client_id:{n}"], n) for n in range(8)]
    rows += [([f"ym_client_id:{n}", f"crm:{n}"], n) for n in range(8)]
    table = seen(rows)
    identity = stitch(table)
    assert identity.held_out()["id"].to_pylist() == ["anonymous:0"]
    assert owners(table, identity)[:8] == [f"crm:{n}" for n in range(8)]


def test_many_orders_of_one_person_are_one_customer() -> None:
    rows = seen([(["crm:1", f"order:{number}"], number) for number in range(50)])
    assert set(owners(rows, stitch(rows))) == {"crm:1"}


def test_a_merge_is_taken_back_by_naming_its_id() -> None:
    rows = seen([(["crm:1", "email_sha256:x"], 1), (["crm:2", "email_sha256:x"], 2), (["email_sha256:x"], 3)])
    merged = stitch(rows)
    assert owners(rows, merged) == ["crm:1"] * 3
    apart = stitch(rows, IdentitySettings(never=frozenset({"email_sha256:x"})))
    assert owners(rows, apart) == ["crm:1", "crm:2", "email_sha256:x"]


def test_every_merge_says_what_joined_what_and_when_first() -> None:
    rows = seen([(["crm:1", "email_sha256:x"], 9), (["crm:1", "email_sha256:x"], 4)])
    (merge,) = stitch(rows).audit().to_pylist()
    assert (merge["id"], merge["joined"], merge["customer"]) == ("email_sha256:x", "crm:1", "crm:1")
    assert merge["first_seen"].microsecond == 4
    assert merge["source"] == "site"


def test_rows_without_ids_belong_to_nobody() -> None:
    rows = seen([([], 1), (["crm:1"], 2)])
    assert owners(rows, stitch(rows)) == [None, "crm:1"]
    nothing = seen([])
    assert owners(nothing, stitch(nothing)) == []
    assert stitch(nothing).report()["stitch_rate"] is None


def test_the_stored_identity_names_the_same_customers() -> None:
    rows = seen([(["anonymous:d", "crm:1"], 10), (["anonymous:d", "crm:2"], 20), (["anonymous:d"], 25), (["crm:1"], 1)])
    identity = stitch(rows)
    assert owners(rows, Identity.from_table(identity.entries)) == owners(rows, identity)


ids = st.sampled_from(["crm:1", "crm:2", "crm:3", "email:a", "email:b", "cookie:x", "cookie:y", "device:z"])
some_rows = st.lists(st.tuples(st.lists(ids, max_size=3), st.integers(0, 20)), max_size=14)


@given(some_rows)
def test_stitching_agrees_with_the_plain_definition(rows: list[tuple[list[str], int]]) -> None:
    settings = IdentitySettings(max_customers=99, priority=("crm", "email"))
    table = seen(rows)
    assert owners(table, stitch(table, settings)) == _plainly(rows)


@given(some_rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(rows: list[tuple[list[str], int]], random: object) -> None:
    turned = list(reversed(rows))
    forwards, backwards = stitch(seen(rows)), stitch(seen(turned))
    assert forwards.entries.sort_by([("id", "ascending"), ("since", "ascending")]).equals(
        backwards.entries.sort_by([("id", "ascending"), ("since", "ascending")])
    )


def _plainly(rows: list[tuple[list[str], int]]) -> list[str | None]:
    """The definition, step by step: join persons, join devices, let shared devices pass from hand to hand."""
    person = _joined([[i for i in row if not _is_device(i)] for row, _ in rows])
    device = _joined([row if all(map(_is_device, row)) else [] for row, _ in rows], *(row for row, _ in rows))
    sightings: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row, time in rows:
        people = [person[i] for i in row if not _is_device(i)]
        sightings_here = {(device[i], people[0]) for i in row if _is_device(i) and people}
        for box, owner in sightings_here:
            sightings[box].append((time, owner))
    result: list[str | None] = []
    for row, time in rows:
        people = [person[i] for i in row if not _is_device(i)]
        boxes = [device[i] for i in row if _is_device(i)]
        if people:
            result.append(people[0])
        elif not boxes:
            result.append(None)
        else:
            held = sorted(sightings[boxes[0]])
            before = [owner for seen_at, owner in held if seen_at <= time]
            result.append(before[-1] if before else held[0][1] if held else boxes[0])
    return result


def _is_device(name: str) -> bool:
    return name.startswith(("cookie:", "device:"))


def _joined(rows: list[list[str]], *named: list[str]) -> dict[str, str]:
    """Each id → the smallest id it is connected with (here the order of kinds is alphabetical)."""
    name = {i: i for row in (*rows, *named) for i in row}
    for _ in name:
        for row in rows:
            smallest = min((name[i] for i in row), default="")
            name.update(dict.fromkeys(row, smallest))
    return name
