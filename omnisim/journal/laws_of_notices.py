"""What holds of messages to customers: to whom, when, and what it came to.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.breach import Breach, Rows, broken
from omnisim.journal.intervals import either, same_as_before
from omnisim.journal.schema import Cause, Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.journal.journal import Journal

__all__ = ["LAWS"]

_NOTICE = ("customer", "contact", "kind", "worked", "sent_at")
_ABOUT = ("customer", "channel", "issue")


def notices_in_order(journal: Journal) -> Iterator[Breach]:
    """Look that messages are listed by time, and nobody gets the same one twice."""
    notices = journal.notices
    wrong = np.zeros(len(notices), dtype=bool)
    wrong[1:] = notices["sent_at"][1:] < notices["sent_at"][:-1]
    law = "messages are listed by time"
    yield from broken(law, "notices", wrong, _NOTICE)
    keys = [notices[name] for name in ("contact", "kind", "customer")]
    order = np.lexsort(keys)
    wrong[order] = same_as_before(*(key[order] for key in keys))
    law = "a customer gets a message of a kind once, or once for each contact"
    yield from broken(law, "notices", wrong, _NOTICE)


def updates_tell_of_open_contacts(journal: Journal) -> Iterator[Breach]:
    """Look that updates tell of a contact that is open and has no reply yet."""
    notices, contacts, turns = journal.notices, journal.contacts, journal.turns
    is_update = notices["kind"] == Notice.UPDATE
    wrong = is_update & (notices["contact"] < 0)
    law = "an update tells of a contact"
    yield from broken(law, "notices", wrong, _NOTICE)

    rows = np.flatnonzero(notices["contact"] >= 0)
    of = notices["contact"][rows]
    differs = np.zeros(len(notices), dtype=bool)
    for name in _ABOUT:
        differs[rows] |= notices[name][rows] != contacts[name][of]
    law = "a message that tells of a contact has its customer, channel and issue"
    yield from broken(law, "notices", differs, ("contact", *_ABOUT))

    if not is_update.any():
        return
    settled = either(contacts["closed_at"], np.inf)
    np.fmin.at(settled, turns["contact"], turns["ended_at"])
    sent = notices["sent_at"][rows]
    late = np.zeros(len(notices), dtype=bool)
    late[rows] = (sent < contacts["arrived_at"][of]) | (sent > settled[of])
    law = "an update is sent while the contact is open and has no reply"
    yield from broken(law, "notices", late & is_update, _NOTICE)


def who_is_told_before(journal: Journal) -> Iterator[Breach]:
    """Look that a message before the first contact spares it, or goes before it.

    A visitor comes at once when she accepts an invitation, else never; who is reached
    proactively makes the contact at once that she was about to make, or need not.
    """
    notices, contacts = journal.notices, journal.contacts
    before = np.flatnonzero(notices["kind"] != Notice.UPDATE)
    law = "who is told before her first contact has made none yet"
    first = _first_contact(journal, before)
    has_come = first >= 0
    wrong = np.zeros(len(notices), dtype=bool)
    named = notices["contact"][before]
    wrong[before] = (named >= 0) & (named != first)
    wrong[before[has_come]] |= (
        contacts["arrived_at"][first[has_come]] != notices["sent_at"][before[has_come]]
    )
    yield from broken(law, "notices", wrong, _NOTICE)

    about = np.zeros(len(notices), dtype=bool)
    for name in ("channel", "issue"):
        about[before[has_come]] |= (
            contacts[name][first[has_come]] != notices[name][before[has_come]]
        )
    law = "a message before the first contact has its channel and issue"
    yield from broken(law, "notices", about, ("customer", "channel", "issue"))

    worked = notices["worked"][before] == 1
    is_invitation = notices["kind"][before] == Notice.INVITATION
    wrong = np.zeros(len(notices), dtype=bool)
    wrong[before] = np.where(is_invitation, has_come != worked, has_come & worked)
    law = "who is spared a contact makes none, who is invited comes if she accepts"
    yield from broken(law, "notices", wrong, _NOTICE)


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    notices_in_order,
    updates_tell_of_open_contacts,
    who_is_told_before,
)


def _first_contact(journal: Journal, rows: Rows) -> Rows:
    """Return the first contact of the customers that messages went to, or -1."""
    first = np.flatnonzero(journal.contacts["cause"] == Cause.FIRST)
    customer = journal.contacts["customer"][first]
    order = np.argsort(customer, kind="stable")
    wanted = journal.notices["customer"][rows]
    place = np.searchsorted(customer[order], wanted)
    found = place < len(order)
    found[found] = customer[order][place[found]] == wanted[found]
    result = np.full(len(rows), -1)
    result[found] = first[order][place[found]]
    return result
