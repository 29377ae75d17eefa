"""Hand-played days: a conversation that goes on in a new leg is no new contact."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, doing, holds, replies, stays

from omnisim.population import Purpose

TWO_DESKS = """
    channels:
      sms: {{kind: message, arrivals: {{times: [0 s]}}, turns: 4, agent_turn: 30 s,
            customer_turn: 170 s, quiet_after: 60 s}}
    agents:
      a_front: {{shifts: [{{n: 1, hours: "08:00-08:02"}}], skills: {{sms: 1}}}}
      b_late: {{shifts: [{{n: 1, hours: "08:03-20:00"}}], skills: {{sms: 1}}}}
      c_back: {{staff: 1, skills: {{}}}}
    routing:
      transfers: [{{from: {group}, to: c_back, share: 50%, talk: 50%}}]
"""
"""Written to until 30, quiet from 90, written in again at 200, when others work."""


def test_who_stays_where_she_was_answered_is_not_passed_on_by_the_next() -> None:
    text = TWO_DESKS.format(group="b_late")

    journal = day(text, coins={(Purpose.TRANSFER, 0): 0.4})

    assert [(row[1], row[5]) for row in stays(journal)][:2] == [(0, 90), (1, 290)]
    assert [row[6] for row in stays(journal)] == ["quiet"] * 3 + ["handled"]


def test_who_is_to_be_passed_on_is_so_by_whoever_goes_on_with_her() -> None:
    text = TWO_DESKS.format(group="a_front")

    journal = day(text, coins={(Purpose.TRANSFER, 0): 0.4})

    # half of the four turns are the second group's, then all of them the third's
    assert stays(journal)[:2] == [
        (0, 0, 0, 0, 90, 90, "quiet"),
        (0, 1, 200, 200, 230, 230, "transferred"),
    ]
    assert stays(journal)[2][:4] == (0, 2, 230, 230)


def test_mail_that_is_passed_on_holds_up_no_chat_that_goes_with_it() -> None:
    journal = day(
        """
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 200 s}
          chat: {kind: chat, arrivals: {times: [5 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 10 s}
        agents:
          a_early:
            shifts: [{n: 1, hours: "08:00-08:02"}]
            skills: {email: 1, chat: 1}
            may_hold: {email: 1, chat: 1}
            attention: [mail, call, callback, chat, message]
            at_duty_end: return_to_queue
          b_late:
            shifts: [{n: 1, hours: "08:01-20:00"}]
            skills: {email: 1, chat: 1}
            may_hold: {email: 1, chat: 1}
        """
    )

    # at her desk mail goes first: 120 s of it are done, and nothing of the chat
    assert doing(journal, 0) == [("working", 0, 0, 120)]
    assert replies(journal) == [(0, 1, 0, 0, 0, 230), (1, 1, 0, 5, 120, 150)]


def test_agent_who_found_no_colleague_before_her_break_may_find_one_after_it() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                 customer_turn: 370 s}
          phone: {kind: call, arrivals: {times: [100 s]}, talk: 100 s}
        agents:
          a_early:
            shifts: [{n: 1, hours: "08:00-08:06", breaks: ["08:02-08:04"]}]
            skills: {chat: 1}
            at_duty_end: hand_over
          b_late: {staff: 1, skills: {chat: 2, phone: 1}}
    """)

    # the colleague is talking at 120, and free at 360
    assert stays(journal)[:2] == [
        (0, 0, 0, 0, 360, 360, "handed_on"),
        (0, 1, 360, 360, 430, 430, "handled"),
    ]


def test_colleague_with_one_place_is_given_what_was_in_line_first() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 200 s, priority: 2}
          vip: {kind: chat, arrivals: {times: [10 s]}, turns: 2, agent_turn: 10 s,
                customer_turn: 200 s, priority: 1}
        agents:
          a_early:
            shifts: [{n: 1, hours: "08:00:20-08:02:00"}]
            skills: {chat: 1, vip: 1}
            may_hold: {chat: 1, vip: 1}
            at_duty_end: hand_over
          b_late: {shifts: [{n: 1, hours: "08:01-20:00"}], skills: {chat: 1, vip: 1}}
        routing: {choose_contact: priority}
    """)

    # the second one is taken first, because of its priority
    assert [row[:5] for row in stays(journal)] == [
        (0, 0, 0, 20, 120),
        (0, 1, 120, 120, 240),
        (1, 0, 10, 20, 250),
    ]


RETURNED = """
    channels:
      chat: {{kind: chat, arrivals: {{times: [0 s]}}, turns: 2, agent_turn: 30 s,
             customer_turn: 90 s, target: 80% within 100 s}}
      phone: {{kind: call, arrivals: {{times: [60 s]}}, talk: 190 s,
              target: 80% within 60 s}}
      note: {{kind: call, arrivals: {{times: [1 s]}}, talk: 199 s,
             target: 80% within 60 s}}
    agents:
      a_early: {{shifts: [{{n: 1, hours: "08:00-08:02"}}], skills: {{chat: 1}},
                at_duty_end: return_to_queue}}
      b_late: {{staff: 1, skills: {{note: 1, chat: 2, phone: 1}}}}
    routing: {{choose_contact: {rule}}}
