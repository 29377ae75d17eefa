"""Cases of chats: one at a time, several at the rate level, silent leavers."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING

from theory.attention import alone
from theory.chats import desk, processor_sharing, rate_level
from theory.classes import pollaczek_khinchine
from theory.erlang import erlang_a, erlang_b
from theory.silent import silent_inside, silent_leavers
from verification.case import Case, Figure
from verification.controls import Demand
from verification.in_hand import (
    company,
    concurrency,
    duration,
    holding,
    quit_inside,
    spent,
)
from verification.sample import abandoned, blocked, delayed, mean_wait, within
from verification.waiting import HOUR, counted, timed

from omnisim.journal.schema import State

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from theory.chats import Rule

__all__ = ["CASES", "SHIFT", "chats", "in_hand"]

SHIFT = 0.5 * HOUR, 5.5 * HOUR


def chats(
    channel: str,
    *,
    rate: float,
    staff: int,
    hold: int = 1,
    group: str = "",
    more: str = "",
) -> str:
    """Return a scenario that is open for six hours: chats, one group.

    Parameters
    ----------
    channel : str
        What the channel holds besides kind and arrivals, as flow-style YAML.
    rate : float, contacts per second
    staff, hold : int
        Agents, and chats each may hold.
    group : str
        What the group holds besides, as flow-style YAML.
    more : str
        Further top-level sections.
    """
    return f"""
calendar: {{start: 2026-03-02 00:00, days: 1, open: "00:00-06:00"}}
channels:
  chat: {{kind: chat, arrivals: {{rate: {rate * HOUR:.10g}/h}}, {channel}}}
