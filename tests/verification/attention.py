"""Cases of shared attention: agent turns, calls beside chats, messages that revive."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from theory.attention import Chat, beside_calls, message_level, turns
from theory.blended import blended
from theory.chats import desk
from theory.closed import limit, saturated
from theory.messages import revived
from verification.case import Case, Figure
from verification.chats import SHIFT, chats, in_hand
from verification.controls import Demand
from verification.in_hand import (
    agent_turn,
    company,
    concurrency,
    duration,
    ended,
    quit_inside,
    reply_wait,
    spent,
)
from verification.mails import put_aside, rounds
from verification.sample import abandoned, delayed, mean_wait
from verification.waiting import HOUR, counted

from omnisim.journal.schema import State

if TYPE_CHECKING:
    from collections.abc import Callable

    from theory.chats import Rule

__all__ = ["CASES"]

CHAT = Chat(n_turns=3.0, agent_turn=10.0, customer_turn=20.0)
OF_A_CHAT = 30.0, 40.0  # time of its agent turns, of its customer turns
TOLD = (
    "turns: {geometric: 3}, agent_turn: {exponential: 10 s}, "
    "customer_turn: {exponential: 20 s}"
)
SAYS = (
    "chats of three turns on average, geometric: 10 s of the agent, 20 s of the "
    "customer, exponential"
)
OURS = "Markov chain of (replies asked for, customer turns, waiting)"


def _one_agent(
    title: str,
    setting: str,
    chat: Chat,
    rate: float,
    *,
    group: str,
    inside: str,
    seed: int,
    replications: int = 32,
) -> Case:
    theory = desk(1, message_level(chat, 3), rate / 60, 40.0)
    written = turns(theory, chat)
    demands = (Demand(*SHIFT, rate / 60, 0.0, "chat", OF_A_CHAT),)
    reply = (
        Figure("quit", written.quit, 0.06, quit_inside)
        if written.quit
        else Figure("reply wait", written.reply_wait, 0.11, reply_wait, "s")
    )
    return Case(
        title=title,
        setting=f"One agent with up to 3 chats, {rate:g} a minute, patience of 40 s; "
        f"{SAYS}{setting}",
        source=OURS,
        scenario=chats(
            f"{TOLD}, patience: {{exponential: 40 s}}, {inside}",
            rate=rate / 60,
            staff=1,
            hold=3,
            group=group,
        ),
        demands=demands,
        figures=(
            *counted(demands, "chats", 0.07),
            Figure("delayed", theory.delayed, 0.17, delayed()),
            Figure("abandoned", theory.abandoned, 0.23, abandoned()),
            Figure("mean wait", theory.mean_wait, 0.23, mean_wait(), "s"),
            Figure("duration", theory.duration, 0.08, duration(), "s"),
            reply,
            Figure("writing", written.hands_on, 0.05, spent(State.WRITING)),
            *in_hand(theory.holding, (0.3, 0.18, 0.17, 0.13)),
        ),
        replications=replications,
        seed=seed,
        window=SHIFT,
    )


def _two_agents() -> Case:
    rate, patience = 2.4 / 60, 40.0
    theory = desk(2, message_level(CHAT, 2), rate, patience, rule="random", most=30)
    written = turns(theory, CHAT)
    demands = (Demand(*SHIFT, rate, 0.0, "chat", OF_A_CHAT),)
    return Case(
        title="Agent turns at two agents",
        setting="2 agents with up to 2 chats, 2.4 a minute to any with room, patience "
        f"of 40 s; {SAYS}",
        source="Markov chain of each agent's (replies asked for, customer turns)",
        scenario=chats(
            f"{TOLD}, patience: {{exponential: 40 s}}",
            rate=rate,
            staff=2,
            hold=2,
            more="routing: {choose_agent: random}",
        ),
        demands=demands,
        figures=(
            *counted(demands, "chats", 0.065),
            Figure("delayed", theory.delayed, 0.11, delayed()),
            Figure("abandoned", theory.abandoned, 0.14, abandoned()),
            Figure("mean wait", theory.mean_wait, 0.18, mean_wait(), "s"),
            Figure("agent turn", 10.0, 0.04, agent_turn, "s", is_demand=True),
            Figure("duration", theory.duration, 0.03, duration(), "s"),
            Figure("reply wait", written.reply_wait, 0.065, reply_wait, "s"),
            Figure("writing", written.hands_on, 0.035, spent(State.WRITING)),
            Figure("in hand, of the busy", theory.concurrency, 0.02, concurrency, ""),
            Figure("in hand, as chats see it", theory.company, 0.015, company, ""),
        ),
        replications=32,
        seed=804,
        window=SHIFT,
    )


def _saturated(hold: int, seed: int) -> Case:
    # of three agent turns two are followed by a customer turn
    theory = saturated(hold, 10.0, 26.5 * 2 / 3)
    return Case(
        title=f"An agent who always holds {hold} chats",
        setting=f"More chats than she can take; {hold} at once, of three exponential "
        "agent turns of 10 s and, because only the mean matters, lognormal customer "
        "turns of 26.5 s (cv 1.2) between them",
        source="Mean value analysis, Reiser and Lavenberg (1980)",
        scenario=_crowded(hold),
        demands=(),
        figures=(
            Figure("chats ended, an hour", theory.turns / 3 * HOUR, 0.035, ended, ""),
            Figure("agent turn", 10.0, 0.04, agent_turn, "s", is_demand=True),
            Figure("reply wait", theory.reply_time - 10.0, 0.075, reply_wait, "s"),
            Figure("writing", theory.hands_on, 0.03, spent(State.WRITING)),
        ),
        replications=30,
        seed=seed,
        window=SHIFT,
    )


def _crowded(hold: int, group: str = "") -> str:
    """Return a scenario of one agent who is offered more chats than she can take."""
    scenario = chats(
        "turns: 3, agent_turn: {exponential: 10 s}, "
        "customer_turn: {lognormal: {mean: 26.5 s, cv: 1.2}}",
        rate=2.3 / 60,
        staff=1,
        hold=hold,
        group=group,
    )
    return scenario.replace("days: 1,", "days: 1, run_out: 0 s,")


def _at_the_limit() -> Case:
    # with twelve chats she always turns to another one, but for one turn in a million
    per_chat = 1 / limit(12.0, 3.0)
    return Case(
        title="An agent with more chats than she can write to",
        setting="12 chats at once, of three exponential agent turns of 10 s, and 2 s "
        "to turn to another chat: her work alone tells how many end",
        source="One over the work of a chat",
        scenario=_crowded(12, "switch_cost: 2 s"),
        demands=(),
        figures=(
            Figure("chats ended, an hour", HOUR / per_chat, 0.04, ended, ""),
            Figure("writing", 30.0 / per_chat, 0.008, spent(State.WRITING)),
            Figure("switching", 6.0 / per_chat, 0.04, spent(State.SWITCHING)),
        ),
        replications=30,
        seed=806,
        window=SHIFT,
    )


def _calls_first() -> Case:
    rates = 0.6 / 60, 1 / 60
    theory = beside_calls(
        CHAT, 3, arrival_rates=rates, talk=30.0, patience=(30.0, 60.0)
    )
    demands = (
        Demand(*SHIFT, rates[0], 30.0, "phone"),
        Demand(*SHIFT, rates[1], 0.0, "chat", OF_A_CHAT),
    )
    return Case(
        title="Calls before chats",
        setting="One agent with one call and up to 3 chats at once, 0.6 calls and 1 "
        "chat a minute; exponential talk of 30 s, patience of 30 s for calls and 60 s "
        f"for chats; {SAYS}; a call waits for the agent turn in progress, no other",
        source="Markov chain of attention, calls waiting, replies asked for, customer "
        "turns and chats waiting",
        scenario=_both(
            f"arrivals: {{rate: {rates[0] * HOUR:g}/h}}, talk: {{exponential: 30 s}}, "
            "patience: {exponential: 30 s}",
            f"arrivals: {{rate: {rates[1] * HOUR:g}/h}}, {TOLD}, "
            "patience: {exponential: 60 s}",
            staff=1,
            hold="{phone: 1, chat: 3}",
        ),
        demands=demands,
        figures=(
            *counted(demands, "contacts", 0.12),
            Figure("delayed, calls", theory.call_delayed, 0.1, delayed("phone")),
            Figure("abandoned, calls", theory.call_abandoned, 0.23, abandoned("phone")),
            Figure("mean wait, calls", theory.call_wait, 0.2, mean_wait("phone"), "s"),
            Figure("delayed, chats", theory.chat_delayed, 0.18, delayed("chat")),
            Figure("abandoned, chats", theory.chat_abandoned, 0.23, abandoned("chat")),
            Figure("mean wait, chats", theory.chat_wait, 0.32, mean_wait("chat"), "s"),
            Figure("duration, chats", theory.duration, 0.075, duration("chat"), "s"),
            Figure("reply wait", theory.reply_wait, 0.14, reply_wait, "s"),
            Figure("talking", theory.talking, 0.08, spent(State.TALKING)),
            Figure("writing", theory.writing, 0.045, spent(State.WRITING)),
        ),
        replications=34,
        seed=807,
        window=SHIFT,
    )


def _both(phone: str, chat: str, *, staff: int, hold: str, more: str = "") -> str:
    """Return a scenario of calls and chats at one group, calls first."""
    return f"""
