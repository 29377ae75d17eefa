"""A second opinion on the engine: a centre played by looking at everybody, always.

Written from `omnisim.engine.order` and docs/model.md, not from the engine: no
processes, no calendar, no queues. At each instant it lists all that is due, does
what comes first, and looks again; who waits and who is idle is worked out anew
for each decision. Slow, for whole seconds only, and hard to get wrong.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from omnisim.engine.order import Rank
from omnisim.journal.schema import Outcome
from omnisim.population import CHUNK, Population, Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Event = tuple[Rank, int, Callable[[], None]]

__all__ = ["Agent", "Centre", "Group", "Leg", "Line", "Overflow", "Play", "Transfer"]

NAN = math.nan


@dataclass(frozen=True)
class Line:
    """A channel."""

    priority: int
    lines: int | None


@dataclass(frozen=True)
class Group:
    """Agents alike; skills and reserved agents by channel."""

    preferences: dict[int, int]
    pace: int
    reserved: dict[int, int]


@dataclass(frozen=True)
class Overflow:
    """After so many seconds, another group serves a channel as well."""

    channel: int
    to: int
    after: int


@dataclass(frozen=True)
class Transfer:
    """A share of what a group answers goes on to another."""

    source: int
    to: int
    share: float


@dataclass(frozen=True)
class Centre:
    """All rules."""

    channels: list[Line]
    groups: list[Group]
    overflow: list[Overflow] = field(default_factory=list)
    transfer: Transfer | None = None
    contact_rule: str = "priority"
    ring: int = 0
    unanswered: float = 0.0
    away: int = 0


@dataclass(eq=False)
class Agent:
    """One agent; `work` are her spans on the floor."""

    number: int
    group: int
    work: list[tuple[float, float]]
    state: str = "off"  # off, idle, busy, stepping, wrapping, away
    on_duty: bool = False
    until: float = NAN  # end of the wrap-up or of being away
    idle_order: int = -1


@dataclass(eq=False)
class Leg:
    """One stay in a queue: the columns of the journal, and what is behind them."""

    contact: int
    customer: int
    channel: int
    leg: int
    only: int | None  # the group it was transferred to
    order: int
    queued_at: float
    patience: float
    talk: float
    wrap_up: float
    state: str = "waiting"  # waiting, called, ringing, talking, shadow, over
    agent: Agent | None = None
    outcome: Outcome = Outcome.OPEN
    n_offers: int = 0
    ring_end_at: float = NAN
    turn_at: float = NAN
    answered_at: float = NAN
    left_at: float = NAN
    talk_end_at: float = NAN
    wrap_up_end_at: float = NAN


class Play:
    """One run, finished when made; `legs` has the rows.

    Parameters
    ----------
    centre : Centre
    population : Population
    agents : list of Agent
    limit : float, seconds
        Nothing later is played.
    """

    def __init__(
        self, centre: Centre, population: Population, agents: list[Agent], limit: float
    ) -> None:
        self.centre, self.population, self.agents = centre, population, agents
        self.legs: list[Leg] = []
        self.n_contacts = self.n_joined = self.n_idled = self.n_came = 0
        self.in_use = [0] * len(centre.channels)
        self.agenda = {float(at) for at in population.arrived_at}
        self.agenda |= {at for agent in agents for span in agent.work for at in span}
        while self.agenda and min(self.agenda) <= limit:
            self.now = min(self.agenda)
            self.agenda.remove(self.now)
            self.done: set[Leg] = set()  # whose overflow was tried at this instant
            while due := list(self.due()):
                min(due, key=lambda event: event[:2])[2]()

    def due(self) -> Iterator[Event]:
        """Yield all that is due now."""
        came = self.n_came
        if came < len(self.population) and self.population.arrived_at[came] == self.now:
            yield Rank.ARRIVAL, came, self.arrive
        events = [event for leg in self.legs for event in self.events_of(leg)]
        events += [event for agent in self.agents for event in self.duties_of(agent)]
        yield from (event for is_due, event in events if is_due)

    def events_of(self, leg: Leg) -> Iterator[tuple[bool, Event]]:
        """Yield what may happen to a stay, and whether it does now."""
        now, state, who = self.now, leg.state, leg.customer
        is_there = state in {"waiting", "ringing"}
        is_over = is_there and leg.queued_at + leg.patience == now
        is_late = any(leg.queued_at + rule.after == now for rule in self.ways(leg))
        is_late &= state in {"waiting", "shadow"} and leg not in self.done
        rings = state == "ringing" and leg.ring_end_at == now
        talks = state == "talking" and leg.talk_end_at == now
        yield state == "called", (Rank.ANSWER, who, partial(self.offer, leg))
        yield talks, (Rank.TALK_END, who, partial(self.talk_end, leg))
        yield rings, (Rank.RING_END, who, partial(self.ring_end, leg))
        yield is_late, (Rank.OVERFLOW, leg.contact, partial(self.overflow, leg))
        yield is_over, (Rank.PATIENCE_END, who, partial(self.patience_end, leg))

    def duties_of(self, agent: Agent) -> Iterator[tuple[bool, Event]]:
        """Yield what may happen to an agent, and whether it does now."""
        now, state, who = self.now, agent.state, agent.number
        ends = agent.on_duty and now in {end for _, end in agent.work}
        starts = not agent.on_duty and now in {start for start, _ in agent.work}
        wraps = state == "wrapping" and agent.until == now
        returns = state == "away" and agent.until == now
        yield state == "stepping", (Rank.STEP_BACK, who, partial(self.step_back, agent))
        yield ends, (Rank.DUTY_END, who, partial(self.duty_end, agent))
        yield wraps, (Rank.WORK_END, who, partial(self.free, agent))
        yield returns, (Rank.AWAY_END, who, partial(self.free, agent))
        yield starts, (Rank.DUTY_START, who, partial(self.duty_start, agent))

    def arrive(self) -> None:
        """Let the next customer come."""
        customer, contact = self.n_came, self.n_contacts
        self.n_came += 1
        self.n_contacts += 1
        channel = int(self.population.channel[customer])
        lines = self.centre.channels[channel].lines
        if lines is None or self.in_use[channel] < lines:
            self.in_use[channel] += 1
            self.join(contact, customer, channel, 0, None)

    def join(
        self, contact: int, customer: int, channel: int, nth: int, only: int | None
    ) -> None:
        """Begin a stay, with an idle agent or in the queue."""
        stays = self.population.stays(
            customer // CHUNK, attempt=1, leg=nth, channel=channel
        )
        own = customer % CHUNK
        leg = Leg(
            contact, customer, channel, nth, only, self.n_joined, self.now,
            stays.patience[own], stays.talk[own], stays.wrap_up[own],
        )  # fmt: skip
        self.n_joined += 1
        self.legs.append(leg)
        self.agenda |= {self.now + leg.patience} - {math.inf}
        self.agenda |= {self.now + rule.after for rule in self.ways(leg)}
        agent = self.agent_for(leg)
        if agent is not None:
            self.engage(leg, agent)
            self.offer(leg)

    def ways(self, leg: Leg) -> list[Overflow]:
        """Return the rules by which a further group may serve a stay in time."""
        return [
            rule
            for rule in self.centre.overflow
            if leg.only is None
            and rule.channel == leg.channel
            and leg.channel not in self.centre.groups[rule.to].preferences
        ]

    def level(self, group: int, leg: Leg, n_free: int) -> tuple[int, ...] | None:
        """Return how gladly a group serves a stay now, the least first; None: not."""
        rules = self.centre.groups[group]
        if n_free <= sum(n for c, n in rules.reserved.items() if c != leg.channel):
            return None
        if leg.only is not None:
            return (0, 0) if leg.only == group else None
        if leg.channel in rules.preferences:
            return (0, rules.preferences[leg.channel])
        since = [
            rule.after
            for rule in self.ways(leg)
            if rule.to == group and leg.queued_at + rule.after <= self.now
        ]
        return (1, min(since), group) if since else None

    def n_idle(self, group: int) -> int:
        """Return how many of a group are idle."""
        return sum(a.state == "idle" and a.group == group for a in self.agents)

    def agent_for(self, leg: Leg) -> Agent | None:
        """Return the idle agent who serves a stay: best level, then longest idle."""
        able = [
            (level, agent.idle_order, agent)
            for agent in self.agents
            if agent.state == "idle"
            if (level := self.level(agent.group, leg, self.n_idle(agent.group)))
        ]
        return min(able, key=lambda one: one[:2])[2] if able else None

    def contact_key(self, group: int, leg: Leg) -> tuple[float, int]:
        """Return a stay's place by the rule for contacts, the least first."""
        by_rule = {
            "priority": self.centre.channels[leg.channel].priority,
            "longest_wait": leg.queued_at,
            "preference": self.centre.groups[group].preferences.get(
                leg.channel, math.inf
            ),
        }
        return by_rule[self.centre.contact_rule], leg.order

    def free(self, agent: Agent) -> None:
        """Let an agent go home, take whoever is next, or idle."""
        agent.state = "off"
        if not agent.on_duty:
            return
        n_free = self.n_idle(agent.group) + 1
        waiting = [
            leg
            for leg in self.legs
            if leg.state in {"waiting", "shadow"}
            if self.level(agent.group, leg, n_free)
        ]
        for leg in sorted(waiting, key=partial(self.contact_key, agent.group)):
            if leg.state == "waiting":
                self.engage(leg, agent)
                return
            self.turn_of_shadow(leg)
        agent.state, agent.idle_order = "idle", self.n_idled
        self.n_idled += 1

    def turn_of_shadow(self, leg: Leg) -> None:
        """Note when one who left would have been answered."""
        leg.state, leg.turn_at = "over", self.now + self.centre.ring

    def engage(self, leg: Leg, agent: Agent) -> None:
        """Decide that an agent serves a stay."""
        leg.state, leg.agent, agent.state = "called", agent, "busy"

    def offer(self, leg: Leg) -> None:
        """Let it ring, or pick up at once where calls do not ring."""
        leg.n_offers += 1
        leg.state, leg.ring_end_at = "ringing", self.now + self.centre.ring
        self.agenda.add(leg.ring_end_at)
        if self.centre.ring == 0 and self.centre.unanswered == 0:
            self.answer(leg)

    def ring_end(self, leg: Leg) -> None:
        """Pick up, or try another agent."""
        nth = leg.leg << 16 | leg.n_offers
        coin = self.population.coin(Purpose.PICK_UP, leg.customer, 1, nth)
        if coin >= self.centre.unanswered:
            self.answer(leg)
            return
        missed, leg.agent, leg.state = leg.agent, None, "waiting"
        missed.state = "stepping"
        agent = self.agent_for(leg)
        if agent is not None:
            self.engage(leg, agent)
            self.offer(leg)

    def step_back(self, agent: Agent) -> None:
        """Take an agent who missed a call off the floor for a while."""
        if not agent.on_duty or self.centre.away == 0:
            self.free(agent)
        else:
            agent.state, agent.until = "away", self.now + self.centre.away
            self.agenda.add(agent.until)

    def answer(self, leg: Leg) -> None:
        """Begin to talk."""
        leg.state, leg.answered_at, leg.turn_at = "talking", self.now, self.now
        pace = self.centre.groups[leg.agent.group].pace
        leg.talk_end_at = self.now + leg.talk * pace
        self.agenda.add(leg.talk_end_at)

    def talk_end(self, leg: Leg) -> None:
        """End the talk; the customer leaves or goes on, the agent wraps up."""
        agent, on = leg.agent, self.centre.transfer
        goes_on = (
            on is not None
            and agent.group == on.source
            and on.share
            > self.population.coin(Purpose.TRANSFER, leg.customer, 1, leg.leg)
        )
        leg.state = "over"
        leg.outcome = Outcome.TRANSFERRED if goes_on else Outcome.HANDLED
        if not goes_on:
            self.in_use[leg.channel] -= 1
        work = leg.wrap_up * self.centre.groups[agent.group].pace
        leg.wrap_up_end_at = self.now + work
        if work:
            agent.state, agent.until = "wrapping", leg.wrap_up_end_at
            self.agenda.add(agent.until)
        else:
            self.free(agent)
        if goes_on:
            self.join(leg.contact, leg.customer, leg.channel, leg.leg + 1, on.to)

    def overflow(self, leg: Leg) -> None:
        """Let a further group serve a stay, if somebody there is idle."""
        self.done.add(leg)
        agent = self.agent_for(leg)
        if agent is not None and leg.state == "waiting":
            self.engage(leg, agent)
        elif agent is not None:
            self.turn_of_shadow(leg)

    def patience_end(self, leg: Leg) -> None:
        """Let a customer leave, from the queue or while it rings."""
        leg.left_at, leg.outcome = self.now, Outcome.ABANDONED
        self.in_use[leg.channel] -= 1
        if leg.state == "waiting":
            leg.state = "shadow"
        else:
            leg.state, leg.turn_at = "over", leg.ring_end_at
            agent, leg.agent = leg.agent, None
            self.free(agent)

    def duty_start(self, agent: Agent) -> None:
        """Bring an agent to the floor, unless she is there still."""
        agent.on_duty = True
        if agent.state == "off":
            self.free(agent)

    def duty_end(self, agent: Agent) -> None:
        """Send an agent home, unless she has something to finish."""
        agent.on_duty = False
        if agent.state == "idle" or (agent.state == "away" and self.now < agent.until):
            agent.state = "off"
