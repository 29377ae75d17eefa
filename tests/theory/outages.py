"""A queue whose channel breaks down at random, as a Markov chain."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from theory.chains import State, stationary

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Cuts", "Outages", "outages"]

Cuts = Literal["new", "waiting", "all"]


@dataclass(frozen=True)
class Outages:
    """Long-run figures of a channel with outages."""

    down: float  # share of time
    contacts: float  # per customer
    kept_out: float  # share of contacts: came during an outage
    cut_waiting: float  # share of contacts: waited when one began
    cut_talking: float  # share of contacts: talked when one began
    abandoned: float  # share of contacts
    delayed: float  # share of the contacts let in
    mean_wait: float  # of the contacts let in, however the wait ended
    occupancy: float
    edge: float  # share of time at the cut of the chain


@dataclass(frozen=True)
class _Moves:
    """What may happen next: (out of order, served, waiting, about to come again)."""

    n: int
    rate: float
    handle_time: float
    patience: float
    every: float
    lasts: float
    cuts: Cuts
    again: float
    pause: float
    most: tuple[int, int]

    def __call__(self, state: State) -> Iterator[tuple[State, float]]:
        down, served, waiting, orbit = state
        if down:
            yield (0, served, waiting, orbit), 1 / self.lasts
            yield (down, served, waiting, self.joined(orbit)), self.rate * self.again
            if orbit:
                left = orbit / self.pause * (1 - self.again)
                yield (down, served, waiting, orbit - 1), left
        else:
            yield from self.begins(served, waiting, orbit)
            yield self.let_in(served, waiting, orbit), self.rate
            if orbit:
                yield self.let_in(served, waiting, orbit - 1), orbit / self.pause
        if waiting:
            yield (down, served, waiting - 1, orbit), served / self.handle_time
            yield (down, served, waiting - 1, orbit), waiting / self.patience
        elif served:
            yield (down, served - 1, waiting, orbit), served / self.handle_time

    def joined(self, orbit: int, more: int = 1) -> int:
        """Return the orbit with some more, as far as the chain goes."""
        return min(orbit + more, self.most[1])

    def let_in(self, served: int, waiting: int, orbit: int) -> State:
        """Return the state after a contact that no outage keeps out."""
        if served < self.n:
            return (0, served + 1, waiting, orbit)
        return (0, served, min(waiting + 1, self.most[0]), orbit)

    def begins(
        self, served: int, waiting: int, orbit: int
    ) -> Iterator[tuple[State, float]]:
        """Yield what an outage may leave: of those cut off some will come again."""
        lost = {"new": 0, "waiting": waiting, "all": waiting + served}[self.cuts]
        served = 0 if self.cuts == "all" else served
        waiting = waiting if self.cuts == "new" else 0
        for k in range(lost + 1):
            chance = math.comb(lost, k) * self.again**k * (1 - self.again) ** (lost - k)
            after = 1, served, waiting, self.joined(orbit, k)
            yield after, chance / self.every


def outages(
    n: int,
    arrival_rate: float,
    *,
    handle_time: float,
    patience: float,
    every: float,
    lasts: float,
    cuts: Cuts,
    again: float = 0.0,
    pause: float = 1.0,
    most: tuple[int, int] = (20, 1),
) -> Outages:
    """Return the figures of M/M/n+M whose channel is out of order now and then.

    Outages begin at the rate ``1 / every`` while the channel works and last an
    exponential time. They keep newcomers out, and by `cuts` remove nobody else, those
    who wait (as the clearing of Towsley and Tripathi 1991, "A single server priority
    queue with server failures and queue flushing", Operations Research Letters
    10(6)), or those who talk as well. Agents serve on. Whoever is kept out or cut off
    comes again with probability `again` after an exponential `pause`, as often as it
    takes. State: (out of order, served, waiting, about to come again), at most `most`
    of the last two.
    """
    moves = _Moves(
        n,
        arrival_rate,
        handle_time,
        patience,
        every,
        lasts,
        cuts,
        again,
        pause,
        most,
    )
    law = stationary((0, 0, 0, 0), moves)

    def come(state: State) -> float:
        return arrival_rate + state[3] / pause

    contacts = law.mean(come)
    let_in = law.mean(lambda s: come(s) * (1 - s[0]))
    waiting = law.mean(lambda s: s[2])
    removed = law.mean(lambda s: s[2] * (1 - s[0])) / every
    talking = law.mean(lambda s: s[1] * (1 - s[0])) / every
    return Outages(
        down=law.mean(lambda s: s[0]),
        contacts=contacts / arrival_rate,
        kept_out=1 - let_in / contacts,
        cut_waiting=removed / contacts if cuts != "new" else 0.0,
        cut_talking=talking / contacts if cuts == "all" else 0.0,
        abandoned=waiting / patience / contacts,
        delayed=law.mean(lambda s: come(s) * (1 - s[0]) * (s[1] == n)) / let_in,
        mean_wait=waiting / let_in,
        occupancy=law.mean(lambda s: s[1]) / n,
        edge=law.mean(lambda s: s[2] == most[0] or (again > 0 and s[3] == most[1])),
    )
