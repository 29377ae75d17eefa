"""Hand-played days: the fate of a twin that waits in no queue just then."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, doing, sessions, stays

from omnisim.population import Purpose


def test_agent_who_takes_both_twins_finds_the_second_out_at_once() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 40 s, customer_turn: 10 s}
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
        agents:
          late: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {chat: 1, email: 1},
                 may_hold: {chat: 1, email: 1}}
        customers:
          after: {unanswered: {email: [{chat: 100%, after: 200 s}]}}
          twins: {merged: 100%, discovery: 30 s}
    """)

    # the mail waits longer and is taken first; the chat is taken at the same instant,
    # waits in no queue any more, and its kind has the attention first
    assert contacts(journal) == [
        (0, 1, "first", 0, 430, "handled"),
        (0, 2, "unanswered", 200, 330, "found_out"),
    ]
    assert doing(journal, 0)[:2] == [
        ("discovering", 1, 300, 330),
        ("working", 0, 330, 430),
    ]


def test_twin_in_the_hands_of_a_busy_agent_is_found_out_when_she_turns_to_it() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 10 s}
          email: {kind: mail, arrivals: {times: [5 s]}, work: 60 s}
          phone: {kind: call, talk: 50 s}
        agents:
          a_back: {shifts: [{n: 1, hours: "08:01-20:00"}], skills: {email: 1}}
          b_desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
        customers:
          after: {unanswered: {email: [{phone: 100%, after: 20 s}]}}
          twins: {withdrawn: 100%, discovery: 10 s}
    """)

    # she calls at 25 and waits in hand; her mail is taken at 60
    assert contacts(journal) == [
        (0, 1, "first", 0, 100, "handled"),
        (1, 1, "first", 5, 120, "handled"),
        (1, 2, "unanswered", 25, 110, "found_out"),
    ]
    assert stays(journal)[2] == (2, 1, 25, 100, 110, 110, "found_out")


def test_twin_that_rings_is_found_out_when_it_is_picked_up() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [5 s]}, work: 60 s}
          phone: {kind: call, talk: 50 s}
        agents:
          a_back: {shifts: [{n: 1, hours: "08:00:20-20:00:00"}], skills: {email: 1}}
          b_desk: {staff: 1, skills: {phone: 1}}
        routing: {ring: {time: 20 s}}
        customers:
          after: {unanswered: {email: [{phone: 100%, after: 30 s}]}}
          twins: {withdrawn: 100%, discovery: 10 s}
    """)

    # it rings for the mail from 20 to 40 and for the call from 35 to 55
    assert contacts(journal) == [
        (0, 1, "first", 5, 100, "handled"),
        (0, 2, "unanswered", 35, 65, "found_out"),
    ]


def test_twin_that_rings_in_vain_leaves_as_it_would_wait_again() -> None:
    journal = day(
        """
        channels:
          email: {kind: mail, arrivals: {times: [5 s]}, work: 60 s}
          phone: {kind: call, talk: 50 s}
        agents:
          a_back: {shifts: [{n: 1, hours: "08:00:20-20:00:00"}], skills: {email: 1}}
          b_desk: {staff: 1, skills: {phone: 1}}
        routing: {ring: {time: 20 s, unanswered: 50%, away: 10 min}}
        customers:
          after: {unanswered: {email: [{phone: 100%, after: 30 s}]}}
          twins: withdrawn
        """,
        coins={(Purpose.PICK_UP, 0, 1): 0.9, (Purpose.PICK_UP, 0, 2): 0.1},
    )

    assert contacts(journal) == [
        (0, 1, "first", 5, 100, "handled"),
        (0, 2, "unanswered", 35, 55, "withdrawn"),
    ]


def test_twin_in_a_session_leaves_as_it_would_join_the_queue() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        automation: {typing: {fronts: chat, contains: 0%, session: 80 s}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
          twins: withdrawn
    """)

    # in session from 40 to 120, answered on the phone at 100
    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 200, "handled"),
        (1, 2, "duplicate", 40, 120, "withdrawn"),
    ]
    assert doing(journal, 1) == [("idle", None, 0, 43200)]


def test_twin_in_a_session_may_still_be_contained() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        automation: {typing: {fronts: chat, contains: 100%, session: 80 s}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
          twins: withdrawn
    """)

    assert contacts(journal)[2] == (1, 2, "duplicate", 40, 120, "contained")


def test_call_back_leaves_before_its_window_begins() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 30 s,
                 window: {after: 100 s, lasts: 60 s}}
          phone: {kind: call, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
        customers:
          after: {unanswered: {back: [{phone: 100%, after: 50 s}]}}
          twins: withdrawn
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 100, "withdrawn"),
        (0, 2, "unanswered", 50, 70, "handled"),
    ]
    assert doing(journal, 0)[-1] == ("idle", None, 70, 43200)


def test_call_back_that_was_missed_leaves_as_it_would_be_tried_again() -> None:
    journal = day(
        """
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 30 s, answers: 50%,
                 retry: 100 s}
          phone: {kind: call, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
        customers:
          after: {unanswered: {back: [{phone: 100%, after: 50 s}]}}
          twins: withdrawn
        """,
        coins={(Purpose.REACHED, 0, 1, 1): 0.9},
    )

    # dialled until 20 in vain; she calls herself at 50
    assert contacts(journal) == [
        (0, 1, "first", 0, 120, "withdrawn"),
        (0, 2, "unanswered", 50, 70, "handled"),
    ]
    assert stays(journal)[:2] == [
        (0, 0, 0, None, None, None, "missed"),
        (0, None, 120, 120, None, None, "withdrawn"),
    ]


