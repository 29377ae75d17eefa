"""The case of a day that changes: rates by the half hour, shifts, a break, an end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from theory.day import Shift, forward
from verification.case import Case, Figure
from verification.controls import Demand
from verification.sample import (
    busy_between,
    delayed_between,
    lost_between,
    overrun,
    waited_between,
)
from verification.waiting import HOUR, counted, timed

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CASES"]

OPENS = 8 * HOUR
COUNTS = (24, 28, 30, 42, 70, 74, 78, 70, 44, 40, 36, 34)  # calls per half hour
HALF = HOUR / 2

SCENARIO = f"""
calendar: {{start: 2026-03-02 00:00, open: "08:00-14:00"}}
channels:
  phone:
    kind: call
    arrivals: {{per: 30 min, counts: {list(COUNTS)}}}
    talk: {{exponential: 3 min}}
    wrap_up: 0 s
    patience: {{exponential: 2 min}}
agents:
  desk:
    shifts:
      - {{n: 4, hours: "08:00-12:00", breaks: ["09:30-10:00"]}}
      - {{n: 5, hours: "09:30-14:00"}}
    skills: {{phone: 1}}
routing: {{choose_agent: random}}
"""


def _day() -> Case:
    edges = [OPENS + HALF * k for k in range(len(COUNTS) + 1)]
    # after closing nobody calls; half an hour on, the last talk is over but for
    # one in twenty thousand
    theory = forward(
        [
            Shift(4, OPENS, 12 * HOUR, breaks=((9.5 * HOUR, 10 * HOUR),)),
            Shift(5, 9.5 * HOUR, 14 * HOUR),
        ],
        [*edges, edges[-1] + HOUR],
        [*(count / HALF for count in COUNTS), 0.0],
        handle_time=180.0,
        patience=120.0,
    )
    demands = tuple(
        Demand(start, start + HALF, count / HALF, 180.0)
        for start, count in zip(edges, COUNTS, strict=False)
    )
    figures = [*counted(demands), timed(180.0)]
    for first in range(0, len(COUNTS), 2):
        hour = slice(first, first + 2)
        start, end = edges[first], edges[first + 2]
        clock = f"{start / HOUR:02.0f}-{end / HOUR:02.0f} h"
        figures += [
            Figure(
                f"delayed calls, {clock}",
                float(theory.delayed[hour].sum()),
                0.13,
                delayed_between(start, end),
                "",
            ),
            Figure(
                f"abandoned calls, {clock}",
                float(theory.abandoned[hour].sum()),
                0.21,
                lost_between(start, end),
                "",
            ),
            Figure(
                f"time waited, {clock}",
                float(theory.waited[hour].sum()),
                0.23,
                waited_between(start, end),
                "s",
            ),
        ]
    figures += [
        Figure(
            "agents busy, all day",
            float(theory.busy.sum()),
            0.0075,
            busy_between(edges[0], edges[-1] + HOUR),
            "s",
        ),
        Figure(
            "overrun of shifts and breaks",
            float(theory.overrun.sum()),
            0.17,
            overrun,
            "s",
        ),
    ]
    return Case(
        title="A day with changing rates and shifts",
        setting="Six hours, 52 to 148 calls an hour, a shift of 4 with a break, "
        "a shift of 5, exponential talk of 3 min and patience of 2 min; an agent "
        "finishes what she holds when her shift ends or her break begins",
        source="Kolmogorov's forward equations; Feller, vol. I, section XVII.9",
        scenario=SCENARIO,
        demands=demands,
        figures=tuple(figures),
        replications=500,
        seed=401,
        window=(0.0, 24 * HOUR),
    )


CASES: dict[str, Callable[[], Case]] = {"day": _day}
