"""Who arrives, and when: Poisson arrivals that grow with demand, or a record.

Given the cells of `omnisim.scenario.timeline`; hands on identities and instants
to `omnisim.population.draw`.

Demand of a day is cut into *layers*. Layer j holds the customers who come once
the level of demand (the scenario's scale times the day's factor) has risen into
the band from j/4 to (j + 1)/4; within it, each customer's own mark says at which
level she begins to come. Each layer is a Poisson process of unit rate, carried
to the clock by the inverse of a quarter of the day's cumulative rate (Çinlar,
*Introduction to Stochastic Processes*, 1975, chapter 4). Layers are
independent, and keeping the points below a level thins the last one evenly, so
the union is Poisson with the level times the day's rate. A higher level keeps
every customer at the same second and adds some.

A customer's identity names the source, the day, the layer and the number within
it, and neither seed nor replication; all draws, arrival included, are addressed
by the identity. Nothing that happens to one day, layer or source can therefore
reach another.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from omnisim import streams
from omnisim.units import DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from omnisim.scenario.schema import Recorded
    from omnisim.scenario.timeline import Cells
    from omnisim.streams import Counters, Floats

__all__ = ["LAYERS", "Points", "Random", "poisson_points", "recorded_points"]

LAYERS = 4  # layers per unit of the level of demand
_BLOCK = 1 << 14  # points of one layer worked on at a time
_BATCH = 1 << 16  # points of all layers worked on at a time


@dataclass(frozen=True, slots=True)
class Random:
    """The keys by which arrivals are drawn; both from `omnisim.streams.key`.

    Parameters
    ----------
    gap : int
        For the unit-rate distances.
    level : int
        For the marks.
    """

    gap: int
    level: int


@dataclass(frozen=True, slots=True)
class Points:
    """Arrivals of one source, or a part of them.

    Parameters
    ----------
    identity : array of uint64, shape (n,)
    arrived_at : array of float, shape (n,), seconds
    """

    identity: Counters
    arrived_at: Floats


_NOBODY = Points(np.zeros(0, dtype=np.uint64), np.zeros(0))


def poisson_points(name: int, cells: Cells, levels: Floats, random: Random) -> Points:
    """Draw the arrivals of one source.

    Parameters
    ----------
    name : int
        Key of the source: channel, and issue where the table names one.
    cells : Cells
        Expected contacts at level 1.
    levels : array of float, shape (n_days,)
        Level of demand of each day, at least 0.
    random : Random

    Returns
    -------
    Points
        Day by day, but within a day not in order of time.
    """
    parts = [_NOBODY, *_points_by_day(name, cells, levels, random)]
    return Points(
        np.concatenate([part.identity for part in parts]),
        np.concatenate([part.arrived_at for part in parts]),
    )


def recorded_points(
    name: int, recorded: Sequence[Recorded], levels: Floats, random: Random
) -> tuple[Points, npt.NDArray[np.intp]]:
    """Replay recorded arrivals, each at its own second.

    At level 1 everyone on record comes, once. Below, each stays away unless her
    mark lies under the level; above, further customers arrive at the seconds on
    record: the second of them once her mark plus 1 lies under the level, and so on.

    Parameters
    ----------
    name : int
        Key of the source.
    recorded : sequence of Recorded, length m
        A customer's identity is her place in it.
    levels : array of float, shape (n_days,)
        Level of demand of each day, at least 0.
    random : Random

    Returns
    -------
    points : Points
    place : array of int, shape (n,)
        Each arrival's place in `recorded`.
    """
    arrived_at = np.array([entry.at for entry in recorded], dtype=np.float64)
    days = (arrived_at // DAY).astype(np.intp)
    level = levels[np.clip(days, 0, levels.size - 1)]
    number = np.arange(arrived_at.size, dtype=np.uint64)
    identities, places = [_NOBODY.identity], [np.zeros(0, dtype=np.intp)]
    for copy in range(math.ceil(level.max(initial=0.0))):
        copies = streams.identify(name, np.array([copy], dtype=np.uint64))
        identity = streams.identify(copies, number)
        coming = copy + streams.uniforms(random.level, identity) < level
        identities.append(identity[coming])
        places.append(np.flatnonzero(coming))
    place = np.concatenate(places)
    return Points(np.concatenate(identities), arrived_at[place]), place


def _points_by_day(
    name: int, cells: Cells, levels: Floats, random: Random
) -> Iterator[Points]:
    """Draw a source's arrivals in pieces, each within a day."""
    edges, counts = _cut_at_days(cells, levels.size)
    firsts = np.searchsorted(edges, np.arange(levels.size + 1) * DAY).tolist()
    for day, level in enumerate(levels.tolist()):
        first, last = firsts[day], firsts[day + 1]
        if level > 0 and counts[first:last].any():
            clock = _Clock(edges[first : last + 1], counts[first:last])
            yield from _Day(name, day, level, clock, random).points()


