"""How models are timed: in turns, so that drift hits all alike, and side by side.

What counts is the ratio within one run of a script; times of different runs or
machines cannot be compared.
"""

from __future__ import annotations

import gc
import statistics
import time
import tracemalloc
from typing import TYPE_CHECKING, NamedTuple

import omnisim
from omnisim.population import CHUNK

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Model = Callable[[int, int], "Round"]  # days and seed

__all__ = ["Round", "by_omnisim", "report", "time_in_turns"]


class Round(NamedTuple):
    """What one model did in one round."""

    contacts: int
    gave_up: int
    seconds: float
    parts: dict[str, float]  # seconds, by part of the work


def by_omnisim(text: str) -> Model:
    """Return the model that draws, plays, writes the journal, works out all figures.

    Parameters
    ----------
    text : str
        A scenario in which ``{days}`` stands for the number of days.
    """

    def one_round(days: int, seed: int) -> Round:
        scenario = omnisim.loads(text.replace("{days}", str(days)))
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

    return one_round


def time_in_turns(
    models: Mapping[str, Model], *, days: int, rounds: int
) -> dict[str, list[Round]]:
    """Play all models in turns, after a round of each that does not count."""
    played: dict[str, list[Round]] = {name: [] for name in models}
    for play in models.values():
        play(1, 0)  # imports and warm caches
    for seed in range(1, rounds + 1):
        for name, play in models.items():
            played[name].append(play(days, seed))
    return played


def report(
    played: Mapping[str, list[Round]],
    models: Mapping[str, Model],
    *,
    beside: str,
    memory_days: int,
) -> None:
    """Print the table, and where OmniSim's time goes.

    Parameters
    ----------
    played : mapping of str to list of Round
    models : mapping of str to callable
    beside : str
        Name of the model the others are compared with.
    memory_days : int
        Days of the run whose memory is measured.
    """
    print(
        f"{'model':26}{'contacts/s':>12}{'µs/contact':>12}{'time beside textbook':>22}"
        f"{'gave up':>9}{'bytes/contact':>15}"
    )
    for name, rounds in played.items():
        cost = statistics.median(r.seconds / r.contacts for r in rounds)
        ratios = [
            (a.seconds / a.contacts) / (b.seconds / b.contacts)
            for a, b in zip(rounds, played[beside], strict=True)
        ]
        share = sum(r.gave_up for r in rounds) / sum(r.contacts for r in rounds)
        ratio = f"{statistics.median(ratios):.2f}"
        spread = f"({min(ratios):.2f}-{max(ratios):.2f})"
        print(
            f"{name:26}{1 / cost:12,.0f}{cost * 1e6:12.1f}{f'{ratio} {spread}':>22}"
            f"{share:9.1%}{_bytes_per_contact(models[name], memory_days):15,.0f}"
        )
    for name, rounds in played.items():
        if len(rounds[0].parts) > 1:
            print(f"\nWhere the time of {name} goes, µs a contact:")
            for part in rounds[0].parts:
                cost = statistics.median(r.parts[part] / r.contacts for r in rounds)
                print(f"  {part:18}{cost * 1e6:6.2f}")


def _bytes_per_contact(play: Model, days: int) -> float:
    """Return the peak of allocated memory over a long run, per contact."""
    play(1, 1)  # everything is imported and warm
    gc.collect()
    tracemalloc.start()
    played = play(days, 2)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / played.contacts
