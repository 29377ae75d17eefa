"""The SQLite file of a trial: every replication played, kept as soon as it is finished.

One transaction per cell and replication: a trial that is killed at any instant leaves
whole replications only, and goes on with them when it is started again. What is kept
belongs to a scenario, a seed, a window rule and a version of omnisim. Of a cell whose
scenario has changed since, nothing is used; it stays in the file as left over. Tables::

    meta          name, value: the trial, versions, whether it is complete
    scenarios     scenario, key, fingerprint, seed, attribution, version, text
    cells         cell, name, levels (JSON), scenario, in_use
    figures       figure, slice_kind, slice, kpi
    replications  scenario, replication, figures (how many it has)
    counts        scenario, replication, figure, numerator, denominator (of the run)
    verdicts      claim, says, condition, verdict, confidence
    findings      claim, place, levels (JSON), verdict, sign, left_value, ...
    estimates     cell, figure, value, half_width, n
    answers       name, levels (JSON), closest, surest: of a number looked for

and, for reading, the view ``kpis`` with the names written out, of the cells in use::

    SELECT cell, avg(value) FROM kpis
    WHERE kpi = 'asa' AND slice_kind = 'all' GROUP BY cell

NaN is stored as NULL. While the file is open, and after a kill, what was kept last is
in a log beside it, ``results.sqlite-wal``, which belongs to it. Two cells with the
same scenario share their replications. `omnisim.trial.read` gives the same as a data
frame.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from omnisim.errors import ResultsError
from omnisim.experiment import sqlitefile
from omnisim.experiment.database import say_the_same
from omnisim.experiment.figures import keys_of
from omnisim.experiment.provenance import versions
from omnisim.trial import shelf

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Self

    from omnisim.experiment import Estimate
    from omnisim.kpi.table import KpiTable
    from omnisim.scenario import Scenario
    from omnisim.trial.judging import Judged
    from omnisim.trial.model import Cell
    from omnisim.trial.solving import Answer

__all__ = ["Archive", "LeftOver"]

_OUTCOME = ("verdicts", "findings", "estimates", "answers")  # tables of the end
_COMPLETE, _UNFINISHED = "complete", "unfinished"


class LeftOver(NamedTuple):
    """Replications in the file that this trial does not use.

    Parameters
    ----------
    cell : str
        Name of the cell they were played for.
    replications : int
    why : str
        What they are of: ``"another scenario"``, ``"version 0.3"``, ``"seed 7"``.
    """

    cell: str
    replications: int
    why: str

    def __str__(self) -> str:
        return f"{self.cell}: {self.replications} replications of {self.why}"


class Archive:
    """The file, open for one trial.

    Parameters
    ----------
    path : path
        Made if it does not exist, and so is its folder.
    trial_name : str
        For whoever reads the file.
    seed : int
        Of all cells.
    attribution : str
        Window rule of the figures, as in `omnisim.kpi.tabulate`.

    Raises
    ------
    ResultsError
        If it cannot be written, is no file of a trial, or another run has it open.

    Examples
    --------
    >>> import tempfile, pathlib
    >>> folder = tempfile.TemporaryDirectory()
    >>> with Archive(pathlib.Path(folder.name, "results.sqlite"), "caps") as archive:
    ...     archive.left_over()
    []
    >>> folder.cleanup()
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        trial_name: str,
        *,
        seed: int = 1,
        attribution: str = "arrival",
    ) -> None:
        self.path = Path(path)
        self._identity = {
            "seed": seed,
            "attribution": attribution,
            "version": versions()["omnisim"],
        }
        self._meta = {
            "trial": trial_name,
            "versions": json.dumps(versions()),
            "state": _UNFINISHED,
        }
        self._taken: dict[str, tuple[Scenario, int]] = {}  # by name of the cell
        self._numbers: dict[shelf.Key, int] | None = None  # None: read from the file
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ResultsError(
                f"{self.path}: cannot be written ({error.strerror}); choose another "
                "file"
            ) from error
        self._whole = sqlitefile.SqliteFile(self.path)
        self._file = self._whole.connection
        try:
            with self._transaction():
                shelf.prepare(self._file, self.path)
            with sqlitefile.explained(self.path, self._whole.unit):
                # a log beside the file spares each replication two waits for the
                # disk; nothing is lost unless the power fails, and then the last few
                self._file.execute("PRAGMA journal_mode = WAL")
                self._file.execute("PRAGMA synchronous = NORMAL")
        except ResultsError:
            self._whole.close()  # as it was: it may be somebody else's
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and let others use it; a second call does nothing."""
        with suppress(sqlite3.Error):  # the log stays, for who opens the file next
            self._file.execute("PRAGMA journal_mode = DELETE")
        self._whole.close()

    def tables(self, cell: Cell, scenario: Scenario) -> dict[int, KpiTable]:
        """Return what the file holds of a cell, and make it one of this trial.

        Parameters
        ----------
        cell : Cell
        scenario : Scenario
            Of this cell. Only replications of exactly this one are returned.

        Returns
        -------
        dict of int to KpiTable
            Figures of the run, by number of the replication; they share the columns
            of names, as `omnisim.experiment.Figures.of` likes them.

        Raises
        ------
        ResultsError
            If the file cannot be read or written, or was changed by hand.
        """
        number = self._take(cell, scenario)
        with sqlitefile.explained(self.path, self._whole.unit):
            return shelf.tables(self._file, number, self.path)

    def add(
        self, cell: Cell, scenario: Scenario, replication: int, table: KpiTable
    ) -> None:
        """Keep one replication: it is there whatever happens next, or not at all.

        Parameters
        ----------
        cell : Cell
        scenario : Scenario
            Of this cell.
        replication : int
        table : KpiTable
            Figures of the run, without those of days and intervals.

        Raises
        ------
        ValueError
            If the table has figures of days or intervals.
        ResultsError
            If the file cannot be written, or has other figures of this replication.
        """
        if (table.window_kind != "run").any():
            raise ValueError("an archive keeps figures of the run only")
        number = self._take(cell, scenario)
        with self._transaction():
            kept = shelf.tables(self._file, number, self.path, only=replication)
            if replication in kept:
                if not say_the_same(kept[replication], table):
                    raise ResultsError(
                        f"{self.path}: replication {replication} of {cell.name} has "
                        "other figures there than played now, although scenario, seed "
                        "and version are the same; delete the file and run again"
                    )
                return
            figures = self._number(table)
            self._file.execute(
                "INSERT INTO replications VALUES (?, ?, ?)",
                (number, replication, len(figures)),
            )
            self._file.executemany(
                "INSERT INTO counts VALUES (?, ?, ?, ?, ?)",
                zip(
                    [number] * len(figures),
                    [replication] * len(figures),
                    figures,
                    table.numerator.tolist(),  # sqlite3 stores NaN as NULL
                    table.denominator.tolist(),
                    strict=True,
                ),
            )

    def in_use(self) -> dict[str, int]:
        """Return the cells of this trial so far, with how many replications are kept.

        Returns
        -------
        dict of str to int
            By name of the cell, in the order in which they were asked for.
        """
        sizes = dict(
            self._file.execute(
                "SELECT scenario, count(*) FROM replications GROUP BY scenario"
            )
        )
        return {name: sizes.get(number, 0) for name, (_, number) in self._taken.items()}

    def left_over(self) -> list[LeftOver]:
        """Return what the file holds and no cell of this trial uses.

        To be asked once all cells are known: until then those not yet asked for are
        among them.

        Returns
        -------
        list of LeftOver
        """
        used = {number for _, number in self._taken.values()}
        rows = self._file.execute(
            "SELECT scenario, max(name), count(DISTINCT replication), seed, "
            "attribution, version FROM scenarios JOIN cells USING (scenario) "
            "JOIN replications USING (scenario) GROUP BY scenario ORDER BY scenario"
        ).fetchall()
        return [
            LeftOver(name, size, self._why(name, seed, attribution, version))
            for number, name, size, seed, attribution, version in rows
            if number not in used
        ]

    def write_outcome(
        self,
        judged: Iterable[Judged],
        estimates: Iterable[tuple[Cell, str, Estimate]] = (),
        answers: Iterable[tuple[Mapping[str, str], Answer]] = (),
    ) -> None:
        """Write what was found, in place of what an earlier run has found.

        Parameters
        ----------
        judged : iterable of Judged
            Claims with their verdicts and findings.
        estimates : iterable of (Cell, str, Estimate)
            Figures that are shown, by cell and text of the figure, each once.
        answers : iterable of (mapping of str to str, Answer)
            What was found for a number that is looked for, by levels of the others.

        Raises
        ------
        ResultsError
            If the file cannot be written.
        """
        with self._transaction():
            self._forget_outcome()
            shelf.write_verdicts(self._file, judged)
            self._file.executemany(
                "INSERT INTO estimates VALUES (?, ?, ?, ?, ?)",
                ((cell.name, figure, *found) for cell, figure, found in estimates),
            )
            self._file.executemany(
                "INSERT INTO answers VALUES (?, ?, ?, ?)",
                (
                    (
                        ", ".join(f"{name}={level}" for name, level in levels.items()),
                        shelf.as_json(levels),
                        answer.closest,
                        answer.surest,
                    )
                    for levels, answer in answers
                ),
            )
            self._write_meta(self._meta | {"state": _COMPLETE})

    def _take(self, cell: Cell, scenario: Scenario) -> int:
        """Return the number of a cell's scenario in the file, now one of this trial."""
        taken = self._taken.get(cell.name)
        if taken is not None and taken[0] is scenario:
            return taken[1]
        from omnisim.scenario.dumping import dump, fingerprint  # noqa: PLC0415 - slow import

        mark = fingerprint(scenario)
        key = hashlib.sha256(
            json.dumps([mark, *self._identity.values()]).encode()
        ).hexdigest()
        with self._transaction():
            if not self._taken:
                # what an earlier run has found may be of other cells
                self._file.execute("UPDATE cells SET in_use = 0")
                self._forget_outcome()
                self._write_meta(self._meta)
            number = shelf.number_of_scenario(
                self._file,
                (key, mark, *self._identity.values()),
                text=lambda: dump(scenario),
            )
            shelf.use_cell(self._file, cell.name, cell.level_names, number)
        self._taken[cell.name] = (scenario, number)
        return number

    def _forget_outcome(self) -> None:
        for table in _OUTCOME:
            self._file.execute(f"DELETE FROM {table}")  # noqa: S608 - names from above

    def _write_meta(self, meta: Mapping[str, str]) -> None:
        self._file.executemany(
            "INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items()
        )

    def _why(self, name: str, seed: int, attribution: str, version: str) -> str:
        """Say what tells a left-over cell from those in use."""
        if version != self._identity["version"]:
            return f"version {version}"
        if seed != self._identity["seed"]:
            return f"seed {seed}"
        if attribution != self._identity["attribution"]:
            return f"window rule {attribution!r}"
        if name in self._taken:
            return "another scenario"
        return "a cell that is not in this trial"

    def _number(self, table: KpiTable) -> list[int]:
        """Return the numbers of a table's figures, adding those that are new."""
        if self._numbers is None:
            self._numbers = shelf.figures(self._file)
        known, keys = self._numbers, [key[2:] for key in keys_of(table)]
        for key in keys:
            if key not in known:
                known[key] = len(known)
                self._file.execute(
                    "INSERT INTO figures VALUES (?, ?, ?, ?)", (known[key], *key)
                )
        return [known[key] for key in keys]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with self._whole.transaction():
                yield
        except BaseException:  # Ctrl-C as well
            self._numbers = None  # those that were new are not in the file
            raise
