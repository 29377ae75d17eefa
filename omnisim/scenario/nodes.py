"""YAML as a tree of texts that remember where they stand.

Every scalar stays text, so ``22:30``, ``no`` and ``1e3`` reach the fields that
know what they mean. Only the parser's events are used: nothing is constructed,
tags are refused, and the depth, the number of nodes and the reach of aliases
are bounded, so no text can run code or exhaust memory.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from omnisim.errors import Fault, ScenarioError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = [
    "MAX_DEPTH",
    "Items",
    "Keys",
    "Mark",
    "Node",
    "Text",
    "parse",
    "without_nulls",
    "wrap",
]

MAX_DEPTH = 30
MAX_REPEATED = 5_000  # nodes that aliases may add
_NULLS = frozenset({"null", "Null", "NULL", "~"})
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C: same events, sooner


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


NOWHERE = Mark()


class Text(str):
    """A scalar as written."""

    __slots__ = ("mark",)
    mark: Mark

    def __new__(cls, text: str, mark: Mark = NOWHERE) -> Text:
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


def parse(text: str, file: str, folder: Path | None = None) -> tuple[Node, list[Fault]]:
    """Read YAML text.

    Parameters
    ----------
    text : str
    file : str
        Name shown in faults.
    folder : Path or None
        What file names in the text are relative to.

    Returns
    -------
    tree : Node
        None for a text without content.
    faults : list of Fault
        What is wrong although the rest could be read: duplicate keys, tags,
        keys without a value.

    Raises
    ------
    ScenarioError
        With one fault, if reading cannot go on.

    Examples
    --------
    >>> tree, faults = parse("open: 22:30", "night.yaml")
    >>> tree["open"], tree["open"].mark.line
    ('22:30', 1)
    """
    return _Composer(file, folder).compose(text)


class _Composer:
    """Builds the tree from the parser's events."""

    def __init__(self, file: str, folder: Path | None) -> None:
        self.file, self.folder = file, folder
        self.faults: list[Fault] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.n_nodes = 0
        self.n_repeated = 0

    def compose(self, text: str) -> tuple[Node, list[Fault]]:
        try:
            events = yaml.parse(text, Loader=_LOADER)
            tree = self._documents(events)
        except yaml.MarkedYAMLError as error:
            raise self._stop(error.problem_mark, _explain(error, text)) from None
        except yaml.reader.ReaderError as error:
            mark = _mark_at(text, error.position)
            wrong = f"character {error.character!r} may not stand in a text file"
            raise self._stop(mark, wrong) from None
        return tree, self.faults

    def _documents(self, events: Iterator[yaml.Event]) -> Node:
        tree: Node = None
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise self._stop(
                        event.start_mark,
                        "a second document begins here; a scenario is one document",
                    )
                seen = True
            elif isinstance(event, yaml.NodeEvent):
                tree = self._node(event, events, 1, "")
        return tree

    def _node(
        self, event: yaml.Event, events: Iterator[yaml.Event], depth: int, path: str
    ) -> Node:
        if depth > MAX_DEPTH:
            raise self._stop(
                event.start_mark, f"nested more than {MAX_DEPTH} levels deep"
            )
        if isinstance(event, yaml.AliasEvent):
            return self._repeat(event)
        self.n_nodes += 1
        first = self.n_nodes
        if getattr(event, "tag", None) is not None:
            self._note(event, path, f"tag {event.tag!r} is not allowed", "plain values")
        node: Node
        if isinstance(event, yaml.MappingStartEvent):
            node = self._mapping(event, events, depth, path)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(event, events, depth, path)
        elif event.style is None and event.value in _NULLS:
            node = None
        else:
            node = Text(event.value, self._mark(event.start_mark))
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, self.n_nodes - first + 1)
        return node

    def _repeat(self, event: yaml.AliasEvent) -> Node:
        if event.anchor not in self.anchors:
            raise self._stop(
                event.start_mark, f"alias '*{event.anchor}' has no anchor before it"
            )
        node, size = self.anchors[event.anchor]
        self.n_nodes += size
        self.n_repeated += size
        if self.n_repeated > MAX_REPEATED:
            raise self._stop(
                event.start_mark,
                f"aliases repeat more than {MAX_REPEATED} values",
            )
        return node

    def _mapping(
        self, start: yaml.Event, events: Iterator[yaml.Event], depth: int, path: str
    ) -> Keys:
        keys = Keys(self._mark(start.start_mark))
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._stop(
                    event.start_mark, "a key must be a plain word, followed by ':'"
                )
            key, mark = event.value, self._mark(event.start_mark)
            inner = f"{path}.{key}" if path else key
            if event.tag is not None:
                self._note(event, inner, f"tag {event.tag!r} is not allowed", "")
            below = next(events)
            value = self._node(below, events, depth + 1, inner)
            if key == "<<":
                self._note(
                    event,
                    inner,
                    "merge keys are not read; repeat the keys, or put them in a file "
                    "and name it with 'extends'",
                )
            elif key in keys:
                before = keys.marks[key].line
                self._note(event, inner, f"duplicate key, first given on line {before}")
            elif _is_empty(below):
                self._note(
                    event,
                    inner,
                    "has no value; leave the key out, or write null to drop the "
                    "value of the file this one extends",
                )
            else:
                keys.put(key, value, mark)
        return keys

    def _sequence(
        self, start: yaml.Event, events: Iterator[yaml.Event], depth: int, path: str
    ) -> Items:
        items = Items(self._mark(start.start_mark))
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            inner = f"{path}.{len(items)}"
            item = self._node(event, events, depth + 1, inner)
            if item is None or _is_empty(event):
                self._note(event, inner, "an item of this list has no value")
            else:
                items.append(item)
        return items

    def _mark(self, mark: yaml.Mark) -> Mark:
        return Mark(self.file, mark.line + 1, mark.column + 1, self.folder)

    def _note(
        self, event: yaml.Event, path: str, wrong: str, allowed: str = ""
    ) -> None:
        mark = event.start_mark
        self.faults.append(
            Fault(
                path,
                wrong,
                allowed,
                file=self.file,
                line=mark.line + 1,
                column=mark.column + 1,
            )
        )

    def _stop(self, mark: yaml.Mark | None, wrong: str) -> ScenarioError:
        line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        fault = Fault("", wrong, file=self.file, line=line, column=column)
        return ScenarioError([*self.faults, fault])


