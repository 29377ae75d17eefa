"""Who plays the replications of a trial: this process, several, or a Dask cluster.

Whoever plays, the figures are the same to the last bit: a replication depends on its
scenario, seed and number only. A job carries its scenario along, which costs a
thousandth of playing it and leaves nothing behind that a lost worker could take away.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from omnisim.experiment import play_replication
from omnisim.experiment.executor import Executor, available_cores
from omnisim.kpi.table import KpiTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType
    from typing import Self

    from omnisim.scenario import Scenario
    from omnisim.trial.settling import Key

    Wanted = tuple[Key, Scenario, int]
    Played = tuple[Key, int, KpiTable]

__all__ = ["Job", "Local", "Workers", "play_job"]


@dataclass(frozen=True, slots=True)
class Job:
    """One replication of one cell.

    Parameters
    ----------
    key : Key
        What tells the cell from the others.
    scenario : Scenario
        Of the cell.
    replication, seed : int
    attribution : str
        Window rule of the figures.
    """

    key: Key
    scenario: Scenario
    replication: int
    seed: int
    attribution: str = "arrival"

    def __str__(self) -> str:
        cell = ", ".join(f"{factor}={level}" for factor, level in sorted(self.key))
        where = f" of {cell}" if cell else ""
        return f"replication {self.replication}{where}, seed {self.seed}"


class Workers(Protocol):
    """Those who play; a context manager, since they end with the trial."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def play(self, jobs: Iterable[Wanted], *, seed: int) -> Iterator[Played]:
        """Play replications; the first of each cell is checked.

        Parameters
        ----------
        jobs : iterable of (Key, Scenario, int)
            What tells the cell from others, its scenario, number of the replication;
            in the order in which they are begun.
        seed : int

        Yields
        ------
        (Key, int, KpiTable)
            As they are finished; the figures of the run, of all slices.

        Raises
        ------
        WorkerError
            If a worker is lost and its work cannot be given to another.
        Exception
            Whatever a replication raised, with a note that names it.
        """


class Local:
    """Worker processes of this machine, or this process itself; see `Workers`.

    Parameters
    ----------
    jobs : int, optional
        How many processes; 1 plays in this one. By default one per core.
    attribution : str
        Window rule of the figures, as in `omnisim.kpi.tabulate`.

    Raises
    ------
    ValueError
        If `jobs` is below 1.

    Examples
    --------
    >>> with Local(jobs=1) as workers:
    ...     list(workers.play([], seed=1))
    []
    """

    def __init__(
        self, jobs: int | None = None, *, attribution: str = "arrival"
    ) -> None:
        self._attribution = attribution
        self._executor: Executor[Job, KpiTable] = Executor(
            play_job, workers=available_cores() if jobs is None else jobs
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the workers: in peace after success, at once after anything else."""
        self._executor.__exit__(kind, error, trace)

    def play(self, jobs: Iterable[Wanted], *, seed: int) -> Iterator[Played]:
        """Play replications, as `Workers.play` says."""
        all_jobs = (Job(*wanted, seed, self._attribution) for wanted in jobs)
        for job, table in self._executor.play(all_jobs):
            yield job.key, job.replication, table


def play_job(job: Job) -> KpiTable:
    """Play one replication.

    Parameters
    ----------
    job : Job

    Returns
    -------
    KpiTable
        Figures of the run, of all slices; without those of days and intervals.
    """
    played = play_replication(
        job.scenario,
        seed=job.seed,
        replication=job.replication,
        attribution=job.attribution,
        # one look costs a twentieth of a replication, and a defect is in all
        check=job.replication == 0,
    )
    table = played.table
    rows = table.window_kind == "run"
    return KpiTable.of(
        tuple(block for block in table.layout if block.window_kind == "run"),
        table.numerator[rows],
        table.denominator[rows],
    )
