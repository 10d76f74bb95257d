"""Sample ratio mismatch: do the arms have the sizes they were planned to have?

Where they do not, the assignment or the counting is broken and no result of the experiment can be trusted (Fabijan et
al. 2019, Diagnosing sample ratio mismatch).
"""

from collections.abc import Sequence

import numpy as np
from scipy.stats import binomtest, chisquare

LIMIT = 0.01


def sample_ratio_p(counts: Sequence[int], planned: Sequence[float] | None = None) -> float:
    """The p-value that arms of these sizes came from the planned shares (equal where left out); below `LIMIT`, stop.

    Two arms are tested exactly, more by χ². 1 where nobody was assigned. Raises ValueError for fewer than two arms or
    shares that are not positive.

    >>> round(sample_ratio_p([5000, 5300]), 3)
    0.003
    """
    sizes = np.asarray(counts, np.int64)
    shares = np.ones(len(sizes)) if planned is None else np.asarray(planned, np.float64)
    if len(sizes) < 2 or len(shares) != len(sizes) or (sizes < 0).any() or not (shares > 0).all():
        raise ValueError("at least two arms, each with a size and a positive planned share")
    shares = shares / shares.sum()
    total = int(sizes.sum())
    if total == 0:
        return 1.0
    if len(sizes) == 2:
        return float(binomtest(int(sizes[0]), total, float(shares[0])).pvalue)
    return float(chisquare(sizes, shares * total).pvalue)
