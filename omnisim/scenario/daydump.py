"""Hours, tables and instants written out as people write them.

Part of `omnisim.scenario.dumping`: what is written here is read again by
`omnisim.scenario.forms`, to the last bit.
"""

from __future__ import annotations

import datetime as dt
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from omnisim.scenario.cells import WEEKDAYS
from omnisim.scenario.forms import DAY_SETS
from omnisim.scenario.lawdump import plain_duration
from omnisim.scenario.modeldump import plain, plain_model
from omnisim.scenario.schema import (
    Arrivals,
    Hours,
    Outage,
    Recorded,
    Row,
    Shift,
    Table,
)
from omnisim.units import DAY, format_clock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

__all__ = ["WRITERS"]


def _hours(value: Hours) -> str | dict[str, str]:
    days = [", ".join(map(_span, spans)) or "closed" for spans in value.week]
    if len(set(days)) == 1:
        return days[0]
    named = zip(WEEKDAYS, days, strict=True)
    return {day.lower(): text for day, text in named if text != "closed"}


def _table(value: Table) -> dict[str, Any]:
    if value.rows:
        return {"per": plain_duration(value.per), "rows": plain(value.rows)}
    return {"per": plain_duration(value.per), "counts": plain(value.counts)}


def _row(value: Row) -> dict[str, Any]:
    made: dict[str, Any] = {
        "start": format_clock(value.start),
        "count": plain(value.count),
    }
    if value.weekday is not None:
        made["weekday"] = WEEKDAYS[value.weekday].lower()
    if value.date is not None:
        made["date"] = value.date.isoformat()
    if value.issue is not None:
        made["issue"] = value.issue
    return made


def _arrivals(value: Arrivals) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if value.table is not None:
        made |= plain(value.table)
    else:
        made["times"] = plain(value.recorded)
    if value.scale != 1:
        made["scale"] = plain(value.scale)
    return made


def _recorded(value: Recorded) -> dict[str, Any]:
    early = "-" if value.at < 0 else ""
    made = {"at": early + plain_duration(abs(value.at))}
    return made if value.issue is None else {**made, "issue": value.issue}


def _shift(value: Shift) -> dict[str, Any]:
    made: dict[str, Any] = {"n": value.n, "hours": _span(value.hours)}
    if value.breaks:
        made["breaks"] = [_span(span) for span in value.breaks]
    if len(value.days) < len(WEEKDAYS):
        made["days"] = _days(value.days)
    return made


def _outage(value: Outage) -> dict[str, Any]:
    made = plain_model(value)
    if value.at is not None:
        made["at"] = _clock(value.at)
        if value.date is not None and value.at < DAY:
            midnight = dt.datetime.combine(value.date, dt.time())
            del made["date"]
            made["at"] = plain(midnight + dt.timedelta(seconds=value.at))
    if "days" in made:
        made["days"] = _days(value.days)
    return {"for" if key == "lasts" else key: one for key, one in made.items()}


def _days(days: tuple[int, ...]) -> str | list[str]:
    word = next((word for word, same in DAY_SETS.items() if same == days), None)
    return word or [WEEKDAYS[day].lower() for day in days]


def _span(span: Iterable[float]) -> str:
    start, end = span
    return f"{format_clock(start)}-{_clock(end)}"


def _clock(seconds: float) -> str:
    return "24:00" if seconds == DAY else format_clock(seconds)


WRITERS: Mapping[type, Callable[[Any], Any]] = MappingProxyType(
    {
        Hours: _hours,
        Table: _table,
        Row: _row,
        Arrivals: _arrivals,
        Recorded: _recorded,
        Shift: _shift,
        Outage: _outage,
    }
)
"""What has a form of its own, and what turns it into that."""
