"""Hand-played days: a bot that is out of order."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, moves, outages, sessions, stays, stories

from omnisim.population import Purpose

DOWN = """
    channels:
      chat: {{kind: chat, turns: 1, agent_turn: 60 s, customer_turn: 10 s}}
      phone: {{kind: call, arrivals: {{times: [{times}]}}, talk: 100 s}}
    agents:
      desk: {{staff: 2, skills: {{chat: 1, phone: 1}}}}
    automation:
      voice: {{fronts: phone, contains: 100%, session: 40 s,
              outages: {{at: "08:01", for: 1 min}}, {rest}}}
    customers:
      context: lost
      repeat_work: 50%
      after:
        unhelped: {{phone: [{{chat: 100%, after: 20 s}}]}}
        cut_off: {{phone: [{{chat: 100%, after: 30 s}}]}}
"""
"""Out of order from 60 to 120."""


def test_customer_of_a_bot_that_is_down_goes_straight_to_the_agents() -> None:
    journal = day(DOWN.format(times="70 s", rest="unavailable: agent"))

    assert outages(journal) == [("voice", 60, 120)]
    assert sessions(journal) == []
    assert stays(journal) == [(0, 0, 70, 70, 170, 170, "handled")]
    assert stories(journal) == [(0, 0, 0, -1)]


def test_customer_of_a_bot_that_is_down_may_be_turned_away() -> None:
    journal = day(DOWN.format(times="70 s", rest="unavailable: refuse"))

    assert moves(journal) == [
        (0, 1, "first", "phone", 70, "unhelped"),
        (0, 2, "unhelped", "chat", 90, "handled"),
    ]
    assert contacts(journal)[0][4] == 70
    assert sessions(journal) == []


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        ("59 s", "cut_off"),
        ("60 s", "unhelped"),
        ("119 s", "unhelped"),
        ("120 s", "contained"),
    ],
)
def test_bot_is_down_from_the_first_instant_of_an_outage_to_before_its_last(
    at: str, outcome: str
) -> None:
    journal = day(DOWN.format(times=at, rest="unavailable: refuse"))

    assert contacts(journal)[0][5] == outcome


def test_session_that_is_cut_off_goes_on_with_an_agent_who_knows_nothing() -> None:
    journal = day(DOWN.format(times="30 s", rest="unavailable: agent, told: yes"))

    # nobody told her; half as long again, for the story is lost
    assert sessions(journal) == [(0, "cut_off", 30, 60)]
    assert contacts(journal) == [(0, 1, "first", 30, 210, "handled")]
    assert stays(journal) == [(0, 0, 60, 60, 210, 210, "handled")]
    assert stories(journal) == [(0, 0, 1, 0)]


def test_session_that_is_cut_off_goes_on_with_all_that_was_said_if_that_is_kept() -> (
    None
):
    journal = day(DOWN.format(times="30 s", rest="context: kept"))

    assert stays(journal) == [(0, 0, 60, 60, 160, 160, "handled")]
    assert stories(journal) == [(0, 0, 0, 0)]


def test_session_that_is_cut_off_may_be_the_end_of_it() -> None:
    journal = day(DOWN.format(times="30 s", rest="unavailable: refuse"))

    assert sessions(journal) == [(0, "cut_off", 30, 60)]
    assert contacts(journal) == [
        (0, 1, "first", 30, 60, "cut_off"),
        (0, 2, "cut_off", 90, 180, "handled"),
    ]
    assert [row[:3] for row in stays(journal)] == [(1, 0, 90)]
    assert stories(journal) == [(1, 0, 1, -1)]


def test_session_that_ends_as_the_outage_begins_is_not_cut_off() -> None:
    journal = day(DOWN.format(times="20 s", rest="unavailable: refuse"))

    assert sessions(journal) == [(0, "contained", 20, 60)]


def test_customer_cut_off_by_a_bot_overtakes_as_one_whom_it_could_not_help() -> None:
    journal = day("""
        channels:
          line: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
          phone: {kind: call, arrivals: {times: [30 s]}, talk: 50 s, patience: 40 s}
        agents:
          desk: {staff: 1, skills: {line: 1, phone: 1}}
        automation:
          voice: {fronts: phone, contains: 100%, session: 80 s, priority: 1, told: yes,
                  outages: {at: "08:01", for: 1 min}}
        customers: {told_patience: 10%}
    """)

    # in line from 60 with all her patience, since nobody told her
    assert stays(journal)[2] == (2, 0, 60, 100, 150, 150, "handled")


def test_all_sessions_of_a_bot_are_cut_off_in_order_of_their_contacts() -> None:
    journal = day(
        """
        channels:
          chat: {kind: chat, arrivals: {times: [20 s]}, turns: 1, agent_turn: 60 s,
                 customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [10 s, 30 s]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {chat: 1, phone: 1}}
        automation:
          helper: {fronts: [chat, phone], contains: 100%, session: 80 s,
                   outages: {at: "08:01", for: 1 min}}
        """
    )

    assert sessions(journal) == [
        (0, "cut_off", 10, 60),
        (1, "cut_off", 20, 60),
        (2, "cut_off", 30, 60),
    ]
    assert [row[:4] for row in stays(journal)] == [
        (0, 0, 60, 60),
        (1, 0, 60, 160),
        (2, 0, 60, 220),
    ]


def test_places_of_a_bot_are_free_again_after_an_outage() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [30 s, 120 s, 130 s]}, talk: 100 s}
        agents:
          desk: {staff: 3, skills: {phone: 1}}
        automation:
          voice: {fronts: phone, contains: 100%, session: 40 s, sessions: 1,
                  unavailable: refuse, outages: {at: "08:01", for: 1 min}}
    """)

    assert sessions(journal) == [(0, "cut_off", 30, 60), (1, "contained", 120, 160)]
    assert [row[5] for row in contacts(journal)] == ["cut_off", "contained", "unhelped"]


