"""Cases of customers who come back until they are helped, and over channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from theory.erlang import erlang_c
from theory.journeys import Onward, follow
from verification.case import Case, Figure
from verification.controls import Demand
from verification.followed import (
    helped,
    made,
    moved,
    stories,
    time_to_resolution,
)
from verification.sample import delayed, mean_wait, occupancy, within
from verification.waiting import HOUR, counted, phone, timed

from omnisim.journal.schema import Cause

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CASES"]

# the journeys of all who come in the window are over when the day ends
WINDOW = 1 * HOUR, 20 * HOUR


def _limited() -> Case:
    n, rate, talk = 5, 2.5 / 60, 60.0
    ways = (Onward(0, 0, 0.7, 0.4, tries=3),)
    theory = follow([1.0], [0.6], [0.0], ways)
    queue = erlang_c(n, rate * theory.contacts, talk)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Three contacts at most for an issue",
        setting="2.5 first calls a minute, 60 % of calls resolve the issue; of the "
        "others 70 % call again, after a second call 40 %, after the third nobody, "
        "after a lognormal pause of 10 min (cv 1); 5 agents, exponential talk of 60 s",
        source="Erlang (1917); Baskett, Chandy, Muntz and Palacios (1975)",
        scenario=phone(
            "talk: {exponential: 60 s}",
            rate=rate,
            staff=n,
            more="""
customers:
  resolved: {phone: 60%}
  after:
    unresolved:
      phone:
        - {phone: 70%, further: 40%, tries: 3,
           after: {lognormal: {mean: 10 min, cv: 1}}}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands, detect=0.04),
            timed(talk, detect=0.035),
            Figure("contacts per customer", theory.contacts, 0.0125, made(), ""),
            Figure(
                "second contacts per customer",
                theory.by_number[1],
                0.04,
                made(number=2, cause=Cause.UNRESOLVED),
                "",
            ),
            Figure(
                "third contacts per customer",
                theory.by_number[2],
                0.15,
                made(number=3, cause=Cause.UNRESOLVED),
                "",
            ),
            Figure("issues resolved", theory.resolved, 0.025, helped),
            Figure("delayed", queue.delayed, 0.125, delayed()),
            Figure("mean wait", queue.mean_wait, 0.4, mean_wait(), "s"),
            Figure("answered within 20 s", queue.within(20.0), 0.045, within(20.0)),
            Figure("occupancy", queue.occupancy, 0.015, occupancy()),
        ),
        replications=30,
        seed=321,
        window=WINDOW,
    )


PHONE, CHAT, EMAIL = range(3)
RATES = 120, 60, 36  # first contacts an hour
RETOLD = 0.5  # extra work after a switch
WORK = 60.0, 40.0, 120.0  # of an agent
LASTS = 60.0, 70.0, 120.0  # a chat has a customer turn of 30 s
WAYS = (
    # share, further, pause, tries
    (PHONE, PHONE, 0.4, 0.25, 600.0, None),
    (PHONE, CHAT, 0.2, 0.3, 300.0, None),
    (CHAT, PHONE, 0.5, 0.5, 900.0, None),
    (CHAT, EMAIL, 0.4, 0.4, 120.0, 2),
    (EMAIL, PHONE, 0.6, 0.3, 1200.0, 3),
    (EMAIL, EMAIL, 0.2, 0.4, 600.0, None),
)
SCENARIO = f"""
calendar: {{start: 2026-03-02 00:00, days: 1, open: "00:00-24:00"}}
channels:
  phone:
    kind: call
    arrivals: {{rate: {RATES[PHONE]}/h}}
    talk: {{exponential: 60 s}}
  chat:
    kind: chat
    arrivals: {{rate: {RATES[CHAT]}/h}}
    turns: 2
    agent_turn: {{exponential: 20 s}}
    customer_turn: {{exponential: 30 s}}
  email:
    kind: mail
    arrivals: {{rate: {RATES[EMAIL]}/h}}
    work: {{exponential: 2 min}}
agents:
  callers: {{staff: 20, skills: {{phone: 1}}}}
  chatters: {{staff: 15, skills: {{chat: 1}}}}
  writers: {{staff: 15, skills: {{email: 1}}}}
customers:
  context: {{switch: lost, any: kept}}
  repeat_work: {RETOLD:.0%}
  resolved: {{phone: 70%, chat: 55%, email: 40%}}
  after:
    unresolved:
      phone:
        - {{phone: 40%, further: 25%, after: {{exponential: 10 min}}}}
        - {{chat: 20%, further: 30%, after: 5 min}}
      chat:
        - {{phone: 50%, after: {{lognormal: {{mean: 15 min, cv: 1.5}}}}}}
        - {{email: 40%, after: 2 min, tries: 2}}
      email:
        - {{phone: 60%, further: 30%, after: {{exponential: 20 min}}, tries: 3}}
        - {{email: 20%, further: 40%, after: {{exponential: 10 min}}}}
"""


def _channels() -> Case:
    first = [rate / sum(RATES) for rate in RATES]
    ways = tuple(
        # who tells her story again is served for longer, which delays all that follows
        Onward(of, to, share, further, pause + (of != to) * RETOLD * WORK[to], tries)
        for of, to, share, further, pause, tries in WAYS
    )
    theory = follow(first, [0.7, 0.55, 0.4], LASTS, ways)
    hourly = [rate / HOUR for rate in RATES]
    demands = (
        Demand(*WINDOW, hourly[PHONE], 60.0, "phone"),
        Demand(*WINDOW, hourly[CHAT], 0.0, "chat", (40.0, 30.0)),
        Demand(*WINDOW, hourly[EMAIL], 0.0, "email", (120.0, 0.0)),
    )
    names = {"phone": 0.0175, "chat": 0.025, "email": 0.05}
    called = list(names)
    moves = ((PHONE, PHONE), (PHONE, CHAT), (CHAT, PHONE), (CHAT, EMAIL))
    moves = (*moves, (EMAIL, PHONE), (EMAIL, EMAIL))
    sees = 0.125, 0.15, 0.125, 0.15, 0.125, 0.25
    return Case(
        title="Over three channels",
        setting="120 customers an hour call, 60 chat and 36 write, and an agent is "
        "there for everybody; 70, 55 and 40 % of contacts resolve the issue; of the "
        "others some come back, on the same channel or another, by cause, with "
        "limits and pauses of their own; who switches tells her story again, which "
        "is half as much work more",
        source="Absorbing chain, Kemeny and Snell (1960), section 3.2, with limits",
        scenario=SCENARIO,
        demands=demands,
        figures=(
            *counted(demands, "contacts", 0.07),
            Figure("contacts per customer", theory.contacts, 0.015, made(), ""),
            *(
                Figure(
                    f"{name} contacts per customer",
                    float(theory.visits[k]),
                    error,
                    made(name),
                    "",
                )
                for k, (name, error) in enumerate(names.items())
            ),
            *(
                Figure(
                    f"moves {called[i]} > {called[j]} per customer",
                    float(theory.moves[i, j]),
                    error,
                    moved(called[i], called[j]),
                    "",
                )
                for (i, j), error in zip(moves, sees, strict=True)
            ),
            Figure(
                "stories told again per customer", theory.switches, 0.055, stories, ""
            ),
            Figure("issues resolved", theory.resolved, 0.0175, helped),
            Figure("time to resolution", theory.time, 0.07, time_to_resolution, "s"),
        ),
        replications=30,
        seed=322,
        window=WINDOW,
    )


CASES: dict[str, Callable[[], Case]] = {
    "returns-limited": _limited,
    "over-channels": _channels,
}
