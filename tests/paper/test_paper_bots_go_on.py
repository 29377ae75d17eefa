"""Hand-played days: who goes on from a bot to an agent, and with what story."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, replies, sessions, stays, stories

from omnisim.population import Purpose

VOICE = """
    channels:
      phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s, wrap_up: 20 s}
    agents:
      desk: {staff: 1, skills: {phone: 1}}
"""


def test_customer_whom_the_bot_cannot_help_goes_on_to_an_agent() -> None:
    journal = day(
        VOICE
        + """
    automation:
      voice: {fronts: phone, contains: 60%, session: 30 s, failed_session: 40 s}
        """,
        coins={(Purpose.CONTAINED, 0): 0.6},
    )

    # it is one contact: the queue begins when the session ends
    assert contacts(journal) == [(0, 1, "first", 0, 140, "handled")]
    assert sessions(journal) == [(0, "escalated", 0, 40)]
    assert stays(journal) == [(0, 0, 40, 40, 140, 160, "handled")]
    assert stories(journal) == [(0, 0, 0, 0)]


def test_session_that_cannot_help_takes_as_long_as_one_that_can() -> None:
    journal = day(
        VOICE
        + """
    automation: {voice: {fronts: phone, contains: 60%, session: 30 s}}
        """,
        coins={(Purpose.CONTAINED, 0): 0.6},
    )

    assert sessions(journal) == [(0, "escalated", 0, 30)]


@pytest.mark.parametrize(
    ("bot", "customers", "story", "ends"),
    [
        ("", "", 0, (140, 160)),
        ("", "context: lost, ", 1, (190, 210)),  # half as long again, wrap-up as ever
        ("context: lost, ", "", 1, (190, 210)),
        ("context: kept, ", "context: lost, ", 0, (140, 160)),
        ("", "context: {any: lost, bot: kept}, ", 0, (140, 160)),
        ("", "context: {bot: lost}, ", 1, (190, 210)),
    ],
)
def test_customer_tells_the_agent_again_what_she_told_a_bot_that_passes_nothing_on(
    bot: str, customers: str, story: int, ends: tuple[float, float]
) -> None:
    journal = day(
        VOICE
        + f"""
    automation: {{voice: {{fronts: phone, {bot}contains: 0%, session: 40 s}}}}
    customers: {{{customers}repeat_work: 50%}}
        """
    )

    assert stays(journal) == [(0, 0, 40, 40, *ends, "handled")]
    assert stories(journal) == [(0, 0, story, 0)]


@pytest.mark.parametrize(
    ("priority", "answered_at"),
    [("", 200), (", priority: 1", 100), (", priority: 9", 200)],
)
def test_customer_who_comes_from_a_bot_may_overtake_those_in_line(
    priority: str, answered_at: float
) -> None:
    journal = day(f"""
        channels:
          line: {{kind: call, arrivals: {{times: [0 s, 10 s]}}, talk: 100 s}}
          phone: {{kind: call, arrivals: {{times: [20 s]}}, talk: 50 s}}
        agents:
          desk: {{staff: 1, skills: {{line: 1, phone: 1}}}}
        automation:
          voice: {{fronts: phone, contains: 0%, session: 40 s{priority}}}
    """)

    assert stays(journal)[2][2:4] == (60, answered_at)


def test_priority_after_the_bot_is_not_that_of_contacts_that_met_none() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 1 s, 2 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation:
          voice: {fronts: phone, contains: 0%, session: 40 s, priority: 1}
        customers: {vulnerable: 50%}
        """,
        coins={
            (Purpose.VULNERABLE, 0): 0.4,
            (Purpose.VULNERABLE, 1): 0.4,
            (Purpose.VULNERABLE, 2): 0.6,
        },
    )

    # the third waits from 42 and goes before the second, who waits from 1
    assert [row[:4] for row in stays(journal)] == [
        (0, 0, 0, 0),
        (1, 0, 1, 200),
        (2, 0, 42, 100),
    ]


@pytest.mark.parametrize(
    ("told", "known", "stay"),
    [
        ("yes", 1, (1, 0, 50, 110, 210, 210, "handled")),  # bears 60 s, to the very end
        ("no", 0, (1, None, 50, 80, None, None, "abandoned")),
    ],
)
def test_customer_who_is_told_that_she_goes_on_waits_longer(
    told: str, known: int, stay: tuple[object, ...]
) -> None:
    journal = day(f"""
        channels:
          line: {{kind: call, arrivals: {{times: [0 s]}}, talk: 110 s}}
          phone: {{kind: call, arrivals: {{times: [10 s]}}, talk: 100 s,
                  patience: 30 s}}
        agents:
          desk: {{staff: 1, skills: {{line: 1, phone: 1}}}}
        automation:
          voice: {{fronts: phone, contains: 0%, session: 40 s, told: {told}}}
        customers: {{told_patience: 2}}
    """)

    assert stays(journal)[1] == stay
    assert stories(journal) == [(0, 0, 0, -1), (1, 0, 0, known)]


