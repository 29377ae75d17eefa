"""Contacts per second and memory for one big desk, beside other models of it.

M/M/100+M: 20 calls a minute, 5 minutes to handle, 3 minutes of patience. The
textbook model and Ciw only play; omnisim draws the population, plays it, writes
the journal and works out every figure. The models take turns, and what counts
is the ratio within one run of this script. Run it with ``make bench``.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import time
import tracemalloc
from typing import TYPE_CHECKING, NamedTuple

import textbook
import with_ciw

import omnisim
from omnisim.population import CHUNK

if TYPE_CHECKING:
    from collections.abc import Callable

AGENTS, PER_MINUTE, HANDLE_MINUTES, PATIENCE_MINUTES = 100, 20, 5, 3
SCENARIO = """
name: M/M/100+M
calendar: {{start: 2026-03-02, days: {days}}}
channels:
  phone:
    kind: call
    arrivals: {{rate: 20/min}}
    talk: {{exponential: 5 min}}
    patience: {{exponential: 3 min}}
    target: 80% within 20 s
agents:
  desk: {{staff: 100, skills: {{phone: 1}}}}
"""


class Round(NamedTuple):
    """What one model did in one round."""

    contacts: int
    gave_up: int
    seconds: float
    parts: dict[str, float]  # seconds, by part of the work


def omnisim_day(days: int, seed: int) -> Round:
    """Draw, play, write the journal and work out all figures."""
    scenario = omnisim.loads(SCENARIO.format(days=days))
    start = time.perf_counter()
    population = omnisim.draw_population(scenario, seed=seed, replication=0)
    for chunk in range(-(-len(population) // CHUNK)):
        population.stays(chunk, attempt=1, leg=0)
    drawn = time.perf_counter()
    journal = omnisim.play(scenario, population)
    played = time.perf_counter()
    figures = omnisim.compute(journal, scenario)
    done = time.perf_counter()
    return Round(
        len(journal.contacts),
        int(figures.value("abandoned") or 0),
        done - start,
        {
            "draw": drawn - start,
            "play and journal": played - drawn,
            "figures": done - played,
        },
    )


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
    "omnisim": omnisim_day,
    "textbook SimPy": other_day(textbook.play_day),
    "Ciw": other_day(with_ciw.play_day),
}


def bytes_per_contact(name: str, days: int) -> float:
    """Return the peak of allocated memory over a long run, per contact."""
    MODELS[name](1, 1)  # everything is imported and warm
    gc.collect()
    tracemalloc.start()
    played = MODELS[name](days, 2)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / played.contacts


def main() -> None:
    """Print the table of the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="rounds (5)")
    parser.add_argument("--days", type=int, default=1, help="days a round (1)")
    parser.add_argument(
        "--memory-days", type=int, default=4, help="days of the memory run (4)"
    )
    settings = parser.parse_args()
    rounds: dict[str, list[Round]] = {name: [] for name in MODELS}
    for play in MODELS.values():
        play(1, 0)  # not counted: imports and warm caches
    for seed in range(1, settings.rounds + 1):
        for name, play in MODELS.items():  # in turns, so that drift hits all alike
            rounds[name].append(play(settings.days, seed))
    print(f"M/M/{AGENTS}+M, {PER_MINUTE} calls a minute, {settings.rounds} rounds")
    print(
        f"{'model':16}{'contacts/s':>12}{'µs/contact':>12}{'time beside textbook':>22}"
        f"{'gave up':>9}{'bytes/contact':>15}"
    )
    for name, played in rounds.items():
        cost = statistics.median(r.seconds / r.contacts for r in played)
        ratios = [
            (a.seconds / a.contacts) / (b.seconds / b.contacts)
            for a, b in zip(played, rounds["textbook SimPy"], strict=True)
        ]
        share = sum(r.gave_up for r in played) / sum(r.contacts for r in played)
        print(
            f"{name:16}{1 / cost:12,.0f}{cost * 1e6:12.1f}"
            f"{statistics.median(ratios):16.2f}"
            f" ({min(ratios):.2f}-{max(ratios):.2f})".ljust(62)
            + f"{share:9.1%}{bytes_per_contact(name, settings.memory_days):15,.0f}"
        )
    print("\nWhere omnisim's time goes, µs a contact:")
    for part in rounds["omnisim"][0].parts:
        cost = statistics.median(r.parts[part] / r.contacts for r in rounds["omnisim"])
        print(f"  {part:18}{cost * 1e6:6.2f}")


if __name__ == "__main__":
    main()
