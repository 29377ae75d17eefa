"""Hand-played day: strain looks back over its window, and no further."""

from __future__ import annotations

from paper_day import day, stays

STRAINED = """
    channels:
      phone: {kind: call, arrivals: {times: [0 s]}, talk: 100 s, wrap_up: 30 s}
    agents:
      desk: {staff: 1, skills: {phone: 1},
             strain: {slower: 1%, above: 0%, over: 50 s}}
"""


def test_talk_longer_than_the_window_makes_occupancy_whole_and_not_more() -> None:
    journal = day(STRAINED)

    # fresh at 0; fully busy from 50 to 100, so the wrap-up takes twice as long
    assert stays(journal) == [(0, 0, 0, 0, 100, 160, "handled")]