def test_nobody_loses_patience_with_a_bot() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s, patience: 10 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation: {voice: {fronts: phone, contains: 0%, session: 10 min}}
    """)

    assert contacts(journal) == [(0, 1, "first", 0, 700, "handled")]


def test_mail_that_a_bot_reads_first_waits_for_an_agent_from_then_on() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
        agents:
          desk: {staff: 1, skills: {email: 1}}
        automation: {reader: {fronts: email, contains: 0%, session: 40 s}}
    """)

    assert stays(journal) == [(0, 0, 40, 40, 140, 140, "handled")]
    assert replies(journal) == [(0, 0, 0, 40, 40, 140)]


def test_text_of_a_bot_is_no_answer_to_a_mail() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, talk: 10 s}
        agents:
          back: {shifts: [{n: 1, hours: "08:02-20:00"}], skills: {email: 1}}
          desk: {staff: 1, skills: {phone: 1}}
        automation: {reader: {fronts: email, contains: 0%, session: 40 s}}
        customers: {after: {unanswered: {email: [{phone: 100%, after: 60 s}]}}}
    """)

    # chased from the arrival on, not from the bot's text
    assert contacts(journal) == [
        (0, 1, "first", 0, 220, "handled"),
        (0, 2, "unanswered", 60, 70, "handled"),
    ]


def test_customer_may_chase_a_mail_that_a_bot_is_still_reading() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, talk: 10 s}
        agents:
          desk: {staff: 2, skills: {email: 1, phone: 1}}
        automation: {reader: {fronts: email, contains: 0%, session: 90 s}}
        customers: {after: {unanswered: {email: [{phone: 100%, after: 60 s}]}}}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 190, "handled"),
        (0, 2, "unanswered", 60, 70, "handled"),
    ]


def test_customer_may_balk_at_the_wait_that_she_hears_of_after_the_bot() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
                  announce: {estimate: queue_length, tolerance: 30 s}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation: {voice: {fronts: phone, contains: 0%, session: 40 s}}
    """)

    assert contacts(journal)[1] == (1, 1, "first", 10, 50, "balked")
    assert stays(journal)[1] == (1, None, 50, 50, None, None, "balked")


@pytest.mark.parametrize(
    ("session", "joins", "answered"), [("60 s", 100, 120), ("200 s", 200, 220)]
)
def test_call_back_is_made_when_both_its_window_has_begun_and_the_bot_is_done(
    session: str, joins: float, answered: float
) -> None:
    journal = day(f"""
        channels:
          back: {{kind: callback, arrivals: {{times: [0 s]}}, talk: 30 s,
                 window: {{after: 100 s, lasts: 60 s}}}}
        agents:
          desk: {{staff: 1, skills: {{back: 1}}}}
        automation: {{voice: {{fronts: back, contains: 0%, session: {session}}}}}
    """)

    assert [row[2:4] for row in stays(journal)] == [(joins, answered)]


@pytest.mark.parametrize(
    ("context", "story", "ends"), [("kept", 0, 180), ("lost", 1, 230)]
)
def test_story_told_to_a_bot_again_is_known_if_the_bot_passes_it_on(
    context: str, story: int, ends: float
) -> None:
    journal = day(
        f"""
        channels:
          phone: {{kind: call, arrivals: {{times: [0 s]}}, talk: 100 s}}
        agents:
          desk: {{staff: 1, skills: {{phone: 1}}}}
        automation:
          voice: {{fronts: phone, contains: 0%, session: 30 s, context: {context},
                  otherwise: {{agent: 50%, leave: 50%}}}}
        customers:
          context: {{again: lost}}
          repeat_work: 50%
          after: {{unhelped: {{phone: [{{phone: 100%, after: 20 s}}]}}}}
        """,
        coins={(Purpose.ESCALATES, 0, 1): 0.6, (Purpose.ESCALATES, 0, 2): 0.4},
    )

    # in session from 0 to 30, and from 50 to 80
    assert stories(journal) == [(1, 0, story, 0)]
    assert stays(journal) == [(1, 0, 80, 80, ends, ends, "handled")]
