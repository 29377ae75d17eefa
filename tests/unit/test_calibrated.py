from __future__ import annotations

import numpy as np
import pytest
from calibrated import (
    SampleTooSmallError,
    assert_cells,
    assert_law,
    assert_mean,
    assert_poisson,
    assert_share,
    assert_uncorrelated,
)
from scipy import stats

NUMBERS = (np.arange(10_000) + 0.5) / 10_000  # as uniform as can be
SHUFFLED = np.random.default_rng(1).permutation(NUMBERS)


def test_a_right_mean_passes() -> None:
    assert_mean(NUMBERS, 0.5, detect=0.05)


def test_a_wrong_mean_is_seen() -> None:
    with pytest.raises(AssertionError, match=r"mean 0\.5, expected 0\.52"):
        assert_mean(NUMBERS, 0.52, detect=0.05)


def test_a_mean_of_too_few_values_is_refused() -> None:
    with pytest.raises(SampleTooSmallError, match=r"asked for 0\.01"):
        assert_mean(NUMBERS, 0.5, detect=0.01)


def test_a_mean_needs_the_standard_errors_that_were_promised() -> None:
    error = NUMBERS.std(ddof=1) / 100

    assert_mean(NUMBERS, 0.5 + 4.29 * error, detect=7.41 * error)
    with pytest.raises(AssertionError, match="expected"):
        assert_mean(NUMBERS, 0.5 + 4.32 * error, detect=7.41 * error)
    with pytest.raises(SampleTooSmallError):
        assert_mean(NUMBERS, 0.5, detect=7.38 * error)


def test_a_right_share_passes() -> None:
    assert_share(503, 1000, 0.5, detect=0.15)


def test_a_wrong_share_is_seen() -> None:
    with pytest.raises(AssertionError, match="600 of 1000"):
        assert_share(600, 1000, 0.5, detect=0.15)


def test_a_share_of_too_few_trials_is_refused() -> None:
    with pytest.raises(SampleTooSmallError):
        assert_share(50, 100, 0.5, detect=0.15)


def test_a_right_count_passes() -> None:
    assert_poisson(10_050, 10_000.0, detect=0.1)


def test_a_wrong_count_is_seen() -> None:
    with pytest.raises(AssertionError, match="count 10500"):
        assert_poisson(10_500, 10_000.0, detect=0.1)


def test_too_small_a_count_is_refused() -> None:
    with pytest.raises(SampleTooSmallError):
        assert_poisson(100, 100.0, detect=0.1)


def test_a_right_law_passes() -> None:
    assert_law(SHUFFLED, stats.uniform.cdf, detect=0.05)


def test_a_right_law_with_steps_passes() -> None:
    assert_law(np.floor(NUMBERS * 6) + 1, stats.randint(1, 7).cdf, detect=0.05)


def test_a_wrong_law_is_seen() -> None:
    with pytest.raises(AssertionError, match="distance"):
        assert_law(SHUFFLED**1.1, stats.uniform.cdf, detect=0.05)


def test_a_law_of_too_few_draws_is_refused() -> None:
    with pytest.raises(SampleTooSmallError):
        assert_law(SHUFFLED[:1000], stats.uniform.cdf, detect=0.05)


def test_right_cells_pass() -> None:
    assert_cells([990, 1010, 2000], [0.25, 0.25, 0.5], detect=0.15)


def test_wrong_cells_are_seen() -> None:
    with pytest.raises(AssertionError, match="chi-square"):
        assert_cells([800, 1200, 2000], [0.25, 0.25, 0.5], detect=0.15)


def test_cells_of_too_few_draws_are_refused() -> None:
    with pytest.raises(SampleTooSmallError):
        assert_cells([99, 101, 200], [0.25, 0.25, 0.5], detect=0.15)


def test_thinly_filled_cells_are_refused() -> None:
    with pytest.raises(SampleTooSmallError, match="20 needed"):
        assert_cells([10, 9990], [0.001, 0.999], detect=0.5)


def test_unrelated_pairs_pass() -> None:
    assert_uncorrelated(NUMBERS, SHUFFLED, detect=0.1)


def test_related_pairs_are_seen() -> None:
    with pytest.raises(AssertionError, match="correlation"):
        assert_uncorrelated(NUMBERS, SHUFFLED + 0.1 * NUMBERS, detect=0.1)


def test_too_few_pairs_are_refused() -> None:
    with pytest.raises(SampleTooSmallError):
        assert_uncorrelated(NUMBERS[:100], SHUFFLED[:100], detect=0.1)
