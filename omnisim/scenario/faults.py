"""Faults in the planner's words, each at the place in the file it belongs to."""

from __future__ import annotations

import re
import types
import typing
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from omnisim.errors import Fault, nearest
from omnisim.scenario import kinds
from omnisim.scenario.choices import Kind
from omnisim.scenario.nodes import Items, Keys, Mark, Node, Text
from omnisim.scenario.reading import (
    FOREIGN_KEY,
    MISSING,
    UNKNOWN_KEY,
    FormError,
    missing,
    shown,
    unknown_key,
)
from omnisim.scenario.schema import Channel, Scenario

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

    Steps = Sequence[str | int]

__all__ = ["MAX_FAULTS", "faults_of_validation", "placed"]

MAX_FAULTS = 100  # nobody reads more, and finding the nearest names takes time
_EXAMPLES = {  # of keys that must be there
    "after": "60 s",
    "agents": "{desk: {staff: 5, skills: {phone: 1}}}",
    "calendar": '{start: 2026-03-02 08:00, open: "08:00-20:00"}',
    "channels": "{phone: {kind: call, arrivals: {rate: 40/h}, talk: 5 min}}",
    "contains": "{balance: 80%, payment: 35%}",
    "currency": "EUR",
    "for": "40 min",
    "fronts": "[chat]",
    "halves": "30 days",
    "hours": '"08:00-16:00"',
    "kind": "call",
    "n": "6",
    "new": "2",
    "open": "phone",
    "per": "contact",
    "probability": "10%",
    "reaches": "30%",
    "saves": "50%",
    "session": "{lognormal: {mean: 90 s, cv: 0.7}}",
    "share": "45%",
    "skills": "{phone: 1}",
    "slower": "40%",
    "start": "2026-03-02 08:00",
    "to": "seniors",
    "offer.to": "callback",
    "strain.slower": "1%",
}
_LIMITS = {
    "greater_than": ("above", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("below", "lt"),
    "less_than_equal": ("at most", "le"),
}
_SHAPES = {
    "model_type": "a mapping with keys",
    "model_attributes_type": "a mapping with keys",
    "dict_type": "a mapping with keys",
    "tuple_type": "a list",
    "string_type": "text",
    "float_type": "a number",
    "int_type": "a whole number",
    "is_instance_of": "a law of durations",
    "finite_number": "a finite number",
}


def faults_of_validation(error: ValidationError, tree: Keys) -> list[Fault]:
    """Turn what pydantic found into faults with places.

    Parameters
    ----------
    error : ValidationError
        Of a `Scenario`.
    tree : Keys
        What was validated.

    Returns
    -------
    list of Fault
    """
    found = (
        _at(tuple(steps), fault, tree)
        for detail in error.errors(include_url=False)
        for steps, fault in _told(detail, tree)
    )
    return list(islice(found, MAX_FAULTS))


def placed(fault: Fault, tree: Keys) -> Fault:
    """Give a fault that knows its path its place in the file."""
    return _at(tuple(fault.path.split(".")) if fault.path else (), fault, tree)


def _told(detail: ErrorDetails, tree: Keys) -> Iterator[tuple[Steps, Fault]]:
    steps: Steps = [step for step in detail["loc"] if step != "[key]"]
    kind, context = detail["type"], detail.get("ctx", {})
    value = detail["input"]
    cause = context.get("error")
    if isinstance(cause, FormError):
        yield from (((*steps, *more), fault) for more, fault in cause.faults)
    elif isinstance(cause, ValueError):
        yield steps, Fault("", str(cause))
    elif kind == "missing":
        *_, owner, key = ("", *(str(step) for step in steps if isinstance(step, str)))
        example = _EXAMPLES.get(f"{owner}.{key}") or _EXAMPLES.get(key, "")
        yield steps, missing(key, example)
    elif kind == "extra_forbidden":
        yield steps, unknown_key(str(steps[-1]), _keys_at(steps[:-1], tree))
    elif kind == "enum":
        names = re.findall(r"'([^']*)'", str(context["expected"]))
        hint = nearest(str(value), names)
        single = isinstance(value, str)
        wrong = f"unknown value {shown(value)}" if single else "must be a single value"
        yield steps, Fault("", wrong, ", ".join(names), hint)
    elif kind in _LIMITS:
        word, key = _LIMITS[kind]
        yield steps, Fault("", f"{shown(value)} must be {word} {context[key]:g}")
    else:
        shape = _SHAPES.get(kind, "something else")
        yield steps, Fault("", f"must be {shape}, not {shown(value)}")


def _keys_at(steps: Steps, tree: Keys) -> list[str]:
    """Return the keys a file may use where a model stands."""
    model: Any = Scenario
    for step in steps:
        model = _below(model, step)
    fields = model.model_fields.items()
    names = [str(field.validation_alias or name) for name, field in fields]
    if model is Channel:
        names = _of_its_kind(names, tree, steps)
    return ["extends", *names] if model is Scenario else names


def _of_its_kind(names: Sequence[str], tree: Keys, steps: Steps) -> list[str]:
    """Return the keys that belong to the kind of the channel that stands there."""
    node: Node = tree
    for step in (*steps, "kind"):
        node = node.get(str(step)) if isinstance(node, Keys) else None
    known = isinstance(node, Text) and node in {kind.value for kind in Kind}
    forms = kinds.FORMS[Kind(str(node))] if known else ()
    theirs = [set(kinds.foreign_to(form)) for form in forms]
    foreign = set.intersection(*theirs) if theirs else set()
    return [name for name in names if name not in foreign]


def _below(kind: Any, step: str | int) -> Any:  # noqa: ANN401 - a type, of any form
    """Return the type that a step leads to."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return _bare(kind.model_fields[str(step)].annotation)
    arguments = get_args(kind)
    return _bare(arguments[1] if get_origin(kind) is dict else arguments[0])


def _bare(kind: Any) -> Any:  # noqa: ANN401 - as above
    """Return a type without its None, and without what is annotated to it."""
    if get_origin(kind) is Annotated:
        return _bare(get_args(kind)[0])
    if get_origin(kind) in (types.UnionType, typing.Union):
        return next(one for one in get_args(kind) if one is not type(None))
    return kind


def _at(steps: Steps, fault: Fault, tree: Keys) -> Fault:
    """Give a fault its path, as the file writes it, and its place."""
    path, mark, key_mark = _walk(steps, tree)
    # of "phone/dispute" either part may be unknown
    parts = path[-1].split("/") if path else []
    of_key = fault.wrong.startswith("unknown") and any(
        repr(part) in fault.wrong for part in parts
    )
    if fault.wrong.startswith((UNKNOWN_KEY, FOREIGN_KEY)) or of_key:
        mark = key_mark  # the name itself is wrong, not what it stands for
    elif fault.wrong.startswith(MISSING) and path[-1:] != [str(steps[-1])]:
        path.append(str(steps[-1]))
    if fault.file and (fault.line or not mark.file):
        return replace(fault, path=".".join(path))
    # a table as a whole is at fault: the reader looks where it is named
    wrong = f"{fault.file}: {fault.wrong}" if fault.file else fault.wrong
    return replace(
        fault,
        path=".".join(path),
        wrong=wrong,
        file=mark.file,
        line=mark.line,
        column=mark.column,
    )


def _walk(steps: Steps, tree: Keys) -> tuple[list[str], Mark, Mark]:
    """Follow steps into the tree as far as the file goes; return path, value, key.

    Steps of the models that the file's short form does not have are passed over;
    a name that is not there may be meant by ``any``, or be the first part of one
    with dots.
    """
    node: Node = tree
    mark = tree.mark
    path: list[str] = []
    names = [str(step) for step in steps]
    for n, step in enumerate(names):
        if isinstance(node, Keys):
            dotted = ".".join(names[n:])
            others = [dotted, *(["any"] if n < len(names) - 1 else [])]
            key = next((one for one in (step, *others) if one in node), None)
            if key is None:
                continue
            mark, node = node.marks[key], node[key]
            path.append(key)
        elif isinstance(node, Items) and step in map(str, range(len(node))):
            node = node[int(step)]
            mark = node.mark if node is not None else mark
            path.append(step)
    return path, node.mark if isinstance(node, Text) else mark, mark
