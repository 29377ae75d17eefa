"""Cases of customers who try again: first and further tries, limited or not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from theory.retrials import Again, at_once, retrials
from verification.case import Case, Figure
from verification.controls import Demand
from verification.followed import helped, made
from verification.sample import abandoned, blocked, delayed, mean_wait, occupancy
from verification.waiting import HOUR, counted, phone, timed

from omnisim.journal.schema import Cause

if TYPE_CHECKING:
    from collections.abc import Callable

    from theory.retrials import Retrials

__all__ = ["CASES"]

# who tries again late in the window still does so before the day ends
WINDOW = 1 * HOUR, 22 * HOUR
SOURCE = "Markov chain; Falin and Templeton (1997), chapter 2"


def _steps(again: Again, pause: str) -> str:
    """Return what those do who try again on the phone, as flow-style YAML."""
    limit = "" if again.tries is None else f", tries: {again.tries}"
    return (
        f"{{phone: [{{phone: {again.first:.0%}, further: {again.further:.0%}, "
        f"after: {pause}{limit}}}]}}"
    )


def _numbers(theory: Retrials, detect: tuple[float, ...]) -> tuple[Figure, ...]:
    """Return the rows on contacts per customer and on those never answered.

    Parameters
    ----------
    theory : Retrials
    detect : tuple of float
        Of all contacts, of second and third ones, if these shall have a row, and of
        customers answered.
    """
    names = "second", "third"
    further = zip(names, theory.by_number[1:], detect[1:-1], strict=False)
    return (
        Figure("contacts per customer", theory.contacts, detect[0], made(), ""),
        *(
            Figure(
                f"{name} contacts per customer",
                expected,
                error,
                made(number=number),
                "",
            )
            for number, (name, expected, error) in enumerate(further, start=2)
        ),
        Figure("customers answered", 1 - theory.lost, detect[-1], helped),
    )


def _loss(
    title: str, again: Again, says: str, detect: tuple[float, ...], seed: int
) -> Case:
    n, rate, talk, pause = 2, 2 / 60, 60.0, 90.0
    theory = retrials(n, n, rate, handle_time=talk, pause=pause, blocked=again)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title=title,
        setting="2 customers a minute on 2 lines and 2 agents, exponential talk of 60 "
        f"s; of the blocked {100 * again.first:g} % call again, of those blocked "
        f"again {100 * again.further:g} %, after an exponential pause of 90 s, {says}",
        source=SOURCE,
        scenario=phone(
            "talk: {exponential: 60 s}, lines: 2",
            rate=rate,
            staff=n,
            more="customers: {after: {blocked: "
            f"{_steps(again, '{exponential: 90 s}')}}}}}",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk, detect=0.05),
            *_numbers(theory, detect),
            Figure("blocked", theory.blocked, 0.035, blocked),
            Figure("occupancy", theory.occupancy, 0.025, occupancy()),
        ),
        replications=30,
        seed=seed,
        window=WINDOW,
    )


def _at_once() -> Case:
    n, rate, talk = 3, 3 / 60, 60.0
    again = Again(0.6, 0.5, tries=3)
    contacts, refused = at_once(n, rate * talk, again)
    first = (contacts - 1) / (0.6 * 1.5)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Calling again at once",
        setting="3 Erlangs on 3 lines and 3 agents, lognormal talk of 60 s (cv 1.2); "
        "of the blocked 60 % call again at the same instant, of those blocked again "
        "50 %, three calls in all: the lines are still in use",
        source="Erlang (1917); Sevastyanov (1957)",
        scenario=phone(
            "talk: {lognormal: {mean: 60 s, cv: 1.2}}, lines: 3",
            rate=rate,
            staff=n,
            more=f"customers: {{after: {{blocked: {_steps(again, '0 s')}}}}}",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk, detect=0.05),
            Figure("contacts per customer", contacts, 0.015, made(), ""),
            Figure(
                "second contacts per customer",
                first * 0.6,
                0.06,
                made(number=2, cause=Cause.BLOCKED),
                "",
            ),
            Figure(
                "third contacts per customer",
                first * 0.3,
                0.07,
                made(number=3, cause=Cause.BLOCKED),
                "",
            ),
            Figure("blocked", refused, 0.03, blocked),
            Figure("customers answered", 1 - first, 0.02, helped),
        ),
        replications=30,
        seed=316,
        window=WINDOW,
    )


def _queue() -> Case:
    n, lines, rate, talk = 2, 4, 2.25 / 60, 60.0
    busy, gave_up = Again(0.8, 0.5, tries=3), Again(0.6, 0.3, tries=3)
    theory = retrials(
        n,
        lines,
        rate,
        handle_time=talk,
        patience=50.0,
        pause=80.0,
        blocked=busy,
        abandoned=gave_up,
    )
    pause = "{exponential: 80 s}"
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Three calls at most, blocked or given up",
        setting="2.25 customers a minute on 2 agents and 4 lines, exponential talk of "
        "60 s and patience of 50 s; of the blocked 80 % call again, later 50 %, of "
        "those who gave up 60 %, later 30 %, after an exponential pause of 80 s",
        source="Markov chain of agents, the queue in its order, and who calls again",
        scenario=phone(
            "talk: {exponential: 60 s}, patience: {exponential: 50 s}, lines: 4",
            rate=rate,
            staff=n,
            more=f"""
customers:
  after:
    blocked: {_steps(busy, pause)}
    abandoned: {_steps(gave_up, pause)}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk, detect=0.05),
            *_numbers(theory, (0.02, 0.07, 0.15, 0.025)),
            Figure("blocked", theory.blocked, 0.085, blocked),
            Figure("delayed, of those let in", theory.delayed, 0.035, delayed()),
            Figure("abandoned, of those let in", theory.abandoned, 0.05, abandoned()),
            Figure("mean wait", theory.mean_wait, 0.07, mean_wait(), "s"),
            Figure("occupancy", theory.occupancy, 0.025, occupancy()),
        ),
        replications=30,
        seed=317,
        window=WINDOW,
    )


CASES: dict[str, Callable[[], Case]] = {
    "retrials": partial(
        _loss,
        "Retrials, first and further",
        Again(0.8, 0.5),
        "as often as it takes",
        (0.03, 0.025),
        311,
    ),
    "retrials-limited": partial(
        _loss,
        "Retrials, three calls at most",
        Again(0.8, 0.5, tries=3),
        "three calls in all",
        (0.025, 0.055, 0.095, 0.025),
        314,
    ),
    "retrials-at-once": _at_once,
    "retrials-of-a-queue": _queue,
}
