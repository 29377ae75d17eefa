"""Cases of customers who leave a queue for another channel, or open one beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from theory.moving import advised, beside, leaving
from verification.case import Case, Figure
from verification.controls import Demand
from verification.followed import (
    made,
    stays_ended,
    time_of_stays,
)
from verification.sample import abandoned, delayed, mean_wait, occupancy
from verification.waiting import HOUR, counted, timed

from omnisim.journal.schema import Cause, Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["CASES"]

WINDOW = 1 * HOUR, 22 * HOUR
NOBODY = 'absent: {shifts: [{n: 1, hours: "23:59-24:00"}], skills: {chat: 1}}'
TALK = "talk: {exponential: 60 s}"


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
    n, rate, talk = 6, 6.6 / 60, 60.0
    theory = advised(n, rate, handle_time=talk, above=35.0, share=0.5)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Please use our chat, on arrival",
        setting="6.6 Erlangs on 6 agents, exponential talk of 60 s; who must wait is "
        "told 10 s for each place in the queue, and above 35 s half take the advice to "
        "go to the chat, where nobody answers and patience is 1 min",
        source="Birth and death chain; Whitt (1999)",
        scenario=_two(
            rate,
            f"{TALK}, announce: {{estimate: queue_length, "
            "offer: [{to: chat, share: 50%, above: 35 s}]}",
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
                "moved", theory.moved, 0.04, stays_ended(Outcome.MOVED, channel="phone")
            ),
            Figure("delayed", theory.delayed, 0.04, delayed("phone")),
            Figure("mean wait", theory.mean_wait, 0.06, mean_wait("phone"), "s"),
            Figure("occupancy", theory.occupancy, 0.01, occupancy()),
            Figure(
                "chats per customer",
                theory.moved,
                0.04,
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
    n, rate, talk, share = 6, 6.6 / 60, 60.0, 0.4
    theory = leaving(n, rate, handle_time=talk, patience=90.0, at=25.0, share=share)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="Please use our chat, after a wait",
        setting="6.6 Erlangs on 6 agents, exponential talk of 60 s and patience of 90 "
        "s; 40 % of those who have waited for 25 s take the advice to go to the chat, "
        "where they are answered at once: to the phone a law of patience",
        source="Baccelli and Hebuterne (1981)",
        scenario=_two(
            rate,
            f"{TALK}, patience: {{exponential: 90 s}}, announce: {{estimate: "
            "queue_length, offer: [{to: chat, share: 40%, after: 25 s}]}",
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
                0.05,
                stays_ended(Outcome.MOVED, channel="phone"),
            ),
            Figure("delayed", theory.delayed, 0.04, delayed("phone")),
            Figure("abandoned", theory.abandoned, 0.05, abandoned("phone")),
            Figure("mean wait", theory.mean_wait, 0.05, mean_wait("phone"), "s"),
            Figure("occupancy", theory.occupancy, 0.01, occupancy("desk")),
            Figure(
                "chats per customer",
                share * theory.reached,
                0.05,
                made("chat", cause=Cause.MOVED),
                "",
            ),
        ),
        replications=30,
        seed=1102,
        window=WINDOW,
    )


def _unattended() -> Case:
    n, rate, talk = 3, 7.2 / 60, 20.0
    theory = beside(n, rate, handle_time=talk, after=10.0, share=0.5)
    demands = (Demand(*WINDOW, rate, talk),)
    return Case(
        title="A second channel that nobody answers",
        setting="2.4 Erlangs on 3 agents, exponential talk of 20 s; half of those who "
        "have waited for 10 s open a chat beside their call and leave it when the "
        "call is answered, 70 % of their own accord",
        source="Erlang (1917): waits have no memory",
        scenario=_two(
            rate,
            "talk: {exponential: 20 s}",
            staff=n,
            chat="agent_turn: 10 s",
            agents=NOBODY,
            more="""
