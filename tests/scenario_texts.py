"""Scenario files as text for tests, and what is wrong with them."""

from __future__ import annotations

from typing import Any

import pytest

from omnisim.errors import ScenarioError
from omnisim.scenario import Scenario, from_dict, loads

SMALL = """\
name: Small bank
calendar: {start: 2026-03-02 08:00, open: "08:00-10:00"}
channels:
  phone:
    kind: call
    arrivals: {per: hour, counts: [60, 80]}
    talk: {exponential: 5 min}
    patience: {exponential: 3 min}
agents:
  desk:
    staff: 7
    skills: {phone: 1}
"""

FULL = """\
name: Branch bank
description: Two groups, three issues.
calendar:
  start: 2026-03-02 08:00
  days: 2
  open: {weekdays: "08:00-12:00, 13:00-20:00", saturday: "09:00-13:00"}
  interval: 30 min
  warm_up: 1 h
  run_out: 2 h
issues:
  balance: {share: 45%, effort: 0.7}
  payment: 35%
  dispute: {share: 20%, effort: 1.6, needs: seniority, priority: 1, weight: 2}
channels:
  phone:
    kind: call
    arrivals: {per: hour, counts: 60, scale: 1.5}
    busy_day: {cv: 6%}
    talk: {lognormal: {mean: 260 s, cv: 1.1}}
    wrap_up: {exponential: 40 s}
    patience: never
    target: 80% within 20 s
    lines: 60
    priority: 2
    weight: 1.5
    announce: {estimate: queue_length, tolerance: {exponential: 4 min}}
  vip:
    kind: call
    arrivals: {rate: 10/h}
    busy_day: 5%
    issues: {balance: 60%, dispute: {share: 40%, talk: 9 min, patience: 5 min}}
    talk: [2 min, 6 min]
    open: "09:00-17:00"
agents:
  generalists:
    staff: {per: hour, counts: 12}
    skills: {phone: 1, vip: {preference: 2, pace: 1.1}}
    wage: 24 EUR/h
    reserved: {vip: 1}
  seniors:
    shifts:
      - {n: 6, hours: "08:00-16:00", breaks: ["11:30-12:00"], days: weekdays}
      - {n: 6, hours: "12:00-20:00", breaks: "16:00-16:30", days: [monday, weekend]}
    skills: {phone: 1, vip: 1}
    qualified_for: [seniority]
    pace: 0.9
    wage: 31 EUR/h
    shrinkage: {planned: 8%, absence: 4%}
routing:
  choose_agent: [previous_agent, longest_idle]
  choose_contact: longest_wait
  overflow:
    - {issue: balance, to: seniors, after: 60 s}
  ring: {time: 4 s, unanswered: 2%, away: 1 min}
  transfers:
    - {issue: dispute, from: generalists, to: seniors, share: 30%, talk: 40%}
customers:
  context: lost
  repeat_work: 25%
  resolved: {phone: {balance: 90%, any: 80%}}
  after:
    abandoned: {phone: [{phone: 35%, after: 8 min}]}
    unresolved: {any: {phone: 60%, after: 1 day}}
service_level: short_ok
short_abandonment: 3 s
targets:
  abandonment: {green: "<= 5%", amber: "<= 8%"}
"""

