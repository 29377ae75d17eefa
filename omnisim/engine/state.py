"""Contacts, agents, queues and groups while a run is on: who waits, who is idle.

A queue keeps those who gave up in their places, as shadows: when a shadow's
turn comes, the wait an endlessly patient customer would have had is known, and
nobody ever searches the middle of a queue.
"""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from omnisim.engine.roll import Roll
from omnisim.journal.schema import Outcome, State
from omnisim.population.turns import Turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from simpy.events import Event

    from omnisim.engine.clock import At
    from omnisim.engine.desks import BotDesk, ChannelDesk
    from omnisim.engine.places import Capacity
    from omnisim.engine.plan import (
        GroupPlan,
        QueuePlan,
        Right,
        StrainPlan,
        TransferPlan,
    )
    from omnisim.engine.rates import Rates

__all__ = ["SEIZED", "Agent", "Contact", "GroupDesk", "Queue", "Serve", "Work"]

NEVER = math.nan
FOREVER = math.inf
_ATTEMPT_BITS = 15  # the journal counts no further
NOTHING = Turn(0.0, 0.0, FOREVER)


class Agent:
    """One person of a group: what she has in hand, and her one attention.

    Parameters
    ----------
    number : int
        Row of the journal's agents table.
    group : GroupDesk
    """

    def __init__(self, number: int, group: GroupDesk) -> None:
        self.number = number
        self.group = group
        # presence
        self.on_duty = False  # as scheduled now
        self.is_present = False  # on the floor, perhaps past the end of duty
        self.is_away = False  # did not pick up
        self.away_until = NEVER
        self.came_at = NEVER
        self.floor_time = 0.0  # on the floor before `came_at`
        # what she has in hand
        self.load = group.capacity.empty
        self.held = 0  # contacts in hand; a place kept for a breath is not one
        self.n_live = 0  # of these, all but mail
        self.in_hand: dict[Contact, float] = {}  # since when
        self.ringing: dict[Contact, None] = {}  # offers not picked up yet
        self.n_called = 0  # taken this instant, not yet begun
        self.is_listed = False  # among those of her group who may take contacts
        self.changed = 0  # the lower, the longer ago she took or finished anything
        self.idle_since = NEVER
        self.idle_time = 0.0  # with nothing in hand, before `idle_since`
        # her attention
        self.work: Work | Seized | None = None
        self.pieces: list[tuple[int, float, int, int, Work]] = []  # that wait for it
        self.is_choosing = False
        self.is_switching = False
        self.attended: Contact | None = None  # the last one that had it
        self.doing: int = State.IDLE
        self.doing_for = -1
        self.timer: At | None = None
        self.done: Callable[[Event], None] | None = None  # of work of a set length
        self.ends_at = NEVER
        self.shows = 0.0  # how far a turn has come, as of `since`
        self.since = 0.0
        self.slowness = 1.0
        self.rates: Rates[Contact] | None = None  # of chats that have one
        self.rated_rank = 0  # of these chats
        # how she works
        self.learning: tuple[float, ...] = ()  # what multiplies it, by day
        self.busy_since = NEVER  # with anything in hand
        self.busy: deque[tuple[float, float]] = deque()  # earlier; where it is asked
        self.spread = 0.0  # live contacts in hand, summed over time, before
        self.spread_at = 0.0  # this; where it is asked


class Work:
    """One piece of work for one agent's attention.

    Parameters
    ----------
    agent : Agent
    contact : Contact
    state : State
        What the agent does while it has the attention.
    then : callable
        Called when the work is done; with work of no set length, when it begins.
    left : float, seconds, optional
        None: whoever asked says when it ends (`Attention.free`).
    is_turn : bool
        Slows down as more conversations are in hand.
    may_be_cut : bool
    """

    __slots__ = (
        "agent", "asked_at", "contact", "is_dropped", "is_turn", "left", "may_be_cut",
        "rank", "state", "then",
    )  # fmt: skip

    def __init__(
        self,
        agent: Agent,
        contact: Contact,
        state: State,
        then: Callable[[], None],
        *,
        asked_at: float,
        left: float | None,
        is_turn: bool = False,
        may_be_cut: bool = False,
    ) -> None:
        self.agent = agent
        self.contact = contact
        self.state = state
        self.then = then
        self.asked_at = asked_at
        self.left = left
        self.is_turn = is_turn
        self.may_be_cut = may_be_cut
        self.rank = agent.group.ranks[contact.channel]
        self.is_dropped = False


