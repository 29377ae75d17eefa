"""The readable engine: a contact's life and an agent's shifts, told top to bottom.

Nothing here draws a number or counts a figure. Every draw has its address in
the population, every decision its function on the `Floor`, and all that
happens goes to the journal. Simultaneous events happen in the order of
`omnisim.engine.order`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.engine.clock import At, Life
from omnisim.engine.floor import Floor
from omnisim.engine.order import Rank
from omnisim.engine.plan import resolve
from omnisim.engine.roster import draw_roster
from omnisim.engine.visits import Visits
from omnisim.errors import EngineError
from omnisim.journal.schema import Cause, Outcome

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from simpy.events import Event

    from omnisim.engine.state import Agent, Contact
    from omnisim.journal.journal import Journal
    from omnisim.population import Population
    from omnisim.scenario.schema import Scenario

__all__ = ["play"]


def contact_life(  # noqa: C901 - a life is told in one place, branches and all
    floor: Floor, visits: Visits, contact: Contact
) -> Generator[Event, object, None]:
    """Tell the life of one contact, from arrival until the customer is gone."""
    if contact.cause == Cause.FIRST:
        expect_first(floor, visits)

    refusal = floor.refuse(contact)
    if refusal is not None:
        floor.turn_away(contact, refusal)
        expect_again(floor, visits, contact, refusal)
        return

    while True:  # one round for each leg: a transfer begins another
        agent = floor.join(contact)
        if agent is None and floor.balks(contact):
            floor.balk(contact)
            expect_again(floor, visits, contact, Outcome.BALKED)
            return

        while True:  # one round for each offer
            if agent is None:
                yield floor.wait(contact)
                agent = contact.agent
                if agent is None:
                    floor.give_up(contact)
                    expect_again(floor, visits, contact, Outcome.ABANDONED)
                    return
            if not floor.rings:
                break
            yield floor.offer(contact, agent)
            if contact.patience_end_at < contact.ring_end_at:
                floor.give_up_ringing(contact, agent)
                expect_again(floor, visits, contact, Outcome.ABANDONED)
                return
            if floor.picks_up(contact):
                break
            agent = floor.pass_over(contact, agent)

        yield floor.answer(contact, agent)
        onward = contact.onward
        if onward is None:
            if not floor.resolve(contact):
                expect_again(floor, visits, contact, Outcome.HANDLED)
            floor.wrap_up(contact, agent)
            return
        floor.wrap_up(contact, agent)
        visits.go_on(contact, floor.queues[onward.queue], has_story=onward.story)


def agent_shifts(
    floor: Floor, agent: Agent, work: Sequence[tuple[float, float]]
) -> Generator[Event, object, None]:
    """Tell when one agent is on duty; the first event is the first beginning."""
    for place, (begin, end) in enumerate(work):
        if place > 0:
            yield At(floor.clock, begin, Rank.DUTY_START, agent.number)
        floor.crew.come_on_duty(agent)
        yield At(floor.clock, end, Rank.DUTY_END, agent.number)
        floor.crew.go_off_duty(agent)


def expect_first(floor: Floor, visits: Visits) -> None:
    """Put the next customer of the population on the calendar."""
    contact = visits.next_first()
    if contact is not None:
        _expect(floor, visits, contact)


def expect_again(
    floor: Floor, visits: Visits, contact: Contact, outcome: Outcome
) -> None:
    """Put the contact that follows this one on the calendar, if there is one."""
    further = visits.next_after(contact, outcome, floor.clock.instant)
    if further is not None:
        _expect(floor, visits, further)


def _expect(floor: Floor, visits: Visits, contact: Contact) -> None:
    Life(
        floor.clock,
        contact_life(floor, visits, contact),
        contact.arrived_at,
        Rank.ARRIVAL,
        contact.customer,
    )


def play(scenario: Scenario, population: Population) -> Journal:
    """Play one replication on SimPy.

    Parameters
    ----------
    scenario : Scenario
    population : Population
        Drawn from a scenario with the same demand.

    Returns
    -------
    Journal

    Raises
    ------
    EngineError
        If something happens that cannot be; says when.
    """
    plan = resolve(scenario)
    roster = draw_roster(scenario, population)
    floor = Floor(plan, roster, population)
    visits = Visits(plan, floor.queues, population)
    for agent, scheduled in zip(floor.crew.agents, roster.agents, strict=True):
        work = scheduled.work()
        if work:
            Life(
                floor.clock,
                agent_shifts(floor, agent, work),
                work[0][0],
                Rank.DUTY_START,
                agent.number,
            )
    expect_first(floor, visits)
    try:
        floor.clock.play_until(plan.ends_by)
    except Exception as error:
        raise EngineError(
            f"at second {floor.clock.instant!r}, after {floor.recorder.n_contacts} "
            f"contacts of seed {population.seed}, replication "
            f"{population.replication}: {error!r}"
        ) from error
    return floor.close()
