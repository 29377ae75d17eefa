"""Hand-played days: a channel is out of order, and whom that cuts off."""

from __future__ import annotations

import pytest
from paper_day import (
    contacts,
    day,
    doing,
    holds,
    moves,
    outages,
    replies,
    resolved,
    stays,
    turns,
)

DOWN = """
    channels:
      line: {{kind: call, arrivals: {{times: [{line}]}}, talk: 30 s}}
      phone: {{kind: call, arrivals: {{times: [{phone}]}}, talk: 100 s, wrap_up: 10 s,
              outages: {{at: "08:01", for: 1 min{cuts}}}}}
    agents:
      desk: {{staff: 1, skills: {{line: 1, phone: 1}}}}
"""
"""The phone is out of order from 60 to 120."""


@pytest.mark.parametrize(
    ("at", "row"),
    [
        ("60 s", (60, 60, "cut_off")),
        ("119 s", (119, 119, "cut_off")),
        ("120 s", (120, 220, "handled")),
    ],
)
def test_newcomers_are_kept_out_from_the_beginning_to_before_the_end(
    at: str, row: tuple[object, ...]
) -> None:
    journal = day(f"""
        channels:
          phone: {{kind: call, arrivals: {{times: [{at}]}}, talk: 100 s,
                  outages: {{at: "08:01", for: 1 min}}}}
        agents:
          desk: {{staff: 1, skills: {{phone: 1}}}}
    """)

    assert contacts(journal) == [(0, 1, "first", *row)]
    assert outages(journal) == [("phone", 60, 120)]


def test_customer_who_is_kept_out_waits_in_no_queue() -> None:
    journal = day(DOWN.format(line="0 s", phone="70 s", cuts=""))

    assert contacts(journal)[1] == (1, 1, "first", 70, 70, "cut_off")
    assert [row[0] for row in stays(journal)] == [0]


def test_outage_that_only_keeps_newcomers_out_spares_those_who_are_in() -> None:
    journal = day(DOWN.format(line="0 s", phone="10 s, 20 s, 70 s", cuts=", cuts: new"))

    assert stays(journal)[1:] == [
        (1, 0, 10, 30, 130, 140, "handled"),
        (2, 0, 20, 140, 240, 250, "handled"),
    ]
    assert contacts(journal)[3] == (3, 1, "first", 70, 70, "cut_off")


def test_outage_cuts_off_who_waits_and_leaves_talks_alone() -> None:
    journal = day(DOWN.format(line="0 s", phone="10 s, 20 s", cuts=", cuts: waiting"))

    # her turn would have come at 140
    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 130, "handled"),
        (2, 1, "first", 20, 60, "cut_off"),
    ]
    assert stays(journal)[2] == (2, None, 20, 60, None, None, "cut_off")
    assert turns(journal) == [0, 30, 140]


def test_outage_cuts_off_a_talk_and_the_agent_takes_the_next_after_her_wrap_up() -> (
    None
):
    journal = day(DOWN.format(line="0 s, 40 s", phone="10 s, 20 s", cuts=""))

    # the talk begins at 30; the wrap-up goes from 60 to 70 as usual
    assert contacts(journal) == [
        (0, 1, "first", 0, 30, "handled"),
        (1, 1, "first", 10, 60, "cut_off"),
        (2, 1, "first", 20, 60, "cut_off"),
        (3, 1, "first", 40, 100, "handled"),
    ]
    assert stays(journal)[1:] == [
        (1, 0, 10, 30, 60, 70, "cut_off"),
        (2, None, 20, 60, None, None, "cut_off"),
        (3, 0, 40, 70, 100, 100, "handled"),
    ]
    assert [row[2] for row in resolved(journal)] == [1, -1, -1, 1]
    assert journal.interactions["left_at"][1] == 60
    assert doing(journal, 0)[:4] == [
        ("talking", 0, 0, 30),
        ("talking", 1, 30, 60),
        ("wrap_up", 1, 60, 70),
        ("talking", 3, 70, 100),
    ]
    assert holds(journal)[1] == (1, 0, 0, 30, 70)


