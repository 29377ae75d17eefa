"""Changes by dotted path, as the command line gives them."""

from __future__ import annotations

import pytest
from scenario_texts import FULL, SMALL, faults, small

from omnisim.errors import ScenarioError
from omnisim.scenario import Scenario, loads

LOGNORMAL = "{lognormal: {mean: 260 s, cv: 1.1}}"
GAMMA = "{gamma: {mean: 1 s, cv: 1}}"
TRANSFERS = FULL[FULL.index("  transfers") : FULL.index("customers:")]


def changed(path: str, text: str) -> Scenario:
    """Load the full scenario with one change."""
    return loads(FULL, changes={path: text})


@pytest.mark.parametrize(
    ("path", "text", "old", "new"),
    [
        ("agents.seniors.shifts.0.n", "7", '{n: 6, hours: "08', '{n: 7, hours: "08'),
        ("agents.seniors.shifts.1.breaks", "null", ', breaks: "16:00-16:30"', ""),
        ("channels.phone.talk", "5 min", LOGNORMAL, "5 min"),
        ("channels.phone.talk", "{gamma: {mean: 1 s, cv: 1}}", LOGNORMAL, GAMMA),
        ("channels.phone.talk.lognormal.cv", "2", "cv: 1.1", "cv: 2"),
        ("channels.phone.lines", "null", "    lines: 60\n", ""),
        ("channels.vip.busy_day.cv", "7%", "busy_day: 5%", "busy_day: 7%"),
        (
            "channels.vip.issues.balance.talk",
            "1 s",
            "e: 60%",
            "e: {share: 60%, talk: 1 s}",
        ),
        ("issues.payment.effort", "2", "t: 35%", "t: {share: 35%, effort: 2}"),
        ("agents.seniors.skills.vip.pace", "2", "p: 1}\n    q", "p: {pace: 2}}\n    q"),
        ("customers.resolved.phone.balance", "10%", "{balance: 90%", "{balance: 10%"),
        ("calendar.open.saturday", "closed", '"09:00-13:00"', "closed"),
        ("agents.generalists.staff.counts", "13", "counts: 12}", "counts: 13}"),
        ("agents.generalists.staff", "13", "{per: hour, counts: 12}", "13"),
        ("routing.transfers", "null", TRANSFERS, ""),
        ("name", "Other bank", "Branch bank", "Other bank"),
    ],
)
def test_change_is_what_the_file_might_have_said(
    path: str, text: str, old: str, new: str
) -> None:
    assert old in FULL
    assert changed(path, text) == loads(FULL.replace(old, new, 1))


def test_share_for_all_keeps_its_place_beside_one_of_its_own() -> None:
    text = SMALL + "customers: {resolved: 82%}\n"
    scenario = loads(text, changes={"customers.resolved.phone": "90%"})

    assert scenario.customers.resolved == {"phone": {"general": 0.9}}


def test_hours_of_all_days_keep_their_place_beside_one_of_its_own() -> None:
    week = small(changes={"calendar.open.sunday": "closed"}).calendar.open.week

    assert week == (((28_800, 36_000),),) * 6 + ((),)


def test_item_of_a_plain_list_may_change() -> None:
    scenario = small(changes={"channels.phone.arrivals.counts.1": "90"})

    assert scenario == small("[60, 80]", "[60, 90]")


def test_change_may_open_a_section() -> None:
    assert small(changes={"routing.ring.time": "4 s"}).routing.ring.time == 4


def test_head_count_gives_way_to_a_table() -> None:
    scenario = small(
        changes={"agents.desk.staff": "{per: hour, counts: [7, 8]}"},
    )

    assert scenario.agents["desk"].staff is not None
    assert scenario.agents["desk"].staff.counts == (7, 8)


def test_later_change_is_laid_over_the_earlier() -> None:
    changes = {"agents.desk.staff": "8", "agents.desk": "{pace: 1.1}"}
    desk = small(changes=changes).agents["desk"]

    assert (desk.pace, desk.staff) == (1.1, small("7", "8").agents["desk"].staff)


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        (
            "channels.phone.talk.exponential",
            "5",
            "channels.phone.talk.exponential: '5' has no unit; write '5 s' or '5 min'",
        ),
        (
            "channels.fone.talk",
            "5 min",
            (
                "channels.fone.talk: there is no channels.fone to change; "
                "allowed: phone; did you mean 'phone'?"
            ),
        ),
        ("agents..staff", "5", "'agents..staff' is not a dotted path"),
        ("agents.desk.staff", "[5", "not YAML: while parsing a flow sequence"),
        ("agents.desk.staff", "!x 5", "tag '!x' is refused; write a plain value"),
        ("agents.desk.stff", "5", "agents.desk.stff: unknown key; allowed: staff"),
        ("agents.desk.skills", "null", "agents.desk.skills: is missing"),
        (
            "channels.phone.arrivals.counts.7",
            "5",
            "channels.phone.arrivals.counts.7: the list has no such place",
        ),
        ("channels.phone.arrivals.counts.x", "5", "must be a single value"),
        ("agents", "5", "agents: must be a mapping with keys, not '5'"),
    ],
)
def test_fault_of_a_change_names_its_path(path: str, text: str, fault: str) -> None:
    found = faults(SMALL, changes={path: text})

    assert found[0].startswith(f"--set {path}: ")
    assert fault in found[0]


def test_fault_of_a_section_that_is_not_there_lists_nothing() -> None:
    found = faults("agents: 5", changes={"channels.phone.talk": "5 min"})

    assert any("there is no channels.phone to change" in fault for fault in found)


def test_faults_of_file_and_changes_are_told_together() -> None:
    found = faults(
        SMALL.replace("kind: call", "kind: fax"), changes={"agents.desk.staff": "x"}
    )

    assert [fault.split(": ")[0] for fault in found] == [
        "bank.yaml:5:11",
        "--set agents.desk.staff",
    ]


def test_the_path_of_a_faulty_change_is_told_once() -> None:
    with pytest.raises(ScenarioError) as caught:
        loads(SMALL, changes={"agents.desk.staff": "x"})

    assert str(caught.value) == (
        "--set agents.desk.staff: 'x' is not a whole number; write one such as 12"
    )
