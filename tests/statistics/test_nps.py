"""The net promoter score."""

import numpy as np
import pytest

from tropa.statistics.nps import net_promoter_score


def test_the_score_is_promoters_less_detractors() -> None:
    found = net_promoter_score(5, 3, 2)
    assert found is not None
    assert found.value == pytest.approx(0.3)
    assert found.low < 0.3 < found.high


def test_the_interval_covers_at_ten_answers_of_an_extreme_mix() -> None:
    random = np.random.default_rng(1)
    covered = 0
    for promoters, passives, detractors in random.multinomial(10, [0.9, 0.08, 0.02], 100):
        found = net_promoter_score(int(promoters), int(passives), int(detractors))
        assert found is not None
        covered += found.low <= 0.88 <= found.high
    assert covered >= 88


def test_nobody_answering_is_no_score_and_a_negative_number_is_refused() -> None:
    assert net_promoter_score(0, 0, 0) is None
    with pytest.raises(ValueError, match="not negative"):
        net_promoter_score(-1, 0, 0)
