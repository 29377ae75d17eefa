"""Cases of one queue and one group: Erlang's models, general patience, M/G/1.

Times are chosen so that a day holds many calls; only ratios of times matter.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from theory import patience as laws
from theory.classes import pollaczek_khinchine
from theory.erlang import erlang_a, erlang_b, erlang_c
from theory.patience import Survival, mmng
from verification.case import Case, Figure
from verification.controls import Demand
from verification.sample import (
    abandoned,
    blocked,
    calls,
    delayed,
    handle_time,
    mean_wait,
    occupancy,
    offered_within,
    within,
)

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CASES", "counted", "phone", "timed"]

HOUR = 3600.0
DAY = 86400.0
WINDOW = 2 * HOUR, DAY - 2 * HOUR


def phone(
    channel: str, *, rate: float, staff: int, group: str = "", more: str = ""
) -> str:
    """Return a scenario that is open day and night: one channel, one group.

    Parameters
    ----------
    channel : str
        What the channel holds besides kind and arrivals, as flow-style YAML.
    rate : float, contacts per second
    staff : int
    group : str
        A second group, as a line of YAML.
    more : str
        Further top-level sections.
    """
    return f"""
calendar: {{start: 2026-03-02 00:00, days: 1, open: "00:00-24:00"}}
channels:
  phone: {{kind: call, arrivals: {{rate: {rate * HOUR:.10g}/h}}, {channel}}}
