"""What customers do next, written out as people write it.

Part of `omnisim.scenario.dumping`: what is written here is read again by
`omnisim.scenario.shorthand`, to the last bit.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from omnisim.scenario import laws
from omnisim.scenario.lawdump import plain_share
from omnisim.scenario.modeldump import plain, plain_model
from omnisim.scenario.schema import After, Customers, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["WRITERS"]


def _step(value: Step) -> dict[str, Any]:
    made = {value.channel: plain_share(value.share)}
    instant = laws.Constant(value=0.0)
    return made if value.after == instant else {**made, "after": plain(value.after)}


def _after(value: After) -> dict[str, Any]:
    events = ((event, getattr(value, event)) for event in After.model_fields)
    made = {
        event: {channel: plain(steps) for channel, steps in by_channel.items() if steps}
        for event, by_channel in events
    }
    return {event: by_channel for event, by_channel in made.items() if by_channel}


def _customers(value: Customers) -> dict[str, Any]:
    made = plain_model(value)
    made.pop("resolved", None)
    made.pop("after", None)
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


def _resolved(shares: dict[str, float]) -> Any:  # noqa: ANN401 - a text or a mapping
    if len(set(shares.values())) == 1:
        return plain_share(next(iter(shares.values())))
    return {issue: plain_share(share) for issue, share in shares.items()}


WRITERS: Mapping[type, Callable[[Any], Any]] = MappingProxyType(
    {Step: _step, After: _after, Customers: _customers}
)
"""What has a form of its own, and what turns it into that."""
