"""A case: a scenario with a known answer, and the figures to be compared.

Given a scenario and what theory says of it; `play_case` plays it and hands on, for
each figure, independent values whose mean is theory's if theory holds. `page` prints
them beside theory, and the oracle tests judge them.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from verification.controls import excess, without_controls
from verification.sample import Sample

from omnisim.engine import play
from omnisim.population import draw_population
from omnisim.scenario import loads

if TYPE_CHECKING:
    from collections.abc import Callable

    from verification.controls import Demand

__all__ = ["Case", "Figure", "Finding", "Played", "play_case"]

Array = npt.NDArray[np.float64]
NOTHING = 1e-6  # an excess that rounding alone makes


@dataclass(frozen=True)
class Figure:
    """One figure of a case.

    Parameters
    ----------
    name : str
        As the page shows it.
    expected : float
        What theory says, in seconds or as a share or count.
    detect : float
        The relative error that the comparison must see with probability 0.999.
    read : callable
        Takes a `Sample`, returns numerator and denominator of one replication.
    unit : str
        ``"s"``, ``"%"`` or ``""``.
    is_demand : bool
        The figure is about the demand itself and must be left as it is.
    """

    name: str
    expected: float
    detect: float
    read: Callable[[Sample], tuple[float, float]]
    unit: str = "%"
    is_demand: bool = False


@dataclass(frozen=True)
class Case:
    """One scenario and its figures.

    Parameters
    ----------
    title : str
        What is tried.
    setting : str
        With which numbers.
    source : str
        Whose formula.
    scenario : str
        YAML.
    demands : tuple of Demand
        What the population should bring; tells the controls.
    figures : tuple of Figure
    replications : int
    seed : int
        Each case has its own, so that no two share their draws.
    window : (float, float), seconds
        Contacts that arrive within are counted; the start leaves out the warm-up,
        the end those whose stay the end of the calendar could touch.
    """

    title: str
    setting: str
    source: str
    scenario: str
    demands: tuple[Demand, ...]
    figures: tuple[Figure, ...]
    replications: int
    seed: int
    window: tuple[float, float]


@dataclass(frozen=True)
class Finding:
    """A figure as simulated.

    Parameters
    ----------
    figure : Figure
    values : array of float, shape (n,)
        Independent, with theory's mean if theory holds: one per replication, less
        one for each control taken out.
    """

    figure: Figure
    values: Array

    @property
    def simulated(self) -> float:
        """The figure as simulated."""
        return float(self.values.mean())

    @property
    def standard_error(self) -> float:
        """Standard error of `simulated`, with the replication as its unit."""
        return float(self.values.std(ddof=1) / math.sqrt(len(self.values)))


@dataclass(frozen=True)
class Played:
    """A case and what came of it.

    Parameters
    ----------
    case : Case
    n_contacts : int
        Contacts played, warm-up included.
    findings : tuple of Finding
        In the order of the case's figures.
    """

    case: Case
    n_contacts: int
    findings: tuple[Finding, ...]


@cache
def play_case(build: Callable[[], Case], fresh: int = 0) -> Played:
    """Play a case; the second time, remember.

    Parameters
    ----------
    build : callable
        Makes the case; theory takes its time, so that is left until now.
    fresh : int
        Added to the case's own seed, for runs that nobody has seen before.

    Returns
    -------
    Played
    """
    case = build()
    scenario = loads(case.scenario)
    readings, controls, n_contacts = [], [], 0
    for replication in range(case.replications):
        population = draw_population(
            scenario, seed=case.seed + fresh, replication=replication
        )
        journal = play(scenario, population)
        n_contacts += len(journal.contacts)
        sample = Sample(journal, *case.window)
        readings.append([figure.read(sample) for figure in case.figures])
        controls.append(excess(population, case.demands))
    sums, chance = np.array(readings), np.array(controls)
    chance = chance[:, np.abs(chance).max(axis=0) > NOTHING]
    findings = tuple(
        Finding(figure, _values(figure, sums[:, i, 0], sums[:, i, 1], chance))
        for i, figure in enumerate(case.figures)
    )
    return Played(case, n_contacts, findings)


def _values(
    figure: Figure, numerators: Array, denominators: Array, chance: Array
) -> Array:
    """Return values whose mean is theory's if theory holds.

    The figure is a ratio of sums. Under theory numerator minus expected times
    denominator has mean zero in each replication, where a ratio per replication
    would be biased.
    """
    distance = numerators - figure.expected * denominators
    values: Array = figure.expected + distance / denominators.mean()
    return values if figure.is_demand else without_controls(values, chance)
