"""A customer's whole journey, told in sentences, from contact to contact.

Given a journal and the wall clock at its second 0; hands on text for people, as
`omnisim.journal.story` does for a single contact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.answers import answered_legs, begins_talk
from omnisim.journal.links import cause_of, family
from omnisim.journal.schema import Cause, Notice, Outcome, State
from omnisim.journal.story import BESIDE, reason, tell_life, tell_warnings
from omnisim.journal.subjects import subject, way
from omnisim.journal.wording import Clock, counted, duration, lapse, listed, times

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from omnisim.journal.journal import Journal

__all__ = ["tell_customer"]


def tell_customer(
    journal: Journal,
    n: int,
    *,
    start: dt.datetime,
    deferred: Collection[str] = (),
) -> str:
    """Tell the journey of one customer.

    Parameters
    ----------
    journal : Journal
        A valid one.
    n : int
        Row of the population.
    start : datetime
        Wall clock at second 0: the scenario's ``calendar.start``.
    deferred : collection of str
        Names of the channels whose customers do not wait live: of their own time
        they only give what they talk when they are called back, or spend with a bot.

    Returns
    -------
    str
        A paragraph for the customer, one for each contact, one that sums up. Of a
        customer who made no contact, a sentence or two.

    Raises
    ------
    ValueError
        If the number is below 0. How many customers there are the journal does not
        know: those who were not invited have left no trace.
    """
    if n < 0:
        raise ValueError(f"there is no customer {n}; numbers begin at 0")
    mine = family(journal, n)
    if not mine:
        return _no_contact(journal, n, start)
    clock = Clock(start, journal.contacts["arrived_at"][mine[0]])
    paragraphs = [_who(journal, mine[0], clock)]
    paragraphs += [_stage(journal, one, mine, clock) for one in mine]
    paragraphs.append(_in_all(journal, mine, clock, deferred))
    return "\n\n".join(paragraphs)


def _no_contact(journal: Journal, n: int, start: dt.datetime) -> str:
    """Say why a customer made no contact, as far as that is known."""
    notices = journal.notices[journal.notices["customer"] == n]
    if not len(notices):
        return f"Customer {n} made no contact, and was sent no message."
    clock = Clock(start, notices["sent_at"][0])
    about = _about(journal, notices[0])
    told = tell_warnings(journal, n, clock)
    return (
        f"This is customer {n}{about}, {clock.opening()}. {told} There was no contact."
    )


def _about(journal: Journal, row: np.void) -> str:
    """Name the issue of a contact or a message, unless there is only one."""
    _, issue = subject(journal, row)
    return f', about "{issue}"' if issue else ""


def _who(journal: Journal, first: int, clock: Clock) -> str:
    """Say who the customer is, and what came before the first contact."""
    contact = journal.contacts[first]
    n = contact["customer"]
    who = f"This is the journey of customer {n}{_about(journal, contact)}"
    told = [f"{who}. It began {clock.opening()}."]
    if contact["vulnerable"]:
        told.append("The customer is vulnerable and needs a person.")
    told.append(tell_warnings(journal, n, clock))
    return " ".join(sentence for sentence in told if sentence)


def _stage(journal: Journal, n: int, mine: list[int], clock: Clock) -> str:
    """Tell one contact, and what led to it, in one paragraph."""
    parts = [_came(journal, n, mine, clock), *tell_life(journal, n, clock)]
    return " ".join(part for part in parts if part)


def _came(journal: Journal, n: int, mine: list[int], clock: Clock) -> str:
    """Say how the contact came about.

    Why need not be said where the paragraph before has just told it.
    """
    contacts = journal.contacts
    contact = contacts[n]
    channel, _ = subject(journal, contact)
    at = clock.at(contact["arrived_at"])
    if n == mine[0]:
        return f"Contact {n} reached the {channel} channel {at}."
    last = mine[mine.index(n) - 1]
    before = cause_of(journal, n)
    is_same = contact["channel"] == contacts["channel"][before]
    where = f"on the {channel} channel" + (" again" if is_same else "")
    if contact["cause"] in BESIDE:
        after = duration(lapse(contacts["arrived_at"][before], contact["arrived_at"]))
        meanwhile = (
            "nobody had replied to that one yet"
            if contact["cause"] == Cause.UNANSWERED
            else "the customer was still waiting in that one"
        )
        return (
            f"Contact {n} came beside contact {before}, {after} later, {where} {at}: "
            f"{meanwhile}."
        )
    pause = lapse(contacts["closed_at"][before], contact["arrived_at"])
    after = f"after {duration(pause)}" if pause > 0 else "straight away"
    followed = f"Contact {n} followed {after}, {where} {at}"
    return (
        f"{followed}."
        if before == last
        else f"{followed}: {reason(journal, n, before, clock)}."
    )


def _in_all(
    journal: Journal, mine: list[int], clock: Clock, deferred: Collection[str]
) -> str:
    """Sum the journey up."""
    contacts = journal.contacts[mine]
    channels = contacts["channel"]
    n_channels = len(np.unique(channels))
    n_moves = int((channels[1:] != channels[:-1]).sum())
    n_stories = _stories_again(journal, mine)
    notices = journal.notices
    is_mine = notices["customer"] == contacts["customer"][0]
    n_updates = int((is_mine & (notices["kind"] == Notice.UPDATE)).sum())
    counts = [f"{counted(len(mine), 'contact')} on {counted(n_channels, 'channel')}"]
    if n_moves:
        counts.append(counted(n_moves, "move") + " from one channel to another")
    if n_stories:
        counts.append(f"the story told again {times(n_stories)}")
    if n_updates:
        counts.append(counted(n_updates, "update"))
    told = [
        f"In all: {listed(counts)}.",
        _own_time(journal, mine, deferred),
        _outcome(journal, mine, clock),
    ]
    return " ".join(sentence for sentence in told if sentence)


def _stories_again(journal: Journal, mine: list[int]) -> int:
    """Return how often the story was told again, once in a conversation."""
    legs = journal.interactions
    heard = answered_legs(journal)
    again = heard[
        (legs["story"][heard] == 1)
        & (legs["outcome"][heard] != Outcome.FOUND_OUT)
        & np.isin(legs["contact"][heard], mine)
    ]
    return sum(begins_talk(journal, row) for row in again.tolist())


def _own_time(journal: Journal, mine: list[int], deferred: Collection[str]) -> str:
    """Say how much of the customer's own time it took, twins counted once."""
    spent, until = 0.0, -np.inf
    for begin, end in sorted(
        part for one in mine for part in _attended(journal, one, deferred)
    ):
        spent += max(0.0, end - max(begin, until))
        until = max(until, end)
    if not spent:
        return ""
    return f"It took {duration(spent)} of the customer's own time."


