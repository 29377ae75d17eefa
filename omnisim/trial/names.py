"""What may be named in the expressions of a trial, and what is told of other names.

A name is a figure of `omnisim.kpi.KPIS`, a figure that the trial derives itself, a
factor (its level as a number), or ``agents_needed``, the number that is looked for.
Words that people use for figures of another name are spelled out by `ALIASES`.
``resolved_per_agent_hour`` and its like need no derived figures: the tables of
figures have them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from omnisim.errors import Fault, nearest
from omnisim.kpi import KPIS
from omnisim.scenario.reading import FormError
from omnisim.trial.expression import (
    Expression,
    Figure,
    figures_in,
    parse,
)
from omnisim.trial.model import Factor, Solve
from omnisim.trial.settling import NEEDED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from omnisim.scenario import Scenario

__all__ = ["ALIASES", "ONE_CELL", "Vocabulary", "fault_of_name", "slices_of"]

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "realised_concurrency": "concurrency",
        "chat_duration": "session",
        "session_time": "session",
        "next_reply": "reply_wait",
    }
)
ONE_CELL = "is asked of each cell by itself, so no levels in brackets may be in it"
_WORDS = ("and", "or", "not", "min", "max", "abs")
_FIGURES = "the figures of `omnisim explain`"


def fault_of_name(name: str) -> str:
    """Say why a factor or derived figure cannot be called so; empty if it can.

    Examples
    --------
    >>> fault_of_name("cap"), fault_of_name("asa")
    ('', "'asa' is the name of a figure already; choose another")
    """
    if not re.fullmatch(r"[A-Za-z_]\w*", name):
        return f"{name!r} is no plain name; use letters, digits and '_'"
    if name in KPIS or name in ALIASES or name == NEEDED:
        return f"{name!r} is the name of a figure already; choose another"
    if name in _WORDS:
        return f"{name!r} is a word of expressions; choose another"
    return ""


@dataclass(frozen=True)
class Vocabulary:
    """The names that a trial knows.

    Parameters
    ----------
    factors : mapping of str to Factor, Solve or None
        None for one that is not read yet, or faulty itself: nothing is said of its
        levels.
    sought : str
        Name of the factor that is looked for; empty for none.
    derived : sequence of str
        Names of the figures that the trial derives.
    slices : sequence of str
        What may follow a figure's dot; empty if that is not known.
    """

    factors: Mapping[str, Factor | Solve | None]
    sought: str = ""
    derived: Sequence[str] = ()
    slices: Sequence[str] = ()

    def number(self, text: str, *, of_one_cell: bool = False) -> Expression:
        """Read an expression that is a number.

        Parameters
        ----------
        text : str
        of_one_cell : bool
            Levels in brackets are faults.

        Returns
        -------
        Expression
            Aliases spelled out, in text and tree; a factor that is looked for stands
            as ``agents_needed``.

        Raises
        ------
        ScenarioError
            If it cannot be read.
        FormError
            With every name in it that is not known.
        """
        found = self._read(text, of_one_cell=of_one_cell)
        if found.is_condition:
            wrong = f"{found.text!r} is a condition; a number is needed"
            raise FormError([((), Fault("", wrong))])
        return found

    def condition(self, text: str, *, of_one_cell: bool = False) -> Expression:
        """Read an expression that holds or does not, see `number`."""
        found = self._read(text, of_one_cell=of_one_cell)
        if not found.is_condition:
            wrong = (
                f"{found.text!r} is a number; compare it, as in '{found.text} <= 5%'"
            )
            raise FormError([((), Fault("", wrong))])
        return found

    def _read(self, text: str, *, of_one_cell: bool) -> Expression:
        found = parse(text)
        figures = list(figures_in(found.tree))
        faults = [fault for one in figures for fault in self._faults(one)]
        if faults:
            raise FormError(
                [
                    ((), replace(fault, wrong=f"{found.text!r}: {fault.wrong}"))
                    for fault in faults
                ]
            )
        spelled = text
        for figure in sorted(figures, key=lambda one: -one.start):
            end = figure.start + len(figure.name)
            spelled = spelled[: figure.start] + self._meant(figure.name) + spelled[end:]
        meant = parse(spelled)  # again, as places in the text have moved
        if of_one_cell and any(one.at for one in figures_in(meant.tree)):
            raise FormError([((), Fault("", f"{meant.text!r} {ONE_CELL}"))])
        return meant

    def _meant(self, name: str) -> str:
        return NEEDED if name == self.sought else ALIASES.get(name, name)

    def _faults(self, figure: Figure) -> Iterator[Fault]:
        """Yield what is wrong with one figure, at its character in the text."""
        for fault in (*self._of_name(figure), *self._of_levels(figure)):
            place = f"at character {figure.start + 1}: {fault.wrong}"
            yield replace(fault, wrong=place)

    def _of_name(self, figure: Figure) -> Iterator[Fault]:
        name = figure.name
        if name in self.factors or name in self.derived or name == NEEDED:
            yield from self._of_own(figure)
        elif ALIASES.get(name, name) not in KPIS:
            own = (*self.factors, *self.derived, *self._needed)
            hint = nearest(name, (*own, *KPIS, *ALIASES))
            allowed = ", ".join((_FIGURES, *own))
            yield Fault("", f"unknown name {name!r}", allowed, hint)
        elif self.slices and figure.slice not in ("all", *self.slices):
            shown = [one for one in self.slices if re.fullmatch(r"\w+", one)]
            hint = nearest(figure.slice, self.slices)
            wrong = f"{name} has no slice {figure.slice!r}"
            yield Fault("", wrong, ", ".join(shown), hint)

    def _of_own(self, figure: Figure) -> Iterator[Fault]:
        """Yield what is wrong with a factor or a derived figure."""
        name = figure.name
        if name == NEEDED and not self._needed:
            yield Fault("", f"{NEEDED} needs a factor with solve: smallest or largest")
        if figure.slice != "all":
            wrong = f"{name} has no slices; write them at the figures it is made of"
            yield Fault("", wrong)
        factor = self.factors.get(name)
        if isinstance(factor, Factor):
            wordy = [one.name for one in factor.levels if one.number is None]
            if wordy:
                wrong = f"{name} is no number at its level {wordy[0]!r}"
                yield Fault("", wrong)

    @property
    def _needed(self) -> tuple[str, ...]:
        return (NEEDED,) if self.sought else ()

    def _of_levels(self, figure: Figure) -> Iterator[Fault]:
        """Yield what is wrong between the brackets."""
        names = [name for name, _ in figure.at]
        for name in dict.fromkeys(one for one in names if names.count(one) > 1):
            yield Fault("", f"{name} is given more than once in the brackets")
        for name, level in figure.at:
            if name not in self.factors:
                hint = nearest(name, list(self.factors))
                allowed = ", ".join(self.factors)
                yield Fault("", f"unknown factor {name!r}", allowed, hint)
                continue
            factor = self.factors[name]
            if isinstance(factor, Solve):
                yield from _of_number(factor, level)
            elif factor is not None and factor.between is not None:
                wrong = f"{name} has no levels to name; it is spread over a range"
                yield Fault("", wrong)
            elif factor is not None:
                known = [one.name for one in factor.levels]
                if level not in known:
                    wrong = f"unknown level {level!r} of {name}"
                    yield Fault("", wrong, ", ".join(known), nearest(level, known))


def _of_number(solve: Solve, level: str) -> Iterator[Fault]:
    """Yield what is wrong with a level of the factor that is looked for."""
    numbers = range(solve.low, solve.high + 1)
    if not (level.isdecimal() and str(int(level)) == level and int(level) in numbers):
        allowed = f"whole numbers from {solve.low} to {solve.high}"
        yield Fault("", f"unknown level {level!r} of {solve.name}", allowed)


def slices_of(scenario: Scenario) -> tuple[str, ...]:
    """Return what may follow a figure's dot, as names and as kind and name.

    Parameters
    ----------
    scenario : Scenario

    Returns
    -------
    tuple of str
        ``"chat"``, ``"channel:chat"``, ``"chat/delivery"``, ``"phone > chat"``, …
    """
    channels = list(scenario.channels)
    names = {
        "channel": channels,
        "group": list(scenario.agents),
        "issue": list(scenario.issues),
        "channel_issue": [f"{c}/{i}" for c in channels for i in scenario.issues],
        "move": [f"{a} > {b}" for a in channels for b in channels],
    }
    plain = [name for some in names.values() for name in some]
    kinds = [f"{kind}:{name}" for kind, some in names.items() for name in some]
    return tuple(dict.fromkeys((*plain, *kinds)))
