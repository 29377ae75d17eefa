"""Hand-played days: agents kept free for a channel, and those kept waiting by it."""

from __future__ import annotations

from paper_day import day, stays


def test_agent_who_is_full_of_what_she_was_kept_for_takes_the_rest_at_once() -> None:
    journal = day("""
        channels:
          sales: {kind: chat, arrivals: {times: [30 s]}, turns: 1, agent_turn: 60 s,
                  customer_turn: 10 s}
          service: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 60 s,
                    customer_turn: 10 s}
        agents:
          desk:
            staff: 1
            skills: {sales: 1, service: 1}
            may_hold: {sales: 1, service: 1}
            while_on: {service: []}
            reserved: {sales: 1}
    """)

    # beside service no sale is offered; beside a sale, service is; both are asked at 30
    assert [row[2:5] for row in stays(journal)] == [(0, 30, 90), (30, 30, 150)]


def test_colleague_may_take_what_waits_once_another_has_room_for_the_sale() -> None:
    journal = day("""
        channels:
          sales: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
          service: {kind: call, arrivals: {times: [10 s]}, talk: 50 s}
          email: {kind: mail, arrivals: {times: [5 s]}, work: 600 s}
        agents:
          desk:
            staff: 2
            skills: {sales: 1, service: 1, email: 1}
            may_hold: [{sales: 1, email: 1}, {service: 1}]
            reserved: {sales: 1}
        routing: {choose_agent: most_loaded}
    """)

    # the first agent has the sale and the mail, beside which service is not for her
    assert [row[:5] for row in stays(journal)] == [
        (0, 0, 0, 0, 100),
        (1, 0, 5, 5, 700),
        (2, 1, 10, 100, 150),
    ]


def test_agent_with_nothing_in_hand_goes_first_where_wages_are_the_same() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 30 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 200 s}
        agents:
          desk: {staff: 2, skills: {chat: 1}, may_hold: {chat: 2}, wage: 20 EUR/h}
        routing: {choose_agent: [cheapest, longest_idle]}
        """,
        turns={0: [(10, 200), (10,)], 1: [(10,)], 2: [(10,)]},
    )

    # the second agent is idle since 20, the first has changed nothing since 0
    assert [row[1] for row in stays(journal)] == [0, 1, 1]
