"""Hand-played days: conversations that meet at one instant, or in one line."""

import pytest
from paper_day import contacts, day, doing, holds, replies, stays

from omnisim.population import Purpose

TWO_LEAVE = """
    channels:
      chat: {{kind: chat, arrivals: {{times: [0 s]}}, turns: 2, agent_turn: 30 s,
             customer_turn: 100 s}}
      email: {{kind: mail, arrivals: {{times: [1 s]}}, work: 200 s}}
    agents:
      a_early: {{shifts: [{{n: 2, hours: "08:00-08:02"}}],
                skills: {{chat: 1, email: 1}}, at_duty_end: {rule}}}
      {rest}
"""
"""Of two who leave at 120 the first has the chat, the second the mail."""


@pytest.mark.parametrize(
    ("rule", "agents"),
    # the chat waits for no agent before it is written in again, at 130
    [("hand_over", [0, 2, 1, 3]), ("return_to_queue", [0, 3, 1, 2])],
)
def test_nobody_is_given_anything_as_her_duty_ends(
    rule: str, agents: list[int]
) -> None:
    rest = "b_late: {staff: 2, skills: {chat: 2, email: 2}}"
    journal = day(TWO_LEAVE.format(rule=rule, rest=rest))

    assert [row[1] for row in stays(journal)] == agents


def test_one_finishes_herself_whose_colleagues_leave_with_her() -> None:
    journal = day(TWO_LEAVE.format(rule="hand_over", rest=""))

    assert [(row[1], row[5]) for row in stays(journal)] == [(0, 160), (1, 201)]


@pytest.mark.parametrize("rule", ["priority", "longest_wait"])
def test_chat_that_returns_to_its_place_holds_up_nobody_behind_it(rule: str) -> None:
    journal = day(f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: [0 s, 50 s]}}, turns: 2,
                 agent_turn: 30 s, customer_turn: 100 s}}
          phone: {{kind: call, arrivals: {{times: [10 s, 60 s]}}, talk: 190 s}}
        agents:
          a_early: {{shifts: [{{n: 1, hours: "08:00-08:02"}}], skills: {{chat: 1}},
                    at_duty_end: return_to_queue}}
          b_late: {{staff: 1, skills: {{chat: 2, phone: 1}}}}
        routing: {{choose_contact: {rule}}}
    """)

    # the first chat is in line again from 130, in the place of 0; the second one
    # since 50 and the call since 60
    assert [row[1:4] for row in stays(journal)] == [
        (0, 0, 0),
        (1, 130, 200),
        (1, 10, 10),
        (1, 50, 230),
        (1, 60, 390),
    ]


def test_replies_that_are_handed_over_together_are_given_in_the_order_asked() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s, 2 s]}, turns: 1,
                 agent_turn: 30 s, customer_turn: 1 s}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:02"}], skills: {chat: 1},
                    may_hold: {chat: 3}, at_duty_end: hand_over}
          b_late: {staff: 1, skills: {chat: 2}, may_hold: {chat: 3}}
        """,
        turns={
            0: [(30, 88), (30,)],
            1: [(30, 55), (30,)],
            2: [(20, 20), (50,)],
        },
    )

    # written to until 30, 60 and 80; they write again at 118, 115 and 100; the last is
    # answered from 100 to 150 by the first agent, and the others by the second
    assert replies(journal)[1] == (0, 1, 1, 118, 150, 180)
    assert replies(journal)[3] == (1, 1, 1, 115, 120, 150)
    assert replies(journal)[5] == (2, 0, 1, 100, 100, 150)


