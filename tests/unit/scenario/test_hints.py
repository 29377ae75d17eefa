from __future__ import annotations

import numpy as np
import pytest
from scenario_parts import HOUR, calendar, channel, group, hours, scenario

from omnisim.scenario import load, loads, workload
from omnisim.scenario.hints import warnings_of
from omnisim.scenario.laws import Constant, Exponential
from omnisim.scenario.schema import (
    Arrivals,
    Issue,
    Recorded,
    Row,
    Shift,
    Shrinkage,
    Table,
)

CENTRE = """
calendar: {start: 2026-03-02 08:00, open: "08:00-10:00"}
channels:
  phone:
    kind: call
    arrivals: {per: hour, counts: [30, 60]}
    talk: 4 min
    patience: {exponential: 3 min}
  sales: {kind: call, arrivals: {per: hour, counts: 10}, talk: 2 min}
agents:
  desk: {staff: 6, skills: {phone: 1, sales: 2}}
"""


def warnings(**changes: str) -> list[str]:
    """Return the warnings of the centre after changes; `__` stands for a dot."""
    dotted = {path.replace("__", "."): text for path, text in changes.items()}
    return warnings_of(loads(CENTRE, changes=dotted))


def test_sensible_centre_is_not_warned_of() -> None:
    assert warnings() == []


@pytest.mark.parametrize(
    ("path", "text", "warning"),
    [
        (
            "channels__phone__weight",
            "3",
            "routing.choose_contact: weights are set, but 'priority' does not look",
        ),
        (
            "routing__choose_agent",
            "fastest",
            "routing.choose_agent: 'fastest', but all agents have the same pace",
        ),
        (
            "routing__ring",
            "{time: 3 s, away: 1 min}",
            "routing.ring.away: has no effect, every offer is answered",
        ),
        (
            "customers__repeat_work",
            "20%",
            "customers.repeat_work: has no effect while context is 'kept'",
        ),
        (
            "customers__context",
            "lost",
            "customers.context: 'lost', but telling the story again takes no time",
        ),
        (
            "routing__overflow",
            "[{channel: sales, to: desk, after: 10 s}]",
            "routing.overflow.0: 'desk' has the skill 'sales' and serves it",
        ),
        (
            "agents__idle",
            "{staff: 1, skills: {}}",
            "agents.idle.skills: empty, and nothing is handed on to it",
        ),
        (
            "agents__idle",
            (
                '{shifts: [{n: 1, hours: "08:00-09:00", days: '
                "sunday}], skills: {phone: 1}}"
            ),
            "agents.idle: never on duty within the calendar",
        ),
        (
            "channels__fax",
            "{kind: call, talk: 1 min}",
            "channels.fax: nobody ever comes here",
        ),
        (
            "agents__desk__reserved",
            "{sales: 6}",
            "agents.desk.reserved: 6 agents are kept free, but never more",
        ),
        (
            "calendar__warm_up",
            "18 h",
            "calendar.warm_up: only 25% of the calendar is counted",
        ),
        (
            "agents__desk__staff",
            "4",
            "channels.phone, channels.sales: in 2 intervals fewer agents are on duty",
        ),
        (
            "agents__early",
            (
                '{shifts: [{n: 1, hours: "07:30-08:30", days: '
                "monday}], skills: {sales: 1}}"
            ),
            (
                "agents.early.shifts.0: the calendar starts in the middle of it; "
                "only the last 30 min are played"
            ),
        ),
    ],
)
def test_one_change_is_one_warning(path: str, text: str, warning: str) -> None:
    (found,) = warnings(**{path: text})

    assert found.startswith(warning)


def test_priorities_are_warned_of_where_nobody_looks_at_them() -> None:
    found = warnings(
        channels__phone__priority="2", routing__choose_contact="longest_wait"
    )

    assert found == [
        (
            "routing.choose_contact: priorities are set, but 'longest_wait' does "
            "not look at them"
        )
    ]


def test_worst_interval_is_named_with_its_figures() -> None:
    # 60 calls an hour of 4 min and 10 of 2 min keep 4 + 1/3 agents busy from 9 to 10
    (found,) = warnings(agents__desk__staff="4", calendar__interval="1 h")

    assert found.endswith("worst Monday 09:00: 4.0 agents for 4.3 Erlangs")


