"""Hand-played days: what becomes of a customer's other open contacts."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, doing, holds, moves, resolved, stays, turns

from omnisim.population import Purpose

TWINS = """
    channels:
      chat: {{kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}}
      phone: {{kind: call, arrivals: {{times: [0 s, 10 s]}}, talk: 100 s,
              wrap_up: 20 s}}
    agents:
      desk: {{staff: 1, skills: {{phone: 1}}}}
      room: {{staff: 1, skills: {{chat: 1}}}}
    customers:
      impatient_duplicates: {{phone: {{open: chat, probability: 100%, after: 30 s}}}}
      twins: {twins}
"""
"""The second caller waits from 10 to 120, and opens a chat that is taken at 40."""


@pytest.mark.parametrize("fate", ["withdrawn", "merged"])
def test_twin_that_waits_leaves_as_the_other_is_answered(fate: str) -> None:
    journal = day(TWINS.format(twins=fate))

    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 40, fate),
        (1, 2, "duplicate", 40, 90, "handled"),
    ]
    assert stays(journal)[1] == (1, None, 10, 40, None, None, fate)
    assert turns(journal) == [0, 120, 40]
    assert resolved(journal)[1] == (1, 1, -1)
    assert doing(journal, 0)[2] == ("idle", None, 120, 43200)


def test_twin_that_is_found_out_costs_the_agent_a_moment() -> None:
    journal = day(TWINS.format(twins="{found_out: 100%, discovery: 15 s}"))

    # no wrap-up follows
    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 135, "found_out"),
        (1, 2, "duplicate", 40, 90, "handled"),
    ]
    assert stays(journal)[1] == (1, 0, 10, 120, 135, 135, "found_out")
    assert resolved(journal)[1] == (1, 1, -1)
    assert doing(journal, 0)[2:] == [
        ("discovering", 1, 120, 135),
        ("idle", None, 135, 43200),
    ]
    assert holds(journal)[1] == (1, 0, 0, 120, 135)


def test_usual_discovery_takes_a_minute() -> None:
    journal = day(TWINS.format(twins="found_out"))

    assert stays(journal)[1][3:5] == (120, 180)


def test_each_discovery_takes_a_while_of_its_own() -> None:
    journal = day(
        TWINS.format(twins="{found_out: 100%, discovery: {exponential: 1 min}}"),
        durations={(Purpose.TWIN_DISCOVERY, 1, 1): 33},
    )

    assert stays(journal)[1][3:5] == (120, 153)


def test_twin_that_nobody_notices_is_worked_in_full() -> None:
    journal = day(TWINS.format(twins="in_full"))

    assert stays(journal)[1] == (1, 0, 10, 120, 220, 240, "handled")
    assert resolved(journal)[1:] == [(1, 1, 1), (1, 2, 1)]


@pytest.mark.parametrize(
    ("coin", "fate"),
    [
        (0.09, "withdrawn"),
        (0.1, "merged"),
        (0.29, "merged"),
        (0.31, "found_out"),
        (0.59, "found_out"),
        (0.61, "handled"),
    ],
)
def test_fates_have_shares_one_after_the_other(coin: float, fate: str) -> None:
    journal = day(
        TWINS.format(
            twins="{withdrawn: 10%, merged: 20%, found_out: 30%, in_full: 40%}"
        ),
        coins={(Purpose.TWIN, 1, 1): coin, (Purpose.TWIN, 1, 2): 0.99},
    )

    assert contacts(journal)[1][5] == fate


def test_twin_that_waits_longer_meets_its_fate_when_the_first_is_answered() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {chat: 1}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
          twins: withdrawn
    """)

    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 200, "handled"),
        (1, 2, "duplicate", 40, 100, "withdrawn"),
    ]
    assert turns(journal) == [0, 100, 300]


