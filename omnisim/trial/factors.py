"""One factor of an experiment file: what it sets, and to which levels.

::

    {set: path or [paths], to: [levels] or "1:6" or "1:9:2"}
    {levels: {name: {path: value, ...}, ...}}
    {set: path, between: [low, high]}                    spread by a Latin hypercube
    {set: path, solve: smallest, so_that: condition, between: "1:60"}   looked for

Values are texts, as after ``--set``.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from omnisim.scenario.nodes import Items, Keys
from omnisim.scenario.reading import Form, misfit, one_of, shown, single
from omnisim.trial.model import Factor, Level, Seek, Solve, number_of
from omnisim.units import parse_number

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from omnisim.scenario.nodes import Node
    from omnisim.trial.expression import Expression

__all__ = [
    "MAX_LEVELS",
    "MAX_SOUGHT",
    "is_solved",
    "read_changes",
    "read_factor",
    "read_solve",
]

MAX_LEVELS = 1000
MAX_SOUGHT = 10_000  # a number that is looked for, unless its range is given
_KEYS = ("set", "to", "levels", "between", "solve", "so_that")
_RANGE = re.compile(r"\s*([0-9]{1,9})\s*:\s*([0-9]{1,9})\s*(?::\s*([0-9]{1,9})\s*)?")
_ENDS = 2


def is_solved(node: Node) -> bool:
    """Say whether a factor is one that is looked for."""
    return isinstance(node, Keys) and node.get("solve") is not None


def read_changes(node: Node) -> dict[str, str]:
    """Read changes of the scenario by dotted path.

    Parameters
    ----------
    node : Node
        A mapping; what stands under a path may be of any shape.

    Returns
    -------
    dict of str to str
        Path to the value, as one line of YAML.

    Raises
    ------
    ValueError
        If it is no mapping.
    """
    if not isinstance(node, Keys):
        raise misfit("a mapping such as {agents.desk.staff: 5}", node)
    return {path: _as_line(value) for path, value in node.items()}


def _as_line(node: Node) -> str:
    """Write a value as it would stand after ``--set``."""
    if isinstance(node, Keys | Items):
        return json.dumps(node, ensure_ascii=False)  # which is YAML as well
    return "null" if node is None else str(node)


def read_factor(name: str, node: Node, *, is_aside: bool) -> Factor:
    """Read a factor with levels or a range.

    Parameters
    ----------
    name : str
    node : Node
    is_aside : bool
        Whether it stands under `also`.

    Returns
    -------
    Factor

    Raises
    ------
    ValueError
        With every fault, see `omnisim.scenario.reading.FormError`.
    """
    form = _form(node)
    if "so_that" in form:
        form.note("goes with solve: smallest or largest", at=("so_that",))
    given = [key for key in ("to", "levels", "between") if key in form]
    if len(given) > 1:
        form.note(f"{given[0]} and {given[1]} exclude each other", at=(given[1],))
    paths = _paths(form, "levels" not in form)
    levels: tuple[Level, ...] = ()
    between, unit = None, ""
    if not given:
        form.note("is missing; write one such as to: [1, 2, 3]", at=("to",))
    elif given[0] == "levels":
        if "set" in form:
            form.note("does not belong to levels, which name the paths", at=("set",))
        levels = _bundles(form)
    elif given[0] == "to":
        with form.within(("to",)):
            levels = _levels(form, paths)
    else:
        with form.within(("between",)):
            low, high, unit = _spread(form.keys["between"])
            between = (low, high)
    form.finish()
    return Factor(name, levels, paths, between, unit, is_aside)


def read_solve(name: str, node: Node, condition: Callable[[str], Expression]) -> Solve:
    """Read a factor that is looked for.

    Parameters
    ----------
    name : str
    node : Node
    condition : callable
        Reads `so_that`.

    Returns
    -------
    Solve

    Raises
    ------
    ValueError
        With every fault, see `omnisim.scenario.reading.FormError`.
    """
    form = _form(node)
    for key in ("to", "levels"):
        if key in form:
            form.note("does not go with solve, which finds the level", at=(key,))
    paths = _paths(form, is_needed=True)
    seek = form.need("solve", _seek, "smallest")
    so_that = form.need("so_that", condition, '"abandonment <= 5%"')
    low, high = form.take("between", _bounds, (1, MAX_SOUGHT))
    form.finish()
    assert seek is not None  # noqa: S101 - or `finish` has raised
    assert so_that is not None  # noqa: S101 - as above
    return Solve(name, paths, seek, so_that, low, high)


def _form(node: Node) -> Form:
    if not isinstance(node, Keys):
        raise misfit("a mapping such as {set: agents.desk.staff, to: [4, 5]}", node)
    return Form(node, _KEYS)


def _seek(text: str) -> Seek:
    return Seek(one_of(text, [one.value for one in Seek], "value"))


def _paths(form: Form, is_needed: bool) -> tuple[str, ...]:  # noqa: FBT001 - private
    if "set" in form:
        return form.each("set", _path, "agents.desk.staff")
    if is_needed:
        form.note("is missing; write one such as set: agents.desk.staff", at=("set",))
    return ()


def _path(text: str) -> str:
    if not all(text.strip().split(".")):
        raise ValueError(f"{text!r} is not a dotted path such as agents.desk.staff")
    return text.strip()


def _levels(form: Form, paths: tuple[str, ...]) -> tuple[Level, ...]:
    node = form.keys["to"]
    if isinstance(node, Items):
        names = form.each("to", str.strip, "[1, 2, 3]")
        _no_twins(form, names)
    elif isinstance(node, Keys):
        raise misfit("a list of levels, or a range such as 1:6", node)
    else:
        found = form.read(("to",), node, _range)
        names = tuple(map(str, found or ()))
    return tuple(
        Level(name, dict.fromkeys(paths, name), number_of(name)) for name in names
    )


def _no_twins(form: Form, names: tuple[str, ...]) -> None:
    for n, name in enumerate(names):
        if name in names[:n]:
            form.note(f"level {shown(name)} stands here twice", at=("to", n))


def _range(text: str) -> range:
    """Read ``1:6`` or ``1:9:2``: both ends are in it, if the step meets them."""
    part = _RANGE.fullmatch(text)
    if part is None:
        raise ValueError(
            f"{text!r} is not a range; write one such as '1:6' or '1:9:2', or a list "
            "such as [1, 2, 4]"
        )
    low, high, step = int(part[1]), int(part[2]), int(part[3] or 1)
    if low > high or step < 1:
        raise ValueError(f"{text!r} is empty; a range goes up, as in '1:6' or '1:9:2'")
    found = range(low, high + 1, step)
    if len(found) > MAX_LEVELS:
        raise ValueError(f"{text!r} has {len(found)} levels; at most {MAX_LEVELS}")
    return found


def _bounds(text: str) -> tuple[int, int]:
    part = _RANGE.fullmatch(text)
    if part is None or part[3] or int(part[1]) > int(part[2]):
        raise ValueError(f"{text!r} is not a range of whole numbers such as '1:60'")
    return int(part[1]), int(part[2])


def _bundles(form: Form) -> tuple[Level, ...]:
    node = form.keys["levels"]
    if not isinstance(node, Keys) or not node:
        form.note(
            "must be a mapping of names to changes, such as "
            "{few: {agents.desk.staff: 4}, many: {agents.desk.staff: 9}}",
            at=("levels",),
        )
        return ()
    found = []
    for name, value in node.items():
        if re.search(r"[\[\],=]", name):
            form.note("a level's name has no brackets, ',' or '='", at=("levels", name))
        with form.within(("levels", name)):
            changes: Mapping[str, str] = read_changes(value)
            found.append(Level(name, changes, number_of(name)))
    return tuple(found)


def _spread(node: Node) -> tuple[float, float, str]:
    """Read the ends of a range, and the unit that both have."""
    if not isinstance(node, Items) or len(node) != _ENDS:
        raise misfit("a list of two such as [10 s, 60 s]", node)
    (low, unit), (high, other) = (_quantity(single(one)) for one in node)
    if unit.strip() != other.strip():
        raise ValueError(
            f"both ends need the same unit, not {unit.strip()!r} and {other.strip()!r}"
        )
    if not low < high:
        raise ValueError(f"{low:g} is not below {high:g}; a range goes up")
    return low, high, unit


def _quantity(text: str) -> tuple[float, str]:
    """Split a quantity into its number and what follows, space included."""
    part = re.fullmatch(r"\s*([+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)(.*?)\s*", text)
    if part is None:
        raise ValueError(f"{text!r} is not a number, with or without a unit")
    return parse_number(part[1]), part[2]
