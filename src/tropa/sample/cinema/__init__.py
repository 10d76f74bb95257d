"""A made-up online cinema with planted truth, written as the files its counters, CRM, telephones and surveys export."""

from tropa.sample.cinema.truth import Truth
from tropa.sample.cinema.write import FEWEST, MOST, write

__all__ = ["FEWEST", "MOST", "Truth", "write"]
