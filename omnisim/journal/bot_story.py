"""What a contact had of the bot in front of its channel, told in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Outcome
from omnisim.journal.wording import Clock, duration, lapse

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal

__all__ = ["tell_session"]


def tell_session(journal: Journal, n: int, clock: Clock) -> str:
    """Tell of a contact's session with a bot.

    Parameters
    ----------
    journal : Journal
    n : int
        Row of the contacts table.
    clock : Clock

    Returns
    -------
    str
        Empty if the contact met no bot, and none turned it away.
    """
    rows = np.flatnonzero(journal.sessions["contact"] == n)
    if not len(rows):
        return _turned_away(journal, n)
    session = journal.sessions[rows[0]]
    bot = journal.provenance.bots[session["bot"]]
    spent = duration(lapse(session["from_at"], session["to_at"]))
    until = clock.at(session["to_at"])
    met = f'The customer met the bot "{bot}"'
    outcome = Outcome(session["outcome"])
    if outcome == Outcome.CUT_OFF:
        return f"{met}. {_cut_off(journal, session, spent, until)}"
    no_help = f"{met}. It could not help"
    return {
        Outcome.OPEN: f"{met}, and was with it, after {spent}, when the run ended.",
        Outcome.CONTAINED: f"{met}, which dealt with the matter in {spent}, {until}.",
        Outcome.UNHELPED: f"{no_help}, and the customer left {until}, after {spent}.",
        Outcome.ESCALATED: (
            f"{no_help}, and passed the customer on to an agent {until}, after {spent}"
            f"{_warned(journal, n)}."
        ),
    }[outcome]


def _turned_away(journal: Journal, n: int) -> str:
    """Tell of a customer whom a bot did not take."""
    contact = journal.contacts[n]
    if contact["outcome"] != Outcome.UNHELPED:
        return ""
    channel = journal.provenance.channels[contact["channel"]]
    if contact["vulnerable"]:
        return (
            f"On the {channel} channel there is nobody but a bot, and the customer "
            "needs a person: the customer left at once."
        )
    return "The bot could not take the customer, who was turned away at once."


def _cut_off(journal: Journal, session: np.void, spent: str, until: str) -> str:
    """Tell of a bot, or a channel, that broke down in the middle of a session."""
    outages = journal.outages
    befell = outages[outages["from_at"] == session["to_at"]]
    what = "The bot"
    if not (befell["bot"] == session["bot"]).any():
        channel = journal.contacts["channel"][session["contact"]]
        what = f"The {journal.provenance.channels[channel]} channel"
    broke = f"{what} broke down {until}, after {spent}"
    if journal.contacts["outcome"][session["contact"]] == Outcome.CUT_OFF:
        return f"{broke}, and the customer was cut off."
    return f"{broke}, and the customer went on to an agent."


def _warned(journal: Journal, n: int) -> str:
    """Say whether the customer was told that an agent would go on, if one could."""
    legs = journal.interactions
    first = legs[(legs["contact"] == n) & (legs["leg"] == 0)]
    if not len(first):
        return ""
    return ", saying so" if first["told"][0] == 1 else ", without saying so"
