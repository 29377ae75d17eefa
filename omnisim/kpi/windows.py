"""Which window an instant falls in, and how much of a span lies in each.

The run is cut into *cells*: pieces of clock time that belong to one reporting
interval, one day, and entirely to the time that counts. The warm-up is cut off
here, exactly: the first cell begins where it ends, and nothing before it is in any
window. Everything is added up by cell once; intervals, days and the run are sums
of cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.scenario import timeline
from omnisim.units import DAY

if TYPE_CHECKING:
    from omnisim.scenario.schema import Scenario

__all__ = ["KINDS", "Codes", "Floats", "Grid"]

KINDS = ("run", "day", "interval")

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int32]
Rows = npt.NDArray[np.signedinteger]


@dataclass(frozen=True, eq=False, slots=True)
class Grid:
    """The cells of a run.

    Parameters
    ----------
    edges : array of float, shape (n_cells + 1,), seconds
        Rising, from the end of the warm-up to the horizon.
    interval, day : array of int, shape (n_cells,)
        Number of the reporting interval and of the day of each cell, counted from
        the start of the calendar.
    """

    edges: Floats
    interval: Codes
    day: Codes

    @classmethod
    def of(cls, scenario: Scenario) -> Grid:
        """Return the grid of a scenario.

        Raises
        ------
        ValueError
            If the warm-up leaves no time to count.
        """
        intervals = timeline.interval_edges(scenario)
        begin, end = scenario.calendar.warm_up, timeline.horizon(scenario)
        if begin >= end:
            raise ValueError(
                f"calendar.warm_up is {begin:g} s and the calendar lasts {end:g} s: "
                "nothing is left to count"
            )
        days = DAY * np.arange(scenario.calendar.days)
        cuts = np.unique(np.concatenate((intervals, days, [begin, end])))
        edges = cuts[(cuts >= begin) & (cuts <= end)]
        starts = edges[:-1]
        interval = np.searchsorted(intervals, starts, side="right") - 1
        day = np.searchsorted(days, starts, side="right") - 1
        return cls(edges, interval.astype(np.int32), day.astype(np.int32))

    @property
    def n_cells(self) -> int:
        """The number of cells."""
        return len(self.interval)

    def locate(self, instants: Floats) -> Codes:
        """Return the cell of each instant; `n_cells` where it is in none.

        A cell holds its first instant and not its last: who arrives on a border
        belongs to the later window.

        Parameters
        ----------
        instants : array of float, shape (n,), seconds
            NaN is in no cell.

        Returns
        -------
        array of int, shape (n,)
        """
        found = np.searchsorted(self.edges, instants, side="right").astype(np.int32)
        found -= 1
        found[found < 0] = self.n_cells  # NaN sorts last, so it is there already
        return found

    def members(self, kind: str) -> Codes:
        """Return the place of each cell's window among the windows of a kind."""
        if kind == "run":
            return np.zeros(self.n_cells, dtype=np.int32)
        numbers = self.day if kind == "day" else self.interval
        members: Codes = numbers - numbers[0]
        return members

    def numbers(self, kind: str) -> tuple[int, ...]:
        """Return the numbers of the windows of a kind: those with time that counts."""
        if kind == "run":
            return (0,)
        numbers = self.day if kind == "day" else self.interval
        return tuple(range(int(numbers[0]), int(numbers[-1]) + 1))

    def gather(self, cells: Floats, kind: str) -> Floats:
        """Add up cells to windows.

        Parameters
        ----------
        cells : array of float, shape (n_measures, n_cells, ...)
        kind : str
            ``"run"``, ``"day"`` or ``"interval"``.

        Returns
        -------
        array of float, shape (n_measures, n_windows, ...)
        """
        member = self.members(kind)
        starts = np.flatnonzero(np.diff(member, prepend=-1))
        if len(starts) == self.n_cells:
            return cells
        return np.add.reduceat(cells, starts, axis=1)

    def spread(self, begin: Floats, end: Floats, row: Rows, n_rows: int) -> Floats:
        """Add up the seconds of spans by cell, each span split where cells meet.

        Parameters
        ----------
        begin, end : array of float, shape (n,), seconds
            A span with a NaN is left out.
        row : array of int, shape (n,)
            What the span belongs to.
        n_rows : int

        Returns
        -------
        array of float, shape (n_rows, n_cells), seconds
        """
        edges, k = self.edges, self.n_cells
        begin = np.maximum(begin, edges[0])
        end = np.minimum(end, edges[-1])
        inside = end > begin
        if not inside.all():
            begin, end, row = begin[inside], end[inside], row[inside]
        first = np.searchsorted(edges, begin, side="right") - 1
        stop = edges[first + 1]
        goes_on = np.flatnonzero(end > stop)
        total = _bins(row * k + first, np.minimum(end, stop) - begin, n_rows * k)
        if len(goes_on):
            first, row, end = first[goes_on], row[goes_on], end[goes_on]
            last = np.searchsorted(edges, end, side="left") - 1
            total += _bins(row * k + last, end - edges[last], n_rows * k)
            # whole cells in between: +1 where they begin, -1 where they stop
            change = np.bincount(row * k + first + 1, minlength=n_rows * k)
            change -= np.bincount(row * k + last, minlength=n_rows * k)
            whole = np.cumsum(change.reshape(n_rows, k), axis=1)
            total += (whole * np.diff(edges)).ravel()
        return total.reshape(n_rows, k)


def _bins(place: Rows, weights: Floats, n: int) -> Floats:
    found = np.bincount(place, weights=weights, minlength=n)
    return found.astype(np.float64, copy=False)
