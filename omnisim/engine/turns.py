"""Conversations of turns: chats, messages and mail.

Agent turns need the attention, customer turns run beside it. A conversation in which
nobody writes may give its place back, and a customer who waits too long for a
reply leaves, with a word or without.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from simpy.events import Event

from omnisim.engine.clock import At
from omnisim.engine.order import Rank
from omnisim.engine.state import NEVER, Work
from omnisim.journal.schema import Outcome, State
from omnisim.population import Purpose

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.engine.floor import Floor
    from omnisim.engine.state import Agent, Contact
    from omnisim.engine.talks import Talks

__all__ = ["Turns"]


class Turns:
    """What agent and customer do in turn.

    Parameters
    ----------
    floor : Floor
        Where it happens.
    talks : Talks
        What all conversations have in common.
    pass_on : callable
        Passes a conversation on whose agent is off duty, unless she is to finish it.
    """

    def __init__(
        self,
        floor: Floor,
        talks: Talks,
        *,
        pass_on: Callable[[Contact, Agent], None],
    ) -> None:
        self._pass_on = pass_on
        self._floor = floor
        self._attention = floor.attention
        self._clock = floor.clock
        self._population = floor.population
        self._recorder = floor.recorder
        self._talks = talks

    def owe_reply(self, contact: Contact) -> None:
        """Let the customer wait for a reply from now on."""
        contact.asked_at = self._clock.instant
        contact.began_at = NEVER
        contact.owes_reply = True
        contact.words = self._population.turn(
            contact.customer,
            contact.attempt,
            contact.drawn_leg,
            contact.channel,
            contact.turn,
        )

    def is_last(self, contact: Contact) -> bool:
        """Say whether all turns of this leg have been taken."""
        if contact.onward is None:
            return contact.turn >= contact.n_turns
        if contact.queue.channel.plan.is_mail:
            return contact.turn >= 1  # passed on in the middle of its first round
        return contact.turn >= math.ceil(contact.n_turns * contact.onward.talk)

    def reply(self, contact: Contact) -> Event:
        """Ask the agent for a turn; return the event that the life waits for.

        That is the reply, or the end of the customer's patience with it, or the end
        of the agent's duty: then the life goes on with `left_at` given, or without
        `agent`.
        """
        contact.waiting = waiting = Event(self._clock)
        gives_up_at = contact.asked_at + contact.words.patience
        if gives_up_at < math.inf:
            contact.timer = At(
                self._clock,
                max(gives_up_at, self._clock.instant),
                Rank.REPLY_PATIENCE_END,
                contact.tie,
                partial(self._lose_patience, contact),
            )
        was_passed_on = contact.leg > contact.drawn_leg
        is_just_taken = contact.answered_at == self._clock.instant
        self.ask(contact, is_handed_over=was_passed_on and is_just_taken)
        return waiting

    def ask(self, contact: Contact, *, is_handed_over: bool = False) -> None:
        """Ask the attention of the contact's agent for the next reply.

        Conversations that are handed over together, or return to the queue together
        and are taken at once, are weighed together.
        """
        agent = contact.holder
        channel = contact.queue.channel.plan
        left = contact.left
        if left is None:
            left = contact.words.agent
            if contact.onward is not None and channel.is_mail:
                left = left * contact.onward.talk
        contact.factor = self._talks.factor(contact, agent)
        left = left * contact.factor
        contact.left = None
        work = contact.writing
        if work is None or work.is_dropped or work.agent is not agent:
            work = contact.writing = Work(
                agent,
                contact,
                State.WORKING if channel.is_mail else State.WRITING,
                partial(self._sent, contact),
                asked_at=contact.asked_at,
                left=left,
                is_turn=not channel.is_mail,
                may_be_cut=channel.is_mail,
            )
        else:  # made for an earlier reply of hers
            work.asked_at, work.left = contact.asked_at, left
        contact.work = work
        if is_handed_over:
            self._attention.ask_after_all(work)
        else:
            self._attention.ask(work)

    def _sent(self, contact: Contact) -> None:
        """Write that a reply is sent."""
        agent = contact.holder
        is_passed_on = contact.onward is not None and contact.queue.channel.plan.is_mail
        contact.work = None
        contact.owes_reply = False
        contact.has_talked = True
        self._recorder.turn(contact, NEVER if is_passed_on else self._clock.instant)
        contact.turn += 1
        contact.has_reply |= not is_passed_on
        contact.wake()
        if not agent.on_duty and contact in agent.in_hand:
            self._pass_on(contact, agent)

    def _lose_patience(self, contact: Contact, _: Event) -> None:
        """Let the customer leave for want of a reply; the agent may not notice."""
        now = self._clock.instant
        contact.timer = None
        contact.left_at = now
        share = contact.queue.channel.plan.is_silent
        contact.silent = int(
            share > 0
            and share
            > self._population.coin(
                Purpose.SILENT,
                contact.customer,
                contact.attempt,
                contact.nth_turn << 1 | 1,
            )
        )
        contact.wake()

    def quit(self, contact: Contact, outcome: Outcome = Outcome.QUIT) -> None:
        """Write that a customer who waits for a reply leaves the conversation.

        If she said so it is over for the agent too, but for the wrap-up.
        """
        contact.onward = None  # she goes nowhere from here
        if contact.silent:
            self._floor.over(contact, outcome, contact.left_at)
            return
        self._floor.gone(contact, outcome, contact.left_at)
        self._recorder.turn(contact, NEVER)
        agent, work = contact.holder, contact.work
        contact.work = None
        contact.owes_reply = False
        is_at_it = agent.work is work
        agent.is_choosing |= is_at_it  # the wrap-up waits its turn
        self._attention.drop(work)  # type: ignore[arg-type] # a reply was asked for
        self._talks.wrap_up(contact, agent)
        if is_at_it:
            agent.is_choosing = False
            self._attention.free(agent)

    def finish_unaware(self, contact: Contact) -> Event:
        """Return the end of a turn whose reply nobody will read."""
        contact.waiting = Event(self._clock)
        return contact.waiting

    def stay_quiet(self, contact: Contact) -> At:
        """Return the moment when the agent closes a chat that has gone quiet.

        A message is not left open without a place.
        """
        channel = contact.queue.channel.plan
        return At(
            self._clock,
            self._clock.instant + min(channel.close_after, channel.quiet_after),
            Rank.QUIET_END,
            contact.tie,
        )

    def customer_turn(self, contact: Contact) -> Event:
        """Let the customer read, think and write; return the end, or the quiet."""
        now = self._clock.instant
        channel = contact.queue.channel.plan
        length = contact.words.customer
        if channel.customer_drift:
            waited = contact.began_at - contact.asked_at
            length = length + channel.customer_drift * waited
        contact.writes_at = now + length
        contact.quiet_at = now + channel.quiet_after
        if contact.quiet_at < contact.writes_at:
            return At(self._clock, contact.quiet_at, Rank.QUIET_END, contact.tie)
        contact.pause = pause = self.until_she_writes(contact)
        return pause

    def until_she_writes(self, contact: Contact) -> At:
        """Return the end of the customer's turn."""
        return At(self._clock, contact.writes_at, Rank.CUSTOMER_TURN_END, contact.tie)

    def go_quiet(self, contact: Contact) -> None:
        """Give the place of a conversation back in which nobody writes."""
        agent = contact.agent
        if agent is None:  # her duty has ended meanwhile
            return
        contact.is_quiet = True
        self._floor.take_back(contact, agent)

    def revive(self, contact: Contact) -> None:
        """Let the same agent go on with a quiet conversation, if she may.

        She takes it back above her limit if need be, but only while on duty.
        Otherwise the leg is over, and the contact has no agent any more.
        """
        agent = contact.agent
        if not contact.is_quiet or agent is None:
            return
        contact.is_quiet = False
        keeps_agent = contact.queue.channel.plan.keeps_agent
        if keeps_agent and agent.on_duty and not agent.is_away:
            self._floor.crew.take(agent, contact)
            self._floor.crew.note(agent)
            return
        contact.talk_end_at = contact.wrap_up_end_at = contact.quiet_at
        self._talks.leave_leg(contact, Outcome.QUIET)
        contact.order = -1  # a new question stands behind those asked before
        self._floor.promise(contact)

    def queue_again(self, contact: Contact) -> None:
        """Let the customer bear the wait for her reply in the queue, and no longer."""
        contact.patience = max(
            contact.asked_at + contact.words.patience - self._clock.instant, 0.0
        )
