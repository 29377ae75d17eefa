"""Whether two scenarios were played on the same customers: counted, not claimed.

Common random numbers make a comparison fair only if each customer really is the
same in both: arrives at the same instant, by the same channel, for the same issue,
and brings the same patience and the same work. A changed forecast keeps some
customers and adds others; a changed law of talk times keeps all, with other work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from omnisim.population import Population

__all__ = ["Shared", "share_customers"]


class Shared(NamedTuple):
    """Customers that a scenario shares with the baseline, all replications together.

    Parameters
    ----------
    baseline, other : int, customers
        How many come in each.
    met : int, customers
        Who come in both, at the same instant, by the same channel, for the same issue.
    alike : int, customers
        Those of them who also bring the same patience and work.
    """

    baseline: int = 0
    other: int = 0
    met: int = 0
    alike: int = 0

    def plus(self, more: Shared) -> Self:
        """Return the counts of both together."""
        return type(self)(*(a + b for a, b in zip(self, more, strict=True)))

    @property
    def is_same(self) -> bool:
        """True if everyone comes in both and brings the same."""
        return self.baseline == self.other == self.alike

    def __str__(self) -> str:
        if self.is_same:
            return f"the same {self.baseline:,} customers"
        changed = self.met - self.alike
        bring = (
            f"; {changed:,} of these bring other patience or work" if changed else ""
        )
        whom = f"{self.met:,} of the {self.baseline:,}"
        if self.met == self.baseline:
            whom = f"all {self.baseline:,}"
        return f"{self.other:,} customers, {whom} of the baseline among them{bring}"


def share_customers(baseline: Population, other: Population) -> Shared:
    """Count the customers that two populations have in common.

    Parameters
    ----------
    baseline, other : Population
        Of the same seed and replication.

    Returns
    -------
    Shared
    """
    _, here, there = np.intersect1d(
        baseline.identity, other.identity, assume_unique=True, return_indices=True
    )
    met = baseline.arrived_at[here] == other.arrived_at[there]
    for what in ("channel", "issue"):
        met &= _named(baseline, what)[here] == _named(other, what)[there]
    mine, theirs = _brought(baseline)[:, here], _brought(other)[:, there]
    alike = met & (mine == theirs).all(axis=0)
    return Shared(len(baseline), len(other), int(met.sum()), int(alike.sum()))


def _named(population: Population, what: str) -> npt.NDArray[np.str_]:
    """Return names instead of codes: another scenario numbers them otherwise."""
    names: tuple[str, ...] = getattr(population, f"{what}s")
    codes: npt.NDArray[np.int16] = getattr(population, what)
    return np.array(names)[codes] if names else np.zeros(len(codes), dtype=np.str_)


def _brought(population: Population) -> npt.NDArray[np.float64]:
    """Return what each customer brings to the first stay, and to its first turn."""
    from omnisim.population import CHUNK, Stays, Turn  # noqa: PLC0415 - where needed

    parts = [np.zeros((len(Stays._fields) + len(Turn._fields), 0))]
    for chunk in range(-(-len(population) // CHUNK)):
        stays = population.stays(chunk, attempt=1, leg=0)
        parts.append(np.stack((*stays, *population.first_turns(chunk))))
    return np.concatenate(parts, axis=1)
