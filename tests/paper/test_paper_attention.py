"""Hand-played days: whose work has the attention, and what turning to it costs."""

from __future__ import annotations

import pytest
from paper_day import day, doing, in_hand, replies, stays


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (
            "call, callback, chat, message, mail",
            [
                ("talking", 4, 100, 200),
                ("writing", 3, 200, 210),
                ("writing", 2, 210, 220),
                ("working", 1, 220, 270),
            ],
        ),
        (
            "chat, call, callback, message, mail",
            [
                ("writing", 3, 100, 110),
                ("talking", 4, 110, 210),
                ("writing", 2, 210, 220),
                ("working", 1, 220, 270),
            ],
        ),
        (
            "mail, message, chat, callback, call",
            [
                ("working", 1, 100, 150),
                ("writing", 2, 150, 160),
                ("writing", 3, 160, 170),
                ("talking", 4, 170, 270),
            ],
        ),
    ],
)
def test_attention_goes_by_kind_whoever_has_waited_longer(
    order: str, expected: list[tuple[str, int, float, float]]
) -> None:
    journal = day(f"""
        channels:
          phone: {{kind: call, arrivals: {{times: [0 s, 40 s]}}, talk: 100 s}}
          email: {{kind: mail, arrivals: {{times: [10 s]}}, work: 50 s}}
          messages: {{kind: message, arrivals: {{times: [20 s]}}, turns: 1,
                      agent_turn: 10 s, customer_turn: 20 s}}
          chat: {{kind: chat, arrivals: {{times: [30 s]}}, turns: 1, agent_turn: 10 s,
                  customer_turn: 20 s}}
        agents:
          desk:
            staff: 1
            skills: {{phone: 1, email: 1, messages: 1, chat: 1}}
            may_hold: {{phone: 2, email: 1, messages: 1, chat: 1}}
            attention: [{order}]
    """)

    assert doing(journal, 0)[1:-1] == expected


def test_caller_taken_as_a_chat_ends_goes_before_a_chat_that_has_waited() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 50 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s}
        agents:
          desk:
            staff: 1
            skills: {chat: 1, phone: 1}
            may_hold: {chat: 2, phone: 1, total: 2}
        """,
        turns={1: [(10,)]},
    )

    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 50),
        ("talking", 2, 50, 110),
        ("writing", 1, 110, 120),
    ]


def test_caller_who_finds_no_place_waits_for_the_wrap_up_of_a_chat() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 50 s,
                 customer_turn: 20 s, wrap_up: 10 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s}
        agents:
          desk:
            staff: 1
            skills: {chat: 1, phone: 1}
            may_hold: {chat: 2, phone: 1, total: 2}
        """,
        turns={1: [(10,)]},
    )

    # the reply to 1 was asked for at 5, the wrap-up of 0 at 50, that of 1 at 60
    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 50),
        ("writing", 1, 50, 60),
        ("wrap_up", 0, 60, 70),
        ("talking", 2, 70, 130),
        ("wrap_up", 1, 130, 140),
    ]


def test_call_that_comes_as_a_customer_writes_waits_for_the_reply() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [30 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
    """)

    assert doing(journal, 0)[2:-1] == [("writing", 0, 30, 40), ("talking", 1, 40, 100)]


def test_second_call_goes_before_the_wrap_up_of_the_first_if_it_has_waited() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 40 s]}, talk: 100 s,
                  wrap_up: 30 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}, may_hold: {phone: 2}}
    """)

    assert doing(journal, 0)[:-1] == [
        ("talking", 0, 0, 100),
        ("talking", 1, 100, 200),
        ("wrap_up", 0, 200, 230),
        ("wrap_up", 1, 230, 260),
    ]


def test_wrap_up_of_a_call_goes_before_a_chat_that_has_waited() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s, wrap_up: 30 s}
          chat: {kind: chat, arrivals: {times: [10 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {phone: 1, chat: 1}, may_hold: {phone: 1, chat: 1}}
    """)

    assert replies(journal) == [(1, 0, 0, 10, 130, 140)]


def test_mail_is_put_aside_for_each_chat_and_call_and_goes_on_with_what_is_left() -> (
    None
):
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s, wrap_up: 30 s}
          chat: {kind: chat, arrivals: {times: [30 s, 135 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [60 s]}, talk: 20 s}
        agents:
          desk:
            staff: 1
            skills: {email: 1, chat: 1, phone: 1}
            may_hold: {email: 1, chat: 1, phone: 1}
    """)

    assert doing(journal, 0)[:-1] == [
        ("working", 0, 0, 30),
        ("writing", 1, 30, 40),
        ("working", 0, 40, 60),
        ("talking", 2, 60, 80),
        ("working", 0, 80, 130),
        ("wrap_up", 0, 130, 135),
        ("writing", 3, 135, 145),
        ("wrap_up", 0, 145, 170),
    ]
    assert replies(journal)[0] == (0, 0, 0, 0, 0, 130)


def test_mail_put_aside_goes_on_before_a_mail_that_came_later() -> None:
    journal = day(
        """
        channels:
          email: {kind: mail, arrivals: {times: [0 s, 10 s]}, work: 50 s}
          chat: {kind: chat, arrivals: {times: [30 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {email: 1, chat: 1}, may_hold: {email: 2, chat: 1}}
        """
    )

    assert doing(journal, 0)[:-1] == [
        ("working", 0, 0, 30),
        ("writing", 2, 30, 40),
        ("working", 0, 40, 60),
        ("working", 1, 60, 110),
    ]


def test_nothing_but_mail_is_put_aside() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 50 s,
                 customer_turn: 20 s, wrap_up: 30 s}
          phone: {kind: call, arrivals: {times: [10 s, 130 s]}, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
    """)

    # the first call waits for the reply, then the wrap-up waits for the call
    assert doing(journal, 0)[:4] == [
        ("writing", 0, 0, 50),
        ("talking", 1, 50, 70),
        ("wrap_up", 0, 70, 100),
        ("idle", None, 100, 130),
    ]


def test_call_waits_for_a_wrap_up_that_has_begun() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 50 s,
                 customer_turn: 20 s, wrap_up: 30 s}
          phone: {kind: call, arrivals: {times: [60 s]}, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
    """)

    assert stays(journal)[1] == (1, 0, 60, 80, 100, 100, "handled")


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


def test_turn_in_progress_slows_down_when_chats_join() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 25 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}, slowdown: 50%}
        """,
        turns={0: [(40,)], 1: [(12,)], 2: [(12,)]},
    )

    # 10 s at full speed, 15 s at 1/1.5, then the last 20 s of work at 1/2
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 65),
        (1, 0, 0, 10, 65, 83),
        (2, 0, 0, 25, 83, 95),
    ]


def test_turn_in_progress_speeds_up_when_a_chat_leaves() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, slowdown: 100%}
        """,
        turns={0: [(30,)], 1: [(10, 0, 20)]},
    )

    # 10 s alone, 20 s at half speed, and the last 10 s alone again
    assert replies(journal) == [(0, 0, 0, 0, 0, 40), (1, 0, 0, 10, None, None)]
    assert in_hand(journal, 0)[:3] == [(1, 0, 10), (2, 10, 30), (1, 30, 40)]


def test_chat_that_joins_as_a_turn_ends_does_not_slow_it() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 30 s]}, turns: 1,
                 agent_turn: 30 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, slowdown: 100%}
    """)

    assert replies(journal) == [(0, 0, 0, 0, 0, 30), (1, 0, 0, 30, 30, 60)]
