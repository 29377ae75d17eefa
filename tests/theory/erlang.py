"""Erlang's three models: lost (B), waiting (C), waiting and giving up (A).

Notation as in the sources: `load` is the offered load in Erlangs (arrival rate
times mean handle time), `n` the number of agents. Times are in any one unit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.linalg import expm

__all__ = ["ErlangA", "ErlangC", "erlang_a", "erlang_b", "erlang_c"]


def erlang_b(n: int, load: float) -> float:
    """Return the share of blocked arrivals of M/M/n/n.

    Recursion in Jagerman (1974), "Some properties of the Erlang loss function",
    Bell System Technical Journal 53(3): ``1/B(k) = 1 + (k/a) / B(k-1)``.

    Examples
    --------
    Two lines, one Erlang: 1/2 over 1 + 1 + 1/2.

    >>> erlang_b(2, 1.0)
    0.2
    """
    inverse = 1.0
    for k in range(1, n + 1):
        inverse = 1.0 + inverse * k / load
    return 1.0 / inverse


@dataclass(frozen=True)
class ErlangC:
    """Long-run figures of M/M/n without abandonment."""

    delayed: float  # share that waits
    decay: float  # the wait of those who wait is exponential with this rate
    occupancy: float

    @property
    def mean_wait(self) -> float:
        """Mean wait of all, zeros included."""
        return self.delayed / self.decay

    def within(self, threshold: float) -> float:
        """Share answered within `threshold`."""
        return 1.0 - self.delayed * math.exp(-self.decay * threshold)


def erlang_c(n: int, arrival_rate: float, handle_time: float) -> ErlangC:
    """Return the figures of M/M/n.

    Cooper (1981), *Introduction to Queueing Theory*, 2nd ed., section 3.4 (the
    Erlang delay system): C from B, and the exponential wait of the delayed.

    Examples
    --------
    M/M/1: the share that waits is the load.

    >>> round(erlang_c(1, 0.5, 1.0).delayed, 12)
    0.5
    """
    load = arrival_rate * handle_time
    blocked = erlang_b(n, load)
    delayed = n * blocked / (n - load * (1.0 - blocked))
    return ErlangC(delayed, (n - load) / handle_time, load / n)


@dataclass(frozen=True)
class ErlangA:
    """Long-run figures of M/M/n+M."""

    delayed: float  # share that does not find an idle agent
    abandoned: float
    mean_wait: float  # of all, answered or not
    mean_queue: float
    occupancy: float
    levels: tuple[float, ...]  # share answered within each threshold
    offered: tuple[float, ...]  # share whose offered wait is within each threshold


def erlang_a(
    n: int,
    arrival_rate: float,
    handle_time: float,
    patience: float,
    thresholds: tuple[float, ...] = (),
) -> ErlangA:
    """Return the figures of M/M/n+M from its birth and death chain.

    Palm's model as in Mandelbaum and Zeltyn (2007), "Service engineering in
    action: the Palm/Erlang-A queue", section 3: in state k > n the death rate is
    ``n/handle_time + (k - n)/patience``. The service level follows a tagged
    customer through the places of the queue: with j ahead she moves up at rate
    ``n/handle_time + j/patience`` and gives up at rate ``1/patience``; the offered
    wait is that of one who does not give up.
    """
    service, giving_up = n / handle_time, 1.0 / patience
    weights = [1.0]  # relative to state n, upwards
    while weights[-1] > 1e-18 * max(weights) or len(weights) < 10:
        weights.append(
            weights[-1] * arrival_rate / (service + len(weights) * giving_up)
        )
    below, weight = [], 1.0
    for k in range(n, 0, -1):
        weight *= k / handle_time / arrival_rate
        below.append(weight)
    waiting = np.array(weights) / (math.fsum(weights) + math.fsum(below))
    queue = float(np.arange(len(waiting)) @ waiting)
    abandoned = giving_up * queue / arrival_rate
    delayed = float(waiting.sum())

    return ErlangA(
        delayed=delayed,
        abandoned=abandoned,
        mean_wait=queue / arrival_rate,
        mean_queue=queue,
        occupancy=arrival_rate * (1.0 - abandoned) * handle_time / n,
        levels=tuple(
            1.0 - delayed + _answered(waiting, service, giving_up, giving_up, threshold)
            for threshold in thresholds
        ),
        offered=tuple(
            1.0 - delayed + _answered(waiting, service, giving_up, 0.0, threshold)
            for threshold in thresholds
        ),
    )


def _answered(
    waiting: npt.NDArray[np.float64],
    service: float,
    giving_up: float,
    own_giving_up: float,
    threshold: float,
) -> float:
    """Return the share of those who find all busy that is answered in time.

    States of the tagged customer are the numbers ahead of her; the last is
    "answered".
    """
    m = len(waiting)
    ahead = np.arange(m)
    up = service + ahead * giving_up
    moves = np.zeros((m + 1, m + 1))
    moves[ahead, ahead] = -up - own_giving_up
    moves[ahead[1:], ahead[:-1]] = up[1:]
    moves[0, m] = up[0]
    return float(waiting @ expm(moves * threshold)[:m, m])