FLOOR = """\
name: Blended floor
calendar: {start: 2026-03-02 08:00, open: "08:00-20:00"}
issues: {order: 70%, fault: 30%}
channels:
  phone:
    kind: call
    arrivals: {rate: 20/h}
    talk: {exponential: 5 min}
    patience: 3 min
    announce: {offer: {to: back, share: 40%, above: 2 min}}
  back:
    kind: callback
    talk: 4 min
    dial: 15 s
    answers: 70%
    tries: 2
    retry: {exponential: 1 h}
    window: {after: 2 h, lasts: 1 h}
  chat:
    kind: chat
    arrivals: {rate: 15/h}
    issues:
      order: 60%
      fault: {share: 40%, turns: [3, 9], agent_turn: 50 s, reply_patience: 9 min}
    turns: {geometric: 7}
    agent_turn: {lognormal: {mean: 35 s, cv: 0.8}}
    customer_turn: {exponential: 65 s}
    customer_drift: 20%
    reply_patience: {exponential: 6 min}
    silent: 20%
    discovery: 30 s
    close_after: 4 min
    wrap_up: 20 s
    place_until: end
    patience: {exponential: 4 min}
  quick:
    kind: chat
    arrivals: {rate: 10/h}
    duration_by_open_chats: [6 min, 7.5 min, 9 min]
    duration: {gamma: {mean: 6 min, cv: 0.9}}
    patience: 5 min
  sms:
    kind: message
    arrivals: {rate: 5/h}
    turns: {tally: {1: 40%, 3: 60%}}
    agent_turn: 40 s
    customer_turn: {exponential: 1 h}
    reply_patience: 8 h
    quiet_after: 5 min
    revive: exceed
    target: 80% within 4 h
  email:
    kind: mail
    arrivals: {rate: 6/h}
    work: {exponential: 6 min}
    turns: {poisson: 1.5}
    customer_turn: 1 day
    target: 90% within 8 h
agents:
  desk:
    staff: 12
    skills: {phone: 1, back: 1, chat: 2, quick: 2, sms: 3, email: 3}
    may_hold: [{phone: 1}, {back: 1}, {chat: 3, quick: 3, sms: 2, email: 1, total: 3}]
    interrupts: {phone: email, back: [email]}
    while_on: {chat: [quick, email]}
    attention: [call, chat, callback, message, mail]
    switch_cost: 5 s
    slowdown: 10%
    breathing: {chat: 30 s}
    at_duty_end: {chat: hand_over, email: return_to_queue}
  helpers:
    staff: 2
    skills: {phone: 1, chat: 1}
    units: {total: 100, phone: 100, chat: 20}
    breathing: 10 s
    at_duty_end: return_to_queue
customers:
  after:
    quit: {any: {phone: 25%, after: 2 min}}
    unreached: {back: {phone: 20%, after: 1 day}}
    unanswered: {email: [{phone: 15%, after: 1 day}]}
"""


def small(old: str = "", new: str = "", **how: Any) -> Scenario:  # noqa: ANN401 - as `loads` takes them
    """Load the small scenario with one piece of its text replaced."""
    assert old in SMALL
    return loads(SMALL.replace(old, new, 1), name="bank.yaml", **how)


def floor(old: str = "", new: str = "", **how: Any) -> Scenario:  # noqa: ANN401 - as above
    """Load the floor of all kinds with one piece of its text replaced."""
    assert old in FLOOR
    return loads(FLOOR.replace(old, new, 1), name="floor.yaml", **how)


def faults_of_floor(old: str, new: str) -> list[str]:
    """Return the faults of the floor of all kinds with one piece replaced."""
    assert old in FLOOR
    return faults(FLOOR.replace(old, new, 1))


def faults(text: str, **how: Any) -> list[str]:  # noqa: ANN401 - as above
    """Return the faults of a scenario file, each as printed."""
    with pytest.raises(ScenarioError) as caught:
        loads(text, name="bank.yaml", **how)
    return [str(fault) for fault in caught.value.faults]


def faults_of_small(old: str, new: str, **how: Any) -> list[str]:  # noqa: ANN401 - as above
    """Return the faults of the small scenario with one piece replaced."""
    assert old in SMALL
    return faults(SMALL.replace(old, new, 1), **how)


def faults_of_dict(data: dict[str, object]) -> list[str]:
    """Return the faults of a scenario given as Python values."""
    with pytest.raises(ScenarioError) as caught:
        from_dict(data)
    return [str(fault) for fault in caught.value.faults]
