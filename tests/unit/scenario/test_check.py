from __future__ import annotations

import pytest
from checked_centre import CENTRE, faults
from scenario_parts import scenario

from omnisim.errors import ScenarioError
from omnisim.scenario import loads
from omnisim.scenario.check import faults_of


def test_sound_centre_has_no_faults() -> None:
    assert faults_of(loads(CENTRE)) == []


def test_faults_carry_the_line_they_are_on() -> None:
    with pytest.raises(ScenarioError) as caught:
        loads(CENTRE.replace("{phone: 1, sales: 2}", "{phone: 1, sails: 2}"))

    (fault,) = caught.value.faults
    assert str(fault) == (
        "<text>:21:24: agents.desk.skills.sails: unknown channel 'sails'; "
        "allowed: phone, sales; did you mean 'sales'?"
    )


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        (
            "issues__balance__share",
            "50%",
            "issues: shares sum to 90%, not 100%",
        ),
        (
            "channels__sales__issues__balance",
            "99%",
            "channels.sales.issues: shares sum to 99%, not 100%",
        ),
        (
            "channels__sales__issues",
            "{balanse: 100%}",
            (
                "channels.sales.issues.balanse: unknown issue 'balanse' | "
                "balance, dispute | balance"
            ),
        ),
        (
            "agents__desk__skills",
            "{phone/disputes: 1}",
            (
                "agents.desk.skills.phone/disputes: unknown issue 'disputes' | "
                "balance, dispute | dispute"
            ),
        ),
        (
            "agents__desk__reserved",
            "{fax: 1}",
            "agents.desk.reserved.fax: unknown channel 'fax'",
        ),
        (
            "agents__seniors__reserved",
            "{sales: 1}",
            "agents.seniors.reserved.sales: the group has no skill 'sales' | phone",
        ),
        (
            "issues__dispute__needs",
            "seniorty",
            (
                "issues.dispute.needs: no agent group is qualified for 'seniorty' | "
                "seniority | seniority"
            ),
        ),
        (
            "routing__overflow",
            "[{channel: phone, to: senior, after: 20 s}]",
            (
                "routing.overflow.0.to: unknown agent group 'senior' | "
                "desk, seniors | seniors"
            ),
        ),
        (
            "routing__overflow",
            "[{channel: fon, to: desk, after: 20 s}]",
            "routing.overflow.0.channel: unknown channel 'fon'",
        ),
        (
            "routing__transfers",
            "[{issue: order, from: desk, to: seniors, share: 10%}]",
            "routing.transfers.0.issue: unknown issue 'order'",
        ),
        (
            "routing__transfers",
            "[{from: dsk, to: seniors, share: 10%}]",
            (
                "routing.transfers.0.from: unknown agent group 'dsk' | "
                "desk, seniors | desk"
            ),
        ),
        (
            "customers__resolved",
            "{phone: {balanc: 50%}}",
            "customers.resolved.phone.balanc: unknown issue 'balanc'",
        ),
        (
            "customers__resolved",
            "{fax: 50%}",
            "customers.resolved.fax: unknown channel 'fax'",
        ),
        (
            "customers__after",
            "{abandoned: {phone: [{fax: 20%, after: 1 min}]}}",
            "customers.after.abandoned.phone.0.fax: unknown channel 'fax'",
        ),
        (
            "calendar__interval",
            "7 min",
            "calendar.interval: 7 min does not divide a day",
        ),
        (
            "calendar__interval",
            "1 ms",
            (
                "calendar.interval: 0.001 s makes 86,400,000 intervals of the "
                "calendar | at most 200,000"
            ),
        ),
        (
            "agents__desk__staff",
            "1e9",
            (
                "agents.desk.staff: 1,000,000,000 agents are too many to play | "
                "at most 100,000"
            ),
        ),
        (
            "agents__seniors__shifts__0__n",
            "1e9",
            "agents.seniors.shifts: 1,000,000,000 agents are too many",
        ),
        (
            "channels__phone__arrivals",
            "{rate: 1e9/h}",
            "channels.phone.arrivals: about 2,000,000,000 contacts are too many",
        ),
        (
            "calendar__warm_up",
            "1 day",
            "calendar.warm_up: 1 day is all of the calendar (1 day)",
        ),
        (
            "calendar__open",
            '{weekdays: closed, sunday: "08:00-10:00"}',
            (
                "calendar.open: never open within the calendar (1 day from Monday "
                "2026-03-02 00:00)"
            ),
        ),
        (
            "channels__sales__open",
            '{tuesday: "08:00-10:00"}',
            "channels.sales.open: never open within the calendar",
        ),
        (
            "calendar__open",
            '{monday: "08:00-10:00", saturday: "22:00-09:00", sunday: "08:00-10:00"}',
            "calendar.open: hours of Saturday run into those of Sunday",
        ),
        (
            "agents__desk__staff__counts",
            "[3, 4, 4]",
            (
                "agents.desk.staff.counts: 3 steps of 1 h make 3 h, longer "
                "than the 2 h "
                "open on Monday 2026-03-02 | 2 counts"
            ),
        ),
        (
            "channels__phone__arrivals__per",
            "30 min",
            (
                "channels.phone.arrivals.counts: 2 steps of 30 min make 1 "
                "h, short of the "
                "2 h open on Monday 2026-03-02 | 4 counts"
            ),
        ),
        (
            "channels__phone__open",
            '"08:00-09:30"',
            (
                "channels.phone.arrivals.counts: 2 steps of 1 h make 2 h, "
                "longer than the "
                "90 min open on Monday 2026-03-02 | one count for all the day"
            ),
        ),
        (
            "channels__phone__arrivals",
            "{times: ['2026-03-03 08:00']}",
            (
                "channels.phone.arrivals: 1 of 1 recorded arrivals lie outside the "
                "calendar, the first 32 h after its start"
            ),
        ),
        (
            "channels__phone__arrivals",
            "{times: ['08:00'], scale: 2}",
            "channels.phone.arrivals.scale: ",
        ),
        (
            "agents__seniors__shifts__0__breaks",
            "['10:00-10:15']",
            (
                "agents.seniors.shifts.0.breaks.0: break 10:00-10:15 is not within "
                "08:00-10:00"
            ),
        ),
        (
            "agents__seniors__shifts__0__breaks",
            "['09:00-09:30', '09:15-09:45']",
            "agents.seniors.shifts.0.breaks: breaks overlap",
        ),
        (
            "channels__phone__talk",
            "never",
            "channels.phone.talk: never ends",
        ),
        (
            "channels__phone__lines",
            "0",
            "channels.phone.lines: without a line nobody gets through",
        ),
        (
            "customers__after",
            "{abandoned: {phone: [{phone: 60%}, {phone: 50%}]}}",
            "customers.after.abandoned.phone: shares sum to 110%",
        ),
        (
            "customers__after",
            "{blocked: {phone: [{phone: 60%}]}}",
            "customers.after.blocked.phone.0: coming back at once after blocked",
        ),
        (
            "customers__after",
            "{balked: {phone: [{phone: 60%, after: 0 s}]}}",
            "customers.after.balked.phone.0: coming back at once after balked",
        ),
        (
            "customers__after",
            "{unresolved: {phone: [{phone: 60%, after: never}]}}",
            "customers.after.unresolved.phone.0.after: never happens",
        ),
        (
            "routing__transfers",
            "[{issue: balance, from: desk, to: desk, share: 10%}]",
            "routing.transfers.0.to: from and to are the same group, 'desk'",
        ),
        (
            "routing__transfers",
            "[{channel: phone, from: seniors, to: desk, share: 10%}]",
            "routing.transfers.0.to: 'desk' is not qualified for issue 'dispute'",
        ),
        (
            "routing__overflow",
            "[{issue: dispute, to: desk, after: 20 s}]",
            "routing.overflow.0.to: 'desk' is not qualified for 'seniority'",
        ),
        (
            "routing__ring",
            "{time: 4 s, unanswered: 100%}",
            "routing.ring.unanswered: nobody would ever pick up",
        ),
        (
            "routing__choose_contact",
            "due_first",
            "channels.sales: has no target, which choose_contact: due_first goes by",
        ),
        (
            "agents__seniors__wage",
            "30 USD/h",
            "agents.seniors.wage: currency 'USD' differs from 'EUR'",
        ),
        (
            "agents__seniors__shifts__0__n",
            "0",
            "channels.phone: nobody is ever on duty for issue 'dispute'; seniors works",
        ),
        (
            "agents__seniors__skills",
            "{sales: 1, phone: null}",
            (
                "channels.phone: nobody can serve issue 'dispute': no agent "
                "group has the "
                "skill 'phone' or 'phone/dispute' and is qualified for 'seniority'"
            ),
        ),
        (
            "targets",
            '{abandonment: {green: "<= 5 apples"}}',
            "targets.abandonment.green: '<= 5 apples' is not a limit",
        ),
        (
            "targets",
            '{abandonment: {amber: "<= 5%"}}',
            "targets.abandonment: has no limit for green",
        ),
        (
            "targets",
            '{abandonment: {green: "<= 5%", amber: "<= 3%"}}',
            "targets.abandonment.amber: is stricter than green",
        ),
        (
            "targets",
            '{abandonment: {green: "<= 5%", amber: ">= 3%"}}',
            "targets.abandonment: green and amber point in different directions",
        ),
    ],
)
def test_one_change_is_one_fault(path: str, text: str, fault: str) -> None:
    (found,) = faults(**{path: text})

    assert found.startswith(fault)


