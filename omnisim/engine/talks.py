"""Conversations while a run is on: what all of them have in common.

The lives told in `omnisim.engine.process` call these functions; each is one thing
that happens, and writes what it changes to the recorder. What comes before an agent
has the contact in hand is in `omnisim.engine.floor`; what is particular to calls,
turns and rates in the modules of these names.
"""

from __future__ import annotations

import copy
import math
from functools import partial
from typing import TYPE_CHECKING

from simpy.events import Event

from omnisim.engine.clock import At
from omnisim.engine.order import Rank
from omnisim.engine.pace import pace
from omnisim.engine.plan import Form
from omnisim.engine.state import NEVER, Work
from omnisim.journal.schema import Outcome, State
from omnisim.population import Purpose

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.engine.floor import Floor
    from omnisim.engine.plan import TransferPlan
    from omnisim.engine.state import Agent, Contact

__all__ = ["Talks"]


class Talks:
    """How conversations begin and end.

    Parameters
    ----------
    floor : Floor
        Where it happens.
    answered : callable
        Told of a contact that an agent has answered, of a customer with others.
    """

    def __init__(self, floor: Floor, answered: Callable[[Contact], None]) -> None:
        self._floor = floor
        self._answered = answered
        self._asks_spread = floor.plan.dilution > 0
        self._ways = floor.plan.transfers
        self._clock = floor.clock
        self._population = floor.population
        self._recorder = floor.recorder
        self._selection = floor.selection

    def begin(self, contact: Contact, agent: Agent) -> None:
        """Write that the agent has answered, or taken what needs no talk."""
        now = self._clock.instant
        contact.agent = agent
        if self._floor.rings:
            agent.ringing.pop(contact, None)
        else:
            contact.n_offers = 1
        contact.answered_at = contact.turn_at = now
        contact.queue.last_wait = now - contact.queued_at
        if self._asks_spread:
            contact.spread_from = self._floor.crew.spread(agent)
        if (
            contact.customer in self._floor.families
            and not contact.silent
            and not contact.is_served_elsewhere()
        ):
            self._answered(contact)
        if self._ways and contact.leg == contact.drawn_leg and not contact.silent:
            contact.onward = self._way_on(contact, agent)

    def accept(self, contact: Contact, agent: Agent) -> None:
        """Write that the agent has taken a contact that needs no talk."""
        self.begin(contact, agent)
        self._floor.crew.note(agent)

    def _way_on(self, contact: Contact, agent: Agent) -> TransferPlan | None:
        ways = self._ways.get((contact.queue.code, agent.group.code))
        if ways is None:
            return None
        draw = self._population.coin(
            Purpose.TRANSFER, contact.customer, contact.attempt, contact.leg
        )
        return next((way for way in ways if draw < way.up_to), None)

    def factor(self, contact: Contact, agent: Agent) -> float:
        """Return what multiplies the agent's work on a conversation."""
        factor = self.standard(contact, agent)
        return factor * self._floor.plan.repeat_work if contact.has_story else factor

    def standard(self, contact: Contact, agent: Agent) -> float:
        """Return what multiplies the agent's work if no story is to be told again."""
        factor = contact.queue.by_group[agent.group.code].factor
        if agent.learning or agent.group.strain is not None:
            factor = factor * pace(agent, self._clock.instant)
        return factor

    def resolve(self, contact: Contact) -> bool:
        """Close a handled contact; say whether the issue is resolved."""
        share = contact.queue.channel.plan.resolved[contact.issue]
        agent = contact.holder
        share = share * agent.group.resolves
        if self._asks_spread:
            share -= self._floor.plan.dilution * self._further_in_hand(contact, agent)
        is_resolved = share >= 1 or share > self._population.coin(
            Purpose.RESOLVED, contact.customer, contact.attempt
        )
        contact.resolved = int(is_resolved)
        self._floor.gone(contact, Outcome.HANDLED, self._clock.instant)
        return is_resolved

    def _further_in_hand(self, contact: Contact, agent: Agent) -> float:
        """Return how many other live conversations the agent had, on average.

        Over her part of this one.
        """
        lasted = self._clock.instant - contact.answered_at
        if lasted > 0:
            spread = self._floor.crew.spread(agent) - contact.spread_from
            in_hand = spread / lasted
        else:
            in_hand = agent.n_live
        own = 0 if contact.queue.channel.plan.is_mail else 1
        return max(in_hand - own, 0.0)

    def leave_leg(self, contact: Contact, outcome: Outcome) -> None:
        """Write a leg that is over though the conversation is not."""
        if self._selection.tracks_previous:
            self._selection.previous[contact.customer] = contact.agent  # type: ignore[assignment] # in hand
        self._recorder.interaction(contact, outcome)
        contact.writing = None  # whoever goes on with it writes anew
        onward = contact.onward
        contact.go_on(math.inf)
        contact.onward = onward

    def wrap_up(self, contact: Contact, agent: Agent) -> None:
        """Let the agent finish the work on a leg whose conversation has just ended.

        The contact itself may go on to another queue: what is left to do here is
        done on a copy of it.
        """
        if self._selection.tracks_previous:
            self._selection.previous[contact.customer] = agent
        contact.talk_end_at = self._clock.instant
        contact.writing = None  # nothing is left to the collector of cycles
        stay = contact
        if contact.onward is not None:
            stay = copy.copy(contact)
            self._floor.copies[stay] = None
            agent.in_hand[stay] = agent.in_hand.pop(contact)
            if agent.attended is contact:
                agent.attended = stay
        channel = stay.queue.channel.plan
        if channel.place_until_end:
            self._floor.crew.give_back(agent, stay, is_over=True)
            self._floor.crew.look_for_work(agent)
        work = stay.wrap_up * self.standard(stay, agent)
        if channel.form <= Form.CALLBACK:
            self._wrap_up_call(stay, agent, work)
        elif work > 0:
            self._floor.attention.ask(self._wrap_up_work(stay, agent, work))
        else:
            self._wrapped_up(stay, agent)

    def _wrap_up_work(self, stay: Contact, agent: Agent, work: float) -> Work:
        return Work(
            agent,
            stay,
            State.WRAP_UP,
            partial(self._wrapped_up, stay, agent),
            asked_at=self._clock.instant,
            left=work,
            may_be_cut=stay.queue.channel.plan.is_mail,
        )

    def _wrap_up_call(self, stay: Contact, agent: Agent, work: float) -> None:
        """Go on with a call's wrap-up, which nothing comes before but other calls."""
        attention = self._floor.attention
        if work > 0 and (agent.pieces or agent.n_called):
            agent.is_choosing = True
            agent.work = None
            attention.ask(self._wrap_up_work(stay, agent, work))
            agent.is_choosing = False
            attention.free(agent)
        elif work > 0:
            attention.seize(agent, stay, State.WRAP_UP)
            At(
                self._clock,
                self._clock.instant + work,
                Rank.WORK_END,
                agent.number,
                partial(self._wrapped_up_call, stay, agent),
            )
        else:
            agent.is_choosing = True  # what follows from this waits its turn
            self._wrapped_up(stay, agent)
            agent.is_choosing = False
            attention.free(agent)

    def _wrapped_up_call(self, stay: Contact, agent: Agent, _: Event) -> None:
        self._wrap_up_call(stay, agent, 0.0)

    def _wrapped_up(self, stay: Contact, agent: Agent) -> None:
        """Write that all work on a leg is done."""
        stay.wrap_up_end_at = self._clock.instant
        if stay.onward is not None:
            self._recorder.interaction(stay, Outcome.TRANSFERRED)
            del self._floor.copies[stay]
        else:
            self._recorder.interaction(stay, stay.outcome)
            del self._floor.here[stay.number]
        self._let_go(stay, agent)

    def _let_go(self, stay: Contact, agent: Agent) -> None:
        """Free the place of a leg that is over, and look for another contact."""
        crew = self._floor.crew
        if stay in agent.in_hand:
            crew.give_back(agent, stay, is_over=True)
        else:
            crew.touch(agent)
        crew.look_for_work(agent)
        if not agent.on_duty:
            crew.leave_if_done(agent)

    def close_line(self, contact: Contact) -> None:
        """Free the line of one who left without a sign: the centre knows now."""
        contact.queue.channel.in_use -= 1

    def time_to_find_out(self, contact: Contact) -> float:
        """Return the work of finding out that a customer has been served elsewhere."""
        return self._population.duration(
            self._floor.plan.twins.discovery,
            Purpose.TWIN_DISCOVERY,
            contact.customer,
            contact.attempt,
        )

    def discover(self, contact: Contact, agent: Agent) -> Event:
        """Let the agent find out that nobody is there, or needs her any more."""
        if contact.silent:
            length = self._population.duration(
                contact.queue.channel.plan.discovery,
                Purpose.DISCOVERY,
                contact.customer,
                contact.attempt,
                contact.leg,
            )
        else:
            length = self.time_to_find_out(contact)
        contact.waiting = waiting = Event(self._clock)
        contact.began_at = NEVER
        self._floor.attention.ask(
            Work(
                agent,
                contact,
                State.DISCOVERING,
                contact.wake,
                asked_at=self._clock.instant,
                left=length,
            )
        )
        return waiting

    def end_discovery(self, contact: Contact, agent: Agent) -> None:
        """Write that the agent has found out, and is free of it."""
        now = self._clock.instant
        if contact.silent:
            self.close_line(contact)
        else:
            self._floor.gone(contact, Outcome.FOUND_OUT, now)
        contact.talk_end_at = contact.wrap_up_end_at = now
        self._recorder.interaction(contact, contact.outcome)
        del self._floor.here[contact.number]
        self._let_go(contact, agent)
