"""Hand-played days: chats at the rate level, whose speed belongs to the number held."""

from __future__ import annotations

import pytest
from paper_day import day, doing, in_hand, spans, stays

from omnisim.population import Purpose


def test_chat_slows_down_when_another_joins_and_speeds_up_when_it_leaves() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 30 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 90 s]}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
    """)

    # each needs 60: the first has 30 at 30 and the rest at 75, when the other has 30
    assert stays(journal) == [
        (0, 0, 0, 0, 75, 75, "handled"),
        (1, 0, 30, 30, 105, 105, "handled"),
    ]
    assert spans(journal, 0) == [
        ("chatting", None, 0, 30),
        ("chatting", None, 30, 75),
        ("chatting", None, 75, 105),
        ("idle", None, 105, 43200),
    ]
    assert in_hand(journal, 0)[:3] == [(1, 0, 30), (2, 30, 75), (1, 75, 105)]


def test_three_chats_go_at_the_speed_of_three() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 20 s, 50 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 90 s, 120 s]}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}}
    """)

    # done at 50: 40, 20, 0; at 90: 60, 40, 20; at 120: 60, 60, 40
    assert [row[4] for row in stays(journal)] == [90, 120, 140]


def test_beyond_the_list_the_last_entry_goes_on() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s, 0 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 120 s]}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}}
    """)

    assert [row[4] for row in stays(journal)] == [120, 120, 120]


def test_chat_that_joins_as_another_ends_is_alone() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 60 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 120 s]}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
    """)

    assert [row[4] for row in stays(journal)] == [60, 120]


def test_chat_that_waits_joins_as_another_ends_and_the_third_feels_no_change() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s, 10 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 120 s]}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        """,
        brings={0: {"talk": 20}, 2: {"talk": 40}},
    )

    # 0 needs 20 and ends at 40; 1 and 2 have 40 left then, and both need 80 s
    assert stays(journal) == [
        (0, 0, 0, 0, 40, 40, "handled"),
        (1, 0, 0, 0, 120, 120, "handled"),
        (2, 0, 10, 40, 120, 120, "handled"),
    ]


def test_all_chats_stand_still_during_a_call_and_its_wrap_up() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 120 s]}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 30 s, wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 2, phone: 1}}
    """)

    assert stays(journal) == [
        (0, 0, 0, 0, 160, 160, "handled"),
        (1, 0, 0, 0, 160, 160, "handled"),
        (2, 0, 20, 20, 50, 60, "handled"),
    ]
    assert doing(journal, 0)[:-1] == [
        ("chatting", None, 0, 20),
        ("talking", 2, 20, 50),
        ("wrap_up", 2, 50, 60),
        ("chatting", None, 60, 160),
    ]


def test_chat_stands_still_while_the_agent_wraps_another_one_up() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 30 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 90 s], wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
    """)

    # 30 s are left of the second; what is wrapped up does not slow it down
    assert stays(journal) == [
        (0, 0, 0, 0, 75, 85, "handled"),
        (1, 0, 30, 30, 115, 125, "handled"),
    ]


def test_chat_taken_during_a_wrap_up_begins_when_that_is_over() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 65 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 120 s], wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
    """)

    assert stays(journal)[1] == (1, 0, 65, 65, 130, 140, "handled")


def test_mail_waits_while_a_chat_is_open() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s, 20 s]}, work: 50 s}
          chat: {kind: chat, arrivals: {times: [10 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s], wrap_up: 5 s}
        agents:
          desk: {staff: 1, skills: {email: 1, chat: 1}, may_hold: {email: 2, chat: 1}}
    """)

    assert doing(journal, 0)[:-1] == [
        ("working", 0, 0, 10),
        ("chatting", None, 10, 70),
        ("wrap_up", 1, 70, 75),
        ("working", 0, 75, 115),
        ("working", 2, 115, 165),
    ]


def test_chat_without_wrap_up_hands_over_to_the_mail_at_once() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [20 s]}, work: 50 s}
          chat: {kind: chat, arrivals: {times: [10 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s]}
        agents:
          desk: {staff: 1, skills: {email: 1, chat: 1}, may_hold: {email: 1, chat: 1},
                 switch_cost: 5 s}
    """)

    # the mail is met for the first time, and nothing else is held by then
    assert doing(journal, 0)[1:-1] == [
        ("chatting", None, 10, 70),
        ("working", 1, 70, 120),
    ]


def test_chat_at_the_rate_level_takes_no_mind_off_a_mail() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 50 s}
          chat: {kind: chat, arrivals: {times: [10 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s]}
        agents:
          desk: {staff: 1, skills: {email: 1, chat: 1}, may_hold: {email: 1, chat: 1},
                 switch_cost: 5 s}
    """)

    assert doing(journal, 0)[:-1] == [
        ("working", 0, 0, 10),
        ("chatting", None, 10, 70),
        ("working", 0, 70, 110),
    ]


def test_caller_beside_a_chat_is_answered_after_a_switch_that_the_chat_stands_for() -> (
    None
):
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s]}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 30 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1},
                 switch_cost: 5 s}
    """)

    # to the call it costs 5 s; back to the chat nothing
    assert doing(journal, 0)[:-1] == [
        ("chatting", None, 0, 20),
        ("switching", 1, 20, 25),
        ("talking", 1, 25, 55),
        ("chatting", None, 55, 95),
    ]


