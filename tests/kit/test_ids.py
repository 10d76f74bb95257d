"""Stable and random identifiers."""

from tropa.kit.ids import random_id, stable_id


def test_a_stable_id_depends_on_the_parts_and_their_borders() -> None:
    assert stable_id(["a", "bc"]) == stable_id(["a", "bc"])
    assert stable_id(["ab", "c"]) != stable_id(["a", "bc"])
    assert stable_id([None]) != stable_id([""])


def test_a_stable_id_never_changes_between_versions() -> None:
    assert stable_id(["crm", 17]) == "3bd3de9a9f302a9d6dd8"


def test_random_ids_differ() -> None:
    assert len({random_id("card") for _ in range(1000)}) == 1000
