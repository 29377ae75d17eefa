"""Markov chains in continuous time, given by their moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.linalg import spsolve

__all__ = ["Moves", "Stationary", "generator", "reach", "stationary"]

State = tuple[int, ...]
Moves = Callable[[State], Iterable[tuple[State, float]]]


def reach(start: State, moves: Moves) -> dict[State, int]:
    """Give a number to each state that can be reached from `start`."""
    number = {start: 0}
    todo = [start]
    while todo:
        for state, rate in moves(todo.pop()):
            if rate > 0 and state not in number:
                number[state] = len(number)
                todo.append(state)
    return number


def generator(number: dict[State, int], moves: Moves) -> csr_matrix:
    """Return the generator: rates off the diagonal, rows that sum to zero."""
    rows, columns, rates = [], [], []
    for state, i in number.items():
        for other, rate in moves(state):
            if rate == 0:
                continue  # such a state may have been left out
            rows += [i, i]
            columns += [number[other], i]
            rates += [rate, -rate]
    size = len(number)
    return csr_matrix((rates, (rows, columns)), shape=(size, size))


class Stationary:
    """The long-run law of a chain."""

    def __init__(self, number: dict[State, int], share: np.ndarray) -> None:
        self.number, self.share = number, share

    def mean(self, value: Callable[[State], float]) -> float:
        """Return the long-run mean of a function of the state."""
        return float(
            sum(self.share[i] * value(state) for state, i in self.number.items())
        )


def stationary(start: State, moves: Moves) -> Stationary:
    """Solve ``pi Q = 0`` with ``sum pi = 1`` on the states reached from `start`."""
    number = reach(start, moves)
    balance = generator(number, moves).T.tolil()
    balance[0, :] = 1.0  # one balance equation is redundant: the sum replaces it
    right = np.zeros(len(number))
    right[0] = 1.0
    return Stationary(number, spsolve(balance.tocsc(), right))
