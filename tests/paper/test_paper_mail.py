"""Hand-played days: mail over nights, put aside for calls, in rounds, and chased."""

import pytest
from paper_day import contacts, day, holds, replies, spans, stays

from omnisim.population import Purpose


def test_mail_of_the_night_waits_for_the_morning_and_a_call_is_turned_away() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 08:00, days: 2, open: "08:00-20:00"}
        channels:
          email: {kind: mail, arrivals: {times: ["19:59:50", "21:00", "22:00"]},
                  work: 60 s}
          phone: {kind: call, arrivals: {times: ["21:30"]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1}}
    """)

    # the mail of the last minute is finished; 24 h after the start it is 8:00 again
    assert stays(journal) == [
        (0, 0, 43190, 43190, 43250, 43250, "handled"),
        (1, 0, 46800, 86400, 86460, 86460, "handled"),
        (3, 0, 50400, 86460, 86520, 86520, "handled"),
    ]
    assert contacts(journal)[2] == (2, 1, "first", 48600, 48600, "closed")


def test_mail_of_the_weekend_waits_for_monday_and_what_is_due_first_goes_first() -> (
    None
):
    journal = day("""
        calendar: {start: 2026-03-06 08:00, days: 4, open: {weekdays: "08:00-20:00"}}
        channels:
          a_old: {kind: mail, arrivals: {times: ["19:30", 60 h]}, work: 60 s,
                  target: 80% within 60 min}
          b_new: {kind: mail, arrivals: {times: [48 h]}, work: 60 s,
                  target: 80% within 20 min}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-19:00", days: weekdays}],
                 skills: {a_old: 1, b_new: 1}}
        routing: {choose_contact: due_first}
    """)

    # Friday 19:30 is due on Monday at 8:30, Sunday 8:00 at 8:20, Sunday 20:00 at 9:00;
    # Monday 8:00 is 72 h after the start
    assert [row[:4] for row in stays(journal)] == [
        (0, 0, 41400, 259260),
        (1, 0, 172800, 259200),
        (2, 0, 216000, 259320),
    ]


TWO_TARGETS = """
    channels:
      a_slow: {kind: mail, arrivals: {times: [0 s, 10 s]}, work: 60 s,
               target: 80% within 8 h}
      b_fast: {kind: mail, arrivals: {times: [20 s]}, work: 60 s,
               target: 80% within 1 h}
      c_live: {kind: call, arrivals: {times: [30 s]}, talk: 60 s,
               target: 80% within 20 s}
    agents:
      desk: {staff: 1, skills: {a_slow: 1, b_fast: 1, c_live: 1}}
"""


@pytest.mark.parametrize(
    ("rule", "answered_at"),
    [
        # due at 50 (the call), 3620 and 28810
        ("due_first", [0, 180, 120, 60]),
        ("longest_wait", [0, 60, 120, 180]),
    ],
)
def test_agent_takes_what_is_due_first_or_what_waits_longest(
    rule: str, answered_at: list[float]
) -> None:
    journal = day(TWO_TARGETS + f"    routing: {{choose_contact: {rule}}}\n")

    assert [row[3] for row in stays(journal)] == answered_at


def test_mail_is_put_aside_for_a_call_and_goes_on_with_what_is_left() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [30 s]}, talk: 50 s, wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1}, may_hold: {email: 1, phone: 1}}
    """)

    assert spans(journal, 0)[:4] == [
        ("working", 0, 0, 30),
        ("talking", 1, 30, 80),
        ("wrap_up", 1, 80, 90),
        ("working", 0, 90, 160),
    ]
    assert replies(journal) == [(0, 0, 0, 0, 0, 160)]


def test_mail_in_hand_does_not_count_for_a_call_that_interrupts_it() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s, 10 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [30 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1},
                 may_hold: [{email: 1}, {phone: 1}], interrupts: {phone: email}}
    """)

    # the second mail finds no room beside the first, nor beside the call
    assert holds(journal) == [(0, 0, 0, 0, 150), (1, 0, 0, 150, 250), (2, 0, 0, 30, 80)]


def test_mail_is_put_aside_as_often_as_calls_come() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [30 s, 50 s, 80 s, 160 s]}, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1}, may_hold: {email: 1, phone: 1}}
    """)

    # the second call comes as the first ends, the last one as the mail is done
    assert spans(journal, 0)[:6] == [
        ("working", 0, 0, 30),
        ("talking", 1, 30, 50),
        ("talking", 2, 50, 70),
        ("working", 0, 70, 80),
        ("talking", 3, 80, 100),
        ("working", 0, 100, 160),
    ]
    assert spans(journal, 0)[6] == ("talking", 4, 160, 180)


