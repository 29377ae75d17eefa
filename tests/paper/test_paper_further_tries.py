"""Hand-played days: who tries again, where, how often, and who gives up."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, moves

from omnisim.population import Purpose

ONE_LINE = """
    channels:
      chat: {kind: chat, turns: 1, agent_turn: 10 s, customer_turn: 10 s}
      phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 1000 s, lines: 1}
    agents:
      desk: {staff: 1, skills: {phone: 1}}
      room: {staff: 1, skills: {chat: 1}}
"""
"""The line is in use until 1000; the second caller finds it so at 10."""


@pytest.mark.parametrize(
    ("coin", "arrivals"),
    [
        (0.29, [10, 30, 50, 70, 90]),  # 60 % after the first, 30 % after each other
        (0.3, [10, 30]),
        (0.59, [10, 30]),
        (0.6, [10]),
    ],
)
def test_first_try_and_further_ones_have_shares_of_their_own(
    coin: float, arrivals: list[float]
) -> None:
    journal = day(
        ONE_LINE
        + """
    customers:
      after: {blocked: {phone: [{phone: 60%, after: 20 s, further: 30%}]}}
        """,
        coins={(Purpose.NEXT, 1): coin, (Purpose.NEXT, 1, 5): 0.99},
    )

    assert [row[3] for row in contacts(journal)[1:]] == arrivals


def test_step_without_a_share_of_its_own_for_further_tries_keeps_the_first() -> None:
    journal = day(
        ONE_LINE
        + """
    customers: {after: {blocked: {phone: [{phone: 60%, after: 20 s}]}}}
        """,
        coins={(Purpose.NEXT, 1): 0.59, (Purpose.NEXT, 1, 3): 0.6},
    )

    assert [row[3] for row in contacts(journal)[1:]] == [10, 30, 50]


@pytest.mark.parametrize(
    ("first", "second", "channels"),
    [
        (0.1, 0.49, ["phone", "phone", "phone"]),  # further: to 0.5 phone, to 0.8 chat
        (0.1, 0.5, ["phone", "phone", "chat"]),
        (0.1, 0.79, ["phone", "phone", "chat"]),
        (0.1, 0.8, ["phone", "phone"]),
        (0.2, 0.1, ["phone", "chat"]),  # first: to 0.2 phone, to 0.9 chat
        (0.9, 0.1, ["phone"]),
    ],
)
def test_shares_of_first_and_further_tries_are_added_up_each_for_itself(
    first: float, second: float, channels: list[str]
) -> None:
    journal = day(
        ONE_LINE
        + """
    customers:
      after:
        blocked:
          phone:
            - {phone: 20%, after: 20 s, further: 50%}
            - {chat: 70%, after: 40 s, further: 30%}
        """,
        coins={
            (Purpose.NEXT, 1, 1): first,
            (Purpose.NEXT, 1, 2): second,
            (Purpose.NEXT, 1, 3): 0.99,
        },
    )

    assert [row[3] for row in moves(journal)[1:]] == channels


def test_nobody_tries_again_more_often_than_the_limit_says() -> None:
    journal = day(
        ONE_LINE
        + """
    customers: {after: {blocked: {phone: [{phone: 100%, after: 20 s, tries: 3}]}}}
        """
    )

    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 10, "blocked"),
        (1, 2, "blocked", 30, 30, "blocked"),
        (1, 3, "blocked", 50, 50, "blocked"),
    ]


def test_unlimited_tries_go_on_until_somebody_is_there() -> None:
    journal = day(
        ONE_LINE
        + """
    customers: {after: {blocked: {phone: [{phone: 100%, after: 330 s}]}}}
        """
    )

    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 10, "blocked"),
        (1, 2, "blocked", 340, 340, "blocked"),
        (1, 3, "blocked", 670, 670, "blocked"),
        (1, 4, "blocked", 1000, 2000, "handled"),
    ]


@pytest.mark.parametrize(
    ("coin", "rows"),
    [
        (0.49, []),  # the redial's share gives up: nobody takes it over
        (0.5, [(1, 3, "blocked", "chat", 70, "handled")]),
        (0.8, []),
    ],
)
def test_share_of_a_step_past_its_limit_gives_up_and_the_others_keep_theirs(
    coin: float, rows: list[tuple[object, ...]]
) -> None:
    journal = day(
        ONE_LINE
        + """
    customers:
      after:
        blocked:
          phone:
            - {phone: 50%, after: 20 s, tries: 2}
            - {chat: 30%, after: 40 s}
        """,
        coins={(Purpose.NEXT, 1, 1): 0.1, (Purpose.NEXT, 1, 2): coin},
    )

    assert moves(journal)[1:] == [
        (1, 1, "first", "phone", 10, "blocked"),
        (1, 2, "blocked", "phone", 30, "blocked"),
        *rows,
    ]


def test_limit_counts_contacts_of_every_channel_and_cause() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 10 s, customer_turn: 10 s,
                 patience: 30 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 1000 s, lines: 1}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {shifts: [{n: 1, hours: "19:00-20:00"}], skills: {chat: 1}}
        customers:
          after:
            blocked: {phone: [{chat: 100%, after: 20 s, tries: 3}]}
            abandoned: {chat: [{phone: 100%, after: 5 s, tries: 4}]}
    """)

    # the chat of attempt 4 is one too many for the step from the phone
    assert moves(journal)[1:] == [
        (1, 1, "first", "phone", 10, "blocked"),
        (1, 2, "blocked", "chat", 30, "abandoned"),
        (1, 3, "abandoned", "phone", 65, "blocked"),
    ]


