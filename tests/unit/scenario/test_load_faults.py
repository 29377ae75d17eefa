"""What planners mistype, and what they are told: place, path, wrong, allowed, hint."""

from __future__ import annotations

import datetime as dt

import pytest
from scenario_texts import FULL, SMALL, faults, faults_of_dict, faults_of_small

from omnisim.errors import Fault, ScenarioError
from omnisim.scenario import Scenario, from_dict, loads

CHANNEL_KEYS = (
    "kind, arrivals, busy_day, issues, talk, wrap_up, place_until, patience, target, "
    "lines, open, priority, weight, announce, invite, outages, cost"
)


def test_misspelt_key_lists_the_keys_and_the_nearest() -> None:
    assert faults_of_small("patience:", "patiance:") == [
        (
            "bank.yaml:8:5: channels.phone.patiance: unknown key; "
            f"allowed: {CHANNEL_KEYS}; did you mean 'patience'?"
        )
    ]


def test_misspelt_key_that_is_needed_is_missing_as_well() -> None:
    assert faults_of_small("skills:", "skils:") == [
        (
            "bank.yaml:10:3: agents.desk.skills: is missing; "
            "write one such as skills: {phone: 1}"
        ),
        (
            "bank.yaml:12:5: agents.desk.skils: unknown key; allowed: staff, shifts, "
            "skills, qualified_for, pace, wage, resolves, learning, strain, "
            "shrinkage, may_hold, units, interrupts, while_on, attention, "
            "switch_cost, slowdown, breathing, at_duty_end, reserved; "
            "did you mean 'skills'?"
        ),
    ]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("    turns: {geometric: 7}\n", "channels.phone.turns"),
        ("    silent: 20%\n", "channels.phone.silent"),
    ],
)
def test_keys_of_other_kinds_of_channel_do_not_belong(line: str, path: str) -> None:
    assert faults_of_small("agents:\n", f"{line}agents:\n") == [
        f"bank.yaml:9:5: {path}: does not belong to a call; allowed: talk"
    ]


def test_bot_lacks_what_every_bot_has() -> None:
    assert faults(SMALL + "automation: {assistant: {fronts: [phone]}}\n") == [
        (
            "bank.yaml:13:14: automation.assistant.contains: is missing; write one "
            "such as contains: {balance: 80%, payment: 35%}"
        ),
        (
            "bank.yaml:13:14: automation.assistant.session: is missing; write one "
            "such as session: {lognormal: {mean: 90 s, cv: 0.7}}"
        ),
    ]


def test_kind_that_is_not_played_is_unknown() -> None:
    assert faults_of_small("kind: call", "kind: cal") == [
        (
            "bank.yaml:5:11: channels.phone.kind: unknown value 'cal'; allowed: call, "
            "callback, chat, message, mail, bot; did you mean 'call'?"
        )
    ]


def test_choice_is_a_single_value() -> None:
    assert faults_of_small("kind: call", "kind: {call: 1}") == [
        (
            "bank.yaml:5:5: channels.phone.kind: must be a single value; "
            "allowed: call, callback, chat, message, mail, bot"
        )
    ]


def test_misspelt_choice_lists_the_choices_and_the_nearest() -> None:
    assert faults(SMALL + "routing: {choose_contact: longest_weight}\n") == [
        (
            "bank.yaml:13:27: routing.choose_contact: unknown value 'longest_weight'; "
            "allowed: priority, longest_wait, due_first, weighted_wait, preference; "
            "did you mean 'longest_wait'?"
        )
    ]


