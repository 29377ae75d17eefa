"""The shape of a scenario file as JSON Schema, for editors to complete and check.

Every short form is allowed that `load` reads. What only `load` can tell (shares
that sum to 100 %, names that exist, counts that fill the day) is not in it. A file
that extends another need not be complete and may drop values with ``null``, so
each definition exists twice, the second time with the prefix ``change_``.

Editors read YAML 1.2, where ``22:30`` and ``no`` are texts and ``1e3`` a number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario.channelshapes import channel_shapes
from omnisim.scenario.choices import (
    AgentRule,
    ContactRule,
    Context,
    ServiceLevel,
    Told,
)
from omnisim.scenario.customershapes import customer_shapes
from omnisim.scenario.forms import DAY_SETS
from omnisim.scenario.groupshapes import group_shapes
from omnisim.scenario.lawshapes import law_shapes
from omnisim.scenario.moneyshapes import money_shapes
from omnisim.scenario.shapes import PLAIN, Shapes, any_of, one_of, ref

if TYPE_CHECKING:
    from omnisim.scenario.shapes import Entry, Schema

__all__ = ["json_schema"]


def json_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a scenario file.

    Returns
    -------
    dict

    Examples
    --------
    >>> sorted(json_schema()["$defs"]["channel"]["required"])
    ['kind']
    """
    whole, change = Shapes(""), Shapes("change_")
    shared = {name: dict(shape) for name, shape in PLAIN.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "OmniSim scenario",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": {"$ref": "#/$defs/change_scenario"},
        "else": {"$ref": "#/$defs/scenario"},
        "$defs": shared | _definitions(whole) | _definitions(change),
    }


def _definitions(shapes: Shapes) -> dict[str, Schema]:
    made = (
        _top(shapes)
        | channel_shapes(shapes)
        | law_shapes(shapes)
        | group_shapes(shapes)
        | _rules(shapes)
        | customer_shapes(shapes)
        | money_shapes(shapes)
    )
    return {shapes.prefix + name: schema for name, schema in made.items()}


def _top(shapes: Shapes) -> dict[str, Schema]:
    by_day: dict[str, Entry] = {day: ref("hours") for day in DAY_SETS}
    keys: dict[str, Entry] = {
        "extends": (ref("file"), "the file this one changes; null drops a value"),
        "name": (ref("text"), "title of reports"),
        "description": (ref("text"), "what the scenario is about"),
        "calendar": shapes.own("calendar"),
        "issues": (
            shapes.named(any_of(ref("share"), shapes.own("issue"))),
            "why customers make contact, by name",
        ),
        "channels": (shapes.named(shapes.own("channel")), "ways they come, by name"),
        "agents": (shapes.named(shapes.own("group")), "agent groups, by name"),
        "routing": shapes.own("routing"),
        "automation": (
            shapes.named(shapes.own("bot")),
            "bots and self-service in front of channels, by name",
        ),
        "customers": shapes.own("customers"),
        "service_level": (one_of(ServiceLevel), "definition of the headline"),
        "short_abandonment": (ref("duration"), "abandoned sooner counts as short"),
        "satisfaction": (
            shapes.own("satisfaction"),
            "the illustrative model of satisfaction; {}: with its defaults",
        ),
        "targets": (
            shapes.named(
                shapes.mapping({"green": ref("limit"), "amber": ref("limit")})
            ),
            "traffic lights, by figure or figure.channel",
        ),
    }
    calendar = shapes.mapping(
        {
            "start": ({"type": "string"}, "first instant: 2026-03-02 08:00"),
            "days": (ref("count"), "how many days, each of 24 hours"),
            "open": (shapes.own("open"), "opening hours of all channels"),
            "interval": (ref("duration"), "step of reports: 30 min"),
            "warm_up": (ref("duration"), "played but not counted, from the start"),
            "run_out": (ref("duration"), "at most so long after the last day"),
        },
        ["start"],
    )
    return {
        "scenario": shapes.mapping(keys, ["calendar", "channels", "agents"]),
        "calendar": calendar,
        "open": any_of(ref("hours"), shapes.mapping(by_day)),
    }


def _rules(shapes: Shapes) -> dict[str, Schema]:
    choice = one_of(AgentRule)
    where = {
        "channel": (ref("name"), "any unless said"),
        "issue": (ref("name"), "any unless said"),
        "to": (ref("name"), "an agent group"),
    }
    overflow = {**where, "after": (ref("duration"), "time in queue")}
    transfer = {
        **where,
        "from": (ref("name"), "an agent group; any unless said"),
        "share": (ref("share"), "of those it answers"),
        "talk": (ref("share"), "of the first talk, spent before"),
        "context": (one_of(Context), "whether history travels"),
        "told": (one_of(Told), "that they go on, in advance"),
    }
    ring = {
        "time": (ref("duration"), "an offer rings"),
        "unanswered": (ref("share"), "offers not picked up"),
        "away": (ref("duration"), "off the floor after not picking up"),
    }
    routing: dict[str, Entry] = {
        "choose_agent": (any_of(choice, shapes.listed(choice)), "agent selection"),
        "choose_contact": (one_of(ContactRule), "contact selection"),
        "overflow": shapes.listed(shapes.mapping(overflow, ["to", "after"])),
        "ring": shapes.mapping(ring),
        "transfers": shapes.listed(shapes.mapping(transfer, ["to", "share"])),
    }
    return {"routing": shapes.mapping(routing)}
