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
    from omnisim.scenario.schema import AtDutyEnd, Scenario, WaitEstimate

LAST = 1_000_000  # preference for what only overflows to a group: after all its own

__all__ = [
    "LAST",
    "ChannelPlan",
    "Form",
    "GroupPlan",
    "Keeps",
    "Next",
    "OfferPlan",
    "Plan",
    "QueuePlan",
    "Right",
    "TransferPlan",
]

Keeps = tuple[tuple[int, int], ...]


class Form(IntEnum):
    """How a conversation goes."""

    CALL = 0  # talk without a break
    CALLBACK = 1  # the centre dials first
    TURNS = 2  # agent and customer take turns
    RATE = 3  # at a speed that belongs to the number held


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

    up_to: float
    channel: int
    delay: Law


@dataclass(frozen=True, slots=True)
class TransferPlan:
    """One way on from an answering group, its share added to those before."""

    up_to: float
    queue: int
    talk: float  # share of the talk time spent before the transfer
    story: bool  # must be told again


@dataclass(frozen=True, slots=True)
class OfferPlan:
    """A call back that is offered to those whose announced wait is long."""

    channel: int
    share: float
    above: float  # seconds


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
    offer: OfferPlan | None
    unanswered: tuple[Next, ...]

    spans: tuple[tuple[float, float], ...]  # open, in seconds
    lines: int | None
    estimate: WaitEstimate | None
    mean_handle: float  # seconds of a standard agent, for the announced wait
    after: tuple[tuple[Next, ...], ...]  # by Cause
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


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the engine looks up while it plays."""

    scenario: Scenario
    channels: tuple[ChannelPlan, ...]
    groups: tuple[GroupPlan, ...]
    queues: tuple[QueuePlan, ...]
    first_queue: tuple[tuple[int, ...], ...]  # by channel, issue
    transfers: dict[tuple[int, int], tuple[TransferPlan, ...]]  # by queue, group
    repeat_work: float  # 1 + extra talk when the story must be told again
    context_lost: bool
    horizon: float  # seconds
    ends_by: float  # seconds; nothing later is played
