"""Trials whose truth is known: figures drawn by hand instead of played."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from hand_made import table

from omnisim.trial.expression import parse
from omnisim.trial.model import Cell, Claim, Factor, Level, Precision, Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from omnisim.kpi.table import KpiTable

__all__ = ["Urn", "cell", "factor", "trial"]


def factor(name: str, *levels: float) -> Factor:
    """Return a factor with numbers for levels, each setting the path of its name."""
    return Factor(
        name,
        tuple(Level(f"{n:g}", {name: f"{n:g}"}, float(n)) for n in levels),
        (name,),
    )


def cell(**levels: float) -> Cell:
    """Return a cell with numbers for levels."""
    return Cell(
        {
            name: Level(f"{n:g}", {name: f"{n:g}"}, float(n))
            for name, n in levels.items()
        }
    )


def trial(*factors: Factor, claims: Iterable[str] = (), **others: Any) -> Trial:  # noqa: ANN401 - fields of a trial
    """Return a trial of these factors and claims."""
    settings: dict[str, Any] = {"precision": Precision(at_least=20, at_most=80)}
    return Trial(
        belief="a belief",
        base="base.yaml",
        factors=factors,
        claims=tuple(Claim(text, parse(text)) for text in claims),
        **(settings | others),
    )


@dataclass
class Urn:
    """Plays replications by drawing: figure `asa` is normal about the truth of a cell.

    Parameters
    ----------
    truth : callable
        Levels of a cell, as numbers by factor, to the expected value.
    sd : float
        Of one replication's own deviation; `shared` is that of all cells together.
    """

    truth: Callable[[dict[str, float]], float]
    sd: float = 1.0
    shared: float = 0.0
    seed: int = 1
    played: list[tuple[str, int]] = field(default_factory=list)

    def scenario_of(self, one: Cell) -> Any:  # noqa: ANN401 - stands in for a scenario
        """Return what stands in for the scenario of a cell: its levels.

        A level that is a word counts as many as it has letters.
        """
        return {
            name: float(len(level.name)) if level.number is None else level.number
            for name, level in one.levels.items()
        }

    def play(
        self, jobs: Iterable[tuple[Any, Any, int]], *, seed: int
    ) -> Iterator[tuple[Any, int, KpiTable]]:
        """Yield the figures of each job."""
        for key, levels, replication in jobs:
            name = ", ".join(f"{k}={v:g}" for k, v in sorted(levels.items()))
            self.played.append((name, replication))
            yield (
                key,
                replication,
                table({"asa": (self._draw(name, levels, replication, seed), 1.0)}),
            )

    def _draw(
        self, name: str, levels: dict[str, float], replication: int, seed: int
    ) -> float:
        words = [self.seed, seed, replication]
        common = np.random.default_rng(words).normal()
        own = np.random.default_rng([*words, *name.encode()]).normal()
        return float(self.truth(levels) + self.shared * common + self.sd * own)
