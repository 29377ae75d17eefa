"""Hand-played days: customers who leave the queue of chats without a sign."""

from __future__ import annotations

from math import inf

from paper_day import contacts, day, doing, holds, stays

from omnisim.population import Purpose


def test_who_left_the_queue_silently_keeps_her_place_and_costs_the_agent_time() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 15 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, wrap_up: 5 s, silent: 100%}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(100,)], 1: [(10,)], 2: [(10,)]},
        brings={1: {"patience": 20}},
    )

    # the usual 45 s to find out, and no wrap-up
    assert contacts(journal)[1] == (1, 1, "first", 10, 30, "abandoned")
    assert journal.interactions["left_at"][1] == 30
    assert journal.interactions["silent"].tolist() == [0, 1, 0]
    assert stays(journal) == [
        (0, 0, 0, 0, 100, 105, "handled"),
        (1, 0, 10, 105, 150, 150, "abandoned"),
        (2, 0, 15, 150, 160, 165, "handled"),
    ]
    assert holds(journal)[1] == (1, 0, 0, 105, 150)
    assert doing(journal, 0)[2] == ("discovering", 1, 105, 150)


def test_who_said_that_she_leaves_costs_nothing() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 15 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, silent: 50%}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(100,)], 2: [(10,)]},
        brings={1: {"patience": 20}},
        coins={(Purpose.SILENT, 1): 0.5},
    )

    assert stays(journal)[1:] == [
        (1, None, 10, 30, None, None, "abandoned"),
        (2, 0, 15, 100, 110, 110, "handled"),
    ]


def test_time_to_find_out_depends_on_neither_pace_nor_effort() -> None:
    journal = day(
        """
        issues:
          hard: {share: 100%, effort: 3}
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, silent: 100%, discovery: 30 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, pace: 2}
        """,
        turns={0: [(50,)], 1: [(10,)]},
        brings={1: {"patience": 20}},
    )

    assert stays(journal)[1] == (1, 0, 10, 100, 130, 130, "abandoned")


def test_finding_out_waits_for_the_attention_like_a_reply() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s, 10 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, silent: 100%, discovery: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        """,
        turns={0: [(30, 40), (10,)], 1: [(50,)]},
        brings={2: {"patience": 10}},
    )

    # taken at 80, when chat 1 is over; chat 0 has waited since 70
    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 30),
        ("writing", 1, 30, 80),
        ("writing", 0, 80, 90),
        ("discovering", 2, 90, 100),
    ]
    assert stays(journal)[2] == (2, 0, 10, 80, 100, 100, "abandoned")


def test_each_of_several_who_left_silently_is_found_out_in_turn() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 11 s, 50 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, silent: 100%, patience: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(60,)], 3: [(10,)]},
        brings={3: {"patience": inf}},
        durations={(Purpose.DISCOVERY, 1): 15, (Purpose.DISCOVERY, 2): 25},
    )

    assert [row[3:5] for row in stays(journal)] == [
        (0, 60),
        (60, 75),
        (75, 100),
        (100, 110),
    ]


def test_who_waits_while_another_is_found_out_may_leave_too() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 45 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, silent: 100%, patience: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(60,)], 2: [(10,)]},
        durations={(Purpose.DISCOVERY, 1): 15, (Purpose.DISCOVERY, 2): 25},
    )

    # the third leaves at 65; at 75 nobody real is left
    assert stays(journal)[2] == (2, 0, 45, 75, 100, 100, "abandoned")


def test_who_is_taken_as_her_patience_ends_has_not_left() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, silent: 100%, patience: 90 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(100,)], 1: [(10,)]},
    )

    assert stays(journal)[1] == (1, 0, 10, 100, 110, 110, "handled")


def test_who_left_silently_keeps_her_line_until_she_is_found_out() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 50 s, 101 s, 120 s, 145 s]},
                 turns: 1, agent_turn: 10 s, customer_turn: 20 s, silent: 100%,
                 lines: 2}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        turns={0: [(100,)], 3: [(10,)], 5: [(10,)]},
        brings={1: {"patience": 20}},
    )

    # one line is hers until 145, the other the first chat's until 100
    assert [row[3:] for row in contacts(journal)] == [
        (0, 100, "handled"),
        (10, 30, "abandoned"),
        (50, 50, "blocked"),
        (101, 155, "handled"),
        (120, 120, "blocked"),
        (145, 165, "handled"),
    ]


def test_it_rings_for_one_who_left_silently() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, silent: 100%}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        routing: {ring: {time: 5 s}}
        """,
        turns={0: [(95,)]},
        brings={1: {"patience": 20}},
    )

    assert doing(journal, 0)[2:4] == [
        ("ringing", 1, 100, 105),
        ("discovering", 1, 105, 150),
    ]
    assert stays(journal)[1] == (1, 0, 10, 105, 150, 150, "abandoned")


def test_who_left_silently_may_come_back_before_she_is_found_out() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, silent: 100%}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        customers:
          after: {abandoned: {chat: [{chat: 100%, after: 40 s}]}}
        """,
        turns={0: [(100,)], 1: [(10,)]},
        brings={1: {"patience": 80}},
    )

    # she leaves at 90, is found out from 100 to 145, and has come back at 130
    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 90, "abandoned"),
        (1, 2, "abandoned", 130, 155, "handled"),
    ]


def test_agent_on_other_chats_takes_a_silent_one_as_soon_as_she_has_room() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s, silent: 100%, patience: 20 s}
          phone: {kind: call, arrivals: {times: [130 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        """,
        turns={0: [(100,)]},
    )

    # discovery is nothing that a call may cut
    assert doing(journal, 0)[1:-1] == [
        ("discovering", 1, 100, 145),
        ("talking", 2, 145, 205),
    ]
