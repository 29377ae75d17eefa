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


@plain.register(tuple)
def _(value: tuple[Any, ...]) -> list[Any]:
    return [plain(one) for one in value]


@plain.register(dict)
def _(value: dict[str, Any]) -> dict[str, Any]:
    return {str(key): plain(one) for key, one in value.items()}


@plain.register(laws.Law)
@plain.register(countlaws.CountLaw)
def _(value: laws.Law | countlaws.CountLaw) -> Any:  # noqa: ANN401 - as above
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
        if name in _DURATIONS:
            made[name] = _durations(one)
        elif isinstance(one, float) and name in _SHARES:
            made[name] = plain_share(one)
        else:
            made[name] = plain(one)
    return made


def _durations(one: Any) -> Any:  # noqa: ANN401 - one, several, by name; or a law
    if isinstance(one, tuple):
        return [plain_duration(seconds) for seconds in one]
    if isinstance(one, dict):
        return {str(name): plain_duration(seconds) for name, seconds in one.items()}
    return plain_duration(one) if isinstance(one, float) else plain(one)
