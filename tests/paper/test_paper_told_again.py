"""Hand-played days: customers with several contacts, and the story told again."""

from __future__ import annotations

from paper_day import contacts, day, stays

from omnisim.population import Purpose


def test_who_was_passed_on_tells_the_story_to_whoever_she_chases() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, talk: 20 s}
        agents:
          a_front: {staff: 1, skills: {email: 1}}
          b_back: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {}}
          c_line: {staff: 1, skills: {phone: 1}}
        routing: {transfers: [{from: a_front, to: b_back, share: 100%, talk: 30%,
                               context: kept}]}
        customers:
          context: lost
          repeat_work: 50%
          after: {unanswered: {email: [{phone: 100%, after: 200 s}]}}
    """)

    # read until 30 and in line at the back office from then, with all that is known;
    # the line knows nothing, so the call takes half as long again; the mail is
    # worked all the same
    assert contacts(journal) == [
        (0, 1, "first", 0, 700, "handled"),
        (0, 2, "unanswered", 200, 230, "handled"),
    ]


def test_who_has_told_her_story_before_tells_it_again_when_she_chases() -> None:
    journal = day("""
        channels:
          a_phone: {kind: call, arrivals: {times: [0 s]}, talk: 20 s}
          email: {kind: mail, work: 100 s}
          line: {kind: call, talk: 40 s}
        agents:
          desk: {staff: 1, skills: {a_phone: 1, line: 1}}
          late: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {email: 1}}
        customers:
          context: lost
          repeat_work: 50%
          resolved: {a_phone: 0%, email: 100%, line: 100%}
          after:
            unresolved: {a_phone: [{email: 100%, after: 10 s}]}
            unanswered: {email: [{line: 100%, after: 100 s}]}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 20, "handled"),
        (0, 2, "unresolved", 30, 750, "handled"),
        (0, 3, "unanswered", 130, 190, "handled"),
    ]


def test_who_was_never_answered_has_no_story_to_tell_when_she_chases() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, talk: 20 s}
        agents:
          late: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {email: 1}}
          line: {staff: 1, skills: {phone: 1}}
        customers:
          context: lost
          repeat_work: 50%
          after: {unanswered: {email: [{phone: 100%, after: 200 s}]}}
    """)

    assert contacts(journal)[1] == (0, 2, "unanswered", 200, 220, "handled")


def test_who_gives_up_after_she_was_passed_on_tells_the_story_again() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 40 s, patience: 10 s}
          line: {kind: call, talk: 20 s}
        agents:
          a_front: {staff: 1, skills: {phone: 1}}
          b_back: {shifts: [{n: 1, hours: "09:00-20:00"}], skills: {}}
          c_line: {staff: 1, skills: {line: 1}}
        routing: {transfers: [{from: a_front, to: b_back, share: 100%, context: kept}]}
        customers:
          context: lost
          repeat_work: 50%
          after: {abandoned: {phone: [{line: 100%, after: 10 s}]}}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 50, "abandoned"),
        (0, 2, "abandoned", 60, 90, "handled"),
    ]


def test_who_comes_again_and_is_called_back_tells_the_story_again() -> None:
    journal = day(
        """
        channels:
          a_phone: {kind: call, arrivals: {times: [0 s]}, talk: 20 s}
          back: {kind: callback, talk: 40 s}
          line: {kind: call, arrivals: {times: [15 s]}, talk: 100 s,
                 announce: {estimate: queue_length,
                            offer: {to: back, share: 100%, above: 60 s}}}
        agents:
          desk: {staff: 1, skills: {a_phone: 1, back: 1, line: 1}}
        customers:
          context: lost
          repeat_work: 50%
          resolved: {a_phone: 0%, back: 100%, line: 100%}
          after: {unresolved: {a_phone: [{line: 100%, after: 10 s}]}}
        """,
    )

    # at 15 the caller on the line is announced 100 s as well, and so called back from
    # 20 to 80; at 30 the customer is announced 100 s and called back from 80 to 160
    assert contacts(journal) == [
        (0, 1, "first", 0, 20, "handled"),
        (1, 1, "first", 15, 15, "callback"),
        (1, 2, "offered", 15, 80, "handled"),
        (0, 2, "unresolved", 30, 30, "callback"),
        (0, 3, "offered", 30, 160, "handled"),
    ]


def test_form_answered_and_resolved_ends_the_chase_of_a_later_mail() -> None:
    journal = day(
        """
        channels:
          a_form: {kind: mail, arrivals: {times: [0 s]}, work: 60 s}
          b_mail: {kind: mail, work: 60 s}
          phone: {kind: call, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {a_form: 1}}
          late: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {b_mail: 1, phone: 1}}
        customers:
          resolved: {a_form: 100%, b_mail: 0%, phone: 100%}
          after:
            unanswered:
              a_form: [{b_mail: 100%, after: 50 s}]
              b_mail: [{phone: 100%, after: 100 s}]
            unresolved: {b_mail: [{phone: 100%, after: 10 s}]}
        """,
        coins={(Purpose.NEXT, 0): 0.0},
    )

    # neither at 150, by the chase, nor at 370, because the mail resolved nothing
    assert contacts(journal) == [
        (0, 1, "first", 0, 60, "handled"),
        (0, 2, "unanswered", 50, 360, "handled"),
    ]
    assert stays(journal)[1] == (1, 1, 50, 300, 360, 360, "handled")


def test_who_was_never_reached_has_no_story_to_tell_again() -> None:
    journal = day(
        """
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 100 s, dial: 10 s,
                 answers: 50%, tries: 2, retry: 60 s}
        agents:
          desk: {staff: 1, skills: {back: 1}}
        customers:
          context: lost
          repeat_work: 50%
          after: {unreached: {back: [{back: 100%, after: 10 s}]}}
        """,
        coins={
            (Purpose.REACHED, 0, 1, 1): 0.9,
            (Purpose.REACHED, 0, 1, 2): 0.9,
            (Purpose.REACHED, 0, 2, 1): 0.1,
        },
    )

    # dialled 0-10 and 70-80, in vain; again from 90, picked up at 100, 100 s of talk
    assert contacts(journal) == [
        (0, 1, "first", 0, 80, "unreached"),
        (0, 2, "unreached", 90, 200, "handled"),
    ]


def test_whose_mail_was_only_returned_has_no_story_to_tell_again() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, talk: 20 s}
        agents:
          early: {shifts: [{n: 1, hours: "08:00-08:01"}], skills: {email: 1},
                  at_duty_end: return_to_queue}
          late: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {email: 1}}
          line: {staff: 1, skills: {phone: 1}}
        customers:
          context: lost
          repeat_work: 50%
          after: {unanswered: {email: [{phone: 100%, after: 200 s}]}}
    """)

    # worked on until 60 and returned; what is left, 40 s, is done from 600
    assert contacts(journal) == [
        (0, 1, "first", 0, 640, "handled"),
        (0, 2, "unanswered", 200, 220, "handled"),
    ]