agents:
  desk: {{staff: {staff}, skills: {{phone: 1}}}}
  {group}
{more}"""


def counted(
    demands: tuple[Demand, ...], what: str = "calls", detect: float = 0.035
) -> tuple[Figure, ...]:
    """Return the rows that hold each channel to its number of contacts."""
    channels = dict.fromkeys(demand.channel for demand in demands)
    return tuple(
        Figure(
            f"{what}, {channel}" if len(channels) > 1 else what,
            sum(demand.calls for demand in demands if demand.channel == channel),
            detect,
            calls(channel),
            "",
            is_demand=True,
        )
        for channel in channels
    )


def timed(
    expected: float, *, group: str = "", channel: str = "", detect: float = 0.03
) -> Figure:
    """Return the row that holds a group, a channel or all to a mean handle time."""
    name = ", ".join(filter(None, ("handle time", group, channel)))
    reading = handle_time(group, channel)
    return Figure(name, expected, detect, reading, "s", is_demand=True)


def _erlang_b() -> Case:
    n, rate, talk = 10, 8 / 60, 60.0
    share = erlang_b(n, rate * talk)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Erlang B",
        setting="8 Erlangs on 10 lines and 10 agents; lognormal talk of 60 s (cv 1.5), "
        "because the law does not matter",
        source="Erlang (1917); Sevastyanov (1957) for other laws than exponential",
        scenario=phone(
            "talk: {lognormal: {mean: 60 s, cv: 1.5}}, lines: 10",
            rate=rate,
            staff=n,
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk),
            Figure("blocked", share, 0.06, blocked),
            Figure("occupancy", rate * talk * (1 - share) / n, 0.01, occupancy()),
        ),
        replications=30,
        seed=101,
        window=WINDOW,
    )


def _erlang_c() -> Case:
    n, rate, talk = 5, 9 / 60, 20.0
    theory = erlang_c(n, rate, talk)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Erlang C",
        setting="3 Erlangs on 5 agents, exponential talk of 20 s",
        source="Erlang (1917)",
        scenario=phone("talk: {exponential: 20 s}", rate=rate, staff=n),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk),
            Figure("delayed", theory.delayed, 0.06, delayed()),
            Figure("mean wait", theory.mean_wait, 0.15, mean_wait(), "s"),
            Figure("answered within 10 s", theory.within(10.0), 0.03, within(10.0)),
            Figure("answered within 20 s", theory.within(20.0), 0.02, within(20.0)),
            Figure("occupancy", theory.occupancy, 0.005, occupancy()),
        ),
        replications=32,
        seed=102,
        window=WINDOW,
    )


def _erlang_a() -> Case:
    n, rate, talk, mean = 10, 10 / 60, 60.0, 45.0
    theory = erlang_a(n, rate, talk, mean, thresholds=(10.0, 30.0))
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Erlang A",
        setting="10 Erlangs on 10 agents, exponential talk of 60 s and "
        "patience of 45 s",
        source="Palm (1957); Mandelbaum and Zeltyn (2007)",
        scenario=phone(
            "talk: {exponential: 60 s}, patience: {exponential: 45 s}",
            rate=rate,
            staff=n,
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk),
            Figure("delayed", theory.delayed, 0.03, delayed()),
            Figure("abandoned", theory.abandoned, 0.06, abandoned()),
            Figure("mean wait", theory.mean_wait, 0.065, mean_wait(), "s"),
            Figure("answered within 10 s", theory.levels[0], 0.025, within(10.0)),
            Figure("answered within 30 s", theory.levels[1], 0.0125, within(30.0)),
            Figure(
                "offered wait to 30 s", theory.offered[1], 0.0125, offered_within(30.0)
            ),
            Figure("occupancy", theory.occupancy, 0.0075, occupancy()),
        ),
        replications=30,
        seed=103,
        window=WINDOW,
    )


def _with_patience(title: str, law: Survival, text: str, seed: int) -> Case:
    n, rate, talk = 10, 10 / 60, 60.0
    theory = mmng(n, rate, talk, law, thresholds=(10.0, 20.0))
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title=title,
        setting="10 Erlangs on 10 agents, exponential talk of 60 s",
        source="Baccelli and Hebuterne (1981); Zeltyn and Mandelbaum (2005)",
        scenario=phone(
            f"talk: {{exponential: 60 s}}, patience: {text}", rate=rate, staff=n
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk),
            Figure("delayed", theory.delayed, 0.03, delayed()),
            Figure("abandoned", theory.abandoned, 0.075, abandoned()),
            Figure("mean wait", theory.mean_wait, 0.065, mean_wait(), "s"),
            Figure("answered within 10 s", theory.levels[0], 0.03, within(10.0)),
            Figure("answered within 20 s", theory.levels[1], 0.0275, within(20.0)),
            Figure(
                "offered wait to 20 s", theory.offered[1], 0.0275, offered_within(20.0)
            ),
            Figure("occupancy", theory.occupancy, 0.0085, occupancy()),
        ),
        replications=30,
        seed=seed,
        window=WINDOW,
    )


def _one_agent(law: str, text: str, cv: float, seed: int) -> Case:
    rate, talk = 0.5 / 6, 6.0
    wait = pollaczek_khinchine(rate, talk, cv)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title=f"M/G/1, {law}",
        setting="One agent, half loaded, mean handle time of 6 s",
        source="Pollaczek (1930), Khinchine (1932)",
        scenario=phone(text, rate=rate, staff=1),
        demands=demands,
        figures=(
            *counted(demands),
            # a constant handle time has no spread to test against
            *((timed(talk),) if cv else ()),
            Figure("delayed", 0.5, 0.03, delayed()),
            Figure("mean wait", wait, 0.13, mean_wait(), "s"),
            Figure("occupancy", 0.5, 0.01, occupancy()),
        ),
        replications=36,
        seed=seed,
        window=WINDOW,
    )


CASES: dict[str, Callable[[], Case]] = {
    "erlang-b": _erlang_b,
    "erlang-c": _erlang_c,
    "erlang-a": _erlang_a,
    "m-m-n-d": partial(
        _with_patience,
        "M/M/n+D, patience of 30 s",
        laws.constant(30.0),
        "30 s",
        104,
    ),
    "m-m-n-lognormal": partial(
        _with_patience,
        "M/M/n+G, lognormal patience of 60 s (cv 1.2)",
        laws.lognormal(60.0, 1.2),
        "{lognormal: {mean: 60 s, cv: 1.2}}",
        105,
    ),
    "m-d-1": partial(_one_agent, "constant handle time", "talk: 6 s", 0.0, 106),
    "m-g-1-parts": partial(
        _one_agent,
        "constant talk of 4 s and exponential wrap-up of 2 s",
        "talk: 4 s, wrap_up: {exponential: 2 s}",
        1 / 3,
        107,
    ),
    "m-g-1-gamma": partial(
        _one_agent,
        "gamma handle time (cv 0.7)",
        "talk: {gamma: {mean: 6 s, cv: 0.7}}",
        0.7,
        108,
    ),
    "m-g-1-lognormal": partial(
        _one_agent,
        "lognormal handle time (cv 1.3)",
        "talk: {lognormal: {mean: 6 s, cv: 1.3}}",
        1.3,
        109,
    ),
}
