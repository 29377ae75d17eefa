"""Hand-played days: agent turns slow down as more conversations are in hand."""

from __future__ import annotations

from paper_day import day, doing, in_hand, replies, stays


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


def test_caller_who_waits_for_the_attention_slows_the_turn_but_her_talk_is_not() -> (
    None
):
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 20 s, wrap_up: 10 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1},
                 slowdown: 100%}
    """)

    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 50),
        ("talking", 1, 50, 110),
        ("wrap_up", 0, 110, 120),
    ]


def test_mail_in_hand_slows_nothing() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 20 s}
          email: {kind: mail, arrivals: {times: [10 s]}, work: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1}, may_hold: {chat: 1, email: 1},
                 slowdown: 100%}
    """)

    assert replies(journal) == [(0, 0, 0, 0, 0, 30), (1, 0, 0, 10, 30, 80)]


def test_chat_to_be_wrapped_up_slows_turns_as_long_as_it_takes_a_place() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1,
                 agent_turn: 20 s, customer_turn: 20 s, wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, slowdown: 100%}
    """)

    # 10 s alone and 20 s at half speed; then 40 s for 20, beside the first chat
    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 30),
        ("writing", 1, 30, 70),
        ("wrap_up", 0, 70, 80),
        ("wrap_up", 1, 80, 90),
    ]


def test_chat_that_gives_its_place_back_at_its_end_slows_turns_no_more() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1,
                 agent_turn: 20 s, customer_turn: 20 s, wrap_up: 10 s, place_until: end}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, slowdown: 100%}
    """)

    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 30),
        ("writing", 1, 30, 50),
        ("wrap_up", 0, 50, 60),
        ("wrap_up", 1, 60, 70),
    ]


def test_chat_that_joins_during_a_switch_slows_the_turn_and_not_the_switch() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 20 s, 22 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}, slowdown: 100%,
                 switch_cost: 5 s}
        """,
        turns={0: [(10, 200), (10,)], 1: [(10,)], 2: [(10,)]},
    )

    # with three in hand 10 s take 30, with two 20
    assert doing(journal, 0)[:7] == [
        ("writing", 0, 0, 10),
        ("waiting", None, 10, 20),
        ("switching", 1, 20, 25),
        ("writing", 1, 25, 55),
        ("switching", 2, 55, 60),
        ("writing", 2, 60, 80),
        ("waiting", None, 80, 210),
    ]


def test_two_chats_that_join_and_one_that_ends_at_one_instant_leave_one_speed() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s, 20 s, 20 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}, slowdown: 100%}
        """,
        turns={0: [(10,)], 1: [(10,)], 2: [(10,)], 3: [(10,)]},
    )

    # at 20 the first chat ends, the second begins its turn alone, and two join; each
    # that ends speeds up the next
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 20),
        (1, 0, 0, 0, 20, 50),
        (2, 0, 0, 20, 50, 70),
        (3, 0, 0, 20, 70, 80),
    ]


def test_pace_multiplies_a_turn_that_is_slowed() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, slowdown: 50%,
                 pace: 2}
        """,
        turns={0: [(20,)], 1: [(10,)]},
    )

    # of 40 s of work 10 are done at 10, the other 30 take 45
    assert replies(journal) == [(0, 0, 0, 0, 0, 55), (1, 0, 0, 10, 55, 75)]


def test_chat_at_the_rate_level_in_hand_slows_turns() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 20 s}
          rated: {kind: chat, arrivals: {times: [10 s]}, duration: 60 s,
                  duration_by_open_chats: [60 s]}
        agents:
          desk: {staff: 1, skills: {chat: 1, rated: 1}, may_hold: {chat: 1, rated: 1},
                 slowdown: 100%}
    """)

    # 10 s alone and 40 s at half speed; the other chat begins when the turn is over
    assert [row[4:6] for row in stays(journal)] == [(50, 50), (110, 110)]


def test_place_kept_for_a_breath_slows_nothing_and_a_waiting_wrap_up_neither() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 10 s, 30 s]}, turns: 1,
                 agent_turn: 20 s, customer_turn: 20 s, wrap_up: 10 s, place_until: end}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, slowdown: 100%,
                 breathing: 15 s}
    """)

    # chat 0: 10 s alone, 20 s beside 1. Chat 1: 15 s alone, 10 s beside 2, which has
    # the place at 45. Chat 2 is alone when the wrap-up of 0 is done
    assert doing(journal, 0)[:-1] == [
        ("writing", 0, 0, 30),
        ("writing", 1, 30, 55),
        ("wrap_up", 0, 55, 65),
        ("writing", 2, 65, 85),
        ("wrap_up", 1, 85, 95),
        ("wrap_up", 2, 95, 105),
    ]
