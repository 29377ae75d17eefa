"""The two decisions of routing, a small named function for each rule.

*Agent selection* (a contact arrives: who takes it?) goes through the levels of
preference; among the idle agents of the first level that has one, every rule of
`choose_agent` gives a number, the smallest wins, later rules and at last the
longest idleness settle ties. *Contact selection* (an agent comes free: whom
does she take?) compares the heads of the queues she may serve; the smallest
key wins, the longest wait settles ties. To add a rule, write its function and
name it in `AGENT_RULES` or `CONTACT_RULES`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.journal.schema import Outcome
from omnisim.population import Purpose
from omnisim.scenario.schema import AgentRule, ContactRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from omnisim.engine.state import Agent, Contact, GroupDesk, Serve
    from omnisim.population import Population

    AgentKey = Callable[["Selection", Agent, Contact, Serve], float]
    ContactKey = Callable[[Serve, Contact, float], float]

__all__ = ["AGENT_RULES", "CONTACT_RULES", "Selection"]


def longest_idle(_: Selection, agent: Agent, __: Contact, ___: Serve) -> float:
    """Prefer whoever became idle first."""
    return agent.idle_order


def least_occupied(selection: Selection, agent: Agent, _: Contact, __: Serve) -> float:
    """Prefer the smallest share of time on the floor not idle so far."""
    on_floor = agent.floor_time + (selection.now - agent.came_at)
    idle = agent.idle_time + (selection.now - agent.idle_since)
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
    AgentRule.FASTEST: fastest,
    AgentRule.CHEAPEST: cheapest,
    AgentRule.PREVIOUS_AGENT: previous_agent,
}


def priority(serve: Serve, _: Contact, __: float) -> float:
    """Prefer the lowest number."""
    return serve.queue.priority


def longest_wait(_: Serve, contact: Contact, __: float) -> float:
    """Prefer whoever joined a queue first."""
    return contact.queued_at


def due_first(serve: Serve, contact: Contact, _: float) -> float:
    """Prefer whose wait reaches the target of the channel first."""
    return contact.queued_at + serve.queue.threshold


def weighted_wait(serve: Serve, contact: Contact, now: float) -> float:
    """Prefer the largest weight times wait."""
    return -(serve.queue.weight * (now - contact.queued_at))


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
        """Return the idle agent who serves a contact at once; None if nobody can.

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
            if contact.queued_at + serve.after <= now:
                agent = self._among((serve,), contact, now)
                if agent is not None:
                    return agent
        return None

    def _previous_agent(self, contact: Contact, now: float) -> Agent | None:
        """Return the previous agent if she is idle, whatever her group's preference."""
        agent = self.previous.get(contact.customer)
        if agent is None or agent.number not in agent.group.idle:
            return None
        serve = contact.queue.by_group.get(agent.group.code)
        if (
            serve is None
            or len(agent.group.idle) <= serve.keep
            or contact.queued_at + serve.after > now
        ):
            return None
        return agent

    def _among(
        self, level: tuple[Serve, ...], contact: Contact, now: float
    ) -> Agent | None:
        if not self._is_plain:
            return self._by_rules(level, contact, now)
        chosen: Agent | None = None
        for serve in level:
            idle = serve.group.idle
            if len(idle) > serve.keep:
                agent = next(iter(idle.values()))
                if chosen is None or agent.idle_order < chosen.idle_order:
                    chosen = agent
        return chosen

    def _by_rules(
        self, level: tuple[Serve, ...], contact: Contact, now: float
    ) -> Agent | None:
        self.now = now
        candidates = [
            (agent, serve)
            for serve in level
            if len(serve.group.idle) > serve.keep
            for agent in serve.group.idle.values()
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
        return min((agent for agent, _ in candidates), key=_idle_order, default=None)

    def contact_for(self, group: GroupDesk, now: float) -> Contact | None:
        """Take the contact a freed agent of a group serves next out of its queue.

        Shadows whose turn it is are struck off on the way: the wait they would
        have had is now known.

        Parameters
        ----------
        group : GroupDesk
            The agent herself is not among its idle.
        now : float, seconds

        Returns
        -------
        Contact or None
            None if nobody waits whom the agent may take.
        """
        n_free = len(group.idle) + 1
        key = self._contact_key
        while True:
            best: Serve | None = None
            best_key, best_order = 0.0, 0
            for serve in group.serves:
                line = serve.queue.line
                if not line or n_free <= serve.keep:
                    continue
                head = line[0]
                if serve.after and head.queued_at + serve.after > now:
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
            if contact.outcome == Outcome.OPEN:
                return contact
            contact.turn_at = now + self._ring
            self._on_turn(contact)


def _number(candidate: tuple[Agent, Serve]) -> int:
    return candidate[0].number


def _idle_order(agent: Agent) -> int:
    return agent.idle_order
