"""What holds among contacts: each ends once, and a customer's follow from each other.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.breach import Breach, Flags, Rows, broken
from omnisim.journal.intervals import (
    Instants,
    either,
    equal,
    is_last,
    places,
    same_as_before,
)
from omnisim.journal.schema import Cause, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from omnisim.journal.journal import Journal

__all__ = ["FOLLOWS", "GOES_ON", "LAWS"]

GOES_ON = (Outcome.TRANSFERRED, Outcome.QUIET, Outcome.HANDED_ON, Outcome.MISSED)
"""Outcomes of interactions after which the contact has another one."""

FOLLOWS: Mapping[Cause, Outcome] = MappingProxyType(
    {
        Cause.BLOCKED: Outcome.BLOCKED,
        Cause.BALKED: Outcome.BALKED,
        Cause.ABANDONED: Outcome.ABANDONED,
        Cause.UNRESOLVED: Outcome.HANDLED,
        Cause.QUIT: Outcome.QUIT,
        Cause.OFFERED: Outcome.CALLBACK,
        Cause.UNREACHED: Outcome.UNREACHED,
    }
)
"""What an unfinished business leads to: by cause, how an earlier contact has ended."""


def in_order_of_arrival(journal: Journal) -> Iterator[Breach]:
    """Look that contacts are numbered in order of arrival."""
    arrived = journal.contacts["arrived_at"]
    late = np.zeros(len(arrived), dtype=bool)
    late[1:] = arrived[1:] < arrived[:-1]
    law = "contacts are numbered in order of arrival"
    yield from broken(law, "contacts", late, ("arrived_at",))


def ends_once(journal: Journal) -> Iterator[Breach]:
    """Look that every contact ends exactly once, as its last interaction does.

    Hence arrived = blocked + closed + balked + called back + abandoned + quit +
    unreached + handled + open. Blocked contacts and those outside the opening hours
    never joined a queue; all legs but the last one led to another. An open contact
    may have no interaction yet, if its call back is not due, and its last one may
    have ended, if another is still to come: the next try, or what the customer of
    a conversation that was handed on has yet to write.
    """
    contacts, legs = journal.contacts, journal.interactions
    goes_on = np.isin(legs["outcome"], GOES_ON)
    n_ends = np.bincount(legs["contact"][~goes_on], minlength=len(contacts))
    turned_away = _turned_away(contacts["outcome"])
    is_open = contacts["outcome"] == Outcome.OPEN
    show = ("customer", "outcome")
    law = "a contact ends exactly once, in its last interaction"
    wrong = np.where(is_open, n_ends > 1, n_ends != 1) & ~turned_away
    yield from broken(law, "contacts", wrong, show)
    has_legs = np.bincount(legs["contact"], minlength=len(contacts)) > 0
    law = "a contact that is blocked or comes outside the hours joins no queue"
    yield from broken(law, "contacts", turned_away & has_legs, show)
    last = is_last(legs["contact"])
    ends_as = contacts["outcome"][legs["contact"]]
    may_follow = np.isin(legs["outcome"], (Outcome.HANDED_ON, Outcome.MISSED))
    agrees = np.where(
        last,
        (legs["outcome"] == ends_as) | (may_follow & (ends_as == Outcome.OPEN)),
        goes_on,
    )
    law = "an interaction ends as its contact does if it is the last, else it goes on"
    yield from broken(law, "interactions", ~agrees, ("contact", "leg", "outcome"))


def closed_with_last_leg(journal: Journal) -> Iterator[Breach]:
    """Look that a contact closes when it was over for the customer.

    That the last try to call back has failed is known from the contact only.
    """
    contacts, legs = journal.contacts, journal.interactions
    show: tuple[str, ...] = ("outcome", "arrived_at", "closed_at")
    expected = np.where(
        _turned_away(contacts["outcome"]), contacts["arrived_at"], np.nan
    )
    last = legs[is_last(legs["contact"])]
    is_handled = last["outcome"] == Outcome.HANDLED
    expected[last["contact"]] = np.where(
        is_handled, last["talk_end_at"], last["left_at"]
    )
    is_unreached = contacts["outcome"] == Outcome.UNREACHED
    is_open = contacts["outcome"] == Outcome.OPEN
    law = "a contact closes when talk ends or the customer leaves, and not while open"
    wrong = ~equal(contacts["closed_at"], expected) & ~is_unreached
    wrong |= is_open & ~np.isnan(contacts["closed_at"])
    yield from broken(law, "contacts", wrong, show)
    dialled = np.full(len(contacts), np.nan)
    dialled[last["contact"]] = last["queued_at"]
    law = "whom no call back reaches is given up after the last one was due"
    wrong = is_unreached & ~(contacts["closed_at"] >= dialled)
    yield from broken(law, "contacts", wrong, show)


def resolved_if_handled(journal: Journal) -> Iterator[Breach]:
    """Look that whether the issue was resolved is known of handled contacts only."""
    contacts = journal.contacts
    is_known = contacts["resolved"] != -1
    wrong = is_known != (contacts["outcome"] == Outcome.HANDLED)
    law = "whether the issue is resolved is known of handled contacts only"
    yield from broken(law, "contacts", wrong, ("outcome", "resolved"))


def attempts_are_numbered(journal: Journal) -> Iterator[Breach]:
    """Look that a customer's contacts have numbers of their own, about one issue.

    A number is given when the contact is put on the calendar. Of a customer who
    chases, several may be on it at once, arrive in another order, or be struck off
    when one of them resolves the issue; of the others only one is.
    """
    contacts = journal.contacts
    order = np.argsort(contacts["customer"], kind="stable")
    mine = contacts[order]
    again = same_as_before(mine["customer"])
    before = np.roll(mine, 1)
    show: tuple[str, ...] = ("customer", "attempt")

    chasing = np.unique(mine["customer"][mine["cause"] == Cause.UNANSWERED])
    chases = np.isin(mine["customer"], chasing)
    expected = np.where(again, before["attempt"] + 1, 1)
    wrong = (mine["attempt"] != expected) & ~(chases & again)
    law = "a customer's contacts are numbered from 1 in order of arrival"
    yield from _of(order, law, wrong, show)

    by_number = np.lexsort((contacts["attempt"], contacts["customer"]))
    numbered = contacts[by_number]
    twice = same_as_before(numbered["customer"], numbered["attempt"])
    twice &= np.isin(numbered["customer"], chasing)  # the others are in order
    law = "no two contacts of a customer have one number"
    yield from _of(by_number, law, twice, show)

    law = "all contacts of a customer are about one issue"
    other = again & (mine["issue"] != before["issue"])
    yield from _of(order, law, other, ("customer", "attempt", "issue"))

    law = "a customer's first contact has the cause first, and no other one has"
    wrong = (mine["cause"] == Cause.FIRST) == again
    yield from _of(order, law, wrong, ("customer", "attempt", "cause"))


def contacts_follow(journal: Journal) -> Iterator[Breach]:
    """Look that each further contact is caused by one that had ended so before.

    An ending causes one contact at most: at no instant have more followed than
    contacts of the customer have ended in such a way.
    """
    contacts = journal.contacts
    show = ("customer", "attempt", "cause", "arrived_at")
    wrong = np.zeros(len(contacts), dtype=bool)
    for cause, outcome in FOLLOWS.items():
        follows = np.flatnonzero(contacts["cause"] == cause)
        ended = np.flatnonzero(
            (contacts["outcome"] == outcome) & (contacts["resolved"] != 1)
        )
        if len(follows):
            wrong[follows[_outnumber(journal, follows, ended)]] = True
    law = "a contact's cause is how a contact of the customer has ended before"
    yield from broken(law, "contacts", wrong, show)

    resolved = np.flatnonzero(contacts["resolved"] == 1)
    arrived, solved = places(
        (contacts["customer"], contacts["arrived_at"]),
        (contacts["customer"][resolved], contacts["closed_at"][resolved]),
    )
    customer, solved_customer = contacts["customer"], contacts["customer"][resolved]
    order = np.argsort(solved)
    found = np.searchsorted(solved[order], arrived) - 1  # solved strictly before
    is_late = found >= 0
    is_late[is_late] = solved_customer[order][found[is_late]] == customer[is_late]
    law = "nobody whose issue was resolved comes again"
    yield from broken(law, "contacts", is_late, ("customer", "attempt", "arrived_at"))


def offers_are_taken_at_once(journal: Journal) -> Iterator[Breach]:
    """Look that who takes the offer to be called back is put down for it at once."""
    contacts = journal.contacts
    offered = np.flatnonzero(contacts["cause"] == Cause.OFFERED)
    taken = np.flatnonzero(contacts["outcome"] == Outcome.CALLBACK)
    arrived, closed = places(
        (contacts["customer"][offered], contacts["arrived_at"][offered]),
        (contacts["customer"][taken], contacts["closed_at"][taken]),
    )
    wrong = np.zeros(len(contacts), dtype=bool)
    wrong[offered] = ~np.isin(arrived, closed)
    wrong[taken] = ~np.isin(closed, arrived)
    law = "a contact ends with the offer of a call back, and that one begins at once"
    yield from broken(
        law, "contacts", wrong, ("customer", "attempt", "cause", "outcome")
    )


def chases_what_is_unanswered(journal: Journal) -> Iterator[Breach]:
    """Look that who chases has an earlier contact open to which nobody has replied."""
    contacts, turns = journal.contacts, journal.turns
    replied = np.full(len(contacts), np.inf)
    np.fmin.at(replied, turns["contact"], turns["ended_at"])
    until = np.fmin(either(contacts["closed_at"], np.inf), replied)
    order = np.argsort(contacts["customer"], kind="stable")
    mine = contacts[order]
    # the latest instant up to which any earlier contact was unanswered
    waits, arrived = places(
        (mine["customer"], until[order]), (mine["customer"], mine["arrived_at"])
    )
    latest = np.roll(np.maximum.accumulate(waits), 1)
    again = same_as_before(mine["customer"])
    # it may get its reply, or end, at that very instant, but after the chase
    wrong = (mine["cause"] == Cause.UNANSWERED) & ~(again & (latest >= arrived))
    law = "who chases has an earlier contact open, without a reply"
    show = ("customer", "attempt", "cause", "arrived_at")
    yield from _of(order, law, wrong, show)


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    in_order_of_arrival,
    ends_once,
    closed_with_last_leg,
    resolved_if_handled,
    attempts_are_numbered,
    contacts_follow,
    offers_are_taken_at_once,
    chases_what_is_unanswered,
)


def _turned_away(outcome: npt.NDArray[np.int8]) -> Flags:
    """Flag contacts that joined no queue."""
    return np.isin(outcome, (Outcome.BLOCKED, Outcome.CLOSED))


def _outnumber(journal: Journal, follows: Rows, ended: Rows) -> Flags:
    """Flag arrivals by which more contacts follow than had ended.

    Of an arrival and an ending at one instant the contact of the lower number
    comes first: an ending cannot cause its own contact, nor an earlier one.
    """
    contacts = journal.contacts
    row = np.concatenate((follows, ended))
    is_end = np.arange(len(row)) >= len(follows)
    at: Instants = np.where(
        is_end, contacts["closed_at"][row], contacts["arrived_at"][row]
    )
    customer = contacts["customer"][row]
    order = np.lexsort((is_end, row, at, customer))
    step = np.where(is_end[order], 1, -1)
    total = np.cumsum(step)
    is_first = ~same_as_before(customer[order])
    before = np.where(is_first, total - step, 0)
    # totals run on over customers: take off what stood before each one's first event
    base = before[np.maximum.accumulate(np.where(is_first, np.arange(len(row)), 0))]
    lacking = np.zeros(len(row), dtype=bool)
    lacking[order] = (total - base < 0) & (step < 0)
    return lacking[: len(follows)]


def _of(order: Rows, law: str, flags: Flags, show: tuple[str, ...]) -> Iterator[Breach]:
    """Yield a breach of contacts that were looked at in another order."""
    if flags.any():
        yield Breach(law, "contacts", np.sort(order[flags]), show)
