"""The laws of a stay, by channel and issue, ready to draw from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from omnisim import streams
from omnisim.population.laws import sampler
from omnisim.scenario import mix
from omnisim.scenario.laws import Constant
from omnisim.scenario.schema import NEVER

if TYPE_CHECKING:
    import numpy.typing as npt

    from omnisim.population.purposes import Purpose
    from omnisim.scenario.laws import Law
    from omnisim.scenario.schema import Scenario
    from omnisim.streams import Counters, Floats

    Grid = tuple[tuple[Law, ...], ...]

__all__ = ["LawTable", "StayLaws"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StayLaws:
    """What customers bring to a stay: laws by channel and issue.

    Parameters
    ----------
    patience, talk, wrap_up, tolerance : tuple of tuple of Law
        ``talk[channel][issue]``, by code; effort not included. A law that serves
        several channels or issues is one object.
    effort : tuple of float
        By issue: scales talk and wrap-up.
    """

    patience: Grid
    talk: Grid
    wrap_up: Grid
    tolerance: Grid
    effort: tuple[float, ...]

    @classmethod
    def of(cls, scenario: Scenario) -> StayLaws:
        """Collect the laws of a scenario.

        Parameters
        ----------
        scenario : Scenario
            Read for its channels and issues.

        Returns
        -------
        StayLaws
            Codes are places among the sorted names.
        """
        channels, issues = sorted(scenario.channels), sorted(scenario.issues)

        def grid(part: mix.Part) -> Grid:
            return tuple(
                tuple(mix.law(scenario, channel, issue, part) for issue in issues)
                for channel in channels
            )

        announced = [scenario.channels[channel].announce for channel in channels]
        endless = Constant(value=NEVER)
        return cls(
            patience=grid("patience"),
            talk=grid("talk"),
            wrap_up=grid("wrap_up"),
            tolerance=tuple(
                (announce.tolerance if announce else endless,) * len(issues)
                for announce in announced
            ),
            effort=tuple(scenario.issues[issue].effort for issue in issues),
        )

    def describe(self) -> str:
        """Write all of it as text, each law once.

        Returns
        -------
        str
            Equal for equal laws, whichever of them are one object.
        """
        texts: dict[int, str] = {}
        numbers: dict[str, int] = {}

        def number(law: Law) -> int:
            if id(law) not in texts:
                texts[id(law)] = repr(law)
            return numbers.setdefault(texts[id(law)], len(numbers))

        grids = [
            [[number(law) for law in row] for row in grid]
            for grid in (self.patience, self.talk, self.wrap_up, self.tolerance)
        ]
        return repr((list(numbers), grids, self.effort))


class LawTable:
    """The laws of one purpose, each different one prepared once.

    Parameters
    ----------
    purpose : Purpose
        What they are drawn for.
    grid : tuple of tuple of Law
        By channel, then issue.
    """

    __slots__ = ("_laws", "_number", "_samplers", "purpose")

    def __init__(self, purpose: Purpose, grid: Grid) -> None:
        flat = [law for row in grid for law in row]
        self.purpose = purpose
        # by identity: a law may hold a hundred thousand observations
        numbers = {law: n for n, law in enumerate(dict.fromkeys(map(id, flat)))}
        self._laws = list({id(law): law for law in flat}.values())
        self._number = np.array([numbers[id(law)] for law in flat], dtype=np.intp)
        self._samplers = [sampler(law) for law in self._laws]

    def draw(
        self, name: int, identity: Counters, cell: npt.NDArray[np.intp], index: int
    ) -> Floats:
        """Draw one duration for each customer.

        Parameters
        ----------
        name : int
            Key of the purpose.
        identity : array of uint64, shape (n,)
        cell : array of int, shape (n,)
            Channel code x number of issues + issue code.
        index : int
            Which of each customer's draws.

        Returns
        -------
        array of float, shape (n,), seconds
        """
        number = self._number[cell]
        present = np.flatnonzero(np.bincount(number)).tolist()
        drawn = np.empty(identity.size)
        for law in present:
            mine = slice(None) if len(present) == 1 else number == law
            uniform = (
                drawn[mine]  # a constant needs a shape, not a number
                if isinstance(self._laws[law], Constant)
                else streams.uniforms(name, identity[mine], index)
            )
            drawn[mine] = self._samplers[law](uniform)
        return drawn
