"""What can be wrong with a trial whose sections are right each by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.errors import Fault
from omnisim.trial.design import cells_of, n_cells
from omnisim.trial.expression import figures_in
from omnisim.trial.judging import Judge
from omnisim.trial.names import ONE_CELL
from omnisim.trial.settling import settle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.trial.model import Trial

__all__ = ["MAX_CELLS", "faults_of"]

MAX_CELLS = 10_000


def faults_of(trial: Trial) -> list[Fault]:
    """Return the faults of a trial as a whole.

    Parameters
    ----------
    trial : Trial
        Of derived figures none of which is made of itself.

    Returns
    -------
    list of Fault
        By path into the file; without places.
    """
    n = n_cells(trial)
    if n > MAX_CELLS:
        wrong = f"makes {n} cells; at most {MAX_CELLS}, or use a Latin hypercube"
        return [Fault("vary", wrong)]
    return [*_of_one_cell(trial), *_of_claims(trial)]


def _of_one_cell(trial: Trial) -> Iterator[Fault]:
    """Check that what is asked of each cell is made of figures of that cell."""
    asked = {"precision.of": trial.precision.of}
    if trial.solve is not None:
        asked[f"vary.{trial.solve.name}.so_that"] = trial.solve.so_that
    for path, expression in asked.items():
        if expression is None:
            continue
        figures = figures_in(settle(expression.tree, trial, {}))
        if any(figure.at for figure in figures):
            yield Fault(path, f"{expression.text!r} {ONE_CELL}")


def _of_claims(trial: Trial) -> Iterator[Fault]:
    """Check that the cells that a claim compares are among those that are played."""
    levels = [cell.level_names for cell in cells_of(trial)]
    judge = Judge(trial, levels, looks=1)
    for n, claim in enumerate(trial.claims):
        if not judge.contexts(claim.claim.tree):
            wrong = (
                f"{claim.claim.text!r} compares cells that the design does not have "
                "together"
            )
            yield Fault(f"claim.{n}" if len(trial.claims) > 1 else "claim", wrong)
