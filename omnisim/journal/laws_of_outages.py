"""What holds of outages: one at a time, nobody gets in, and who is cut off when.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to. What happens at the very
instant when an outage begins or ends may come before it or after.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.breach import Breach, Flags, Rows, broken
from omnisim.journal.intervals import (
    Instants,
    Keys,
    places,
    same_as_before,
)
from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.journal.journal import Journal

__all__ = ["LAWS"]

_OUTAGE = ("channel", "bot", "from_at", "to_at")
_CONTACT = ("channel", "outcome", "arrived_at", "closed_at")
_SESSION = ("contact", "bot", "outcome", "from_at", "to_at")


def outages_in_order(journal: Journal) -> Iterator[Breach]:
    """Look that outages are listed by time, each of one thing, and do not overlap."""
    outages = journal.outages
    wrong = (outages["channel"] >= 0) == (outages["bot"] >= 0)
    law = "either a channel or a bot is out of order"
    yield from broken(law, "outages", wrong, _OUTAGE)
    wrong = outages["to_at"] < outages["from_at"]
    wrong[1:] |= outages["from_at"][1:] < outages["from_at"][:-1]
    law = "outages are listed by time, and end after they began"
    yield from broken(law, "outages", wrong, _OUTAGE)
    order = np.argsort(_what(journal), kind="stable")
    mine = outages[order]
    overlaps = same_as_before(_what(journal)[order])
    overlaps &= mine["from_at"] < np.roll(mine["to_at"], 1)
    wrong = np.zeros(len(outages), dtype=bool)
    wrong[order] = overlaps
    law = "outages of one channel or bot do not overlap"
    yield from broken(law, "outages", wrong, _OUTAGE)


def nobody_gets_in(journal: Journal) -> Iterator[Breach]:
    """Look that who arrives during an outage is kept out, or comes out of hours."""
    if not len(journal.outages):
        return
    contacts = journal.contacts
    arrived = contacts["arrived_at"]
    row = _latest(journal, contacts["channel"], arrived)
    is_down = _lasts(journal, row, arrived)
    outcome, outside = contacts["outcome"], _got_in(journal)
    is_out = (outcome == Outcome.CLOSED) | ((outcome == Outcome.CUT_OFF) & ~outside)
    law = "who arrives while the channel is out of order does not get in"
    yield from broken(law, "contacts", is_down & ~is_out, _CONTACT)

    sessions = journal.sessions
    row = _latest(journal, _bots(journal), sessions["from_at"])
    wrong = _lasts(journal, row, sessions["from_at"])
    law = "nobody meets a bot that is out of order"
    yield from broken(law, "sessions", wrong, _SESSION)
    # the last outage to begin before the end of the session may be within it
    row = _latest(journal, _bots(journal), sessions["to_at"], before=True)
    known = row >= 0
    wrong = np.zeros(len(sessions), dtype=bool)
    begun = journal.outages["from_at"][row[known]]
    wrong[known] = begun > sessions["from_at"][known]
    law = "no session outlasts the beginning of an outage of its bot"
    yield from broken(law, "sessions", wrong, _SESSION)


def cut_off_by_an_outage(journal: Journal) -> Iterator[Breach]:
    """Look that who is cut off is so while the channel, or the bot, is out of order.

    A channel may cut more off while it is out of order already, by another outage that
    has begun within the first; a bot has nobody left to lose then.
    """
    contacts, sessions = journal.contacts, journal.sessions
    channel, closed = contacts["channel"], contacts["closed_at"]
    cut = np.flatnonzero(contacts["outcome"] == Outcome.CUT_OFF)
    row = _latest(journal, channel[cut], closed[cut])
    explained = _lasts(journal, row, closed[cut], to_the_end=True)
    bot = np.full(len(contacts), -1)
    only_bot = ~_has_legs(journal)[sessions["contact"]]
    bot[sessions["contact"][only_bot]] = _bots(journal)[only_bot]
    row = _latest(journal, bot[cut], closed[cut])
    explained |= _begins(journal, row, closed[cut])
    wrong = np.zeros(len(contacts), dtype=bool)
    wrong[cut] = ~explained
    law = "who is cut off is so while the channel or the bot is out of order"
    yield from broken(law, "contacts", wrong, _CONTACT)

    row = _latest(journal, _bots(journal), sessions["to_at"])
    explained = _begins(journal, row, sessions["to_at"])
    row = _latest(journal, channel[sessions["contact"]], sessions["to_at"])
    explained |= _lasts(journal, row, sessions["to_at"], to_the_end=True)
    wrong = (sessions["outcome"] == Outcome.CUT_OFF) & ~explained
    law = "a session is cut off when its bot breaks down, or while its channel is down"
    yield from broken(law, "sessions", wrong, _SESSION)


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    outages_in_order,
    nobody_gets_in,
    cut_off_by_an_outage,
)


def _what(journal: Journal) -> Keys:
    """Return what each outage befell: the channels by code, then the bots."""
    outages = journal.outages
    n_channels = len(journal.provenance.channels)
    what: Keys = np.where(
        outages["bot"] >= 0, n_channels + outages["bot"], outages["channel"]
    ).astype(np.int64)
    return what


def _bots(journal: Journal) -> Keys:
    """Return what sessions are with, numbered as outages are."""
    bots: Keys = journal.sessions["bot"].astype(np.int64)
    return len(journal.provenance.channels) + bots


def _latest(
    journal: Journal, what: Keys, at: Instants, *, before: bool = False
) -> Rows:
    """Return the latest outage to have begun by then, or before then; or -1."""
    befell, begun = _what(journal), journal.outages["from_at"]
    begins, wanted = places((befell, begun), (what, at))
    order = np.argsort(begins, kind="stable")
    found = (
        np.searchsorted(begins[order], wanted, side="left" if before else "right") - 1
    )
    row = np.full(len(what), -1)
    known = found >= 0
    row[known] = order[found[known]]
    row[known] = np.where(befell[row[known]] == what[known], row[known], -1)
    return row


def _lasts(
    journal: Journal, row: Rows, at: Instants, *, to_the_end: bool = False
) -> Flags:
    """Flag instants within outages; at their beginnings and ends only if asked."""
    known = row >= 0
    begun, over = (journal.outages[name][row[known]] for name in ("from_at", "to_at"))
    lasts = known.copy()
    at = at[known]
    lasts[known] = at <= over if to_the_end else (begun < at) & (at < over)
    return lasts


def _begins(journal: Journal, row: Rows, at: Instants) -> Flags:
    """Flag instants at which the outages begin."""
    known = row >= 0
    begins = known.copy()
    begins[known] = journal.outages["from_at"][row[known]] == at[known]
    return begins


def _has_legs(journal: Journal) -> Flags:
    """Flag the contacts that joined a queue."""
    has_legs = np.zeros(len(journal.contacts), dtype=bool)
    has_legs[journal.interactions["contact"]] = True
    return has_legs


def _got_in(journal: Journal) -> Flags:
    """Flag the contacts that met a bot or joined a queue."""
    got_in = _has_legs(journal)
    got_in[journal.sessions["contact"]] = True
    return got_in
