"""A second opinion on slots and attention: a desk played by looking at everybody.

Written from the rules (docs/model.md) and from `omnisim.engine.order`, not from
the engine: no processes, no calendar, no queues. It asks everybody what will
happen next as things stand, lets the first of it happen, and asks again. Slow,
and hard to get wrong. Calls that ring, overflow, transfers and lines are not
played here but in `dull_centre`.
"""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from dull_room import Agent, Contact, Piece, Turn
from dull_routing import Routing

from omnisim.engine.order import Rank
from omnisim.journal.schema import Cause, Outcome
from omnisim.population import CHUNK, Purpose
from omnisim.scenario.schema import Kind, Revive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.population import Population
    from omnisim.scenario import Scenario

    Event = tuple[float, Rank, int, int, Callable[[], None]]

__all__ = ["Desk"]

NAN = math.nan
SPOKEN = frozenset({Kind.CALL, Kind.CALLBACK})


class Desk(Routing):
    """One run, finished when made; `contacts`, `turns`, `holds`, `spans` have the rows.

    Parameters
    ----------
    scenario : Scenario
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
        self.turns: list[Turn] = []
        self.attempts = [1] * len(population)
        self.coming = [
            (float(at), customer, population.channels[code], 1, Cause.FIRST)
            for customer, (at, code) in enumerate(
                zip(population.arrived_at, population.channel, strict=True)
            )
        ]
        while events := list(self.events()):
            instant, *_, happen = min(events, key=lambda event: event[:4])
            if instant > limit:
                break
            self.advance(instant)
            happen()
            self.fill_up()
        self.advance(limit)
        for hold in self.holds:
            hold.to_at = limit if math.isnan(hold.to_at) else hold.to_at
        for contact in self.contacts:
            row = None if contact.piece is None else contact.piece.row
            if row is not None and (
                contact.agent is not None or not math.isnan(row.began_at)
            ):
                self.note_turn(contact, row, NAN)

    # --- what happens next --------------------------------------------------------

    def events(self) -> Iterator[Event]:
        """Yield all that will happen if nothing else does."""
        for one in self.coming:
            yield one[0], Rank.ARRIVAL, one[1], one[3], partial(self.arrive, one)
        for agent in self.agents:
            yield from self.events_of(agent)
        for contact in self.contacts:
            for instant, rank, happen in self.steps_of(contact):
                if instant < math.inf:
                    who = contact.customer
                    yield instant, rank, who, contact.number, partial(happen, contact)

    def events_of(self, agent: Agent) -> Iterator[Event]:
        """Yield what will happen to an agent."""
        who = agent.number
        if self.choice(agent) is not agent.attended:
            yield self.now, Rank.ATTEND, who, 0, partial(self.attend, agent)
        borders = [end if agent.on_duty else begin for begin, end in agent.work]
        ahead = [at for at in borders if at >= self.now]
        if ahead and agent.on_duty:
            yield min(ahead), Rank.DUTY_END, who, 0, partial(self.duty_end, agent)
        elif ahead:
            yield min(ahead), Rank.DUTY_START, who, 0, partial(self.duty_start, agent)
        for hold in self.places(agent):
            if not math.isnan(hold.breath_ends_at):
                breathed = partial(self.breathed, hold)
                yield hold.breath_ends_at, Rank.BREATHING_END, who, 0, breathed
        for chat in self.by_rate(agent):
            chatted = partial(self.chats_end, agent)
            yield self.chat_ends_at(chat), Rank.WORK_END, who, chat.number, chatted
        yield from self.ends_of_work(agent)

    def ends_of_work(self, agent: Agent) -> Iterator[Event]:
        """Yield the end of what has an agent's attention."""
        who, contact = agent.number, agent.attended
        if contact is None or contact.piece is None:
            return
        ends_at = self.work_ends_at(agent)
        if agent.is_switching:
            yield ends_at, Rank.WORK_END, who, 0, partial(self.begin, agent)
        elif contact.piece.task == "talk":
            who = contact.customer
            yield ends_at, Rank.TALK_END, who, 0, partial(self.talk_end, contact)
        elif contact.piece.task == "dial":
            who = contact.customer
            yield ends_at, Rank.TALK_END, who, 0, partial(self.work_end, agent)
        else:
            yield ends_at, Rank.WORK_END, who, 0, partial(self.work_end, agent)

    def steps_of(
        self, contact: Contact
    ) -> Iterator[tuple[float, Rank, Callable[[Contact], None]]]:
        """Yield what will happen to a contact."""
        phase = contact.phase
        if phase == "promised":
            yield contact.joins_at, Rank.ARRIVAL, self.join
        if phase == "queue" or (phase == "taken" and self.may_give_up(contact)):
            yield contact.leg.gives_up_at, Rank.PATIENCE_END, self.give_up
        if phase == "agent" and not contact.is_gone:
            yield contact.leaves_at, Rank.REPLY_PATIENCE_END, self.leave
        if phase in {"customer", "quiet", "loose"}:
            yield contact.writes_at, Rank.CUSTOMER_TURN_END, self.write
        if phase == "customer":
            yield contact.quiet_at, Rank.QUIET_END, self.fall_quiet
        if phase == "left":
            yield contact.closes_at, Rank.QUIET_END, self.end_conversation
        chases = self.scenario.customers.after.unanswered.get(contact.channel)
        is_open = contact.outcome is Outcome.OPEN and not contact.is_answered
        if chases and is_open and not contact.chased:
            yield self.chase_at(contact), Rank.CHASE, self.chase

    # --- coming and giving up -----------------------------------------------------

    def arrive(self, coming: tuple[float, int, str, int, Cause]) -> None:
        """Begin a contact."""
        self.coming.remove(coming)
        at, customer, channel, attempt, cause = coming
        contact = Contact(len(self.contacts), customer, channel, attempt, cause, at)
        self.contacts.append(contact)
        contact.joins_at = at
        if self.kind(contact) is Kind.CALLBACK:
            contact.joins_at += self.channel(contact).window.after
        if contact.joins_at == self.now:
            self.join(contact)

    def may_give_up(self, contact: Contact) -> bool:
        """Say whether one who has an agent's place still waits for her attention."""
        agent = contact.agent
        assert agent is not None
        begun = agent.attended is contact and not agent.is_switching
        return self.kind(contact) in SPOKEN and not begun

    def give_up(self, contact: Contact) -> None:
        """Let a customer leave the queue, or an agent who is busy with others."""
        leg = contact.leg
        leg.outcome = contact.outcome = Outcome.ABANDONED
        leg.left_at = contact.closed_at = self.now
        silent = self.channel(contact).silent
        if contact.phase == "queue" and contact.piece is not None:
            row = contact.piece.row
            if row is not None and not math.isnan(row.began_at):
                self.note_turn(contact, row, NAN)
            contact.piece = None
        if contact.phase == "queue" and self.says(Purpose.SILENT, silent, contact):
            contact.phase, leg.silent = "ghost", 1
            return
        if contact.phase == "queue":
            contact.phase = "shadow"
            return
        agent = contact.agent
        assert agent is not None
        leg.agent = None
        self.changes(agent)
        self.give_back(contact)
        if agent.attended is contact:
            leg.turn_at = self.now
            self.drop(contact)
        else:
            contact.phase = "missed"

    # --- conversing ---------------------------------------------------------------

    def work_end(self, agent: Agent) -> None:
        """End the work that has the attention."""
        contact = agent.attended
        assert contact is not None
        assert contact.piece is not None
        task, row = contact.piece.task, contact.piece.row
        self.drop(contact)
        if task in {"wrap_up", "discovery"}:
            contact.leg.wrap_up_end_at = self.now
            if task == "discovery":
                contact.leg.talk_end_at = self.now
            self.finish(contact)
        elif task == "dial":
            self.dialled(contact)
        elif row is not None:
            self.reply(contact, row)

    def note_turn(self, contact: Contact, row: Turn, ended_at: float) -> None:
        """Write the row of a turn that was sent or dropped."""
        row.leg, row.ended_at = contact.leg.number, ended_at
        self.turns.append(row)

    def reply(self, contact: Contact, row: Turn) -> None:
        """Send a reply, perhaps the last one, perhaps to nobody."""
        self.note_turn(contact, row, self.now)
        contact.is_answered = True
        channel, draw = self.channel(contact), self.draw(contact)
        n_turns = int(self.stay(contact).turns[contact.customer % CHUNK])
        if contact.is_gone:
            contact.phase = "left"
            quiet = (
                channel.quiet_after if self.kind(contact) is Kind.MESSAGE else math.inf
            )
            contact.closes_at = self.now + min(channel.close_after, quiet)
        elif contact.nth == n_turns - 1:
            self.handled(contact)
        else:
            contact.phase = "customer"
            waited = row.began_at - row.asked_at
            pause = float(draw.customer) + channel.customer_drift * waited
            contact.writes_at = self.now + pause
            quiet_after = {Kind.MESSAGE: channel.quiet_after, Kind.MAIL: 0.0}
            contact.quiet_at = self.now + quiet_after.get(channel.kind, math.inf)
        agent = contact.agent
        if agent is not None and not agent.on_duty:
            self.let_go(agent)

    def write(self, contact: Contact) -> None:
        """Let a customer write: to her agent, or to whoever has room."""
        contact.nth += 1
        agent, phase = contact.agent, contact.phase
        contact.phase = "agent"
        if phase == "customer":
            self.ask(contact)
        elif phase == "loose":
            self.ask(contact)
            self.queue(contact, contact.leaves_at)
        elif (
            self.channel(contact).revive is Revive.EXCEED
            and self.kind(contact) is Kind.MESSAGE
            and agent is not None
            and agent.on_duty
        ):
            self.changes(agent)
            self.take_place(contact, agent)
            self.ask(contact)
        else:
            self.leave_leg(contact, Outcome.QUIET, contact.quiet_at)
            contact.order, contact.asked_anew_at = -1, self.now
            self.ask(contact)
            self.queue(contact, contact.leaves_at)

    def fall_quiet(self, contact: Contact) -> None:
        """Give a place back while the customer does not write."""
        contact.phase = "quiet"
        assert contact.agent is not None
        self.changes(contact.agent)
        self.give_back(contact)

    def leave(self, contact: Contact) -> None:
        """Let a customer leave for want of a reply."""
        leg, channel = contact.leg, self.channel(contact)
        leg.outcome = contact.outcome = Outcome.QUIT
        leg.left_at = contact.closed_at = self.now
        if self.says(Purpose.SILENT, channel.silent, contact):
            leg.silent, contact.is_gone = 1, True
            return
        assert contact.piece is not None
        assert contact.piece.row is not None
        self.note_turn(contact, contact.piece.row, NAN)
        self.drop(contact)
        self.end_conversation(contact)

    def talk_end(self, contact: Contact) -> None:
        """End a talk, or a chat at the rate level."""
        self.drop(contact)
        self.handled(contact)

    def chats_end(self, agent: Agent) -> None:
        """End the chats at the rate level that are complete, all at one stroke."""
        for chat in self.by_rate(agent):
            if not chat.left:
                self.handled(chat)

    def handled(self, contact: Contact) -> None:
        """End a conversation as both wished."""
        contact.leg.outcome = contact.outcome = Outcome.HANDLED
        contact.closed_at = self.now
        (issue,) = self.scenario.issues
        share = self.scenario.customers.resolved[contact.channel][issue]
        contact.resolved = int(self.says(Purpose.RESOLVED, share, contact))
        self.end_conversation(contact)

    def end_conversation(self, contact: Contact) -> None:
        """End a conversation for the agent, and ask for the wrap-up."""
        contact.leg.talk_end_at = self.now
        contact.phase = "wrap_up"
        if self.place_until_end(contact):
            assert contact.agent is not None
            self.changes(contact.agent)
            self.give_back(contact, self.breath(contact))
        work = float(self.stay(contact).wrap_up[contact.customer % CHUNK])
        if work:
            contact.piece = Piece("wrap_up", self.now, work)
        else:
            contact.leg.wrap_up_end_at = self.now
            self.finish(contact)

    # --- calling back -------------------------------------------------------------

    def dialled(self, contact: Contact) -> None:
        """Begin to talk with one who picks up, else try again later."""
        agent, channel = contact.agent, self.channel(contact)
        assert agent is not None
        if self.says(Purpose.REACHED, channel.answers, contact):
            own = contact.customer % CHUNK
            contact.piece = Piece("talk", self.now, float(self.stay(contact).talk[own]))
            agent.attended = contact
            self.begin(agent)
            return
        contact.leg.outcome = Outcome.MISSED
        self.finish(contact)
        if len(contact.legs) < channel.tries:
            contact.phase, contact.agent = "promised", None
            law = channel.retry
            contact.joins_at = self.now + self.lasts(law, Purpose.RETRY, contact)
        else:
            contact.leg.outcome = contact.outcome = Outcome.UNREACHED
            contact.closed_at = self.now

    # --- chasing ------------------------------------------------------------------

    def chase_at(self, contact: Contact) -> float:
        """Return when a customer without an answer loses patience."""
        (step,) = self.scenario.customers.after.unanswered[contact.channel]
        return contact.arrived_at + self.lasts(step.after, Purpose.CHASE_DELAY, contact)

    def chase(self, contact: Contact) -> None:
        """Let a customer make another contact while the first stays open."""
        contact.chased = True
        (step,) = self.scenario.customers.after.unanswered[contact.channel]
        who = contact.customer
        is_settled = any(
            one.resolved == 1 for one in self.contacts if one.customer == who
        )
        if not is_settled and self.says(Purpose.CHASE, step.share, contact):
            self.attempts[who] += 1
            self.coming.append(
                (self.now, who, step.channel, self.attempts[who], Cause.UNANSWERED)
            )
