"""Where cells are played: whatever is asked for is played once, kept, and given back.

Knows nothing of claims. All cells share seed and replication numbers, so that every
cell meets the same customers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from omnisim.experiment import Figures
from omnisim.trial.evidence import Evidence
from omnisim.trial.settling import key_of_cell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from omnisim.kpi.table import KpiTable
    from omnisim.scenario import Scenario
    from omnisim.trial.model import Cell, Trial
    from omnisim.trial.settling import Key

__all__ = ["Keeps", "Laboratory", "Plays"]


class Plays(Protocol):
    """Whoever plays replications: `omnisim.trial.workers`."""

    def play(
        self, jobs: Iterable[tuple[Key, Scenario, int]], *, seed: int
    ) -> Iterator[tuple[Key, int, KpiTable]]:
        """Yield the figures of each (cell, scenario, replication), in any order."""


class Keeps(Protocol):
    """Whoever keeps what is played: `omnisim.trial.archive`."""

    def tables(self, cell: Cell, scenario: Scenario) -> Mapping[int, KpiTable]:
        """Return what is there of a cell, by replication."""

    def add(
        self, cell: Cell, scenario: Scenario, replication: int, table: KpiTable
    ) -> None:
        """Keep one replication, whole or not at all."""


class Laboratory:
    """The cells of one trial and what has been played of them.

    Parameters
    ----------
    trial : Trial
    scenario_of : callable
        Makes the scenario of a cell.
    workers : Plays
    archive : Keeps, optional
        Where replications are kept and found again; without it, in memory only.
    on_progress : callable, optional
        Told after each replication: how many are played, how many are planned at
        present, and what for.
    """

    def __init__(
        self,
        trial: Trial,
        *,
        scenario_of: Callable[[Cell], Scenario],
        workers: Plays,
        archive: Keeps | None = None,
        on_progress: Callable[[int, int | None, str], None] | None = None,
    ) -> None:
        self.trial = trial
        self._scenario_of = scenario_of
        self._workers = workers
        self._archive = archive
        self._on_progress = on_progress
        self._cells: dict[Key, Cell] = {}
        self._scenarios: dict[Key, Scenario] = {}
        self._tables: dict[Key, dict[int, KpiTable]] = {}
        self._figures: dict[Key, Figures] = {}
        self._asked: dict[Key, int] = {}  # replications, of those in the tables
        self._n_played = 0

    @property
    def cells(self) -> list[Cell]:
        """All cells of which anything has been played, in the order of asking."""
        return list(self._cells.values())

    def scenario(self, cell: Cell) -> Scenario:
        """Return the scenario of a cell, made once."""
        key = key_of_cell(cell)
        if key not in self._scenarios:
            self._scenarios[key] = self._scenario_of(cell)
        return self._scenarios[key]

    def replications(self, cell: Cell) -> int:
        """Return how many replications of a cell have been asked for and played."""
        return self._asked.get(key_of_cell(cell), 0)

    def play(self, cells: Iterable[Cell], n: int, message: str = "") -> None:
        """Play cells until each has its first `n` replications.

        Parameters
        ----------
        cells : iterable of Cell
        n : int
        message : str
            What it is for, for whoever watches.
        """
        wanted = {key_of_cell(cell): cell for cell in cells}
        jobs = []
        for key, cell in wanted.items():
            self._open(cell)
            have = self._tables[key]
            scenario = self.scenario(cell)
            jobs += [(key, scenario, r) for r in range(n) if r not in have]
        planned = self._n_played + len(jobs)
        self._tell(planned, message)
        # replication by replication, so that a stopped trial has something of all
        jobs.sort(key=lambda job: job[2])
        for key, replication, table in self._workers.play(jobs, seed=self.trial.seed):
            cell = self._cells[key]
            if self._archive is not None:
                self._archive.add(cell, self._scenarios[key], replication, table)
            self._tables[key][replication] = table
            self._n_played += 1
            self._tell(planned, message)
        for key in wanted:
            if n > self._asked.get(key, 0):
                self._asked[key] = n
                self._figures.pop(key, None)

    def evidence(self) -> Evidence:
        """Return all that has been asked for so far.

        Not all that is there: a trial that was killed may have kept more than has
        been asked for by now, and must not decide earlier than an undisturbed one.
        """
        for key, n in self._asked.items():
            if key not in self._figures:
                tables = self._tables[key]
                self._figures[key] = Figures.of({r: tables[r] for r in range(n)})
        return Evidence(dict(self._figures))

    def _open(self, cell: Cell) -> None:
        """Take over what is kept of a cell that is asked for the first time."""
        key = key_of_cell(cell)
        if key in self._tables:
            return
        self._cells[key] = cell
        kept: Mapping[int, KpiTable] = {}
        if self._archive is not None:
            kept = self._archive.tables(cell, self.scenario(cell))
        self._tables[key] = dict(kept)

    def _tell(self, planned: int, message: str) -> None:
        if self._on_progress is not None:
            self._on_progress(self._n_played, planned, message)