def _attended(
    journal: Journal, n: int, deferred: Collection[str]
) -> list[tuple[float, float]]:
    """Return when the customer was there: waited live, with a bot, or called back."""
    contact, sessions = journal.contacts[n], journal.sessions
    ended_at = journal.provenance.ended_at
    channel = contact["channel"]
    if journal.provenance.channels[channel] not in deferred:
        return [(contact["arrived_at"], _end(contact["closed_at"], ended_at))]
    met = sessions[sessions["contact"] == n]
    there = list(zip(met["from_at"], met["to_at"], strict=True))
    if way(journal, channel) == State.TALKING:
        legs = journal.interactions
        talks = legs[
            (legs["contact"] == n)
            & ~np.isnan(legs["answered_at"])
            & (legs["outcome"] != Outcome.FOUND_OUT)
        ]
        there += [
            (talk["answered_at"], _end(talk["talk_end_at"], ended_at)) for talk in talks
        ]
    return there


def _end(instant: float, ended_at: float) -> float:
    """Return when something was over, at the latest with the run."""
    return ended_at if np.isnan(instant) else instant


def _outcome(journal: Journal, mine: list[int], clock: Clock) -> str:
    """Say how the journey ended."""
    contacts = journal.contacts[mine]
    resolved = np.flatnonzero(contacts["resolved"] == 1)
    if len(resolved):
        first = int(resolved[np.argmin(contacts["closed_at"][resolved])])
        took = lapse(contacts["arrived_at"][0], contacts["closed_at"][first])
        return (
            f"The issue was resolved by contact {mine[first]}, "
            f"{clock.at(contacts['closed_at'][first])}, {duration(took)} after it "
            "began."
        )
    if (contacts["outcome"] == Outcome.OPEN).any():
        return "The issue was still open when the run ended."
    last = float(contacts["closed_at"].max())
    return (
        "The issue was not resolved, and nothing more was heard of the customer after "
        f"{clock.time(last)}."
    )
