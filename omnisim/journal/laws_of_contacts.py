"""What holds of each contact: it ends once, when it says, and in one way.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.breach import Breach, Flags, broken
from omnisim.journal.intervals import either, entered_at, equal, is_last
from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.journal.journal import Journal, Table

__all__ = ["GOES_ON", "LAWS", "NOT_OF_LEGS"]

GOES_ON = (Outcome.TRANSFERRED, Outcome.QUIET, Outcome.HANDED_ON, Outcome.MISSED)
"""Outcomes of interactions after which the contact has another one."""

NOT_OF_LEGS = (
    Outcome.BLOCKED,
    Outcome.CLOSED,
    Outcome.CONTAINED,
    Outcome.UNHELPED,
)
"""Outcomes of contacts that join no queue."""

# may come about where no interaction is under way: before the first one, or after a
# call back that was not picked up
_OUTSIDE = (Outcome.OPEN, Outcome.CUT_OFF, Outcome.WITHDRAWN, Outcome.MERGED)
_AFTER_MISSED = (Outcome.OPEN, Outcome.WITHDRAWN, Outcome.MERGED)


def in_order_of_arrival(journal: Journal) -> Iterator[Breach]:
    """Look that contacts are numbered in order of arrival."""
    arrived = journal.contacts["arrived_at"]
    late = np.zeros(len(arrived), dtype=bool)
    late[1:] = arrived[1:] < arrived[:-1]
    law = "contacts are numbered in order of arrival"
    yield from broken(law, "contacts", late, ("arrived_at",))


def ends_once(journal: Journal) -> Iterator[Breach]:
    """Look that every contact ends exactly once, as its last interaction does.

    Hence arrived = blocked + closed + balked + called back + moved + abandoned +
    quit + unreached + cut off + contained + unhelped + withdrawn + merged + found
    out + handled + open. Contacts that are turned away, or end with a bot, never
    joined a queue; all legs but the last one led to another. A contact that is open,
    cut off or given up for its twin may have no interaction yet, if it was still with
    a bot or its call back not due, and its last one may have ended, if another was
    still to come: the next try, or what the customer of a conversation that was
    handed on has yet to write.
    """
    contacts, legs = journal.contacts, journal.interactions
    goes_on = np.isin(legs["outcome"], GOES_ON)
    n_ends = np.bincount(legs["contact"][~goes_on], minlength=len(contacts))
    no_legs = np.isin(contacts["outcome"], NOT_OF_LEGS)
    outside = np.isin(contacts["outcome"], _OUTSIDE)
    show = ("customer", "outcome")
    law = "a contact ends exactly once, in its last interaction"
    wrong = np.where(outside, n_ends > 1, n_ends != 1) & ~no_legs
    yield from broken(law, "contacts", wrong, show)
    law = "a contact that is turned away, or ends with a bot, joins no queue"
    yield from broken(law, "contacts", no_legs & _has_legs(journal), show)
    ends_as = contacts["outcome"][legs["contact"]]
    agrees = np.where(
        is_last(legs["contact"]),
        (legs["outcome"] == ends_as) | _may_follow(legs, ends_as),
        goes_on,
    )
    law = "an interaction ends as its contact does if it is the last, else it goes on"
    yield from broken(law, "interactions", ~agrees, ("contact", "leg", "outcome"))


def closed_with_last_leg(journal: Journal) -> Iterator[Breach]:
    """Look that a contact closes when it was over for the customer.

    When it ended outside its interactions is known from the contact only: that the
    last try to call back has failed, or that a twin gave up what was yet to come.
    """
    contacts, legs = journal.contacts, journal.interactions
    show: tuple[str, ...] = ("outcome", "arrived_at", "closed_at")
    outcome, closed_at = contacts["outcome"], contacts["closed_at"]
    is_open = outcome == Outcome.OPEN
    expected = np.where(is_open, np.nan, entered_at(journal))
    since = expected.copy()
    outside = np.isin(outcome, (Outcome.WITHDRAWN, Outcome.MERGED))

    last = legs[is_last(legs["contact"])]
    has_talked = np.isin(last["outcome"], (Outcome.HANDLED, Outcome.FOUND_OUT))
    expected[last["contact"]] = np.where(
        has_talked, last["talk_end_at"], last["left_at"]
    )
    since[last["contact"]] = either(last["talk_end_at"], last["queued_at"])
    outside[last["contact"]] = last["outcome"] != outcome[last["contact"]]
    outside |= outcome == Outcome.UNREACHED
    outside &= ~is_open

    law = "a contact closes when talk ends or the customer leaves, and not while open"
    wrong = ~equal(closed_at, expected) & ~outside
    wrong |= is_open & ~np.isnan(closed_at)
    yield from broken(law, "contacts", wrong, show)
    law = "what ends outside its interactions closes no earlier than they did"
    wrong = outside & ~(closed_at >= since)
    yield from broken(law, "contacts", wrong, show)


def resolved_if_served(journal: Journal) -> Iterator[Breach]:
    """Look that whether the issue was resolved is known of those who were served."""
    contacts = journal.contacts
    is_known = contacts["resolved"] != -1
    was_served = np.isin(contacts["outcome"], (Outcome.HANDLED, Outcome.CONTAINED))
    law = "whether the issue is resolved is known of handled and contained contacts"
    yield from broken(law, "contacts", is_known != was_served, ("outcome", "resolved"))


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    in_order_of_arrival,
    ends_once,
    closed_with_last_leg,
    resolved_if_served,
)


def _has_legs(journal: Journal) -> Flags:
    """Flag the contacts that have interactions."""
    contact = journal.interactions["contact"]
    has_legs: Flags = np.bincount(contact, minlength=len(journal.contacts)) > 0
    return has_legs


def _may_follow(legs: Table, ends_as: Table) -> Flags:
    """Flag interactions after which a contact may end so without another one."""
    missed, handed_on = (
        legs["outcome"] == one for one in (Outcome.MISSED, Outcome.HANDED_ON)
    )
    may_follow: Flags = (missed & np.isin(ends_as, _AFTER_MISSED)) | (
        handed_on & (ends_as == Outcome.OPEN)
    )
    return may_follow
