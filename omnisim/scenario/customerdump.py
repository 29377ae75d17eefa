"""Customers and the bots they meet, written out as people write them.

Part of `omnisim.scenario.dumping`: what is written here is read again by
`omnisim.scenario.shorthand`, to the last bit.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from omnisim.scenario.journeys import Contexts
from omnisim.scenario.lawdump import plain_share
from omnisim.scenario.modeldump import plain, plain_model
from omnisim.scenario.schema import After, Bot, Customers, Step, Twins

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["WRITERS"]


def _step(value: Step) -> dict[str, Any]:
    made = plain_model(value)
    del made["channel"], made["share"]
    if value.further is not None:
        made["further"] = plain_share(value.further)
    return {value.channel: plain_share(value.share), **made}


def _after(value: After) -> dict[str, Any]:
    """Leave out channels that nothing follows, unless they are named with an issue.

    An issue without steps is told apart from its channel, which may have some.
    """
    events = ((event, getattr(value, event)) for event in After.model_fields)
    made = {
        event: {
            where: plain(steps)
            for where, steps in by_channel.items()
            if steps or "/" in where
        }
        for event, by_channel in events
    }
    return {event: by_channel for event, by_channel in made.items() if by_channel}


def _contexts(value: Contexts) -> str | dict[str, Any]:
    words = {one.value for one in dict(value).values()}
    return words.pop() if len(words) == 1 else plain_model(value)


def _twins(value: Twins) -> str | dict[str, Any]:
    made = plain_model(value)
    return next(iter(made)) if list(made.values()) == ["100%"] else made


def _customers(value: Customers) -> dict[str, Any]:
    made = plain_model(value)
    made.pop("resolved", None)
    made.pop("after", None)
    if value.impatient_duplicates:  # a reader wants to know what becomes of them
        made["twins"] = plain(value.twins)
    by_channel = {
        channel: _resolved(shares)
        for channel, shares in value.resolved.items()
        if set(shares.values()) - {1.0}
    }
    after = plain(value.after)
    return {
        **made,
        **({"resolved": by_channel} if by_channel else {}),
        **({"after": after} if after else {}),
    }


def _resolved(shares: dict[str, float]) -> str | dict[str, str]:
    if len(set(shares.values())) == 1:
        return plain_share(next(iter(shares.values())))
    return {issue: plain_share(share) for issue, share in shares.items()}


def _bot(value: Bot) -> dict[str, Any]:
    made = plain_model(value)
    for key in ("contains", "false_containment"):
        if set(made.get(key, ())) == {"any"}:
            made[key] = made[key]["any"]
    return made


WRITERS: Mapping[type, Callable[[Any], Any]] = MappingProxyType(
    {
        Step: _step,
        After: _after,
        Contexts: _contexts,
        Twins: _twins,
        Customers: _customers,
        Bot: _bot,
    }
)
"""What has a form of its own, and what turns it into that."""
