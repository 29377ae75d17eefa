"""The agents of a dull desk at work: whose work has the attention, and how fast.

Between two events nothing changes, so work proceeds in straight lines: what is
left of everything is counted down from one event to the next.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dull_room import Agent, Contact, Hold, Piece

from omnisim.journal.schema import State
from omnisim.scenario.schema import Kind, PlaceUntil

if TYPE_CHECKING:
    from omnisim.scenario import Scenario
    from omnisim.scenario.schema import Channel

__all__ = ["Workers"]

NAN = math.nan

Span = tuple[int, State, int, int, float, float]


class Workers:
    """Who is on the floor, who is in hand, and what everybody does."""

    def __init__(self, scenario: Scenario, agents: list[Agent]) -> None:
        self.scenario, self.agents = scenario, agents
        self.now = -math.inf
        self.contacts: list[Contact] = []
        self.holds: list[Hold] = []
        self.spans: list[Span] = []
        self.n_changes = 0
        self.freed: Agent | None = None  # who last came to have more room

    def channel(self, contact: Contact) -> Channel:
        """Return the rules of a contact's channel."""
        return self.scenario.channels[contact.channel]

    def kind(self, contact: Contact) -> Kind:
        """Return the kind of a contact's channel."""
        return self.channel(contact).kind

    def is_rated(self, contact: Contact) -> bool:
        """Say whether a contact is a chat at the rate level."""
        return bool(self.channel(contact).duration_by_open_chats)

    # --- who is in hand ---------------------------------------------------------

    def places(self, agent: Agent) -> list[Hold]:
        """Return the places of an agent that are taken, breaths included."""
        return [
            hold
            for hold in self.holds
            if hold.agent is agent
            if math.isnan(hold.to_at) or not math.isnan(hold.breath_ends_at)
        ]

    def held(self, agent: Agent) -> dict[str, int]:
        """Return how many places contacts of each channel take."""
        counts: dict[str, int] = {}
        for hold in self.places(agent):
            name = hold.contact.channel
            counts[name] = counts.get(name, 0) + 1
        return counts

    def conversations(self, agent: Agent) -> list[Contact]:
        """Return the unfinished conversations that take a place of an agent."""
        return [hold.contact for hold in self.places(agent) if math.isnan(hold.to_at)]

    def in_charge(self, agent: Agent) -> list[Contact]:
        """Return all that keeps an agent on the floor, wrap-ups without place too."""
        return [
            contact
            for contact in self.contacts
            if contact.agent is agent
            and contact.phase not in {"quiet", "over", "missed"}
        ]

    def is_present(self, agent: Agent) -> bool:
        """Say whether an agent is on the floor."""
        return agent.on_duty or bool(self.in_charge(agent))

    def changes(self, agent: Agent) -> None:
        """Note that an agent took or finished something, or came to the floor."""
        agent.changed = self.n_changes
        self.n_changes += 1

    def take_place(self, contact: Contact, agent: Agent) -> None:
        """Give a contact a place of an agent."""
        contact.agent = agent
        contact.hold = Hold(contact, contact.leg.number, agent, self.now)
        self.holds.append(contact.hold)

    def give_back(self, contact: Contact, breath: float = 0.0) -> None:
        """Give a contact's place back, after a breath perhaps."""
        hold, contact.hold = contact.hold, None
        if hold is None:
            return
        hold.to_at = self.now
        if breath:
            hold.breath_ends_at = self.now + breath
        else:
            self.freed = hold.agent

    def breathed(self, hold: Hold) -> None:
        """Free a place after the breath."""
        hold.breath_ends_at, self.freed = NAN, hold.agent
        self.changes(hold.agent)

    # --- what has the attention ---------------------------------------------------

    def pieces(self, agent: Agent) -> list[tuple[Contact, Piece]]:
        """Return the work that is an agent's to do."""
        return [
            (contact, contact.piece)
            for contact in self.contacts
            if contact.agent is agent and contact.piece is not None
        ]

    def by_rate(self, agent: Agent) -> list[Contact]:
        """Return the chats at the rate level that an agent is in."""
        return [
            contact
            for contact in self.contacts
            if contact.agent is agent and contact.phase == "rate"
        ]

    def choice(self, agent: Agent) -> Contact | None:
        """Return whose work should have the attention now."""
        has = agent.attended
        if has is not None and self.kind(has) is not Kind.MAIL:
            return has
        order = agent.rules.attention
        mail_goes_first = order.index(Kind.MAIL) < order.index(Kind.CHAT)
        may_mail = mail_goes_first or not self.by_rate(agent)
        waiting = [
            (order.index(self.kind(contact)), piece.asked_at, contact.number, contact)
            for contact, piece in self.pieces(agent)
            if may_mail or self.kind(contact) is not Kind.MAIL
        ]
        if has is not None and may_mail:
            mail = order.index(Kind.MAIL)
            waiting = [one for one in waiting if one[0] < mail]
            if not waiting:
                return has
        return min(waiting, key=lambda one: one[:3])[3] if waiting else None

    def attend(self, agent: Agent) -> None:
        """Turn to the work that comes first, which may cost a switch."""
        contact = self.choice(agent)
        while contact is not None and contact.phase == "missed":
            contact.leg.turn_at = self.now
            contact.phase, contact.piece = "over", None
            contact = self.choice(agent)
        agent.attended, agent.is_switching = contact, False
        if contact is None:
            return
        agent.switching = self.switch(agent, contact)
        agent.is_switching = agent.switching > 0
        if not agent.is_switching:
            self.begin(agent)

    def switch(self, agent: Agent, contact: Contact) -> float:
        """Return what it costs to turn to a conversation."""
        holds_no_other = len(self.conversations(agent)) <= 1
        is_fresh = not contact.leg.was_attended and holds_no_other
        if agent.last is contact or is_fresh or self.is_rated(contact):
            return 0.0
        return agent.rules.switch_cost

    def begin(self, agent: Agent) -> None:
        """Begin, or go on with, the work that has the attention."""
        contact = agent.attended
        assert contact is not None
        assert contact.piece is not None
        agent.is_switching = False
        if not self.is_rated(contact):
            agent.last = contact
        contact.leg.was_attended = True
        row = contact.piece.row
        if row is not None and math.isnan(row.began_at):
            row.began_at = self.now
        if contact.piece.task == "talk":
            contact.phase = "talk"
            contact.is_answered = True
            self.answered(contact)

    def answered(self, contact: Contact) -> None:
        """Note that a stay is answered."""
        contact.leg.answered_at = contact.leg.turn_at = self.now

    def drop(self, contact: Contact) -> None:
        """Take a contact's work off the agent's hands, begun or not."""
        contact.piece = None
        self.detach(contact)

    def detach(self, contact: Contact) -> None:
        """Free the attention from a contact."""
        agent = contact.agent
        if agent is not None and agent.attended is contact:
            agent.attended, agent.is_switching = None, False

    # --- how fast it goes -----------------------------------------------------------

    def pace(self, agent: Agent, contact: Contact) -> float:
        """Return how many times as long as standard an agent needs."""
        return agent.rules.pace * agent.rules.skills[contact.channel].pace

    def slowness(self, agent: Agent, contact: Contact, piece: Piece) -> float:
        """Return the seconds that one second of a piece of work takes now."""
        if piece.task in {"discovery", "dial"}:
            return 1.0
        pace = self.pace(agent, contact)
        if piece.task != "turn" or self.kind(contact) is Kind.MAIL:
            return pace
        n_others = sum(
            one is not contact and self.kind(one) is not Kind.MAIL
            for one in self.conversations(agent)
        )
        return pace * (1 + agent.rules.slowdown * n_others)

    def rate_slowness(self, agent: Agent, contact: Contact) -> float:
        """Return the seconds that one second of a chat held alone takes now."""
        means = self.channel(contact).duration_by_open_chats
        n = len(self.by_rate(agent))
        return self.pace(agent, contact) * means[min(n, len(means)) - 1] / means[0]

    def work_ends_at(self, agent: Agent) -> float:
        """Return when the switch or the work in the attention ends as things stand."""
        contact = agent.attended
        if contact is None or contact.piece is None:
            return math.inf
        if agent.is_switching:
            return self.now + agent.switching
        piece = contact.piece
        return self.now + piece.left * self.slowness(agent, contact, piece)

    def chat_ends_at(self, contact: Contact) -> float:
        """Return when a chat at the rate level ends as things stand."""
        agent = contact.agent
        assert agent is not None
        if agent.attended is not None:
            return math.inf
        return self.now + contact.left * self.rate_slowness(agent, contact)

    def advance(self, instant: float) -> None:
        """Let the time pass, and work with it."""
        passed = instant - self.now
        if passed and math.isfinite(passed):
            for agent in self.agents:
                self.note_span(agent, instant)
                self.work(agent, passed)
        self.now = instant

    def work(self, agent: Agent, seconds: float) -> None:
        """Count down what is left of an agent's work."""
        contact = agent.attended
        if contact is None:
            slowness = {
                chat: self.rate_slowness(agent, chat) for chat in self.by_rate(agent)
            }
            for chat, times in slowness.items():
                chat.left -= seconds / times
        elif agent.is_switching:
            agent.switching -= seconds
        elif contact.piece is not None:
            piece = contact.piece
            piece.left -= seconds / self.slowness(agent, contact, piece)

    # --- what one sees of it --------------------------------------------------------

    def state(self, agent: Agent) -> State:
        """Return what an agent does."""
        contact = agent.attended
        if contact is not None and contact.piece is not None:
            if agent.is_switching:
                return State.SWITCHING
            is_mail = self.kind(contact) is Kind.MAIL
            return {
                "talk": State.TALKING,
                "wrap_up": State.WRAP_UP,
                "turn": State.WORKING if is_mail else State.WRITING,
                "discovery": State.DISCOVERING,
                "dial": State.DIALLING,
            }[contact.piece.task]
        if self.by_rate(agent):
            return State.CHATTING
        return State.WAITING if self.conversations(agent) else State.IDLE

    def note_span(self, agent: Agent, until: float) -> None:
        """Note what an agent on the floor does from now on."""
        if not self.is_present(agent):
            return
        state = self.state(agent)
        whose = -1 if agent.attended is None else agent.attended.number
        begin = self.now
        row = (agent.number, state, len(self.conversations(agent)), whose)
        mine = [span for span in self.spans if span[0] == agent.number]
        if mine and mine[-1][:4] == row and mine[-1][5] == self.now:
            begin = mine[-1][4]
            self.spans.remove(mine[-1])
        self.spans.append((*row, begin, until))

    def place_until_end(self, contact: Contact) -> bool:
        """Say whether the place is given back before the wrap-up."""
        return self.channel(contact).place_until is PlaceUntil.END
