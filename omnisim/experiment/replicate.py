"""Play a scenario many times and say how sure the answer is.

`play_replication` is the one place where the stages are chained: draw the
population, play it, work out the figures. `run` repeats it, a given number of times
or until a figure is precise enough, in this process or in several, and keeps what
is finished whatever happens.
"""

from __future__ import annotations

import logging
import time
import warnings
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol

from omnisim.errors import StatisticalWarning, WorkerError, nearest
from omnisim.experiment.executor import Executor, available_cores
from omnisim.experiment.figures import Figures
from omnisim.experiment.results import Results, conclude

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from omnisim.experiment.precision import Precision
    from omnisim.experiment.store import Store
    from omnisim.journal import Journal
    from omnisim.kpi.table import KpiTable
    from omnisim.population import Population
    from omnisim.scenario import Scenario

__all__ = ["OnProgress", "Played", "Task", "play_replication", "run"]

_Kept = tuple["KpiTable", "Journal | None"]

logger = logging.getLogger(__name__)


class OnProgress(Protocol):
    """Whoever wants to know how far a run has come."""

    def __call__(self, done: int, planned: int | None, message: str) -> None:
        """Hear that `done` of `planned` replications are finished.

        `planned` may grow while a wanted precision is not yet reached.
        """


class Played(NamedTuple):
    """What one replication gives.

    Parameters
    ----------
    population : Population
        Who came.
    journal : Journal
        What happened.
    table : KpiTable
        The figures.
    """

    population: Population
    journal: Journal
    table: KpiTable


def play_replication(
    scenario: Scenario,
    *,
    seed: int,
    replication: int,
    attribution: str = "arrival",
    check: bool = False,
) -> Played:
    """Draw one population, play it, and work out its figures.

    Parameters
    ----------
    scenario : Scenario
    seed : int
    replication : int
        From 0.
    attribution : str
        Window rule, as in `omnisim.kpi.tabulate`.
    check : bool
        Also hold the journal against every invariant of `omnisim.journal.check`.

    Returns
    -------
    Played
        The table of figures, and what it comes from.

    Raises
    ------
    EngineError
        If the engine reaches a state that cannot be.
    JournalError
        If `check` finds a breach.
    """
    from omnisim import engine as engines  # noqa: PLC0415 - SimPy only where it plays
    from omnisim import journal as journals  # noqa: PLC0415 - as above
    from omnisim.kpi.tabulate import compute  # noqa: PLC0415 - as above
    from omnisim.population import draw_population  # noqa: PLC0415 - as above

    population = draw_population(scenario, seed=seed, replication=replication)
    journal = engines.play(scenario, population)
    if check:
        journals.check(journal)
    table = compute(journal, scenario, attribution=attribution)
    return Played(population, journal, table)


@dataclass(frozen=True)
class Task:
    """`play_replication` with all but the replication settled; goes to the workers.

    Parameters
    ----------
    scenario, seed, attribution, check
        As in `play_replication`.
    journals : frozenset of int
        Replications whose journals are wanted.
    """

    scenario: Scenario
    seed: int
    attribution: str
    check: bool
    journals: frozenset[int]

    def __call__(self, replication: int) -> _Kept:
        """Return the table, and the journal where it is wanted."""
        played = play_replication(
            self.scenario,
            seed=self.seed,
            replication=replication,
            attribution=self.attribution,
            # one look costs a twentieth of a replication, and a defect is in all
            check=self.check or replication == 0,
        )
        # a journal is heavy: it crosses the border only where somebody wants it
        return played.table, played.journal if replication in self.journals else None


