"""Hand-played days: several announcements, one after the other."""

from __future__ import annotations

from paper_day import contacts, day, moves

from omnisim.population import Purpose


def test_two_offers_after_waits_are_made_one_after_the_other() -> None:
    journal = day(
        """
        channels:
          back: {kind: callback, talk: 50 s}
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone:
            kind: call
            arrivals: {times: [0 s, 10 s]}
            talk: 1000 s
            announce:
              offer:
                - {to: back, share: 40%, after: 90 s}
                - {to: chat, share: 40%, after: 30 s}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        """,
        coins={(Purpose.TAKE_UP, 1, 1, 0): 0.3, (Purpose.TAKE_UP, 1, 1, 1): 0.5},
    )

    assert contacts(journal)[1] == (1, 1, "first", 10, 100, "callback")


def test_first_of_two_offers_made_together_is_taken_whoever_else_calls() -> None:
    journal = day("""
        channels:
          a_chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          back: {kind: callback, talk: 50 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 20 s, 30 s]}, talk: 1000 s,
                  announce: {offer: [{to: back, share: 100%, after: 20 s},
                                     {to: a_chat, share: 100%, after: 20 s}]}}
        agents:
          desk: {staff: 1, skills: {a_chat: 1, back: 1, phone: 1}}
    """)

    assert [row[5] for row in moves(journal) if row[1] == 1] == [
        "handled",
        "callback",
        "callback",
        "callback",
    ]


def test_offer_that_was_due_first_is_made_first_when_the_ringing_is_over() -> None:
    journal = day(
        """
        channels:
          a_chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          back: {kind: callback, talk: 50 s}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s,
                  announce: {offer: [{to: a_chat, share: 100%, after: 15 s},
                                     {to: back, share: 100%, after: 10 s}]}}
        agents:
          desk: {staff: 1, skills: {a_chat: 1, back: 1, phone: 1}}
        routing: {ring: {time: 20 s, unanswered: 50%, away: 10 min}}
        """,
        coins={(Purpose.PICK_UP, 0, 1): 0.1, (Purpose.PICK_UP, 0, 2): 0.9},
    )

    assert contacts(journal)[0] == (0, 1, "first", 0, 20, "callback")


def test_caller_at_whose_first_offer_it_rang_hears_the_next_one() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s,
                  announce: {offer: [{to: chat, share: 100%, after: 30 s},
                                     {to: chat, share: 100%, after: 90 s}]}}
        agents:
          b_desk: {shifts: [{n: 1, hours: "08:00:20-20:00:00"}], skills: {phone: 1}}
          desk: {staff: 1, skills: {chat: 1}}
        routing: {ring: {time: 20 s, unanswered: 50%, away: 10 min}}
        """,
        coins={(Purpose.PICK_UP, 0, 1): 0.1, (Purpose.PICK_UP, 0, 2): 0.9},
    )

    # it rings from 20 to 40, in vain
    assert [row[4:] for row in contacts(journal)] == [(90, "moved"), (160, "handled")]
