"""How fast an agent works just now: what she has learnt, and what strains her."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.units import DAY

if TYPE_CHECKING:
    from omnisim.engine.state import Agent

__all__ = ["pace"]


def pace(agent: Agent, now: float) -> float:
    """Return what multiplies a piece of an agent's work that begins now.

    Parameters
    ----------
    agent : Agent
    now : float, seconds

    Returns
    -------
    float
        1 for one who is neither new nor strained.
    """
    factor = 1.0
    if agent.learning:
        day = int(now // DAY)
        factor = agent.learning[min(day, len(agent.learning) - 1)]
    strain = agent.group.strain
    if strain is not None:
        excess = _occupancy(agent, now, strain.over) - strain.above
        if excess > 0:
            factor = factor * (1.0 + strain.slower * excess)
    return factor


def _occupancy(agent: Agent, now: float, over: float) -> float:
    """Return the share of the last `over` seconds with anything in hand."""
    since = now - over
    while agent.busy and agent.busy[0][1] <= since:
        agent.busy.popleft()
    busy = sum(end - max(begin, since) for begin, end in agent.busy)
    if agent.held:
        busy += now - max(agent.busy_since, since)
    return busy / over