"""
"""The chat is in line again from 120, the call from 60; the other is free at 200."""


@pytest.mark.parametrize("rule", ["longest_wait", "weighted_wait", "due_first"])
def test_wait_of_a_chat_that_returned_counts_from_its_first_joining(rule: str) -> None:
    journal = day(RETURNED.format(rule=rule))

    # waits of 200 and 140 s; due at 100 and at 120
    assert [row[:4] for row in stays(journal)] == [
        (0, 0, 0, 0),
        (0, 1, 120, 200),
        (1, 1, 1, 1),
        (2, 1, 60, 230),
    ]


OVERFLOWING = """
    channels:
      chat: {{kind: chat, arrivals: {{times: [0 s]}}, turns: 2, agent_turn: 30 s,
             customer_turn: 90 s}}
      phone: {{kind: call, arrivals: {{times: [60 s]}}, talk: {talk} s}}
    agents:
      a_early: {{shifts: [{{n: 1, hours: "08:00-08:02"}}], skills: {{chat: 1}},
                at_duty_end: return_to_queue}}
      b_help: {{staff: 1, skills: {{phone: 1}}}}
    routing: {{overflow: [{{channel: chat, to: b_help, after: {after} s}}]}}
"""
"""The chat is in line again from 120; the help has a call from 60."""


@pytest.mark.parametrize(
    ("after", "talk", "answered_at"),
    [
        (60, 30, 120),  # the delay is long over
        (150, 30, 150),  # 30 s after it came back, in place of 150
        (150, 110, 170),  # as soon as the help is free
    ],
)
def test_overflow_of_a_chat_that_returned_is_due_from_its_first_joining(
    after: int, talk: int, answered_at: float
) -> None:
    journal = day(OVERFLOWING.format(after=after, talk=talk))

    assert stays(journal)[:2] == [
        (0, 0, 0, 0, 120, 120, "handed_on"),
        (0, 1, 120, answered_at, answered_at + 30, answered_at + 30, "handled"),
    ]


def test_previous_agent_who_helped_out_goes_on_after_her_break() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                 customer_turn: 160 s}
        agents:
          a_desk: {shifts: [{n: 1, hours: "08:02-20:00"}], skills: {chat: 1}}
          b_help:
            shifts: [{n: 1, hours: "08:00-20:00", breaks: ["08:02-08:03"]}]
            skills: {}
            at_duty_end: return_to_queue
        routing:
          choose_agent: [previous_agent, longest_idle]
          overflow: [{to: b_help, after: 10 s}]
    """)

    # the delay is over since 10: her second leg, from 200, need not wait once more
    assert [row[:4] for row in stays(journal)] == [(0, 1, 0, 10), (0, 1, 200, 200)]


