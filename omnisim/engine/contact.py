"""What the engine knows of a contact and of an agent while they are at it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from simpy.events import Event

    from omnisim.engine.desk import GroupDesk, Queue
    from omnisim.engine.plan import TransferPlan

__all__ = ["Agent", "Contact"]

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