class Seized:
    """Stands for work that nobody waits for: a call's talk and wrap-up."""

    may_be_cut = False
    is_turn = False


SEIZED = Seized()


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
    n_turns : float
        Agent turns of the conversation.
    """

    vulnerable = 0  # the customer needs a person
    told = -1  # of the move that led to this leg; -1 none did
    has_told = False  # her story, to anyone, in this contact or before
    fate: Outcome | None = None  # as the twin of one that was answered; OPEN: none
    bot: BotDesk[Contact] | None = None  # that she is in session with
    session_at = NEVER  # since when
    outcome_of_session = Outcome.OPEN
    is_cut = False  # the session, by an outage of the bot
    rings_at: Agent | None = None
    expects_moves = False  # what may move her while she waits is on the calendar
    has_chase = False  # she will ask again by another contact, unless answered
    spared_by = -1  # row of the message that spares it
    pause: At | None = None  # the end of a talk, or of the customer's turn
    factor = 1.0  # of the agent's work in question on standard work
    spread_from = 0.0  # the agent's `spread` when she answered

    # until they happen, these are the same for every contact
    number = -1  # row of the contacts table
    outcome: int = Outcome.OPEN
    resolved = -1
    closed_at = NEVER
    has_story = False  # to be told again to the next agent
    leg = 0
    order = -1  # place in line, across all queues
    lined_up_at = NEVER  # since when it has this place
    n_offers = 0
    has_overflow = False  # its overflow is on the calendar
    silent = 0  # left without a sign
    waiting: Event | None = None  # what the contact's life waits for
    agent: Agent | None = None
    onward: TransferPlan | None = None  # where it goes after the conversation
    queued_at = NEVER
    patience_end_at = NEVER
    ring_end_at = NEVER
    due_at = FOREVER
    turn_at = NEVER
    answered_at = NEVER
    left_at = NEVER
    talk_end_at = NEVER
    wrap_up_end_at = NEVER
    # the conversation
    drawn_leg = 0  # the leg its turns were drawn for
    turn = 0  # replies sent
    n_tries = 0  # calls back made
    is_kept = False  # no colleague had room at the end of the agent's duty
    is_quiet = False  # nobody writes, and it takes no place
    is_queued = False  # in line, or a shadow
    is_met = False  # had the attention of its agent before
    work: Work | None = None  # waits for the attention, or has it
    writing: Work | None = None  # the last reply, sent or not
    left: float | None = None  # seconds of work that was passed on, standard pace
    words = NOTHING  # the reply in question, and the customer's turn after it
    asked_at = NEVER
    began_at = NEVER
    writes_at = NEVER  # when the customer's turn ends
    quiet_at = NEVER  # since when nobody has written
    timer: At | None = None  # end of the patience with a reply
    owes_reply = False  # the agent, to the customer
    has_reply = False  # any
    has_talked = False  # or an agent has worked on what she wrote

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
        n_turns: float,
    ) -> None:
        self.customer = customer
        # the order of what happens at one instant
        self.tie = customer << _ATTEMPT_BITS | attempt
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
        self.n_turns = n_turns

    @property
    def is_rated(self) -> bool:
        """Whether it is a chat that is modelled by its rate."""
        return bool(self.queue.channel.plan.durations)

    @property
    def nth_decision(self) -> int:
        """The number of a decision within the contact: by leg, then by offer."""
        return self.leg << 16 | self.n_offers

    @property
    def nth_turn(self) -> int:
        """The number of a turn within the contact: by the leg it was drawn for."""
        return self.drawn_leg << 16 | self.turn

    def is_served_elsewhere(self) -> bool:
        """Whether whoever takes it finds that another contact has been answered."""
        return self.fate is not None and self.fate != Outcome.OPEN

    @property
    def is_answered(self) -> bool:
        """Whether an agent has answered it, in this leg or before."""
        return (
            self.answered_at == self.answered_at  # not NaN
            or self.has_talked
            or self.leg > self.n_tries
        )

    @property
    def is_in_hand(self) -> bool:
        """Whether a call waits in an agent's hand for her attention."""
        return (
            self.waiting is not None
            and self.work is not None
            and self.work.left is None
        )

    @property
    def holder(self) -> Agent:
        """The agent who has the conversation in hand.

        Raises
        ------
        ValueError
            If nobody has: the engine is wrong.
        """
        if self.agent is None:
            raise ValueError(f"nobody has contact {self.number} in hand")
        return self.agent

    def let_life_go(self) -> None:
        """Let the contact's life end where it is: what it waits for does not come."""
        if self.timer is not None:
            self.timer.callbacks = []
            self.timer = None
        if self.waiting is None:
            raise ValueError(f"contact {self.number} waits for nothing")
        self.waiting.callbacks = []
        self.waiting = None

    def wake(self) -> None:
        """Let the contact's life go on now."""
        if self.timer is not None:
            self.timer.callbacks = []
            self.timer = None
        waiting = self.waiting
        if waiting is None:
            raise ValueError(f"contact {self.number} waits for nothing")
        self.waiting = None
        callbacks, waiting.callbacks = waiting.callbacks, None  # type: ignore[assignment] # SimPy: it is over
        waiting._ok, waiting._value = True, None  # noqa: SLF001 - as succeed() would
        for callback in callbacks:
            callback(waiting)

    def begin_leg(
        self, queue: Queue, patience: float, talk: float, wrap_up: float, n_turns: float
    ) -> None:
        """Go on to a further queue with the draws of that leg."""
        self.go_on(patience)
        self.queue = queue
        self.talk, self.wrap_up, self.n_turns = talk, wrap_up, n_turns
        self.drawn_leg = self.leg
        self.order = -1
        self.turn = 0
        self.left = None
        self.asked_at = NEVER

    def go_on(self, patience: float) -> None:
        """Go on to a further leg of the same conversation."""
        self.leg += 1
        self.patience = patience
        self.n_offers = 0
        self.has_overflow = False
        self.is_met = self.is_kept = False
        self.told = -1
        self.agent = None
        self.queued_at = NEVER
        self.onward = None
        self.turn_at = self.answered_at = NEVER
        self.talk_end_at = self.wrap_up_end_at = NEVER