def test_bot_of_a_channel_of_bots_that_is_down_turns_everybody_away() -> None:
    journal = day("""
        channels:
          phone: {kind: call, talk: 100 s}
          site: {kind: bot, arrivals: {times: [30 s, 70 s]}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation:
          self_service: {fronts: site, contains: 100%, session: 80 s,
                         unavailable: refuse, otherwise: {leave: 100%},
                         outages: {at: "08:01", for: 1 min}}
        customers:
          after:
            cut_off: {site: [{phone: 100%, after: 5 s}]}
            unhelped: {site: [{phone: 100%, after: 50 s}]}
    """)

    assert moves(journal) == [
        (0, 1, "first", "site", 30, "cut_off"),
        (0, 2, "cut_off", "phone", 65, "handled"),
        (1, 1, "first", "site", 70, "unhelped"),
        (1, 2, "unhelped", "phone", 120, "handled"),
    ]


def test_outage_of_the_channel_ends_sessions_whatever_the_bot_would_do() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [30 s, 70 s, 120 s]}, talk: 100 s,
                  outages: {at: "08:01", for: 1 min}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation:
          voice: {fronts: phone, contains: 100%, session: 80 s, unavailable: agent}
    """)

    assert sessions(journal) == [(0, "cut_off", 30, 60), (2, "contained", 120, 200)]
    assert contacts(journal) == [
        (0, 1, "first", 30, 60, "cut_off"),
        (1, 1, "first", 70, 70, "cut_off"),
        (2, 1, "first", 120, 200, "contained"),
    ]
    assert stays(journal) == []


@pytest.mark.parametrize(
    ("cuts", "rest"), [("new", (170, "handled")), ("waiting", (70, "cut_off"))]
)
def test_session_outlives_an_outage_of_the_channel_that_spares_conversations(
    cuts: str, rest: tuple[object, ...]
) -> None:
    journal = day(f"""
        channels:
          phone: {{kind: call, arrivals: {{times: [30 s]}}, talk: 100 s,
                  outages: {{at: "08:01", for: 1 min, cuts: {cuts}}}}}
        agents:
          desk: {{staff: 1, skills: {{phone: 1}}}}
        automation: {{voice: {{fronts: phone, contains: 0%, session: 40 s}}}}
    """)

    # where waiting is cut off nobody joins the queue until 120 either
    assert sessions(journal) == [(0, "escalated", 30, 70)]
    assert contacts(journal) == [(0, 1, "first", 30, *rest)]


def test_random_outages_of_a_bot_follow_each_other() -> None:
    journal = day(
        """
        calendar: {start: 2026-03-02 08:00, open: "08:00-08:30"}
        channels:
          phone: {kind: call, arrivals: {times: [30 s, 70 s, 200 s, 420 s]},
                  talk: 100 s}
        agents:
          desk: {staff: 4, skills: {phone: 1}}
        automation:
          voice: {fronts: phone, contains: 100%, session: 20 s,
                  outages: {every: 1 h, for: {exponential: 5 min}}}
        """,
        breakdowns={
            (Purpose.OUTAGE_GAP, "bot voice", 0): 60,
            (Purpose.OUTAGE, "bot voice", 0): 40,
            (Purpose.OUTAGE_GAP, "bot voice", 1): 300,
            (Purpose.OUTAGE, "bot voice", 1): 50,
            (Purpose.OUTAGE_GAP, "bot voice", 2): 1e6,
        },
    )

    # from 60 to 100, and 300 s after its end, from 400 to 450
    assert outages(journal) == [("voice", 60, 100), ("voice", 400, 450)]
    assert [row[5] for row in contacts(journal)] == [
        "contained",
        "handled",
        "contained",
        "handled",
    ]
