"""What a run leaves in memory: the figures of every replication, and the estimates."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from omnisim.experiment.estimates import Estimates, caveats, estimate
from omnisim.experiment.figures import Figures
from omnisim.experiment.provenance import versions
from omnisim.scenario.choices import DEFERRED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from omnisim.experiment.precision import Precision
    from omnisim.kpi.table import KpiTable
    from omnisim.scenario import Scenario

__all__ = ["Results", "conclude"]


@dataclass(frozen=True, eq=False, kw_only=True)
class Results:
    """The replications of one scenario and what they say.

    Parameters
    ----------
    scenario : Scenario
    fingerprint : str
        Of the scenario.
    seed : int
    figures : Figures
        Numerators and denominators of every replication.
    estimates : Estimates
    warnings : tuple of str
        Caveats a reader must be told, each also issued as `StatisticalWarning`.
    precision : Precision or None
        The goal of a sequential run.
    interrupted : bool
        True if it was stopped (Ctrl-C) before all replications were played.
    wall_time : float, seconds
        How long it took, replications taken over from a results folder not counted.
    versions : mapping of str to str
        What it was made with.
    folder : Path or None
        The results folder, if there is one.
    """

    scenario: Scenario
    fingerprint: str
    seed: int
    figures: Figures
    estimates: Estimates
    warnings: tuple[str, ...] = ()
    precision: Precision | None = None
    interrupted: bool = False
    wall_time: float = 0.0
    versions: Mapping[str, str] = field(default_factory=versions)
    folder: Path | None = None

    @property
    def replications(self) -> int:
        """How many replications the estimates rest on."""
        return len(self.figures)

    @property
    def tables(self) -> dict[int, KpiTable]:
        """The KPI table of each replication, by number."""
        return self.figures.tables()


def conclude(
    scenario: Scenario,
    tables: Mapping[int, KpiTable],
    *,
    seed: int,
    fingerprint: str,
    precision: Precision | None = None,
    interrupted: bool = False,
    wall_time: float = 0.0,
    folder: Path | None = None,
) -> Results:
    """Turn the tables of finished replications into results.

    Parameters
    ----------
    scenario : Scenario
    tables : mapping of int to KpiTable
        By number of the replication, at least one.
    seed, fingerprint, precision, interrupted, wall_time, folder
        As in `Results`.

    Returns
    -------
    Results
    """
    figures = Figures.of(tables)
    estimates = estimate(figures)
    told = caveats(estimates, len(figures), _live(scenario))
    if precision is not None:
        missed = precision.shortfall(precision.of(figures), len(figures))
        told += [missed] if missed else []
    return Results(
        scenario=scenario,
        fingerprint=fingerprint,
        seed=seed,
        figures=figures,
        estimates=estimates,
        warnings=tuple(told),
        precision=precision,
        interrupted=interrupted,
        wall_time=wall_time,
        folder=folder,
    )


def _live(scenario: Scenario) -> list[str]:
    """Return the slices of contacts whose customers wait live."""
    live = [n for n, one in scenario.channels.items() if one.kind not in DEFERRED]
    if len(live) == len(scenario.channels):
        return ["all"]
    return [f"channel:{name}" for name in live]