def test_no_is_taken_as_the_word_it_is() -> None:
    assert faults(SMALL + "customers: {context: no}\n") == [
        "bank.yaml:13:22: customers.context: unknown value 'no'; allowed: kept, lost"
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "{exponential: 5 min}",
            "{exponential: -5 min}",
            (
                "bank.yaml:7:25: channels.phone.talk.exponential: '-5 min' is "
                "negative; a duration is at least 0 s"
            ),
        ),
        (
            "{exponential: 3 min}",
            "{exponential: 3}",
            (
                "bank.yaml:8:29: channels.phone.patience.exponential: '3' has no unit; "
                "write '3 s' or '3 min'"
            ),
        ),
        (
            "staff: 7",
            "staff: 7\n    wage: 24 min",
            (
                "bank.yaml:12:11: agents.desk.wage: '24 min' is not a wage; "
                "write one such as '24 EUR/h'"
            ),
        ),
        (
            "staff: 7",
            "staff: 7\n    pace: 0",
            "bank.yaml:12:11: agents.desk.pace: '0' must be above 0",
        ),
        (
            "open:",
            "days: 0, open:",
            "bank.yaml:2:43: calendar.days: '0' must be at least 1",
        ),
        (
            "open:",
            "days: 5000, open:",
            "bank.yaml:2:43: calendar.days: '5000' must be at most 3660",
        ),
        (
            "{phone: 1}",
            "{phone: one}",
            (
                "bank.yaml:12:21: agents.desk.skills.phone: 'one' is not a whole "
                "number; write one such as 12"
            ),
        ),
        (
            "name: Small bank",
            "name: [Small, bank]",
            "bank.yaml:1:1: name: must be text, not a list",
        ),
        (
            "staff: 7",
            'shifts: {n: 7, hours: "08:00-10:00"}',
            "bank.yaml:11:5: agents.desk.shifts: must be a list, not a mapping",
        ),
        (
            "staff: 7",
            "staff: 7\n    shrinkage: 10%",
            (
                "bank.yaml:12:16: agents.desk.shrinkage: must be a mapping with keys, "
                "not '10%'"
            ),
        ),
        (
            "staff: 7",
            "staff: 7\n    pace: [1, 2]",
            "bank.yaml:12:5: agents.desk.pace: must be a single value, not a list",
        ),
        (
            "staff: 7",
            f"staff: 7\n    pace: {'9' * 600}",
            "bank.yaml:12:11: agents.desk.pace: has more than 500 characters",
        ),
    ],
)
def test_value_that_cannot_be_is_explained_where_it_stands(
    old: str, new: str, fault: str
) -> None:
    assert faults_of_small(old, new) == [fault]


def test_values_too_long_to_repeat_are_cut() -> None:
    (fault,) = faults_of_small("kind: call", f"kind: {'x' * 300}")

    assert f"unknown value '{'x' * 55} …'; allowed: call" in fault


def test_all_faults_come_at_once_and_in_file_order() -> None:
    text = FULL.replace("interval: 30 min", "interval: 30")
    text = text.replace("kind: call", "kind: fax", 1).replace("lines: 60", "linse: 60")
    text = text.replace("wage: 24 EUR/h", "wage: 24").replace("lost", "lots")
    found = faults(text)

    assert [fault.split(": ")[1] for fault in found] == [
        "calendar.interval",
        "channels.phone.kind",
        "channels.phone.linse",
        "agents.generalists.wage",
        "customers.context",
    ]


def test_unknown_names_are_found_in_a_file_with_other_faults() -> None:
    text = FULL.replace("issue: balance, to: seniors", "issue: balans, to: senior")
    text = text.replace("{mean: 260 s, cv: 1.1}", "{mean: 260}")
    text = text.replace("arrivals: {rate: 10/h}", "arrivals: {}")
    text = text.replace("wage: 31 EUR/h", "wages: 31 EUR/h")
    text = text.replace('{n: 6, hours: "08:00-16:00"', '{hours: "08:00-16"')
    found = [fault.split(": ")[1] for fault in faults(text)]

    assert {
        "routing.overflow.0.issue",
        "routing.overflow.0.to",
        "channels.phone.talk.lognormal.mean",
        "channels.vip.arrivals",
        "agents.seniors.wages",
        "agents.seniors.shifts.0.n",
        "agents.seniors.shifts.0.hours",
    } <= set(found)


def test_faults_of_whole_sections_hide_what_depends_on_them() -> None:
    found = faults("calendar: 5\nchannels: {phone: 5}\nagents: []\nservice_level: x\n")

    assert [fault.split(": ")[1] for fault in found] == [
        "calendar",
        "channels.phone",
        "agents",
        "service_level",
    ]


