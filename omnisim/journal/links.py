"""Which contact led to which: what the cause of a contact refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.answers import first_answered_at
from omnisim.journal.laws_of_customers import FOLLOWS
from omnisim.journal.schema import Cause

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal

__all__ = ["answered_instead", "cause_of", "family"]


def family(journal: Journal, customer: int) -> list[int]:
    """Return the contacts of a customer, in order of arrival."""
    rows: list[int] = np.flatnonzero(journal.contacts["customer"] == customer).tolist()
    return rows


def cause_of(journal: Journal, n: int) -> int:
    """Return the latest contact that can have caused a further one.

    Parameters
    ----------
    journal : Journal
        A valid one.
    n : int
        Row of the contacts table, not a customer's first.

    Returns
    -------
    int
        Row of the contacts table.
    """
    contacts = journal.contacts
    cause = Cause(contacts["cause"][n])
    earlier = [one for one in family(journal, contacts["customer"][n]) if one < n]
    if cause == Cause.UNANSWERED:
        return _chased(journal, n, earlier)
    if cause == Cause.DUPLICATE:
        return max(one for one in earlier if _waits(journal, one, n))
    arrived = contacts["arrived_at"][n]
    ended = [
        one
        for one in earlier
        if contacts["outcome"][one] == FOLLOWS[cause]
        and contacts["closed_at"][one] <= arrived
    ]
    return max(ended, key=lambda one: (float(contacts["closed_at"][one]), one))


def answered_instead(journal: Journal, n: int, at: float) -> int:
    """Return the customer's other contact that an agent had answered by an instant.

    Of several, the one that was answered last.
    """
    answered_at = first_answered_at(journal)
    others = [
        one
        for one in family(journal, journal.contacts["customer"][n])
        if one != n and answered_at[one] <= at
    ]
    return max(others, key=lambda one: (float(answered_at[one]), one))


def _chased(journal: Journal, n: int, earlier: list[int]) -> int:
    """Return the latest contact that had no reply when this one chased it.

    One that got its reply, or came to its end, at that very instant may have been
    chased just before; but only if there is no other.
    """
    arrived = journal.contacts["arrived_at"][n]
    settled = {one: _settled_at(journal, one) for one in earlier}
    return max(
        (one for one in earlier if settled[one] >= arrived),
        key=lambda one: (settled[one] > arrived, one),
    )


def _settled_at(journal: Journal, n: int) -> float:
    """Return when a contact had its first reply, or ended without; else infinity."""
    turns = journal.turns
    replies = turns["ended_at"][turns["contact"] == n]
    ends = np.append(replies, journal.contacts["closed_at"][n])
    return float(np.fmin.reduce(ends, initial=np.inf))  # passes over NaN


def _waits(journal: Journal, one: int, other: int) -> bool:
    """Say whether a contact waited in its first queue when another one arrived."""
    legs = journal.interactions
    first = legs[(legs["contact"] == one) & (legs["leg"] == 0)]
    arrived = journal.contacts["arrived_at"][other]
    until = np.fmin(first["answered_at"], first["left_at"])
    return bool(((first["queued_at"] <= arrived) & ~(until < arrived)).any())
