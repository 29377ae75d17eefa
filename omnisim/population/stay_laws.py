"""The laws of a stay and its turns, by channel and issue, ready to draw from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from omnisim import streams
from omnisim.population.count_laws import count_sampler
from omnisim.population.laws import sampler
from omnisim.scenario import kinds, mix
from omnisim.scenario.countlaws import CountLaw, Fixed
from omnisim.scenario.laws import Constant, Exponential, Law
from omnisim.scenario.schema import NEVER, Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from omnisim.population.laws import Sampler
    from omnisim.scenario.schema import Scenario
    from omnisim.streams import Counters, Floats

    AnyLaw = Law | CountLaw
    Grid = tuple[tuple[AnyLaw, ...], ...]

__all__ = ["LawTable", "StayLaws"]

_SURE = (Constant, Fixed)  # what these give, no number decides
_SMALL = (*_SURE, Exponential)  # quicker to compare than to draw from twice


@dataclass(frozen=True, slots=True, kw_only=True)
class StayLaws:
    """What customers bring to a stay: laws by channel and issue.

    Parameters
    ----------
    patience, talk, wrap_up, tolerance : tuple of tuple of Law
        ``talk[channel][issue]``, by code; effort not included. A law that serves
        several channels or issues is one object. Where the kind of the channel
        has no such thing, the law is always 0, of patience and tolerance never.
        `talk` is the work done in one piece: of a call or call back, and of a
        chat held at a rate what it takes if it is alone.
    turns : tuple of tuple of CountLaw
        Agent turns of a conversation, rounds of a mail; else 1.
    agent_turn, customer_turn, reply_patience : tuple of tuple of Law
        Of each turn; a mail's rounds are its agent turns.
    effort : tuple of float
        By issue: scales talk, agent turns and wrap-up.
    """

    patience: Grid
    talk: Grid
    wrap_up: Grid
    tolerance: Grid
    turns: Grid
    agent_turn: Grid
    customer_turn: Grid
    reply_patience: Grid
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
        # laws that stand for what nobody wrote are made whenever asked for
        known: dict[AnyLaw, AnyLaw] = {}

        def grid(law: Callable[[str, str], AnyLaw]) -> Grid:
            found = [[law(channel, issue) for issue in issues] for channel in channels]
            return tuple(
                tuple(
                    known.setdefault(law, law) if isinstance(law, _SMALL) else law
                    for law in row
                )
                for row in found
            )

        def of(part: mix.Part) -> Grid:
            return grid(lambda channel, issue: mix.law(scenario, channel, issue, part))

        def in_one_piece(channel: str, issue: str) -> Law:
            rated = kinds.is_rated(scenario.channels[channel])
            return mix.law(scenario, channel, issue, "duration" if rated else "talk")

        def on_a_turn(channel: str, issue: str) -> Law:
            is_mail = scenario.channels[channel].kind is Kind.MAIL
            return mix.law(
                scenario, channel, issue, "work" if is_mail else "agent_turn"
            )

        def tolerance(channel: str, _: str) -> Law:
            announce = scenario.channels[channel].announce
            return announce.tolerance if announce else Constant(value=NEVER)

        return cls(
            patience=of("patience"),
            talk=grid(in_one_piece),
            wrap_up=of("wrap_up"),
            tolerance=grid(tolerance),
            turns=grid(lambda channel, issue: mix.turns(scenario, channel, issue)),
            agent_turn=grid(on_a_turn),
            customer_turn=of("customer_turn"),
            reply_patience=of("reply_patience"),
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

        def number(law: AnyLaw) -> int:
            if id(law) not in texts:
                texts[id(law)] = repr(law)
            return numbers.setdefault(texts[id(law)], len(numbers))

        grids = [
            [[number(law) for law in row] for row in grid]
            for grid in (getattr(self, name) for name in _GRIDS)
        ]
        return repr((list(numbers), grids, self.effort))


_GRIDS = tuple(found.name for found in fields(StayLaws) if found.name != "effort")


class LawTable:
    """The laws of one purpose, each different one prepared once.

    Parameters
    ----------
    grid : tuple of tuple of Law or CountLaw
        By channel, then issue.
    """

    __slots__ = ("_is_sure", "_number", "_samplers")

    def __init__(self, grid: Grid) -> None:
        flat = [law for row in grid for law in row]
        # by identity: a law may hold a hundred thousand observations
        numbers = {law: n for n, law in enumerate(dict.fromkeys(map(id, flat)))}
        laws = list({id(law): law for law in flat}.values())
        self._number = np.array([numbers[id(law)] for law in flat], dtype=np.intp)
        self._samplers = [_prepared(law) for law in laws]
        self._is_sure = [isinstance(law, _SURE) for law in laws]

    def draw(
        self,
        name: int,
        identity: Counters,
        cells: npt.NDArray[np.intp],
        index: int | Counters,
    ) -> Floats:
        """Draw once for each customer, or once for each of several of her turns.

        Parameters
        ----------
        name : int
            Key of the purpose.
        identity : array of uint64, shape (n,)
        cells : array of int, shape (n,)
            Channel code x number of issues + issue code.
        index : int or array of uint64, shape (n,)
            Which of each customer's draws.

        Returns
        -------
        array of float, shape (n,)
            Seconds, or counts.
        """
        number = self._number[cells]
        present = np.flatnonzero(np.bincount(number)).tolist()
        drawn = np.empty(identity.size)
        for law in present:
            mine = slice(None) if len(present) == 1 else number == law
            which = index[mine] if isinstance(index, np.ndarray) else index
            uniform = (
                drawn[mine]  # needs a shape, not a number
                if self._is_sure[law]
                else streams.uniforms(name, identity[mine], which)
            )
            drawn[mine] = self._samplers[law](uniform)
        return drawn


def _prepared(law: AnyLaw) -> Sampler:
    return count_sampler(law) if isinstance(law, CountLaw) else sampler(law)
