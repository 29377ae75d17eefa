"""From which channel to which: further contacts by the channel before, and theirs.

The matrix of moves, a kind of slice of its own: ``phone > chat`` are the contacts
made by chat by customers whose contact before was a call.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from omnisim.kpi.cohort import Cohort
    from omnisim.kpi.windows import Floats

__all__ = ["Moves"]


@dataclass(frozen=True, eq=False, slots=True)
class Moves:
    """Further contacts by cell, channel before and own channel.

    Parameters
    ----------
    cohort : Cohort
    amounts : array of float, shape (n_cells, n_channels, n_channels)
    """

    cohort: Cohort
    amounts: Floats

    @classmethod
    def of(cls, cohort: Cohort) -> Moves:
        """Count the further contacts of a journal where each of them counts."""
        n_cells, n, _ = cohort.shape
        channel = cohort.contacts["channel"].astype(np.intp)
        further, before = cohort.histories.steps
        cell = cohort.cell_of(cohort.code[further]).astype(np.intp)
        place = (cell * n + channel[before]) * n + channel[further]
        counts = cell < n_cells
        amounts = np.bincount(place[counts], minlength=n_cells * n * n)
        return cls(cohort, amounts.reshape(n_cells, n, n).astype(np.float64))

    @property
    def slices(self) -> tuple[str, ...]:
        """Names of the moves, by channel before, then by own channel."""
        names = self.cohort.journal.provenance.channels
        return tuple(f"{before} > {then}" for before in names for then in names)

    def of_windows(self, window_kind: str) -> dict[str, Floats]:
        """Return the moves by window, and all further contacts after each channel.

        Parameters
        ----------
        window_kind : str

        Returns
        -------
        dict of str to array of float, shape (n_windows, n_channels ** 2)
            By name of the measure.
        """
        sums = self.cohort.grid.gather(self.amounts[None], window_kind)[0]
        shape = len(sums), len(self.slices)
        from_each = np.broadcast_to(sums.sum(axis=2, keepdims=True), sums.shape)
        return {
            "one": np.ones(shape),
            "moves": sums.reshape(shape),
            "moves_from": from_each.reshape(shape),
        }
