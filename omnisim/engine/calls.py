"""Calls: turning to one, talking, and calling back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simpy.events import Event

from omnisim.engine.clock import At
from omnisim.engine.order import Rank
from omnisim.engine.state import FOREVER, Work
from omnisim.journal.schema import Outcome, State
from omnisim.population import Purpose

if TYPE_CHECKING:
    from omnisim.engine.floor import Floor
    from omnisim.engine.state import Agent, Contact
    from omnisim.engine.talks import Talks

__all__ = ["Calls"]


class Calls:
    """What is particular to calls.

    Parameters
    ----------
    floor : Floor
        Where it happens.
    talks : Talks
        What all conversations have in common.
    """

    def __init__(self, floor: Floor, talks: Talks) -> None:
        self._floor = floor
        self._clock = floor.clock
        self._population = floor.population
        self._recorder = floor.recorder
        self._talks = talks

    def wait_for_attention(self, contact: Contact, agent: Agent) -> Event:
        """Let a caller wait for an agent who has taken her and is busy yet.

        Returns the event her life waits for: the attention, or the end of her
        patience, which leaves `contact.agent` empty.
        """
        contact.agent = agent
        agent.ringing.pop(contact, None)
        contact.waiting = Event(self._clock)
        contact.work = Work(
            agent,
            contact,
            State.TALKING,
            contact.wake,
            asked_at=self._clock.instant,
            left=None,
        )
        if contact.patience_end_at < FOREVER:
            contact.timer = At(
                self._clock,
                contact.patience_end_at,
                Rank.PATIENCE_END,
                contact.tie,
                partial(self._give_up_in_hand, contact, agent),
            )
        waiting = contact.waiting
        self._floor.attention.ask(contact.work)
        self._floor.crew.note(agent)
        return waiting

    def _give_up_in_hand(self, contact: Contact, agent: Agent, _: Event) -> None:
        self.leave_in_hand(contact, agent, Outcome.ABANDONED)

    def leave_in_hand(self, contact: Contact, agent: Agent, outcome: Outcome) -> None:
        """Write that a customer left whom an agent was about to answer."""
        now = self._clock.instant
        contact.left_at = now
        self._floor.gone(contact, outcome, now)
        contact.agent = None
        contact.wake()
        work = contact.work
        assert work is not None  # noqa: S101 - she waits for the attention
        contact.work = None
        is_at_it = agent.work is work
        agent.is_choosing |= is_at_it  # her place is free before the next choice
        work.then = partial(self._attention_came, contact)
        self._floor.attention.drop(work)
        self._floor.take_back(contact, agent)
        if is_at_it:
            agent.is_choosing = False
            self._floor.attention.free(agent)

    def _attention_came(self, contact: Contact) -> None:
        """Complete the row of one who gave up: now she would have been answered."""
        contact.turn_at = self._clock.instant
        self._floor.turn_came(contact)

    def talk(self, contact: Contact, agent: Agent) -> At:
        """Begin to talk; return the end of the talk."""
        contact.work = None
        contact.has_talked = True
        self._talks.begin(contact, agent)
        talk = contact.talk * self._talks.standard(contact, agent)
        if contact.has_story:
            talk = talk * self._floor.plan.repeat_work
        if contact.onward is not None:
            talk = talk * contact.onward.talk
        contact.talk_end_at = self._clock.instant + talk
        self._floor.attention.seize(agent, contact, State.TALKING)
        contact.pause = pause = At(
            self._clock, contact.talk_end_at, Rank.TALK_END, contact.tie
        )
        return pause

    def find_out(self, contact: Contact, agent: Agent) -> At:
        """Return the moment when the agent has found the customer served elsewhere."""
        contact.work = None
        self._talks.begin(contact, agent)
        self._floor.attention.seize(agent, contact, State.DISCOVERING)
        ends_at = self._clock.instant + self._talks.time_to_find_out(contact)
        return At(self._clock, ends_at, Rank.TALK_END, contact.tie)

    def end_find_out(self, contact: Contact, agent: Agent) -> None:
        """Write that the agent has found out, and is free of it."""
        agent.is_choosing = True  # what follows from this waits its turn
        self._talks.end_discovery(contact, agent)
        agent.is_choosing = False
        self._floor.attention.free(agent)

    def dial(self, contact: Contact, agent: Agent) -> At:
        """Call a customer back; return the moment when it is clear who picks up."""
        contact.agent = agent
        contact.work = None
        if not self._floor.rings:
            contact.n_offers = 1
        agent.ringing.pop(contact, None)
        contact.n_tries += 1
        self._floor.attention.seize(agent, contact, State.DIALLING)
        length = self._population.duration(
            contact.queue.channel.plan.dial,
            Purpose.DIAL,
            contact.customer,
            contact.attempt,
            contact.n_tries,
        )
        return At(
            self._clock,
            self._clock.instant + length,
            Rank.TALK_END,
            contact.tie,
        )

    def is_reached(self, contact: Contact) -> bool:
        """Say whether the customer picks up."""
        answers = contact.queue.channel.plan.answers
        return answers >= 1 or answers > self._population.coin(
            Purpose.REACHED, contact.customer, contact.attempt, contact.n_tries
        )

    def miss(self, contact: Contact, agent: Agent) -> bool:
        """Write a call back that was not picked up; say whether it was the last."""
        now = self._clock.instant
        is_last = contact.n_tries >= contact.queue.channel.plan.tries
        if is_last:
            self._floor.gone(contact, Outcome.UNREACHED, now)
            del self._floor.here[contact.number]
        self._recorder.interaction(
            contact, Outcome.UNREACHED if is_last else Outcome.MISSED
        )
        self._floor.crew.give_back(agent, contact, is_over=True)
        self._floor.crew.look_for_work(agent)
        self._floor.attention.free(agent)
        if not is_last:
            contact.go_on(contact.patience)
        return is_last

    def next_try(self, contact: Contact) -> At:
        """Return the moment of the next try to call back."""
        pause = self._population.duration(
            contact.queue.channel.plan.retry,
            Purpose.RETRY,
            contact.customer,
            contact.attempt,
            contact.n_tries,
        )
        return At(self._clock, self._clock.instant + pause, Rank.ARRIVAL, contact.tie)
