"""When agents were on the floor, and what the schedule says of it.

All of it by the clock: a span that straddles two windows is split between them,
and what lies in the warm-up is cut off. *On the floor* is present and not away
after an offer that was not picked up; agents who finish a contact after their duty
are on the floor too. *Paid* is scheduled work, planned shrinkage and random absence,
plus the time beyond duty; breaks are unpaid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Activity, State
from omnisim.kpi.figure import CLOCK, hours, ratio
from omnisim.kpi.stretches import common, stretches

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal, Table
    from omnisim.kpi.windows import Floats, Grid

__all__ = ["FIGURES", "add_up", "present"]

_PAID = "work + planned + absent + beyond"
_SCHEDULED = "work + pause + planned + absent"

FIGURES = (
    ratio("staffed", "Agents on the floor", "on_floor", "manned", unit="agents",
          cohort=CLOCK,
          remark="Mean number while the centre is open or work is scheduled (over the "
          "whole window where neither is), so closed nights do not thin it out."),
    hours("scheduled", "Scheduled time", _SCHEDULED,
          remark="As the schedule says, before anybody overran."),
    hours("paid", "Paid time", _PAID, direction="down"),
    ratio(
        "utilisation", "Utilisation", "on_floor", _PAID, direction="up", cohort=CLOCK,
        source="ICMI, WeWFM, Assembled",
        remark="Ready for contacts or busy, of the time paid: not occupancy.",
    ),
    ratio(
        "shrinkage", "Shrinkage", "planned + absent + missed", _PAID, direction="down",
        cohort=CLOCK, source="Amazon Connect import; trade press",
        remark="1 - utilisation. Staff to roster = staff needed ÷ (1 - shrinkage).",
    ),
    ratio("shrinkage_planned", "Planned shrinkage", "planned", _PAID, cohort=CLOCK,
          remark="Meetings and training."),
    ratio("shrinkage_absence", "Absence", "absent", _PAID, direction="down",
          cohort=CLOCK, remark="Random absence, for whole shifts."),
    ratio(
        "adherence", "Adherence", "on_floor_at_work + off_floor_at_rest", _SCHEDULED,
        direction="up", cohort=CLOCK, source="Amazon Connect",
        remark="Time spent as scheduled. Absence and overrun into a break are not.",
    ),
    ratio(
        "conformance", "Conformance", "on_floor", "work + absent", direction="up",
        cohort=CLOCK, source="usual practice",
        remark="Time worked by time scheduled for work, whenever it was worked; above "
        "100 % where overrun outweighs absence.",
    ),
    hours("overrun", "Overrun", "beyond", direction="down",
          source="ContactCenters: ghost agents",
          remark="Finishing a contact after the end of duty or into a break."),
)  # fmt: skip


def add_up(journal: Journal, grid: Grid) -> dict[str, Floats]:
    """Add up the schedule, and where presence on the floor departs from it.

    Parameters
    ----------
    journal : Journal
    grid : Grid

    Returns
    -------
    dict of str to array of float, shape (n_cells, n_groups), seconds
        By name of the measure.
    """
    duties = journal.duties
    on_floor = present(journal.agent_spans)
    activity = duties["activity"]
    work = duties[activity == Activity.WORK]
    rest = duties[(activity == Activity.BREAK) | (activity == Activity.PLANNED)]
    pieces = {
        "work": work,
        "pause": duties[activity == Activity.BREAK],
        "planned": duties[activity == Activity.PLANNED],
        "absent": duties[activity == Activity.ABSENT],
        "present": on_floor,
        "on_floor_at_work": common(on_floor, work)[0],
        "on_floor_at_rest": common(on_floor, rest)[0],
    }
    time = _by_group(journal, grid, pieces)
    for name, whole in (("beyond", time.pop("present")), ("missed", time["work"])):
        remains = whole - time["on_floor_at_work"]
        # sums of the same instants in another order: a rounding is no time
        time[name] = np.where(remains > _DUST, remains, 0.0)
    at_rest = time.pop("on_floor_at_rest")
    time["off_floor_at_rest"] = time["pause"] + time["planned"] - at_rest
    return time


_DUST = 1e-6  # seconds


def _by_group(
    journal: Journal, grid: Grid, pieces: dict[str, Table]
) -> dict[str, Floats]:
    """Add up several lists of stretches by cell and group, all in one go."""
    n = len(journal.provenance.groups)
    agent, begin, end = (
        np.concatenate([rows[name] for rows in pieces.values()])
        for name in ("agent", "from_at", "to_at")
    )
    row = np.repeat(np.arange(len(pieces)) * n, [len(rows) for rows in pieces.values()])
    row += journal.agents["group"][agent]
    time = grid.spread(begin, end, row, len(pieces) * n)
    found = time.reshape(len(pieces), n, grid.n_cells).transpose(0, 2, 1)
    return dict(zip(pieces, found, strict=True))


def present(spans: Table) -> Table:
    """Join agents' spans into stretches on the floor without a gap.

    Parameters
    ----------
    spans : Table
        The agent spans of a journal.

    Returns
    -------
    Table
        Stretches, in the same order.
    """
    there = spans["state"] != State.AWAY
    agent, begin, end = (
        spans[name] if there.all() else spans[name][there]
        for name in ("agent", "from_at", "to_at")
    )
    starts = np.ones(len(agent), dtype=bool)
    starts[1:] = (agent[1:] != agent[:-1]) | (begin[1:] != end[:-1])
    first = np.flatnonzero(starts)
    last = np.append(first[1:], len(agent)) - 1 if len(first) else first
    return stretches(agent[first], begin[first], end[last])