class Serve:
    """A group's right to serve a queue, as the group looks at it."""

    __slots__ = ("after", "channel", "factor", "group", "keeps", "preference", "queue")

    def __init__(self, right: Right, group: GroupDesk, queue: Queue) -> None:
        self.group = group
        self.queue = queue
        self.preference = right.preference
        self.factor = right.factor
        self.after = right.after
        self.keeps = right.keeps
        self.channel = queue.plan.channel  # code


class Queue:
    """The contacts of one channel and issue that wait, shadows included, in order."""

    __slots__ = (
        "by_group", "channel", "code", "last_wait", "levels", "line", "overflow",
        "plan", "priority", "threshold", "weight",
    )  # fmt: skip

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
            serve.group.reserves |= bool(serve.keeps)

    def put_back(self, contact: Contact) -> None:
        """Return a contact to its own place after an offer nobody picked up."""
        line = self.line
        place = 0
        while place < len(line) and line[place].order < contact.order:
            place += 1
        line.insert(place, contact)


class GroupDesk:
    """A group as it is now, and the queues it may serve."""

    def __init__(
        self, code: int, wage: float, capacity: Capacity, plan: GroupPlan
    ) -> None:
        self.code = code
        self.wage = wage  # per hour
        self.capacity = capacity
        self.ranks = plan.ranks  # by channel: whose work has the attention first
        self.switch_cost = plan.switch_cost
        self.slowdown = plan.slowdown
        self.breathing = plan.breathing  # by channel
        self.at_duty_end = plan.at_duty_end  # by channel
        self.resolves = plan.resolves
        self.strain: StrainPlan | None = plan.strain
        self.n_on_duty = 0
        self.serves: list[Serve] = []
        self.members: list[Agent] = []
        self.reserves = False  # keeps agents for some channels
        self.roll: Roll[Agent] = Roll(capacity)  # who may take contacts
