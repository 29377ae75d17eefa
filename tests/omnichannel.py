"""A scenario file with journeys, bots, outages and prices as text for tests."""

from __future__ import annotations

from typing import Any

from omnisim.scenario import Scenario, loads

__all__ = ["JOURNEYS", "journeys"]

JOURNEYS = """\
name: Journeys
calendar: {start: 2026-03-02 08:00, days: 2, open: "08:00-20:00"}
issues: {order: 70%, fault: 30%}
channels:
  app: {kind: bot, arrivals: {rate: 30/h}, outages: {at: "12:00", for: 5 min}}
  phone:
    kind: call
    arrivals: {rate: 20/h}
    talk: {exponential: 5 min}
    patience: {exponential: 3 min}
    announce:
      offer:
        - {to: back, share: 40%, above: 2 min}
        - {to: chat, share: 30%, after: 90 s}
    outages:
      - {at: "10:30", days: weekdays, for: 20 min}
      - {at: 2026-03-02 12:00, for: 20 min, cuts: waiting}
      - {every: 2 days, for: {exponential: 10 min}, cuts: all}
    cost: [0.02 EUR/minute, 3 EUR/line]
    lines: 40
  back: {kind: callback, talk: 4 min, target: 80% within 1 h}
  chat:
    kind: chat
    arrivals: {rate: 20/h}
    invite: {share: 10%, room: 2, cost: 0.01 EUR}
    turns: {geometric: 7}
    agent_turn: 30 s
    customer_turn: 40 s
    patience: {exponential: 3 min}
    cost: 0.10 EUR per contact
  email: {kind: mail, arrivals: {rate: 6/h}, work: 6 min, target: 90% within 8 h}
automation:
  voice:
    fronts: [phone]
    contains: {order: 40%, any: 10%}
    false_containment: 20%
    session: {exponential: 90 s}
    failed_session: 1 min
    otherwise: {agent: 80%, leave: 20%}
    context: lost
    told: yes
    priority: 3
    sessions: 10
    meets: first
    unavailable: refuse
    outages: {at: "11:00", for: 30 min}
    cost: [0.15 EUR/session, {amount: 1e-3, currency: EUR, per: minute}]
  helper:
    fronts: app
    contains: 50%
    session: 2 min
    otherwise: {leave: 100%}
agents:
  desk:
    staff: 14
    skills: {phone: 1, back: 1, chat: 2, email: 3}
    may_hold: [{phone: 1}, {back: 1}, {chat: 2, email: 1}]
    wage: 24 EUR/h
    resolves: 90%
    learning: {new: 2, slower: 40%, halves: 10 days, since: 5 days}
    strain: {slower: 1%, above: 90%, over: 30 min}
  seniors: {staff: 3, skills: {phone: 2}, wage: 30 EUR/h}
routing:
  transfers:
    - {issue: fault, from: desk, to: seniors, channel: phone, share: 10%, told: yes}
customers:
  vulnerable: 5%
  context: {again: lost, any: kept}
  repeat_work: 20%
  told_patience: 1.5
  resolved: {phone: {order: 90%, any: 80%}}
  dilution: 2%
  after:
    abandoned:
      phone: {chat: 20%}
      phone/fault: [{phone: 60%, after: 5 min, further: 30%, tries: 4}, {email: 5%}]
      phone/order: []
    cut_off: {any: {phone: 50%, after: 10 min}}
    unhelped: {app: {phone: 70%}}
    contained: {any: {phone: 90%, after: 1 h}}
    unanswered: {email: {phone: 10%, after: 8 h}}
  impatient_duplicates:
    phone: [{open: chat, probability: 10%, after: 2 min}]
    chat: {open: phone, probability: 5%}
  twins: {withdrawn: 50%, found_out: 50%, discovery: 45 s}
  updates: {email: {after: 4 h, saves: 50%, share: 80%, cost: 0.05 EUR/message}}
  proactive:
    phone/fault: {reaches: 30%, saves: 40%, cost: 0.05 EUR}
satisfaction: {per_minute: 0.02, unresolved: 50%}
"""


def journeys(old: str = "", new: str = "", **how: Any) -> Scenario:  # noqa: ANN401 - as `loads` takes them
    """Load the scenario of journeys with one piece of its text replaced."""
    assert old in JOURNEYS
    return loads(JOURNEYS.replace(old, new, 1), name="journeys.yaml", **how)
