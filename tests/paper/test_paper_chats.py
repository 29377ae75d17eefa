"""Hand-played days: chats told by their turns, and one attention for all of them."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, doing, holds, replies, stays

from omnisim.population import Purpose


def test_agent_and_customer_of_a_lone_chat_take_turns_until_the_last_reply() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [100 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 5 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
    """)

    assert contacts(journal) == [(0, 1, "first", 100, 140, "handled")]
    assert stays(journal) == [(0, 0, 100, 100, 140, 145, "handled")]
    assert replies(journal) == [(0, 0, 0, 100, 100, 110), (0, 0, 1, 130, 130, 140)]
    assert holds(journal) == [(0, 0, 0, 100, 145)]
    assert doing(journal, 0) == [
        ("idle", None, 0, 100),
        ("writing", 0, 100, 110),
        ("waiting", None, 110, 130),
        ("writing", 0, 130, 140),
        ("wrap_up", 0, 140, 145),
        ("idle", None, 145, 43200),
    ]


def test_chat_of_one_turn_ends_with_its_first_reply() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [100 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
    """)

    assert stays(journal) == [(0, 0, 100, 100, 110, 110, "handled")]
    assert replies(journal) == [(0, 0, 0, 100, 100, 110)]


def test_second_chat_is_answered_while_the_first_customer_writes() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
    """)

    assert replies(journal) == [
        (0, 0, 0, 0, 0, 10),
        (0, 0, 1, 30, 30, 40),
        (1, 0, 0, 5, 10, 20),
        (1, 0, 1, 40, 40, 50),
    ]
    assert stays(journal) == [
        (0, 0, 0, 0, 40, 40, "handled"),
        (1, 0, 5, 5, 50, 50, "handled"),
    ]
    assert doing(journal, 0) == [
        ("writing", 0, 0, 10),
        ("writing", 1, 10, 20),
        ("waiting", None, 20, 30),
        ("writing", 0, 30, 40),
        ("writing", 1, 40, 50),
        ("idle", None, 50, 43200),
    ]


def test_of_three_chats_whoever_wrote_first_is_answered_first() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s, 2 s]}, turns: 2,
                 agent_turn: 30 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}}
    """)

    # customers write again at 50, 80 and 110, each while another is being answered
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 30),
        (0, 0, 1, 50, 90, 120),
        (1, 0, 0, 1, 30, 60),
        (1, 0, 1, 80, 120, 150),
        (2, 0, 0, 2, 60, 90),
        (2, 0, 1, 110, 150, 180),
    ]


def test_of_two_who_write_at_one_instant_the_earlier_contact_is_answered_first() -> (
    None
):
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s, 6 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}}
        customers:
          resolved: 50%
          after: {unresolved: {chat: [{chat: 100%, after: 30 s}]}}
        """,
        turns={0: [(10,)], 1: [(10, 20), (10,)], 2: [(40,)]},
        coins={
            (Purpose.RESOLVED, 0, 1): 0.9,
            (Purpose.RESOLVED, 0, 2): 0.1,
            (Purpose.RESOLVED, 1): 0.1,
            (Purpose.RESOLVED, 2): 0.1,
        },
    )

    # at 40 customer 1 writes, and customer 0 comes back, as contact 3
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 10),
        (1, 0, 0, 5, 10, 20),
        (1, 0, 1, 40, 60, 70),
        (2, 0, 0, 6, 20, 60),
        (3, 0, 0, 40, 70, 80),
    ]


def test_who_writes_as_a_reply_is_sent_stands_behind_those_who_wrote_before() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s, 15 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}}
        """,
        turns={0: [(10, 10), (10,)], 1: [(10,)], 2: [(10,)]},
    )

    assert replies(journal) == [
        (0, 0, 0, 0, 0, 10),
        (0, 0, 1, 20, 30, 40),
        (1, 0, 0, 1, 10, 20),
        (2, 0, 0, 15, 20, 30),
    ]


def test_chat_that_ends_makes_room_for_one_that_comes_at_the_same_instant() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 40 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 20 s, patience: 0 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
    """)

    assert stays(journal)[1] == (1, 0, 40, 40, 80, 80, "handled")


def test_wrap_up_waits_its_turn_like_any_other_piece_of_work() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 35 s]}, turns: 1,
                 agent_turn: 20 s, customer_turn: 20 s, wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}}
        """,
        turns={0: [(30,)], 1: [(20,)], 2: [(20,)]},
    )

    # asked at: 1 at 10, wrap-up of 0 at 30, 2 at 35, wrap-ups of 1 at 50 and 2 at 80
    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 30),
        ("writing", 1, 30, 50),
        ("wrap_up", 0, 50, 60),
        ("writing", 2, 60, 80),
        ("wrap_up", 1, 80, 90),
        ("wrap_up", 2, 90, 100),
    ]
    assert stays(journal) == [
        (0, 0, 0, 0, 30, 60, "handled"),
        (1, 0, 10, 10, 50, 90, "handled"),
        (2, 0, 35, 35, 80, 100, "handled"),
    ]


def test_customer_turn_is_longer_the_longer_the_reply_was_waited_for() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s]}, turns: 2, agent_turn: 20 s,
                 customer_turn: 20 s, customer_drift: 50%}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
    """)

    # customer 1 waited 20 s until the agent began, and takes 20 + 10 s
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 20),
        (0, 0, 1, 40, 40, 60),
        (1, 0, 0, 0, 20, 40),
        (1, 0, 1, 70, 70, 90),
    ]


