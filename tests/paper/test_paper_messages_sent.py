"""Hand-played days: messages that spare a contact or a chase."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, moves, notices, sessions

from omnisim.population import Purpose

TOLD_BEFORE = """
    channels:
      phone: {{kind: call, arrivals: {{times: [{times}]}}, talk: 100 s}}
    agents:
      desk: {{staff: 1, skills: {{phone: 1}}}}
    customers: {{proactive: {{phone: {{reaches: 50%, saves: 40%}}}}}}
"""


@pytest.mark.parametrize(
    ("reached", "spared", "sent", "n"),
    [
        (0.49, 0.39, [(0, None, "proactive", 1, 10)], 0),
        (0.49, 0.4, [(0, None, "proactive", 0, 10)], 1),
        (0.5, 0.1, [], 1),
    ],
)
def test_message_may_reach_customers_and_spare_their_contact(
    reached: float, spared: float, sent: list[tuple[object, ...]], n: int
) -> None:
    journal = day(
        TOLD_BEFORE.format(times="10 s"),
        coins={(Purpose.REACHED_BEFORE, 0): reached, (Purpose.SPARED, 0): spared},
    )

    assert notices(journal) == sent
    assert contacts(journal) == [(0, 1, "first", 10, 110, "handled")] * n


def test_customer_who_is_spared_leaves_the_others_as_they_are() -> None:
    journal = day(
        TOLD_BEFORE.format(times="10 s, 20 s, 30 s"),
        coins={
            (Purpose.REACHED_BEFORE, 0): 0.9,
            (Purpose.REACHED_BEFORE, 1): 0.1,
            (Purpose.SPARED, 1): 0.1,
            (Purpose.REACHED_BEFORE, 2): 0.9,
        },
    )

    assert contacts(journal) == [
        (0, 1, "first", 10, 110, "handled"),
        (2, 1, "first", 30, 210, "handled"),
    ]
    assert journal.notices["channel"].tolist() == [0]
    assert journal.notices["issue"].tolist() == [0]


def test_message_for_an_issue_goes_before_the_one_for_its_channel() -> None:
    journal = day("""
        issues: {balance: {share: 50%}, dispute: {share: 50%}}
        channels:
          phone:
            kind: call
            arrivals: {times: [{at: 0 s, issue: dispute}, {at: 1 s, issue: balance}]}
            talk: 100 s
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          proactive:
            phone: {reaches: 100%, saves: 0%}
            phone/balance: {reaches: 100%, saves: 100%}
    """)

    assert notices(journal) == [
        (0, None, "proactive", 0, 0),
        (1, None, "proactive", 1, 1),
    ]
    assert journal.notices["issue"].tolist() == [1, 0]
    assert [row[0] for row in contacts(journal)] == [0]


def test_message_before_comes_before_the_first_contact_only() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          proactive: {phone: {reaches: 100%, saves: 50%}}
          resolved: 50%
          after: {unresolved: {phone: [{phone: 100%, after: 60 s}]}}
        """,
        coins={
            (Purpose.SPARED, 0, 1): 0.9,
            (Purpose.SPARED, 0, 2): 0.1,
            (Purpose.RESOLVED, 0, 1): 0.9,
            (Purpose.RESOLVED, 0, 2): 0.1,
        },
    )

    assert notices(journal) == [(0, None, "proactive", 0, 0)]
    assert [row[3] for row in contacts(journal)] == [0, 160]


def test_customer_is_spared_a_call_that_would_have_come_too_late_or_to_a_bot() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: ["09:00", "21:00"]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation: {voice: {fronts: phone, contains: 100%, session: 30 s}}
        customers: {proactive: {phone: {reaches: 100%, saves: 100%}}}
    """)

    assert [row[4] for row in notices(journal)] == [3600, 46800]
    assert sessions(journal) == []
    assert contacts(journal) == []


UPDATED = """
    channels:
      email: {{kind: mail, arrivals: {{times: [10 s]}}, work: 50 s}}
      phone: {{kind: call, talk: 20 s}}
    agents:
      back: {{shifts: [{{n: 1, hours: "{from_}-20:00"}}], skills: {{email: 1}}}}
      desk: {{staff: 1, skills: {{phone: 1}}}}
    customers:
      after: {{unanswered: {{email: [{{phone: 60%, after: 200 s}}]}}}}
      updates: {{email: {{after: 100 s, share: 50%, saves: 40%}}}}
