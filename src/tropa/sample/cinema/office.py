"""The office every file is exported from: the country's habits, its words, its clock, a stream of random numbers."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tropa.sample.cinema.clock import Clock
from tropa.sample.cinema.words import Words
from tropa.sample.cinema.world import Country

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Office:
    """What every exporter of a file needs."""

    country: Country
    words: Words
    clock: Clock
    rng: np.random.Generator

    def header(self, file: str, columns: tuple[str, ...]) -> list[str]:
        """The column titles of a file in the language."""
        return [self.words.one(f"header.{file}.{column}") for column in columns]

    def times(self, seconds: Floats) -> list[str]:
        """Day-first local times."""
        return self.clock.written(seconds, self.country.date_format)

    def money(self, value: float) -> str:
        """An amount with the country's decimal sign."""
        return f"{value:.2f}".replace(".", self.country.decimal)
