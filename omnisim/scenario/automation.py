"""Models of bots and self-service in front of channels."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, field_validator

from omnisim.scenario import shorthand
from omnisim.scenario.choices import Context, Meets, Told, Unavailable
from omnisim.scenario.fields import (
    AnyLaw,
    Count,
    InOrder,
    Label,
    Model,
    Name,
    OneOrMore,
    Share,
)
from omnisim.scenario.money import Price  # noqa: TC001 - pydantic reads annotations
from omnisim.scenario.outages import Outage  # noqa: TC001 - pydantic reads annotations

__all__ = ["Bot", "Otherwise"]


class Otherwise(Model):
    """What those do whom a bot cannot help: shares that sum to 1."""

    agent: Share = 0.0  # go on to an agent of the channel
    leave: Share = 0.0


class Bot(Model):
    """A bot or self-service that customers of some channels meet first.

    `contains` and `false_containment` hold shares by issue, or of ``any``.
    """

    fronts: OneOrMore[Label]
    contains: InOrder[Label, Share]  # of those it meets; issues not named: none
    false_containment: InOrder[Label, Share] = Field(
        default_factory=dict
    )  # of the contained: the issue is not resolved
    session: AnyLaw
    failed_session: AnyLaw | None = None  # of those it cannot help; None: as session
    otherwise: Otherwise = Otherwise(agent=1.0)
    context: Context | None = None  # of those who go on; None: as in customers
    told: Told = Told.NO  # that they go on
    priority: Annotated[Count, Field(ge=1)] | None = None  # of those who go on
    sessions: Count | None = None  # at once at most
    meets: Meets = Meets.ALL
    unavailable: Unavailable = Unavailable.AGENT
    outages: OneOrMore[Outage] = ()
    cost: OneOrMore[Price] = ()  # per session or minute

    @field_validator("contains", "false_containment", mode="before")
    @classmethod
    def _read_shares(cls, data: object) -> object:
        return shorthand.keyed(data, "any")

    def share_contained(self, issue: Name) -> float:
        """Return the share of contacts about an issue that the bot contains."""
        return self.contains.get(issue, self.contains.get("any", 0.0))

    def share_false(self, issue: Name) -> float:
        """Return the share of the contained whose issue is not resolved."""
        return self.false_containment.get(issue, self.false_containment.get("any", 0.0))
