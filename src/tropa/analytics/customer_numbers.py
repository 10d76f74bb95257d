"""Which journeys of a block are of one customer: they stand next to each other."""

import numpy as np
import pyarrow.compute as pc

from tropa.journeys.block import I64, Block


def customer_numbers(block: Block) -> I64:
    """For each journey the number of its customer in the block, 0, 1, 2… in the block's order."""
    numbers = np.zeros(block.journeys, np.int64)
    if block.journeys > 1:
        other = pc.not_equal(block.customer.slice(1), block.customer.slice(0, block.journeys - 1))
        numbers[1:] = np.cumsum(other.to_numpy(zero_copy_only=False))
    return numbers
