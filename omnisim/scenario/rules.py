"""Models of who takes whom, and of what customers do between contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import ConfigDict, Field, ValidationInfo, field_validator, model_validator

from omnisim.scenario import kinds, shorthand
from omnisim.scenario.choices import AgentRule, ContactRule, Context
from omnisim.scenario.fields import (
    AnyLaw,
    Duration,
    Factor,
    InOrder,
    Label,
    Model,
    OneOrMore,
    Share,
    setting_in,
)
from omnisim.scenario.laws import Constant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "After",
    "Customers",
    "Overflow",
    "Ring",
    "Routing",
    "Step",
    "Transfer",
]


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


class Step(Model):
    """One thing a customer may do next: contact `channel` again after a delay."""

    channel: Label
    share: Share
    after: AnyLaw = Constant(value=0.0)

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object, info: ValidationInfo) -> object:
        return shorthand.read_step(data, setting_in(info))


class After(Model):
    """What follows, by the channel it happened on; what is left over gives up."""

    blocked: InOrder[Label, OneOrMore[Step]] = Field(default_factory=dict)
    balked: InOrder[Label, OneOrMore[Step]] = Field(default_factory=dict)
    abandoned: InOrder[Label, OneOrMore[Step]] = Field(default_factory=dict)
    unresolved: InOrder[Label, OneOrMore[Step]] = Field(default_factory=dict)
    quit: InOrder[Label, OneOrMore[Step]] = Field(default_factory=dict)
    unreached: InOrder[Label, OneOrMore[Step]] = Field(default_factory=dict)
    unanswered: InOrder[Label, OneOrMore[Step]] = Field(
        default_factory=dict
    )  # after counts from arrival, and the first contact stays open


class Customers(Model):
    """How customers behave between contacts.

    `resolved` holds, by channel name, either one share or shares by issue;
    after loading it is complete: every channel, every issue of it.
    """

    context: Context = Context.KEPT
    repeat_work: Factor = 0.0  # extra talk when the story must be told again
    resolved: InOrder[Label, InOrder[Label, Share]] = Field(default_factory=dict)
    after: After = After()

    @field_validator("resolved", mode="before")
    @classmethod
    def _read_resolved(cls, data: object) -> object:
        return shorthand.read_resolved(data)

    def complete(
        self, channels: Mapping[str, kinds.Conversing], issues: Iterable[str]
    ) -> Customers:
        """Return the same with every channel and issue named, and `any` spelled out.

        Of what follows an event, `any` stands for the channels on which the event
        can happen.

        Parameters
        ----------
        channels : mapping of str to Conversing
            By name, all of the scenario.
        issues : iterable of str
            All names of the scenario.

        Returns
        -------
        Customers
        """
        names, issues = sorted(channels), sorted(issues)
        after: dict[str, Any] = {}
        for what in After.model_fields:
            possible = [one for one in names if what in kinds.events_of(channels[one])]
            # where it can happen nowhere, the check shall see what was written
            spelled = shorthand.spell_out_any(
                getattr(self.after, what), possible or names, ()
            )
            after[what] = dict(sorted((dict.fromkeys(names, ()) | spelled).items()))
        by_channel = shorthand.spell_out_any(self.resolved, names, {})
        resolved = {
            channel: shorthand.spell_out_any(shares, issues, 1.0)
            for channel, shares in by_channel.items()
        }
        return self.model_copy(
            update={"resolved": resolved, "after": After.model_construct(**after)}
        )
