"""One contact's life, told in sentences.

Given a journal and the wall clock at its second 0; hands on text for people.
Trainers read it aloud, and whoever doubts a figure reads it before the code.
Contacts and agents go by the numbers they have in the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.laws_of_customers import FOLLOWS
from omnisim.journal.schema import Cause, Outcome
from omnisim.journal.stays import tell_stay
from omnisim.journal.subjects import must_exist, subject
from omnisim.journal.wording import Clock, duration, lapse, ordinal

if TYPE_CHECKING:
    import datetime as dt

    from omnisim.journal.journal import Journal

__all__ = ["tell_contact"]


def tell_contact(journal: Journal, n: int, *, start: dt.datetime) -> str:
    """Tell the story of one contact.

    Parameters
    ----------
    journal : Journal
        A valid one.
    n : int
        Row of the contacts table.
    start : datetime
        Wall clock at second 0: the scenario's ``calendar.start``.

    Returns
    -------
    str
        Sentences, one paragraph for the arrival, one for each stay in a queue and
        what came of it, one for the end.

    Raises
    ------
    ValueError
        If there is no contact of that number.
    """
    must_exist(n, len(journal.contacts), "contact")
    clock = Clock(start, journal.contacts["arrived_at"][n])
    family = np.flatnonzero(
        journal.contacts["customer"] == journal.contacts["customer"][n]
    ).tolist()
    place = family.index(n)
    rows = np.flatnonzero(journal.interactions["contact"] == n).tolist()
    paragraphs = [_arrival(journal, n, family[:place], clock)]
    paragraphs += [tell_stay(journal, row, clock) for row in rows]
    paragraphs.append(_ending(journal, n, family, clock))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _arrival(journal: Journal, n: int, earlier: list[int], clock: Clock) -> str:
    """Say when it came, over which channel, about what and why."""
    contact = journal.contacts[n]
    channel, issue = subject(journal, contact)
    about = f', about "{issue}"' if issue else ""
    came = f"Contact {n} reached the {channel} channel {clock.opening()}{about}."
    if not earlier:
        return f"{came} It was the customer's first."
    before = _cause_of(journal, n, earlier)
    closed_at = journal.contacts["closed_at"][before]
    ended = "" if np.isnan(closed_at) else clock.at(closed_at)  # chased: may be open
    reason = {
        Cause.BLOCKED: f"contact {before} had found all lines busy {ended}",
        Cause.BALKED: (
            f"the customer had left contact {before} {ended} because the announced "
            "wait was too long"
        ),
        Cause.ABANDONED: f"the customer had given up contact {before} {ended}",
        Cause.UNRESOLVED: (
            f"contact {before}, which ended {ended}, had not resolved the issue"
        ),
        Cause.QUIT: (
            f"the customer had left contact {before} {ended} for want of a reply"
        ),
        Cause.OFFERED: (
            f"the customer had taken the offer, in contact {before}, to be called back"
        ),
        Cause.UNREACHED: (
            f"no call back of contact {before} had reached the customer, the last one "
            f"{ended}"
        ),
        Cause.UNANSWERED: f"nobody had replied to contact {before} yet",
    }[Cause(contact["cause"])]
    return f"{came} It was the customer's {ordinal(contact['attempt'])}: {reason}."


def _cause_of(journal: Journal, n: int, earlier: list[int]) -> int:
    """Return the latest contact that can have caused this one."""
    contacts = journal.contacts
    cause = Cause(contacts["cause"][n])
    if cause == Cause.UNANSWERED:
        return _chased(journal, n, earlier)
    ended = [
        one
        for one in earlier
        if contacts["outcome"][one] == FOLLOWS[cause] and _closed(journal, one, n)
    ]
    return max(ended, key=lambda one: float(contacts["closed_at"][one]))


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


def _closed(journal: Journal, one: int, other: int) -> bool:
    """Say whether a contact was closed when another one arrived."""
    contacts = journal.contacts
    return bool(contacts["closed_at"][one] <= contacts["arrived_at"][other])


def _ending(journal: Journal, n: int, family: list[int], clock: Clock) -> str:
    """Say what came of it, and what the customer did meanwhile and next.

    `family` are all contacts of the customer.
    """
    contact = journal.contacts[n]
    later = [one for one in family if one > n]
    told = [
        _chase(journal, n, one, clock)
        for one in later
        if journal.contacts["cause"][one] == Cause.UNANSWERED
        and _chased(journal, one, [other for other in family if other < one]) == n
    ]
    told.append(
        {
            Outcome.BLOCKED: (
                "All lines were busy: the customer was turned away at once."
            ),
            Outcome.CLOSED: (
                "The channel was closed: the customer was turned away at once."
            ),
            Outcome.UNREACHED: "No call back reached the customer.",
            Outcome.HANDLED: "The issue was resolved."
            if contact["resolved"] == 1
            else "The issue was not resolved.",
        }.get(Outcome(contact["outcome"]), "")
    )
    if contact["outcome"] != Outcome.OPEN and contact["resolved"] != 1:
        told.append(_return(journal, n, later, clock))
    if contact["outcome"] == Outcome.OPEN:
        told.append(_to_come(journal, n))
    return " ".join(sentence for sentence in told if sentence)


def _to_come(journal: Journal, n: int) -> str:
    """Say what was yet to come when the run ended, if nothing was under way."""
    legs = journal.interactions
    outcomes = legs["outcome"][legs["contact"] == n].tolist()
    if not outcomes:
        return "The call back was not due when the run ended."
    return {
        Outcome.MISSED: "The next call back was not due when the run ended.",
        Outcome.HANDED_ON: "The customer had not written again when the run ended.",
    }.get(Outcome(outcomes[-1]), "")


def _chase(journal: Journal, n: int, chase: int, clock: Clock) -> str:
    """Tell how the customer asked for an answer that did not come."""
    following = journal.contacts[chase]
    after = duration(lapse(journal.contacts["arrived_at"][n], following["arrived_at"]))
    channel, _ = subject(journal, following)
    return (
        f"Without a reply after {after}, the customer asked again on the {channel} "
        f"channel {clock.at(following['arrived_at'])}: contact {chase}."
    )


def _return(journal: Journal, n: int, later: list[int], clock: Clock) -> str:
    """Tell what the customer did next."""
    contact = journal.contacts[n]
    came = [
        one
        for one in later
        if _closed(journal, n, one)
        and journal.contacts["cause"][one] != Cause.UNANSWERED
    ]
    if not came:
        return "The customer did not come again."
    following = journal.contacts[came[0]]
    channel, _ = subject(journal, following)
    if contact["outcome"] == Outcome.CALLBACK:
        return f"The call back, on the {channel} channel, is contact {came[0]}."
    pause = lapse(contact["closed_at"], following["arrived_at"])
    after = f"after {duration(pause)}" if pause > 0 else "straight away"
    return (
        f"The customer came again {after}, on the {channel} "
        f"channel {clock.at(following['arrived_at'])}: contact {came[0]}."
    )
