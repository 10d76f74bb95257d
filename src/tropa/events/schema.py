"""The tables of the lake as Arrow schemas. Times are UTC microseconds; ids are text; missing is null."""

import pyarrow as pa

TIME = pa.timestamp("us", tz="UTC")

EVENTS = pa.schema(
    [
        pa.field("event_id", pa.string(), nullable=False),  # stable hash of source + its key
        pa.field("customer", pa.string()),  # after stitching; null until then
        pa.field("ids", pa.list_(pa.string()), nullable=False),  # `kind:value`, most specific first
        pa.field("time", TIME, nullable=False),
        pa.field("sequence", pa.int64()),  # the source's own order among equal times
        pa.field("position", pa.int64(), nullable=False),  # order in the file: the last tie-break
        pa.field("name", pa.string(), nullable=False),  # as the source called it
        pa.field("touchpoint", pa.string()),  # by the definition's rules; null until then
        pa.field("channel", pa.string()),
        pa.field("stage", pa.string()),
        pa.field("value", pa.float64()),  # money
        pa.field("currency", pa.string()),
        pa.field("properties", pa.string()),  # a JSON object
        pa.field("source", pa.string(), nullable=False),
        pa.field("import_id", pa.string(), nullable=False),
    ]
)

TRAITS = pa.schema(  # what a source said about a customer at a time; customers are computed from it
    [
        pa.field("ids", pa.list_(pa.string()), nullable=False),
        pa.field("time", TIME),
        pa.field("traits", pa.string(), nullable=False),  # a JSON object
        pa.field("source", pa.string(), nullable=False),
        pa.field("import_id", pa.string(), nullable=False),
    ]
)

VERBATIMS = pa.schema(
    [
        pa.field("verbatim_id", pa.string(), nullable=False),
        pa.field("customer", pa.string()),
        pa.field("ids", pa.list_(pa.string()), nullable=False),
        pa.field("time", TIME),
        pa.field("source", pa.string(), nullable=False),
        pa.field("speaker_role", pa.string(), nullable=False),  # customer | staff
        pa.field("language", pa.string()),
        pa.field("text", pa.string()),  # null where only a rating was given
        pa.field("rating", pa.float64()),
        pa.field("scale_low", pa.float64()),
        pa.field("scale_high", pa.float64()),
        pa.field("kind", pa.string(), nullable=False),  # VERBATIM_KINDS
        pa.field("touchpoint", pa.string()),
        pa.field("stage", pa.string()),
        pa.field("stage_probability", pa.float64()),
        pa.field("consent", pa.bool_()),
        pa.field("import_id", pa.string(), nullable=False),
    ]
)

COSTS = pa.schema(
    [
        pa.field("date", pa.date32(), nullable=False),
        pa.field("channel", pa.string()),
        pa.field("campaign", pa.string()),
        pa.field("impressions", pa.int64()),
        pa.field("clicks", pa.int64()),
        pa.field("cost", pa.float64()),
        pa.field("currency", pa.string()),
        pa.field("source", pa.string(), nullable=False),
        pa.field("import_id", pa.string(), nullable=False),
    ]
)

SERIES = pa.schema(  # search-query frequency and any outside number
    [
        pa.field("date", pa.date32(), nullable=False),
        pa.field("metric", pa.string(), nullable=False),
        pa.field("dimension", pa.string()),
        pa.field("value", pa.float64(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("import_id", pa.string(), nullable=False),
    ]
)

TABLES: dict[str, pa.Schema] = {
    "events": EVENTS,
    "traits": TRAITS,
    "verbatims": VERBATIMS,
    "costs": COSTS,
    "series": SERIES,
}

VERBATIM_KINDS = ("review", "nps", "csat", "ces", "ticket", "call", "chat", "interview", "focus_group")

IDENTITY = pa.schema(  # whose an id is; a shared device has one row for each time it changes hands
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("customer", pa.string()),  # null: held out, joins nobody
        pa.field("role", pa.string(), nullable=False),  # ID_ROLES
        pa.field("since", TIME),  # shared devices: the owner from here on; null: from the beginning
    ]
)

MERGES = pa.schema(  # why two ids are one customer
    [
        pa.field("id", pa.string(), nullable=False),
        pa.field("joined", pa.string(), nullable=False),
        pa.field("customer", pa.string(), nullable=False),
        pa.field("first_seen", TIME),
        pa.field("source", pa.string()),
    ]
)

IMPORTS = pa.schema(
    [
        pa.field("import_id", pa.string(), nullable=False),
        pa.field("file", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
        pa.field("time", TIME, nullable=False),  # when it was imported
        pa.field("rows", pa.int64()),
        pa.field("accepted", pa.int64()),
        pa.field("duplicates", pa.int64()),
        pa.field("rejected", pa.int64()),
        pa.field("report", pa.string()),  # the whole import report, a JSON object
    ]
)

AUDIT_TABLES: dict[str, pa.Schema] = {"identity": IDENTITY, "merges": MERGES, "imports": IMPORTS}

ID_ROLES = ("person", "device", "shared", "never", "held_out")
