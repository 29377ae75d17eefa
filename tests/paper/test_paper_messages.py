"""Hand-played days: messages that go quiet, come to life again, and are given up."""

from fractions import Fraction

import pytest
from paper_day import contacts, day, holds, in_hand, replies, spans, stays, written

from omnisim.kpi import compute
from omnisim.population import Purpose


def test_message_gives_its_place_back_and_comes_again_through_the_queue() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 50 s]}, turns: 2,
                agent_turn: 30 s, customer_turn: 200 s, quiet_after: 60 s}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
    """)

    # 0 is written to until 30 and quiet at 90: its place goes to 1
    assert stays(journal) == [
        (0, 0, 0, 0, 90, 90, "quiet"),
        (0, 0, 230, 230, 260, 260, "handled"),
        (1, 0, 50, 90, 180, 180, "quiet"),
        (1, 0, 320, 320, 350, 350, "handled"),
    ]
    assert holds(journal) == [
        (0, 0, 0, 0, 90),
        (0, 1, 0, 230, 260),
        (1, 0, 0, 90, 180),
        (1, 1, 0, 320, 350),
    ]
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 30),
        (0, 1, 1, 230, 230, 260),
        (1, 0, 0, 90, 90, 120),
        (1, 1, 1, 320, 320, 350),
    ]
    assert contacts(journal) == [
        (0, 1, "first", 0, 260, "handled"),
        (1, 1, "first", 50, 350, "handled"),
    ]


def test_message_comes_to_life_above_the_limit_of_its_agent() -> None:
    journal = day(
        """
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 50 s]}, turns: 2,
                agent_turn: 30 s, customer_turn: 100 s, quiet_after: 60 s,
                revive: exceed}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
        """,
        turns={0: [(30, 80), (30,)], 1: [(30, 100), (30,)]},
    )

    # 0 writes again at 110, in the middle of the reply to 1, which ends at 120
    assert stays(journal) == [
        (0, 0, 0, 0, 150, 150, "handled"),
        (1, 0, 50, 90, 250, 250, "handled"),
    ]
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 30),
        (0, 0, 1, 110, 120, 150),
        (1, 0, 0, 90, 90, 120),
        (1, 0, 1, 220, 220, 250),
    ]
    assert holds(journal) == [
        (0, 0, 0, 0, 90),
        (0, 0, 0, 110, 150),
        (1, 0, 0, 90, 180),
        (1, 0, 0, 220, 250),
    ]
    assert in_hand(journal, 0)[:7] == [
        (1, 0, 30),
        (1, 30, 90),
        (1, 90, 110),
        (2, 110, 120),
        (2, 120, 150),
        (1, 150, 180),
        (0, 180, 220),
    ]


def test_agent_above_her_limit_takes_nobody_until_she_is_below_it_again() -> None:
    journal = day(
        """
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 50 s, 60 s]}, turns: 1,
                agent_turn: 30 s, customer_turn: 1 s, quiet_after: 60 s,
                revive: exceed}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
        """,
        turns={0: [(30, 80), (30,)], 1: [(30,)], 2: [(30,)]},
    )

    # at 120 she is done with 1, but holds 0 again since 110, until 150
    assert [row[1:4] for row in stays(journal)] == [
        (0, 0, 0),
        (0, 50, 90),
        (0, 60, 150),
    ]


def test_message_to_an_agent_who_has_left_goes_to_a_colleague() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                customer_turn: 170 s, quiet_after: 60 s, revive: exceed}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:02"}], skills: {sms: 1}}
          b_late: {staff: 1, skills: {sms: 2}}
    """)

    assert stays(journal) == [
        (0, 0, 0, 0, 90, 90, "quiet"),
        (0, 1, 200, 200, 230, 230, "handled"),
    ]
    assert spans(journal, 0)[-1] == ("idle", None, 90, 120)