def test_pace_and_effort_slow_a_chat_down() -> None:
    journal = day("""
        issues:
          hard: {share: 100%, effort: 1.5}
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 90 s]}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, pace: 2}
    """)

    # alone it would take 60 x 1.5 x 2 s, beside another half as much again
    assert [row[4] for row in stays(journal)] == [270, 270]


def test_channels_have_rates_of_their_own_by_the_number_of_all_chats() -> None:
    journal = day("""
        channels:
          a_quick: {kind: chat, arrivals: {times: [0 s]}, duration: 60 s,
                    duration_by_open_chats: [60 s, 120 s]}
          b_slow: {kind: chat, arrivals: {times: [0 s]}, duration: 60 s,
                   duration_by_open_chats: [60 s, 180 s]}
        agents:
          desk: {staff: 1, skills: {a_quick: 1, b_slow: 1},
                 may_hold: {a_quick: 1, b_slow: 1}}
    """)

    # at 120 the second has done 40 of 60
    assert [row[4] for row in stays(journal)] == [120, 140]


def test_chat_told_by_turns_stops_those_told_by_rates_only_while_it_is_attended() -> (
    None
):
    journal = day("""
        channels:
          rated: {kind: chat, arrivals: {times: [0 s]}, duration: 60 s,
                  duration_by_open_chats: [60 s, 600 s]}
          told: {kind: chat, arrivals: {times: [10 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 20 s}
        agents:
          desk: {staff: 1, skills: {rated: 1, told: 1}, may_hold: {rated: 1, told: 1}}
    """)

    # 10 s, 20 s and the last 30: the other chat does not count for the rate
    assert doing(journal, 0)[:-1] == [
        ("chatting", None, 0, 10),
        ("writing", 1, 10, 20),
        ("chatting", None, 20, 40),
        ("writing", 1, 40, 50),
        ("chatting", None, 50, 80),
    ]


@pytest.mark.parametrize(("draw", "last"), [(0.2, 140), (0.8, 115)])
def test_finding_out_who_left_the_queue_silently_stops_the_other_chat(
    draw: float, last: float
) -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s, 10 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 90 s], silent: 50%, discovery: 25 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        """,
        brings={1: {"talk": 85}, 2: {"patience": 20}},
        coins={(Purpose.SILENT, 2): draw},
    )

    # at 90 the first is over and the other has 25 to go, alone or after 25 s
    assert stays(journal)[0][4] == 90
    assert stays(journal)[1][4] == last


def test_chat_that_joins_during_a_call_counts_when_the_chats_go_on() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 30 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 120 s]}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 30 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 2, phone: 1}}
    """)

    # from 50 on the first has 40 to go, the second 60
    assert [row[4] for row in stays(journal)] == [130, 50, 150]


def test_agent_who_comes_on_duty_begins_all_her_chats_at_once() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: ["08:10", "08:20", "08:30", "08:40"]},
                 duration: 60 s, duration_by_open_chats: [60 s, 90 s, 120 s]}
        agents:
          desk: {shifts: [{n: 1, hours: "09:00-20:00"}], skills: {chat: 1},
                 may_hold: {chat: 3}}
    """)

    assert [row[3:5] for row in stays(journal)] == [
        (3600, 3720),
        (3600, 3720),
        (3600, 3720),
        (3720, 3780),
    ]


def test_chat_stands_still_while_the_agent_turns_to_a_caller_who_gives_up() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s]}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 30 s, patience: 5 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1},
                 switch_cost: 10 s}
    """)

    assert doing(journal, 0)[:-1] == [
        ("chatting", None, 0, 20),
        ("switching", 1, 20, 25),
        ("chatting", None, 25, 65),
    ]


def test_wrap_up_at_the_rate_level_costs_no_switch() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 30 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 90 s], wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}, switch_cost: 5 s}
    """)

    assert [row[4:6] for row in stays(journal)] == [(75, 85), (115, 125)]


def test_mail_that_goes_before_chats_stops_them() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s]}
          email: {kind: mail, arrivals: {times: [10 s]}, work: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, email: 1}, may_hold: {chat: 1, email: 1},
                 attention: [mail, call, callback, chat, message]}
    """)

    assert doing(journal, 0)[:-1] == [
        ("chatting", None, 0, 10),
        ("working", 1, 10, 60),
        ("chatting", None, 60, 110),
    ]


def test_chat_law_alone_may_differ_from_its_mean() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s]},
                 duration_by_open_chats: [60 s, 120 s]}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 2}}
        """,
        brings={0: {"talk": 30}, 1: {"talk": 100}},
    )

    assert [row[4] for row in stays(journal)] == [60, 130]
