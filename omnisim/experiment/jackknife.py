r"""Estimates and half-widths of ratios, from independent replications.

Each figure is a ratio of two expectations, :math:`\theta = E[X]/E[Y]`: contacts
answered in time by contacts offered, waiting time by contacts answered. A
replication gives one pair :math:`(X_i, Y_i)`. The estimate is the ratio of the
sums; averaging the :math:`X_i/Y_i` instead would give a quiet day the weight of a
busy one. Its uncertainty comes from the jackknife: leave out one replication at a
time and see how far the ratio moves. A plain mean is the case
:math:`Y_i = 1`, for which the jackknife *is* Student's t interval.

The value is the plain ratio, not the bias-corrected one. The bias falls with
1/n, the half-width with :math:`1/\sqrt n`, and only the plain ratio can be added
up again from a table of numerators and denominators.

Sources: R. G. Miller, "The jackknife - a review", *Biometrika* 61 (1974) 1-15;
W. G. Cochran, *Sampling Techniques*, 3rd ed., Wiley 1977, chapter 6 (ratio
estimates); A. M. Law, *Simulation Modeling and Analysis*, 5th ed., McGraw-Hill
2015, chapters 9 (replications) and 10 (differences). With few replications and
days that differ very much the intervals are somewhat too short: 92 % instead of
95 % for 20 replications of days whose volume has a cv of 0.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CONFIDENCE", "Ratios", "differences", "doubt", "ratios", "spread"]

CONFIDENCE = 0.95
_BLOCK = 256  # figures worked on at a time

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]


class Ratios(NamedTuple):
    """What `ratios` and `differences` give: one entry per figure.

    Parameters
    ----------
    value : array of float, shape (n_figures,)
        In the unit of the figure; NaN where no replication defines it.
    half_width : array of float, shape (n_figures,)
        In the same unit (so for a share given in per cent: percentage points); NaN
        with fewer than two replications, 0 where all of them agree.
    n : array of int, shape (n_figures,)
        Replications in which the figure is defined.
    """

    value: Floats
    half_width: Floats
    n: Counts


class _Moves(NamedTuple):
    """How far a ratio moves when one replication is left out."""

    value: Floats  # (n_figures,)
    moved: Floats  # (n_replications, n_figures); 0 where undefined
    counted: npt.NDArray[np.bool_]  # the same shape: the replication defines the figure


def ratios(
    numerator: Floats, denominator: Floats, *, confidence: float = CONFIDENCE
) -> Ratios:
    r"""Return ratios of sums over replications with jackknife half-widths.

    A replication whose denominator is 0 (nobody counted) or whose numerator is NaN
    says nothing about the ratio; it is left out and does not count in `n`. The
    others are still a random sample: :math:`E[X]/E[Y] = E[X|Y>0]/E[Y|Y>0]`.

    Parameters
    ----------
    numerator, denominator : array of float, shape (n_replications, n_figures)
        One row per replication; denominators are at least 0.
    confidence : float
        Probability with which the interval should cover the truth.

    Returns
    -------
    Ratios

    Raises
    ------
    ValueError
        If the shapes differ or `confidence` is not between 0 and 1.

    Notes
    -----
    With :math:`\theta_{(i)}` the ratio without replication i and
    :math:`\bar\theta` their mean, the half-width is

    .. math:: t_{n-1} \sqrt{\frac{n-1}{n} \sum_i (\theta_{(i)} - \bar\theta)^2}

    (Miller 1974).

    Examples
    --------
    >>> in_time, offered = np.array([[80.0], [45.0]]), np.array([[100.0], [50.0]])
    >>> found = ratios(in_time, offered)
    >>> found.value, found.n
    (array([0.83333333]), array([2]))
    """
    _check(numerator, denominator, confidence)
    return _in_blocks(_ratios, (numerator, denominator), confidence)


def differences(
    first: tuple[Floats, Floats],
    second: tuple[Floats, Floats],
    *,
    confidence: float = CONFIDENCE,
) -> Ratios:
    r"""Return second minus first ratio, row i of both being the same customers.

    The jackknife leaves a replication out of both ratios at once, so whatever the
    two scenarios have in common cancels. A replication that defines only one of the
    two moves only that one; it does not count in `n`, which sets the degrees of
    freedom.

    Parameters
    ----------
    first, second : pair of arrays of float, each of shape (n_replications, n_figures)
        Numerators and denominators.
    confidence : float
        For k simultaneous intervals by Bonferroni's inequality pass
        :math:`1 - 0.05/k` (Law 2015, section 10.3).

    Returns
    -------
    Ratios
        `value` is the difference of the values that `ratios` gives for each.

    Raises
    ------
    ValueError
        If the shapes differ or `confidence` is not between 0 and 1.

    Examples
    --------
    >>> one = np.ones((3, 1))
    >>> before, after = np.array([[5.0], [9.0], [7.0]]), np.array([[3.0], [7.0], [5.0]])
    >>> found = differences((before, one), (after, one))
    >>> found.value, found.half_width
    (array([-2.]), array([0.]))
    """
    for pair in (first, second):
        _check(*pair, confidence)
    if first[0].shape != second[0].shape:
        raise ValueError(
            f"cannot pair {first[0].shape} with {second[0].shape} replications and "
            "figures; both need the same"
        )
    return _in_blocks(_differences, (*first, *second), confidence)


def doubt(
    share: Floats, half_width: Floats, n: Floats, *, confidence: float = CONFIDENCE
) -> Floats:
    r"""Return the half-width of a share of yes among yes and no.

    Twenty days of twenty on target do not make a certainty, though no two of them
    differ: the jackknife, like every method that goes by the differences seen, says
    0. Wilson's interval does not (E. B. Wilson, *Journal of the American Statistical
    Association* 22 (1927) 209-212). Days of one replication may go together, so the
    times counted are replaced by the number of independent ones that would give the
    jackknife's half-width h (the effective sample size of L. Kish, *Survey Sampling*,
    Wiley 1965, section 8.2): the :math:`z^2/n` of Wilson is :math:`s = h^2/p(1-p)`,
    and only where all replications agree is it taken as it stands. The interval is
    not symmetric; this is its longer side,

    .. math:: \frac{\sqrt{s\,p(1-p) + s^2/4} + s\,|1/2 - p|}{1 + s}

    Parameters
    ----------
    share : array of float, shape (n_figures,)
        From 0 to 1; NaN gives NaN.
    half_width : array of float, shape (n_figures,)
        The jackknife's, with the same confidence; NaN gives NaN.
    n : array of float, shape (n_figures,)
        Times counted, all replications together.
    confidence : float
        Of the interval.

    Returns
    -------
    array of float, shape (n_figures,)
        Never less than `half_width`.

    Examples
    --------
    >>> share, half_width = np.array([1.0, 0.95]), np.array([0.0, 0.105])
    >>> doubt(share, half_width, np.array([20.0, 20.0])).round(3)
    array([0.161, 0.212])
    """
    from scipy.special import ndtri  # noqa: PLC0415 - slow import

    varies = share * (1 - share)
    with np.errstate(invalid="ignore", divide="ignore"):
        spare = np.where(
            half_width > 0,
            half_width**2 / varies,
            half_width + ndtri(0.5 + confidence / 2) ** 2 / n,
        )
        half = np.sqrt(spare * varies + spare**2 / 4) + np.abs(0.5 - share) * spare
        found: Floats = half / (1 + spare)
    return found


def spread(own: Floats) -> Floats:
    """Return the standard deviation between replications.

    Parameters
    ----------
    own : array of float, shape (n_replications, n_figures)
        Each replication's own figure; NaN where it has none.

    Returns
    -------
    array of float, shape (n_figures,)
        NaN with fewer than two values.

    Examples
    --------
    >>> spread(np.array([[1.0, 5.0], [3.0, np.nan]]))
    array([1.41421356,        nan])
    """
    known = ~np.isnan(own)
    n = known.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = np.where(known, own, 0.0).sum(axis=0) / n
        squares = (np.where(known, own - centre, 0.0) ** 2).sum(axis=0)
        return np.where(n > 1, np.sqrt(squares / (n - 1)), np.nan)


def _check(numerator: Floats, denominator: Floats, confidence: float) -> None:
    if numerator.shape != denominator.shape or numerator.ndim != 2:  # noqa: PLR2004 - a table has two axes
        raise ValueError(
            "numerator and denominator must be tables of one shape, got "
            f"{numerator.shape} and {denominator.shape}"
        )
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, got {confidence!r}")


def _in_blocks(
    work: Callable[..., Ratios], tables: tuple[Floats, ...], confidence: float
) -> Ratios:
    """Work on some columns at a time: what fits the cache is done six times faster."""
    n_figures = tables[0].shape[1]
    blocks = [
        work(*(table[:, at : at + _BLOCK] for table in tables), confidence=confidence)
        for at in range(0, max(n_figures, 1), _BLOCK)
    ]
    return Ratios(*(np.concatenate(columns) for columns in zip(*blocks, strict=True)))


def _ratios(numerator: Floats, denominator: Floats, *, confidence: float) -> Ratios:
    moves = _leave_one_out(numerator, denominator)
    n = moves.counted.sum(axis=0)
    half_width = _half_width(moves.moved, moves.counted, n, confidence)
    return Ratios(moves.value, _without_dust(half_width, moves.value, n), n)


def _differences(
    above_1: Floats,
    below_1: Floats,
    above_2: Floats,
    below_2: Floats,
    *,
    confidence: float,
) -> Ratios:
    a, b = _leave_one_out(above_1, below_1), _leave_one_out(above_2, below_2)
    either, both = a.counted | b.counted, a.counted & b.counted
    n = both.sum(axis=0)
    with np.errstate(invalid="ignore"):
        # without the only replication that defines it, a ratio moves endlessly far
        moved = b.moved - a.moved
    half_width = _half_width(moved, either, n, confidence)
    scale = np.maximum(np.abs(a.value), np.abs(b.value))
    return Ratios(b.value - a.value, _without_dust(half_width, scale, n), n)


def _leave_one_out(numerator: Floats, denominator: Floats) -> _Moves:
    counted = (denominator > 0) & ~np.isnan(numerator)
    above = np.where(counted, numerator, 0.0)
    below = np.where(counted, denominator, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        total = below.sum(axis=0)
        value = above.sum(axis=0) / total
        # theta_(i) - theta = (theta Y_i - X_i) / (sum Y - Y_i): written so, equal
        # replications move nothing, which a difference of two ratios would not give
        moved = (value * below - above) / (total - below)
    return _Moves(value, np.where(counted, moved, 0.0), counted)


def _half_width(
    moved: Floats, sample: npt.NDArray[np.bool_], n: Counts, confidence: float
) -> Floats:
    """Return the half-widths of estimates that move so when one is left out."""
    from scipy.special import stdtrit  # noqa: PLC0415 - slow import

    size = sample.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        centre = np.where(sample, moved, 0.0).sum(axis=0) / size
        squares = (np.where(sample, moved - centre, 0.0) ** 2).sum(axis=0)
        width = np.sqrt(squares * (size - 1) / size)
        width = width * stdtrit(n - 1.0, 0.5 + confidence / 2)
    return np.where(n > 1, width, np.nan)


def _without_dust(half_width: Floats, value: Floats, n: Counts) -> Floats:
    """Set half-widths to 0 that are no more than the rounding of a sum of n terms."""
    dust = 4 * np.finfo(float).eps * n * np.abs(value)
    return np.where(half_width <= dust, 0.0, half_width)
