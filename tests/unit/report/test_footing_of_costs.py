"""How wages are shared is said where there is somebody to share them among."""

import pytest
from made_results import made_results

from omnisim.report.contents import footing
from omnisim.scenario import loads

OFFICE = """
name: Office
calendar: {start: 2026-03-02 08:00, open: "08:00-09:00"}
issues: {question: 100%}
channels:
  phone: {kind: call, arrivals: {rate: 6/h}, talk: 2 min}
agents:
  team: {staff: 1, skills: {phone: 1}, wage: 20 EUR/h}
"""
WITH_MAILS = OFFICE.replace(
    "agents:\n",
    "  mail: {kind: mail, arrivals: {rate: 6/h}, work: 2 min, target: 90% within 1 h}\n"
    "agents:\n",
).replace("{phone: 1}", "{phone: 1, mail: 2}")
WITH_COMPLAINTS = OFFICE.replace("question: 100%", "question: 60%, complaint: 40%")
SHARED = "Costs by channel and issue: wages are shared by the hands-on time"


def said(text: str) -> str:
    """Return what stands below the figures of a scenario."""
    counted = {("cost", "all", "run"): [(20.0, 1.0), (20.0, 1.0)]}
    return "\n".join(footing(made_results(loads(text), counted)))


@pytest.mark.parametrize("text", [WITH_MAILS, WITH_COMPLAINTS])
def test_with_several_channels_or_issues_it_is_said_how_wages_are_shared(
    text: str,
) -> None:
    assert SHARED in said(text)


def test_with_one_channel_and_issue_there_is_nothing_to_say() -> None:
    assert SHARED not in said(OFFICE)


def test_without_wages_and_prices_there_is_nothing_to_say() -> None:
    assert SHARED not in said(WITH_MAILS.replace(", wage: 20 EUR/h", ""))
