"""Faults of next steps in no time, and of tables that tell when."""

from __future__ import annotations

import datetime as dt

import pytest
from checked_centre import CENTRE, faults
from scenario_parts import channel, group, scenario

from omnisim.errors import ScenarioError
from omnisim.scenario import load, loads
from omnisim.scenario.check import faults_of
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import (
    After,
    Arrivals,
    Customers,
    Recorded,
    Row,
    Step,
    Table,
)


def test_redial_at_once_is_allowed_after_a_real_wait() -> None:
    after = "{abandoned: {phone: [{phone: 100%, after: 0 s}]}}"

    made = loads(CENTRE, changes={"customers.after": after})
    assert faults_of(made) == []


@pytest.mark.parametrize(
    ("channel", "delay", "n_faults"),
    [("sales", 300.0, 0), ("phone", 300.0, 0), ("phone", 0.0, 2)],
    ids=["leads nowhere", "after a while", "at once"],
)
def test_moves_at_once_are_faults_only_in_a_circle(
    channel: str, delay: float, n_faults: int
) -> None:
    two_lines = loads("""
name: two lines
calendar: {start: 2026-03-02}
channels:
  phone: {kind: call, arrivals: {rate: 5/h}, talk: 5 min, lines: 2}
  sales: {kind: call, arrivals: {rate: 5/h}, talk: 5 min, lines: 2}
agents: {desk: {staff: 2, skills: {phone: 1, sales: 1}}}
""")
    onward = Step(channel="sales", share=1.0)
    back = Step(channel=channel, share=0.5, after=Constant(value=delay))
    after = After(blocked={"phone": (onward,), "sales": (back,)})

    customers = Customers(after=after).complete(two_lines.channels, two_lines.issues)
    made = two_lines.model_copy(update={"customers": customers})
    found = [fault.wrong for fault in faults_of(made)]
    assert sum("without time passing" in wrong for wrong in found) == n_faults


def test_redial_at_once_without_patience_never_ends() -> None:
    found = faults(
        channels__phone__patience="0 s",
        customers__after="{abandoned: {phone: [{phone: 100%}]}}",
    )

    assert "would repeat without time passing" in found[0]


def test_night_break_belongs_to_a_night_shift() -> None:
    night = '[{n: 1, hours: "22:00-06:00", breaks: ["02:00-02:30"]}]'

    made = loads(CENTRE, changes={"agents.seniors.shifts": night})
    assert made.agents["seniors"].shifts[0].hours == (79200.0, 108000.0)


def test_busy_day_needs_a_table() -> None:
    found = faults(
        channels__phone__arrivals="{times: ['08:00']}", channels__phone__busy_day="10%"
    )

    assert found == [
        (
            "channels.phone.busy_day: recorded arrivals have no random day factor | "
            "cv: 0 | "
        )
    ]


def test_several_issues_need_shares_or_mixtures() -> None:
    found = faults(issues__balance__share="null", issues__dispute__share="null")

    assert found[0].startswith("issues: no issue has a share, but 'phone' has no")


def test_rows_of_another_date_are_a_fault() -> None:
    rows = (Row(start=28800.0, count=5.0, date=dt.date(2026, 4, 1)),)
    table = Arrivals(table=Table(per=1800.0, rows=rows))
    made = scenario(channels={"phone": channel(arrivals=table)})

    (fault,) = faults_of(made)
    assert fault.wrong == (
        "none of its 1 rows falls within the calendar (1 day from Monday 2026-03-02)"
    )


def test_rows_that_overlap_on_one_date_are_a_fault() -> None:
    rows = (
        Row(start=28800.0, count=5.0),
        Row(start=28800.0, count=5.0, date=dt.date(2026, 3, 2)),
    )
    made = scenario(
        channels={
            "phone": channel(arrivals=Arrivals(table=Table(per=1800.0, rows=rows)))
        }
    )

    (fault,) = faults_of(made)
    assert fault.wrong == "interval 08:00 begins before the one at 08:00 ends"


def test_half_an_agent_is_a_fault() -> None:
    table = Table(per=86400.0, rows=(Row(start=0.0, count=2.5),))
    made = scenario(agents={"desk": group(staff=table)})

    (fault,) = faults_of(made)
    assert fault.wrong == "2.5 agents at 00:00 are not a whole number"


def test_staff_by_issue_is_a_fault() -> None:
    rows = (Row(start=0.0, count=2.0, issue="question"),)
    made = scenario(agents={"desk": group(staff=Table(per=86400.0, rows=rows))})

    (fault,) = faults_of(made)
    assert fault.wrong == "agents are not by issue, found 'question'"


def test_unknown_issue_of_a_recorded_arrival_is_a_fault() -> None:
    recorded = Arrivals(recorded=(Recorded(at=28800.0, issue="qestion"),))
    made = scenario(channels={"phone": channel(arrivals=recorded)})

    (fault,) = faults_of(made)
    assert (fault.path, fault.hint) == ("channels.phone.arrivals", "question")


@pytest.mark.parametrize(
    "name",
    [
        "bank_monday",
        "blended_floor",
        "branch_week",
        "chat_desk",
        "mail_backlog",
        "messaging_team",
        "small_office",
        "two_skills",
    ],
)
def test_scenarios_that_come_along_are_sound(
    name: str, pytestconfig: pytest.Config
) -> None:
    made = load(pytestconfig.rootpath / "scenarios" / f"{name}.yaml")

    assert faults_of(made) == []


def test_staff_file_that_breaks_off_before_closing_is_a_fault() -> None:
    with pytest.raises(ScenarioError) as caught:
        loads("""
name: cut short
calendar: {start: 2026-03-02 08:00, open: "08:00-12:00"}
channels:
  phone: {kind: call, arrivals: {rate: 5/h}, talk: 5 min, patience: 1 min}
agents:
  desk:
    staff: {per: 1 h, rows: [{start: "08:00", count: 2}, {start: "09:00", count: 3}]}
    skills: {phone: 1}
""")

    assert "tells of 08:00-10:00 on Monday 2026-03-02" in str(caught.value)
    assert "the centre is open 08:00-12:00" in str(caught.value)
