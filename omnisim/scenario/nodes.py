"""A scenario as a tree of texts that remember where they stand.

Read from YAML by `omnisim.scenario.yamltext`, or made of Python values; joined
with other trees by `omnisim.scenario.merge`; given to the models, whose fields
know what the texts mean.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self, TypeAlias

from omnisim.errors import Fault, ScenarioError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "MAX_DEPTH",
    "Items",
    "Keys",
    "Mark",
    "Node",
    "Text",
    "without_nulls",
    "wrap",
]

MAX_DEPTH = 30


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a value was written.

    Parameters
    ----------
    file : str
        As shown in faults: a file's name, ``--set a.b``, or empty.
    line, column : int
        From 1; 0 if there is none.
    folder : Path or None
        What file names in the value are relative to; None means the folder
        the process runs in.
    """

    file: str = ""
    line: int = 0
    column: int = 0
    folder: Path | None = None

    def fault(self, path: str, wrong: str, allowed: str = "", hint: str = "") -> Fault:
        """Return a fault at this place."""
        return Fault(path, wrong, allowed, hint, self.file, self.line, self.column)


NOWHERE = Mark()


class Text(str):
    """A scalar as written."""

    __slots__ = ("mark",)
    mark: Mark

    def __new__(cls, text: str, mark: Mark = NOWHERE) -> Self:
        """Make the text, with its place."""
        self = super().__new__(cls, text)
        self.mark = mark
        return self


class Keys(dict[str, "Node"]):
    """A mapping that knows the place of each key; a value None stands for ``null``."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: Mark = NOWHERE) -> None:
        super().__init__()
        self.mark = mark
        self.marks: dict[str, Mark] = {}

    def put(self, key: str, value: Node, mark: Mark) -> None:
        """Set a key and its place."""
        self[key] = value
        self.marks[key] = mark


class Items(list["Node"]):
    """A list."""

    __slots__ = ("mark",)

    def __init__(self, mark: Mark = NOWHERE, items: Iterable[Node] = ()) -> None:
        super().__init__(items)
        self.mark = mark


Node: TypeAlias = Text | Keys | Items | None


def without_nulls(keys: Keys) -> Keys:
    """Return the tree without keys whose value is ``null``."""
    kept = Keys(keys.mark)
    for key, value in keys.items():
        if value is not None:
            kept.put(key, _without_nulls(value), keys.marks[key])
    return kept


def _without_nulls(node: Node) -> Node:
    if isinstance(node, Items):
        return Items(node.mark, (_without_nulls(item) for item in node))
    return without_nulls(node) if isinstance(node, Keys) else node


def wrap(data: object, mark: Mark = NOWHERE) -> Node:
    """Turn Python values into a tree, as if they had been written in a file.

    Parameters
    ----------
    data : object
        Mappings, lists, texts, numbers, dates and None, nested.
    mark : Mark
        Given to every part.

    Returns
    -------
    Node

    Raises
    ------
    ScenarioError
        If a value is of another type or nested without end.

    Examples
    --------
    >>> wrap({"days": 2})
    {'days': '2'}
    """
    return _wrap(data, mark, ())


def _wrap(data: object, mark: Mark, path: tuple[str, ...]) -> Node:
    if len(path) > MAX_DEPTH:
        wrong = f"nested more than {MAX_DEPTH} levels deep"
        raise ScenarioError([Fault(".".join(path), wrong)])
    if isinstance(data, Mapping):
        keys = Keys(mark)
        for key, value in data.items():
            keys.put(str(key), _wrap(value, mark, (*path, str(key))), mark)
        return keys
    if isinstance(data, list | tuple):
        inner = (_wrap(one, mark, (*path, str(n))) for n, one in enumerate(data))
        return Items(mark, inner)
    return None if data is None else Text(_written(data, path), mark)


def _written(data: object, path: tuple[str, ...]) -> str:
    if isinstance(data, str):
        return str(data)
    if isinstance(data, bool):
        return str(data).lower()
    if isinstance(data, int | float):
        return repr(data)
    if isinstance(data, dt.datetime):
        return data.isoformat(" ")
    if isinstance(data, dt.date):
        return data.isoformat()
    wrong = f"a value of type {type(data).__name__} cannot stand in a scenario"
    allowed = "text, numbers, lists, mappings"
    raise ScenarioError([Fault(".".join(path), wrong, allowed)])
