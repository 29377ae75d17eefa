"""A day with changing rates and shifts: Kolmogorov's forward equations.

M(t)/M/n(t)+M in which an agent whose shift ends, or whose break begins, takes
nothing new but finishes what she holds. Contacts in the hands of each shift are
counted apart, so that the chain knows who has to go: the state is (contacts held
by shift 1, shift 2, ..., waiting). The law of the state obeys ``dp/dt = p Q(t)``
(Kolmogorov 1931; Feller, *An Introduction to Probability Theory*, vol. I, 3rd ed.,
section XVII.9) and jumps where shifts begin (the new take the waiting) and nowhere
else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import expm_multiply
from theory.chains import State, generator

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["DayFigures", "Shift", "forward"]


@dataclass(frozen=True)
class Shift:
    """`n` agents from one instant to another, but for breaks they all take at once."""

    n: int
    start: float
    end: float
    breaks: tuple[tuple[float, float], ...] = ()

    def is_on_duty(self, instant: float) -> bool:
        """Tell whether its agents take contacts at an instant."""
        on_break = any(start <= instant < end for start, end in self.breaks)
        return self.start <= instant < self.end and not on_break


@dataclass(frozen=True)
class DayFigures:
    """Expected figures by reporting interval; arrays of one value per interval."""

    arrived: np.ndarray  # contacts
    delayed: np.ndarray  # contacts that found no idle agent
    abandoned: np.ndarray  # contacts that gave up, when they did
    waited: np.ndarray  # time spent waiting, by whoever, in the interval
    busy: np.ndarray  # agent time spent on contacts, overrun included
    overrun: np.ndarray  # the part of it outside the shift or in its breaks


def forward(
    shifts: Sequence[Shift],
    edges: Sequence[float],
    arrival_rates: Sequence[float],
    *,
    handle_time: float,
    patience: float,
    most: int = 40,
    step: float = 0.05,
) -> DayFigures:
    """Integrate the forward equations from an empty centre at ``edges[0]``.

    An arrival chooses among the idle agents on duty with equal chances. The rate
    ``arrival_rates[i]`` holds from ``edges[i]`` to ``edges[i+1]``; shifts and breaks
    begin and end at edges. At most `most` wait. Within an interval the generator is
    constant: the integral of p is summed by Simpson's rule on steps of `step` handle
    times.
    """
    states = _states(shifts, most)
    number = {state: i for i, state in enumerate(states)}
    waiting = np.array([state[-1] for state in states], dtype=float)
    held = np.array([state[:-1] for state in states], dtype=float)
    law = np.zeros(len(states))
    law[number[(0,) * (len(shifts) + 1)]] = 1.0
    columns: list[tuple[float, ...]] = []
    for i, rate in enumerate(arrival_rates):
        start, end = edges[i], edges[i + 1]
        on_duty = [shift.is_on_duty(start) for shift in shifts]
        law = _take_waiting(law, states, number, shifts, on_duty)
        rates = _Rates(rate, 1 / handle_time, 1 / patience, most)

        def moves(
            state: State, duty: list[bool] = on_duty, rates: _Rates = rates
        ) -> Iterator[tuple[State, float]]:
            return _moves(state, shifts, duty, rates)

        flow = csr_matrix(generator(number, moves).T)
        pieces = 2 * max(int((end - start) / (step * handle_time) / 2), 4)
        path = expm_multiply(flow, law, start=0.0, stop=end - start, num=pieces + 1)
        law = path[-1]
        simpson = np.ones(pieces + 1)
        simpson[1:-1:2], simpson[2:-1:2] = 4.0, 2.0
        area = simpson @ path * ((end - start) / pieces / 3)
        free = sum(
            (shift.n - held[:, s] for s, shift in enumerate(shifts) if on_duty[s]),
            np.zeros(len(states)),
        )
        late = sum(
            (held[:, s] for s in range(len(shifts)) if not on_duty[s]),
            np.zeros(len(states)),
        )
        columns.append(
            (
                rate * (end - start),
                rate * float(area @ (free == 0)),
                float(area @ waiting) / patience,
                float(area @ waiting),
                float(area @ held.sum(axis=1)),
                float(area @ late),
            )
        )
    return DayFigures(*np.array(columns).T)


@dataclass(frozen=True)
class _Rates:
    arrival: float
    service: float
    giving_up: float
    most: int


def _states(shifts: Sequence[Shift], most: int) -> list[State]:
    """List every state: any number held by each shift, up to `most` waiting."""
    grids = np.indices([*(shift.n + 1 for shift in shifts), most + 1])
    return [tuple(map(int, state)) for state in grids.reshape(len(shifts) + 1, -1).T]


def _moves(
    state: State, shifts: Sequence[Shift], on_duty: Sequence[bool], rates: _Rates
) -> Iterator[tuple[State, float]]:
    *held, waiting = state
    free = [
        shift.n - k if duty else 0
        for shift, k, duty in zip(shifts, held, on_duty, strict=True)
    ]
    if sum(free):
        for s, idle in enumerate(free):
            if idle:
                yield _plus(state, s, 1), rates.arrival * idle / sum(free)
    elif waiting < rates.most:
        yield _plus(state, -1, 1), rates.arrival
    for s, k in enumerate(held):
        takes_next = on_duty[s] and waiting
        if k:
            yield _plus(state, -1 if takes_next else s, -1), k * rates.service
    if waiting:
        yield _plus(state, -1, -1), waiting * rates.giving_up


def _plus(state: State, place: int, change: int) -> State:
    new = list(state)
    new[place] += change
    return tuple(new)


def _take_waiting(
    law: np.ndarray,
    states: Sequence[State],
    number: dict[State, int],
    shifts: Sequence[Shift],
    on_duty: Sequence[bool],
) -> np.ndarray:
    """Let agents who come on duty take those who wait, at once."""
    after = np.zeros_like(law)
    for state, share in zip(states, law, strict=True):
        *held, waiting = state
        for s, shift in enumerate(shifts):
            taken = min(shift.n - held[s], waiting) if on_duty[s] else 0
            held[s] += taken
            waiting -= taken
        after[number[(*held, waiting)]] += share
    return after
