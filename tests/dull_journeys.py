"""A second opinion on journeys: bots, outages, twins and further contacts, of calls.

Written from the rules (docs/model.md) and from `omnisim.engine.order`, not from
the engine: no processes, no calendar, no queues. It asks everybody what will
happen next as things stand, lets the first of it happen, and asks again. Channels
are calls that one agent answers one at a time, and channels of bots.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from dull_journeys_floor import Floor
from dull_journeys_people import (
    Agent,
    Coming,
    Notes,
    Session,
    Visit,
    bot_in_front,
    is_open,
    troubles_of,
)

from omnisim.engine.order import Rank
from omnisim.journal.schema import Cause, Notice, Outcome
from omnisim.population import Purpose
from omnisim.scenario.choices import Context, Cuts, Meets, Told, Unavailable
from omnisim.scenario.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.population import Population
    from omnisim.scenario import Scenario
    from omnisim.scenario.automation import Bot

    Event = tuple[float, Rank, int, int, Callable[[], None]]

__all__ = ["Journeys"]


class Journeys(Floor):
    """One run, finished when made; `visits` and `notices` have the rows.

    Parameters
    ----------
    scenario : Scenario
        Its calendar is one day from eight in the morning of a Monday.
    population : Population
    agents : list of Agent
    limit : float, seconds
        Nothing later is played.
    """

    def __init__(
        self,
        scenario: Scenario,
        population: Population,
        agents: list[Agent],
        limit: float,
    ) -> None:
        super().__init__(scenario, population, agents)
        self.notices: list[Notes] = []
        self.coming = [
            Coming(float(at), customer, 1, population.channels[code], Cause.FIRST)
            for customer, (at, code) in enumerate(
                zip(population.arrived_at, population.channel, strict=True)
            )
        ]
        self.troubles = {
            name: troubles_of(
                population, f"channel {name}", scenario.channels[name].outages, Cuts.ALL
            )
            for name in scenario.channels
        } | {
            f"bot {name}": troubles_of(population, f"bot {name}", bot.outages, Cuts.ALL)
            for name, bot in scenario.automation.items()
        }
        self.places = [
            *sorted(scenario.channels),
            *(f"bot {name}" for name in sorted(scenario.automation)),
        ]
        self.borders = {
            name: sorted({at for one in found for at in one[:2]})
            for name, found in self.troubles.items()
        }
        self.broken: set[str] = set()  # channels and bots that are out of order now
        while events := list(self.events()):
            instant, *_, happen = min(events, key=lambda event: event[:4])
            if instant > limit:
                break
            self.now = instant
            happen()

    # --- what happens next --------------------------------------------------------

    def events(self) -> Iterator[Event]:
        """Yield all that will happen if nothing else does."""
        for one in self.coming:
            who = (one.customer, one.attempt)
            yield one.at, Rank.ARRIVAL, *who, partial(self.arrive, one)
        for place, name in enumerate(self.places):
            for at in self.borders[name][:1]:
                yield at, Rank.OUTAGE, place, 0, partial(self.border, name)
        for agent in self.agents:
            yield from self.duties_of(agent)
        for visit in self.visits:
            for at, rank, happen in self.steps_of(visit):
                if at < math.inf:
                    yield at, rank, *visit.who, partial(happen, visit)

    def steps_of(
        self, visit: Visit
    ) -> Iterator[tuple[float, Rank, Callable[[Visit], None]]]:
        """Yield what will happen to a contact."""
        if visit.phase == "session":
            assert visit.session is not None
            yield visit.session.ends_at, Rank.TALK_END, self.session_end
        if visit.phase == "called":
            yield self.now, Rank.ANSWER, self.answer
        if visit.phase == "talk":
            yield visit.ends_at, Rank.TALK_END, self.talk_end
        if visit.phase == "discovery":
            yield visit.ends_at, Rank.TALK_END, self.found_out
        if visit.phase == "queue":
            assert visit.leg is not None
            over_at = visit.leg.queued_at + visit.leg.patience
            yield over_at, Rank.PATIENCE_END, self.give_up
            for at, place in self.advices(visit)[visit.n_told :]:
                yield at, Rank.ADVICE, partial(self.advise, place=place)
                break
            if not math.isnan(visit.doubles_at):
                yield visit.doubles_at, Rank.DOUBLE, self.double

    def advices(self, visit: Visit) -> list[tuple[float, int]]:
        """Return when one who waits is offered what, in order of time."""
        rules = self.scenario.channels[visit.coming.channel].announce
        assert visit.leg is not None
        begin = visit.leg.queued_at
        offers = () if rules is None else rules.offer
        return sorted(
            (begin + offer.after, place)
            for place, offer in enumerate(offers)
            if offer.after is not None
        )

    def duties_of(self, agent: Agent) -> Iterator[Event]:
        """Yield what will happen to an agent."""
        who = agent.number
        borders = [end if agent.on_duty else begin for begin, end in agent.work]
        for at in sorted(at for at in borders if at >= self.now)[:1]:
            if agent.on_duty:
                yield at, Rank.DUTY_END, who, 0, partial(self.duty_end, agent)
            else:
                yield at, Rank.DUTY_START, who, 0, partial(self.duty_start, agent)
        if agent.state == "wrapping":
            at = agent.wraps_until
            yield at, Rank.WORK_END, who, 0, partial(self.free, agent)

    def duty_start(self, agent: Agent) -> None:
        """Bring an agent to the floor, unless she is there still."""
        agent.on_duty = True
        if agent.state == "off":
            self.free(agent)

    def duty_end(self, agent: Agent) -> None:
        """Send an agent home, unless she has something to finish."""
        agent.on_duty = False
        if agent.state == "idle":
            agent.state = "off"

    def give_up(self, visit: Visit) -> None:
        """Let a customer lose her patience."""
        self.leave(visit, Outcome.ABANDONED)

    # --- coming -------------------------------------------------------------------

    def arrive(self, coming: Coming) -> None:
        """Let a customer come, if she still means to."""
        self.coming.remove(coming)
        customer, channel = coming.customer, coming.channel
        issue = self.population.issues[self.population.issue[customer]]
        coin = self.population.coin(Purpose.VULNERABLE, customer, 1)
        visit = Visit(
            len(self.visits), coming, issue,
            coin < self.scenario.customers.vulnerable, coming.has_told, coming.story,
        )  # fmt: skip
        if coming.cause is Cause.FIRST:
            if self.is_spared(visit) or not self.comes_as_invited(visit):
                return
        elif self.is_helped(customer):
            return
        self.visits.append(visit)
        lines = self.scenario.channels[channel].lines
        in_use = sum(
            one.has_line for one in self.visits if one.coming.channel == channel
        )
        if not is_open(self.scenario, channel, self.now):
            self.close(visit, Outcome.CLOSED)
        elif channel in self.broken:
            self.close(visit, Outcome.CUT_OFF)
        elif lines is not None and in_use >= lines:
            self.close(visit, Outcome.BLOCKED)
        else:
            visit.has_line = True
            self.meet_bot(visit)

    def is_spared(self, visit: Visit) -> bool:
        """Say whether a message before her first contact makes it needless."""
        message = self.scenario.customers.proactive_for(
            visit.coming.channel, visit.issue
        )
        if message is None or not self.says(
            Purpose.REACHED_BEFORE, message.reaches, visit
        ):
            return False
        is_spared = self.says(Purpose.SPARED, message.saves, visit)
        self.notify(visit, Notice.PROACTIVE, worked=is_spared)
        return is_spared

    def comes_as_invited(self, visit: Visit) -> bool:
        """Say whether a visitor comes; true where nobody needs to be invited."""
        rules = self.scenario.channels[visit.coming.channel].invite
        if rules is None:
            return True
        if len(self.idle_for(visit)) < rules.room:
            return False
        accepts = self.says(Purpose.ACCEPTS, rules.share, visit)
        self.notify(visit, Notice.INVITATION, worked=accepts)
        return accepts

    def notify(self, visit: Visit, kind: Notice, *, worked: bool) -> None:
        """Note a message to one who has not made contact yet."""
        self.notices.append(
            (
                visit.coming.customer, -1, int(kind),
                self.population.channels.index(visit.coming.channel),
                self.population.issues.index(visit.issue), int(worked), self.now,
            )
        )  # fmt: skip

    # --- bots ---------------------------------------------------------------------

    def refuses(self, visit: Visit, bot: Bot) -> bool:
        """Say whether those whom the bot does not take are turned away."""
        kind = self.scenario.channels[visit.coming.channel].kind
        return kind is Kind.BOT or bot.unavailable is Unavailable.REFUSE

    def meet_bot(self, visit: Visit) -> None:
        """Begin a session, or go straight on to the agents, or be turned away."""
        front = bot_in_front(self.scenario, visit.coming.channel)
        if front is None:
            self.join(visit)
            return
        name, bot = front
        nobody_else = self.scenario.channels[visit.coming.channel].kind is Kind.BOT
        comes_again = bot.meets is Meets.FIRST and visit.coming.attempt > 1
        if nobody_else and visit.vulnerable:
            self.close(visit, Outcome.UNHELPED)
            return
        if not nobody_else and (visit.vulnerable or comes_again):
            self.join(visit)
            return
        n_busy = sum(
            one.phase == "session" and one.session.bot == name
            for one in self.visits
            if one.session is not None
        )
        is_full = bot.sessions is not None and n_busy >= bot.sessions
        if not is_full and f"bot {name}" not in self.broken:
            self.begin_session(visit, name, bot)
        elif self.refuses(visit, bot):
            self.close(visit, Outcome.UNHELPED)
        else:
            self.join(visit)

    def begin_session(self, visit: Visit, name: str, bot: Bot) -> None:
        """Begin a session; how it will end is known to the population."""
        law, will_be = bot.session, Outcome.CONTAINED
        if not self.says(Purpose.CONTAINED, bot.share_contained(visit.issue), visit):
            law = bot.failed_session or bot.session
            goes_on = self.says(Purpose.ESCALATES, bot.otherwise.agent, visit)
            will_be = Outcome.ESCALATED if goes_on else Outcome.UNHELPED
        ends_at = self.now + self.lasts(law, Purpose.SESSION, visit)
        visit.session = Session(name, self.now, ends_at, will_be)
        visit.phase = "session"
        self.tell(visit)

    def session_end(self, visit: Visit) -> None:
        """End a session as it was to end."""
        assert visit.session is not None
        bot = self.scenario.automation[visit.session.bot]
        outcome = visit.session.will_be
        self.leave_bot(visit, outcome)
        if outcome is Outcome.ESCALATED:
            self.escalate(visit, bot, told=int(bot.told is Told.YES))
            return
        if outcome is Outcome.CONTAINED:
            misled = self.says(Purpose.MISLED, bot.share_false(visit.issue), visit)
            visit.resolved = int(not misled)
        self.close(visit, outcome)

    def leave_bot(self, visit: Visit, outcome: Outcome) -> None:
        """Note the end of a session."""
        assert visit.session is not None
        visit.session.outcome, visit.session.to_at = outcome, self.now
        visit.phase = "over"

    def escalate(self, visit: Visit, bot: Bot, *, told: int) -> None:
        """Go on from a bot to the agents."""
        context = bot.context or self.scenario.customers.context.bot
        visit.story = context is Context.LOST
        self.join(visit, told=told, priority=bot.priority)

    # --- outages ------------------------------------------------------------------

    def border(self, name: str) -> None:
        """Begin or end an outage, or several of one thing."""
        self.borders[name].remove(self.now)
        lasting = [
            one for one in self.troubles[name] if one.from_at <= self.now < one.to_at
        ]
        begun = {one.cuts for one in lasting if one.from_at == self.now}
        if not lasting:
            self.broken.discard(name)
            self.cutting.discard(name)
            return
        self.broken.add(name)
        if begun - {Cuts.NEW}:
            self.cutting.add(name)
        if name.startswith("bot "):
            if begun:
                self.break_bot(name.removeprefix("bot "))
            return
        if begun - {Cuts.NEW}:
            self.cut_waiting(name)
        if Cuts.ALL in begun:
            self.cut_conversations(name)

    def cut_waiting(self, channel: str) -> None:
        """Cut off who waits in the queue of a channel."""
        for visit in self.visits:
            if visit.coming.channel == channel and visit.phase == "queue":
                self.leave(visit, Outcome.CUT_OFF)

    def cut_conversations(self, channel: str) -> None:
        """Cut off talks and sessions on a channel."""
        for visit in list(self.visits):
            if visit.coming.channel != channel:
                continue
            if visit.phase == "session":
                self.leave_bot(visit, Outcome.CUT_OFF)
                self.close(visit, Outcome.CUT_OFF)
            elif visit.phase == "talk":  # who is being found out is elsewhere
                assert visit.leg is not None
                visit.leg.left_at = self.now
                self.hang_up(visit, Outcome.CUT_OFF)

    def break_bot(self, name: str) -> None:
        """End the sessions with a bot."""
        bot = self.scenario.automation[name]
        for visit in list(self.visits):
            if visit.phase != "session" or visit.session is None:
                continue
            if visit.session.bot != name:
                continue
            self.leave_bot(visit, Outcome.CUT_OFF)
            if self.refuses(visit, bot):
                self.close(visit, Outcome.CUT_OFF)
            else:
                self.escalate(visit, bot, told=0)