def test_customer_waits_for_the_agent_to_turn_to_her_too() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s]}, turns: 2, agent_turn: 20 s,
                 customer_turn: 20 s, customer_drift: 50%}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, switch_cost: 4 s}
    """)

    # customer 1 waited 24 s, and takes 20 + 12 s; 0 writes at 40 and waits 8 s
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 20),
        (0, 0, 1, 40, 48, 68),
        (1, 0, 0, 0, 24, 44),
        (1, 0, 1, 76, 80, 100),
    ]


@pytest.mark.parametrize(
    "law", ["3", "[3, 3]", "{tally: {1: 0%, 3: 100%}}", "{tally: {3: 100%}}"]
)
def test_chat_has_as_many_turns_as_its_law_says(law: str) -> None:
    journal = day(f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: [0 s]}}, turns: {law},
                  agent_turn: 10 s, customer_turn: 20 s}}
        agents:
          desk: {{staff: 1, skills: {{chat: 1}}}}
    """)

    assert replies(journal) == [
        (0, 0, 0, 0, 0, 10),
        (0, 0, 1, 30, 30, 40),
        (0, 0, 2, 60, 60, 70),
    ]


def test_each_customer_brings_her_own_number_of_turns() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 100 s]}, turns: {geometric: 7},
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        """,
        brings={0: {"turns": 2}, 1: {"turns": 3}},
    )

    assert [row[4] for row in stays(journal)] == [40, 170]


def test_pace_and_effort_lengthen_what_the_agent_does_and_nothing_else() -> None:
    journal = day("""
        issues:
          hard: {share: 100%, effort: 2}
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 5 s}
        agents:
          desk: {staff: 1, skills: {chat: {pace: 2}}, pace: 1.5}
    """)

    # 10 x 2 x 2 x 1.5 s for a reply, 5 x 2 x 2 x 1.5 s for the wrap-up
    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 60),
        ("waiting", None, 60, 80),
        ("writing", 0, 80, 140),
        ("wrap_up", 0, 140, 170),
    ]


def test_issue_may_have_laws_of_its_own_on_a_channel() -> None:
    journal = day("""
        issues:
          quick: {share: 100%}
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 9, agent_turn: 90 s,
                 customer_turn: 90 s, wrap_up: 90 s,
                 issues: {quick: {share: 100%, turns: 2, agent_turn: 10 s,
                                  customer_turn: 20 s, wrap_up: 5 s}}}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
    """)

    assert stays(journal) == [(0, 0, 0, 0, 40, 45, "handled")]


def test_every_turn_is_longer_when_the_story_must_be_told_again() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 4 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        customers:
          context: lost
          repeat_work: 50%
          resolved: 0%
          after: {unresolved: {chat: [{chat: 100%, after: 11 h}]}}
    """)

    assert replies(journal) == [
        (0, 0, 0, 0, 0, 10),
        (0, 0, 1, 30, 30, 40),
        (1, 0, 0, 39640, 39640, 39655),
        (1, 0, 1, 39675, 39675, 39690),
    ]
    assert stays(journal)[1][4:6] == (39690, 39694)


def test_chat_of_four_turns_is_transferred_after_half_of_them_and_begins_anew() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 4, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 5 s}
        agents:
          a_front: {staff: 1, skills: {chat: 1}}
          b_back: {staff: 1, skills: {}, pace: 2}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%, talk: 50%}]
        customers: {repeat_work: 50%, context: lost}
    """)

    # the second agent's turns take 10 x 2 x 1.5 s
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 10),
        (0, 0, 1, 30, 30, 40),
        (0, 1, 0, 40, 40, 70),
        (0, 1, 1, 90, 90, 120),
        (0, 1, 2, 140, 140, 170),
        (0, 1, 3, 190, 190, 220),
    ]
    assert stays(journal) == [
        (0, 0, 0, 0, 40, 45, "transferred"),
        (0, 1, 40, 40, 220, 230, "handled"),
    ]
    assert holds(journal) == [(0, 0, 0, 0, 45), (0, 1, 1, 40, 230)]


def test_odd_number_of_turns_is_halved_upwards_before_a_transfer() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 3, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          a_front: {staff: 1, skills: {chat: 1}}
          b_back: {staff: 1, skills: {}}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%, talk: 50%}]
    """)

    assert [row[4:] for row in stays(journal)] == [
        (40, 40, "transferred"),
        (110, 110, "handled"),
    ]


def test_transferred_chat_waits_in_the_queue_while_the_first_agent_wraps_up() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 15 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 20 s, wrap_up: 5 s}
          other: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 30 s,
                  customer_turn: 20 s}
        agents:
          a_front: {staff: 1, skills: {chat: 1}}
          b_back: {staff: 1, skills: {other: 1}}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%, channel: chat}]
        """
    )

    # the second agent is busy until 30; then she has one transferred chat after the
    # other, each with its wrap-up
    assert stays(journal) == [
        (0, 0, 0, 0, 10, 15, "transferred"),
        (0, 1, 10, 30, 40, 45, "handled"),
        (1, 1, 0, 0, 30, 30, "handled"),
        (2, 0, 15, 15, 25, 30, "transferred"),
        (2, 1, 25, 45, 55, 60, "handled"),
    ]