def test_each_further_try_has_a_delay_of_its_own() -> None:
    journal = day(
        ONE_LINE
        + """
    customers:
      after: {blocked: {phone: [{phone: 100%, after: {exponential: 5 min}, tries: 4}]}}
        """,
        durations={
            (Purpose.DELAY, 1, 1): 40,
            (Purpose.DELAY, 1, 2): 7,
            (Purpose.DELAY, 1, 3): 100,
        },
    )

    assert [row[3] for row in contacts(journal)[1:]] == [10, 50, 57, 157]


TWO_MATTERS = """
    issues: {balance: {share: 50%}, dispute: {share: 50%}}
    channels:
      chat: {kind: chat, turns: 1, agent_turn: 10 s, customer_turn: 10 s}
      phone:
        kind: call
        arrivals: {times: [{at: 0 s, issue: balance}, {at: 10 s, issue: balance},
                           {at: 20 s, issue: dispute}]}
        talk: 1000 s
        lines: 1
    agents:
      desk: {staff: 1, skills: {phone: 1}}
      room: {staff: 1, skills: {chat: 1}}
"""


def test_what_follows_for_an_issue_goes_before_what_follows_on_its_channel() -> None:
    journal = day(
        TWO_MATTERS
        + """
    customers:
      after:
        blocked:
          phone: [{phone: 100%, after: 30 s, tries: 2}]
          phone/dispute: [{chat: 100%, after: 5 s}]
        """
    )

    assert moves(journal)[1:] == [
        (1, 1, "first", "phone", 10, "blocked"),
        (2, 1, "first", "phone", 20, "blocked"),
        (2, 2, "blocked", "chat", 25, "handled"),
        (1, 2, "blocked", "phone", 40, "blocked"),
    ]


def test_what_follows_for_an_issue_is_said_without_its_channel() -> None:
    journal = day(
        TWO_MATTERS
        + """
    customers: {after: {blocked: {phone/balance: [{chat: 100%, after: 5 s}]}}}
        """
    )

    assert [row[:2] for row in contacts(journal)] == [(0, 1), (1, 1), (1, 2), (2, 1)]


