"""The results folder: everything needed to trust, repeat and go on with a run.

::

    scenario.yaml      the scenario, resolved: what was really played
    manifest.json      seed, versions, fingerprint, options, files with their SHA-256
    results.sqlite     every figure of every replication, see `database`
    estimates.csv      value, half-width, n, sd of every figure
    definitions.csv    unit, direction, formula, cohort, estimator, source of each kpi
    replications.csv   numerator and denominator, by replication, of the figures of
                       the whole run and of days (those of intervals: results.sqlite)
    journals/0007/     the journal of replication 7, where asked for

A folder belongs to one scenario, seed and version for ever: a run into it goes on
where the last one ended, and any other is refused. Files take their names when
they are complete.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from omnisim.errors import ResultsError
from omnisim.experiment.database import Database, read_tables
from omnisim.experiment.precision import Precision
from omnisim.experiment.provenance import versions
from omnisim.experiment.results import Results, conclude
from omnisim.experiment.tidy import (
    write_definitions,
    write_estimates,
    write_replications,
    write_text,
)
from omnisim.kpi.definitions import KPIS

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Self

    from omnisim.journal import Journal
    from omnisim.kpi.table import KpiTable
    from omnisim.scenario import Scenario

__all__ = ["Store", "read_manifest", "read_results", "seal"]

_MANIFEST = "manifest.json"
_DATABASE = "results.sqlite"
_SCENARIO = "scenario.yaml"
_MARK = "omnisim results"  # tells our manifest from any other file of that name
_LAYOUT = 1  # of the folder; a later one that reads differently gets another number
_IDENTITY = {
    "fingerprint": "scenario",
    "seed": "seed",
    "attribution": "window rule",
    "version": "version of omnisim",
    "layout": "layout of the folder",
}


class Store:
    """A results folder, open for one run.

    Parameters
    ----------
    path : path
        Made if it does not exist.
    scenario : Scenario
    seed : int
    attribution : str
        Window rule of the figures.
    options : mapping, optional
        What was asked for, for the manifest.

    Raises
    ------
    ResultsError
        If the folder cannot be written, holds something else, belongs to another
        scenario, seed or version, or another run has it open.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        scenario: Scenario,
        *,
        seed: int,
        attribution: str = "arrival",
        options: Mapping[str, object] | None = None,
    ) -> None:
        from omnisim.scenario.dumping import dump, fingerprint  # noqa: PLC0415 - slow import

        self.path = Path(path)
        self._identity: dict[str, object] = {
            "fingerprint": fingerprint(scenario),
            "seed": seed,
            "attribution": attribution,
            "version": versions()["omnisim"],
            "layout": _LAYOUT,
        }
        self._manifest: dict[str, object] = {
            "what": _MARK,
            "scenario": scenario.name,
            **self._identity,
            "service_level": _definition(scenario.service_level.value),
            "state": "unfinished",
            "options": dict(options or {}),
            "versions": versions(),
        }
        with _writable(self.path):
            self.path.mkdir(parents=True, exist_ok=True)
            self._refuse_others()
            if not (self.path / _MANIFEST).exists():
                self._write_manifest()  # first of all: it makes the folder ours
        self._database = Database(self.path / _DATABASE)
        try:
            with _writable(self.path):
                write_text(self.path / _SCENARIO, dump(scenario))
                self._write_manifest()
        except ResultsError:
            self._database.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._database.close()

    def finished(self) -> dict[int, KpiTable]:
        """Return the tables of the replications that are in the folder, by number."""
        return self._database.tables()

    def has_journal(self, replication: int) -> bool:
        """Say whether the folder holds the journal of a replication."""
        # the provenance is the last file of a journal to be written
        return (self.journal_folder(replication) / "provenance.json").is_file()

    def journal_folder(self, replication: int) -> Path:
        """Return where the journal of a replication is kept."""
        return self.path / "journals" / f"{replication:04d}"

    def add(
        self,
        replication: int,
        table: KpiTable,
        journal: Journal | None = None,
        *,
        parquet: bool = False,
    ) -> None:
        """Keep one replication; whatever happens next, it stays or is not there at all.

        Parameters
        ----------
        replication : int
        table : KpiTable
        journal : Journal, optional
        parquet : bool
            Keep the journal as Parquet files as well.

        Raises
        ------
        ResultsError
            If the folder cannot be written, or holds this replication already with
            other figures: what was played is not what was played before.
        """
        from omnisim.journal import save  # noqa: PLC0415 - only where one is kept

        if journal is not None:
            with _writable(self.path):
                save(journal, self.journal_folder(replication), parquet=parquet)
        self._database.add(replication, table)

    def finish(self, results: Results) -> None:
        """Write the estimates, the CSV files and the manifest.

        Parameters
        ----------
        results : Results
            Over all the replications in the folder.

        Raises
        ------
        ResultsError
            If the folder cannot be written.
        """
        self._database.write_estimates(results.estimates)
        # closed first: its checksum must be that of the file as it stays
        self._database.close()
        with _writable(self.path):
            write_definitions(self.path / "definitions.csv")
            write_estimates(
                self.path / "estimates.csv", results.estimates, results.scenario
            )
            write_replications(self.path / "replications.csv", results.figures)
            goal = results.precision
            self._manifest |= {
                "state": "interrupted" if results.interrupted else "complete",
                "replications": results.figures.replications.tolist(),
                "precision": None if goal is None else dataclasses.asdict(goal),
                "warnings": list(results.warnings),
                "wall_time": round(results.wall_time, 3),
            }
            self._write_manifest()
            seal(self.path)

    def _refuse_others(self) -> None:
        """Raise unless the folder is empty or belongs to this very run."""
        if not (self.path / _MANIFEST).exists():
            if any(path.name[0] != "." for path in self.path.iterdir()):
                raise ResultsError(
                    f"{self.path}: holds files but no {_MANIFEST}, so it is no results "
                    "folder; choose a new or empty one"
                )
            return
        before = read_manifest(self.path)
        faults = [
            f"  {words}: {_told(before, key)} there, {_told(self._manifest, key)} here"
            for key, words in _IDENTITY.items()
            if before.get(key) != self._identity[key]
        ]
        if faults:
            raise ResultsError(
                f"{self.path}: holds the results of another run\n"
                + "\n".join(faults)
                + "\nchoose another folder, or delete this one"
            )
        self._keep_history(before)

    def _keep_history(self, before: Mapping[str, object]) -> None:
        """Remember with what else earlier replications of the folder were made."""
        earlier = list(cast("Iterable[object]", before.get("earlier_versions", ())))
        if before["versions"] != self._manifest["versions"]:
            earlier.append(before["versions"])
        if earlier:
            self._manifest["earlier_versions"] = earlier

    def _write_manifest(self) -> None:
        write_text(self.path / _MANIFEST, _as_json(self._manifest))


