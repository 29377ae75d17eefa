"""The readable engine: a contact's life and an agent's shifts, told top to bottom.

Nothing here draws a number or counts a figure. Every draw has its address in
the population, every decision its function on the `Floor`, and all that
happens goes to the journal. Simultaneous events happen in the order of
`omnisim.engine.order`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.engine.centre import Centre
from omnisim.engine.clock import At, Life
from omnisim.engine.ending import close
from omnisim.engine.order import Rank
from omnisim.engine.resolving import resolve
from omnisim.engine.roster import draw_roster
from omnisim.engine.stories import STORIES
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


def contact_life(centre: Centre, contact: Contact) -> Generator[Event, object, None]:
    """Tell the life of one contact, from arrival until the customer is gone."""
    floor = centre.floor
    if not arrives(centre, contact):
        return
    channel = contact.queue.channel.plan
    if channel.is_deferred:
        floor.promise(contact)
        centre.visits.expect_chase(contact)
    if channel.bot is not None and not (yield from life_with_bot(centre, contact)):
        return
    if channel.window[0] > 0:
        yield floor.window(contact)
    told = STORIES[channel.form]
    goes_on = True
    while goes_on:  # one round for each leg: a transfer begins another
        if must_leave(centre, contact):
            return
        agent = floor.join(contact)
        if agent is None or floor.rings:
            agent = yield from life_in_queue(centre, contact, agent)
            if agent is None:
                return
        goes_on = yield from told(centre, contact, agent)


def arrives(centre: Centre, contact: Contact) -> bool:
    """Let a customer make contact; say whether she does, and gets a line."""
    if contact.cause == Cause.FIRST:
        centre.visits.expect_first()
        if not centre.visits.comes(contact):
            return False
    elif contact.customer in centre.visits.helped:
        # another contact of hers has resolved the issue meanwhile
        centre.floor.leave_family(contact)
        return False
    refusal = centre.floor.refuse(contact)
    if refusal is None:
        return True
    centre.floor.turn_away(contact, refusal)
    centre.visits.expect_again(contact, refusal)
    return False


def must_leave(centre: Centre, contact: Contact) -> bool:
    """Let a contact go that may not wait in a queue now; say whether it went."""
    reason = centre.floor.may_not_wait(contact)
    if reason is None:
        return False
    centre.floor.turn_down(contact, reason)
    centre.visits.expect_again(contact, reason)
    return True


def life_with_bot(centre: Centre, contact: Contact) -> Generator[Event, object, bool]:
    """Tell what a contact has of the bot in front of its channel.

    Says whether it goes on to an agent.
    """
    bots = centre.bots
    if not bots.meets(contact):
        return True
    if not bots.is_free_for(contact):
        if not bots.refuses(contact):
            return True
        bots.turn_away(contact)
        centre.visits.expect_again(contact, Outcome.UNHELPED)
        return False
    yield bots.begin(contact)
    outcome = bots.end(contact)
    if outcome == Outcome.ESCALATED:
        return True
    if contact.resolved == 1:
        centre.visits.resolved(contact)
    else:
        centre.visits.expect_again(contact, outcome)
    return False


def life_in_queue(
    centre: Centre, contact: Contact, agent: Agent | None
) -> Generator[Event, object, Agent | None]:
    """Tell of the wait for an agent, and of it ringing at one's.

    Returns who picks up, or None if the customer left. Who left without a sign is
    picked up all the same.
    """
    floor = centre.floor
    if agent is None and contact.leg == 0 and leaves_at_once(centre, contact):
        return None
    while True:  # one round for each offer
        if agent is None:
            centre.visits.expect_moves(contact)
            yield floor.wait(contact)
            if contact.agent is None:
                floor.give_up(contact)
                centre.visits.expect_again(contact, Outcome.ABANDONED)
                if not contact.silent:
                    return None
                yield floor.linger(contact)
            agent = floor.called(contact)
        if not floor.rings:
            return agent
        yield floor.offer(contact, agent)
        if contact.patience_end_at < contact.ring_end_at:
            floor.give_up_ringing(contact, agent)
            centre.visits.expect_again(contact, Outcome.ABANDONED)
            return None
        if floor.picks_up(contact):
            return agent
        agent = floor.pass_over(contact, agent)
        if agent is None and not contact.silent and must_leave(centre, contact):
            return None


def leaves_at_once(centre: Centre, contact: Contact) -> bool:
    """Announce the wait to one who is about to wait; say whether she leaves."""
    floor = centre.floor
    offer = floor.offer_taken(contact) if centre.visits.may_begin(contact) else None
    if offer is not None:
        outcome = floor.leaves_for(offer)
        floor.turn_down(contact, outcome)
        centre.visits.expect_move(contact, offer, outcome)
        return True
    if floor.balks(contact):
        floor.turn_down(contact, Outcome.BALKED)
        centre.visits.expect_again(contact, Outcome.BALKED)
        return True
    return False


def agent_shifts(
    centre: Centre, agent: Agent, work: Sequence[tuple[float, float]]
) -> Generator[Event, object, None]:
    """Tell when one agent is on duty; the first event is the first beginning."""
    for place, (begin, end) in enumerate(work):
        if place > 0:
            yield At(centre.floor.clock, begin, Rank.DUTY_START, agent.number)
        centre.floor.crew.come_on_duty(agent)
        yield At(centre.floor.clock, end, Rank.DUTY_END, agent.number)
        centre.floor.crew.go_off_duty(agent)


def begin_life(centre: Centre, contact: Contact) -> None:
    """Put the beginning of a contact's life on the calendar."""
    Life(
        centre.floor.clock,
        contact_life(centre, contact),
        contact.arrived_at,
        Rank.ARRIVAL,
        contact.tie,
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
    centre = Centre(plan, roster, population, begin=begin_life)
    floor = centre.floor
    for agent, scheduled in zip(floor.crew.agents, roster.agents, strict=True):
        work = scheduled.work()
        if work:
            Life(
                floor.clock,
                agent_shifts(centre, agent, work),
                work[0][0],
                Rank.DUTY_START,
                agent.number,
            )
    centre.breakdowns.expect()
    centre.visits.expect_first()
    try:
        floor.clock.play_until(plan.ends_by)
    except Exception as error:
        raise EngineError(
            f"at second {floor.clock.instant!r}, after {floor.recorder.n_contacts} "
            f"contacts of seed {population.seed}, replication "
            f"{population.replication}: {error!r}"
        ) from error
    return close(floor, centre.breakdowns.write)
