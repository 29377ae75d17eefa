"""Hand-played days: whom a free agent takes, overflow, reserves and transfers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from paper_day import contacts, day, stays

from omnisim.population import Purpose

if TYPE_CHECKING:
    from omnisim.journal import Journal


def answered_at(journal: Journal) -> list[float | None]:
    return [row[3] for row in stays(journal)]


def test_preferred_group_comes_before_a_longer_idle_one() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 60 s, 61 s]}, talk: 30 s}
        agents:
          first: {staff: 1, skills: {phone: 1}}
          second: {staff: 1, skills: {phone: 2}}
    """)

    assert [row[1] for row in stays(journal)] == [0, 0, 1]


def test_pace_of_group_and_skill_multiply_talk_and_wrap_up() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s, wrap_up: 20 s}
        agents:
          desk: {staff: 1, skills: {phone: {preference: 1, pace: 0.5}}, pace: 3}
    """)

    assert stays(journal) == [(0, 0, 0, 0, 150, 180, "handled")]


def test_more_urgent_contact_is_taken_before_an_older_one() -> None:
    journal = day("""
        channels:
          a_normal: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s}
          b_urgent: {kind: call, arrivals: {times: [20 s]}, talk: 60 s, priority: 1}
        agents:
          desk: {staff: 1, skills: {a_normal: 1, b_urgent: 1}}
    """)

    assert answered_at(journal) == [0, 120, 60]


def test_priority_does_not_interrupt_a_call() -> None:
    journal = day("""
        channels:
          a_normal: {kind: call, arrivals: {times: [0 s]}, talk: 60 s}
          b_urgent: {kind: call, arrivals: {times: [20 s]}, talk: 60 s, priority: 1}
        agents:
          desk: {staff: 1, skills: {a_normal: 1, b_urgent: 1}}
    """)

    assert stays(journal)[0] == (0, 0, 0, 0, 60, 60, "handled")


def test_longest_wait_goes_first_whatever_its_priority() -> None:
    journal = day("""
        channels:
          a_normal: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s}
          b_urgent: {kind: call, arrivals: {times: [20 s]}, talk: 60 s, priority: 1}
        agents:
          desk: {staff: 1, skills: {a_normal: 1, b_urgent: 1}}
        routing: {choose_contact: longest_wait}
    """)

    assert answered_at(journal) == [0, 60, 120]


def test_contact_due_first_goes_first() -> None:
    journal = day("""
        channels:
          a_slow: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s,
                   target: 80% within 60 s}
          b_quick: {kind: call, arrivals: {times: [20 s]}, talk: 60 s,
                    target: 80% within 20 s}
        agents:
          desk: {staff: 1, skills: {a_slow: 1, b_quick: 1}}
        routing: {choose_contact: due_first}
    """)

    assert answered_at(journal) == [0, 120, 60]


def test_largest_weighted_wait_goes_first() -> None:
    journal = day("""
        channels:
          a_light: {kind: call, arrivals: {times: [0 s, 10 s, 10 s]}, talk: 60 s}
          b_heavy: {kind: call, arrivals: {times: [35 s]}, talk: 60 s, weight: 3}
        agents:
          desk: {staff: 1, skills: {a_light: 1, b_heavy: 1}}
        routing: {choose_contact: weighted_wait}
    """)

    # at 60: 1 x 50 against 3 x 25
    assert answered_at(journal) == [0, 120, 180, 60]


def test_agent_follows_her_own_order_of_skills() -> None:
    journal = day("""
        channels:
          a_first: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s}
          b_second: {kind: call, arrivals: {times: [20 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {a_first: 2, b_second: 1}}
        routing: {choose_contact: preference}
    """)

    assert answered_at(journal) == [0, 120, 60]


def test_issue_reaches_only_agents_with_the_qualification() -> None:
    journal = day("""
        issues: {easy: {share: 50%}, hard: {share: 50%, needs: seniority, effort: 2}}
        channels:
          phone:
            kind: call
            arrivals: {times: [{at: 0 s, issue: hard}, {at: 1 s, issue: hard}]}
            talk: 60 s
        agents:
          a_junior: {staff: 2, skills: {phone: 1}}
          b_senior: {staff: 1, skills: {phone: 2}, qualified_for: [seniority]}
    """)

    assert [row[1:5] for row in stays(journal)] == [(2, 0, 0, 120), (2, 1, 120, 240)]


def test_overflow_lets_a_second_group_serve_after_the_delay() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 300 s}
          other: {kind: call, arrivals: {times: [0 s]}, talk: 1 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_help: {staff: 1, skills: {other: 1}}
        routing: {overflow: [{channel: phone, to: b_help, after: 30 s}]}
    """)

    assert stays(journal)[-1] == (2, 1, 10, 40, 340, 340, "handled")


def test_agent_freed_after_the_delay_takes_the_overflowing_contact() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 20 s]}, talk: 300 s}
          other: {kind: call, arrivals: {times: [0 s]}, talk: 45 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_help: {staff: 1, skills: {other: 1}}
        routing: {overflow: [{channel: phone, to: b_help, after: 30 s}]}
    """)

    # freed at 45 she takes the one who waits since 10, not yet the one since 20
    assert [row[1:4] for row in stays(journal)] == [
        (1, 0, 0),
        (0, 0, 0),
        (1, 10, 45),
        (0, 20, 300),
    ]


def test_by_preference_what_overflows_comes_after_the_groups_own_skills() -> None:
    journal = day("""
        channels:
          a_phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 300 s}
          b_other: {kind: call, arrivals: {times: [0 s, 20 s]}, talk: 100 s}
        agents:
          a_desk: {staff: 1, skills: {a_phone: 1}}
          b_help: {staff: 1, skills: {b_other: 3}}
        routing:
          choose_contact: preference
          overflow: [{channel: a_phone, to: b_help, after: 30 s}]
    """)

    # freed at 100 she takes the one of her own, though the other waits longer
    assert [row[2:4] for row in stays(journal)] == [
        (0, 0),
        (0, 0),
        (10, 200),
        (20, 100),
    ]


def test_overflow_at_the_end_of_patience_saves_the_contact() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 300 s,
                  patience: 30 s}
          other: {kind: call, arrivals: {times: [0 s]}, talk: 1 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_help: {staff: 1, skills: {other: 1}}
        routing: {overflow: [{channel: phone, to: b_help, after: 30 s}]}
    """)

    assert contacts(journal)[-1][-1] == "handled"


