"""Which contact counts where: codes of window, channel and issue for every row.

A *cell code* is ``(cell * n_channels + channel) * n_issues + issue``, and
`Cohort.n_codes` stands for rows that are in no window. All of a contact's
interactions count where the contact does.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal, Table
    from omnisim.kpi.windows import Codes, Floats, Grid
    from omnisim.scenario.schema import Scenario

__all__ = ["ATTRIBUTIONS", "Cohort", "tally", "thresholds", "total", "wanted"]

ATTRIBUTIONS = ("arrival", "end", "overlap")


@dataclass(frozen=True, eq=False)
class Cohort:
    """The rows of a journal with their place in windows and slices.

    Parameters
    ----------
    journal : Journal
    grid : Grid
    attribution : str
        ``"arrival"``: all of a contact counts where it arrived; ``"end"``: where
        the contact closed, and handling where its wrap-up ended; ``"overlap"``: as
        arrival, but handling time is split by the clock.
    """

    journal: Journal
    grid: Grid
    attribution: str = "arrival"

    @property
    def contacts(self) -> Table:
        """The contacts table."""
        return self.journal.contacts

    @property
    def legs(self) -> Table:
        """The interactions table."""
        return self.journal.interactions

    @cached_property
    def shape(self) -> tuple[int, int, int]:
        """Numbers of cells, channels and issues."""
        names = self.journal.provenance
        return self.grid.n_cells, len(names.channels), len(names.issues)

    @property
    def n_codes(self) -> int:
        """The number of cell codes; itself the code of rows in no window."""
        cells, channels, issues = self.shape
        return cells * channels * issues

    @cached_property
    def code(self) -> Codes:
        """The cell code of each contact."""
        instants = "closed_at" if self.attribution == "end" else "arrived_at"
        return self._code(self.grid.locate(self.contacts[instants]), self.contacts)

    @cached_property
    def born(self) -> Codes:
        """The cell code of each contact by its arrival, whatever the attribution."""
        if self.attribution != "end":
            return self.code
        return self._code(self.grid.locate(self.contacts["arrived_at"]), self.contacts)

    @cached_property
    def leg_code(self) -> Codes:
        """The cell code of each interaction: its contact's."""
        code: Codes = self.code[self.legs["contact"]]
        return code

    @cached_property
    def finish_code(self) -> Codes:
        """The cell code at which an interaction's handling counts."""
        if self.attribution != "end":
            return self.leg_code
        cell = self.grid.locate(self.legs["wrap_up_end_at"])
        return self._code(
            cell, self.contacts[["channel", "issue"]][self.legs["contact"]]
        )

    @cached_property
    def is_first(self) -> npt.NDArray[np.bool_]:
        """Whether an interaction is its contact's first."""
        first: npt.NDArray[np.bool_] = self.legs["leg"] == 0
        return first

    def cell_of(self, code: Codes) -> Codes:
        """Return the cells of cell codes; `Grid.n_cells` for rows in no window."""
        _, channels, issues = self.shape
        return code // np.int32(channels * issues)

    def slices(self, kind: str) -> Codes:
        """Return which slice of a kind each channel and issue belong to.

        Parameters
        ----------
        kind : str
            ``"all"``, ``"channel"``, ``"issue"`` or ``"channel_issue"``.

        Returns
        -------
        array of int, shape (n_channels, n_issues)
        """
        _, channels, issues = self.shape
        place = np.zeros((channels, issues), dtype=np.int32)
        if kind in ("channel", "channel_issue"):
            place += np.arange(channels, dtype=np.int32)[:, None]
        if kind == "channel_issue":
            place *= issues
        if kind in ("issue", "channel_issue"):
            place += np.arange(issues, dtype=np.int32)
        return place

    def by_channel(self, values: Floats) -> Floats:
        """Return a value per cell code from one per channel, NaN outside.

        Parameters
        ----------
        values : array of float, shape (n_channels,)

        Returns
        -------
        array of float, shape (n_codes + 1,)
        """
        cells, _, issues = self.shape
        return np.append(np.tile(np.repeat(values, issues), cells), np.nan)

    def tally(self, code: Codes) -> Floats:
        """Count rows by cell code, shape (n_codes,)."""
        return tally(code, self.n_codes)

    def total(self, code: Codes, weights: npt.NDArray[np.generic]) -> Floats:
        """Add up weights by cell code, shape (n_codes,)."""
        return total(code, weights, self.n_codes)

    def _code(self, cell: Codes, rows: Table) -> Codes:
        _, channels, issues = self.shape
        code: Codes = cell * np.int32(channels)
        code += rows["channel"]
        code *= np.int32(issues)
        code += rows["issue"]
        return np.minimum(code, np.int32(self.n_codes), out=code)


def tally(place: npt.NDArray[np.integer], n: int) -> Floats:
    """Count rows by place, those at place `n` left out.

    Parameters
    ----------
    place : array of int, shape (n_rows,)
        From 0 to `n`.
    n : int

    Returns
    -------
    array of float, shape (n,)
    """
    return np.bincount(place, minlength=n + 1)[:n].astype(np.float64)


def total(
    place: npt.NDArray[np.integer], weights: npt.NDArray[np.generic], n: int
) -> Floats:
    """Add up weights by place, those at place `n` left out, as `tally` counts."""
    found = np.bincount(place, weights=weights, minlength=n + 1)[:n]
    return found.astype(np.float64, copy=False)


def thresholds(scenario: Scenario, channels: tuple[str, ...]) -> Floats:
    """Return the threshold of each channel's target in seconds, NaN without target."""
    targets = [scenario.channels[name].target for name in channels]
    return np.array([np.nan if t is None else t.threshold for t in targets])


def wanted(scenario: Scenario, channels: tuple[str, ...]) -> Floats:
    """Return the share each channel's target asks for, 0 without target."""
    targets = [scenario.channels[name].target for name in channels]
    return np.array([0.0 if t is None else t.share for t in targets])
