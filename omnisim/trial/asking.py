"""Trials that are asked for in one line: a sweep over values, a search for a number.

They are read as an experiment file would be, so that the same things are allowed and
the same faults told; only the places of faults are those of the question.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from omnisim.errors import ScenarioError
from omnisim.trial.names import fault_of_name
from omnisim.trial.reading import loads

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from omnisim.errors import Fault
    from omnisim.trial.model import Trial

__all__ = ["ask", "factor_names", "is_varied", "values_in"]

_NAME = "<question>"
_RANGE = re.compile(r"\s*[0-9]+\s*:\s*[0-9]+\s*(:\s*[0-9]+\s*)?")


def values_in(text: str) -> list[str]:
    """Split values at commas, but not at those within brackets.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of str

    Examples
    --------
    >>> values_in("1, 2, 4"), values_in("{a: 1, b: 2}")
    (['1', '2', '4'], ['{a: 1, b: 2}'])
    """
    found, depth = [""], 0
    for sign in text:
        depth += (sign in "[{(") - (sign in "]})")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return [one.strip() for one in found]


def is_varied(text: str) -> bool:
    """Say whether a value is a range or a list rather than one value.

    Examples
    --------
    >>> is_varied("1:6"), is_varied("10 s, 20 s"), is_varied("5")
    (True, True, False)
    """
    return bool(_RANGE.fullmatch(text)) or len(values_in(text)) > 1


def factor_names(paths: Iterable[str]) -> dict[str, str]:
    """Return a short name for each path that is varied.

    Parameters
    ----------
    paths : iterable of str
        Each once.

    Returns
    -------
    dict of str to str
        Path to as many of its last words as tell it from the others and from figures.

    Examples
    --------
    >>> list(factor_names(["agents.a.staff", "agents.b.staff"]).values())
    ['staff', 'b_staff']
    """
    found: dict[str, str] = {}
    for path in paths:
        words = [re.sub(r"\W", "_", word) for word in path.split(".")]
        names = ["_".join(words[-n:]) for n in range(1, len(words) + 1)]
        whole = names[-1]
        names += [f"{whole}_{n}" for n in range(2, len(found) + 3)]
        free = (
            name
            for name in names
            if name not in found.values() and not fault_of_name(name)
        )
        # one that begins with a digit has no good name, and no meaning either
        found[path] = next(free, f"_{whole}")
    return found


def ask(question: Mapping[str, Any], places: Mapping[str, str]) -> Trial:
    """Read a question as an experiment file.

    Parameters
    ----------
    question : mapping
        What such a file says, of texts, lists and mappings. Its base is relative to
        where the process runs.
    places : mapping of str to str
        Path into the question to what its faults are told of: ``"vary.staff"`` to
        ``"--set agents.desk.staff"``. The longest path counts.

    Returns
    -------
    Trial

    Raises
    ------
    ScenarioError
        With every fault, those of the base scenario among them.
    """
    text = json.dumps(question, ensure_ascii=False)
    try:
        return loads(text, name=_NAME)
    except ScenarioError as error:
        faults = dict.fromkeys(_told(fault, places) for fault in error.faults)
        raise ScenarioError(faults) from error


def _told(fault: Fault, places: Mapping[str, str]) -> Fault:
    """Give a fault of the question the place where it was asked."""
    if fault.file != _NAME:
        return fault
    fitting = [path for path in places if f"{fault.path}.".startswith(f"{path}.")]
    place = max(fitting, key=len, default="")
    rest = fault.path[len(place) + 1 :] if place == "set" else ""
    return replace(
        fault,
        file=" ".join(filter(None, (places.get(place, ""), rest))),
        path="" if place else fault.path,
        line=0,
        column=0,
    )
