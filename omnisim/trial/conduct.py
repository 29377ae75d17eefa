"""A trial from its file to its outcome: the one place where its parts are chained."""

from __future__ import annotations

from contextlib import nullcontext
from typing import TYPE_CHECKING, NamedTuple

from omnisim.errors import Fault, ScenarioError
from omnisim.experiment.comparison import check_currencies
from omnisim.scenario.prices import has_money
from omnisim.trial.design import cells_of
from omnisim.trial.running import run, with_level
from omnisim.trial.scenarios import scenario_of, scenarios_of
from omnisim.trial.settling import key_of_cell
from omnisim.trial.workers import Local

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Mapping
    from contextlib import AbstractContextManager

    from omnisim.experiment import Estimate
    from omnisim.scenario import Scenario
    from omnisim.trial.archive import Archive, LeftOver
    from omnisim.trial.model import Cell, Trial
    from omnisim.trial.running import Outcome
    from omnisim.trial.settling import Key
    from omnisim.trial.solving import Answer
    from omnisim.trial.workers import Workers

__all__ = ["Conducted", "Shown", "answered", "conduct", "shown"]


class Shown(NamedTuple):
    """A figure of a cell that is shown.

    Parameters
    ----------
    cell : Cell
    figure : str
        As written.
    estimate : Estimate
    """

    cell: Cell
    figure: str
    estimate: Estimate


class Conducted(NamedTuple):
    """What a trial has found, and what its archive holds besides.

    Parameters
    ----------
    outcome : Outcome
    left_over : tuple of LeftOver
        Replications of other scenarios or versions: kept, and not used.
    scenario : Scenario
        Of a cell, for what all cells share: currency and definitions.
    """

    outcome: Outcome
    left_over: tuple[LeftOver, ...]
    scenario: Scenario


def conduct(
    trial: Trial,
    *,
    out: str | os.PathLike[str] | None = None,
    jobs: int | None = None,
    cluster: str = "",
    on_progress: Callable[[int, int | None, str], None] | None = None,
) -> Conducted:
    """Play a trial, judge its claims and keep what was found.

    Parameters
    ----------
    trial : Trial
    out : path, optional
        SQLite file; a trial into the same file goes on where it ended.
    jobs : int, optional
        Worker processes; by default one per core.
    cluster : str, optional
        Address of a Dask scheduler, whose workers play instead.
    on_progress : callable, optional
        Told how many replications are played, how many are planned at present, and
        what for.

    Returns
    -------
    Conducted

    Raises
    ------
    ScenarioError
        If the scenario of a cell has faults, or costs are in several currencies;
        before anything is played.
    ResultsError
        If the file cannot be used.
    MissingExtraError
        If a cluster is wanted and the extra ``cluster`` is not installed.
    WorkerError
        If a worker is lost; what is finished is in the file.
    """
    cells = cells_of(trial)
    solve = trial.solve
    first = cells
    if solve is not None:  # whatever number is tried later, its bounds must do
        first = tuple(
            with_level(cell, solve, number)
            for cell in cells
            for number in (solve.low, solve.high)
        )
    made = scenarios_of(trial, first)
    _check_currencies(first, made)
    with _workers(jobs, cluster) as workers, _archive(trial, out) as archive:
        outcome = run(
            trial,
            cells,
            scenario_of=lambda cell: (
                made.get(key_of_cell(cell)) or scenario_of(trial, cell)
            ),
            workers=workers,
            archive=archive,
            on_progress=on_progress,
        )
        left_over: list[LeftOver] = []
        if archive is not None:
            archive.write_outcome(outcome.judged, shown(outcome), answered(outcome))
            left_over = archive.left_over()
    # one that speaks of money, if any does
    scenario = max(made.values(), key=has_money)
    return Conducted(outcome, tuple(left_over), scenario)


def shown(outcome: Outcome, cells: Iterable[Cell] | None = None) -> list[Shown]:
    """Return the watched figures of cells, cell by cell.

    Parameters
    ----------
    outcome : Outcome
    cells : iterable of Cell, optional
        By default those that answer; any that was played may be asked for.

    Returns
    -------
    list of Shown
        Intervals are those of single figures, at the confidence of the trial.
    """
    found: list[Shown] = []
    for cell in outcome.cells if cells is None else cells:
        found += [
            Shown(cell, figure.text, outcome.estimate(figure, cell))
            for figure in outcome.trial.watch
        ]
    return found


def answered(outcome: Outcome) -> list[tuple[dict[str, str], Answer]]:
    """Return what searches have found, with the levels of the other factors.

    Parameters
    ----------
    outcome : Outcome

    Returns
    -------
    list of (dict of str to str, Answer)
        Empty if nothing was looked for.
    """
    return [
        (
            cell.level_names,
            outcome.answers[key_of_cell(cell)],
        )
        for cell in outcome.designed
        if outcome.answers
    ]


def _check_currencies(cells: Iterable[Cell], made: Mapping[Key, Scenario]) -> None:
    """Refuse cells whose costs would be compared in different currencies."""
    try:
        check_currencies({cell.name: made[key_of_cell(cell)] for cell in cells})
    except ValueError as wrong:
        raise ScenarioError([Fault("", str(wrong))]) from wrong


def _workers(jobs: int | None, cluster: str) -> Workers:
    if not cluster:
        return Local(jobs)
    from omnisim.trial.cluster import Cluster  # noqa: PLC0415 - an extra

    return Cluster(cluster)


def _archive(
    trial: Trial, out: str | os.PathLike[str] | None
) -> AbstractContextManager[Archive | None]:
    if out is None:
        return nullcontext()
    from omnisim.trial.archive import Archive  # noqa: PLC0415 - SQLite, if asked for

    return Archive(out, trial.belief, seed=trial.seed)
