"""Verbatims written by hand: `said({"text": "…", "rating": 2})`, the rest filled in."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pyarrow as pa

from tropa.events.schema import VERBATIMS

START = datetime(2026, 1, 1, tzinfo=UTC)


def at(second: int) -> datetime:
    """The moment a number of seconds after 1970, as journeys written for tests count."""
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)


def said(*rows: dict[str, Any]) -> pa.Table:
    """A table of verbatims; a row's customer is its own unless named."""
    filled = [
        {
            "verbatim_id": f"v{number}",
            "customer": f"c{number}",
            "ids": [],
            "time": START,
            "source": "reviews",
            "speaker_role": "customer",
            "kind": "review",
            "scale_low": 1.0,
            "scale_high": 5.0,
            "import_id": "i",
            **row,
        }
        for number, row in enumerate(rows)
    ]
    return pa.Table.from_pylist(filled, schema=VERBATIMS)
