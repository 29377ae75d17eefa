"""Hand-played days: rules that meet each other, and events that meet at one instant."""

from paper_day import contacts, day, spans, stays, turns

from omnisim.population import Purpose


def test_two_wrap_ups_of_one_contact_that_end_together_end_by_agent() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s, wrap_up: 100 s}
          other: {kind: call, arrivals: {times: [190 s]}, talk: 10 s}
        agents:
          a_back: {staff: 1, skills: {other: 1}, pace: 0.5}
          b_front: {staff: 1, skills: {phone: 1, other: 1}}
        routing: {transfers: [{from: b_front, to: a_back, share: 100%}]}
    """)

    # both wrap up until 200: agent 0 is free first, whoever was busy first
    assert stays(journal)[0] == (0, 1, 0, 0, 100, 200, "transferred")
    assert stays(journal)[1] == (0, 0, 100, 100, 150, 200, "handled")
    assert stays(journal)[2] == (1, 0, 190, 200, 205, 205, "handled")


def test_transferred_customer_keeps_her_line_to_the_end_of_the_last_talk() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 50 s, 80 s]}, talk: 40 s,
                  wrap_up: 5 s, lines: 1}
        agents:
          a_front: {staff: 1, skills: {phone: 1}}
          b_back: {staff: 1, skills: {}}
        routing: {transfers: [{to: b_back, share: 100%}]}
    """)

    assert [row[3:] for row in contacts(journal)] == [
        (0, 80, "handled"),
        (50, 50, "blocked"),
        (80, 160, "handled"),
    ]


def test_patience_begins_anew_with_a_transfer() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 12 s]}, talk: 40 s,
                  patience: 30 s}
        agents:
          a_front: {staff: 3, skills: {phone: 1}}
          b_back: {staff: 1, skills: {}}
        routing: {transfers: [{to: b_back, share: 100%}]}
    """)

    assert [row[1:4] for row in stays(journal)] == [
        (0, 0, 0),
        (3, 40, 40),
        (1, 10, 10),
        (3, 50, 80),  # freed at the very end of her patience
        (2, 12, 12),
        (None, 52, 82),
    ]


def test_agents_of_an_overflow_group_are_kept_free_for_their_own() -> None:
    journal = day("""
        channels:
          other: {kind: call, arrivals: {times: [100 s]}, talk: 5 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 20 s]}, talk: 300 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_help: {staff: 2, skills: {other: 1}, reserved: {other: 1}}
        routing: {overflow: [{channel: phone, to: b_help, after: 30 s}]}
    """)

    assert [row[:4] for row in stays(journal)] == [
        (0, 0, 0, 0),
        (1, 1, 10, 40),
        (2, 0, 20, 300),  # at 50 one of the helpers is idle, but kept
        (3, 2, 100, 100),
    ]


def test_conversations_without_length_take_no_time() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [5 s, 5 s, 5 s]}, talk: 0 s, lines: 1}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert stays(journal) == [
        (0, 0, 5, 5, 5, 5, "handled"),
        (1, 0, 5, 5, 5, 5, "handled"),
        (2, 0, 5, 5, 5, 5, "handled"),
    ]
    assert spans(journal, 0) == [("idle", None, 0, 43200)]


def test_customer_who_came_before_is_first_among_those_who_come_together() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 60 s]}, talk: 60 s,
                  lines: 1}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        customers: {after: {blocked: {phone: [{phone: 40%, after: 50 s}]}}}
    """,
        coins={(Purpose.NEXT, 1, 1): 0.1, (Purpose.NEXT, 2, 1): 0.9},
    )

    assert contacts(journal) == [
        (0, 1, "first", 0, 60, "handled"),
        (1, 1, "first", 10, 10, "blocked"),
        (1, 2, "blocked", 60, 120, "handled"),
        (2, 1, "first", 60, 60, "blocked"),
    ]


def test_channel_without_arrivals_is_reached_by_moves() -> None:
    journal = day("""
        channels:
          main: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s, lines: 1}
          second: {kind: call, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {main: 1, second: 1}}
        customers: {after: {blocked: {main: [{second: 100%, after: 1 s}]}}}
    """)

    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 10, "blocked"),
        (1, 2, "blocked", 11, 80, "handled"),
    ]


