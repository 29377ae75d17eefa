"""The tables of a trial's SQLite file: how they are made, filled and read.

`omnisim.trial.archive` says what they hold and decides what goes in; here is the SQL.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from omnisim.errors import ResultsError
from omnisim.experiment.database import unnumbered

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from omnisim.kpi.table import KpiTable
    from omnisim.trial.judging import Judged

__all__ = [
    "Key",
    "as_json",
    "figures",
    "number_of_scenario",
    "prepare",
    "require_ours",
    "tables",
    "use_cell",
    "write_verdicts",
]

Key = tuple[str, str, str]  # slice_kind, slice, kpi
_MARK = int.from_bytes(b"Omni")  # tells our files from those of other programs
_LAYOUT = 1  # of the tables; one that reads differently gets another number
_SCHEMA = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS scenarios (
    scenario INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE,
    fingerprint TEXT NOT NULL, seed INTEGER NOT NULL, attribution TEXT NOT NULL,
    version TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS cells (
    cell INTEGER PRIMARY KEY, name TEXT NOT NULL, levels TEXT NOT NULL,
    scenario INTEGER NOT NULL REFERENCES scenarios, in_use INTEGER NOT NULL,
    UNIQUE (name, scenario)
);
CREATE TABLE IF NOT EXISTS figures (
    figure INTEGER PRIMARY KEY,
    slice_kind TEXT NOT NULL, slice TEXT NOT NULL, kpi TEXT NOT NULL,
    UNIQUE (slice_kind, slice, kpi)
);
CREATE TABLE IF NOT EXISTS replications (
    scenario INTEGER NOT NULL REFERENCES scenarios,
    replication INTEGER NOT NULL, figures INTEGER NOT NULL,
    PRIMARY KEY (scenario, replication)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS counts (
    scenario INTEGER NOT NULL REFERENCES scenarios,
    replication INTEGER NOT NULL,
    figure INTEGER NOT NULL REFERENCES figures,
    numerator REAL, denominator REAL,
    PRIMARY KEY (scenario, replication, figure)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS verdicts (
    claim INTEGER PRIMARY KEY, says TEXT NOT NULL, condition TEXT NOT NULL,
    verdict TEXT NOT NULL, confidence REAL
);
CREATE TABLE IF NOT EXISTS findings (
    claim INTEGER NOT NULL REFERENCES verdicts, place INTEGER NOT NULL,
    levels TEXT NOT NULL, verdict TEXT NOT NULL, sign TEXT NOT NULL,
    left_value REAL, left_half_width REAL, right_value REAL, right_half_width REAL,
    difference REAL, half_width REAL, n INTEGER NOT NULL,
    PRIMARY KEY (claim, place)
);
CREATE TABLE IF NOT EXISTS estimates (
    cell TEXT NOT NULL, figure TEXT NOT NULL,
    value REAL, half_width REAL, n INTEGER NOT NULL,
    PRIMARY KEY (cell, figure)
);
CREATE TABLE IF NOT EXISTS answers (
    name TEXT PRIMARY KEY, levels TEXT NOT NULL, closest INTEGER, surest INTEGER
);
CREATE VIEW IF NOT EXISTS kpis AS
    SELECT cells.name AS cell, levels, replication, slice_kind, slice, kpi,
           numerator, denominator, numerator / denominator AS value
    FROM cells JOIN counts USING (scenario) JOIN figures USING (figure)
    WHERE in_use;
"""


def prepare(file: sqlite3.Connection, path: Path) -> None:
    """Make the tables of a new file; to be called in a transaction.

    Parameters
    ----------
    file : sqlite3.Connection
    path : Path
        For what is said.

    Raises
    ------
    ResultsError
        If the file is of another program, or of another layout.
    """
    if file.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        require_ours(file, path)
        return
    file.execute(f"PRAGMA application_id = {_MARK}")
    file.execute(f"PRAGMA user_version = {_LAYOUT}")
    for statement in _SCHEMA.split(";"):
        file.execute(statement)


def number_of_scenario(
    file: sqlite3.Connection,
    identity: tuple[object, ...],
    *,
    text: Callable[[], str],
) -> int:
    """Return the number of a scenario, entering it if it is new.

    Parameters
    ----------
    file : sqlite3.Connection
    identity : tuple
        Key, fingerprint, seed, attribution, version.
    text : callable
        Gives the scenario as YAML; called if it is new.

    Returns
    -------
    int
    """
    found = file.execute(
        "SELECT scenario FROM scenarios WHERE key = ?", identity[:1]
    ).fetchone()
    if found is None:
        found = file.execute(
            "INSERT INTO scenarios (key, fingerprint, seed, attribution, version, text)"
            " VALUES (?, ?, ?, ?, ?, ?) RETURNING scenario",
            (*identity, text()),
        ).fetchone()
    return int(found[0])