def test_channel_without_any_skill_names_the_channel() -> None:
    assert faults(agents__desk__skills__sales="null") == [
        "channels.sales: no agent group has the skill 'sales' |  | "
    ]


def test_cheapest_needs_a_wage_for_every_group() -> None:
    found = faults(
        routing__choose_agent="cheapest",
        agents__desk__wage="null",
        agents__seniors__wage="null",
    )

    assert [fault.partition(":")[0] for fault in found] == [
        "agents.desk",
        "agents.seniors",
    ]


def test_zero_agents_for_a_channel_are_told_by_issue() -> None:
    found = faults(agents__desk__staff="0", agents__seniors__skills="{phone: 1}")

    assert found == [
        (
            "channels.sales: nobody is ever on duty for issue 'balance'; desk works "
            "at no time of the calendar |  | "
        )
    ]


def test_transfers_of_a_group_add_up_to_at_most_all() -> None:
    rule = "{issue: balance, from: desk, to: seniors, share: 60%}"

    first, *_ = faults(routing__transfers=f"[{rule}, {rule}]")
    assert first.startswith(
        "routing.transfers: 120% of the contacts of 'desk' on 'phone' about 'balance'"
    )


def test_nobody_comes_where_no_channel_has_arrivals() -> None:
    found = faults(channels__phone__arrivals="null", channels__sales__arrivals="null")

    assert found == ["channels: no channel has arrivals; nobody would ever come |  | "]


def test_centre_without_agents_is_a_fault() -> None:
    made = scenario(agents={})

    assert [str(fault) for fault in faults_of(made)] == [
        "agents: is empty; name at least one"
    ]
