"""Journals typed row by row, and one small morning of calls.

Columns of a row are those of `omnisim.journal.schema`, in its order. A contact may
leave out `vulnerable`, an interaction `story` and `told`: nobody is vulnerable then,
and the story is told once, to customers whom nobody told that they move on.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

import numpy as np

from omnisim.journal import (
    TABLES,
    Activity,
    Cause,
    Journal,
    Outcome,
    Provenance,
    State,
    dtype,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NAN = float("nan")
NINE = dt.datetime(2026, 3, 2, 9)  # noqa: DTZ001 - a wall clock has no zone
"""Wall clock at second 0 of the morning: a Monday, nine o'clock."""

Row = tuple[float, ...]


def typed(
    *,
    contacts: Sequence[Row] = (),
    interactions: Sequence[Row] = (),
    turns: Sequence[Row] = (),
    holds: Sequence[Row] = (),
    sessions: Sequence[Row] = (),
    notices: Sequence[Row] = (),
    outages: Sequence[Row] = (),
    agent_spans: Sequence[Row] = (),
    agents: Sequence[Row] = (),
    duties: Sequence[Row] = (),
    **provenance: Any,  # noqa: ANN401 - any field of the provenance
) -> Journal:
    """Return a journal of the given rows."""
    return Journal(
        provenance=dataclasses.replace(_MADE_BY, **provenance),
        contacts=np.array([_contact(row) for row in contacts], dtype("contacts")),
        interactions=np.array(
            list(_interactions(interactions, {row[0] for row in sessions})),
            dtype("interactions"),
        ),
        turns=np.array(list(turns), dtype("turns")),
        holds=np.array(list(holds), dtype("holds")),
        sessions=np.array(list(sessions), dtype("sessions")),
        notices=np.array(list(notices), dtype("notices")),
        outages=np.array(list(outages), dtype("outages")),
        agent_spans=np.array(list(agent_spans), dtype("agent_spans")),
        agents=np.array(list(agents), dtype("agents")),
        duties=np.array(list(duties), dtype("duties")),
    )


def _contact(row: Row) -> Row:
    """Return a contact with all its columns."""
    return row if len(row) == len(TABLES["contacts"]) else (*row[:7], 0, *row[7:])


def _interactions(rows: Sequence[Row], from_bots: set[float]) -> Iterator[Row]:
    """Yield interactions with all their columns.

    Transfers, and bots, lead to an interaction of which nobody was told.
    """
    transferred = None
    for row in rows:
        contact, leg, outcome = row[:3]
        has_moved = contact in from_bots if leg == 0 else contact == transferred
        transferred = contact if outcome == Outcome.TRANSFERRED else None
        is_whole = len(row) == len(TABLES["interactions"])
        yield row if is_whole else (*row[:4], 0, 0 if has_moved else -1, *row[4:])


def changed(journal: Journal, table: str, row: int, **cells: float) -> Journal:
    """Return the journal with some cells of one row changed."""
    rows = journal.table(table).copy()
    for column, value in cells.items():
        rows[column][row] = value
    return dataclasses.replace(journal, **{table: rows})


def without(journal: Journal, table: str, row: int) -> Journal:
    """Return the journal with one row left out."""
    return dataclasses.replace(journal, **{table: np.delete(journal.table(table), row)})


def repeated(journal: Journal, table: str, row: int) -> Journal:
    """Return the journal with one row standing there twice."""
    rows = journal.table(table)
    return dataclasses.replace(journal, **{table: np.insert(rows, row, rows[row])})


def morning() -> Journal:
    """Return an hour of calls with everything that may happen to them in it.

    Two agents at the desk and one senior; lines are full at second 25, sales
    closes before second 40, and the run ends with one contact on the phone and
    one in the queue.
    """
    return typed(
        contacts=_CONTACTS,
        interactions=_INTERACTIONS,
        holds=_HOLDS,
        agent_spans=_AGENT_SPANS,
        agents=[(0, 0), (0, 1), (1, 0)],
        duties=_DUTIES,
    )


def empty() -> Journal:
    """Return a journal in which nothing happened and nobody was there."""
    return typed()


