"""Chats per second and memory for a chat desk, beside the textbook way of doing it.

40 agents who may hold 3 chats each, 12 chats a minute. At the message level a chat
has 6 agent turns on average, 25 s each, customer turns of a minute and 20 s of
wrap-up; the textbook model gives each agent a resource of one for the attention and
a count of places. At the rate level, which textbook models do not have, a chat takes
7.5 minutes alone and longer beside others. Run it with ``make bench``.
"""

from __future__ import annotations

import argparse
import time

import textbook_chats
from measure import Round, by_omnisim, report, time_in_turns

DESK = """
name: chat desk
calendar: {start: 2026-03-02, days: {days}}
channels:
  chat:
    kind: chat
    arrivals: {rate: 12/min}
    CONVERSATION
    patience: {exponential: 2 min}
    target: 80% within 60 s
agents:
  desk: {staff: 40, skills: {chat: 1}, may_hold: {chat: 3}}
routing: {choose_agent: least_loaded}
"""
TURNS = """turns: {geometric: 6}
    agent_turn: {exponential: 25 s}
    customer_turn: {exponential: 60 s}
    wrap_up: {exponential: 20 s}"""
RATE = "duration_by_open_chats: [7.5 min, 8.5 min, 10 min]"


def textbook_day(days: int, seed: int) -> Round:
    """Play the textbook model."""
    start = time.perf_counter()
    chats, gave_up = textbook_chats.play_day(
        per_minute=12,
        turns=6,
        agent_turn=25,
        customer_turn=60,
        wrap_up=20,
        patience=120,
        agents=40,
        cap=3,
        hours=24 * days,
        seed=seed,
    )
    seconds = time.perf_counter() - start
    return Round(chats, gave_up, seconds, {"play": seconds})


MODELS = {
    "omnisim, message level": by_omnisim(DESK.replace("CONVERSATION", TURNS)),
    "textbook SimPy": textbook_day,
    "omnisim, rate level": by_omnisim(DESK.replace("CONVERSATION", RATE)),
}


def main() -> None:
    """Print the table of the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="rounds (5)")
    parser.add_argument("--days", type=int, default=1, help="days a round (1)")
    parser.add_argument(
        "--memory-days", type=int, default=2, help="days of the memory run (2)"
    )
    settings = parser.parse_args()
    played = time_in_turns(MODELS, days=settings.days, rounds=settings.rounds)
    print(f"40 agents, 3 chats each, 12 chats a minute, {settings.rounds} rounds")
    report(played, MODELS, beside="textbook SimPy", memory_days=settings.memory_days)


if __name__ == "__main__":
    main()
