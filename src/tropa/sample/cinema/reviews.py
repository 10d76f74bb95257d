"""`reviews.csv`: reviews gathered from catalogues and shops of applications."""

import numpy as np

from tropa.sample.cinema.journey import Walks
from tropa.sample.cinema.office import Office
from tropa.sample.cinema.people import People
from tropa.sample.cinema.phrases.opinion import Opinion
from tropa.sample.cinema.phrases.themes import spoken_stage
from tropa.sample.cinema.phrases.writers import Writers
from tropa.sample.cinema.rows import Export, export_of
from tropa.sample.cinema.survey import Feelings
from tropa.sample.cinema.world import PERIOD_DAYS

COLUMNS = ("date", "site", "author", "email", "stars", "text")
REVIEW_SHARE = 0.06
_SITES = ("otzovik", "app_store", "google_play")
_END = PERIOD_DAYS * 86_400.0


def reviews_export(people: People, walks: Walks, feelings: Feelings, office: Office) -> tuple[Export, list[Opinion]]:
    """Stars 1…5 are the rating of the stage spoken of; every third author leaves an address, the others a nickname."""
    rng, writers = office.rng, Writers(people, walks, office, office.country.encoding)
    ratings = feelings.ratings[: people.customers]
    stage = spoken_stage(ratings, rng)
    who = np.flatnonzero((ratings[:, 1:].max(axis=1) > 0) & (rng.random(people.customers) < REVIEW_SHARE))
    when = np.minimum(feelings.last[who, stage[who]] + rng.lognormal(10.8, 0.9, len(who)), _END - 60)
    order = np.argsort(when, kind="stable")
    who, times = who[order], office.times(when[order])
    rows = []
    for customer, time in zip(who.tolist(), times, strict=True):
        opinion = writers.write(customer, int(stage[customer]), ratings)
        rows.append([
            time,
            _SITES[int(rng.integers(0, len(_SITES)))],
            people.email[customer].split("@")[0].replace(".", "_"),
            people.email[customer] if rng.random() < 0.35 else "",
            str(ratings[customer, stage[customer]]),
            opinion.text,
        ])  # fmt: skip
    return export_of(office.country, "reviews.csv", office.header("reviews", COLUMNS), rows), writers.said
