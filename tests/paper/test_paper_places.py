"""Hand-played days: what an agent may hold at once, and when a place is free again."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, doing, holds, in_hand, replies, stays


def test_call_waits_until_all_chats_are_over_where_it_must_be_held_alone() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 20 s, 50 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [5 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1},
                 may_hold: [{phone: 1}, {chat: 2}]}
        """,
        turns={0: [(10, 20), (10,)]},
    )

    # the chat that comes at 20 slips in before the caller, the one at 50 does not
    assert holds(journal) == [
        (0, 0, 0, 0, 40),
        (1, 0, 0, 40, 100),
        (2, 0, 0, 20, 30),
        (3, 0, 0, 100, 110),
    ]


def test_total_bounds_what_each_channel_would_allow() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s, 0 s, 0 s]}, work: 100 s}
          chat: {kind: chat, arrivals: {times: [1 s, 1 s, 1 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1},
                 may_hold: {chat: 2, email: 2, total: 3}}
    """)

    # two mails and one chat fill the agent; a third mail waits for a mail's place
    assert holds(journal) == [
        (0, 0, 0, 0, 130),
        (1, 0, 0, 0, 230),
        (2, 0, 0, 130, 330),
        (3, 0, 0, 1, 11),
        (4, 0, 0, 11, 21),
        (5, 0, 0, 21, 31),
    ]


def test_units_let_in_what_still_fits() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s, 0 s]}, turns: 1,
                 agent_turn: 30 s, customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1},
                 units: {total: 100, phone: 100, chat: 40}}
    """)

    # two chats leave 20 units, one leaves 60: nothing for a call of 100
    assert holds(journal) == [
        (0, 0, 0, 0, 30),
        (1, 0, 0, 0, 60),
        (2, 0, 0, 30, 90),
        (3, 0, 0, 90, 150),
    ]


def test_all_pools_of_units_must_have_room() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 50 s}
          chat: {kind: chat, arrivals: {times: [5 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s, 12 s]}, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {email: 1, chat: 1, phone: 1},
                 units: [{total: 2, phone: 1, chat: 1}, {total: 1, email: 1, chat: 1}]}
    """)

    # the mail keeps the chat out, and lets two calls in
    assert holds(journal) == [
        (0, 0, 0, 0, 90),
        (1, 0, 0, 90, 100),
        (2, 0, 0, 10, 30),
        (3, 0, 0, 12, 50),
    ]


def test_mail_is_interrupted_by_a_call_but_not_offered_beside_one() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 80 s, 85 s]}, talk: 60 s}
          email: {kind: mail, arrivals: {times: [10 s]}, work: 40 s}
        agents:
          desk: {staff: 1, skills: {phone: 1, email: 1}, interrupts: {phone: email}}
    """)

    # the mail: 20 s before the two calls, 20 s after them
    assert holds(journal) == [
        (0, 0, 0, 0, 60),
        (1, 0, 0, 60, 220),
        (2, 0, 0, 80, 140),
        (3, 0, 0, 140, 200),
    ]


def test_only_some_channels_are_offered_beside_a_chat() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 60 s}
          email: {kind: mail, arrivals: {times: [30 s]}, work: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1, email: 1},
                 may_hold: {chat: 1, phone: 1, email: 1}, while_on: {chat: email}}
        """,
        turns={0: [(10, 100), (10,)]},
    )

    assert holds(journal) == [
        (0, 0, 0, 0, 120),
        (1, 0, 0, 120, 180),
        (2, 0, 0, 30, 50),
    ]


def test_what_is_not_offered_beside_a_chat_may_have_been_there_before_it() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 20 s]}, talk: 100 s}
          chat: {kind: chat, arrivals: {times: [10 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 2},
                 while_on: {chat: []}}
    """)

    # the second call waits for the chat, which waits for the first call
    assert holds(journal) == [
        (0, 0, 0, 0, 100),
        (1, 0, 0, 10, 110),
        (2, 0, 0, 110, 210),
    ]


def test_place_is_kept_for_a_breath_after_the_end() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, patience: 20 s, wrap_up: 5 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, breathing: 10 s}
    """)

    # as her patience ends the second is taken: a breath that ends now is over
    assert holds(journal) == [(0, 0, 0, 0, 15), (1, 0, 0, 25, 40)]
    assert doing(journal, 0)[:4] == [
        ("writing", 0, 0, 10),
        ("wrap_up", 0, 10, 15),
        ("idle", None, 15, 25),
        ("writing", 1, 25, 35),
    ]


def test_breath_begins_with_the_end_of_the_conversation_if_the_place_does() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 5 s, place_until: end}
        agents:
          desk: {staff: 1, skills: {chat: 1}, breathing: {chat: 10 s}}
    """)

    assert holds(journal) == [(0, 0, 0, 0, 10), (1, 0, 0, 20, 30)]
    assert stays(journal)[0] == (0, 0, 0, 0, 10, 15, "handled")


