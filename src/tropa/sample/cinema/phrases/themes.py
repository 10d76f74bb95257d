"""What customers speak of: themes by stage, and which of them fits a rating.

A low rating takes the theme of a barrier met at the stage, else one that people of the segment name there; a high one
takes a good theme of the stage; a middling one either.
"""

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.world import BARRIERS, SEGMENTS, STAGES

Ints = npt.NDArray[np.int64]
Item = TypeVar("Item")

BAD_THEMES = {
    "need": ("ads",),
    "interest": ("registration",),
    "research": ("price", "search_loop"),
    "purchase": ("payment_error", "promo_form"),
    "return": ("missed_call", "slow_reply", "auto_renewal"),
}
GOOD_THEMES = {
    "need": ("recommended",),
    "interest": ("start",),
    "research": ("choice",),
    "purchase": ("easy_payment",),
    "return": ("watching", "support"),
}
THEME_TOUCHPOINT = {  # the step somebody names when asked what the words are about
    "ads": "ad", "registration": "signup", "price": "tariffs", "search_loop": "site_search",
    "payment_error": "payment_error", "promo_form": "promo", "missed_call": "call_missed", "slow_reply": "support_wait",
    "auto_renewal": "complaint", "recommended": "friend", "start": "landing", "choice": "film",
    "easy_payment": "payment", "watching": "watch", "support": "call_support",
}  # fmt: skip
THEME_STAGE = {theme: stage for group in (BAD_THEMES, GOOD_THEMES) for stage in STAGES for theme in group[stage]}
THEMES = tuple(THEME_STAGE)


def drawn(items: Sequence[Item], rng: np.random.Generator) -> Item:
    """One of the items."""
    return items[int(rng.integers(0, len(items)))]


def is_bad(theme: str) -> bool:
    """Whether the theme is a complaint."""
    return theme in BAD_THEMES[THEME_STAGE[theme]]


def theme_for(
    segment: int, stage: str, rating: int, met: npt.NDArray[np.bool_], rng: np.random.Generator
) -> tuple[str, int]:
    """The theme that fits a rating 1…5 of a stage, and whether it is praise (1) or a complaint (−1)."""
    if rating > 3 or (rating == 3 and rng.random() < 0.5):
        return drawn(GOOD_THEMES[stage], rng), 1
    own = [barrier.id for number, barrier in enumerate(BARRIERS) if met[number] and barrier.stage == stage]
    known = [theme for theme in own if theme in BAD_THEMES[stage]]
    usual = [theme for theme in SEGMENTS[segment].main_barriers if theme in BAD_THEMES[stage]]
    return drawn(known or usual or list(BAD_THEMES[stage]), rng), -1


def spoken_stage(ratings: Ints, rng: np.random.Generator) -> Ints:
    """The stage each customer speaks of: the more a rating is away from the middle, the likelier; −1 for none."""
    weight = np.where(ratings > 0, 0.15 + np.abs(ratings - 3.0) ** 1.5, 0.0)
    weight[:, 0] *= 0.4
    total = weight.sum(axis=1)
    point = rng.random(len(ratings)) * total
    chosen = (np.cumsum(weight, axis=1) <= point[:, None]).sum(axis=1)
    return np.where(total > 0, np.minimum(chosen, len(STAGES) - 1), -1)
