"""Cases of customers who call again: redial, and issues left open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from theory.erlang import erlang_c
from theory.groups import inflated, redial
from verification.case import Case, Figure
from verification.controls import Demand
from verification.sample import (
    abandoned,
    blocked,
    contacts_per_customer,
    delayed,
    mean_wait,
    occupancy,
    within,
)
from verification.waiting import WINDOW, counted, phone, timed

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CASES"]


def _redial() -> Case:
    n, lines, rate, talk = 6, 9, 7 / 60, 60.0
    theory = redial(
        n,
        lines,
        rate,
        handle_time=talk,
        patience=40.0,
        again=(0.7, 0.4),
        pause=120.0,
        most=60,
    )
    waits = 1 - theory.blocked
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Redial",
        setting="7 Erlangs on 6 agents and 9 lines, exponential talk of 60 s and "
        "patience of 40 s; 70 % of the blocked and 40 % of those who gave up call "
        "again after an exponential pause of 2 min",
        source="Markov chain; Falin and Templeton (1997), chapter 2",
        scenario=phone(
            "talk: {exponential: 60 s}, patience: {exponential: 40 s}, lines: 9",
            rate=rate,
            staff=n,
            more="""
customers:
  after:
    blocked: {phone: [{phone: 70%, after: {exponential: 2 min}}]}
    abandoned: {phone: [{phone: 40%, after: {exponential: 2 min}}]}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk),
            Figure(
                "contacts per customer",
                theory.contacts,
                0.02,
                contacts_per_customer,
                "",
            ),
            Figure("blocked", theory.blocked, 0.1, blocked),
            Figure(
                "delayed, of those let in", theory.delayed / waits, 0.025, delayed()
            ),
            Figure(
                "abandoned, of those let in",
                theory.abandoned / waits,
                0.045,
                abandoned(),
            ),
            Figure("mean wait", theory.mean_wait, 0.045, mean_wait(), "s"),
            Figure("occupancy", theory.occupancy, 0.009, occupancy()),
        ),
        replications=30,
        seed=301,
        window=WINDOW,
    )


def _returns() -> Case:
    n, rate, talk = 7, 8 / 60, 30.0
    whole = inflated(rate, resolved=0.7, returning=0.6)
    theory = erlang_c(n, whole, talk)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Repeat contacts",
        setting="8 first calls a minute, 70 % resolved, 60 % of the "
        "others call again after an exponential pause of 10 min; 7 agents, "
        "exponential talk of 30 s",
        source="Jackson (1957), Erlang (1917)",
        scenario=phone(
            "talk: {exponential: 30 s}",
            rate=rate,
            staff=n,
            more="""
customers:
  resolved: {phone: 70%}
  after:
    unresolved: {phone: [{phone: 60%, after: {exponential: 10 min}}]}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk),
            Figure(
                "contacts per customer", whole / rate, 0.01, contacts_per_customer, ""
            ),
            Figure("delayed", theory.delayed, 0.06, delayed()),
            Figure("mean wait", theory.mean_wait, 0.23, mean_wait(), "s"),
            Figure("answered within 10 s", theory.within(10.0), 0.025, within(10.0)),
            Figure("occupancy", theory.occupancy, 0.009, occupancy()),
        ),
        replications=32,
        seed=302,
        window=WINDOW,
    )


CASES: dict[str, Callable[[], Case]] = {"redial": _redial, "returns": _returns}
