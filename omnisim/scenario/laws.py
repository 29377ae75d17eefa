"""The laws of durations a scenario may name, by the parameters the field uses.

A law here says what is asked for and what its mean is; how a uniform number
becomes a duration is told in `omnisim.population.laws`.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "Constant",
    "Empirical",
    "Erlang",
    "Exponential",
    "Gamma",
    "Hyperexponential",
    "Law",
    "Lognormal",
    "Mixture",
    "Observed",
    "Triangular",
    "Uniform",
    "Weibull",
]


class Law(BaseModel, ABC):
    """A law of durations; all parameters in seconds, cv without unit."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @abstractmethod
    def mean_duration(self) -> float:
        """Return the mean of the law in seconds."""


class Constant(Law):
    """Always `value` seconds; infinity means never."""

    value: float

    def mean_duration(self) -> float:
        """Return the value itself."""
        return self.value


class _ByMean(Law, ABC):
    """A law whose mean is a parameter."""

    mean: float

    def mean_duration(self) -> float:
        """Return the parameter `mean`."""
        return self.mean


class Exponential(_ByMean):
    """Without memory."""


class Erlang(_ByMean):
    """Sum of `phases` equal exponential phases."""

    phases: int


class Gamma(_ByMean):
    """By mean and coefficient of variation."""

    cv: float


class Lognormal(_ByMean):
    """By mean and coefficient of variation of the duration, not of its log."""

    cv: float


class Weibull(_ByMean):
    """By mean and shape; shape 1 is exponential."""

    shape: float


class Hyperexponential(_ByMean):
    """Two exponential branches with balanced means, by mean and cv (above 1)."""

    cv: float


class Uniform(Law):
    """Between `low` and `high`."""

    low: float
    high: float

    def mean_duration(self) -> float:
        """Return the middle."""
        return (self.low + self.high) / 2


class Triangular(Law):
    """Between `low` and `high`, most often `mode`."""

    low: float
    mode: float
    high: float

    def mean_duration(self) -> float:
        """Return the mean of the three corners."""
        return (self.low + self.mode + self.high) / 3


class Empirical(Law):
    """Straight lines between quantiles; `levels` and `values` rise, levels 0 to 1."""

    levels: tuple[float, ...]
    values: tuple[float, ...]

    def mean_duration(self) -> float:
        """Return the area left of the quantile line."""
        return math.fsum(
            (q - p) * (x + y) / 2
            for p, q, x, y in zip(
                self.levels, self.levels[1:], self.values, self.values[1:], strict=False
            )
        )


class Observed(Law):
    """One of the recorded durations, each as likely as any other (sorted)."""

    values: tuple[float, ...]

    def mean_duration(self) -> float:
        """Return the mean of the observations."""
        return math.fsum(self.values) / len(self.values)


class Mixture(Law):
    """With probability `shares[i]` a duration of law `parts[i]`."""

    shares: tuple[float, ...]
    parts: tuple[Law, ...]

    def mean_duration(self) -> float:
        """Return the mean of the parts' means, weighted."""
        return _weighted(self.shares, [part.mean_duration() for part in self.parts])


def _weighted(shares: Sequence[float], means: Sequence[float]) -> float:
    # a share of 0 times an endless mean is 0, not "not a number"
    return math.fsum(s * m for s, m in zip(shares, means, strict=True) if s > 0)
