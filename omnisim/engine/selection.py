"""The two decisions of routing, a small named function for each rule.

*Agent selection* (a contact arrives: who takes it?) goes through the levels of
preference; among the agents with room of the first level that has one, every rule
of `choose_agent` gives a number, the smallest wins, later rules settle ties, and at
last who took or finished anything longest ago. *Contact selection* (an agent has
room: whom does she take?) compares the heads of the queues she may serve and has
room for; the smallest key wins, the longest wait settles ties. To add a rule, write
its function and name it in `AGENT_RULES` or `CONTACT_RULES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.engine.state import FOREVER
from omnisim.journal.schema import Outcome
from omnisim.population import Purpose
from omnisim.scenario.schema import AgentRule, ContactRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.engine.state import Agent, Contact, Serve
    from omnisim.population import Population

    AgentKey = Callable[["Selection", Agent, Contact, Serve], float]
    ContactKey = Callable[[Serve, Contact, float], float]

__all__ = ["AGENT_RULES", "CONTACT_RULES", "Selection"]


def longest_idle(_: Selection, agent: Agent, __: Contact, ___: Serve) -> float:
    """Prefer those with nothing in hand; ties go to the longest unchanged."""
    return 1.0 if agent.held else 0.0


def least_loaded(_: Selection, agent: Agent, __: Contact, ___: Serve) -> float:
    """Prefer the fewest contacts in hand."""
    return agent.held


def most_loaded(_: Selection, agent: Agent, __: Contact, ___: Serve) -> float:
    """Prefer the most contacts in hand: fill one agent before the next."""
    return -agent.held


def most_spare(_: Selection, agent: Agent, __: Contact, ___: Serve) -> float:
    """Prefer the largest share of capacity free."""
    return agent.load.share


def least_occupied(selection: Selection, agent: Agent, _: Contact, __: Serve) -> float:
    """Prefer the smallest share of time on the floor with anything in hand so far."""
    on_floor = agent.floor_time + (selection.now - agent.came_at)
    idle = agent.idle_time
    if not agent.held:
        idle += selection.now - agent.idle_since
    return (on_floor - idle) / on_floor if on_floor > 0 else 0.0


def fastest(_: Selection, __: Agent, ___: Contact, serve: Serve) -> float:
    """Prefer the smallest factor on the handle time of this contact."""
    return serve.factor


def cheapest(_: Selection, agent: Agent, __: Contact, ___: Serve) -> float:
    """Prefer the lowest wage."""
    return agent.group.wage


def previous_agent(
    selection: Selection, agent: Agent, contact: Contact, _: Serve
) -> float:
    """Prefer the agent who talked with this customer last."""
    return 0.0 if selection.previous.get(contact.customer) is agent else 1.0


AGENT_RULES: dict[AgentRule, AgentKey] = {
    AgentRule.LONGEST_IDLE: longest_idle,
    AgentRule.LEAST_OCCUPIED: least_occupied,
    AgentRule.LEAST_LOADED: least_loaded,
    AgentRule.MOST_LOADED: most_loaded,
    AgentRule.MOST_SPARE: most_spare,
    AgentRule.FASTEST: fastest,
    AgentRule.CHEAPEST: cheapest,
    AgentRule.PREVIOUS_AGENT: previous_agent,
}


def priority(serve: Serve, _: Contact, __: float) -> float:
    """Prefer the lowest number."""
    return serve.queue.priority


def longest_wait(_: Serve, contact: Contact, __: float) -> float:
    """Prefer whoever joined a queue first."""
    return contact.lined_up_at


def due_first(serve: Serve, contact: Contact, _: float) -> float:
    """Prefer whose answer is due first: on live channels, by the wait."""
    if contact.due_at < FOREVER:
        return contact.due_at
    return contact.lined_up_at + serve.queue.threshold


def weighted_wait(serve: Serve, contact: Contact, now: float) -> float:
    """Prefer the largest weight times wait."""
    return -(serve.queue.weight * (now - contact.lined_up_at))


def preference(serve: Serve, _: Contact, __: float) -> float:
    """Follow the group's own order of skills."""
    return serve.preference


CONTACT_RULES: dict[ContactRule, ContactKey] = {
    ContactRule.PRIORITY: priority,
    ContactRule.LONGEST_WAIT: longest_wait,
    ContactRule.DUE_FIRST: due_first,
    ContactRule.WEIGHTED_WAIT: weighted_wait,
    ContactRule.PREFERENCE: preference,
}


