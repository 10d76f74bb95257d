"""Segments: which customers a segment's conditions take."""

from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from tropa.definition.model import Condition, Definition, Segment


def assign(customers: pa.Table, definition: Definition) -> pa.Table:
    """The segment of each customer (`customer`, `segment`): the first whose conditions all hold, null where none fits.

    A trait nobody has is unknown for everybody. An unknown value meets only `known: false`.

    >>> from tropa.definition.load import loads
    >>> two = loads("segments: [{id: young, title: Y, where: [{trait: age, below: 30}]}, {id: rest, title: R}]")
    >>> assign(pa.table({"customer": ["a", "b"], "age": [25, 40]}), two)["segment"].to_pylist()
    ['young', 'rest']
    """
    segment = pa.nulls(customers.num_rows, pa.string())
    for one in definition.segments:
        segment = pc.if_else(pc.and_(pc.is_null(segment), _fits(customers, one)), one.id, segment)
    return pa.table({"customer": customers["customer"], "segment": segment})


def _fits(customers: pa.Table, segment: Segment) -> pa.Array:
    everybody = pa.repeat(pa.scalar(True), customers.num_rows)
    return reduce(pc.and_, (_holds(customers, condition) for condition in segment.where), everybody)


def _holds(customers: pa.Table, condition: Condition) -> pa.Array:
    if condition.trait not in customers.column_names:
        values = pa.nulls(customers.num_rows, pa.string())
    else:
        values = customers[condition.trait].combine_chunks()
    if condition.known is not None:
        return pc.equal(pc.is_valid(values), condition.known)
    if condition.at_least is not None:
        return pc.fill_null(pc.greater_equal(_numbers(values), condition.at_least), False)
    if condition.below is not None:
        return pc.fill_null(pc.less(_numbers(values), condition.below), False)
    wanted = (condition.equals,) if condition.equals is not None else condition.any_of or ()
    texts = [_written(value) for value in wanted]
    return pc.is_in(_texts(values), value_set=pa.array(texts, pa.string()))


def _numbers(values: pa.Array) -> pa.Array:
    """The values as numbers; text and dates have no place on the number line."""
    kind = values.type
    return (
        values.cast(pa.float64())
        if pa.types.is_integer(kind) or pa.types.is_floating(kind)
        else pa.nulls(len(values), pa.float64())
    )


def _texts(values: pa.Array) -> pa.Array:
    if pa.types.is_floating(values.type):
        return pa.array([None if value is None else _written(value) for value in values.to_pylist()], pa.string())
    return values.cast(pa.string())


def _written(value: str | float | bool) -> str:
    """A value as comparable text: true, 18, 2.5."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
