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
from omnisim.kpi import KPIS
from omnisim.trial.expression import Call, Figure, Number, Operation, figures_in

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import numpy.typing as npt

    from omnisim.experiment import Figures
    from omnisim.trial.expression import Node
    from omnisim.trial.settling import Key

    Floats = npt.NDArray[np.float64]

__all__ = ["Evidence", "cells_in"]


def cells_in(node: Node) -> list[Key]:
    """Return the cells that a settled expression speaks of, each once."""
    return list(dict.fromkeys(frozenset(figure.at) for figure in figures_in(node)))


@dataclass(frozen=True, eq=False)
class Evidence:
    """All that has been played of a trial.

    Parameters
    ----------
    played : mapping of Key to Figures
        By cell; replications numbered from 0 without a gap.
    """

    played: Mapping[Key, Figures]

    def replications(self, node: Node) -> int:
        """Return how many replications all the cells of an expression have."""
        return min(
            (
                len(self.played[cell]) if cell in self.played else 0
                for cell in cells_in(node)
            ),
            default=0,
        )

    def estimate(self, node: Node, *, confidence: float) -> Estimate:
        """Return the value of an expression with its half-width.

        Parameters
        ----------
        node : Node
            A number, not a condition; settled.
        confidence : float

        Returns
        -------
        Estimate
            NaN where a figure does not exist, or nothing has been played. Without
            figures exact, of half-width 0.

        Raises
        ------
        KeyError
            If there is no such figure; the text names the nearest one.
        """
        n = self.replications(node)
        is_exact = not cells_in(node)
        if not n and not is_exact:
            return Estimate(float("nan"), float("nan"), 0)
        values = self._values(node, n)
        value, others = float(values[0]), values[1:]
        if is_exact:
            return Estimate(value, 0.0, 0)
        if n == 1 or not np.isfinite(values).all():
            return Estimate(value, float("nan"), n)
        from scipy.special import stdtrit  # noqa: PLC0415 - slow import

        spread = np.sqrt((n - 1) / n * np.sum((others - others.mean()) ** 2))
        quantile = stdtrit(n - 1, (1 + confidence) / 2)
        return Estimate(value, float(quantile * spread), n)

    def _values(self, node: Node, n: int) -> Floats:
        """Return the value from all replications, then without each one in turn."""
        with np.errstate(divide="ignore", invalid="ignore"):
            match node:
                case Number(value):
                    return np.full(n + 1, value)
                case Figure():
                    return self._ratio(node, n)
                case Operation(sign, left, right):
                    sides = (self._values(one, n) for one in (left, right))
                    joined: Floats = _OPERATIONS[sign](*sides)
                    return joined
                case Call(name, inner):
                    return _CALLS[name](
                        np.stack([self._values(one, n) for one in inner])
                    )
                case _:
                    raise TypeError(f"{type(node).__name__} is a condition")

    def _ratio(self, figure: Figure, n: int) -> Floats:
        played = self.played[frozenset(figure.at)]
        try:
            row = locate(played.rows, figure.name, figure.slice)
        except KeyError:
            if figure.name not in KPIS:
                raise
            return np.full(n + 1, np.nan)  # where there is no bot nothing is contained
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
