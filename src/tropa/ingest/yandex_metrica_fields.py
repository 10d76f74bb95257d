"""The header of a Logs API file: which fields are there, under which attribution, and what they are called here.

Field names are `ym:s:<name>` in visits and `ym:pv:<name>` in hits; in visits the fields of the traffic source carry
an attribution before their name (`ym:s:lastsignUTMSource`). Where one field comes under several attributions the first
of ATTRIBUTIONS is read. Since June 2026 the counters answer for old attributions with their nearest successors, so the
attribution is told in the report and never interpreted.

Source: Logs API, "Visits", "Events" and "Parametrization".
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import isfinite, nan

from tropa.errors import InputError
from tropa.ingest.clickhouse_text import parse_array, unescape
from tropa.ingest.ids import person_id

ATTRIBUTIONS = (
    "lastsign", "last_significant", "cross_device_last_significant", "automatic", "last", "cross_device_last",
    "last_yandex_direct_click", "cross_device_last_yandex_direct_click", "first", "cross_device_first",
    "<attribution>", "",
)  # fmt: skip
_ATTRIBUTED = {
    "UTMSource": "utm_source", "UTMMedium": "utm_medium", "UTMCampaign": "utm_campaign",
    "UTMContent": "utm_content", "UTMTerm": "utm_term", "TrafficSource": "traffic_source", "AdvEngine": "adv_engine",
    "ReferalSource": "referral_source", "SearchEngineRoot": "search_engine", "SocialNetwork": "social_network",
    "SearchPhrase": "search_phrase", "Messenger": "messenger", "RecommendationSystem": "recommendation_system",
    "DirectClickOrderName": "direct_campaign", "DirectPhraseOrCond": "direct_condition",
    "DirectPlatformType": "direct_platform_type", "GCLID": "gclid",
}  # fmt: skip
_BOTH = {
    "referer": "referrer", "deviceCategory": "device", "operatingSystemRoot": "os", "browser": "browser",
    "regionCountry": "country", "regionCity": "city", "from": "from", "browserLanguage": "browser_language",
}  # fmt: skip
_VISIT = _BOTH | {
    "visitID": "visit_id", "startURL": "url", "endURL": "exit_url", "pageViews": "page_views",
    "visitDuration": "visit_duration", "bounce": "bounce", "isNewUser": "new_user",
}  # fmt: skip
_HIT = _BOTH | {
    "visitID": "visit_id", "URL": "url", "title": "title", "httpError": "http_error", "shareService": "share_service",
    "messenger": "messenger", "recommendationSystem": "recommendation_system",
}  # fmt: skip
_DEVICES = {"1": "desktop", "2": "mobile", "3": "tablet", "4": "tv"}
_HEAD = re.compile(r"ym:(s|pv):")

Properties = dict[str, object]
Plain = tuple[int, str, Callable[[str, str], object] | None]  # position, the property it becomes, how it is read


@dataclass(frozen=True)
class Fields:
    """Where the fields of a visits or hits file stand."""

    prefix: str  # "ym:s:" or "ym:pv:"
    names: tuple[str, ...]
    position: dict[str, int]  # by the name without its prefix
    plain: tuple["Plain", ...]
    attributions: tuple[str, ...]  # of the traffic source, as read
    params: tuple[int, ...]  # positions of parsedParamsKey1, 2, …

    @property
    def visits(self) -> bool:
        """Whether a row is a visit, not a hit."""
        return self.prefix == "ym:s:"

    def text(self, row: Sequence[str], name: str) -> str:
        """A field's text; "" where the file has no such field."""
        position = self.position.get(name)
        if position is None:
            return ""
        written = row[position]
        return unescape(written) if "\\" in written else written

    def array(self, row: Sequence[str], name: str) -> list[str]:
        """An array's elements; [] where the file has no such field. InputError for what is no array."""
        position = self.position.get(name)
        if position is None or (field := row[position]) in ("[]", ""):
            return []
        try:
            return parse_array(field)
        except ValueError:
            raise InputError("ingest.bad_array", column=self.prefix + name, value=field) from None


