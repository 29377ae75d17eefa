"""Cases of agents: attention spread thin, learning, and strain."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from theory.chats import processor_sharing
from theory.closed import saturated
from verification.case import Case, Figure
from verification.chats import SHIFT, chats
from verification.controls import Demand
from verification.followed import resolved
from verification.in_hand import company, duration, ended
from verification.sample import blocked, is_answered
from verification.waiting import HOUR, counted

from omnisim.units import DAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from verification.sample import Sample

__all__ = ["CASES"]


def _thin() -> Case:
    held, agent_turn, customer_turn, n_turns = 3, 10.0, 20.0, 3
    between = customer_turn * (n_turns - 1) / n_turns
    theory = saturated(held, agent_turn, between)
    n, rate = 4, 9.6 / 60  # more than they can take
    demands = (Demand(*SHIFT, rate, 0.0, "chat", (30.0, 40.0)),)
    return Case(
        title="Attention spread over 3 chats",
        setting="4 agents who always hold 3 chats each, of three exponential agent "
        "turns of 10 s and customer turns of 20 s; alone they would resolve 90 % of 80 "
        "% of the issues, and each further chat in hand takes 10 points",
        source="Mean value analysis, Reiser and Lavenberg (1980)",
        scenario=chats(
            "turns: 3, agent_turn: {exponential: 10 s}, "
            "customer_turn: {exponential: 20 s}",
            rate=rate,
            staff=n,
            hold=held,
            group="resolves: 0.9",
            more="customers: {resolved: {chat: 80%}, dilution: 10%}",
        ),
        demands=demands,
        figures=(
            Figure(
                "chats ended, an hour",
                n * theory.turns / n_turns * HOUR,
                0.0125,
                ended,
                "",
            ),
            Figure(
                "issues resolved",
                0.8 * 0.9 - 0.1 * 2,
                0.04,
                resolved,
            ),
        ),
        replications=30,
        seed=1301,
        window=SHIFT,
    )


def _mixed() -> Case:
    rate = 6 / 60
    shares = processor_sharing([20.0, 20.0, 20.0, 20.0], rate)
    in_hand = math.fsum(k * share for k, share in enumerate(shares))
    seen = math.fsum(k * k * share for k, share in enumerate(shares)) / in_hand
    demands = (Demand(*SHIFT, rate, 20.0, "chat"),)
    return Case(
        title="Attention spread over up to 4 chats",
        setting="6 chats a minute at an agent with 4 places and as many lines; a chat "
        "lasts 20 s, always; alone she would resolve 90 % of issues, and each further "
        "chat in hand on average takes 15 points: what a chat sees of the others",
        source="Erlang (1917); Sevastyanov (1957)",
        scenario=chats(
            "duration_by_open_chats: [20 s, 20 s, 20 s, 20 s], duration: 20 s, "
            "lines: 4",
            rate=rate,
            staff=1,
            hold=4,
            more="customers: {resolved: {chat: 90%}, dilution: 15%}",
        ),
        demands=demands,
        figures=(
            *counted(demands, "chats", 0.04),
            Figure("blocked", shares[4], 0.15, blocked),
            Figure("in hand, as chats see it", seen, 0.0125, company, ""),
            Figure(
                "issues resolved",
                0.9 - 0.15 * (seen - 1),
                0.035,
                resolved,
            ),
        ),
        replications=30,
        seed=1302,
        window=SHIFT,
    )


def _talk_on(day: int, *, new: bool) -> Callable[[Sample], tuple[float, float]]:
    """Mean talk of the calls that new or other agents answer on a day."""

    def read(sample: Sample) -> tuple[float, float]:
        legs = sample.journal.interactions
        legs = legs[is_answered(legs)]
        chosen = np.floor(legs["answered_at"] / DAY) == day
        chosen &= (sample.journal.agents["number"][legs["agent"]] >= 3) == new
        talk = (legs["talk_end_at"] - legs["answered_at"])[chosen]
        return float(talk.sum()), float(chosen.sum())

    return read


def _learning() -> Case:
    rate, talk, days, slower = 1 / 60, 90.0, 4, 0.6
    factors = [1 + slower * 2 ** -((1 + day) / 2) for day in range(days)]
    demands = (Demand(0.0, days * DAY, rate, talk),)
    return Case(
        title="Learning",
        setting="One call a minute, gamma talk of 90 s (cv 0.4); 5 agents, of whom 2 "
        "have been there for a day and are 60 % slower at first; what they lack "
        "halves every two days",
        source="The formula itself, day by day",
        scenario=f"""
calendar: {{start: 2026-03-02 00:00, days: {days}, open: "00:00-24:00"}}
channels:
  phone:
    kind: call
    arrivals: {{rate: {rate * HOUR:g}/h}}
    talk: {{gamma: {{mean: 90 s, cv: 0.4}}}}
agents:
  desk:
    staff: 5
    skills: {{phone: 1}}
    learning: {{new: 2, slower: 60%, halves: 2 days, since: 1 day}}
routing: {{choose_agent: random}}
""",
        demands=demands,
        figures=(
            *counted(demands),
            *(
                Figure(
                    f"talk of the new, day {day + 1}",
                    talk * factor,
                    0.04,
                    _talk_on(day, new=True),
                    "s",
                )
                for day, factor in enumerate(factors)
            ),
            Figure("talk of others, day 1", talk, 0.025, _talk_on(0, new=False), "s"),
        ),
        replications=30,
        seed=1303,
        window=(0.0, days * DAY),
    )


def _strain() -> Case:
    talk = 20.0
    longer = talk * (1 + 0.02 * 100 * (1 - 0.85))
    demands = (Demand(*SHIFT, 4 / 60, talk),)
    return Case(
        title="Strain",
        setting="An agent with more calls than she can take, gamma talk of 20 s (cv "
        "0.5); 2 % slower for each point of occupancy above 85 % in the last 15 min, "
        "that is for 15 points",
        source="One over the work of a call",
        scenario="""
calendar: {start: 2026-03-02 00:00, days: 1, open: "00:00-06:00"}
channels:
  phone: {kind: call, arrivals: {rate: 240/h}, talk: {gamma: {mean: 20 s, cv: 0.5}}}
agents:
  desk:
    staff: 1
    skills: {phone: 1}
    strain: {slower: 2%, above: 85%, over: 15 min}
""",
        demands=demands,
        figures=(
            *counted(demands, detect=0.06),
            Figure("calls ended, an hour", HOUR / longer, 0.02, ended, ""),
            Figure("talk", longer, 0.02, duration(), "s"),
        ),
        replications=30,
        seed=1304,
        window=SHIFT,
    )


CASES: dict[str, Callable[[], Case]] = {
    "attention-thin": _thin,
    "attention-mixed": _mixed,
    "learning": _learning,
    "strain": _strain,
}
