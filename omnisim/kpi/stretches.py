"""Stretches of agents' time: joined, intersected, counted.

A stretch is an agent, a beginning and an end. Agents are laid one after the other
on one line of time, so that one search answers a question about all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from omnisim.journal.journal import Table
    from omnisim.kpi.windows import Floats

__all__ = ["Line", "Rows", "chains", "common", "stretches"]

Agents = npt.NDArray[np.signedinteger]
Rows = npt.NDArray[np.intp]

_STRETCH = np.dtype([("agent", "<i4"), ("from_at", "<f8"), ("to_at", "<f8")])


def stretches(agent: Agents, from_at: Floats, to_at: Floats) -> Table:
    """Return stretches as a table.

    Parameters
    ----------
    agent : array of int, shape (n,)
    from_at, to_at : array of float, shape (n,), seconds

    Returns
    -------
    Table
        With these columns.
    """
    rows = np.empty(len(agent), dtype=_STRETCH)
    rows["agent"], rows["from_at"], rows["to_at"] = agent, from_at, to_at
    return rows


class Line(NamedTuple):
    """One line of time for all agents.

    Parameters
    ----------
    day : float, seconds
        How much of the line each agent has: a power of two, which keeps most
        instants exact, and more than any instant.
    """

    day: float

    @classmethod
    def of(cls, *instants: Floats) -> Line:
        """Return a line on which all of these instants have a place."""
        latest = max(float(some.max(initial=0)) for some in instants)
        return cls(2.0 ** np.ceil(np.log2(latest + 1)))

    def at(self, agent: Agents, instant: Floats) -> Floats:
        """Return the places of agents' instants on the line."""
        place: Floats = agent * self.day + instant
        return place


def chains(rows: Table, *, touching: bool) -> Table:
    """Join stretches of one agent that overlap.

    Parameters
    ----------
    rows : Table
        Stretches in order of agent, then beginning.
    touching : bool
        Join those as well that begin at the instant at which one before ends.

    Returns
    -------
    Table
        Stretches in the same order, none of which overlap.

    Examples
    --------
    >>> rows = stretches(np.array([0, 0, 0]), np.array([0.0, 3.0, 9.0]),
    ...                  np.array([5.0, 9.0, 10.0]))
    >>> chains(rows, touching=False)["to_at"]
    array([ 9., 10.])
    """
    line = Line.of(rows["to_at"])
    begin, end = (line.at(rows["agent"], rows[name]) for name in ("from_at", "to_at"))
    latest = np.maximum.accumulate(end)
    starts = np.ones(len(rows), dtype=bool)
    # at an end of the line two agents cannot meet: it is longer than any instant
    starts[1:] = begin[1:] > latest[:-1] if touching else begin[1:] >= latest[:-1]
    first = np.flatnonzero(starts)
    if not len(first):
        return stretches(rows["agent"], rows["from_at"], rows["to_at"])
    to_at = np.maximum.reduceat(rows["to_at"], first)
    return stretches(rows["agent"][first], rows["from_at"][first], to_at)


def common(rows: Table, others: Table) -> tuple[Table, Rows]:
    """Return what two lists of stretches of the same agents have in common.

    Parameters
    ----------
    rows, others : Table
        Each in order of agent, then time, without overlaps of one agent.

    Returns
    -------
    parts : Table
        The common stretches.
    row : array of int, shape (n_parts,)
        Which of `rows` each is part of.
    """
    line = Line.of(rows["to_at"], others["to_at"])
    begin, end = (
        line.at(others["agent"], others[name]) for name in ("from_at", "to_at")
    )
    first = np.searchsorted(end, line.at(rows["agent"], rows["from_at"]), "right")
    stop = np.searchsorted(begin, line.at(rows["agent"], rows["to_at"]), "left")
    n = np.maximum(stop - first, 0)
    mine = np.repeat(np.arange(len(rows)), n)
    # the others first, first + 1, ..., stop - 1 of each row in turn
    theirs = np.arange(n.sum()) - np.repeat(np.cumsum(n) - n - first, n)
    from_at = np.maximum(rows["from_at"][mine], others["from_at"][theirs])
    to_at = np.minimum(rows["to_at"][mine], others["to_at"][theirs])
    some = to_at > from_at
    parts = stretches(rows["agent"][mine][some], from_at[some], to_at[some])
    return parts, mine[some]
