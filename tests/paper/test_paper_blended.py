"""Hand-played days: calls beside chats and mail, for agents who hold both."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, doing, holds, replies, stays, turns


def test_caller_waits_until_the_reply_in_progress_is_sent() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        """,
        turns={0: [(30, 20), (10,)]},
    )

    # the customer of the chat writes again at 50, and waits for the call
    assert stays(journal)[1] == (1, 0, 10, 30, 90, 90, "handled")
    assert holds(journal)[1] == (1, 0, 0, 10, 90)
    assert replies(journal) == [(0, 0, 0, 0, 0, 30), (0, 0, 1, 50, 90, 100)]


def test_caller_may_give_up_while_her_agent_writes_and_makes_room_for_another() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s, 12 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        """,
        turns={0: [(30,)]},
        brings={1: {"patience": 15}},
    )

    # endlessly patient, she would have been answered at 30
    assert contacts(journal)[1] == (1, 1, "first", 10, 25, "abandoned")
    assert stays(journal)[1:] == [
        (1, None, 10, 25, None, None, "abandoned"),
        (2, 0, 12, 30, 90, 90, "handled"),
    ]
    assert turns(journal) == [0, 30, 30]
    assert holds(journal)[1:] == [(1, 0, 0, 10, 25), (2, 0, 0, 25, 90)]


def test_caller_whose_patience_ends_with_the_reply_is_answered() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s, patience: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        """,
        turns={0: [(30,)]},
    )

    assert stays(journal)[1] == (1, 0, 10, 30, 90, 90, "handled")


def test_customer_of_a_chat_may_leave_during_a_call() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 10 s}
          phone: {kind: call, arrivals: {times: [15 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        """,
        turns={0: [(10, 20, 60), (10, 0, 30)]},
    )

    assert stays(journal) == [
        (0, 0, 0, 0, 60, 125, "quit"),
        (1, 0, 15, 15, 115, 115, "handled"),
    ]


def test_two_callers_of_one_agent_are_answered_in_the_order_of_their_coming() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s, 12 s, 13 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 3}}
        """,
        turns={0: [(30,)]},
        brings={2: {"patience": 70}},
    )

    # the second gives up at 82; endlessly patient, she would have been answered at 90
    assert [row[3] for row in stays(journal)] == [0, 30, 82, 90]
    assert turns(journal) == [0, 30, 90, 90]


def test_call_rings_while_the_agent_writes_and_waits_for_the_rest_of_the_reply() -> (
    None
):
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        routing: {ring: {time: 4 s}}
        """,
        turns={0: [(30,)]},
    )

    assert doing(journal, 0)[:3] == [
        ("ringing", 0, 0, 4),
        ("writing", 0, 4, 34),
        ("talking", 1, 34, 94),
    ]
    assert journal.interactions["n_offers"].tolist() == [1, 1]


def test_customer_who_writes_while_a_call_rings_is_answered_before_the_caller() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        routing: {ring: {time: 4 s}}
        """,
        turns={0: [(10, 8), (10, 100), (10,)]},
    )

    assert doing(journal, 0)[:-1] == [
        ("ringing", 0, 0, 4),
        ("writing", 0, 4, 14),
        ("waiting", None, 14, 20),
        ("ringing", 1, 20, 22),
        ("writing", 0, 22, 32),
        ("talking", 1, 32, 92),
        ("waiting", None, 92, 132),
        ("writing", 0, 132, 142),
    ]


def test_customer_who_writes_as_a_call_is_picked_up_goes_first() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        routing: {ring: {time: 4 s}}
        """,
        turns={0: [(10, 10), (10,)]},
    )

    assert stays(journal)[1] == (1, 0, 20, 34, 94, 94, "handled")


def test_caller_may_give_up_after_the_ring_while_the_agent_writes() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s, patience: 14 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        routing: {ring: {time: 4 s}}
        """,
        turns={0: [(30,)]},
    )

    assert stays(journal)[1] == (1, None, 10, 24, None, None, "abandoned")
    assert holds(journal)[1] == (1, 0, 0, 10, 24)
    assert turns(journal)[1] == 34


def test_wrap_up_of_a_call_goes_on_while_the_next_caller_has_a_place() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 50 s]}, talk: 100 s,
                  wrap_up: 30 s, place_until: end}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert holds(journal) == [(0, 0, 0, 0, 100), (1, 0, 0, 100, 230)]
    assert doing(journal, 0)[:-1] == [
        ("talking", 0, 0, 100),
        ("wrap_up", 0, 100, 130),
        ("talking", 1, 130, 230),
        ("wrap_up", 1, 230, 260),
    ]


@pytest.mark.parametrize(
    ("talk", "resumed"),
    [(20, [("talking", 1, 30, 50), ("working", 0, 50, 70), ("writing", 2, 70, 80)]),
     (40, [("talking", 1, 30, 70), ("writing", 2, 70, 80), ("working", 0, 80, 150)])],
)  # fmt: skip
def test_mail_goes_on_after_a_call_unless_a_chat_waits(
    talk: float, resumed: list[tuple[str, int, float, float]]
) -> None:
    journal = day(
        """
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [30 s]}, talk: 60 s}
          chat: {kind: chat, arrivals: {times: [70 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1, chat: 1},
                 may_hold: {email: 1, phone: 1, chat: 1}}
        """,
        brings={1: {"talk": talk}},
    )

    # one that comes as the talk ends finds the agent at her mail again, and cuts it
    assert doing(journal, 0)[1:4] == resumed


def test_interrupting_call_is_taken_beside_a_mail_that_fills_the_agents_place() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s, 5 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [30 s, 40 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1}, interrupts: {phone: email}}
    """)

    # at 90 the second caller goes before the mail in hand, and before the one in line
    assert holds(journal) == [
        (0, 0, 0, 0, 220),
        (1, 0, 0, 220, 320),
        (2, 0, 0, 30, 90),
        (3, 0, 0, 90, 150),
    ]
    assert doing(journal, 0)[:-1] == [
        ("working", 0, 0, 30),
        ("talking", 2, 30, 90),
        ("talking", 3, 90, 150),
        ("working", 0, 150, 220),
        ("working", 1, 220, 320),
    ]
