"""Centres with two groups, or with customers who call again, as Markov chains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from theory.chains import State, stationary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["NDesign", "Redial", "inflated", "n_design", "redial"]


@dataclass(frozen=True)
class NDesign:
    """Long-run figures of an N-design; pairs are (dedicated class, flexible class)."""

    delayed: tuple[float, float]
    abandoned: tuple[float, float]
    mean_wait: tuple[float, float]
    occupancy: tuple[float, float]  # of the dedicated group, of the flexible group


@dataclass(frozen=True)
class _NDesignMoves:
    """What may happen next in an N-design, and at which rate."""

    agents: tuple[int, int]
    ends: tuple[float, float]
    rates: tuple[float, float]
    patience: tuple[float, float]
    most: int

    def __call__(self, state: State) -> Iterator[tuple[State, float]]:
        a, b, q0, q1 = state
        yield from self._arrivals(a, b, q0, q1)
        yield from self._completions(a, b, q0, q1)
        if q0:
            yield (a, b, q0 - 1, q1), q0 / self.patience[0]
        if q1:
            yield (a, b, q0, q1 - 1), q1 / self.patience[1]

    def _arrivals(
        self, a: int, b: int, q0: int, q1: int
    ) -> Iterator[tuple[State, float]]:
        if a < self.agents[0]:
            yield (a + 1, b, q0, q1), self.rates[0]
        elif b < self.agents[1]:
            yield (a, b + 1, q0, q1), self.rates[0]
        elif q0 < self.most:
            yield (a, b, q0 + 1, q1), self.rates[0]
        if b < self.agents[1]:
            yield (a, b + 1, q0, q1), self.rates[1]
        elif q1 < self.most:
            yield (a, b, q0, q1 + 1), self.rates[1]

    def _completions(
        self, a: int, b: int, q0: int, q1: int
    ) -> Iterator[tuple[State, float]]:
        if q0:
            yield (a, b, q0 - 1, q1), a * self.ends[0]
        elif a:
            yield (a - 1, b, q0, q1), a * self.ends[0]
        if q1:
            yield (a, b, q0, q1 - 1), b * self.ends[1]
        elif q0:
            yield (a, b, q0 - 1, q1), b * self.ends[1]
        elif b:
            yield (a, b - 1, q0, q1), b * self.ends[1]


def n_design(
    agents: tuple[int, int],
    handle_times: tuple[float, float],
    arrival_rates: tuple[float, float],
    patience: tuple[float, float],
    most: int = 60,
) -> NDesign:
    """Return the figures of two classes, a dedicated and a flexible group.

    Class 0 is served by group 0 (its first choice) and by group 1; class 1 by
    group 1 alone, which takes class 1 first when it comes free. The handle time
    depends on the group only, so the state is (busy in 0, busy in 1, waiting of
    class 0, waiting of class 1): the N-design of Garnett and Mandelbaum (2000), "An
    introduction to skills-based routing and its operational complexities".
    Arrivals that find `most` of their class waiting are refused; with patience
    that happens too rarely to see.
    """
    ends = 1 / handle_times[0], 1 / handle_times[1]
    moves = _NDesignMoves(agents, ends, arrival_rates, patience, most)
    law = stationary((0, 0, 0, 0), moves)
    queues = law.mean(lambda s: s[2]), law.mean(lambda s: s[3])
    lost = queues[0] / patience[0], queues[1] / patience[1]
    return NDesign(
        delayed=(
            law.mean(lambda s: s[:2] == agents),
            law.mean(lambda s: s[1] == agents[1]),
        ),
        abandoned=(lost[0] / arrival_rates[0], lost[1] / arrival_rates[1]),
        mean_wait=(queues[0] / arrival_rates[0], queues[1] / arrival_rates[1]),
        occupancy=(
            law.mean(lambda s: s[0]) / agents[0],
            law.mean(lambda s: s[1]) / agents[1],
        ),
    )


@dataclass(frozen=True)
class Redial:
    """Long-run figures of a centre whose lost customers may call again."""

    contacts: float  # per customer
    blocked: float  # share of contacts that hear the busy tone
    delayed: float  # share of contacts that wait
    abandoned: float  # share of contacts that give up
    answered: float  # share of contacts
    mean_wait: float  # of the contacts not blocked, answered or not
    mean_orbit: float  # customers who will call again, at an instant
    occupancy: float


def redial(
    n: int,
    lines: int,
    arrival_rate: float,
    *,
    handle_time: float,
    patience: float,
    again: tuple[float, float],
    pause: float,
    most: int,
) -> Redial:
    """Return the figures of M/M/n/lines+M with redial.

    A blocked customer calls again with probability ``again[0]``, one who gave up
    waiting with ``again[1]``, each after an exponential `pause`, as often as it
    takes. State: (in the centre, about to call again), at most `most` of the latter.
    Model of Falin and Templeton (1997), *Retrial Queues*, chapter 2, with the
    abandonment of Mandelbaum, Massey, Reiman, Stolyar and Rider (2002), "Queue
    lengths and waiting times for multiserver queues with abandonment and retrials".
    """

    def moves(state: State) -> Iterator[tuple[State, float]]:
        k, orbit = state
        busy = min(k, n)
        further = min(orbit + 1, most)
        if k < lines:
            yield (k + 1, orbit), arrival_rate
            if orbit:
                yield (k + 1, orbit - 1), orbit / pause
        else:
            yield (k, further), arrival_rate * again[0]
            if orbit:
                yield (k, orbit - 1), orbit / pause * (1 - again[0])
        if k:
            yield (k - 1, orbit), busy / handle_time
        if k > n:
            yield (k - 1, further), (k - n) / patience * again[1]
            yield (k - 1, orbit), (k - n) / patience * (1 - again[1])

    law = stationary((0, 0), moves)
    contacts = law.mean(lambda s: arrival_rate + s[1] / pause)

    def share(condition: Callable[[int], bool]) -> float:
        rate = law.mean(lambda s: (arrival_rate + s[1] / pause) * condition(s[0]))
        return rate / contacts

    waiting = law.mean(lambda s: max(s[0] - n, 0))
    busy = law.mean(lambda s: min(s[0], n))
    blocked = share(lambda k: k == lines)
    return Redial(
        contacts=contacts / arrival_rate,
        blocked=blocked,
        delayed=share(lambda k: n <= k < lines),
        abandoned=waiting / patience / contacts,
        answered=busy / handle_time / contacts,
        mean_wait=waiting / (contacts * (1 - blocked)),
        mean_orbit=law.mean(lambda s: s[1]),
        occupancy=busy / n,
    )


def inflated(arrival_rate: float, resolved: float, returning: float) -> float:
    """Return the rate of contacts when the unresolved may come back.

    Each handled contact leaves its issue open with probability ``1 - resolved``
    and such a customer comes back with probability `returning`, after an
    exponential pause (a node with a place for everybody), as often as it takes. By
    Jackson (1957), "Networks of waiting lines", Operations Research 5(4), an M/M/n
    queue fed like this has the law of M/M/n at the inflated rate, although its
    arrivals are no Poisson process; by the arrival theorem (Sevcik and Mitrani
    1981, Journal of the ACM 28(2)) contacts that come find that law as well.

    Examples
    --------
    >>> round(inflated(10.0, resolved=0.8, returning=0.5), 9)
    11.111111111
    """
    return arrival_rate / (1.0 - returning * (1.0 - resolved))
