"""Conversations and what agents may hold, written out and read again."""

import pytest
import yaml
from scenario_texts import floor

from omnisim.scenario import Scenario, dump, fingerprint, loads
from omnisim.scenario.countlaws import (
    CountLaw,
    Fixed,
    Geometric,
    Poisson,
    Tally,
    UniformCount,
)
from omnisim.scenario.lawdump import plain_law


def written(scenario: Scenario, *path: str) -> object:
    """Return one part of what is dumped."""
    data = yaml.safe_load(dump(scenario))
    for step in path:
        data = data[step]
    return data


def test_floor_of_all_kinds_comes_back() -> None:
    made = floor()

    again = loads(dump(made))
    assert again == made
    assert fingerprint(again) == fingerprint(made)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{geometric: 7}", "[3, 9]"),
        ("{geometric: 7}", "{geometric: 1.1}"),
        ("{geometric: 7}", "{tally: {1: 0.3333333, 2: 0.3333333, 3: 0.3333333}}"),
        (
            "    may_hold: [{phone: 1}, ",
            "    may_hold: [{phone: 0, chat: 1}, {phone: 1}, ",
        ),
        ("{total: 100, phone: 100, chat: 20}", "[{total: 7.5, phone: 2.5, chat: 1}]"),
        ("switch_cost: 5 s", "switch_cost: 0.1 s"),
        ("slowdown: 10%", "slowdown: 0.123456789"),
        ("customer_drift: 20%", "customer_drift: 0.3"),
        ("quit: {any:", "quit: {chat:"),
        ("[6 min, 7.5 min, 9 min]", "360.3 s"),
        ("while_on: {chat: [quick, email]}", "while_on: {phone: []}"),
        ("    breathing: 10 s\n", ""),
    ],
)
def test_every_form_comes_back(old: str, new: str) -> None:
    made = floor(old, new)

    again = loads(dump(made))
    assert again == made
    assert fingerprint(again) == fingerprint(made)
    assert fingerprint(made) != fingerprint(floor())


@pytest.mark.parametrize(
    "preset",
    ["genesys", "{preset: genesys, chat: 4}"],
)
def test_preset_comes_back_by_its_name(preset: str) -> None:
    made = floor(
        "    units: {total: 100, phone: 100, chat: 20}\n", f"    may_hold: {preset}\n"
    )

    assert loads(dump(made)) == made
    assert written(made, "agents", "helpers", "may_hold") == yaml.safe_load(preset)


@pytest.mark.parametrize(
    ("law", "text"),
    [
        (Fixed(value=7), 7),
        (Geometric(mean=7.0), {"geometric": 7}),
        (Poisson(mean=1.5), {"poisson": 1.5}),
        (UniformCount(low=3, high=9), [3, 9]),
        (
            Tally(values=(1, 3), shares=(0.4, 0.6)),
            {"tally": {"1": "40%", "3": "60%"}},
        ),
    ],
)
def test_law_of_turns_is_written_as_people_do(law: CountLaw, text: object) -> None:
    assert plain_law(law) == text


def test_conversation_is_written_with_its_units() -> None:
    made = floor()

    assert written(made, "channels", "back", "window") == {
        "after": "2 h",
        "lasts": "1 h",
    }
    assert written(made, "channels", "quick", "duration_by_open_chats") == [
        "6 min",
        "450 s",
        "9 min",
    ]
    assert written(made, "channels", "phone", "announce") == {
        "offer": {"to": "back", "share": "40%", "above": "2 min"}
    }
    assert written(made, "channels", "chat", "silent") == "20%"
    assert written(made, "channels", "back", "answers") == "70%"
    assert written(made, "channels", "sms", "revive") == "exceed"


def test_what_may_be_held_is_written_as_people_do() -> None:
    made = floor()

    assert written(made, "agents", "desk", "may_hold") == [
        {"phone": 1},
        {"back": 1},
        {"chat": 3, "email": 1, "quick": 3, "sms": 2, "total": 3},
    ]
    assert written(made, "agents", "helpers", "units") == [
        {"total": 100, "chat": 20, "phone": 100}
    ]
    assert written(made, "agents", "desk", "breathing") == {"chat": "30 s"}
    assert written(made, "agents", "desk", "switch_cost") == "5 s"


def test_default_of_a_conversation_is_left_out() -> None:
    assert set(written(floor(), "channels", "email")) == {
        "kind",
        "arrivals",
        "work",
        "turns",
        "customer_turn",
        "wrap_up",
        "patience",
        "target",
    }