def test_talk_that_ends_as_the_outage_begins_is_not_cut_off() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 60 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert contacts(journal) == [(0, 1, "first", 0, 60, "handled")]


def test_talk_that_begins_as_the_outage_does_is_cut_off() -> None:
    journal = day("""
        channels:
          line: {kind: call, arrivals: {times: [0 s]}, talk: 60 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 60 s, wrap_up: 10 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {line: 1, phone: 1}}
    """)

    assert stays(journal)[1] == (1, 0, 10, 60, 60, 70, "cut_off")


def test_customer_who_gives_up_as_the_outage_begins_has_given_up() -> None:
    journal = day("""
        channels:
          line: {kind: call, arrivals: {times: [0 s]}, talk: 100 s}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 100 s, patience: 50 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {line: 1, phone: 1}}
    """)

    assert contacts(journal)[1] == (1, 1, "first", 10, 60, "abandoned")


def test_wrap_up_of_a_call_is_not_touched_by_an_outage() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 50 s, wrap_up: 30 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert stays(journal) == [(0, 0, 0, 0, 50, 80, "handled")]


def test_outage_cuts_off_while_it_rings() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [50 s]}, talk: 100 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        routing: {ring: {time: 20 s}}
    """)

    assert stays(journal) == [(0, None, 50, 60, None, None, "cut_off")]
    assert turns(journal) == [70]
    assert doing(journal, 0)[:3] == [
        ("idle", None, 0, 50),
        ("ringing", 0, 50, 60),
        ("idle", None, 60, 43200),
    ]


def test_queue_is_emptied_before_those_who_are_freed_look_for_work() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 50 s, 55 s]}, talk: 100 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 2, skills: {phone: 1}}
        routing: {ring: {time: 20 s}}
    """)

    # 0 is talking, it rings for 1, and 2 waits: nobody is given her
    assert [row[:4] for row in stays(journal)] == [
        (0, 0, 0, 20),
        (1, None, 50, 60),
        (2, None, 55, 60),
    ]
    assert [row[:2] for row in holds(journal)] == [(0, 0), (1, 0)]


def test_outage_cuts_off_who_waits_in_the_hands_of_a_busy_agent() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [20 s]}, talk: 50 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}, may_hold: {chat: 1, phone: 1}}
    """)

    assert stays(journal)[1] == (1, None, 20, 60, None, None, "cut_off")
    assert holds(journal)[1] == (1, 0, 0, 20, 60)
    assert turns(journal) == [0, 100]


def test_outage_cuts_off_who_waits_for_the_group_she_was_passed_on_to() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 40 s, wrap_up: 30 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          a_front: {staff: 1, skills: {phone: 1}}
          b_back: {shifts: [{n: 1, hours: "08:05-20:00"}], skills: {}}
        routing: {transfers: [{from: a_front, to: b_back, share: 100%}]}
    """)

    assert contacts(journal) == [(0, 1, "first", 0, 60, "cut_off")]
    assert stays(journal) == [
        (0, 0, 0, 0, 40, 70, "transferred"),
        (0, None, 40, 60, None, None, "cut_off"),
    ]
    assert turns(journal) == [0, 300]


def test_outage_cuts_off_a_talk_with_the_second_group() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s]}, talk: 40 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          a_front: {staff: 1, skills: {phone: 1}}
          b_back: {staff: 1, skills: {}}
        routing: {transfers: [{from: a_front, to: b_back, share: 100%}]}
    """)

    assert stays(journal) == [
        (0, 0, 0, 0, 40, 40, "transferred"),
        (0, 1, 40, 40, 60, 60, "cut_off"),
    ]


def test_customers_cut_off_free_their_lines() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 20 s, 120 s, 121 s, 122 s]},
                  talk: 100 s, lines: 2, outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
    """)

    assert [row[5] for row in contacts(journal)] == [
        "cut_off",
        "cut_off",
        "blocked",
        "handled",
        "handled",
        "blocked",
    ]


