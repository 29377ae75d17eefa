"""Hand-played days: customers who wait open a second contact beside the first."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, moves, stays, stories

from omnisim.population import Purpose

BESIDE = """
    channels:
      chat: {{kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}}
      phone: {{kind: call, arrivals: {{times: [0 s, 10 s]}}, talk: 100 s}}
    agents:
      desk: {{staff: 1, skills: {{phone: 1}}}}
      room: {{staff: 1, skills: {{chat: 1}}}}
    customers:
      impatient_duplicates: {{phone: {{open: chat, probability: 50%, after: {after}}}}}
"""
"""The second caller waits from 10 to 100."""


def test_customer_who_waits_opens_a_chat_and_stays_on_the_phone() -> None:
    journal = day(BESIDE.format(after="30 s"), coins={(Purpose.DUPLICATE, 1): 0.49})

    # nobody notices: both are worked in full
    assert moves(journal) == [
        (0, 1, "first", "phone", 0, "handled"),
        (1, 1, "first", "phone", 10, "handled"),
        (1, 2, "duplicate", "chat", 40, "handled"),
    ]
    assert stays(journal)[1:] == [
        (1, 0, 10, 100, 200, 200, "handled"),
        (2, 1, 40, 40, 90, 90, "handled"),
    ]


def test_only_a_share_of_those_who_wait_open_one() -> None:
    journal = day(BESIDE.format(after="30 s"), coins={(Purpose.DUPLICATE, 1): 0.5})

    assert len(contacts(journal)) == 2


@pytest.mark.parametrize(("after", "n"), [("89 s", 3), ("90 s", 2), ("91 s", 2)])
def test_customer_who_is_answered_by_then_opens_none(after: str, n: int) -> None:
    journal = day(BESIDE.format(after=after), coins={(Purpose.DUPLICATE, 1): 0.1})

    assert len(contacts(journal)) == n


def test_each_customer_waits_a_while_of_her_own_before_she_does() -> None:
    journal = day(
        BESIDE.format(after="{exponential: 1 min}"),
        coins={(Purpose.DUPLICATE, 1): 0.1},
        durations={(Purpose.DUPLICATE_DELAY, 1, 1): 17},
    )

    assert contacts(journal)[2][3] == 27


def test_customer_who_is_taken_at_once_opens_none() -> None:
    journal = day(
        BESIDE.format(after="0 s"),
        coins={(Purpose.DUPLICATE, 0): 0.1, (Purpose.DUPLICATE, 1): 0.9},
    )

    assert len(contacts(journal)) == 2


def test_customer_who_waits_may_double_at_once() -> None:
    journal = day(BESIDE.format(after="0 s"), coins={(Purpose.DUPLICATE, 1): 0.1})

    assert contacts(journal)[2][:4] == (1, 2, "duplicate", 10)


def test_customer_who_has_given_up_by_then_opens_none() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
                  patience: 30 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
    """)

    assert len(contacts(journal)) == 2


def test_ways_to_double_have_shares_one_after_the_other() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          email: {kind: mail, work: 60 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 20 s, 30 s]}, talk: 300 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1, email: 1}}
        customers:
          impatient_duplicates:
            phone:
              - {open: chat, probability: 40%, after: 5 s}
              - {open: email, probability: 30%, after: 20 s}
        """,
        coins={
            (Purpose.DUPLICATE, 1): 0.39,
            (Purpose.DUPLICATE, 2): 0.4,
            (Purpose.DUPLICATE, 3): 0.7,
        },
    )

    assert [row[:5] for row in moves(journal) if row[1] > 1] == [
        (1, 2, "duplicate", "chat", 15),
        (2, 2, "duplicate", "email", 40),
    ]


def test_customer_whose_mail_is_open_does_not_double_her_call() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          email: {kind: mail, arrivals: {times: [0 s]}, work: 60 s}
          phone: {kind: call, arrivals: {times: [100 s]}, talk: 300 s}
        agents:
          back: {shifts: [{n: 1, hours: "09:00-20:00"}], skills: {email: 1}}
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          after: {unanswered: {email: [{phone: 100%, after: 200 s}]}}
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
    """)

    # she calls at 200, waits until 400, and leaves it at that
    assert moves(journal) == [
        (0, 1, "first", "email", 0, "handled"),
        (1, 1, "first", "phone", 100, "handled"),
        (0, 2, "unanswered", "phone", 200, "handled"),
    ]


