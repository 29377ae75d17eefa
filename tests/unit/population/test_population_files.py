from __future__ import annotations

from omnisim.population import draw_population
from omnisim.scenario import dump, loads

FORWARDS = """
name: help desk
calendar: {start: 2026-03-02 08:00, open: "08:00-20:00"}
issues: {fault: {share: 40%}, question: {share: 60%, effort: 0.8}}
channels:
  desk: {kind: call, arrivals: {rate: 20/h}, talk: 3 min, patience: [1 min, 2 min]}
  phone: {kind: call, arrivals: {rate: 40/h}, talk: {exponential: 4 min}}
agents: {staff: {staff: 4, skills: {desk: 1, phone: 2}}}
"""
BACKWARDS = """
agents: {staff: {skills: {phone: 2, desk: 1}, staff: 4}}
channels:
  phone: {talk: {exponential: 4 min}, arrivals: {rate: 40/h}, kind: call}
  desk: {patience: [1 min, 2 min], talk: 3 min, arrivals: {rate: 20/h}, kind: call}
issues: {question: {effort: 0.8, share: 60%}, fault: {share: 40%}}
calendar: {open: "08:00-20:00", start: 2026-03-02 08:00}
name: help desk
"""


def test_the_order_of_sections_in_a_file_changes_no_customer() -> None:
    forwards, backwards = (
        draw_population(loads(text), seed=1, replication=0)
        for text in (FORWARDS, BACKWARDS)
    )

    assert backwards.to_frame().equals(forwards.to_frame())
    assert backwards.fingerprint == forwards.fingerprint
    assert [column.tolist() for column in backwards.stays(0, attempt=1, leg=0)] == [
        column.tolist() for column in forwards.stays(0, attempt=1, leg=0)
    ]


def test_a_scenario_written_down_and_read_again_has_the_same_customers() -> None:
    scenario = loads(FORWARDS)
    again = loads(dump(scenario))

    first = draw_population(scenario, seed=1, replication=0)
    second = draw_population(again, seed=1, replication=0)
    assert second.to_frame().equals(first.to_frame())
    assert second.fingerprint == first.fingerprint
