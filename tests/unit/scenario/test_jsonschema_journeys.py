"""The JSON Schema agrees with what the loader reads of journeys, bots and money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from omnichannel import JOURNEYS, journeys
from yaml_editors import complaints

from omnisim.scenario import dump, json_schema
from omnisim.scenario.announcements import Announce, Invite, Offer
from omnisim.scenario.automation import Otherwise
from omnisim.scenario.journeys import Proactive, Twins, Update
from omnisim.scenario.schema import (
    Bot,
    Customers,
    Learning,
    Outage,
    Price,
    Satisfaction,
    Strain,
)

if TYPE_CHECKING:
    from pydantic import BaseModel

STEP = "[{phone: 60%, after: 5 min, further: 30%, tries: 4}, {email: 5%}]"


def test_scenario_of_journeys_is_not_underlined() -> None:
    assert complaints(JOURNEYS) == []


def test_what_is_dumped_is_not_underlined() -> None:
    assert complaints(dump(journeys())) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{again: lost, any: kept}", "lost"),
        ("{again: lost, any: kept}", "{switch: lost, transfer: kept, bot: lost}"),
        ("{withdrawn: 50%, found_out: 50%, discovery: 45 s}", "merged"),
        ("{withdrawn: 50%, found_out: 50%, discovery: 45 s}", "{in_full: 1}"),
        (STEP, "{chat: 0.3, further: 0, tries: 2}"),
        (STEP, "[]"),
        ("contains: {order: 40%, any: 10%}", "contains: 40%"),
        ("fronts: [phone]", "fronts: [phone, chat]"),
        ("session: {exponential: 90 s}", "session: 90 s"),
        ('{at: "11:00", for: 30 min}', '[{at: "11:00", for: 30 min}]'),
        ('{at: "11:00", for: 30 min}', '{at: "11:00:30", days: monday, for: 1 h}'),
        ('{at: "11:00", for: 30 min}', '{at: "9:00", date: 2026-03-03, for: 1 h}'),
        ("0.02 EUR/minute, 3 EUR/line", "0.02 EUR per min, 3 EUR/contact"),
        ("0.02 EUR/minute, 3 EUR/line", "{amount: 2, currency: EUR, per: line}"),
        ("cost: 0.05 EUR}", "cost: [0.05 EUR, 0.01 EUR/message]}"),
        ("resolves: 90%", "resolves: 1.1"),
        (
            "offer:\n        - {to: back, share: 40%, above: 2 min}\n        - ",
            "offer: ",
        ),
    ],
)
def test_short_form_that_loads_is_not_underlined(old: str, new: str) -> None:
    journeys(old, new)

    assert complaints(JOURNEYS.replace(old, new, 1)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("vulnerable: 5%", "vulnerable: some"),
        ("vulnerable: 5%", "vulnerabel: 5%"),
        ("{again: lost, any: kept}", "{again: lost, other: kept}"),
        ("{again: lost, any: kept}", "loose"),
        ("discovery: 45 s", "discovery: 45"),
        ("{withdrawn: 50%, found_out: 50%, discovery: 45 s}", "forgotten"),
        ("after: 5 min, further: 30%, tries: 4", "after: 5, further: 30%, tries: 4"),
        ("further: 30%, tries: 4", "further: often"),
        ("further: 30%, tries: 4", "tries: many"),
        ("    contained:", "    contaned:"),
        ("    contains: 50%\n", ""),
        ("    fronts: app\n", ""),
        ("{agent: 80%, leave: 20%}", "{agents: 80%, leave: 20%}"),
        ("meets: first", "meets: some"),
        ("unavailable: refuse", "unavailable: both"),
        ("told: yes", "told: maybe"),
        ('{at: "11:00", for: 30 min}', '{at: "11:00"}'),
        ('{at: "11:00", for: 30 min}', "{at: 11 h, for: 30 min}"),
        ('{at: "11:00", for: 30 min}', '{at: "11:00", days: mondays, for: 1 h}'),
        ("cuts: waiting", "cuts: some"),
        ("0.02 EUR/minute", "0.02/minute"),
        ("0.02 EUR/minute", "0.02 EUR/hour"),
        ("{reaches: 30%, saves: 40%,", "{reaches: 30%,"),
        ("{after: 4 h, saves: 50%,", "{saves: 50%,"),
        ("{open: phone, probability: 5%}", "{open: phone}"),
        ("invite: {share: 10%,", "invite: {"),
        ("halves: 10 days", "halves: soon"),
        ("above: 90%, over", "beyond: 90%, over"),
        ("per_minute: 0.02", "per_hour: 0.02"),
        ("{kind: bot,", "{kind: bot, patience: 3 min,"),
        ("{kind: bot,", "{kind: bot, talk: 3 min,"),
    ],
)
def test_what_is_mistyped_of_journeys_is_underlined(old: str, new: str) -> None:
    assert old in JOURNEYS
    assert complaints(JOURNEYS.replace(old, new, 1)) != []


@pytest.mark.parametrize(
    "change",
    [
        "automation: {voice: {contains: {order: 60%}, cost: null}}",
        "automation: {voice: null, helper: {otherwise: {leave: null}}}",
        "automation: {voice: {outages: {0: {for: 1 h}}}}",
        "customers: {twins: {merged: 100%, discovery: null}}",
        "customers: {after: {cut_off: {phone: {0: {further: null, tries: null}}}}}",
        "customers: {proactive: {phone: {saves: 10%}}, updates: {email: null}}",
        "customers: {impatient_duplicates: {phone: {0: {probability: 1%}}}}",
        "channels: {phone: {cost: null, invite: {share: 5%}, outages: null}}",
        "channels: {phone: {announce: {offer: {1: {share: 5%}}}}}",
        "agents: {desk: {learning: {slower: 1}, strain: null, resolves: null}}",
        "satisfaction: {best: null}",
    ],
)
def test_changes_to_journeys_need_not_be_complete(change: str) -> None:
    assert complaints(f"extends: base.yaml\n{change}\n") == []


@pytest.mark.parametrize(
    "change",
    [
        "automation: {voice: {contain: {order: 60%}}}",
        "customers: {twins: {merge: 100%}}",
        "satisfaction: {worst: 0.1}",
    ],
)
def test_misspelt_key_among_changes_to_journeys_is_underlined(change: str) -> None:
    assert complaints(f"extends: base.yaml\n{change}\n") != []


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("bot", Bot),
        ("customers", Customers),
        ("satisfaction", Satisfaction),
        ("announce", Announce),
    ],
)
def test_schema_has_the_keys_of_the_models_of_journeys(
    name: str, model: type[BaseModel]
) -> None:
    keys = json_schema()["$defs"][name]["properties"]

    assert set(keys) == set(model.model_fields)


@pytest.mark.parametrize(
    ("steps", "model"),
    [
        (("channel", "properties", "invite"), Invite),
        (("announce", "properties", "offer", "anyOf", 0), Offer),
        (("group", "properties", "learning"), Learning),
        (("group", "properties", "strain"), Strain),
        (("customers", "properties", "twins", "anyOf", 1), Twins),
        (("customers", "properties", "updates", "additionalProperties"), Update),
        (("customers", "properties", "proactive", "additionalProperties"), Proactive),
        (("bot", "properties", "otherwise"), Otherwise),
        (("prices", "anyOf", 0, "anyOf", 1), Price),
    ],
)
def test_schema_has_the_keys_of_models_inside_others(
    steps: tuple[str | int, ...], model: type[BaseModel]
) -> None:
    found: Any = json_schema()["$defs"]
    for step in steps:
        found = found[step]

    assert set(found["properties"]) == set(model.model_fields)


def test_schema_has_the_keys_of_an_outage() -> None:
    keys = json_schema()["$defs"]["outages"]["anyOf"][0]["properties"]

    assert set(keys) == set(Outage.model_fields) - {"lasts"} | {"for"}


def described(schema: dict[str, Any]) -> dict[str, bool]:
    """Say of each key of a mapping whether the schema tells what it means."""
    return {key: "description" in one for key, one in schema["properties"].items()}


@pytest.mark.parametrize("name", ["bot", "customers", "satisfaction"])
def test_every_new_key_says_what_it_means(name: str) -> None:
    found = described(json_schema()["$defs"][name])

    assert [key for key, told in found.items() if not told] == []


def test_complete_and_changing_forms_both_exist() -> None:
    names = set(json_schema()["$defs"])
    new = {"bot", "customers", "satisfaction", "prices", "outages"}

    assert new <= names
    assert {f"change_{name}" for name in new} <= names


def test_schema_with_journeys_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())
