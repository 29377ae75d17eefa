"""Hand-played days: a bot that is full, and the lines its customers take."""

from __future__ import annotations

import pytest
from paper_day import contacts, day, moves, sessions, stays, stories

from omnisim.population import Purpose

ONE_AT_ONCE = """
    channels:
      chat: {{kind: chat, turns: 1, agent_turn: 60 s, customer_turn: 10 s}}
      phone: {{kind: call, arrivals: {{times: [{times}]}}, talk: 100 s}}
    agents:
      desk: {{staff: 2, skills: {{chat: 1, phone: 1}}}}
    automation:
      voice: {{fronts: phone, contains: 100%, session: 40 s, sessions: 1,
              unavailable: {unavailable}}}
    customers: {{after: {{unhelped: {{phone: [{{chat: 100%, after: 20 s}}]}}}}}}
"""


def test_customer_for_whom_the_bot_has_no_place_goes_straight_to_the_agents() -> None:
    journal = day(ONE_AT_ONCE.format(times="0 s, 10 s", unavailable="agent"))

    assert sessions(journal) == [(0, "contained", 0, 40)]
    assert stays(journal) == [(1, 0, 10, 10, 110, 110, "handled")]
    assert stories(journal) == [(1, 0, 0, -1)]


def test_customer_for_whom_the_bot_has_no_place_may_be_turned_away() -> None:
    journal = day(ONE_AT_ONCE.format(times="0 s, 10 s", unavailable="refuse"))

    assert moves(journal) == [
        (0, 1, "first", "phone", 0, "contained"),
        (1, 1, "first", "phone", 10, "unhelped"),
        (1, 2, "unhelped", "chat", 30, "handled"),
    ]
    assert contacts(journal)[1] == (1, 1, "first", 10, 10, "unhelped")
    assert sessions(journal) == [(0, "contained", 0, 40)]


def test_customer_who_comes_as_a_session_ends_finds_the_place_free() -> None:
    journal = day(ONE_AT_ONCE.format(times="0 s, 40 s", unavailable="refuse"))

    assert sessions(journal) == [(0, "contained", 0, 40), (1, "contained", 40, 80)]


def test_channels_share_the_places_of_their_bot() -> None:
    journal = day("""
        channels:
          chat: {kind: chat, arrivals: {times: [20 s]}, turns: 1, agent_turn: 60 s,
                 customer_turn: 10 s}
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s}
        agents:
          desk: {staff: 3, skills: {chat: 1, phone: 1}}
        automation:
          helper: {fronts: [chat, phone], contains: 100%, session: 40 s, sessions: 2}
    """)

    assert sessions(journal) == [(0, "contained", 0, 40), (1, "contained", 10, 50)]
    assert stays(journal) == [(2, 0, 20, 20, 80, 80, "handled")]


def test_full_channel_of_bots_turns_customers_away_whatever_is_said() -> None:
    journal = day("""
        channels:
          phone: {kind: call, talk: 100 s}
          site: {kind: bot, arrivals: {times: [0 s, 10 s]}}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation:
          self_service: {fronts: site, contains: 100%, session: 60 s, sessions: 1,
                         unavailable: refuse, otherwise: {leave: 100%}}
    """)

    assert contacts(journal) == [
        (0, 1, "first", 0, 60, "contained"),
        (1, 1, "first", 10, 10, "unhelped"),
    ]


def test_session_takes_a_line_of_the_channel() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 39 s, 40 s, 50 s]}, talk: 100 s,
                  lines: 1}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation: {voice: {fronts: phone, contains: 100%, session: 40 s}}
    """)

    # the line is free for whoever comes as the session ends
    assert contacts(journal) == [
        (0, 1, "first", 0, 40, "contained"),
        (1, 1, "first", 39, 39, "blocked"),
        (2, 1, "first", 40, 80, "contained"),
        (3, 1, "first", 50, 50, "blocked"),
    ]


def test_customer_keeps_her_line_from_the_bot_to_the_end_of_the_talk() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 139 s, 140 s]}, talk: 100 s,
                  wrap_up: 10 s, lines: 1}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation: {voice: {fronts: phone, contains: 0%, session: 40 s}}
    """)

    assert [row[3:] for row in contacts(journal)] == [
        (0, 140, "handled"),
        (139, 139, "blocked"),
        (140, 280, "handled"),
    ]


