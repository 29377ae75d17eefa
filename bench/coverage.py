"""How often 95 % intervals hold the truth: measured, on a small bank.

Many replications of one small, skewed, overdispersed day are played once and then
dealt out to independent experiments. The truth is the estimate over all of them,
which is some thirty times as sure as one experiment of twenty. ``python
bench/coverage.py`` prints the table behind the figures in docs/design.md; with the
default numbers it takes about five minutes on one core.
"""

from __future__ import annotations

import argparse
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

import omnisim
from omnisim.experiment import Figures, Precision, estimate, paired, play_replication

KPIS = ("service_level", "abandonment", "asa", "occupancy", "days_on_target")
GOALS = (("service_level", 0.02), ("abandonment", 0.10), ("asa", 0.10))
ONE = "[2, 3, 4, 3, 3, 2, 3, 3, 3, 2]"
OTHER = "[3, 3, 4, 4, 3, 3, 3, 3, 3, 2]"
SCENARIO = """
name: A small bank
calendar: {start: 2026-03-02 08:00, open: "08:00-18:00"}
channels:
  phone:
    kind: call
    arrivals: {per: hour, counts: [18, 30, 36, 34, 26, 24, 30, 30, 22, 14]}
    busy_day: {cv: 6%}
    talk: {lognormal: {mean: 177 s, cv: 1.226}}
    wrap_up: {exponential: 30 s}
    patience: {weibull: {mean: 473 s, shape: 0.841}}
    target: 80% within 20 s
agents:
  desk: {staff: {per: hour, counts: STAFF}, skills: {phone: 1}}
customers:
  after:
    abandoned: {phone: [{phone: 35%, after: {exponential: 8 min}}]}
"""


class Truth(NamedTuple):
    """Many replications, and what they say together."""

    figures: Figures
    values: npt.NDArray[np.float64]


def played(staff: str, n: int, seed: int) -> Truth:
    """Play n replications and keep the figures of the run."""
    scenario = omnisim.loads(SCENARIO.replace("STAFF", staff))
    tables = [
        play_replication(scenario, seed=seed, replication=number).table
        for number in range(n)
    ]
    first = Figures.of({0: tables[0]})
    rows = [first.rows["run", 0, "all", "", kpi] for kpi in KPIS]
    figures = Figures(
        first.pick(rows).names,
        np.arange(n),
        np.array([table.numerator[rows] for table in tables]),
        np.array([table.denominator[rows] for table in tables]),
    )
    return Truth(figures, estimate(figures).value)


def part(figures: Figures, begin: int, n: int) -> Figures:
    """Return n of the replications."""
    some = slice(begin, begin + n)
    return Figures(
        figures.names,
        figures.replications[some],
        figures.numerator[some],
        figures.denominator[some],
    )


def covered(one: Truth, n: int) -> npt.NDArray[np.float64]:
    """Return the share of experiments of n replications that hold the truth."""
    hits = []
    for begin in range(0, len(one.figures) - n + 1, n):
        found = estimate(part(one.figures, begin, n))
        hits.append(np.abs(found.value - one.values) <= found.half_width)
    share: npt.NDArray[np.float64] = np.mean(hits, axis=0)
    return share


def covered_in_pairs(one: Truth, other: Truth, n: int) -> npt.NDArray[np.float64]:
    """Return the same of paired differences."""
    hits, truth = [], other.values - one.values
    for begin in range(0, len(one.figures) - n + 1, n):
        found = paired(part(one.figures, begin, n), part(other.figures, begin, n))
        hits.append(np.abs(found.value - truth) <= found.half_width)
    share: npt.NDArray[np.float64] = np.mean(hits, axis=0)
    return share


def covered_where_it_stops(one: Truth, goal: Precision) -> tuple[float, float, int]:
    """Return coverage, mean number of replications, and how many runs there were."""
    truth = one.values[KPIS.index(goal.kpi)]
    begin, hits, lengths = 0, [], []
    look = goal.minimum
    while begin + look <= len(one.figures):
        found = goal.of(part(one.figures, begin, look))
        further = goal.next_look(look, found)
        if further == look:
            hits.append(abs(found.value - truth) <= found.half_width)
            lengths.append(look)
            begin, further = begin + look, goal.minimum
        look = further
    return float(np.mean(hits)), float(np.mean(lengths)), len(hits)


def main() -> None:
    """Play, deal out, and print what was covered."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--replications", type=int, default=16_000)
    parser.add_argument("--pairs", type=int, default=8_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    one = played(ONE, options.replications, options.seed)
    print(f"{'coverage of 95 % intervals':34}", *(f"{kpi:>15}" for kpi in KPIS))
    for n in (5, 10, 20, 50):
        told = f"{n} replications, {len(one.figures) // n} experiments"
        print(f"{told:34}", *(f"{share:15.1%}" for share in covered(one, n)))
    other = played(OTHER, options.pairs, options.seed)
    same = part(one.figures, 0, options.pairs)
    pairs = covered_in_pairs(Truth(same, estimate(same).value), other, 20)
    told = f"20 pairs, {options.pairs // 20} experiments"
    print(f"{told:34}", *(f"{share:15.1%}" for share in pairs))
    for kpi, relative in GOALS:
        share, mean, n = covered_where_it_stops(
            one, Precision(kpi=kpi, relative=relative)
        )
        print(
            f"{kpi} to {relative:.0%}: {share:.1%} of {n} runs of {mean:.0f} on average"
        )


if __name__ == "__main__":
    main()
