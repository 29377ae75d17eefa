"""From which channel to which customers go on: the matrix of moves."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

from omnisim.report import digits, scope
from omnisim.report.layout import Grid, Row
from omnisim.report.lights import look_up

if TYPE_CHECKING:
    from omnisim.experiment.results import Results

__all__ = ["Matrix", "grid_of_moves", "matrix"]

Floats = npt.NDArray[np.float64]


class Matrix(NamedTuple):
    """Further contacts of the whole run, by channel before and own channel.

    Parameters
    ----------
    before, then : tuple of str
        Names of the channels that anybody came from, and went to.
    made, half_width : array of float, shape (n_before, n_then)
        Contacts per replication.
    share : array of float, shape (n_before, n_then)
        Of the further contacts after one on the channel before.
    """

    before: tuple[str, ...]
    then: tuple[str, ...]
    made: Floats
    half_width: Floats
    share: Floats


def matrix(results: Results) -> Matrix:
    """Return from which channel to which customers went on, those that stayed too.

    Parameters
    ----------
    results : Results

    Returns
    -------
    Matrix
        Without rows and columns in which nobody moves.
    """
    names = list(results.scenario.channels)
    pairs = [f"move:{before} > {then}" for before in names for then in names]
    shape = len(names), len(names)
    made, half_width = (
        np.array(column).reshape(shape)
        for column in zip(
            *(look_up(results.estimates, "moves", pair) for pair in pairs), strict=True
        )
    )
    share = [look_up(results.estimates, "move_share", pair)[0] for pair in pairs]
    some = np.nan_to_num(made) > 0
    rows, columns = np.flatnonzero(some.any(axis=1)), np.flatnonzero(some.any(axis=0))
    cut = np.ix_(rows, columns)
    return Matrix(
        tuple(names[row] for row in rows),
        tuple(names[column] for column in columns),
        made[cut],
        half_width[cut],
        np.array(share).reshape(shape)[cut],
    )


def grid_of_moves(results: Results) -> Grid | None:
    """Return the matrix as figures to read; None where nobody may move.

    Parameters
    ----------
    results : Results

    Returns
    -------
    Grid or None
        A row per channel before; beside each number, its share of the row. Without
        rows if nobody did.
    """
    if not scope.linked(results.scenario):
        return None
    moves = matrix(results)
    columns = tuple(f"by {name}" for name in moves.then)
    rows = tuple(_row(moves, at) for at in range(len(moves.before)))
    return Grid("FURTHER CONTACTS", columns, rows)


def _row(moves: Matrix, at: int) -> Row:
    cells = map(digits.show, moves.made[at], moves.half_width[at])
    shares = (f"({100 * share:.0f} %)" for share in moves.share[at])
    return Row(f"After {moves.before[at]}", "", tuple(cells), tuple(shares))
