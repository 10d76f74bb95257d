"""The definition's rules applied to events: touchpoint, channel and stage of each.

Everything is decided once for each distinct combination of what the rules look at, then given to the events by
number: the cost is one pass over the events and the rules' patterns over the distinct values.
"""

import re
from collections.abc import Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tropa.definition.channels import channel_of, place_of
from tropa.definition.model import Definition, Match, TouchpointRule
from tropa.definition.properties import properties_of
from tropa.definition.urls import hosts_of, pages_of
from tropa.events.schema import EVENTS

I64 = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

_CAME_FROM = ("utm_source", "utm_medium", "utm_campaign", "referrer")
_UTM = ("utm_source", "utm_medium", "utm_campaign")
_NO_RULE = -1
_SLASH = r"\/"
_SIGN = re.compile(r"([!-/:-@\[-`{-~])")  # ASCII punctuation, which RE2 wants escaped


def apply_rules(events: pa.Table, definition: Definition) -> pa.Table:
    """The events with `touchpoint`, `channel` and `stage` set; the first rule that matches decides.

    Without touchpoint rules the touchpoint is the one the source gave, else the event's name. With rules, an event
    that none matches keeps the source's touchpoint, else has none and stays out of journeys, as does one whose rule
    says `touchpoint: null`. The channel is the rule's, else the source's own, else told by campaign marks or an
    outside referrer, else the place where the source's events happen.
    """
    if not events.num_rows:
        return events
    values = _Values(events, definition)
    rule = values.decide()
    rules = definition.touchpoints
    given = events["touchpoint"].combine_chunks()
    fallback = given if rules else pc.coalesce(given, events["name"].combine_chunks())
    said = _of_rule([one.touchpoint for one in rules], rule)
    touchpoints = pc.if_else(pa.array(rule == _NO_RULE), fallback, said)
    channels = pc.coalesce(_of_rule([one.channel for one in rules], rule), values.channel)
    names = stage_of(definition)
    stages = pa.array(names.values(), pa.string()).take(
        pc.index_in(touchpoints, value_set=pa.array(names, pa.string()))
    )
    stages = pc.coalesce(stages, events["stage"].combine_chunks())
    for column, made in (("touchpoint", touchpoints), ("channel", channels), ("stage", stages)):
        events = events.set_column(events.schema.get_field_index(column), EVENTS.field(column), made)
    return events


def unmatched(events: pa.Table, definition: Definition) -> pa.Table:
    """How many events of each `source` and `name` no rule matches, most first: source, name, count."""
    rule = _Values(events, definition).decide() if events.num_rows else np.empty(0, np.int64)
    left = events.select(["source", "name"]).filter(pa.array(rule == _NO_RULE))
    counted = (
        left.group_by(["source", "name"]).aggregate([([], "count_all")]).rename_columns(["source", "name", "count"])
    )
    return counted.sort_by([("count", "descending"), ("source", "ascending"), ("name", "ascending")])


def rules_of(events: pa.Table, definition: Definition) -> tuple[I64, list[Flags]]:
    """The number of the rule that decides each event (−1: none), and for each rule which events fit it by itself."""
    if not events.num_rows:
        return np.empty(0, np.int64), [np.empty(0, bool) for _ in definition.touchpoints]
    values = _Values(events, definition)
    return values.decide(), [values.fitting(rule) for rule in definition.touchpoints]


def stage_of(definition: Definition) -> dict[str, str]:
    """The stage of each touchpoint that a rule gives one."""
    return {r.touchpoint: r.stage for r in definition.touchpoints if r.touchpoint is not None and r.stage is not None}


def signals_of(definition: Definition) -> dict[str, str]:
    """The signal of each touchpoint that a rule gives one."""
    return {r.touchpoint: r.signal for r in definition.touchpoints if r.touchpoint is not None and r.signal is not None}


def _of_rule(values: Sequence[str | None], rule: I64) -> pa.Array:
    return pa.array(values, pa.string()).take(pa.array(rule, mask=rule == _NO_RULE))