def test_mail_that_is_put_aside_while_she_turns_to_it_costs_the_switch_again() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [30 s, 58 s]}, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1},
                 may_hold: {email: 1, phone: 1}, switch_cost: 5 s}
    """)

    # 30 s are done when the first call comes; it is over at 55, the second at 83
    assert spans(journal, 0)[:8] == [
        ("working", 0, 0, 30),
        ("switching", 1, 30, 35),
        ("talking", 1, 35, 55),
        ("switching", 0, 55, 58),
        ("switching", 2, 58, 63),
        ("talking", 2, 63, 83),
        ("switching", 0, 83, 88),
        ("working", 0, 88, 158),
    ]


def test_mail_is_worked_on_while_the_customer_of_a_chat_writes() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [10 s]}, turns: 2, agent_turn: 20 s,
                 customer_turn: 30 s}
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
        agents:
          desk: {staff: 1, skills: {email: 1, chat: 1}, may_hold: {email: 1, chat: 1}}
    """)

    assert spans(journal, 0)[:5] == [
        ("working", 0, 0, 10),
        ("writing", 1, 10, 30),
        ("working", 0, 30, 60),
        ("writing", 1, 60, 80),
        ("working", 0, 80, 140),
    ]


def test_mail_waits_while_chats_with_a_rate_are_in_hand() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [30 s]}, duration: 50 s,
                 duration_by_open_chats: [50 s]}
          email: {kind: mail, arrivals: {times: [0 s, 40 s]}, work: 100 s}
        agents:
          desk: {staff: 1, skills: {email: 1, chat: 1}, may_hold: {email: 2, chat: 1}}
    """)

    # the second mail is taken at 40, and begun when the first is done
    assert spans(journal, 0)[:5] == [
        ("working", 0, 0, 30),
        ("chatting", None, 30, 40),
        ("chatting", None, 40, 80),
        ("working", 0, 80, 150),
        ("working", 2, 150, 250),
    ]
    assert replies(journal)[1] == (2, 0, 0, 40, 150, 250)


def test_wrap_up_of_a_mail_is_put_aside_for_a_call() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 60 s, wrap_up: 40 s}
          phone: {kind: call, arrivals: {times: [70 s]}, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1}, may_hold: {email: 1, phone: 1}}
    """)

    assert stays(journal)[0] == (0, 0, 0, 0, 60, 120, "handled")
    assert spans(journal, 0)[:4] == [
        ("working", 0, 0, 60),
        ("wrap_up", 0, 60, 70),
        ("talking", 1, 70, 90),
        ("wrap_up", 0, 90, 120),
    ]


def test_further_round_queues_behind_what_came_before_it() -> None:
    journal = day(
        """
        channels:
          email: {kind: mail, arrivals: {times: [0 s, 10 s, 20 s]}, work: 60 s,
                  turns: 1, customer_turn: 1 s}
        agents:
          desk: {staff: 1, skills: {email: 1}}
        """,
        turns={0: [(60, 50), (60,)], 1: [(60,)], 2: [(60,)]},
    )

    # 0 gives its place back at once at 60 and comes again at 110
    assert stays(journal) == [
        (0, 0, 0, 0, 60, 60, "quiet"),
        (0, 0, 110, 180, 240, 240, "handled"),
        (1, 0, 10, 60, 120, 120, "handled"),
        (2, 0, 20, 120, 180, 180, "handled"),
    ]
    assert replies(journal)[1] == (0, 1, 1, 110, 180, 240)


def test_answer_in_no_time_stays_with_the_agent() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s, 10 s]}, work: 60 s, turns: 2,
                  customer_turn: 0 s}
        agents:
          desk: {staff: 1, skills: {email: 1}}
    """)

    assert [row[2:6] for row in stays(journal)] == [
        (0, 0, 120, 120),
        (10, 120, 240, 240),
    ]


CHASED = """
    channels:
      email: {kind: mail, arrivals: {times: [0 s, 10 s]}, work: 100 s}
      phone: {kind: call, talk: 20 s}
    agents:
      desk: {staff: 1, skills: {email: 1, phone: 1}, may_hold: {email: 1, phone: 1}}
    customers:
      after: {unanswered: {email: [{phone: 50%, after: 100 s}]}}
