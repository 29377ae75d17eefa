"""How much of agents' capacity is taken, and whether that leaves them room.

Room is judged by the rules by which contacts are routed: the mixes of the group,
what a newcomer may interrupt, and what may be offered beside what is held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Activity
from omnisim.kpi.stretches import common, stretches
from omnisim.scenario.admission import Admission

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal, Table
    from omnisim.kpi.loads import Held
    from omnisim.kpi.windows import Floats, Grid
    from omnisim.scenario.schema import Scenario

__all__ = ["MEASURES", "add_up"]

MEASURES = ("capacity_used", "room", "blocked_room", "above_limit", "begun_above")

Flags = npt.NDArray[np.bool_]


def add_up(
    journal: Journal,
    grid: Grid,
    scenario: Scenario,
    held: Held,
    measures: dict[str, Floats],
) -> dict[str, Floats]:
    """Add up what places are taken, and whether that leaves room.

    Only groups whose agents may come to hold several contacts are looked at: the
    others keep what they have in `measures`.

    Parameters
    ----------
    journal : Journal
    grid : Grid
    scenario : Scenario
    held : Held
        Loads of the agents of those groups.
    measures : dict of str to array of float, shape (n_cells, n_groups), seconds
        ``capacity_used``, ``room`` (with all places free), ``blocked_room``,
        ``above_limit`` and ``begun_above``.

    Returns
    -------
    dict of str to array of float, shape (n_cells, n_groups), seconds
        ``begun_above`` is a number.
    """
    found = {name: measures[name].copy() for name in MEASURES}
    names, groups = journal.provenance, journal.agents["group"]
    on_duty = _work(journal)
    for g in np.flatnonzero(held.groups):
        rules = Admission(scenario, names.groups[g], names.channels)
        mine = np.flatnonzero(groups[held.agent] == g)
        rows = stretches(held.agent[mine], held.from_at[mine], held.to_at[mine])
        load = held.load[mine]
        above = rules.is_above(held.all)
        used = rules.share(held.all - held.ringing)
        by_load = np.column_stack((used, above.astype(np.float64)))
        found["capacity_used"][:, g], found["above_limit"][:, g] = _weighted(
            grid, rows, by_load[load]
        )
        # off duty she takes nobody, whatever room she has
        rows, part = common(rows, on_duty)
        has_room = rules.has_room(held.all)
        shut = np.where(has_room, 0.0, np.maximum(1 - rules.share(held.all), 0))
        by_load = np.column_stack((has_room.astype(np.float64), shut))
        room, found["blocked_room"][:, g] = _weighted(grid, rows, by_load[load[part]])
        found["room"][:, g] += room
        found["begun_above"][:, g] = _begun_above(grid, held, rules, groups == g)
    return found


def _weighted(grid: Grid, rows: Table, weights: Floats) -> Floats:
    """Add up weighted stretches, shape (n_weights, n_cells)."""
    kinds, kind = np.unique(weights, axis=0, return_inverse=True)
    time = grid.spread(rows["from_at"], rows["to_at"], kind.ravel(), len(kinds))
    total: Floats = kinds.T @ time
    return total


def _begun_above(grid: Grid, held: Held, rules: Admission, agents: Flags) -> Floats:
    """Count the holds that began without room, shape (n_cells,)."""
    begun = held.begun
    above = np.zeros(len(begun.agent), dtype=bool)
    mine = agents[begun.agent]
    for channel in np.unique(begun.channel[mine]):
        rows = np.flatnonzero(mine & (begun.channel == channel))
        before = held.all.copy()
        before[:, channel] -= 1
        above[rows] = ~rules.admits(before, channel)[begun.load[rows]]
    cell = grid.locate(begun.at[above])
    return np.bincount(cell, minlength=grid.n_cells + 1)[:-1].astype(np.float64)


def _work(journal: Journal) -> Table:
    duties = journal.duties
    work: Table = duties[duties["activity"] == Activity.WORK]
    return work
