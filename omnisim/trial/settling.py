"""Expressions settled: which cell every figure is of, and what levels are as numbers.

An expression as written may name derived figures, leave factors free, and speak of
the number that was looked for. Settled for a combination of levels it holds numbers
and figures of cells only, which is all that `omnisim.trial.evidence` knows.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from omnisim.trial.expression import (
    Both,
    Call,
    Comparison,
    Figure,
    Negation,
    Node,
    Number,
    Operation,
)
from omnisim.trial.model import number_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from omnisim.trial.model import Cell, Trial

    Levels = Mapping[str, str]  # factor: name of its level

__all__ = ["NEEDED", "Key", "key_of", "key_of_cell", "settle", "with_number"]

Key = frozenset[tuple[str, str]]
"""What tells a cell from the others of its trial: factors and names of levels."""

NEEDED = "agents_needed"
"""Stands in expressions for the number that was looked for."""


def key_of(levels: Levels) -> Key:
    """Return the key of a cell with these levels.

    Examples
    --------
    >>> key_of({"cap": "3"}) == key_of(dict([("cap", "3")]))
    True
    """
    return frozenset(levels.items())


def key_of_cell(cell: Cell) -> Key:
    """Return the key of a cell."""
    return key_of(cell.level_names)


def settle(node: Node, trial: Trial, levels: Levels) -> Node:
    """Spell derived figures out, and write at every figure all that is known of it.

    Parameters
    ----------
    node : Node
    trial : Trial
    levels : mapping of str to str
        Of factors that the expression may leave free; none may be given yet.

    Returns
    -------
    Node
        In which a factor's name has become its level, if that is known and a number.
    """
    numbers = {
        factor.name: {level.name: level.number for level in factor.levels}
        for factor in trial.factors
    }

    def at(figure: Figure) -> Node:
        here = _levels_of(figure, trial, levels)
        derived = trial.figures.get(figure.name)
        if derived is not None:
            return settle(derived.tree, trial, here)
        if figure.name in numbers and figure.name in here:
            level = here[figure.name]
            # one spread over a range has no levels but those of its cells
            number = numbers[figure.name].get(level, number_of(level))
            if number is not None:
                return Number(number)
        solve = trial.solve
        if solve is not None and figure.name in (NEEDED, solve.name):
            number_here = here.get(solve.name)
            if number_here is not None:
                return Number(float(number_here))
        return dataclasses.replace(figure, at=tuple(here.items()))

    return _each(node, at)


def _levels_of(figure: Figure, trial: Trial, levels: Levels) -> dict[str, str]:
    """Return the levels at which a figure is meant.

    The number that was found for some levels is not that of others: where a figure
    names another level, it is still to be filled in.
    """
    own = dict(figure.at)
    here = {**levels, **own}
    solve = trial.solve
    is_elsewhere = any(levels.get(name, level) != level for name, level in own.items())
    if solve is not None and is_elsewhere and solve.name not in own:
        here.pop(solve.name, None)
    return here


def with_number(
    node: Node, trial: Trial, number_at: Callable[[Key], int | None]
) -> Node:
    """Fill in the number that was looked for.

    Parameters
    ----------
    node : Node
        Settled.
    trial : Trial
        One that looks for a number.
    number_at : callable
        Gives the number that was found, by designed cell; None leaves it open.

    Returns
    -------
    Node
    """
    solve = trial.solve
    assert solve is not None  # noqa: S101 - as said above

    def at(figure: Figure) -> Node:
        if any(factor == solve.name for factor, _ in figure.at):
            return figure
        number = number_at(frozenset(figure.at))
        if number is None:
            return figure
        if figure.name in (NEEDED, solve.name):
            return Number(float(number))
        return dataclasses.replace(figure, at=(*figure.at, (solve.name, str(number))))

    return _each(node, at)


def _each(node: Node, change: Callable[[Figure], Node]) -> Node:
    """Return a tree with every figure changed."""
    match node:
        case Figure():
            return change(node)
        case Operation() | Comparison() | Both():
            return dataclasses.replace(
                node, left=_each(node.left, change), right=_each(node.right, change)
            )
        case Call(name, values):
            return Call(name, tuple(_each(one, change) for one in values))
        case Negation(condition):
            return Negation(_each(condition, change))
        case _:
            return node