def test_twin_that_waits_is_not_doubled_again() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 100 s}
        agents:
          late: {shifts: [{n: 2, hours: "08:10-20:00"}], skills: {chat: 1, phone: 1}}
        customers:
          impatient_duplicates:
            chat: {open: phone, probability: 100%, after: 30 s}
            phone: {open: chat, probability: 100%, after: 30 s}
    """)

    assert [row[:5] for row in moves(journal)] == [
        (0, 1, "first", "phone", 10),
        (0, 2, "duplicate", "chat", 40),
    ]


def test_twin_that_finds_no_line_leaves_the_first_contact_waiting() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [5 s]}, turns: 1, agent_turn: 50 s,
                 customer_turn: 10 s, lines: 1}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
    """)

    assert contacts(journal)[2:] == [
        (2, 1, "first", 10, 200, "handled"),
        (2, 2, "duplicate", 40, 40, "blocked"),
    ]


def test_customer_doubles_in_the_first_queue_only() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 20 s}
        agents:
          a_front: {staff: 1, skills: {phone: 1}}
          b_back: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {}}
          room: {staff: 1, skills: {chat: 1}}
        routing: {transfers: [{from: a_front, to: b_back, share: 100%}]}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
    """)

    assert len(contacts(journal)) == 1


def test_customer_who_takes_an_offer_or_balks_has_nothing_to_double() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
                  announce: {estimate: queue_length, tolerance: 60 s}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 0 s}}
    """)

    assert contacts(journal)[1:] == [(1, 1, "first", 10, 10, "balked")]


def test_customer_who_would_double_after_the_calendar_does_not() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00}
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: ["23:59:00", "23:59:10", "23:59:30"]},
                  talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 40 s}}
    """)

    # the day ends at 86400: the second doubles at 86390, the third would at 86410
    assert [row[:4] for row in contacts(journal)[3:]] == [(1, 2, "duplicate", 86390)]


def test_customer_who_comes_again_may_double_that_contact() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 300 s,
                  patience: 60 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          after: {abandoned: {phone: [{phone: 100%, after: 50 s, tries: 2}]}}
          impatient_duplicates: {phone: {open: chat, probability: 50%, after: 20 s}}
        """,
        coins={(Purpose.DUPLICATE, 1, 1): 0.9, (Purpose.DUPLICATE, 1, 2): 0.1},
    )

    assert [row[:5] for row in moves(journal)[1:]] == [
        (1, 1, "first", "phone", 10),
        (1, 2, "abandoned", "phone", 120),
        (1, 3, "duplicate", "chat", 140),
    ]


def test_attempts_go_on_counting_beside_a_twin() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 500 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 300 s,
                  patience: 60 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          after: {abandoned: {phone: [{phone: 100%, after: 250 s, tries: 3}]}}
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 20 s}}
        """
    )

    # she gives up at 70 with the chat in hand, and calls again at 320
    assert moves(journal)[1:] == [
        (1, 1, "first", "phone", 10, "abandoned"),
        (1, 2, "duplicate", "chat", 30, "handled"),
        (1, 3, "abandoned", "phone", 320, "handled"),
    ]


def test_twin_meets_the_bot_of_its_channel_first() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        automation: {typing: {fronts: chat, contains: 100%, session: 20 s}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
    """)

    # the bot is no agent: the call is taken all the same
    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 200, "handled"),
        (1, 2, "duplicate", 40, 60, "contained"),
    ]


def test_customer_who_only_waited_has_no_story_to_tell_twice() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          context: lost
          repeat_work: 50%
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
        """
    )

    assert stories(journal)[2] == (2, 0, 0, -1)
    assert stays(journal)[2][3:5] == (40, 90)


def test_customer_who_chases_now_does_not_double_as_well() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          email: {kind: mail, arrivals: {times: [10 s]}, work: 50 s}
          phone: {kind: call, talk: 20 s}
        agents:
          back: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {email: 1}}
          desk: {staff: 2, skills: {chat: 1, phone: 1}}
        customers:
          after: {unanswered: {email: [{phone: 100%, after: 200 s}]}}
          impatient_duplicates: {email: {open: chat, probability: 100%, after: 200 s}}
    """)

    assert moves(journal)[1:] == [(0, 2, "unanswered", "phone", 210, "handled")]