def test_what_follows_anywhere_yields_to_what_follows_on_a_channel() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 10 s,
                 customer_turn: 10 s, patience: 20 s}
          phone: {kind: call, arrivals: {times: [1 s]}, talk: 10 s, patience: 20 s}
        agents:
          late: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {chat: 1, phone: 1}}
        customers:
          after:
            abandoned:
              any: [{phone: 100%, after: 700 s}]
              phone: [{phone: 100%, after: 800 s}]
    """)

    assert moves(journal)[2:] == [
        (0, 2, "abandoned", "phone", 720, "handled"),
        (1, 2, "abandoned", "phone", 821, "handled"),
    ]


def test_what_follows_for_an_issue_of_a_mail_that_nobody_answers() -> None:
    journal = day("""
        issues: {balance: {share: 50%}, dispute: {share: 50%}}
        channels:
          email:
            kind: mail
            arrivals: {times: [{at: 0 s, issue: balance}, {at: 1 s, issue: dispute}]}
            work: 60 s
          phone: {kind: call, talk: 10 s}
        agents:
          back: {shifts: [{n: 1, hours: "09:00-20:00"}], skills: {email: 1}}
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          after:
            unanswered:
              email: [{phone: 100%, after: 20 min}]
              email/dispute: [{phone: 100%, after: 10 min}]
    """)

    assert moves(journal) == [
        (0, 1, "first", "email", 0, "handled"),
        (1, 1, "first", "email", 1, "handled"),
        (1, 2, "unanswered", "phone", 601, "handled"),
        (0, 2, "unanswered", "phone", 1200, "handled"),
    ]


@pytest.mark.parametrize(
    ("tries", "arrivals"), [("", [0, 600, 1200, 1800]), (", tries: 3", [0, 600, 1200])]
)
def test_chases_of_a_chase_are_further_tries(tries: str, arrivals: list[float]) -> None:
    journal = day(
        f"""
        channels:
          email: {{kind: mail, arrivals: {{times: [0 s]}}, work: 60 s}}
        agents:
          back: {{shifts: [{{n: 1, hours: "08:35-20:00"}}], skills: {{email: 1}}}}
        customers:
          after:
            unanswered: {{email: [{{email: 40%, after: 10 min, further: 80%{tries}}}]}}
        """,
        coins={(Purpose.CHASE, 0): 0.7, (Purpose.CHASE, 0, 1): 0.3},
    )

    # answered from 2100 on, before the chase at 2400
    assert [row[3] for row in contacts(journal)] == arrivals


@pytest.mark.parametrize(("after", "arrivals"), [(59, [86340, 86399]), (60, [86340])])
def test_further_try_that_would_come_as_the_calendar_ends_is_not_made(
    after: int, arrivals: list[float]
) -> None:
    journal = day(f"""
        calendar: {{start: 2026-03-02 00:00}}
        channels:
          phone: {{kind: call, arrivals: {{times: ["23:50", "23:59"]}}, talk: 700 s,
                  lines: 1}}
        agents:
          desk: {{staff: 1, skills: {{phone: 1}}}}
        customers:
          after: {{blocked: {{phone: [{{phone: 100%, after: {after} s}}]}}}}
    """)

    assert [row[3] for row in contacts(journal)[1:]] == arrivals


def test_customer_helped_by_one_contact_makes_none_because_of_another() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, talk: 300 s}
        agents:
          back: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {email: 1}}
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          resolved: {email: 0%, phone: 100%}
          after:
            unanswered: {email: [{phone: 100%, after: 200 s}]}
            unresolved: {email: [{email: 100%, after: 10 min}]}
    """)

    # the mail resolves nothing at 400, the call all at 500: no mail follows at 1000
    assert contacts(journal) == [
        (0, 1, "first", 0, 400, "handled"),
        (0, 2, "unanswered", 200, 500, "handled"),
    ]


@pytest.mark.parametrize(
    ("bot", "outcome"),
    [
        ("contains: 100%, false_containment: 100%", "contained"),
        ("contains: 0%, otherwise: {leave: 100%}", "unhelped"),
        (
            "contains: 0%, unavailable: refuse, outages: {at: '08:00:05', for: 5 s}",
            "cut_off",
        ),
    ],
)
def test_what_follows_a_bot_is_told_by_issue_too(bot: str, outcome: str) -> None:
    journal = day(f"""
        issues: {{balance: {{share: 50%}}, dispute: {{share: 50%}}}}
        channels:
          chat: {{kind: chat, turns: 1, agent_turn: 10 s, customer_turn: 10 s}}
          phone:
            kind: call
            arrivals:
              times: [{{at: 0 s, issue: balance}}, {{at: 0 s, issue: dispute}}]
            talk: 30 s
        agents:
          desk: {{staff: 1, skills: {{chat: 1, phone: 1}}}}
        automation: {{voice: {{fronts: phone, session: 10 s, meets: first, {bot}}}}}
        customers:
          after:
            {outcome}:
              phone: [{{phone: 100%, after: 100 s}}]
              phone/dispute: [{{chat: 100%, after: 50 s}}]
    """)

    assert [row[5] for row in contacts(journal)[:2]] == [outcome] * 2
    assert [row[2:4] for row in moves(journal)[2:]] == [
        (outcome, "chat"),
        (outcome, "phone"),
    ]
