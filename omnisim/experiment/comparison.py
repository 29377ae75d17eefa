"""Scenarios side by side, on the same customers.

Every replication plays all scenarios with the same seed, so that each customer
arrives at the same second with the same patience and work in all of them. What
differs then is what was changed: differences are paired by replication, and their
half-widths are those of the difference itself, often a fraction of either's own
(common random numbers; A. M. Law, *Simulation Modeling and Analysis*, 5th ed.,
sections 10.2, 10.3 and 11.2). The first scenario is the baseline. With more than one
other, intervals of one figure hold simultaneously by Bonferroni's inequality.
"""

from __future__ import annotations

import time
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from omnisim.errors import StatisticalWarning
from omnisim.experiment.customers import Shared, share_customers
from omnisim.experiment.estimates import Estimate, Estimates, chances
from omnisim.experiment.executor import Executor, available_cores
from omnisim.experiment.jackknife import CONFIDENCE, differences, doubt, spread
from omnisim.experiment.replicate import play_replication
from omnisim.experiment.results import Results, conclude
from omnisim.scenario import prices

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from omnisim.experiment.figures import Figures
    from omnisim.experiment.replicate import OnProgress
    from omnisim.kpi.table import KpiTable
    from omnisim.scenario import Scenario

__all__ = ["Comparison", "check_currencies", "compare", "paired"]

_Together = tuple[tuple["KpiTable", ...], tuple[Shared, ...]]


@dataclass(frozen=True, eq=False, kw_only=True)
class Comparison:
    """Several scenarios and how they differ from the first.

    Parameters
    ----------
    results : mapping of str to Results
        By name of the scenario, the baseline first; each as `run` gives it.
    differences : mapping of str to Estimates
        For each but the baseline: its figures minus the baseline's, `sd` being that
        of the differences between replications. Figures that only one of the two
        has are left out.
    customers : mapping of str to Shared
        For each but the baseline: which customers both had, counted.
    confidence : float
        Of each single interval of a difference; above 0.95 where several must hold
        at once.
    warnings : tuple of str
        Caveats, each also issued as `StatisticalWarning`.
    interrupted : bool
        True if it was stopped before all replications were played.
    """

    results: Mapping[str, Results]
    differences: Mapping[str, Estimates]
    customers: Mapping[str, Shared]
    confidence: float
    warnings: tuple[str, ...] = ()
    interrupted: bool = False

    @property
    def baseline(self) -> str:
        """Name of the scenario that the others are compared with."""
        return next(iter(self.results))

    @property
    def replications(self) -> int:
        """How many replications the comparison rests on."""
        return self.results[self.baseline].replications

    def get(
        self,
        name: str,
        kpi: str,
        *,
        slice: str = "all",  # noqa: A002 - the tables' own word for it
        window: str = "run",
    ) -> Estimate:
        """Return the difference of one figure between a scenario and the baseline.

        Parameters
        ----------
        name : str
            Of the scenario.
        kpi, slice, window
            As in `Estimates.get`.

        Raises
        ------
        KeyError
            If there is no such scenario or figure.
        """
        return self.differences[name].get(kpi, slice=slice, window=window)

    def to_frame(self) -> pd.DataFrame:
        """Return all differences as one tidy data frame with a column `scenario`."""
        import pandas as pd  # noqa: PLC0415 - slow import

        frames = []
        for name, found in self.differences.items():
            frame = found.to_frame().rename(columns={"value": "difference"})
            frame.insert(0, "scenario", name)
            frames.append(frame)
        return pd.concat(frames, ignore_index=True)


@dataclass(frozen=True)
class _Task:
    """Play one replication of every scenario; goes to the workers."""

    scenarios: tuple[Scenario, ...]
    seed: int
    attribution: str
    check: bool

    def __call__(self, replication: int) -> _Together:
        played = [
            play_replication(
                scenario,
                seed=self.seed,
                replication=replication,
                attribution=self.attribution,
                check=self.check,
            )
            for scenario in self.scenarios
        ]
        first = played[0].population
        return (
            tuple(one.table for one in played),
            tuple(share_customers(first, one.population) for one in played[1:]),
        )


