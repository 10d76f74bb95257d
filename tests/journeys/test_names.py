import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from tropa.journeys.names import Numbering, hash_names, partition_of

HASHES = [
    10291331808081736964,
    17665956581633026203,
    17592238359777714204,
]  # computed by hand from the definitions of FNV-1a and splitmix64


def test_a_name_has_the_same_hash_in_every_process_and_under_a_seed_another() -> None:
    assert hash_names(pa.array(["anna", "", "Борис"])).tolist() == HASHES
    assert hash_names(pa.array(["anna"]), seed=1)[0] != HASHES[0]


@given(st.lists(st.text(max_size=20), max_size=30), st.integers(1, 50))
def test_equal_names_go_to_the_same_partition_and_a_slice_hashes_like_the_whole(
    names: list[str], partitions: int
) -> None:
    hashes = hash_names(pa.array(names, pa.string()))
    assert hash_names(pa.array(["x", *names], pa.string())[1:]).tolist() == hashes.tolist()
    homes = partition_of(hashes, partitions)
    assert ((homes >= 0) & (homes < partitions)).all()
    assert len(set(zip(names, homes.tolist(), strict=True))) == len(set(names))


def test_customers_spread_over_partitions() -> None:
    names = pa.array([f"customer-{number}" for number in range(20_000)])
    sizes = np.bincount(partition_of(hash_names(names), 16), minlength=16)
    assert sizes.min() > 1000


@given(st.lists(st.lists(st.none() | st.text(max_size=3), max_size=9), max_size=5))
def test_numbers_become_places_by_name(columns: list[list[str | None]]) -> None:
    numbering = Numbering()
    numbers = [numbering.numbers(pa.array(column, pa.string())) for column in columns]
    names, ranks = numbering.names(), numbering.ranks()
    assert list(names) == sorted({name for column in columns for name in column if name is not None})
    read = [[None if number < 0 else names[ranks[number]] for number in column] for column in numbers]
    assert read == columns
