"""Models of who takes whom."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from omnisim.scenario.choices import AgentRule, ContactRule, Context, Told
from omnisim.scenario.fields import Duration, Label, Model, OneOrMore, Share

__all__ = ["Overflow", "Ring", "Routing", "Transfer"]


class _Scoped(Model):
    """A rule for some contacts: without a channel or an issue, for any."""

    channel: Label | None = None
    issue: Label | None = None

    def is_for(self, channel: str, issue: str) -> bool:
        """Say whether the rule is for contacts on a channel about an issue."""
        return self.channel in (None, channel) and self.issue in (None, issue)


class Overflow(_Scoped):
    """After `after` seconds in queue, `to` may serve as well."""

    to: Label
    after: Duration


class Ring(Model):
    """An offered call rings for `time`; some offers are not picked up."""

    time: Duration = 0.0
    unanswered: Share = 0.0
    away: Duration = 0.0  # an agent who did not pick up is off the floor so long


class Transfer(_Scoped):
    """A share of the contacts that one group answers goes on to another."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    source: Annotated[Label | None, Field(validation_alias="from")] = None  # None: any
    to: Label
    share: Share
    talk: Share = 1.0  # share of the first talk time spent before the transfer
    context: Context | None = None  # None: as in customers
    told: Told = Told.NO  # in advance

    def passes_on(self, channel: str, issue: str, group: str) -> bool:
        """Say whether contacts of this kind that a group answers may go on by it."""
        return (
            self.is_for(channel, issue)
            and self.source in (None, group)
            and self.to != group
        )


class Routing(Model):
    """Who takes whom."""

    choose_agent: OneOrMore[AgentRule] = (AgentRule.LONGEST_IDLE,)
    choose_contact: ContactRule = ContactRule.PRIORITY
    overflow: tuple[Overflow, ...] = ()
    ring: Ring = Ring()
    transfers: tuple[Transfer, ...] = ()
