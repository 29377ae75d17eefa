"""What may be held, as people write it, change it and get it wrong."""

from __future__ import annotations

from typing import Any

import pytest
from held import EVERYTHING, FLOOR, THREE, floor
from pydantic import ValidationError

from omnisim.errors import ScenarioError
from omnisim.scenario import Scenario, dump, from_dict, loads
from omnisim.scenario.capacity import mixes_of
from omnisim.scenario.schema import AtDutyEnd, ChosenPreset, Group, Mix, Pool, Shift


def desk(rule: str, skills: str = THREE, **how: Any) -> Group:  # noqa: ANN401 - as `loads` takes them
    return floor(rule, skills, **how).agents["desk"]


def faults(rule: str, skills: str = THREE, **how: Any) -> list[str]:  # noqa: ANN401 - as above
    with pytest.raises(ScenarioError) as caught:
        floor(rule, skills, **how)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("rule", "mixes"),
    [
        (
            "may_hold: {phone: 1, chat: 3, email: 1, total: 3}",
            (Mix(most={"chat": 3, "email": 1, "phone": 1}, total=3),),
        ),
        (
            "may_hold: [{phone: 1}, {chat: 3, email: 1}]",
            (Mix(most={"phone": 1}), Mix(most={"chat": 3, "email": 1})),
        ),
        ("may_hold: webex.blended", ChosenPreset(name="webex.blended")),
        ("may_hold: {preset: nice}", ChosenPreset(name="nice")),
        (
            "may_hold: {preset: amazon_connect, chat: 4}",
            ChosenPreset(name="amazon_connect", numbers={"chat": 4}),
        ),
    ],
)
def test_mixes_and_presets_are_written_in_short(rule: str, mixes: object) -> None:
    assert desk(rule).may_hold == mixes


@pytest.mark.parametrize(
    ("rule", "pools"),
    [
        (
            "units: {total: 100, phone: 100, chat: 20, email: 12.5}",
            (Pool(total=100, each={"chat": 20, "email": 12.5, "phone": 100}),),
        ),
        (
            "units: [{total: 2, phone: 2, chat: 1}, {total: 3, email: 1}]",
            (
                Pool(total=2, each={"chat": 1, "phone": 2}),
                Pool(total=3, each={"email": 1}),
            ),
        ),
    ],
)
def test_units_are_one_pool_or_several(rule: str, pools: object) -> None:
    assert desk(rule).units == pools


def test_one_name_needs_no_list() -> None:
    rule = "interrupts: {phone: email}\n    while_on: {chat: [email], phone: []}"

    group = desk(rule)

    assert group.interrupts == {"phone": ("email",)}
    assert group.while_on == {"chat": ("email",), "phone": ()}


def test_one_breathing_time_is_for_every_channel() -> None:
    group = desk("breathing: 10 s", EVERYTHING)

    assert group.breathing == {
        "back": 10.0,
        "chat": 10.0,
        "email": 10.0,
        "phone": 10.0,
        "sms": 10.0,
    }


def test_a_breathing_time_of_one_channel_is_for_that_alone() -> None:
    assert desk("breathing: {chat: 10 s}").breathing == {"chat": 10.0}


def test_a_breathing_time_of_any_other_channel_goes_with_one_of_its_own() -> None:
    group = desk("breathing: {any: 10 s, chat: 1 min}")

    assert group.breathing["chat"] == 60.0
    assert group.breathing["email"] == 10.0


def test_one_rule_at_the_end_of_duty_is_for_all_but_calls() -> None:
    group = desk("at_duty_end: return_to_queue", EVERYTHING)

    assert group.at_duty_end == {
        "chat": AtDutyEnd.RETURN_TO_QUEUE,
        "email": AtDutyEnd.RETURN_TO_QUEUE,
        "sms": AtDutyEnd.RETURN_TO_QUEUE,
    }


def test_rules_at_the_end_of_duty_go_by_channel() -> None:
    group = desk("at_duty_end: {chat: hand_over, phone: finish}")

    assert group.at_duty_end == {
        "chat": AtDutyEnd.HAND_OVER,
        "phone": AtDutyEnd.FINISH,
    }