_MADE_BY = Provenance(
    version="0.1.0",
    engine="typed",
    seed=1,
    replication=0,
    fingerprint="0123abcd",
    channels=("phone", "sales"),
    issues=("balance", "dispute"),
    groups=("desk", "seniors"),
    horizon=3600.0,
    ended_at=3600.0,
)
_CONTACTS: list[Row] = [
    (0, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 0, 60),
    (1, 0, 1, 1, Cause.FIRST, Outcome.HANDLED, 0, 10, 100),
    (2, 0, 0, 1, Cause.FIRST, Outcome.ABANDONED, -1, 20, 35),
    (3, 0, 0, 1, Cause.FIRST, Outcome.BLOCKED, -1, 25, 25),
    (4, 1, 0, 1, Cause.FIRST, Outcome.BALKED, -1, 30, 30),
    (5, 1, 0, 1, Cause.FIRST, Outcome.CLOSED, -1, 40, 40),
    (3, 0, 0, 2, Cause.BLOCKED, Outcome.HANDLED, 1, 45, 80),
    (2, 0, 0, 2, Cause.ABANDONED, Outcome.HANDLED, 1, 95, 163),
    (6, 0, 0, 1, Cause.FIRST, Outcome.HANDLED, 1, 1790, 1810),
    (1, 0, 1, 2, Cause.UNRESOLVED, Outcome.OPEN, -1, 3590, NAN),
    (4, 1, 0, 2, Cause.BALKED, Outcome.OPEN, -1, 3595, NAN),
]
_INTERACTIONS: list[Row] = [
    (0, 0, Outcome.HANDLED, 0, 0, 0, 1, 0, 0, 0, NAN, 60, 70),
    (1, 0, Outcome.TRANSFERRED, 0, 0, 1, 1, 10, 14, 14, NAN, 44, 50),
    (1, 1, Outcome.HANDLED, 0, 1, 2, 1, 44, 44, 44, NAN, 100, 130),
    (2, 0, Outcome.ABANDONED, 0, -1, -1, 0, 20, 50, NAN, 35, NAN, NAN),
    (4, 0, Outcome.BALKED, 0, -1, -1, 0, 30, NAN, NAN, 30, NAN, NAN),
    (6, 0, Outcome.HANDLED, 0, 0, 1, 1, 45, 50, 50, NAN, 80, 80),
    (7, 0, Outcome.HANDLED, 0, 0, 1, 2, 95, 103, 103, NAN, 163, 170),
    (8, 0, Outcome.HANDLED, 0, 0, 0, 1, 1790, 1790, 1790, NAN, 1810, 1815),
    (9, 0, Outcome.OPEN, 0, 1, 2, 1, 3590, 3590, 3590, NAN, NAN, NAN),
    (10, 0, Outcome.OPEN, 0, -1, -1, 0, 3595, NAN, NAN, NAN, NAN, NAN),
]
_HOLDS: list[Row] = [
    (0, 0, 0, 0, 70),
    (1, 0, 1, 10, 50),
    (1, 1, 2, 44, 130),
    (6, 0, 1, 50, 80),
    (7, 0, 0, 95, 99),
    (7, 0, 1, 99, 170),
    (8, 0, 0, 1790, 1815),
    (9, 0, 2, 3590, 3600),
]
_AGENT_SPANS: list[Row] = [
    (0, State.TALKING, 1, 0, 0, 60),
    (0, State.WRAP_UP, 1, 0, 60, 70),
    (0, State.IDLE, 0, -1, 70, 95),
    (0, State.RINGING, 1, 7, 95, 99),
    (0, State.AWAY, 0, -1, 99, 109),
    (0, State.IDLE, 0, -1, 109, 1790),
    (0, State.TALKING, 1, 8, 1790, 1810),
    (0, State.WRAP_UP, 1, 8, 1810, 1815),
    (0, State.IDLE, 0, -1, 2400, 3000),
    (1, State.IDLE, 0, -1, 0, 10),
    (1, State.RINGING, 1, 1, 10, 14),
    (1, State.TALKING, 1, 1, 14, 44),
    (1, State.WRAP_UP, 1, 1, 44, 50),
    (1, State.TALKING, 1, 6, 50, 80),
    (1, State.IDLE, 0, -1, 80, 99),
    (1, State.RINGING, 1, 7, 99, 103),
    (1, State.TALKING, 1, 7, 103, 163),
    (1, State.WRAP_UP, 1, 7, 163, 170),
    (1, State.IDLE, 0, -1, 170, 600),
    (1, State.IDLE, 0, -1, 900, 3000),
    (2, State.IDLE, 0, -1, 0, 44),
    (2, State.TALKING, 1, 1, 44, 100),
    (2, State.WRAP_UP, 1, 1, 100, 130),
    (2, State.IDLE, 0, -1, 130, 3590),
    (2, State.TALKING, 1, 9, 3590, 3600),
]
_DUTIES: list[Row] = [
    (0, Activity.WORK, 0, 1800),
    (0, Activity.BREAK, 1800, 2400),
    (0, Activity.WORK, 2400, 2700),
    (0, Activity.WORK, 2700, 3000),
    (1, Activity.WORK, 0, 600),
    (1, Activity.PLANNED, 600, 900),
    (1, Activity.WORK, 900, 3000),
    (1, Activity.ABSENT, 3000, 3600),
    (2, Activity.WORK, 0, 7200),
]
