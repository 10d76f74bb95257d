"""`tropa.yaml` of the sample: what the files are, touchpoint rules, stages, goal, segments, personas, costs."""

from typing import Any

import yaml

from tropa.sample.cinema.costs import PLATFORMS
from tropa.sample.cinema.metrica import PAGES
from tropa.sample.cinema.office import Office
from tropa.sample.cinema.words import Words
from tropa.sample.cinema.world import ENTRY_CHANNEL, SEGMENTS, SIGNALS, STAGES, TOUCHPOINT_STAGE

Rule = dict[str, Any]

_MEDIA = {"cpc": "ad", "blogger": "blogger", "social": "social", "email": "email", "referral": "friend"}
_HEADS = {
    "sources": "The files, and how their columns are read where a guess could fail.",
    "touchpoints": "The first rule that fits an event names its touchpoint; null leaves the event out of journeys.",
    "segments": "The first segment that fits takes the customer.",
    "costs": "Platforms of the cost file → channels of the events.",
}


def definition_text(office: Office) -> str:
    """The file's text."""
    words = office.words
    parts: dict[str, Any] = {
        "version": 1,
        "language": words.language,
        "time_zone": office.country.time_zone,
        "currency": office.country.currency,
        "map": {"title": words.one("map.title"), "company": words.one("map.company")},
        "sources": sources(office),
        "touchpoints": [*_visit_rules(words), *_page_rules(words), *_crm_rules(words), *_call_rules(words)],
        "stages": [{"id": stage, "title": words.one(f"stage.{stage}")} for stage in STAGES],
        "goal": {
            "title": words.one("goal.title"),
            "touchpoints": [words.one("touchpoint.paid")],
            "stage": "purchase",
        },
        "segments": _segments(words),
        "personas": [_persona(kind.id, words) for kind in SEGMENTS],
        "costs": {platform: ENTRY_CHANNEL[_MEDIA[medium]] for platform, (medium, _, _) in PLATFORMS.items()},
    }
    return "".join(_part(name, value) for name, value in parts.items())


def _part(name: str, value: Any) -> str:
    if not isinstance(value, dict | list):
        return f"{name}: {value}\n"
    head = f"\n# {_HEADS[name]}\n" if name in _HEADS else "\n"
    return head + yaml.dump({name: value}, Dumper=_Compact, allow_unicode=True, sort_keys=False, width=110)