@pytest.mark.parametrize(
    "rule",
    [
        "may_hold: {phone: 1, chat: 3, email: 1, total: 3}",
        "may_hold: [{phone: 1}, {chat: 3, email: 1}]",
        "may_hold: webex.blended",
        "may_hold: {preset: amazon_connect, chat: 4}",
        "units: {total: 100, phone: 100, chat: 20, email: 12.5}",
        "units: [{total: 2, phone: 2, chat: 1}, {total: 3, email: 1}]",
        "interrupts: {phone: email}",
        "while_on: {chat: [email], phone: []}",
        "attention: [chat, call, callback, message, mail]",
        "switch_cost: 5 s",
        "slowdown: 10%",
        "breathing: 10 s",
        "at_duty_end: hand_over",
    ],
)
def test_a_scenario_written_out_comes_back_equal(rule: str) -> None:
    scenario = floor(rule)

    assert loads(dump(scenario)) == scenario.model_copy(update={"name": scenario.name})


def test_a_scenario_of_python_values_is_read_alike() -> None:
    data = {
        "calendar": {"start": "2026-03-02"},
        "channels": {
            "phone": {"kind": "call", "arrivals": {"rate": "1/h"}, "talk": "5 s"}
        },
        "agents": {
            "desk": {"staff": 1, "skills": {"phone": 1}, "may_hold": {"phone": 2}}
        },
    }

    assert from_dict(data).agents["desk"].may_hold == (Mix(most={"phone": 2}),)


# changes


def changed(rule: str, change: str, to: str) -> Scenario:
    return floor(rule, changes={f"agents.desk.{change}": to})


@pytest.mark.parametrize(
    "rule",
    [
        "may_hold: {phone: 1, chat: 3, email: 1}",
        "may_hold: [{phone: 1, chat: 3, email: 1}]",
    ],
)
def test_a_number_of_the_one_mix_can_be_changed(rule: str) -> None:
    scenario = changed(rule, "may_hold.chat", "2")

    assert mixes_of(scenario, "desk") == ({"chat": 2, "email": 1, "phone": 1},)


def test_a_number_of_one_mix_of_several_is_changed_by_its_place() -> None:
    rule = "may_hold: [{phone: 1}, {chat: 3, email: 1}]"

    scenario = changed(rule, "may_hold.1.chat", "2")

    assert mixes_of(scenario, "desk") == ({"chat": 2, "email": 1}, {"phone": 1})


def test_the_place_of_the_only_mix_may_be_named() -> None:
    rule = "may_hold: [{phone: 1, chat: 3, email: 1}]"

    scenario = changed(rule, "may_hold.0.chat", "2")

    assert mixes_of(scenario, "desk") == ({"chat": 2, "email": 1, "phone": 1},)


def test_a_change_that_does_not_say_which_mix_it_means_is_a_fault() -> None:
    rule = "may_hold: [{phone: 1}, {chat: 3, email: 1}]"

    assert faults(rule, changes={"agents.desk.may_hold.chat": "2"}) == [
        (
            "--set agents.desk.may_hold.chat: there are 2 to choose from; say which; "
            "allowed: agents.desk.may_hold.0.chat to agents.desk.may_hold.1.chat"
        )
    ]


def test_a_number_of_a_preset_can_be_changed() -> None:
    scenario = changed("may_hold: webex.blended_realtime", "may_hold.chat", "2")

    assert mixes_of(scenario, "desk") == (
        {"chat": 2, "email": 5},
        {"email": 5, "phone": 1},
    )


def test_a_change_to_another_preset_forgets_the_numbers_of_the_first() -> None:
    rule = "may_hold: {preset: amazon_connect, chat: 9}"

    scenario = changed(rule, "may_hold", "{preset: webex.exclusive}")

    assert mixes_of(scenario, "desk") == ({"chat": 1}, {"email": 1}, {"phone": 1})


def test_a_change_from_a_mix_to_a_preset_forgets_the_mix() -> None:
    scenario = changed("may_hold: {phone: 1, chat: 9, email: 1}", "may_hold", "nice")

    assert scenario.agents["desk"].may_hold == ChosenPreset(name="nice")


@pytest.mark.parametrize(
    "rule",
    [
        "units: {total: 100, phone: 100, chat: 20, email: 100}",
        "units: [{total: 100, phone: 100, chat: 20, email: 100}]",
    ],
)
def test_a_weight_of_the_one_pool_can_be_changed(rule: str) -> None:
    scenario = changed(rule, "units.chat", "50")

    assert mixes_of(scenario, "desk") == ({"chat": 2}, {"email": 1}, {"phone": 1})