def compare(
    scenarios: Mapping[str, Scenario],
    *,
    seed: int = 1,
    replications: int = 20,
    jobs: int | None = None,
    on_progress: OnProgress | None = None,
    attribution: str = "arrival",
    check: bool = False,
) -> Comparison:
    """Play scenarios on the same customers and estimate how they differ.

    Parameters
    ----------
    scenarios : mapping of str to Scenario
        By name, the baseline first; at least two.
    seed, replications, jobs, on_progress, attribution, check
        As in `omnisim.experiment.run`.

    Returns
    -------
    Comparison
        After Ctrl-C with `interrupted` set, over the replications that all
        scenarios have finished by then.

    Raises
    ------
    ValueError
        If there are fewer than two scenarios, an argument is out of its range, or
        costs are in different currencies.
    WorkerError
        If a worker process is lost.
    KeyboardInterrupt
        After Ctrl-C, if no replication is finished.

    Warns
    -----
    StatisticalWarning
        For each caveat in `Comparison.warnings`.
    """
    if len(scenarios) < 2:  # noqa: PLR2004 - a comparison needs two
        raise ValueError(f"compare needs at least two scenarios, got {len(scenarios)}")
    if replications < 1:
        raise ValueError(f"replications must be at least 1, got {replications}")
    check_currencies(scenarios)
    began = time.perf_counter()
    task = _Task(tuple(scenarios.values()), seed, attribution, check)
    together: dict[int, _Together] = {}
    interrupted = False
    try:
        with Executor(
            task,
            workers=min(available_cores() if jobs is None else jobs, replications),
            naming=lambda number: f"replication {number} of seed {seed}",
        ) as executor:
            if on_progress is not None:
                on_progress(0, replications, "")
            for number, outcome in executor.play(range(replications)):
                together[number] = outcome
                if on_progress is not None:
                    on_progress(len(together), replications, "")
    except KeyboardInterrupt:
        if not together:
            raise
        interrupted = True
    found = _conclude(
        scenarios,
        together,
        seed=seed,
        interrupted=interrupted,
        wall_time=time.perf_counter() - began,
    )
    for text in found.warnings:
        warnings.warn(text, StatisticalWarning, stacklevel=2)
    return found


def check_currencies(scenarios: Mapping[str, Scenario]) -> None:
    """Check that costs are in one currency, because they are subtracted.

    Raises
    ------
    ValueError
        If they are in several.
    """
    told: dict[str, str] = {}
    for name, scenario in scenarios.items():
        told.setdefault(prices.currency(scenario), name)
    told.pop("", None)
    if len(told) > 1:
        said = " and ".join(f"{currency} ({name})" for currency, name in told.items())
        raise ValueError(
            f"costs in {said} cannot be compared; write all wages and prices in one "
            "currency"
        )


def _conclude(
    scenarios: Mapping[str, Scenario],
    together: Mapping[int, _Together],
    *,
    seed: int,
    interrupted: bool,
    wall_time: float,
) -> Comparison:
    from omnisim.scenario.dumping import fingerprint  # noqa: PLC0415 - pydantic is slow to import

    results = {
        name: conclude(
            scenario,
            {number: tables[place] for number, (tables, _) in together.items()},
            seed=seed,
            fingerprint=fingerprint(scenario),
            interrupted=interrupted,
            wall_time=wall_time,
        )
        for place, (name, scenario) in enumerate(scenarios.items())
    }
    baseline, *others = results
    confidence = 1 - (1 - CONFIDENCE) / len(others)
    customers = dict.fromkeys(others, Shared())
    for _, shares in together.values():
        for name, share in zip(others, shares, strict=True):
            customers[name] = customers[name].plus(share)
    told = [
        f"{name}: {text}" for name, found in results.items() for text in found.warnings
    ]
    return Comparison(
        results=results,
        differences={
            name: paired(
                results[baseline].figures, results[name].figures, confidence=confidence
            )
            for name in others
        },
        customers=customers,
        confidence=confidence,
        warnings=tuple(told),
        interrupted=interrupted,
    )


def paired(
    baseline: Figures, other: Figures, *, confidence: float = CONFIDENCE
) -> Estimates:
    """Return the differences of the figures that both have, paired by replication.

    Parameters
    ----------
    baseline, other : Figures
        Of the same replications.
    confidence : float
        Of each single interval.

    Returns
    -------
    Estimates
        In the baseline's order.

    Raises
    ------
    ValueError
        If the replications are not the same.
    """
    if not np.array_equal(baseline.replications, other.replications):
        raise ValueError(
            "only the same replications can be paired, got "
            f"{baseline.replications.tolist()} and {other.replications.tolist()}"
        )
    common = [
        (row, other.rows[key])
        for key, row in baseline.rows.items()
        if key in other.rows
    ]
    mine, theirs = (
        (list(rows) for rows in zip(*common, strict=True)) if common else ([], [])
    )
    first, second = baseline.pick(mine), other.pick(theirs)
    found = differences(
        (first.numerator, first.denominator),
        (second.numerator, second.denominator),
        confidence=confidence,
    )
    rows = chances(first.names)
    nothing = np.zeros(len(rows))
    counted = np.minimum(
        *(each.denominator[:, rows].sum(axis=0) for each in (first, second))
    )
    # days that never differed may still differ, as often as `doubt` says
    least = doubt(nothing, nothing, counted, confidence=confidence)
    found.half_width[rows] = np.maximum(found.half_width[rows], least)
    return Estimates(
        names=first.names,
        value=found.value,
        half_width=found.half_width,
        n=found.n,
        sd=spread(second.own() - first.own()),
        confidence=confidence,
    )