def test_agent_who_leaves_at_the_instant_is_not_written_to() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                customer_turn: 90 s, quiet_after: 60 s, revive: exceed}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:02"}], skills: {sms: 1}}
          b_late: {staff: 1, skills: {sms: 2}}
    """)

    # the end of duty at 120 goes before the message of 120
    assert stays(journal) == [
        (0, 0, 0, 0, 90, 90, "quiet"),
        (0, 1, 120, 120, 150, 150, "handled"),
    ]


def test_message_to_an_agent_off_the_floor_waits_in_the_queue() -> None:
    journal = day(
        """
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 110 s]}, turns: 1,
                agent_turn: 30 s, customer_turn: 1 s, quiet_after: 60 s,
                revive: exceed}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
        routing: {ring: {time: 10 s, unanswered: 10%, away: 100 s}}
        """,
        turns={0: [(30, 110), (30,)], 1: [(30,)]},
        coins={(Purpose.PICK_UP, 0): 0.5, (Purpose.PICK_UP, 1): 0.5}
        | {(Purpose.PICK_UP, 1, 1, 1): 0.05},
    )

    # taken at 10, written to until 40, quiet at 100; 1 rings in vain until 120, and
    # the agent is away until 220; 0 writes at 150 and stands behind 1
    assert stays(journal) == [
        (0, 0, 0, 10, 100, 100, "quiet"),
        (0, 0, 150, 270, 300, 300, "handled"),
        (1, 0, 110, 230, 260, 260, "handled"),
    ]
    assert spans(journal, 0)[4:7] == [
        ("ringing", 1, 110, 120),
        ("away", None, 120, 220),
        ("ringing", 1, 220, 230),
    ]


def test_customer_who_writes_in_the_last_moment_was_not_quiet() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                customer_turn: 60 s, quiet_after: 60 s}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
    """)

    assert stays(journal) == [(0, 0, 0, 0, 120, 120, "handled")]
    assert holds(journal) == [(0, 0, 0, 0, 120)]


def test_place_that_quiet_frees_is_free_for_one_who_gives_up_at_that_instant() -> None:
    journal = day(
        """
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 50 s]}, turns: 1,
                agent_turn: 30 s, customer_turn: 1 s, quiet_after: 60 s,
                patience: 40 s}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
        """,
        turns={0: [(30, 500), (30,)], 1: [(30,)]},
    )

    assert stays(journal)[2] == (1, 0, 50, 90, 120, 120, "handled")


def test_reply_sent_as_patience_ends_is_in_time_and_one_that_waits_is_not() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 0 s]}, turns: 1,
                agent_turn: 30 s, customer_turn: 1 s, reply_patience: 30 s,
                wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {sms: 1}, may_hold: {sms: 2}}
    """)

    # both leave at 30 unless written to: 0 has her reply; the reply to 1 is begun
    # at 30 and dropped at once; then the two wrap-ups
    assert contacts(journal) == [
        (0, 1, "first", 0, 30, "handled"),
        (1, 1, "first", 0, 30, "quit"),
    ]
    assert replies(journal) == [(0, 0, 0, 0, 0, 30), (1, 0, 0, 0, 30, None)]
    assert spans(journal, 0)[:3] == [
        ("writing", 0, 0, 30),
        ("wrap_up", 0, 30, 40),
        ("wrap_up", 1, 40, 50),
    ]


def test_reply_that_was_begun_is_dropped_when_the_customer_leaves() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 0 s]}, turns: 1,
                agent_turn: 30 s, customer_turn: 1 s, reply_patience: 50 s,
                wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {sms: 1}, may_hold: {sms: 2}}
    """)

    # wrap-up of 0 is asked for at 30, the reply to 1 was at 0
    assert stays(journal) == [
        (0, 0, 0, 0, 30, 60, "handled"),
        (1, 0, 0, 0, 50, 70, "quit"),
    ]
    assert replies(journal)[1] == (1, 0, 0, 0, 30, None)
    assert spans(journal, 0)[:4] == [
        ("writing", 0, 0, 30),
        ("writing", 1, 30, 50),
        ("wrap_up", 0, 50, 60),
        ("wrap_up", 1, 60, 70),
    ]


def test_agent_finishes_the_reply_to_one_who_left_silently_and_closes_later() -> None:
    journal = day(
        """
        channels:
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 3, agent_turn: 30 s,
                customer_turn: 40 s, reply_patience: 20 s, silent: 50%,
                close_after: 100 s, wrap_up: 10 s}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
        """,
        turns={0: [(30, 40), (30, 40, 20), (30,)]},
        coins={(Purpose.SILENT, 0): 0.4},
    )

    # asked at 70, gone at 90, written to until 100, closed at 200
    assert contacts(journal) == [(0, 1, "first", 0, 90, "quit")]
    assert stays(journal) == [(0, 0, 0, 0, 200, 210, "quit")]
    assert replies(journal) == [(0, 0, 0, 0, 0, 30), (0, 0, 1, 70, 70, 100)]
    assert spans(journal, 0)[:5] == [
        ("writing", 0, 0, 30),
        ("waiting", None, 30, 70),
        ("writing", 0, 70, 100),
        ("waiting", None, 100, 200),
        ("wrap_up", 0, 200, 210),
    ]


