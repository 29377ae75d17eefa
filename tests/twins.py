"""Few contacts, typed row by row: twins, and a chat that an outage ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typed import NAN, typed

from omnisim.journal import Activity, Cause, Outcome, State

if TYPE_CHECKING:
    from omnisim.journal import Journal

FIRST = (0, 0, 0, 1, Cause.FIRST)
TALK = (0, 0, Outcome.HANDLED, 0, 0, -1, 0, 0, 1, 0, 0, 0, NAN, 100, 100)


def two_calls(
    *second: float, spans: tuple[tuple[float, ...], ...] = (), **more: object
) -> Journal:
    """Return a call of 100 s, and what became of the same customer's chat beside it.

    `second` are outcome, arrival and end of the chat.
    """
    outcome, arrived_at, closed_at = second
    tables = {
        "contacts": [
            (*FIRST, Outcome.HANDLED, 1, 0, 0, 100),
            (0, 1, 0, 2, Cause.UNANSWERED, outcome, -1, 0, arrived_at, closed_at),
        ],
        "interactions": [TALK],
        "holds": [(0, 0, 0, 0, 100)],
        "agents": [(0, 0), (0, 1)],
        "duties": [(0, Activity.WORK, 0, 200), (1, Activity.WORK, 0, 200)],
        "agent_spans": [
            (0, State.TALKING, 1, 0, 0, 100),
            (0, State.IDLE, 0, -1, 100, 200),
            *spans,
        ],
        "bots": ("voice",),
    }
    return typed(**{**tables, **more})


def found_out(outcome: Outcome, end: float, left: float) -> Journal:
    """Return a twin on the phone about which an agent finds out from 10 on."""
    until = 200 if outcome == Outcome.OPEN else 40
    return two_calls(
        *(outcome, 0, NAN if outcome == Outcome.OPEN else 40),
        contacts=[
            (*FIRST, Outcome.HANDLED, 1, 0, 0, 100),
            (0, 0, 0, 2, Cause.UNANSWERED, outcome, -1, 0, 0, end),
        ],
        interactions=[
            TALK,
            (1, 0, outcome, 0, 0, -1, 0, 1, 1, 0, 10, 10, left, end, end),
        ],
        holds=[(0, 0, 0, 0, 100), (1, 0, 1, 10, until)],
        spans=(
            (1, State.IDLE, 0, -1, 0, 10),
            (1, State.DISCOVERING, 1, 1, 10, until),
            *([] if until == 200 else [(1, State.IDLE, 0, -1, 40, 200)]),
        ),
        outages=[(0, -1, 40, 50)] if outcome == Outcome.CUT_OFF else [],
        horizon=200.0,
        ended_at=200.0,
    )


def between_agents() -> Journal:
    """Return a chat that an outage meets after one agent's duty, before the next."""
    handed_on = (0, 0, Outcome.HANDED_ON, 0, 0, -1, 0, 0, 1, 0, 0, 0, NAN, 50, 50)
    cut_off = (0, 1, Outcome.CUT_OFF, 0, 0, -1, -1, -1, 0, 80, NAN, NAN, 80, NAN, NAN)
    return typed(
        contacts=[(*FIRST, Outcome.CUT_OFF, -1, 0, 0, 80)],
        interactions=[handed_on, cut_off],
        turns=[(0, 0, 0, 0, 0, 20)],
        holds=[(0, 0, 0, 0, 50)],
        agent_spans=[
            (0, State.WRITING, 1, 0, 0, 20),
            (0, State.WAITING, 1, -1, 20, 50),
        ],
        agents=[(0, 0)],
        duties=[(0, Activity.WORK, 0, 50)],
        outages=[(0, -1, 80, 90)],
    )
