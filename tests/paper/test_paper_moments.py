"""Hand-played days: a chat ends, and what comes at that very instant is weighed."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, doing, holds, replies, stays


def test_caller_taken_as_a_customer_leaves_goes_before_a_chat_that_has_waited() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1},
                 may_hold: {chat: 2, phone: 1, total: 2}}
        """,
        turns={0: [(60, 0, 40)], 1: [(10,)]},
    )

    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 40),
        ("talking", 2, 40, 100),
        ("writing", 1, 100, 110),
    ]


def test_caller_saved_at_the_last_moment_by_one_who_leaves_a_chat() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s, patience: 30 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}}
        """,
        turns={0: [(60, 0, 40)]},
    )

    assert stays(journal)[1] == (1, 0, 10, 40, 100, 100, "handled")


def test_caller_taken_as_another_gives_up_goes_before_a_chat_that_has_waited() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [20 s, 21 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1},
                 switch_cost: 10 s}
        """,
        turns={0: [(10, 15), (10,)]},
        brings={1: {"patience": 8}},
    )

    # turning to the first caller since 20; she gives up at 28, when a customer of a
    # chat has waited for 3 s, and the second caller for a place
    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 10),
        ("waiting", None, 10, 20),
        ("switching", 1, 20, 28),
        ("switching", 2, 28, 38),
        ("talking", 2, 38, 98),
        ("switching", 0, 98, 108),
        ("writing", 0, 108, 118),
    ]


@pytest.mark.parametrize(
    ("silent", "patience", "ends"),
    [("0%", 100, 60), ("0%", 40, 40), ("100%", 40, 90)],
)
def test_caller_who_gets_the_place_of_a_chat_goes_before_its_wrap_up(
    silent: str, patience: float, ends: float
) -> None:
    journal = day(
        f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: [0 s]}}, turns: 1, agent_turn: 10 s,
                  customer_turn: 20 s, silent: {silent}, close_after: 30 s,
                  wrap_up: 10 s, place_until: end}}
          phone: {{kind: call, arrivals: {{times: [5 s]}}, talk: 60 s}}
        agents:
          desk: {{staff: 1, skills: {{chat: 1, phone: 1}}}}
        """,
        turns={0: [(60, 0, patience)]},
    )

    # the reply ends at 60, or is broken off at 40, or the chat is closed at 90
    assert stays(journal)[1][3] == ends
    assert doing(journal, 0)[-3:-1] == [
        ("talking", 1, ends, ends + 60),
        ("wrap_up", 0, ends + 60, ends + 70),
    ]


def test_caller_who_gets_the_place_of_a_rated_chat_goes_before_its_wrap_up() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s], wrap_up: 10 s, place_until: end}
          phone: {kind: call, arrivals: {times: [5 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}}
    """)

    assert doing(journal, 0)[:-1] == [
        ("chatting", None, 0, 60),
        ("talking", 1, 60, 120),
        ("wrap_up", 0, 120, 130),
    ]


def test_mail_does_not_slip_in_between_two_rated_chats() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 30 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s]}
          email: {kind: mail, arrivals: {times: [10 s]}, work: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1}, may_hold: {chat: 1, email: 1}}
    """)

    assert replies(journal) == [(1, 0, 0, 10, 120, 170)]
    assert doing(journal, 0)[:-1] == [
        ("chatting", None, 0, 120),
        ("working", 1, 120, 170),
    ]


def test_chats_taken_together_cost_a_switch_each_and_slow_each_other_down() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: ["08:10", "08:20", "08:30"]}, turns: 1,
                 agent_turn: 60 s, customer_turn: 20 s}
        agents:
          desk: {shifts: [{n: 1, hours: "09:00-20:00"}], skills: {chat: 1},
                 may_hold: {chat: 3}, switch_cost: 5 s, slowdown: 50%}
    """)

    # none is ever alone at its first turn but the last: 120 s, 90 s and 60 s
    assert doing(journal, 0)[:-1] == [
        ("switching", 0, 3600, 3605),
        ("writing", 0, 3605, 3725),
        ("switching", 1, 3725, 3730),
        ("writing", 1, 3730, 3820),
        ("writing", 2, 3820, 3880),
    ]


def test_chat_taken_as_another_ends_costs_a_switch_if_a_third_is_open() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s, 5 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, switch_cost: 3 s}
        """,
        turns={0: [(10, 100), (10,)], 1: [(10,)], 2: [(10,)]},
    )

    assert doing(journal, 0)[:6] == [
        ("writing", 0, 0, 10),
        ("switching", 1, 10, 13),
        ("writing", 1, 13, 23),
        ("switching", 2, 23, 26),
        ("writing", 2, 26, 36),
        ("waiting", None, 36, 110),
    ]


def test_reply_to_one_who_bears_no_wait_is_in_time_only_if_it_takes_none() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 100 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(10, 0, 0)], 1: [(0, 0, 0)]},
    )

    assert contacts(journal) == [
        (0, 1, "first", 0, 0, "quit"),
        (1, 1, "first", 100, 100, "handled"),
    ]
    assert replies(journal) == [(0, 0, 0, 0, 0, None), (1, 0, 0, 100, 100, 100)]


def test_customer_who_writes_at_once_stands_behind_those_who_wrote_before() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        """,
        turns={0: [(10, 0), (10, 0), (10,)], 1: [(10, 0), (10,)]},
    )

    assert replies(journal) == [
        (0, 0, 0, 0, 0, 10),
        (0, 0, 1, 10, 20, 30),
        (0, 0, 2, 30, 40, 50),
        (1, 0, 0, 5, 10, 20),
        (1, 0, 1, 20, 30, 40),
    ]


def test_mail_begun_as_a_chat_comes_has_lost_nothing() -> None:
    journal = day(
        """
        channels:
          email: {kind: mail, arrivals: {times: [0 s, 0 s]}, work: 50 s}
          chat: {kind: chat, arrivals: {times: [50 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1}, may_hold: {chat: 1, email: 2}}
        """
    )

    # the first mail is done at 50, the second begins, and is put aside at once
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 50),
        (1, 0, 0, 0, 50, 110),
        (2, 0, 0, 50, 50, 60),
    ]


def test_reply_that_speeds_up_at_its_end_ends_then() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, slowdown: 100%}
        """,
        turns={0: [(20,)], 1: [(10, 0, 20)]},
    )

    # 10 s alone and 20 s beside the second, who leaves at 30
    assert replies(journal) == [(0, 0, 0, 0, 0, 30), (1, 0, 0, 10, 30, None)]


def test_two_who_leave_at_one_instant_leave_the_third_to_be_answered() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s, 0 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, wrap_up: 5 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}}
        """,
        turns={0: [(60, 0, 40)], 1: [(10, 0, 40)], 2: [(10,)]},
    )

    # as the first leaves the agent turns to the second, who leaves as well
    assert replies(journal) == [
        (0, 0, 0, 0, 0, None),
        (1, 0, 0, 0, 40, None),
        (2, 0, 0, 0, 40, 50),
    ]
    assert [row[4:] for row in stays(journal)] == [
        (40, 55, "quit"),
        (40, 60, "quit"),
        (50, 65, "handled"),
    ]


def test_place_of_one_who_leaves_goes_to_one_who_comes_at_that_instant() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 40 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, patience: 0 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(60, 0, 40)], 1: [(10,)]},
    )

    assert holds(journal) == [(0, 0, 0, 0, 40), (1, 0, 0, 40, 50)]
