"""Yandex.Metrica's Logs API: visits (`ym:s:`) and hits (`ym:pv:`), tab-separated with a header of field names.

A visit becomes an event `visit` and one event a goal (`goal:<id>`), purchase (`purchase`) and offline call (`call`,
`call_missed`); a hit becomes `pageview`, `http_error`, `download`, `link`, goals and e-commerce actions. Visits and
hits both tell of goals and purchases: in both they have the same event id, made of client, goal or purchase and time,
so the lake keeps one of them whichever file comes first and whatever the two sources are called. Two reachings of one
goal by one client within a second count once for the same reason.

`dateTime` is in the counter's time zone (`Mapping.time_zone`, else Europe/Moscow, told as an assumption): a wrong zone
moves the times and parts a hit's goal from the visit's.
"""

from collections.abc import Iterator
from pathlib import Path

from tropa.errors import InputError
from tropa.ingest.clock import Clock
from tropa.ingest.head import chosen_encoding, is_broken, lines, look
from tropa.ingest.mapping import Mapping
from tropa.ingest.moments import time_zone
from tropa.ingest.reader import Batch, Head, Progress
from tropa.ingest.refusal import chunks_of_lines, refuse
from tropa.ingest.report import ImportReport
from tropa.ingest.rows import EventRow, EventRows, in_currency
from tropa.ingest.yandex_metrica_fields import Fields, is_logs_header, read_header
from tropa.ingest.yandex_metrica_hits import hit_events
from tropa.ingest.yandex_metrica_visits import Clocks, visit_events, visit_times

ZONE = "Europe/Moscow"
UTC3 = "Etc/GMT-3"  # the zone's name counts westwards

Row = tuple[int, list[str]]


class YandexMetrica:
    """Reads files of the Logs API."""

    source = "yandex_metrica"

    def recognise(self, head: Head) -> float:
        """Sure where every name of the first line is one of the Logs API's."""
        return 0.99 if is_logs_header(head.text.partition("\n")[0].rstrip("\r")) else 0.0

    def read(self, path: Path, mapping: Mapping, report: ImportReport, progress: Progress) -> Iterator[Batch]:
        """Events of the visits or hits. InputError where the first line is no header of the Logs API."""
        encoding = chosen_encoding(look(path), mapping)
        fields = _header(path, encoding)
        report.encoding, report.separator = encoding, "\t"
        clocks = _clocks(mapping, report)
        if len(fields.attributions) and fields.visits:
            report.assume("assume.attribution", attribution=", ".join(fields.attributions))
        events = EventRows(report, self.source)
        silent = 0
        for chunk in chunks_of_lines(path, encoding, progress, report):
            rows = list(_rows(chunk, fields, encoding, report))
            _learn(rows, fields, clocks)
            for line, row in rows:
                found = _events(line, row, fields, clocks, report)
                silent += not found and found is not None
                for event in found or ():
                    events.add(in_currency(event, mapping.currency))
            yield from events.drain()
        yield from events.drain(1)
        _tell_clocks(clocks, report)
        if silent:
            report.assume("assume.silent_hits", n=silent)


def _header(path: Path, encoding: str) -> Fields:
    _, first = next(lines(path, encoding))
    try:
        fields = read_header(first)
    except ValueError:
        raise InputError("ingest.not_logs_api", path=path, value=first[:200]) from None
    if "dateTime" not in fields.position:
        raise InputError("ingest.no_logs_field", path=path, value=fields.prefix + "dateTime")
    return fields


def _clocks(mapping: Mapping, report: ImportReport) -> Clocks:
    zone = mapping.time_zone or ZONE
    if mapping.time_zone is None:
        report.assume("assume.zone", zone=ZONE)
    report.time_zone = zone
    return Clocks(Clock(time_zone(zone)), Clock(time_zone(UTC3)))


def _tell_clocks(clocks: Clocks, report: ImportReport) -> None:
    if clocks.counter.folded:
        report.assume("assume.folded", n=clocks.counter.folded)
    if clocks.counter.skipped:
        report.assume("assume.skipped", n=clocks.counter.skipped)


def _rows(chunk: list[tuple[int, str]], fields: Fields, encoding: str, report: ImportReport) -> Iterator[Row]:
    """The lines that have as many fields as the header; the others are refused."""
    expected = len(fields.names)
    for line, text in chunk:
        if line == 1 or not text:
            continue
        report.rows += 1
        row = text.split("\t")
        if len(row) != expected:
            code = "ingest.too_many_fields" if len(row) > expected else "ingest.too_few_fields"
            report.reject(line, None, text, code, found=len(row), expected=expected)
        elif is_broken(text):
            report.reject(line, None, text, "ingest.broken_text", encoding=encoding)
        else:
            yield line, row


def _learn(rows: list[Row], fields: Fields, clocks: Clocks) -> None:
    """Parse the times of a chunk at once; arrays that cannot be read are met again when their row is."""
    counter: list[str] = []
    utc3: list[str] = []
    for _, row in rows:
        try:
            started, reached = visit_times(fields, row)
        except InputError:
            continue
        counter.append(started)
        utc3 += reached
    clocks.counter.learn(counter)
    clocks.utc3.learn(utc3)


def _events(line: int, row: list[str], fields: Fields, clocks: Clocks, report: ImportReport) -> list[EventRow] | None:
    """The events of one row; None where it is refused as a whole."""
    try:
        return list((visit_events if fields.visits else hit_events)(fields, row, clocks))
    except InputError as error:
        refuse(report, line, error)
        return None
