"""A floor of every kind of channel for tests of what its agents may hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.engine.places import Capacity
from omnisim.scenario import loads

if TYPE_CHECKING:
    from typing import Any

    from omnisim.scenario import Scenario

FLOOR = """\
calendar: {{start: 2026-03-02 08:00, open: "08:00-20:00"}}
channels:
  phone: {{kind: call, arrivals: {{rate: 40/h}}, talk: 5 min}}
  back: {{kind: callback, talk: 5 min}}
  chat: {{kind: chat, turns: 7, agent_turn: 35 s, customer_turn: 65 s}}
  sms: {{kind: message, turns: 7, agent_turn: 35 s, customer_turn: 2 h}}
  email: {{kind: mail, work: 6 min}}
agents:
  desk:
    staff: 5
    skills: {skills}
    {rule}
"""
EVERYTHING = "{phone: 1, back: 1, chat: 1, sms: 1, email: 1}"
THREE = "{phone: 1, chat: 1, email: 1}"


def floor(rule: str = "wage: 24 EUR/h", skills: str = THREE, **how: Any) -> Scenario:  # noqa: ANN401 - as `loads` takes them
    """Load the floor with a line of its group, and its skills."""
    return loads(FLOOR.format(rule=rule, skills=skills), name="floor.yaml", **how)


def takes(scenario: Scenario, newcomer: str, **held: int) -> bool:
    """Say whether an agent of the desk with these in hand may take a newcomer."""
    channels = list(scenario.channels)
    counts = tuple(held.get(name, 0) for name in channels)
    return Capacity(scenario, "desk").admits(counts, channels.index(newcomer))
