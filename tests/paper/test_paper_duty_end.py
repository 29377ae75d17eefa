"""Hand-played days: what becomes of open conversations when duty ends."""

import pytest
from paper_day import contacts, day, doing, holds, replies, stays

LEAVES = """
    channels:
      chat: {{kind: chat, arrivals: {{times: [0 s]}}, turns: {turns}, agent_turn: 30 s,
             customer_turn: {pause} s, wrap_up: 10 s}}
    agents:
      a_early: {{shifts: [{{n: 1, hours: "08:00-08:02"}}], skills: {{chat: 1}},
                at_duty_end: {rule}}}
      b_late: {{staff: 1, skills: {{chat: 2}}}}
"""
"""The first agent has the chat and leaves at 120; the other one is free."""


@pytest.mark.parametrize(
    ("rule", "legs", "places"),
    [
        ("finish", [(0, 0, 0, 0, 160, 170, "handled")], [(0, 0, 0, 0, 170)]),
        (
            "hand_over",
            [
                (0, 0, 0, 0, 120, 120, "handed_on"),
                (0, 1, 120, 120, 160, 170, "handled"),
            ],
            [(0, 0, 0, 0, 120), (0, 1, 1, 120, 170)],
        ),
        (
            "return_to_queue",
            [
                (0, 0, 0, 0, 120, 120, "handed_on"),
                (0, 1, 130, 130, 160, 170, "handled"),
            ],
            [(0, 0, 0, 0, 120), (0, 1, 1, 130, 170)],
        ),
    ],
)
def test_chat_whose_customer_writes_after_the_end_of_duty(
    rule: str, legs: list[object], places: list[object]
) -> None:
    # written to until 30; the customer writes again at 130
    journal = day(LEAVES.format(turns=2, pause=100, rule=rule))

    assert stays(journal) == legs
    assert holds(journal) == places
    assert [row[3:] for row in replies(journal)] == [(0, 0, 30), (130, 130, 160)]


@pytest.mark.parametrize(
    ("rule", "queued_at"), [("hand_over", 140), ("return_to_queue", 220)]
)
def test_reply_that_she_is_at_is_finished_before_the_chat_goes(
    rule: str, queued_at: float
) -> None:
    journal = day(LEAVES.format(turns=3, pause=80, rule=rule))

    assert stays(journal) == [
        (0, 0, 0, 0, 140, 140, "handed_on"),
        (0, 1, queued_at, queued_at, 250, 260, "handled"),
    ]
    assert replies(journal) == [
        (0, 0, 0, 0, 0, 30),
        (0, 0, 1, 110, 110, 140),
        (0, 1, 2, 220, 220, 250),
    ]
    assert doing(journal, 0)[-1] == ("writing", 0, 110, 140)


@pytest.mark.parametrize("rule", ["finish", "hand_over", "return_to_queue"])
def test_last_reply_and_wrap_up_are_finished_by_whoever_is_at_them(rule: str) -> None:
    journal = day(LEAVES.format(turns=2, pause=80, rule=rule))

    assert stays(journal) == [(0, 0, 0, 0, 140, 150, "handled")]
    assert doing(journal, 0)[2:] == [("writing", 0, 110, 140), ("wrap_up", 0, 140, 150)]


@pytest.mark.parametrize("rule", ["hand_over", "return_to_queue"])
def test_customer_who_writes_as_duty_ends_writes_after_it(rule: str) -> None:
    journal = day(LEAVES.format(turns=2, pause=90, rule=rule))

    assert stays(journal) == [
        (0, 0, 0, 0, 120, 120, "handed_on"),
        (0, 1, 120, 120, 150, 160, "handled"),
    ]


def test_reply_sent_as_duty_ends_is_hers() -> None:
    text = LEAVES.format(turns=1, pause=50, rule="hand_over")

    more = day(text, turns={0: [(120, 50), (30,)]})
    last = day(text, turns={0: [(120,)]})

    assert stays(more) == [
        (0, 0, 0, 0, 120, 120, "handed_on"),
        (0, 1, 120, 120, 200, 210, "handled"),
    ]
    assert stays(last) == [(0, 0, 0, 0, 120, 130, "handled")]


