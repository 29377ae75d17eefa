"""Contacts per second and memory for one big desk, beside other models of it.

M/M/100+M: 20 calls a minute, 5 minutes to handle, 3 minutes of patience. The
textbook model and Ciw only play; omnisim draws the population, plays it, writes
the journal and works out every figure. Run it with ``make bench``.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

import textbook
import with_ciw
from measure import Round, by_omnisim, report, time_in_turns

if TYPE_CHECKING:
    from collections.abc import Callable

AGENTS, PER_MINUTE, HANDLE_MINUTES, PATIENCE_MINUTES = 100, 20, 5, 3
SCENARIO = """
name: M/M/100+M
calendar: {start: 2026-03-02, days: {days}}
channels:
  phone:
    kind: call
    arrivals: {rate: 20/min}
    talk: {exponential: 5 min}
    patience: {exponential: 3 min}
    target: 80% within 20 s
agents:
  desk: {staff: 100, skills: {phone: 1}}
"""


def other_day(play_day: Callable[..., tuple[list[float], int]]) -> Callable[..., Round]:
    """Wrap a model that only plays."""

    def one_day(days: int, seed: int) -> Round:
        start = time.perf_counter()
        waits, gave_up = play_day(
            per_minute=PER_MINUTE,
            handle_minutes=HANDLE_MINUTES,
            patience_minutes=PATIENCE_MINUTES,
            agents=AGENTS,
            hours=24 * days,
            seed=seed,
        )
        seconds = time.perf_counter() - start
        return Round(len(waits), gave_up, seconds, {"play": seconds})

    return one_day


MODELS: dict[str, Callable[[int, int], Round]] = {
    "omnisim": by_omnisim(SCENARIO),
    "textbook SimPy": other_day(textbook.play_day),
    "Ciw": other_day(with_ciw.play_day),
}


def main() -> None:
    """Print the table of the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="rounds (5)")
    parser.add_argument("--days", type=int, default=1, help="days a round (1)")
    parser.add_argument(
        "--memory-days", type=int, default=4, help="days of the memory run (4)"
    )
    settings = parser.parse_args()
    played = time_in_turns(MODELS, days=settings.days, rounds=settings.rounds)
    print(f"M/M/{AGENTS}+M, {PER_MINUTE} calls a minute, {settings.rounds} rounds")
    report(played, MODELS, beside="textbook SimPy", memory_days=settings.memory_days)


if __name__ == "__main__":
    main()
