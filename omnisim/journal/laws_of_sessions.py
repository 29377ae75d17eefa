"""What holds of sessions with bots: one a contact at most, on arrival, and what next.

Each law is one function that yields what breaks it. All take columns in range
for granted, which `omnisim.journal.check` has seen to. That nobody meets a bot that
is out of order is a law of `omnisim.journal.laws_of_outages`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.breach import Breach, broken
from omnisim.journal.intervals import same_as_before
from omnisim.journal.laws_of_contacts import NOT_OF_LEGS
from omnisim.journal.schema import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from omnisim.journal.journal import Journal

__all__ = ["LAWS", "OF_SESSIONS"]

OF_SESSIONS = (
    Outcome.OPEN,
    Outcome.CONTAINED,
    Outcome.UNHELPED,
    Outcome.ESCALATED,
    Outcome.CUT_OFF,
)
"""Ways in which a session may end."""

_ENDS_IT = (Outcome.OPEN, Outcome.CONTAINED, Outcome.UNHELPED)  # for the contact too
_SESSION = ("contact", "bot", "outcome", "from_at", "to_at")


def one_session_a_contact(journal: Journal) -> Iterator[Breach]:
    """Look that sessions go by contact, and none has two."""
    contact = journal.sessions["contact"]
    wrong = same_as_before(contact)
    wrong[1:] |= contact[1:] < contact[:-1]
    law = "sessions are listed by contact, one each at most"
    yield from broken(law, "sessions", wrong, _SESSION)


def met_on_arrival(journal: Journal) -> Iterator[Breach]:
    """Look that a bot is met on arrival, and left later, or at the end of the run."""
    sessions = journal.sessions
    arrived = journal.contacts["arrived_at"][sessions["contact"]]
    law = "a bot is met on arrival"
    yield from broken(law, "sessions", sessions["from_at"] != arrived, _SESSION)
    law = "a session ends no earlier than it begins, an open one with the run"
    wrong = sessions["to_at"] < sessions["from_at"]
    is_open = sessions["outcome"] == Outcome.OPEN
    wrong |= is_open & (sessions["to_at"] != journal.provenance.ended_at)
    yield from broken(law, "sessions", wrong, _SESSION)


def who_meets_whom(journal: Journal) -> Iterator[Breach]:
    """Look that one bot at most is in front of a channel, and who needs a person."""
    contacts, sessions = journal.contacts, journal.sessions
    channel = contacts["channel"][sessions["contact"]]
    bot = np.full(len(journal.provenance.channels), -1)
    bot[channel[::-1]] = sessions["bot"][::-1]  # the first one stays
    law = "in front of a channel there is one bot"
    yield from broken(law, "sessions", sessions["bot"] != bot[channel], _SESSION)
    is_vulnerable = contacts["vulnerable"][sessions["contact"]] == 1
    law = "vulnerable customers meet no bot"
    yield from broken(law, "sessions", is_vulnerable, _SESSION)


def ends_agree(journal: Journal) -> Iterator[Breach]:
    """Look that a session ends its contact, or leads on to the agents.

    One that an outage cut off does either: where agents stand in for the bot, the
    customer goes on to them.
    """
    contacts, sessions = journal.contacts, journal.sessions
    became = contacts["outcome"][sessions["contact"]]
    goes_on = ~np.isin(sessions["outcome"], _ENDS_IT)
    has_legs = np.isin(sessions["contact"], journal.interactions["contact"])
    agrees = np.where(
        goes_on,
        ~np.isin(became, NOT_OF_LEGS),
        (became == sessions["outcome"]) & ~has_legs,
    )
    law = "a contact ends as its session does, unless that leads on to an agent"
    yield from broken(law, "sessions", ~agrees, _SESSION)
    is_contained = contacts["outcome"] == Outcome.CONTAINED
    is_contained[sessions["contact"]] = False
    legs = journal.interactions
    broke = sessions["contact"][sessions["outcome"] == Outcome.CUT_OFF]
    wrong = (legs["leg"] == 0) & (legs["told"] == 1) & np.isin(legs["contact"], broke)
    law = "a bot that breaks down tells nobody what comes next"
    yield from broken(law, "interactions", wrong, ("contact", "leg", "told"))
    law = "who is contained has met a bot"
    yield from broken(law, "contacts", is_contained, ("customer", "outcome"))


LAWS: tuple[Callable[[Journal], Iterator[Breach]], ...] = (
    one_session_a_contact,
    met_on_arrival,
    who_meets_whom,
    ends_agree,
)
