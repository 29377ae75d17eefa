"""Hand-played days: phones that ring, and agents who do not pick up."""

from paper_day import contacts, day, spans, stays, turns

from omnisim.population import Purpose


def test_ring_time_belongs_to_the_wait() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        routing: {ring: {time: 4 s}}
    """)

    assert stays(journal) == [(0, 0, 10, 14, 74, 74, "handled")]
    assert spans(journal, 0)[:3] == [
        ("idle", None, 0, 10),
        ("ringing", 0, 10, 14),
        ("talking", 0, 14, 74),
    ]


def test_customer_may_give_up_while_it_rings() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s, patience: 3 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        routing: {ring: {time: 4 s}}
    """)

    assert stays(journal) == [(0, None, 10, 13, None, None, "abandoned")]
    assert journal.interactions["turn_at"].tolist() == [14]
    assert spans(journal, 0)[1:] == [("ringing", 0, 10, 13), ("idle", None, 13, 43200)]


def test_call_picked_up_as_patience_ends_is_answered() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s, patience: 4 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        routing: {ring: {time: 4 s}}
    """)

    assert contacts(journal)[0][-1] == "handled"


def test_unanswered_offer_goes_to_the_next_agent() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s}
        agents:
          desk: {staff: 2, skills: {phone: 1}}
        routing: {ring: {time: 4 s, unanswered: 10%, away: 30 s}}
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05, (Purpose.PICK_UP, 0, 1, 2): 0.5},
    )

    assert stays(journal) == [(0, 1, 10, 18, 78, 78, "handled")]
    assert journal.interactions["n_offers"].tolist() == [2]
    assert spans(journal, 0)[1:] == [
        ("ringing", 0, 10, 14),
        ("away", None, 14, 44),
        ("idle", None, 44, 43200),
    ]


def test_unanswered_contact_keeps_its_place_in_the_queue() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [10 s, 11 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        routing: {ring: {time: 4 s, unanswered: 10%, away: 30 s}}
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05, (Purpose.PICK_UP, 0, 1, 2): 0.5},
    )

    assert [row[2:4] for row in stays(journal)] == [(10, 48), (11, 112)]


def test_lone_agent_is_offered_the_same_call_again() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [10 s, 11 s]}, talk: 60 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        routing: {ring: {time: 4 s, unanswered: 10%}}
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05, (Purpose.PICK_UP, 0, 1, 2): 0.5},
    )

    assert stays(journal)[0] == (0, 0, 10, 18, 78, 78, "handled")


def test_agent_whose_duty_ends_while_away_does_not_return() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: ["08:59:50"]}, talk: 60 s,
                  patience: 5 min}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-09:00"}], skills: {phone: 1}}
        routing: {ring: {time: 4 s, unanswered: 10%, away: 30 s}}
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05},
    )

    assert spans(journal, 0)[-1] == ("away", None, 3594, 3600)
    assert contacts(journal)[0][-1] == "abandoned"


def test_overflow_that_fell_due_while_it_rang_counts_when_nobody_picks_up() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 60 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_help: {staff: 1, skills: {}}
        routing:
          ring: {time: 20 s, unanswered: 10%, away: 60 s}
          overflow: [{to: b_help, after: 10 s}]
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05, (Purpose.PICK_UP, 0, 1, 2): 0.5},
    )

    assert stays(journal) == [(0, 1, 0, 40, 100, 100, "handled")]
    assert journal.interactions["n_offers"].tolist() == [2]


def test_overflow_that_falls_due_after_an_unanswered_offer_still_comes() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 60 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_help: {staff: 1, skills: {}}
        routing:
          ring: {time: 4 s, unanswered: 10%, away: 60 s}
          overflow: [{to: b_help, after: 10 s}]
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05, (Purpose.PICK_UP, 0, 1, 2): 0.5},
    )

    assert stays(journal) == [(0, 1, 0, 14, 74, 74, "handled")]


def test_agent_away_past_her_break_is_back_when_her_duty_goes_on() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [580 s]}, talk: 60 s}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-10:00", breaks: ["08:10-08:20"]}],
                 skills: {phone: 1}}
        routing: {ring: {time: 10 s, unanswered: 10%, away: 15 min}}
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05, (Purpose.PICK_UP, 0, 1, 2): 0.5},
    )

    # the return at 1490 is void
    assert spans(journal, 0) == [
        ("idle", None, 0, 580),
        ("ringing", 0, 580, 590),
        ("away", None, 590, 600),
        ("ringing", 0, 1200, 1210),
        ("talking", 0, 1210, 1270),
        ("idle", None, 1270, 7200),
    ]


def test_agent_who_returns_as_her_duty_ends_goes_home() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: ["08:59:26"]}, talk: 60 s,
                  patience: 5 min}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-09:00"}], skills: {phone: 1}}
        routing: {ring: {time: 4 s, unanswered: 10%, away: 30 s}}
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05},
    )

    assert spans(journal, 0)[-1] == ("away", None, 3570, 3600)
    assert contacts(journal)[0][-1] == "abandoned"


def test_phone_that_rings_as_duty_ends_may_still_be_picked_up() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: ["08:59:58"]}, talk: 60 s}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-09:00"}], skills: {phone: 1}}
        routing: {ring: {time: 4 s}}
    """)

    assert spans(journal, 0)[1:] == [
        ("ringing", 0, 3598, 3602),
        ("talking", 0, 3602, 3662),
    ]


