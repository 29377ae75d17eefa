"""The plan: rights, levels, reserves and ways on, by code."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from omnisim.engine.resolving import resolve
from omnisim.scenario import loads

if TYPE_CHECKING:
    from omnisim.engine.plan import Plan, QueuePlan

TEXT = """
    name: plan
    calendar: {start: 2026-03-02}
    issues: {easy: {share: 50%}, hard: {share: 50%, needs: seniority, effort: 2}}
    channels:
      a_sales: {kind: call, arrivals: {rate: 1/h}, talk: 60 s, wrap_up: 20 s,
                priority: 2}
      b_service: {kind: call, arrivals: {rate: 1/h}, talk: 90 s,
                  target: 80% within 20 s}
    agents:
      a_new: {staff: 1, skills: {b_service: 1}, pace: 1.5, reserved: {b_service: 1}}
      b_old:
        staff: 1
        skills: {a_sales: 1, b_service: {preference: 2, pace: 0.5}, b_service/hard: 1}
        qualified_for: [seniority]
        pace: 0.8
      c_help: {staff: 1, skills: {}, qualified_for: [seniority]}
    routing:
      overflow:
        - {channel: b_service, to: c_help, after: 60 s}
        - {to: c_help, after: 90 s}
      transfers:
        - {issue: hard, to: c_help, share: 30%}
        - {from: b_old, to: a_new, issue: easy, share: 20%}
"""


def plan() -> Plan:
    return resolve(loads(textwrap.dedent(TEXT)))


def queue(made: Plan, channel: int, issue: int) -> QueuePlan:
    return made.queues[made.first_queue[channel][issue]]


def test_groups_stand_in_levels_of_preference() -> None:
    service_easy = queue(plan(), 1, 0)

    assert [[right.group for right in level] for level in service_easy.levels] == [
        [0],
        [1],
    ]


def test_skill_for_an_issue_counts_before_that_for_its_channel() -> None:
    service_hard = queue(plan(), 1, 1)

    # group 0 lacks the qualification; group 1 has no special pace for hard ones
    assert [
        (right.group, right.factor) for level in service_hard.levels for right in level
    ] == [(1, 0.8)]


def test_pace_of_group_and_skill_multiply() -> None:
    service_easy = queue(plan(), 1, 0)

    assert [right.factor for right in service_easy.rights] == [1.5, 0.8 * 0.5, 1.0]


def test_overflow_takes_the_shortest_delay_that_fits() -> None:
    made = plan()

    assert [right.after for right in queue(made, 1, 0).overflow] == [60]
    assert [right.after for right in queue(made, 0, 0).overflow] == [90]


def test_agents_are_kept_for_other_channels_only() -> None:
    service_easy = queue(plan(), 1, 0)

    assert service_easy.levels[0][0].keeps == ()


def test_transferred_contacts_wait_in_a_queue_of_the_target() -> None:
    made = plan()
    way = made.transfers[made.first_queue[1][1], 1][0]

    assert way.up_to == 0.3
    assert [right.group for right in made.queues[way.queue].rights] == [2]


def test_announced_wait_counts_the_mean_work_of_the_mixture() -> None:
    sales = plan().channels[0]

    assert sales.mean_handle == 0.5 * 80 + 0.5 * 2 * 80
