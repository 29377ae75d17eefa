"""Tables written line by line in a scenario: what `dump` makes of a file's rows.

``rows: [{start: "07:00", count: 386.5, weekday: monday}]`` for interval tables,
``times: [{at: 12.5 s, issue: sales}]`` for recorded arrivals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.scenario.cells import read_date, read_weekday
from omnisim.scenario.nodes import Items, Keys
from omnisim.scenario.reading import Form, shown
from omnisim.units import DAY, parse_clock, parse_duration, parse_number

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["read_recorded", "read_rows"]

_ROW = ("start", "count", "weekday", "date", "issue")


def read_rows(node: object) -> tuple[dict[str, object], ...]:
    """Read the lines of an interval table.

    Parameters
    ----------
    node : object
        A list of mappings with `start` and `count`, and where they matter
        `weekday`, `date` and `issue`.

    Returns
    -------
    tuple of dict
        What the model `Row` is made of.

    Raises
    ------
    Wrong, ValueError
        With every fault of the list.

    Examples
    --------
    >>> from omnisim.scenario.nodes import wrap
    >>> read_rows(wrap([{"start": "07:00", "count": 386.5, "weekday": "monday"}]))
    ({'start': 25200.0, 'count': 386.5, 'weekday': 0},)
    """
    return _each(node, _row, '{start: "07:00", count: 120}')


def read_recorded(node: object) -> tuple[dict[str, object], ...]:
    """Read recorded arrivals, each with its issue.

    Parameters
    ----------
    node : object
        A list of mappings with `at`, a duration from the calendar's start that may
        be negative, and perhaps `issue`.

    Returns
    -------
    tuple of dict
        What the model `Recorded` is made of, in the order written.

    Raises
    ------
    Wrong, ValueError
        With every fault of the list.

    Examples
    --------
    >>> from omnisim.scenario.nodes import wrap
    >>> read_recorded(wrap([{"at": "12.5 s", "issue": "sales"}, {"at": "-1 min"}]))
    ({'at': 12.5, 'issue': 'sales'}, {'at': -60.0})
    """
    return _each(node, _recorded, "{at: 12.5 s, issue: sales}")


def _each(
    node: object, read: Callable[[Keys], dict[str, object]], example: str
) -> tuple[dict[str, object], ...]:
    if not isinstance(node, Items) or not node:
        raise ValueError(f"must be a list of mappings such as {example}")
    whole = Form(Keys(), ())
    made: list[dict[str, object]] = []
    for n, item in enumerate(node):
        with whole.within((n,)):
            if not isinstance(item, Keys):
                wrong = f"must be such as {example}, not {shown(item)}"
                raise ValueError(wrong)  # noqa: TRY004 - a fault of the text, not of the code
            made.append(read(item))
    whole.finish()
    return tuple(made)


def _row(keys: Keys) -> dict[str, object]:
    form = Form(keys, _ROW)
    made: dict[str, object] = {
        "start": form.need("start", _start, '"07:00"'),
        "count": form.need("count", _count, "120"),
    }
    for key, parse in (("weekday", read_weekday), ("date", read_date), ("issue", str)):
        if key in form:
            made[key] = form.read((key,), keys[key], parse)
    form.finish()
    return made


def _recorded(keys: Keys) -> dict[str, object]:
    form = Form(keys, ("at", "issue"))
    made: dict[str, object] = {"at": form.need("at", _at, "12.5 s")}
    if "issue" in form:
        made["issue"] = form.read(("issue",), keys["issue"], str)
    form.finish()
    return made


def _start(text: str) -> float:
    clock = parse_clock(text)
    if clock == DAY:
        raise ValueError(f"{text!r} is the next day's; an interval starts before 24:00")
    return clock


def _count(text: str) -> float:
    count = parse_number(text)
    if count < 0:
        raise ValueError(f"{text!r} must be at least 0")
    return count


def _at(text: str) -> float:
    plain = text.strip()
    early = plain.startswith("-")
    return -parse_duration(plain[1:]) if early else parse_duration(plain)