def test_units_take_the_place_of_mixes_and_the_other_way_round() -> None:
    units = "{total: 2, phone: 2, chat: 1, email: 2}"

    to_units = changed("may_hold: nice", "units", units).agents["desk"]
    to_mixes = changed(f"units: {units}", "may_hold", "nice").agents["desk"]

    assert (to_units.may_hold, len(to_units.units)) == ((), 1)
    assert (to_mixes.may_hold, to_mixes.units) == (ChosenPreset(name="nice"), ())


def test_a_change_of_one_channel_keeps_what_is_said_of_any() -> None:
    group = changed("breathing: 10 s", "breathing.chat", "1 min").agents["desk"]

    assert group.breathing["chat"] == 60.0
    assert group.breathing["email"] == 10.0


# faults


@pytest.mark.parametrize(
    ("rule", "column", "told"),
    [
        (
            "may_hold: 3",
            15,
            (
                "may_hold: must be a mix such as {phone: 1}, a list of "
                "mixes, or the name of a preset, not '3'"
            ),
        ),
        (
            "may_hold: [webex.blended]",
            16,
            (
                "may_hold.0: must be a mix such as {chat: 3, email: 1}, "
                "not 'webex.blended'"
            ),
        ),
        (
            "may_hold: {chat: many}",
            22,
            ("may_hold.chat: 'many' is not a whole number; write one such as 12"),
        ),
        (
            "may_hold: webex.blend",
            15,
            (
                "may_hold: unknown preset 'webex.blend'; allowed: "
                "webex.exclusive, webex.blended_realtime, webex.blended, "
                "amazon_connect, genesys, salesforce_units, azure_router, twilio, "
                "zendesk, intercom, liveagent, nice; did you mean 'webex.blended'?"
            ),
        ),
        (
            "may_hold: {preset: genesis}",
            24,
            (
                "may_hold.preset: unknown preset 'genesis'; allowed: "
                "webex.exclusive, webex.blended_realtime, webex.blended, "
                "amazon_connect, genesys, salesforce_units, azure_router, twilio, "
                "zendesk, intercom, liveagent, nice; did you mean 'genesys'?"
            ),
        ),
        (
            "may_hold: {preset: webex.blended, chat: 7}",
            45,
            (
                "may_hold.chat: 7 is not what Webex Contact Center can "
                "be set to; allowed: 0 to 5"
            ),
        ),
        (
            "may_hold: {preset: webex.blended, chats: 4}",
            39,
            (
                "may_hold.chats: unknown key; allowed: voice, chat, "
                "message, email; did you mean 'chat'?"
            ),
        ),
        (
            "units: {phone: 100}",
            5,
            "units.total: is missing",
        ),
        (
            "units: {total: 100, phone: 0}",
            32,
            "units.phone: '0' must be above 0",
        ),
        (
            "units: 100",
            12,
            (
                "units: must be a pool such as {total: 100, phone: 100, "
                "chat: 20}, not '100'"
            ),
        ),
        (
            "at_duty_end: {chat: leave}",
            25,
            (
                "at_duty_end.chat: unknown value 'leave'; allowed: "
                "finish, hand_over, return_to_queue"
            ),
        ),
        (
            "breathing: 10",
            16,
            "breathing: '10' has no unit; write '10 s' or '10 min'",
        ),
    ],
)
def test_what_cannot_be_read_is_told_at_its_place(
    rule: str, column: int, told: str
) -> None:
    assert faults(rule) == [f"floor.yaml:12:{column}: agents.desk.{told}"]


def test_an_unknown_preset_made_in_python_is_an_error() -> None:
    with pytest.raises(ValidationError, match="unknown preset 'acd'"):
        ChosenPreset(name="acd")


def test_models_made_in_python_pass_as_they_are() -> None:
    mix = Mix(most={"phone": 1})
    shift = Shift(n=1, hours=(0.0, 3600.0))

    group = Group(shifts=(shift,), skills={}, may_hold=(mix,))

    assert group.may_hold == (mix,)


@pytest.mark.parametrize("name", ["total", "preset"])
def test_no_channel_is_called_as_a_key_of_what_may_be_held(name: str) -> None:
    text = FLOOR.format(rule="pace: 1", skills=THREE).replace("sms:", f"{name}:")

    with pytest.raises(ScenarioError) as caught:
        loads(text)

    assert [(one.path, one.wrong) for one in caught.value.faults] == [
        (
            f"channels.{name}",
            f"name {name!r} has a meaning of its own; choose another",
        )
    ]
