"""Customers who come back, on the same channel or another, until they are helped."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

__all__ = ["Journey", "Onward", "follow", "fundamental"]

Array = npt.NDArray[np.float64]
NOBODY = 1e-15  # of the customers


@dataclass(frozen=True)
class Onward:
    """One thing that those may do whose issue is left open."""

    of: int  # channel of the contact before
    to: int  # channel of the next
    share: float  # after the first contact
    further: float  # after a further one
    pause: float = 0.0  # mean, from the end of the one to the next
    tries: int | None = None  # contacts in all

    def share_after(self, number: int) -> float:
        """Return the share of those who do so after their contact `number`."""
        if self.tries is not None and number + 1 > self.tries:
            return 0.0
        return self.share if number == 1 else self.further


@dataclass(frozen=True)
class Journey:
    """What customers do on average until they are helped or give up."""

    visits: Array  # contacts of a customer, by channel
    by_number: tuple[float, ...]  # share of customers with a first, second ... contact
    moves: Array  # of a customer, from the channel of the row to that of the column
    resolved: float  # share of issues
    time: float  # mean of the resolved, first arrival to the end of the last contact

    @property
    def contacts(self) -> float:
        """Contacts per customer."""
        return float(self.visits.sum())

    @property
    def switches(self) -> float:
        """Moves to another channel per customer."""
        return float(self.moves.sum() - np.trace(self.moves))


def follow(
    first: npt.ArrayLike,
    resolved: npt.ArrayLike,
    durations: npt.ArrayLike,
    onward: tuple[Onward, ...],
) -> Journey:
    """Return the figures of customers who never wait, contact by contact.

    A chain of our own: of those who make contact k on channel i, ``resolved[i]`` are
    helped; of the others a share does what `onward` says and the rest gives up. With
    each group travels its share of customers and their mean time so far; as means
    add up, no law of a pause or a contact matters.

    Parameters
    ----------
    first : array of float, shape (c,)
        Share of customers whose first contact is on each channel.
    resolved, durations : array of float, shape (c,)
        Share of contacts that resolve the issue, and their mean time.
    onward : tuple of Onward
    """
    here, solves = np.asarray(first, dtype=float), np.asarray(resolved, dtype=float)
    lasts = np.asarray(durations, dtype=float)
    size = len(here)
    since = np.zeros(size)  # mean time so far, times the share of customers
    visits, moves = np.zeros(size), np.zeros((size, size))
    by_number: list[float] = []
    helped = spent = 0.0
    while here.sum() > NOBODY:
        number = len(by_number) + 1
        by_number.append(float(here.sum()))
        visits += here
        since += here * lasts
        helped += float(here @ solves)
        spent += float(since @ solves)
        next_here, next_since = np.zeros(size), np.zeros(size)
        for way in onward:
            goes = (1.0 - solves[way.of]) * way.share_after(number)
            gone = here[way.of] * goes
            moves[way.of, way.to] += gone
            next_here[way.to] += gone
            next_since[way.to] += since[way.of] * goes + gone * way.pause
        here, since = next_here, next_since
    return Journey(visits, tuple(by_number), moves, helped, spent / helped)


def fundamental(first: npt.ArrayLike, onward: npt.ArrayLike) -> Array:
    """Return the visits to each channel of an absorbing chain without memory.

    Kemeny and Snell (1960), *Finite Markov Chains*, section 3.2: the row `first` of
    shares times the fundamental matrix ``(I - Q)^-1`` of the shares `onward`.

    Examples
    --------
    Each contact is followed by another with probability one half.

    >>> fundamental([1.0], [[0.5]])
    array([2.])
    """
    shares = np.asarray(onward, dtype=float)
    visits: Array = np.linalg.solve(
        (np.eye(len(shares)) - shares).T, np.asarray(first, dtype=float)
    )
    return visits
