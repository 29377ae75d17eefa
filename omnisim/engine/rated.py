"""Chats that are modelled by their rate, as the floor sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from simpy.events import Event

from omnisim.engine.rates import Rates

if TYPE_CHECKING:
    from omnisim.engine.floor import Floor
    from omnisim.engine.state import Agent, Contact
    from omnisim.engine.talks import Talks

__all__ = ["Rated"]


class Rated:
    """What is particular to chats at the rate level.

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
        self._talks = talks

    def chat(self, contact: Contact, agent: Agent) -> Event:
        """Begin a chat at the rate level; return the event of its end."""
        contact.has_talked = True
        length = contact.left
        if length is None:
            length = contact.talk
            if contact.onward is not None:
                length = length * contact.onward.talk
        contact.left = None
        contact.waiting = waiting = Event(self._clock)
        self.join(contact, agent, length)
        return waiting

    def join(self, contact: Contact, agent: Agent, length: float) -> None:
        """Let a chat go on that would take `length` seconds if it were held alone."""
        if agent.rates is None:
            agent.rates = Rates(self._clock, agent.number, self._chats_over)
        agent.rated_rank = agent.group.ranks[contact.channel]
        contact.factor = self._talks.factor(contact, agent)
        agent.rates.join(
            contact,
            length * contact.factor,
            contact.queue.channel.plan.durations,
        )
        self._floor.attention.yield_to_chats(agent)

    def leave(self, contact: Contact, agent: Agent) -> float:
        """Break a chat off; return what is left of it, as if held alone."""
        assert agent.rates is not None  # noqa: S101 - it has a chat of hers
        return agent.rates.leave(contact) / contact.factor

    def _chats_over(self, contacts: list[Contact]) -> None:
        """End chats that are complete together before the attention turns to any."""
        agent = contacts[0].holder
        agent.is_choosing = True
        for contact in contacts:
            contact.wake()
        agent.is_choosing = False
        self._floor.attention.free(agent)  # a mail may go on now
