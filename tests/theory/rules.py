"""Centres with a rule of their own, as Markov chains: waits told, agents reserved."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from theory.chains import State, stationary

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Announced", "Reserved", "announced", "reserved"]


@dataclass(frozen=True)
class Announced:
    """Long-run figures of M/M/n whose customers are told what to expect."""

    balked: float  # share of all
    delayed: float  # share of all that waits
    mean_wait: float  # of all, those who balk with a wait of 0
    occupancy: float


def announced(
    n: int,
    arrival_rate: float,
    *,
    handle_time: float,
    tolerance: float,
    most: int = 400,
) -> Announced:
    """Return the figures of M/M/n with balking on an announced wait.

    Who finds all agents busy and q waiting is told ``(q + 1) handle_time / n`` and
    stays if that is within an exponential tolerance. A birth and death chain, as the
    model with state-dependent balking of Whitt (1999), "Improving service by
    informing customers about anticipated delays", Management Science 45(2). At most
    `most` wait.
    """

    def stays(present: int) -> float:
        told = max(present - n + 1, 0) * handle_time / n
        return math.exp(-told / tolerance)

    def moves(state: State) -> Iterator[tuple[State, float]]:
        (present,) = state
        # what is rarer than 1e-12 is too rare to see
        if present < n + most and stays(present) > 1e-12:
            yield (present + 1,), arrival_rate * stays(present)
        if present:
            yield (present - 1,), min(present, n) / handle_time

    law = stationary((0,), moves)
    return Announced(
        balked=law.mean(lambda s: 1 - stays(s[0])),
        delayed=law.mean(lambda s: stays(s[0]) * (s[0] >= n)),
        mean_wait=law.mean(lambda s: max(s[0] - n, 0)) / arrival_rate,
        occupancy=law.mean(lambda s: min(s[0], n)) / n,
    )


@dataclass(frozen=True)
class Reserved:
    """Long-run figures with agents kept free; pairs are (favoured class, other)."""

    delayed: tuple[float, float]
    abandoned: tuple[float, float]
    mean_wait: tuple[float, float]
    occupancy: float


@dataclass(frozen=True)
class _CutoffMoves:
    """What may happen next with agents kept free, and at which rate."""

    n: int
    keep: int
    rates: tuple[float, float]
    end: float
    giving_up: float
    most: int

    def __call__(self, state: State) -> Iterator[tuple[State, float]]:
        busy, q0, q1 = state
        yield from self._arrivals(busy, q0, q1)
        if q0:
            yield (busy, q0 - 1, q1), busy * self.end + q0 * self.giving_up
        elif q1 and self.n - busy + 1 > self.keep:
            yield (busy, q0, q1 - 1), busy * self.end
        elif busy:
            yield (busy - 1, q0, q1), busy * self.end
        if q1:
            yield (busy, q0, q1 - 1), q1 * self.giving_up

    def _arrivals(self, busy: int, q0: int, q1: int) -> Iterator[tuple[State, float]]:
        if busy < self.n:
            yield (busy + 1, q0, q1), self.rates[0]
        elif q0 < self.most:
            yield (busy, q0 + 1, q1), self.rates[0]
        if self.n - busy > self.keep:
            yield (busy + 1, q0, q1), self.rates[1]
        elif q1 < self.most:
            yield (busy, q0, q1 + 1), self.rates[1]


def reserved(
    n: int,
    keep: int,
    arrival_rates: tuple[float, float],
    *,
    handle_time: float,
    patience: float,
    most: int = 50,
) -> Reserved:
    """Return the figures of two classes at n agents of whom `keep` stay free.

    Class 1 is begun only while more than `keep` agents are free; class 0 always, and
    first. The cutoff discipline of Schaack and Larson (1986), "An N-server cutoff
    priority queue", Operations Research 34(2), with exponential patience. State:
    (busy, waiting of class 0, waiting of class 1), at most `most` of each.
    """
    rate0, rate1 = arrival_rates
    moves = _CutoffMoves(n, keep, arrival_rates, 1 / handle_time, 1 / patience, most)
    law = stationary((0, 0, 0), moves)
    queues = law.mean(lambda s: s[1]), law.mean(lambda s: s[2])
    return Reserved(
        delayed=(
            law.mean(lambda s: s[0] == n),
            law.mean(lambda s: n - s[0] <= keep),
        ),
        abandoned=(queues[0] / patience / rate0, queues[1] / patience / rate1),
        mean_wait=(queues[0] / rate0, queues[1] / rate1),
        occupancy=law.mean(lambda s: s[0]) / n,
    )
