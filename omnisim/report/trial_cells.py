"""The cells of a trial as a table: levels, watched figures, replications.

A column has one unit, so that its numbers can be compared down the page. Levels that
stand under `also` make a table of their own each.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnisim.report import contents, digits, trial_words
from omnisim.report.digits import Shown
from omnisim.report.layout import Grid, Row
from omnisim.report.tables import markdown_table
from omnisim.trial.conduct import shown
from omnisim.trial.settling import key_of_cell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from omnisim.trial.conduct import Conducted
    from omnisim.trial.model import Cell

__all__ = ["Table", "grid_of", "markdown_of", "tables_of"]

_GAP = "  "


@dataclass(frozen=True, slots=True)
class Table:
    """Cells that are shown together.

    Parameters
    ----------
    title : str
        The levels that all of them share; empty for none.
    factors : tuple of str
        Whose levels begin each row.
    columns : tuple of str
        Heads of the figures, with units.
    rows : tuple of (tuple of str, tuple of Shown)
        Levels, and a figure for each column.
    """

    title: str
    factors: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[Shown, ...]], ...]


def tables_of(
    conducted: Conducted,
    cells: Sequence[Cell] | None = None,
    verdicts: Sequence[str] = (),
) -> list[Table]:
    """Return the tables of a trial's cells.

    Parameters
    ----------
    conducted : Conducted
    cells : sequence of Cell, optional
        By default those that answer.
    verdicts : sequence of str
        A word for each cell, which makes the first column; empty for none.

    Returns
    -------
    list of Table
        One, or one for each combination of the levels under `also`.
    """
    outcome = conducted.outcome
    trial = outcome.trial
    chosen = outcome.cells if cells is None else tuple(cells)
    sizes = [outcome.replications[key_of_cell(cell)] for cell in chosen]
    is_told = len(set(sizes)) > 1  # else the notes say it once
    aside = [factor.name for factor in trial.factors if factor.is_aside]
    columns, figures = _figures(conducted, chosen)
    found: dict[str, list[tuple[tuple[str, ...], tuple[Shown, ...]]]] = {}
    for n, cell in enumerate(chosen):
        levels = cell.level_names
        title = trial_words.levels_in_words({name: levels[name] for name in aside})
        own = tuple(level for name, level in levels.items() if name not in aside)
        ends = [Shown(f"{sizes[n]:,}")] if is_told else []
        words = [Shown(word) for word in verdicts[n : n + 1]]
        found.setdefault(title, []).append((own, (*words, *figures[n], *ends)))
    factors = [one.name for one in trial.factors if not one.is_aside]
    factors += [trial.solve.name] if trial.solve is not None else []
    heads = ["verdict"] if verdicts else []
    heads += [*columns, *(["replications"] if is_told else [])]
    return [
        Table(title, tuple(factors), tuple(heads), tuple(rows))
        for title, rows in found.items()
    ]


def _figures(
    conducted: Conducted, cells: Sequence[Cell]
) -> tuple[list[str], list[tuple[Shown, ...]]]:
    """Return the heads of the watched figures, and their values cell by cell."""
    trial = conducted.outcome.trial
    found = shown(conducted.outcome, cells)
    heads, columns = [], []
    for n, figure in enumerate(trial.watch):
        estimates = [one.estimate for one in found[n :: len(trial.watch)]]
        unit = trial_words.unit_in(figure.tree, trial, conducted.scenario) or ""
        pairs = [(one.value, one.half_width) for one in estimates]
        form, said = contents.row_unit(unit, pairs)
        heads.append(f"{figure.text} ({said})" if said else figure.text)
        columns.append([digits.show(*pair, form) for pair in pairs])
    rows = [tuple(column[n] for column in columns) for n in range(len(cells))]
    return heads, rows


def grid_of(table: Table) -> Grid:
    """Return a table for a terminal: levels stand under their factors.

    Parameters
    ----------
    table : Table

    Returns
    -------
    Grid
    """
    lines = [table.factors, *(levels for levels, _ in table.rows)]
    widths = [max(map(len, column)) for column in itertools.zip_longest(*lines)]
    head, *titles = (
        _GAP.join(f"{text:{width}}" for text, width in zip(line, widths, strict=True))
        for line in lines
    )
    rows = (
        Row(title, "", cells)
        for title, (_, cells) in zip(titles, table.rows, strict=True)
    )
    return Grid(_GAP + head.rstrip(), table.columns, tuple(rows))


def markdown_of(table: Table) -> str:
    """Return a table as Markdown.

    Parameters
    ----------
    table : Table

    Returns
    -------
    str
    """
    return markdown_table(
        (*table.factors, *table.columns),
        ((*levels, *map(_in_one, cells)) for levels, cells in table.rows),
    )


def _in_one(cell: Shown) -> str:
    return f"{cell.value} ± {cell.half_width}" if cell.half_width else cell.value
