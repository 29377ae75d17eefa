"""The rows of a dull desk and those of a journal, in the same plain form."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from dull_desk import Desk

    from omnisim.journal import Journal

__all__ = [
    "contacts_of_desk",
    "contacts_of_journal",
    "holds_of_desk",
    "holds_of_journal",
    "interactions_of_desk",
    "interactions_of_journal",
    "spans_of_desk",
    "spans_of_journal",
    "turns_of_desk",
    "turns_of_journal",
    "waits_of_desk",
    "waits_of_journal",
]

Row = tuple[float | None, ...]


def _row(*values: float) -> Row:
    return tuple(None if math.isnan(value) else value for value in values)


def _rows(table: np.ndarray, *columns: str) -> list[Row]:
    return [_row(*(row[name].item() for name in columns)) for row in table]


def contacts_of_desk(desk: Desk) -> list[Row]:
    """Return customer, channel, attempt, cause, outcome, resolved and instants."""
    return [
        _row(
            one.customer, desk.codes[one.channel], one.attempt, one.cause,
            one.outcome, one.resolved, one.arrived_at, one.closed_at,
        )
        for one in desk.contacts
    ]  # fmt: skip


def contacts_of_journal(journal: Journal) -> list[Row]:
    """Return the same of a journal."""
    return _rows(
        journal.contacts, "customer", "channel", "attempt", "cause", "outcome",
        "resolved", "arrived_at", "closed_at",
    )  # fmt: skip


def interactions_of_desk(desk: Desk) -> list[Row]:
    """Return contact, leg, outcome, silent, agent and all instants but turn_at."""
    return [
        _row(
            one.number, leg.number, leg.outcome, leg.silent,
            -1 if leg.agent is None else leg.agent.number,
            leg.queued_at, leg.answered_at, leg.left_at,
            leg.talk_end_at, leg.wrap_up_end_at,
        )
        for one in desk.contacts
        for leg in one.legs
    ]  # fmt: skip


def interactions_of_journal(journal: Journal) -> list[Row]:
    """Return the same of a journal."""
    return _rows(
        journal.interactions, "contact", "leg", "outcome", "silent", "agent",
        "queued_at", "answered_at", "left_at", "talk_end_at", "wrap_up_end_at",
    )  # fmt: skip


def waits_of_desk(desk: Desk) -> list[Row]:
    """Return contact, leg and when the endlessly patient would have been answered."""
    return [
        _row(one.number, leg.number, leg.turn_at)
        for one in desk.contacts
        for leg in one.legs
    ]


def waits_of_journal(journal: Journal) -> list[Row]:
    """Return the same of a journal."""
    return _rows(journal.interactions, "contact", "leg", "turn_at")


def turns_of_desk(desk: Desk) -> list[Row]:
    """Return contact, leg, turn and instants, by contact and turn."""
    return sorted(
        (
            _row(row.contact, row.leg, row.n, row.asked_at, row.began_at, row.ended_at)
            for row in desk.turns
        ),
        key=lambda row: row[:3:2],
    )


def turns_of_journal(journal: Journal) -> list[Row]:
    """Return the same of a journal."""
    names = ("contact", "leg", "turn", "asked_at", "began_at", "ended_at")
    return sorted(_rows(journal.turns, *names), key=lambda row: row[:3:2])


def holds_of_desk(desk: Desk) -> list[Row]:
    """Return contact, leg, agent, begin and end, but for holds of no time."""
    return sorted(
        _row(hold.contact.number, hold.leg, hold.agent.number, hold.from_at, hold.to_at)
        for hold in desk.holds
        if hold.from_at < hold.to_at
    )


def holds_of_journal(journal: Journal) -> list[Row]:
    """Return the same of a journal."""
    rows = _rows(journal.holds, "contact", "leg", "agent", "from_at", "to_at")
    return sorted(row for row in rows if row[3] != row[4])


def spans_of_desk(desk: Desk) -> list[Row]:
    """Return agent, state, held, contact, begin and end, neighbours alike as one."""
    return merged(sorted(desk.spans, key=lambda span: (span[0], span[4])))


def spans_of_journal(journal: Journal) -> list[Row]:
    """Return the same of a journal."""
    names = ("agent", "state", "held", "contact", "from_at", "to_at")
    return merged(_rows(journal.agent_spans, *names))


def merged(spans: list[Row]) -> list[Row]:
    """Return spans with neighbours that differ in time only made one."""
    spans = [span for span in spans if span[4] != span[5]]
    borders = [
        n
        for n, (before, after) in enumerate(pairwise(spans), start=1)
        if (*before[:4], before[5]) != after[:5]
    ]
    return [
        (*spans[begin][:5], spans[end - 1][5])
        for begin, end in pairwise([0, *borders, len(spans)])
        if begin < end
    ]
