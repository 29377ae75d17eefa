"""Cases of mail: put aside for calls, and of several rounds."""

from __future__ import annotations

from theory.classes import pollaczek_khinchine
from theory.erlang import erlang_c
from theory.groups import inflated
from theory.interrupted import interrupted
from verification.case import Case, Figure
from verification.chats import SHIFT
from verification.controls import Demand
from verification.in_hand import (
    delayed_legs,
    mean_wait_of_legs,
    response,
    spent,
    turns_sent,
)
from verification.sample import delayed, mean_wait
from verification.waiting import HOUR, counted

from omnisim.journal.schema import State

__all__ = ["put_aside", "rounds"]


def put_aside() -> Case:
    """Return the case of mail that is put aside for calls."""
    rates, talk, work = (1.6 / 60, 1 / 60), 15.0, 20.0
    calls = pollaczek_khinchine(rates[0], talk, 0.6)
    mail = interrupted(rates, (talk, work), (0.6, 0.8))
    demands = (
        Demand(*SHIFT, rates[0], talk, "phone"),
        Demand(*SHIFT, rates[1], 0.0, "email", (work, 0.0)),
    )
    return Case(
        title="Mail put aside for calls",
        setting="One agent, who puts a mail aside for calls and goes on with what is "
        "left; 1.6 calls and 1 mail a minute, gamma talk of 15 s (cv 0.6) and work "
        "of 20 s (cv 0.8)",
        source="White and Christie (1958); Conway, Maxwell and Miller (1967)",
        scenario=f"""
calendar: {{start: 2026-03-02 00:00, days: 1, open: "00:00-06:00"}}
channels:
  phone:
    kind: call
    priority: 1
    arrivals: {{rate: {rates[0] * HOUR:g}/h}}
    talk: {{gamma: {{mean: 15 s, cv: 0.6}}}}
  email:
    kind: mail
    priority: 2
    arrivals: {{rate: {rates[1] * HOUR:g}/h}}
    work: {{gamma: {{mean: 20 s, cv: 0.8}}}}
agents:
  desk:
    staff: 1
    skills: {{phone: 1, email: 1}}
    may_hold: {{phone: 1, email: 1}}
    interrupts: {{phone: email}}
""",
        demands=demands,
        figures=(
            *counted(demands, "contacts", 0.075),
            Figure("delayed, calls", rates[0] * talk, 0.1, delayed("phone")),
            Figure("mean wait, calls", calls, 0.23, mean_wait("phone"), "s"),
            Figure("mean response, mail", mail, 0.24, response("email"), "s"),
            Figure("talking", rates[0] * talk, 0.006, spent(State.TALKING)),
            Figure("on mail", rates[1] * work, 0.0175, spent(State.WORKING)),
        ),
        replications=36,
        seed=810,
        window=SHIFT,
    )


def rounds() -> Case:
    """Return the case of mail of several rounds."""
    n, rate, work = 3, 1.9 / 60, 30.0
    # a round more with a probability of one half: as an issue left open
    theory = erlang_c(n, inflated(rate, resolved=0.5, returning=1.0), work)
    demands = (Demand(*SHIFT, rate, 0.0, "email", (2 * work, 120.0)),)
    return Case(
        title="Mail of several rounds",
        setting="1.9 mails a minute to 3 agents with one each; a geometric number of "
        "rounds of exponential work of 30 s, two on average, and the customer's next "
        "mail joins the queue 120 s later (lognormal, cv 1.5)",
        source="Erlang (1917); Baskett, Chandy, Muntz and Palacios (1975)",
        scenario=f"""
calendar: {{start: 2026-03-02 00:00, days: 1, open: "00:00-06:00"}}
channels:
  email:
    kind: mail
    arrivals: {{rate: {rate * HOUR:g}/h}}
    turns: {{geometric: 2}}
    work: {{exponential: 30 s}}
    customer_turn: {{lognormal: {{mean: 120 s, cv: 1.5}}}}
agents:
  desk: {{staff: {n}, skills: {{email: 1}}}}
""",
        demands=demands,
        figures=(
            *counted(demands, "mails", 0.065),
            Figure("rounds of a mail", 2.0, 0.055, turns_sent, "", is_demand=True),
            Figure("delayed", theory.delayed, 0.09, delayed_legs),
            Figure("mean wait", theory.mean_wait, 0.34, mean_wait_of_legs, "s"),
            Figure("on mail", theory.occupancy, 0.0175, spent(State.WORKING)),
        ),
        replications=32,
        seed=811,
        window=SHIFT,
    )