def test_shadow_of_a_more_urgent_contact_has_its_turn_on_the_way() -> None:
    journal = day("""
        channels:
          a_normal: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s}
          b_urgent: {kind: call, arrivals: {times: [20 s]}, talk: 60 s, priority: 1,
                     patience: 5 s}
        agents:
          desk: {staff: 1, skills: {a_normal: 1, b_urgent: 1}}
    """)

    assert turns(journal) == [0, 60, 60]


def test_shadow_of_a_later_contact_has_its_turn_after_the_earlier() -> None:
    journal = day("""
        channels:
          a_normal: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 60 s}
          b_urgent: {kind: call, arrivals: {times: [20 s]}, talk: 60 s, priority: 1,
                     patience: 5 s}
        agents:
          desk: {staff: 1, skills: {a_normal: 1, b_urgent: 1}}
        routing: {choose_contact: longest_wait}
    """)

    assert turns(journal) == [0, 60, 120]


def test_shadow_has_its_turn_when_its_overflow_finds_an_idle_agent() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 300 s,
                  patience: 5 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_help: {staff: 1, skills: {}}
        routing: {overflow: [{to: b_help, after: 30 s}]}
    """)

    assert contacts(journal)[1] == (1, 1, "first", 10, 15, "abandoned")
    assert turns(journal) == [0, 40]
    assert spans(journal, 1) == [("idle", None, 0, 43200)]


def test_first_of_two_who_overflow_together_is_served() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 5 s, 5 s]}, talk: 300 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_help: {staff: 1, skills: {}}
        routing: {overflow: [{to: b_help, after: 30 s}]}
    """)

    assert [row[1:4] for row in stays(journal)] == [(0, 0, 0), (1, 5, 35), (0, 5, 300)]


def test_contact_made_again_as_the_calendar_ends_is_not_played() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00}
        channels:
          phone: {kind: call, arrivals: {times: ["23:59:00", "23:59:01"]}, talk: 60 s,
                  patience: 30 s}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-09:00"}], skills: {phone: 1}}
        customers: {after: {abandoned: {phone: [{phone: 100%, after: 29 s}]}}}
    """)

    assert [row[:4] for row in contacts(journal)] == [
        (0, 1, "first", 86340),
        (1, 1, "first", 86341),
        (0, 2, "abandoned", 86399),
    ]


def test_story_told_once_is_not_told_again_where_the_context_is_kept() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
        agents:
          a: {staff: 1, skills: {phone: 1}}
          b: {staff: 1, skills: {}}
          c: {staff: 1, skills: {}}
        routing:
          transfers:
            - {from: a, to: b, share: 100%, context: lost}
            - {from: b, to: c, share: 100%, context: kept}
        customers: {repeat_work: 50%}
    """)

    assert [row[3:5] for row in stays(journal)] == [(0, 100), (100, 250), (250, 350)]


def test_shares_of_transfers_lie_one_after_the_other() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 1 s, 2 s]}, talk: 100 s}
        agents:
          a: {staff: 3, skills: {phone: 1}}
          b: {staff: 3, skills: {}}
          c: {staff: 3, skills: {}}
        routing:
          transfers: [{from: a, to: b, share: 30%}, {from: a, to: c, share: 30%}]
        """,
        coins={
            (Purpose.TRANSFER, 0, 1, 0): 0.29,
            (Purpose.TRANSFER, 1, 1, 0): 0.31,
            (Purpose.TRANSFER, 2, 1, 0): 0.61,
        },
    )

    assert [row[:2] for row in stays(journal)] == [
        (0, 0),
        (0, 3),
        (1, 1),
        (1, 6),
        (2, 2),
    ]


def test_group_that_overflow_reaches_sooner_comes_first() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 60 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_late: {staff: 1, skills: {}}
          c_soon: {staff: 1, skills: {}}
        routing:
          ring: {time: 20 s, unanswered: 10%, away: 60 s}
          overflow: [{to: b_late, after: 15 s}, {to: c_soon, after: 10 s}]
        """,
        coins={(Purpose.PICK_UP, 0, 1, 1): 0.05, (Purpose.PICK_UP, 0, 1, 2): 0.5},
    )

    assert stays(journal)[0][1] == 2


def test_groups_that_overflow_reaches_together_come_in_their_order() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 1 s]}, talk: 60 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_help: {staff: 1, skills: {}}
          c_help: {staff: 1, skills: {}}
        routing: {overflow: [{to: c_help, after: 10 s}, {to: b_help, after: 10 s}]}
    """)

    assert [row[1] for row in stays(journal)] == [0, 1]
