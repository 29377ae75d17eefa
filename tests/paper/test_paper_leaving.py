"""Hand-played days: customers who leave a conversation, with a word or without."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, doing, holds, replies, stays

from omnisim.population import Purpose


def test_reply_that_nobody_waits_for_any_more_is_not_written() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        """,
        turns={0: [(60,)], 1: [(10, 0, 20)]},
    )

    # the wrap-up of the second chat was asked for at 25, that of the first at 60
    assert contacts(journal)[1] == (1, 1, "first", 5, 25, "quit")
    assert journal.interactions["left_at"][1] == 25
    assert replies(journal) == [(0, 0, 0, 0, 0, 60), (1, 0, 0, 5, None, None)]
    assert stays(journal) == [
        (0, 0, 0, 0, 60, 80, "handled"),
        (1, 0, 5, 5, 25, 70, "quit"),
    ]
    assert holds(journal) == [(0, 0, 0, 0, 80), (1, 0, 0, 5, 70)]


def test_reply_in_progress_is_broken_off_when_the_customer_leaves() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(60, 0, 40), (10,)]},
    )

    assert replies(journal) == [(0, 0, 0, 0, 0, None)]
    assert stays(journal) == [(0, 0, 0, 0, 40, 50, "quit")]
    assert doing(journal, 0)[:2] == [("writing", 0, 0, 40), ("wrap_up", 0, 40, 50)]


def test_chat_that_has_waited_is_answered_when_a_reply_is_broken_off() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        """,
        turns={0: [(60, 0, 40)], 1: [(10,)]},
    )

    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 40),
        ("writing", 1, 40, 50),
        ("wrap_up", 0, 50, 60),
        ("wrap_up", 1, 60, 70),
    ]


def test_reply_sent_at_the_last_moment_is_in_time() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(40, 20, 40), (10, 0, 10)]},
    )

    assert stays(journal) == [(0, 0, 0, 0, 70, 70, "handled")]


def test_reply_begun_as_patience_ends_is_broken_off_at_once() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        """,
        turns={0: [(25,)], 1: [(10, 0, 20)]},
    )

    assert replies(journal)[1] == (1, 0, 0, 5, 25, None)
    assert stays(journal)[1] == (1, 0, 5, 5, 25, 25, "quit")


def test_patience_with_each_reply_counts_from_the_customers_message() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 25 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        """,
        turns={0: [(10, 20, 100), (10, 20, 5), (10,)], 1: [(20,)]},
    )

    assert replies(journal)[:2] == [(0, 0, 0, 0, 0, 10), (0, 0, 1, 30, None, None)]
    assert stays(journal) == [
        (0, 0, 0, 0, 35, 55, "quit"),
        (1, 0, 25, 25, 45, 65, "handled"),
    ]


def test_all_customers_of_a_channel_may_have_one_patience_with_replies() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 20 s, reply_patience: 40 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
    """)

    assert [row[3:] for row in replies(journal)] == [(0, 0, 30), (5, 30, None)]


def test_who_leaves_silently_gets_her_reply_and_is_closed_after_a_quiet_time() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, silent: 100%, close_after: 100 s, wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(60, 0, 40), (10,)]},
    )

    assert contacts(journal) == [(0, 1, "first", 0, 40, "quit")]
    assert journal.interactions["silent"].tolist() == [1]
    assert journal.interactions["left_at"].tolist() == [40]
    assert replies(journal) == [(0, 0, 0, 0, 0, 60)]
    assert stays(journal) == [(0, 0, 0, 0, 160, 170, "quit")]
    assert holds(journal) == [(0, 0, 0, 0, 170)]
    assert doing(journal, 0)[:3] == [
        ("writing", 0, 0, 60),
        ("waiting", None, 60, 160),
        ("wrap_up", 0, 160, 170),
    ]


