"""Hand-played days: outages by which several things happen in one instant."""

from __future__ import annotations

from paper_day import contacts, day, sessions, stays

from omnisim.population import Purpose

DOWN = """
    channels:
      phone: {kind: call, arrivals: {times: [30 s]}, talk: 100 s,
              outages: {at: "08:01", for: 2 min}}
    agents:
      desk: {staff: 1, skills: {phone: 1}}
    automation:
      voice: {fronts: phone, contains: 100%, session: 40 s,
              outages: {at: "08:01", for: 1 min}}
"""


def test_of_a_channel_and_its_bot_the_channel_goes_first() -> None:
    journal = day(DOWN)

    # so nobody goes on from the bot to the agent
    assert contacts(journal) == [(0, 1, "first", 30, 60, "cut_off")]
    assert sessions(journal) == [(0, "cut_off", 30, 60)]
    assert stays(journal) == []


FREED = """
    channels:
      sales: {kind: call, arrivals: {times: [0 s, 1 s]}, talk: 1000 s,
              outages: {at: "08:01", for: 1 min}}
      phone: {kind: call, arrivals: {times: [10 s]}, talk: 100 s}
      line: {kind: call, talk: 100 s}
    agents:
      desk: {staff: 1, skills: {sales: 1, phone: 1}}
      room: {staff: 1, skills: {sales: 1, line: 1}}
    customers:
      impatient_duplicates: {phone: {open: line, probability: 100%, after: 10 s}}
      twins: {withdrawn: 100%, discovery: 15 s}
"""


def test_twins_taken_in_one_instant_are_answered_and_found_out() -> None:
    journal = day(FREED)

    # both agents are free at 60; who has an agent is no longer in a queue to leave
    assert contacts(journal)[2:] == [
        (2, 1, "first", 10, 160, "handled"),
        (2, 2, "duplicate", 20, 75, "found_out"),
    ]


BOTH_ANSWERED = """
    channels:
      phone: {kind: call, arrivals: {times: [0 s, 10 s]}, talk: 100 s,
              outages: {at: "08:02:30", for: 1 min}}
      line: {kind: call, talk: 100 s}
    agents:
      desk: {staff: 1, skills: {phone: 1}}
      room: {shifts: [{n: 1, hours: "08:02-09:00"}], skills: {line: 1}}
    customers:
      impatient_duplicates: {phone: {open: line, probability: 100%, after: 10 s}}
      twins: {withdrawn: 50%, in_full: 50%}
"""


def test_twin_answered_first_is_no_less_cut_off_when_the_other_is_answered_too() -> (
    None
):
    coins = {(Purpose.TWIN, 1, 1): 0.1, (Purpose.TWIN, 1, 2): 0.9}

    journal = day(BOTH_ANSWERED, coins=coins)

    # she has talked on the phone since 100, on the line since 120
    assert contacts(journal)[1:] == [
        (1, 1, "first", 10, 150, "cut_off"),
        (1, 2, "duplicate", 20, 220, "handled"),
    ]
