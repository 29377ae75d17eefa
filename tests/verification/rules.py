"""Cases of rules beyond first come, first served: told, kept free, passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from theory.erlang import erlang_c
from theory.rules import announced, reserved
from verification.case import Case, Figure
from verification.controls import Demand
from verification.routing import two_channels
from verification.sample import (
    abandoned,
    balked,
    delayed,
    mean_wait,
    occupancy,
    passed_on,
    second_delayed,
    second_mean_wait,
)
from verification.waiting import WINDOW, counted, phone, timed

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CASES"]


def _announced() -> Case:
    n, rate, talk = 6, 6 / 60, 60.0
    theory = announced(n, rate, handle_time=talk, tolerance=30.0)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Announced waits",
        setting="6 Erlangs on 6 agents, exponential talk of 60 s; who must wait is "
        "told 10 s for each place in the queue and leaves at once if that is more "
        "than an exponential tolerance of 30 s",
        source="Birth and death chain; Whitt (1999)",
        scenario=phone(
            "talk: {exponential: 60 s}, "
            "announce: {estimate: queue_length, tolerance: {exponential: 30 s}}",
            rate=rate,
            staff=n,
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk),
            Figure("balked", theory.balked, 0.045, balked),
            Figure("delayed", theory.delayed, 0.045, delayed()),
            Figure("mean wait", theory.mean_wait, 0.075, mean_wait(), "s"),
            Figure("occupancy", theory.occupancy, 0.009, occupancy()),
        ),
        replications=32,
        seed=501,
        window=WINDOW,
    )


def _reserved() -> Case:
    theory = reserved(8, 2, (3 / 60, 4 / 60), handle_time=60.0, patience=60.0)
    demands = (
        Demand(*WINDOW, 3 / 60, 60.0, "urgent"),
        Demand(*WINDOW, 4 / 60, 60.0, "other"),
    )
    patient = "talk: {exponential: 60 s}, patience: {exponential: 60 s}"
    return Case(
        title="Agents kept free",
        setting="8 agents, of whom 2 stay free for urgent calls; 3 urgent and 4 other "
        "calls a minute, exponential talk of 60 s and patience of 60 s",
        source="Markov chain; Schaack and Larson (1986)",
        scenario=two_channels(
            f"arrivals: {{rate: 180/h}}, {patient}",
            f"arrivals: {{rate: 240/h}}, {patient}",
            "  desk: {staff: 8, skills: {urgent: 1, other: 1}, reserved: {urgent: 2}}",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(60.0),
            Figure("delayed, urgent", theory.delayed[0], 0.14, delayed("urgent")),
            Figure("delayed, other", theory.delayed[1], 0.03, delayed("other")),
            Figure("abandoned, other", theory.abandoned[1], 0.04, abandoned("other")),
            Figure(
                "mean wait, urgent", theory.mean_wait[0], 0.24, mean_wait("urgent"), "s"
            ),
            Figure(
                "mean wait, other", theory.mean_wait[1], 0.06, mean_wait("other"), "s"
            ),
            Figure("occupancy", theory.occupancy, 0.01, occupancy()),
        ),
        replications=34,
        seed=502,
        window=WINDOW,
    )


def _transfer() -> Case:
    rate, talk, share = 9 / 60, 20.0, 0.4
    first, second = erlang_c(5, rate, talk), erlang_c(2, share * rate, talk)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Transfers",
        setting="9 calls a minute to 5 agents, exponential talk of 20 s; at its end "
        "40 % are passed on to 2 others, for as long again",
        source="Burke (1956), Jackson (1957), Erlang (1917)",
        scenario=phone(
            "talk: {exponential: 20 s}",
            rate=rate,
            staff=5,
            group="second: {staff: 2, skills: {}}",
            more="routing: {transfers: [{from: desk, to: second, share: 40%}]}",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk),
            Figure("delayed, first", first.delayed, 0.06, delayed()),
            Figure("mean wait, first", first.mean_wait, 0.17, mean_wait(), "s"),
            Figure("passed on", share, 0.023, passed_on),
            Figure("delayed, second", second.delayed, 0.06, second_delayed),
            Figure("mean wait, second", second.mean_wait, 0.17, second_mean_wait, "s"),
            Figure("occupancy, first", first.occupancy, 0.005, occupancy("desk")),
            Figure("occupancy, second", second.occupancy, 0.035, occupancy("second")),
        ),
        replications=34,
        seed=503,
        window=WINDOW,
    )


CASES: dict[str, Callable[[], Case]] = {
    "announced-waits": _announced,
    "agents-kept-free": _reserved,
    "transfers": _transfer,
}
