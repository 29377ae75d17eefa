"""Percentiles and maxima of waits by window and slice, by nearest rank.

The share p of n waits is the one of rank ceil(p n): the definition of every
percentile in omnisim. Waits are sorted once; to group them, the sorted rows are
only partitioned by group, which keeps them in order.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.windows import Codes, Floats

__all__ = ["POINTS", "Ranks", "nearest_rank"]

POINTS = ("p50", "p90", "p95", "max")
_PER_CENT = np.array([50, 90, 95, 100])[:, None]
_RADIX = np.iinfo(np.int16).max  # up to here groups are sorted in linear time


def nearest_rank(
    wait: Floats, group: npt.NDArray[np.signedinteger], n_groups: int
) -> Floats:
    """Return the 50, 90 and 95 % points and the longest wait of each group.

    Parameters
    ----------
    wait : array of float, shape (n,), seconds
        In rising order.
    group : array of int, shape (n,)
        From 0 to `n_groups` - 1.
    n_groups : int

    Returns
    -------
    array of float, shape (4, n_groups), seconds
        NaN for a group without waits.

    Examples
    --------
    >>> wait = np.array([1.0, 2.0, 3.0, 4.0, 9.0])
    >>> nearest_rank(wait, np.array([0, 0, 0, 0, 2]), 3)[0]
    array([ 2., nan,  9.])
    """
    size = np.bincount(group, minlength=n_groups)
    begin = np.cumsum(size) - size
    # in whole numbers: 0.95 * 20 need not be 19 in floating point
    rank = (size * _PER_CENT + 99) // 100
    some = size > 0
    found = np.full((len(POINTS), n_groups), np.nan)
    at = (begin + rank - 1)[:, some]
    if n_groups > 1:
        key = group.astype(np.int16) if n_groups <= _RADIX else group
        at = np.argsort(key, kind="stable")[at]
    found[:, some] = wait[at]
    return found


class Ranks:
    """The percentiles of one journal, worked out as they are asked for.

    Parameters
    ----------
    cohort : Cohort
    """

    def __init__(self, cohort: Cohort) -> None:
        self._cohort = cohort
        self._done: dict[tuple[str, str, bool], Floats] = {}

    def of(self, window_kind: str, slice_kind: str) -> dict[str, Floats]:
        """Return the percentiles of waits by window and slice.

        Parameters
        ----------
        window_kind, slice_kind : str

        Returns
        -------
        dict of str to array of float, shape (n_windows, n_slices)
            By name of the measure: 0 where nobody counts, with ``…_any`` 0 too. A
            group has the waits of those it answered only.
        """
        measures: dict[str, Floats] = {}
        for whose in ("wait", "wait_answered"):
            if slice_kind == "group":
                if whose == "wait":
                    continue
                found = self._of_groups(window_kind)
            else:
                found = self._of_contacts(
                    window_kind, slice_kind, answered=whose == "wait_answered"
                )
            known = ~np.isnan(found[0])
            for point, values in zip(POINTS, found, strict=True):
                measures[f"{whose}_{point}"] = np.where(known, values, 0.0)
            measures[f"{whose}_any"] = known.astype(np.float64)
        return measures

    @cached_property
    def _sorted(self) -> tuple[Codes, Floats]:
        """The interactions with a wait, by rising wait: rows and waits."""
        legs = self._cohort.legs
        answered_at = legs["answered_at"]
        wait = np.where(np.isnan(answered_at), legs["left_at"], answered_at)
        wait -= legs["queued_at"]
        # who balked did not wait; of those still waiting nobody knows how long
        wait[legs["outcome"] == Outcome.BALKED] = np.nan
        n = len(wait) - int(np.isnan(wait).sum())
        order = np.argsort(wait)[:n].astype(np.int32)  # NaN sorts last
        return order, wait[order]

    @cached_property
    def _by_contact(self) -> dict[bool, tuple[Codes, Floats]]:
        """Cell codes and waits in first queues: of all, and of those answered."""
        cohort = self._cohort
        order, wait = self._sorted
        if not cohort.is_first.all():
            first = cohort.is_first[order]
            order, wait = order[first], wait[first]
        code = cohort.leg_code[order]
        counts = code < cohort.n_codes
        if not counts.all():
            order, wait, code = order[counts], wait[counts], code[counts]
        answered = cohort.legs["agent"][order] >= 0
        return {False: (code, wait), True: (code[answered], wait[answered])}

    def _of_contacts(
        self, window_kind: str, slice_kind: str, *, answered: bool
    ) -> Floats:
        cohort = self._cohort
        n_windows = len(cohort.grid.numbers(window_kind))
        slices = cohort.slices(slice_kind)
        n_slices = int(slices.max()) + 1
        alike = _alike(slice_kind, *slices.shape)
        key = (self._alike(window_kind), alike, answered)
        if key not in self._done:
            window = cohort.grid.members(window_kind)[:, None, None]
            place = (window * np.int32(n_slices) + slices).ravel()
            code, wait = self._by_contact[answered]
            self._done[key] = nearest_rank(wait, place[code], n_windows * n_slices)
        return self._done[key].reshape(len(POINTS), n_windows, n_slices)

    @cached_property
    def _by_group(self) -> tuple[Codes, Codes, Floats]:
        """Cells, groups and waits of the interactions answered.

        Each counts where the group's other figures count it: see `Cohort.finish_code`.
        """
        cohort = self._cohort
        order, wait = self._sorted
        group, code = cohort.legs["group"][order], cohort.finish_code[order]
        counts = (group >= 0) & (code < cohort.n_codes)
        cell = cohort.cell_of(code[counts])
        return cell, group[counts].astype(np.int32), wait[counts]

    def _of_groups(self, window_kind: str) -> Floats:
        n_windows = len(self._cohort.grid.numbers(window_kind))
        n_groups = len(self._cohort.journal.provenance.groups)
        key = (self._alike(window_kind), "group", True)
        if key not in self._done:
            cell, group, wait = self._by_group
            place = self._cohort.grid.members(window_kind)[cell]
            place *= np.int32(n_groups)
            place += group
            self._done[key] = nearest_rank(wait, place, n_windows * n_groups)
        return self._done[key].reshape(len(POINTS), n_windows, n_groups)

    def _alike(self, window_kind: str) -> str:
        """Return the coarsest kind of window with the same windows."""
        is_run = len(self._cohort.grid.numbers(window_kind)) == 1
        return "run" if is_run else window_kind


def _alike(slice_kind: str, n_channels: int, n_issues: int) -> str:
    """Return the coarsest kind of slice with the same contacts in each."""
    if slice_kind == "channel_issue" and n_issues == 1:
        slice_kind = "channel"
    if slice_kind == "channel_issue" and n_channels == 1:
        slice_kind = "issue"
    only = {"channel": n_channels, "issue": n_issues}
    return "all" if only.get(slice_kind) == 1 else slice_kind
