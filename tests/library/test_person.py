"""A customer is found by any id that is theirs alone."""

from pathlib import Path

import pytest

from tests.events.event_builder import events
from tropa.errors import InputError, NotFoundError
from tropa.library.person import find_person, kept_id
from tropa.library.workspace import Workspace, open_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "tropa.yaml").write_text("language: en\n")
    made = open_workspace(tmp_path)
    rows = [
        ("e1", ["crm:1", "cookie:own"], "2026-05-01T10:00"),
        ("e2", ["crm:1", "cookie:family"], "2026-05-01T11:00"),
        ("e3", ["crm:2", "cookie:family"], "2026-05-01T12:00"),
        ("e4", ["cookie:family"], "2026-05-01T13:00"),
        ("e5", ["cookie:own"], "2026-05-01T14:00"),
    ]
    made.lake.append("events", events(rows))
    return made


def test_all_rows_of_the_customer_come_and_none_of_who_shares_a_device(workspace: Workspace) -> None:
    person = find_person(workspace, "cookie:own")
    assert person.customer == "crm:1"
    assert person.ids == ("cookie:own", "crm:1")
    assert sorted(person.rows["events"]["event_id"].to_pylist()) == ["e1", "e2", "e5"]


def test_a_shared_id_names_nobody(workspace: Workspace) -> None:
    with pytest.raises(InputError, match="cookie:family"):
        find_person(workspace, "cookie:family")


@pytest.mark.parametrize("who", ["crm:9", "someone@example.com", "+48601234567", "1"])
def test_a_stranger_is_told(workspace: Workspace, who: str) -> None:
    with pytest.raises(NotFoundError, match="kind:value"):
        find_person(workspace, who)


def test_addresses_and_phones_are_looked_for_as_hashes() -> None:
    assert kept_id("phone:8 903 123 45 67") == kept_id("+7 903 123-45-67")
    assert kept_id(" Anna@Example.com").startswith("email_sha256:")