def test_endless_patience_with_too_few_agents_grows_without_end() -> None:
    made = scenario(
        channels={"phone": channel(patience=Constant(value=float("inf")))},
        agents={"desk": group(staff=Table(per=HOUR, counts=(2.0,)))},
    )

    (found,) = warnings_of(made)
    assert "never give up; the queue grows without end" in found


def test_calls_to_a_closed_floor_are_warned_of() -> None:
    rows = (Row(start=7 * HOUR, count=25.0), Row(start=8 * HOUR, count=75.0))
    made = scenario(
        channels={"phone": channel(arrivals=Arrivals(table=Table(per=HOUR, rows=rows)))}
    )

    assert warnings_of(made) == [
        "channels.phone.arrivals: 25% of the contacts come while it is closed"
    ]


def test_open_floor_without_agents_is_warned_of() -> None:
    made = scenario(
        calendar=calendar(open=hours((8, 12))),
        agents={"desk": group(shifts=(Shift(n=9, hours=(8 * HOUR, 11 * HOUR)),))},
    )

    assert warnings_of(made) == [
        (
            "channels.phone: open, but nobody is on duty for it in 2 intervals, first "
            "Monday 11:00"
        )
    ]


def test_night_shift_of_an_open_centre_may_be_cut_by_the_start() -> None:
    night = Shift(n=9, hours=(20 * HOUR, 32 * HOUR))
    day = Shift(n=9, hours=(8 * HOUR, 20 * HOUR))
    made = scenario(
        calendar=calendar(open=hours((8, 32))),
        agents={"desk": group(shifts=(day, night))},
    )

    assert warnings_of(made) == []


def test_groups_that_share_work_are_added_up() -> None:
    made = scenario(
        channels={"phone": channel(), "sales": channel()},
        agents={
            "a": group(skills={"phone": {"preference": 1}}),
            "b": group(skills={"phone": {}, "sales": {}}),
        },
    )

    assert warnings_of(made) == []


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
def test_scenarios_that_come_along_are_not_warned_of(
    name: str, pytestconfig: pytest.Config
) -> None:
    made = load(pytestconfig.rootpath / "scenarios" / f"{name}.yaml")

    assert warnings_of(made) == []


def test_offered_load_is_rate_times_handle_time_and_effort() -> None:
    made = scenario(
        calendar=calendar(interval=HOUR),
        issues={"easy": Issue(share=0.5), "hard": Issue(share=0.5, effort=2.0)},
        channels={
            "phone": channel(
                arrivals=Arrivals(
                    table=Table(per=HOUR, counts=(30.0, 60.0)), scale=2.0
                ),
                talk=Exponential(mean=100.0),
                wrap_up=Constant(value=20.0),
            )
        },
    )

    # 60 and 120 calls an hour, half of 120 s and half of 240 s: 180 s on average
    load_by_hour = workload.offered_load(made, "phone")
    assert list(load_by_hour[8:10]) == pytest.approx([3.0, 6.0])
    assert load_by_hour.sum() == pytest.approx(9.0)


def test_recorded_arrivals_are_counted_by_interval() -> None:
    recorded = tuple(Recorded(at=8 * HOUR + at) for at in (0.0, 1799.0, 1800.0))
    made = scenario(channels={"phone": channel(arrivals=Arrivals(recorded=recorded))})

    (contacts,) = workload.expected_contacts(made, "phone").values()
    assert list(contacts[16:18]) == [2.0, 1.0]
    assert contacts.sum() == 3.0


def test_agents_on_duty_leave_out_breaks_and_shrinkage() -> None:
    shift = Shift(
        n=10, hours=(8 * HOUR, 10 * HOUR), breaks=((8.25 * HOUR, 8.75 * HOUR),)
    )
    made = scenario(
        agents={
            "desk": group(
                shifts=(shift,), shrinkage=Shrinkage(planned=0.1, absence=0.2)
            )
        }
    )

    agents = workload.agents_on_duty(made, "desk")
    assert agents[16:20] == pytest.approx(np.array([3.6, 3.6, 7.2, 7.2]))
    assert agents.sum() == pytest.approx(21.6)
