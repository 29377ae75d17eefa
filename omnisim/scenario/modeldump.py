"""A value of a scenario model as it stands in a file: the general rule.

Part of `omnisim.scenario.dumping`, which adds the models that have short forms of
their own.
"""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import singledispatch
from typing import Any

from pydantic import BaseModel

from omnisim.scenario import countlaws, laws
from omnisim.scenario.lawdump import (
    plain_duration,
    plain_law,
    plain_number,
    plain_share,
)
from omnisim.scenario.schema import Calendar, Channel, Customers, Routing, Scenario

__all__ = ["plain", "plain_model"]

_DURATIONS = frozenset(
    {
        "interval", "warm_up", "run_out", "after", "time", "away", "short_abandonment",
        "above", "lasts", "close_after", "quiet_after", "switch_cost",
        "duration_by_open_chats", "breathing", "every", "halves", "since", "over",
    }
)  # fmt: skip
_SHARES = frozenset(
    {
        "share", "planned", "absence", "unanswered", "talk", "silent", "answers",
        "contains", "false_containment", "agent", "leave", "vulnerable", "dilution",
        "probability", "withdrawn", "merged", "found_out", "in_full", "saves",
        "reaches", "resolves", "slower",
    }
)  # fmt: skip
# lists that are written without brackets if they hold one thing
_ONE_OR_MORE = frozenset({"offer", "outages", "cost", "fronts", "impatient_duplicates"})
# defaults that a reader of a resolved scenario looks for
_ALWAYS: dict[type[BaseModel], frozenset[str]] = {
    Calendar: frozenset({"days", "open", "interval"}),
    Channel: frozenset({"wrap_up", "patience"}),
    Routing: frozenset({"choose_agent", "choose_contact"}),
    Customers: frozenset({"context"}),
    Scenario: frozenset({"routing", "customers", "service_level", "issues"}),
}


@singledispatch
def plain(value: Any) -> Any:  # noqa: ANN401 - any value of a model
    """Turn a value of a model into what stands in a file.

    Parameters
    ----------
    value : object
        A model, or what a field of one may hold.

    Returns
    -------
    str, int, float, list or dict
        Of plain values.

    Raises
    ------
    TypeError
        If no model holds such a value.
    """
    raise TypeError(f"a scenario holds no {type(value).__name__}")


@plain.register
def _(value: str) -> str:
    return str(value)


@plain.register
def _(value: StrEnum) -> str:
    return value.value


@plain.register
def _(value: int) -> int:
    return value


@plain.register
def _(value: float) -> float | int:
    return plain_number(value)


@plain.register
def _(value: dt.datetime) -> str:
    return value.isoformat(
        " ", "auto" if value.second or value.microsecond else "minutes"
    )


@plain.register
def _(value: dt.date) -> str:
    return value.isoformat()


@plain.register(tuple)
def _(value: tuple[Any, ...]) -> list[Any]:
    return [plain(one) for one in value]


@plain.register(dict)
def _(value: dict[str, Any]) -> dict[str, Any]:
    return {str(key): plain(one) for key, one in value.items()}


@plain.register(laws.Law)
@plain.register(countlaws.CountLaw)
def _(value: laws.Law | countlaws.CountLaw) -> Any:  # noqa: ANN401 - a text or a mapping
    return plain_law(value)


@plain.register
def plain_model(value: BaseModel) -> dict[str, Any]:
    """Turn a model into a mapping without the keys that hold their default."""
    always = _ALWAYS.get(type(value), frozenset())
    made = {}
    for name, field in type(value).model_fields.items():
        one = getattr(value, name)
        if one is None or (
            one == field.get_default(call_default_factory=True) and name not in always
        ):
            continue
        made[name] = _of_field(name, one)
    return made


def _of_field(name: str, one: Any) -> Any:  # noqa: ANN401 - what any field may hold
    if isinstance(one, dict):
        return {str(key): _of_field(name, own) for key, own in one.items()}
    if isinstance(one, tuple):
        several = [_of_field(name, own) for own in one]
        return several[0] if len(several) == 1 and name in _ONE_OR_MORE else several
    if isinstance(one, float) and name in _DURATIONS:
        return plain_duration(one)
    if isinstance(one, float) and name in _SHARES:
        return plain_share(one)
    return plain(one)
