"""Two groups compared stratum by stratum: the controls are weighted as the exposed are."""

from dataclasses import dataclass

import numpy as np

from tropa.journeys.block import I64
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import newcombe, two_proportions_p, wilson


@dataclass(frozen=True)
class Compared:
    """`exposed` and `controls` are shares with the outcome; `effect` is their difference, with Newcombe's interval."""

    exposed: Estimate
    controls: Estimate
    effect: Estimate
    p_value: float


def compare_strata(exposed: I64, controls: I64, confidence: float = 0.95) -> Compared | None:
    """Compare counts by stratum (K × (without, with the outcome)); None where no stratum has both groups.

    The controls' share is Σ w_k p_k with w_k the exposed's share in stratum k (direct standardisation). One journey may
    be a control in several strata, so their errors are taken as fully correlated: the controls count as
    (Σ w_k / √m_k)⁻² observations, never more than they are. Exposed journeys without a control are left out.
    """
    n, m = exposed.sum(axis=1), controls.sum(axis=1)
    both = (n > 0) & (m > 0)
    if not both.any():
        return None
    n, m, weight = n[both], m[both], n[both] / n[both].sum()
    share = float(weight @ (controls[both, 1] / m))
    size = float((weight / np.sqrt(m)).sum()) ** -2
    with_outcome, total = int(exposed[both, 1].sum()), int(n.sum())
    effect = newcombe(with_outcome, total, share * size, size, confidence)
    one, other = wilson(with_outcome, total, confidence), wilson(share * size, size, confidence)
    whole = max(round(size), 1)
    p_value = two_proportions_p(with_outcome, total, min(round(share * whole), whole), whole)
    assert effect is not None
    assert one is not None
    assert other is not None
    assert p_value is not None
    return Compared(one, other, effect, p_value)
