"""The JSON Schema agrees with what the loader reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator
from scenario_texts import FLOOR, FULL, SMALL
from yaml import safe_load
from yaml_editors import VALIDATOR, complaints

from omnisim.scenario import json_schema, loads
from omnisim.scenario.countlaws import COUNT_LAW_NAMES
from omnisim.scenario.lawtext import LAW_NAMES
from omnisim.scenario.schema import Calendar, Channel, Group, Issue, Scenario

if TYPE_CHECKING:
    from pydantic import BaseModel


def test_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())


@pytest.mark.parametrize("text", [SMALL, FULL, FLOOR])
def test_file_that_loads_is_not_underlined(text: str) -> None:
    assert complaints(text) == []


def test_file_read_by_another_parser_is_not_underlined() -> None:
    assert list(VALIDATOR.iter_errors(safe_load(SMALL))) == []


@pytest.mark.parametrize(
    "arrivals",
    [
        "{rate: 20/min}",
        "{per: interval, counts: [1, 2.5, 3, 4]}",
        '{times: [90 s, "08:03:20", "2026-03-02 08:05"]}',
        "{times: [{at: 5 s, issue: general}]}",
        '{times: "08:00:30"}',
        '{per: hour, rows: [{start: "08:00", count: 1}, {start: "09:00", count: 2}]}',
    ],
)
def test_arrivals_that_load_are_not_underlined(arrivals: str) -> None:
    text = SMALL.replace("{per: hour, counts: [60, 80]}", arrivals)

    loads(text)
    assert complaints(text) == []


@pytest.mark.parametrize(
    "law",
    [
        "5 min",
        "1h30",
        "never",
        "[1 min, 3 min]",
        "{constant: never}",
        "{exponential: {mean: 5 min}}",
        "{erlang: {mean: 5 min, phases: 3}}",
        "{gamma: {mean: 5 min, cv: 50%}}",
        "{weibull: {mean: 5 min, shape: 2}}",
        "{uniform: {low: 1 s, high: 2 s}}",
        "{triangular: {low: 1 s, mode: 2 s, high: 3 s}}",
        "{hyperexponential: {mean: 5 min, cv: 2}}",
        "{empirical: {quantiles: {10%: 30 s, 100%: 9 min}}}",
        "{observations: [90 s, 1 min]}",
        "{mixture: [{share: 30%, constant: 1 s}, {share: 70%, exponential: 2 s}]}",
    ],
)
def test_law_that_loads_is_not_underlined(law: str) -> None:
    text = SMALL.replace("{exponential: 3 min}", law)

    loads(text)
    assert complaints(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("turns: {geometric: 7}", "turns: 5"),
        ("turns: {geometric: 7}", "turns: [3, 9]"),
        ("turns: {geometric: 7}", "turns: {uniform: [3, 9]}"),
        ("turns: {geometric: 7}", "turns: {tally: {2: 50%, 4: 50%}}"),
        ("[6 min, 7.5 min, 9 min]", "6 min"),
        ("    units: {total: 100, phone: 100, chat: 20}\n", "    may_hold: genesys\n"),
        (
            "    units: {total: 100, phone: 100, chat: 20}\n",
            "    may_hold: {preset: genesys, chat: 4}\n",
        ),
        (
            "    units: {total: 100, phone: 100, chat: 20}\n",
            "    may_hold: {phone: 1, chat: 3, total: 3}\n",
        ),
        ("{total: 100, phone: 100, chat: 20}", "[{total: 9, phone: 9, chat: 2.5}]"),
    ],
)
def test_conversation_that_loads_is_not_underlined(old: str, new: str) -> None:
    text = FLOOR.replace(old, new, 1)

    loads(text)
    assert complaints(text) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    turns: {geometric: 7}\n", ""),
        ("    work: {exponential: 6 min}\n", ""),
        ("    turns: {geometric: 7}\n", "    turns: {geometric: 7}\n    talk: 5 min\n"),
        ("    dial: 15 s\n", "    silent: 5%\n"),
        ("turns: {geometric: 7}", "turns: {geometrc: 7}"),
        ("turns: {geometric: 7}", "turns: 7 min"),
        ("revive: exceed", "revive: both"),
        ("{to: back, share: 40%", "{share: 40%"),
        ("{total: 100, phone: 100, chat: 20}", "{phone: 100, chat: 20}"),
        ("at_duty_end: return_to_queue", "at_duty_end: return"),
        ("attention: [call,", "attention: [phone,"),
        ("interrupts: {phone: email,", "interrupts: {phone: {email: 1},"),
    ],
)
def test_conversation_that_is_mistyped_is_underlined(old: str, new: str) -> None:
    assert complaints(FLOOR.replace(old, new, 1)) != []


def test_every_law_of_turns_is_in_the_schema() -> None:
    laws = json_schema()["$defs"]["count_law"]["anyOf"][2]["properties"]

    assert set(laws) == set(COUNT_LAW_NAMES)


def test_every_law_is_in_the_schema() -> None:
    part = json_schema()["$defs"]["part"]["properties"]

    assert set(part) == {"share", *LAW_NAMES}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("patience:", "patiance:"),
        ("staff:", "stuff:"),
        ("calendar:", "calender:"),
        ("kind: call", "kind: chat"),
        ("{exponential: 5 min}", "5"),
        ("{exponential: 5 min}", "{exponential: -5 min}"),
        ("{exponential: 5 min}", "{exponetial: 5 min}"),
        ("{exponential: 5 min}", "{exponential: 5 min, erlang: 5 min}"),
        ("{exponential: 5 min}", "5 EUR"),
        ("counts: [60, 80]", "counts: [60, many]"),
        ("    kind: call\n", ""),
        ("staff: 7", "staff: 7\n    wage: 24"),
        ("staff: 7", "staff: 7\n    shrinkage: {planned: 800%, absence: lots}"),
    ],
)
def test_what_is_mistyped_is_underlined(old: str, new: str) -> None:
    assert complaints(SMALL.replace(old, new, 1)) != []


@pytest.mark.parametrize(
    "text",
    [
        "extends: base.yaml\nagents: {desk: {staff: 9}}\n",
        "extends: base.yaml\nchannels: {phone: {lines: null, talk: {gamma: {cv: 2}}}}",
        "extends: base.yaml\nagents: {desk: {shifts: {0: {n: 9}}}}\n",
        "extends: base.yaml\nissues: {dispute: null}\n",
        "extends: base.yaml\nchannels: {chat: {kind: chat, turns: null, tries: 2}}",
        "extends: base.yaml\nagents: {desk: {may_hold: {0: {chat: 4}}, units: null}}",
    ],
)
def test_changes_to_another_file_need_not_be_complete(text: str) -> None:
    assert complaints(text) == []


def test_misspelt_key_among_changes_is_underlined() -> None:
    assert complaints("extends: base.yaml\nagents: {desk: {stuff: 9}}\n") != []


@pytest.mark.parametrize(
    ("name", "model", "more"),
    [
        ("scenario", Scenario, {"extends"}),
        ("calendar", Calendar, set()),
        ("channel", Channel, set()),
        ("issue", Issue, set()),
        ("group", Group, set()),
    ],
)
def test_schema_has_the_keys_of_the_models(
    name: str, model: type[BaseModel], more: set[str]
) -> None:
    keys = json_schema()["$defs"][name]["properties"]

    assert set(keys) == set(model.model_fields) | more


def test_schema_has_the_keys_of_the_nested_models() -> None:
    routing = json_schema()["$defs"]["routing"]["properties"]

    assert set(routing) == set(Scenario.model_fields["routing"].default.model_dump())


def test_every_quantity_says_its_unit() -> None:
    shared = json_schema()["$defs"]

    assert all(
        "description" in shared[name] for name in ("duration", "rate", "wage", "price")
    )
