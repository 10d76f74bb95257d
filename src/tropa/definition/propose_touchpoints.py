"""Touchpoint rules proposed from events: arrivals by channel, pages by URL template, other events by name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from tropa.definition.channels import ACQUISITION
from tropa.definition.model import Definition, Match, Source, TouchpointRule
from tropa.definition.properties import properties_of
from tropa.definition.rules import apply_rules
from tropa.definition.stages import is_purchase, signal_of_name, stage_of_name
from tropa.definition.urls import ANY, paths_of, templates
from tropa.kit.locale import Language, text

_PAGE_VIEW = re.compile(r"\$?page[ _-]?views?|\$?page|view_page|просмотр страницы|odsłona", re.IGNORECASE)
_VISIT = re.compile(r"visit|session_start|визит|wizyta", re.IGNORECASE)
_NOT_ARRIVALS = ("direct", "referral", "unassigned", "maps")
_PAGES, _NAMES = 30, 60  # at most so many rules of a kind
_PAGE_SHARE, _ARRIVAL_SHARE, _NAME_SHARE = 0.003, 0.005, 0.0005
_SIBLINGS, _SIBLING_SHARE = 5, 0.3  # pages beside more others are one touchpoint, unless they stand out so much
_LEAST = 3  # events; fewer are chance


@dataclass(frozen=True)
class Candidate:
    """A rule, how many events it takes, and the stage that is sure without words."""

    rule: TouchpointRule
    count: int
    note: str | None = None
    stage: str | None = None


def candidates_of(events: pa.Table, sources: Sequence[Source], language: Language) -> list[Candidate]:
    """Rules for the events, the particular before the general; events too rare for a touchpoint have none."""
    names = dict(_counts(events["name"]))
    page_views = [name for name in names if _PAGE_VIEW.fullmatch(name)]
    visits = [name for name in names if _VISIT.fullmatch(name)]
    pages = events.filter(pc.is_in(events["name"], value_set=pa.array(page_views, pa.string())))
    with_url = properties_of(pages, ["url"])["url"]
    by_url = pages.num_rows > 0 and with_url.null_count < pages.num_rows / 2
    entries = (page_views if by_url else []) or visits
    found = _arrivals(events, entries, sources, language)
    if by_url:
        found += _pages(with_url, page_views, language)
        found += [_dropped(name, names[name]) for name in visits]
    done = {*page_views, *visits} if by_url else set()
    return found + _named({name: count for name, count in names.items() if name not in done})


def _arrivals(events: pa.Table, names: list[str], sources: Sequence[Source], language: Language) -> list[Candidate]:
    """A visit that an advertisement, a search or a mail brought is a touchpoint of that channel."""
    entries = events.filter(pc.is_in(events["name"], value_set=pa.array(names, pa.string())))
    channels = apply_rules(entries, Definition(sources=tuple(sources)))["channel"]
    least = max(_LEAST, _ARRIVAL_SHARE * entries.num_rows)
    wanted = [name for name in ACQUISITION if name not in _NOT_ARRIVALS] + ["email", "messenger", "bloggers"]
    return [
        Candidate(
            TouchpointRule(
                match=Match(name=_one_or_more(names), channel=channel),
                touchpoint=text("definition", f"channel.{channel}", language),
            ),
            count,
            stage="need",
        )
        for channel, count in _counts(channels)
        if channel in wanted and count >= least
    ]


def _pages(urls: pa.ChunkedArray, names: list[str], language: Language) -> list[Candidate]:
    paths = dict(_counts(paths_of(urls.combine_chunks())))
    counts: dict[str, int] = {}
    for path, template in templates(paths, _SIBLINGS, _SIBLING_SHARE, _telling).items():
        counts[template] = counts.get(template, 0) + paths[path]
    chosen = _frequent(counts, _PAGES, _PAGE_SHARE)
    chosen.pop("/" + ANY, None)
    found = [
        Candidate(
            TouchpointRule(
                match=Match(name=_one_or_more(names), url=template), touchpoint=_page_name(template, chosen, language)
            ),
            count,
        )
        for template, count in sorted(chosen.items(), key=lambda one: _particular_first(one[0]))
    ]
    rest = TouchpointRule(
        match=Match(name=_one_or_more(names)), touchpoint=text("definition", "touchpoint.other_pages", language)
    )
    left = sum(counts.values()) - sum(chosen.values())
    return [*found, Candidate(rest, left, text("definition", "note.other_pages", language))] if left else found


def _named(counts: dict[str, int]) -> list[Candidate]:
    return [
        Candidate(TouchpointRule(match=Match(name=name), touchpoint=name), count)
        for name, count in _frequent(counts, _NAMES, _NAME_SHARE).items()
    ]


def _telling(part: str) -> bool:
    return stage_of_name(part) is not None or signal_of_name(part) is not None


def _dropped(name: str, count: int) -> Candidate:
    return Candidate(TouchpointRule(match=Match(name=name), touchpoint=None), count)


def _frequent(counts: dict[str, int], most: int, share: float) -> dict[str, int]:
    """The most frequent, and all that tell of a purchase or a signal."""
    least = max(_LEAST, share * sum(counts.values()))
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    telling = {name for name, _ in ordered if is_purchase(name) or signal_of_name(name)}
    frequent = {name for name, count in ordered[:most] if count >= least or len(ordered) <= most}
    return {name: count for name, count in ordered if name in frequent or (name in telling and count >= _LEAST)}


def _page_name(template: str, chosen: dict[str, int], language: Language) -> str:
    """A readable name: `/payment/success` → `payment success`, `/film/*` → `film`, or `film/*` beside `/film`."""
    parts = [re.sub(r"\.(html?|php|aspx?)$", "", part) for part in template.split("/") if part]
    literal = [part for part in parts if part != ANY]
    if not literal:
        return text("definition", "touchpoint.home", language)
    if len(literal) < len(parts) and "/" + "/".join(literal) in chosen:
        return "/".join(parts)
    return " ".join(literal).replace("_", " ").replace("-", " ")


def _particular_first(template: str) -> tuple[int, int, str]:
    parts = [part for part in template.split("/") if part]
    return -sum(part != ANY for part in parts), -len(parts), template


def _one_or_more(names: list[str]) -> str | tuple[str, ...]:
    return names[0] if len(names) == 1 else tuple(names)


def _counts(values: pa.Array | pa.ChunkedArray) -> list[tuple[str, int]]:
    """Each value that is not null with how often it occurs, most first."""
    counted = [(one["values"], one["counts"]) for one in pc.value_counts(values).to_pylist()]
    return sorted(((v, n) for v, n in counted if v is not None), key=lambda one: (-one[1], one[0]))
