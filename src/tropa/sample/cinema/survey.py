"""`nps_survey.csv` (as Google Forms exports it) and `csat.csv` (a five-step question on the page)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.journey import Walks
from tropa.sample.cinema.office import Office
from tropa.sample.cinema.people import People, written_email
from tropa.sample.cinema.phrases.opinion import Opinion
from tropa.sample.cinema.phrases.themes import THEME_TOUCHPOINT, spoken_stage
from tropa.sample.cinema.phrases.writers import Writers
from tropa.sample.cinema.rows import Export
from tropa.sample.cinema.world import PERIOD_DAYS, STAGES

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

NPS_COLUMNS = ("time", "rating", "touchpoint", "text", "email")
CSAT_COLUMNS = ("answered_at", "client_id", "stage", "question", "score")
CSAT_SHARE = 0.20
NPS_SHARE = 0.15
_END = PERIOD_DAYS * 86_400.0


@dataclass(frozen=True)
class Feelings:
    """Ratings of all visitors and when they were at each stage."""

    ratings: Ints  # visitor × stage, 0 where not reached
    last: Floats  # visitor × stage


def csat_export(people: People, feelings: Feelings, office: Office) -> Export:
    """One answer of five steps after a stage, from every fifth customer who reached it, told by client id."""
    asked = (feelings.ratings > 0) & (office.rng.random(feelings.ratings.shape) < CSAT_SHARE)
    who, stage = np.nonzero(asked)
    when = np.minimum(feelings.last[who, stage] + office.rng.integers(5, 90, len(who)), _END - 1)
    order = np.argsort(when, kind="stable")
    unix = office.clock.unix(when)
    offset = office.clock.local(when) - unix
    stamps = np.datetime_as_string((unix + offset).astype("M8[s]")).tolist()
    question = office.words.one("csat.question")
    rows = [
        [
            f"{stamps[k]}+{int(offset[k]) // 3_600:02d}:00",
            str(people.client[who[k], 0]),
            STAGES[stage[k]],
            question,
            str(feelings.ratings[who[k], stage[k]]),
        ]
        for k in order.tolist()
    ]
    return Export("csat.csv", list(CSAT_COLUMNS), rows, (0,), separator=",", line_end="\n")


def nps_export(people: People, walks: Walks, feelings: Feelings, office: Office) -> tuple[Export, list[Opinion]]:
    """Answers with a rating 0…10; some say which stage they mean, most write a few words."""
    rng, writers = office.rng, Writers(people, walks, office, "utf-8")
    ratings = feelings.ratings[: people.customers]
    stage = spoken_stage(ratings, rng)
    far = ratings[:, 2:].max(axis=1) > 0
    who = np.flatnonzero(far & (rng.random(people.customers) < NPS_SHARE))
    when = np.minimum(feelings.last[who].max(axis=1) + rng.lognormal(10.5, 0.8, len(who)), _END - 60)
    order = np.argsort(when, kind="stable")
    who, times = who[order], office.times(when[order])
    rows = []
    for customer, time in zip(who.tolist(), times, strict=True):
        at = int(stage[customer])
        opinion = writers.write(customer, at, ratings, silent=bool(rng.random() < 0.25))
        step = office.words.one(f"touchpoint.{THEME_TOUCHPOINT[opinion.theme]}")
        rows.append([
            time,
            str(_nps(ratings[customer], at, rng)),
            step if rng.random() < 0.6 else "",
            opinion.text,
            written_email(people.email[customer], int(rng.integers(0, 9))) if rng.random() < 0.9 else "",
        ])  # fmt: skip
    header = office.header("nps_survey", NPS_COLUMNS)
    return Export("nps_survey.csv", header, rows, (0,), separator=","), writers.said


def _nps(ratings: Ints, at: int, rng: np.random.Generator) -> int:
    """0…10: mostly what was felt at the stage spoken of, a little of everything felt."""
    felt = 0.7 * ratings[at] + 0.3 * ratings[ratings > 0].mean() - 3.0
    return int(np.clip(round(5.0 + 2.5 * felt + rng.normal(0.0, 1.0)), 0, 10))
