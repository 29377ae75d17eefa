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
from omnisim.journal.schema import Cause, Notice, Outcome
from omnisim.population import CHUNK, Purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from simpy.events import Event

    from omnisim.engine.floor import Floor
    from omnisim.engine.plan import (
        DuplicatePlan,
        Next,
        OfferPlan,
        TransferPlan,
        UpdatePlan,
    )

__all__ = ["Visits"]

CAUSES = {
    Outcome.BLOCKED: Cause.BLOCKED,
    Outcome.BALKED: Cause.BALKED,
    Outcome.ABANDONED: Cause.ABANDONED,
    Outcome.HANDLED: Cause.UNRESOLVED,
    Outcome.QUIT: Cause.QUIT,
    Outcome.UNREACHED: Cause.UNREACHED,
    Outcome.CUT_OFF: Cause.CUT_OFF,
    Outcome.UNHELPED: Cause.UNHELPED,
    Outcome.CONTAINED: Cause.CONTAINED,
}
"""What follows from how a contact has ended, if the issue is not resolved."""


_TOLD = frozenset({Outcome.HANDLED, Outcome.QUIT})


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
        self._floor = floor
        self._queues = floor.queues
        self._clock = floor.clock
        self._population = floor.population
        self._begin = begin
        self._firsts = self._first_contacts()
        # of customers who chase or double, and so may have several contacts open
        self._attempts: dict[int, int] = {}  # made, or on the calendar
        self.helped: set[int] = set()  # whose issue is resolved: they come no more

    def expect_first(self) -> None:
        """Put the first contact of the next customer to arrive on the calendar."""
        contact = next(self._firsts, None)
        if contact is not None:
            self._begin(contact)

    def comes(self, contact: Contact) -> bool:
        """Say whether who might make her first contact makes it.

        A message may have reached her before; a visitor must be invited, and accept.
        """
        now, customer = self._clock.instant, contact.customer
        channel = contact.queue.channel.plan
        population, recorder = self._population, self._floor.recorder
        message = channel.proactive[contact.issue]
        if message is not None and message.reaches > population.coin(
            Purpose.REACHED_BEFORE, customer, 1
        ):
            is_spared = message.saves > population.coin(Purpose.SPARED, customer, 1)
            recorder.notice(contact, Notice.PROACTIVE, now, worked=is_spared)
            if is_spared:
                return False
        if channel.invite is None:
            return True
        if self._floor.room_for(contact) < channel.invite.room:
            return False
        accepts = channel.invite.share > population.coin(Purpose.ACCEPTS, customer, 1)
        recorder.notice(contact, Notice.INVITATION, now, worked=accepts)
        return accepts

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

    def expect_at_once(self, contact: Contact, channel: int, cause: Cause) -> None:
        """Put a contact on the calendar that a customer makes, or asks for, now."""
        self._begin(self._further(contact, channel, cause, self._clock.instant))

    def expect_move(self, contact: Contact, offer: OfferPlan, outcome: Outcome) -> None:
        """Put the contact on the calendar with which a customer takes an offer."""
        is_called = outcome == Outcome.CALLBACK
        cause = Cause.OFFERED if is_called else Cause.MOVED
        self.expect_at_once(contact, offer.channel, cause)

    def expect_chase(self, contact: Contact) -> None:
        """Let a customer chase by another contact if she has no answer in good time."""
        plan = self._plan.channels[contact.channel]
        if plan.update is not None:
            self._expect_update(contact, plan.update)
        steps = plan.unanswered[contact.issue]
        if not steps:
            return
        population, customer = self._population, contact.customer
        draw = population.coin(Purpose.CHASE, customer, contact.attempt)
        step = self._step(contact, steps, draw)
        if step is None:
            return
        after = population.duration(
            step.delay, Purpose.CHASE_DELAY, customer, contact.attempt
        )
        chases_at = contact.arrived_at + after
        if chases_at < self._plan.horizon:
            contact.has_chase = True
            At(
                self._clock,
                chases_at,
                Rank.CHASE,
                contact.tie,
                partial(self._chase, contact, step),
            )

    def _chase(self, contact: Contact, step: Next, _: Event) -> None:
        """Let a customer ask again, unless she has her answer or need not ask."""
        has_chase, contact.has_chase = contact.has_chase, False
        if contact.outcome != Outcome.OPEN or contact.has_reply:
            return
        if has_chase:
            self._double(contact, step.channel, Cause.UNANSWERED)
        else:
            self._floor.recorder.has_worked(contact.spared_by)

    def _double(self, contact: Contact, channel: int, cause: Cause) -> None:
        """Let a customer make another contact while one is open."""
        customer = contact.customer
        self._attempts.setdefault(customer, contact.attempt)
        self._floor.families.setdefault(customer, [contact])
        self.expect_at_once(contact, channel, cause)

    def _expect_update(self, contact: Contact, update: UpdatePlan) -> None:
        """Let a message tell a customer how her contact stands, if it is open then."""
        sent_at = contact.arrived_at + update.after
        if sent_at < self._plan.horizon and update.share > self._population.coin(
            Purpose.UPDATE, contact.customer, contact.attempt
        ):
            At(
                self._clock,
                sent_at,
                Rank.UPDATE,
                contact.tie,
                partial(self._update, contact, update),
            )

    def _update(self, contact: Contact, update: UpdatePlan, _: Event) -> None:
        """Send it; a customer who would ask again later may not."""
        if contact.outcome != Outcome.OPEN or contact.has_reply:
            return
        notice = self._floor.recorder.notice(
            contact, Notice.UPDATE, self._clock.instant, worked=False
        )
        if contact.has_chase and update.saves > self._population.coin(
            Purpose.SAVED, contact.customer, contact.attempt
        ):
            contact.has_chase = False
            contact.spared_by = notice

    def may_begin(self, contact: Contact) -> bool:
        """Say whether the customer may begin anew now, by another contact.

        Not after the last day, and not if another contact has resolved her issue.
        """
        return (
            self._clock.instant < self._plan.horizon
            and contact.customer not in self.helped
        )

    def expect_moves(self, contact: Contact) -> None:
        """Let a customer who begins to wait be told of other channels, or try two.

        Only in the first queue, and only when she begins.
        """
        plan = contact.queue.channel.plan
        if contact.leg or contact.expects_moves:
            return
        contact.expects_moves = True
        told: dict[float, OfferPlan] = {}  # when; of several at once the first
        for offer in sorted(
            (offer for offer in plan.offers if offer.after is not None), key=_turn
        ):
            if self._floor.takes_up(contact, offer):
                told.setdefault(self._due(contact, _turn(offer)[0]), offer)
        for instant, offer in told.items():
            self._while_waiting(
                contact, instant, Rank.ADVICE, partial(self._move, offer)
            )
        if plan.duplicates:
            self._expect_duplicate(contact, plan.duplicates)

    def _due(self, contact: Contact, after: float) -> float:
        """Return when a contact has waited so long: now, if it has already."""
        return max(contact.queued_at + after, self._clock.instant)

    def _while_waiting(
        self,
        contact: Contact,
        instant: float,
        rank: Rank,
        then: Callable[[Contact], None],
    ) -> None:
        """Do something at an instant, if the contact waits in its first queue then."""
        if instant < self._plan.horizon:
            At(
                self._clock,
                instant,
                rank,
                contact.tie,
                partial(self._if_waiting, contact, then),
            )

    def _if_waiting(
        self, contact: Contact, then: Callable[[Contact], None], _: Event
    ) -> None:
        if contact.is_queued and contact.leg == 0 and contact.outcome == Outcome.OPEN:
            then(contact)

    def _move(self, offer: OfferPlan, contact: Contact) -> None:
        """Let a customer leave the queue for the channel she was told of.

        One whose issue another contact has resolved does not begin again.
        """
        if not self.may_begin(contact):
            return
        outcome = self._floor.leaves_for(offer)
        self._floor.take_out(contact, outcome)
        self.expect_move(contact, offer, outcome)

    def _expect_duplicate(
        self, contact: Contact, duplicates: tuple[DuplicatePlan, ...]
    ) -> None:
        population, customer = self._population, contact.customer
        draw = population.coin(Purpose.DUPLICATE, customer, contact.attempt)
        chosen = next((one for one in duplicates if draw < one.up_to), None)
        if chosen is not None:
            after = population.duration(
                chosen.delay, Purpose.DUPLICATE_DELAY, customer, contact.attempt
            )
            self._while_waiting(
                contact,
                self._due(contact, after),
                Rank.DOUBLE,
                partial(self._duplicate, chosen),
            )

    def _duplicate(self, chosen: DuplicatePlan, contact: Contact) -> None:
        """Let a customer open a second contact, if she has no other one."""
        family = self._floor.families.get(contact.customer, ())
        now = self._clock.instant
        if not any(
            other is not contact
            and (other.number >= 0 or other.arrived_at == now)  # there, or just coming
            for other in family
        ):
            self._double(contact, chosen.channel, Cause.DUPLICATE)

    def resolved(self, contact: Contact) -> None:
        """Note that a customer's issue is resolved, if another contact may be open."""
        if contact.customer in self._attempts:
            self.helped.add(contact.customer)

    def _first_contacts(self) -> Iterator[Contact]:
        population, first_queue = self._population, self._plan.first_queue
        vulnerable = self._plan.vulnerable
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
                contact = Contact(
                    customer, channel, issue, 1, Cause.FIRST, arrived_at, queue, *stay
                )
                if vulnerable:
                    contact.vulnerable = int(
                        vulnerable > population.coin(Purpose.VULNERABLE, customer, 1)
                    )
                yield contact

    def _next_after(self, contact: Contact, outcome: Outcome) -> Contact | None:
        """Return the next contact; None too if it would come after the calendar."""
        now = self._clock.instant
        cause = CAUSES.get(outcome)
        if cause is None:
            return None
        steps = self._plan.channels[contact.channel].after[cause][contact.issue]
        if not steps:
            return None
        population, customer = self._population, contact.customer
        draw = population.coin(Purpose.NEXT, customer, contact.attempt)
        step = self._step(contact, steps, draw)
        if step is None:
            return None
        arrives_at = now + population.duration(
            step.delay, Purpose.DELAY, customer, contact.attempt
        )
        if arrives_at >= self._plan.horizon:
            return None
        return self._further(contact, step.channel, cause, arrives_at)

    def _step(
        self, contact: Contact, steps: tuple[Next, ...], draw: float
    ) -> Next | None:
        """Return the step that a customer takes after a contact, if she takes one."""
        is_first = contact.attempt == 1
        for step in steps:
            if draw < (step.up_to if is_first else step.further_up_to):
                made = self._attempts.get(contact.customer, contact.attempt)
                return None if made >= step.tries else step
        return None

    def _further(
        self, contact: Contact, channel: int, cause: Cause, arrives_at: float
    ) -> Contact:
        """Make the contact that follows another one.

        Who has told her story must tell it again if it is lost on the way, or was
        lost before and has not been heard since.
        """
        customer, plan = contact.customer, self._plan
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
            self._queues[plan.first_queue[channel][contact.issue]],
            *self._stay(customer, attempt, 0, channel),
        )
        further.vulnerable = contact.vulnerable
        further.has_told = _has_told(contact)
        is_lost = plan.lost_again if channel == contact.channel else plan.lost_on_switch
        was_lost = contact.has_story and not contact.has_talked
        further.has_story = further.has_told and (is_lost or was_lost)
        if customer in self._floor.families:
            self._floor.families[customer].append(further)
        return further

    def transfer(self, contact: Contact, onward: TransferPlan) -> None:
        """Let a transferred contact begin its next leg."""
        queue = self._queues[onward.queue]
        stay = self._stay(
            contact.customer, contact.attempt, contact.leg + 1, contact.channel
        )
        patience, talk, wrap_up, _, n_turns = stay
        if onward.told:
            patience = patience * self._plan.told_patience
        contact.begin_leg(queue, patience, talk, wrap_up, n_turns)
        contact.has_story = onward.story
        contact.told = int(onward.told)

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


def _turn(offer: OfferPlan) -> tuple[float, int]:
    """Return the place of an offer among those made while waiting."""
    return offer.after or 0.0, offer.place


def _has_told(contact: Contact) -> bool:
    """Say whether a customer whose contact is over, or open, has told her story."""
    return (
        contact.has_told
        or contact.has_talked
        or contact.outcome in _TOLD
        or (contact.outcome == Outcome.CUT_OFF and contact.is_answered)
    )
