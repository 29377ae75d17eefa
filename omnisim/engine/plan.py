"""The scenario resolved for play: who may serve whom, in what order, at what pace.

Names have become codes: channels, issues and groups by their place in the
scenario. A *queue* holds the contacts of one channel and issue; contacts that
were transferred wait in a queue of their own, which only the target group serves.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from omnisim.engine.places import Capacity
    from omnisim.scenario.clock import BusinessClock
    from omnisim.scenario.laws import Law
    from omnisim.scenario.schema import AtDutyEnd, Outage, Scenario, WaitEstimate

LAST = 1_000_000  # preference for what only overflows to a group: after all its own

__all__ = [
    "LAST",
    "BotPlan",
    "ChannelPlan",
    "DuplicatePlan",
    "Form",
    "GroupPlan",
    "InvitePlan",
    "Keeps",
    "Next",
    "OfferPlan",
    "Plan",
    "ProactivePlan",
    "QueuePlan",
    "Right",
    "StrainPlan",
    "TransferPlan",
    "TwinsPlan",
    "UpdatePlan",
]

Keeps = tuple[tuple[int, int], ...]


class Form(IntEnum):
    """How a conversation goes."""

    CALL = 0  # talk without a break
    CALLBACK = 1  # the centre dials first
    TURNS = 2  # agent and customer take turns
    RATE = 3  # at a speed that belongs to the number held
    BOT = 4  # with nobody: all end with a bot


@dataclass(frozen=True, slots=True)
class Right:
    """A group's right to serve a queue.

    Parameters
    ----------
    group : int
        Code.
    preference : int
        1 = first choice; `LAST` without the skill.
    factor : float
        Pace of the group times pace of the skill: multiplies talk and wrap-up.
    after : float, seconds
        Only contacts that have waited so long; 0 except for overflow.
    keeps : tuple of (int, int)
        Other channels, and how many agents of the group must keep room for each.
    """

    group: int
    preference: int
    factor: float
    after: float
    keeps: Keeps


@dataclass(frozen=True, slots=True)
class QueuePlan:
    """One queue and the groups that serve it, in order of preference.

    `levels` holds the rights of equal preference together; `overflow` those that
    begin after a delay, shortest first.
    """

    channel: int
    issue: int
    levels: tuple[tuple[Right, ...], ...]
    overflow: tuple[Right, ...]
    priority: int
    weight: float
    threshold: float  # seconds; infinity where the channel has no target

    @property
    def rights(self) -> Iterable[Right]:
        """All rights, overflow last."""
        for level in self.levels:
            yield from level
        yield from self.overflow


@dataclass(frozen=True, slots=True)
class Next:
    """One thing a customer may do next, with its share added to those before."""

    up_to: float  # after her first contact
    further_up_to: float  # after a further one
    tries: float  # contacts in all, this one included; may be infinite
    channel: int
    delay: Law


@dataclass(frozen=True, slots=True)
class TransferPlan:
    """One way on from an answering group, its share added to those before."""

    up_to: float
    queue: int
    talk: float  # share of the talk time spent before the transfer
    story: bool  # must be told again
    told: bool  # in advance


@dataclass(frozen=True, slots=True)
class OfferPlan:
    """Another channel that is offered to those who wait."""

    place: int  # among the offers of the channel
    channel: int
    share: float
    above: float  # seconds
    after: float | None  # seconds in the queue; None: on arrival


@dataclass(frozen=True, slots=True)
class DuplicatePlan:
    """A second contact opened while waiting, its share added to those before."""

    up_to: float
    channel: int
    delay: Law


@dataclass(frozen=True, slots=True)
class TwinsPlan:
    """What becomes of other open contacts: shares, each added to those before."""

    withdrawn: float
    merged: float
    found_out: float
    discovery: Law


@dataclass(frozen=True, slots=True)
class UpdatePlan:
    """A message about an open contact."""

    after: float  # seconds
    share: float
    saves: float


@dataclass(frozen=True, slots=True)
class ProactivePlan:
    """A message before the first contact."""

    reaches: float
    saves: float


@dataclass(frozen=True, slots=True)
class InvitePlan:
    """An invitation to visitors."""

    share: float
    room: int


@dataclass(frozen=True, slots=True)
class StrainPlan:
    """Work that slows down with the occupancy of the last while."""

    slower: float  # per unit of occupancy
    above: float
    over: float  # seconds


@dataclass(frozen=True, slots=True)
class BotPlan:
    """A bot as the engine sees it."""

    contains: tuple[float, ...]  # by issue
    misleads: tuple[float, ...]  # by issue: of the contained
    session: Law
    failed_session: Law
    escalates: float  # share of those it cannot help
    story: bool  # must be told again
    told: bool  # in advance
    sessions: float  # at once at most; may be infinite
    only_first: bool
    outages: tuple[Outage, ...]


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """A channel as the engine sees it."""

    form: Form
    is_mail: bool  # its work may be cut
    is_deferred: bool
    is_silent: float  # share of those who leave who say nothing
    customer_drift: float
    close_after: float  # seconds
    quiet_after: float  # seconds; infinity: the place is never given back
    keeps_agent: bool  # a quiet conversation goes on with the same agent
    durations: tuple[float, ...]  # seconds, by chats held; rate level only
    place_until_end: bool  # not to the end of the wrap-up
    answers: float  # share of the calls back that are picked up
    tries: int
    window: tuple[float, float]  # seconds from the request, and how long
    discovery: Law
    dial: Law
    retry: Law
    due: BusinessClock | None  # of deferred kinds with a target
    threshold: float  # seconds on that clock
    offers: tuple[OfferPlan, ...]
    duplicates: tuple[DuplicatePlan, ...]
    unanswered: tuple[tuple[Next, ...], ...]  # by issue
    update: UpdatePlan | None
    proactive: tuple[ProactivePlan | None, ...]  # by issue
    invite: InvitePlan | None
    bot: int | None  # that customers meet first
    bot_refuses: bool  # those it cannot take, while it is down or full
    outages: tuple[Outage, ...]
    spans: tuple[tuple[float, float], ...]  # open, in seconds
    lines: int | None
    estimate: WaitEstimate | None
    mean_handle: float  # seconds of a standard agent, for the announced wait
    after: tuple[tuple[tuple[Next, ...], ...], ...]  # by Cause, issue
    resolved: tuple[float, ...]  # by issue


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A group as the engine sees it; tuples go by channel."""

    wage: float
    capacity: Capacity
    ranks: tuple[int, ...]
    switch_cost: float  # seconds
    slowdown: float
    breathing: tuple[float, ...]  # seconds
    at_duty_end: tuple[AtDutyEnd, ...]
    resolves: float
    n_new: int
    learning: tuple[float, ...]  # what multiplies the work of the new, by day
    strain: StrainPlan | None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the engine looks up while it plays."""

    scenario: Scenario
    channels: tuple[ChannelPlan, ...]
    groups: tuple[GroupPlan, ...]
    queues: tuple[QueuePlan, ...]
    first_queue: tuple[tuple[int, ...], ...]  # by channel, issue
    escalated: tuple[tuple[int, ...], ...]  # by channel, issue: queue after the bot
    transfers: dict[tuple[int, int], tuple[TransferPlan, ...]]  # by queue, group
    bots: tuple[BotPlan, ...]
    vulnerable: float  # share of customers
    repeat_work: float  # 1 + extra talk when the story must be told again
    lost_again: bool  # the story, on the way to the same channel
    lost_on_switch: bool  # to another one
    told_patience: float
    dilution: float  # resolved less, per further conversation in hand
    twins: TwinsPlan
    horizon: float  # seconds
    ends_by: float  # seconds; nothing later is played
