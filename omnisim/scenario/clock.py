"""A clock that stands still while a channel is closed: when something is due.

Given opening spans over the calendar and one week more, in seconds; tells the
instant at which so many seconds of opening hours have passed. After the calendar
the hours go on week by week. The engine asks for one contact at a time, a figure
for a whole column; both get the same numbers to the last bit, as both go by the
same sums in the same order.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np

from omnisim.units import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]

__all__ = ["BusinessClock"]

_WEEK = 7 * DAY


class BusinessClock:
    """Counts seconds within opening hours.

    Parameters
    ----------
    spans : sequence of (from_at, to_at), seconds
        In order, neither touching nor overlapping, not after `end`.
    end : float, seconds
        The opening hours of the week before it repeat for ever after.

    Examples
    --------
    >>> clock = BusinessClock([(28800.0, 36000.0)], end=7 * 86400.0)  # 8 to 10
    >>> clock.due(at=35000.0, threshold=1800.0) - 7 * 86400.0  # 800 s of next week's
    29600.0
    """

    def __init__(self, spans: Sequence[tuple[float, float]], end: float) -> None:
        self._end = end
        self._starts = [start for start, _ in spans]
        self._ends = [to for _, to in spans]
        # seconds open before each span; last: before the end of them all
        self._before = [0.0, *accumulate(to - start for start, to in spans)]
        self._weekly = sum(
            max(to - max(start, end - _WEEK), 0.0) for start, to in spans
        )

    def due(self, at: float, threshold: float) -> float:
        """Return when `threshold` seconds within opening hours have passed.

        Parameters
        ----------
        at : float, seconds
            Counting begins; may be while the channel is closed, or after `end`.
        threshold : float, seconds
            At least 0; with 0 it is due at once.

        Returns
        -------
        float, seconds
            The first such instant, which may be that of closing; infinity if the
            channel does not open again.
        """
        weeks = max(math.floor((at - self._end) / _WEEK) + 1, 0)
        here = at - weeks * _WEEK
        n = bisect_right(self._starts, here) - 1
        left = self._ends[n] - here if n >= 0 else 0.0
        if threshold <= max(left, 0.0):
            return at + threshold
        if self._weekly <= 0:
            return math.inf
        wanted = self._before[n + 1] + (threshold - max(left, 0.0))
        more = max(math.ceil((wanted - self._before[-1]) / self._weekly), 0)
        wanted -= more * self._weekly
        n = max(bisect_left(self._before, wanted) - 1, 0)
        return self._starts[n] + (wanted - self._before[n]) + (weeks + more) * _WEEK

    def due_each(self, at: Floats, threshold: float) -> Floats:
        """Return `due` for each of many instants.

        Parameters
        ----------
        at : array of float, shape (n,), seconds
            As for `due`.
        threshold : float, seconds
            The same for all.

        Returns
        -------
        array of float, shape (n,), seconds
        """
        if self._weekly <= 0:
            return np.array([self.due(one, threshold) for one in at.tolist()])
        starts, before = np.array(self._starts), np.array(self._before)
        ends = np.array([0.0, *self._ends])
        weeks = np.maximum(np.floor((at - self._end) / _WEEK) + 1, 0.0)
        here = at - weeks * _WEEK
        n = np.searchsorted(starts, here, side="right") - 1
        left = np.where(n >= 0, ends[n + 1] - here, 0.0)
        left = np.maximum(left, 0.0)
        wanted = before[n + 1] + (threshold - left)
        more = np.maximum(np.ceil((wanted - before[-1]) / self._weekly), 0.0)
        wanted = wanted - more * self._weekly
        n = np.maximum(np.searchsorted(before, wanted, side="left") - 1, 0)
        later = starts[n] + (wanted - before[n]) + (weeks + more) * _WEEK
        return np.where(threshold <= left, at + threshold, later)
