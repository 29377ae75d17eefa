"""Hand-played days: what one does no more whose other contact has helped her."""

from __future__ import annotations

import pytest
from paper_day import contacts, day

ADVISED = """
    channels:
      chat: {{kind: chat, turns: 1, agent_turn: 30 s, customer_turn: 10 s}}
      phone: {{kind: call, arrivals: {{times: [0 s, 10 s]}}, talk: 100 s,
              announce: {{offer: {{to: chat, share: 100%, after: 60 s}}}}}}
    agents:
      desk: {{staff: 1, skills: {{phone: 1}}}}
      room: {{staff: 1, skills: {{chat: 1}}}}
    customers:
      impatient_duplicates: {{phone: {{open: chat, probability: 100%, after: 10 s}}}}
      twins: in_full
      resolved: {{chat: {resolved}}}
"""
"""The second caller waits from 10 to 100, with a chat beside it from 20 to 50."""


@pytest.mark.parametrize(
    ("resolved", "closed_at", "outcome"),
    [("100%", 200, "handled"), ("0%", 70, "moved")],
)
def test_only_a_caller_who_still_needs_help_takes_the_advice(
    resolved: str, closed_at: float, outcome: str
) -> None:
    journal = day(ADVISED.format(resolved=resolved))

    assert contacts(journal)[1] == (1, 1, "first", 10, closed_at, outcome)
