"""Who takes whom at a dull desk, and what becomes of it when her duty ends.

Everybody is looked at again for every decision: who has room, and who waits.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dull_room import Agent, Contact, Leg, Piece, Turn, agent_key, contact_key, fits
from dull_work import Workers

from omnisim.journal.schema import Outcome
from omnisim.population import CHUNK, Purpose
from omnisim.scenario.schema import AtDutyEnd, Kind

if TYPE_CHECKING:
    from omnisim.population import Population
    from omnisim.population.table import Stays
    from omnisim.population.turns import Turn as Draw
    from omnisim.scenario import Scenario
    from omnisim.scenario.laws import Law

__all__ = ["Routing"]

NAN = math.nan


class Routing(Workers):
    """The workers, and who is given to whom."""

    def __init__(
        self, scenario: Scenario, population: Population, agents: list[Agent]
    ) -> None:
        super().__init__(scenario, agents)
        self.population = population
        self.n_joined = 0
        self.codes = {name: code for code, name in enumerate(population.channels)}

    # --- what they bring ----------------------------------------------------------

    def stay(self, contact: Contact) -> Stays:
        """Return what the customers of the same chunk bring to the contact."""
        return self.population.stays(
            contact.customer // CHUNK,
            attempt=contact.attempt,
            leg=0,
            channel=self.codes[contact.channel],
        )

    def draw(self, contact: Contact) -> Draw:
        """Return what belongs to the agent turn that is on."""
        code = self.codes[contact.channel]
        return self.population.turn(
            contact.customer, contact.attempt, 0, code, contact.nth
        )

    def lasts(self, law: Law, purpose: Purpose, contact: Contact) -> float:
        """Return how long something takes this customer."""
        return self.population.duration(law, purpose, contact.customer, contact.attempt)

    def says(self, purpose: Purpose, share: float, contact: Contact) -> bool:
        """Say whether a customer is among a share."""
        coin = self.population.coin(purpose, contact.customer, contact.attempt)
        return coin < share

    # --- who serves whom ----------------------------------------------------------

    def join(self, contact: Contact) -> None:
        """Begin the first stay, or the next try of a call back."""
        patience = float(self.stay(contact).patience[contact.customer % CHUNK])
        self.queue(contact, self.now + patience)

    def queue(self, contact: Contact, gives_up_at: float) -> None:
        """Begin a stay with an agent who has room, or in the queue."""
        contact.legs.append(Leg(len(contact.legs), self.now, gives_up_at))
        contact.agent, contact.phase = None, "queue"
        if contact.order < 0:
            contact.order, contact.lined_up_at = self.n_joined, self.now
            self.n_joined += 1
        agent = self.agent_for(contact.channel)
        if agent is not None:
            self.take_or_pass(contact, agent)

    def may_take(self, agent: Agent, channel: str) -> bool:
        """Say whether an agent has room for a channel and none is reserved by it."""
        held = self.held(agent)
        if not self.has_room(agent, channel, held):
            return False
        after = {**held, channel: held.get(channel, 0) + 1}
        kept = [name for name in agent.rules.reserved if name != channel]
        if not any(
            self.has_room(agent, name, held) and not self.has_room(agent, name, after)
            for name in kept
        ):
            return True
        free = [
            one
            for one in self.agents
            if one.group == agent.group
            if any(self.has_room(one, name, self.held(one)) for name in kept)
        ]
        return len(free) > sum(agent.rules.reserved[name] for name in kept)

    def has_room(self, agent: Agent, channel: str, held: dict[str, int]) -> bool:
        """Say whether an agent who holds so much may take one more."""
        skilled = channel in agent.rules.skills
        return skilled and agent.on_duty and fits(agent.rules, held, channel)

    def agent_for(self, channel: str) -> Agent | None:
        """Return the agent who takes a contact: best level, then the rule."""
        (rule,) = self.scenario.routing.choose_agent
        able = [
            (
                agent.rules.skills[channel].preference,
                agent_key(
                    rule, agent, len(self.conversations(agent)), self.held(agent)
                ),
                agent,
            )
            for agent in self.agents
            if self.may_take(agent, channel)
        ]
        return min(able, key=lambda one: one[:2])[2] if able else None

    def fill_up(self) -> None:
        """Let agents take waiting contacts, who was freed first, while one has room."""
        rule = self.scenario.routing.choose_contact
        for agent in sorted(self.agents, key=lambda one: one is not self.freed):
            while waiting := [
                contact
                for contact in self.contacts
                if contact.phase in {"queue", "ghost", "shadow"}
                if self.may_take(agent, contact.channel)
            ]:
                keys = {
                    contact_key(rule, agent, one, self.channel(one), self.now): one
                    for one in waiting
                }
                self.take_or_pass(keys[min(keys)], agent)

    def take_or_pass(self, contact: Contact, agent: Agent) -> None:
        """Take a contact, or note that it would have been its turn."""
        if contact.phase == "shadow":
            contact.phase, contact.leg.turn_at = "over", self.now
        else:
            self.take(contact, agent)

    def take(self, contact: Contact, agent: Agent) -> None:
        """Give a waiting contact a place, and ask for the first work on it."""
        self.changes(agent)
        self.take_place(contact, agent)
        contact.leg.agent = agent
        own, stay = contact.customer % CHUNK, self.stay(contact)
        channel = self.channel(contact)
        if contact.phase == "ghost":
            contact.phase = "taken"
            self.answered(contact)
            law = channel.discovery
            length = self.lasts(law, Purpose.DISCOVERY, contact)
            contact.piece = Piece("discovery", self.now, length)
        elif channel.kind is Kind.CALL:
            contact.phase = "taken"
            contact.piece = Piece("talk", self.now, float(stay.talk[own]))
        elif channel.kind is Kind.CALLBACK:
            contact.phase = "taken"
            length = self.lasts(channel.dial, Purpose.DIAL, contact)
            contact.piece = Piece("dial", self.now, length)
        elif channel.duration_by_open_chats:
            contact.phase = "rate"
            if math.isnan(contact.left):
                contact.left = float(stay.talk[own])
            contact.is_answered = True
            self.answered(contact)
        else:
            contact.phase = "agent"
            self.answered(contact)
            if contact.piece is None:
                self.ask(contact)

    # --- a conversation begins, and is over ---------------------------------------

    def ask(self, contact: Contact) -> None:
        """Want the next reply, from now on."""
        draw = self.draw(contact)
        row = Turn(contact.number, contact.nth, self.now)
        contact.piece = Piece("turn", self.now, float(draw.agent), row)
        contact.leaves_at = self.now + float(draw.patience)

    def breath(self, contact: Contact) -> float:
        """Return how long the place stays taken after the end."""
        assert contact.agent is not None
        return contact.agent.rules.breathing.get(contact.channel, 0.0)

    def finish(self, contact: Contact) -> None:
        """Be done with a contact for good."""
        contact.phase = "over"
        assert contact.agent is not None
        self.give_back(contact, self.breath(contact))
        self.changes(contact.agent)

    # --- duty ---------------------------------------------------------------------

    def duty_start(self, agent: Agent) -> None:
        """Let an agent take contacts, who may still be on the floor."""
        self.changes(agent)
        agent.on_duty, self.freed = True, agent

    def duty_end(self, agent: Agent) -> None:
        """Let an agent take nothing new; what she holds goes by the rule."""
        agent.on_duty = False
        for contact in self.conversations(agent):
            contact.is_kept = False
        self.let_go(agent)

    def let_go(self, agent: Agent) -> None:
        """Hand over, or return to the queue, what an agent off duty may let go."""
        for contact in sorted(self.conversations(agent), key=lambda one: one.order):
            way = agent.rules.at_duty_end.get(contact.channel, AtDutyEnd.FINISH)
            is_busy = agent.attended is contact and self.kind(contact) is not Kind.MAIL
            is_open = contact.phase in {"agent", "customer", "rate"}
            is_open &= not contact.is_kept
            is_open &= not contact.is_gone  # which she is to find out herself
            if way is AtDutyEnd.FINISH or is_busy or not is_open:
                continue
            if way is AtDutyEnd.HAND_OVER:
                self.hand_over(contact)
            else:
                self.return_to_queue(contact)

    def hand_over(self, contact: Contact) -> None:
        """Give a conversation to a colleague with room, if there is one."""
        colleague = self.agent_for(contact.channel)
        if colleague is None:
            contact.is_kept = True
            return
        self.part(contact)
        contact.legs.append(Leg(len(contact.legs), self.now, math.inf))
        self.answered(contact)
        contact.leg.agent = colleague
        self.changes(colleague)
        self.take_place(contact, colleague)

    def return_to_queue(self, contact: Contact) -> None:
        """Let a conversation queue again, at once or when the customer writes."""
        self.part(contact)
        if contact.phase == "customer":
            contact.phase, contact.agent = "loose", None
        else:
            self.queue(contact, contact.leaves_at)

    def leave_leg(self, contact: Contact, outcome: Outcome, instant: float) -> None:
        """End a stay whose conversation goes on in another."""
        leg = contact.leg
        leg.outcome = outcome
        leg.talk_end_at = leg.wrap_up_end_at = instant

    def part(self, contact: Contact) -> None:
        """Separate a conversation from its agent."""
        self.detach(contact)
        self.leave_leg(contact, Outcome.HANDED_ON, self.now)
        assert contact.agent is not None
        self.changes(contact.agent)
        self.give_back(contact)
