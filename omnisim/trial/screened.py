"""A screening from a question to its answer: the one place where its parts are chained.

`omnisim.trial.screening` has the methods; here the scenario is read, inputs are looked
at, and workers are hired.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from omnisim.errors import ScenarioError
from omnisim.scenario import load
from omnisim.scenario.reading import FormError
from omnisim.trial.model import Cell, Level, Trial
from omnisim.trial.names import Vocabulary, slices_of
from omnisim.trial.scenarios import scenario_of, scenarios_of
from omnisim.trial.screening import (
    Effect,
    Elementary,
    Input,
    Method,
    elementary_effects,
    one_at_a_time,
)
from omnisim.trial.settling import key_of_cell
from omnisim.trial.workers import Local

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from omnisim.experiment import Estimate
    from omnisim.scenario import Scenario
    from omnisim.trial.expression import Expression

__all__ = ["Screened", "screen"]


@dataclass(frozen=True)
class Screened:
    """What a screening has found.

    Parameters
    ----------
    trial : Trial
        Seed, confidence and base.
    scenario : Scenario
        The base.
    figure : Expression
    method : Method
    replications : int
        Of each cell.
    trajectories : int
        0 with one input at a time.
    base : Estimate or None
        Of the scenario as it is; None with elementary effects.
    effects : tuple of Effect
        The largest first; empty with elementary effects.
    elementary : tuple of Elementary
        The largest first; empty with one input at a time.
    """

    trial: Trial
    scenario: Scenario
    figure: Expression
    method: Method
    replications: int
    trajectories: int = 0
    base: Estimate | None = None
    effects: tuple[Effect, ...] = ()
    elementary: tuple[Elementary, ...] = ()


def screen(
    file: str,
    inputs: Sequence[Input],
    of: str,
    *,
    method: Method = Method.ONE_AT_A_TIME,
    replications: int = 20,
    trajectories: int = 10,
    changes: Mapping[str, str] | None = None,
    seed: int = 1,
    confidence: float = 0.95,
    jobs: int | None = None,
    on_progress: Callable[[int, int | None, str], None] | None = None,
) -> Screened:
    """Find out which inputs matter most for a figure.

    Parameters
    ----------
    file : str
        Of the scenario.
    inputs : sequence of Input
        At least one; those that only take whole numbers are found out.
    of : str
        The figure, or an expression of figures, as a trial's `watch` has them.
    method : Method
    replications : int
        Of each cell.
    trajectories : int
        Of elementary effects.
    changes : mapping of str to str, optional
        Of the scenario, in all cells.
    seed : int
    confidence : float
    jobs : int, optional
        Worker processes; by default one per core.
    on_progress : callable, optional
        As for `omnisim.trial.conduct`.

    Returns
    -------
    Screened

    Raises
    ------
    ScenarioError
        If the scenario or that of any end of an input has faults, or the figure is
        not known; before anything is played.
    """
    scenario = load(file, changes=dict(changes or {}))
    try:
        figure = Vocabulary({}, slices=slices_of(scenario)).number(of)
    except FormError as error:
        raise ScenarioError(fault for _, fault in error.faults) from error
    trial = Trial(
        belief="",
        base=file,
        changes=dict(changes or {}),
        watch=(figure,),
        seed=seed,
        confidence=confidence,
    )
    ends = [_end(one, share) for one in inputs for share in (0.0, 1.0)]
    made = scenarios_of(trial, [Cell({}), *ends])
    known = [_looked_at(trial, one) for one in inputs]

    def scenario_at(cell: Cell) -> Scenario:
        return made.get(key_of_cell(cell)) or scenario_of(trial, cell)

    found = Screened(trial, scenario, figure, method, replications)
    with Local(jobs) as workers:
        if method is Method.ONE_AT_A_TIME:
            base, effects = one_at_a_time(
                trial,
                known,
                figure,
                replications=replications,
                scenario_of=scenario_at,
                workers=workers,
                on_progress=on_progress,
            )
            return replace(found, base=base, effects=tuple(effects))
        elementary = elementary_effects(
            trial,
            known,
            figure,
            replications=replications,
            trajectories=trajectories,
            scenario_of=scenario_at,
            workers=workers,
            on_progress=on_progress,
        )
    return replace(found, trajectories=trajectories, elementary=tuple(elementary))


def _end(one: Input, share: float) -> Cell:
    return Cell({one.path: one.level(share)[0]})


def _looked_at(trial: Trial, one: Input) -> Input:
    """Find out whether an input takes whole numbers only: by offering it a half."""
    if one.unit or not (one.low.is_integer() and one.high.is_integer()):
        return one
    half = f"{one.low + 0.5:.10g}"
    try:
        scenario_of(trial, Cell({one.path: Level(half, {one.path: half})}))
    except ScenarioError:
        return replace(one, is_whole=True)
    return one
