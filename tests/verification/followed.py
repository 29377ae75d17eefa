"""What one replication says of customers: contacts, sessions, messages, outages.

As `verification.sample`: sums and counts straight from the journal, numerator and
denominator. Customers count if their first contact arrived in the window, with all
that they did thereafter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from verification.sample import is_answered

from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from verification.sample import Sample

    from omnisim.journal.schema import Cause, Notice

__all__ = [
    "cut_inside",
    "ended_as",
    "helped",
    "kept_out",
    "made",
    "met",
    "moved",
    "noticed",
    "out_of_order",
    "resolved",
    "served",
    "session_length",
    "sessions_ended",
    "spared",
    "stays_ended",
    "stories",
    "talk_of_agents",
    "time_to_resolution",
    "told",
    "unmet",
    "wait_of_met",
]

Mask = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.void]
Sums = tuple[float, float]


def _within(sample: Sample, instants: npt.NDArray[np.float64]) -> Mask:
    inside: Mask = (instants >= sample.start) & (instants < sample.end)
    return inside


def _is_followed(sample: Sample) -> Mask:
    """Tell which contacts are of customers who count."""
    contacts = sample.journal.contacts
    first = (contacts["attempt"] == 1) & _within(sample, contacts["arrived_at"])
    mask: Mask = np.isin(contacts["customer"], contacts["customer"][first])
    return mask


def _followed(sample: Sample) -> tuple[Rows, int]:
    """Return the contacts of customers who count, and how many these are."""
    rows: Rows = sample.journal.contacts[_is_followed(sample)]
    return rows, int((rows["attempt"] == 1).sum())


def _channel(sample: Sample, name: str) -> int:
    return sample.journal.provenance.channels.index(name)


def made(
    channel: str = "", *, number: int = 0, cause: Cause | None = None
) -> Callable[[Sample], Sums]:
    """Contacts per customer: all, or of a channel, a number, a cause."""

    def read(sample: Sample) -> Sums:
        contacts, customers = _followed(sample)
        chosen = np.ones(len(contacts), dtype=bool)
        if channel:
            chosen &= contacts["channel"] == _channel(sample, channel)
        if number:
            chosen &= contacts["attempt"] == number
        if cause is not None:
            chosen &= contacts["cause"] == cause
        return float(chosen.sum()), float(customers)

    return read


def moved(origin: str, to: str) -> Callable[[Sample], Sums]:
    """Count moves per customer from a contact on one channel to the next on another."""

    def read(sample: Sample) -> Sums:
        contacts, customers = _followed(sample)
        in_order = contacts[np.lexsort((contacts["attempt"], contacts["customer"]))]
        before, after = in_order[:-1], in_order[1:]
        pairs = before["customer"] == after["customer"]
        pairs &= before["channel"] == _channel(sample, origin)
        pairs &= after["channel"] == _channel(sample, to)
        return float(pairs.sum()), float(customers)

    return read


def helped(sample: Sample) -> Sums:
    """Share of customers one of whose contacts resolved the issue."""
    contacts, customers = _followed(sample)
    solved = np.unique(contacts["customer"][contacts["resolved"] == 1])
    return float(len(solved)), float(customers)


def time_to_resolution(sample: Sample) -> Sums:
    """Mean time from the first arrival to the end of the contact that resolved."""
    contacts, _ = _followed(sample)
    solving = contacts[contacts["resolved"] == 1]
    first = contacts[contacts["attempt"] == 1]
    began = np.zeros(contacts["customer"].max() + 1)
    began[first["customer"]] = first["arrived_at"]
    times = solving["closed_at"] - began[solving["customer"]]
    return float(times.sum()), float(len(times))


def stories(sample: Sample) -> Sums:
    """Stories told again to an agent, per customer."""
    _, customers = _followed(sample)
    return float((_legs(sample)["story"] == 1).sum()), float(customers)


def ended_as(outcome: Outcome, channel: str) -> Callable[[Sample], Sums]:
    """Share of the contacts on a channel with an outcome."""

    def read(sample: Sample) -> Sums:
        came = sample.contacts["channel"] == _channel(sample, channel)
        ended = sample.contacts["outcome"][came] == outcome
        return float(ended.sum()), float(came.sum())

    return read


def stays_ended(outcome: Outcome, channel: str) -> Callable[[Sample], Sums]:
    """Share of first stays in the queue of a channel with an outcome."""

    def read(sample: Sample) -> Sums:
        stays = sample.stays[sample.came(channel)]
        return float((stays["outcome"] == outcome).sum()), float(len(stays))

    return read


def cut_inside(*, talking: bool) -> Callable[[Sample], Sums]:
    """Share of contacts cut off by an outage while they waited, or while talking."""

    def read(sample: Sample) -> Sums:
        stays = sample.stays
        cut = stays["outcome"] == Outcome.CUT_OFF
        cut &= ~np.isnan(stays["answered_at"]) == talking
        return float(cut.sum()), float(len(sample.contacts))

    return read


def kept_out(sample: Sample) -> Sums:
    """Share of contacts that came during an outage of their channel."""
    cut = sample.contacts["outcome"] == Outcome.CUT_OFF
    met_nobody = sample.contacts["closed_at"] == sample.contacts["arrived_at"]
    return float((cut & met_nobody).sum()), float(len(sample.contacts))


def resolved(sample: Sample) -> Sums:
    """Share of the contacts handled by agents that resolved the issue."""
    handled = sample.contacts["outcome"] == Outcome.HANDLED
    solved = sample.contacts["resolved"][handled] == 1
    return float(solved.sum()), float(handled.sum())


def _sessions(sample: Sample) -> Rows:
    """Return the sessions of customers who count."""
    sessions = sample.journal.sessions
    rows: Rows = sessions[_is_followed(sample)[sessions["contact"]]]
    return rows


def met(sample: Sample) -> Sums:
    """Sessions with a bot for each contact."""
    contacts, _ = _followed(sample)
    return float(len(_sessions(sample))), float(len(contacts))


def unmet(channel: str = "") -> Callable[[Sample], Sums]:
    """Share of contacts, or of those on a channel, without a session with a bot."""

    def read(sample: Sample) -> Sums:
        chosen = _is_followed(sample)
        if channel:
            code = _channel(sample, channel)
            chosen &= sample.journal.contacts["channel"] == code
        sessions = chosen[sample.journal.sessions["contact"]]
        return float(chosen.sum() - sessions.sum()), float(chosen.sum())

    return read


def sessions_ended(
    outcome: Outcome, *, resolved: bool = False, issue: str = ""
) -> Callable[[Sample], Sums]:
    """Share of sessions with an outcome.

    With `resolved`, only those count whose issue was resolved; with `issue`, only
    sessions about it.
    """

    def read(sample: Sample) -> Sums:
        sessions = _sessions(sample)
        contacts = sample.journal.contacts[sessions["contact"]]
        ended = sessions["outcome"] == outcome
        if resolved:
            ended &= contacts["resolved"] == 1
        about = np.ones(len(sessions), dtype=bool)
        if issue:
            code = sample.journal.provenance.issues.index(issue)
            about = contacts["issue"] == code
        return float((ended & about).sum()), float(about.sum())

    return read


def session_length(sample: Sample) -> Sums:
    """Mean length of a session."""
    sessions = _sessions(sample)
    return float((sessions["to_at"] - sessions["from_at"]).sum()), float(len(sessions))


def _legs(sample: Sample) -> Rows:
    """Return the legs answered by agents, of customers who count."""
    legs = sample.journal.interactions
    rows: Rows = legs[_is_followed(sample)[legs["contact"]] & is_answered(legs)]
    return rows


def served(sample: Sample) -> Sums:
    """Contacts answered by agents per customer."""
    _, customers = _followed(sample)
    return float(len(np.unique(_legs(sample)["contact"]))), float(customers)


def talk_of_agents(sample: Sample) -> Sums:
    """Mean talk of the contacts that came to agents."""
    legs = _legs(sample)
    talk = legs["talk_end_at"] - legs["answered_at"]
    return float(talk.sum()), float(len(legs))


def wait_of_met(*, bot: bool) -> Callable[[Sample], Sums]:
    """Mean wait of those who come from a bot, or of the others."""

    def read(sample: Sample) -> Sums:
        chosen = np.isin(sample.stays["contact"], sample.journal.sessions["contact"])
        waits = sample.waits[chosen == bot]
        return float(waits.sum()), float(len(waits))

    return read


def noticed(kind: Notice) -> Callable[[Sample], Sums]:
    """Messages of a kind sent in the window."""

    def read(sample: Sample) -> Sums:
        notices = sample.journal.notices
        chosen = (notices["kind"] == kind) & _within(sample, notices["sent_at"])
        return float(chosen.sum()), 1.0

    return read


def told(kind: Notice, *, worked: bool = False) -> Callable[[Sample], Sums]:
    """Messages of a kind for each first contact that they are about.

    With `worked`, those that did what they were sent for.
    """

    def read(sample: Sample) -> Sums:
        _, customers = _followed(sample)
        notices = sample.journal.notices[sample.journal.notices["kind"] == kind]
        about = sample.journal.contacts[notices["contact"]]
        chosen = (about["attempt"] == 1) & _within(sample, about["arrived_at"])
        if worked:
            chosen &= notices["worked"] == 1
        return float(chosen.sum()), float(customers)

    return read


def spared(kind: Notice) -> Callable[[Sample], Sums]:
    """Share of the messages of a kind that did what they were sent for."""

    def read(sample: Sample) -> Sums:
        notices = sample.journal.notices
        chosen = (notices["kind"] == kind) & _within(sample, notices["sent_at"])
        return float((notices["worked"][chosen] == 1).sum()), float(chosen.sum())

    return read


def out_of_order(sample: Sample) -> Sums:
    """Share of the window in which a channel or bot was out of order."""
    outages = sample.journal.outages
    last = np.minimum(outages["to_at"], sample.end)
    inside = np.maximum(last - np.maximum(outages["from_at"], sample.start), 0.0)
    return float(inside.sum()), sample.end - sample.start
