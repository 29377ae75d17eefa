"""Hand-played days: chats that wait for an agent, and chats that are passed on."""

from __future__ import annotations

from paper_day import contacts, day, doing, holds, replies, stays


def test_patience_with_the_first_reply_begins_when_an_agent_takes_the_chat() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 2, agent_turn: 15 s,
                 customer_turn: 20 s, reply_patience: 20 s, customer_drift: 100%}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
    """)

    # nor does the customer take longer over her turn because she has queued
    assert replies(journal)[2:] == [(1, 0, 0, 50, 50, 65), (1, 0, 1, 85, 85, 100)]


def test_chat_balks_at_the_wait_of_the_last_one_answered() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 200 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, announce: {tolerance: 60 s}}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(100,)], 1: [(200,)]},
    )

    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 300, "handled"),
        (2, 1, "first", 200, 200, "balked"),
    ]


def test_transferred_chat_keeps_its_line_and_its_wrap_up_needs_none() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 15 s, 20 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, wrap_up: 30 s, lines: 1}
        agents:
          a_front: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
          b_back: {staff: 1, skills: {}}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%}]
    """)

    # over at 20, when the third comes; both agents wrap up then
    assert [row[3:] for row in contacts(journal)] == [
        (0, 20, "handled"),
        (15, 15, "blocked"),
        (20, 60, "handled"),
    ]


def test_turn_begun_after_the_wrap_up_of_a_transferred_chat_is_not_slowed() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 10 s}
          other: {kind: chat, arrivals: {times: [10 s]}, turns: 1, agent_turn: 20 s,
                  customer_turn: 20 s}
        agents:
          a_front: {staff: 1, skills: {chat: 1, other: 1},
                    may_hold: {chat: 1, other: 1}, slowdown: 100%}
          b_back: {staff: 1, skills: {}}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%, channel: chat}]
        """
    )

    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 10),
        ("wrap_up", 0, 10, 20),
        ("writing", 1, 20, 40),
    ]


def test_wrap_up_of_a_transferred_chat_is_in_hand_until_it_is_done() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 10 s}
          other: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 20 s,
                  customer_turn: 20 s}
        agents:
          a_front: {staff: 1, skills: {chat: 1, other: 1},
                    may_hold: {chat: 1, other: 1}, slowdown: 100%, switch_cost: 3 s}
          b_back: {staff: 1, skills: {}}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%, channel: chat}]
        """
    )

    # both come at 0, and the first still takes a place while the second is written
    assert holds(journal) == [(0, 0, 0, 0, 76), (0, 1, 1, 20, 40), (1, 0, 0, 0, 63)]
    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 20),
        ("switching", 1, 20, 23),
        ("writing", 1, 23, 63),
        ("switching", 0, 63, 66),
        ("wrap_up", 0, 66, 76),
    ]


def test_own_wrap_up_of_a_transferred_chat_costs_no_switch() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 10 s}
        agents:
          a_front: {staff: 1, skills: {chat: 1}, switch_cost: 3 s}
          b_back: {staff: 1, skills: {}, switch_cost: 3 s}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%}]
    """)

    assert stays(journal) == [
        (0, 0, 0, 0, 10, 20, "transferred"),
        (0, 1, 10, 10, 20, 30, "handled"),
    ]


def test_chat_at_the_rate_level_is_transferred_after_a_share_of_its_length() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s], wrap_up: 10 s}
        agents:
          a_front: {staff: 1, skills: {chat: 1}}
          b_back: {staff: 1, skills: {}, pace: 2}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%, talk: 50%}]
        customers: {context: lost, repeat_work: 50%}
    """)

    # the second chat takes 60 x 2 x 1.5 s
    assert stays(journal) == [
        (0, 0, 0, 0, 30, 40, "transferred"),
        (0, 1, 30, 30, 210, 230, "handled"),
    ]


def test_transferred_customer_may_leave_the_second_queue_silently() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, patience: 20 s, silent: 100%}
          other: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 100 s,
                  customer_turn: 20 s}
        agents:
          a_front: {staff: 1, skills: {chat: 1}}
          b_back: {staff: 1, skills: {other: 1}}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%, channel: chat}]
    """)

    assert stays(journal)[:2] == [
        (0, 0, 0, 0, 10, 10, "transferred"),
        (0, 1, 10, 100, 145, 145, "abandoned"),
    ]
    assert contacts(journal)[0] == (0, 1, "first", 0, 30, "abandoned")


def test_customer_who_leaves_before_her_last_turn_is_not_transferred() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 4, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          a_front: {staff: 1, skills: {chat: 1}}
          b_back: {staff: 1, skills: {}}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%, talk: 50%}]
        """,
        turns={0: [(10, 20), (10, 20, 5), (10, 20), (10,)]},
    )

    assert stays(journal) == [(0, 0, 0, 0, 35, 35, "quit")]


def test_breath_keeps_nobody_past_the_end_of_her_duty() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: ["08:59:45"]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-09:00"}], skills: {chat: 1},
                 breathing: 30 s}
    """)

    assert doing(journal, 0) == [
        ("idle", None, 0, 3585),
        ("writing", 0, 3585, 3595),
        ("idle", None, 3595, 3600),
    ]


def test_place_kept_for_a_breath_is_kept_over_a_break() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: ["08:58", "08:59"]}, turns: 1,
                 agent_turn: 100 s, customer_turn: 20 s}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-12:00", breaks: "09:00-09:01"}],
                 skills: {chat: 1}, breathing: 150 s}
    """)

    # over at 3580; she is back at 3660, and has a place at 3730
    assert holds(journal) == [(0, 0, 0, 3480, 3580), (1, 0, 0, 3730, 3830)]
