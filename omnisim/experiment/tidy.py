"""Tidy CSV files of a results folder, each complete before it takes its name."""

from __future__ import annotations

import csv
import io
import os
from typing import TYPE_CHECKING

import numpy as np

from omnisim.experiment.figures import KEYS, keys_of
from omnisim.experiment.rows import write_csv
from omnisim.kpi.definitions import KPIS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from omnisim.experiment.estimates import Estimates
    from omnisim.experiment.figures import Figures
    from omnisim.scenario.schema import Scenario

__all__ = [
    "DEFINED",
    "write_definitions",
    "write_estimates",
    "write_replications",
    "write_text",
]

DEFINED = (
    "id",
    "title",
    "unit",
    "direction",
    "formula",
    "cohort",
    "estimator",
    "source",
)
"""What a row of definitions says; the id is the ``kpi`` of the other tables."""


def write_text(path: Path, text: str) -> None:
    """Write a file in one step: readers see the old one or the new one, whole.

    Parameters
    ----------
    path : Path
    text : str

    Raises
    ------
    OSError
        If it cannot be written.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_definitions(path: Path) -> None:
    """Write what every figure means, one row each."""
    rows = ([getattr(kpi, name) for name in DEFINED] for kpi in KPIS.values())
    write_text(path, _csv(("kpi", *DEFINED[1:]), rows))


def write_estimates(path: Path, estimates: Estimates, scenario: Scenario) -> None:
    """Write every estimate with its half-width; missing numbers are empty cells."""
    text = io.StringIO()
    write_csv(estimates, scenario, text)
    write_text(path, text.getvalue())


def write_replications(path: Path, figures: Figures) -> None:
    """Write the figures of the whole run and of days, replication by replication.

    Those of intervals would make the file too long for a spreadsheet.
    """
    header = ("replication", *KEYS, "numerator", "denominator")
    chosen = figures.pick(np.flatnonzero(figures.names.window_kind != "interval"))
    keys = keys_of(chosen.names)
    rows = (
        (replication, *key, *parts)
        for replication, above, below in zip(
            chosen.replications.tolist(),
            chosen.numerator.tolist(),
            chosen.denominator.tolist(),
            strict=True,
        )
        for key, *parts in zip(keys, above, below, strict=True)
    )
    write_text(path, _csv(header, rows))


def _csv(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: object) -> object:
    return "" if value != value else value  # noqa: PLR0124 - only NaN differs from itself
