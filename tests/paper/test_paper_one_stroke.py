"""Hand-played days: what happens at one instant and is weighed together."""

from __future__ import annotations

from paper_day import day, spans, stays


def test_mails_that_return_together_are_in_hand_before_work_on_one_begins() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s, 0 s]}, work: 60 s}
        agents:
          a_first:
            shifts: [{n: 1, hours: "08:00:00-08:00:30"}]
            skills: {email: {preference: 1}}
            may_hold: {email: 2}
            at_duty_end: return_to_queue
          b_second:
            staff: 1
            skills: {email: {preference: 2}}
            may_hold: {email: 2}
            switch_cost: 5 s
    """)

    # 30 s of the first are left; with two in hand that costs a switch
    assert [row[:5] for row in stays(journal)] == [
        (0, 0, 0, 0, 30),
        (0, 1, 30, 30, 65),
        (1, 0, 0, 0, 30),
        (1, 1, 30, 30, 125),
    ]


def test_chats_of_two_channels_that_end_together_leave_mail_without_a_switch() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, duration: 30 s,
                 duration_by_open_chats: [30 s, 60 s]}
          site: {kind: chat, arrivals: {times: [0 s]}, duration: 20 s,
                 duration_by_open_chats: [20 s, 60 s]}
          email: {kind: mail, arrivals: {times: [10 s]}, work: 40 s}
        agents:
          desk:
            staff: 1
            skills: {chat: 1, site: 1, email: 1}
            may_hold: {chat: 1, site: 1, email: 1}
            switch_cost: 5 s
    """)

    assert spans(journal, 0)[:3] == [
        ("chatting", None, 0, 10),
        ("chatting", None, 10, 60),
        ("working", 2, 60, 100),
    ]


def test_mail_in_hand_or_done_has_no_part_in_the_slowdown_of_replies() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [20 s, 20 s]}, turns: 1,
                 agent_turn: 30 s, customer_turn: 10 s}
          email: {kind: mail, arrivals: {times: [0 s, 15 s]}, work: 10 s}
        agents:
          desk:
            staff: 1
            skills: {chat: 1, email: 1}
            may_hold: {chat: 2, email: 1}
            slowdown: 100%
    """)

    # two chats at half speed until 80, then one alone; 5 s of the mail are left
    assert [row[4] for row in stays(journal)] == [10, 115, 80, 110]


def test_wrap_up_of_a_chat_at_the_rate_level_is_no_conversation_to_switch_from() -> (
    None
):
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [15 s]}, duration: 10 s, wrap_up: 10 s,
                 duration_by_open_chats: [10 s]}
          text: {kind: chat, arrivals: {times: [0 s]}, turns: 2, agent_turn: 10 s,
                 customer_turn: 40 s}
        agents:
          desk:
            staff: 1
            skills: {chat: 1, text: 1}
            may_hold: {chat: 1, text: 1}
            switch_cost: 5 s
    """)

    # wrapped up 25-35; the second reply follows at 50 without a switch
    assert [row[4:6] for row in stays(journal)] == [(60, 60), (25, 35)]


def test_question_asked_anew_is_due_from_when_it_is_asked() -> None:
    journal = day(
        """
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 10 s, turns: 2,
                  customer_turn: 90 s, target: 80% within 60 s}
          note: {kind: mail, arrivals: {times: [95 s, 98 s]}, work: 40 s,
                 target: 80% within 60 s}
        agents:
          desk: {staff: 1, skills: {email: 1, note: 1}}
        routing: {choose_contact: due_first}
        """
    )

    # asked again at 100, due at 160; the note of 98 is due at 158, and goes first
    assert [row[:4] for row in stays(journal)] == [
        (0, 0, 0, 0),
        (0, 0, 100, 175),
        (1, 0, 95, 95),
        (2, 0, 98, 135),
    ]


def test_slow_agent_hands_over_what_is_left_of_a_chat_at_standard_pace() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, duration: 30 s,
                 duration_by_open_chats: [30 s]}
        agents:
          a_slow:
            shifts: [{n: 1, hours: "08:00:00-08:00:20"}]
            skills: {chat: {preference: 1}}
            pace: 2
            at_duty_end: hand_over
          b_usual: {staff: 1, skills: {chat: {preference: 2}}}
    """)

    # 20 s at half speed leave 20 of 30
    assert [row[:5] for row in stays(journal)] == [(0, 0, 0, 0, 20), (0, 1, 20, 20, 40)]


def test_call_behind_a_mail_goes_on_when_the_mail_has_to_wait_for_a_chat() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 60 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 20 s}
          chat: {kind: chat, arrivals: {times: [30 s]}, duration: 40 s,
                 duration_by_open_chats: [40 s]}
        agents:
          desk:
            staff: 1
            skills: {email: 1, phone: 1, chat: 1}
            may_hold: {email: 1, phone: 1, chat: 1}
            attention: [chat, message, mail, callback, call]
    """)

    # the chat waits for the talk, the mail for the chat
    assert [row[3:5] for row in stays(journal)] == [(0, 120), (30, 50), (30, 90)]


def test_chats_of_two_channels_that_end_together_are_wrapped_up_in_their_order() -> (
    None
):
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 5 s]}, duration: 30 s,
                 wrap_up: 10 s, duration_by_open_chats: [30 s, 60 s]}
          site: {kind: chat, arrivals: {times: [0 s]}, duration: 20 s,
                 wrap_up: 10 s, duration_by_open_chats: [20 s, 60 s]}
        agents:
          desk: {staff: 1, skills: {chat: 1, site: 1}, may_hold: {chat: 1, site: 1}}
    """)

    # the third is taken at 70, and goes on when the second is wrapped up
    assert [row[3:6] for row in stays(journal)] == [
        (0, 60, 70),
        (0, 60, 80),
        (70, 110, 120),
    ]
