"""How long the centre and its channels are open, and somebody is meant to be there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Activity
from omnisim.scenario import timeline

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal
    from omnisim.kpi.windows import Floats, Grid
    from omnisim.scenario.schema import Scenario

__all__ = ["Opening", "join"]


@dataclass(frozen=True, eq=False, slots=True)
class Opening:
    """Seconds by cell.

    Parameters
    ----------
    centre : array of float, shape (n_cells, 1)
        At least one channel is open.
    channels : array of float, shape (n_cells, n_channels)
    manned : array of float, shape (n_cells, 1)
        At least one channel is open, or an agent is scheduled to work.
    """

    centre: Floats
    channels: Floats
    manned: Floats

    @classmethod
    def of(cls, grid: Grid, scenario: Scenario, journal: Journal) -> Opening:
        """Lay opening hours and schedules over the cells of a run."""
        names = journal.provenance.channels
        each = [
            np.array(timeline.open_spans(scenario, name)).reshape(-1, 2)
            for name in names
        ]
        centre = join(np.concatenate(each))
        duties = journal.duties[journal.duties["activity"] == Activity.WORK]
        work = np.column_stack([duties["from_at"], duties["to_at"]])
        manned = join(np.concatenate((centre, work)))
        lists = (*each, centre, manned)
        row = np.repeat(np.arange(len(lists)), [len(spans) for spans in lists])
        spans = np.concatenate(lists)
        length = grid.spread(spans[:, 0], spans[:, 1], row, len(lists)).T
        n = len(names)
        return cls(length[:, n : n + 1], length[:, :n], length[:, n + 1 :])


def join(spans: Floats) -> Floats:
    """Join spans that overlap or touch.

    Parameters
    ----------
    spans : array of float, shape (n, 2), seconds
        In any order.

    Returns
    -------
    array of float, shape (m, 2), seconds
        In order, with time between them.

    Examples
    --------
    >>> join(np.array([[5.0, 9.0], [0.0, 3.0], [2.0, 4.0], [4.0, 5.0]]))
    array([[0., 9.]])
    """
    spans = spans[np.argsort(spans[:, 0], kind="stable")]
    latest = np.maximum.accumulate(spans[:, 1])
    starts = np.ones(len(spans), dtype=bool)
    starts[1:] = spans[1:, 0] > latest[:-1]
    first = np.flatnonzero(starts)
    last = np.append(first[1:], len(spans)) - 1 if len(first) else first
    return np.column_stack([spans[first, 0], latest[last]])
