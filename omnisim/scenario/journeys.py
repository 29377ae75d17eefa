"""Models of what customers do besides waiting: come again, move, double, are told.

What follows an event is told by the channel it happened on, or by channel and
issue: ``phone/dispute`` goes before ``phone``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, ValidationInfo, field_validator, model_validator

from omnisim.scenario import kinds, shorthand
from omnisim.scenario.choices import Context
from omnisim.scenario.fields import (
    AnyLaw,
    Count,
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
from omnisim.scenario.money import Price  # noqa: TC001 - pydantic reads annotations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

__all__ = [
    "After",
    "Contexts",
    "Customers",
    "Duplicate",
    "Proactive",
    "Step",
    "Twins",
    "Update",
]


class Step(Model):
    """One thing a customer may do next: contact `channel` again after a delay."""

    channel: Label
    share: Share  # after her first contact
    after: AnyLaw = Constant(value=0.0)
    further: Share | None = None  # after a further contact; None: as share
    tries: Annotated[Count, Field(ge=2)] | None = (
        None  # contacts in all, this one included; None: no limit
    )

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object, info: ValidationInfo) -> object:
        return shorthand.read_step(data, setting_in(info))

    @property
    def share_further(self) -> float:
        """The share after a further contact."""
        return self.share if self.further is None else self.further

    @property
    def is_ever_taken(self) -> bool:
        """Whether anybody takes it, after a first contact or a further one."""
        return self.share > 0 or self.share_further > 0


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
    cut_off: InOrder[Label, OneOrMore[Step]] = Field(
        default_factory=dict
    )  # an outage cut it off, or kept it out
    unhelped: InOrder[Label, OneOrMore[Step]] = Field(
        default_factory=dict
    )  # left a bot that could not help, or was turned away by it
    contained: InOrder[Label, OneOrMore[Step]] = Field(
        default_factory=dict
    )  # by a bot, but the issue was not resolved


class Contexts(Model):
    """Whether the story travels, by the kind of move."""

    again: Context = Context.KEPT  # another contact on the same channel
    switch: Context = Context.KEPT  # another contact on another channel
    transfer: Context = Context.KEPT  # to another group within a contact
    bot: Context = Context.KEPT  # from a bot to an agent within a contact

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return shorthand.read_contexts(data)


class Duplicate(Model):
    """A second contact that some open while they wait in a queue."""

    open: Label  # channel
    probability: Share
    after: AnyLaw = Constant(value=0.0)  # in the queue


class Twins(Model):
    """What becomes of a customer's other open contacts once one is answered.

    Shares that sum to 1, for each of the others.
    """

    withdrawn: Share = 0.0  # by the customer
    merged: Share = 0.0  # by the centre, whose systems are joined up
    found_out: Share = 0.0  # by the agent who takes it, at a cost
    in_full: Share = 0.0  # nobody notices: worked in full
    discovery: AnyLaw = Constant(value=60.0)  # an agent's work to find out

    @model_validator(mode="before")
    @classmethod
    def _read(cls, data: object) -> object:
        return shorthand.read_twins(data)


class Update(Model):
    """A message that tells customers of a channel how their contact stands."""

    after: Duration  # from its arrival, if it has no answer yet
    saves: Share  # of those who would have chased later
    share: Share = 1.0  # of the contacts that are sent one
    cost: OneOrMore[Price] = ()  # per message


class Proactive(Model):
    """A message that reaches customers before they make contact."""

    reaches: Share  # of those about to make their first contact
    saves: Share  # of those reached: they need not
    cost: OneOrMore[Price] = ()  # per message


class Customers(Model):
    """How customers behave between contacts.

    `resolved` holds, by channel name, either one share or shares by issue;
    after loading it is complete: every channel, every issue of it.
    """

    vulnerable: Share = 0.0  # need a person: never sent to a bot
    context: Contexts = Contexts()
    repeat_work: Factor = 0.0  # extra work when the story must be told again
    told_patience: Factor = 1.0  # multiplies the patience of who was told of a move
    resolved: InOrder[Label, InOrder[Label, Share]] = Field(default_factory=dict)
    dilution: Share = 0.0  # resolved less, per further conversation in hand
    after: After = After()
    impatient_duplicates: InOrder[Label, OneOrMore[Duplicate]] = Field(
        default_factory=dict
    )
    twins: Twins = Twins(in_full=1.0)
    updates: InOrder[Label, Update] = Field(default_factory=dict)
    proactive: InOrder[Label, Proactive] = Field(
        default_factory=dict
    )  # by channel, or channel/issue

    @field_validator("resolved", mode="before")
    @classmethod
    def _read_resolved(cls, data: object) -> object:
        return shorthand.read_resolved(data)

    def complete(
        self,
        channels: Mapping[str, kinds.Conversing],
        issues: Iterable[str],
        fronted: Collection[str] = (),
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
        fronted : collection of str
            The channels whose customers meet a bot first.

        Returns
        -------
        Customers
        """
        names, issues = sorted(channels), sorted(issues)
        after: dict[str, Any] = {}
        for what in After.model_fields:
            possible = [
                name
                for name in names
                if what in kinds.events_of(channels[name], fronted=name in fronted)
            ]
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

    def steps_after(self, event: str, channel: str, issue: str) -> tuple[Step, ...]:
        """Return what customers may do after an event, for their channel and issue.

        Parameters
        ----------
        event : str
            A field of `After`.
        channel, issue : str

        Returns
        -------
        tuple of Step
        """
        steps: dict[str, tuple[Step, ...]] = getattr(self.after, event)
        return steps.get(f"{channel}/{issue}", steps.get(channel, ()))

    def proactive_for(self, channel: str, issue: str) -> Proactive | None:
        """Return the message that may spare a first contact, if there is one."""
        return self.proactive.get(f"{channel}/{issue}") or self.proactive.get(channel)
