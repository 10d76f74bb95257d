"""A level that wanders (a random walk) seen through noise, for many sizes of the wandering at once (Harvey 1989).

Every column is filtered as if it were the series, so regressions on a wandering level are least squares on the
whitened columns. How much the level wanders is integrated over by those who use it, not guessed.
"""

import numpy as np
import numpy.typing as npt
from scipy.special import stdtr, stdtrit

F64 = npt.NDArray[np.float64]


def filtered(columns: F64, wandering: F64, noise: F64 | None = None) -> tuple[F64, F64, F64, F64]:
    """Kalman's filter over the days, for every wandering at once and every column as if it were the series.

    `wandering` is the variance of a step of the level, `noise` that of each day (1 where left out), in the same units.
    The innovations over their spread (wanderings × days × columns), the level expected next and its variance, and half
    the logarithm of the determinant.
    """
    noise = np.ones(len(columns)) if noise is None else noise
    whitened = np.empty((len(wandering), *columns.shape))
    level, variance = np.zeros((len(wandering), columns.shape[1])), wandering.copy()
    logs = np.zeros(len(wandering))
    for day, values in enumerate(columns):
        total = variance + noise[day]
        innovation = values - level
        whitened[:, day] = innovation / np.sqrt(total)[:, None]
        level = level + (variance / total)[:, None] * innovation
        variance = variance * noise[day] / total + wandering
        logs += 0.5 * np.log(total)
    return whitened, level, variance, logs


def quantile(weight: F64, curves: tuple[F64, F64], freedom: int, q: float) -> float:
    """The q-quantile of the mixture of Student's curves with these means and errors, by bisection."""
    mean, error = curves
    reach = 12 + 4 * float(stdtrit(freedom, 0.9999))
    low, high = float((mean - reach * error).min()), float((mean + reach * error).max())
    for _ in range(60):
        middle = (low + high) / 2
        if weight @ stdtr(freedom, (middle - mean) / error) < q:
            low = middle
        else:
            high = middle
    return (low + high) / 2
