"""JSON Schema of customers and bots, see `omnisim.scenario.jsonschema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario.choices import Context, Meets, Told, Unavailable
from omnisim.scenario.journeys import Contexts
from omnisim.scenario.schema import After
from omnisim.scenario.shapes import Shapes, any_of, one_of, ref

if TYPE_CHECKING:
    from omnisim.scenario.shapes import Entry, Schema

__all__ = ["customer_shapes"]

_TWINS = ("withdrawn", "merged", "found_out", "in_full")


def customer_shapes(shapes: Shapes) -> dict[str, Schema]:
    """Return the definitions of what customers do and of the bots they meet.

    Parameters
    ----------
    shapes : Shapes
        Complete, or changes to another file.

    Returns
    -------
    dict of str to schema
        ``customers``, ``bot``.
    """
    shares = any_of(ref("share"), shapes.named(ref("share")))
    customers: dict[str, Entry] = {
        "vulnerable": (ref("share"), "need a person: never sent to a bot"),
        "context": (
            any_of(one_of(Context), shapes.mapping(_moves())),
            "whether the story travels; one word for all moves",
        ),
        "repeat_work": (ref("factor"), "extra work to tell the story again"),
        "told_patience": (
            ref("factor"),
            "multiplies the patience of who was told of a move",
        ),
        "resolved": (
            any_of(ref("share"), shapes.named(shares)),
            "by channel and issue; any stands for the rest",
        ),
        "dilution": (
            ref("share"),
            "resolved less, per further conversation in the agent's hands",
        ),
        "after": (
            shapes.mapping(dict.fromkeys(After.model_fields, _steps(shapes))),
            "what follows, by the channel it happened on, or channel/issue",
        ),
        "impatient_duplicates": (
            shapes.named(_duplicates(shapes)),
            "second contacts opened while waiting on a channel",
        ),
        "twins": (
            any_of({"enum": list(_TWINS)}, _twins(shapes)),
            "what becomes of other open contacts once one is answered",
        ),
        "updates": (
            shapes.named(_update(shapes)),
            "messages on how it stands, by channel",
        ),
        "proactive": (
            shapes.named(_proactive(shapes)),
            "messages before contact, by channel or channel/issue",
        ),
    }
    return {"customers": shapes.mapping(customers), "bot": _bot(shapes)}


def _moves() -> dict[str, Entry]:
    word = one_of(Context)
    told: dict[str, Entry] = {
        "again": (word, "another contact on the same channel"),
        "switch": (word, "another contact on another channel"),
        "transfer": (word, "to another group within a contact"),
        "bot": (word, "from a bot to an agent within a contact"),
    }
    return {name: told[name] for name in Contexts.model_fields} | {
        "any": (word, "moves that are not named")
    }


def _steps(shapes: Shapes) -> Schema:
    own: dict[str, Entry] = {
        "after": (shapes.own("law"), "from the event; at once unless said"),
        "further": (ref("share"), "after a further contact; else as the first"),
        "tries": (ref("count"), "contacts in all, this one included"),
    }
    step: Schema = {
        "type": "object",
        "properties": shapes.mapping(own)["properties"],
        "additionalProperties": shapes.droppable(ref("share")),
        "description": "a channel: its share, and after what delay",
    }
    return shapes.named(any_of(step, shapes.listed(step)))


def _duplicates(shapes: Shapes) -> Schema:
    one = shapes.mapping(
        {
            "open": (ref("name"), "the channel of the second contact"),
            "probability": (ref("share"), "of those who wait"),
            "after": (shapes.own("law"), "in the queue; at once unless said"),
        },
        ["open", "probability"],
    )
    return any_of(one, shapes.listed(one))


def _twins(shapes: Shapes) -> Schema:
    return shapes.mapping(
        {
            "withdrawn": (ref("share"), "by the customer"),
            "merged": (ref("share"), "by the centre's joined-up systems"),
            "found_out": (ref("share"), "by the agent who takes it, at a cost"),
            "in_full": (ref("share"), "nobody notices"),
            "discovery": (shapes.own("law"), "an agent's work to find out"),
        }
    )


def _update(shapes: Shapes) -> Schema:
    return shapes.mapping(
        {
            "after": (ref("duration"), "from arrival, if still without an answer"),
            "saves": (ref("share"), "of those who would have chased later"),
            "share": (ref("share"), "of the contacts that are sent one"),
            "cost": (shapes.own("prices"), "per message"),
        },
        ["after", "saves"],
    )


def _proactive(shapes: Shapes) -> Schema:
    return shapes.mapping(
        {
            "reaches": (ref("share"), "of those about to make contact"),
            "saves": (ref("share"), "of those reached: they need not"),
            "cost": (shapes.own("prices"), "per message"),
        },
        ["reaches", "saves"],
    )


def _bot(shapes: Shapes) -> Schema:
    law = shapes.own("law")
    shares = any_of(ref("share"), shapes.named(ref("share")))
    leave = {
        "agent": (ref("share"), "go on to an agent of the channel"),
        "leave": (ref("share"), "without having been helped"),
    }
    keys: dict[str, Entry] = {
        "fronts": (
            any_of(ref("name"), shapes.listed(ref("name"))),
            "channels whose customers meet it first",
        ),
        "contains": (shares, "of those it meets, by issue"),
        "false_containment": (shares, "of the contained, not resolved; by issue"),
        "session": (law, "how long it lasts"),
        "failed_session": (law, "of those it cannot help; else as any"),
        "otherwise": (shapes.mapping(leave), "what they do whom it cannot help"),
        "context": (one_of(Context), "of those who go on; else as in customers"),
        "told": (one_of(Told), "that they go on, in advance"),
        "priority": (ref("count"), "of those who go on; 1 goes first"),
        "sessions": (ref("count"), "at once at most"),
        "meets": (one_of(Meets), "which contacts of a customer"),
        "unavailable": (one_of(Unavailable), "what becomes of those it cannot take"),
        "outages": (shapes.own("outages"), "when it is out of order"),
        "cost": (shapes.own("prices"), "per session or minute"),
    }
    return shapes.mapping(keys, ["fronts", "contains", "session"])
