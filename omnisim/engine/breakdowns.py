"""Outages: when a channel or a bot is out of order, and whom that cuts off.

Newcomers are kept out by the floor (`omnisim.engine.floor.Floor.refuse`). Here is when
it begins and ends, and what becomes of those who are there: first the queues are
emptied, then what rings, then sessions and conversations, each in order of contact.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from omnisim.engine.clock import At
from omnisim.engine.order import Rank
from omnisim.engine.outage_times import Span, spans_of
from omnisim.engine.plan import Form
from omnisim.journal.schema import Outcome
from omnisim.scenario.choices import Cuts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.engine.bots import Bots
    from omnisim.engine.calls import Calls
    from omnisim.engine.floor import Floor
    from omnisim.engine.rated import Rated
    from omnisim.engine.state import Agent, Contact
    from omnisim.engine.talks import Talks
    from omnisim.engine.turns import Turns
    from omnisim.engine.visits import Visits

__all__ = ["Breakdowns"]


class Breakdowns:
    """All that is out of order in one run.

    Parameters
    ----------
    floor : Floor
        Where it happens.
    bots : Bots
    calls : Calls
    turns : Turns
    rated : Rated
    talks : Talks
    visits : Visits
    """

    def __init__(
        self,
        floor: Floor,
        *,
        bots: Bots,
        calls: Calls,
        turns: Turns,
        rated: Rated,
        talks: Talks,
        visits: Visits,
    ) -> None:
        self._floor = floor
        self._clock = floor.clock
        self._bots = bots
        self._calls = calls
        self._turns = turns
        self._rated = rated
        self._talks = talks
        self._visits = visits
        self._began: list[tuple[int, int, Span]] = []  # channel, bot, when

    def expect(self) -> None:
        """Put all outages on the calendar."""
        plan, population = self._floor.plan, self._floor.population
        for code, (name, channel) in enumerate(
            zip(plan.scenario.channels, plan.channels, strict=True)
        ):
            for span in spans_of(
                plan,
                population,
                f"channel {name}",
                channel.outages,
                usual=Cuts.NEW if channel.is_deferred else Cuts.ALL,
            ):
                self._at(span.from_at, code, partial(self._channel_down, code, span))
                for at, cuts in span.cuts:
                    self._at(at, code, partial(self._cut, code, cuts))
                self._at(span.to_at, code, partial(self._channel_up, code))
        for code, (name, bot) in enumerate(
            zip(plan.scenario.automation, plan.bots, strict=True)
        ):
            number = len(plan.channels) + code
            for span in spans_of(
                plan, population, f"bot {name}", bot.outages, usual=Cuts.ALL
            ):
                self._at(span.from_at, number, partial(self._bot_down, code, span))
                self._at(span.to_at, number, partial(self._bot_up, code))

    def write(self, ended_at: float) -> None:
        """Write all outages that have begun, up to the end of the run."""
        for channel, bot, span in self._began:
            self._floor.recorder.outage(
                channel, bot, span.from_at, min(span.to_at, ended_at)
            )

    def _at(self, instant: float, number: int, then: Callable[[], None]) -> None:
        At(self._clock, instant, Rank.OUTAGE, number, lambda _: then())

    def _bot_down(self, code: int, span: Span) -> None:
        self._began.append((-1, code, span))
        bot = self._floor.bots[code]
        bot.is_down = True
        for contact in sorted(bot.in_session, key=_number):
            self._bots.cut(contact, is_whole_channel=False)

    def _bot_up(self, code: int) -> None:
        self._floor.bots[code].is_down = False

    def _channel_down(self, code: int, span: Span) -> None:
        self._began.append((code, -1, span))
        self._floor.channels[code].is_down = True

    def _channel_up(self, code: int) -> None:
        channel = self._floor.channels[code]
        channel.is_down = channel.cuts_waiting = False

    def _cut(self, code: int, cuts: Cuts) -> None:
        """Cut off who is there, as far as an outage that begins now does."""
        if cuts is Cuts.NEW:
            return
        self._floor.channels[code].cuts_waiting = True
        for contact in self._on(code):
            if contact.is_queued and contact.agent is None:
                self._floor.take_out(contact, Outcome.CUT_OFF)
                self._follow(contact)
        for contact in self._on(code):
            if contact.rings_at is not None:
                contact.pause.callbacks = []  # type: ignore[union-attr] # it rings until then
                self._floor.give_up_ringing(contact, contact.rings_at, Outcome.CUT_OFF)
                self._follow(contact)
            elif contact.is_in_hand:
                self._calls.leave_in_hand(contact, contact.holder, Outcome.CUT_OFF)
        if cuts is Cuts.ALL:
            for contact in self._on(code):
                self._cut_conversation(contact)

    def _on(self, code: int) -> Iterator[Contact]:
        """Yield the contacts on a channel that are not over, in order."""
        here = self._floor.here
        for number in sorted(here):
            contact = here.get(number)
            if (
                contact is not None
                and contact.channel == code
                and contact.outcome == Outcome.OPEN
            ):
                yield contact

    def _cut_conversation(self, contact: Contact) -> None:
        if contact.bot is not None:
            self._bots.cut(contact, is_whole_channel=True)
            return
        agent = contact.agent
        if contact.is_served_elsewhere():
            return
        if agent is None:  # her agent is off duty, and she has yet to write
            contact.pause.callbacks = []  # type: ignore[union-attr] # it is her turn
            self._floor.turn_down(contact, Outcome.CUT_OFF)
            self._follow(contact)
            return
        now = self._clock.instant
        form = contact.queue.channel.plan.form
        contact.left_at = now
        contact.onward = None
        if contact.work is not None:  # she waits for a reply
            contact.let_life_go()
            self._turns.quit(contact, Outcome.CUT_OFF)
        elif form is Form.RATE:
            contact.let_life_go()
            self._rated.leave(contact, agent)
            # unless she is about to choose, as after another chat that was cut off
            is_free = agent.work is None and not agent.is_choosing
            agent.is_choosing |= is_free  # the wrap-up waits its turn
            self._end(contact, agent)
            if is_free:
                agent.is_choosing = False
                self._floor.attention.free(agent)
        else:
            contact.pause.callbacks = []  # type: ignore[union-attr] # they talk, or it is her turn
            self._end(contact, agent)
        self._follow(contact)

    def _end(self, contact: Contact, agent: Agent) -> None:
        self._floor.gone(contact, Outcome.CUT_OFF, self._clock.instant)
        self._talks.wrap_up(contact, agent)

    def _follow(self, contact: Contact) -> None:
        self._visits.expect_again(contact, Outcome.CUT_OFF)


def _number(contact: Contact) -> int:
    return contact.number
