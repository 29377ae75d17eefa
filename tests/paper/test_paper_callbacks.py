"""Hand-played days: calls back, in line and promised, missed, and offered."""

import pytest
from paper_day import contacts, day, holds, spans, stays

from omnisim.population import Purpose


def test_call_back_waits_in_line_with_the_callers() -> None:
    journal = day("""
        channels:
          a_back: {kind: callback, arrivals: {times: [10 s]}, talk: 30 s, wrap_up: 5 s}
          b_phone: {kind: call, arrivals: {times: [0 s, 5 s, 20 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {a_back: 1, b_phone: 1}}
    """)

    # she is dialled from 120 to 140, by the usual 20 s
    assert stays(journal) == [
        (0, 0, 0, 0, 60, 60, "handled"),
        (1, 0, 5, 60, 120, 120, "handled"),
        (2, 0, 10, 140, 170, 175, "handled"),
        (3, 0, 20, 175, 235, 235, "handled"),
    ]
    assert spans(journal, 0)[2:5] == [
        ("dialling", 2, 120, 140),
        ("talking", 2, 140, 170),
        ("wrap_up", 2, 170, 175),
    ]
    assert holds(journal)[2] == (2, 0, 0, 120, 175)
    assert contacts(journal)[2] == (2, 1, "first", 10, 170, "handled")


def test_call_back_joins_the_line_when_its_window_begins() -> None:
    journal = day("""
        channels:
          a_back: {kind: callback, arrivals: {times: [10 s]}, talk: 30 s,
                   window: {after: 100 s, lasts: 60 s}}
          b_phone: {kind: call, arrivals: {times: [20 s, 30 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {a_back: 1, b_phone: 1}}
    """)

    assert stays(journal) == [
        (0, 0, 110, 160, 190, 190, "handled"),
        (1, 0, 20, 20, 80, 80, "handled"),
        (2, 0, 30, 80, 140, 140, "handled"),
    ]
    assert contacts(journal)[0] == (0, 1, "first", 10, 190, "handled")


def test_call_back_is_promised_for_the_next_morning() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 08:00, days: 2, open: "08:00-20:00"}
        channels:
          back: {kind: callback, arrivals: {times: ["19:00", "20:30"]}, talk: 30 s,
                 window: {after: 14 h, lasts: 1 h}}
        agents:
          desk: {staff: 1, skills: {back: 1}}
    """)

    # 9:00 and 10:30 of the next day
    assert [row[2:4] for row in stays(journal)] == [(90000, 90020), (95400, 95420)]


PROMISED = """
    channels:
      a_back: {kind: callback, arrivals: {times: [10 s]}, talk: 50 s,
               window: {after: 100 s, lasts: 60 s}}
      b_phone: {kind: call, arrivals: {times: [0 s, 20 s, 90 s]}, talk: 200 s,
                target: 80% within 100 s}
    agents:
      desk: {staff: 1, skills: {a_back: 1, b_phone: 1}}
"""


@pytest.mark.parametrize(
    ("rule", "answered_at"),
    [
        # calls are due at 100, 120 and 190, the call back at the end of its window, 170
        ("due_first", [0, 420, 200, 470]),
        # she is in line from 110
        ("longest_wait", [0, 620, 200, 400]),
    ],
)
def test_call_back_is_due_at_the_end_of_its_window(
    rule: str, answered_at: list[float]
) -> None:
    journal = day(PROMISED + f"    routing: {{choose_contact: {rule}}}\n")

    assert [row[3] for row in stays(journal)] == answered_at


def test_call_back_without_a_window_is_due_by_its_target_in_opening_hours() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 08:00, days: 2, open: "08:00-20:00"}
        channels:
          a_back: {kind: callback, arrivals: {times: ["19:30"]}, talk: 30 s,
                   target: 80% within 2 h}
          b_back: {kind: callback, arrivals: {times: ["20:30"]}, talk: 30 s,
                   target: 80% within 1 h}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-19:00"}], skills: {a_back: 1, b_back: 1}}
        routing: {choose_contact: due_first}
    """)

    # due at 9:30 and 9:00 of the next day; by the clock the first would be due first
    assert [row[3] for row in stays(journal)] == [86470, 86420]


