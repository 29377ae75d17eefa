"""Models of what the centre says to those who wait, or might come."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from omnisim.errors import Fault
from omnisim.scenario.choices import WaitEstimate
from omnisim.scenario.fields import (
    NEVER,
    AnyLaw,
    Count,
    Duration,
    Label,
    Model,
    OneOrMore,
    Share,
)
from omnisim.scenario.laws import Constant
from omnisim.scenario.money import Price  # noqa: TC001 - pydantic reads annotations
from omnisim.scenario.reading import FormError

__all__ = ["Announce", "Invite", "Offer"]


class Offer(Model):
    """Another channel, offered to those who wait: a call back, or "use our chat"."""

    to: Label
    share: Share  # of those told who take it
    above: Duration = 0.0  # told on arrival, if the announced wait is longer
    after: Duration | None = None  # told after so long in the queue instead

    @model_validator(mode="after")
    def _told_once(self) -> Offer:
        if self.after is not None and "above" in self.model_fields_set:
            wrong = (
                "does not go with 'after': who has waited is told, whatever the "
                "announced wait"
            )
            raise FormError([(("above",), Fault("", wrong, "one of the two"))])
        return self


class Announce(Model):
    """The announced wait, and how long an announcement each customer puts up with."""

    estimate: WaitEstimate = WaitEstimate.LAST_WAIT
    tolerance: AnyLaw = Constant(value=NEVER)  # leaves at once if it is longer
    offer: OneOrMore[Offer] = ()


class Invite(Model):
    """An invitation to visitors: the arrivals of its channel are those who might come.

    They are invited, and come if they accept, while agents have room for them.
    """

    share: Share  # of those invited who accept
    room: Annotated[Count, Field(ge=1)] = 1  # agents who could take one at once
    cost: OneOrMore[Price] = ()  # per message
