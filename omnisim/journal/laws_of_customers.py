"""What holds among a customer's contacts: why each was made, and what twins come to.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.answers import answered_legs, first_answered_at, was_answered
from omnisim.journal.breach import Breach, Flags, Rows, broken
from omnisim.journal.intervals import (
    Instants,
    either,
    others_of,
    places,
    same_as_before,
)
from omnisim.journal.schema import Cause, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from omnisim.journal.journal import Journal

__all__ = ["FOLLOWS", "LAWS"]

FOLLOWS: Mapping[Cause, Outcome] = MappingProxyType(
    {
        Cause.BLOCKED: Outcome.BLOCKED,
        Cause.BALKED: Outcome.BALKED,
        Cause.ABANDONED: Outcome.ABANDONED,
        Cause.UNRESOLVED: Outcome.HANDLED,
        Cause.QUIT: Outcome.QUIT,
        Cause.OFFERED: Outcome.CALLBACK,
        Cause.UNREACHED: Outcome.UNREACHED,
        Cause.CUT_OFF: Outcome.CUT_OFF,
        Cause.UNHELPED: Outcome.UNHELPED,
        Cause.CONTAINED: Outcome.CONTAINED,
        Cause.MOVED: Outcome.MOVED,
    }
)
"""What an unfinished business leads to: by cause, how an earlier contact has ended."""

_AT_ONCE = (
    (
        Cause.OFFERED,
        "a contact ends with the offer of a call back, and that one begins at once",
    ),
    (
        Cause.MOVED,
        "a contact ends with the advice to move, and the next one begins at once",
    ),
)
_BESIDE = (Cause.UNANSWERED, Cause.DUPLICATE)  # the contact before is still open
_GIVEN_UP = (Outcome.WITHDRAWN, Outcome.MERGED)
_TWINS = (*_GIVEN_UP, Outcome.FOUND_OUT)


def one_customer(journal: Journal) -> Iterator[Breach]:
    """Look that a customer has one issue, and needs a person always or never."""
    contacts = journal.contacts
    order = np.argsort(contacts["customer"], kind="stable")
    mine = contacts[order]
    again = same_as_before(mine["customer"])
    for column, law in (
        ("issue", "all contacts of a customer are about one issue"),
        ("vulnerable", "a customer is vulnerable in all contacts or in none"),
    ):
        wrong = again & (mine[column] != np.roll(mine[column], 1))
        yield from _of(order, law, wrong, ("customer", "attempt", column))


def attempts_are_numbered(journal: Journal) -> Iterator[Breach]:
    """Look that a customer's contacts have numbers of their own.

    A number is given when the contact is put on the calendar. Of a customer who
    chases, or opens a second contact beside the first, several may be on it at once,
    arrive in another order, or be struck off when one of them resolves the issue; of
    the others only one is.
    """
    contacts = journal.contacts
    order = np.argsort(contacts["customer"], kind="stable")
    mine = contacts[order]
    again = same_as_before(mine["customer"])
    before = np.roll(mine, 1)
    show: tuple[str, ...] = ("customer", "attempt")

    doubling = np.unique(mine["customer"][np.isin(mine["cause"], _BESIDE)])
    doubles = np.isin(mine["customer"], doubling)
    expected = np.where(again, before["attempt"] + 1, 1)
    wrong = (mine["attempt"] != expected) & ~(doubles & again)
    law = "a customer's contacts are numbered from 1 in order of arrival"
    yield from _of(order, law, wrong, show)

    by_number = np.lexsort((contacts["attempt"], contacts["customer"]))
    numbered = contacts[by_number]
    twice = same_as_before(numbered["customer"], numbered["attempt"])
    twice &= np.isin(numbered["customer"], doubling)  # the others are in order
    law = "no two contacts of a customer have one number"
    yield from _of(by_number, law, twice, show)

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

    law = "nobody whose issue was resolved comes again"
    late = _was_helped(journal, np.arange(len(contacts)), "arrived_at", before=True)
    yield from broken(law, "contacts", late, ("customer", "attempt", "arrived_at"))


def advice_is_taken_at_once(journal: Journal) -> Iterator[Breach]:
    """Look that who takes the offer of a call back or of another channel goes there.

    She whose issue was resolved by another contact meanwhile need not.
    """
    contacts = journal.contacts
    for cause, law in _AT_ONCE:
        comes = np.flatnonzero(contacts["cause"] == cause)
        goes = np.flatnonzero(contacts["outcome"] == FOLLOWS[cause])
        arrived, closed = places(
            (contacts["customer"][comes], contacts["arrived_at"][comes]),
            (contacts["customer"][goes], contacts["closed_at"][goes]),
        )
        wrong = np.zeros(len(contacts), dtype=bool)
        wrong[comes] = ~np.isin(arrived, closed)
        wrong[goes] = ~np.isin(closed, arrived)
        wrong[goes] &= ~_was_helped(journal, goes, "closed_at", before=False)
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


def doubles_while_waiting(journal: Journal) -> Iterator[Breach]:
    """Look that who opens a second contact waits in the first queue of another one."""
    contacts, legs = journal.contacts, journal.interactions
    doubles = np.flatnonzero(contacts["cause"] == Cause.DUPLICATE)
    if not len(doubles):
        return
    queued, until = (np.full(len(contacts), np.nan) for _ in range(2))
    first = legs[legs["leg"] == 0]
    queued[first["contact"]] = first["queued_at"]
    until[first["contact"]] = np.where(
        first["silent"] == 1,
        np.fmin(first["answered_at"], first["left_at"]),
        either(first["answered_at"], first["left_at"], journal.provenance.ended_at),
    )
    place, other = others_of(journal, doubles)
    arrived = contacts["arrived_at"][doubles][place]
    # she may be answered, or leave, at that very instant, but after it
    waits = (other < doubles[place]) & (queued[other] <= arrived)
    waits &= until[other] >= arrived
    wrong = np.zeros(len(contacts), dtype=bool)
    wrong[doubles] = np.bincount(place[waits], minlength=len(doubles)) == 0
    law = "who opens a second contact waits in the first queue of an earlier one"
    yield from broken(
        law, "contacts", wrong, ("customer", "attempt", "cause", "arrived_at")
    )


def twins_of_answered(journal: Journal) -> Iterator[Breach]:
    """Look that a contact is given up for another one that an agent has answered.

    One that waits in a queue and was never offered leaves at that instant; one that
    rings, or is yet to come to the queue, when it would join it again.
    """
    contacts, legs = journal.contacts, journal.interactions
    rows = np.flatnonzero(np.isin(contacts["outcome"], _TWINS))
    if not len(rows):
        return
    talked = answered_legs(journal)
    n_talks = np.bincount(legs["contact"][talked], minlength=len(contacts))

    show = ("customer", "attempt", "outcome", "closed_at")
    is_found = contacts["outcome"][rows] == Outcome.FOUND_OUT
    wrong = np.zeros(len(contacts), dtype=bool)
    wrong[rows] = n_talks[rows] != is_found
    law = "who is withdrawn, merged or found out was never answered before"
    yield from broken(law, "contacts", wrong, show)

    own_at = first_answered_at(journal)[rows]
    known_at = np.where(is_found, own_at, contacts["closed_at"][rows])
    wrong[rows] = ~was_answered(journal, rows, known_at)
    law = "who is withdrawn, merged or found out has another contact answered"
    yield from broken(law, "contacts", wrong, show)

    waited = np.flatnonzero(
        np.isin(legs["outcome"], _GIVEN_UP)
        & (legs["n_offers"] == 0)
        & (legs["left_at"] > legs["queued_at"])
    )
    customer = contacts["customer"][legs["contact"]]
    left, answered = places(
        (customer[waited], legs["left_at"][waited]),
        (customer[talked], legs["answered_at"][talked]),
    )
    wrong = np.zeros(len(legs), dtype=bool)
    wrong[waited] = ~np.isin(left, answered)
    law = "who waits in a queue leaves it when her other contact is answered"
    yield from broken(law, "interactions", wrong, ("contact", "outcome", "left_at"))


def stories_were_told_before(journal: Journal) -> Iterator[Breach]:
    """Look that nobody tells again what she has told to neither agent nor bot."""
    contacts, sessions = journal.contacts, journal.sessions
    legs = journal.interactions
    again = np.flatnonzero(legs["story"] == 1)
    if not len(again):
        return
    heard = answered_legs(journal)
    # the first time that each customer told her story, and the leg in which
    whose = contacts["customer"][
        np.concatenate((sessions["contact"], legs["contact"][heard]))
    ]
    at = np.concatenate((sessions["from_at"], legs["answered_at"][heard]))
    where = np.concatenate((np.full(len(sessions), -1), heard))
    order = np.lexsort((where, at, whose))
    order = order[~same_as_before(whose[order])]
    mine = contacts["customer"][legs["contact"][again]]
    found = np.searchsorted(whose[order], mine)
    told = found < len(order)
    event = order[found[told]]
    told[told] = (
        (whose[event] == mine[told])
        & (where[event] != again[told])
        & (at[event] <= legs["queued_at"][again[told]])
    )
    wrong = np.zeros(len(legs), dtype=bool)
    wrong[again] = ~told
    law = "who tells her story again has told it to an agent or a bot before"
    yield from broken(law, "interactions", wrong, ("contact", "leg", "story"))


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    one_customer,
    attempts_are_numbered,
    contacts_follow,
    advice_is_taken_at_once,
    chases_what_is_unanswered,
    doubles_while_waiting,
    twins_of_answered,
    stories_were_told_before,
)


def _was_helped(journal: Journal, rows: Rows, column: str, *, before: bool) -> Flags:
    """Flag contacts whose issue had been resolved by an instant, or before it."""
    contacts = journal.contacts
    resolved = np.flatnonzero(contacts["resolved"] == 1)
    whose = contacts["customer"][resolved]
    wanted, solved = places(
        (contacts["customer"][rows], contacts[column][rows]),
        (whose, contacts["closed_at"][resolved]),
    )
    order = np.argsort(solved)
    found = (
        np.searchsorted(solved[order], wanted, side="left" if before else "right") - 1
    )
    is_helped: Flags = found >= 0
    is_helped[is_helped] = (
        whose[order][found[is_helped]] == contacts["customer"][rows][is_helped]
    )
    return is_helped


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
