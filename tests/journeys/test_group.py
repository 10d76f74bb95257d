import numpy as np
import pyarrow as pa
import pytest

from tropa.journeys.block import Block
from tropa.journeys.deal import Hand
from tropa.journeys.group import SameHashError, block_of


def grouped(*names: str) -> Block:
    """A hand for every name, each with one row, all of the same hash."""
    code, time, key = np.zeros(1, np.uint16), np.zeros(1, np.int64), np.array([5], np.uint64)
    hands = [
        Hand({"key": key, "time": time, "touchpoint": code, "channel": code}, pa.array([name]), key) for name in names
    ]
    ranks = {"touchpoint": np.zeros(1, np.int64), "channel": np.zeros(1, np.int64)}
    return block_of(hands, ranks, np.zeros(1, np.bool_), (pa.array([], pa.string()), np.empty(0, np.int32)))


def test_two_customers_with_one_hash_are_never_taken_for_one() -> None:
    assert grouped("anna", "anna").customer.to_pylist() == ["anna"]
    with pytest.raises(SameHashError):
        grouped("anna", "bob")