def test_customer_who_does_not_pick_up_is_tried_again() -> None:
    journal = day(
        """
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 30 s, answers: 50%,
                 retry: 100 s}
        agents:
          desk: {staff: 1, skills: {back: 1}}
        """,
        coins={
            (Purpose.REACHED, 0, 1, 1): 0.5,
            (Purpose.REACHED, 0, 1, 2): 0.9,
            (Purpose.REACHED, 0, 1, 3): 0.4,
        },
        durations={(Purpose.DIAL, 0, 1, 2): 35},
    )

    # missed at 20, again at 155 after a longer try, and reached at 275
    assert stays(journal) == [
        (0, 0, 0, None, None, None, "missed"),
        (0, 0, 120, None, None, None, "missed"),
        (0, 0, 255, 275, 305, 305, "handled"),
    ]
    assert spans(journal, 0)[:5] == [
        ("dialling", 0, 0, 20),
        ("idle", None, 20, 120),
        ("dialling", 0, 120, 155),
        ("idle", None, 155, 255),
        ("dialling", 0, 255, 275),
    ]
    assert contacts(journal) == [(0, 1, "first", 0, 305, "handled")]


def test_agent_serves_others_between_the_tries() -> None:
    journal = day(
        """
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 30 s, answers: 50%,
                 retry: 100 s}
          phone: {kind: call, arrivals: {times: [10 s, 130 s]}, talk: 200 s}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
        """,
        coins={(Purpose.REACHED, 0, 1, 1): 0.5, (Purpose.REACHED, 0, 1, 2): 0.4},
    )

    # in line again from 120, before the call of 130
    assert [row[:4] for row in stays(journal)] == [
        (0, 0, 0, None),
        (0, 0, 120, 240),
        (1, 0, 10, 20),
        (2, 0, 130, 270),
    ]


def test_try_that_falls_in_the_night_waits_for_the_morning() -> None:
    journal = day(
        """
        calendar: {start: 2026-03-02 08:00, days: 2, open: "08:00-20:00"}
        channels:
          back: {kind: callback, arrivals: {times: ["19:59:50"]}, talk: 30 s,
                 answers: 50%}
        agents:
          desk: {staff: 1, skills: {back: 1}}
        """,
        coins={(Purpose.REACHED, 0, 1, 1): 0.5, (Purpose.REACHED, 0, 1, 2): 0.4},
    )

    # missed at 43210, after the day; half an hour later nobody is there
    assert [row[2:4] for row in stays(journal)] == [(43190, None), (45010, 86420)]


def test_customer_who_is_never_reached_calls_herself() -> None:
    journal = day(
        """
        channels:
          back: {kind: callback, arrivals: {times: [0 s, 1 s]}, talk: 30 s,
                 answers: 50%, tries: 2, retry: 100 s}
          phone: {kind: call, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
        customers: {after: {unreached: {back: [{phone: 50%, after: 60 s}]}}}
        """,
        coins={
            (Purpose.REACHED, 0): 0.9,
            (Purpose.REACHED, 1): 0.9,
            (Purpose.NEXT, 0, 1): 0.4,
            (Purpose.NEXT, 1, 1): 0.6,
        },
    )

    # dialled from 0, 20, 120 and 140, given up at 140 and 160; one of them calls
    assert contacts(journal) == [
        (0, 1, "first", 0, 140, "unreached"),
        (1, 1, "first", 1, 160, "unreached"),
        (0, 2, "unreached", 200, 250, "handled"),
    ]
    assert stays(journal)[1] == (0, 0, 120, None, None, None, "unreached")


def test_customer_who_waits_for_nothing_more_is_not_dialled() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [10 s]}, talk: 30 s, patience: 40 s}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
    """)

    assert contacts(journal)[1] == (1, 1, "first", 10, 50, "abandoned")
    assert spans(journal, 0)[1:] == [("idle", None, 100, 43200)]


def test_call_back_that_is_taken_waits_for_the_attention() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [10 s]}, talk: 30 s}
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                 customer_turn: 25 s}
        agents:
          desk: {staff: 1, skills: {back: 1, chat: 1}, may_hold: {back: 1, chat: 1}}
    """)

    # the place is taken at 10; the chat's customer writes at 55, while it rings
    assert holds(journal)[1] == (1, 0, 0, 10, 80)
    assert spans(journal, 0)[1:5] == [
        ("writing", 0, 10, 30),
        ("dialling", 1, 30, 50),
        ("talking", 1, 50, 80),
        ("writing", 0, 80, 110),
    ]
    assert stays(journal)[1] == (1, 0, 10, 50, 80, 80, "handled")