@pytest.mark.parametrize(
    ("line", "path", "allowed"),
    [
        ("target: {share: 80%, threshold: 20 s, x: 1}", "target.x", "share, threshold"),
        ("announce: {tolerance: 9 s, x: 1}", "announce.x", "estimate, tolerance"),
        ("issues: {general: {share: 1, x: 1}}", "issues.general.x", "share, talk"),
    ],
)
def test_unknown_key_deep_inside_lists_the_keys_there(
    line: str, path: str, allowed: str
) -> None:
    (fault,) = faults_of_small("agents:\n", f"    {line}\nagents:\n")

    assert f"channels.phone.{path}: unknown key; allowed: {allowed}" in fault


def test_unknown_key_in_a_list_lists_the_keys_there() -> None:
    found = faults_of_small("staff: 7", "shifts: [{m: 7, hours: 08:00-10:00}]")

    assert found[1] == (
        "bank.yaml:11:15: agents.desk.shifts.0.m: unknown key; "
        "allowed: n, hours, breaks, days"
    )


def test_unknown_name_stands_where_it_was_written() -> None:
    assert faults_of_small("{phone: 1}", "{phone: 1, fone: 2}") == [
        (
            "bank.yaml:12:24: agents.desk.skills.fone: unknown channel 'fone'; "
            "allowed: phone; did you mean 'phone'?"
        )
    ]


def test_move_that_any_stands_for_is_placed_there() -> None:
    (fault,) = faults(SMALL + "customers: {after: {unresolved: {any: {fone: 5%}}}}\n")

    assert "bank.yaml:13:" in fault
    assert "customers.after.unresolved.any" in fault
    assert "unknown channel 'fone'" in fault


def test_shares_that_do_not_sum_are_found() -> None:
    (fault,) = faults(SMALL + "issues: {balance: 60%, dispute: 30%}\n")

    assert "issues" in fault
    assert "90%" in fault


def test_hundreds_of_faults_are_cut_short() -> None:
    found = faults(SMALL + "".join(f"key{n}: 1\n" for n in range(300)))

    assert len(found) <= 101


def test_many_faults_of_the_text_are_counted() -> None:
    found = faults(SMALL + "name: again\n" * 300)

    assert found[-1] == "bank.yaml: and 200 faults more"


def test_checks_of_later_stages_get_places_too() -> None:
    def refuse(_: Scenario) -> list[Fault]:
        return [Fault("agents.desk.staff", "is too dear")]

    found = faults(SMALL, further=refuse)

    assert found == ["bank.yaml:11:12: agents.desk.staff: is too dear"]


def test_name_with_a_dot_has_its_place() -> None:
    def refuse(_: Scenario) -> list[Fault]:
        return [Fault("targets.abandonment.fone", "unknown channel 'fone'")]

    text = SMALL + 'targets:\n  abandonment.fone: {green: "<= 5%"}\n'

    assert faults(text, further=refuse) == [
        "bank.yaml:14:3: targets.abandonment.fone: unknown channel 'fone'"
    ]


def test_python_values_have_faults_without_places() -> None:
    data = {
        "calendar": {"start": "2026-03-02", "days": True},
        "channels": {
            "phone": {"kind": "call", "arrivals": {"rate": "9/h"}, "talk": "1 min"}
        },
        "agents": {"desk": {"staff": 7, "skills": {"phone": 1}}},
    }

    assert faults_of_dict(data) == [
        "calendar.days: 'true' is not a whole number; write one such as 12"
    ]


def test_python_values_of_strange_types_are_refused() -> None:
    (fault,) = faults_of_dict({"calendar": {"start": dt.timedelta(1)}})

    assert fault == (
        "calendar.start: a value of type timedelta cannot stand in a scenario; "
        "allowed: text, numbers, lists, mappings"
    )


def test_python_values_that_hold_themselves_are_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    (fault,) = faults_of_dict({"calendar": endless})

    assert fault.endswith("nested more than 30 levels deep")


def test_python_values_must_be_a_mapping() -> None:
    with pytest.raises(ScenarioError, match="a scenario is a mapping"):
        from_dict([])  # type: ignore[arg-type] # what a caller without types may pass


def test_faults_never_speak_of_the_library_that_found_them() -> None:
    text = FULL.replace(":", ": 1 #", 40)
    found = "\n".join(faults(text))

    assert "Input should" not in found
    assert "pydantic" not in found
    assert "Scenario" not in found


def test_error_can_cross_a_process_border() -> None:
    with pytest.raises(ScenarioError) as caught:
        loads("")

    assert caught.value.__reduce__()[1] == (caught.value.faults,)
