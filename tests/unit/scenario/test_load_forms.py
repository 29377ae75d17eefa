"""The short forms of a scenario file and what each of them means."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest
from scenario_texts import FULL, SMALL, faults_of_small, small

from omnisim.scenario import dump, from_dict, loads
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import (
    GENERAL,
    Kind,
    Recorded,
    Scenario,
    Skill,
    Table,
)

ARRIVALS = "{per: hour, counts: [60, 80]}"
HOURS = '"08:00-10:00"'
DAY = 86_400.0


def test_small_file_is_read() -> None:
    scenario = small()

    assert scenario.name == "Small bank"
    assert scenario.channels["phone"].kind is Kind.CALL
    assert scenario.channels["phone"].wrap_up == Constant(value=0)
    assert scenario.agents["desk"].staff == Table(per=3600, counts=(7,))


def test_file_without_issues_has_one() -> None:
    assert small().issues[GENERAL].share == 1


def test_file_without_a_name_bears_that_of_the_text() -> None:
    assert small("name: Small bank\n").name == "scenario"


def test_everything_a_file_may_say_is_kept_by_dump() -> None:
    scenario = loads(FULL)

    assert loads(dump(scenario)) == scenario


def test_scenario_forgets_where_its_texts_stood() -> None:
    scenario = loads(FULL)

    assert type(scenario.name) is str
    assert {type(name) for name in scenario.channels} == {str}
    assert pickle.loads(pickle.dumps(scenario)) == scenario  # noqa: S301 - our own


def test_names_are_in_order_whatever_the_file_says() -> None:
    scenario = loads(FULL)

    assert list(scenario.issues) == ["balance", "dispute", "payment"]
    assert list(scenario.agents) == ["generalists", "seniors"]
    assert list(scenario.agents["generalists"].skills) == ["phone", "vip"]


def test_sections_may_stand_in_any_order() -> None:
    head, tail = SMALL.split("channels:", 1)

    assert loads("channels:" + tail + head) == small()


def test_python_values_make_the_same_scenario() -> None:
    data = {
        "name": "Small bank",
        "calendar": {"start": dt.datetime(2026, 3, 2, 8), "open": "08:00-10:00"},  # noqa: DTZ001 - local
        "channels": {
            "phone": {
                "kind": "call",
                "arrivals": {"per": "hour", "counts": (60, 80.0)},
                "talk": {"exponential": "5 min"},
                "patience": {"exponential": "3 min"},
                "lines": None,
            }
        },
        "agents": {"desk": {"staff": 7, "skills": {"phone": 1}}},
    }

    assert from_dict(data) == small()


def test_start_may_be_a_date_alone() -> None:
    scenario = small("2026-03-02 08:00, open: " + HOURS, "2026-03-02, open: " + HOURS)

    assert scenario.calendar.start == dt.datetime(2026, 3, 2)  # noqa: DTZ001 - local


def test_start_may_be_a_date_made_in_python() -> None:
    data = {"start": dt.date(2026, 3, 2), "open": "08:00-10:00"}
    scenario = from_dict(
        {
            "calendar": data,
            "channels": {
                "phone": {"kind": "call", "arrivals": {"rate": "9/h"}, "talk": "1 min"}
            },
            "agents": {"desk": {"staff": 7, "skills": {"phone": 1}}},
        }
    )

    assert scenario.calendar.start == dt.datetime(2026, 3, 2)  # noqa: DTZ001 - local


@pytest.mark.parametrize("start", ["2026-03-02 08:00+01:00", "tomorrow", "20260302"])
def test_start_is_local_and_written_with_dashes(start: str) -> None:
    (fault,) = faults_of_small("2026-03-02 08:00", f'"{start}"')

    assert fault.startswith(f"bank.yaml:2:19: calendar.start: '{start}' is not a date")


def test_centre_is_open_all_day_unless_it_says_otherwise() -> None:
    scenario = small(
        f", open: {HOURS}}}",
        "}",
        changes={"channels.phone.arrivals": "{rate: 10/h}"},
    )

    assert scenario.calendar.open.week == (((0.0, DAY),),) * 7


def test_hours_may_have_a_break_at_noon() -> None:
    week = small(HOURS, '"13:00-14:00, 08:00-09:00"').calendar.open.week

    assert week[0] == ((28_800, 32_400), (46_800, 50_400))


def test_hours_by_weekday_leave_the_rest_closed() -> None:
    week = small(
        HOURS, '{saturday: closed, weekdays: "08:00-10:00"}'
    ).calendar.open.week

    assert week == (((28_800, 36_000),),) * 5 + ((), ())


def test_one_weekday_wins_over_the_set_it_is_in() -> None:
    week = small(
        HOURS, '{monday: "08:00-10:00", weekdays: "09:00-17:00", weekend: closed}'
    ).calendar.open.week

    assert week[0] == ((28_800, 36_000),)
    assert week[1] == ((32_400, 61_200),)


def test_hours_that_overlap_are_refused() -> None:
    (fault,) = faults_of_small(HOURS, '"08:00-10:00, 09:00-11:00"')

    assert "calendar.open: '08:00-10:00, 09:00-11:00' has spans that overlap" in fault


def test_hours_of_an_unknown_weekday_are_refused() -> None:
    found = faults_of_small(HOURS, '{mondy: "08:00-10:00"}')

    assert found[0].startswith("bank.yaml:2:44: calendar.open.mondy: unknown key;")
    assert found[0].endswith("did you mean 'monday'?")


def test_hours_as_a_list_are_refused() -> None:
    (fault,) = faults_of_small(HOURS, "[8, 10]")

    assert "calendar.open: must be a text such as" in fault


def test_night_hours_need_no_quotes() -> None:
    scenario = small(
        HOURS, "22:30-06:00", changes={"channels.phone.arrivals": "{rate: 9/h}"}
    )
    week = scenario.calendar.open.week

    assert week[0] == ((81_000, 108_000),)


def test_number_may_have_an_exponent() -> None:
    scenario = small("patience: {exponential: 3 min}", "lines: 1e3")

    assert scenario.channels["phone"].lines == 1000


def test_no_is_a_text_like_any_other() -> None:
    assert small("Small bank", "no").name == "no"


@pytest.mark.parametrize(
    ("written", "per", "counts"),
    [
        ("{rate: 20/min}", 3600, (1200,)),
        ("{per: day, counts: 500}", DAY, (500,)),
        ("{per: interval, counts: [1, 2, 3, 4]}", 1800, (1, 2, 3, 4)),
        ("{per: 1 h, counts: [1.5, 2]}", 3600, (1.5, 2)),
    ],
)
def test_arrivals_may_be_counts_or_a_rate(
    written: str, per: float, counts: tuple[float, ...]
) -> None:
    arrivals = small(ARRIVALS, written).channels["phone"].arrivals

    assert arrivals is not None
    assert arrivals.table == Table(per=per, counts=counts)


def test_arrivals_may_be_recorded_instants() -> None:
    written = '{times: [90 s, "08:03:20", "2026-03-02 08:01"], scale: 1}'
    arrivals = small(ARRIVALS, written).channels["phone"].arrivals

    assert arrivals is not None
    assert arrivals.recorded == (Recorded(at=60), Recorded(at=90), Recorded(at=200))


def test_one_recorded_instant_needs_no_list() -> None:
    arrivals = small(ARRIVALS, '{times: "08:03:20"}').channels["phone"].arrivals

    assert arrivals is not None
    assert arrivals.recorded == (Recorded(at=200),)


def test_recorded_instants_may_have_issues() -> None:
    written = "{times: [{at: 5 min, issue: general}, {at: 60 s}]}"
    arrivals = small(ARRIVALS, written).channels["phone"].arrivals

    assert arrivals is not None
    assert arrivals.recorded == (Recorded(at=60), Recorded(at=300, issue="general"))


def test_tables_may_be_written_row_by_row() -> None:
    rows = '[{start: "08:00", count: 7}, {start: "09:00", count: 9}]'
    scenario = small(ARRIVALS, f"{{per: hour, rows: {rows}}}")
    agents = small("staff: 7", f"staff: {{per: hour, rows: {rows}}}").agents

    assert scenario.channels["phone"].arrivals is not None
    assert scenario.channels["phone"].arrivals.table == agents["desk"].staff


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        (
            "[60, 80]",
            "must be {per: hour, counts: [...]} or {times: [...]}, not a list",
        ),
        ("{per: hour}", "must hold one of counts, rate, file, rows, times; found none"),
        ("{rate: 5/h, counts: 3}", "found counts and rate"),
        ("{rate: 5/h, per: hour}", "per: does not belong beside 'rate'"),
        ("{counts: [1, 2]}", "per: is missing; write one such as per: hour"),
        ("{per: hour, counts: []}", "counts: is an empty list"),
        ("{per: hour, counts: [60, -1]}", "counts.1: '-1' is negative"),
        ("{per: hour, counts: [60, [80]]}", "counts.1: must be a single value"),
        ("{per: 0 s, counts: 5}", "per: '0 s' must be more than 0 s"),
        ("{per: fortnight, counts: 5}", "per: 'fortnight' is not a duration"),
        ("{times: []}", "times: is an empty list"),
        ("{times: [soon]}", "times.0: 'soon' is not a duration"),
        ("{times: [{at: soon}]}", "times.0.at: 'soon' is not a duration"),
        ("{per: hour, rows: 5}", "rows: must be a list"),
        ("{per: hour, rows: [5]}", "rows.0: must be such as {start:"),
        (
            '{per: hour, rows: [{start: "24:00", count: 1}]}',
            "rows.0.start: '24:00' is the next day's; an interval starts before 24:00",
        ),
        (
            '{per: hour, rows: [{start: "08:00", count: -1}]}',
            "rows.0.count: '-1' must be at least 0",
        ),
        ('{file: " "}', "file: must be the name of a file"),
        ("{file: [a]}", "file: must be the name of a file, not a list"),
        ("{file: a.csv, start: [a]}", "start: must be a single value, not a list"),
        ("{file: a.csv, per: x}", "per: 'x' is not a duration"),
    ],
)
def test_arrivals_that_cannot_be_are_explained(written: str, wrong: str) -> None:
    found = faults_of_small(ARRIVALS, written)

    assert wrong in found[0]
    assert found[0].startswith("bank.yaml:6:")


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("[7, 8]", "staff: must be {per: hour, counts: [...]}, not a list"),
        ("seven", "staff: 'seven' is not a whole number"),
        (
            "{per: hour, counts: [7, 7.5]}",
            "staff.counts.1: '7.5' is not a whole number",
        ),
        ("{per: hour, counts: [7, 7], scale: 2}", "staff.scale: unknown key"),
        ("{per: hour}", "staff: must hold one of counts, file, rows"),
    ],
)
def test_staff_that_cannot_be_is_explained(written: str, wrong: str) -> None:
    found = faults_of_small("staff: 7", f"staff: {written}")

    assert wrong in found[0]


def test_shifts_and_staff_exclude_each_other() -> None:
    (fault,) = faults_of_small(
        "staff: 7", 'staff: 7\n    shifts: [{n: 1, hours: "08:00-10:00"}]'
    )

    assert fault == (
        "bank.yaml:10:3: agents.desk: must have either staff or shifts, found both"
    )


def test_group_has_staff_or_shifts() -> None:
    (fault,) = faults_of_small("    staff: 7\n", "")

    assert "agents.desk: must have either staff or shifts, found neither" in fault


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("weekdays", (0, 1, 2, 3, 4)),
        ("[weekend, monday]", (0, 5, 6)),
        ("every day", (0, 1, 2, 3, 4, 5, 6)),
        ("Friday", (4,)),
    ],
)
def test_shift_begins_on_the_days_it_names(written: str, days: tuple[int, ...]) -> None:
    shift = f'{{n: 1, hours: "08:00-10:00", days: {written}}}'
    more = f'\n      - {{n: 1, hours: "08:00-10:00"}}\n      - {shift}'
    scenario = small("staff: 7", f"shifts:{more}")

    assert scenario.agents["desk"].shifts[1].days == days


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("mondy", "days: unknown weekday 'mondy'; allowed: monday, tuesday"),
        ("[monday, mondy]", "days.1: unknown weekday 'mondy'"),
        ("[]", "days: must name at least one weekday"),
        ("{monday: 1}", "days: must be weekday names such as"),
    ],
)
def test_shift_on_no_weekday_is_refused(written: str, wrong: str) -> None:
    shift = f'[{{n: 1, hours: "08:00-10:00", days: {written}}}]'
    (fault,) = faults_of_small("staff: 7", f"shifts: {shift}")

    assert wrong in fault


def test_skill_may_be_for_one_issue_of_a_channel() -> None:
    skills = small("{phone: 1}", "{phone: 2, phone/general: 1}").agents["desk"].skills

    assert skills == {"phone": Skill(preference=2), "phone/general": Skill()}


@pytest.mark.parametrize("written", ["7", "{counts: 7}", "{per: hour, counts: [7]}"])
def test_one_head_count_needs_no_step(written: str) -> None:
    assert small("staff: 7", f"staff: {written}") == small()


def test_target_and_wage_may_be_taken_apart() -> None:
    text = FULL.replace("80% within 20 s", "{share: 80%, threshold: 20 s}")
    text = text.replace("24 EUR/h", "{amount: 24, currency: EUR}")

    assert loads(text) == loads(FULL)


def test_models_take_what_they_hold() -> None:
    scenario = loads(FULL)

    assert Scenario(
        **{key: getattr(scenario, key) for key in Scenario.model_fields}
    ) == (scenario)
    assert (
        Scenario.model_validate(
            scenario.model_dump(serialize_as_any=True)
            | {
                "channels": scenario.channels,
                "customers": {},
                "routing": {},
            }
        ).agents
        == scenario.agents
    )


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ("{abandonment: 5%}", "targets.abandonment: must be lights such as"),
        ('{abandonment: {red: "<= 5%"}}', "targets.abandonment.red: unknown key"),
        (
            "{abandonment: {green: 5%}}",
            "targets.abandonment.green: '5%' is not a limit",
        ),
        ("5", "targets: must be a mapping with keys, not '5'"),
    ],
)
def test_lights_are_limits(written: str, wrong: str) -> None:
    (fault,) = faults_of_small("name:", f"targets: {written}\nname:")

    assert wrong in fault


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("a.b", "name 'a.b' may not hold '.'"),
        ("any", "name 'any' has a meaning of its own; choose another"),
        ('" x"', "must have 1 to 60 characters and no space at its ends"),
    ],
)
def test_names_leave_room_for_paths(name: str, wrong: str) -> None:
    found = faults_of_small("  desk:", f"  {name}:")

    assert wrong in found[0]
    assert found[0].startswith("bank.yaml:10:3: agents.")
