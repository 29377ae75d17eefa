"""Who was answered when, and of whom agents find out that she needs nothing more.

The laws of several books ask for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.intervals import others_of
from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from omnisim.journal.breach import Flags, Rows
    from omnisim.journal.intervals import Instants
    from omnisim.journal.journal import Journal

__all__ = [
    "answered_legs",
    "begins_talk",
    "first_answered_at",
    "may_be_found_out",
    "was_answered",
]


def answered_legs(journal: Journal) -> Rows:
    """Return the interactions that an agent answered while the customer was there."""
    legs = journal.interactions
    was_gone = (legs["outcome"] == Outcome.ABANDONED) & (legs["silent"] == 1)
    return np.flatnonzero(~np.isnan(legs["answered_at"]) & ~was_gone)


def begins_talk(journal: Journal, row: int) -> bool:
    """Say whether a conversation begins in an interaction, or goes on from before.

    Whoever goes on with a conversation that was quiet or handed on has read it.
    """
    legs = journal.interactions
    goes_on = (Outcome.QUIET, Outcome.HANDED_ON)
    return not legs["leg"][row] or legs["outcome"][row - 1] not in goes_on


def first_answered_at(journal: Journal) -> Instants:
    """Return when an agent first answered each contact, infinity if none did."""
    rows = answered_legs(journal)
    first = np.full(len(journal.contacts), np.inf)
    legs = journal.interactions
    np.fmin.at(first, legs["contact"][rows], legs["answered_at"][rows])
    return first


def was_answered(journal: Journal, rows: Rows, at: Instants) -> Flags:
    """Flag contacts whose customers had another one answered by an instant.

    Parameters
    ----------
    journal : Journal
    rows : array of int
        Of the contacts table.
    at : array of float, seconds
        One for each of them.

    Returns
    -------
    array of bool
    """
    place, other = others_of(journal, rows)
    is_answered = first_answered_at(journal)[other] <= at[place]
    had: Flags = np.bincount(place[is_answered], minlength=len(rows)) > 0
    return had


def may_be_found_out(journal: Journal) -> Flags:
    """Flag answered interactions in which an agent found, or was finding, a twin out.

    Of one that is open, or that an outage cut off, it is known only that it may have
    been so: another contact of the customer had been answered before.
    """
    legs = journal.interactions
    flags: Flags = legs["outcome"] == Outcome.FOUND_OUT
    unknown = np.isin(legs["outcome"], (Outcome.OPEN, Outcome.CUT_OFF))
    rows = np.flatnonzero(unknown & ~np.isnan(legs["answered_at"]))
    flags[rows] = was_answered(
        journal, legs["contact"][rows], legs["answered_at"][rows]
    )
    return flags
