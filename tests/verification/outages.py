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
    n, rate, talk, patience = 3, 6 / 60, 30.0, 40.0
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
        setting="6 customers a minute on 3 agents, exponential talk of 30 s and "
        "patience of 40 s; the phone works for 2 min and is out of order for 30 s, "
        "exponentially, keeps newcomers out then, and at the beginning cuts off "
        f"{WHOM[cuts]}"
        + (f"; {again:.0%} of all these call again a minute later" if again else ""),
        source="Markov chain; Towsley and Tripathi (1991) for queues that are cleared",
        scenario=phone(
            "talk: {exponential: 30 s}, patience: {exponential: 40 s}, "
            f"outages: {{every: 2 min, for: {{exponential: 30 s}}, cuts: {cuts}}}",
            rate=rate,
            staff=n,
            more=f"customers: {{after: {{cut_off: {after}}}}}",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            Figure("out of order", theory.down, 0.08, out_of_order),
            Figure("kept out", theory.kept_out, 0.08, kept_out),
            *(
                Figure(
                    f"cut off while {doing}", expected, 0.1, cut_inside(talking=talking)
                )
                for doing, talking, expected in (
                    ("waiting", False, theory.cut_waiting),
                    ("talking", True, theory.cut_talking),
                )
                if expected
            ),
            *(
                (Figure("contacts per customer", theory.contacts, 0.02, made(), ""),)
                if again
                else ()
            ),
            Figure("delayed, of those let in", theory.delayed, 0.05, delayed()),
            Figure(
                "abandoned, of those let in",
                theory.abandoned / let_in,
                0.08,
                abandoned(),
            ),
            Figure("mean wait", theory.mean_wait, 0.08, mean_wait(), "s"),
            Figure("occupancy", theory.occupancy, 0.02, occupancy()),
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
