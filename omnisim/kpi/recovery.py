"""When a queue is again as it was before an outage.

An outage that cuts off who waits leaves an empty queue behind, and those who come
back fill it minutes later; and in a busy centre some wait at nearly any instant. So
neither an empty queue nor a long calm tells of recovery, but what is usual: as many
wait as in the mean of the hour before, then and in the mean of the quarter of an
hour that follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from omnisim.units import HOUR, MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from omnisim.kpi.windows import Floats

__all__ = ["AFTER", "BEFORE", "TOLERANCE", "Queue", "recoveries"]

BEFORE = HOUR  # seconds before an outage whose queue is what was usual
AFTER = 15 * MINUTE  # seconds for which it must be so again
TOLERANCE = 0.5  # customers by which a queue may be longer


@dataclass(frozen=True, eq=False, slots=True)
class Queue:
    """How many wait, at every instant of play.

    Parameters
    ----------
    knots : array of float, shape (n,), seconds
        Rising: the start and the end of play, and when the number changes.
    waiting : array of int, shape (n,)
        How many wait from each knot to the next.
    area : array of float, shape (n,), customer-seconds
        What they have waited, all together, up to each knot.
    """

    knots: Floats
    waiting: Floats
    area: Floats

    @classmethod
    def of(cls, joined: Floats, left: Floats, ended_at: float) -> Queue:
        """Follow the length of a queue.

        Parameters
        ----------
        joined, left : array of float, shape (n,), seconds
            When customers came and went, each in any order; NaN: not in play.
        ended_at : float, seconds
            End of play.
        """
        joined, left = np.sort(joined), np.sort(left)
        knots = np.unique(np.concatenate((joined, left, [0.0, ended_at])))
        knots = knots[knots <= ended_at]  # no NaN either
        waiting = np.searchsorted(joined, knots, "right").astype(np.float64)
        waiting -= np.searchsorted(left, knots, "right")
        lasts = np.diff(knots)
        area = np.concatenate(([0.0], np.cumsum(waiting[:-1] * lasts)))
        return cls(knots, waiting, area)

    def at(self, instants: Floats) -> Floats:
        """Return how many wait from some instants on."""
        found: Floats = self.waiting[np.searchsorted(self.knots, instants, "right") - 1]
        return found

    def waited(self, begin: Floats, end: Floats) -> Floats:
        """Return the customer-seconds waited within some spans."""
        found: Floats = np.interp(end, self.knots, self.area)
        found -= np.interp(begin, self.knots, self.area)
        return found

    def usual(self, opened_at: float, instant: float) -> float:
        """Return the mean number that waited before an outage began.

        Parameters
        ----------
        opened_at, instant : float, seconds
            Opening of the channel before the outage, and its begin.

        Returns
        -------
        float
            Of the last `BEFORE` seconds, or since the opening; of an outage that
            begins with it, those who wait then.
        """
        since = max(instant - BEFORE, opened_at, 0.0)
        if since == instant:
            return float(self.at(np.array(instant)))
        return float(self.waited(np.array(since), np.array(instant))) / (
            instant - since
        )

    def recovered_at(self, end: float, usual: float, limit: float | None) -> float:
        """Return when no more wait than is usual after an outage, and then go on so.

        Parameters
        ----------
        end : float, seconds
            End of the outage, before play ends.
        usual : float
            The number that waited before.
        limit : float or None, seconds
            Begin of the next outage, if there is one: the quarter of an hour that
            follows must lie before it. The end of play cuts it short.

        Returns
        -------
        float, seconds
            NaN if never.
        """
        ended_at = float(self.knots[-1])
        last = ended_at if limit is None else limit - AFTER
        borders = np.concatenate(
            (self.knots, self.knots - AFTER, [end, ended_at - AFTER, last])
        )
        borders = np.unique(borders[(borders >= end) & (borders <= last)])
        most = usual + TOLERANCE
        # what is waited beyond that within the quarter of an hour: linear in between
        until = np.minimum(borders + AFTER, ended_at)
        excess = self.waited(borders, until) - most * (until - borders)
        then = np.append(excess[1:], np.inf)
        is_short = self.at(borders) <= most
        comes = np.flatnonzero(is_short & ((excess <= 0) | (then < 0)))
        if not len(comes):
            return np.nan
        place = comes[0]
        if excess[place] <= 0:
            return float(borders[place])
        part = excess[place] / (excess[place] - then[place])
        return float(borders[place] + part * (borders[place + 1] - borders[place]))


def recoveries(
    queue: Queue, outages: Iterable[tuple[float, float]], opened: Floats
) -> Iterator[tuple[float, float, bool]]:
    """Yield of each outage that ended in play how long recovery from it took.

    Parameters
    ----------
    queue : Queue
    outages : iterable of (from_at, to_at), seconds
        In any order; those that overlap or touch are one.
    opened : array of float, shape (n,), seconds
        When the channel opens, rising.

    Yields
    ------
    to_at : float, seconds
        End of the outage.
    took : float, seconds
        From then to recovery; to the next outage, or the end of play, if that came
        first.
    is_recovered : bool
    """
    ended_at = float(queue.knots[-1])
    spans = _merged(outages)
    for place, (begin, end) in enumerate(spans):
        if end < ended_at:
            limit = spans[place + 1][0] if place + 1 < len(spans) else None
            before = opened[opened <= begin]
            usual = queue.usual(before.max(initial=0.0), begin)
            found = queue.recovered_at(end, usual, limit)
            is_known = not np.isnan(found)
            until = found if is_known else ended_at if limit is None else limit
            yield end, until - end, is_known


def _merged(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return spans in order, those that overlap or touch as one."""
    merged: list[tuple[float, float]] = []
    for begin, end in sorted(spans):
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return merged
