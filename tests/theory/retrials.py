"""Customers who try again, told apart by how often they have tried."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scipy.stats import poisson
from theory.chains import State, stationary
from theory.erlang import erlang_b

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Again", "Retrials", "at_once", "one_line", "retrials"]

UNSEEN = 1e-10  # a share of time that no run can see


@dataclass(frozen=True)
class Again:
    """Who tries again: a share after the first contact, one after further ones."""

    first: float
    further: float
    tries: int | None = None  # contacts in all; None: as often as it takes

    @property
    def last(self) -> int:
        """The highest number of a contact that is told apart."""
        return self.tries or 2

    def share(self, number: int) -> float:
        """Return the share of those who try again after their contact `number`."""
        if number == self.tries:
            return 0.0
        return self.first if number == 1 else self.further


@dataclass(frozen=True)
class Retrials:
    """Long-run figures of a centre whose lost customers may try again."""

    by_number: tuple[float, ...]  # first, second ... contacts per customer; the last
    # holds all further ones if there is no limit
    blocked: float  # share of contacts
    delayed: float  # share of the contacts let in that waits
    abandoned: float  # share of the contacts let in
    mean_wait: float  # of the contacts let in, answered or not
    lost: float  # share of customers who are never answered
    mean_orbit: float  # customers who will try again, at an instant
    occupancy: float

    @property
    def contacts(self) -> float:
        """Contacts per customer."""
        return sum(self.by_number)


@dataclass(frozen=True)
class _Moves:
    """What may happen next: (busy, orbits by number of the next contact, queue)."""

    n: int
    lines: int
    rate: float
    handle_time: float
    patience: float
    pause: float
    blocked: Again
    abandoned: Again
    most: tuple[int, ...]  # of each orbit

    def __call__(self, state: State) -> Iterator[tuple[State, float]]:
        last = self.blocked.last
        busy, orbits, queue = state[0], state[1:last], state[last:]
        for number, rate in enumerate(self.coming(state), start=1):
            left = orbits
            if number > 1:
                left = _changed(orbits, number - 2, -1)
            if busy < self.n:
                yield (busy + 1, *left, *queue), rate
            elif busy + len(queue) < self.lines:
                yield (busy, *left, *queue, number), rate
            else:
                yield from self.lost(self.blocked, number, rate, (busy, left, queue))
        if queue:
            yield (busy, *orbits, *queue[1:]), busy / self.handle_time
        elif busy:
            yield (busy - 1, *orbits), busy / self.handle_time
        for place, number in enumerate(queue):
            rest = queue[:place] + queue[place + 1 :]
            yield from self.lost(
                self.abandoned, number, 1 / self.patience, (busy, orbits, rest)
            )

    def coming(self, state: State) -> tuple[float, ...]:
        """Return the rates of first, second, ... contacts."""
        orbits = state[1 : self.blocked.last]
        return (self.rate, *(number / self.pause for number in orbits))

    def lost(
        self,
        again: Again,
        number: int,
        rate: float,
        others: tuple[int, State, State],
    ) -> Iterator[tuple[State, float]]:
        """Yield where one goes who was not answered at her contact `number`."""
        busy, orbits, queue = others
        share = again.share(number)
        if share:
            place = min(number + 1, again.last) - 2
            further = orbits
            if orbits[place] < self.most[place]:
                further = _changed(orbits, place, 1)
            yield (busy, *further, *queue), rate * share
        yield (busy, *orbits, *queue), rate * (1 - share)


def _changed(orbits: State, place: int, by: int) -> State:
    return (*orbits[:place], orbits[place] + by, *orbits[place + 1 :])


def _most(rate: float, pause: float, again: Sequence[Again]) -> tuple[int, ...]:
    """Return how many of each orbit to keep, so that more are never seen.

    If every contact were lost at once, each orbit would be a node with a place for
    everybody: Poisson. Who is answered, or waits before she is lost, only takes away
    or comes later.
    """
    first = max(one.first for one in again)
    further = max(one.further for one in again)
    mean = rate * first * pause
    if again[0].tries is None:
        means = [mean / (1 - further)]
    else:
        means = [mean * further**k for k in range(again[0].tries - 1)]
    return tuple(int(poisson.isf(UNSEEN, mean)) + 1 for mean in means)


def retrials(
    n: int,
    lines: int,
    arrival_rate: float,
    *,
    handle_time: float,
    pause: float,
    blocked: Again,
    patience: float = 1.0,
    abandoned: Again | None = None,
) -> Retrials:
    """Return the figures of M/M/n/lines+M whose lost customers may try again.

    The retrial queue of Falin and Templeton (1997), *Retrial Queues*, chapter 2, with
    customers told apart by how often they have tried. Each tries again after an
    exponential `pause`. The queue is kept in its order, because who is taken next
    decides who is left to give up. State: (busy, about to make contact 2, ..., the
    numbers of the waiting contacts in order of the queue); the orbits are cut where
    less than 1e-10 of the time lies beyond.

    Parameters
    ----------
    n, lines : int
        Agents; contacts at most.
    arrival_rate, handle_time, pause, patience : float
        In one unit of time.
    blocked, abandoned : Again
        Who tries again after a busy tone, and after giving up; with the same limit.
        None: as `blocked`, who needs no waiting places to be told of.
    """
    abandoned = abandoned or blocked
    last = blocked.last
    moves = _Moves(
        n,
        lines,
        arrival_rate,
        handle_time,
        patience,
        pause,
        blocked,
        abandoned,
        _most(arrival_rate, pause, (blocked, abandoned)),
    )
    law = stationary((0,) * last, moves)
    numbers = range(1, last + 1)

    def full(state: State) -> bool:
        return state[0] + len(state[last:]) == lines

    def waits(state: State) -> bool:
        return state[0] == n and not full(state)

    come = [law.mean(lambda s, k=k: moves.coming(s)[k - 1]) for k in numbers]
    refused = [
        law.mean(lambda s, k=k: moves.coming(s)[k - 1] * full(s)) for k in numbers
    ]
    giving_up = [law.mean(lambda s, k=k: s[last:].count(k)) / patience for k in numbers]
    waiting = law.mean(lambda s: len(s[last:]))
    let_in = sum(come) - sum(refused)
    lost = sum(
        refused[k - 1] * (1 - blocked.share(k))
        + giving_up[k - 1] * (1 - abandoned.share(k))
        for k in numbers
    )
    return Retrials(
        by_number=tuple(rate / arrival_rate for rate in come),
        blocked=sum(refused) / sum(come),
        delayed=law.mean(lambda s: sum(moves.coming(s)) * waits(s)) / let_in,
        abandoned=sum(giving_up) / let_in,
        mean_wait=waiting / let_in,
        lost=lost / arrival_rate,
        mean_orbit=law.mean(lambda s: sum(s[1:last])),
        occupancy=law.mean(lambda s: s[0]) / n,
    )


def one_line(load: float, pause: float, again: Again) -> float:
    """Return the share of time that one line without a queue is in use.

    With the handle time as unit of time. Balance between the orbits j and j + 1 gives
    the law of the orbit while the line is free, ``p(j + 1) / p(j) = load first
    (load + j nu) / ((j + 1) nu (1 + (1 - further)(load + (j + 1) nu)))`` with nu the
    inverse of `pause`: Kummer's series. Falin and Templeton (1997), section 1.3, and
    for all who try again (``further = 1``) section 1.2. No limit of tries.
    """
    from scipy.special import hyp1f1  # noqa: PLC0415 - only this formula needs it

    a, rest = load * pause, 1.0 - again.further
    b = 1.0 + (1.0 + rest * load) * pause / rest
    x = load * again.first * pause / rest
    odds = load * float(hyp1f1(a + 1.0, b, x) / hyp1f1(a, b, x))
    return odds / (1.0 + odds)


def at_once(n: int, load: float, again: Again) -> tuple[float, float]:
    """Return contacts per customer and the share of contacts blocked, without a pause.

    Who tries again at the very instant of a busy tone hears another: the first
    contacts see Erlang's loss formula, and all others follow from it.

    Examples
    --------
    Half are blocked; half of these try once more.

    >>> at_once(1, 1.0, Again(0.5, 0.5, tries=2))
    (1.25, 0.6)
    """
    refused = erlang_b(n, load)
    chain = again.first / (1.0 - again.further)
    if again.tries is not None:
        chain *= 1.0 - again.further ** (again.tries - 1)
    contacts = 1.0 + refused * chain
    return contacts, refused * (1.0 + chain) / contacts
