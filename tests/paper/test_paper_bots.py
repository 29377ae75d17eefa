"""Hand-played days: a bot in front of a channel, and whom it meets."""

from __future__ import annotations

import pytest
from paper_day import (
    contacts,
    day,
    moves,
    replies,
    resolved,
    sessions,
    spans,
    stays,
    stories,
)

from omnisim.population import Purpose

VOICE = """
    channels:
      phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s, wrap_up: 20 s}
    agents:
      desk: {staff: 1, skills: {phone: 1}}
"""


def test_customer_whom_the_bot_serves_to_the_end_meets_no_agent() -> None:
    journal = day(
        VOICE
        + """
    automation:
      voice: {fronts: phone, contains: 60%, session: 30 s, failed_session: 40 s}
        """,
        coins={(Purpose.CONTAINED, 0): 0.59},
    )

    assert contacts(journal) == [(0, 1, "first", 0, 30, "contained")]
    assert sessions(journal) == [(0, "contained", 0, 30)]
    assert resolved(journal) == [(0, 1, 1)]
    assert stays(journal) == []
    assert spans(journal, 0) == [("idle", None, 0, 43200)]


def test_each_session_has_a_length_of_its_own() -> None:
    journal = day(
        VOICE
        + """
    automation:
      voice: {fronts: phone, contains: 60%, session: {exponential: 1 min},
              otherwise: {leave: 100%}}
    customers: {after: {unhelped: {phone: [{phone: 100%, after: 10 s}]}}}
        """,
        coins={(Purpose.CONTAINED, 0, 1): 0.7, (Purpose.CONTAINED, 0, 2): 0.5},
        durations={(Purpose.SESSION, 0, 1): 25, (Purpose.SESSION, 0, 2): 75},
    )

    assert sessions(journal) == [(0, "unhelped", 0, 25), (1, "contained", 35, 110)]


def test_customer_who_only_seems_to_be_helped_comes_back() -> None:
    journal = day(
        VOICE
        + """
    automation:
      voice: {fronts: phone, contains: 60%, false_containment: 50%, session: 30 s,
              failed_session: 40 s}
    customers: {after: {contained: {phone: [{phone: 100%, after: 10 s}]}}}
        """,
        coins={
            (Purpose.CONTAINED, 0, 1): 0.5,
            (Purpose.MISLED, 0, 1): 0.4,
            (Purpose.CONTAINED, 0, 2): 0.7,
        },
    )

    assert contacts(journal) == [
        (0, 1, "first", 0, 30, "contained"),
        (0, 2, "contained", 40, 180, "handled"),
    ]
    assert resolved(journal) == [(0, 1, 0), (0, 2, 1)]
    assert sessions(journal) == [(0, "contained", 0, 30), (1, "escalated", 40, 80)]
    assert stays(journal) == [(1, 0, 80, 80, 180, 200, "handled")]


def test_customer_whom_the_bot_helped_does_not_come_back() -> None:
    journal = day(
        VOICE
        + """
    automation:
      voice: {fronts: phone, contains: 60%, false_containment: 50%, session: 30 s}
    customers: {after: {contained: {phone: [{phone: 100%, after: 10 s}]}}}
        """,
        coins={(Purpose.CONTAINED, 0, 1): 0.5, (Purpose.MISLED, 0, 1): 0.5},
    )

    assert contacts(journal) == [(0, 1, "first", 0, 30, "contained")]
    assert resolved(journal) == [(0, 1, 1)]


