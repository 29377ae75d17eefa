"""Which interactions are one conversation, and which count as answered.

A conversation may take several interactions: it went quiet and came back through
the queue, the agent's duty ended, or a call back was not picked up at first. A
transfer ends it and begins another. Whoever had left the queue silently before
an agent took the contact was not answered, whatever the agent did; nor was a
contact that the agent found to be superfluous, since another had been answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from omnisim.journal.journal import Table

__all__ = ["Conversations", "Flags", "Rows", "first_of_each"]

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]
Codes = npt.NDArray[np.int8]

_GOES_ON = np.isin(
    np.arange(len(Outcome)), (Outcome.QUIET, Outcome.HANDED_ON, Outcome.MISSED)
)
"""By outcome of an interaction: whether the next one goes on with its conversation."""
_NOT_ANSWERED = np.isin(np.arange(len(Outcome)), (Outcome.ABANDONED, Outcome.FOUND_OUT))
"""By outcome of an interaction: whether nobody conversed, even if an agent took it."""
_LEFT = np.isin(np.arange(len(Outcome)), (Outcome.ABANDONED, Outcome.CUT_OFF))
"""By outcome of an interaction: whether it may end while waiting for an agent again."""


@dataclass(frozen=True, eq=False, slots=True)
class Conversations:
    """The part that each interaction has in its conversation.

    Parameters
    ----------
    is_answered : array of bool, shape (n_interactions,)
        An agent answered while the customer was there, and conversed.
    begins : array of bool, shape (n_interactions,)
        The first answered interaction of its conversation.
    is_done : array of bool, shape (n_interactions,)
        Answered, and its conversation is over, wrap-up included.
    ends : array of bool, shape (n_interactions,)
        The last answered interaction of a conversation that is over.
    end : array of int, shape (n_interactions,)
        Row in which the conversation was last answered; the row itself if never.
    opens : array of bool, shape (n_interactions,)
        The conversation is its contact's first.
    """

    is_answered: Flags
    begins: Flags
    is_done: Flags
    ends: Flags
    end: Rows
    opens: Flags

    @classmethod
    def of(cls, legs: Table, ended_as: Codes) -> Conversations:
        """Tell the conversations of a journal's interactions apart.

        Parameters
        ----------
        legs : Table
            The interactions table.
        ended_as : array of int, shape (n_contacts,)
            The outcomes of the contacts.
        """
        n, outcome, contact = len(legs), legs["outcome"], legs["contact"]
        is_answered = ~np.isnan(legs["answered_at"]) & ~_NOT_ANSWERED[outcome]
        goes_on = _GOES_ON[outcome]
        starts = np.ones(n, dtype=bool)
        starts[1:] = ~(goes_on[:-1] & (contact[1:] == contact[:-1]))
        number = np.cumsum(starts) - 1
        start = np.flatnonzero(starts)
        stop = np.append(start[1:], n)[: len(start)] - 1
        answered = np.flatnonzero(is_answered)
        # of several values for one place the last stays
        first, last = np.full((2, len(start)), -1)
        first[number[answered[::-1]]] = answered[::-1]
        last[number[answered]] = answered
        worked = ~np.isnan(legs["wrap_up_end_at"][stop])
        gone = _LEFT[outcome[stop]] & ~is_answered[stop]
        # an outage may meet a conversation that is in nobody's hands just then
        met = goes_on[stop] & (ended_as[contact[stop]] == Outcome.CUT_OFF)
        is_over = (last >= 0) & (met | (~goes_on[stop] & (worked | gone)))
        row = np.arange(n)
        is_done = is_answered & is_over[number]
        return cls(
            is_answered=is_answered,
            begins=first[number] == row,
            is_done=is_done,
            ends=is_done & (last[number] == row),
            end=np.where(last[number] >= 0, last[number], row),
            opens=(legs["leg"][start] == 0)[number],
        )

    @classmethod
    def of_calls(cls, legs: Table) -> Conversations:
        """Do the same, faster, where every interaction is a conversation."""
        is_answered = legs["agent"] >= 0
        is_done = ~np.isnan(legs["wrap_up_end_at"])
        opens = legs["leg"] == 0
        row = np.arange(len(legs))
        return cls(is_answered, is_answered, is_done, is_done, row, opens)


def first_of_each(groups: npt.NDArray[np.integer]) -> Flags:
    """Flag the first of each run of equal numbers.

    Examples
    --------
    >>> first_of_each(np.array([4, 4, 7, 7, 7, 9]))
    array([ True, False,  True, False, False,  True])
    """
    first = np.ones(len(groups), dtype=bool)
    first[1:] = groups[1:] != groups[:-1]
    return first
