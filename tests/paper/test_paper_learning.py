"""Hand-played days: new agents, slower than the others until they have learnt."""

from __future__ import annotations

import pytest
from paper_day import day, stays


def test_new_agents_are_slower_at_all_they_do() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 30 s, wrap_up: 5 s}
          email: {kind: mail, arrivals: {times: [0 s]}, work: 50 s}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s, wrap_up: 20 s}
        agents:
          a_room: {staff: 1, skills: {chat: 1},
                   learning: {new: 1, slower: 100%, halves: 1 d}}
          b_back: {staff: 1, skills: {email: 1},
                   learning: {new: 1, slower: 50%, halves: 1 d}}
          c_line: {staff: 1, skills: {phone: 1},
                   learning: {new: 1, slower: 40%, halves: 1 d}}
    """)

    assert sorted(row[1:] for row in stays(journal)) == [
        (0, 0, 0, 70, 80, "handled"),
        (1, 0, 0, 75, 75, "handled"),
        (2, 0, 0, 140, 168, "handled"),
    ]


def test_those_with_the_highest_numbers_are_new() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 1 s, 2 s]}, talk: 100 s}
        agents:
          desk: {staff: 3, skills: {phone: 1},
                 learning: {new: 2, slower: 100%, halves: 1 d}}
    """)

    assert [row[1:5] for row in stays(journal)] == [
        (0, 0, 0, 100),
        (1, 1, 1, 201),
        (2, 2, 2, 202),
    ]


@pytest.mark.parametrize(
    ("since", "talks"),
    [
        ("", [200, 150, 125]),
        (", since: 1 d", [150, 125, 112.5]),
        (", since: 2 d", [125, 112.5, 106.25]),
    ],
)
def test_what_they_lack_halves_day_by_day(since: str, talks: list[float]) -> None:
    journal = day(f"""
        calendar: {{start: 2026-03-02 00:00, days: 3}}
        channels:
          phone: {{kind: call, arrivals: {{times: [100 s, 86500 s, 172900 s]}},
                  talk: 100 s}}
        agents:
          desk: {{staff: 1, skills: {{phone: 1}},
                 learning: {{new: 1, slower: 100%, halves: 1 d{since}}}}}
    """)

    assert [row[4] - row[3] for row in stays(journal)] == talks


def test_two_days_to_halve_it_are_two_days() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00, days: 5}
        channels:
          phone: {kind: call, arrivals: {times: [100 s, 172900 s, 345700 s]},
                  talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1},
                 learning: {new: 1, slower: 80%, halves: 2 d}}
    """)

    assert [row[4] - row[3] for row in stays(journal)] == [180, 140, 120]


def test_call_that_begins_before_midnight_goes_at_the_pace_of_its_day() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00, days: 2}
        channels:
          phone: {kind: call, arrivals: {times: ["23:59:00"]}, talk: 100 s,
                  wrap_up: 40 s}
        agents:
          desk: {staff: 1, skills: {phone: 1},
                 learning: {new: 1, slower: 100%, halves: 1 d}}
    """)

    # the talk takes 200 s; the wrap-up begins on the next day, and takes 60
    assert stays(journal) == [(0, 0, 86340, 86340, 86540, 86600, "handled")]


def test_pace_of_the_group_and_of_the_skill_multiply_what_new_agents_lack() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: {pace: 1.5}}, pace: 2,
                 learning: {new: 1, slower: 100%, halves: 1 d}}
    """)

    assert stays(journal)[0][4] == 600


def test_new_agent_hands_over_what_is_left_of_a_chat_at_standard_pace() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s]}
        agents:
          a_new: {shifts: [{n: 1, hours: "08:00:00-08:00:20"}], skills: {chat: 1},
                  at_duty_end: hand_over,
                  learning: {new: 1, slower: 100%, halves: 1 d}}
          b_usual: {staff: 1, skills: {chat: 2}}
    """)

    # 20 s at half speed leave 50 of 60
    assert [row[1:5] for row in stays(journal)] == [(0, 0, 0, 20), (1, 20, 20, 70)]


def test_mail_of_a_new_agent_is_taken_up_by_another_at_standard_pace() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
        agents:
          a_new: {shifts: [{n: 1, hours: "08:00-08:01"}], skills: {email: 1},
                  at_duty_end: return_to_queue,
                  learning: {new: 1, slower: 100%, halves: 1 d}}
          b_usual: {shifts: [{n: 1, hours: "08:02-20:00"}], skills: {email: 1}}
    """)

    # 60 s at half speed leave 70 of 100
    assert [row[1:5] for row in stays(journal)] == [(0, 0, 0, 60), (1, 60, 120, 190)]


def test_new_agent_dials_and_finds_out_no_slower_than_others() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 30 s, dial: 20 s}
          chat: {kind: chat, arrivals: {times: [1 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 10 s, patience: 50 s, silent: 100%, discovery: 40 s}
        agents:
          desk: {staff: 1, skills: {back: 1, chat: 1},
                 learning: {new: 1, slower: 100%, halves: 1 d}}
    """)

    assert [row[3:5] for row in stays(journal)] == [(20, 80), (80, 120)]
