"""Hand-played days: visitors who are invited while agents have room for them."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, moves, notices, stays

from omnisim.population import Purpose

INVITED = """
    channels:
      chat: {{kind: chat, arrivals: {{times: [{times}]}}, turns: 1, agent_turn: 100 s,
             customer_turn: 10 s, invite: {{share: {share}, room: {room}}}}}
    agents:
      desk: {{staff: 2, skills: {{chat: 1}}, may_hold: {{chat: {hold}}}}}
"""


@pytest.mark.parametrize(("coin", "worked"), [(0.39, 1), (0.4, 0)])
def test_invited_visitor_comes_if_she_accepts(coin: float, worked: int) -> None:
    journal = day(
        INVITED.format(times="10 s", share="40%", room=1, hold=1),
        coins={(Purpose.ACCEPTS, 0): coin},
    )

    assert [row[0::2] for row in notices(journal)] == [(0, "invitation", 10)]
    assert [row[3] for row in notices(journal)] == [worked]
    assert contacts(journal) == [(0, 1, "first", 10, 110, "handled")] * worked


@pytest.mark.parametrize(
    ("room", "hold", "invited"),
    [
        (1, 1, [0, 10, 130]),  # at 20 both have a chat, until 100 and 110
        (2, 1, [0, 130]),
        (1, 2, [0, 10, 20, 130]),
        (2, 2, [0, 10, 20, 130]),  # at 20 both have room for a second one
    ],
)
def test_visitors_are_invited_while_enough_agents_have_room(
    room: int, hold: int, invited: list[float]
) -> None:
    journal = day(
        INVITED.format(
            times="0 s, 10 s, 20 s, 130 s", share="100%", room=room, hold=hold
        )
    )

    assert [row[4] for row in notices(journal)] == invited
    assert [row[3] for row in contacts(journal)] == invited


def test_visitor_whom_nobody_invites_leaves_no_trace() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 10 s, invite: {share: 100%}}
        agents:
          late: {shifts: [{n: 1, hours: "09:00-20:00"}], skills: {chat: 1}}
    """)

    assert notices(journal) == []
    assert contacts(journal) == []


def test_visitor_who_comes_as_a_chat_ends_finds_room() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 100 s]}, turns: 1,
                 agent_turn: 100 s, customer_turn: 10 s, invite: {share: 100%}}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
    """)

    assert [row[4] for row in notices(journal)] == [0, 100]


def test_agent_who_is_on_the_phone_has_no_room_for_a_visitor() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [20 s, 70 s]}, turns: 1,
                 agent_turn: 100 s, customer_turn: 10 s, invite: {share: 100%}}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}}
    """)

    assert [row[4] for row in notices(journal)] == [70]
    assert [row[:4] for row in stays(journal)] == [(0, 0, 10, 10), (1, 0, 70, 70)]


def test_agent_without_the_qualification_has_no_room_for_a_visitor() -> None:
    journal = day("""
        issues: {claim: {share: 50%, needs: law}, question: {share: 50%}}
        channels:
          chat:
            kind: chat
            arrivals: {times: [{at: 0 s, issue: claim}, {at: 10 s, issue: question}]}
            turns: 1
            agent_turn: 100 s
            customer_turn: 10 s
            invite: {share: 100%}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
          late: {shifts: [{n: 1, hours: "09:00-20:00"}], skills: {chat: 1},
                 qualified_for: law}
    """)

    assert [row[0] for row in notices(journal)] == [1]


def test_customer_who_is_sent_to_the_channel_needs_no_invitation() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [30 s]}, turns: 1, agent_turn: 50 s,
                 customer_turn: 10 s, invite: {share: 100%}}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
                  announce: {estimate: queue_length, offer: {to: chat, share: 100%}}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        """
    )

    # the visitor of 30 finds the only place taken
    assert notices(journal) == []
    assert moves(journal)[1:] == [
        (1, 1, "first", "phone", 10, "moved"),
        (1, 2, "moved", "chat", 10, "handled"),
    ]


def test_message_that_spares_a_visitor_comes_before_any_invitation() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 10 s, invite: {share: 100%}}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
        customers: {proactive: {chat: {reaches: 100%, saves: 100%}}}
    """)

    assert notices(journal) == [(0, None, "proactive", 1, 0)]


def test_invited_visitor_finds_a_broken_channel_broken() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [30 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 10 s, invite: {share: 100%},
                 outages: {at: "08:00", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {chat: 1}}
    """)

    assert [row[3:] for row in contacts(journal)] == [(30, 30, "cut_off")]


def test_agent_who_did_not_pick_up_has_no_room_for_a_visitor() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [20 s, 50 s, 120 s]}, turns: 1,
                 agent_turn: 30 s, customer_turn: 10 s, invite: {share: 100%}}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 10 s, patience: 40 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}}
        routing: {ring: {time: 20 s, unanswered: 50%, away: 1 min}}
        """,
        coins={(Purpose.PICK_UP, 0): 0.1, (Purpose.PICK_UP, 3): 0.9},
    )

    # it rings from 10 to 30, and she is away until 90
    assert [row[4] for row in notices(journal)] == [120]
