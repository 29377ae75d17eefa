"""Percentiles and maxima by window and slice, by nearest rank.

The share p of n waits is the one of rank ceil(p n): the definition of every
percentile in omnisim. Waits are sorted once; to group them, the sorted rows are
only partitioned by group, which keeps them in order. Other durations (responses,
ages) are ranked like waits.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.windows import Codes, Floats

__all__ = ["POINTS", "Ranks", "Sample", "nearest_rank"]

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


class Sample(NamedTuple):
    """Durations to be ranked, and where each counts.

    Parameters
    ----------
    points : tuple of str
        Which of `POINTS` are wanted.
    value : array of float, shape (n,), seconds
        In rising order.
    code : array of int, shape (n,)
        Cell codes (of a group's sample: cell times number of groups, plus group),
        all of them in a window.
    """

    points: tuple[str, ...]
    value: Floats
    code: npt.NDArray[np.signedinteger]

    @classmethod
    def of(
        cls,
        points: tuple[str, ...],
        value: Floats,
        code: npt.NDArray[np.signedinteger],
        n_codes: int,
    ) -> Sample:
        """Put durations in order, those at code `n_codes` left out."""
        counts = code < n_codes
        value, code = value[counts], code[counts]
        order = np.argsort(value)
        return cls(points, value[order], code[order])


class Ranks:
    """The percentiles of one journal, worked out as they are asked for.

    Parameters
    ----------
    cohort : Cohort
    by_contact, by_group : mapping of str to Sample
        What is ranked beside the waits, by the name its measures begin with.
    """

    def __init__(
        self,
        cohort: Cohort,
        by_contact: Mapping[str, Sample],
        by_group: Mapping[str, Sample],
    ) -> None:
        self._cohort = cohort
        self._more = by_contact
        self._more_by_group = by_group
        self._done: dict[tuple[str, str, str], Floats] = {}

    def of(self, window_kind: str, slice_kind: str) -> dict[str, Floats]:
        """Return the percentiles by window and slice.

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
        by_group = slice_kind == "group"
        samples = self._by_group if by_group else self._by_contact
        for name, sample in samples.items():
            found = self._ranked(name, sample, window_kind, slice_kind)
            known = ~np.isnan(found[0])
            for point, values in zip(POINTS, found, strict=True):
                if point in sample.points:
                    measures[f"{name}_{point}"] = np.where(known, values, 0.0)
            measures[f"{name}_any"] = known.astype(np.float64)
        return measures

    @cached_property
    def _sorted(self) -> tuple[Codes, Floats]:
        """The live interactions with a wait, by rising wait: rows and waits."""
        cohort = self._cohort
        legs = cohort.legs
        answered = cohort.talks.is_answered
        wait = np.where(answered, legs["answered_at"], legs["left_at"])
        wait -= legs["queued_at"]
        # the wait of whoever left at once, moved on or was cut off tells nothing of
        # the queue; of those still waiting nobody knows how long
        wait[~answered & (legs["outcome"] != Outcome.ABANDONED)] = np.nan
        if not cohort.is_live.all():
            wait[np.logical_not(cohort.live(legs["contact"]))] = np.nan
        n = len(wait) - int(np.isnan(wait).sum())
        order = np.argsort(wait)[:n].astype(np.int32)  # NaN sorts last
        return order, wait[order]

    @cached_property
    def _by_contact(self) -> dict[str, Sample]:
        """Waits in first queues, of all and of those answered, and what else is."""
        cohort = self._cohort
        order, wait = self._sorted
        if not cohort.is_first.all():
            first = cohort.is_first[order]
            order, wait = order[first], wait[first]
        code = cohort.leg_code[order]
        counts = code < cohort.n_codes
        if not counts.all():
            order, wait, code = order[counts], wait[counts], code[counts]
        answered = cohort.talks.is_answered[order]
        return {
            "wait": Sample(POINTS, wait, code),
            "wait_answered": Sample(POINTS, wait[answered], code[answered]),
            **self._more,
        }

    @cached_property
    def _by_group(self) -> dict[str, Sample]:
        """Waits of the interactions that groups answered, and what else is.

        Each counts where the group's other figures count it: see `Cohort.finish_code`.
        """
        cohort = self._cohort
        n_groups = len(cohort.journal.provenance.groups)
        order, wait = self._sorted
        code = cohort.finish_code[order]
        counts = cohort.talks.begins[order] & (code < cohort.n_codes)
        code = cohort.cell_of(code[counts]) * np.int32(n_groups)
        code += cohort.legs["group"][order[counts]]
        return {
            "wait_answered": Sample(POINTS, wait[counts], code),
            **self._more_by_group,
        }

    def _ranked(
        self, name: str, sample: Sample, window_kind: str, slice_kind: str
    ) -> Floats:
        """Return all `POINTS` of a sample, shape (4, n_windows, n_slices)."""
        cohort = self._cohort
        n_windows = len(cohort.grid.numbers(window_kind))
        if slice_kind == "group":
            alike, n_slices = slice_kind, len(cohort.journal.provenance.groups)
            slices = np.arange(n_slices, dtype=np.int32)
        else:
            of_contacts = cohort.slices(slice_kind)
            alike = _alike(slice_kind, *of_contacts.shape)
            slices = of_contacts.ravel()
            n_slices = int(slices.max()) + 1
        key = (self._alike(window_kind), alike, name)
        if key not in self._done:
            window = cohort.grid.members(window_kind)[:, None]
            place = (window * np.int32(n_slices) + slices).ravel()
            self._done[key] = nearest_rank(
                sample.value, place[sample.code], n_windows * n_slices
            )
        return self._done[key].reshape(len(POINTS), n_windows, n_slices)

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
