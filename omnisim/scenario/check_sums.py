"""Shares that are meant to add up: to 100 %, or to no more."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from omnisim.errors import Fault
from omnisim.units import format_share

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["at_most_whole", "exceeds", "is_all", "whole"]

_CLOSE = 1e-6  # by which a sum of typed shares may miss


def whole(path: str, shares: Iterable[float]) -> Iterator[Fault]:
    """Tell of shares that do not sum to 100 %.

    Parameters
    ----------
    path : str
        Where they stand.
    shares : iterable of float

    Yields
    ------
    Fault
        One at the most.
    """
    total = math.fsum(shares)
    if abs(total - 1) > _CLOSE:
        yield Fault(path, f"shares sum to {_shown(total)}, not 100%")


def at_most_whole(
    path: str, shares: Iterable[float], what: str, rest: str
) -> Iterator[Fault]:
    """Tell of shares that sum to more than 100 %.

    Parameters
    ----------
    path : str
        Where they stand.
    shares : iterable of float
    what : str
        What they are called: ``"shares"``.
    rest : str
        What those do who are left over: ``"give up"``.

    Yields
    ------
    Fault
        One at the most.
    """
    total = math.fsum(shares)
    if exceeds(total):
        wrong = f"{what} sum to {_shown(total)}"
        yield Fault(path, wrong, f"at most 100%; those left over {rest}")


def exceeds(total: float) -> bool:
    """Say whether a sum of shares is more than 1."""
    return total > 1 + _CLOSE


def is_all(total: float) -> bool:
    """Say whether a sum of shares leaves nobody over."""
    return total >= 1 - _CLOSE


def _shown(total: float) -> str:
    return format_share(round(total, 8))
