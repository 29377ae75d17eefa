"""Cases of messages to customers: updates, proactive contact, invitations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from theory.erlang import erlang_c
from theory.notices import invited, updated
from verification.case import Case, Figure
from verification.controls import Demand
from verification.followed import made, noticed, spared, told
from verification.in_hand import spent
from verification.sample import calls, delayed, mean_wait, occupancy
from verification.waiting import HOUR, WINDOW, counted, phone

from omnisim.journal.schema import Cause, Notice, State

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CASES"]

EARLY = 1 * HOUR, 20 * HOUR  # what these write is answered before the day ends


def _updates() -> Case:
    rate, reply = 150 / HOUR, 15 * 60.0
    theory = updated(
        reply=reply, chase=(0.5, 1200.0), after=300.0, share=0.9, saves=0.6
    )
    demands = (Demand(*EARLY, rate, 0.0, "email", (reply, 0.0)),)
    return Case(
        title="Updates that save a chase",
        setting="150 letters an hour, each answered in an exponential time of 15 min; "
        "half of the customers would call after an exponential time of 20 min "
        "without an answer; 90 % of those still open after 5 min are sent an update, "
        "which saves 60 % of the calls to come",
        source="Competing exponential times",
        scenario=f"""
calendar: {{start: 2026-03-02 00:00, days: 1, open: "00:00-24:00"}}
channels:
  email:
    kind: mail
    arrivals: {{rate: {rate * HOUR:g}/h}}
    work: {{exponential: {reply:g} s}}
  phone: {{kind: call, talk: 10 s}}
agents:
  writers: {{staff: 75, skills: {{email: 1}}}}
  callers: {{staff: 10, skills: {{phone: 1}}}}
customers:
  after: {{unanswered: {{email: [{{phone: 50%, after: {{exponential: 20 min}}}}]}}}}
  updates: {{email: {{after: 5 min, share: 90%, saves: 60%}}}}
""",
        demands=demands,
        figures=(
            *counted(demands, "letters", 0.04),
            Figure("updates per letter", theory.sent, 0.035, told(Notice.UPDATE), ""),
            Figure(
                "calls per letter",
                theory.chased,
                0.09,
                made("phone", cause=Cause.UNANSWERED),
                "",
            ),
            Figure(
                "calls spared per letter",
                theory.spared,
                0.15,
                told(Notice.UPDATE, worked=True),
                "",
            ),
        ),
        replications=30,
        seed=1201,
        window=EARLY,
    )


def _proactive() -> Case:
    n, rate, talk = 5, 6 / 60, 40.0
    spares = 0.6 * 0.5
    calls_made = rate * (0.5 + 0.5 * (1 - spares))
    theory = erlang_c(n, calls_made, talk)
    demands = (Demand(*WINDOW, rate, talk),)
    length = WINDOW[1] - WINDOW[0]
    return Case(
        title="Contacts spared beforehand",
        setting="6 customers a minute, of whom half would call about a delivery; a "
        "message reaches 60 % of these and spares half of their calls; 5 agents, "
        "exponential talk of 40 s",
        source="Erlang (1917): what is left of a Poisson process is one",
        scenario=phone(
            "talk: {exponential: 40 s}",
            rate=rate,
            staff=n,
            more="""
issues: {delivery: 50%, other: 50%}
customers: {proactive: {phone/delivery: {reaches: 60%, saves: 50%}}}
""",
        ),
        demands=demands,
        figures=(
            Figure("calls", calls_made * length, 0.009, calls(), ""),
            Figure(
                "messages", 0.3 * rate * length, 0.04, noticed(Notice.PROACTIVE), ""
            ),
            Figure("spared, of those told", 0.5, 0.04, spared(Notice.PROACTIVE)),
            Figure("delayed", theory.delayed, 0.08, delayed()),
            Figure("mean wait", theory.mean_wait, 0.2, mean_wait(), "s"),
            Figure("occupancy", theory.occupancy, 0.0125, occupancy()),
        ),
        replications=30,
        seed=1202,
        window=WINDOW,
    )


def _invitations() -> Case:
    n, room, rate, turn, accept = 4, 2, 5 / 60, 72.0, 0.3
    asked = invited(n, room, accept * rate * turn)
    demands = (Demand(*WINDOW, rate, 0.0, "chat", (turn, 0.0)),)
    length = WINDOW[1] - WINDOW[0]
    return Case(
        title="Invitations while there is room",
        setting="5 visitors a minute are invited to a chat while 2 of 4 agents are "
        "free, and 30 % accept; one lognormal agent turn of 72 s (cv 1.5)",
        source="Erlang (1917); Sevastyanov (1957)",
        scenario=f"""
calendar: {{start: 2026-03-02 00:00, days: 1, open: "00:00-24:00"}}
channels:
  chat:
    kind: chat
    arrivals: {{rate: {rate * HOUR:g}/h}}
    turns: 1
    agent_turn: {{lognormal: {{mean: {turn:g} s, cv: 1.5}}}}
    customer_turn: 20 s
    invite: {{share: {accept:.0%}, room: {room}}}
agents: {{desk: {{staff: {n}, skills: {{chat: 1}}, may_hold: {{chat: 1}}}}}}
""",
        demands=demands,
        figures=(
            Figure(
                "invitations",
                asked * rate * length,
                0.03,
                noticed(Notice.INVITATION),
                "",
            ),
            Figure("accepted", accept, 0.045, spared(Notice.INVITATION)),
            Figure("chats", asked * accept * rate * length, 0.05, calls("chat"), ""),
            Figure(
                "writing", asked * accept * rate * turn / n, 0.045, spent(State.WRITING)
            ),
        ),
        replications=30,
        seed=1203,
        window=WINDOW,
    )


CASES: dict[str, Callable[[], Case]] = {
    "updates": _updates,
    "proactive": _proactive,
    "invitations": _invitations,
}