def test_twin_that_leaves_on_joining_never_waits() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        automation: {typing: {fronts: chat, contains: 0%, session: 80 s, told: yes}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
          twins: merged
    """)

    assert stays(journal)[2] == (2, None, 120, 120, None, None, "merged")
    assert sessions(journal) == [(2, "escalated", 40, 120)]


def test_twin_that_is_found_out_meets_no_second_group() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
        agents:
          a_desk: {staff: 1, skills: {phone: 1}}
          b_back: {staff: 1, skills: {}}
          room: {staff: 1, skills: {chat: 1}}
        routing: {transfers: [{from: a_desk, to: b_back, share: 50%, talk: 50%}]}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
          twins: {found_out: 100%, discovery: 15 s}
        """,
        coins={(Purpose.TRANSFER, 0): 0.9, (Purpose.TRANSFER, 1): 0.1},
    )

    assert stays(journal)[1:] == [
        (1, 0, 10, 100, 115, 115, "found_out"),
        (2, 2, 40, 40, 90, 90, "handled"),
    ]


def test_call_back_that_is_found_out_is_never_dialled() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 30 s}
          phone: {kind: call, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          late: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {back: 1}}
        customers:
          after: {unanswered: {back: [{phone: 100%, after: 50 s}]}}
          twins: {found_out: 100%, discovery: 15 s}
    """)

    assert stays(journal)[0] == (0, 1, 0, 300, 315, 315, "found_out")
    assert doing(journal, 1)[0] == ("discovering", 0, 300, 315)


def test_chat_at_a_rate_is_found_out_beside_another() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [280 s]}, duration: 60 s,
                 duration_by_open_chats: [60 s, 120 s]}
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          site: {kind: chat, duration: 60 s, duration_by_open_chats: [60 s, 120 s]}
        agents:
          back: {shifts: [{n: 1, hours: "08:04:00-20:00:00"}], skills: {email: 1}}
          late: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {chat: 1, site: 1},
                 may_hold: {chat: 1, site: 1}}
        customers:
          after: {unanswered: {email: [{site: 100%, after: 200 s}]}}
          twins: {merged: 50%, found_out: 50%, discovery: 15 s}
        """,
        coins={(Purpose.TWIN, 0): 0.9},
    )

    # her mail is taken at 240; both chats at 300, and one of them is none
    assert [row[3:] for row in stays(journal)] == [
        (240, 340, 340, "handled"),
        (300, 315, 315, "found_out"),
        (300, 375, 375, "handled"),
    ]


@pytest.mark.parametrize(
    "strangers", ["400 s", "50 s, 51 s, 100 s, 290 s, 299 s, 310 s"]
)
def test_which_twin_is_taken_first_is_nothing_to_do_with_other_customers(
    strangers: str,
) -> None:
    journal = day(f"""
        channels:
          a_chat: {{kind: chat, turns: 1, agent_turn: 40 s, customer_turn: 10 s}}
          call: {{kind: call, arrivals: {{times: [0 s]}}, talk: 50 s, patience: 5 s}}
          email: {{kind: mail, arrivals: {{times: [1 s]}}, work: 100 s}}
          line: {{kind: call, arrivals: {{times: [{strangers}]}}, talk: 500 s}}
        agents:
          late: {{shifts: [{{n: 1, hours: "08:05-20:00"}}],
                 skills: {{a_chat: 1, call: 1, email: 1}},
                 may_hold: {{a_chat: 1, call: 1, email: 1}}}}
          others: {{staff: 6, skills: {{line: 1}}}}
        routing: {{choose_contact: longest_wait}}
        customers:
          after:
            abandoned: {{call: [{{call: 100%, after: 292 s, tries: 2}}]}}
            unanswered: {{email: [{{a_chat: 100%, after: 200 s}}]}}
          twins: {{merged: 100%, discovery: 30 s}}
    """)

    # at 300 the agent takes the mail of 1, the chat of 201 and the call of 297
    mine = [row[5] for row in contacts(journal) if row[0] == 1]
    assert mine == ["handled", "found_out"]


def test_message_that_is_being_found_out_is_finished_past_the_end_of_duty() -> None:
    journal = day("""
        channels:
          phone: {kind: call, talk: 50 s}
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 1, agent_turn: 30 s,
                customer_turn: 50 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          late: {shifts: [{n: 1, hours: "08:05:00-08:05:20"}], skills: {sms: 1},
                 at_duty_end: return_to_queue}
        customers:
          after: {unanswered: {sms: [{phone: 100%, after: 200 s}]}}
          twins: {found_out: 100%, discovery: 60 s}
    """)

    assert stays(journal)[0] == (0, 1, 0, 300, 360, 360, "found_out")
    assert doing(journal, 1) == [("discovering", 0, 300, 360)]


def test_call_back_is_found_superfluous_by_the_agent_who_was_dialling() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, dial: 20 s, talk: 50 s}
          phone: {kind: call, talk: 30 s}
        agents:
          caller: {staff: 1, skills: {back: 1}}
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          after: {unanswered: {back: [{phone: 100%, after: 5 s}]}}
          twins: {found_out: 100%, discovery: 10 s}
    """)

    # answered on the phone at 5, while it is dialled; picked up at 20
    assert [row[3:] for row in contacts(journal)] == [
        (0, 30, "found_out"),
        (5, 35, "handled"),
    ]
