"""What agents hold, channel by channel, and whether that leaves them room.

Only for groups whose agents may come to hold more than one contact; all others
have room when they hold nothing. A *load* is a combination of contacts held: how
many of each channel, and how many of those only ring.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from omnisim.kpi.in_hand import taken_at
from omnisim.scenario import capacity
from omnisim.scenario.choices import Kind, Revive

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal
    from omnisim.kpi.windows import Floats
    from omnisim.scenario.schema import Scenario

__all__ = ["Begun", "Held", "held", "several"]

Counts = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]


def several(scenario: Scenario, groups: tuple[str, ...]) -> Flags:
    """Flag the groups whose agents may come to hold more than one contact.

    Parameters
    ----------
    scenario : Scenario
    groups : tuple of str

    Returns
    -------
    array of bool, shape (n_groups,)
    """
    comes_back = {
        name
        for name, channel in scenario.channels.items()
        if channel.kind is Kind.MESSAGE and channel.revive is Revive.EXCEED
    }

    def may(name: str) -> bool:
        group = scenario.agents[name]
        if not (group.may_hold or group.units or group.interrupts or comes_back):
            return False  # one contact at a time, by far the quickest to see
        return (
            capacity.most_held(scenario, name) > 1
            or bool(capacity.interrupts_of(scenario, name))
            or not comes_back.isdisjoint(capacity.channels_of(scenario, name))
        )

    return np.array([may(name) for name in groups], dtype=bool)


@dataclass(frozen=True, eq=False, slots=True)
class Held:
    """Loads by time, of agents of several groups while they hold anything.

    Parameters
    ----------
    groups : array of bool, shape (n_groups,)
        The groups whose agents these are.
    holds : array of int, shape (n_holds,)
        Rows of their holds.
    agent : array of int, shape (n,)
    from_at, to_at : array of float, shape (n,), seconds
    load : array of int, shape (n,)
        Row of the two tables of loads.
    all, ringing : array of int, shape (n_loads, n_channels)
        Contacts held, and those of them that only ring.
    begun : Begun
        What was held when each hold began.
    """

    groups: Flags
    holds: Rows
    agent: Rows
    from_at: Floats
    to_at: Floats
    load: Rows
    all: Counts
    ringing: Counts
    begun: Begun


class Begun(NamedTuple):
    """The beginnings of holds.

    Parameters
    ----------
    agent : array of int, shape (n,)
    at : array of float, shape (n,), seconds
    channel : array of int, shape (n,)
    load : array of int, shape (n,)
        The load with the contact that came: row of the table of loads.
    """

    agent: Rows
    at: Floats
    channel: Rows
    load: Rows


_END, _TAKEN, _BEGIN = range(3)  # at one instant, places are given back first


def held(journal: Journal, scenario: Scenario) -> Held | None:
    """Go through holds in order of time, agent by agent.

    Parameters
    ----------
    journal : Journal
    scenario : Scenario
        Read for what agents may hold, and how long an offer rings.

    Returns
    -------
    Held or None
        None if no agent may come to hold several contacts.
    """
    groups = several(scenario, journal.provenance.groups)
    if not groups.any():
        return None
    rows = np.flatnonzero(
        groups[journal.agents["group"][journal.holds["agent"]]]
        & (journal.holds["to_at"] > journal.holds["from_at"])
    )
    holds = journal.holds[rows]
    channel = journal.contacts["channel"][holds["contact"]].astype(np.intp)
    taken = taken_at(journal, scenario)[rows]
    n = len(journal.provenance.channels)
    rung, had = taken > holds["from_at"], taken < holds["to_at"]
    late = np.flatnonzero(rung & had)
    agent, now = holds["agent"], holds["from_at"]
    # each event is one step up or down of a column: a channel, or a channel's ringing
    parts = (
        (agent, holds["to_at"], _END, np.where(had, channel, channel + n), -1),
        (agent[late], taken[late], _TAKEN, channel[late] + n, -1),
        (agent[late], taken[late], _TAKEN, channel[late], 1),
        (agent, now, _BEGIN, np.where(rung, channel + n, channel), 1),
    )
    who, when, column = (np.concatenate([part[i] for part in parts]) for i in (0, 1, 3))
    kind, step = (
        np.concatenate([np.full(len(part[0]), part[i]) for part in parts])
        for i in (2, 4)
    )
    order = np.lexsort((kind, when, who))
    who, when, kind, column = who[order], when[order], kind[order], column[order]
    load, columns = _running(column, step[order], 2 * n)
    lasts = np.zeros(len(who), dtype=bool)
    lasts[:-1] = (who[1:] == who[:-1]) & (when[1:] > when[:-1])
    lasts &= np.any(columns > 0, axis=1)[load]
    first = np.flatnonzero(lasts)
    begins = kind == _BEGIN
    return Held(
        groups=groups,
        holds=rows,
        agent=who[first],
        from_at=when[first],
        to_at=when[first + 1],
        load=load[first],
        all=columns[:, :n] + columns[:, n:],
        ringing=columns[:, n:],
        begun=Begun(who[begins], when[begins], column[begins] % n, load[begins]),
    )


def _running(column: Rows, step: Rows, n_columns: int) -> tuple[Rows, Counts]:
    """Return the state after each step as a number, and the states by number."""
    code = np.zeros(len(column), dtype=np.intp)
    first = code[:1]
    states: list[Counts] = []
    for c in range(n_columns):
        mine = column == c
        if mine.any():
            count = np.cumsum(np.where(mine, step, 0))
            # numbered anew each time, so that they never grow beyond the rows
            merged = code * (count.max() + 1) + count
            _, first, code = np.unique(merged, return_index=True, return_inverse=True)
            states.append(count)
        else:
            states.append(np.zeros(len(column), dtype=np.int64))
    return code, np.column_stack([count[first] for count in states])
