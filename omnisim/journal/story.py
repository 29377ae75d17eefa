"""One contact's life, told in sentences.

Given a journal and the wall clock at its second 0; hands on text for people.
Trainers read it aloud, and whoever doubts a figure reads it before the code.
Contacts, customers and agents go by the numbers they have in the tables.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.bot_story import tell_session
from omnisim.journal.links import answered_instead, cause_of, family
from omnisim.journal.schema import Cause, Notice, Outcome
from omnisim.journal.stays import tell_stay
from omnisim.journal.subjects import must_exist, subject
from omnisim.journal.wording import Clock, duration, lapse, ordinal

if TYPE_CHECKING:
    import datetime as dt

    from omnisim.journal.journal import Journal

__all__ = ["BESIDE", "reason", "tell_contact", "tell_life", "tell_warnings"]

BESIDE = (Cause.UNANSWERED, Cause.DUPLICATE)
"""Causes of contacts that are made while the one before is open."""

_TWINS = (Outcome.WITHDRAWN, Outcome.MERGED, Outcome.FOUND_OUT)


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
        Sentences, one paragraph for the arrival, one for a session with a bot, one
        for each stay in a queue and what came of it, one for the end.

    Raises
    ------
    ValueError
        If there is no contact of that number.
    """
    must_exist(n, len(journal.contacts), "contact")
    clock = Clock(start, journal.contacts["arrived_at"][n])
    *stays, updates, ending = tell_life(journal, n, clock)
    beside, next_ = _onward(journal, n, clock)
    end = " ".join(part for part in (updates, beside, ending, next_) if part)
    life = [_arrival(journal, n, clock), *stays, end]
    return "\n\n".join(paragraph for paragraph in life if paragraph)


def tell_life(journal: Journal, n: int, clock: Clock) -> list[str]:
    """Tell what a contact lived through between its arrival and its end.

    Parameters
    ----------
    journal : Journal
    n : int
        Row of the contacts table.
    clock : Clock

    Returns
    -------
    list of str
        One paragraph each for the session with a bot, each stay in a queue, messages
        and the end; some may be empty.
    """
    rows = np.flatnonzero(journal.interactions["contact"] == n).tolist()
    return [
        tell_session(journal, n, clock),
        *(tell_stay(journal, row, clock) for row in rows),
        _updates(journal, n, clock),
        _ending(journal, n, clock),
    ]


def tell_warnings(journal: Journal, customer: int, clock: Clock) -> str:
    """Tell of the messages that came before a customer's first contact."""
    notices = journal.notices[journal.notices["customer"] == customer]
    told = []
    for notice in notices[notices["kind"] != Notice.UPDATE]:
        at = clock.at(notice["sent_at"])
        channel = journal.provenance.channels[notice["channel"]]
        if notice["kind"] == Notice.PROACTIVE:
            came = "spared" if notice["worked"] else "did not spare"
            told.append(
                f"A message {at} {came} the customer the contact on the {channel} "
                "channel."
            )
        else:
            came = "accepted" if notice["worked"] else "did not accept"
            told.append(
                f"The customer was invited to the {channel} channel {at}, and {came}."
            )
    return " ".join(told)


def reason(journal: Journal, n: int, before: int, clock: Clock) -> str:
    """Say in a clause why a further contact was made.

    Parameters
    ----------
    journal : Journal
    n, before : int
        The contact, and the one that led to it.
    clock : Clock
    """
    contacts = journal.contacts
    closed_at = contacts["closed_at"][before]
    ended = "" if np.isnan(closed_at) else clock.at(closed_at)  # beside: may be open
    return {
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
        Cause.CUT_OFF: f"an outage had ended contact {before} {ended}",
        Cause.UNHELPED: (
            f"the customer had found no help with the bot in contact {before}, which "
            f"ended {ended}"
        ),
        Cause.CONTAINED: (
            f"the bot of contact {before}, which ended {ended}, had not resolved the "
            "issue"
        ),
        Cause.MOVED: (
            f"the customer had been advised, in contact {before}, to use this channel"
        ),
        Cause.DUPLICATE: (
            f"the customer was still waiting in contact {before}, and tried here as "
            "well"
        ),
    }[Cause(contacts["cause"][n])]


def _arrival(journal: Journal, n: int, clock: Clock) -> str:
    """Say when it came, over which channel, about what and why."""
    contact = journal.contacts[n]
    channel, issue = subject(journal, contact)
    about = f', about "{issue}"' if issue else ""
    told = [f"Contact {n} reached the {channel} channel {clock.opening()}{about}."]
    if contact["cause"] == Cause.FIRST:
        told.append("It was the customer's first.")
        told.append(tell_warnings(journal, contact["customer"], clock))
    else:
        why = reason(journal, n, cause_of(journal, n), clock)
        told.append(f"It was the customer's {ordinal(contact['attempt'])}: {why}.")
    if contact["vulnerable"]:
        told.append("The customer is vulnerable and needs a person.")
    return " ".join(sentence for sentence in told if sentence)