@pytest.mark.parametrize(
    ("rest", "outcome"),
    [
        ("lines: 1, outages: {at: '08:01', for: 1 min, cuts: new}", "cut_off"),
        ("lines: 1", "blocked"),
        (
            "lines: 1, open: '08:00-08:01', outages: {at: '08:01', for: 1 min}",
            "closed",
        ),
    ],
)
def test_closed_is_said_before_out_of_order_and_that_before_no_line(
    rest: str, outcome: str
) -> None:
    journal = day(f"""
        channels:
          phone: {{kind: call, arrivals: {{times: [0 s, 70 s]}}, talk: 100 s, {rest}}}
        agents:
          desk: {{staff: 1, skills: {{phone: 1}}}}
    """)

    assert contacts(journal)[1] == (1, 1, "first", 70, 70, outcome)


def test_customers_cut_off_and_kept_out_come_back_by_other_ways() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, turns: 1, agent_turn: 10 s, customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 65 s]}, talk: 100 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
          room: {staff: 1, skills: {chat: 1}}
        customers:
          after:
            cut_off:
              phone:
                - {phone: 100%, after: 40 s, further: 0%}
                - {chat: 0%, after: 5 s, further: 100%}
    """)

    # at 100 she is kept out of the phone, at 105 of it as well
    assert moves(journal) == [
        (0, 1, "first", "phone", 0, "cut_off"),
        (1, 1, "first", "phone", 65, "cut_off"),
        (0, 2, "cut_off", "phone", 100, "cut_off"),
        (0, 3, "cut_off", "chat", 105, "handled"),
        (1, 2, "cut_off", "phone", 105, "cut_off"),
        (1, 3, "cut_off", "chat", 110, "handled"),
    ]


def test_customer_cut_off_in_a_talk_tells_her_story_again_and_who_waited_does_not() -> (
    None
):
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        customers:
          context: lost
          repeat_work: 50%
          after: {cut_off: {phone: [{phone: 100%, after: 2 min}]}}
    """)

    assert stays(journal)[2:] == [
        (2, 0, 180, 180, 330, 330, "handled"),
        (3, 0, 180, 330, 430, 430, "handled"),
    ]
    assert journal.interactions["story"].tolist() == [0, 0, 1, 0]


def test_mail_that_is_in_is_not_cut_off_and_newcomers_are_kept_out() -> None:
    journal = day("""
        channels:
          email: {kind: mail, arrivals: {times: [0 s, 10 s, 70 s]}, work: 100 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {email: 1}}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 100, "handled"),
        (1, 1, "first", 10, 200, "handled"),
        (2, 1, "first", 70, 70, "cut_off"),
    ]


def test_message_conversation_goes_on_through_an_outage_of_its_channel() -> None:
    journal = day("""
        channels:
          sms: {kind: message, arrivals: {times: [0 s, 70 s]}, turns: 2,
                agent_turn: 30 s, customer_turn: 60 s,
                outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {sms: 1}}
    """)

    assert replies(journal) == [(0, 0, 0, 0, 0, 30), (0, 0, 1, 90, 90, 120)]
    assert contacts(journal)[1] == (1, 1, "first", 70, 70, "cut_off")


def test_call_back_that_is_asked_for_during_an_outage_is_not_taken_down() -> None:
    journal = day("""
        channels:
          back: {kind: callback, arrivals: {times: [0 s, 70 s]}, talk: 100 s,
                 outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {back: 1}}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 120, "handled"),
        (1, 1, "first", 70, 70, "cut_off"),
    ]


def test_channels_that_break_together_are_cut_off_one_after_the_other() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [0 s]}, turns: 1, agent_turn: 100 s,
                 customer_turn: 10 s, outages: {at: "08:01", for: 2 min}}
          phone: {kind: call, arrivals: {times: [10 s]}, talk: 100 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}}
    """)

    # the agent is freed of the chat first, and takes the call, which is cut off too
    assert outages(journal) == [("chat", 60, 180), ("phone", 60, 120)]
    assert stays(journal) == [
        (0, 0, 0, 0, 60, 60, "cut_off"),
        (1, 0, 10, 60, 60, 60, "cut_off"),
    ]
