"""Which contacts come, and what each brings: the population as the engine reads it.

First contacts come in order of arrival and are read a chunk at a time; what
follows a contact is decided by addressed draws, so that a customer would always
do the same in the same place.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from omnisim.engine.clock import At
from omnisim.engine.order import Rank
from omnisim.engine.state import Contact
from omnisim.journal.schema import Cause, Outcome
from omnisim.population import CHUNK, Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simpy.events import Event

    from omnisim.engine.floor import Floor
    from omnisim.engine.plan import Next
    from omnisim.engine.state import Queue

__all__ = ["Visits"]

_CAUSES = {
    Outcome.BLOCKED: Cause.BLOCKED,
    Outcome.BALKED: Cause.BALKED,
    Outcome.ABANDONED: Cause.ABANDONED,
    Outcome.HANDLED: Cause.UNRESOLVED,
    Outcome.QUIT: Cause.QUIT,
    Outcome.UNREACHED: Cause.UNREACHED,
}
_TALKED = frozenset({Cause.UNRESOLVED, Cause.QUIT})


class Visits:
    """Makes contacts out of customers, and puts them on the calendar.

    Parameters
    ----------
    floor : Floor
    begin : callable
        Begins the life of a contact when it arrives.
    """

    def __init__(self, floor: Floor, begin: Callable[[Contact], None]) -> None:
        self._plan = floor.plan
        self._queues = floor.queues
        self._clock = floor.clock
        self._population = floor.population
        self._begin = begin
        self._firsts = self._first_contacts()
        # of customers who chase, and so may have several contacts open
        self._attempts: dict[int, int] = {}  # made, or on the calendar
        self.helped: set[int] = set()  # whose issue is resolved: they come no more

    def expect_first(self) -> None:
        """Put the first contact of the next customer to arrive on the calendar."""
        contact = next(self._firsts, None)
        if contact is not None:
            self._begin(contact)

    def expect_again(self, contact: Contact, outcome: Outcome) -> None:
        """Put the contact a customer makes next on the calendar, if she makes one.

        Parameters
        ----------
        contact : Contact
            Over for the customer.
        outcome : Outcome
            How it ended for her; a handled one was not resolved.
        """
        further = self._next_after(contact, outcome)
        if further is not None:
            self._begin(further)

    def expect_call_back(self, contact: Contact, channel: int) -> None:
        """Put the call back on the calendar that a customer has asked for."""
        now = self._clock.instant
        has_talked = contact.has_story
        self._begin(
            self._further(contact, channel, Cause.OFFERED, now, has_talked=has_talked)
        )

    def expect_chase(self, contact: Contact) -> None:
        """Let a customer chase by another contact if she has no answer in good time."""
        steps = self._plan.channels[contact.channel].unanswered
        if not steps:
            return
        population, customer = self._population, contact.customer
        draw = population.coin(Purpose.CHASE, customer, contact.attempt)
        step = next((step for step in steps if draw < step.up_to), None)
        if step is None:
            return
        after = population.duration(
            step.delay, Purpose.CHASE_DELAY, customer, contact.attempt
        )
        chases_at = contact.arrived_at + after
        if chases_at < self._plan.horizon:
            At(
                self._clock,
                chases_at,
                Rank.CHASE,
                customer,
                partial(self._chase, contact, step),
            )

    def _chase(self, contact: Contact, step: Next, _: Event) -> None:
        """Put a further contact on the calendar unless the customer has her answer."""
        if contact.outcome != Outcome.OPEN or contact.has_reply:
            return
        self._attempts.setdefault(contact.customer, contact.attempt)
        further = self._further(
            contact,
            step.channel,
            Cause.UNANSWERED,
            self._clock.instant,
            has_talked=contact.has_talked or contact.has_story,
        )
        self._begin(further)

    def resolved(self, contact: Contact) -> None:
        """Note that a customer's issue is resolved, if another contact may be open."""
        if contact.customer in self._attempts:
            self.helped.add(contact.customer)

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

    def _next_after(self, contact: Contact, outcome: Outcome) -> Contact | None:
        """Return the next contact; None too if it would come after the calendar."""
        now = self._clock.instant
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
        # who has talked to an agent, in whichever contact, has a story to tell again
        has_talked = cause in _TALKED or contact.has_talked or contact.has_story
        return self._further(
            contact, step.channel, cause, arrives_at, has_talked=has_talked
        )

    def _further(
        self,
        contact: Contact,
        channel: int,
        cause: Cause,
        arrives_at: float,
        *,
        has_talked: bool,
    ) -> Contact:
        """Make the contact that follows another one."""
        customer = contact.customer
        attempt = self._attempts.get(customer, contact.attempt) + 1
        if customer in self._attempts:
            self._attempts[customer] = attempt
        further = Contact(
            customer,
            channel,
            contact.issue,
            attempt,
            cause,
            arrives_at,
            self._queues[self._plan.first_queue[channel][contact.issue]],
            *self._stay(customer, attempt, 0, channel),
        )
        further.has_story = has_talked and self._plan.context_lost
        return further

    def go_on(self, contact: Contact, queue: Queue, *, has_story: bool) -> None:
        """Let a transferred contact begin its next leg."""
        stay = self._stay(
            contact.customer, contact.attempt, contact.leg + 1, contact.channel
        )
        patience, talk, wrap_up, _, n_turns = stay
        contact.begin_leg(queue, patience, talk, wrap_up, n_turns)
        contact.has_story = has_story

    def _stay(
        self, customer: int, attempt: int, leg: int, channel: int
    ) -> tuple[float, float, float, float, float]:
        stays = self._population.stays(
            customer // CHUNK, attempt=attempt, leg=leg, channel=channel
        )
        place = customer % CHUNK
        return (
            float(stays.patience[place]),
            float(stays.talk[place]),
            float(stays.wrap_up[place]),
            float(stays.tolerance[place]),
            float(stays.turns[place]),
        )