def test_who_leaves_silently_while_she_waits_is_written_to_all_the_same() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s, 40 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, silent: 100%, close_after: 30 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}}
        """,
        turns={0: [(60,)], 1: [(20, 0, 20)], 2: [(10,)]},
    )

    assert replies(journal)[1:] == [(1, 0, 0, 5, 60, 80), (2, 0, 0, 40, 80, 90)]
    assert stays(journal)[1] == (1, 0, 5, 5, 110, 110, "quit")


@pytest.mark.parametrize(("draw", "closed_at"), [(0.3, 90), (0.7, 40)])
def test_share_of_those_who_leave_says_nothing(draw: float, closed_at: float) -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, silent: 50%, close_after: 30 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(60, 0, 40)]},
        coins={(Purpose.SILENT, 0): draw},
    )

    assert stays(journal) == [(0, 0, 0, 0, closed_at, closed_at, "quit")]


@pytest.mark.parametrize(("until", "taken", "begun"), [("wrap_up", 170, 170),
                                                       ("end", 160, 170)])  # fmt: skip
def test_place_of_one_who_left_silently_is_taken_until_the_chat_is_closed(
    until: str, taken: float, begun: float
) -> None:
    journal = day(
        f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: [0 s, 50 s]}}, turns: 1,
                  agent_turn: 10 s, customer_turn: 20 s, silent: 100%,
                  close_after: 100 s, wrap_up: 10 s, place_until: {until}}}
        agents:
          desk: {{staff: 1, skills: {{chat: 1}}}}
        """,
        turns={0: [(60, 0, 40)], 1: [(10,)]},
    )

    assert replies(journal)[1] == (1, 0, 0, taken, begun, begun + 10)


def test_place_of_one_who_says_goodbye_may_be_free_before_the_wrap_up() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 10 s, place_until: end}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(60, 0, 40)], 1: [(10,)]},
    )

    assert holds(journal) == [(0, 0, 0, 0, 40), (1, 0, 0, 40, 60)]
    assert replies(journal)[1] == (1, 0, 0, 40, 50, 60)


def test_closing_needs_no_attention_but_its_wrap_up_waits_for_it() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 70 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, silent: 100%, close_after: 30 s, wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        """,
        turns={0: [(60, 0, 40)], 1: [(50,)]},
    )

    assert stays(journal)[0] == (0, 0, 0, 0, 90, 130, "quit")


def test_customer_who_is_still_there_is_never_closed() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 1 h, silent: 100%, close_after: 60 s,
                 reply_patience: 30 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
    """)

    assert stays(journal) == [(0, 0, 0, 0, 3620, 3620, "handled")]


def test_line_of_one_who_says_goodbye_is_free_for_whoever_comes_then() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 39 s, 40 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, lines: 1, wrap_up: 5 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(60, 0, 40)], 2: [(10,)]},
    )

    assert [row[3:] for row in contacts(journal)] == [
        (0, 40, "quit"),
        (39, 39, "blocked"),
        (40, 55, "handled"),
    ]


def test_line_of_one_who_says_nothing_is_free_when_her_chat_is_closed() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 40 s, 89 s, 90 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, silent: 100%, close_after: 30 s,
                 lines: 1}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(60, 0, 40)], 3: [(10,)]},
    )

    assert [row[-1] for row in contacts(journal)] == [
        "quit",
        "blocked",
        "blocked",
        "handled",
    ]


def test_who_left_may_call_while_the_agent_waits_for_her_next_word() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, silent: 100%, close_after: 300 s}
          phone: {kind: call, talk: 30 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}}
        customers:
          after: {quit: {chat: [{phone: 100%, after: 60 s}]}}
        """,
        turns={0: [(60, 0, 40)]},
    )

    # the chat that keeps the agent from the caller is her own
    assert contacts(journal) == [
        (0, 1, "first", 0, 40, "quit"),
        (0, 2, "quit", 100, 390, "handled"),
    ]


def test_who_leaves_while_the_agent_turns_to_her_breaks_the_switch_off() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, switch_cost: 10 s}
        """,
        turns={0: [(10, 50), (10,)], 1: [(10, 0, 12)]},
    )

    assert replies(journal)[2] == (1, 0, 0, 5, None, None)
    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 10),
        ("switching", 1, 10, 17),
        ("waiting", None, 17, 60),
        ("writing", 0, 60, 70),
    ]


def test_switch_that_was_broken_off_is_made_for_the_wrap_up() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 4 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, switch_cost: 10 s}
        """,
        turns={0: [(10, 50), (10,)], 1: [(10, 0, 12)]},
    )

    # broken off at 17 and begun anew: nothing of a switch is saved
    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 10),
        ("switching", 1, 10, 27),
        ("wrap_up", 1, 27, 31),
        ("waiting", None, 31, 60),
        ("switching", 0, 60, 70),
        ("writing", 0, 70, 80),
        ("wrap_up", 0, 80, 84),
    ]
