"""Hand-played days: what an agent is given at one instant is weighed together."""

from __future__ import annotations

from paper_day import day, doing, stays


def test_caller_taken_with_a_call_back_goes_before_it() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 40 s}
          phone: {kind: call, arrivals: {times: [5 s]}, talk: 30 s}
        agents:
          desk:
            shifts: [{n: 1, hours: "08:01-20:00"}]
            skills: {back: 1, phone: 1}
            may_hold: {back: 1, phone: 1}
    """)

    assert doing(journal, 0)[:3] == [
        ("talking", 1, 60, 90),
        ("dialling", 0, 90, 110),
        ("talking", 0, 110, 150),
    ]


def test_caller_taken_with_a_chat_that_came_before_her_is_answered_first() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 20 s,
                 customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [5 s]}, talk: 30 s}
        agents:
          desk:
            shifts: [{n: 1, hours: "08:01-20:00"}]
            skills: {chat: 1, phone: 1}
            may_hold: {chat: 1, phone: 1}
    """)

    assert doing(journal, 0)[:2] == [("talking", 1, 60, 90), ("writing", 0, 90, 110)]


def test_chat_that_cuts_a_mail_lets_a_caller_go_first_who_is_taken_with_it() -> None:
    journal = day("""
        channels:
          sms: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                customer_turn: 10 s}
          email: {kind: mail, arrivals: {times: [20 s]}, work: 100 s}
          chat: {kind: chat, arrivals: {times: [30 s]}, turns: 1, agent_turn: 20 s,
                 customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [40 s]}, talk: 30 s}
        agents:
          desk:
            staff: 1
            skills: {sms: 1, email: 1, chat: 1, phone: 1}
            may_hold: [{sms: 1, email: 1}, {email: 1, chat: 1, phone: 1}]
            breathing: {sms: 60 s}
    """)

    # a breath after the sms keeps both out until 70, 50 s into the mail
    assert doing(journal, 0)[2:6] == [
        ("working", 1, 20, 70),
        ("talking", 3, 70, 100),
        ("writing", 2, 100, 120),
        ("working", 1, 120, 170),
    ]


def test_caller_who_gets_the_place_of_a_call_back_goes_before_its_wrap_up() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 40 s, wrap_up: 10 s,
                 place_until: end}
          phone: {kind: call, arrivals: {times: [5 s]}, talk: 30 s}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
    """)

    assert doing(journal, 0)[:4] == [
        ("dialling", 0, 0, 20),
        ("talking", 0, 20, 60),
        ("talking", 1, 60, 90),
        ("wrap_up", 0, 90, 100),
    ]


def test_caller_in_hand_goes_before_the_wrap_up_of_a_call_back() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 40 s, wrap_up: 10 s}
          phone: {kind: call, arrivals: {times: [5 s]}, talk: 30 s}
        agents:
          desk:
            staff: 1
            skills: {back: 1, phone: 1}
            may_hold: {back: 1, phone: 1}
    """)

    assert [row[3:6] for row in stays(journal)] == [(20, 60, 100), (60, 90, 90)]
