"""Which contacts come, and what each brings: the population as the engine reads it.

First contacts come in order of arrival and are read a chunk at a time; what
follows a contact is decided by addressed draws, so that a customer would always
do the same in the same place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.engine.state import Contact
from omnisim.journal.schema import Cause, Outcome
from omnisim.population import CHUNK, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.engine.plan import Plan
    from omnisim.engine.state import Queue
    from omnisim.population import Population

__all__ = ["Visits"]

_CAUSES = {
    Outcome.BLOCKED: Cause.BLOCKED,
    Outcome.BALKED: Cause.BALKED,
    Outcome.ABANDONED: Cause.ABANDONED,
    Outcome.HANDLED: Cause.UNRESOLVED,
}


class Visits:
    """Makes contacts out of customers.

    Parameters
    ----------
    plan : Plan
    queues : list of Queue
        As numbered in the plan.
    population : Population
    """

    def __init__(self, plan: Plan, queues: list[Queue], population: Population) -> None:
        self._plan = plan
        self._queues = queues
        self._population = population
        self._firsts = self._first_contacts()

    def next_first(self) -> Contact | None:
        """Return the first contact of the next customer to arrive, if any."""
        return next(self._firsts, None)

    def _first_contacts(self) -> Iterator[Contact]:
        population, first_queue = self._population, self._plan.first_queue
        for start in range(0, len(population), CHUNK):
            stays = population.stays(start // CHUNK, attempt=1, leg=0)
            rows = slice(start, start + CHUNK)
            columns = (
                population.channel[rows],
                population.issue[rows],
                population.arrived_at[rows],
                *stays,
            )
            for customer, (channel, issue, arrived_at, *stay) in enumerate(
                zip(*(column.tolist() for column in columns), strict=True), start
            ):
                queue = self._queues[first_queue[channel][issue]]
                yield Contact(
                    customer, channel, issue, 1, Cause.FIRST, arrived_at, queue, *stay
                )

    def next_after(
        self, contact: Contact, outcome: Outcome, now: float
    ) -> Contact | None:
        """Return the contact a customer makes next, or None if she gives up.

        Parameters
        ----------
        contact : Contact
            Over for the customer.
        outcome : Outcome
            How it ended for her; a handled one was not resolved.
        now : float, seconds

        Returns
        -------
        Contact or None
            None too if she would come after the end of the calendar.
        """
        cause = _CAUSES.get(outcome)
        if cause is None:
            return None
        steps = self._plan.channels[contact.channel].after[cause]
        if not steps:
            return None
        population, customer = self._population, contact.customer
        draw = population.coin(Purpose.NEXT, customer, contact.attempt)
        step = next((step for step in steps if draw < step.up_to), None)
        if step is None:
            return None
        arrives_at = now + population.duration(
            step.delay, Purpose.DELAY, customer, contact.attempt
        )
        if arrives_at >= self._plan.horizon:
            return None
        attempt = contact.attempt + 1
        further = Contact(
            customer,
            step.channel,
            contact.issue,
            attempt,
            cause,
            arrives_at,
            self._queues[self._plan.first_queue[step.channel][contact.issue]],
            *self._stay(customer, attempt, 0, step.channel),
        )
        # who has talked to an agent, in whichever contact, has a story to tell again
        has_talked = cause is Cause.UNRESOLVED or contact.leg > 0 or contact.has_story
        further.has_story = has_talked and self._plan.context_lost
        return further

    def go_on(self, contact: Contact, queue: Queue, *, has_story: bool) -> None:
        """Let a transferred contact begin its next leg."""
        stay = self._stay(
            contact.customer, contact.attempt, contact.leg + 1, contact.channel
        )
        contact.begin_leg(queue, *stay[:3])
        contact.has_story = has_story

    def _stay(
        self, customer: int, attempt: int, leg: int, channel: int
    ) -> tuple[float, float, float, float]:
        stays = self._population.stays(
            customer // CHUNK, attempt=attempt, leg=leg, channel=channel
        )
        place = customer % CHUNK
        return (
            float(stays.patience[place]),
            float(stays.talk[place]),
            float(stays.wrap_up[place]),
            float(stays.tolerance[place]),
        )