def test_customer_who_is_turned_away_by_a_full_bot_frees_her_line() -> None:
    journal = day("""
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s, 20 s]}, talk: 100 s,
                  lines: 2}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation:
          voice: {fronts: phone, contains: 0%, session: 40 s, sessions: 1,
                  unavailable: refuse}
    """)

    assert [row[5] for row in contacts(journal)] == ["handled", "unhelped", "unhelped"]


def test_who_comes_out_of_the_bot_as_an_agent_is_freed_is_taken_before_newcomers() -> (
    None
):
    journal = day(
        """
        channels:
          line: {kind: call, arrivals: {times: [0 s, 100 s]}, talk: 100 s}
          phone: {kind: call, arrivals: {times: [60 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {line: 1, phone: 1}}
        automation: {voice: {fronts: phone, contains: 0%, session: 40 s}}
        """
    )

    # at 100 the first talk ends, the session ends, and another caller comes
    assert [row[:4] for row in stays(journal)] == [
        (0, 0, 0, 0),
        (1, 0, 100, 100),
        (2, 0, 100, 150),
    ]


def test_those_who_come_out_of_the_bot_together_stand_in_order_of_arrival() -> None:
    journal = day(
        """
        channels:
          phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 50 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation: {voice: {fronts: phone, contains: 0%, session: 1 min}}
        """,
        durations={(Purpose.SESSION, 0): 60, (Purpose.SESSION, 1): 50},
    )

    assert [row[:4] for row in stays(journal)] == [(0, 0, 60, 60), (1, 0, 60, 110)]


def test_customer_in_a_session_as_the_run_is_cut_off_is_open() -> None:
    journal = day("""
        calendar: {start: 2026-03-02 00:00, run_out: 60 s}
        channels:
          phone: {kind: call, arrivals: {times: ["23:59:00"]}, talk: 100 s}
        agents:
          desk: {staff: 1, skills: {phone: 1}}
        automation: {voice: {fronts: phone, contains: 100%, session: 10 min}}
    """)

    assert contacts(journal) == [(0, 1, "first", 86340, None, "open")]
    assert sessions(journal) == [(0, "open", 86340, 86460)]
    assert stays(journal) == []


@pytest.mark.parametrize("contains", ["0%", "100%"])
def test_session_without_length_takes_no_time(contains: str) -> None:
    journal = day(f"""
        channels:
          phone: {{kind: call, arrivals: {{times: [5 s]}}, talk: 0 s}}
        agents:
          desk: {{staff: 1, skills: {{phone: 1}}}}
        automation: {{voice: {{fronts: phone, contains: {contains}, session: 0 s}}}}
    """)

    assert contacts(journal)[0][3:5] == (5, 5)
    assert sessions(journal)[0][2:] == (5, 5)


def test_bot_of_two_channels_turns_away_only_where_nobody_stands_behind_it() -> None:
    journal = day(
        """
        channels:
          app: {kind: bot, arrivals: {times: [0 s, 10 s]}}
          email: {kind: mail, arrivals: {times: [20 s]}, work: 50 s}
        agents:
          desk: {staff: 1, skills: {email: 1}}
        automation:
          helper: {fronts: [app, email], contains: 50%, session: 40 s, sessions: 1,
                   otherwise: {leave: 100%}}
        """,
        coins={(Purpose.CONTAINED, 0): 0.1},
    )

    assert contacts(journal) == [
        (0, 1, "first", 0, 40, "contained"),
        (1, 1, "first", 10, 10, "unhelped"),
        (2, 1, "first", 20, 70, "handled"),
    ]
