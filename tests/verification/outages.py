"""Cases of a channel that breaks down, and whom its outages cut off."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from theory.outages import outages
from verification.case import Case, Figure
from verification.controls import Demand
from verification.followed import cut_inside, kept_out, made, out_of_order
from verification.sample import abandoned, delayed, mean_wait, occupancy
from verification.waiting import HOUR, counted, phone

if TYPE_CHECKING:
    from collections.abc import Callable

    from theory.outages import Cuts

__all__ = ["CASES"]

WINDOW = 1 * HOUR, 22 * HOUR
WHOM = {"new": "nobody", "waiting": "those who wait", "all": "all who wait or talk"}


def _outages(cuts: Cuts, again: float, seed: int) -> Case:
    n, rate, talk, patience = 3, 3 / 60, 60.0, 80.0
    theory = outages(
        n,
        rate,
        handle_time=talk,
        patience=patience,
        every=120.0,
        lasts=30.0,
        cuts=cuts,
        again=again,
        pause=60.0,
        most=(30, 35 if again else 1),
    )
    let_in = 1 - theory.kept_out
    demands = (Demand(*WINDOW, rate, talk),)
    after = f"{{phone: [{{phone: {again:.0%}, after: {{exponential: 1 min}}}}]}}"
    return Case(
        title=f"Outages that cut off {WHOM[cuts]}",
        setting="3 customers a minute on 3 agents, exponential talk of 60 s and "
        "patience of 80 s; the phone works for 2 min and is out of order for 30 s, "
        "exponentially, keeps newcomers out then, and at the beginning cuts off "
        f"{WHOM[cuts]}"
        + (
            f"; {100 * again:g} % of all these call again a minute later"
            if again
            else ""
        ),
        source="Markov chain; Towsley and Tripathi (1991) for queues that are cleared",
        scenario=phone(
            "talk: {exponential: 60 s}, patience: {exponential: 80 s}, "
            f"outages: {{every: 2 min, for: {{exponential: 30 s}}, cuts: {cuts}}}",
            rate=rate,
            staff=n,
            more=f"customers: {{after: {{cut_off: {after}}}}}",
        ),
        demands=demands,
        figures=(
            *counted(demands, detect=0.04),
            Figure("out of order", theory.down, 0.125, out_of_order),
            Figure("kept out", theory.kept_out, 0.125, kept_out),
            *(
                Figure(
                    f"cut off while {doing}",
                    expected,
                    error,
                    cut_inside(talking=doing == "talking"),
                )
                for doing, expected, error in (
                    ("waiting", theory.cut_waiting, 0.125),
                    ("talking", theory.cut_talking, 0.05),
                )
                if expected
            ),
            *(
                (Figure("contacts per customer", theory.contacts, 0.03, made(), ""),)
                if again
                else ()
            ),
            Figure("delayed, of those let in", theory.delayed, 0.065, delayed()),
            Figure(
                "abandoned, of those let in",
                theory.abandoned / let_in,
                0.1,
                abandoned(),
            ),
            Figure("mean wait", theory.mean_wait, 0.125, mean_wait(), "s"),
            Figure("occupancy", theory.occupancy, 0.04, occupancy()),
        ),
        replications=30,
        seed=seed,
        window=WINDOW,
    )


CASES: dict[str, Callable[[], Case]] = {
    "outages-new": partial(_outages, "new", 0.0, 1001),
    "outages-waiting": partial(_outages, "waiting", 0.6, 1002),
    "outages-all": partial(_outages, "all", 0.6, 1003),
}
