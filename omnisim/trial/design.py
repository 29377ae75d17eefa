"""Which combinations of levels a trial plays.

Factors under `also` are crossed with whatever the design makes of the others. The
factor that is looked for is in no cell here; its numbers are put in while the trial
runs.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np

from omnisim.trial.model import Cell, Design, Level, number_of
from omnisim.trial.settling import key_of_cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from omnisim.trial.model import Factor, Trial

    Row = tuple[Level, ...]  # one level of each factor

__all__ = ["cells_of", "n_cells"]


def cells_of(trial: Trial) -> tuple[Cell, ...]:
    """Return the cells of a trial.

    Parameters
    ----------
    trial : Trial

    Returns
    -------
    tuple of Cell
        Each once; the factors under `also`, and of a grid the later ones, change
        fastest. Without the number that is looked for.

    Examples
    --------
    >>> from omnisim.trial.model import Factor, Trial
    >>> cap = Factor("cap", (Level("1", {}), Level("2", {})))
    >>> load = Factor("load", (Level("low", {}), Level("high", {})))
    >>> trial = Trial(belief="", base="desk.yaml", factors=(cap, load))
    >>> [cell.name for cell in cells_of(trial)]
    ['cap=1, load=low', 'cap=1, load=high', 'cap=2, load=low', 'cap=2, load=high']
    """
    varied = [factor for factor in trial.factors if not factor.is_aside]
    aside = [factor for factor in trial.factors if factor.is_aside]
    crossed = list(itertools.product(*(factor.levels for factor in aside)))
    found = (
        {
            factor.name: level
            for factor, level in zip((*varied, *aside), (*row, *more), strict=True)
        }
        for row in _rows(trial, varied)
        for more in crossed
    )
    cells = [
        Cell({factor.name: levels[factor.name] for factor in trial.factors})
        for levels in found
    ]
    return tuple({key_of_cell(cell): cell for cell in cells}.values())


def n_cells(trial: Trial) -> int:
    """Return how many cells a grid has, without making them.

    Parameters
    ----------
    trial : Trial

    Returns
    -------
    int
        Of another design, the number of its combinations.
    """
    varied = [len(one.levels) for one in trial.factors if not one.is_aside]
    aside = [len(one.levels) for one in trial.factors if one.is_aside]
    n = {
        Design.GRID: int(np.prod(varied, dtype=object)),
        Design.ONE_AT_A_TIME: 1 + sum(levels - 1 for levels in varied),
        Design.LATIN_HYPERCUBE: trial.n_runs,
        Design.LIST: len(trial.listed),
    }
    return n[trial.design] * int(np.prod(aside, dtype=object))


def _rows(trial: Trial, factors: Sequence[Factor]) -> Iterator[Row]:
    match trial.design:
        case Design.GRID:
            yield from itertools.product(*(factor.levels for factor in factors))
        case Design.ONE_AT_A_TIME:
            yield from _one_at_a_time(factors)
        case Design.LATIN_HYPERCUBE:
            yield from _latin_hypercube(factors, trial.n_runs, trial.seed)
        case _:  # a list
            for names in trial.listed:
                yield tuple(_named(factor, names[factor.name]) for factor in factors)


def _one_at_a_time(factors: Sequence[Factor]) -> Iterator[Row]:
    """Yield the first levels, then each factor's other levels in turn."""
    centre = tuple(factor.levels[0] for factor in factors)
    yield centre
    for n, factor in enumerate(factors):
        for level in factor.levels[1:]:
            yield (*centre[:n], level, *centre[n + 1 :])


def _latin_hypercube(factors: Sequence[Factor], n: int, seed: int) -> Iterator[Row]:
    """Yield points of which every factor's n-th parts hold one each.

    M. D. McKay, R. J. Beckman and W. J. Conover, *Technometrics* 21 (1979) 239-245.
    """
    random = np.random.default_rng(seed)
    shares = [
        (random.permutation(n) + random.random(n)) / n for _ in factors
    ]  # one array of shape (n,) a factor, from 0 to 1
    for place in zip(*(share.tolist() for share in shares), strict=True):
        yield tuple(
            _between(factor, share)
            for factor, share in zip(factors, place, strict=True)
        )


def _between(factor: Factor, share: float) -> Level:
    """Return the level that lies so far between the ends of a factor's range."""
    assert factor.between is not None  # noqa: S101 - as a Latin hypercube needs
    low, high = factor.between
    name = f"{low + share * (high - low):.6g}{factor.unit}"
    return Level(name, dict.fromkeys(factor.paths, name), number_of(name))


def _named(factor: Factor, name: str) -> Level:
    return next(level for level in factor.levels if level.name == name)