def test_customer_who_leaves_a_bot_that_cannot_help_may_try_elsewhere() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 60 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 100 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}}
        automation:
          voice: {fronts: phone, contains: 0%, session: 40 s,
                  otherwise: {agent: 80%, leave: 20%}}
        customers: {after: {unhelped: {phone: [{chat: 50%, after: 20 s}]}}}
        """,
        coins={
            (Purpose.ESCALATES, 0): 0.8,
            (Purpose.NEXT, 0): 0.4,
            (Purpose.ESCALATES, 1): 0.79,
        },
    )

    assert moves(journal) == [
        (0, 1, "first", "phone", 0, "unhelped"),
        (0, 2, "unhelped", "chat", 60, "handled"),
        (1, 1, "first", "phone", 100, "handled"),
    ]
    assert sessions(journal) == [(0, "unhelped", 0, 40), (2, "escalated", 100, 140)]
    assert contacts(journal)[0] == (0, 1, "first", 0, 40, "unhelped")
    assert resolved(journal)[0] == (0, 1, -1)


def test_what_a_bot_contains_is_told_by_issue() -> None:
    journal = day(
        """
        issues: {balance: {share: 50%}, dispute: {share: 50%}}
        channels:
          phone:
            kind: call
            arrivals: {times: [{at: 0 s, issue: balance}, {at: 1 s, issue: dispute}]}
            talk: 100 s
        agents:
          desk: {staff: 2, skills: {phone: 1}}
        automation:
          voice: {fronts: phone, contains: {any: 20%, balance: 60%},
                  false_containment: {balance: 30%, any: 90%}, session: 30 s}
        """,
        coins={
            (Purpose.CONTAINED, 0): 0.5,
            (Purpose.CONTAINED, 1): 0.5,
            (Purpose.MISLED, 0): 0.4,
        },
    )

    assert [row[5] for row in contacts(journal)] == ["contained", "handled"]
    assert resolved(journal) == [(0, 1, 1), (1, 1, 1)]


def test_issue_that_is_not_named_is_never_contained() -> None:
    journal = day(
        """
        issues: {balance: {share: 50%}, dispute: {share: 50%}}
        channels:
          phone:
            {kind: call, arrivals: {times: [{at: 0 s, issue: dispute}]}, talk: 100 s}
        agents:
          desk: {staff: 2, skills: {phone: 1}}
        automation: {voice: {fronts: phone, contains: {balance: 100%}, session: 30 s}}
        """,
        coins={(Purpose.CONTAINED, 0): 0.001},
    )

    assert contacts(journal) == [(0, 1, "first", 0, 130, "handled")]


@pytest.mark.parametrize(
    ("meets", "sessions_had"),
    [
        ("all", [(0, "unhelped", 0, 40), (1, "escalated", 50, 90)]),
        ("first", [(0, "unhelped", 0, 40)]),
    ],
)
def test_bot_for_first_contacts_takes_none_of_those_who_come_again(
    meets: str, sessions_had: list[tuple[object, ...]]
) -> None:
    journal = day(
        VOICE
        + f"""
    automation:
      voice: {{fronts: phone, contains: 0%, session: 40 s, meets: {meets},
              otherwise: {{agent: 50%, leave: 50%}}}}
    customers: {{after: {{unhelped: {{phone: [{{phone: 100%, after: 10 s}}]}}}}}}
        """,
        coins={(Purpose.ESCALATES, 0, 1): 0.6, (Purpose.ESCALATES, 0, 2): 0.4},
    )

    assert sessions(journal) == sessions_had
    assert contacts(journal)[1][:4] == (0, 2, "unhelped", 50)


def test_vulnerable_customer_never_meets_a_bot() -> None:
    journal = day(
        VOICE
        + """
    automation: {voice: {fronts: phone, contains: 100%, session: 40 s}}
    customers: {vulnerable: 10%}
        """,
        coins={(Purpose.VULNERABLE, 0): 0.09},
    )

    assert sessions(journal) == []
    assert stays(journal) == [(0, 0, 0, 0, 100, 120, "handled")]
    assert stories(journal) == [(0, 0, 0, -1)]
    assert journal.contacts["vulnerable"].tolist() == [1]


def test_customer_who_is_not_vulnerable_meets_it() -> None:
    journal = day(
        VOICE
        + """
    automation: {voice: {fronts: phone, contains: 100%, session: 40 s}}
    customers: {vulnerable: 10%}
        """,
        coins={(Purpose.VULNERABLE, 0): 0.1},
    )

    assert sessions(journal) == [(0, "contained", 0, 40)]
    assert journal.contacts["vulnerable"].tolist() == [0]


def test_channel_of_bots_alone_has_no_agents_behind_it() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, talk: 100 s}
          site: {kind: bot, arrivals: {times: [0 s, 5 s]}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation:
          self_service: {fronts: site, contains: 50%, session: 60 s,
                         failed_session: 90 s, otherwise: {leave: 100%}}
        customers: {after: {unhelped: {site: [{phone: 100%, after: 30 s}]}}}
        """,
        coins={(Purpose.CONTAINED, 0): 0.4, (Purpose.CONTAINED, 1): 0.6},
    )

    assert moves(journal) == [
        (0, 1, "first", "site", 0, "contained"),
        (1, 1, "first", "site", 5, "unhelped"),
        (1, 2, "unhelped", "phone", 125, "handled"),
    ]
    assert sessions(journal) == [(0, "contained", 0, 60), (1, "unhelped", 5, 95)]


