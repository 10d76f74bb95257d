"""What touchpoint rules match, on the distinct names and pages of the lake, so that it can be asked while one types."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tropa.definition.model import Definition, TouchpointRule
from tropa.definition.properties import properties_of
from tropa.definition.rules import apply_rules, rules_of
from tropa.definition.urls import hosts_of, pages_of
from tropa.events.schema import EVENTS
from tropa.kit.time import MINUTE
from tropa.library.workspace import Workspace

EXAMPLES = 5
UNMATCHED = 100  # names told
_MARKS = ("utm_source", "utm_medium", "utm_campaign")
_COUNT = "count"
_KEPT = 4


@dataclass(frozen=True)
class Example:
    """Events that are alike: where they come from, what they are called, their page, and how many there are."""

    source: str
    name: str
    url: str | None
    channel: str | None
    count: int


@dataclass(frozen=True)
class RuleMatch:
    """What a rule takes (`events`), what it would take were it the first (`fitting`), and examples, most first."""

    events: int
    fitting: int
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Matched:
    """Rules against the lake: what each takes, and what none does."""

    events: int
    rules: tuple[RuleMatch, ...]
    unmatched: int
    left: tuple[Example, ...]


def match_rules(workspace: Workspace, rules: Sequence[TouchpointRule]) -> Matched:
    """What the rules would match of the workspace's events, the first that fits deciding.

    Events alike in what rules look at are counted once; they are kept in memory until the lake changes, so that a
    second question costs the rules alone.
    """
    definition = _with_rules(workspace.definition, rules)
    kinds = _kinds(workspace, rules)
    counts = kinds[_COUNT].to_numpy()
    events = kinds.drop_columns([_COUNT])
    decided, fitting = rules_of(events, definition)
    channels = apply_rules(events, definition)["channel"] if events.num_rows else events["channel"]
    shown = _Shown(events, channels, counts)
    matches = tuple(
        RuleMatch(int(counts[decided == number].sum()), int(counts[fits].sum()), shown.of(decided == number, EXAMPLES))
        for number, fits in enumerate(fitting)
    )
    left = decided == -1
    return Matched(int(counts.sum()), matches, int(counts[left].sum()), shown.of(left, UNMATCHED))


class _Shown:
    def __init__(self, events: pa.Table, channels: pa.ChunkedArray, counts: np.ndarray) -> None:
        url = properties_of(events, ["url"])["url"]
        self._rows = pa.table({"source": events["source"], "name": events["name"], "url": url, "channel": channels})
        self._counts = counts

    def of(self, chosen: np.ndarray, most: int) -> tuple[Example, ...]:
        """The most frequent of the chosen, alike ones together."""
        rows = self._rows.filter(pa.array(chosen)).append_column(_COUNT, pa.array(self._counts[chosen], pa.int64()))
        alike = rows.group_by(["source", "name", "url", "channel"]).aggregate([(_COUNT, "sum")])
        order = [("count_sum", "descending"), ("source", "ascending"), ("name", "ascending"), ("url", "ascending")]
        return tuple(
            Example(one["source"], one["name"], one["url"], one["channel"], one["count_sum"])
            for one in alike.sort_by(order).slice(0, most).to_pylist()
        )


_HELD: OrderedDict[tuple[object, ...], pa.Table] = OrderedDict()
_HOLDING = Lock()


def _kinds(workspace: Workspace, rules: Sequence[TouchpointRule]) -> pa.Table:
    """One event of each kind that rules can tell apart, with how many there are of it."""
    keys = tuple(sorted({key for rule in rules for key in rule.match.properties}))
    query = any("?" in one for rule in rules for one in _patterns(rule.match.url))
    key = (workspace.folder, workspace.lake.version("events"), keys, query)
    with _HOLDING:
        if key in _HELD:
            _HELD.move_to_end(key)
            return _HELD[key]
    made = _counted(workspace, keys, query=query)
    with _HOLDING:
        _HELD[key] = made
        while len(_HELD) > _KEPT:
            _HELD.popitem(last=False)
    return made


def _counted(workspace: Workspace, keys: Sequence[str], *, query: bool) -> pa.Table:
    events = workspace.lake.read("events", columns=["source", "name", "channel", "touchpoint", "properties"])
    if not events.num_rows:
        return EVENTS.empty_table().append_column(_COUNT, pa.array([], pa.int64()))
    told = properties_of(events, ["url", "referrer", *_MARKS, *keys])
    told = _put(told, "url", _distinctly(told["url"], lambda urls: pages_of(urls, query=query)))
    told = _put(told, "referrer", _distinctly(told["referrer"], hosts_of))
    properties = {name: told[name] for name in told.column_names}
    flat = pa.table({name: events[name] for name in ("source", "name", "channel", "touchpoint")} | {
        f"p{number}": values for number, values in enumerate(properties.values())
    })  # fmt: skip
    names = ", ".join(f"'{name.replace(chr(39), chr(39) * 2)}': p{number}" for number, name in enumerate(properties))
    pairs = names.replace("': p", "', p")
    with duckdb.connect() as database:
        database.register("flat", flat)
        found = database.sql(
            f"SELECT source, name, channel, touchpoint, json_object({pairs})::VARCHAR AS properties, "  # noqa: S608
            "count(*) AS count FROM flat GROUP BY ALL"
        ).to_arrow_table()
    return _as_events(found)


def _as_events(found: pa.Table) -> pa.Table:
    count = found.num_rows
    columns = {
        "event_id": pa.array(map(str, range(count)), pa.string()),
        "ids": pa.array([[]] * count, pa.list_(pa.string())),
        "time": pa.array([MINUTE] * count, pa.int64()),
        "position": pa.array(range(count), pa.int64()),
        "import_id": pa.array([""] * count, pa.string()),
    }
    given = {name: found[name] for name in ("source", "name", "channel", "touchpoint", "properties")}
    arrays = [
        (columns | given)[field.name].cast(field.type)
        if field.name in columns or field.name in given
        else pa.nulls(count, field.type)
        for field in EVENTS
    ]
    return pa.Table.from_arrays(arrays, schema=EVENTS).append_column(_COUNT, found["count"].cast(pa.int64()))


def _distinctly(values: pa.ChunkedArray, make: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """The function on each distinct value once."""
    encoded = pc.dictionary_encode(values.combine_chunks())
    return make(encoded.dictionary).take(encoded.indices)


def _put(rows: pa.Table, name: str, values: pa.Array) -> pa.Table:
    return rows.set_column(rows.column_names.index(name), name, values)


def _patterns(url: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return () if url is None else (url,) if isinstance(url, str) else url


def _with_rules(definition: Definition, rules: Sequence[TouchpointRule]) -> Definition:
    """The definition with other rules; what else it says about touchpoints is not asked."""
    return definition.model_copy(update={"touchpoints": tuple(rules), "goal": None})
