"""The laws of numbers of turns: what is asked for, and how people write it.

A bare whole number is fixed, ``[3, 9]`` is any of these numbers alike, and every
other law is a mapping with one key, its name: ``{geometric: 7}``. How a uniform
number becomes a count is told in `omnisim.population.laws`.
"""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from omnisim.scenario.nodes import Items, Keys, Text
from omnisim.scenario.reading import Form, misfit, single
from omnisim.units import format_share, parse_count, parse_factor, parse_share

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "COUNT_LAW_NAMES",
    "CountLaw",
    "Fixed",
    "Geometric",
    "Poisson",
    "Tally",
    "UniformCount",
    "read_count_law",
]

EXAMPLE = "'7', [3, 9], {geometric: 7} or {tally: {1: 40%, 3: 60%}}"
SHARES_MUST_SUM_TO = 1e-6  # to 1 within so much
_ROUNDING = 1e-12  # by which the sum of whole shares may miss 1
MOST = 1000  # turns of one conversation


class CountLaw(BaseModel, ABC):
    """A law of whole numbers from 1."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @abstractmethod
    def mean_count(self) -> float:
        """Return the mean of the law."""

    @abstractmethod
    def bounds(self) -> tuple[int, float]:
        """Return the smallest and the largest number; infinity if there is none."""


class Fixed(CountLaw):
    """Always `value`."""

    value: int

    def mean_count(self) -> float:
        """Return the value itself."""
        return float(self.value)

    def bounds(self) -> tuple[int, float]:
        """Return the value twice."""
        return self.value, float(self.value)


class Geometric(CountLaw):
    """From 1; after each, as likely as ever to be the last."""

    mean: float

    def mean_count(self) -> float:
        """Return the parameter `mean`."""
        return self.mean

    def bounds(self) -> tuple[int, float]:
        """Return 1, and infinity unless the mean is 1."""
        return 1, 1.0 if self.mean == 1 else math.inf


class Poisson(CountLaw):
    """One, and a Poisson number of further ones."""

    mean: float

    def mean_count(self) -> float:
        """Return the parameter `mean`."""
        return self.mean

    def bounds(self) -> tuple[int, float]:
        """Return 1, and infinity unless the mean is 1."""
        return 1, 1.0 if self.mean == 1 else math.inf


class UniformCount(CountLaw):
    """Any number from `low` to `high`, both included, alike."""

    low: int
    high: int

    def mean_count(self) -> float:
        """Return the middle."""
        return (self.low + self.high) / 2

    def bounds(self) -> tuple[int, float]:
        """Return both ends."""
        return self.low, float(self.high)


class Tally(CountLaw):
    """`values[i]` with probability `shares[i]`; values rise."""

    values: tuple[int, ...]
    shares: tuple[float, ...]

    def mean_count(self) -> float:
        """Return the weighted mean."""
        return math.fsum(
            n * share for n, share in zip(self.values, self.shares, strict=True)
        )

    def bounds(self) -> tuple[int, float]:
        """Return the ends of what has a share."""
        pairs = zip(self.values, self.shares, strict=True)
        drawn = [n for n, share in pairs if share > 0]
        return drawn[0], float(drawn[-1])


def read_count_law(value: object) -> object:
    """Turn a law as written into a `CountLaw`; let anything else pass.

    Parameters
    ----------
    value : object
        A node of a scenario's tree, or a law made in Python.

    Returns
    -------
    object

    Raises
    ------
    ValueError
        With what is wrong with the law; a `FormError` where that is inside it.
    """
    if isinstance(value, Text):
        return Fixed(value=_turns_alone(single(value)))
    if isinstance(value, Items):
        return _uniform(value)
    if isinstance(value, Keys):
        return _named(value)
    return value


def _turns_alone(text: str) -> int:
    try:
        return _turns(text)
    except ValueError as error:
        if text.strip() in COUNT_LAW_NAMES:
            raise ValueError(
                f"law {text.strip()!r} needs its parameters, as in {EXAMPLE}"
            ) from None
        raise ValueError(f"{error}; or give a law: {EXAMPLE}") from None


def _named(keys: Keys) -> CountLaw:
    form = Form(keys, COUNT_LAW_NAMES)
    form.finish()
    if len(keys) != 1:
        found = ", ".join(keys) or "none"
        raise ValueError(
            f"a law is a mapping with one name, found {found}; write {EXAMPLE}"
        )
    ((name, written),) = keys.items()
    law = None
    with form.within((name,)):
        law = _READERS[name](written)
    form.finish()
    assert law is not None  # noqa: S101 - else finish has raised
    return law


def _turns(text: str) -> int:
    n = parse_count(text)
    if not 1 <= n <= MOST:
        raise ValueError(f"{text.strip()!r} must be from 1 to {MOST} turns")
    return n


def _mean(value: object) -> float:
    text = single(value)
    mean = parse_factor(text)
    if not 1 <= mean <= MOST:
        raise ValueError(f"{text.strip()!r} must be a mean of 1 to {MOST} turns")
    return mean


def _uniform(value: object) -> CountLaw:
    if not isinstance(value, Items) or len(value) != 2:  # noqa: PLR2004 - low and high
        raise misfit("two whole numbers such as [3, 9]", value)
    form = Form(Keys(), ())
    low, high = (form.read((n,), one, _turns) for n, one in enumerate(value))
    form.finish()
    assert low is not None  # noqa: S101 - else finish has raised
    assert high is not None  # noqa: S101 - as above
    if low > high:
        raise ValueError(f"[{low}, {high}] must rise")
    return UniformCount(low=low, high=high)


def _tally(value: object) -> CountLaw:
    if not isinstance(value, Keys):
        raise misfit("shares by number such as {1: 40%, 3: 60%}", value)
    form = Form(value, tuple(value))
    given: dict[int, float] = {}
    for key, written in value.items():
        n = form.read((key,), Text(key), _turns)
        share = form.read((key,), written, parse_share)
        if n is None or share is None:
            continue
        if n in given:
            form.note("is given twice", at=(key,))
        given[n] = share
    form.finish()
    total = math.fsum(given.values())
    if abs(total - 1) > SHARES_MUST_SUM_TO:
        raise ValueError(f"shares sum to {format_share(round(total, 8))}, not 100%")
    values = tuple(sorted(given))
    # what sums to 1 already stays as it is, so that a law read again is the same
    scale = 1.0 if abs(total - 1) <= _ROUNDING else total
    return Tally(values=values, shares=tuple(given[n] / scale for n in values))


_READERS: dict[str, Callable[[object], CountLaw]] = {
    "geometric": lambda value: Geometric(mean=_mean(value)),
    "poisson": lambda value: Poisson(mean=_mean(value)),
    "uniform": _uniform,
    "tally": _tally,
}
COUNT_LAW_NAMES = tuple(_READERS)
