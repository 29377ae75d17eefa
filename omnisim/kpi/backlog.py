"""What is left: contacts of deferred channels without an answer, at each window's end.

A stock, not a flow: it is counted at an instant, adds up over channels and issues,
and not over windows. What came in the last instant of a window belongs to the next,
and so does what was answered then; the backlog at the end of a window is therefore
the one at its beginning, plus what came, less what was answered or withdrawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from omnisim.kpi.figure import count, mean
from omnisim.kpi.percentiles import POINTS, nearest_rank
from omnisim.scenario import mix
from omnisim.scenario.choices import DEFERRED
from omnisim.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.conversations import Flags, Rows
    from omnisim.kpi.deferred import Items
    from omnisim.kpi.windows import Floats
    from omnisim.scenario.schema import Scenario

__all__ = ["FIGURES", "Backlog"]

_STOCK = "messages, mails and calls back that are open at the end of the window"
_CHUNK = 1 << 20  # ages looked at together, so that memory does not grow with them
_AGES = {"p50": "median", "p90": "90th percentile", "max": "oldest"}

FIGURES = (
    count(
        "backlog", "Backlog", "backlog", direction="down", cohort=_STOCK,
        source="COPC, under the name of aging",
        remark="Received, and neither answered by a first reply or a talk, nor given "
        "up, withdrawn, merged or found out; while a bot is on it, it is not received. "
        "A stock: of the run, what is left when the calendar ends. What "
        "came during the warm-up and is still open is part of it.",
    ),
    count(
        "backlog_hours", "Backlog in hours of work", "backlog_hours", unit="h",
        direction="down", cohort=_STOCK,
        remark="Each contact at the mean handle time that the scenario expects of its "
        "channel and issue, by an agent of standard pace.",
    ),
    *(
        mean(
            f"backlog_age_{point}", f"Age of the backlog, {name}",
            f"{name} of the times since contacts of the backlog arrived",
            f"backlog_age_{point}", "backlog_age_any", cohort=_STOCK,
            source="COPC, under the name of aging",
            remark="By nearest rank, around the clock; over replications it is the "
            "mean of those with a backlog.",
        )
        for point, name in _AGES.items()
    ),
)  # fmt: skip


@dataclass(frozen=True, eq=False, slots=True)
class Backlog:
    """The contacts without an answer at the end of each cell of the grid.

    Parameters
    ----------
    cohort : Cohort
    amounts : array of float, shape (2, n_cells, n_channels, n_issues)
        Contacts, and hours of work.
    begin_at : array of float, shape (n,), seconds
        Arrivals of the contacts that are in any backlog, latest first.
    first, stop : array of int, shape (n,)
        They are in the backlog at the ends of the cells from `first` to before `stop`.
    part : array of int, shape (n,)
        Channel times number of issues, plus issue.
    """

    cohort: Cohort
    amounts: Floats
    begin_at: Floats
    first: Rows
    stop: Rows
    part: Rows

    @classmethod
    def of(cls, cohort: Cohort, items: Items, scenario: Scenario) -> Backlog:
        """Find out which contacts wait for an answer at the end of each cell."""
        _, n_channels, n_issues = cohort.shape
        over_at = np.fmin(items.answered_at, items.gone_at)
        ends = cohort.grid.edges[1:]
        first = np.searchsorted(ends, items.joined_at, side="right")
        stop = np.searchsorted(ends, over_at, side="right")  # NaN: past all
        order = np.flatnonzero(stop > first)[::-1]
        first, stop = first[order], stop[order]
        issue = cohort.contacts["issue"][items.contact[order]]
        part = items.channel[order].astype(np.intp) * n_issues + issue
        shape = len(ends) + 1, n_channels * n_issues
        change = np.zeros(shape)
        np.add.at(change, (first, part), 1)
        np.add.at(change, (stop, part), -1)
        n = np.cumsum(change[:-1], axis=0).reshape(-1, n_channels, n_issues)
        return cls(
            cohort=cohort,
            amounts=np.stack([n, n * _hours(cohort, scenario)]),
            begin_at=items.arrived_at[order],
            first=first,
            stop=stop,
            part=part,
        )

    def of_windows(self, window_kind: str, slice_kind: str) -> dict[str, Floats]:
        """Return the backlog at the end of each window.

        Parameters
        ----------
        window_kind, slice_kind : str
            Groups have no backlog.

        Returns
        -------
        dict of str to array of float, shape (n_windows, n_slices)
            By name of the measure.
        """
        if slice_kind == "group":
            return {}
        cells = self._last_cells(window_kind)
        slices = self.cohort.slices(slice_kind).ravel().astype(np.intp)
        n_slices = int(slices.max()) + 1
        amounts = self.amounts[:, cells].reshape(2, len(cells), -1)
        sums = np.zeros((2, len(cells), n_slices))
        for part, one in enumerate(slices):
            sums[:, :, one] += amounts[:, :, part]
        ages = self._ages(cells, slices, n_slices)
        known = ~np.isnan(ages[0])
        found = {"backlog": sums[0], "backlog_hours": sums[1]}
        for point, age in zip(POINTS, ages, strict=True):
            if point in _AGES:
                found[f"backlog_age_{point}"] = np.where(known, age, 0.0)
        found["backlog_age_any"] = known.astype(np.float64)
        return found

    def lit(self, window_kind: str) -> Flags:
        """Flag the windows that end with a backlog, which are worth a row."""
        n = self.amounts[0, self._last_cells(window_kind)]
        lit: Flags = n.any(axis=(1, 2))
        return lit

    def _last_cells(self, window_kind: str) -> Rows:
        member = self.cohort.grid.members(window_kind)
        last: Rows = np.flatnonzero(np.diff(member, append=member[-1] + 1))
        return last

    def _ages(self, cells: Rows, slices: Rows, n_slices: int) -> Floats:
        """Rank the ages at the ends of some cells, shape (4, len(cells), n_slices)."""
        n = len(cells)
        first = np.searchsorted(cells, self.first)
        stop = np.searchsorted(cells, self.stop)
        ends = self.cohort.grid.edges[1:][cells]
        found = np.full((len(POINTS), n, n_slices), np.nan)
        for begin, end in _pieces(first, stop, n):
            low, high = np.maximum(first, begin), np.minimum(stop, end)
            times = np.maximum(high - low, 0)
            which = np.repeat(np.arange(len(times)), times)
            nth = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)
            window = low[which] + nth
            # the latest arrivals stand first, so ages rise within a window
            age = ends[window] - self.begin_at[which]
            place = (window - begin) * n_slices + slices[self.part[which]]
            ranked = nearest_rank(age, place, (end - begin) * n_slices)
            found[:, begin:end] = ranked.reshape(len(POINTS), end - begin, n_slices)
        return found


def _pieces(first: Rows, stop: Rows, n: int) -> Iterator[tuple[int, int]]:
    """Cut windows into runs in which few enough contacts are open.

    Yields
    ------
    begin, end : int
        From a window to before another.
    """
    change = np.bincount(first, minlength=n + 1) - np.bincount(stop, minlength=n + 1)
    so_far = np.cumsum(np.cumsum(change[:n]))
    piece = so_far // _CHUNK
    begins = np.flatnonzero(np.diff(piece, prepend=-1))
    yield from zip(begins.tolist(), [*begins[1:].tolist(), n], strict=True)


def _hours(cohort: Cohort, scenario: Scenario) -> Floats:
    """Return the hours of work expected of a contact, by channel and issue."""
    names = cohort.journal.provenance
    hours = np.zeros(cohort.shape[1:])
    for row, channel in enumerate(names.channels):
        if scenario.channels[channel].kind in DEFERRED:
            for column, issue in enumerate(names.issues):
                seconds = mix.mean_handle(scenario, channel, issue)
                hours[row, column] = seconds / HOUR
    return hours
