"""Statistical assertions that know both their error rates.

Every check here has a false-alarm rate of at most `ALARM`: so often, over the
draws of all possible seeds, it fails although nothing is wrong. And every check
is told, by `detect=`, the defect it has to see with probability ``1 - MISS``; if
the sample is too small for that, it refuses to run, by `SampleTooSmallError`.
Sixty checks together stay within a budget of one false alarm in a thousand.

On an alarm nobody changes the seed. Double the sample once; then it is a bug.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy import stats

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = [
    "ALARM",
    "MISS",
    "SampleTooSmallError",
    "assert_cells",
    "assert_law",
    "assert_mean",
    "assert_poisson",
    "assert_share",
    "assert_uncorrelated",
]

ALARM = 1.7e-5
MISS = 1e-3


class SampleTooSmallError(ValueError):
    """The check could miss the defect it is meant to see."""


def _can_see(visible: float, detect: float) -> None:
    if not visible <= detect:
        raise SampleTooSmallError(
            f"the smallest defect seen with probability {1 - MISS:g} is {visible:.3g}, "
            f"asked for {detect:.3g}; draw more"
        )


def assert_mean(values: npt.ArrayLike, expected: float, *, detect: float) -> None:
    """Assert the mean of independent values, by Student's t.

    Parameters
    ----------
    values : array of float, shape (n,)
        Independent: one value per replication, not per contact of a run. With
        strongly skewed single draws the rates hold from a few thousand on.
    expected : float
        What theory says.
    detect : float
        The difference, in the unit of the values, that must be seen.
    """
    sample = np.asarray(values, dtype=np.float64)
    error = float(sample.std(ddof=1)) / math.sqrt(sample.size)
    bound = float(stats.t.isf(ALARM / 2, sample.size - 1))
    _can_see((bound + float(stats.t.isf(MISS, sample.size - 1))) * error, detect)
    mean = float(sample.mean())
    assert abs(mean - expected) <= bound * error, (
        f"mean {mean:.6g}, expected {expected:.6g} +- {bound * error:.2g}"
    )


def assert_share(hits: int, trials: int, expected: float, *, detect: float) -> None:
    """Assert the share of independent trials that hit, by the binomial law.

    Parameters
    ----------
    hits, trials : int
    expected : float
        Strictly between 0 and 1.
    detect : float
        The difference in share that must be seen.
    """
    low = int(stats.binom.ppf(ALARM / 2, trials, expected))
    high = int(stats.binom.isf(ALARM / 2, trials, expected))
    for share in (expected - detect, expected + detect):
        if 0 <= share <= 1:
            missed = stats.binom.cdf(high, trials, share)
            missed -= stats.binom.cdf(low - 1, trials, share)
            _can_see(0.0 if missed <= MISS else math.inf, detect)
    assert low <= hits <= high, (
        f"{hits} of {trials} hit, expected {low} to {high} for {expected:.6g} of them"
    )


def assert_poisson(count: int, expected: float, *, detect: float) -> None:
    """Assert a Poisson count.

    Parameters
    ----------
    count : int
    expected : float
        The mean of the count.
    detect : float
        The difference in the mean, as a share of `expected`, that must be seen.
    """
    low = int(stats.poisson.ppf(ALARM / 2, expected))
    high = int(stats.poisson.isf(ALARM / 2, expected))
    for mean in (expected * (1 - detect), expected * (1 + detect)):
        missed = stats.poisson.cdf(high, mean) - stats.poisson.cdf(low - 1, mean)
        _can_see(0.0 if missed <= MISS else math.inf, detect)
    assert low <= count <= high, (
        f"count {count}, expected {low} to {high} for a mean of {expected:.6g}"
    )


def assert_law(
    values: npt.ArrayLike, cdf: Callable[[Floats], Floats], *, detect: float
) -> None:
    """Assert a whole distribution function, continuous or not.

    The bound is that of Dvoretzky, Kiefer and Wolfowitz with Massart's constant
    (*The tight constant in the DKW inequality*, Annals of Probability, 1990).

    Parameters
    ----------
    values : array of float, shape (n,)
        Independent draws.
    cdf : callable
        The distribution function, of arrays.
    detect : float
        The largest difference between two distribution functions that must be seen.
    """
    sample = np.sort(np.asarray(values, dtype=np.float64))
    bound = math.sqrt(math.log(2 / ALARM) / (2 * sample.size))
    _can_see(bound + math.sqrt(math.log(1 / MISS) / (2 * sample.size)), detect)
    points, first = np.unique(sample, return_index=True)
    past = np.append(first[1:], sample.size)
    above = np.abs(past / sample.size - cdf(points))
    below = np.abs(first / sample.size - cdf(np.nextafter(points, -np.inf)))
    distance = float(max(above.max(), below.max()))
    assert distance <= bound, f"distance {distance:.3g}, expected at most {bound:.3g}"


def assert_cells(
    observed: npt.ArrayLike, shares: npt.ArrayLike, *, detect: float
) -> None:
    """Assert how often independent draws fall into cells, by chi-square.

    Parameters
    ----------
    observed : array of int
        Counts; at least 20 are expected in each cell.
    shares : array of float, shape of `observed`
        Expected; they sum to 1.
    detect : float
        Root mean square of the cells' relative errors, weighted by their shares,
        that must be seen.
    """
    counts = np.asarray(observed, dtype=np.float64).ravel()
    expected = np.asarray(shares, dtype=np.float64).ravel() * counts.sum()
    if expected.min() < 20:
        raise SampleTooSmallError(f"{expected.min():.3g} expected in a cell, 20 needed")
    freedom = counts.size - 1
    bound = float(stats.chi2.isf(ALARM, freedom))
    seen = stats.ncx2.sf(bound, freedom, float(counts.sum()) * detect**2)
    _can_see(0.0 if seen >= 1 - MISS else math.inf, detect)
    statistic = float(((counts - expected) ** 2 / expected).sum())
    assert statistic <= bound, f"chi-square {statistic:.5g}, at most {bound:.5g}"


def assert_uncorrelated(a: npt.ArrayLike, b: npt.ArrayLike, *, detect: float) -> None:
    """Assert that pairs are uncorrelated, by Fisher's z.

    Parameters
    ----------
    a, b : array of float, shape (n,)
        Independent pairs.
    detect : float
        The correlation that must be seen.
    """
    pairs = np.asarray(a, dtype=np.float64).size
    error = 1 / math.sqrt(pairs - 3)
    bound = float(stats.norm.isf(ALARM / 2)) * error
    _can_see(math.tanh(bound + float(stats.norm.isf(MISS)) * error), detect)
    correlation = float(np.corrcoef(a, b)[0, 1])
    assert abs(math.atanh(correlation)) <= bound, f"correlation {correlation:.3g}"
