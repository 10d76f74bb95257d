"""Events for tests of rules: `events(("pageview", {"url": "/a"}), …)`, one a minute, all of one customer."""

import json
from datetime import UTC, datetime, timedelta

import pyarrow as pa

from tropa.events.schema import EVENTS

START = datetime(2026, 5, 1, tzinfo=UTC)


def events(*rows: tuple[str, dict[str, object]], source: str = "site", customer: str = "crm:1") -> pa.Table:
    written = [
        {
            "event_id": f"{source}:{customer}:{number}",
            "ids": [customer],
            "time": START + timedelta(minutes=number),
            "position": number,
            "name": name,
            "channel": about.pop("channel", None),
            "value": about.pop("value", None),
            "properties": json.dumps(about, ensure_ascii=False) if about else None,
            "source": source,
            "import_id": "i1",
        }
        for number, (name, about) in enumerate((name, dict(facts)) for name, facts in rows)
    ]
    return pa.Table.from_pylist(written, schema=EVENTS)
