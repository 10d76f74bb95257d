"""`calls.csv`: the telephone exchange's log, answered and missed calls, with the operator's note."""

import numpy as np

from tropa.sample.cinema.journey import Walks
from tropa.sample.cinema.office import Office
from tropa.sample.cinema.people import People, written_phone
from tropa.sample.cinema.rows import Export, export_of
from tropa.sample.cinema.world import CODE, PERIOD_DAYS

COLUMNS = ("time", "phone", "status", "wait", "duration", "topic", "note")
TOPIC = {
    "call_sales": "sales",
    "call_sales_missed": "sales",
    "call_support": "support",
    "call_missed": "support",
    "complaint": "renewal",
}
MISSED = ("call_sales_missed", "call_missed")
_TEST_CALLS_A_DAY = 1


def calls_export(people: People, walks: Walks, office: Office) -> Export:
    """The log; a customer calls from the own telephone, the call centre checks its line from the test one."""
    code = {CODE[name]: name for name in TOPIC}
    places = np.flatnonzero(np.isin(walks.touchpoint, list(code)) & (walks.visitor < people.customers))
    places = places[np.argsort(walks.time[places], kind="stable")]
    times = office.times(walks.time[places])
    rng = office.rng
    wait, talk = rng.lognormal(3.6, 0.7, len(places)), rng.lognormal(5.0, 0.6, len(places))
    style = rng.integers(0, 3, len(places)).tolist()
    rows = []
    for number, place in enumerate(places.tolist()):
        name = code[int(walks.touchpoint[place])]
        missed = name in MISSED
        note = _note(name, office)
        rows.append([
            times[number],
            written_phone(people.phone[walks.visitor[place]], office.country, style[number]),
            "NOANSWER" if missed else "ANSWER",
            str(round(wait[number] * (2.5 if missed else 1.0))),
            "0" if missed else str(round(talk[number])),
            office.words.one(f"topic.{TOPIC[name]}"),
            note,
        ])  # fmt: skip
    rows += _test_calls(people, office)
    return export_of(office.country, "calls.csv", office.header("calls", COLUMNS), rows)


def _note(name: str, office: Office) -> str:
    """The operator's note; nobody writes about a call that nobody took."""
    if name in MISSED or office.rng.random() < 0.4:
        return ""
    frames = office.words.many(f"note.{TOPIC[name]}")
    return frames[int(office.rng.integers(0, len(frames)))]


def _test_calls(people: People, office: Office) -> list[list[str]]:
    seconds = (np.arange(PERIOD_DAYS * _TEST_CALLS_A_DAY) + 0.4) * 86_400.0 / _TEST_CALLS_A_DAY
    topic = office.words.one("topic.test")
    return [[time, people.test_phone, "ANSWER", "1", "5", topic, ""] for time in office.times(seconds)]
