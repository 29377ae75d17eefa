"""Rows and stretches of time compared by number and instant, exactly and all at once.

The laws of a journal ask questions such as "does each of these spans lie within one
of those holds of the same agent?". The functions here answer them for whole tables.
Instants are compared as they are, never after arithmetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from omnisim.journal.breach import Flags, Rows
    from omnisim.journal.journal import Journal

__all__ = [
    "Instants",
    "Keys",
    "Stretches",
    "covered",
    "either",
    "entered_at",
    "equal",
    "is_last",
    "joined",
    "others_of",
    "overlapped",
    "pair",
    "places",
    "row_of_leg",
    "same_as_before",
]

Keys = npt.NDArray[np.int64]
Instants = npt.NDArray[np.float64]
_Numbers = npt.NDArray[np.signedinteger]


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of time that belong to somebody.

    Parameters
    ----------
    number : array of int
        Whose each one is: a contact, an agent, or a `pair` of both.
    from_at, to_at : array of float, seconds
    """

    number: _Numbers
    from_at: Instants
    to_at: Instants

    def __getitem__(self, which: Flags | Rows) -> Stretches:
        return Stretches(self.number[which], self.from_at[which], self.to_at[which])


def same_as_before(*keys: _Numbers) -> Flags:
    """Flag rows whose keys equal those of the row above; never the first."""
    same = np.ones(len(keys[0]), dtype=bool)
    same[:1] = False
    for key in keys:
        same[1:] &= key[1:] == key[:-1]
    return same


def is_last(*keys: _Numbers) -> Flags:
    """Flag the last row of each run of equal keys."""
    last = np.ones(len(keys[0]), dtype=bool)
    last[:-1] = ~same_as_before(*keys)[1:]
    return last


def equal(left: Instants, right: Instants) -> Flags:
    """Compare instants, NaN equal to NaN."""
    is_equal: Flags = (left == right) | (np.isnan(left) & np.isnan(right))
    return is_equal


def either(instant: Instants, *instead: Instants | float) -> Instants:
    """Return each instant, or the first of the others that is given, where it is NaN.

    Examples
    --------
    >>> either(np.array([1.0, np.nan, np.nan]), np.array([5.0, 6.0, np.nan]), 9.0)
    array([1., 6., 9.])
    """
    for other in instead:
        instant = np.where(np.isnan(instant), other, instant)
    return instant


def pair(agent: _Numbers, contact: _Numbers, journal: Journal) -> Keys:
    """Return one number for an agent and a contact; below 0 if either is missing."""
    both: Keys = agent.astype(np.int64) * len(journal.contacts) + contact
    return np.where((agent >= 0) & (contact >= 0), both, -1)


def entered_at(journal: Journal) -> Instants:
    """Return when each contact left the bot it met, or arrived where it met none."""
    at: Instants = journal.contacts["arrived_at"].copy()
    at[journal.sessions["contact"]] = journal.sessions["to_at"]
    return at


def others_of(journal: Journal, rows: Rows) -> tuple[Rows, Rows]:
    """Pair contacts with each of the other contacts of the same customer.

    Parameters
    ----------
    journal : Journal
    rows : array of int
        Of the contacts table.

    Returns
    -------
    place, other : array of int
        Place in `rows` of the one, row of the other; one entry for each pair.
    """
    if not len(rows):
        return rows, rows
    customer = journal.contacts["customer"]
    order = np.argsort(customer, kind="stable")
    first = np.searchsorted(customer[order], customer[rows], side="left")
    n = np.searchsorted(customer[order], customer[rows], side="right") - first
    place = np.repeat(np.arange(len(rows)), n)
    within = np.arange(len(place)) - np.repeat(np.cumsum(n) - n, n)
    other = order[np.repeat(first, n) + within]
    is_other = other != rows[place]
    return place[is_other], other[is_other]


def row_of_leg(journal: Journal, contact: _Numbers, leg: _Numbers) -> Rows:
    """Return the rows of the interactions table, -1 where there is no such leg."""
    legs = journal.interactions
    width = 1 + int(max(legs["leg"].max(initial=0), leg.max(initial=0)))
    known = legs["contact"].astype(np.int64) * width + legs["leg"]
    wanted = contact.astype(np.int64) * width + leg
    row = np.searchsorted(known, wanted)
    found = row < len(known)
    found[found] = known[row[found]] == wanted[found]
    return np.where(found, row, -1)


def places(*pairs: tuple[_Numbers, Instants]) -> tuple[Keys, ...]:
    """Turn (number, instant) pairs into whole numbers that order as the pairs do.

    Both become ranks among all that are given, so that comparisons stay exact; the
    number (an agent, a contact) comes first.
    """
    instants, rank = np.unique(
        np.concatenate([instant for _, instant in pairs]), return_inverse=True
    )
    _, whose = np.unique(
        np.concatenate([number.astype(np.int64) for number, _ in pairs]),
        return_inverse=True,
    )
    keys = whose.astype(np.int64) * (len(instants) + 1) + rank
    return tuple(np.split(keys, np.cumsum([len(number) for number, _ in pairs])[:-1]))


def covered(inner: Stretches, outer: Stretches) -> Flags:
    """Flag the stretches that lie within those of the same number, taken together.

    Outer stretches may touch and overlap.
    """
    begins, ends, outer_from, outer_to = places(
        (inner.number, inner.from_at),
        (inner.number, inner.to_at),
        (outer.number, outer.from_at),
        (outer.number, outer.to_at),
    )
    first, last = _union(outer_from, outer_to)
    found = np.searchsorted(first, begins, side="right") - 1
    is_inside = found >= 0
    is_inside[is_inside] = last[found[is_inside]] >= ends[is_inside]
    return is_inside


def overlapped(some: Stretches, others: Stretches) -> Flags:
    """Flag the stretches that share time with any of the others of their number.

    Those without length share none.
    """
    others = others[others.to_at > others.from_at]
    begins, ends, other_from, other_to = places(
        (some.number, some.from_at),
        (some.number, some.to_at),
        (others.number, others.from_at),
        (others.number, others.to_at),
    )
    first, last = _union(other_from, other_to)
    found = np.searchsorted(last, begins, side="right")
    shares = found < len(first)
    shares[shares] = first[found[shares]] < ends[shares]
    return shares


def joined(stretches: Stretches) -> tuple[Stretches, Rows]:
    """Join stretches of one number that touch; say with which row each one begins.

    Overlapping ones are left apart. The result is listed by number and beginning.
    """
    order = np.lexsort((stretches.to_at, stretches.from_at, stretches.number))
    listed = stretches[order]
    begins = ~same_as_before(listed.number)
    begins[1:] |= listed.from_at[1:] != listed.to_at[:-1]
    ends = np.roll(begins, -1)  # the first row begins one, so the last one ends one
    whole = Stretches(listed.number[begins], listed.from_at[begins], listed.to_at[ends])
    return whole, order[begins]


def _union(begins: Keys, ends: Keys) -> tuple[Keys, Keys]:
    """Join stretches that touch or overlap; return where each whole begins and ends."""
    order = np.argsort(begins, kind="stable")
    begins, ends = begins[order], np.maximum.accumulate(ends[order])
    is_first = np.ones(len(begins), dtype=bool)
    is_first[1:] = begins[1:] > ends[:-1]
    return begins[is_first], ends[np.roll(is_first, -1)]