customers:
  impatient_duplicates: {phone: [{open: chat, probability: 50%, after: 10 s}]}
  twins: {withdrawn: 70%, merged: 30%}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            Figure(
                "chats per customer",
                theory.opened,
                0.08,
                made("chat", cause=Cause.DUPLICATE),
                "",
            ),
            Figure(
                "withdrawn, of chats",
                0.7,
                0.03,
                stays_ended(Outcome.WITHDRAWN, channel="chat"),
            ),
            Figure(
                "merged, of chats",
                0.3,
                0.06,
                stays_ended(Outcome.MERGED, channel="chat"),
            ),
            Figure(
                "stay of those withdrawn",
                theory.stay,
                0.1,
                time_of_stays(Outcome.WITHDRAWN, "chat"),
                "s",
            ),
            Figure(
                "stay of those merged",
                theory.stay,
                0.1,
                time_of_stays(Outcome.MERGED, "chat"),
                "s",
            ),
        ),
        replications=30,
        seed=1103,
        window=WINDOW,
    )


def _attended() -> Case:
    n, rate, talk = 5, 5.5 / 60, 60.0
    opens, withdrawn, merged, found_out, in_full = 0.8, 0.25, 0.25, 0.3, 0.2
    gone = opens * (withdrawn + merged)
    theory = leaving(n, rate, handle_time=talk, patience=90.0, at=20.0, share=gone)
    found = theory.served_later * opens * found_out / (1 - gone)
    served = 1 - theory.abandoned - gone * theory.reached
    demands = (Demand(*WINDOW, rate, talk),)
    fates = f"withdrawn: {withdrawn:.0%}, merged: {merged:.0%}"
    return Case(
        title="A second channel that is answered at once",
        setting="5.5 Erlangs on 5 agents, exponential talk of 60 s and patience of 90 "
        "s; 80 % of those who have waited for 20 s open a chat, which is answered at "
        "once: a quarter of their calls are withdrawn, a quarter merged; 30 % are "
        "found out when answered, in an exponential time of 60 s as well, 20 % "
        "worked in full",
        source="Baccelli and Hebuterne (1981)",
        scenario=_two(
            rate,
            f"{TALK}, patience: {{exponential: 90 s}}",
            staff=n,
            chat="agent_turn: {exponential: 30 s}",
            agents="chatters: {staff: 30, skills: {chat: 1}}",
            more=f"""
customers:
  impatient_duplicates: {{phone: [{{open: chat, probability: 80%, after: 20 s}}]}}
  twins:
    {{{fates}, found_out: {found_out:.0%}, in_full: {in_full:.0%},
     discovery: {{exponential: 60 s}}}}
""",
        ),
        demands=demands,
        figures=(
            *counted(demands),
            Figure(
                "chats per customer",
                opens * theory.reached,
                0.05,
                made("chat", cause=Cause.DUPLICATE),
                "",
            ),
            Figure(
                "withdrawn",
                opens * withdrawn * theory.reached,
                0.06,
                stays_ended(Outcome.WITHDRAWN, channel="phone"),
            ),
            Figure(
                "merged",
                opens * merged * theory.reached,
                0.06,
                stays_ended(Outcome.MERGED, channel="phone"),
            ),
            Figure(
                "found out",
                found,
                0.07,
                stays_ended(Outcome.FOUND_OUT, channel="phone"),
            ),
            Figure("abandoned", theory.abandoned, 0.06, abandoned("phone")),
            Figure("delayed", theory.delayed, 0.04, delayed("phone")),
            Figure("mean wait", theory.mean_wait, 0.05, mean_wait("phone"), "s"),
            Figure(
                "worked in full",
                served - found,
                0.02,
                stays_ended(Outcome.HANDLED, channel="phone"),
            ),
        ),
        replications=30,
        seed=1104,
        window=WINDOW,
    )


CASES: dict[str, Callable[[], Case]] = {
    "advice-on-arrival": _advised,
    "advice-after-a-wait": _leaving,
    "twins-unattended": _unattended,
    "twins-attended": _attended,
}