def _updates(journal: Journal, n: int, clock: Clock) -> str:
    """Tell of the message that said how the contact stood."""
    notices = journal.notices
    mine = notices[(notices["contact"] == n) & (notices["kind"] == Notice.UPDATE)]
    return " ".join(
        f"An update was sent {clock.at(notice['sent_at'])}"
        + (", and spared asking again." if notice["worked"] else ".")
        for notice in mine
    )


def _ending(journal: Journal, n: int, clock: Clock) -> str:
    """Say what came of it, where its last stay has not told that."""
    contact = journal.contacts[n]
    outcome = Outcome(contact["outcome"])
    if outcome == Outcome.OPEN:
        return _to_come(journal, n)
    if contact["resolved"] >= 0:
        not_ = "" if contact["resolved"] else "not "
        return f"The issue was {not_}resolved."
    if outcome in _TWINS:
        return _given_up(journal, n, clock)
    if outcome == Outcome.CUT_OFF:
        return _kept_out(journal, n)
    return {
        Outcome.BLOCKED: "All lines were busy: the customer was turned away at once.",
        Outcome.CLOSED: "The channel was closed: the customer was turned away at once.",
        Outcome.UNREACHED: "No call back reached the customer.",
    }.get(outcome, "")


def _to_come(journal: Journal, n: int) -> str:
    """Say what was yet to come when the run ended, if nothing was under way."""
    legs = journal.interactions
    outcomes = legs["outcome"][legs["contact"] == n].tolist()
    if not outcomes:
        session = journal.sessions[journal.sessions["contact"] == n]
        if (session["outcome"] == Outcome.OPEN).any():
            return ""
        return "The call back was not due when the run ended."
    return {
        Outcome.MISSED: "The next call back was not due when the run ended.",
        Outcome.HANDED_ON: "The customer had not written again when the run ended.",
    }.get(Outcome(outcomes[-1]), "")


def _given_up(journal: Journal, n: int, clock: Clock) -> str:
    """Tell of a twin that came to its end outside the queues."""
    legs = journal.interactions
    contact = journal.contacts[n]
    if (legs["outcome"][legs["contact"] == n] == contact["outcome"]).any():
        return ""
    closed_at = contact["closed_at"]
    how = "merged into" if contact["outcome"] == Outcome.MERGED else "given up for"
    instead = answered_instead(journal, n, closed_at)
    return f"It was {how} contact {instead} {clock.at(closed_at)}."


def _kept_out(journal: Journal, n: int) -> str:
    """Tell of an outage that met the customer neither in a queue nor with a bot."""
    got_in = (journal.interactions["contact"] == n).any() or (
        journal.sessions["contact"] == n
    ).any()
    return "" if got_in else "The channel was out of order: the customer was kept out."


def _onward(journal: Journal, n: int, clock: Clock) -> tuple[str, str]:
    """Tell what the customer did beside it, and what she did next."""
    contact = journal.contacts[n]
    later = [one for one in family(journal, contact["customer"]) if one > n]
    led = [one for one in later if cause_of(journal, one) == n]
    beside = [one for one in led if journal.contacts["cause"][one] in BESIDE]
    told = " ".join(_beside(journal, n, one, clock) for one in beside)
    has_ended = contact["outcome"] not in (Outcome.OPEN, *_TWINS)
    if not has_ended or contact["resolved"] == 1:
        return told, ""
    return told, _return(journal, n, [one for one in led if one not in beside], clock)


def _beside(journal: Journal, n: int, other: int, clock: Clock) -> str:
    """Tell how the customer tried elsewhere while the contact was open."""
    following = journal.contacts[other]
    after = duration(lapse(journal.contacts["arrived_at"][n], following["arrived_at"]))
    channel, _ = subject(journal, following)
    where = f"on the {channel} channel {clock.at(following['arrived_at'])}"
    if following["cause"] == Cause.UNANSWERED:
        had = "had " if journal.contacts["outcome"][n] in _TWINS else ""
        return (
            f"Without a reply after {after}, the customer {had}asked again {where}: "
            f"contact {other}."
        )
    return (
        f"After a wait of {after}, the customer had tried {where} as well: contact "
        f"{other}."
    )


def _return(journal: Journal, n: int, came: list[int], clock: Clock) -> str:
    """Tell what the customer did next."""
    contact = journal.contacts[n]
    if not came:
        return "The customer did not come again."
    following = journal.contacts[came[0]]
    channel, _ = subject(journal, following)
    if contact["outcome"] == Outcome.CALLBACK:
        return f"The call back, on the {channel} channel, is contact {came[0]}."
    if contact["outcome"] == Outcome.MOVED:
        return f"The customer went on as contact {came[0]}, on the {channel} channel."
    pause = lapse(contact["closed_at"], following["arrived_at"])
    after = f"after {duration(pause)}" if pause > 0 else "straight away"
    return (
        f"The customer came again {after}, on the {channel} "
        f"channel {clock.at(following['arrived_at'])}: contact {came[0]}."
    )
