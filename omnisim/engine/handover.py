"""What becomes of open conversations when an agent's duty ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

from omnisim.engine.plan import Form
from omnisim.journal.schema import Outcome
from omnisim.scenario.schema import AtDutyEnd

if TYPE_CHECKING:
    from omnisim.engine.floor import Floor
    from omnisim.engine.rated import Rated
    from omnisim.engine.state import Agent, Contact
    from omnisim.engine.talks import Talks

    class Ask(Protocol):
        """Asks the attention of a contact's agent for the next reply."""

        def __call__(self, contact: Contact, *, is_handed_over: bool) -> None: ...


__all__ = ["HandOver"]


class HandOver:
    """Passes conversations on.

    Parameters
    ----------
    floor : Floor
        Where it happens.
    talks : Talks
        What all conversations have in common.
    rated : Rated
    ask : callable
        Asks the attention of a contact's agent for the next reply.
    """

    def __init__(
        self,
        floor: Floor,
        talks: Talks,
        rated: Rated,
        *,
        ask: Ask,
    ) -> None:
        self._rated = rated
        self._ask = ask
        self._floor = floor
        self._clock = floor.clock
        self._selection = floor.selection
        self._talks = talks

    def pass_on(self, agent: Agent) -> None:
        """Do with what an agent has in hand what is due when her duty ends."""
        agent.is_choosing = True  # all of it is passed on before any work begins
        for contact in sorted(agent.in_hand, key=_order):
            contact.is_kept = False
            self.pass_on_if_due(contact, agent)
        agent.is_choosing = False
        if agent.work is None:
            self._floor.attention.free(agent)

    def pass_on_if_due(self, contact: Contact, agent: Agent) -> None:
        """Pass a conversation on unless she is to finish it, or is at it just now."""
        rule = agent.group.at_duty_end[contact.channel]
        channel = contact.queue.channel.plan
        if (
            rule is AtDutyEnd.FINISH
            or channel.form <= Form.CALLBACK
            or contact.agent is not agent  # not picked up yet, or written off as a copy
            or math.isnan(contact.answered_at)
            or not math.isnan(contact.talk_end_at)
            or contact.silent
            or contact.is_served_elsewhere()
            or contact.is_kept
            or (agent.work is contact.work is not None and not channel.is_mail)
        ):
            return
        now = self._clock.instant
        colleague = None
        if rule is AtDutyEnd.HAND_OVER:
            colleague = self._selection.agent_for(contact, now)
            if colleague is None:
                contact.is_kept = True
                return
        waits = contact.waiting is not None  # for the agent, not for the customer
        if waits:
            contact.left = self._take_off(contact, agent)
        self._floor.crew.give_back(agent, contact, is_over=False)
        contact.talk_end_at = contact.wrap_up_end_at = now
        self._talks.leave_leg(contact, Outcome.HANDED_ON)
        self._floor.crew.note(agent)
        if colleague is None:
            if waits:
                contact.wake()
            return
        contact.queued_at = now
        self._floor.crew.take(colleague, contact)
        self._talks.begin(contact, colleague)
        contact.n_offers = 1
        if channel.form is Form.RATE:
            left, contact.left = contact.left, None
            self._rated.join(contact, colleague, left)  # type: ignore[arg-type] # all of it is taken off
        elif waits:
            self._ask(contact, is_handed_over=True)
        self._floor.crew.note(colleague)

    def _take_off(self, contact: Contact, agent: Agent) -> float | None:
        """Take what an agent is to do for a conversation away from her.

        Returns
        -------
        float, seconds, or None
            What is left of it at standard pace; None if nothing was done yet.
        """
        if contact.queue.channel.plan.form is Form.RATE:
            return self._rated.leave(contact, agent)
        work = contact.work
        assert work is not None  # noqa: S101 - a reply was asked for
        contact.work = None
        left = self._floor.attention.cut(work)
        if math.isnan(contact.began_at):
            return None
        return left / contact.factor


def _order(contact: Contact) -> int:
    return contact.order
