"""The scenario of each cell: the base with the trial's changes and the cell's.

All of them are made before anything is played, and all their faults told at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.errors import Fault, ScenarioError
from omnisim.scenario import load
from omnisim.trial.settling import key_of_cell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from omnisim.scenario import Scenario
    from omnisim.trial.model import Cell, Trial
    from omnisim.trial.settling import Key

__all__ = ["scenario_of", "scenarios_of"]


def scenario_of(trial: Trial, cell: Cell) -> Scenario:
    """Return the scenario that is played in a cell.

    Parameters
    ----------
    trial : Trial
    cell : Cell

    Returns
    -------
    Scenario

    Raises
    ------
    ScenarioError
        With every fault, each told as the cell's.
    """
    return scenarios_of(trial, (cell,))[key_of_cell(cell)]


def scenarios_of(trial: Trial, cells: Iterable[Cell]) -> dict[Key, Scenario]:
    """Return the scenarios of some cells.

    Parameters
    ----------
    trial : Trial
    cells : iterable of Cell

    Returns
    -------
    dict of Key to Scenario
        By `omnisim.trial.settling.key_of_cell`.

    Raises
    ------
    ScenarioError
        With every fault of all cells; one that several share is told once.
    """
    found: dict[Key, Scenario] = {}
    faults: dict[Fault, list[str]] = {}
    for cell in cells:
        changes = {**trial.changes, **cell.changes}
        try:
            found[key_of_cell(cell)] = load(trial.base, changes=changes)
        except ScenarioError as error:
            for fault in error.faults:
                faults.setdefault(fault, []).append(cell.name)
    if faults:
        raise ScenarioError(
            Fault("", f"{_whose(names)}{fault}") for fault, names in faults.items()
        )
    return found


def _whose(names: list[str]) -> str:
    """Say in which cells a fault is; nothing for the only cell of a trial."""
    if not any(names):
        return ""
    others = len(names) - 1
    more = f" and {others} other{'s' if others > 1 else ''}" if others else ""
    return f"cell {names[0]}{more}: "
