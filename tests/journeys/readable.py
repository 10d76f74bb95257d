"""Journeys read back as (customer, [(touchpoint, second), …]), to compare with what plain Python gives."""

from tropa.journeys.block import Block, Journeys

Readable = list[tuple[str, list[tuple[str, int]]]]


def readable(journeys: Journeys) -> Readable:
    """All journeys, block after block."""
    return [journey for block in journeys.blocks for journey in _block(block, journeys.vocabulary.touchpoints)]


def _block(block: Block, names: tuple[str, ...]) -> Readable:
    return [
        (
            customer,
            [
                (names[block.touchpoint[row]], int(block.time[row]) // 1_000_000)
                for row in range(block.offsets[number], block.offsets[number + 1])
            ],
        )
        for number, customer in enumerate(block.customer.to_pylist())
    ]