PENDING = """
    channels:
      chat: {{kind: chat, arrivals: {{times: [0 s, 5 s]}}, turns: 2, agent_turn: 30 s,
             customer_turn: 1 s}}
      phone: {{kind: call, arrivals: {{times: [{call} s]}}, talk: 100 s}}
    agents:
      a_early: {{shifts: [{{n: 1, hours: "08:00-08:02"}}], skills: {{chat: 1}},
                may_hold: {{chat: 2}}, at_duty_end: {{chat: {rule}}}}}
      b_late: {{staff: 1, skills: {{chat: 2, phone: 1}}}}
"""
"""At 120 the first agent is at a reply to 0; 1 has been waiting for one since 115."""


@pytest.mark.parametrize(
    ("rule", "call", "reply", "agent", "ends"),
    [
        ("hand_over", 900, (1, 1, 1, 115, 120, 150), 1, 150),
        ("hand_over", 100, (1, 0, 1, 115, 140, 170), 0, 170),  # nobody has room
        ("return_to_queue", 900, (1, 1, 1, 115, 120, 150), 1, 150),
        ("return_to_queue", 100, (1, 1, 1, 115, 200, 230), 1, 230),
    ],
)
def test_reply_that_waits_for_her_goes_to_a_colleague_at_once(
    rule: str, call: int, reply: tuple[float, ...], agent: int, ends: float
) -> None:
    journal = day(
        PENDING.format(rule=rule, call=call),
        turns={0: [(30, 80), (30,)], 1: [(30, 55), (30,)]},
    )

    chats = [row for row in stays(journal) if row[0] < 2]
    assert chats[0] == (0, 0, 0, 0, 140, 140, "handled")
    assert (chats[-1][1], chats[-1][4]) == (agent, ends)
    assert replies(journal)[3] == reply


def test_agent_who_found_no_colleague_with_room_finishes_to_the_end() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 3, agent_turn: 30 s,
                 customer_turn: 100 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 120 s}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:02"}], skills: {chat: 1},
                    at_duty_end: hand_over}
          b_late: {staff: 1, skills: {chat: 2, phone: 1}}
    """)

    # the colleague is free from 130; replies are asked for at 130 and 260
    assert stays(journal)[0] == (0, 0, 0, 0, 290, 290, "handled")


def test_chat_that_returns_to_the_queue_keeps_its_place_and_patience() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 50 s, 60 s]}, turns: 1,
                 agent_turn: 30 s, customer_turn: 1 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 190 s}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:02"}], skills: {chat: 1},
                    may_hold: {chat: 2}, at_duty_end: return_to_queue}
          b_late: {staff: 1, skills: {chat: 2, phone: 1}}
        """,
        turns={
            0: [(30, 100), (30,)],
            1: [(30,)],
            2: [(30, 70), (30, 0, 35)],
            3: [(30,)],
        },
    )

    # 0 and 2 are in hand at 120 (1 is the call); 0 writes at 130, and 3 came at 60.
    # 2 was written to from 50 to 80, writes at 150 and waits no longer than to 185
    assert stays(journal) == [
        (0, 0, 0, 0, 120, 120, "handed_on"),
        (0, 1, 130, 200, 230, 230, "handled"),
        (1, 1, 10, 10, 200, 200, "handled"),
        (2, 0, 50, 50, 120, 120, "handed_on"),
        (2, None, 150, 185, None, None, "abandoned"),
        (3, 1, 60, 230, 260, 260, "handled"),
    ]


WORKED = """
    channels:
      email: {{kind: mail, arrivals: {{times: [60 s]}}, work: 100 s}}
    agents:
      a_early: {{shifts: [{{n: 1, hours: "08:00-08:02"}}], skills: {{email: 1}},
                pace: 1.5, at_duty_end: {rule}}}
      b_late: {{staff: 1, skills: {{email: 2}}, pace: 2}}
"""
"""The mail takes 150 s of the first agent, 200 s of the other."""


