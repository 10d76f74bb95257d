"""What customers write: a theme, a valence, a frame of that theme with its slots filled, words around it.

A theme belongs to a stage. A low rating takes the theme of a barrier met there, else one that people of the segment
name for the stage; a high one takes a good theme of the stage; a middling one either.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.words import Words
from tropa.sample.cinema.world import BARRIERS, SEGMENTS, STAGES

Ints = npt.NDArray[np.int64]

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
THEMES = tuple(theme for group in (BAD_THEMES, GOOD_THEMES) for themes in group.values() for theme in themes)
CONTACT_SHARE = 0.06
_SLOTS = ("film", "wait", "days", "price")


@dataclass(frozen=True)
class Opinion:
    """One text and what was planted in it."""

    customer: int
    stage: str
    theme: str
    valence: int  # −1, 1
    text: str
    has_contact: bool  # an address or a telephone stands in it


class Speaker:
    """Composes texts; one a language and a stream of random numbers."""

    def __init__(self, words: Words, rng: np.random.Generator) -> None:
        self._rng = rng
        self._words = words
        self._lines: dict[str, list[str]] = {}

    def _pick(self, key: str) -> str:
        lines = self._lines.get(key)
        if lines is None:
            lines = self._lines[key] = self._words.many(key)
        return lines[int(self._rng.integers(0, len(lines)))]

    def theme(self, segment: int, stage: str, rating: int, met: npt.NDArray[np.bool_]) -> tuple[str, int]:
        """The theme and valence that fit a rating 1…5 of a stage."""
        if rating > 3 or (rating == 3 and self._rng.random() < 0.5):
            good = GOOD_THEMES[stage]
            return good[int(self._rng.integers(0, len(good)))], 1
        own = [barrier.id for number, barrier in enumerate(BARRIERS) if met[number] and barrier.stage == stage]
        known = [theme for theme in own if theme in BAD_THEMES[stage]]
        usual = [theme for theme in SEGMENTS[segment].main_barriers if theme in BAD_THEMES[stage]]
        themes = known or usual or list(BAD_THEMES[stage])
        return themes[int(self._rng.integers(0, len(themes)))], -1

    def text(self, theme: str, valence: int, contact: str | None) -> str:
        """An opening for some, a frame of the theme, an ending for some, a contact where one is given."""
        mood = "good" if valence > 0 else "bad"
        frame = self._pick(f"phrase.{theme}").format_map({slot: self._pick(f"slot.{slot}") for slot in _SLOTS})
        parts = [self._pick(f"slot.opening_{mood}")] if self._rng.random() < 0.35 else []
        parts.append(frame[0].upper() + frame[1:])
        if self._rng.random() < 0.35:
            parts.append(self._pick(f"slot.ending_{mood}"))
        if contact is not None:
            parts.append(self._pick("slot.contact").format(contact=contact))
        return " ".join(parts)


def spoken_stage(ratings: Ints, rng: np.random.Generator) -> Ints:
    """The stage each customer speaks of: the more a rating is away from the middle, the likelier; −1 for none."""
    weight = np.where(ratings > 0, 0.15 + np.abs(ratings - 3.0) ** 1.5, 0.0)
    weight[:, 0] *= 0.4
    total = weight.sum(axis=1)
    point = rng.random(len(ratings)) * total
    chosen = (np.cumsum(weight, axis=1) <= point[:, None]).sum(axis=1)
    return np.where(total > 0, np.minimum(chosen, len(STAGES) - 1), -1)
