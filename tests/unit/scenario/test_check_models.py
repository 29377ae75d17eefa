"""Faults that a file cannot hold but a scenario made in Python can."""

from __future__ import annotations

import pytest
from scenario_parts import HOUR, channel, group, scenario

from omnisim.scenario.check import faults_of
from omnisim.scenario.schema import (
    Arrivals,
    Issue,
    MixtureEntry,
    Recorded,
    Row,
    Scenario,
    Skill,
    Table,
)

BOTH_PHONES = group(skills={"phone": Skill(), "back": Skill()})


def with_arrivals(arrivals: Arrivals) -> Scenario:
    return scenario(channels={"phone": channel(arrivals=arrivals)})


@pytest.mark.parametrize(
    ("table", "wrong"),
    [
        (
            Table(per=0.0, counts=(3.0,)),
            "needs a step and either counts or rows",
        ),
        (
            Table(per=HOUR, counts=(3.0,), rows=(Row(start=8 * HOUR, count=1.0),)),
            "needs a step and either counts or rows",
        ),
        (Table(per=HOUR), "has no counts"),
    ],
    ids=["no step", "counts and rows", "neither"],
)
def test_a_table_has_a_step_and_one_kind_of_contents(table: Table, wrong: str) -> None:
    (fault,) = faults_of(with_arrivals(Arrivals(table=table)))

    assert (fault.path, fault.wrong) == ("channels.phone.arrivals", wrong)


def test_arrivals_of_no_kind_are_a_fault() -> None:
    (fault,) = faults_of(with_arrivals(Arrivals()))

    assert fault.wrong == "holds neither a table nor recorded times"


def test_an_arrival_before_the_calendar_is_told_by_how_much() -> None:
    (fault,) = faults_of(with_arrivals(Arrivals(recorded=(Recorded(at=-120.0),))))

    assert fault.wrong.endswith(
        "outside the calendar, the first 2 min before its start"
    )


def test_half_an_agent_in_the_counts_is_a_fault() -> None:
    made = scenario(agents={"desk": group(staff=Table(per=HOUR, counts=(2.5,)))})

    (fault,) = faults_of(made)
    assert fault.wrong == "2.5 agents are not a whole number"


def test_a_light_without_a_comparison_is_a_fault() -> None:
    (fault,) = faults_of(scenario(targets={"abandonment": {"green": "5%"}}))

    assert fault.path == "targets.abandonment.green"
    assert fault.wrong == "'5%' is not a limit"


def test_the_only_issue_needs_no_share() -> None:
    assert faults_of(scenario(issues={"question": Issue()})) == []


def test_a_channel_nobody_begins_on_needs_no_mixture() -> None:
    made = scenario(
        issues={"question": Issue(), "order": Issue()},
        channels={
            "phone": channel(issues={"order": MixtureEntry(share=1.0)}),
            "back": channel(arrivals=None),
        },
        agents={"desk": BOTH_PHONES},
    )

    assert faults_of(made) == []
