"""Days at the dull desk, of agents whose spans are given."""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING, Any

from dull_desk import Desk
from dull_room import Agent
from paper_day import Scripted, written

from omnisim.population import draw_population

if TYPE_CHECKING:
    from paper_day import Script

__all__ = ["ALWAYS", "CHATS", "LIMIT", "played"]

LIMIT = 4000.0
ALWAYS = [(0.0, inf)]

CHATS = """
    calendar: {start: 2026-03-02 00:00}
    channels:
      chat:
        kind: chat
        arrivals: {times: [100 s, 110 s, 120 s]}
        turns: 1
        agent_turn: 10 s
        customer_turn: 10 s
        close_after: 60 s
        discovery: 15 s
    agents:
      desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
"""


def played(
    text: str,
    *,
    work: tuple[list[tuple[float, float]], ...] = (ALWAYS,),
    turns: Script | None = None,
    brings: dict[int, dict[str, float]] | None = None,
    coins: dict[tuple[Any, ...], float] | None = None,
) -> Desk:
    """Play a day at the dull desk; `work` has each agent's spans on the floor."""
    scenario = written(text)
    population = Scripted(
        draw_population(scenario, seed=1, replication=0),
        turns=turns or {},
        brings=brings or {},
        coins=coins or {},
    )
    (group,) = scenario.agents
    agents = [
        Agent(number, group, scenario.agents[group], spans)
        for number, spans in enumerate(work)
    ]
    return Desk(scenario, population, agents, LIMIT)  # type: ignore[arg-type] # stands in for one