def test_vulnerable_customer_of_a_channel_of_bots_is_turned_away_at_once() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, talk: 100 s}
          site: {kind: bot, arrivals: {times: [10 s]}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation:
          self_service: {fronts: site, contains: 100%, session: 60 s,
                         otherwise: {leave: 100%}}
        customers:
          vulnerable: 50%
          after: {unhelped: {site: [{phone: 100%, after: 30 s}]}}
        """,
        coins={(Purpose.VULNERABLE, 0): 0.4},
    )

    assert contacts(journal) == [
        (0, 1, "first", 10, 10, "unhelped"),
        (0, 2, "unhelped", 40, 140, "handled"),
    ]
    assert sessions(journal) == []


def test_bot_answers_for_several_channels() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 60 s,
                 customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [5 s]}, talk: 100 s}
        agents:
          desk: {staff: 2, skills: {chat: 1, phone: 1}}
        automation: {helper: {fronts: [chat, phone], contains: 0%, session: 40 s}}
    """)

    assert sessions(journal) == [(0, "escalated", 0, 40), (1, "escalated", 5, 45)]
    assert stays(journal) == [
        (0, 0, 40, 40, 100, 100, "handled"),
        (1, 1, 45, 45, 145, 145, "handled"),
    ]
    assert replies(journal) == [(0, 0, 0, 40, 40, 100)]


def test_each_channel_may_have_a_bot_of_its_own() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 60 s,
                 customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [5 s]}, talk: 100 s}
        agents:
          desk: {staff: 2, skills: {chat: 1, phone: 1}}
        automation:
          typing: {fronts: chat, contains: 0%, session: 40 s}
          voice: {fronts: phone, contains: 100%, session: 20 s}
    """)

    assert journal.provenance.bots == ("typing", "voice")
    assert journal.sessions["bot"].tolist() == [0, 1]
    assert sessions(journal) == [(0, "escalated", 0, 40), (1, "contained", 5, 25)]


def test_nobody_meets_the_bot_of_a_channel_that_is_closed() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [10 s, 7300 s]}, talk: 100 s,
                  open: "10:00-20:00"}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation: {voice: {fronts: phone, contains: 100%, session: 40 s}}
    """)

    assert [row[3:] for row in contacts(journal)] == [
        (10, 10, "closed"),
        (7300, 7340, "contained"),
    ]


def test_customer_misled_at_the_end_of_the_day_does_not_come_back() -> None:
    journal = day(
        """
        calendar: {start: 2026-03-02 00:00}
        channels:
          phone: {kind: call, arrivals: {times: ["23:59:00"]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation:
          voice: {fronts: phone, contains: 100%, false_containment: 100%,
                  session: 50 s}
        customers: {after: {contained: {phone: [{phone: 100%, after: 10 s}]}}}
        """
    )

    assert contacts(journal) == [(0, 1, "first", 86340, 86390, "contained")]


def test_vulnerable_customer_stays_so_in_all_her_contacts() -> None:
    journal = day(
        VOICE
        + """
    automation: {voice: {fronts: phone, contains: 100%, session: 40 s}}
    customers:
      vulnerable: 10%
      resolved: 50%
      after: {unresolved: {phone: [{phone: 100%, after: 30 s}]}}
        """,
        coins={
            (Purpose.VULNERABLE, 0): 0.09,
            (Purpose.RESOLVED, 0, 1): 0.9,
            (Purpose.RESOLVED, 0, 2): 0.1,
        },
    )

    assert sessions(journal) == []
    assert journal.contacts["vulnerable"].tolist() == [1, 1]