def seal(folder: str | os.PathLike[str]) -> None:
    """Write into the manifest which files the folder holds now, with their SHA-256.

    To be called again by whoever adds files, such as pictures, to a finished folder.

    Parameters
    ----------
    folder : path

    Raises
    ------
    ResultsError
        If it is no results folder or cannot be written.
    """
    home = Path(folder)
    manifest = read_manifest(home)
    with _writable(home):
        files = sorted(
            path
            for path in home.rglob("*")
            if path.is_file() and path.name != _MANIFEST and path.name[0] != "."
        )
        manifest["files"] = {
            path.relative_to(home).as_posix(): _sha256(path) for path in files
        }
        write_text(home / _MANIFEST, _as_json(manifest))


def read_results(folder: str | os.PathLike[str]) -> Results:
    """Read a results folder back.

    Parameters
    ----------
    folder : path
        Of a run that is complete, interrupted or was killed.

    Returns
    -------
    Results
        As the run gave them; of a killed run, over the replications it finished.

    Raises
    ------
    ResultsError
        If it is no results folder, holds no finished replication, was changed by
        hand, or a run is writing into it.
    """
    from omnisim.scenario.dumping import fingerprint  # noqa: PLC0415 - slow import
    from omnisim.scenario.loading import loads  # noqa: PLC0415 - as above

    home = Path(folder)
    manifest = read_manifest(home)
    tables = read_tables(home / _DATABASE)
    if not tables:
        raise ResultsError(f"{home}: no replication was finished; run into it again")
    text = (home / _SCENARIO).read_text(encoding="utf-8")
    scenario = loads(text, name=str(home / _SCENARIO))
    if fingerprint(scenario) != manifest["fingerprint"]:
        raise ResultsError(
            f"{home / _SCENARIO}: is not the scenario that was played; restore it, or "
            "run it into another folder"
        )
    goal = manifest.get("precision")
    results = conclude(
        scenario,
        tables,
        seed=manifest["seed"],
        fingerprint=manifest["fingerprint"],
        precision=None if goal is None else Precision(**goal),
        interrupted=manifest["state"] != "complete",
        wall_time=manifest.get("wall_time", 0.0),
        folder=home,
    )
    return dataclasses.replace(results, versions=manifest["versions"])


def read_manifest(folder: Path) -> dict[str, Any]:
    """Return the manifest of a results folder.

    Parameters
    ----------
    folder : Path

    Returns
    -------
    dict
        The content of ``manifest.json``.

    Raises
    ------
    ResultsError
        If there is none, or it is not one of ours.
    """
    path = folder / _MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ResultsError(
            f"{path}: cannot be read, so this is no results folder"
        ) from error
    if not isinstance(manifest, dict) or manifest.get("what") != _MARK:
        raise ResultsError(f"{path}: is not of omnisim; choose another folder")
    return manifest


def _definition(form: str) -> dict[str, str]:
    """Return the service level in use, in words: it is never shown without."""
    return {"form": form, "formula": KPIS[f"service_level_{form}"].formula}


def _as_json(content: Mapping[str, object]) -> str:
    return json.dumps(content, indent=2, ensure_ascii=False, default=str) + "\n"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _told(manifest: Mapping[str, object], key: str) -> str:
    """Return what a manifest says under a key; a scenario is told by its name too."""
    if key == "fingerprint":
        return f"{manifest.get('scenario')!r} ({str(manifest.get(key))[:8]})"
    return repr(manifest.get(key))


@contextmanager
def _writable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ResultsError(
            f"{path}: cannot be written ({error.strerror}); choose another folder"
        ) from error
