"""JSON Schema of issues and channels, see `omnisim.scenario.jsonschema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario import kinds
from omnisim.scenario.choices import Kind, PlaceUntil, Revive, WaitEstimate
from omnisim.scenario.schema import MixtureEntry
from omnisim.scenario.shapes import Shapes, any_of, one_of, ref

if TYPE_CHECKING:
    from omnisim.scenario.shapes import Entry, Schema

__all__ = ["channel_shapes"]


def channel_shapes(shapes: Shapes) -> dict[str, Schema]:
    """Return the definitions of issues, channels and what is inside them.

    Parameters
    ----------
    shapes : Shapes
        Complete, or changes to another file.

    Returns
    -------
    dict of str to schema
        ``issue``, ``channel``, ``announce``, ``arrivals``.
    """
    told = _conversation(shapes)
    entry = {key: told[key] for key in MixtureEntry.model_fields if key in told}
    issue = {
        "share": (ref("share"), "of all contacts"),
        "effort": (ref("factor"), "scales the work of agents"),
        "needs": (ref("name"), "qualification an agent must have"),
        "priority": (ref("count"), "1 goes first; else the channel's"),
        "weight": (ref("factor"), "for weighted_wait; else the channel's"),
    }
    channel: dict[str, Entry] = {
        "kind": (one_of(Kind), "how a conversation uses attention"),
        "arrivals": (shapes.own("arrivals"), "how many come, and when"),
        "busy_day": (
            any_of(ref("factor"), shapes.mapping({"cv": ref("factor")}, ["cv"])),
            "cv of one random factor a day",
        ),
        "issues": (
            shapes.named(
                any_of(
                    ref("share"),
                    shapes.mapping({"share": ref("share"), **entry}, ["share"]),
                )
            ),
            "this channel's own mixture",
        ),
        **told,
        "place_until": (one_of(PlaceUntil), "how long it takes an agent's place"),
        "target": (
            any_of(
                ref("target"),
                shapes.mapping(
                    {"share": ref("share"), "threshold": ref("duration")},
                    ["share", "threshold"],
                ),
            ),
            "share answered within a time",
        ),
        "lines": (ref("count"), "waiting and talking at most; else busy tone"),
        "open": (shapes.own("open"), "where it differs from the calendar"),
        "priority": (ref("count"), "1 goes first; 5 unless said"),
        "weight": (ref("factor"), "for weighted_wait"),
        "announce": (shapes.own("announce"), "the wait that customers are told"),
        "invite": (_invite(shapes), "sent to visitors: its arrivals"),
        "outages": (shapes.own("outages"), "when it is out of order"),
        "cost": (shapes.own("prices"), "per contact, minute or line"),
    }
    return {
        "issue": shapes.mapping(issue),
        "channel": shapes.mapping(channel, ["kind"]) | _kinds(shapes),
        "announce": _announce(shapes),
        "arrivals": shapes.table(
            {
                "rate": (ref("rate"), "the same all the time"),
                "times": (_times(shapes), "recorded instants, or their file"),
                "scale": (ref("factor"), "multiplies all"),
            },
            ref("file"),
        ),
    }


def _announce(shapes: Shapes) -> Schema:
    offer = shapes.mapping(
        {
            "to": (ref("name"), "a channel"),
            "share": (ref("share"), "of those told who take it"),
            "above": (ref("duration"), "told on arrival, if the wait is longer"),
            "after": (ref("duration"), "told after so long in the queue instead"),
        },
        ["to", "share"],
    )
    return shapes.mapping(
        {
            "estimate": (one_of(WaitEstimate), "how the wait is worked out"),
            "tolerance": (shapes.own("law"), "leaves at once if told a longer wait"),
            "offer": (
                any_of(offer, shapes.listed(offer)),
                "other channels: to be called back, or our chat",
            ),
        }
    )


def _invite(shapes: Shapes) -> Schema:
    return shapes.mapping(
        {
            "share": (ref("share"), "of those invited who accept"),
            "room": (ref("count"), "agents who could take one at once, at least"),
            "cost": (shapes.own("prices"), "per message"),
        },
        ["share"],
    )


def _conversation(shapes: Shapes) -> dict[str, Entry]:
    """Tell the fields of conversations, of any kind."""
    law, count_law = shapes.own("law"), shapes.own("count_law")
    mean = ref("duration")
    return {
        "talk": (law, "from answer to goodbye"),
        "work": (law, "on a mail, each round"),
        "duration_by_open_chats": (
            any_of(mean, shapes.listed(mean)),
            "mean durations of a chat beside others; first: alone",
        ),
        "duration": (law, "of a chat held alone; exponential unless said"),
        "turns": (count_law, "agent turns of a conversation; rounds of a mail"),
        "agent_turn": (law, "to write a reply"),
        "customer_turn": (law, "until the customer writes again"),
        "customer_drift": (
            ref("factor"),
            "customer turns grow by so much of the wait for the reply",
        ),
        "reply_patience": (law, "the longest wait for a reply; never"),
        "silent": (ref("share"), "of those who leave, say nothing"),
        "discovery": (law, "to notice who left the queue silently"),
        "close_after": (ref("duration"), "quiet time until a chat left is closed"),
        "quiet_after": (ref("duration"), "quiet time until the place is given back"),
        "revive": (one_of(Revive), "who goes on when a quiet customer writes"),
        "dial": (law, "until a call back is picked up, or given up"),
        "answers": (ref("share"), "of tries that are picked up"),
        "tries": (ref("count"), "to call back, at most"),
        "retry": (law, "until the next try"),
        "window": (
            shapes.mapping(
                {
                    "after": (ref("duration"), "from the request to its beginning"),
                    "lasts": (ref("duration"), "from its beginning to its end"),
                }
            ),
            "when the call back is promised",
        ),
        "wrap_up": (law, "work after the customer has gone"),
        "patience": (law, "the longest wait in the queue a customer bears; never"),
    }


def _kinds(shapes: Shapes) -> Schema:
    """Tell which fields each kind needs and which it does not have.

    A change to another file need not name the kind, so nothing can be told there.
    """
    if shapes.prefix:
        return {}
    return {
        "allOf": [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": any_of(*map(_form, forms)),
            }
            for kind, forms in kinds.FORMS.items()
        ]
    }


def _form(form: kinds.Form) -> Schema:
    foreign = dict.fromkeys(kinds.foreign_to(form), False)
    return {"required": sorted(form.needs), "properties": foreign}


def _times(shapes: Shapes) -> Schema:
    row = shapes.mapping({"at": ref("instant"), "issue": ref("name")}, ["at"])
    return any_of(
        ref("instant"), ref("file"), shapes.listed(any_of(ref("instant"), row))
    )