def test_call_that_comes_as_a_reply_is_sent_finds_the_next_one_begun() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 0 s]}, turns: 1, agent_turn: 30 s,
                 customer_turn: 1 s}
          phone: {kind: call, arrivals: {times: [30 s]}, talk: 10 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 2, phone: 1}}
    """)

    assert doing(journal, 0)[:3] == [
        ("writing", 0, 0, 30),
        ("writing", 1, 30, 60),
        ("talking", 2, 60, 70),
    ]


@pytest.mark.parametrize(("patience", "outcome"), [(20, "handled"), (19, "abandoned")])
def test_caller_in_hand_is_answered_in_the_last_moment(
    patience: int, outcome: str
) -> None:
    journal = day(f"""
        channels:
          chat: {{kind: chat, arrivals: {{times: [0 s]}}, turns: 1, agent_turn: 30 s,
                 customer_turn: 1 s}}
          phone: {{kind: call, arrivals: {{times: [10 s]}}, talk: 10 s,
                  patience: {patience} s}}
        agents:
          desk: {{staff: 1, skills: {{chat: 1, phone: 1}},
                 may_hold: {{chat: 1, phone: 1}}}}
    """)

    assert contacts(journal)[1][5] == outcome


def test_customers_who_write_together_are_answered_in_the_order_they_came() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [0 s, 1 s, 2 s]}, turns: 1,
                 agent_turn: 10 s, customer_turn: 1 s}
        agents:
          desk: {staff: 1, skills: {chat: 1}, may_hold: {chat: 3}}
        """,
        turns={
            0: [(10, 90), (10,)],
            1: [(10, 80), (10,)],
            2: [(10, 70), (10,)],
        },
    )

    # all write at 100
    assert [row[3:] for row in replies(journal)[1::2]] == [
        (100, 100, 110),
        (100, 110, 120),
        (100, 120, 130),
    ]


def test_nobody_is_asked_to_be_called_back_as_an_agent_comes_free() -> None:
    journal = day("""
        channels:
          back: {kind: callback, talk: 50 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 200 s]}, talk: 100 s,
                  announce: {offer: {to: back, share: 100%, above: 60 s}}}
        agents:
          desk: {staff: 1, skills: {back: 1, phone: 1}}
    """)

    assert contacts(journal)[2] == (2, 1, "first", 200, 300, "handled")


def test_nobody_chases_whose_issue_is_resolved_at_that_instant() -> None:
    journal = day("""
        channels:
          a_form: {kind: mail, arrivals: {times: [0 s]}, work: 150 s}
          b_mail: {kind: mail, work: 60 s}
          phone: {kind: call, talk: 20 s}
        agents:
          desk: {staff: 1, skills: {a_form: 1}}
          late: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {b_mail: 1, phone: 1}}
        customers:
          after:
            unanswered:
              a_form: [{b_mail: 100%, after: 50 s}]
              b_mail: [{phone: 100%, after: 100 s}]
    """)

    # the form is answered at 150, when she would chase the mail of 50
    assert [row[2] for row in contacts(journal)] == ["first", "unanswered"]


def test_try_that_begins_with_the_day_finds_the_agent_there() -> None:
    journal = day(
        """
        channels:
          back: {kind: callback, arrivals: {times: [0 s]}, talk: 30 s, answers: 50%,
                 retry: 280 s}
        agents:
          a_early: {shifts: [{n: 1, hours: "08:00-08:02"}], skills: {back: 1}}
          b_late: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {back: 1}}
        """,
        coins={(Purpose.REACHED, 0, 1, 1): 0.5, (Purpose.REACHED, 0, 1, 2): 0.4},
    )

    assert stays(journal)[1] == (0, 1, 300, 320, 350, 350, "handled")


def test_conversations_without_length_take_no_time() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [5 s]}, talk: 0 s, dial: 0 s}
          chat: {kind: chat, arrivals: {times: [5 s]}, turns: 3, agent_turn: 0 s,
                 customer_turn: 0 s}
          email: {kind: mail, arrivals: {times: [5 s]}, turns: 2, work: 0 s,
                  customer_turn: 0 s}
          sms: {kind: message, arrivals: {times: [5 s]}, turns: 3, agent_turn: 0 s,
                customer_turn: 0 s, quiet_after: 0 s, reply_patience: 0 s}
        agents:
          desk: {staff: 1, skills: {back: 1, chat: 1, email: 1, sms: 1}}
    """)

    assert [row[1:] for row in stays(journal)] == [(0, 5, 5, 5, 5, "handled")] * 4
    assert doing(journal, 0) == [("idle", None, 0, 43200)]
    assert holds(journal) == []


def test_message_that_comes_to_life_as_another_goes_quiet_takes_its_place() -> None:
    journal = day(
        """
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 50 s, 60 s]}, turns: 1,
                agent_turn: 30 s, customer_turn: 1 s, quiet_after: 60 s,
                revive: exceed}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
        """,
        turns={0: [(30, 150), (30,)], 1: [(30, 500), (30,)], 2: [(30,)]},
    )

    # 0 writes at 180 when 1 has been quiet for a minute: no place for 2 before 210
    assert holds(journal)[:3] == [
        (0, 0, 0, 0, 90),
        (0, 0, 0, 180, 210),
        (1, 0, 0, 90, 180),
    ]
    assert stays(journal)[-1][3] == 210