def use_cell(
    file: sqlite3.Connection, name: str, levels: Mapping[str, str], scenario: int
) -> None:
    """Let a cell be one of the present trial, and of this scenario."""
    file.execute("UPDATE cells SET in_use = 0 WHERE name = ?", (name,))
    file.execute(
        "INSERT INTO cells (name, levels, scenario, in_use) VALUES (?, ?, ?, 1) "
        "ON CONFLICT (name, scenario) DO UPDATE SET in_use = 1, "
        "levels = excluded.levels",
        (name, as_json(levels), scenario),
    )


def figures(file: sqlite3.Connection) -> dict[Key, int]:
    """Return the number of every figure."""
    rows = file.execute("SELECT slice_kind, slice, kpi, figure FROM figures")
    return {(kind, part, kpi): number for kind, part, kpi, number in rows}


def tables(
    file: sqlite3.Connection, scenario: int, path: Path, *, only: int | None = None
) -> dict[int, KpiTable]:
    """Return the replications of a scenario, or one of them.

    Parameters
    ----------
    file : sqlite3.Connection
    scenario : int
        Its number.
    path : Path
        For what is said.
    only : int, optional
        Number of the replication wanted.

    Returns
    -------
    dict of int to KpiTable
        By replication; those with the same figures share the columns of names.

    Raises
    ------
    ResultsError
        If a replication is not whole.
    """
    where = "WHERE scenario = ?1 AND (?2 IS NULL OR replication = ?2)"
    sizes = file.execute(
        f"SELECT replication, figures FROM replications {where} ORDER BY replication",  # noqa: S608 - the words above
        (scenario, only),
    ).fetchall()
    if not sizes:
        return {}
    rows = np.array(
        file.execute(
            "SELECT replication, figure, numerator, denominator FROM counts "  # noqa: S608 - the words above
            f"{where} ORDER BY replication, figure",
            (scenario, only),
        ).fetchall(),
        dtype=np.float64,
    ).reshape(-1, 4)
    named = {number: key for key, number in figures(file).items()}
    known: dict[bytes, KpiTable] = {}
    found = {}
    for replication, size in sizes:
        low, high = np.searchsorted(rows[:, 0], (replication, replication + 1))
        mine = rows[low:high]
        if len(mine) != size:
            raise ResultsError(
                f"{path}: replication {replication} has {len(mine)} figures, not "
                f"{size}: the file was changed by hand; delete it and run again"
            )
        numbers = mine[:, 1].astype(np.int64)
        mark = numbers.tobytes()
        if mark not in known:
            keys = [("run", 0, *named[number]) for number in numbers.tolist()]
            known[mark] = unnumbered(keys)
        found[replication] = replace(
            known[mark], numerator=mine[:, 2].copy(), denominator=mine[:, 3].copy()
        )
    return found


def write_verdicts(file: sqlite3.Connection, judged: Iterable[Judged]) -> None:
    """Write claims with their verdicts, and each comparison that was made."""
    for number, one in enumerate(judged):
        file.execute(
            "INSERT INTO verdicts VALUES (?, ?, ?, ?, ?)",
            (number, one.claim.says, one.claim.claim.text, one.verdict, one.confidence),
        )
        findings = [(case.levels, each) for case in one.cases for each in case.findings]
        file.executemany(
            "INSERT INTO findings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    number,
                    place,
                    as_json(levels),
                    found.verdict,
                    found.sign,
                    *found.left[:2],
                    *found.right[:2],
                    *found.difference,
                )
                for place, (levels, found) in enumerate(findings)
            ),
        )


def as_json(levels: Mapping[str, str]) -> str:
    """Return levels as they stand in the file."""
    return json.dumps(dict(levels), ensure_ascii=False)


def require_ours(file: sqlite3.Connection, path: Path) -> None:
    """Raise unless the file is one of ours, of this layout.

    Raises
    ------
    ResultsError
    """
    (mark,) = file.execute("PRAGMA application_id").fetchone()
    (layout,) = file.execute("PRAGMA user_version").fetchone()
    if mark != _MARK:
        raise ResultsError(
            f"{path}: is no file of an omnisim experiment; choose another one"
        )
    if layout != _LAYOUT:
        raise ResultsError(
            f"{path}: has layout {layout} and this version of omnisim reads and "
            f"writes layout {_LAYOUT}; choose another file, or delete this one"
        )