def test_agent_whose_duty_ended_while_it_rang_unanswered_goes_home() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: ["08:59:58"]}, talk: 60 s,
                  patience: 5 min}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-09:00"}], skills: {phone: 1}}
        routing: {ring: {time: 4 s, unanswered: 10%, away: 30 s}}
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05},
    )

    assert spans(journal, 0)[-1] == ("ringing", 0, 3598, 3602)
    assert stays(journal) == [(0, None, 3598, 3898, None, None, "abandoned")]


def test_patience_that_ends_with_an_unanswered_offer_is_over() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s, patience: 4 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        routing: {ring: {time: 4 s, unanswered: 10%, away: 30 s}}
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05},
    )

    assert stays(journal) == [(0, None, 10, 14, None, None, "abandoned")]
    assert turns(journal) == [48]  # the agent is back at 44


def test_queue_that_is_not_announced_leaves_out_who_is_ringing() -> None:
    journal = day("""
        channels:
          phone:
            kind: call
            arrivals: {times: [0 s, 1 s, 2 s, 3 s]}
            talk: 60 s
            announce: {estimate: queue_length, tolerance: 119 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        routing: {ring: {time: 10 s}}
    """)

    # told 60 s with nobody ahead but the one who rings, then twice 120 s
    assert [row[-1] for row in contacts(journal)] == [
        "handled",
        "handled",
        "balked",
        "balked",
    ]


def test_offer_nobody_picked_up_goes_on_before_an_overflow_due_at_that_instant() -> (
    None
):
    journal = day(
        """
        channels:
          a_phone: {kind: call, arrivals: {times: [0 s]}, talk: 60 s}
          b_phone: {kind: call, arrivals: {times: [0 s]}, talk: 60 s}
        agents:
          a_desk: {staff: 1, skills: {a_phone: 1, b_phone: 1}}
          b_help: {staff: 1, skills: {}}
        routing:
          ring: {time: 10 s, unanswered: 10%, away: 60 s}
          overflow: [{to: b_help, after: 10 s}]
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05, (Purpose.PICK_UP, 0, 1, 2): 0.5},
    )

    assert stays(journal)[0][1:4] == (1, 0, 20)


def test_agent_who_returns_at_the_end_of_patience_takes_the_customer() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s, patience: 30 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        routing: {ring: {unanswered: 10%, away: 30 s}}
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05, (Purpose.PICK_UP, 0, 1, 2): 0.5},
    )

    assert stays(journal) == [(0, 0, 10, 40, 100, 100, "handled")]


def test_call_picked_up_as_patience_ends_goes_on_before_an_overflow_due_then() -> None:
    journal = day("""
        channels:
          a_short: {kind: call, arrivals: {times: [0 s]}, talk: 0 s, patience: 10 s}
          b_phone: {kind: call, arrivals: {times: [1 s]}, talk: 60 s}
        agents:
          a_desk: {staff: 1, skills: {a_short: 1, b_phone: 1}}
          b_help: {staff: 1, skills: {}}
        routing:
          ring: {time: 10 s}
          overflow: [{channel: b_phone, to: b_help, after: 9 s}]
    """)

    assert stays(journal) == [
        (0, 0, 0, 10, 10, 10, "handled"),
        (1, 0, 1, 20, 80, 80, "handled"),
    ]


def test_time_away_that_ends_with_the_duty_counts_once() -> None:
    journal = day(
        """
        channels:
          phone:
            kind: call
            arrivals: {times: ["08:10", "08:59:26", "09:31"]}
            talk: 100 s
        agents:
          desk:
            shifts: [{n: 2, hours: "08:00-10:00", breaks: ["09:00-09:30"]}]
            skills: {phone: 1}
        routing:
          choose_agent: least_occupied
          ring: {time: 4 s, unanswered: 10%, away: 30 s}
        """,
        coins={
            (Purpose.PICK_UP, 0, 1): 0.5,
            (Purpose.PICK_UP, 1, 1, 1): 0.05,
            (Purpose.PICK_UP, 1, 1, 2): 0.5,
            (Purpose.PICK_UP, 2, 1): 0.5,
        },
    )

    # agent 1 rang and was away until 09:00: 34 s, against 208 s of agent 0
    assert [row[1] for row in stays(journal)] == [0, 0, 1]
    assert spans(journal, 1)[:3] == [
        ("idle", None, 0, 3566),
        ("ringing", 1, 3566, 3570),
        ("away", None, 3570, 3600),
    ]
