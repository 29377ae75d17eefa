"""A sound centre, and the faults of it after changes."""

from __future__ import annotations

import pytest

from omnisim.errors import ScenarioError
from omnisim.scenario import loads

__all__ = ["CENTRE", "faults"]

CENTRE = """
calendar: {start: 2026-03-02 00:00, open: "08:00-10:00"}
issues:
  balance: {share: 60%}
  dispute: {share: 40%, needs: seniority}
channels:
  phone:
    kind: call
    arrivals: {per: hour, counts: [30, 40]}
    talk: {exponential: 4 min}
    patience: {exponential: 3 min}
    target: 80% within 20 s
  sales:
    kind: call
    arrivals: {per: hour, counts: 10}
    issues: {balance: 100%}
    talk: 2 min
agents:
  desk:
    staff: {per: hour, counts: [3, 4]}
    skills: {phone: 1, sales: 2}
    wage: 20 EUR/h
  seniors:
    shifts: [{n: 2, hours: "08:00-10:00", breaks: ["09:00-09:15"]}]
    skills: {phone: 1}
    qualified_for: [seniority]
    wage: 30 EUR/h
"""


def faults(**changes: str) -> list[str]:
    """Return the faults of the centre after changes; `__` stands for a dot."""
    dotted = {path.replace("__", "."): text for path, text in changes.items()}
    with pytest.raises(ScenarioError) as caught:
        loads(CENTRE, changes=dotted)
    return [
        f"{fault.path}: {fault.wrong} | {fault.allowed} | {fault.hint}"
        for fault in caught.value.faults
    ]
