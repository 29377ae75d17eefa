"""Talking on the phone, and calling back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.engine.clock import At
from omnisim.engine.order import Rank
from omnisim.journal.schema import Outcome, State
from omnisim.population import Purpose

if TYPE_CHECKING:
    from omnisim.engine.floor import Floor
    from omnisim.engine.state import Agent, Contact

__all__ = ["Calls"]


class Calls:
    """What is particular to calls.

    Parameters
    ----------
    floor : Floor
        Where it happens.
    """

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._clock = floor.clock
        self._population = floor.population
        self._recorder = floor.recorder
        self._talks = floor.talks

    def talk(self, contact: Contact, agent: Agent) -> At:
        """Begin to talk; return the end of the talk."""
        self._talks.begin(contact, agent)
        talk = contact.talk * contact.queue.by_group[agent.group.code].factor
        if contact.has_story:
            talk = talk * self._floor.plan.repeat_work
        if contact.onward is not None:
            talk = talk * contact.onward.talk
        contact.talk_end_at = self._clock.instant + talk
        self._floor.attention.seize(agent, contact, State.TALKING)
        return At(self._clock, contact.talk_end_at, Rank.TALK_END, contact.customer)

    def dial(self, contact: Contact, agent: Agent) -> At:
        """Call a customer back; return the moment when it is clear who picks up."""
        contact.agent = agent
        if not self._floor.rings:
            contact.n_offers = 1
        agent.ringing.pop(contact, None)
        contact.n_tries += 1
        self._floor.attention.seize(agent, contact, State.DIALLING)
        length = self._population.duration(
            self._talks.channel(contact).dial,
            Purpose.DIAL,
            contact.customer,
            contact.attempt,
            contact.n_tries,
        )
        return At(
            self._clock,
            self._clock.instant + length,
            Rank.TALK_END,
            contact.customer,
        )

    def is_reached(self, contact: Contact) -> bool:
        """Say whether the customer picks up."""
        answers = self._talks.channel(contact).answers
        return answers >= 1 or answers > self._population.coin(
            Purpose.REACHED, contact.customer, contact.attempt, contact.n_tries
        )

    def miss(self, contact: Contact, agent: Agent) -> bool:
        """Write a call back that was not picked up; say whether it was the last."""
        now = self._clock.instant
        is_last = contact.n_tries >= self._talks.channel(contact).tries
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
            self._talks.channel(contact).retry,
            Purpose.RETRY,
            contact.customer,
            contact.attempt,
            contact.n_tries,
        )
        return At(
            self._clock, self._clock.instant + pause, Rank.ARRIVAL, contact.customer
        )
