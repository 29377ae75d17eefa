"""Joining a tree with the changes to it: by key, deepest first.

Used for ``extends`` and for changes by dotted path. A mapping that meets a
short form spells that out first, so changing ``arrivals.scale`` keeps the file
that ``arrivals: demand.csv`` names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeGuard

from omnisim.errors import Fault, ScenarioError, nearest
from omnisim.scenario import kinds
from omnisim.scenario.countlaws import COUNT_LAW_NAMES
from omnisim.scenario.forms import ARRIVAL_FORMS
from omnisim.scenario.lawtext import LAW_NAMES
from omnisim.scenario.nodes import Items, Keys, Mark, Text
from omnisim.scenario.yamltext import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from omnisim.scenario.nodes import Node

__all__ = ["apply_changes", "merge"]


def _only_in(form: kinds.Form, other: kinds.Form) -> tuple[str, ...]:
    return tuple(field for field in form.fields if field not in other.fields)


# A key of one family drops the base's keys of the same family: they exclude
# each other, so who writes one means to replace the other.
_LAW = frozenset((*LAW_NAMES, *COUNT_LAW_NAMES))
_FAMILIES = (
    ARRIVAL_FORMS,
    {"staff": ("staff",), "shifts": ("shifts",)},
    {"may_hold": ("may_hold",), "units": ("units",)},
    {  # the two ways to tell a chat
        "turns": _only_in(kinds.BY_TURNS, kinds.BY_RATES),
        "duration_by_open_chats": _only_in(kinds.BY_RATES, kinds.BY_TURNS),
    },
    {"at": ("at", "date", "days"), "every": ("every",)},  # of an outage
    {"above": ("above",), "after": ("after",)},  # of an offer
)
_SHORT = {  # last part of a path: the key that its short form stands for
    "arrivals": "file",
    "staff": "file",
    "busy_day": "cv",
    "resolved": "any",
    "may_hold": "preset",
    "breathing": "any",
    "at_duty_end": "any",
    "contains": "any",
    "false_containment": "any",
    "context": "any",
}
_LISTS_OF_ONE = frozenset(  # one mix, one pool, one outage needs no list
    {"may_hold", "units", "outages", "offer"}
)
_SHORT_BELOW = {"issues": "share", "skills": "preference", "resolved": "any"}


def merge(base: Keys, change: Keys, path: tuple[str, ...] = ()) -> Keys:
    """Return a base tree with changes laid over it.

    Parameters
    ----------
    base, change : Keys
        Neither is altered.
    path : tuple of str
        Where in the scenario both stand.

    Returns
    -------
    Keys
        Every value keeps the place where it was written.
    """
    made = Keys(base.mark)
    dropped = _replaced(base, change)
    if path[-1:] == ("may_hold",) and change.get("preset") is not None:
        dropped = set(base)  # another preset's numbers, or the channels of a mix
    for key, value in base.items():
        if key not in dropped:
            made.put(key, value, base.marks[key])
    for key, value in change.items():
        below = (*path, key)
        before = made.get(key)
        if isinstance(value, Keys):
            before = _spelled_out(before, below)
            before = _only(before, value, below)
        if isinstance(value, Keys) and isinstance(before, Keys):
            made.put(key, merge(before, value, below), made.marks[key])
        elif isinstance(before, Items) and _is_patch(value):
            made.put(key, _patched(before, value, below), made.marks[key])
        else:
            made.put(key, value, change.marks[key])
    return made


def _replaced(base: Keys, change: Keys) -> set[str]:
    """Return the base's keys that the change's keys put out of use."""
    new = {key for key, value in change.items() if value is not None}
    laws = new & _LAW
    if laws and not laws & set(base):
        return set(base) & _LAW
    dropped: set[str] = set()
    for family in _FAMILIES:
        for key, others in family.items():
            if key in base and key not in new and new & set(family):
                dropped |= set(others) - new
    return dropped & set(base)


def _only(value: Node, change: Keys, path: tuple[str, ...]) -> Node:
    """Take a list of one mix for the mix, where a change is meant for it."""
    if path[-1] not in _LISTS_OF_ONE or not isinstance(value, Items):
        return value
    return value[0] if len(value) == 1 and not _is_patch(change) else value


def _spelled_out(value: Node, path: tuple[str, ...]) -> Node:
    if not isinstance(value, Text):
        return value
    key = _SHORT.get(path[-1])
    if key is None and len(path) > 1:
        key = _SHORT_BELOW.get(path[-2])
    if path[-1] == "open":
        return _keys(value, "weekdays", "weekend")
    if path[-1] == "twins":  # all of them share one fate
        keys = Keys(value.mark)
        keys.put(value, Text("100%", value.mark), value.mark)
        return keys
    if key == "file" and "." not in value:
        return value  # a head count, not a file's name
    return _keys(value, key) if key else value


def _keys(value: Text, *names: str) -> Keys:
    keys = Keys(value.mark)
    for name in names:
        keys.put(name, value, value.mark)
    return keys


def apply_changes(tree: Keys, changes: Mapping[str, str]) -> tuple[Keys, list[Fault]]:
    """Lay changes by dotted path over a tree.

    Parameters
    ----------
    tree : Keys
        Not altered.
    changes : mapping of dotted path to text
        The text is YAML, as it would stand in the file; ``null`` deletes.

    Returns
    -------
    tree : Keys
    faults : list of Fault
        Of paths that lead nowhere and texts that are not YAML; their file is
        ``--set path``.
    """
    faults: list[Fault] = []
    for path, text in changes.items():
        mark = Mark(f"--set {path}")
        try:
            value, found = parse(text, mark.file)
            faults += [_moved(fault, mark) for fault in found]
            tree = _changed(tree, path, _flat(value, mark), mark)
        except ScenarioError as error:
            faults += [_moved(fault, mark) for fault in error.faults]
    return tree, faults


def _moved(fault: Fault, mark: Mark) -> Fault:
    return Fault(fault.path, fault.wrong, fault.allowed, fault.hint, mark.file)


def _flat(node: Node, mark: Mark) -> Node:
    """Give a tree one place: a change has neither line nor column."""
    if isinstance(node, Keys):
        keys = Keys(mark)
        for key, value in node.items():
            keys.put(key, _flat(value, mark), mark)
        return keys
    if isinstance(node, Items):
        return Items(mark, (_flat(item, mark) for item in node))
    return node if node is None else Text(node, mark)


def _changed(tree: Keys, path: str, value: Node, mark: Mark) -> Keys:
    steps = path.split(".")
    if not all(steps):
        raise ScenarioError([Fault("", f"{path!r} is not a dotted path")])
    if len(steps) > 2 and steps[0] in {"channels", "agents", "issues"}:  # noqa: PLR2004 - section, name, key
        names = tree.get(steps[0])
        known = list(names) if isinstance(names, Keys) else []
        if steps[1] not in known:
            hint = nearest(steps[1], known)
            wrong = f"there is no {steps[0]}.{steps[1]} to change"
            raise ScenarioError([Fault(path, wrong, ", ".join(known), hint)])
    _is_one_of_several(tree, steps)
    change = value
    for step in reversed(steps):
        above = Keys(mark)
        above.put(step, change, mark)
        change = above
    assert isinstance(change, Keys)  # noqa: S101 - a path has at least one step
    return merge(tree, change)


def _is_one_of_several(tree: Keys, steps: list[str]) -> None:
    """Refuse a change that does not say which of several mixes or pools it means."""
    node: Node = tree
    for n, step in enumerate(steps[:-1]):
        node = node.get(step) if isinstance(node, Keys) else None
        if step in _LISTS_OF_ONE and isinstance(node, Items) and len(node) > 1:
            if steps[n + 1].isdecimal():
                return
            above, below = ".".join(steps[: n + 1]), ".".join(steps[n + 1 :])
            wrong = f"there are {len(node)} to choose from; say which"
            allowed = f"{above}.0.{below} to {above}.{len(node) - 1}.{below}"
            raise ScenarioError([Fault(".".join(steps), wrong, allowed)])


def _is_patch(value: Node) -> TypeGuard[Keys]:
    """Tell whether a mapping by number is meant to change items of a list."""
    return isinstance(value, Keys) and all(
        re.fullmatch("[0-9]{1,6}", key) for key in value
    )


def _patched(items: Items, change: Keys, path: tuple[str, ...]) -> Node:
    """Return a list with the items changed that numbers from 0 name."""
    made = Items(items.mark, items)
    for key, value in change.items():
        place = int(key)
        if place >= len(items):
            where, last = ".".join((*path, key)), len(items) - 1
            wrong = f"the list has no such place; its last is {last}"
            raise ScenarioError([change.marks[key].fault(where, wrong)])
        before = made[place]
        if isinstance(before, Keys) and isinstance(value, Keys):
            value = merge(before, value, (*path, key))  # noqa: PLW2901 - laid over
        made[place] = value
    return Items(items.mark, [item for item in made if item is not None])
