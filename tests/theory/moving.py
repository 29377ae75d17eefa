"""Customers who leave a queue for another channel, or open one beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.polynomial.legendre import leggauss
from theory.chains import State, stationary
from theory.erlang import erlang_c
from theory.patience import Survival, mmng

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

__all__ = [
    "Advised",
    "Beside",
    "Leaving",
    "advised",
    "beside",
    "leaving",
    "unanswered_after",
]


@dataclass(frozen=True)
class Advised:
    """Long-run figures of M/M/n some of whose customers take advice on arrival."""

    moved: float  # share of all
    delayed: float  # share of all that waits
    mean_wait: float  # of all, those who move with a wait of 0
    occupancy: float


def advised(
    n: int,
    arrival_rate: float,
    *,
    handle_time: float,
    above: float,
    share: float,
    most: int = 400,
) -> Advised:
    """Return the figures of M/M/n that advises those with a long wait to go elsewhere.

    Who finds all agents busy and q waiting is told ``(q + 1) handle_time / n``; if
    that is more than `above`, `share` of them leaves at once. A birth and death chain
    with state-dependent balking, as that of Whitt (1999), "Improving service by
    informing customers about anticipated delays", Management Science 45(2). At most
    `most` wait.
    """

    def is_told(present: int) -> bool:
        return (present - n + 1) * handle_time / n > above

    def moves(state: State) -> Iterator[tuple[State, float]]:
        (present,) = state
        if present < n + most:
            stays = 1.0 - share * is_told(present)
            yield (present + 1,), arrival_rate * stays
        if present:
            yield (present - 1,), min(present, n) / handle_time

    law = stationary((0,), moves)
    moved = law.mean(lambda s: share * is_told(s[0]))
    return Advised(
        moved=moved,
        delayed=law.mean(lambda s: s[0] >= n) - moved,
        mean_wait=law.mean(lambda s: max(s[0] - n, 0)) / arrival_rate,
        occupancy=law.mean(lambda s: min(s[0], n)) / n,
    )


@dataclass(frozen=True)
class Leaving:
    """Long-run figures of M/M/n+M some of whose customers leave at a fixed wait."""

    reached: float  # share of all who wait so long
    delayed: float
    served_later: float  # share of all who wait so long and are answered
    abandoned: float  # share of all who give up, not counting those who leave then
    mean_wait: float
    occupancy: float


def leaving(
    n: int,
    arrival_rate: float,
    *,
    handle_time: float,
    patience: float,
    at: float,
    share: float,
) -> Leaving:
    """Return the figures of M/M/n whose customers may leave after a wait of `at`.

    To the queue it is a law of patience: exponential, and of those who still wait at
    `at` the given share leaves then. Baccelli and Hebuterne (1981), as in
    `theory.patience`. Patience does not depend on the wait it meets, so who still
    waits at `at` has an offered wait beyond it and patience beyond it.
    """

    def beyond(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        stays: npt.NDArray[np.float64] = np.where(x < at, 1.0, 1.0 - share)
        return stays * np.exp(-x / patience)

    figures = mmng(n, arrival_rate, handle_time, Survival(beyond, (at,)), (at,))
    patient = float(np.exp(-at / patience))
    reached = (1.0 - figures.offered[0]) * patient
    return Leaving(
        reached=reached,
        served_later=1.0 - figures.abandoned - figures.levels[0],
        delayed=figures.delayed,
        abandoned=figures.abandoned - share * reached,
        mean_wait=figures.mean_wait,
        occupancy=figures.occupancy,
    )


def unanswered_after(
    n: int, arrival_rate: float, *, handle_time: float, at: float, share: float
) -> float:
    """Return the share of all without an answer at `at`, if a share then leaves.

    Answered means served to the end, an exponential time after the wait: with the law
    ``F`` of the wait below `at`, ``P(W + S > at) = 1 - integral of F(x) exp(-(at - x)
    / handle_time) / handle_time`` over x from 0 to `at`, by parts. Who leaves at `at`
    does not change what was before it. Nobody gives up otherwise.
    """

    def beyond(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        stays: npt.NDArray[np.float64] = np.where(x < at, 1.0, 1.0 - share)
        return stays

    nodes, weights = leggauss(24)
    points = at / 2 * (1 + nodes)
    figures = mmng(n, arrival_rate, handle_time, Survival(beyond, (at,)), tuple(points))
    ends = np.exp(-(at - points) / handle_time) / handle_time
    answered = float((at / 2 * weights * ends) @ np.array(figures.levels))
    return 1.0 - answered


@dataclass(frozen=True)
class Beside:
    """Second contacts that wait until the first is answered."""

    opened: float  # share of customers
    stay: float  # mean time from opened to the answer of the first


def beside(
    n: int, arrival_rate: float, *, handle_time: float, after: float, share: float
) -> Beside:
    """Return the figures of second contacts at a channel that nobody answers.

    In M/M/n the wait of those who wait is exponential (Cooper 1981, section 3.4), so
    that beyond `after` it has no memory: what is left of it is the stay of the second
    contact.

    Examples
    --------
    M/M/1, loaded by half: half wait, exponentially with a mean of 2.

    >>> figures = beside(1, 0.5, handle_time=1.0, after=2.0, share=1.0)
    >>> round(figures.opened, 4), round(figures.stay, 12)
    (0.1839, 2.0)
    """
    queue = erlang_c(n, arrival_rate, handle_time)
    return Beside(share * (1.0 - queue.within(after)), 1.0 / queue.decay)
