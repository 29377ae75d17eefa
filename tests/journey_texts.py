"""A bank whose customers meet bots, move between channels and lose their line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scenario_texts import faults

from omnisim.scenario import loads

if TYPE_CHECKING:
    from omnisim.scenario import Scenario

BANK = """\
name: Bank with bots
calendar: {start: 2026-03-02 08:00, days: 2, open: "08:00-20:00"}
issues: {balance: 60%, dispute: {share: 40%, needs: seniority}}
channels:
  phone:
    kind: call
    arrivals: {rate: 40/h}
    talk: 4 min
    patience: 3 min
    lines: 60
    announce:
      offer:
        - {to: chat, share: 20%, above: 2 min}
        - {to: back, share: 5%, after: 4 min}
    outages: {at: 2026-03-02 10:30, for: 40 min, cuts: waiting}
    cost: [0.02 EUR/minute, 3 EUR/line]
  chat:
    kind: chat
    arrivals: {rate: 30/h}
    turns: {geometric: 7}
    agent_turn: 35 s
    customer_turn: 65 s
    invite: {share: 25%, room: 2, cost: 0.01 EUR}
    outages: [{every: 30 days, for: {exponential: 1 h}}]
  back: {kind: callback, talk: 4 min}
  app:
    kind: bot
    arrivals: {rate: 20/h}
    lines: 5
    outages: {at: "12:00", days: weekdays, for: 10 min}
    cost: 0.10 EUR/contact
  email: {kind: mail, arrivals: {rate: 6/h}, work: 6 min}
agents:
  desk:
    staff: 12
    skills: {phone: 1, chat: 2, back: 1, email: 3}
    may_hold: [{phone: 1}, {back: 1}, {chat: 3, email: 1}]
    breathing: {any: 10 s, chat: 30 s}
    at_duty_end: return_to_queue
    wage: 24 EUR/h
    resolves: 0.9
    learning: {new: 3, slower: 40%, halves: 30 days, since: 10 days}
  seniors:
    shifts: [{n: 4, hours: "08:00-20:00"}]
    skills: {phone: 1, chat: 1, back: 1, email: 1}
    qualified_for: [seniority]
    wage: 31 EUR/h
    strain: {slower: 1%, above: 85%, over: 1 h}
routing:
  overflow: [{issue: balance, to: seniors, after: 60 s}]
  transfers: [{from: desk, to: seniors, share: 5%, told: "yes"}]
automation:
  assistant:
    fronts: [chat]
    contains: {balance: 80%, any: 5%}
    false_containment: 10%
    session: {lognormal: {mean: 90 s, cv: 0.7}}
    failed_session: 40 s
    otherwise: {agent: 75%, leave: 25%}
    context: kept
    told: "yes"
    priority: 2
    sessions: 40
    meets: first
    unavailable: refuse
    outages: [{at: "10:30", for: 40 min}, {every: 30 days, for: 1 h}]
    cost: 0.15 EUR/session
  self_service: {fronts: app, contains: 50%, session: 2 min, otherwise: {leave: 100%}}
customers:
  vulnerable: 6%
  context: {any: lost, transfer: kept}
  repeat_work: 25%
  told_patience: 1.5
  resolved: {phone: 82%, chat: 74%}
  dilution: 5%
  after:
    abandoned:
      phone: [{chat: 20%}, {phone: 35%, after: 8 min, further: 10%, tries: 4}]
    unresolved: {any: {phone: 60%, after: 1 day}, chat/dispute: {phone: 90%}}
    cut_off: {any: {phone: 50%, after: 5 min}}
    unhelped: {any: {phone: 40%, after: 1 min}}
    contained: {chat: {chat: 70%, after: 1 h}, app/dispute: {email: 30%}}
  impatient_duplicates: {chat: {after: 3 min, open: phone, probability: 10%}}
  twins: {withdrawn: 50%, found_out: 30%, in_full: 20%, discovery: 45 s}
  updates: {email: {after: 4 h, saves: 60%, share: 90%, cost: 0.05 EUR}}
  proactive: {phone/balance: {reaches: 30%, saves: 50%, cost: 0.05 EUR/message}}
satisfaction: {per_contact: 0.1}
targets: {cost_per_resolution: {green: "<= 6 EUR"}}
"""


def bank(old: str = "", new: str = "", **how: Any) -> Scenario:  # noqa: ANN401 - as `loads` takes them
    """Load the bank with one piece of its text replaced."""
    assert old in BANK
    return loads(BANK.replace(old, new, 1), name="bank.yaml", **how)


def faults_of_bank(old: str, new: str) -> list[str]:
    """Return the faults of the bank with one piece of its text replaced."""
    assert old in BANK
    return faults(BANK.replace(old, new, 1))