"""


def test_customer_without_an_answer_chases_by_phone_and_one_with_it_does_not() -> None:
    journal = day(CHASED, coins={(Purpose.CHASE, 0): 0.4, (Purpose.CHASE, 1): 0.4})

    # 0 is answered at 100, the very moment; 1 calls at 110, ten seconds into the work
    # on her mail, which is done all the same
    assert contacts(journal) == [
        (0, 1, "first", 0, 100, "handled"),
        (1, 1, "first", 10, 220, "handled"),
        (1, 2, "unanswered", 110, 130, "handled"),
    ]
    assert replies(journal)[1] == (1, 0, 0, 100, 100, 220)


def test_customer_who_would_not_chase_does_not() -> None:
    journal = day(CHASED, coins={(Purpose.CHASE, 0): 0.4, (Purpose.CHASE, 1): 0.5})

    assert len(contacts(journal)) == 2


def test_reply_is_an_answer_though_the_conversation_goes_on() -> None:
    journal = day(
        """
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 60 s, turns: 2,
                  customer_turn: 1000 s}
          phone: {kind: call, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1}}
        customers:
          after: {unanswered: {email: [{phone: 100%, after: 100 s}]}}
    """
    )

    assert contacts(journal) == [(0, 1, "first", 0, 1120, "handled")]


def test_issue_resolved_by_phone_brings_no_further_contact_about_the_mail() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1}, may_hold: {email: 1, phone: 1}}
        customers:
          resolved: {email: 0%, phone: 100%}
          after:
            unanswered: {email: [{phone: 100%, after: 50 s}]}
            unresolved: {email: [{phone: 100%, after: 1 s}]}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 120, "handled"),
        (0, 2, "unanswered", 50, 70, "handled"),
    ]


def test_contact_on_the_calendar_is_not_made_once_the_issue_is_resolved() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 60 s}
          phone: {kind: call, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {email: 1}}
          line: {staff: 1, skills: {phone: 1}}
        customers:
          resolved: {email: 0%, phone: 100%}
          after:
            unanswered: {email: [{phone: 100%, after: 50 s}]}
            unresolved: {email: [{phone: 100%, after: 40 s}]}
    """)

    # at 60 a call is on the calendar for 100; the call of 50 resolves it at 100
    assert contacts(journal) == [
        (0, 1, "first", 0, 60, "handled"),
        (0, 2, "unanswered", 50, 100, "handled"),
    ]


def test_nobody_chases_whose_issue_another_contact_has_resolved() -> None:
    journal = day("""
        channels:
          a_form: {kind: mail, arrivals: {times: [0 s]}, work: 60 s}
          b_mail: {kind: mail, work: 60 s}
          phone: {kind: call, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {a_form: 1}}
          late: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {b_mail: 1, phone: 1}}
        customers:
          after:
            unanswered:
              a_form: [{b_mail: 100%, after: 50 s}]
              b_mail: [{phone: 100%, after: 100 s}]
    """)

    # the form is answered and resolved at 60; the mail of 50 is not chased at 150
    assert contacts(journal) == [
        (0, 1, "first", 0, 60, "handled"),
        (0, 2, "unanswered", 50, 360, "handled"),
    ]


def test_attempts_are_numbered_as_they_are_put_on_the_calendar() -> None:
    journal = day(
        """
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 60 s}
          phone: {kind: call, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {email: 1}}
          line: {staff: 1, skills: {phone: 1}}
        customers:
          resolved: {any: 0%}
          after:
            unanswered: {email: [{phone: 100%, after: 50 s}]}
            unresolved: {email: [{phone: 100%, after: 200 s}],
                         phone: [{phone: 50%, after: 10 s}]}
        """,
        coins={
            (Purpose.NEXT, 0, 1): 0.0,
            (Purpose.NEXT, 0, 2): 0.4,
            (Purpose.NEXT, 0, 3): 0.6,
            (Purpose.NEXT, 0, 4): 0.6,
        },
    )

    # put on the calendar at 50, at 60 for 260, and at 100 for 110
    assert contacts(journal) == [
        (0, 1, "first", 0, 60, "handled"),
        (0, 2, "unanswered", 50, 100, "handled"),
        (0, 4, "unresolved", 110, 160, "handled"),
        (0, 3, "unresolved", 260, 310, "handled"),
    ]


def test_customer_who_would_chase_after_the_last_day_does_not() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [10 s]}, work: 30 h}
          phone: {kind: call, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {email: 1, phone: 1}}
        customers:
          after: {unanswered: {email: [{phone: 100%, after: 1 day}]}}
    """)

    # the calendar ends after 24 hours, ten seconds before she would call
    assert contacts(journal) == [(0, 1, "first", 10, 108010, "handled")]
