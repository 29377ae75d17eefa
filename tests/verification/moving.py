"""Cases of customers who leave a queue for another channel, or open one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from theory.moving import advised, beside, leaving, unanswered_after
from verification.case import Case, Figure
from verification.controls import Demand
from verification.followed import (
    made,
    stays_ended,
)
from verification.in_hand import spent
from verification.sample import abandoned, delayed, mean_wait, occupancy
from verification.waiting import HOUR, counted, timed

from omnisim.journal.schema import Cause, Outcome, State

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CASES"]

WINDOW = 1 * HOUR, 22 * HOUR
NOBODY = 'absent: {shifts: [{n: 1, hours: "23:59-24:00"}], skills: {chat: 1}}'
TALK = "talk: {exponential: 90 s}"


def _two(
    rate: float, channel: str, *, staff: int, chat: str, agents: str, more: str
) -> str:
    """Return a phone with arrivals and a chat where others may come."""
    return f"""
calendar: {{start: 2026-03-02 00:00, days: 1, open: "00:00-24:00"}}
channels:
  phone: {{kind: call, arrivals: {{rate: {rate * HOUR:.10g}/h}}, {channel}}}
  chat: {{kind: chat, turns: 1, customer_turn: 10 s, {chat}}}
agents:
  desk: {{staff: {staff}, skills: {{phone: 1}}}}
  {agents}
{more}"""


def _advised() -> Case:
    n, rate, talk = 6, 4.4 / 60, 90.0
    theory = advised(n, rate, handle_time=talk, above=50.0, share=0.5)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Please use our chat, on arrival",
        setting="6.6 Erlangs on 6 agents, exponential talk of 90 s; who must wait is "
        "told 15 s for each place in the queue, and above 50 s half take the advice to "
        "go to the chat, where nobody answers and patience is 1 min",
        source="Birth and death chain; Whitt (1999)",
        scenario=_two(
            rate,
            f"{TALK}, announce: {{estimate: queue_length, "
            "offer: [{to: chat, share: 50%, above: 50 s}]}",
            staff=n,
            chat="agent_turn: 10 s, patience: {exponential: 1 min}",
            agents=NOBODY,
            more="",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            timed(talk),
            Figure(
                "moved",
                theory.moved,
                0.055,
                stays_ended(Outcome.MOVED, channel="phone"),
            ),
            Figure("delayed", theory.delayed, 0.035, delayed("phone")),
            Figure("mean wait", theory.mean_wait, 0.07, mean_wait("phone"), "s"),
            Figure("occupancy", theory.occupancy, 0.0125, occupancy()),
            Figure(
                "chats per customer",
                theory.moved,
                0.055,
                made("chat", cause=Cause.MOVED),
                "",
            ),
            Figure("mean wait, chat", 60.0, 0.05, mean_wait("chat"), "s"),
        ),
        replications=30,
        seed=1101,
        window=WINDOW,
    )


def _leaving() -> Case:
    n, rate, talk, share = 6, 4.4 / 60, 90.0, 0.4
    theory = leaving(n, rate, handle_time=talk, patience=120.0, at=40.0, share=share)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Please use our chat, after a wait",
        setting="6.6 Erlangs on 6 agents, exponential talk of 90 s and patience of 2 "
        "min; 40 % of those who have waited for 40 s take the advice to go to the "
        "chat, where they are answered at once: to the phone a law of patience",
        source="Baccelli and Hebuterne (1981)",
        scenario=_two(
            rate,
            f"{TALK}, patience: {{exponential: 2 min}}, announce: {{estimate: "
            "queue_length, offer: [{to: chat, share: 40%, after: 40 s}]}",
            staff=n,
            chat="agent_turn: {exponential: 30 s}",
            agents="chatters: {staff: 20, skills: {chat: 1}}",
            more="",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            Figure(
                "moved",
                share * theory.reached,
                0.085,
                stays_ended(Outcome.MOVED, channel="phone"),
            ),
            Figure("delayed", theory.delayed, 0.03, delayed("phone")),
            Figure("abandoned", theory.abandoned, 0.055, abandoned("phone")),
            Figure("mean wait", theory.mean_wait, 0.06, mean_wait("phone"), "s"),
            Figure("occupancy", theory.occupancy, 0.009, occupancy("desk")),
            Figure(
                "chats per customer",
                share * theory.reached,
                0.085,
                made("chat", cause=Cause.MOVED),
                "",
            ),
        ),
        replications=30,
        seed=1102,
        window=WINDOW,
    )


def _unattended() -> Case:
    n, rate, talk = 3, 4 / 60, 30.0
    theory = beside(n, rate, handle_time=talk, after=15.0, share=0.5)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="A second channel that nobody answers",
        setting="2 Erlangs on 3 agents, exponential talk of 30 s; half of those who "
        "have waited for 15 s open a chat beside their call and leave it when the "
        "call is answered, 70 % of their own accord",
        source="Erlang (1917): waits have no memory",
        scenario=_two(
            rate,
            "talk: {exponential: 30 s}",
            staff=n,
            chat="agent_turn: 10 s",
            agents=NOBODY,
            more="""
customers:
  impatient_duplicates: {phone: [{open: chat, probability: 50%, after: 15 s}]}
  twins: {withdrawn: 70%, merged: 30%}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            Figure(
                "chats per customer",
                theory.opened,
                0.15,
                made("chat", cause=Cause.DUPLICATE),
                "",
            ),
            Figure(
                "withdrawn, of chats",
                0.7,
                0.055,
                stays_ended(Outcome.WITHDRAWN, channel="chat"),
            ),
            Figure(
                "merged, of chats",
                0.3,
                0.125,
                stays_ended(Outcome.MERGED, channel="chat"),
            ),
            Figure("stay of chats", theory.stay, 0.3, mean_wait("chat"), "s"),
        ),
        replications=30,
        seed=1103,
        window=WINDOW,
    )


