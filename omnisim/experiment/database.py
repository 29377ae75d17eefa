"""The SQLite file of a results folder: one transaction per replication.

A run that is killed at any instant leaves complete replications only; the one in
hand is rolled back when the file is next opened. Tables::

    figures       figure, window_kind, window, slice_kind, slice, kpi
    replications  replication, figures (how many it has)
    counts        replication, figure, numerator, denominator
    estimates     figure, value, half_width, n, sd
    definitions   kpi, title, unit, direction, formula, cohort, estimator, source

and, for reading, the views ``kpis`` and ``estimated`` with the names written out::

    SELECT replication, 1.0 * numerator / denominator FROM kpis
    WHERE kpi = 'service_level' AND slice_kind = 'all' AND window_kind = 'run'

NaN is stored as NULL.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from omnisim.errors import ResultsError
from omnisim.experiment.figures import KEYS, keys_of
from omnisim.experiment.sqlitefile import SqliteFile, explained
from omnisim.experiment.tidy import DEFINED
from omnisim.kpi.definitions import KPIS
from omnisim.kpi.table import KpiTable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from omnisim.experiment.estimates import Estimates
    from omnisim.experiment.figures import Key

__all__ = ["Database", "read_tables", "say_the_same", "unnumbered"]

_UNIT = "folder"  # what is chosen or deleted as one
_SCHEMA = """
CREATE TABLE IF NOT EXISTS figures (
    figure INTEGER PRIMARY KEY,
    window_kind TEXT NOT NULL, "window" INTEGER NOT NULL,
    slice_kind TEXT NOT NULL, slice TEXT NOT NULL, kpi TEXT NOT NULL,
    UNIQUE (window_kind, "window", slice_kind, slice, kpi)
);
CREATE TABLE IF NOT EXISTS replications (
    replication INTEGER PRIMARY KEY, figures INTEGER NOT NULL
);
CREATE TABLE IF NOT EXISTS counts (
    replication INTEGER NOT NULL REFERENCES replications,
    figure INTEGER NOT NULL REFERENCES figures,
    numerator REAL, denominator REAL,
    PRIMARY KEY (replication, figure)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS estimates (
    figure INTEGER PRIMARY KEY REFERENCES figures,
    value REAL, half_width REAL, n INTEGER NOT NULL, sd REAL
);
CREATE TABLE IF NOT EXISTS definitions (
    kpi TEXT PRIMARY KEY, title TEXT, unit TEXT, direction TEXT, formula TEXT,
    cohort TEXT, estimator TEXT, source TEXT
);
CREATE VIEW IF NOT EXISTS kpis AS
    SELECT replication, window_kind, "window", slice_kind, slice, kpi,
           numerator, denominator
    FROM counts JOIN figures USING (figure);
CREATE VIEW IF NOT EXISTS estimated AS
    SELECT window_kind, "window", slice_kind, slice, kpi, value, half_width, n, sd
    FROM estimates JOIN figures USING (figure);
"""


class Database:
    """The file, open for writing by this process alone.

    Parameters
    ----------
    path : Path
        Made if it does not exist.

    Raises
    ------
    ResultsError
        If it cannot be written, is no SQLite file, or another run has it open.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._numbers: dict[Key, int] | None = None  # None: to be read from the file
        self._whole = SqliteFile(path, unit=_UNIT)
        self._file = self._whole.connection
        try:
            with self._transaction():
                for statement in _SCHEMA.split(";"):
                    self._file.execute(statement)
        except ResultsError:
            self.close()
            raise

    def close(self) -> None:
        """Close the file and let others use it; a second call does nothing."""
        self._whole.close()

    def tables(self) -> dict[int, KpiTable]:
        """Return the table of every replication, by number."""
        with explained(self.path, _UNIT):
            return _tables(self._file)

    def add(self, replication: int, table: KpiTable) -> None:
        """Add one replication: all of it or nothing.

        Parameters
        ----------
        replication : int
        table : KpiTable

        Raises
        ------
        ResultsError
            If the file cannot be written, or has other figures of this replication.
        """
        with self._transaction():
            before = _tables(self._file, replication).get(replication)
            if before is not None:
                if not say_the_same(before, table):
                    raise ResultsError(
                        f"{self.path}: replication {replication} has other figures "
                        "there than played now, although scenario, seed and version "
                        "are the same; delete the folder and run again"
                    )
                return
            numbers = self._number(table)
            self._file.execute(
                "INSERT INTO replications VALUES (?, ?)", (replication, len(numbers))
            )
            self._file.executemany(
                "INSERT INTO counts VALUES (?, ?, ?, ?)",
                zip(
                    [replication] * len(numbers),
                    numbers,
                    table.numerator.tolist(),  # sqlite3 stores NaN as NULL
                    table.denominator.tolist(),
                    strict=True,
                ),
            )

    def write_estimates(self, estimates: Estimates) -> None:
        """Write the estimates and what their figures mean, in place of earlier ones."""
        columns = (estimates.value, estimates.half_width, estimates.n, estimates.sd)
        with self._transaction():
            self._file.executemany(
                "INSERT OR REPLACE INTO definitions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                ([getattr(kpi, name) for name in DEFINED] for kpi in KPIS.values()),
            )
            self._file.execute("DELETE FROM estimates")
            self._file.executemany(
                "INSERT INTO estimates VALUES (?, ?, ?, ?, ?)",
                zip(
                    self._number(estimates.names),
                    *(column.tolist() for column in columns),
                    strict=True,
                ),
            )

    def _number(self, table: KpiTable) -> list[int]:
        """Return the numbers of a table's figures, adding those that are new."""
        if self._numbers is None:
            rows = self._file.execute("SELECT * FROM figures")
            self._numbers = {tuple(key): number for number, *key in rows}
        known, keys = self._numbers, keys_of(table)
        unknown = [key for key in keys if key not in known]
        fresh = {key: len(known) + place for place, key in enumerate(unknown)}
        self._file.executemany(
            "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?)",
            ((number, *key) for key, number in fresh.items()),
        )
        known.update(fresh)
        return [known[key] for key in keys]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            with self._whole.transaction():
                yield
        except BaseException:  # Ctrl-C as well
            self._numbers = None  # those that were new are not in the file
            raise


def read_tables(path: Path) -> dict[int, KpiTable]:
    """Return the table of every replication in a file, by number.

    Parameters
    ----------
    path : Path

    Returns
    -------
    dict of int to KpiTable

    Raises
    ------
    ResultsError
        If there is no such file, it is no results file, or a run has it open.
    """
    if not path.is_file():
        raise ResultsError(f"{path}: there is no such file; it is made by a run")
    with explained(path, _UNIT), closing(sqlite3.connect(path, timeout=1.0)) as file:
        return _tables(file)


def _tables(file: sqlite3.Connection, only: int | None = None) -> dict[int, KpiTable]:
    """Read all replications, or one; those with the same rows share key columns."""
    numbers = file.execute(
        "SELECT replication, figures FROM replications "
        "WHERE ?1 IS NULL OR replication = ?1 ORDER BY replication",
        (only,),
    ).fetchall()
    if not numbers:
        return {}
    named = file.execute("SELECT * FROM figures ORDER BY figure").fetchall()
    known: dict[bytes, KpiTable] = {}
    tables = {}
    for replication, size in numbers:
        rows = file.execute(
            "SELECT figure, numerator, denominator FROM counts WHERE replication = ? "
            "ORDER BY figure",
            (replication,),
        ).fetchall()
        if len(rows) != size:
            raise ResultsError(
                f"replication {replication} has {len(rows)} figures, not {size}: the "
                "file was changed by hand; delete the folder and run again"
            )
        numbered = np.array(rows, dtype=np.float64).reshape(size, 3)
        figures = numbered[:, 0].astype(np.int64)
        mark = figures.tobytes()
        if mark not in known:
            known[mark] = unnumbered([named[figure][1:] for figure in figures.tolist()])
        tables[replication] = replace(
            known[mark],
            numerator=numbered[:, 1].copy(),
            denominator=numbered[:, 2].copy(),
        )
    return tables


def say_the_same(one: KpiTable, other: KpiTable) -> bool:
    """Say whether two tables hold the same figures, in whatever order."""
    mine, theirs = (
        dict(
            zip(
                keys_of(table),
                zip(table.numerator.tolist(), table.denominator.tolist(), strict=True),
                strict=True,
            )
        )
        for table in (one, other)
    )
    return mine.keys() == theirs.keys() and np.array_equal(
        list(mine.values()), [theirs[key] for key in mine], equal_nan=True
    )


def unnumbered(keys: Sequence[Key]) -> KpiTable:
    """Return a table with these keys and zeros for numbers."""
    texts = np.array(keys, dtype=object).reshape(len(keys), len(KEYS))
    return KpiTable(
        window_kind=texts[:, 0].copy(),
        window=texts[:, 1].astype(np.int32),
        slice_kind=texts[:, 2].copy(),
        slice=texts[:, 3].copy(),
        kpi=texts[:, 4].copy(),
        numerator=np.zeros(len(keys)),
        denominator=np.zeros(len(keys)),
    )
