"""JSON Schema of agent groups, see `omnisim.scenario.jsonschema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario.choices import AtDutyEnd
from omnisim.scenario.presets import PRESETS
from omnisim.scenario.schema import ATTENTION
from omnisim.scenario.shapes import Shapes, any_of, days_shape, one_of, ref

if TYPE_CHECKING:
    from omnisim.scenario.shapes import Entry, Schema

__all__ = ["group_shapes"]


def group_shapes(shapes: Shapes) -> dict[str, Schema]:
    """Return the definition of an agent group.

    Parameters
    ----------
    shapes : Shapes
        Complete, or changes to another file.

    Returns
    -------
    dict of str to schema
        ``group``.
    """
    names = {"type": "array", "items": ref("name")}
    spans = any_of(ref("span"), shapes.listed(ref("span")))
    shift = {
        "n": (ref("count"), "agents"),
        "hours": (ref("span"), "on duty"),
        "breaks": (spans, "unpaid, within the hours"),
        "days": (days_shape(), "it begins on"),
    }
    skill = shapes.mapping(
        {
            "preference": (ref("count"), "1 = first choice"),
            "pace": (ref("factor"), "multiplies the group's"),
        }
    )
    group: dict[str, Entry] = {
        "staff": (shapes.table({}, ref("count"), ref("file")), "heads on duty"),
        "shifts": shapes.listed(shapes.mapping(shift, ["n", "hours"])),
        "skills": (
            shapes.named(any_of(ref("count"), skill)),
            "channel, or channel/issue: preference",
        ),
        "qualified_for": (any_of(ref("name"), names), "what issues may need"),
        "pace": (ref("factor"), "1.1 = 10 % slower than standard"),
        "wage": (
            any_of(
                ref("wage"),
                shapes.mapping({"amount": ref("factor"), "currency": ref("name")}),
            ),
            "money per paid hour",
        ),
        "resolves": (ref("factor"), "multiplies the share of issues resolved"),
        "learning": (
            shapes.mapping(
                {
                    "new": (ref("count"), "agents, those with the highest numbers"),
                    "slower": (ref("factor"), "40% = 1.4 times as long at first"),
                    "halves": (ref("duration"), "the extra, so often"),
                    "since": (ref("duration"), "they have been there already"),
                },
                ["new", "slower", "halves"],
            ),
            "new agents, slower until they have learnt",
        ),
        "strain": (
            shapes.mapping(
                {
                    "slower": (ref("factor"), "per point of occupancy above"),
                    "above": (ref("share"), "the occupancy from which it counts"),
                    "over": (ref("duration"), "what the occupancy is taken of"),
                },
                ["slower"],
            ),
            "work slows in who has been busy for long",
        ),
        "shrinkage": shapes.mapping(
            {
                "planned": (ref("share"), "of duty: meetings, training"),
                "absence": (ref("share"), "chance to miss a whole day"),
            }
        ),
        **_holding(shapes),
        "reserved": (shapes.named(ref("count")), "agents kept free for a channel"),
    }
    return {"group": shapes.mapping(group, ["skills"])}


def _holding(shapes: Shapes) -> dict[str, Entry]:
    """Tell what an agent may hold, and how she works on several at once."""
    mix: Schema = {
        "type": "object",
        "properties": {
            "preset": shapes.droppable({"enum": list(PRESETS)}),
            "total": shapes.droppable(ref("count")),
        },
        "additionalProperties": shapes.droppable(ref("count")),
        "description": "contacts by channel, and in total; or a preset's numbers",
    }
    pool: Schema = {
        "type": "object",
        "properties": {"total": shapes.droppable(ref("factor"))},
        "additionalProperties": shapes.droppable(ref("factor")),
    }
    if not shapes.prefix:
        pool["required"] = ["total"]
    names = any_of(ref("name"), shapes.listed(ref("name")))
    end = one_of(AtDutyEnd)
    return {
        "may_hold": (
            any_of({"enum": list(PRESETS)}, mix, shapes.listed(mix)),
            "what at once: a mix, several, or a preset's name",
        ),
        "units": (
            any_of(pool, shapes.listed(pool)),
            "a capacity in units, and what a contact of each channel takes",
        ),
        "interrupts": (
            shapes.named(names),
            "newcomer: held channels that do not count for it",
        ),
        "while_on": (
            shapes.named(names),
            "held channel: the only others that may be offered",
        ),
        "attention": (
            shapes.listed({"enum": [kind.value for kind in ATTENTION]}),
            "whose work goes first",
        ),
        "switch_cost": (ref("duration"), "on turning to another conversation"),
        "slowdown": (ref("factor"), "longer agent turns, per further conversation"),
        "breathing": (
            any_of(ref("duration"), shapes.named(ref("duration"))),
            "the place stays taken so long after the end",
        ),
        "at_duty_end": (
            any_of(end, shapes.named(end)),
            "what becomes of open conversations",
        ),
    }