def test_breath_is_taken_after_the_channels_that_have_one() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [6 s, 7 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, breathing: {phone: 30 s}}
    """)

    # after a call nothing is taken for 30 s, after a chat the next at once
    assert holds(journal) == [
        (0, 0, 0, 0, 10),
        (1, 0, 0, 10, 20),
        (2, 0, 0, 20, 80),
        (3, 0, 0, 110, 170),
    ]


def test_each_place_is_kept_for_a_breath_of_its_own() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s, 2 s, 3 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, breathing: 15 s}
        """
    )

    # breaths from 10 to 25 and from 20 to 35
    assert holds(journal) == [
        (0, 0, 0, 0, 10),
        (1, 0, 0, 1, 20),
        (2, 0, 0, 25, 35),
        (3, 0, 0, 35, 45),
    ]


def test_wrap_up_goes_before_the_reply_to_whoever_took_the_place_meanwhile() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 20 s, wrap_up: 10 s, place_until: end}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
    """)

    # both are asked for at 30, and the wrap-up is the earlier contact's
    assert holds(journal) == [(0, 0, 0, 0, 30), (1, 0, 0, 30, 70)]
    assert doing(journal, 0)[:4] == [
        ("writing", 0, 0, 30),
        ("wrap_up", 0, 30, 40),
        ("writing", 1, 40, 70),
        ("wrap_up", 1, 70, 80),
    ]
    assert in_hand(journal, 0)[-1][0] == 0


def test_agent_who_comes_on_duty_fills_up_at_once() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: ["08:10", "08:20", "08:30", "08:40"]},
                 turns: 1, agent_turn: 60 s, customer_turn: 20 s}
        agents:
          desk: {shifts: [{n: 1, hours: "09:00-20:00"}], skills: {chat: 1},
                 may_hold: {chat: 3}}
    """)

    assert replies(journal) == [
        (0, 0, 0, 3600, 3600, 3660),
        (1, 0, 0, 3600, 3660, 3720),
        (2, 0, 0, 3600, 3720, 3780),
        (3, 0, 0, 3660, 3780, 3840),
    ]


def test_of_two_who_come_on_duty_the_first_fills_up_before_the_second() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: ["08:10", "08:20", "08:30", "08:40"]},
                 turns: 1, agent_turn: 60 s, customer_turn: 20 s}
        agents:
          desk: {shifts: [{n: 2, hours: "09:00-20:00"}], skills: {chat: 1},
                 may_hold: {chat: 3}}
    """)

    assert [row[1:4] for row in stays(journal)] == [
        (0, 600, 3600),
        (0, 1200, 3600),
        (0, 1800, 3600),
        (1, 2400, 3600),
    ]


@pytest.mark.parametrize(
    ("priority", "expected"),
    [
        (1, [(0, 3660, 3720), (1, 3660, 3780), (2, 3600, 3660)]),
        (9, [(0, 3600, 3660), (1, 3600, 3720), (2, 3720, 3780)]),
    ],
)
def test_who_fills_up_takes_what_the_first_one_taken_leaves_room_for(
    priority: int, expected: list[tuple[int, float, float]]
) -> None:
    journal = day(f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: ["08:10", "08:20"]}}, turns: 1,
                  agent_turn: 60 s, customer_turn: 20 s}}
          phone: {{kind: call, arrivals: {{times: ["08:30"]}}, talk: 60 s,
                   priority: {priority}}}
        agents:
          desk: {{shifts: [{{n: 1, hours: "09:00-20:00"}}],
                  skills: {{chat: 1, phone: 1}}, may_hold: [{{phone: 1}}, {{chat: 3}}]}}
    """)

    assert [(row[0], *row[3:]) for row in holds(journal)] == expected


def test_line_is_free_at_the_end_of_the_conversation_before_the_place() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s, 5 s, 10 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, lines: 2, wrap_up: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}}
    """)

    # asked for at 10: the first wrap-up, and the last chat's reply
    assert [row[3:] for row in contacts(journal)] == [
        (0, 10, "handled"),
        (1, 20, "handled"),
        (5, 5, "blocked"),
        (10, 50, "handled"),
    ]
