r"""Which inputs matter most for a figure: each moved over its range.

*One at a time* moves each input from the low end of its range to the high one, the
others as the scenario has them, on the same customers. *Elementary effects* moves each
from many places: a trajectory begins at a random point of a grid of four levels and
moves every input once, in random order, by two thirds of its range. The effect is the
change of the figure by the change of the input, as a share of its range:

.. math:: d_i = \frac{y(x + \Delta e_i) - y(x)}{\Delta}, \quad
   \mu^*_i = \overline{|d_i|}, \quad \mu_i = \overline{d_i}

The spread :math:`\sigma_i` of the :math:`d_i` is large where an input acts with others,
or not in a straight line. Each trajectory meets customers of its own, so trajectories
are independent and intervals over them tell all of the uncertainty; chance makes
:math:`\mu^*` and :math:`\sigma` of an input that does nothing a little larger than 0.

Sources: M. D. Morris, *Technometrics* 33 (1991) 161-174; F. Campolongo, J. Cariboni
and A. Saltelli, *Environmental Modelling & Software* 22 (2007) 1509-1518.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from omnisim.experiment import Estimate
from omnisim.trial.expression import Operation
from omnisim.trial.laboratory import Laboratory
from omnisim.trial.model import Cell, Level, number_of
from omnisim.trial.settling import settle
from omnisim.units import parse_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from omnisim.scenario import Scenario
    from omnisim.trial.expression import Expression, Node
    from omnisim.trial.laboratory import Plays
    from omnisim.trial.model import Trial

    Floats = npt.NDArray[np.float64]
    OnProgress = Callable[[int, int | None, str], None]

__all__ = [
    "Effect",
    "Elementary",
    "Input",
    "Method",
    "elementary_effects",
    "one_at_a_time",
    "points_of",
    "read_input",
]

_LEVELS = 4  # of the grid; Morris (1991) takes an even number
_STEP = 2  # levels that a move goes: a half of them, so that all are reached alike
_QUANTITY = re.compile(r"\s*([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)(.*?)\s*")


class Method(StrEnum):
    """How inputs are screened."""

    ONE_AT_A_TIME = "one_at_a_time"
    ELEMENTARY_EFFECTS = "elementary_effects"


@dataclass(frozen=True, slots=True)
class Input:
    """A value of the scenario and the range it is moved over.

    Parameters
    ----------
    path : str
        Dotted, of the scenario.
    low, high : float
        In `unit`.
    unit : str
        What follows the number: ``" s"``, ``"%"`` or nothing.
    is_whole : bool
        Only whole numbers will do, such as agents.
    """

    path: str
    low: float
    high: float
    unit: str = ""
    is_whole: bool = False

    def level(self, share: float) -> tuple[Level, float]:
        """Return the level so far up the range, and the share where it really is.

        Examples
        --------
        >>> staff = Input("agents.desk.staff", 4, 9, is_whole=True)
        >>> staff.level(1 / 3)[0].name, staff.level(1 / 3)[1]
        ('6', 0.4)
        """
        value = self.low + share * (self.high - self.low)
        if self.is_whole:
            value = float(round(value))
        name = f"{value:.10g}{self.unit}"
        at = (value - self.low) / (self.high - self.low)
        return Level(name, {self.path: name}, number_of(name)), at


@dataclass(frozen=True, slots=True)
class Effect:
    """What one input does by itself.

    Parameters
    ----------
    input : Input
    low, high : Estimate
        The figure at both ends of the range.
    change : Estimate
        High minus low, on the same customers. Its interval holds together with those
        of the other inputs.
    """

    input: Input
    low: Estimate
    high: Estimate
    change: Estimate


@dataclass(frozen=True, slots=True)
class Elementary:
    r"""What one input does from many places; `n` counts trajectories.

    Parameters
    ----------
    input : Input
    size : Estimate
        :math:`\mu^*`: how much the figure changes over the range, whichever way.
    mean : Estimate
        :math:`\mu`: the same with its sign; less than the size where the sign turns.
    spread : Estimate
        :math:`\sigma`: 0 if the input always does the same.
    """

    input: Input
    size: Estimate
    mean: Estimate
    spread: Estimate


def read_input(path: str, text: str) -> Input:
    """Read a range such as ``4:10`` or ``10 s:60 s``.

    Parameters
    ----------
    path, text : str

    Returns
    -------
    Input

    Raises
    ------
    ValueError
        If it is none, or does not go up, or has two units.

    Examples
    --------
    >>> read_input("channels.chat.customer_drift", "0%:50%").unit
    '%'
    """
    ends = [_QUANTITY.fullmatch(part) for part in text.split(":")]
    found = [(parse_number(end[1]), end[2]) for end in ends if end is not None]
    if len(ends) != len(found) or len(found) != len(("low", "high")):
        raise ValueError(f"{text!r} is not a range such as '4:10' or '10 s:60 s'")
    (low, unit), (high, other) = found
    if unit.strip() != other.strip():
        raise ValueError(f"{text!r}: both ends need the same unit")
    if not low < high:
        raise ValueError(f"{text!r}: a range goes up")
    return Input(path, low, high, unit)


def one_at_a_time(
    trial: Trial,
    inputs: Sequence[Input],
    figure: Expression,
    *,
    replications: int,
    scenario_of: Callable[[Cell], Scenario],
    workers: Plays,
    on_progress: OnProgress | None = None,
) -> tuple[Estimate, list[Effect]]:
    """Move each input over its range, the others where they are.

    Parameters
    ----------
    trial : Trial
        Its seed and confidence count.
    inputs : sequence of Input
    figure : Expression
        A number, of one cell.
    replications : int
    scenario_of : callable
        Makes the scenario of a cell.
    workers : Plays
    on_progress : callable, optional
        As for `Laboratory`.

    Returns
    -------
    base : Estimate
        Of the scenario as it is.
    effects : list of Effect
        The largest first.
    """
    lab = Laboratory(
        trial, scenario_of=scenario_of, workers=workers, on_progress=on_progress
    )
    ends = [[_cell({one: share}) for share in (0.0, 1.0)] for one in inputs]
    cells = [Cell({}), *(cell for pair in ends for cell in pair)]
    lab.play(cells, replications, "playing both ends of each input")
    evidence = lab.evidence()
    confidence = 1 - (1 - trial.confidence) / len(inputs)
    effects = []
    for one, pair in zip(inputs, ends, strict=True):
        low, high = (_of_cell(figure, trial, cell) for cell in pair)
        nodes = (low, high, Operation("-", high, low))
        levels = (trial.confidence, trial.confidence, confidence)
        effects.append(
            Effect(
                one,
                *(
                    evidence.estimate(node, confidence=level)
                    for node, level in zip(nodes, levels, strict=True)
                ),
            )
        )
    base = evidence.estimate(
        _of_cell(figure, trial, cells[0]), confidence=trial.confidence
    )
    return base, sorted(effects, key=lambda one: -_known(one.change.value))


def elementary_effects(
    trial: Trial,
    inputs: Sequence[Input],
    figure: Expression,
    *,
    replications: int,
    trajectories: int,
    scenario_of: Callable[[Cell], Scenario],
    workers: Plays,
    on_progress: OnProgress | None = None,
) -> list[Elementary]:
    """Move each input from as many places as there are trajectories.

    Parameters
    ----------
    trial : Trial
        Trajectory i is played with its seed plus i.
    inputs : sequence of Input
    figure : Expression
        A number, of one cell.
    replications : int
        Of each point.
    trajectories : int
        At least 4.
    scenario_of, workers, on_progress
        As for `one_at_a_time`.

    Returns
    -------
    list of Elementary
        The largest first; intervals of the same quantity hold together.
    """
    all_of_it = trajectories * (len(inputs) + 1) * replications
    effects = np.full((trajectories, len(inputs)), np.nan)
    for number, points in enumerate(points_of(inputs, trajectories, trial.seed)):
        own = replace(trial, seed=trial.seed + number)
        lab = Laboratory(
            own,
            scenario_of=scenario_of,
            workers=workers,
            on_progress=_counted(on_progress, number, trajectories, all_of_it),
        )
        cells = [_cell(dict(zip(inputs, point, strict=True))) for point in points]
        lab.play(cells, replications)
        evidence = lab.evidence()
        values = [
            evidence.estimate(
                _of_cell(figure, own, cell), confidence=trial.confidence
            ).value
            for cell in cells
        ]
        for at in range(len(inputs)):
            moved = int(np.flatnonzero(points[at + 1] - points[at])[0])
            step = _real(inputs[moved], points[at + 1], moved)
            step -= _real(inputs[moved], points[at], moved)
            effects[number, moved] = (values[at + 1] - values[at]) / step
    confidence = 1 - (1 - trial.confidence) / len(inputs)
    found = [
        Elementary(
            one,
            _jackknife(np.abs(column), np.mean, confidence),
            _jackknife(column, np.mean, confidence),
            _jackknife(column, _deviation, confidence),
        )
        for one, column in zip(inputs, effects.T, strict=True)
    ]
    return sorted(found, key=lambda one: -_known(one.size.value))


def points_of(inputs: Sequence[Input], trajectories: int, seed: int) -> list[Floats]:
    """Return the points of the trajectories.

    Parameters
    ----------
    inputs : sequence of Input
    trajectories, seed : int

    Returns
    -------
    list of array of float, shape (n_inputs + 1, n_inputs)
        Shares of the ranges; from one row to the next a single input moves.
    """
    random = np.random.default_rng(seed)
    found = []
    for _ in range(trajectories):
        start = random.integers(_LEVELS, size=len(inputs))
        steps = np.where(start < _STEP, _STEP, -_STEP)
        rows = np.tile(start, (len(inputs) + 1, 1))
        for row, moved in enumerate(random.permutation(len(inputs)), start=1):
            rows[row:, moved] += steps[moved]
        found.append(rows / (_LEVELS - 1))
    return found


def _cell(shares: dict[Input, float]) -> Cell:
    return Cell({one.path: one.level(share)[0] for one, share in shares.items()})


def _real(one: Input, point: Floats, at: int) -> float:
    """Return where an input really is, which whole numbers may shift."""
    return one.level(float(point[at]))[1]


def _of_cell(figure: Expression, trial: Trial, cell: Cell) -> Node:
    return settle(figure.tree, trial, cell.level_names)


def _counted(
    on_progress: OnProgress | None, number: int, trajectories: int, all_of_it: int
) -> OnProgress | None:
    """Return what counts the replications of all trajectories together."""
    if on_progress is None:
        return None
    before = number * (all_of_it // trajectories)
    words = f"trajectory {number + 1} of {trajectories}"

    def tell(done: int, _: int | None, __: str) -> None:
        on_progress(before + done, all_of_it, words)

    return tell


def _known(value: float) -> float:
    """Return the size of an effect, for sorting: one that is not defined comes last."""
    return -1.0 if math.isnan(value) else abs(value)


def _deviation(values: Floats) -> float:
    return float(np.std(values, ddof=1))


def _jackknife(
    values: Floats, statistic: Callable[[Floats], float], confidence: float
) -> Estimate:
    """Return a statistic of independent values with its delete-one jackknife."""
    from scipy.special import stdtrit  # noqa: PLC0415 - slow import

    n = len(values)
    others = np.array([statistic(np.delete(values, at)) for at in range(n)])
    spread = np.sqrt((n - 1) / n * np.sum((others - others.mean()) ** 2))
    quantile = stdtrit(n - 1, (1 + confidence) / 2)
    return Estimate(float(statistic(values)), float(quantile * spread), n)