class _Values:
    """The columns rules look at, as codes into their distinct values, and the distinct combinations of codes."""

    def __init__(self, events: pa.Table, definition: Definition) -> None:
        self.rules = definition.touchpoints
        self.distinct: dict[str, pa.Array] = {}
        self.codes: dict[str, I64] = {}
        keys = sorted({key for rule in self.rules for key in rule.match.properties})
        written = properties_of(events, ["url", "referrer", *_UTM, *keys])
        for name in ("source", "name"):
            self._add(name, events[name])
        for name in _UTM:
            self._add(name, written[name])
        for name in keys:
            self._add(f"properties.{name}", written[name])
        self._add("url", written["url"])
        self._places(pc.coalesce(written["referrer"], pa.scalar("")))
        self._channels(events, definition)

    @property
    def channel(self) -> pa.Array:
        """The channel of each event before rules."""
        return self.distinct["channel"].take(pa.array(self.codes["channel"]))

    def decide(self) -> I64:
        """The number of the first rule that matches each event, or −1."""
        used = sorted({field for rule in self.rules for field, _ in _conditions(rule.match)})
        if not used:
            first = 0 if self.rules else _NO_RULE
            return np.full(len(self.codes["name"]), first, np.int64)
        rows, combination = _combinations([self.codes[field] for field in used])
        codes = {field: self.codes[field][rows] for field in used}
        decided = np.full(len(rows), _NO_RULE, np.int64)
        for number, rule in enumerate(self.rules):
            fits = self._fits(rule, codes) & (decided == _NO_RULE)
            decided[fits] = number
        return decided[combination]

    def fitting(self, rule: TouchpointRule) -> Flags:
        """Which events a rule fits, whatever other rules say."""
        return self._fits(rule, self.codes)

    def _fits(self, rule: TouchpointRule, codes: dict[str, I64]) -> Flags:
        size = len(next(iter(codes.values())))
        fits = np.ones(size, bool)
        for field, wanted in _conditions(rule.match):
            fits &= _meets(self.distinct[field], field, wanted)[codes[field]]
        return fits

    def _add(self, name: str, column: pa.ChunkedArray | pa.Array) -> None:
        whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
        encoded = pc.dictionary_encode(whole, null_encoding="encode")
        self.distinct[name] = encoded.dictionary
        self.codes[name] = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)

    def _places(self, referrer: pa.ChunkedArray | pa.Array) -> None:
        """URLs become host and path; the referrer its host, and nothing where it is the page's own site."""
        self._add("referrer", referrer)
        if len(self.distinct["referrer"]) > 1:
            own = _sites(hosts_of(self.distinct["url"]))
            self._recode("referrer", hosts_of(self.distinct["referrer"]))
            came = self.distinct["referrer"].take(pa.array(self.codes["referrer"]))
            inside = pc.fill_null(pc.equal(own.take(pa.array(self.codes["url"])), _sites(came)), False)
            self._add("referrer", pc.if_else(inside, "", came))
        patterns = [one for rule in self.rules for field, one in _conditions(rule.match) if field == "url"]
        if patterns:
            self._recode("url", pages_of(self.distinct["url"], query=any("?" in str(one) for one in patterns)))

    def _recode(self, name: str, values: pa.Array) -> None:
        encoded = pc.dictionary_encode(values, null_encoding="encode")
        self.distinct[name] = encoded.dictionary
        self.codes[name] = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)[self.codes[name]]

    def _channels(self, events: pa.Table, definition: Definition) -> None:
        self._add("channel", events["channel"])
        given = self.distinct["channel"]
        readers = {source.name: source.reader or "" for source in definition.sources}
        used = ("source", "channel", *_CAME_FROM)
        rows, combination = _combinations([self.codes[field] for field in used])
        parts = [self.distinct[f].take(pa.array(self.codes[f][rows])).to_pylist() for f in used[2:]]
        sources = self.distinct["source"].take(pa.array(self.codes["source"][rows])).to_pylist()
        own = given.take(pa.array(self.codes["channel"][rows])).to_pylist()
        made = [
            channel or _channel(source, readers.get(source, ""), came)
            for channel, source, came in zip(own, sources, zip(*parts, strict=True), strict=True)
        ]
        self.codes["channel"] = combination
        self._recode("channel", pa.array(made, pa.string()))


def _channel(source: str, reader: str, came_from: Sequence[str | None]) -> str:
    utm_source, utm_medium, campaign, referrer = (part or "" for part in came_from)
    if utm_source or utm_medium or referrer:
        return channel_of(utm_source, utm_medium, campaign, referrer)
    place = place_of(source)
    return place_of(reader) if reader and place == source else place


def _conditions(match: Match) -> list[tuple[str, object]]:
    """The fields a match looks at and what it wants of them."""
    wanted: list[tuple[str, object]] = []
    for field in Match.model_fields:
        value = getattr(match, field)
        if field == "properties":
            wanted += [(f"properties.{key}", one) for key, one in match.properties.items()]
        elif value is not None:
            wanted.append((field, value))
    return wanted


def _meets(values: pa.Array, field: str, wanted: object) -> Flags:
    """Which distinct values a condition accepts."""
    if isinstance(wanted, bool):
        fits = pc.equal(values, "true" if wanted else "false")
    elif isinstance(wanted, float):
        numbers = pa.array([_number(value) for value in values.to_pylist()], pa.float64())
        fits = pc.equal(numbers, wanted)
    else:
        patterns = [wanted] if isinstance(wanted, str) else list(wanted)  # type: ignore[call-overload]
        each = [pc.match_substring_regex(values, _regex(pattern, field), ignore_case=True) for pattern in patterns]
        fits = reduce(pc.or_, each)
    return np.asarray(pc.fill_null(fits, False).to_numpy(zero_copy_only=False), bool)


def _regex(pattern: str, field: str) -> str:
    """A pattern with `*` as a regular expression of the whole value; a URL's path may stand without its host."""
    body = ".*".join(_SIGN.sub(r"\\\1", part) for part in pattern.split("*"))
    if field == "url" and pattern.startswith("/"):
        query = "" if "?" in pattern else r"(\?.*)?"
        return rf"(?s)^[^/]*{body.removesuffix(_SLASH)}{query}$"
    return rf"(?s)^{body}$"


def _number(value: str | None) -> float | None:
    try:
        return None if value is None else float(value)
    except ValueError:
        return None


def _sites(hosts: pa.Array) -> pa.Array:
    """Hosts without www. and m., so that pages of one site meet."""
    return pc.replace_substring_regex(hosts, r"^(www|m)\.", "")


def _combinations(codes: Sequence[I64]) -> tuple[I64, I64]:
    """The first row of each distinct combination of codes, and the combination of every row."""
    together = codes[0]
    for code in codes[1:]:
        packed = together * (int(code.max()) + 1) + code
        encoded = pc.dictionary_encode(pa.array(packed))
        together = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    _, rows = np.unique(together, return_index=True)
    compact = np.zeros(int(together.max()) + 1, np.int64)
    compact[together[rows]] = np.arange(len(rows))
    return rows.astype(np.int64), compact[together]
