"""An estimate and how sure it is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Estimate:
    """A value with its interval at `confidence` and the number of observations it rests on."""

    value: float
    low: float
    high: float
    n: int
    confidence: float = 0.95
