"""Hand-played days: which of the idle agents takes a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from paper_day import day, stays

from omnisim.population import Purpose

if TYPE_CHECKING:
    from omnisim.journal import Journal


def answered_by(journal: Journal) -> list[int | None]:
    return [row[1] for row in stays(journal)]


def test_longest_idle_agent_takes_the_call() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 50 s, 70 s]}, talk: 30 s}
        agents:
          desk: {staff: 2, skills: {phone: 1}}
    """)

    # agent 0 is idle from 30, agent 1 from 40; at 70 agent 1 has waited longer
    assert answered_by(journal) == [0, 1, 0, 1]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("longest_idle", [0, 1, 1]),
        ("fastest", [1, 0, 1]),
        ("cheapest", [0, 1, 0]),
        ("[cheapest, fastest]", [0, 1, 0]),
    ],
)
def test_agent_rule_chooses_among_groups_of_equal_preference(
    rule: str, expected: list[int]
) -> None:
    journal = day(f"""
        channels:
          phone: {{kind: call, arrivals: {{times: [0 s, 5 s, 600 s]}}, talk: 100 s}}
        agents:
          new: {{staff: 1, skills: {{phone: 1}}, pace: 1.5, wage: 20 EUR/h}}
          old:
            {{staff: 1, skills: {{phone: {{pace: 0.5}}}}, wage: 30 EUR/h}}
        routing: {{choose_agent: {rule}}}
    """)

    assert answered_by(journal) == expected


def test_least_occupied_agent_takes_the_call() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 130 s]}, talk: 60 s}
          short: {kind: call, arrivals: {times: [80 s]}, talk: 10 s}
        agents:
          desk: {staff: 2, skills: {phone: 1, short: 1}}
        routing: {choose_agent: least_occupied}
    """)

    # at 80 both were busy for 60 s: agent 0 is longer idle, and busy 70 s by 130
    assert answered_by(journal) == [0, 1, 0, 1]


def test_random_agent_is_the_one_the_draw_names() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s}
        agents:
          desk: {staff: 3, skills: {phone: 1}}
        routing: {choose_agent: random}
        """,
        coins={(Purpose.CHOICE, 0, 1): 0.99, (Purpose.CHOICE, 1, 1): 0.5},
    )

    assert answered_by(journal) == [2, 1]


def test_previous_agent_takes_a_customer_who_comes_back() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s}
        agents:
          desk: {staff: 2, skills: {phone: 1}}
        routing: {choose_agent: [previous_agent, longest_idle]}
        customers:
          resolved: 0%
          after: {unresolved: {phone: [{phone: 100%, after: 11 h}]}}
    """)

    assert answered_by(journal) == [0, 1, 0, 1]


def test_previous_agent_comes_before_a_preferred_group() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s}
        agents:
          a_first: {staff: 1, skills: {phone: 1}}
          b_second: {staff: 1, skills: {phone: 2}}
        routing: {choose_agent: previous_agent}
        customers:
          resolved: 0%
          after: {unresolved: {phone: [{phone: 100%, after: 6 h}]}}
    """)

    assert answered_by(journal)[:4] == [0, 1, 0, 1]


def test_previous_agent_of_an_overflow_group_takes_nobody_before_the_delay() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_help: {staff: 1, skills: {}}
        routing:
          choose_agent: previous_agent
          overflow: [{to: b_help, after: 30 s}]
        customers:
          resolved: 0%
          after: {unresolved: {phone: [{phone: 100%, after: 11 h}]}}
    """)

    assert [row[1:4] for row in stays(journal)] == [
        (0, 0, 0),
        (1, 10, 40),
        (0, 39700, 39700),
        (1, 39740, 39770),
    ]


def test_previous_agent_who_is_kept_for_another_channel_takes_nobody_else() -> None:
    journal = day("""
        channels:
          other: {kind: call, arrivals: {times: [39690 s]}, talk: 60 s}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
        agents:
          a_kept: {staff: 2, skills: {other: 1, phone: 1}, reserved: {other: 1}}
          b_help: {staff: 1, skills: {phone: 2}}
        routing: {choose_agent: previous_agent}
        customers:
          resolved: {phone: 0%}
          after: {unresolved: {phone: [{phone: 100%, after: 11 h}]}}
    """)

    assert [row[1:3] for row in stays(journal)] == [(0, 0), (1, 39690), (2, 39700)]


def test_least_occupied_counts_the_time_before_a_break() -> None:
    journal = day("""
        channels:
          long: {kind: call, arrivals: {times: ["08:43:20"]}, talk: 1000 s}
          short: {kind: call, arrivals: {times: ["08:51", "10:01:40"]}, talk: 60 s}
        agents:
          desk:
            shifts:
              - {n: 1, hours: "08:00-12:00", breaks: "09:00-10:00"}
              - {n: 1, hours: "08:50-12:00", breaks: "09:00-10:00"}
            skills: {long: 1, short: 1}
        routing: {choose_agent: least_occupied}
    """)

    # at the last call agent 0 was busy 1000 s of 3700, agent 1 60 s of 700
    assert [row[1] for row in stays(journal)] == [0, 1, 1]


def test_previous_agent_named_second_only_settles_ties_of_the_first_rule() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s}
        agents:
          a_cheap: {staff: 1, skills: {phone: 1}, wage: 20 EUR/h}
          b_dear: {staff: 2, skills: {phone: 1}, wage: 30 EUR/h}
        routing: {choose_agent: [cheapest, previous_agent]}
        customers:
          resolved: 0%
          after: {unresolved: {phone: [{phone: 100%, after: 11 h}]}}
    """)

    # at the end agent 2 is idle for longer than agent 1
    assert [row[1:4] for row in stays(journal)] == [
        (0, 0, 0),
        (1, 10, 10),
        (0, 39660, 39660),
        (1, 39670, 39670),
    ]


