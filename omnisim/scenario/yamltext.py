"""YAML text as a tree of texts with places.

Every scalar stays text, so ``22:30``, ``no`` and ``1e3`` reach the fields that
know what they mean. Only the parser's events are used: nothing is constructed,
tags are refused, and depth, length and the reach of aliases are bounded, so no
text can run code or exhaust memory.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
import yaml.reader

from omnisim.errors import Fault, ScenarioError
from omnisim.scenario.nodes import MAX_DEPTH, Items, Keys, Mark, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from omnisim.scenario.nodes import Node

__all__ = ["parse"]

MAX_REPEATED = 5_000  # values that aliases may add
MAX_KEY = 200  # characters
MAX_TEXT = 10_000  # characters
_NULLS = frozenset({"null", "Null", "NULL", "~"})
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C: same events, sooner


def parse(text: str, file: str, folder: Path | None = None) -> tuple[Node, list[Fault]]:
    """Read YAML text.

    Parameters
    ----------
    text : str
        One document.
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
        If reading cannot go on; its last fault says why.

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
        strange = yaml.reader.Reader.NON_PRINTABLE.search(text)
        if strange:
            before = text[: strange.start()]
            line = before.count("\n") + 1
            column = strange.start() - before.rfind("\n")
            wrong = f"character {strange[0]!r} may not stand in a text file"
            raise self._stopped(line, column, wrong)
        try:
            return self._documents(yaml.parse(text, Loader=_LOADER)), self.faults
        except yaml.MarkedYAMLError as error:
            mark: Any = error.problem_mark
            lines = text.split("\n")
            at_fault = lines[mark.line] if mark.line < len(lines) else ""
            wrong = _explain(error, at_fault, mark.column)
            raise self._stopped(mark.line + 1, mark.column + 1, wrong) from None

    def _documents(self, events: Iterator[Any]) -> Node:
        tree: Node = None
        seen = False
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if seen:
                    raise self._stop(
                        event, "a second document begins; a file holds one"
                    )
                seen = True
            elif isinstance(event, yaml.NodeEvent):
                tree = self._node(event, events, ())
        return None if isinstance(tree, Text) and not tree else tree

    def _node(
        self,
        event: Any,  # noqa: ANN401 - the parser's events have no common attributes
        events: Iterator[Any],
        path: tuple[str, ...],
    ) -> Node:
        if len(path) > MAX_DEPTH:
            raise self._stop(event, f"nested more than {MAX_DEPTH} levels deep")
        if isinstance(event, yaml.AliasEvent):
            return self._repeat(event)
        self.n_nodes += 1
        first = self.n_nodes
        self._refuse_tag(event, path)
        node: Node
        if isinstance(event, yaml.MappingStartEvent):
            node = self._mapping(event, events, path)
        elif isinstance(event, yaml.SequenceStartEvent):
            node = self._sequence(event, events, path)
        elif not event.style and event.value in _NULLS:
            node = None
        else:
            if len(event.value) > MAX_TEXT:
                raise self._stop(event, f"a text of more than {MAX_TEXT} characters")
            node = Text(event.value, self._mark(event))
        if event.anchor is not None:
            self.anchors[event.anchor] = (node, self.n_nodes - first + 1)
        return node

    def _repeat(self, event: Any) -> Node:  # noqa: ANN401 - as above
        if event.anchor not in self.anchors:
            raise self._stop(event, f"nothing before is marked '&{event.anchor}'")
        node, size = self.anchors[event.anchor]
        self.n_nodes += size
        self.n_repeated += size
        if self.n_repeated > MAX_REPEATED:
            raise self._stop(event, f"aliases repeat more than {MAX_REPEATED} values")
        return node

    def _mapping(
        self,
        start: Any,  # noqa: ANN401 - as above
        events: Iterator[Any],
        path: tuple[str, ...],
    ) -> Keys:
        keys = Keys(self._mark(start))
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self._stop(event, "a key must be a plain word, followed by ':'")
            key = event.value
            if len(key) > MAX_KEY:
                raise self._stop(event, f"a key of more than {MAX_KEY} characters")
            inner = (*path, key)
            self._refuse_tag(event, inner)
            below = next(events)
            value = self._node(below, events, inner)
            wrong = self._key_fault(keys, key, below)
            if wrong:
                self._note(event, inner, wrong)
            else:
                keys.put(key, value, self._mark(event))
        return keys

    def _key_fault(self, keys: Keys, key: str, value: Any) -> str:  # noqa: ANN401 - as above
        """Say what is wrong with a key and its value; empty if nothing is."""
        if key == "<<":
            return (
                "merge keys are not read; repeat the keys, or put them into a file and "
                "name it with 'extends'"
            )
        if key in keys:
            return f"duplicate key, first given on line {keys.marks[key].line}"
        if _is_empty(value):
            return (
                "has no value; leave the key out, or write null to drop the value of "
                "the file this one extends"
            )
        return ""

    def _sequence(
        self,
        start: Any,  # noqa: ANN401 - as above
        events: Iterator[Any],
        path: tuple[str, ...],
    ) -> Items:
        items = Items(self._mark(start))
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            inner = (*path, str(len(items)))
            item = self._node(event, events, inner)
            if item is None or _is_empty(event):
                self._note(event, inner, "an item of this list has no value")
            else:
                items.append(item)
        return items

    def _refuse_tag(self, event: Any, path: tuple[str, ...]) -> None:  # noqa: ANN401 - as above
        if event.tag is not None:
            self._note(
                event, path, f"tag {event.tag!r} is refused; write a plain value"
            )

    def _mark(self, event: Any) -> Mark:  # noqa: ANN401 - as above
        mark = event.start_mark
        return Mark(self.file, mark.line + 1, mark.column + 1, self.folder)

    def _note(self, event: Any, path: tuple[str, ...], wrong: str) -> None:  # noqa: ANN401 - as above
        self.faults.append(self._mark(event).fault(".".join(path), wrong))

    def _stop(self, event: Any, wrong: str) -> ScenarioError:  # noqa: ANN401 - as above
        mark = self._mark(event)
        return self._stopped(mark.line, mark.column, wrong)

    def _stopped(self, line: int, column: int, wrong: str) -> ScenarioError:
        fault = Fault("", wrong, file=self.file, line=line, column=column)
        return ScenarioError([*self.faults, fault])


def _is_empty(event: object) -> bool:
    """Tell whether nothing at all was written: ``key:`` and a line's end."""
    return isinstance(event, yaml.ScalarEvent) and not event.style and not event.value


def _explain(error: yaml.MarkedYAMLError, line: str, column: int) -> str:
    """Say in plain words why a line is not YAML."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[column : column + 1] == "\t":
        return "a tab stands where only spaces may; indent with spaces"
    parts = (error.context, error.problem)
    return "not YAML: " + ": ".join(part.replace("\n", " ") for part in parts if part)