def _is_empty(event: yaml.Event) -> bool:
    """Tell whether nothing at all was written: ``key:`` and a line's end."""
    return (
        isinstance(event, yaml.ScalarEvent) and event.style is None and not event.value
    )


def _mark_at(text: str, position: int) -> yaml.Mark:
    before = text[:position]
    column = position - (before.rfind("\n") + 1)
    return yaml.Mark("", position, before.count("\n"), column, None, 0)


def _explain(error: yaml.MarkedYAMLError, text: str) -> str:
    """Say in plain words why the text is not YAML."""
    mark = error.problem_mark
    lines = text.split("\n")
    line = lines[mark.line] if mark and mark.line < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[mark.column : mark.column + 1] == "\t":
        return "a tab stands where only spaces may; indent with spaces"
    problem = (error.problem or "").replace("\n", " ")
    context = (error.context or "").replace("\n", " ")
    return "not YAML: " + (f"{context}: {problem}" if context else problem)


def without_nulls(node: Node) -> Node:
    """Return the tree without keys whose value is ``null``."""
    if isinstance(node, Keys):
        kept = Keys(node.mark)
        for key, value in node.items():
            if value is not None:
                kept.put(key, without_nulls(value), node.marks[key])
        return kept
    if isinstance(node, Items):
        return Items(node.mark, (without_nulls(item) for item in node))
    return node


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
    if data is None or isinstance(data, Text | Keys | Items):
        return data
    if isinstance(data, str):
        return Text(str(data), mark)
    if isinstance(data, bool):
        return Text(str(data).lower(), mark)
    if isinstance(data, int | float):
        return Text(repr(data), mark)
    if isinstance(data, dt.datetime):
        return Text(data.isoformat(" "), mark)
    if isinstance(data, dt.date):
        return Text(data.isoformat(), mark)
    if isinstance(data, Mapping):
        keys = Keys(mark)
        for key, value in data.items():
            keys.put(str(key), _wrap(value, mark, (*path, str(key))), mark)
        return keys
    if isinstance(data, list | tuple):
        wrapped = (_wrap(value, mark, (*path, str(n))) for n, value in enumerate(data))
        return Items(mark, wrapped)
    wrong = f"a value of type {type(data).__name__} cannot stand in a scenario"
    raise ScenarioError(
        [Fault(".".join(path), wrong, "text, numbers, lists, mappings")]
    )
