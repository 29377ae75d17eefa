"""The floor of a centre while a run is on: what contacts and agents do to it.

The lives told in `omnisim.engine.process` call these functions; each is one
thing that happens, and writes what it changes to the recorder.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from simpy.events import Event

from omnisim.engine.clock import At, Clock
from omnisim.engine.crew import Crew
from omnisim.engine.order import Rank
from omnisim.engine.record import Recorder
from omnisim.engine.selection import Selection
from omnisim.engine.state import ChannelDesk, Queue
from omnisim.journal.journal import Journal, Provenance
from omnisim.journal.schema import Outcome, State
from omnisim.population import Purpose
from omnisim.scenario import fingerprint
from omnisim.scenario.schema import NEVER, WaitEstimate
from omnisim.version import __version__

if TYPE_CHECKING:
    from omnisim.engine.plan import Plan, TransferPlan
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
    """

    def __init__(self, plan: Plan, roster: Roster, population: Population) -> None:
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
            on_turn=self._turn_came,
        )
        self.crew = Crew(
            plan.scenario,
            roster,
            clock=self.clock,
            recorder=self.recorder,
            next_contact=self.selection.contact_for,
            call_up=self.call_up,
        )
        for queue in self.queues:
            queue.staff(self.crew.groups)
        self.rings = routing.ring.time > 0 or routing.ring.unanswered > 0
        self.here: dict[int, Contact] = {}  # contacts whose rows are not complete
        self._n_queued = 0

    def refuse(self, contact: Contact) -> Outcome | None:
        """Register an arrival; return why it is refused, or None if it has a line."""
        channel = self.channels[contact.channel]
        contact.number = self.recorder.number_contact()
        if not channel.is_open(contact.arrived_at):
            return Outcome.CLOSED
        if channel.plan.lines is not None and channel.in_use >= channel.plan.lines:
            return Outcome.BLOCKED
        channel.in_use += 1
        self.here[contact.number] = contact
        return None

    def turn_away(self, contact: Contact, refusal: Outcome) -> None:
        """Write that a contact never got a line."""
        contact.outcome = refusal
        contact.closed_at = contact.arrived_at
        self.recorder.contact(contact)

    def join(self, contact: Contact) -> Agent | None:
        """Begin a leg now; return an idle agent who takes it at once, if any."""
        now = self.clock.instant
        contact.queued_at = now
        contact.patience_end_at = now + contact.patience
        contact.order = self._n_queued
        self._n_queued += 1
        return self._take_agent(contact, now)

    def _take_agent(self, contact: Contact, now: float) -> Agent | None:
        agent = self.selection.agent_for(contact, now)
        if agent is not None:
            agent.group.engage(agent, now)
        return agent

    def balks(self, contact: Contact) -> bool:
        """Announce the wait; say whether it is more than the customer puts up with."""
        estimate = contact.queue.channel.plan.estimate
        if estimate is None or contact.leg > 0:
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
        if contact.n_offers:
            queue.put_back(contact)
        else:
            queue.line.append(contact)
        if queue.overflow and not contact.has_overflow:
            self._expect_overflow(contact)
        queue.channel.waiting += 1
        contact.waiting = (
            Event(self.clock)
            if contact.patience_end_at == NEVER
            else At(
                self.clock,
                contact.patience_end_at,
                Rank.PATIENCE_END,
                contact.customer,
            )
        )
        return contact.waiting

    def _expect_overflow(self, contact: Contact) -> None:
        contact.has_overflow = True
        for serve in contact.queue.overflow:
            instant = contact.queued_at + serve.after
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
        if contact.waiting is None:
            return
        now = self.clock.instant
        agent = self.selection.agent_for(contact, now)
        if agent is None:
            return
        contact.queue.line.remove(contact)  # nearly always the head
        if contact.outcome == Outcome.OPEN:
            agent.group.engage(agent, now)
            self.call_up(contact, agent)
        else:
            contact.turn_at = now + self.ring.time
            self._turn_came(contact)

    def call_up(self, contact: Contact, agent: Agent) -> None:
        """Give a waiting contact to an agent: its life goes on at once."""
        contact.agent = agent
        contact.queue.channel.waiting -= 1
        life = contact.waiting
        contact.waiting = None
        answer = At(self.clock, self.clock.instant, Rank.ANSWER, contact.customer)
        # the end of patience stays on the calendar, but nobody listens to it
        answer.callbacks, life.callbacks = life.callbacks, []  # type: ignore[union-attr] # one who waits has an event

    def give_up(self, contact: Contact) -> None:
        """Write that a customer left; in the queue her shadow keeps the place."""
        now = self.clock.instant
        contact.left_at = now
        self._gone(contact, Outcome.ABANDONED, now)
        contact.queue.channel.waiting -= 1

    def _turn_came(self, shadow: Contact) -> None:
        """Complete the row of one who gave up, now that her wait would have ended."""
        shadow.waiting = None
        self.recorder.interaction(shadow, Outcome.ABANDONED)
        del self.here[shadow.number]

    def balk(self, contact: Contact) -> None:
        """Write that a customer left on hearing the announced wait."""
        now = self.clock.instant
        contact.left_at = now
        self._gone(contact, Outcome.BALKED, now)
        self.recorder.interaction(contact, Outcome.BALKED)
        del self.here[contact.number]

    def _gone(self, contact: Contact, outcome: Outcome, now: float) -> None:
        contact.outcome = outcome
        contact.closed_at = now
        self.channels[contact.channel].in_use -= 1
        self.recorder.contact(contact)

    def offer(self, contact: Contact, agent: Agent) -> At:
        """Let it ring; return the answer, or the end of patience if that is first."""
        now = self.clock.instant
        contact.agent = None  # hers only when she picks up
        contact.n_offers += 1
        self.recorder.moment(agent.number, State.RINGING, contact.number, now)
        contact.ring_end_at = ring_end = now + self.ring.time
        if contact.patience_end_at < ring_end:
            return At(
                self.clock,
                contact.patience_end_at,
                Rank.PATIENCE_END,
                contact.customer,
            )
        return At(self.clock, ring_end, Rank.RING_END, contact.customer)

    def picks_up(self, contact: Contact) -> bool:
        """Say whether the agent answers this offer."""
        unanswered = self.ring.unanswered
        return unanswered == 0 or unanswered <= self.population.coin(
            Purpose.PICK_UP, contact.customer, contact.attempt, contact.nth_decision
        )

    def give_up_ringing(self, contact: Contact, agent: Agent) -> None:
        """Write that a customer left while it rang at an agent's."""
        now = self.clock.instant
        contact.left_at = now
        contact.turn_at = contact.ring_end_at
        self._gone(contact, Outcome.ABANDONED, now)
        self.recorder.interaction(contact, Outcome.ABANDONED)
        del self.here[contact.number]
        self.crew.free(agent)

    def pass_over(self, contact: Contact, agent: Agent) -> Agent | None:
        """Take an unanswered offer back; return another idle agent, if any.

        The agent steps back in an event of her own, at this instant but after
        the contact has its place in the queue again: she may have to take it.
        """
        now = self.clock.instant
        At(
            self.clock,
            now,
            Rank.STEP_BACK,
            agent.number,
            partial(self.crew.step_back, agent),
        )
        return self._take_agent(contact, now)

    def answer(self, contact: Contact, agent: Agent) -> At:
        """Begin to talk; return the end of the talk."""
        now = self.clock.instant
        queue = contact.queue
        contact.agent = agent
        if not self.rings:
            contact.n_offers = 1
        contact.answered_at = contact.turn_at = now
        queue.last_wait = now - contact.queued_at
        talk = contact.talk * queue.by_group[agent.group.code].factor
        if contact.has_story:
            talk = talk * self.plan.repeat_work
        onward = self._way_on(contact, agent)
        if onward is not None:
            talk = talk * onward.talk
        contact.onward = onward
        contact.talk_end_at = now + talk
        self.recorder.moment(agent.number, State.TALKING, contact.number, now)
        return At(self.clock, contact.talk_end_at, Rank.TALK_END, contact.customer)

    def _way_on(self, contact: Contact, agent: Agent) -> TransferPlan | None:
        ways = self.plan.transfers.get((contact.queue.code, agent.group.code))
        if ways is None:
            return None
        draw = self.population.coin(
            Purpose.TRANSFER, contact.customer, contact.attempt, contact.leg
        )
        return next((way for way in ways if draw < way.up_to), None)

    def wrap_up(self, contact: Contact, agent: Agent) -> None:
        """Let the agent finish the work on a leg whose talk has just ended.

        The row of the leg is written here: nothing can change the wrap-up.
        """
        now = self.clock.instant
        if self.selection.tracks_previous:
            self.selection.previous[contact.customer] = agent
        work = contact.wrap_up * contact.queue.by_group[agent.group.code].factor
        contact.wrap_up_end_at = now + work
        self.recorder.interaction(
            contact, Outcome.HANDLED if contact.onward is None else Outcome.TRANSFERRED
        )
        if work > 0:
            self.recorder.moment(agent.number, State.WRAP_UP, contact.number, now)
            At(
                self.clock,
                contact.wrap_up_end_at,
                Rank.WRAP_UP_END,
                agent.number,
                partial(self._finished, agent),
            )
        else:
            self.crew.free(agent)

    def _finished(self, agent: Agent, _: Event) -> None:
        self.crew.free(agent)

    def resolve(self, contact: Contact) -> bool:
        """Close a handled contact; say whether the issue is resolved."""
        share = self.channels[contact.channel].plan.resolved[contact.issue]
        is_resolved = share >= 1 or share > self.population.coin(
            Purpose.RESOLVED, contact.customer, contact.attempt
        )
        contact.resolved = int(is_resolved)
        self._gone(contact, Outcome.HANDLED, self.clock.instant)
        del self.here[contact.number]
        return is_resolved

    def close(self) -> Journal:
        """Write what is still open, and return the journal of the run."""
        limit = self.plan.ends_by
        is_cut_off = any(agent.is_present for agent in self.crew.agents)
        for contact in self.here.values():
            if contact.outcome != Outcome.OPEN:  # gave up, and its turn never came
                self.recorder.interaction(contact, Outcome(contact.outcome))
                continue
            is_cut_off |= limit < NEVER
            if contact.talk_end_at > limit:
                contact.talk_end_at = math.nan
            self.recorder.contact(contact)
            self.recorder.interaction(contact, Outcome.OPEN)
        self.here.clear()
        last = limit if is_cut_off else self.recorder.last_instant()
        scenario, population = self.plan.scenario, self.population
        return self.recorder.finish(
            self.roster,
            Provenance(
                version=__version__,
                engine="process",
                seed=population.seed,
                replication=population.replication,
                fingerprint=fingerprint(scenario),
                channels=tuple(scenario.channels),
                issues=tuple(scenario.issues),
                groups=tuple(scenario.agents),
                horizon=self.plan.horizon,
                ended_at=max(self.plan.horizon, last),
            ),
        )
