"""`search_frequency.csv`: how often two queries were searched for each day, as a search engine tells it."""

import numpy as np

from tropa.sample.cinema.office import Office
from tropa.sample.cinema.planted import CHANGE_DAY
from tropa.sample.cinema.rows import Export, export_of
from tropa.sample.cinema.world import PERIOD_DAYS

COLUMNS = ("date", "query", "count")
SEARCH_DAY = CHANGE_DAY  # a series speaks of the cinema on the day when its home page changes
QUERIES = {"brand": (400.0, 120.0), "genre": (2_600.0, 0.0)}  # searches a day, and how many more from that day on
_WEEKDAY = np.array([0.94, 0.93, 0.95, 0.97, 1.04, 1.11, 1.06])  # Monday first, as the period begins
_NOISE, _MEMORY = 0.03, 0.3


def jump_of(query: str) -> float:
    """How many more searches a day."""
    return QUERIES[query][1]


def searches_export(office: Office) -> Export:
    """A row a day and query; days of a week differ, and what a day lies above its level stays in part."""
    days = office.clock.written(
        np.arange(PERIOD_DAYS, dtype=np.float64) * 86_400.0 + 43_200.0, office.country.date_format.split(" ")[0]
    )
    rows = []
    series = {query: _counts(*QUERIES[query], office.rng) for query in QUERIES}
    for number, day in enumerate(days):
        rows += [[day, office.words.one(f"query.{query}"), str(series[query][number])] for query in QUERIES]
    return export_of(office.country, "search_frequency.csv", office.header("search_frequency", COLUMNS), rows)


def _counts(level: float, jump: float, rng: np.random.Generator) -> list[int]:
    above, draws = 0.0, rng.normal(0.0, _NOISE, PERIOD_DAYS)
    counts = []
    for day in range(PERIOD_DAYS):
        above = _MEMORY * above + float(draws[day])
        more = jump if day >= SEARCH_DAY else 0.0
        counts.append(max(0, round(level * (float(_WEEKDAY[day % 7]) + above) + more)))
    return counts
