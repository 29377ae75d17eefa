"""Queues and groups while a run is on: who waits, who is idle.

A queue keeps those who gave up in their places, as shadows: when a shadow's
turn comes, the wait an endlessly patient customer would have had is known, and
nobody ever searches the middle of a queue.
"""

from __future__ import annotations

from collections import OrderedDict, deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from omnisim.engine.contact import Agent, Contact
    from omnisim.engine.plan import ChannelPlan, QueuePlan, Right

__all__ = ["ChannelDesk", "GroupDesk", "Queue", "Serve"]


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