"""


@pytest.mark.parametrize(
    ("coins", "sent", "n_chases"),
    [
        # sent, would chase, saved
        ((0.4, 0.5, 0.3), [(0, 0, "update", 1, 110)], 0),
        ((0.4, 0.5, 0.4), [(0, 0, "update", 0, 110)], 1),
        ((0.4, 0.6, 0.3), [(0, 0, "update", 0, 110)], 0),
        ((0.5, 0.5, 0.3), [], 1),
    ],
)
def test_update_on_the_state_of_a_mail_may_save_the_chase(
    coins: tuple[float, float, float],
    sent: list[tuple[object, ...]],
    n_chases: int,
) -> None:
    update, chase, saved = coins

    journal = day(
        UPDATED.format(from_="08:10"),
        coins={
            (Purpose.UPDATE, 0): update,
            (Purpose.CHASE, 0): chase,
            (Purpose.SAVED, 0): saved,
        },
    )

    assert notices(journal) == sent
    assert contacts(journal) == [
        (0, 1, "first", 10, 650, "handled"),
        *[(0, 2, "unanswered", 210, 230, "handled")] * n_chases,
    ]


@pytest.mark.parametrize(
    ("from_", "n"), [("08:01:00", 0), ("08:01:01", 1), ("08:10:00", 1)]
)
def test_customer_who_has_her_answer_by_then_is_sent_no_update(
    from_: str, n: int
) -> None:
    journal = day(
        UPDATED.format(from_=from_),
        coins={
            (Purpose.UPDATE, 0): 0.1,
            (Purpose.CHASE, 0): 0.9,
            (Purpose.SAVED, 0): 0.1,
        },
    )

    # 50 s of work from 60 on end at 110, as the update would be sent
    assert len(notices(journal)) == n


@pytest.mark.parametrize(
    ("from_", "worked"), [("08:02:40", 0), ("08:02:41", 1), ("08:10:00", 1)]
)
def test_update_spares_no_chase_of_a_mail_that_is_answered_before_it(
    from_: str, worked: int
) -> None:
    journal = day(
        UPDATED.format(from_=from_),
        coins={
            (Purpose.UPDATE, 0): 0.1,
            (Purpose.CHASE, 0): 0.1,
            (Purpose.SAVED, 0): 0.1,
        },
    )

    # sent at 110; she would have chased at 210, and 50 s of work from 160 on end then
    assert notices(journal) == [(0, 0, "update", worked, 110)]
    assert len(contacts(journal)) == 1


def test_update_at_the_instant_of_the_chase_is_in_time() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [10 s]}, work: 50 s}
          phone: {kind: call, talk: 20 s}
        agents:
          back: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {email: 1}}
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          after: {unanswered: {email: [{phone: 100%, after: 100 s}]}}
          updates: {email: {after: 100 s, saves: 100%}}
    """)

    assert notices(journal) == [(0, 0, "update", 1, 110)]
    assert contacts(journal) == [(0, 1, "first", 10, 650, "handled")]


def test_update_after_the_chase_comes_too_late_to_save_it() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [10 s]}, work: 50 s}
          phone: {kind: call, talk: 20 s}
        agents:
          back: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {email: 1}}
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          after: {unanswered: {email: [{phone: 100%, after: 60 s}]}}
          updates: {email: {after: 100 s, saves: 100%}}
    """)

    assert notices(journal) == [(0, 0, "update", 0, 110)]
    assert moves(journal)[1] == (0, 2, "unanswered", "phone", 70, "handled")


def test_update_where_nobody_chases_spares_nothing() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [10 s]}, work: 50 s}
        agents:
          back: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {email: 1}}
        customers: {updates: {email: {after: 100 s, saves: 100%}}}
    """)

    assert notices(journal) == [(0, 0, "update", 0, 110)]


def test_each_contact_of_a_customer_is_sent_an_update_of_its_own() -> None:
    journal = day(
        """
        channels:
          email: {kind: mail, arrivals: {times: [10 s]}, work: 50 s}
        agents:
          back: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {email: 1}}
        customers:
          after: {unanswered: {email: [{email: 100%, after: 200 s, tries: 2}]}}
          updates: {email: {after: 100 s, saves: 50%}}
        """,
        coins={(Purpose.SAVED, 0, 1): 0.9, (Purpose.SAVED, 0, 2): 0.1},
    )

    # no third mail is written anyhow
    assert notices(journal) == [(0, 0, "update", 0, 110), (0, 1, "update", 0, 310)]
    assert [row[3] for row in contacts(journal)] == [10, 210]


def test_update_is_sent_while_an_agent_is_at_the_first_answer() -> None:
    journal = day(UPDATED.format(from_="08:01:30"), coins={(Purpose.UPDATE, 0): 0.1})

    # worked on from 90 to 140
    assert [row[4] for row in notices(journal)] == [110]


def test_customer_of_a_call_back_is_told_that_it_is_still_to_come() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 50 s,
                 window: {after: 10 min, lasts: 10 min}}
          phone: {kind: call, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
        customers:
          after: {unanswered: {back: [{phone: 100%, after: 5 min}]}}
          updates: {back: {after: 2 min, saves: 100%}}
    """)

    assert notices(journal) == [(0, 0, "update", 1, 120)]
    assert contacts(journal) == [(0, 1, "first", 0, 670, "handled")]


def test_no_update_is_sent_of_a_mail_that_was_kept_out() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [10 s]}, work: 50 s,
                  outages: {at: "08:00", for: 1 min}}
        agents:
          back: {staff: 1, skills: {email: 1}}
        customers: {updates: {email: {after: 100 s, saves: 100%}}}
    """)

    assert notices(journal) == []
