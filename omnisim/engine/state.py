"""Contacts, agents, queues and groups while a run is on: who waits, who is idle.

A queue keeps those who gave up in their places, as shadows: when a shadow's
turn comes, the wait an endlessly patient customer would have had is known, and
nobody ever searches the middle of a queue.
"""

from __future__ import annotations

import math
from collections import OrderedDict, deque
from typing import TYPE_CHECKING

from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from simpy.events import Event

    from omnisim.engine.plan import ChannelPlan, QueuePlan, Right, TransferPlan

__all__ = ["Agent", "ChannelDesk", "Contact", "GroupDesk", "Queue", "Serve"]

NEVER = math.nan


class Agent:
    """One person of a group.

    Parameters
    ----------
    number : int
        Row of the journal's agents table.
    group : GroupDesk
    """

    __slots__ = (
        "away_until",
        "came_at",
        "floor_time",
        "group",
        "idle_order",
        "idle_since",
        "idle_time",
        "is_present",
        "number",
        "on_duty",
    )

    def __init__(self, number: int, group: GroupDesk) -> None:
        self.number = number
        self.group = group
        self.on_duty = False  # as scheduled now
        self.is_present = False  # on the floor, perhaps past the end of duty
        self.came_at = NEVER
        self.floor_time = 0.0  # on the floor before `came_at`
        self.idle_order = 0  # the lower, the longer idle
        self.idle_since = NEVER
        self.idle_time = 0.0  # idle before `idle_since`
        self.away_until = NEVER


class Contact:
    """One contact: what it brings, and what has happened to its present leg.

    Parameters
    ----------
    customer : int
        Row of the population.
    channel, issue : int
        Codes.
    attempt : int
        From 1.
    cause : Cause
    arrived_at : float, seconds
    queue : Queue
        Where the first leg waits.
    patience, talk, wrap_up, tolerance : float, seconds
        Draws of the first leg.
    """

    # until they happen, these are the same for every contact
    number = -1  # row of the contacts table
    outcome: int = Outcome.OPEN
    resolved = -1
    closed_at = NEVER
    has_story = False  # to be told again to the next agent
    leg = 0
    order = 0  # place in line, across all queues
    n_offers = 0
    has_overflow = False  # its overflow is on the calendar
    waiting: Event | None = None  # what the contact's life waits for in queue
    agent: Agent | None = None
    onward: TransferPlan | None = None  # where it goes after the talk
    queued_at = NEVER
    patience_end_at = NEVER
    ring_end_at = NEVER
    turn_at = NEVER
    answered_at = NEVER
    left_at = NEVER
    talk_end_at = NEVER
    wrap_up_end_at = NEVER

    def __init__(  # noqa: PLR0917 - made once per contact, straight from columns
        self,
        customer: int,
        channel: int,
        issue: int,
        attempt: int,
        cause: int,
        arrived_at: float,
        queue: Queue,
        patience: float,
        talk: float,
        wrap_up: float,
        tolerance: float,
    ) -> None:
        self.customer = customer
        self.channel = channel
        self.issue = issue
        self.attempt = attempt
        self.cause = cause
        self.arrived_at = arrived_at
        self.queue = queue  # of the present leg
        self.patience = patience
        self.talk = talk
        self.wrap_up = wrap_up
        self.tolerance = tolerance

    @property
    def nth_decision(self) -> int:
        """The number of a decision within the contact: by leg, then by offer."""
        return self.leg << 16 | self.n_offers

    def begin_leg(
        self, queue: Queue, patience: float, talk: float, wrap_up: float
    ) -> None:
        """Go on to a further queue with the draws of that leg."""
        self.leg += 1
        self.queue = queue
        self.patience, self.talk, self.wrap_up = patience, talk, wrap_up
        self.n_offers = 0
        self.has_overflow = False
        self.agent = None
        self.onward = None
        self.turn_at = self.answered_at = NEVER
        self.talk_end_at = self.wrap_up_end_at = NEVER


class ChannelDesk:
    """A channel's lines, its opening hours and its queue as announced."""

    __slots__ = ("_closes", "_opens", "_spans", "in_use", "plan", "waiting")

    def __init__(self, plan: ChannelPlan) -> None:
        self.plan = plan
        self.in_use = 0  # lines: waiting, ringing and talking
        self.waiting = 0  # in queue, not ringing
        self._spans = iter(plan.spans)
        self._opens, self._closes = next(self._spans, (float("inf"), float("inf")))

    def is_open(self, now: float) -> bool:
        """Say whether the channel is open; asked in order of time."""
        while now >= self._closes:
            self._opens, self._closes = next(self._spans, (float("inf"), float("inf")))
        return now >= self._opens


class Serve:
    """A group's right to serve a queue, as the group looks at it."""

    __slots__ = ("after", "factor", "group", "keep", "preference", "queue")

    def __init__(self, right: Right, group: GroupDesk, queue: Queue) -> None:
        self.group = group
        self.queue = queue
        self.preference = right.preference
        self.factor = right.factor
        self.after = right.after
        self.keep = right.keep


class Queue:
    """The contacts of one channel and issue that wait, shadows included, in order."""

    __slots__ = (
        "by_group",
        "channel",
        "code",
        "last_wait",
        "levels",
        "line",
        "overflow",
        "plan",
        "priority",
        "threshold",
        "weight",
    )

    def __init__(self, code: int, plan: QueuePlan, channel: ChannelDesk) -> None:
        self.code = code  # place among the plan's queues
        self.plan = plan
        self.channel = channel
        self.line: deque[Contact] = deque()
        self.last_wait = 0.0  # of the last one answered, for the announcement
        self.priority = plan.priority
        self.weight = plan.weight
        self.threshold = plan.threshold
        self.levels: tuple[tuple[Serve, ...], ...] = ()
        self.overflow: tuple[Serve, ...] = ()
        self.by_group: dict[int, Serve] = {}

    def staff(self, groups: list[GroupDesk]) -> None:
        """Bind the queue and the groups that may serve it to each other."""
        serves = {
            right.group: Serve(right, groups[right.group], self)
            for right in self.plan.rights
        }
        self.levels = tuple(
            tuple(serves[right.group] for right in level) for level in self.plan.levels
        )
        self.overflow = tuple(serves[right.group] for right in self.plan.overflow)
        self.by_group = serves
        for serve in serves.values():
            serve.group.serves.append(serve)

    def put_back(self, contact: Contact) -> None:
        """Return a contact to its own place after an offer nobody picked up."""
        line = self.line
        place = 0
        while place < len(line) and line[place].order < contact.order:
            place += 1
        line.insert(place, contact)


class GroupDesk:
    """A group's idle agents, longest idle first, and the queues it may serve."""

    __slots__ = ("code", "idle", "n_on_duty", "serves", "wage")

    def __init__(self, code: int, wage: float) -> None:
        self.code = code
        self.wage = wage  # per hour
        self.idle: OrderedDict[int, Agent] = OrderedDict()
        self.n_on_duty = 0
        self.serves: list[Serve] = []

    def engage(self, agent: Agent, now: float) -> None:
        """Take an agent out of the idle."""
        del self.idle[agent.number]
        agent.idle_time += now - agent.idle_since
