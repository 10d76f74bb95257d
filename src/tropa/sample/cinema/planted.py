"""What is planted over the ordinary course of things: an experiment, a campaign, and a change of the site on one day.

Arms are drawn by chance and independently of each other among the customers that the CRM knows. Each plan changes the
weights of moves only, so the same walks with other arms, or without the change, tell what it did.
"""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.world import CODE, Moves

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

EXPERIMENT_TOUCHPOINT = "payment"  # a new payment page that fewer leave
EXPERIMENT_LEAVE = 0.1
EXPERIMENT_SHARE = 0.5

CAMPAIGN_TOUCHPOINTS = ("landing", "trailer", "blog")  # a letter calls back those who stopped there
CAMPAIGN_LEAVE = 0.1
CAMPAIGN_SHARE = 0.7
CAMPAIGN_COST = 0.02  # of a month's price, for each treated customer

CHANGE_DAY = 70  # from the period's start: Monday 12 October, so that the journeys of a whole week can be followed
CHANGED_MOVES: Moves = {"landing": {"compare": 6.0}}  # the home page leads to the comparison of plans

CONTROL, TREATED, HOLDOUT = "control", "treated", "holdout"


@dataclass(frozen=True)
class Planted:
    """By visitor: who sees the new page, who gets the letter; and when the site changes, in seconds (inf: never)."""

    page: Bools
    letter: Bools
    change: float = CHANGE_DAY * 86_400.0

    @classmethod
    def drawn(cls, customers: int, visitors: int, rng: np.random.Generator) -> "Planted":
        """Arms for the customers; anonymous visitors, who come after them, are in none."""
        known = np.arange(visitors) < customers
        draws = rng.random((2, visitors))
        return cls(known & (draws[0] < EXPERIMENT_SHARE), known & (draws[1] < CAMPAIGN_SHARE))

    @classmethod
    def nothing(cls, visitors: int) -> "Planted":
        """The ordinary course of things."""
        nobody = np.zeros(visitors, dtype=bool)
        return cls(nobody, nobody, np.inf)

    def other_page(self) -> "Planted":
        """Everybody sees the other page."""
        return replace(self, page=~self.page)

    def other_letter(self) -> "Planted":
        """Everybody gets the letter who did not, and nobody who did."""
        return replace(self, letter=~self.letter)

    def unchanged(self) -> "Planted":
        """The site never changes."""
        return replace(self, change=np.inf)

    def leaving(self, who: Ints, at: Ints) -> Floats:
        """The factor on the weight of leaving of these visitors, who stand there."""
        page = np.where(self.page[who] & (at == CODE[EXPERIMENT_TOUCHPOINT]), EXPERIMENT_LEAVE, 1.0)
        reminded = self.letter[who] & np.isin(at, [CODE[name] for name in CAMPAIGN_TOUCHPOINTS])
        return page * np.where(reminded, CAMPAIGN_LEAVE, 1.0)
