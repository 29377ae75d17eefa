"""Contacts that go back, on to a colleague or to the phone, worked out by hand."""

from __future__ import annotations

from dull_desk_days import ALWAYS, CHATS, played
from dull_rows import (
    contacts_of_desk,
    holds_of_desk,
    interactions_of_desk,
    turns_of_desk,
)

from omnisim.journal.schema import Cause, Outcome

LEAVING = CHATS.replace("100 s, 110 s, 120 s", "100 s, 110 s").replace(
    "chat: 2}", "chat: 2}, at_duty_end: return_to_queue"
)


def test_what_is_returned_at_the_end_of_duty_waits_for_whoever_comes() -> None:
    # duty ends at 115 while she writes to 0 until 130; 1 goes back at once; 0 writes
    # at 150. Back at 140: 1 asked at 110 already, then 0 in a new leg
    desk = played(
        LEAVING,
        work=([(0, 115), (140, 1000)],),
        turns={0: [(30, 20), (10,)], 1: [(20,)]},
    )

    assert interactions_of_desk(desk) == [
        (0, 0, Outcome.HANDED_ON, 0, 0, 100, 100, None, 130, 130),
        (0, 1, Outcome.HANDLED, 0, 0, 150, 150, None, 170, 170),
        (1, 0, Outcome.HANDED_ON, 0, 0, 110, 110, None, 115, 115),
        (1, 1, Outcome.HANDLED, 0, 0, 115, 140, None, 160, 160),
    ]
    assert turns_of_desk(desk)[2] == (1, 1, 0, 110, 140, 160)


HANDING = """
    calendar: {start: 2026-03-02 00:00}
    channels:
      chat:
        kind: chat
        arrivals: {times: [100 s, 101 s, 102 s, 103 s]}
        turns: 1
        agent_turn: 10 s
        customer_turn: 10 s
    agents:
      desk:
        staff: 1
        skills: {chat: 1}
        may_hold: {chat: 2}
        at_duty_end: hand_over
    routing: {choose_agent: least_loaded}
"""


def test_conversations_are_handed_to_colleagues_with_room_else_finished() -> None:
    # both agents hold two at 103; 1 (agent 1) is over at 121. At 130 agent 0 goes:
    # she writes to 2, so 0 goes first, to agent 1, who then has no room for 2
    desk = played(
        HANDING,
        work=([(0, 130)], ALWAYS),
        turns={
            0: [(20, 100), (10,)],
            1: [(20,)],
            2: [(20, 60), (10,)],
            3: [(20, 300), (10,)],
        },
    )

    assert holds_of_desk(desk) == [
        (0, 0, 0, 100, 130),
        (0, 1, 1, 130, 230),
        (1, 0, 1, 101, 121),
        (2, 0, 0, 102, 210),
        (3, 0, 1, 103, 451),
    ]


def test_the_most_loaded_agent_is_filled_first() -> None:
    desk = played(
        HANDING.replace("least_loaded", "most_loaded"),
        work=(ALWAYS, ALWAYS),
        turns={n: [(20,)] for n in range(4)},
    )

    assert [row[:3] for row in holds_of_desk(desk)] == [
        (0, 0, 0), (1, 0, 0), (2, 0, 1), (3, 0, 1),
    ]  # fmt: skip


def test_a_mail_without_an_answer_is_chased_by_phone_and_worked_in_full() -> None:
    desk = played(
        """
        calendar: {start: 2026-03-02 00:00}
        channels:
          phone: {kind: call, arrivals: {times: [3000 s]}, talk: 10 s}
          email: {kind: mail, arrivals: {times: [100 s]}, work: 80 s}
        agents:
          desk: {staff: 1, skills: {phone: 1, email: 1}}
        customers:
          after: {unanswered: {email: [{phone: 100%, after: 60 s}]}}
        """,
        brings={0: {"talk": 10}},
    )

    assert [row[2:4] for row in contacts_of_desk(desk)[:2]] == [
        (1, Cause.FIRST),
        (2, Cause.UNANSWERED),
    ]
    assert holds_of_desk(desk)[:2] == [(0, 0, 0, 100, 180), (1, 0, 0, 180, 190)]
