"""Hand-played days: agents whose work slows down when they have been busy for long."""

from __future__ import annotations

from paper_day import day, doing, replies, stays

TIRED = """
    channels:
      phone: {{kind: call, arrivals: {{times: [{times}]}}, talk: 80 s,
              wrap_up: {wrap_up} s}}
    agents:
      desk: {{staff: 1, skills: {{phone: 1}},
             strain: {{slower: 1%, above: 50%, over: 100 s}}}}
"""


def test_work_slows_down_above_an_occupancy_of_the_last_while() -> None:
    journal = day(TIRED.format(times="100 s, 200 s", wrap_up=0))

    # busy for 80 of the 100 s before 200: 30 points above the limit
    assert [row[3:5] for row in stays(journal)] == [(100, 180), (200, 304)]


def test_work_at_the_limit_goes_at_its_usual_pace() -> None:
    journal = day(TIRED.format(times="100 s, 230 s", wrap_up=0))

    # busy from 130 to 180 of 130 to 230
    assert [row[3:5] for row in stays(journal)] == [(100, 180), (230, 310)]


def test_wrap_up_goes_at_the_pace_of_its_own_beginning() -> None:
    journal = day(TIRED.format(times="100 s", wrap_up=10))

    # busy for 80 of the 100 s before 180: 10 s by 1.3
    assert stays(journal) == [(0, 0, 100, 100, 180, 193, "handled")]


def test_agent_who_is_never_idle_works_at_the_slowest() -> None:
    journal = day(TIRED.format(times="100 s, 100 s, 100 s", wrap_up=0))

    # 80 of 100 s before 180, then all of them
    assert [row[3:5] for row in stays(journal)] == [(100, 180), (180, 284), (284, 404)]


def test_time_with_a_chat_in_hand_is_time_in_use_though_nobody_writes() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 90 s}
        agents:
          desk: {staff: 1, skills: {chat: 1},
                 strain: {slower: 2%, above: 50%, over: 100 s}}
    """)

    # at 100 she has held it for 100 s: twice as slow
    assert replies(journal) == [(0, 0, 0, 0, 0, 10), (0, 0, 1, 100, 100, 120)]


def test_mail_that_is_taken_up_again_goes_on_at_the_pace_it_began_with() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [100 s]}, work: 60 s}
          phone: {kind: call, arrivals: {times: [130 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1}, may_hold: {email: 1, phone: 1},
                 strain: {slower: 1%, above: 20%, over: 100 s}}
    """)

    # the call begins after 30 s of work: 10 points above, 55 s
    assert doing(journal, 0)[1:4] == [
        ("working", 0, 100, 130),
        ("talking", 1, 130, 185),
        ("working", 0, 185, 215),
    ]


def test_strain_is_none_where_nobody_asks_for_it() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [100 s, 100 s, 100 s]}, talk: 80 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert [row[3:5] for row in stays(journal)] == [(100, 180), (180, 260), (260, 340)]
