"""What an experiment file says, as frozen data: a belief, factors, claims, precision.

Made by `omnisim.trial.reading` from a file, or by the command line from its options;
handed on to `omnisim.trial.design` (which cells) and `omnisim.trial.running`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from omnisim.units import (
    HOUR,
    parse_duration,
    parse_factor,
    parse_number,
    parse_rate,
    parse_wage,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from omnisim.trial.expression import Expression

__all__ = [
    "Cell",
    "Claim",
    "Design",
    "Factor",
    "Level",
    "Picture",
    "Precision",
    "Seek",
    "Solve",
    "Trial",
    "number_of",
]


class Design(StrEnum):
    """Which combinations of levels are played."""

    GRID = "grid"  # all
    ONE_AT_A_TIME = "one_at_a_time"  # each factor away from the first levels
    LATIN_HYPERCUBE = "latin_hypercube"  # spread over ranges
    LIST = "list"  # as written


class Seek(StrEnum):
    """Which whole number a solved factor looks for."""

    SMALLEST = "smallest"
    LARGEST = "largest"


_NUMBERS = (
    parse_number,
    parse_factor,
    parse_duration,
    lambda text: parse_rate(text) * HOUR,
    lambda text: parse_wage(text)[0],
)


def number_of(text: str) -> float | None:
    """Return what a level is as a number; None if it is none.

    Examples
    --------
    >>> number_of("3"), number_of("5%"), number_of("2 min"), number_of("40/h")
    (3.0, 0.05, 120.0, 40.0)
    >>> number_of("busy") is None
    True
    """
    for parse in _NUMBERS:
        try:
            return parse(text)
        except ValueError:
            continue
    return None


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a factor.

    Parameters
    ----------
    name : str
        As written: ``"3"``, ``"20 s"``, or the name of a bundle.
    changes : mapping of str to str
        Dotted path of the scenario to its new value, as texts.
    number : float or None
        The level as a number, see `number_of`; None if it is none.
    """

    name: str
    changes: Mapping[str, str]
    number: float | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """Something that is varied.

    Parameters
    ----------
    name : str
    levels : tuple of Level
        At least one; empty for one given by a range.
    paths : tuple of str
        Of the scenario; what a range sets.
    between : tuple of (float, float) or None
        Range of a Latin hypercube, in `unit`.
    unit : str
        What follows the number of a range: ``" s"``, ``"%"`` or nothing.
    is_aside : bool
        Listed under `also`: crossed with the others, but shown apart.
    """

    name: str
    levels: tuple[Level, ...] = ()
    paths: tuple[str, ...] = ()
    between: tuple[float, float] | None = None
    unit: str = ""
    is_aside: bool = False


@dataclass(frozen=True, slots=True)
class Solve:
    """A whole number that is looked for: the least staff that meets a target.

    Parameters
    ----------
    name : str
        Of the factor.
    paths : tuple of str
        Of the scenario.
    seek : Seek
    so_that : Expression
        A condition; once it holds it holds for all larger (smallest) or smaller
        (largest) numbers as well.
    low, high : int
        Bounds of the search, both allowed.
    """

    name: str
    paths: tuple[str, ...]
    seek: Seek
    so_that: Expression
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A belief in numbers.

    Parameters
    ----------
    says : str
        In words.
    claim : Expression
        A condition.
    """

    says: str
    claim: Expression


@dataclass(frozen=True, slots=True)
class Precision:
    """How precise the answer must be, and what it may cost.

    Parameters
    ----------
    of : Expression or None
        The figure that should be known so well in every cell; None: only claims count.
    half_width : float
        Of it, in its unit.
    at_least, at_most : int
        Replications of a cell.
    """

    of: Expression | None = None
    half_width: float = 0.0
    at_least: int = 20
    at_most: int = 200


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: figures over the levels of a factor, a line or panel per other.

    Parameters
    ----------
    x : str
        Factor.
    y : tuple of str
        Watched or derived figures.
    by : str
        Factor; empty for none.
    """

    x: str
    y: tuple[str, ...]
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An experiment: everything its file says, checked.

    Parameters
    ----------
    belief, question : str
    base : str
        Path of the scenario file, as it can be opened.
    changes : mapping of str to str
        Of the base, in all cells.
    factors : tuple of Factor
        In the order of the file.
    solve : Solve or None
    design : Design
    n_runs : int
        Of a Latin hypercube.
    listed : tuple of mapping of str to str
        Of a list: factor to level name.
    watch : tuple of Expression
        Figures that are shown of each cell.
    figures : mapping of str to Expression
        Derived figures by name.
    claims : tuple of Claim
    precision : Precision
    confidence : float
    seed : int
    picture : Picture or None
    """

    belief: str
    base: str
    question: str = ""
    changes: Mapping[str, str] = field(default_factory=dict)
    factors: tuple[Factor, ...] = ()
    solve: Solve | None = None
    design: Design = Design.GRID
    n_runs: int = 0
    listed: tuple[Mapping[str, str], ...] = ()
    watch: tuple[Expression, ...] = ()
    figures: Mapping[str, Expression] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    precision: Precision = Precision()
    confidence: float = 0.95
    seed: int = 1
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """One combination of levels.

    Parameters
    ----------
    levels : mapping of str to Level
        By factor, in the order of the file; a solved factor's among them.
    """

    levels: Mapping[str, Level]

    @property
    def level_names(self) -> dict[str, str]:
        """The names of the levels, by factor."""
        return {name: level.name for name, level in self.levels.items()}

    @property
    def name(self) -> str:
        """The levels in words: ``cap=3, staff=5``."""
        return ", ".join(f"{name}={level}" for name, level in self.level_names.items())

    @property
    def changes(self) -> dict[str, str]:
        """All changes of the scenario; where two meet, the later factor's."""
        return {
            path: value
            for level in self.levels.values()
            for path, value in level.changes.items()
        }