def _cut_at_days(cells: Cells, n_days: int) -> tuple[Floats, Floats]:
    """Cut cells at the ends of the days; a cell within one day stays as it is."""
    ends = np.arange(1, n_days) * DAY
    edges = np.union1d(cells.edges, ends)
    owner = np.searchsorted(cells.edges, edges[:-1], side="right") - 1
    share = np.diff(edges) / np.diff(cells.edges)[owner]
    return edges, cells.counts[owner] * share


class _Clock:
    """Carry a day's cumulative expected contacts back to seconds."""

    def __init__(self, edges: Floats, counts: Floats) -> None:
        used = counts > 0
        self.counts = counts[used]
        self.ends = np.cumsum(self.counts)
        self.starts = np.concatenate(([0.0], self.ends[:-1]))
        self.opens, closes = edges[:-1][used], edges[1:][used]
        self.widths = closes - self.opens
        self.last = np.nextafter(closes, -np.inf)  # last instant within the cell

    @property
    def total(self) -> float:
        return float(self.ends[-1])

    def read(self, position: Floats) -> Floats:
        """Return the instants at which so many contacts have been expected."""
        cell = np.searchsorted(self.ends[:-1], position, side="right")
        share = (position - self.starts[cell]) / self.counts[cell]
        instant = share * self.widths[cell] + self.opens[cell]
        return np.minimum(instant, self.last[cell])


@dataclass(frozen=True, slots=True)
class _Day:
    """One day of one source."""

    name: int
    number: int
    level: float
    clock: _Clock
    random: Random

    def points(self) -> Iterator[Points]:
        """Draw the layers, as many at once as fit a batch."""
        n_layers = math.ceil(LAYERS * self.level)
        mass = self.clock.total / LAYERS
        width = min(int(mass + 5 * math.sqrt(mass)) + 4, _BLOCK)
        at_once = max(1, _BATCH // width)
        for first in range(0, n_layers, at_once):
            layer = np.arange(first, min(first + at_once, n_layers), dtype=np.uint64)
            names = streams.identify(self.name, np.uint64(self.number << 32) + layer)
            reached = np.zeros(layer.size)
            begun = 0
            while layer.size:
                counter = np.arange(begun, begun + width, dtype=np.uint64)
                identity = streams.identify(names[:, None], counter)
                gap = -np.log1p(-streams.uniforms(self.random.gap, identity))
                gap[:, 0] += reached  # first, so that no block size shows in a sum
                place = np.cumsum(gap, axis=1)
                yield self._coming(layer, identity, place)
                reached, begun = place[:, -1], begun + width
                unfinished = reached < mass
                layer, names = layer[unfinished], names[unfinished]
                reached = reached[unfinished]

    def _coming(self, layer: Counters, identity: Counters, place: Floats) -> Points:
        """Keep the points of a block that lie within the day and under the level."""
        coming = place * LAYERS < self.clock.total
        height = self.level * LAYERS
        cut = layer + 1.0 > height  # the layer that the level cuts through
        if cut.any():
            mark = streams.uniforms(self.random.level, identity[cut])
            coming[cut] &= layer[cut, None] + mark < height
        return Points(identity[coming], self.clock.read(place[coming] * LAYERS))