agents:
  desk: {{staff: {staff}, skills: {{chat: 1}}, may_hold: {{chat: {hold}}}, {group}}}
{more}"""


def in_hand(shares: Sequence[float], detect: tuple[float, ...]) -> tuple[Figure, ...]:
    """Return a row for each number in hand, from 0, as many as `detect` tells of."""
    return tuple(
        Figure(f"with {k} in hand", shares[k], error, holding(k))
        for k, error in enumerate(detect)
    )


def _one_at_a_time() -> Case:
    n, rate, turn, mean = 3, 3 / 60, 60.0, 45.0
    theory = erlang_a(n, rate, turn, mean, thresholds=(20.0,))
    demands = (Demand(*SHIFT, rate, 0.0, "chat", (turn, 0.0)),)
    return Case(
        title="One chat of one turn at a time",
        setting="Chats are calls: 3 Erlangs on 3 agents, one exponential agent turn of "
        "60 s, patience of 45 s",
        source="Palm (1957); Mandelbaum and Zeltyn (2007)",
        scenario=chats(
            "turns: 1, agent_turn: {exponential: 60 s}, customer_turn: 40 s, "
            "patience: {exponential: 45 s}",
            rate=rate,
            staff=n,
        ),
        demands=demands,
        figures=(
            *counted(demands, "chats", 0.045),
            timed(turn, detect=0.065),
            Figure("delayed", theory.delayed, 0.05, delayed()),
            Figure("abandoned", theory.abandoned, 0.09, abandoned()),
            Figure("mean wait", theory.mean_wait, 0.13, mean_wait(), "s"),
            Figure("answered within 20 s", theory.levels[0], 0.05, within(20.0)),
            Figure("writing", theory.occupancy, 0.025, spent(State.WRITING)),
        ),
        replications=32,
        seed=701,
        window=SHIFT,
    )


def _lost() -> Case:
    n, rate = 3, 2.5 / 60
    mean, _ = alone((3.0, 0.0), (10.0, 1.5), (15.0, 1.5))
    share = erlang_b(n, rate * mean)
    demands = (Demand(*SHIFT, rate, 0.0, "chat", (30.0, 30.0)),)
    return Case(
        title="Turns add up",
        setting="2.5 Erlangs on 3 lines and 3 agents with one chat each; three "
        "lognormal agent turns of 10 s and two customer turns of 15 s (cv 1.5): of "
        "the law of the sum only the mean matters",
        source="Erlang (1917); Sevastyanov (1957) for other laws than exponential",
        scenario=chats(
            "turns: 3, agent_turn: {lognormal: {mean: 10 s, cv: 1.5}}, "
            "customer_turn: {lognormal: {mean: 15 s, cv: 1.5}}, lines: 3",
            rate=rate,
            staff=n,
        ),
        demands=demands,
        figures=(
            *counted(demands, "chats", 0.065),
            timed(mean, detect=0.055),
            Figure("blocked", share, 0.075, blocked),
            Figure("writing", rate * (1 - share) * 30 / n, 0.04, spent(State.WRITING)),
            Figure("waiting", rate * (1 - share) * 30 / n, 0.045, spent(State.WAITING)),
        ),
        replications=32,
        seed=702,
        window=SHIFT,
    )


def _one_agent() -> Case:
    rate, wrap_up, breathing = 1.5 / 60, 3.0, 2.0
    talk, cv = alone((2.0, math.sqrt(0.5)), (4.0, 0.0), (7.0, 1.0))
    mean = talk + wrap_up + breathing
    wait = pollaczek_khinchine(rate, mean, cv * talk / mean)
    demands = (Demand(*SHIFT, rate, wrap_up, "chat", (8.0, 7.0)),)
    return Case(
        title="M/G/1, turns, wrap-up and a breath",
        setting="One agent with one chat, half loaded; a geometric number of constant "
        "agent turns of 4 s, two on average, exponential customer turns of 7 s, "
        "wrap-up of 3 s and 2 s to breathe",
        source="Pollaczek (1930), Khinchine (1932)",
        scenario=chats(
            "turns: {geometric: 2}, agent_turn: 4 s, "
            "customer_turn: {exponential: 7 s}, wrap_up: 3 s",
            rate=rate,
            staff=1,
            group="breathing: 2 s",
        ),
        demands=demands,
        figures=(
            *counted(demands, "chats", 0.07),
            timed(talk + wrap_up, detect=0.065),
            Figure("delayed", 0.5, 0.085, delayed()),
            Figure("mean wait", wait, 0.3, mean_wait(), "s"),
            Figure("writing", 0.2, 0.007, spent(State.WRITING)),
            Figure("wrap-up", 0.075, 0.006, spent(State.WRAP_UP)),
        ),
        replications=36,
        seed=703,
        window=SHIFT,
    )


DURATIONS = 60.0, 78.0, 102.0
AT_RATES = "duration_by_open_chats: [60 s, 78 s, 102 s], patience: {exponential: 60 s}"


def _rate_level(rule: Rule, title: str, seed: int) -> Case:
    n, rate = 2, 2.9 / 60
    theory = desk(n, rate_level(DURATIONS), rate, 60.0, rule=rule)
    demands = (Demand(*SHIFT, rate, 60.0, "chat"),)
    return Case(
        title=f"Rate level, {title}",
        setting="2 agents with up to 3 chats, 2.9 chats a minute, patience of 60 s; a "
        "chat lasts 60 s alone, 78 s as one of two, 102 s as one of three, and its "
        "speed changes at once",
        source="Markov chain; model of Luo and Zhang (2013), Tezcan and Zhang (2014)",
        scenario=chats(
            AT_RATES,
            rate=rate,
            staff=n,
            hold=3,
            more=f"routing: {{choose_agent: {rule}}}",
        ),
        demands=demands,
        figures=(
            *counted(demands, "chats", 0.065),
            Figure("delayed", theory.delayed, 0.15, delayed()),
            Figure("abandoned", theory.abandoned, 0.23, abandoned()),
            Figure("mean wait", theory.mean_wait, 0.28, mean_wait(), "s"),
            Figure("duration", theory.duration, 0.03, duration(), "s"),
            *in_hand(theory.holding, (0.18, 0.12, 0.11, 0.1)),
            Figure("in hand, of the busy", theory.concurrency, 0.035, concurrency, ""),
            Figure("in hand, as chats see it", theory.company, 0.025, company, ""),
        ),
        replications=32,
        seed=seed,
        window=SHIFT,
    )


def _constant_rate() -> Case:
    n, hold, rate = 2, 2, 4 / 60
    theory = erlang_a(n * hold, rate, 60.0, 60.0, thresholds=(20.0,))
    demands = (Demand(*SHIFT, rate, 60.0, "chat"),)
    return Case(
        title="Rate level, chats that do not slow each other",
        setting="2 agents with 2 chats are 4 agents with one: 4 Erlangs, a chat lasts "
        "60 s alone or beside another, patience of 60 s",
        source="Palm (1957); Mandelbaum and Zeltyn (2007)",
        scenario=chats(
            "duration_by_open_chats: [60 s, 60 s], patience: {exponential: 60 s}",
            rate=rate,
            staff=n,
            hold=hold,
        ),
        demands=demands,
        figures=(
            *counted(demands, "chats", 0.055),
            Figure("duration", 60.0, 0.07, duration(), "s", is_demand=True),
            Figure("delayed", theory.delayed, 0.065, delayed()),
            Figure("abandoned", theory.abandoned, 0.09, abandoned()),
            Figure("mean wait", theory.mean_wait, 0.15, mean_wait(), "s"),
            Figure("answered within 20 s", theory.levels[0], 0.065, within(20.0)),
        ),
        replications=32,
        seed=707,
        window=SHIFT,
    )


def _any_law() -> Case:
    rate, durations = 1.5 / 60, (60.0, 75.0, 120.0)
    shares = processor_sharing(durations, rate)
    demands = (Demand(*SHIFT, rate, 60.0, "chat"),)
    held = math.fsum(k * share for k, share in enumerate(shares))
    return Case(
        title="Rate level, any law of duration",
        setting="One agent with 3 lines; lognormal work (cv 1.5), because the law does "
        "not matter: a chat alone lasts 60 s, one of two 75 s, one of three 120 s",
        source="Cohen (1979)",
        scenario=chats(
            "duration_by_open_chats: [60 s, 75 s, 120 s], "
            "duration: {lognormal: {mean: 60 s, cv: 1.5}}, lines: 3",
            rate=rate,
            staff=1,
            hold=3,
        ),
        demands=demands,
        figures=(
            *counted(demands, "chats", 0.08),
            Figure("blocked", shares[3], 0.14, blocked),
            Figure("duration", held / rate / (1 - shares[3]), 0.085, duration(), "s"),
            *in_hand(shares, (0.21, 0.13, 0.12, 0.14)),
        ),
        replications=32,
        seed=708,
        window=SHIFT,
    )


def _silent_in_the_queue() -> Case:
    rate, turn = 2 / 60, 30.0
    theory = silent_leavers(
        rate,
        handle_time=turn,
        patience=20.0,
        silent=0.6,
        discovery=10.0,
        thresholds=(20.0,),
    )
    demands = (Demand(*SHIFT, rate, 0.0, "chat", (turn, 0.0)),)
    return Case(
        title="Silent leavers in the queue",
        setting="1 Erlang on one agent with one chat of one exponential turn of 30 s; "
        "patience of 20 s, and 60 % of those who leave say nothing and cost an "
        "exponential discovery time of 10 s",
        source="Level crossings, Brill and Posner (1977); model of Castellanos, "
        "Yom-Tov, Goldberg and Park (2025)",
        scenario=chats(
            "turns: 1, agent_turn: {exponential: 30 s}, customer_turn: 40 s, "
            "patience: {exponential: 20 s}, silent: 60%, "
            "discovery: {exponential: 10 s}",
            rate=rate,
            staff=1,
        ),
        demands=demands,
        figures=(
            *counted(demands, "chats", 0.065),
            Figure("delayed", theory.delayed, 0.045, delayed()),
            Figure("abandoned", theory.abandoned, 0.07, abandoned()),
            Figure("mean wait", theory.mean_wait, 0.11, mean_wait(), "s"),
            Figure("answered within 20 s", theory.levels[0], 0.07, within(20.0)),
            Figure("writing", theory.talking, 0.05, spent(State.WRITING)),
            Figure("discovering", theory.discovering, 0.16, spent(State.DISCOVERING)),
        ),
        replications=32,
        seed=709,
        window=SHIFT,
    )


def _silent_inside() -> Case:
    rate, turn = 1.3 / 60, 30.0
    quits, mean, cv = silent_inside(
        turn, reply_patience=60.0, silent=0.5, close_after=20.0
    )
    wait = pollaczek_khinchine(rate, mean, cv)
    demands = (Demand(*SHIFT, rate, 0.0, "chat", (turn, 0.0)),)
    return Case(
        title="Silent leavers in the conversation",
        setting="One agent with one chat of one exponential turn of 30 s; reply "
        "patience of 60 s, and half of those who leave say nothing: the turn goes on "
        "to its end, and the chat is closed 20 s later",
        source="Pollaczek (1930), Khinchine (1932)",
        scenario=chats(
            "turns: 1, agent_turn: {exponential: 30 s}, customer_turn: 40 s, "
            "reply_patience: {exponential: 60 s}, silent: 50%, close_after: 20 s",
            rate=rate,
            staff=1,
        ),
        demands=demands,
        figures=(
            *counted(demands, "chats", 0.085),
            Figure("quit", quits, 0.12, quit_inside),
            Figure("duration", mean, 0.06, duration(), "s"),
            Figure("delayed", rate * mean, 0.085, delayed()),
            Figure("mean wait", wait, 0.33, mean_wait(), "s"),
        ),
        replications=36,
        seed=710,
        window=SHIFT,
    )


CASES: dict[str, Callable[[], Case]] = {
    "chat-one-at-a-time": _one_at_a_time,
    "chat-turns-add-up": _lost,
    "m-g-1-turns": _one_agent,
    "rate-least-loaded": partial(_rate_level, "least_loaded", "least loaded", 704),
    "rate-most-loaded": partial(_rate_level, "most_loaded", "one filled first", 705),
    "rate-random": partial(_rate_level, "random", "any agent with room", 706),
    "rate-constant": _constant_rate,
    "rate-any-law": _any_law,
    "silent-in-the-queue": _silent_in_the_queue,
    "silent-inside": _silent_inside,
}