def test_conversations_of_a_customer_that_both_go_on_leave_each_other_alone() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 2, agent_turn: 50 s, customer_turn: 100 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 100%, after: 30 s}}
          twins: in_full
    """)

    # she writes and talks from 100 on; the chat is not asked about again
    assert [row[4:] for row in contacts(journal)[1:]] == [
        (200, "handled"),
        (240, "handled"),
    ]


@pytest.mark.parametrize(
    ("chat", "phone", "later"),
    [
        ("0%", "0%", [(1, 3, "chat", 290), (1, 4, "phone", 400)]),
        ("0%", "100%", []),  # the call helps her before she would come again
        ("100%", "0%", []),
        ("100%", "100%", []),
    ],
)
def test_twins_worked_in_full_are_resolved_each_for_itself(
    chat: str, phone: str, later: list[tuple[object, ...]]
) -> None:
    journal = day(
        f"""
        channels:
          chat: {{kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}}
          line: {{kind: call, arrivals: {{times: [0 s]}}, talk: 100 s}}
          phone: {{kind: call, arrivals: {{times: [10 s]}}, talk: 100 s}}
        agents:
          desk: {{staff: 1, skills: {{line: 1, phone: 1}}}}
          room: {{staff: 1, skills: {{chat: 1}}}}
        customers:
          impatient_duplicates:
            phone: {{open: chat, probability: 100%, after: 30 s}}
          twins: in_full
          resolved: {{chat: {chat}, phone: {phone}}}
          after:
            unresolved:
              chat: [{{chat: 100%, after: 200 s, tries: 4}}]
              phone: [{{phone: 100%, after: 200 s, tries: 4}}]
        """
    )

    # the chat is over at 90, the call at 200
    found = [(row[0], row[1], row[3], row[4]) for row in moves(journal)[3:]]
    assert found == later


def test_chase_is_a_twin_of_the_mail_it_chases() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 100 s}
          phone: {kind: call, talk: 20 s}
        agents:
          back: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {email: 1}}
          desk: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {phone: 1}}
        customers:
          after: {unanswered: {email: [{phone: 100%, after: 200 s}]}}
          twins: withdrawn
    """)

    # she waits on the phone from 200, and is answered at 300
    assert contacts(journal) == [
        (0, 1, "first", 0, 300, "withdrawn"),
        (0, 2, "unanswered", 200, 320, "handled"),
    ]
    assert stays(journal)[0] == (0, None, 0, 300, None, None, "withdrawn")
    assert turns(journal) == [600, 300]


def test_mail_that_an_agent_has_in_hand_is_no_twin_any_more() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s]}, work: 300 s}
          phone: {kind: call, talk: 20 s}
        agents:
          desk: {staff: 2, skills: {email: 1, phone: 1}}
        customers:
          after: {unanswered: {email: [{phone: 100%, after: 200 s}]}}
          twins: withdrawn
    """)

    assert [row[4:] for row in contacts(journal)] == [
        (300, "handled"),
        (220, "handled"),
    ]


def test_each_of_three_contacts_has_a_fate_of_its_own() -> None:
    journal = day(
        """
        channels:
          a_form: {kind: mail, arrivals: {times: [0 s]}, work: 60 s}
          b_mail: {kind: mail, work: 60 s}
          phone: {kind: call, talk: 20 s}
        agents:
          back: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {a_form: 1, b_mail: 1}}
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          after:
            unanswered:
              a_form: [{b_mail: 100%, after: 100 s}]
              b_mail: [{phone: 100%, after: 100 s}]
          twins: {withdrawn: 50%, found_out: 50%, discovery: 10 s}
        """,
        coins={(Purpose.TWIN, 0, 1): 0.6, (Purpose.TWIN, 0, 2): 0.4},
    )

    assert contacts(journal) == [
        (0, 1, "first", 0, 610, "found_out"),
        (0, 2, "unanswered", 100, 200, "withdrawn"),
        (0, 3, "unanswered", 200, 220, "handled"),
    ]


def test_fate_is_told_once_however_many_contacts_are_answered() -> None:
    journal = day(
        """
        channels:
          a_form: {kind: mail, arrivals: {times: [0 s]}, work: 60 s}
          b_mail: {kind: mail, work: 60 s}
          phone: {kind: call, talk: 20 s}
        agents:
          a_late: {shifts: [{n: 1, hours: "08:20-20:00"}], skills: {a_form: 1}}
          b_soon: {shifts: [{n: 1, hours: "08:10-20:00"}], skills: {b_mail: 1}}
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          after:
            unanswered:
              a_form: [{b_mail: 100%, after: 100 s}]
              b_mail: [{phone: 100%, after: 100 s}]
          twins: {withdrawn: 50%, in_full: 50%}
        """,
        coins={(Purpose.TWIN, 0, 1): 0.6, (Purpose.TWIN, 0, 2): 0.7},
    )

    # the call is answered at 200, the mail at 600, the form at 1200
    assert [row[4:] for row in contacts(journal)] == [
        (1260, "handled"),
        (660, "handled"),
        (220, "handled"),
    ]


def test_twin_that_is_withdrawn_frees_its_line() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 50 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 39 s, 40 s]}, talk: 100 s,
                  lines: 2}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          impatient_duplicates: {phone: {open: chat, probability: 50%, after: 30 s}}
          twins: withdrawn
        """,
        coins={(Purpose.DUPLICATE, 1): 0.1, (Purpose.DUPLICATE, 3): 0.9},
    )

    assert [row[5] for row in contacts(journal)] == [
        "handled",
        "withdrawn",
        "blocked",
        "handled",
        "handled",
    ]
