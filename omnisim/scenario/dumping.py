"""A scenario written out again, as people would write it, and its fingerprint.

Given a `Scenario`; hands on YAML that says all of it: what came from another file
by `extends`, from the command line or from a table is in its place, quantities
carry their units, and values that are the default are left out, except those a
reader looks for. Loading the text gives an equal scenario, because a number is
only written in a shorter form if it comes back from it to the last bit.

Rows of a file are written one a line::

    arrivals:
      per: 30 min
      rows:
      - {start: '07:00', count: 386.5, weekday: monday}

and recorded arrivals as ``times: [{at: 12.5 s, issue: sales}]``.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from enum import StrEnum
from functools import singledispatch
from typing import TYPE_CHECKING, Any

import yaml
from pydantic import BaseModel

from omnisim.scenario import countlaws, laws
from omnisim.scenario.cells import WEEKDAYS
from omnisim.scenario.lawdump import (
    plain_duration,
    plain_law,
    plain_number,
    plain_share,
)
from omnisim.scenario.schema import (
    After,
    Arrivals,
    Calendar,
    Channel,
    ChosenPreset,
    Customers,
    Group,
    Hours,
    Mix,
    MixtureEntry,
    Pool,
    Recorded,
    Routing,
    Row,
    Scenario,
    Shift,
    Skill,
    Step,
    Table,
    Target,
    Transfer,
    Wage,
)
from omnisim.units import (
    DAY,
    HOUR,
    format_clock,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["dump", "fingerprint"]

_DURATIONS = frozenset(
    {
        "interval", "warm_up", "run_out", "after", "time", "away", "short_abandonment",
        "above", "lasts", "close_after", "quiet_after", "switch_cost",
        "duration_by_open_chats", "breathing",
    }
)  # fmt: skip
_SHARES = frozenset(
    {"share", "planned", "absence", "unanswered", "talk", "silent", "answers"}
)
# defaults that a reader of a resolved scenario looks for
_ALWAYS: dict[type[BaseModel], frozenset[str]] = {
    Calendar: frozenset({"days", "open", "interval"}),
    Channel: frozenset({"wrap_up", "patience"}),
    Routing: frozenset({"choose_agent", "choose_contact"}),
    Customers: frozenset({"context"}),
    Scenario: frozenset({"routing", "customers", "service_level", "issues"}),
}


def dump(scenario: Scenario) -> str:
    """Write a scenario as YAML.

    Parameters
    ----------
    scenario : Scenario
        Any valid one.

    Returns
    -------
    str
        `loads` of it gives an equal scenario; needs no other file.
    """
    return yaml.safe_dump(
        _plain(scenario),
        allow_unicode=True,
        default_flow_style=None,  # the innermost mappings and lists on one line
        sort_keys=False,
        width=88,
    )


def fingerprint(scenario: Scenario) -> str:
    """Return a short text that tells scenarios apart.

    Parameters
    ----------
    scenario : Scenario
        Any valid one.

    Returns
    -------
    str
        64 hexadecimal digits (SHA-256); equal for equal scenarios, in whatever
        order their files hold sections and keys.
    """
    canonical = json.dumps(_plain(scenario), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


@singledispatch
def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of a model
    """Turn a value of a model into what stands in a file."""
    raise TypeError(f"a scenario holds no {type(value).__name__}")


@_plain.register
def _(value: str) -> str:
    return str(value)


@_plain.register
def _(value: StrEnum) -> str:
    return value.value


@_plain.register
def _(value: int) -> int:
    return value


@_plain.register
def _(value: float) -> float | int:
    return plain_number(value)


@_plain.register
def _(value: dt.datetime) -> str:
    return value.isoformat(
        " ", "auto" if value.second or value.microsecond else "minutes"
    )


@_plain.register(tuple)
def _(value: tuple[Any, ...]) -> list[Any]:
    return [_plain(one) for one in value]


@_plain.register(dict)
def _(value: dict[str, Any]) -> dict[str, Any]:
    return {str(key): _plain(one) for key, one in value.items()}


@_plain.register
def _(value: BaseModel) -> dict[str, Any]:
    always = _ALWAYS.get(type(value), frozenset())
    made = {}
    for name, field in type(value).model_fields.items():
        one = getattr(value, name)
        if one is None or (
            one == field.get_default(call_default_factory=True) and name not in always
        ):
            continue
        if name in _DURATIONS:
            made[name] = _durations(one)
        elif isinstance(one, float) and name in _SHARES:
            made[name] = plain_share(one)
        else:
            made[name] = _plain(one)
    return made


@_plain.register
def _(value: Hours) -> Any:  # noqa: ANN401 - a text or a mapping
    days = [", ".join(map(_span, spans)) or "closed" for spans in value.week]
    if len(set(days)) == 1:
        return days[0]
    named = zip(WEEKDAYS, days, strict=True)
    return {day.lower(): text for day, text in named if text != "closed"}


@_plain.register
def _(value: Table) -> Any:  # noqa: ANN401 - as above
    if value.rows:
        return {"per": plain_duration(value.per), "rows": _plain(value.rows)}
    return {"per": plain_duration(value.per), "counts": _plain(value.counts)}


@_plain.register
def _(value: Row) -> dict[str, Any]:
    made: dict[str, Any] = {
        "start": format_clock(value.start),
        "count": _plain(value.count),
    }
    if value.weekday is not None:
        made["weekday"] = WEEKDAYS[value.weekday].lower()
    if value.date is not None:
        made["date"] = value.date.isoformat()
    if value.issue is not None:
        made["issue"] = value.issue
    return made


@_plain.register
def _(value: Arrivals) -> dict[str, Any]:
    made: dict[str, Any] = {}
    if value.table is not None:
        made |= _plain(value.table)
    else:
        made["times"] = _plain(value.recorded)
    if value.scale != 1:
        made["scale"] = _plain(value.scale)
    return made


@_plain.register
def _(value: Recorded) -> dict[str, Any]:
    early = "-" if value.at < 0 else ""
    made = {"at": early + plain_duration(abs(value.at))}
    return made if value.issue is None else {**made, "issue": value.issue}


@_plain.register
def _(value: Target) -> str:
    return f"{plain_share(value.share)} within {plain_duration(value.threshold)}"


@_plain.register
def _(value: MixtureEntry) -> Any:  # noqa: ANN401 - as above
    made = {
        part: _plain(own)
        for part in MixtureEntry.model_fields
        if part != "share" and (own := getattr(value, part)) is not None
    }
    share = plain_share(value.share)
    return {"share": share, **made} if made else share


@_plain.register
def _(value: Skill) -> Any:  # noqa: ANN401 - as above
    if value.pace == 1:
        return value.preference
    return {"preference": value.preference, "pace": _plain(value.pace)}


@_plain.register
def _(value: Shift) -> dict[str, Any]:
    made: dict[str, Any] = {"n": value.n, "hours": _span(value.hours)}
    if value.breaks:
        made["breaks"] = [_span(span) for span in value.breaks]
    if len(value.days) < len(WEEKDAYS):
        made["days"] = [WEEKDAYS[day].lower() for day in value.days]
    return made


@_plain.register
def _(value: Mix) -> dict[str, Any]:
    total = {} if value.total is None else {"total": value.total}
    return {**_plain(value.most), **total}


@_plain.register
def _(value: ChosenPreset) -> Any:  # noqa: ANN401 - as above
    return {"preset": value.name, **value.numbers} if value.numbers else value.name


@_plain.register
def _(value: Pool) -> dict[str, Any]:
    return {"total": _plain(value.total), **_plain(value.each)}


@_plain.register
def _(value: Wage) -> str:
    return f"{_plain(value.amount)} {value.currency}/h"


@_plain.register
def _(value: Group) -> dict[str, Any]:
    made = _plain.dispatch(BaseModel)(value)
    staff = value.staff
    if staff is not None and len(staff.counts) == 1 and staff.per == HOUR:
        made["staff"] = _plain(staff.counts[0])  # what a head count alone stands for
    return dict(made)


@_plain.register
def _(value: Transfer) -> dict[str, Any]:
    made = _plain.dispatch(BaseModel)(value)
    return {"from" if key == "source" else key: one for key, one in made.items()}


@_plain.register
def _(value: Step) -> dict[str, Any]:
    made = {value.channel: plain_share(value.share)}
    instant = laws.Constant(value=0.0)
    return made if value.after == instant else {**made, "after": _plain(value.after)}


@_plain.register
def _(value: After) -> dict[str, Any]:
    events = ((event, getattr(value, event)) for event in After.model_fields)
    made = {
        event: {
            channel: _plain(steps) for channel, steps in by_channel.items() if steps
        }
        for event, by_channel in events
    }
    return {event: by_channel for event, by_channel in made.items() if by_channel}


@_plain.register
def _(value: Customers) -> dict[str, Any]:
    made = _plain.dispatch(BaseModel)(value)
    made.pop("resolved", None)
    made.pop("after", None)
    by_channel = {
        channel: _resolved(shares)
        for channel, shares in value.resolved.items()
        if set(shares.values()) - {1.0}
    }
    after = _plain(value.after)
    return {
        **made,
        **({"resolved": by_channel} if by_channel else {}),
        **({"after": after} if after else {}),
    }


def _resolved(shares: dict[str, float]) -> Any:  # noqa: ANN401 - as above
    if len(set(shares.values())) == 1:
        return plain_share(next(iter(shares.values())))
    return {issue: plain_share(share) for issue, share in shares.items()}


@_plain.register(laws.Law)
@_plain.register(countlaws.CountLaw)
def _(value: laws.Law | countlaws.CountLaw) -> Any:  # noqa: ANN401 - as above
    return plain_law(value)


def _durations(one: Any) -> Any:  # noqa: ANN401 - one, several, by name; or a law
    if isinstance(one, tuple):
        return [plain_duration(seconds) for seconds in one]
    if isinstance(one, dict):
        return {str(name): plain_duration(seconds) for name, seconds in one.items()}
    return plain_duration(one) if isinstance(one, float) else _plain(one)


def _span(span: Iterable[float]) -> str:
    start, end = span
    closing = "24:00" if end == DAY else format_clock(end)
    return f"{format_clock(start)}-{closing}"
