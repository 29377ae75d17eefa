"""Hand-played days: whose work has the attention, and what is put aside for it."""

from __future__ import annotations

import pytest
from paper_day import day, doing, replies, stays


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
