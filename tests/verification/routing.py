"""Cases of several queues or groups: priorities, skills, overflow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from theory.classes import cobham_many, cobham_one
from theory.groups import n_design
from theory.patience import constant, mmng
from verification.case import Case, Figure
from verification.controls import Demand
from verification.sample import (
    abandoned,
    answered_by,
    delayed,
    mean_wait,
    occupancy,
)
from verification.waiting import WINDOW, counted, phone, timed

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CASES", "two_channels"]


def two_channels(urgent: str, other: str, agents: str, more: str = "") -> str:
    """Return a scenario of two channels, of which `urgent` goes first.

    Parameters
    ----------
    urgent, other : str
        What the channels hold, as flow-style YAML.
    agents : str
        The groups, as lines of YAML.
    more : str
        Further top-level sections.
    """
    return f"""
calendar: {{start: 2026-03-02 00:00, days: 1, open: "00:00-24:00"}}
channels:
  urgent: {{kind: call, priority: 1, {urgent}}}
  other: {{kind: call, priority: 2, {other}}}
agents:
{agents}
{more}"""


def _priority_one() -> Case:
    urgent, other = cobham_one((3 / 60, 3 / 60), (6.0, 4.0), (0.0, 1.0))
    demands = (
        Demand(*WINDOW, 3 / 60, 6.0, "urgent"),
        Demand(*WINDOW, 3 / 60, 4.0, "other"),
    )
    return Case(
        title="Two priorities at one agent",
        setting="Constant talk of 6 s before exponential "
        "talk of 4 s, 3 and 3 calls a minute",
        source="Cobham (1954)",
        scenario=two_channels(
            "arrivals: {rate: 180/h}, talk: 6 s",
            "arrivals: {rate: 180/h}, talk: {exponential: 4 s}",
            "  desk: {staff: 1, skills: {urgent: 1, other: 1}}",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(4.0, channel="other"),
            Figure("mean wait, urgent", urgent, 0.07, mean_wait("urgent"), "s"),
            Figure("mean wait, other", other, 0.09, mean_wait("other"), "s"),
        ),
        replications=36,
        seed=201,
        window=WINDOW,
    )


def _priority_many() -> Case:
    urgent, other = cobham_many(5, (3 / 60, 3.5 / 60), 30.0)
    demands = (
        Demand(*WINDOW, 3 / 60, 30.0, "urgent"),
        Demand(*WINDOW, 3.5 / 60, 30.0, "other"),
    )
    return Case(
        title="Two priorities at five agents",
        setting="3 and 3.5 calls a minute, exponential talk of 30 s",
        source="Cobham (1954); Kella and Yechiali (1985)",
        scenario=two_channels(
            "arrivals: {rate: 180/h}, talk: {exponential: 30 s}",
            "arrivals: {rate: 210/h}, talk: {exponential: 30 s}",
            "  desk: {staff: 5, skills: {urgent: 1, other: 1}}",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(30.0),
            Figure("mean wait, urgent", urgent, 0.13, mean_wait("urgent"), "s"),
            Figure("mean wait, other", other, 0.21, mean_wait("other"), "s"),
        ),
        replications=32,
        seed=202,
        window=WINDOW,
    )


def _n_design(title: str, agents: str, more: str, seed: int) -> Case:
    theory = n_design(
        agents=(4, 4),
        handle_times=(48.0, 60.0),
        arrival_rates=(4.5 / 60, 3 / 60),
        patience=(40.0, 60.0),
    )
    demands = (
        Demand(*WINDOW, 3 / 60, 60.0, "urgent"),
        Demand(*WINDOW, 4.5 / 60, 60.0, "other"),
    )
    return Case(
        title=title,
        setting="3 urgent and 4.5 other calls a minute; 4 dedicated agents for the "
        "other calls alone (talk of 48 s), 4 flexible ones for both, urgent first "
        "(60 s); patience of 60 s and 40 s",
        source="Markov chain; design of Garnett and Mandelbaum (2000)",
        scenario=two_channels(
            "arrivals: {rate: 180/h}, talk: {exponential: 60 s}, "
            "patience: {exponential: 60 s}",
            "arrivals: {rate: 270/h}, talk: {exponential: 60 s}, "
            "patience: {exponential: 40 s}",
            agents,
            more,
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(48.0, group="dedicated"),
            timed(60.0, group="flexible"),
            Figure("delayed, other", theory.delayed[0], 0.07, delayed("other")),
            Figure("delayed, urgent", theory.delayed[1], 0.03, delayed("urgent")),
            Figure("abandoned, other", theory.abandoned[0], 0.12, abandoned("other")),
            Figure(
                "abandoned, urgent",
                theory.abandoned[1],
                0.085,
                abandoned("urgent"),
            ),
            Figure(
                "mean wait, other",
                theory.mean_wait[0],
                0.15,
                mean_wait("other"),
                "s",
            ),
            Figure(
                "mean wait, urgent",
                theory.mean_wait[1],
                0.085,
                mean_wait("urgent"),
                "s",
            ),
            Figure(
                "occupancy, dedicated",
                theory.occupancy[0],
                0.01,
                occupancy("dedicated"),
            ),
            Figure(
                "occupancy, flexible", theory.occupancy[1], 0.015, occupancy("flexible")
            ),
        ),
        replications=36,
        seed=seed,
        window=WINDOW,
    )


def _late_overflow() -> Case:
    n, rate, talk, after = 6, 6 / 60, 60.0, 20.0
    theory = mmng(n, rate, talk, constant(after))
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Overflow after a delay",
        setting="After 20 s to a group with an agent for everybody: to the "
        "first group, whoever overflows is lost like one whose patience is 20 s; "
        "6 Erlangs on 6 agents, exponential talk of 60 s",
        source="Baccelli and Hebuterne (1981)",
        scenario=phone(
            "talk: {exponential: 60 s}",
            rate=rate,
            staff=n,
            group="reserve: {staff: 40, skills: {}}",
            more="routing:\n  overflow: [{channel: phone, to: reserve, after: 20 s}]",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk),
            Figure("delayed", theory.delayed, 0.04, delayed()),
            Figure("overflowed", theory.abandoned, 0.05, answered_by("reserve")),
            Figure("mean wait", theory.mean_wait, 0.045, mean_wait(), "s"),
            Figure("occupancy, first group", theory.occupancy, 0.01, occupancy("desk")),
        ),
        replications=30,
        seed=205,
        window=WINDOW,
    )


CASES: dict[str, Callable[[], Case]] = {
    "priority-one-agent": _priority_one,
    "priority-many-agents": _priority_many,
    "n-design": partial(
        _n_design,
        "N-design by skills",
        "  dedicated: {staff: 4, skills: {other: 1}, pace: 0.8}\n"
        "  flexible: {staff: 4, skills: {urgent: 1, other: 2}}",
        "",
        203,
    ),
    "overflow-at-once": partial(
        _n_design,
        "N-design by overflow at once",
        "  dedicated: {staff: 4, skills: {other: 1}, pace: 0.8}\n"
        "  flexible: {staff: 4, skills: {urgent: 1}}",
        "routing:\n  overflow: [{channel: other, to: flexible, after: 0 s}]",
        204,
    ),
    "overflow-late": _late_overflow,
}
