import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.journey_builder import journeys
from tropa.errors import InputError
from tropa.journeys.block import Block, Journeys
from tropa.journeys.store import KEPT, cached, open_journeys, save


def some(blocks: int = 2, value: bool = False) -> Journeys:
    whole = journeys([[("a", 0), ("г", 5)], [("b", 7)], [("a", 1)]], blocks=blocks, goal=["г"], segment=["x", "y", "x"])
    if not value:
        return whole
    rich = tuple(
        Block(
            **{**vars(block), "value": np.full(block.events, 1.5), "held": {"item": np.zeros(block.events, np.int32)}}
        )
        for block in whole.blocks
    )
    return Journeys(rich, whole.vocabulary, whole.observed_until, "hash", 3, left_out=4)


def assert_same(left: Journeys, right: Journeys) -> None:
    heads = [(j.vocabulary, j.observed_until, j.definition_hash, j.lake_version, j.left_out) for j in (left, right)]
    assert heads[0] == heads[1]
    for one, other in zip(left.blocks, right.blocks, strict=True):
        assert one.customer.equals(other.customer)
        assert one.held.keys() == other.held.keys()
        for name in ("offsets", "touchpoint", "channel", "time", "segment", "goal_time", "value"):
            np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
            assert getattr(one, name) is None or getattr(one, name).dtype == getattr(other, name).dtype


@pytest.mark.parametrize("value", [False, True])
def test_saved_journeys_come_back_the_same(tmp_path: Path, value: bool) -> None:
    save(some(value=value), tmp_path / "j")
    assert_same(open_journeys(tmp_path / "j"), some(value=value))


def test_saving_again_replaces_and_leaves_nothing_behind(tmp_path: Path) -> None:
    save(some(3), tmp_path / "j")
    save(some(1), tmp_path / "j")
    assert_same(open_journeys(tmp_path / "j"), some(1))
    assert [path.name for path in tmp_path.iterdir()] == ["j"]


def test_a_cached_entry_is_made_once(tmp_path: Path) -> None:
    made: list[int] = []

    def make() -> Journeys:
        made.append(1)
        return some()

    for _ in range(3):
        assert_same(cached(tmp_path, ("definition", 3), make), some())
    cached(tmp_path, ("definition", 4), make)
    assert len(made) == 2


@pytest.mark.parametrize("harm", ["cut", "garbage", "gone", "no head", "empty head"])
def test_a_damaged_entry_is_made_anew(tmp_path: Path, harm: str) -> None:
    cached(tmp_path, ("key",), some)
    (entry,) = tmp_path.iterdir()
    block, head = entry / "block-0000.arrow", entry / "journeys.json"
    size = block.stat().st_size
    match harm:
        case "cut":
            os.truncate(block, size // 2)
        case "garbage":
            block.write_bytes(os.urandom(size))
        case "gone":
            block.unlink()
        case "no head":
            head.unlink()
        case "empty head":
            head.write_text("{}")
    with pytest.raises(InputError, match="damaged"):
        open_journeys(entry)
    assert_same(cached(tmp_path, ("key",), some), some())
    assert_same(open_journeys(entry), some())


def test_codes_the_vocabulary_does_not_know_never_reach_a_kernel(tmp_path: Path) -> None:
    whole = some(1)
    whole.blocks[0].touchpoint[0] = 99
    save(whole, tmp_path / "j")
    with pytest.raises(InputError, match="do not fit"):
        open_journeys(tmp_path / "j")


def test_many_writers_of_one_key_do_no_harm(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: cached(tmp_path, ("key",), some), range(24)):
            assert_same(found, some())
    assert len(list(tmp_path.iterdir())) == 1


def test_only_the_most_recently_used_entries_stay(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        cached(tmp_path, (number,), some)
    assert len(list(tmp_path.iterdir())) == KEPT


@given(st.integers(0, 3))
def test_journeys_without_events_are_saved_too(tmp_path_factory: pytest.TempPathFactory, blocks: int) -> None:
    folder = tmp_path_factory.mktemp("store") / "j"
    empty = journeys([], blocks=blocks)
    save(empty, folder)
    assert_same(open_journeys(folder), empty)