def test_customer_who_comes_back_bears_the_queue_no_longer_than_the_wait() -> None:
    journal = day(
        """
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 50 s]}, turns: 1,
                agent_turn: 30 s, customer_turn: 1 s, quiet_after: 60 s}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
        """,
        turns={0: [(30, 100), (30, 0, 40)], 1: [(30, 50), (30,)]},
    )

    # 0 is quiet from 30 to 130 and then waits until 170; 1 is in hand to the end
    assert stays(journal) == [
        (0, 0, 0, 0, 90, 90, "quiet"),
        (0, None, 130, 170, None, None, "abandoned"),
        (1, 0, 50, 90, 200, 200, "handled"),
    ]
    assert contacts(journal)[0] == (0, 1, "first", 0, 170, "abandoned")
    assert [row[:3] for row in replies(journal)] == [(0, 0, 0), (1, 0, 0), (1, 0, 1)]


def test_time_in_the_queue_counts_as_time_without_a_reply() -> None:
    journal = day(
        """
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 50 s]}, turns: 1,
                agent_turn: 30 s, customer_turn: 1 s, quiet_after: 60 s}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
        """,
        turns={0: [(30, 120), (30, 0, 60)], 1: [(30, 50), (30,)]},
    )

    # writes at 150, is taken at 200 when 1 is over, and leaves at 210
    assert stays(journal)[1] == (0, 0, 150, 200, 210, 210, "quit")
    assert replies(journal)[1] == (0, 1, 1, 150, 200, None)


TWO_FREE = """
    channels:
      sms: {kind: message, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
            customer_turn: 200 s, quiet_after: 60 s}
    agents:
      desk: {staff: 2, skills: {sms: 1}}
"""


def test_message_that_comes_again_goes_to_whoever_has_had_nothing_longest() -> None:
    journal = day(TWO_FREE)

    assert [row[1] for row in stays(journal)] == [0, 1]


def test_message_that_comes_again_goes_to_its_previous_agent_by_rule() -> None:
    journal = day(
        TWO_FREE + "    routing: {choose_agent: [previous_agent, longest_idle]}\n"
    )

    assert [row[1] for row in stays(journal)] == [0, 0]


def test_message_written_at_night_waits_for_the_morning() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 08:00, days: 2, open: "08:00-20:00"}
        channels:
          sms: {kind: message, arrivals: {times: ["19:58"]}, turns: 2,
                agent_turn: 30 s, customer_turn: 1 h, quiet_after: 60 s,
                revive: exceed}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
    """)

    # 19:58 is second 43080; the next day begins at 86400
    assert stays(journal) == [
        (0, 0, 43080, 43080, 43170, 43170, "quiet"),
        (0, 0, 46710, 86400, 86430, 86430, "handled"),
    ]
    assert replies(journal)[1] == (0, 1, 1, 46710, 86400, 86430)


def test_conversation_may_be_quiet_many_times() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 4, agent_turn: 10 s,
                customer_turn: 100 s, quiet_after: 0 s}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
    """)

    assert stays(journal) == [
        (0, 0, 0, 0, 10, 10, "quiet"),
        (0, 0, 110, 110, 120, 120, "quiet"),
        (0, 0, 220, 220, 230, 230, "quiet"),
        (0, 0, 330, 330, 340, 340, "handled"),
    ]


def test_due_times_of_first_and_further_replies_run_in_opening_hours() -> None:
    text = """
        calendar: {start: 2026-03-02 08:00, days: 2, open: "08:00-20:00"}
        channels:
          sms: {kind: message, arrivals: {times: ["08:50", "19:55", "19:59"]},
                turns: 1, agent_turn: 30 s, customer_turn: 1 h,
                target: 80% within 10 min}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
    """
    journal = day(text, turns={0: [(700,)], 1: [(30, 3600), (30,)], 2: [(90,)]})

    table = compute(journal, written(text))

    # 0 was due at 3600 and has her reply at 3700. The agent holds 1 until the quiet
    # of 20:05:30, after her day; so 2, due at 8:09, has hers at 8:02. What 1 writes at
    # 20:55:30 is due at 8:10
    assert [row[3:] for row in replies(journal)] == [
        (3000, 3000, 3700),
        (42900, 42900, 42930),
        (46530, 86490, 86520),
        (86400, 86400, 86490),
    ]
    assert table.value("sla_met") == pytest.approx(Fraction(2, 3))
    assert table.value("reply_sla_met") == 1
    assert table.value("reply_wait") == 39990