def test_missed_call_back_keeps_its_place_and_its_overflow() -> None:
    journal = day(
        """
        channels:
          back: {kind: callback, arrivals: {times: [0 s, 10 s]}, talk: 30 s,
                 answers: 50%, tries: 2, retry: 40 s}
          phone: {kind: call, arrivals: {times: [5 s]}, talk: 95 s}
        agents:
          a_desk: {shifts: [{n: 1, hours: "08:00:00-08:00:15"}], skills: {back: 1}}
          b_help: {staff: 1, skills: {phone: 1}}
        routing: {overflow: [{channel: back, to: b_help, after: 50 s}]}
        """,
        coins={
            (Purpose.REACHED, 0, 1, 1): 0.6,
            (Purpose.REACHED, 0, 1, 2): 0.4,
            (Purpose.REACHED, 2, 1, 1): 0.4,
        },
    )

    # missed at 20 and tried again from 60, before the one who has waited since 10
    assert stays(journal) == [
        (0, 0, 0, None, None, None, "missed"),
        (0, 1, 60, 120, 150, 150, "handled"),
        (1, 1, 5, 5, 100, 100, "handled"),
        (2, 1, 10, 170, 200, 200, "handled"),
    ]
    assert contacts(journal)[0] == (0, 1, "first", 0, 150, "handled")


def test_question_asked_anew_overflows_after_a_wait_of_its_own() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                customer_turn: 160 s, quiet_after: 60 s}
        agents:
          a_desk: {shifts: [{n: 1, hours: "08:00:10-08:02:00"}], skills: {sms: 1}}
          b_help: {staff: 1, skills: {}}
        routing: {overflow: [{to: b_help, after: 50 s}]}
    """)

    # written to from 10 to 40, written in again at 200
    assert [row[:4] for row in stays(journal)] == [(0, 0, 0, 10), (0, 1, 200, 250)]


def test_chat_that_was_passed_on_may_be_passed_on_again() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                 customer_turn: 10 s}
        agents:
          a_first: {staff: 1, skills: {chat: 1}}
          b_second: {staff: 1, skills: {}}
          c_third: {staff: 1, skills: {}}
        routing:
          transfers:
            - {from: a_first, to: b_second, share: 100%, talk: 50%}
            - {from: b_second, to: c_third, share: 100%, talk: 50%}
    """)

    assert [(row[1], *row[3:6]) for row in stays(journal)] == [
        (0, 0, 30, 30),
        (1, 30, 60, 60),
        (2, 60, 130, 130),
    ]


def test_who_is_passed_on_stands_behind_those_who_came_before_that() -> None:
    journal = day("""
        channels:
          a_phone: {kind: call, arrivals: {times: [0 s]}, talk: 40 s}
          b_line: {kind: call, arrivals: {times: [1 s, 10 s]}, talk: 60 s}
        agents:
          a_front: {staff: 1, skills: {a_phone: 1}}
          b_back: {staff: 1, skills: {b_line: 1}}
        routing: {transfers: [{channel: a_phone, to: b_back, share: 100%}]}
    """)

    # waiting at the back office since 40, and the other since 10
    assert [row[:4] for row in stays(journal)] == [
        (0, 0, 0, 0),
        (0, 1, 40, 121),
        (1, 1, 1, 1),
        (2, 1, 10, 61),
    ]


def test_call_back_that_is_passed_on_keeps_its_place_until_it_is_wrapped_up() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [0 s, 5 s]}, talk: 40 s,
                 wrap_up: 10 s}
        agents:
          a_front: {staff: 1, skills: {back: 1}}
          b_back: {shifts: [{n: 1, hours: "08:01-20:00"}], skills: {}}
        routing: {transfers: [{to: b_back, from: a_front, share: 100%, talk: 50%}]}
    """)

    # on the line all the while, she waits from 40 to 60; nobody dials her again
    assert holds(journal) == [
        (0, 0, 0, 0, 50),
        (0, 1, 1, 60, 110),
        (1, 0, 0, 50, 100),
        (1, 1, 1, 110, 160),
    ]
    assert doing(journal, 1) == [
        ("talking", 0, 60, 100),
        ("wrap_up", 0, 100, 110),
        ("talking", 1, 110, 150),
        ("wrap_up", 1, 150, 160),
        ("idle", None, 160, 43200),
    ]