class Selection:
    """Both decisions, as the scenario's routing wants them.

    Parameters
    ----------
    agent_rules : sequence of AgentRule
        At least one, the first decides first.
    contact_rule : ContactRule
    population : Population
        Gives the draw of the rule `random`.
    ring : float, seconds
        From a decision to the answer.
    on_turn : callable
        Told of a shadow whose turn has come, its `turn_at` filled in.
    """

    def __init__(
        self,
        agent_rules: tuple[AgentRule, ...],
        contact_rule: ContactRule,
        population: Population,
        *,
        ring: float,
        on_turn: Callable[[Contact], None],
    ) -> None:
        self.now = 0.0
        self.previous: dict[int, Agent] = {}  # by customer: who talked with her last
        self.tracks_previous = AgentRule.PREVIOUS_AGENT in agent_rules
        self._rules = agent_rules
        self._is_plain = agent_rules[0] is AgentRule.LONGEST_IDLE
        self._prefers_previous = agent_rules[0] is AgentRule.PREVIOUS_AGENT
        self._contact_key = CONTACT_RULES[contact_rule]
        self._population = population
        self._ring = ring
        self._on_turn = on_turn

    def agent_for(self, contact: Contact, now: float) -> Agent | None:
        """Return the agent with room who takes a contact at once; None if nobody can.

        Parameters
        ----------
        contact : Contact
            In a queue or about to join it.
        now : float, seconds
        """
        queue = contact.queue
        if self._prefers_previous:
            agent = self._previous_agent(contact, now)
            if agent is not None:
                return agent
        for level in queue.levels:
            agent = self._among(level, contact, now)
            if agent is not None:
                return agent
        for serve in queue.overflow:
            if contact.lined_up_at + serve.after <= now:
                agent = self._among((serve,), contact, now)
                if agent is not None:
                    return agent
        return None

    def _previous_agent(self, contact: Contact, now: float) -> Agent | None:
        """Return the previous agent if she has room, whatever is preferred."""
        agent = self.previous.get(contact.customer)
        if agent is None or not agent.is_listed:
            return None
        serve = contact.queue.by_group.get(agent.group.code)
        if serve is None or contact.lined_up_at + serve.after > now:
            return None
        return agent if _may_take(agent, serve) else None

    def _among(
        self, level: tuple[Serve, ...], contact: Contact, now: float
    ) -> Agent | None:
        if not self._is_plain:
            return self._by_rules(level, contact, now)
        chosen: Agent | None = None
        for serve in level:
            group = serve.group
            for load, listed in group.roll.with_room(serve.channel):
                if not listed or (
                    serve.keeps
                    and not group.roll.may_give(load, serve.channel, serve.keeps)
                ):
                    continue
                agent = next(iter(listed.values()))
                if chosen is None or (agent.held > 0, agent.changed) < (
                    chosen.held > 0,
                    chosen.changed,
                ):
                    chosen = agent
        return chosen

    def _by_rules(
        self, level: tuple[Serve, ...], contact: Contact, now: float
    ) -> Agent | None:
        self.now = now
        # of agents with the same in hand the first rule may see one, the longest
        # unchanged; whatever looks at the agent herself must see all
        first = self._rules[0]
        candidates = [
            (agent, serve)
            for serve in level
            for load, listed in serve.group.roll.with_room(serve.channel)
            if listed and serve.group.roll.may_give(load, serve.channel, serve.keeps)
            for agent in (
                (next(iter(listed.values())),)
                if first in _BY_LOAD and len(self._rules) == 1
                else listed.values()
            )
        ]
        for rule in self._rules:
            if len(candidates) <= 1:
                break
            if rule is AgentRule.RANDOM:
                candidates.sort(key=_number)
                draw = self._population.coin(
                    Purpose.CHOICE,
                    contact.customer,
                    contact.attempt,
                    contact.nth_decision,
                )
                candidates = [candidates[int(draw * len(candidates))]]
            else:
                key = AGENT_RULES[rule]
                values = [key(self, who, contact, serve) for who, serve in candidates]
                best = min(values)
                candidates = [
                    candidate
                    for candidate, value in zip(candidates, values, strict=True)
                    if value == best
                ]
        return min((agent for agent, _ in candidates), key=_changed, default=None)

    def contact_for(self, agent: Agent, now: float) -> Contact | None:
        """Take the contact an agent with room serves next out of its queue.

        Shadows whose turn it is are struck off on the way: the wait they would
        have had is now known.

        Parameters
        ----------
        agent : Agent
            On duty and not away.
        now : float, seconds

        Returns
        -------
        Contact or None
            None if nobody waits whom the agent may take.
        """
        group, load = agent.group, agent.load
        room = load.room
        key = self._contact_key
        while True:
            best: Serve | None = None
            best_key, best_order = 0.0, 0
            for serve in group.serves:
                line = serve.queue.line
                if not line or not room[serve.channel]:
                    continue
                if serve.keeps and not group.roll.may_give(
                    load, serve.channel, serve.keeps, n_more=not agent.is_listed
                ):
                    continue
                head = line[0]
                if serve.after and head.lined_up_at + serve.after > now:
                    continue
                value = key(serve, head, now)
                if (
                    best is None
                    or value < best_key
                    or (value == best_key and head.order < best_order)
                ):
                    best, best_key, best_order = serve, value, head.order
            if best is None:
                return None
            contact = best.queue.line.popleft()
            if contact.outcome == Outcome.OPEN or contact.silent:
                return contact
            contact.turn_at = now + self._ring
            self._on_turn(contact)


_BY_LOAD = frozenset(
    {
        AgentRule.LONGEST_IDLE,
        AgentRule.LEAST_LOADED,
        AgentRule.MOST_LOADED,
        AgentRule.MOST_SPARE,
    }
)
"""Rules that see no difference between agents with the same in hand."""


def _may_take(agent: Agent, serve: Serve) -> bool:
    return agent.load.room[serve.channel] and agent.group.roll.may_give(
        agent.load, serve.channel, serve.keeps
    )


def _number(candidate: tuple[Agent, Serve]) -> int:
    return candidate[0].number


def _changed(agent: Agent) -> int:
    return agent.changed