def run(
    scenario: Scenario,
    *,
    seed: int = 1,
    replications: int = 20,
    precision: Precision | None = None,
    jobs: int | None = None,
    on_progress: OnProgress | None = None,
    store: Path | str | None = None,
    journals: Collection[int] = (),
    parquet: bool = False,
    options: Mapping[str, object] | None = None,
    attribution: str = "arrival",
    check: bool = False,
) -> Results:
    """Play replications of a scenario and estimate every figure.

    Parameters
    ----------
    scenario : Scenario
    seed : int
        At least 0; the same seed gives the same answer, whatever `jobs` is.
    replications : int
        How many; not used with `precision`.
    precision : Precision, optional
        Play until a figure is as precise as this.
    jobs : int, optional
        Worker processes; 1 plays in this process. By default one per core.
    on_progress : callable, optional
        Told after each replication; see `OnProgress`.
    store : path, optional
        Results folder, see `omnisim.experiment.store`. All the replications it holds
        already are taken over, if they are of the same scenario, seed and version.
    journals : collection of int
        Replications whose journals the folder should hold.
    parquet : bool
        Keep journals as Parquet files as well as CSV; needs the extra ``parquet``.
    options : mapping, optional
        What was asked for, in the words of whoever asked, for the folder's manifest.
    attribution, check
        As in `play_replication`; replication 0 is always checked.

    Returns
    -------
    Results
        After Ctrl-C with `interrupted` set, over the replications finished by then.

    Raises
    ------
    ValueError
        If an argument is out of its range.
    ResultsError
        If the folder cannot be used; before anything is played.
    MissingExtraError
        If `parquet` is wanted and pyarrow is not installed.
    WorkerError
        If a worker process is lost; what is finished is in the folder.
    Exception
        Whatever a replication raised, with a note that says which one it was.
    KeyboardInterrupt
        After Ctrl-C, if no replication is finished.

    Warns
    -----
    StatisticalWarning
        For each caveat in `Results.warnings`.

    Examples
    --------
    >>> from omnisim import loads, run
    >>> scenario = loads(
    ...     '''
    ...     name: Two hours
    ...     calendar: {start: 2026-03-02 08:00, open: "08:00-10:00"}
    ...     issues: {question: {share: 100%}}
    ...     channels:
    ...       phone:
    ...         kind: call
    ...         arrivals: {per: hour, counts: 60}
    ...         talk: {exponential: 2 min}
    ...         patience: {exponential: 3 min}
    ...     agents: {desk: {staff: 4, skills: {phone: 1}}}
    ...     '''
    ... )
    >>> results = run(scenario, seed=1, replications=10, jobs=1)
    >>> results.estimates.get("asa").half_width < 10
    True
    """
    from omnisim.experiment.store import Store  # noqa: PLC0415 - SQLite, if asked for
    from omnisim.scenario.dumping import fingerprint  # noqa: PLC0415 - pydantic is slow to import

    _check_arguments(replications, precision, journals, has_store=store is not None)
    began = time.perf_counter()
    task = Task(scenario, seed, attribution, check, frozenset(journals))
    with (
        Store(store, scenario, seed=seed, attribution=attribution, options=options)
        if store is not None
        else nullcontext()
    ) as folder:
        play = _Play(task, folder, on_progress, parquet)
        try:
            play.until(replications, precision, jobs)
        except KeyboardInterrupt:
            play.stop()
            if not play.tables:
                raise
        except WorkerError as error:
            error.add_note(play.what_is_kept())
            raise
        results = conclude(
            scenario,
            play.tables,
            seed=seed,
            fingerprint=fingerprint(scenario),
            precision=precision,
            interrupted=play.interrupted,
            wall_time=time.perf_counter() - began,
            folder=None if folder is None else folder.path,
        )
        if folder is not None:
            folder.finish(results)
    logger.info("%d replications in %.1f s", results.replications, results.wall_time)
    for text in results.warnings:
        warnings.warn(text, StatisticalWarning, stacklevel=2)
    return results


@dataclass
class _Play:
    """The replications of a run that are finished, and the way to more of them."""

    task: Task
    store: Store | None
    on_progress: OnProgress | None
    parquet: bool = False
    tables: dict[int, KpiTable] = field(default_factory=dict)
    interrupted: bool = False

    def __post_init__(self) -> None:
        if self.store is not None:
            self.tables = self.store.finished()

    def until(
        self, replications: int, precision: Precision | None, jobs: int | None
    ) -> None:
        """Play as many as wanted, or until the figure is precise enough."""
        most = replications if precision is None else precision.cap
        with Executor(
            self.task,
            workers=min(available_cores() if jobs is None else jobs, most),
            naming=self._name,
        ) as executor:
            if precision is None:
                self._up_to(replications, executor)
                return
            look, goal = precision.minimum, ""
            while True:
                self._up_to(look, executor, goal)
                # only those below the look: a folder may hold more, and the run must
                # stop where an undisturbed one would
                estimate = precision.of(Figures.of(self.tables).below(look))
                further = precision.next_look(look, estimate)
                if further == look:
                    return
                look = further
                goal = (
                    f"{precision.kpi} ± {estimate.relative:.1%}, "
                    f"wanted {precision.relative:.1%}"
                )

    def _up_to(
        self, target: int, executor: Executor[int, _Kept], message: str = ""
    ) -> None:
        """Play those replications below `target` that are still missing."""
        self._tell(target, message)
        missing = [number for number in range(target) if not self._has(number)]
        for number, (table, journal) in executor.play(missing):
            if self.store is not None:
                self.store.add(number, table, journal, parquet=self.parquet)
            self.tables[number] = table
            logger.debug("replication %d finished", number)
            self._tell(target, message)

    def _has(self, number: int) -> bool:
        if self.store is not None and number in self.task.journals:
            return number in self.tables and self.store.has_journal(number)
        return number in self.tables

    def _tell(self, target: int, message: str) -> None:
        if self.on_progress is not None:
            done = sum(number < target for number in self.tables)
            self.on_progress(done, target, message)

    def _name(self, number: int) -> str:
        return f"replication {number} of seed {self.task.seed}"

    def stop(self) -> None:
        """Settle for what is finished."""
        self.interrupted = True
        if self.store is not None:
            # Ctrl-C may have come between the folder and this process's memory
            self.tables = self.store.finished()

    def what_is_kept(self) -> str:
        """Say what is left of a run that failed."""
        if self.store is None:
            return "nothing is kept: with a results folder (--out) it would have been"
        return (
            f"{len(self.tables)} replications are finished and kept in "
            f"{self.store.path}; the same command goes on from there"
        )


def _check_arguments(
    replications: int,
    precision: Precision | None,
    journals: Collection[int],
    *,
    has_store: bool,
) -> None:
    from omnisim.kpi.definitions import KPIS  # noqa: PLC0415 - only where something is played

    if replications < 1:
        raise ValueError(f"replications must be at least 1, got {replications}")
    if precision is not None and precision.kpi not in KPIS:
        guess = nearest(precision.kpi, list(KPIS))
        hint = f"; did you mean {guess!r}?" if guess else ""
        raise ValueError(f"precision: no figure {precision.kpi!r}{hint}")
    if journals and not has_store:
        raise ValueError("journals are kept in a results folder; name one (store=)")
    if any(number < 0 for number in journals):
        raise ValueError(f"replications are numbered from 0, got journals={journals}")