@pytest.mark.parametrize(
    ("rule", "agent", "done_at"),
    # at 120 she is 60 s into it, 40 s of the standard; 60 s are left, 120 of the other
    [("finish", 0, 210), ("hand_over", 1, 240), ("return_to_queue", 1, 240)],
)
def test_mail_is_passed_on_with_what_is_left_of_it(
    rule: str, agent: int, done_at: float
) -> None:
    journal = day(WORKED.format(rule=rule))

    assert (stays(journal)[-1][1], stays(journal)[-1][5]) == (agent, done_at)
    assert [row[2:] for row in replies(journal)] == [(0, 60, 60, done_at)]


def test_mail_that_returns_to_the_queue_goes_before_what_came_after_it() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [60 s, 90 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 150 s}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:02"}], skills: {email: 1},
                    at_duty_end: return_to_queue}
          b_late: {staff: 1, skills: {email: 2, phone: 1}}
    """)

    assert stays(journal)[1:] == [
        (1, 0, 60, 60, 120, 120, "handed_on"),
        (1, 1, 120, 150, 190, 190, "handled"),
        (2, 1, 90, 190, 290, 290, "handled"),
    ]


def test_mail_put_aside_for_a_call_goes_and_the_call_is_finished() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [50 s]}, work: 100 s}
          phone: {kind: call, arrivals: {times: [100 s]}, talk: 50 s, wrap_up: 10 s}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:02"}],
                    skills: {email: 1, phone: 1}, may_hold: {email: 1, phone: 1},
                    at_duty_end: return_to_queue}
          b_late: {staff: 1, skills: {email: 2}}
    """)

    assert stays(journal) == [
        (0, 0, 50, 50, 120, 120, "handed_on"),
        (0, 1, 120, 120, 170, 170, "handled"),
        (1, 0, 100, 100, 150, 160, "handled"),
    ]


RATED = """
    channels:
      chat: {{kind: chat, arrivals: {{times: [0 s, 20 s]}}, duration: 100 s,
             duration_by_open_chats: [100 s, 200 s]}}
    agents:
      a_early: {{shifts: [{{n: 1, hours: "08:00-08:02"}}], skills: {{chat: 1}},
                may_hold: {{chat: 2}}, at_duty_end: {rule}}}
      b_late: {{staff: 1, skills: {{chat: 2}}, may_hold: {{chat: {room}}}}}
"""
"""Half the speed with two: at 120 one chat has come to 70 and the other to 50."""


@pytest.mark.parametrize(
    ("rule", "room", "ends"),
    [
        # both go on at half the speed, from 120 or 150 the one that is left alone
        ("finish", 2, [(0, 180), (0, 200)]),
        ("hand_over", 2, [(1, 180), (1, 200)]),
        ("return_to_queue", 2, [(1, 180), (1, 200)]),
        ("hand_over", 1, [(1, 150), (0, 170)]),
        ("return_to_queue", 1, [(1, 150), (1, 200)]),
    ],
)
def test_chats_with_a_rate_are_passed_on_with_what_is_left_of_them(
    rule: str, room: int, ends: list[tuple[int, float]]
) -> None:
    journal = day(RATED.format(rule=rule, room=room))

    last = {row[0]: (row[1], row[5]) for row in stays(journal)}
    assert [last[0], last[1]] == ends


def test_message_that_is_quiet_at_the_end_of_duty_is_nobodys() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                customer_turn: 170 s, quiet_after: 60 s}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:02"}], skills: {sms: 1},
                    at_duty_end: hand_over}
          b_late: {staff: 1, skills: {sms: 2}}
    """)

    assert holds(journal) == [(0, 0, 0, 0, 90), (0, 1, 1, 200, 230)]


def test_message_in_hand_is_handed_over_and_goes_quiet_at_the_colleagues() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 2, agent_turn: 90 s,
                customer_turn: 170 s, quiet_after: 60 s, revive: exceed}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:02"}], skills: {sms: 1},
                    at_duty_end: hand_over}
          b_late: {staff: 1, skills: {sms: 2}}
    """)

    # written to until 90, handed over at 120, quiet at 150, written to from 260
    assert holds(journal) == [
        (0, 0, 0, 0, 120),
        (0, 1, 1, 120, 150),
        (0, 1, 1, 260, 350),
    ]


