"""Whom a story is about: names of groups, channels and issues, and what agents do."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from omnisim.journal.schema import Outcome, State

if TYPE_CHECKING:
    from omnisim.journal.journal import Journal

__all__ = [
    "agent_of_group",
    "dialled_at",
    "is_discovery",
    "must_exist",
    "subject",
    "way",
]

_WAYS = (State.TALKING, State.WRITING, State.WORKING)


def must_exist(n: int, count: int, kind: str) -> None:
    """Raise unless a table has a row.

    Raises
    ------
    ValueError
        If there is no row of that number; says which ones there are.
    """
    if not 0 <= n < count:
        known = (
            f"the journal has numbers 0 to {count - 1}"
            if count
            else f"the journal has no {kind}s"
        )
        raise ValueError(f"there is no {kind} {n}; {known}")


def agent_of_group(journal: Journal, agent: int) -> str:
    """Say who an agent is: ``agent 3 of group desk``."""
    group = journal.provenance.groups[int(journal.agents["group"][agent])]
    return f"agent {agent} of group {group}"


def subject(journal: Journal, contact: np.void) -> tuple[str, str]:
    """Return the names of a contact's channel and issue; an only issue goes unsaid."""
    made_by = journal.provenance
    issue = made_by.issues[contact["issue"]] if len(made_by.issues) > 1 else ""
    return made_by.channels[contact["channel"]], issue


def dialled_at(journal: Journal, leg: np.void) -> float:
    """Return when the customer of a stay was called back; NaN if she never was.

    A call that took no time left no trace but the stay itself.
    """
    spans = journal.agent_spans
    dials = spans["from_at"][
        (spans["state"] == State.DIALLING)
        & (spans["contact"] == leg["contact"])
        & (spans["from_at"] >= leg["queued_at"])
    ]
    if len(dials) and not dials[0] > leg["answered_at"]:
        return float(dials[0])
    was_missed = leg["outcome"] in (Outcome.MISSED, Outcome.UNREACHED)
    return float(leg["queued_at"]) if was_missed else math.nan


def is_discovery(journal: Journal, leg: np.void) -> bool:
    """Say whether an agent was finding out that another contact had been answered.

    A discovery that took no time left no trace but its outcome.
    """
    spans = journal.agent_spans
    mine = spans[
        (spans["agent"] == leg["agent"]) & (spans["contact"] == leg["contact"])
    ]
    was_seen = bool((mine["state"] == State.DISCOVERING).any())
    is_twin = leg["outcome"] != Outcome.ABANDONED
    return leg["outcome"] == Outcome.FOUND_OUT or (was_seen and bool(is_twin))


def way(journal: Journal, channel: int) -> State:
    """Return how agents serve a channel: they talk, write or work on mails.

    A channel on which nobody was seen to do so has chats that are modelled by their
    rate (``CHATTING``), or nothing to tell.
    """
    spans = journal.agent_spans
    shown = np.isin(spans["state"], _WAYS) & (spans["contact"] >= 0)
    attended = spans["contact"][shown]
    there = journal.contacts["channel"][attended] == channel
    return State(spans["state"][shown][there][0]) if there.any() else State.CHATTING
