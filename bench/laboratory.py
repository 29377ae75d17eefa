"""Cells per minute of the laboratory: in one process, in two, and what the file costs.

Cells are a chat desk of 3 to 6 agents on a day of about 500 chats, each played a
number of times, as an experiment plays them: every replication is kept in an SQLite
file as soon as it is finished. Run it with ``make bench``.
"""

from __future__ import annotations

import argparse
import gc
import statistics
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import omnisim
from omnisim.trial.archive import Archive
from omnisim.trial.model import Cell, Level
from omnisim.trial.settling import key_of_cell
from omnisim.trial.workers import Local

if TYPE_CHECKING:
    from omnisim.scenario import Scenario

DESK = """
name: chat desk
calendar: {start: 2026-03-02, open: "08:00-20:00"}
channels:
  chat:
    kind: chat
    arrivals: {rate: 42/h}
    turns: {geometric: 6}
    agent_turn: {exponential: 25 s}
    customer_turn: {exponential: 60 s}
    wrap_up: {exponential: 20 s}
    patience: {exponential: 2 min}
    target: 80% within 60 s
agents:
  desk: {staff: STAFF, skills: {chat: 1}, may_hold: {chat: 3}}
"""
STAFF = (3, 4, 5, 6)
WAYS = {
    "one process, no file": (1, False),
    "one process": (1, True),
    "two processes": (2, True),
}


class Round(NamedTuple):
    """What one way of playing took, in seconds."""

    whole: float
    storing: float


def cells() -> list[tuple[Cell, Scenario]]:
    """Return the cells with their scenarios."""
    return [
        (
            Cell({"staff": Level(str(staff), {}, float(staff))}),
            omnisim.loads(DESK.replace("STAFF", str(staff))),
        )
        for staff in STAFF
    ]


def play(workers: Local, replications: int, *, seed: int, keep: bool) -> Round:
    """Play all cells by workers that are there already."""
    by_key = {key_of_cell(cell): (cell, scenario) for cell, scenario in cells()}
    jobs = [
        (key, scenario, number)
        for number in range(replications)
        for key, (_, scenario) in by_key.items()
    ]
    storing = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "results.sqlite")
        gc.collect()
        began = time.perf_counter()
        with Archive(path, "bench", seed=seed) if keep else nullcontext() as archive:
            for key, number, table in workers.play(jobs, seed=seed):
                if archive is not None:
                    before = time.perf_counter()
                    archive.add(*by_key[key], number, table)
                    storing += time.perf_counter() - before
        return Round(time.perf_counter() - began, storing)


def main() -> None:
    """Print the table of the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5, help="rounds (5)")
    parser.add_argument("--reps", type=int, default=20, help="of each cell (20)")
    settings = parser.parse_args()
    rounds: dict[str, list[Round]] = {way: [] for way in WAYS}
    with Local(1) as one, Local(2) as two:
        workers = {1: one, 2: two}
        for these in workers.values():  # imports, warm caches, workers that start
            play(these, 2, seed=0, keep=True)
        for seed in range(1, settings.rounds + 1):  # in turns: drift hits all alike
            for way, (n, keep) in WAYS.items():
                rounds[way].append(
                    play(workers[n], settings.reps, seed=seed, keep=keep)
                )
    best = {
        way: statistics.median(one.whole for one in found)
        for way, found in rounds.items()
    }
    print(f"{len(STAFF)} cells of {settings.reps} replications, median of rounds")
    for way, seconds in best.items():
        print(f"  {way:<22} {60 * len(STAFF) / seconds:7.1f} cells a minute")
    share = statistics.median(one.storing / one.whole for one in rounds["one process"])
    speed = best["one process"] / best["two processes"]
    print(f"  the file takes {share:.1%} of the time of one process")
    print(f"  two processes are {speed:.2f} times as fast: {speed / 2:.0%} efficiency")


if __name__ == "__main__":
    main()
