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


def small(old: str = "", new: str = "", **how: Any) -> Scenario:  # noqa: ANN401 - as `loads` takes them
    """Load the small scenario with one piece of its text replaced."""
    assert old in SMALL
    return loads(SMALL.replace(old, new, 1), name="bank.yaml", **how)


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