calendar: {{start: 2026-03-02 00:00, days: 1, open: "00:00-06:00"}}
channels:
  phone: {{kind: call, priority: 1, {phone}}}
  chat: {{kind: chat, priority: 2, {chat}}}
agents:
  desk: {{staff: {staff}, skills: {{phone: 1, chat: 1}}, may_hold: {hold}}}
{more}"""


def _blended(rule: Rule, title: str, seed: int) -> Case:
    n, rates, durations = 3, (1.2 / 60, 2 / 60), (60.0, 80.0)
    theory = blended(
        n,
        durations,
        talk=60.0,
        arrival_rates=rates,
        patience=(60.0, 60.0),
        rule=rule,
    )
    demands = (
        Demand(*SHIFT, rates[0], 60.0, "phone"),
        Demand(*SHIFT, rates[1], 60.0, "chat"),
    )
    return Case(
        title=f"A call or two chats, {title}",
        setting="3 agents with either one call or up to two chats, 1.2 calls and 2 "
        "chats a minute, patience of 60 s; exponential talk of 60 s, a chat lasts 60 s "
        "alone and 80 s as one of two; calls first, but who chats is not offered any",
        source="Markov chain of the agents by what they hold, and both queues",
        scenario=_both(
            f"arrivals: {{rate: {rates[0] * HOUR:g}/h}}, talk: {{exponential: 60 s}}, "
            "patience: {exponential: 60 s}",
            f"arrivals: {{rate: {rates[1] * HOUR:g}/h}}, "
            "duration_by_open_chats: [60 s, 80 s], patience: {exponential: 60 s}",
            staff=n,
            hold="[{phone: 1}, {chat: 2}]",
            more=f"routing: {{choose_agent: {rule}}}",
        ),
        demands=demands,
        figures=(
            *counted(demands, "contacts", 0.095),
            Figure("delayed, calls", theory.delayed[0], 0.08, delayed("phone")),
            Figure("delayed, chats", theory.delayed[1], 0.17, delayed("chat")),
            Figure("abandoned, calls", theory.abandoned[0], 0.15, abandoned("phone")),
            Figure("abandoned, chats", theory.abandoned[1], 0.26, abandoned("chat")),
            Figure(
                "mean wait, calls", theory.mean_wait[0], 0.19, mean_wait("phone"), "s"
            ),
            Figure(
                "mean wait, chats", theory.mean_wait[1], 0.28, mean_wait("chat"), "s"
            ),
            Figure("duration, chats", theory.duration, 0.025, duration("chat"), "s"),
            Figure("talking", theory.talking, 0.06, spent(State.TALKING)),
            Figure("chatting", theory.chatting, 0.04, spent(State.CHATTING)),
        ),
        replications=34,
        seed=seed,
        window=SHIFT,
    )


def _revived() -> Case:
    rate, patience = 1.3 / 60, 60.0
    theory = revived(CHAT, 1, rate, patience)
    demands = (Demand(*SHIFT, rate, 0.0, "chat", OF_A_CHAT),)
    return Case(
        title="Messages that come back above the limit",
        setting=f"One agent with one message in hand, 1.3 new ones a minute, patience "
        f"of 60 s; {SAYS}; the place is given back with each reply, and who writes "
        "again has it at once, above the limit if need be",
        source="Markov chain of (in hand, customer turns, waiting)",
        scenario=chats(
            f"{TOLD}, patience: {{exponential: 60 s}}, quiet_after: 0 s, "
            "revive: exceed",
            rate=rate,
            staff=1,
        ).replace("kind: chat", "kind: message"),
        demands=demands,
        figures=(
            *counted(demands, "messages", 0.075),
            Figure("delayed", theory.delayed, 0.075, delayed()),
            Figure("abandoned", theory.abandoned, 0.17, abandoned()),
            Figure("mean wait", theory.mean_wait, 0.21, mean_wait(), "s"),
            Figure("reply wait", theory.reply_wait, 0.19, reply_wait, "s"),
            Figure("writing", theory.writing, 0.04, spent(State.WRITING)),
            *in_hand(theory.holding, (0.045, 0.06, 0.12)),
        ),
        replications=32,
        seed=812,
        window=SHIFT,
    )


CASES: dict[str, Callable[[], Case]] = {
    "turns-one-agent": partial(
        _one_agent, "Agent turns", "", CHAT, 1.6, group="", inside="", seed=801
    ),
    "turns-slowdown": partial(
        _one_agent,
        "Agent turns that slow each other",
        "; agent turns take 70 % longer for each further chat in hand, from the moment "
        "it joins to the moment it leaves",
        Chat(3.0, 10.0, 20.0, slowdown=0.7),
        1.1,
        group="slowdown: 70%",
        inside="",
        seed=802,
        replications=48,
    ),
    "turns-quit": partial(
        _one_agent,
        "Agent turns for impatient customers",
        "; who has no reply after an exponential 60 s leaves",
        Chat(3.0, 10.0, 20.0, reply_patience=60.0),
        2.5,
        group="",
        inside="reply_patience: {exponential: 60 s}",
        seed=803,
    ),
    "turns-two-agents": _two_agents,
    "saturated-three": partial(_saturated, 3, 805),
    "at-the-limit": _at_the_limit,
    "calls-before-chats": _calls_first,
    "blended-least-loaded": partial(_blended, "least_loaded", "least loaded", 808),
    "blended-most-loaded": partial(_blended, "most_loaded", "one filled first", 809),
    "mail-put-aside": put_aside,
    "mail-rounds": rounds,
    "messages-revived": _revived,
}