BREAK = """
    channels:
      chat: {{kind: chat, arrivals: {{times: [0 s, 310 s]}}, turns: 2, agent_turn: 30 s,
             customer_turn: 100 s}}
    agents:
      a_early: {{shifts: [{{n: 1, hours: "08:00-09:00", breaks: "08:02-08:05"}}],
                skills: {{chat: 1}}, at_duty_end: {rule}}}
      b_late: {{staff: 1, skills: {{chat: 2}}}}
"""


@pytest.mark.parametrize(
    ("rule", "agents"),
    [("finish", [0, 0]), ("hand_over", [0, 1, 0]), ("return_to_queue", [0, 1, 0])],
)
def test_beginning_of_a_break_is_an_end_of_duty(rule: str, agents: list[int]) -> None:
    journal = day(BREAK.format(rule=rule))

    assert [row[1] for row in stays(journal)] == agents
    assert contacts(journal)[0][4] == 160


def test_agent_who_works_through_her_break_takes_nothing_new_before_its_end() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 200 s]}, turns: 1,
                 agent_turn: 30 s, customer_turn: 1 s}
        agents:
          desk: {shifts: [{n: 1, hours: "08:00-09:00", breaks: "08:02-08:05"}],
                 skills: {chat: 1}, may_hold: {chat: 2}}
        """,
        turns={0: [(30, 300), (30,)], 1: [(30,)]},
    )

    assert stays(journal) == [
        (0, 0, 0, 0, 360, 360, "handled"),
        (1, 0, 200, 300, 330, 330, "handled"),
    ]


def test_message_comes_to_life_at_an_agent_who_is_back_from_her_break() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                customer_turn: 271 s, quiet_after: 60 s, revive: exceed}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-09:00", breaks: "08:02-08:05"}],
                    skills: {sms: 1}}
          b_late: {staff: 1, skills: {sms: 2}}
    """)

    # she is back at 300; written to at that very moment, she would not be yet
    assert stays(journal) == [(0, 0, 0, 0, 331, 331, "handled")]


def test_chat_that_is_handed_over_comes_before_the_mail_a_colleague_works_on() -> None:
    journal = day(
        """
        channels:
          a_chat: {kind: chat, arrivals: {times: [0 s, 1 s]}, turns: 1,
                   agent_turn: 100 s, customer_turn: 1 s}
          b_mail: {kind: mail, arrivals: {times: [30 s]}, work: 200 s}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:01"}], skills: {a_chat: 1},
                    may_hold: {a_chat: 2}, at_duty_end: hand_over}
          b_late: {staff: 1, skills: {a_chat: 2, b_mail: 1},
                   may_hold: {a_chat: 1, b_mail: 1}}
        """
    )

    # she is at the first chat when her duty ends, and finishes it
    assert stays(journal) == [
        (0, 0, 0, 0, 100, 100, "handled"),
        (1, 0, 1, 1, 60, 60, "handed_on"),
        (1, 1, 60, 60, 160, 160, "handled"),
        (2, 1, 30, 30, 330, 330, "handled"),
    ]
    assert doing(journal, 1)[1:4] == [
        ("working", 2, 30, 60),
        ("writing", 1, 60, 160),
        ("working", 2, 160, 330),
    ]


def test_message_returned_to_the_queue_does_not_go_quiet_with_anyone() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s]}, turns: 2, agent_turn: 30 s,
                customer_turn: 200 s, quiet_after: 60 s}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:01"}], skills: {sms: 1},
                    at_duty_end: return_to_queue}
          b_late: {staff: 1, skills: {sms: 2}}
    """)

    # written to until 30, nobody's from 60, it would have been quiet at 90
    assert stays(journal) == [
        (0, 0, 0, 0, 60, 60, "handed_on"),
        (0, 1, 230, 230, 260, 260, "handled"),
    ]
    assert holds(journal) == [(0, 0, 0, 0, 60), (0, 1, 1, 230, 260)]