def test_mail_is_put_aside_for_a_call_back() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [10 s]}, talk: 30 s}
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
        agents:
          desk: {staff: 1, skills: {back: 1, email: 1}, may_hold: {back: 1, email: 1}}
    """)

    assert spans(journal, 0)[1:4] == [
        ("dialling", 1, 10, 30),
        ("talking", 1, 30, 60),
        ("working", 0, 60, 150),
    ]


def test_customer_asked_whether_she_wants_to_be_called_back_keeps_her_place() -> None:
    journal = day(
        """
        channels:
          back: {kind: callback, talk: 50 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 110 s, 120 s]}, talk: 100 s,
                  announce: {offer: {to: back, share: 50%, above: 60 s}}}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
        """,
        coins={(Purpose.TAKE_UP, 2): 0.4, (Purpose.TAKE_UP, 3): 0.5},
    )

    # from 100 on the announced wait is 90, the one of the second caller; the third is
    # dialled when the second is done, the fourth declines and is served after her
    assert contacts(journal) == [
        (0, 1, "first", 0, 100, "handled"),
        (1, 1, "first", 10, 200, "handled"),
        (2, 1, "first", 110, 110, "callback"),
        (2, 2, "offered", 110, 270, "handled"),
        (3, 1, "first", 120, 370, "handled"),
    ]
    assert stays(journal)[2:4] == [
        (2, None, 110, 110, None, None, "callback"),
        (3, 0, 110, 220, 270, 270, "handled"),
    ]


def test_nobody_is_asked_who_need_not_wait_longer_than_stated() -> None:
    journal = day("""
        channels:
          back: {kind: callback, talk: 50 s}
          phone: {kind: call, arrivals: {times: [0 s, 40 s, 110 s, 310 s]}, talk: 100 s,
                  announce: {offer: {to: back, share: 100%, above: 60 s}}}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
    """)

    # announced are 0, then 60 to the third; 90 to the fourth if she had to wait
    assert [row[4:] for row in contacts(journal)] == [
        (100, "handled"),
        (200, "handled"),
        (300, "handled"),
        (410, "handled"),
    ]


def test_customer_called_back_in_the_window_of_an_offer() -> None:
    journal = day("""
        channels:
          back: {kind: callback, talk: 50 s, window: {after: 300 s, lasts: 60 s}}
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 110 s]}, talk: 100 s,
                  announce: {offer: {to: back, share: 100%, above: 60 s}}}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
    """)

    assert contacts(journal)[3] == (2, 2, "offered", 110, 480, "handled")
    assert stays(journal)[3] == (3, 0, 410, 430, 480, 480, "handled")


def test_call_back_rings_at_the_agents_before_she_dials() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [10 s]}, talk: 30 s}
        agents:
          desk: {staff: 1, skills: {back: 1}}
        routing: {ring: {time: 5 s}}
    """)

    assert stays(journal) == [(0, 0, 10, 35, 65, 65, "handled")]
    assert spans(journal, 0)[1:4] == [
        ("ringing", 0, 10, 15),
        ("dialling", 0, 15, 35),
        ("talking", 0, 35, 65),
    ]
    assert journal.interactions["n_offers"].tolist() == [1]


def test_customer_no_longer_wants_a_call_back_that_the_agent_is_too_busy_for() -> None:
    journal = day("""
        channels:
          a_phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
          b_back: {kind: callback, arrivals: {times: [10 s]}, talk: 30 s,
                   patience: 50 s}
        agents:
          desk: {staff: 1, skills: {a_phone: 1, b_back: 1},
                 may_hold: {a_phone: 1, b_back: 1}}
        customers:
          after: {abandoned: {b_back: [{a_phone: 100%, after: 60 s}]}}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 100, "handled"),
        (1, 1, "first", 10, 60, "abandoned"),
        (1, 2, "abandoned", 120, 220, "handled"),
    ]
    assert holds(journal)[1] == (1, 0, 0, 10, 60)
