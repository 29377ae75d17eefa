r"""What the replications say: the value of an expression, and how sure it is.

Every cell is played on the same customers, so an expression over several cells is
judged replication by replication: what they have in common cancels. The value is the
expression of the ratios of sums; its uncertainty comes from the delete-one jackknife,
which leaves one replication out of all cells at once (`omnisim.experiment.jackknife`
has the sources):

.. math:: t_{n-1} \sqrt{\frac{n-1}{n} \sum_i (\theta_{(i)} - \bar\theta)^2}
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from omnisim.experiment import Estimate
from omnisim.experiment.estimates import locate
from omnisim.trial.expression import (
    Call,
    Figure,
    Number,
    Operation,
    figures_in,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import numpy.typing as npt

    from omnisim.experiment import Figures
    from omnisim.trial.expression import Node
    from omnisim.trial.model import Trial

    Floats = npt.NDArray[np.float64]
    Levels = Mapping[str, str]  # factor: name of its level
    Key = frozenset[tuple[str, str]]

__all__ = ["NEEDED", "Evidence", "key_of", "spell_out"]

NEEDED = "agents_needed"
"""Stands in expressions for the number that was looked for."""


def key_of(levels: Levels) -> Key:
    """Return what tells a cell from the others of its trial."""
    return frozenset(levels.items())


def spell_out(
    node: Node, trial: Trial, levels: Levels
) -> Iterator[tuple[Figure, Levels]]:
    """Yield the figures of a tree, derived ones spelled out, with their levels.

    Parameters
    ----------
    node : Node
    trial : Trial
    levels : mapping of str to str
        Of the factors that the expression leaves free.

    Yields
    ------
    (Figure, levels)
    """
    for figure in figures_in(node):
        here = {**levels, **dict(figure.at)}
        derived = trial.figures.get(figure.name)
        if derived is None:
            yield figure, here
        else:
            yield from spell_out(derived.tree, trial, here)


@dataclass(frozen=True, eq=False)
class Evidence:
    """All that has been played of a trial.

    Parameters
    ----------
    trial : Trial
    played : mapping of Key to Figures
        By cell; replications numbered from 0 without a gap.
    numbers : mapping of str to mapping of str to float
        By factor and level name: the level as a number.
    """

    trial: Trial
    played: Mapping[Key, Figures]
    numbers: Mapping[str, Mapping[str, float]]

    def estimate(self, node: Node, levels: Levels, *, confidence: float) -> Estimate:
        """Return the value of an expression with its half-width.

        Parameters
        ----------
        node : Node
            A number, not a condition.
        levels : mapping of str to str
            Of every factor that the expression does not fix itself.
        confidence : float

        Returns
        -------
        Estimate
            NaN where a figure is not defined; no half-width from one replication.
            Exact, of half-width 0, if no figure of a cell is in it.
        """
        n = self.replications(node, levels)
        values = self._values(node, levels, n)
        if not n:
            return Estimate(float(values[0]), 0.0, 0)
        value, others = float(values[0]), values[1:]
        if n == 1 or not np.isfinite(values).all():
            return Estimate(value, float("nan"), n)
        from scipy.special import stdtrit  # noqa: PLC0415 - slow import

        spread = np.sqrt((n - 1) / n * np.sum((others - others.mean()) ** 2))
        quantile = stdtrit(n - 1, (1 + confidence) / 2)
        return Estimate(value, float(quantile * spread), n)

    def cells(self, node: Node, levels: Levels) -> list[Key]:
        """Return the cells whose figures an expression needs, each once."""
        found = (
            key_of(here)
            for figure, here in spell_out(node, self.trial, levels)
            if not self._is_level(figure)
        )
        return list(dict.fromkeys(found))

    def replications(self, node: Node, levels: Levels) -> int:
        """Return how many replications all the cells of an expression have."""
        cells = self.cells(node, levels)
        return min(
            (len(self.played[cell]) if cell in self.played else 0 for cell in cells),
            default=0,
        )

    def _is_level(self, figure: Figure) -> bool:
        return figure.name == NEEDED or figure.name in self.numbers

    def _values(self, node: Node, levels: Levels, n: int) -> Floats:
        """Return the value from all replications, then without each one in turn."""
        with np.errstate(divide="ignore", invalid="ignore"):
            match node:
                case Number(value):
                    return np.full(n + 1, value)
                case Figure():
                    return self._figure(node, {**levels, **dict(node.at)}, n)
                case Operation(sign, left, right):
                    sides = (self._values(one, levels, n) for one in (left, right))
                    joined: Floats = _OPERATIONS[sign](*sides)
                    return joined
                case Call(name, inner):
                    values = [self._values(one, levels, n) for one in inner]
                    return _CALLS[name](np.stack(values))
                case _:
                    raise TypeError(f"{type(node).__name__} is a condition")

    def _figure(self, figure: Figure, levels: Levels, n: int) -> Floats:
        derived = self.trial.figures.get(figure.name)
        if derived is not None:
            return self._values(derived.tree, levels, n)
        if self._is_level(figure):
            solve = self.trial.solve
            is_needed = figure.name == NEEDED and solve is not None
            factor = solve.name if is_needed else figure.name  # type: ignore[union-attr] # looked at above
            level = levels[factor]
            known = self.numbers.get(factor, {})
            return np.full(n + 1, known[level] if level in known else float(level))
        played = self.played[key_of(levels)]
        row = locate(played.rows, figure.name, figure.slice)
        above = played.numerator[:n, row]
        below = played.denominator[:n, row]
        # a replication in which nobody counted says nothing
        counts = (below > 0) & ~np.isnan(above)
        above, below = np.where(counts, above, 0.0), np.where(counts, below, 0.0)
        total, size = above.sum(), below.sum()
        totals: Floats = np.append(total, total - above)
        sizes: Floats = np.append(size, size - below)
        return totals / sizes


_OPERATIONS = {
    "+": np.add,
    "-": np.subtract,
    "*": np.multiply,
    "/": np.divide,
}
_CALLS: dict[str, Callable[[Floats], Floats]] = {
    "min": lambda values: values.min(axis=0),
    "max": lambda values: values.max(axis=0),
    "abs": lambda values: np.abs(values[0]),
}
