"""Hand-played days: what it costs an agent to turn to another conversation."""

from __future__ import annotations

from paper_day import day, doing, replies, stays


def test_turning_to_another_chat_and_back_costs_time_each_way() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, switch_cost: 3 s}
    """)

    # chat 1 is held alone from 43 on, but returned to
    assert doing(journal, 0) == [
        ("writing", 0, 0, 10),
        ("switching", 1, 10, 13),
        ("writing", 1, 13, 23),
        ("waiting", None, 23, 30),
        ("switching", 0, 30, 33),
        ("writing", 0, 33, 43),
        ("switching", 1, 43, 46),
        ("writing", 1, 46, 56),
        ("idle", None, 56, 43200),
    ]


def test_first_turn_of_a_chat_held_alone_costs_no_switch() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s, 30 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, wrap_up: 4 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, switch_cost: 3 s}
        """,
        brings={0: {"wrap_up": 0}},
    )

    # chat 0 is over when chat 1 has its first turn; one's own wrap-up costs nothing
    assert doing(journal, 0) == [
        ("writing", 0, 0, 10),
        ("writing", 1, 10, 20),
        ("wrap_up", 1, 20, 24),
        ("idle", None, 24, 30),
        ("writing", 2, 30, 40),
        ("wrap_up", 2, 40, 44),
        ("idle", None, 44, 43200),
    ]


def test_first_turn_beside_a_chat_that_is_to_be_wrapped_up_costs_a_switch() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, wrap_up: 4 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, switch_cost: 3 s}
        """,
        brings={1: {"wrap_up": 0}},
    )

    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 10),
        ("switching", 1, 10, 13),
        ("writing", 1, 13, 23),
        ("switching", 0, 23, 26),
        ("wrap_up", 0, 26, 30),
    ]


def test_call_beside_a_chat_is_answered_after_the_switch() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 60 s, patience: 3 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1},
                 switch_cost: 3 s}
    """)

    assert stays(journal)[1] == (1, 0, 20, 23, 83, 83, "handled")
    assert replies(journal)[1] == (0, 0, 1, 30, 86, 96)


def test_switch_that_is_broken_off_leaves_the_mind_where_it_was() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 60 s, patience: 2 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1},
                 switch_cost: 3 s}
    """)

    assert stays(journal)[1] == (1, None, 20, 22, None, None, "abandoned")
    assert doing(journal, 0)[1:4] == [
        ("waiting", None, 10, 20),
        ("switching", 1, 20, 22),
        ("waiting", None, 22, 30),
    ]
    assert replies(journal)[1] == (0, 0, 1, 30, 30, 40)


def test_mail_put_aside_while_turning_to_it_pays_again() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [30 s, 58 s]}, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1}, may_hold: {email: 1, phone: 1},
                 switch_cost: 5 s}
    """)

    assert doing(journal, 0)[:-1] == [
        ("working", 0, 0, 30),
        ("switching", 1, 30, 35),
        ("talking", 1, 35, 55),
        ("switching", 0, 55, 58),
        ("switching", 2, 58, 63),
        ("talking", 2, 63, 83),
        ("switching", 0, 83, 88),
        ("working", 0, 88, 158),
    ]


def test_call_that_comes_as_the_switch_to_a_mail_ends_turns_her_away_again() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [30 s, 60 s]}, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1}, may_hold: {email: 1, phone: 1},
                 switch_cost: 5 s}
    """)

    # the switch is over at 60; the agent has turned to the mail, and turns away again
    assert doing(journal, 0)[3:-1] == [
        ("switching", 0, 55, 60),
        ("switching", 2, 60, 65),
        ("talking", 2, 65, 85),
        ("switching", 0, 85, 90),
        ("working", 0, 90, 160),
    ]