def _attended() -> Case:
    n, rate, talk = 5, 11 / 3 / 60, 90.0
    opens, withdrawn, merged, found_out, in_full = 0.8, 0.25, 0.25, 0.3, 0.2
    gone = opens * (withdrawn + merged)
    theory = leaving(n, rate, handle_time=talk, patience=120.0, at=30.0, share=gone)
    found = theory.served_later * opens * found_out / (1 - gone)
    served = 1 - theory.abandoned - gone * theory.reached
    demands = (Demand(*WINDOW, rate, talk),)
    fates = f"withdrawn: {withdrawn:.0%}, merged: {merged:.0%}"
    return Case(
        title="A second channel that is answered at once",
        setting="5.5 Erlangs on 5 agents, exponential talk of 90 s and patience of 2 "
        "min; 80 % of those who have waited for 30 s open a chat, which is answered at "
        "once: a quarter of their calls are withdrawn, a quarter merged; 30 % are "
        "found out when answered, in an exponential time of 90 s as well, 20 % "
        "worked in full",
        source="Baccelli and Hebuterne (1981)",
        scenario=_two(
            rate,
            f"{TALK}, patience: {{exponential: 2 min}}",
            staff=n,
            chat="agent_turn: {exponential: 30 s}",
            agents="chatters: {staff: 30, skills: {chat: 1}}",
            more=f"""
customers:
  impatient_duplicates: {{phone: [{{open: chat, probability: 80%, after: 30 s}}]}}
  twins:
    {{{fates}, found_out: {found_out:.0%}, in_full: {in_full:.0%},
     discovery: {{exponential: 90 s}}}}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            Figure(
                "chats per customer",
                opens * theory.reached,
                0.07,
                made("chat", cause=Cause.DUPLICATE),
                "",
            ),
            Figure(
                "withdrawn",
                opens * withdrawn * theory.reached,
                0.15,
                stays_ended(Outcome.WITHDRAWN, channel="phone"),
            ),
            Figure(
                "merged",
                opens * merged * theory.reached,
                0.15,
                stays_ended(Outcome.MERGED, channel="phone"),
            ),
            Figure(
                "found out",
                found,
                0.125,
                stays_ended(Outcome.FOUND_OUT, channel="phone"),
            ),
            Figure("abandoned", theory.abandoned, 0.07, abandoned("phone")),
            Figure("delayed", theory.delayed, 0.025, delayed("phone")),
            Figure("mean wait", theory.mean_wait, 0.05, mean_wait("phone"), "s"),
            Figure(
                "worked in full",
                served - found,
                0.0175,
                stays_ended(Outcome.HANDLED, channel="phone"),
            ),
        ),
        replications=30,
        seed=1104,
        window=WINDOW,
    )


def _chased() -> Case:
    n, rate, work, at = 4, 2 / 60, 110.0, 150.0
    chases, withdrawn, merged = 0.6, 0.5, 0.2
    gone = chases * (withdrawn + merged)
    theory = leaving(n, rate, handle_time=work, patience=1e9, at=at, share=gone)
    late = unanswered_after(n, rate, handle_time=work, at=at, share=gone)
    demands = (Demand(*WINDOW, rate, 0.0, "email", (work, 0.0)),)
    return Case(
        title="Letters chased by phone",
        setting="2 letters a minute to 4 agents, exponential work of 110 s; 60 % of "
        "those without an answer after 150 s call, and are answered at once: of "
        "letters that nobody has begun 50 % are then withdrawn, 20 % merged, 30 % "
        "worked in full, and those begun go on",
        source="Baccelli and Hebuterne (1981)",
        scenario=f"""
calendar: {{start: 2026-03-02 00:00, days: 1, open: "00:00-24:00"}}
channels:
  email:
    kind: mail
    arrivals: {{rate: {rate * HOUR:g}/h}}
    work: {{exponential: 110 s}}
  phone: {{kind: call, talk: 20 s}}
agents:
  writers: {{staff: {n}, skills: {{email: 1}}}}
  callers: {{staff: 15, skills: {{phone: 1}}}}
customers:
  after: {{unanswered: {{email: [{{phone: 60%, after: 150 s, further: 0%}}]}}}}
  twins: {{withdrawn: 50%, merged: 20%, in_full: 30%}}
""",
        demands=demands,
        figures=(
            *counted(demands, "letters", 0.04),
            Figure(
                "calls per letter",
                chases * late,
                0.07,
                made("phone", cause=Cause.UNANSWERED),
                "",
            ),
            Figure(
                "withdrawn",
                chases * withdrawn * theory.reached,
                0.2,
                stays_ended(Outcome.WITHDRAWN, channel="email"),
            ),
            Figure(
                "merged",
                chases * merged * theory.reached,
                0.3,
                stays_ended(Outcome.MERGED, channel="email"),
            ),
            Figure("delayed", theory.delayed, 0.04, delayed("email")),
            Figure("mean wait", theory.mean_wait, 0.08, mean_wait("email"), "s"),
            Figure(
                "on letters",
                n * theory.occupancy / (n + 15),
                0.015,
                spent(State.WORKING),
            ),
        ),
        replications=30,
        seed=1105,
        window=WINDOW,
    )


CASES: dict[str, Callable[[], Case]] = {
    "advice-on-arrival": _advised,
    "advice-after-a-wait": _leaving,
    "twins-unattended": _unattended,
    "twins-attended": _attended,
    "twins-of-letters": _chased,
}
