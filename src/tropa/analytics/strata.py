"""Two groups compared stratum by stratum: the controls are weighted as the exposed are."""

from dataclasses import dataclass

import numpy as np

from tropa.journeys.block import F64, I64
from tropa.statistics.interval import Estimate
from tropa.statistics.proportion import newcombe, two_proportions_p, wilson


@dataclass(frozen=True)
class Compared:
    """`exposed` and `controls` are shares with the outcome; `effect` is their difference, with Newcombe's interval."""

    exposed: Estimate
    controls: Estimate
    effect: Estimate
    p_value: float


def compare_strata(
    exposed: I64, controls: I64, repeats: F64 | None = None, confidence: float = 0.95
) -> Compared | None:
    """Compare counts by stratum, G groups × K classes × (without, with the outcome); None where no stratum has both.

    The controls' share is Σ w p with w the exposed's share in each stratum (direct standardisation); exposed journeys
    without a control are left out. A journey may be a control more than once, so the controls count for less than
    their number. Within a group their variance is multiplied by `repeats` (Kish's Σ r² / Σ r, as if a journey's
    outcomes were all the same; 1 where left out); between groups errors are taken as fully correlated. So they count as
    (Σ_g √(repeats_g Σ_k w² / m))⁻² observations.
    """
    n, m = exposed.sum(axis=2), controls.sum(axis=2)
    both = (n > 0) & (m > 0)
    if not both.any():
        return None
    total, with_outcome = int(n[both].sum()), int(exposed[both, 1].sum())
    weight = np.where(both, n, 0) / total
    m = np.maximum(m, 1)
    share = min(float((weight * controls[..., 1] / m).sum()), 1.0)
    counted = np.ones(len(n)) if repeats is None else repeats
    size = float(np.sqrt(counted * (weight**2 / m).sum(axis=1)).sum()) ** -2
    effect = newcombe(with_outcome, total, share * size, size, confidence)
    one, other = wilson(with_outcome, total, confidence), wilson(share * size, size, confidence)
    whole = max(round(size), 1)
    p_value = two_proportions_p(with_outcome, total, min(round(share * whole), whole), whole)
    assert effect is not None
    assert one is not None
    assert other is not None
    assert p_value is not None
    return Compared(one, other, effect, p_value)
