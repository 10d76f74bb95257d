"""What each channel cost in a period, from the table of costs."""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from tropa.errors import QuestionError


def channel_costs(
    costs: pa.Table, *, start: date | None = None, end: date | None = None, currency: str | None = None
) -> dict[str, float]:
    """Cost by channel over the days start ≤ day < end; rows without a channel or cost are left out.

    `costs` has the schema `tropa.events.schema.COSTS`. With `currency` only rows in it, or without any, count.
    QuestionError `analytics.mixed_currencies` where several are left.

    >>> rows = {"date": [date(2026, 5, 1)] * 3, "channel": ["ad", "ad", "mail"], "cost": [10.0, 5.0, 2.0]}
    >>> channel_costs(pa.table({**rows, "currency": ["EUR", "EUR", None]}))
    {'ad': 15.0, 'mail': 2.0}
    """
    keep = pc.and_(pc.is_valid(costs["channel"]), pc.is_valid(costs["cost"]))
    if start is not None:
        keep = pc.and_(keep, pc.greater_equal(costs["date"], pa.scalar(start, pa.date32())))
    if end is not None:
        keep = pc.and_(keep, pc.less(costs["date"], pa.scalar(end, pa.date32())))
    if currency is not None:
        keep = pc.and_(keep, pc.fill_null(pc.equal(costs["currency"], currency), True))
    kept = costs.filter(pc.fill_null(keep, False))
    currencies = sorted(set(kept["currency"].drop_null().to_pylist()))
    if len(currencies) > 1:
        raise QuestionError("analytics.mixed_currencies", value=", ".join(currencies))
    summed = kept.group_by("channel", use_threads=False).aggregate([("cost", "sum")]).sort_by("channel")
    return dict(zip(summed["channel"].to_pylist(), summed["cost_sum"].to_pylist(), strict=True))
