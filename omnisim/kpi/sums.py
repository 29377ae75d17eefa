"""Measures by cell and slice, and their sums over windows.

Everything is added up once by cell code; slices and windows are sums of that, so
they agree with one another whatever is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.kpi import (
    bots,
    callbacks,
    counts,
    customers,
    deferred,
    diagnostics,
    handling,
    journeys,
    leaving,
    messages,
    money,
    outages,
    replies,
    satisfaction,
    service_level,
    staff,
    utilisation,
    waits,
)
from omnisim.kpi.cohort import thresholds
from omnisim.kpi.focus import Focus
from omnisim.kpi.opening import Opening
from omnisim.scenario.choices import Kind
from omnisim.units import HOUR

if TYPE_CHECKING:
    from collections.abc import Mapping

    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.loads import Held
    from omnisim.kpi.occasions import Occasions
    from omnisim.kpi.windows import Floats, Grid
    from omnisim.scenario.schema import Scenario

__all__ = ["Sums"]

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, eq=False, slots=True)
class _Cells:
    """Measures by cell and slice: shape (n_measures, n_cells, n_slices)."""

    names: tuple[str, ...]
    values: Floats


@dataclass(frozen=True, eq=False, slots=True)
class Sums:
    """What was added up.

    Parameters
    ----------
    grid : Grid
    slices : mapping of str to tuple of str
        Names of the slices by kind.
    """

    grid: Grid
    slices: Mapping[str, tuple[str, ...]]
    _cells: Mapping[str, _Cells]
    _opening: Opening

    @classmethod
    def of(
        cls,
        cohort: Cohort,
        scenario: Scenario,
        occasions: Occasions,
        held: Held | None,
        seen_within: float,
    ) -> Sums:
        """Add up a journal.

        Parameters
        ----------
        cohort : Cohort
        scenario : Scenario
        occasions : Occasions
            What may happen: only that is added up.
        held : Held or None
            Loads of the agents who may come to hold several contacts.
        seen_within : float, seconds
        """
        attention = Focus(cohort, scenario) if cohort.has_conversations else None
        names, grid = cohort.journal.provenance, cohort.grid
        by_contact = counts.add_up(cohort, occasions)
        by_contact |= customers.add_up(cohort, seen_within=seen_within)
        if scenario.satisfaction is not None:
            by_contact |= satisfaction.add_up(cohort, scenario.satisfaction)
        by_contact |= _by_contact(cohort, scenario, attention)
        by_contact |= _besides(cohort, occasions)
        time = _by_clock(cohort, scenario, held)
        everybody = {name: own.sum(axis=1, keepdims=True) for name, own in time.items()}
        groups = _by_group(cohort, scenario, attention) | time
        sums = _slice_up(by_contact, cohort.shape)
        sums["all"] = _joined(sums["all"], everybody)
        served = utilisation.floor_hours_by_channel(
            cohort.journal, scenario, time["floor_hours"]
        )
        sums["channel"] = _joined(sums["channel"], {"floor_hours": served})
        if occasions.outages:
            _join_outages(sums, cohort, scenario)
        if "wages" in time:
            spent = money.wages_by_contact(cohort, scenario, time["wages"])
            for kind, cells in _slice_up({"wages": spent}, cohort.shape).items():
                if kind != "all":  # there they go by the clock
                    sums[kind] = _joined(sums[kind], {"wages": cells.values[0]})
        sums["group"] = _Cells(tuple(groups), np.stack(list(groups.values())))
        return cls(
            grid=grid,
            slices={
                "all": ("",),
                "channel": names.channels,
                "issue": names.issues,
                "channel_issue": tuple(
                    f"{channel}/{issue}"
                    for channel in names.channels
                    for issue in names.issues
                ),
                "group": names.groups,
            },
            _cells=sums,
            _opening=Opening.of(grid, scenario, cohort.journal),
        )

    def measures(self, window_kind: str, slice_kind: str) -> dict[str, Floats]:
        """Return all measures of one kind of window and slice.

        Parameters
        ----------
        window_kind, slice_kind : str

        Returns
        -------
        dict of str to array of float, shape (n_windows, n_slices)
            By name of the measure.
        """
        cells = self._cells[slice_kind]
        found = self.grid.gather(cells.values, window_kind)
        measures = dict(zip(cells.names, found, strict=True))
        shape = found.shape[1:]
        measures["one"] = np.ones(shape)
        measures["hour"] = np.full(shape, HOUR)
        if "on_floor" in measures:
            measures["manned"] = np.broadcast_to(self._manned(window_kind), shape)
        if slice_kind != "group":
            measures |= handling.offered_load(
                measures, self._open(window_kind, slice_kind)
            )
        return measures

    def _open(self, window_kind: str, slice_kind: str) -> Floats:
        """Return seconds open by window and slice."""
        by_channel = slice_kind in ("channel", "channel_issue")
        cells = self._opening.channels if by_channel else self._opening.centre
        length: Floats = self.grid.gather(cells[None], window_kind)[0]
        n_slices = len(self.slices[slice_kind])
        return np.repeat(length, n_slices // length.shape[1], axis=1)

    def _manned(self, window_kind: str) -> Floats:
        """Return the time staff is averaged over, by window, shape (n_windows, 1)."""
        manned = self.grid.gather(self._opening.manned[None], window_kind)[0]
        seconds = np.diff(self.grid.edges)[None, :, None]
        whole = self.grid.gather(seconds, window_kind)[0]
        base: Floats = np.where(manned > 0, manned, whole)
        return base

    def level(self, window_kind: str, slice_kind: str) -> Floats:
        """Return numerator, denominator and demand of the service level.

        Parameters
        ----------
        window_kind, slice_kind : str

        Returns
        -------
        array of float, shape (3, n_windows, n_slices)
        """
        names = tuple(f"level_{part}" for part in _LEVEL)
        return self._some(names, window_kind, slice_kind)

    def consistency(self, window_kind: str, slice_kind: str) -> dict[str, Floats]:
        """Return how alike the scores of channels are, of all issues and each.

        Parameters
        ----------
        window_kind, slice_kind : str

        Returns
        -------
        dict of str to array of float, shape (n_windows, n_slices)
            By name of the measure; empty for slices of a channel or a group, and
            where issues have no scores.
        """
        by_channel = {"all": "channel", "issue": "channel_issue"}.get(slice_kind)
        if by_channel is None or "score" not in self._cells[by_channel].names:
            return {}
        found = self._some(("score", "scored"), window_kind, by_channel)
        n_channels = len(self.slices["channel"])
        score, scored = found.reshape(*found.shape[:2], n_channels, -1)
        return satisfaction.consistency(score, scored)

    def _some(
        self, names: tuple[str, ...], window_kind: str, slice_kind: str
    ) -> Floats:
        """Return some measures, shape (n_measures, n_windows, n_slices)."""
        cells = self._cells[slice_kind]
        rows = [cells.names.index(name) for name in names]
        return self.grid.gather(cells.values[rows], window_kind)

    def lit(self, window_kind: str) -> Flags:
        """Flag the windows worth a row.

        An interval has rows if the centre is open or somebody is scheduled, in the
        interval after that (where work left over is finished), and where anything
        happens. So tables of one scenario nearly always have the same rows.
        """
        if window_kind != "interval":
            return np.ones(len(self.grid.numbers(window_kind)), dtype=bool)
        cells = self._cells["all"]
        tells = [name != "line_prices" for name in cells.names]  # due at any hour
        stirs = (cells.values[tells] != 0).sum(axis=0)[None].astype(np.float64)
        happens: Floats = self.grid.gather(stirs, window_kind)[0, :, 0]
        manned: Floats = self.grid.gather(self._opening.manned[None], window_kind)[0]
        lit: Flags = np.logical_or(happens, manned[:, 0])
        lit[1:] |= manned[:-1, 0] > 0
        return lit


_LEVEL = ("numerator", "denominator", "demand")


def _by_contact(
    cohort: Cohort, scenario: Scenario, attention: Focus | None
) -> dict[str, Floats]:
    queue = waits.FirstQueue.of(cohort)
    measures = waits.add_up(cohort, queue, short=scenario.short_abandonment)
    measures |= service_level.add_up(cohort, queue, scenario)
    service_level.judge(cohort, scenario, measures)
    measures |= handling.add_up(cohort)
    measures |= money.add_up(cohort, scenario)
    if attention is not None:
        measures |= attention.add_up(measures)
        measures |= diagnostics.add_up_contacts(cohort)
    if cohort.has_conversations:
        measures |= leaving.add_up(cohort)
        measures |= replies.add_up(cohort)
    if not cohort.is_live.all():
        items = deferred.Items.of(cohort)
        measures |= deferred.add_up(cohort, items, scenario)
        if cohort.of_kind(Kind.CALLBACK).any():
            measures |= callbacks.add_up(cohort, items, scenario)
    return measures


def _besides(cohort: Cohort, occasions: Occasions) -> dict[str, Floats]:
    """Add up what only some scenarios have."""
    measures: dict[str, Floats] = {}
    if occasions.bots:
        measures |= bots.add_up(cohort)
    if occasions.outages:
        measures |= outages.add_up(cohort)
    if occasions.journeys:
        measures |= journeys.add_up(cohort)
    if occasions.notices:
        measures |= messages.add_up(cohort)
    return measures


def _slice_up(
    measures: dict[str, Floats], shape: tuple[int, int, int]
) -> dict[str, _Cells]:
    """Add up cell codes to the slices of each kind."""
    names = tuple(measures)
    by_code = np.stack(list(measures.values()))
    cells, channels, issues = shape
    values = by_code.reshape(len(names), cells, channels, issues)
    by_channel = values.sum(axis=3)
    return {
        "all": _Cells(names, by_channel.sum(axis=2, keepdims=True)),
        "channel": _Cells(names, by_channel),
        "issue": _Cells(names, values.sum(axis=2)),
        "channel_issue": _Cells(
            names, by_code.reshape(len(names), cells, channels * issues)
        ),
    }


def _joined(cells: _Cells, more: dict[str, Floats]) -> _Cells:
    values = np.concatenate((cells.values, np.stack(list(more.values()))))
    return _Cells((*cells.names, *more), values)


def _join_outages(sums: dict[str, _Cells], cohort: Cohort, scenario: Scenario) -> None:
    """Add the time of outages, which belongs to channels and to no issue."""
    time = outages.add_up_time(cohort, scenario)
    everything = {name: own.sum(axis=1, keepdims=True) for name, own in time.items()}
    sums["all"] = _joined(sums["all"], everything)
    del time["bot_outage"]
    sums["channel"] = _joined(sums["channel"], time)


def _by_clock(
    cohort: Cohort, scenario: Scenario, held: Held | None
) -> dict[str, Floats]:
    """Add up agents' time by cell and group."""
    journal, grid = cohort.journal, cohort.grid
    time = staff.add_up(journal, grid)
    time |= money.wages(time, scenario, journal.provenance.groups)
    if held is None and not cohort.has_conversations:
        return time | utilisation.add_up_calls(journal, grid, scenario)
    time |= utilisation.add_up(journal, grid, scenario, held)
    return time | diagnostics.add_up(journal, grid, scenario)


def _by_group(
    cohort: Cohort, scenario: Scenario, attention: Focus | None
) -> dict[str, Floats]:
    """Add up interactions by cell and the group that answered them."""
    names, legs = cohort.journal.provenance, cohort.legs
    n_groups = len(names.groups)
    n = cohort.grid.n_cells * n_groups
    place = cohort.cell_of(cohort.finish_code).astype(np.intp)
    place *= n_groups
    place += legs["group"]
    place[(legs["group"] < 0) | (place > n)] = n
    measures = waits.add_up_groups(cohort, place, n)
    measures |= service_level.add_up_groups(
        cohort, place, n, thresholds(scenario, names.channels)
    )
    measures |= handling.add_up_groups(cohort, place, n)
    measures |= utilisation.add_up_groups(cohort, place, n)
    if attention is not None:
        measures |= attention.add_up_groups(place, n, measures)
    if cohort.has_conversations:
        measures |= replies.add_up_groups(cohort)
    return {
        name: own.reshape(cohort.grid.n_cells, n_groups)
        for name, own in measures.items()
    }
