"""Hand-played day: one whom an outage bars from the queue comes again elsewhere."""

from __future__ import annotations

from paper_day import contacts, day, sessions, stays

BARRED = """
    channels:
      phone: {kind: call, arrivals: {times: [50 s]}, talk: 100 s,
              outages: {at: "08:01", for: 1 min, cuts: waiting}}
      line: {kind: call, talk: 30 s}
    agents:
      desk: {staff: 1, skills: {phone: 1, line: 1}}
    automation:
      voice: {fronts: phone, contains: 0%, session: 40 s}
    customers:
      after: {cut_off: {phone: [{line: 100%, after: 20 s}]}}
"""


def test_one_who_comes_from_a_bot_into_an_outage_does_what_follows_it() -> None:
    journal = day(BARRED)

    # the session lasts until 90, and no queue of the channel may be joined till 120
    assert sessions(journal) == [(0, "escalated", 50, 90)]
    assert stays(journal)[0] == (0, None, 90, 90, None, None, "cut_off")
    assert contacts(journal) == [
        (0, 1, "first", 50, 90, "cut_off"),
        (0, 2, "cut_off", 110, 140, "handled"),
    ]
