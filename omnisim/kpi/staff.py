"""What agents' time went into: on the floor, busy, idle, off it, and beyond duty.

All of it by the clock: a span that straddles two windows is split between them,
and what lies in the warm-up is cut off. *On the floor* is present and not away
after an offer that was not picked up; agents who finish a contact after their duty
are on the floor too. *Paid* is scheduled work, planned shrinkage and random absence,
plus the time beyond duty; breaks are unpaid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Activity, State
from omnisim.kpi.figure import CLOCK, hours, ratio

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal, Table
    from omnisim.kpi.windows import Floats, Grid

__all__ = ["FIGURES", "add_up"]

_PAID = "work + planned + absent + beyond"
_SCHEDULED = "work + pause + planned + absent"
_CHUNK = 1 << 15  # spans looked at together, so that memory does not grow with them
_WARNING = (
    "The word is used otherwise elsewhere: an ICMI article of 2012 counts meetings and "
    "breaks as occupied, most vendors do not; never compare it without the definition."
)

FIGURES = (
    ratio("staffed", "Agents on the floor", "on_floor", "manned", unit="agents",
          cohort=CLOCK,
          remark="Mean number while the centre is open or work is scheduled (over the "
          "whole window where neither is), so closed nights do not thin it out."),
    hours("scheduled", "Scheduled time", _SCHEDULED,
          remark="As the schedule says, before anybody overran."),
    hours("paid", "Paid time", _PAID, direction="down"),
    ratio(
        "occupancy", "Occupancy", "busy", "on_floor", cohort=CLOCK,
        source="Amazon Connect (wall-clock time, however many contacts are in hand)",
        remark=f"{_WARNING} Overrun is above and below the line; ringing is not busy.",
    ),
    ratio("slot_utilisation", "Slot utilisation", "in_hand", "slots", cohort=CLOCK,
          source="Amazon Connect: active slots by capacity",
          remark="Occupancy times concurrency ÷ slots per agent; with one slot it is "
          "the occupancy."),
    ratio("handson", "Hands-on time", "hands_on", "on_floor", cohort=CLOCK,
          source="NICE and Genesys: focus time"),
    ratio("concurrency", "Concurrency", "in_hand", "busy", unit="", cohort=CLOCK,
          source="Call Centre Helper; unanswered.io",
          remark="Contacts in hand while there is any: 1 for calls."),
    ratio("idle", "Idle time", "idle_time", "on_floor", cohort=CLOCK,
          remark="occupancy + idle + ringing = 100 %."),
    ratio("ringing", "Ringing time", "ringing_time", "on_floor", cohort=CLOCK,
          direction="down",
          remark="Waiting for an offered contact to be picked up, nothing in hand."),
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
    """Add up agents' time by cell and group.

    Parameters
    ----------
    journal : Journal
    grid : Grid

    Returns
    -------
    dict of str to array of float, shape (n_cells, n_groups), seconds
        By name of the measure.
    """
    measures = _of_spans(journal, grid)
    measures |= _of_schedule(journal, grid)
    return measures


def _of_spans(journal: Journal, grid: Grid) -> dict[str, Floats]:
    """Add up spans by what the agent does and how much is in hand."""
    spans, n_groups = journal.agent_spans, len(journal.provenance.groups)
    most = int(spans["held"].max(initial=0)) + 1
    shape = (n_groups, len(State), most)
    n_rows = n_groups * len(State) * most
    total = np.zeros((n_rows, grid.n_cells))
    for at in range(0, len(spans), _CHUNK):
        some = spans[at : at + _CHUNK]
        row = journal.agents["group"][some["agent"]].astype(np.intp)
        row *= len(State)
        row += some["state"]
        row *= most
        row += some["held"]
        total += grid.spread(some["from_at"], some["to_at"], row, n_rows)
    time = np.moveaxis(total.reshape(*shape, grid.n_cells), -1, 0)
    held = np.zeros((len(State), most))
    held[:] = np.arange(most)
    # what rings is held back for the agent, but not in her hands yet
    held[State.RINGING] = np.maximum(held[State.RINGING] - 1, 0)
    there = np.ones(len(State))
    there[State.AWAY] = 0
    free = held == 0
    weights = {
        "on_floor": there[:, None] * np.ones(most),
        "busy": there[:, None] * ~free,
        "in_hand": there[:, None] * held,
        "hands_on": _only(State.TALKING, State.WRAP_UP)[:, None] * np.ones(most),
        "idle_time": _only(State.IDLE)[:, None] * free,
        "ringing_time": _only(State.RINGING)[:, None] * free,
    }
    measures = {
        name: np.einsum("cgsh,sh->cg", time, weight) for name, weight in weights.items()
    }
    # a live call takes the whole agent: one slot each
    measures["slots"] = measures["on_floor"]
    return measures


def _only(*states: State) -> Floats:
    flags = np.zeros(len(State))
    flags[list(states)] = 1
    return flags


def _of_schedule(journal: Journal, grid: Grid) -> dict[str, Floats]:
    """Add up the schedule, and where presence on the floor departs from it."""
    duties = journal.duties
    present = _present(journal.agent_spans)
    activity = duties["activity"]
    work = duties[activity == Activity.WORK]
    rest = duties[(activity == Activity.BREAK) | (activity == Activity.PLANNED)]
    pieces = {
        "work": work,
        "pause": duties[activity == Activity.BREAK],
        "planned": duties[activity == Activity.PLANNED],
        "absent": duties[activity == Activity.ABSENT],
        "present": present,
        "on_floor_at_work": _common(present, work),
        "on_floor_at_rest": _common(present, rest),
    }
    time = {name: _by_group(journal, grid, rows) for name, rows in pieces.items()}
    for name, whole in (("beyond", time.pop("present")), ("missed", time["work"])):
        remains = whole - time["on_floor_at_work"]
        # sums of the same instants in another order: a rounding is no time
        time[name] = np.where(remains > _DUST, remains, 0.0)
    at_rest = time.pop("on_floor_at_rest")
    time["off_floor_at_rest"] = time["pause"] + time["planned"] - at_rest
    return time


_DUST = 1e-6  # seconds


def _by_group(journal: Journal, grid: Grid, rows: Table) -> Floats:
    n = len(journal.provenance.groups)
    group = journal.agents["group"][rows["agent"]].astype(np.intp)
    return grid.spread(rows["from_at"], rows["to_at"], group, n).T


def _present(spans: Table) -> Table:
    """Join spans into stretches on the floor without a gap, in the same order."""
    there = spans["state"] != State.AWAY
    agent, begin, end = (
        spans[name] if there.all() else spans[name][there]
        for name in ("agent", "from_at", "to_at")
    )
    starts = np.ones(len(agent), dtype=bool)
    starts[1:] = (agent[1:] != agent[:-1]) | (begin[1:] != end[:-1])
    first = np.flatnonzero(starts)
    last = np.append(first[1:], len(agent)) - 1 if len(first) else first
    return _table(agent[first], begin[first], end[last])


_STRETCH = np.dtype([("agent", "<i4"), ("from_at", "<f8"), ("to_at", "<f8")])


def _table(agent: npt.NDArray[np.int32], begin: Floats, end: Floats) -> Table:
    rows = np.empty(len(agent), dtype=_STRETCH)
    rows["agent"], rows["from_at"], rows["to_at"] = agent, begin, end
    return rows


def _common(stretches: Table, duties: Table) -> Table:
    """Return what two lists of stretches of the same agents have in common.

    Parameters
    ----------
    stretches, duties : Table
        Each in order of agent, then time, without overlaps of one agent.

    Returns
    -------
    Table
        The common parts, same columns.
    """
    latest = max(stretches["to_at"].max(initial=0), duties["to_at"].max(initial=0))
    # one line of time for all agents; a power of two keeps most instants exact
    day = 2.0 ** np.ceil(np.log2(latest + 1))
    begin, end = (duties["agent"] * day + duties[name] for name in ("from_at", "to_at"))
    first = np.searchsorted(
        end, stretches["agent"] * day + stretches["from_at"], "right"
    )
    stop = np.searchsorted(begin, stretches["agent"] * day + stretches["to_at"], "left")
    n = np.maximum(stop - first, 0)
    mine = np.repeat(np.arange(len(stretches)), n)
    # the duties first, first + 1, ..., stop - 1 of each stretch in turn
    theirs = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n - first, n)
    from_at = np.maximum(stretches["from_at"][mine], duties["from_at"][theirs])
    to_at = np.minimum(stretches["to_at"][mine], duties["to_at"][theirs])
    some = to_at > from_at
    return _table(stretches["agent"][mine][some], from_at[some], to_at[some])
