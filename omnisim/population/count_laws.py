"""How a uniform number becomes a number of turns: the inverse of every count law.

Given a law of `omnisim.scenario.countlaws`, `count_sampler` works out once which
counts it gives and where their distribution function steps, and hands back a
function from uniform numbers to counts. It looks the number up among the steps,
so that a count is the least n with F(n) >= u, whatever the last bits of a
logarithm would have been. Tables end where F reaches 1 - 2**-53, the largest
uniform number there is; the longest, of a geometric law with mean 1000, has
36 719 entries, and no count needs more than 16 bits.
"""

from __future__ import annotations

import math
from functools import singledispatch
from typing import TYPE_CHECKING

import numpy as np

from omnisim.scenario import countlaws
from omnisim.streams import Floats

if TYPE_CHECKING:
    from omnisim.population.laws import Sampler

__all__ = ["count_sampler"]

_TAIL = 2.0**-53  # the largest uniform number leaves so much above it


def count_sampler(law: countlaws.CountLaw) -> Sampler:
    """Prepare a law of counts for repeated use.

    Parameters
    ----------
    law : CountLaw

    Returns
    -------
    callable
        From uniform numbers (array of float, any shape, strictly between 0 and
        1) to counts: array of float, shape of the numbers, whole numbers from 1.

    Raises
    ------
    TypeError
        If the law has no inverse here.

    Examples
    --------
    >>> draw = count_sampler(countlaws.Geometric(mean=2.0))
    >>> draw(np.array([0.3, 0.6, 0.8]))
    array([1., 2., 3.])
    """
    counts, ends = _steps(law)
    if counts.size == 1:
        return lambda u: np.full(u.shape, counts[0])
    ends[-1] = 1.0  # rounding may leave it below the largest uniform number
    return lambda u: counts[np.searchsorted(ends, u)]


@singledispatch
def _steps(law: countlaws.CountLaw) -> tuple[Floats, Floats]:
    """Return the counts of a law, rising, and its distribution function there."""
    raise TypeError(f"no inverse is known for the law {type(law).__name__}")


@_steps.register
def _(law: countlaws.Fixed) -> tuple[Floats, Floats]:
    return np.array([float(law.value)]), np.ones(1)


@_steps.register
def _(law: countlaws.Geometric) -> tuple[Floats, Floats]:
    """After each turn another follows with probability 1 - 1 / mean."""
    if law.mean == 1:
        return np.ones(1), np.ones(1)
    decay = math.log1p(-1 / law.mean)
    counts = np.arange(1, math.ceil(math.log(_TAIL) / decay) + 1, dtype=np.float64)
    return counts, -np.expm1(counts * decay)


@_steps.register
def _(law: countlaws.Poisson) -> tuple[Floats, Floats]:
    """One turn, and a Poisson number with mean m - 1 of further ones.

    Bernstein's inequality for the Poisson law, P(X >= m + t) <= exp(-t^2 / (2 m +
    2 t / 3)) (Boucheron, Lugosi and Massart, *Concentration Inequalities*, 2013,
    section 2.4), leaves less than 2**-53 above t = 9 sqrt(m) + 26.
    """
    from scipy.special import pdtr  # noqa: PLC0415 - most laws do without SciPy

    further = law.mean - 1
    most = math.ceil(further + 9 * math.sqrt(further) + 26)
    counts = np.arange(most + 1, dtype=np.float64)
    # rounding must not let the function fall
    return counts + 1, np.maximum.accumulate(pdtr(counts, further))


@_steps.register
def _(law: countlaws.UniformCount) -> tuple[Floats, Floats]:
    counts = np.arange(law.low, law.high + 1, dtype=np.float64)
    return counts, np.arange(1, counts.size + 1) / counts.size


@_steps.register
def _(law: countlaws.Tally) -> tuple[Floats, Floats]:
    ends = np.cumsum(law.shares)
    return np.array(law.values, dtype=np.float64), ends / ends[-1]