class _Compact(yaml.SafeDumper):
    """Writes short mappings and lists of plain values on one line, and nothing by reference."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> yaml.MappingNode:
        flat = len(mapping) <= 3 and not any(isinstance(value, dict | list) for value in mapping.values())
        return super().represent_mapping(tag, mapping, flow_style=flow_style or (flat and "segment" not in mapping))

    def represent_sequence(self, tag: str, sequence: Any, flow_style: bool | None = None) -> yaml.SequenceNode:
        short = sum(len(str(value)) for value in sequence) < 60
        return super().represent_sequence(
            tag,
            sequence,
            flow_style=flow_style or (short and not any(isinstance(value, dict | list) for value in sequence)),
        )


def sources(office: Office) -> list[dict[str, Any]]:
    """The files with the roles of their columns."""
    zone = {"time_zone": office.country.time_zone}
    exported = {**zone, "encoding": office.country.encoding, "separator": ";", "date_format": "day-first"}
    survey = {**zone, "separator": ",", "date_format": "day-first"}
    return [
        {
            "name": "metrica",  # one source: what visits and hits both tell counts once
            "files": ["metrica_visits.tsv", "metrica_hits.tsv"],
            "reader": "yandex_metrica",
            "mapping": zone,
        },
        _table("crm_clients", office, exported | {"event_name": "client_created"}),
        _table("crm_orders", office, exported | {"decimal": office.country.decimal}),
        _table("calls", office, exported),
        _table("nps_survey", office, survey | {"kind": "nps", "scale": [0, 10]}),
        _source("csat", "csat.csv", "survey", {"kind": "csat", "scale": [1, 5], "separator": ",", "columns": _CSAT}),
        _table("reviews", office, exported | {"kind": "review", "scale": [1, 5]}),
        _table("ad_costs", office, exported | {"decimal": office.country.decimal}),
        _table("search_frequency", office, exported),
    ]


_READER = {
    **dict.fromkeys(("crm_clients", "crm_orders", "calls"), "table"),
    "nps_survey": "survey",
    "reviews": "reviews",
    **dict.fromkeys(("ad_costs", "search_frequency"), "costs"),
}
_ID = "id"
_ROLES: dict[str, dict[str, tuple[str, str | None]]] = {
    "crm_clients": {
        "created": ("time", None), "id": (_ID, "crm"), "name": ("ignore", None), "email": (_ID, "email"),
        "phone": (_ID, "phone"), "age": ("trait", None), "household": ("trait", None), "children": ("trait", None),
        "city": ("trait", None), "metrika_site": (_ID, "ym_client_id"), "metrika_app": (_ID, "ym_client_id"),
    },
    "crm_orders": {
        "date": ("time", None), "order": ("property", None), "client": (_ID, "crm"), "status": ("name", None),
        "amount": ("value", None), "currency": ("currency", None), "metrika_site": (_ID, "ym_client_id"),
    },
    "calls": {
        "time": ("time", None), "phone": (_ID, "phone"), "status": ("name", None), "wait": ("property", None),
        "duration": ("property", None), "topic": ("property", None), "note": ("property", None),
    },
    "nps_survey": {
        "time": ("time", None), "rating": ("rating", None), "touchpoint": ("touchpoint", None), "text": ("text", None),
        "email": (_ID, "email"),
    },
    "reviews": {
        "date": ("time", None), "site": ("property", None), "author": ("ignore", None), "email": (_ID, "email"),
        "stars": ("rating", None), "text": ("text", None),
    },
    "ad_costs": {
        "date": ("date", None), "channel": ("channel", None), "campaign": ("campaign", None),
        "impressions": ("impressions", None), "clicks": ("clicks", None), "cost": ("cost", None),
        "currency": ("currency", None),
    },
    "search_frequency": {"date": ("date", None), "query": ("metric", None), "count": ("value", None)},
}  # fmt: skip
_CSAT = {
    "answered_at": {"role": "time"},
    "client_id": {"role": "id", "id_kind": "ym_client_id"},
    "stage": {"role": "stage"},
    "question": {"role": "ignore"},
    "score": {"role": "rating"},
}


def _source(name: str, file: str, reader: str, mapping: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "files": [file], "reader": reader, "mapping": mapping}


def _table(file: str, office: Office, mapping: dict[str, Any]) -> dict[str, Any]:
    columns = {
        office.words.one(f"header.{file}.{column}"): {"role": role, **({"id_kind": kind} if kind else {})}
        for column, (role, kind) in _ROLES[file].items()
    }
    return _source(file, f"{file}.csv", _READER[file], mapping | {"columns": columns})


def _rule(words: Words, match: dict[str, Any], touchpoint: str, channel: str) -> Rule:
    signal = {"signal": SIGNALS[touchpoint]} if touchpoint in SIGNALS else {}
    return {
        "match": match,
        "touchpoint": words.one(f"touchpoint.{touchpoint}"),
        "channel": channel,
        "stage": TOUCHPOINT_STAGE[touchpoint],
        **signal,
    }


def _dropped(match: dict[str, Any]) -> Rule:
    return {"match": match, "touchpoint": None}


def _visit_rules(words: Words) -> list[Rule]:
    """Where a visit came from is a touchpoint of its own; a visit without a mark is told by its pages."""
    rules = [
        _rule(words, {"name": "visit", "utm_medium": medium}, touchpoint, ENTRY_CHANNEL[touchpoint])
        for medium, touchpoint in _MEDIA.items()
    ]
    rules.append(_rule(words, {"name": "visit", "url": "/welcome/find*"}, "search", ENTRY_CHANNEL["search"]))
    return [*rules, _dropped({"name": "visit"}), _dropped({"name": "pageview", "url": "/welcome*"})]


def _page_rules(words: Words) -> list[Rule]:
    """Pages by their paths, the narrower first; the watching by the device."""
    watch = "/watch/*"
    rules = [
        _rule(words, {"name": "pageview", "url": watch, "properties": {"device": "tv"}}, "watch", "tv"),
        _rule(words, {"name": "pageview", "url": watch, "properties": {"device": "mobile"}}, "watch", "app"),
        _rule(words, {"name": "pageview", "url": watch}, "watch", "site"),
        _rule(words, {"name": "pageview", "url": "/tv/*"}, "app", "tv"),
        _rule(words, {"name": "pageview", "url": "/app/*"}, "app", "app"),
    ]
    rules += [_rule(words, {"name": "pageview", "url": url}, name, "site") for name, url in PAGES.items()]
    told_by_crm = {"name": "pageview", "url": "/payment/success"}
    return [*rules, _dropped(told_by_crm), _dropped({"name": ["goal:*", "purchase"]})]


def _crm_rules(words: Words) -> list[Rule]:
    status = {key: words.one(f"status.{key}") for key in ("new", "paid", "renewed", "cancelled")}
    return [
        _rule(words, {"name": status["paid"]}, "paid", "site"),
        _rule(words, {"name": status["renewed"]}, "renewed", "site"),
        _rule(words, {"name": status["cancelled"]}, "cancelled", "site"),
        _dropped({"name": [status["new"], "client_created"]}),
    ]


def _call_rules(words: Words) -> list[Rule]:
    column = words.one("header.calls.topic")
    about = {key: {column: words.one(f"topic.{key}")} for key in ("sales", "support", "renewal", "test")}
    calls = "call_center"
    return [
        _dropped({"name": "ANSWER", "properties": about["test"]}),
        _rule(words, {"name": "ANSWER", "properties": about["sales"]}, "call_sales", calls),
        _rule(words, {"name": "NOANSWER", "properties": about["sales"]}, "call_sales_missed", calls),
        _rule(words, {"name": "ANSWER", "properties": about["renewal"]}, "complaint", calls),
        _rule(words, {"name": "ANSWER", "properties": about["support"]}, "call_support", calls),
        _rule(words, {"name": "NOANSWER", "properties": about["support"]}, "call_missed", calls),
    ]


def _segments(words: Words) -> list[dict[str, Any]]:
    age, children = words.one("header.crm_clients.age"), words.one("header.crm_clients.children")
    where = {
        "students": [{"trait": age, "below": 25}],
        "families": [{"trait": children, "at_least": 1}],
        "connoisseurs": [{"trait": age, "at_least": 45}],
    }
    return [{"id": kind.id, "title": words.one(f"segment.{kind.id}"), "where": where[kind.id]} for kind in SEGMENTS]


def _persona(segment: str, words: Words) -> dict[str, Any]:
    return {
        "segment": segment,
        "name": words.one(f"persona.{segment}.name"),
        "quote": words.one(f"persona.{segment}.quote"),
        "about": words.one(f"persona.{segment}.about"),
        "goals": words.many(f"persona.{segment}.goals"),
        "fears": words.many(f"persona.{segment}.fears"),
    }