def is_logs_header(line: str) -> bool:
    """Whether a line is the header of a Logs API file."""
    return all(_HEAD.match(name) for name in line.lstrip("\ufeff").split("\t"))


def read_header(line: str) -> Fields:
    """The fields of a file by its header; ValueError where it is none, or mixes visits with hits."""
    names = tuple(line.lstrip("\ufeff").split("\t"))
    prefix = "ym:s:" if names[0].startswith("ym:s:") else "ym:pv:"
    if not all(name.startswith(prefix) for name in names):
        raise ValueError(line)
    position = {name.removeprefix(prefix): place for place, name in enumerate(names)}
    properties = _VISIT if prefix == "ym:s:" else _HIT
    plain: list[Plain] = [
        (position[name], property_, _READ.get(property_)) for name, property_ in properties.items() if name in position
    ]
    used: dict[str, None] = {}
    for name, property_ in _ATTRIBUTED.items():
        attribution = next((a for a in ATTRIBUTIONS if a + name in position), None)
        if attribution is not None:
            plain.append((position[attribution + name], property_, None))
            used[attribution] = None
    keys = [position.get(f"parsedParamsKey{level}") for level in range(1, 11)]
    params = tuple(place for place in keys if place is not None)
    return Fields(prefix, names, position, tuple(plain), tuple(a for a in used if a), params)


def properties(fields: Fields, row: Sequence[str]) -> Properties:
    """What a row says under plain names; empty fields are left out. InputError for what is no number."""
    found: Properties = {}
    for position, name, read in fields.plain:
        written = row[position]
        if not written:
            continue
        if read is None:
            found[name] = unescape(written) if "\\" in written else written
        elif (value := read(written, fields.names[position])) is not None:
            found[name] = value
    if fields.params:
        found.update(_params(fields, row))
    return found


def ids(fields: Fields, row: Sequence[str]) -> list[str]:
    """`ym_client_id:` and `ym_user_hash:` of a row; 0 is no id. InputError for an id that went through a float."""
    found = []
    for name, kind in (("clientID", "ym_client_id"), ("counterUserIDHash", "ym_user_hash")):
        written = fields.text(row, name)
        if written in ("", "0"):
            continue
        kept = f"{kind}:{written}" if written.isdigit() else person_id(kind, written)
        if kept is not None:
            found.append(kept)
    return found


def number(written: str, column: str) -> float:
    """A number, whole where it is whole; InputError where it is none."""
    if len(written) < 16 and written.isascii() and written.isdigit():
        return int(written)
    try:
        value = float(written)
    except ValueError:
        value = nan
    if not isfinite(value):
        raise InputError("ingest.bad_number", column=column, value=written)
    return int(value) if value.is_integer() else value


def _flag(written: str, _: str) -> bool:
    return written == "1"


def _device(written: str, _: str) -> str:
    return _DEVICES.get(written, written)


def _not_zero(written: str, _: str) -> str | None:
    return None if written == "0" else written


_READ: dict[str, Callable[[str, str], object]] = {
    "page_views": number, "visit_duration": number, "bounce": _flag, "new_user": _flag, "device": _device,
    "visit_id": _not_zero, "http_error": _not_zero,
}  # fmt: skip


def amount(written: str, column: str) -> float | None:
    """An amount of money, None where none is written."""
    return float(number(written, column)) if written else None


def at(values: Sequence[str], place: int) -> str:
    """The element at a place of an array, "" where it is shorter: parallel arrays of a row may break off early."""
    return values[place] if place < len(values) else ""


def _params(fields: Fields, row: Sequence[str]) -> Properties:
    """Parsed parameters: `params.<keys>` = the last level of a path, True for a lone key, a list where it repeats."""
    levels = [fields.array(row, fields.names[place].removeprefix(fields.prefix)) for place in fields.params]
    found: dict[str, list[object]] = {}
    for place in range(len(levels[0])):
        path = [key for level in levels if (key := at(level, place))]
        if len(path) == 1:
            found.setdefault(f"params.{path[0]}", []).append(True)
        elif path:
            found.setdefault(".".join(["params", *path[:-1]]), []).append(path[-1])
    return {name: values[0] if len(values) == 1 else values for name, values in found.items()}
