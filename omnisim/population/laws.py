"""How a uniform number becomes a duration: the inverse of every law.

Given a law of `omnisim.scenario.laws`, `sampler` prepares it once (constants
worked out, observations turned into arrays) and hands back a function from
uniform numbers to seconds; `quantile` does both at once. Every duration is
worked out element by element, so a number's duration does not depend on which
others it is drawn together with. One uniform number gives one duration, which
keeps draws addressable.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import singledispatch

import numpy as np

from omnisim.scenario import laws
from omnisim.streams import Floats

__all__ = ["Sampler", "quantile", "sampler"]

Sampler = Callable[[Floats], Floats]

_LEAST, _MOST = 2.0**-53, 1 - 2.0**-53
_NEWTON_STEPS = 12


def quantile(law: laws.Law, u: Floats) -> Floats:
    """Return the durations that belong to uniform numbers.

    For every law but `Mixture` this is the inverse of its distribution
    function; a mixture inverts within the part that `u` falls into.

    Parameters
    ----------
    law : Law
    u : array of float, any shape
        Strictly between 0 and 1.

    Returns
    -------
    array of float, shape of `u`, seconds
        At least 0; infinite where the law says never.

    Examples
    --------
    >>> quantile(laws.Exponential(mean=60.0), np.array([0.5])).round(3)
    array([41.589])
    """
    return sampler(law)(u)


@singledispatch
def sampler(law: laws.Law) -> Sampler:
    """Prepare a law for repeated use.

    Parameters
    ----------
    law : Law

    Returns
    -------
    callable
        From uniform numbers (array of float, any shape, strictly between 0 and
        1) to durations in seconds, as `quantile` gives them.

    Raises
    ------
    TypeError
        If the law has no inverse here.

    Examples
    --------
    >>> draw = sampler(laws.Uniform(low=10.0, high=20.0))
    >>> draw(np.array([0.25, 0.75]))
    array([12.5, 17.5])
    """
    raise TypeError(f"no inverse is known for the law {type(law).__name__}")


@sampler.register
def _(law: laws.Constant) -> Sampler:
    value = law.value
    return lambda u: np.full(u.shape, value)


@sampler.register
def _(law: laws.Exponential) -> Sampler:
    return _exponential(law.mean)


def _exponential(mean: float) -> Sampler:
    return lambda u: np.log1p(-u) * -mean


@sampler.register
def _(law: laws.Erlang) -> Sampler:
    if law.phases == 1:
        return _exponential(law.mean)
    return _gamma(float(law.phases), law.mean)


@sampler.register
def _(law: laws.Gamma) -> Sampler:
    if law.cv == 0:
        return sampler(laws.Constant(value=law.mean))
    return _gamma(law.cv**-2, law.mean)


def _gamma(shape: float, mean: float) -> Sampler:
    from scipy.special import gammaincinv  # noqa: PLC0415 - most laws do without SciPy

    scale = mean / shape
    return lambda u: np.multiply(gammaincinv(shape, u), scale)


@sampler.register
def _(law: laws.Lognormal) -> Sampler:
    from scipy.special import ndtri  # noqa: PLC0415 - most laws do without SciPy

    if law.cv == 0 or law.mean == 0:
        return sampler(laws.Constant(value=law.mean))
    variance = math.log1p(law.cv**2)
    sigma, mu = math.sqrt(variance), math.log(law.mean) - variance / 2
    return lambda u: np.exp(ndtri(u) * sigma + mu)


@sampler.register
def _(law: laws.Weibull) -> Sampler:
    scale, power = law.mean / math.gamma(1 + 1 / law.shape), 1 / law.shape
    return lambda u: np.power(-np.log1p(-u), power) * scale


@sampler.register
def _(law: laws.Hyperexponential) -> Sampler:
    """Invert by Newton's method on the logarithm of the survival function.

    Branch i has rate 2 p_i / mean (balanced means). The logarithm is convex, so
    from a start left of the root every step stays left of it and gains; the
    start is the best of three lower bounds: each branch alone, and Jensen's. A
    fixed number of steps keeps numbers independent of their neighbours.
    """
    if law.cv <= 1 or law.mean == 0:
        return _exponential(law.mean)
    square = law.cv**2
    p = (1 + math.sqrt((square - 1) / (square + 1))) / 2
    q = 1 / (2 * p * (square + 1))  # 1 - p without cancellation, as 4pq(c²+1) = 2
    fast, slow, mean = 2 * p, 2 * q, law.mean

    def invert(u: Floats) -> Floats:
        target = np.log1p(-u)
        x = -target / (p * fast + q * slow)
        np.maximum(x, (math.log(p) - target) / fast, out=x)
        np.maximum(x, (math.log(q) - target) / slow, out=x)
        for _ in range(_NEWTON_STEPS):
            first, second = p * np.exp(-fast * x), q * np.exp(-slow * x)
            survival = first + second
            slope = (fast * first + slow * second) / survival
            x += (np.log(survival) - target) / slope
        return np.maximum(x, 0.0) * mean

    return invert


@sampler.register
def _(law: laws.Uniform) -> Sampler:
    low, width = law.low, law.high - law.low
    return lambda u: u * width + low


@sampler.register
def _(law: laws.Triangular) -> Sampler:
    low, high, width = law.low, law.high, law.high - law.low
    if width == 0:
        return sampler(laws.Constant(value=low))
    rise, fall = width * (law.mode - low), width * (high - law.mode)
    turn = (law.mode - low) / width

    def invert(u: Floats) -> Floats:
        left, right = low + np.sqrt(u * rise), high - np.sqrt((1 - u) * fall)
        return np.where(u < turn, left, right)

    return invert


@sampler.register
def _(law: laws.Empirical) -> Sampler:
    levels: Floats = np.array(law.levels, dtype=np.float64)
    values: Floats = np.array(law.values, dtype=np.float64)
    slopes = np.diff(values) / np.diff(levels)

    def invert(u: Floats) -> Floats:
        left = np.searchsorted(levels[1:-1], u, side="right")
        return (u - levels[left]) * slopes[left] + values[left]

    return invert


@sampler.register
def _(law: laws.Observed) -> Sampler:
    # u <= 1 - 2**-53, so u * n rounds to less than n, whatever n
    values: Floats = np.array(law.values, dtype=np.float64)
    return lambda u: values[(u * values.size).astype(np.intp)]


@sampler.register
def _(law: laws.Mixture) -> Sampler:
    """Split the uniform number by shares and stretch each piece to a whole one."""
    pairs = [pair for pair in zip(law.shares, law.parts, strict=True) if pair[0] > 0]
    parts = [sampler(part) for _, part in pairs]
    ends = np.cumsum([share for share, _ in pairs])
    ends /= ends[-1]
    starts = np.concatenate(([0.0], ends[:-1]))

    def invert(u: Floats) -> Floats:
        which = np.searchsorted(ends[:-1], u, side="right")
        inner = (u - starts[which]) / (ends - starts)[which]
        np.clip(inner, _LEAST, _MOST, out=inner)  # rounding may reach 0 or 1
        drawn = np.empty(u.shape)
        for number, part in enumerate(parts):
            mine = which == number
            drawn[mine] = part(inner[mine])
        return drawn

    return invert