def test_reserved_agent_is_kept_free_for_her_channel() -> None:
    journal = day("""
        channels:
          a_sales: {kind: call, arrivals: {times: [30 s]}, talk: 60 s}
          b_service: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
        agents:
          desk: {staff: 2, skills: {a_sales: 1, b_service: 1}, reserved: {a_sales: 1}}
    """)

    # the second service call waits although an agent is idle
    assert [(row[2], row[3]) for row in stays(journal)] == [(0, 0), (10, 100), (30, 30)]


def test_transfer_goes_on_while_the_first_agent_wraps_up() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s, wrap_up: 30 s}
        agents:
          a_front: {staff: 1, skills: {phone: 1}}
          b_back: {staff: 1, skills: {phone: 2}}
        routing:
          transfers: [{channel: phone, from: a_front, to: b_back, share: 100%,
                       talk: 40%}]
    """)

    assert stays(journal) == [
        (0, 0, 0, 0, 40, 70, "transferred"),
        (0, 1, 40, 40, 140, 170, "handled"),
    ]
    assert contacts(journal) == [(0, 1, "first", 0, 140, "handled")]


def test_story_is_told_again_when_the_context_is_lost() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
        agents:
          a_front: {staff: 1, skills: {phone: 1}}
          b_back: {staff: 1, skills: {phone: 2}}
        routing:
          transfers: [{from: a_front, to: b_back, share: 100%, context: lost}]
        customers: {repeat_work: 25%}
    """)

    assert [row[3:5] for row in stays(journal)] == [(0, 100), (100, 225)]


def test_transferred_customer_waits_for_the_target_group_only() -> None:
    journal = day("""
        channels:
          a_direct: {kind: call, arrivals: {times: [10 s]}, talk: 200 s}
          b_phone: {kind: call, arrivals: {times: [0 s]}, talk: 50 s, patience: 1 h}
        agents:
          a_front: {staff: 2, skills: {b_phone: 1}}
          b_back: {staff: 1, skills: {a_direct: 1}}
        routing:
          transfers: [{channel: b_phone, to: b_back, share: 100%}]
    """)

    assert stays(journal)[1] == (0, 2, 50, 210, 260, 260, "handled")


def test_unresolved_customer_comes_back_after_the_stated_delay() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          context: lost
          repeat_work: 50%
          resolved: 0%
          after: {unresolved: {any: [{phone: 100%, after: 6 h}]}}
    """)

    assert contacts(journal)[:2] == [
        (0, 1, "first", 0, 100, "handled"),
        (0, 2, "unresolved", 21700, 21850, "handled"),
    ]
    assert journal.contacts["resolved"][:2].tolist() == [0, 0]


def test_story_is_still_to_be_told_after_giving_up_in_between() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s, patience: 10 s}
        agents:
          desk:
            shifts: [{n: 1, hours: "08:00-08:06", breaks: ["08:02-08:05"]}]
            skills: {phone: 1}
        customers:
          context: lost
          repeat_work: 50%
          resolved: 0%
          after:
            unresolved: {any: [{phone: 100%, after: 50 s}]}
            abandoned: {any: [{phone: 100%, after: 150 s}]}
    """)

    assert contacts(journal)[:3] == [
        (0, 1, "first", 0, 100, "handled"),
        (0, 2, "unresolved", 150, 160, "abandoned"),
        (0, 3, "abandoned", 310, 460, "handled"),
    ]


def test_resolved_customer_does_not_come_back() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 200 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          resolved: 70%
          after: {unresolved: {any: [{phone: 60%, after: 1 h}]}}
        """,
        coins={
            (Purpose.RESOLVED, 0, 1): 0.69,
            (Purpose.RESOLVED, 1, 1): 0.71,
            (Purpose.NEXT, 1, 1): 0.59,
            (Purpose.RESOLVED, 1, 2): 0.71,
            (Purpose.NEXT, 1, 2): 0.61,
        },
    )

    assert journal.contacts["customer"].tolist() == [0, 1, 1]
    assert journal.contacts["resolved"].tolist() == [1, 0, 0]


def test_priority_of_an_issue_counts_before_that_of_its_channel() -> None:
    journal = day("""
        issues: {easy: {share: 50%}, hard: {share: 50%, priority: 1}}
        channels:
          phone:
            kind: call
            arrivals: {times: [{at: 0 s, issue: easy}, {at: 1 s, issue: easy},
                               {at: 2 s, issue: hard}]}
            talk: 60 s
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert answered_at(journal) == [0, 120, 60]


def test_weight_of_an_issue_counts_before_that_of_its_channel() -> None:
    journal = day("""
        issues: {easy: {share: 50%}, hard: {share: 50%, weight: 3}}
        channels:
          phone:
            kind: call
            arrivals: {times: [{at: 0 s, issue: easy}, {at: 10 s, issue: easy},
                               {at: 35 s, issue: hard}]}
            talk: 60 s
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        routing: {choose_contact: weighted_wait}
    """)

    # at 60: 1 x 50 against 3 x 25
    assert answered_at(journal) == [0, 120, 60]
