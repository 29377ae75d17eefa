"""JSON Schema of prices and of what breaks, see `omnisim.scenario.jsonschema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario.choices import Cuts, Per
from omnisim.scenario.shapes import Shapes, any_of, days_shape, one_of, ref

if TYPE_CHECKING:
    from omnisim.scenario.shapes import Entry, Schema

__all__ = ["money_shapes"]


def money_shapes(shapes: Shapes) -> dict[str, Schema]:
    """Return the definitions of what costs money, or goodwill.

    Parameters
    ----------
    shapes : Shapes
        Complete, or changes to another file.

    Returns
    -------
    dict of str to schema
        ``prices`` (one or several), ``outages`` (one or several),
        ``satisfaction``.
    """
    price = any_of(
        ref("price"),
        shapes.mapping(
            {
                "amount": ref("factor"),
                "currency": ref("name"),
                "per": (one_of(Per), "what it is paid for"),
            },
            ["amount", "currency", "per"],
        ),
    )
    outage = shapes.mapping(
        {
            "at": (ref("moment"), "it begins: 10:30, or 2026-03-02 10:30"),
            "date": (ref("text"), "of one that is planned for one day"),
            "days": (days_shape(), "it begins on"),
            "every": (ref("duration"), "mean time between random ones"),
            "for": (shapes.own("law"), "how long it lasts"),
            "cuts": (one_of(Cuts), "what it cuts off, besides newcomers"),
        },
        ["for"],
    )
    return {
        "prices": any_of(price, shapes.listed(price)),
        "outages": any_of(outage, shapes.listed(outage)),
        "satisfaction": shapes.mapping(_satisfaction()),
    }


def _satisfaction() -> dict[str, Entry]:
    return {
        "best": (ref("share"), "score of who is helped at once, without a wait"),
        "per_minute": (ref("factor"), "lost by a minute of the customer's time"),
        "per_contact": (ref("factor"), "lost by a contact after the first"),
        "per_story": (ref("factor"), "lost by telling the story again"),
        "per_move": (ref("factor"), "lost by a move not told in advance"),
        "unresolved": (ref("factor"), "lost if the issue is not resolved"),
        "satisfied": (ref("share"), "from this score on: CSAT"),
        "promoter": (ref("share"), "from this score on: NPS"),
        "detractor": (ref("share"), "up to this score: NPS"),
    }