def test_previous_agent_named_second_does_not_come_first() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s}
        agents:
          a_cheap: {staff: 1, skills: {phone: 1}, wage: 20 EUR/h}
          b_dear: {staff: 1, skills: {phone: 1}, wage: 30 EUR/h}
        routing: {choose_agent: [cheapest, previous_agent]}
        customers:
          resolved: 50%
          after: {unresolved: {phone: [{phone: 100%, after: 11 h}]}}
        """,
        coins={(Purpose.RESOLVED, 0, 1): 0.1, (Purpose.RESOLVED, 1, 1): 0.9},
    )

    # customer 1 had agent 1 before, but now the cheaper one is idle
    assert [row[1:4] for row in stays(journal)] == [
        (0, 0, 0),
        (1, 10, 10),
        (0, 39670, 39670),
    ]


def test_random_choice_goes_by_number_whoever_is_idle_longer() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 100 s]}, talk: 60 s}
        agents:
          desk: {staff: 2, skills: {phone: 1}}
        routing: {choose_agent: random}
        """,
        coins={(Purpose.CHOICE, 0, 1): 0.1, (Purpose.CHOICE, 1, 1): 0.1},
    )

    assert [row[1] for row in stays(journal)] == [0, 0]


def test_least_occupied_adds_up_all_idle_stretches() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [340 s]}, talk: 60 s}
          x: {kind: call, arrivals: {times: [100 s, 210 s, 320 s]}, talk: 10 s}
          y: {kind: call, arrivals: {times: [0 s]}, talk: 150 s}
          z: {kind: call, arrivals: {times: [300 s]}, talk: 10 s}
        agents:
          a: {staff: 1, skills: {phone: 1, x: 1}}
          b: {staff: 1, skills: {phone: 1, y: 1, z: 1}}
        routing: {choose_agent: least_occupied}
    """)

    # of 340 s the first was idle for 310, the second for 150 and then 30
    assert stays(journal)[-1][1:4] == (0, 340, 340)


def test_each_leg_has_its_own_random_choice() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 60 s}
        agents:
          a_front: {staff: 2, skills: {phone: 1}}
          b_back: {staff: 2, skills: {}}
        routing:
          choose_agent: random
          transfers: [{from: a_front, to: b_back, share: 100%}]
        """,
        coins={(Purpose.CHOICE, 0, 1, 0): 0.1, (Purpose.CHOICE, 0, 1, 1 << 16): 0.9},
    )

    assert [row[1] for row in stays(journal)] == [0, 3]


def test_previous_agent_is_the_one_who_talked_last() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 3550 s, 3620 s]}, talk: 100 s}
        agents:
          desk: {staff: 2, skills: {phone: 1}}
        routing: {choose_agent: previous_agent}
        customers:
          resolved: 50%
          after: {unresolved: {phone: [{phone: 100%, after: 1 h}]}}
        """,
        coins={
            (Purpose.RESOLVED, 0, 1): 0.9,
            (Purpose.RESOLVED, 0, 2): 0.9,
            (Purpose.RESOLVED, 0, 3): 0.1,
            (Purpose.RESOLVED, 1, 1): 0.1,
            (Purpose.RESOLVED, 2, 1): 0.1,
        },
    )

    # agent 0, who talked with customer 0 first, is busy at 3700, and idle at 7400
    assert [row[1:3] for row in stays(journal)] == [
        (0, 0),
        (1, 3550),
        (0, 3620),
        (1, 3700),
        (1, 7400),
    ]


def test_least_occupied_agent_may_hold_something_at_the_time() -> None:
    journal = day("""
        channels:
          a_phone: {kind: call, arrivals: {times: [0 s]}, talk: 50 s}
          b_chat: {kind: chat, arrivals: {times: [60 s, 80 s]}, turns: 1,
                   agent_turn: 100 s, customer_turn: 1 s}
        agents:
          a_desk: {staff: 1, skills: {a_phone: 1, b_chat: 1},
                   may_hold: [{a_phone: 1}, {b_chat: 2}]}
          b_room: {staff: 1, skills: {b_chat: 1}, may_hold: {b_chat: 2}}
        routing: {choose_agent: least_occupied}
    """)

    # at 80 the first has been busy for 50 s, the other for 20 s and still is
    assert answered_by(journal) == [0, 1, 1]
