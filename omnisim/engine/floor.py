"""The floor of a centre while a run is on: what contacts and agents do to it.

The lives told in `omnisim.engine.process` call these functions; each is one
thing that happens, and writes what it changes to the recorder. Here is all up to
the moment when an agent has the contact in hand; what follows is in
`omnisim.engine.talks`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simpy.events import Event

from omnisim.engine.attention import Attention
from omnisim.engine.clock import At, Clock
from omnisim.engine.crew import Crew
from omnisim.engine.desks import BotDesk, ChannelDesk
from omnisim.engine.order import Rank
from omnisim.engine.plan import Form
from omnisim.engine.record import Recorder
from omnisim.engine.selection import Selection
from omnisim.engine.state import Queue
from omnisim.journal.schema import Outcome
from omnisim.population import Purpose
from omnisim.scenario.schema import NEVER, WaitEstimate

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.engine.plan import OfferPlan, Plan
    from omnisim.engine.roster import Roster
    from omnisim.engine.state import Agent, Contact
    from omnisim.population import Population

__all__ = ["Floor"]


class Floor:
    """Everything that is the case at an instant, and how it changes.

    Parameters
    ----------
    plan : Plan
    roster : Roster
    population : Population
    pass_on : callable
        Does with what an agent has in hand what is due when her duty ends.
    """

    def __init__(
        self,
        plan: Plan,
        roster: Roster,
        population: Population,
        *,
        pass_on: Callable[[Agent], None],
    ) -> None:
        routing = plan.scenario.routing
        self.plan = plan
        self.roster = roster
        self.population = population
        self.clock = Clock()
        self.recorder = Recorder()
        self.channels = [ChannelDesk(channel) for channel in plan.channels]
        self.queues = [
            Queue(code, queue, self.channels[queue.channel])
            for code, queue in enumerate(plan.queues)
        ]
        self.ring = routing.ring
        self.selection = Selection(
            routing.choose_agent,
            routing.choose_contact,
            population,
            ring=self.ring.time,
            on_turn=self.turn_came,
        )
        self.crew = Crew(
            plan,
            roster,
            clock=self.clock,
            recorder=self.recorder,
            next_contact=self.selection.contact_for,
            call_up=self.call_up,
            pass_on=pass_on,
            load_changed=self._load_changed,
        )
        self.attention = Attention(
            self.clock,
            moment=self.recorder.moment,
            note=self.crew.note,
            settle=self.crew.leave_if_done,
        )
        for queue in self.queues:
            queue.staff(self.crew.groups)
        self.rings = routing.ring.time > 0 or routing.ring.unanswered > 0
        self.here: dict[int, Contact] = {}  # contacts whose rows are not complete
        self.copies: dict[Contact, None] = {}  # legs left behind whose rows are not
        self.bots: list[BotDesk[Contact]] = [
            BotDesk(code, bot) for code, bot in enumerate(plan.bots)
        ]
        # open contacts, or to come, of customers who made several
        self.families: dict[int, list[Contact]] = {}
        self._n_queued = 0

    def refuse(self, contact: Contact) -> Outcome | None:
        """Register an arrival; return why it is refused, or None if it has a line."""
        channel = self.channels[contact.channel]
        contact.number = self.recorder.number_contact()
        if not channel.plan.is_deferred and not channel.is_open(contact.arrived_at):
            return Outcome.CLOSED
        if channel.is_down:
            return Outcome.CUT_OFF
        if channel.plan.lines is not None and channel.in_use >= channel.plan.lines:
            return Outcome.BLOCKED
        channel.in_use += 1
        self.here[contact.number] = contact
        return None

    def promise(self, contact: Contact) -> None:
        """Note when one who does not wait live is to have her (next) answer."""
        plan, now = contact.queue.channel.plan, self.clock.instant
        if plan.window != (0.0, 0.0):
            contact.due_at = now + plan.window[0] + plan.window[1]
        elif plan.due is not None:
            contact.due_at = plan.due.due(now, plan.threshold)

    def window(self, contact: Contact) -> At:
        """Return the beginning of the window in which a call back is promised.

        For one who spoke to a bot for longer than that it has begun.
        """
        begins_at = contact.arrived_at + contact.queue.channel.plan.window[0]
        begins_at = max(begins_at, self.clock.instant)
        return At(self.clock, begins_at, Rank.ARRIVAL, contact.tie)

    def turn_away(self, contact: Contact, refusal: Outcome) -> None:
        """Write that a contact never got a line."""
        contact.outcome = refusal
        contact.closed_at = contact.arrived_at
        self.recorder.contact(contact)
        self.leave_family(contact)

    def join(self, contact: Contact) -> Agent | None:
        """Begin a leg now; return an agent who takes it at once, if any.

        Who comes back in the middle of a conversation keeps her place in line.
        """
        now = self.clock.instant
        contact.queued_at = now
        contact.patience_end_at = now + contact.patience
        if contact.order < 0:
            contact.order = self._n_queued
            contact.lined_up_at = now
            self._n_queued += 1
        return self._take_agent(contact, now)

    def _take_agent(self, contact: Contact, now: float) -> Agent | None:
        agent = self.selection.agent_for(contact, now)
        if agent is not None:
            self.crew.take(agent, contact)
            if agent.group.reserves:  # what she was kept for she may be full of now
                self.crew.look_for_work(agent)
        return agent

    def may_not_wait(self, contact: Contact) -> Outcome | None:
        """Return why a contact that is about to join a queue must leave, if so.

        Another contact of the customer has been answered, or the channel is out of
        order.
        """
        if contact.is_served_elsewhere() and contact.fate != Outcome.FOUND_OUT:
            return contact.fate
        return Outcome.CUT_OFF if contact.queue.channel.cuts_waiting else None

    def offer_taken(self, contact: Contact) -> OfferPlan | None:
        """Announce the wait; return the offer of another channel that is taken."""
        plan = contact.queue.channel.plan
        for offer in plan.offers:
            if (
                offer.after is None
                and plan.estimate is not None
                and self._announced_wait(contact.queue, plan.estimate) > offer.above
                and self.takes_up(contact, offer)
            ):
                return offer
        return None

    def takes_up(self, contact: Contact, offer: OfferPlan) -> bool:
        """Say whether the customer goes to the channel she is offered."""
        return offer.share > self.population.coin(
            Purpose.TAKE_UP, contact.customer, contact.attempt, offer.place
        )

    def room_for(self, contact: Contact) -> int:
        """Return how many agents could take a contact now, those kept free included."""
        return sum(
            len(listed)
            for level in contact.queue.levels
            for serve in level
            for _, listed in serve.group.roll.with_room(serve.channel)
        )

    def leaves_for(self, offer: OfferPlan) -> Outcome:
        """Return how a contact ends whose customer takes an offer."""
        is_called = self.channels[offer.channel].plan.form is Form.CALLBACK
        return Outcome.CALLBACK if is_called else Outcome.MOVED

    def balks(self, contact: Contact) -> bool:
        """Announce the wait; say whether it is more than the customer puts up with."""
        estimate = contact.queue.channel.plan.estimate
        if estimate is None:
            return False
        return self._announced_wait(contact.queue, estimate) > contact.tolerance

    def _announced_wait(self, queue: Queue, estimate: WaitEstimate) -> float:
        if estimate is WaitEstimate.LAST_WAIT:
            return queue.last_wait
        on_duty = sum(serve.group.n_on_duty for serve in queue.by_group.values())
        if on_duty == 0:
            return NEVER
        return (queue.channel.waiting + 1) * queue.channel.plan.mean_handle / on_duty

    def wait(self, contact: Contact) -> Event:
        """Put a contact in its queue; return the event its life waits for.

        That is the end of its patience, unless an agent comes first: then the
        life goes on with `contact.agent` set.
        """
        queue = contact.queue
        line = queue.line
        if line and line[-1].order > contact.order:
            queue.put_back(contact)
        else:
            line.append(contact)
        if queue.overflow and not contact.has_overflow:
            self._expect_overflow(contact)
        contact.is_queued = True
        queue.channel.waiting += 1
        contact.waiting = (
            Event(self.clock)
            if contact.patience_end_at == NEVER
            else At(
                self.clock,
                contact.patience_end_at,
                Rank.PATIENCE_END,
                contact.tie,
            )
        )
        return contact.waiting

    def _expect_overflow(self, contact: Contact) -> None:
        contact.has_overflow = True
        for serve in contact.queue.overflow:
            instant = contact.lined_up_at + serve.after
            if instant > self.clock.instant:
                At(
                    self.clock,
                    instant,
                    Rank.OVERFLOW,
                    contact.number,
                    partial(self._overflow, contact),
                )

    def _overflow(self, contact: Contact, _: Event) -> None:
        """Let a further group serve a contact that has waited long enough.

        One who waits by now for the group she was transferred to finds nobody.
        """
        if not contact.is_queued:
            return
        now = self.clock.instant
        agent = self.selection.agent_for(contact, now)
        if agent is None:
            return
        contact.queue.line.remove(contact)  # nearly always the head
        contact.is_queued = False
        if contact.outcome == Outcome.OPEN or contact.silent:
            self.call_up(contact, agent)
        else:
            contact.turn_at = now + self.ring.time
            self.turn_came(contact)

    def call_up(self, contact: Contact, agent: Agent) -> None:
        """Give a waiting contact to an agent: its life goes on at once."""
        contact.agent = agent
        contact.is_queued = False
        self.crew.take(agent, contact)
        agent.n_called += 1
        contact.queue.channel.waiting -= 1
        life = contact.waiting
        contact.waiting = None
        answer = At(self.clock, self.clock.instant, Rank.ANSWER, contact.tie)
        # the end of patience stays on the calendar, but nobody listens to it
        answer.callbacks, life.callbacks = life.callbacks, []  # type: ignore[union-attr] # one who waits has an event

    def called(self, contact: Contact) -> Agent:
        """Return the agent to whom a waiting contact has just been given."""
        agent = contact.holder
        agent.n_called -= 1
        return agent

    def give_up(self, contact: Contact) -> None:
        """Write that a customer left the queue.

        Her shadow keeps the place; if she said nothing, she keeps it herself.
        """
        now = self.clock.instant
        channel = contact.queue.channel
        contact.left_at = now
        contact.owes_reply = False  # if she came back to the queue for one
        if channel.plan.is_silent and channel.plan.is_silent > self.population.coin(
            Purpose.SILENT, contact.customer, contact.attempt, contact.nth_turn << 1
        ):
            contact.silent = 1
            contact.patience_end_at = NEVER
            self.over(contact, Outcome.ABANDONED, now)
            return
        self.gone(contact, Outcome.ABANDONED, now)
        channel.waiting -= 1

    def take_out(self, contact: Contact, outcome: Outcome) -> None:
        """Write that a contact leaves the queue, whose life goes on no more.

        Its shadow keeps the place, as of one who gave up.
        """
        now = self.clock.instant
        contact.left_at = now
        contact.owes_reply = False
        contact.waiting.callbacks = []  # type: ignore[union-attr] # it waits in line
        contact.waiting = None
        self.gone(contact, outcome, now)
        contact.queue.channel.waiting -= 1

    def linger(self, contact: Contact) -> Event:
        """Let one who left without a sign keep the place until an agent takes it."""
        contact.waiting = Event(self.clock)
        return contact.waiting

    def turn_came(self, shadow: Contact) -> None:
        """Complete the row of one who gave up, now that her wait would have ended."""
        shadow.is_queued = False
        self.recorder.interaction(shadow, shadow.outcome)
        del self.here[shadow.number]

    def turn_down(self, contact: Contact, outcome: Outcome) -> None:
        """Write that a contact leaves instead of joining the queue."""
        now = self.clock.instant
        contact.left_at = now
        if contact.queued_at != contact.queued_at:  # NaN: has not come so far
            contact.queued_at = now
        self.gone(contact, outcome, now)
        self.recorder.interaction(contact, outcome)
        del self.here[contact.number]

    def gone(self, contact: Contact, outcome: Outcome, now: float) -> None:
        """Write that a contact is over, for the customer and for the centre's lines."""
        contact.queue.channel.in_use -= 1
        self.over(contact, outcome, now)

    def over(self, contact: Contact, outcome: Outcome, now: float) -> None:
        """Write that a contact is over for the customer."""
        contact.outcome = outcome
        contact.closed_at = now
        self.recorder.contact(contact)
        if self.families:
            self.leave_family(contact)

    def leave_family(self, contact: Contact) -> None:
        """Forget a contact that is over, or never comes, among the open ones."""
        family = self.families.get(contact.customer)
        if family is not None:
            family.remove(contact)
            if not family:
                del self.families[contact.customer]

    def offer(self, contact: Contact, agent: Agent) -> At:
        """Let it ring; return the answer, or the end of patience if that is first."""
        now = self.clock.instant
        contact.agent = None  # hers only when she picks up
        contact.n_offers += 1
        contact.ring_end_at = now + self.ring.time
        contact.rings_at = agent
        agent.ringing[contact] = None
        self.crew.note(agent)
        gives_up = contact.patience_end_at < contact.ring_end_at
        contact.pause = pause = At(
            self.clock,
            contact.patience_end_at if gives_up else contact.ring_end_at,
            Rank.PATIENCE_END if gives_up else Rank.RING_END,
            contact.tie,
        )
        return pause

    def picks_up(self, contact: Contact) -> bool:
        """Say whether the agent answers this offer."""
        unanswered = self.ring.unanswered
        contact.rings_at = None
        return unanswered == 0 or unanswered <= self.population.coin(
            Purpose.PICK_UP, contact.customer, contact.attempt, contact.nth_decision
        )

    def give_up_ringing(
        self, contact: Contact, agent: Agent, outcome: Outcome = Outcome.ABANDONED
    ) -> None:
        """Write that a customer left while it rang at an agent's."""
        now = self.clock.instant
        contact.left_at = now
        contact.turn_at = contact.ring_end_at
        contact.rings_at = None
        self.gone(contact, outcome, now)
        self.turn_came(contact)
        del agent.ringing[contact]
        self.take_back(contact, agent)

    def take_back(self, contact: Contact, agent: Agent) -> None:
        """Free the place of a contact that the agent did not answer."""
        self.crew.give_back(agent, contact, is_over=False)
        self.crew.look_for_work(agent)
        self.crew.leave_if_done(agent)

    def pass_over(self, contact: Contact, agent: Agent) -> Agent | None:
        """Take an unanswered offer back; return another agent with room, if any.

        The agent steps back in an event of her own, at this instant but after
        the contact has its place in the queue again: she may have to take it.
        """
        now = self.clock.instant
        del agent.ringing[contact]
        agent.is_away = True
        self.crew.give_back(agent, contact, is_over=False)
        At(
            self.clock,
            now,
            Rank.STEP_BACK,
            agent.number,
            partial(self.crew.step_back, agent),
        )
        return self._take_agent(contact, now)

    def _load_changed(self, agent: Agent) -> None:
        self.attention.load_changed(agent)
