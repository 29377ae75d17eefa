"""Sessions with the bots that customers of some channels meet first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from simpy.events import Event

from omnisim.engine.clock import At
from omnisim.engine.order import Rank
from omnisim.engine.plan import Form
from omnisim.journal.schema import Outcome
from omnisim.population import Purpose

if TYPE_CHECKING:
    from omnisim.engine.desks import BotDesk
    from omnisim.engine.floor import Floor
    from omnisim.engine.state import Contact

__all__ = ["Bots"]


class Bots:
    """What is particular to bots.

    Parameters
    ----------
    floor : Floor
        Where it happens.
    """

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._clock = floor.clock
        self._plan = floor.plan
        self._population = floor.population
        self._recorder = floor.recorder

    def meets(self, contact: Contact) -> bool:
        """Say whether a contact is one that the bot of its channel takes.

        Where there is nobody but the bot, all are: even those it cannot take.
        """
        channel = contact.queue.channel.plan
        if channel.form is Form.BOT:
            return True
        is_late = self._bot_of(contact).plan.only_first and contact.attempt > 1
        return not contact.vulnerable and not is_late

    def is_free_for(self, contact: Contact) -> bool:
        """Say whether a session can begin: none does with who needs a person."""
        return self._bot_of(contact).is_free and not contact.vulnerable

    def refuses(self, contact: Contact) -> bool:
        """Say whether those the bot cannot take are turned away."""
        return contact.queue.channel.plan.bot_refuses

    def turn_away(self, contact: Contact) -> None:
        """Write that a contact is over without a session."""
        self._end(contact, Outcome.UNHELPED)

    def begin(self, contact: Contact) -> Event:
        """Begin a session; return the event of its end, or of an outage."""
        bot, now = self._bot_of(contact), self._clock.instant
        plan, who = bot.plan, (contact.customer, contact.attempt)
        bot.in_session[contact] = None
        contact.bot, contact.session_at = bot, now
        contact.has_told = True
        share = plan.contains[contact.issue]
        if share > self._population.coin(Purpose.CONTAINED, *who):
            contact.outcome_of_session = Outcome.CONTAINED
            law = plan.session
        else:
            escalates = plan.escalates > self._population.coin(Purpose.ESCALATES, *who)
            contact.outcome_of_session = (
                Outcome.ESCALATED if escalates else Outcome.UNHELPED
            )
            law = plan.failed_session
        length = self._population.duration(law, Purpose.SESSION, *who)
        contact.waiting = waiting = Event(self._clock)
        contact.timer = At(
            self._clock,
            now + length,
            Rank.TALK_END,
            contact.tie,
            partial(_wake, contact),
        )
        return waiting

    def cut(self, contact: Contact, *, is_whole_channel: bool) -> None:
        """Break a session off, because of an outage of the bot or of the channel.

        Where only the bot is out of order its customers may go on to an agent.
        """
        if is_whole_channel or self.refuses(contact):
            contact.outcome_of_session = Outcome.CUT_OFF
        else:
            contact.outcome_of_session = Outcome.ESCALATED
            contact.is_cut = True
        contact.wake()

    def end(self, contact: Contact) -> Outcome:
        """Write how a session has ended; return how."""
        bot, now = self._bot_of(contact), self._clock.instant
        outcome = contact.outcome_of_session
        del bot.in_session[contact]
        contact.bot = None
        written = Outcome.CUT_OFF if contact.is_cut else outcome
        self._recorder.session(contact, bot.code, written, now)
        if outcome == Outcome.ESCALATED:
            self._escalate(contact, bot)
            return outcome
        if outcome == Outcome.CONTAINED:
            share = bot.plan.misleads[contact.issue]
            contact.resolved = int(
                share
                <= self._population.coin(
                    Purpose.MISLED, contact.customer, contact.attempt
                )
            )
        self._end(contact, outcome)
        return outcome

    def _escalate(self, contact: Contact, bot: BotDesk[Contact]) -> None:
        """Let a contact go on to the agents' queue."""
        is_told = bot.plan.told and not contact.is_cut
        codes = self._plan.escalated[contact.channel]
        contact.queue = self._floor.queues[codes[contact.issue]]
        contact.has_story = bot.plan.story  # the bot has heard what came before
        contact.told = int(is_told)
        if is_told:
            contact.patience = contact.patience * self._plan.told_patience

    def _end(self, contact: Contact, outcome: Outcome) -> None:
        self._floor.gone(contact, outcome, self._clock.instant)
        del self._floor.here[contact.number]

    def _bot_of(self, contact: Contact) -> BotDesk[Contact]:
        code = contact.queue.channel.plan.bot
        assert code is not None  # noqa: S101 - asked only where there is one
        return self._floor.bots[code]


def _wake(contact: Contact, _: Event) -> None:
    contact.wake()
