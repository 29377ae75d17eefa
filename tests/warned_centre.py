"""A centre without warnings, to be changed, and what is said of it then."""

from __future__ import annotations

from omnisim.scenario import Scenario, loads, warnings_of

__all__ = ["CENTRE", "about", "centre"]

CENTRE = """
calendar: {start: 2026-03-02 08:00, open: "08:00-10:00"}
issues: {order: 60%, fault: 40%}
channels:
  phone:
    kind: call
    arrivals: {rate: 30/h}
    talk: 4 min
    patience: {exponential: 3 min}
  chat:
    kind: chat
    arrivals: {rate: 10/h}
    turns: 3
    agent_turn: 30 s
    customer_turn: 40 s
    patience: {exponential: 3 min}
  email: {kind: mail, work: 5 min, target: 80% within 1 day}
agents:
  desk: {staff: 9, skills: {phone: 1, chat: 1, email: 2}}
"""


def centre(**changes: str) -> Scenario:
    """Load the centre with changes; `__` stands for a dot."""
    email = {"channels.email.arrivals": "{rate: 5/h}"}
    dotted = {path.replace("__", "."): text for path, text in changes.items()}
    return loads(CENTRE, changes=email | dotted)


def about(section: str, scenario: Scenario) -> list[str]:
    """Return the warnings about one section."""
    return [one for one in warnings_of(scenario) if one.startswith(section)]
