"""Agents, queues and talks of a dull centre with journeys; what customers do next.

Everybody is looked at again for every decision: who is idle, and who waits.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dull_journeys_people import NAN, Agent, Coming, Leg, Visit

from omnisim.journal.schema import Cause, Outcome
from omnisim.population import CHUNK, Purpose
from omnisim.scenario.schema import ContactRule, Context
from omnisim.units import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from omnisim.population import Population
    from omnisim.population.table import Stays
    from omnisim.scenario import Scenario
    from omnisim.scenario.journeys import Step
    from omnisim.scenario.laws import Law

__all__ = ["Floor"]

EVENTS = {
    Outcome.BLOCKED: "blocked",
    Outcome.BALKED: "balked",
    Outcome.ABANDONED: "abandoned",
    Outcome.HANDLED: "unresolved",
    Outcome.CUT_OFF: "cut_off",
    Outcome.UNHELPED: "unhelped",
    Outcome.CONTAINED: "contained",
}
CAUSES = {
    **{outcome: Cause[event.upper()] for outcome, event in EVENTS.items()},
    Outcome.MOVED: Cause.MOVED,
}


class Floor:
    """Who is where, and what comes of it."""

    def __init__(
        self, scenario: Scenario, population: Population, agents: list[Agent]
    ) -> None:
        self.scenario, self.population, self.agents = scenario, population, agents
        self.now = -math.inf
        self.visits: list[Visit] = []
        self.coming: list[Coming] = []
        self.attempts = [1] * len(population)
        self.n_joined = self.n_idled = 0
        self.last_wait: dict[str, float] = {}  # of each line's last one answered
        self.cutting: set[str] = set()  # channels whose queues nobody may join now

    # --- draws --------------------------------------------------------------------

    def says(self, purpose: Purpose, share: float, visit: Visit, n: int = 0) -> bool:
        """Say whether a customer is among a share in this contact."""
        return self.population.coin(purpose, *visit.who, n) < share

    def one_of(
        self, purpose: Purpose, shares: Sequence[float], visit: Visit
    ) -> int | None:
        """Return which of several shares a customer is among, if any."""
        coin = self.population.coin(purpose, *visit.who)
        for place in range(len(shares)):
            if coin < sum(shares[: place + 1]):
                return place
        return None

    def lasts(self, law: Law, purpose: Purpose, visit: Visit) -> float:
        """Return how long something takes this customer in this contact."""
        return self.population.duration(law, purpose, *visit.who)

    def stay(self, visit: Visit) -> Stays:
        """Return what she brings to the contact, as one-element arrays."""
        customer, attempt = visit.who
        code = self.population.channels.index(visit.coming.channel)
        whole = self.population.stays(
            customer // CHUNK, attempt=attempt, leg=0, channel=code
        )
        own = customer % CHUNK
        return type(whole)(*(column[own : own + 1] for column in whole))

    # --- who serves whom ----------------------------------------------------------

    def preference(self, agent: Agent, visit: Visit) -> int | None:
        """Return how gladly an agent serves a contact, the least first; None: not."""
        skill = agent.rules.skill_for(visit.coming.channel, visit.issue)
        return None if skill is None else skill.preference

    def idle_for(self, visit: Visit) -> list[Agent]:
        """Return the idle agents who could take a contact, the first choice first."""
        able = [
            (level, agent.idle_order, agent)
            for agent in self.agents
            if agent.state == "idle"
            if (level := self.preference(agent, visit)) is not None
        ]
        return [agent for *_, agent in sorted(able, key=lambda one: one[:2])]

    def free(self, agent: Agent) -> None:
        """Let an agent go home, take whoever is next, or idle."""
        agent.state = "off"
        if not agent.on_duty:
            return
        waiting = [
            visit
            for visit in self.visits
            if visit.phase in {"queue", "shadow"}
            if self.preference(agent, visit) is not None
        ]
        for visit in sorted(waiting, key=lambda one: self.contact_key(agent, one)):
            assert visit.leg is not None
            if visit.phase == "queue":
                visit.phase, visit.leg.agent, agent.state = "called", agent, "busy"
                return
            visit.phase, visit.leg.turn_at = "over", self.now
        agent.state, agent.idle_order = "idle", self.n_idled
        self.n_idled += 1

    def contact_key(self, agent: Agent, visit: Visit) -> tuple[float, int]:
        """Return a waiting contact's place by the rule for contacts, least first."""
        assert visit.leg is not None
        level = self.preference(agent, visit)
        assert level is not None
        by_rule = {
            ContactRule.PRIORITY: visit.leg.priority,
            ContactRule.LONGEST_WAIT: visit.leg.queued_at,
            ContactRule.PREFERENCE: level,
        }
        return by_rule[self.scenario.routing.choose_contact], visit.leg.order

    # --- the queue ----------------------------------------------------------------

    def join(
        self, visit: Visit, *, told: int = -1, priority: int | None = None
    ) -> None:
        """Join the queue of the agents, or leave again at once."""
        rules = self.scenario.channels[visit.coming.channel]
        issue = self.scenario.issues[visit.issue]
        stay = self.stay(visit)
        usual = rules.priority if issue.priority is None else issue.priority
        patience = float(stay.patience[0])
        if told == 1:
            patience *= self.scenario.customers.told_patience
        visit.leg = leg = Leg(
            self.now, patience, usual if priority is None else priority,
            f"{visit.coming.channel} {visit.issue} {priority}", self.n_joined,
            int(visit.story), told,
        )  # fmt: skip
        self.n_joined += 1
        if visit.fate in {Outcome.WITHDRAWN, Outcome.MERGED}:
            self.leave(visit, visit.fate, "over")
            return
        if visit.coming.channel in self.cutting:
            self.leave(visit, Outcome.CUT_OFF, "over")
            return
        idle = self.idle_for(visit)
        if idle:
            leg.agent, idle[0].state = idle[0], "busy"
            self.answer(visit)
            return
        visit.phase = "queue"
        self.announce(visit)
        if visit.phase == "queue":
            self.think_of_doubling(visit)

    def announce(self, visit: Visit) -> None:
        """Announce the wait: she may use another channel, or balk."""
        rules = self.scenario.channels[visit.coming.channel].announce
        if rules is None:
            return
        assert visit.leg is not None
        wait = self.last_wait.get(visit.leg.line, 0.0)
        for place, offer in enumerate(rules.offer):
            is_told = offer.after is None and wait > offer.above
            is_told &= self.may_come_again(visit)
            if is_told and self.says(Purpose.TAKE_UP, offer.share, visit, place):
                self.move(visit, offer.to, "over")
                return
        if wait > self.stay(visit).tolerance[0]:
            self.leave(visit, Outcome.BALKED, "over")

    def advise(self, visit: Visit, place: int) -> None:
        """Offer another channel to one who has waited."""
        rules = self.scenario.channels[visit.coming.channel].announce
        assert rules is not None
        offer = rules.offer[place]
        visit.n_told += 1
        if not self.may_come_again(visit):
            return
        if self.says(Purpose.TAKE_UP, offer.share, visit, place):
            self.move(visit, offer.to, "shadow")

    def move(self, visit: Visit, to: str, phase: str) -> None:
        """Leave the queue for another channel, at once."""
        self.leave(visit, Outcome.MOVED, phase)
        self.come_again(visit, to, self.now, Cause.MOVED)

    def leave(self, visit: Visit, outcome: Outcome, phase: str = "shadow") -> None:
        """Leave the queue, whose place remembers her or does not."""
        assert visit.leg is not None
        visit.leg.left_at, visit.leg.outcome = self.now, outcome
        visit.phase = phase
        self.close(visit, outcome)

    def think_of_doubling(self, visit: Visit) -> None:
        """Decide whether she opens a second contact if she waits too long."""
        doubles = self.scenario.customers.impatient_duplicates
        ways = doubles.get(visit.coming.channel, ())
        if not ways:
            return
        shares = [way.probability for way in ways]
        place = self.one_of(Purpose.DUPLICATE, shares, visit)
        if place is not None:
            length = self.lasts(ways[place].after, Purpose.DUPLICATE_DELAY, visit)
            visit.doubles_at = self.now + length
            visit.doubles_to = ways[place].open

    def double(self, visit: Visit) -> None:
        """Open a second contact and keep the place, unless there is one already."""
        visit.doubles_at = NAN
        is_coming = any(
            one.customer == visit.coming.customer and one.at == self.now
            for one in self.coming
        )
        if len(self.family(visit)) > 1 or is_coming:
            return
        self.come_again(visit, visit.doubles_to, self.now, Cause.DUPLICATE)

    # --- talks --------------------------------------------------------------------

    def answer(self, visit: Visit) -> None:
        """Begin to talk, or to find out that there is nothing to talk about."""
        leg = visit.leg
        assert leg is not None
        assert leg.agent is not None
        leg.answered_at = leg.turn_at = self.now
        leg.n_offers = 1
        self.last_wait[leg.line] = self.now - leg.queued_at
        twins = self.scenario.customers.twins
        if visit.fate not in {None, Outcome.OPEN}:
            visit.phase = "discovery"
            length = self.lasts(twins.discovery, Purpose.TWIN_DISCOVERY, visit)
            visit.ends_at = self.now + length
            return
        visit.phase = "talk"
        story = 1 + self.scenario.customers.repeat_work if leg.story else 1.0
        work = float(self.stay(visit).talk[0]) * story
        visit.ends_at = self.now + work * self.pace(leg.agent, visit)
        self.tell(visit)
        self.settle_twins(visit)

    def tell(self, visit: Visit) -> None:
        """Tell the story, to an agent or to a bot."""
        visit.has_told, visit.story = True, False

    def pace(self, agent: Agent, visit: Visit) -> float:
        """Return how many times as long as standard an agent needs now."""
        skill = agent.rules.skill_for(visit.coming.channel, visit.issue)
        assert skill is not None
        return agent.rules.pace * skill.pace * agent.slowness

    def family(self, visit: Visit) -> list[Visit]:
        """Return the open contacts of a customer."""
        return [
            one
            for one in self.visits
            if one.coming.customer == visit.coming.customer
            and one.outcome is Outcome.OPEN
        ]

    def settle_twins(self, visit: Visit) -> None:
        """Decide what becomes of her other contacts, now that one is answered."""
        twins = self.scenario.customers.twins
        fates = (Outcome.WITHDRAWN, Outcome.MERGED, Outcome.FOUND_OUT, Outcome.OPEN)
        shares = [twins.withdrawn, twins.merged, twins.found_out, 1.0]
        for other in self.family(visit):
            if other is visit or other.is_answered:
                continue
            place = self.one_of(Purpose.TWIN, shares, other)
            assert place is not None
            other.fate = fates[place]
            if place < 2 and other.phase == "queue":
                self.leave(other, other.fate)

    def talk_end(self, visit: Visit) -> None:
        """End a talk: is the issue resolved, and by whom."""
        assert visit.leg is not None
        assert visit.leg.agent is not None
        share = self.scenario.customers.resolved[visit.coming.channel][visit.issue]
        share *= visit.leg.agent.rules.resolves
        visit.resolved = int(self.says(Purpose.RESOLVED, share, visit))
        self.hang_up(visit, Outcome.HANDLED)

    def hang_up(self, visit: Visit, outcome: Outcome) -> None:
        """End a talk for customer and agent; she wraps up."""
        leg = visit.leg
        assert leg is not None
        assert leg.agent is not None
        leg.talk_end_at, leg.outcome, visit.phase = self.now, outcome, "over"
        self.close(visit, outcome)
        agent = leg.agent
        work = float(self.stay(visit).wrap_up[0]) * self.pace(agent, visit)
        leg.wrap_up_end_at = self.now + work
        if work:
            agent.state, agent.wraps_until = "wrapping", leg.wrap_up_end_at
        else:
            self.free(agent)

    def found_out(self, visit: Visit) -> None:
        """End the discovery that another contact has been answered."""
        leg = visit.leg
        assert leg is not None
        assert leg.agent is not None
        leg.talk_end_at = leg.wrap_up_end_at = self.now
        leg.outcome, visit.phase = Outcome.FOUND_OUT, "over"
        self.close(visit, Outcome.FOUND_OUT)
        self.free(leg.agent)

    # --- what customers do next -----------------------------------------------------

    def is_helped(self, customer: int) -> bool:
        """Say whether a customer's issue is resolved."""
        return any(
            one.resolved == 1 for one in self.visits if one.coming.customer == customer
        )

    def may_come_again(self, visit: Visit) -> bool:
        """Say whether a further contact could still be made, at once."""
        return self.now < DAY and not self.is_helped(visit.coming.customer)

    def close(self, visit: Visit, outcome: Outcome) -> None:
        """End a contact for its customer, who may come again."""
        visit.outcome, visit.closed_at, visit.has_line = outcome, self.now, False
        if outcome not in EVENTS or self.is_helped(visit.coming.customer):
            return
        steps = self.scenario.customers.steps_after(
            EVENTS[outcome], visit.coming.channel, visit.issue
        )
        step = self.chosen(steps, visit)
        if step is None:
            return
        limit = math.inf if step.tries is None else step.tries
        if self.attempts[visit.coming.customer] + 1 <= limit:
            at = self.now + self.lasts(step.after, Purpose.DELAY, visit)
            self.come_again(visit, step.channel, at, CAUSES[outcome])

    def chosen(self, steps: Sequence[Step], visit: Visit) -> Step | None:
        """Return the step that a customer takes, if any."""
        is_first = visit.coming.attempt == 1
        shares = [step.share if is_first else step.share_further for step in steps]
        place = self.one_of(Purpose.NEXT, shares, visit)
        return None if place is None else steps[place]

    def come_again(self, visit: Visit, channel: str, at: float, cause: Cause) -> None:
        """Put a further contact on the calendar, unless that is over."""
        who = visit.coming.customer
        if at < DAY and not self.is_helped(who):
            self.attempts[who] += 1
            story = self.is_story_lost(visit, channel)
            self.coming.append(
                Coming(
                    at, who, self.attempts[who], channel, cause, visit.has_told, story
                )
            )

    def is_story_lost(self, visit: Visit, channel: str) -> bool:
        """Say whether what she has told does not travel on to a channel with her."""
        contexts = self.scenario.customers.context
        is_same = visit.coming.channel == channel
        way = contexts.again if is_same else contexts.switch
        return visit.story or (visit.has_told and way is Context.LOST)
