"""Small short forms: a text for a mapping with one key, ``any`` for every name."""

from __future__ import annotations

import datetime as dt
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from omnisim.errors import nearest
from omnisim.scenario.choices import Context, Cuts
from omnisim.scenario.forms import read_start
from omnisim.scenario.lawtext import read_law
from omnisim.scenario.nodes import Items, Keys, Text
from omnisim.scenario.reading import Form, Setting, misfit, one_of, shown, single
from omnisim.units import (
    parse_clock,
    parse_count,
    parse_duration,
    parse_price,
    parse_share,
    parse_target,
    parse_wage,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = [
    "keyed",
    "read_contexts",
    "read_outage",
    "read_price",
    "read_resolved",
    "read_step",
    "read_target",
    "read_targets",
    "read_twins",
    "read_wage",
    "spell_out_any",
]

_MOVES = ("again", "switch", "transfer", "bot")
_FATES = ("withdrawn", "merged", "found_out", "in_full")
_STEP: Mapping[str, Callable[[str], object]] = MappingProxyType(
    {"further": parse_share, "tries": parse_count}
)
_LIGHT = re.compile(r"\s*(<=|>=|<|>)\s*[0-9].*")
V = TypeVar("V")


def keyed(value: object, key: str) -> object:
    """Take a text for a mapping with one key: ``45%`` for ``{share: 45%}``."""
    return {key: value} if isinstance(value, Text) else value


def read_target(value: object) -> object:
    """Turn ``80% within 20 s`` into share and threshold."""
    if isinstance(value, Text):
        share, threshold = parse_target(single(value))
        return {"share": share, "threshold": threshold}
    return value


def read_wage(value: object) -> object:
    """Turn ``24 EUR/h`` into amount and currency."""
    if isinstance(value, Text):
        amount, currency = parse_wage(single(value))
        return {"amount": amount, "currency": currency}
    return value


def read_price(value: object) -> object:
    """Turn ``0.15 EUR/session`` into amount, currency and what it is for.

    Without a word for what it is for, it is for a message.
    """
    if isinstance(value, Text):
        amount, currency, per = parse_price(single(value))
        return {"amount": amount, "currency": currency, "per": per or "message"}
    return value


def read_contexts(value: object) -> object:
    """Take one word for all moves, ``any`` for those that are not named."""
    if isinstance(value, Text):
        return dict.fromkeys(_MOVES, _context(value))
    if isinstance(value, Items):
        raise misfit("kept or lost, or one of them by move: {transfer: lost}", value)
    if not isinstance(value, Keys):
        return value
    form = Form(value, (*_MOVES, "any"))
    named = [key for key in (*_MOVES, "any") if key in form]
    told = {key: form.read((key,), value[key], _context) for key in named}
    form.finish()
    return spell_out_any(told, _MOVES, told["any"]) if "any" in told else told


def _context(text: str) -> str:
    return one_of(text, [context.value for context in Context], "value")


def read_twins(value: object) -> object:
    """Turn ``merged`` into a share of 1."""
    return {one_of(value, _FATES, "fate"): 1.0} if isinstance(value, Text) else value


def read_step(value: object, setting: Setting) -> object:
    """Turn ``{phone: 35%, after: 8 min}`` into channel, share and delay."""
    if not isinstance(value, Keys):
        if isinstance(value, Text | Items):
            raise misfit("a channel and a share: {phone: 35%, after: 8 min}", value)
        return value
    own = ("after", *_STEP)
    names = [key for key in value if key not in own and value[key] is not None]
    if len(names) > 1:
        # of two, one is a misspelt key rather than a channel
        misspelt = [name for name in names if nearest(name, own)]
        names = [name for name in names if name not in misspelt] or names
    if len(names) != 1:
        found = ", ".join(names) or "none"
        raise ValueError(
            f"must name one channel with its share, found {found}; write "
            "{phone: 35%, after: 8 min}"
        )
    form = Form(value, (*names, *own))
    made: dict[str, object] = {"channel": names[0]}
    made["share"] = form.read((names[0],), value[names[0]], parse_share)
    for key, parse in _STEP.items():
        if key in form:
            made[key] = form.read((key,), value[key], parse)
    with form.within(("after",)):
        if "after" in form:
            made["after"] = read_law(value["after"], setting)
    form.finish()
    return made


def read_outage(value: object, setting: Setting) -> object:
    """Turn ``{at: 2026-03-02 10:30, for: 1 h}`` into date, clock time and length."""
    if isinstance(value, Text | Items):
        raise misfit('an outage such as {at: "10:30", for: 40 min}', value)
    if not isinstance(value, Keys):
        return value
    form = Form(value, ("at", "date", "days", "every", "for", "cuts"))
    made: dict[str, object] = {**value, **_begins(form)}
    if "every" in form:
        _leave_out(form, ("date", "days"), "'every'")
    elif "date" in made:
        _leave_out(form, ("days",), "a date")
    with form.within(("for",)):
        if "for" in form:
            made["for"] = read_law(value["for"], setting)
    if "cuts" in form:
        made["cuts"] = form.read(("cuts",), value["cuts"], _cuts)
    form.finish()
    return made


def _begins(form: Form) -> dict[str, object]:
    made: dict[str, object] = {}
    if "date" in form:
        made["date"] = form.read(("date",), form.keys["date"], _date)
    moment = form.read(("at",), form.keys["at"], _moment) if "at" in form else None
    if moment is not None:
        made["at"], date = moment
        if date is not None:
            made["date"] = date
            _leave_out(form, ("date",), "a date in 'at'")
    if "every" in form:
        made["every"] = form.read(("every",), form.keys["every"], _distance)
    return made


def _leave_out(form: Form, keys: Sequence[str], because: str) -> None:
    for key in keys:
        if key in form:
            form.note(f"does not belong beside {because}", at=(key,))


def _moment(text: str) -> tuple[float, dt.date | None]:
    """Read a clock time, of every day or of one date."""
    if re.match(r"\s*[0-9]{4}-", text):
        moment = read_start(text)
        midnight = dt.datetime.combine(moment.date(), dt.time())
        return (moment - midnight).total_seconds(), moment.date()
    if re.fullmatch(r"\s*[0-9:]+\s*[-\u2013]\s*[0-9:]+\s*", text):
        raise ValueError(
            f"{shown(text)} is a span; write when it begins and how long it lasts, "
            'as in {at: "10:30", for: 40 min}'
        )
    return parse_clock(text), None


def _distance(text: str) -> float:
    seconds = parse_duration(text)
    if seconds == 0:
        raise ValueError(f"{shown(text)} must be above 0")
    return seconds


def _cuts(text: str) -> str:
    return one_of(text, [cuts.value for cuts in Cuts], "value")


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(
            f"{shown(text)} is not a date; write one such as '2026-03-02'"
        ) from None


def read_resolved(value: object) -> object:
    """Turn a share, or shares by channel, into shares by channel and issue.

    The name ``any`` stands for all that are not named.
    """
    if isinstance(value, Text):
        return {"any": {"any": value}}
    if not isinstance(value, Keys):
        return value
    return {key: keyed(shares, "any") for key, shares in value.items()}


def spell_out_any(
    given: Mapping[str, V], names: Sequence[str], otherwise: V
) -> dict[str, V]:
    """Give every name its value: its own, that of ``any``, or `otherwise`.

    Names that are given but unknown stay, to be found by the check.

    Examples
    --------
    >>> spell_out_any({"phone": 1, "any": 2}, ["chat", "phone"], 0)
    {'chat': 2, 'phone': 1}
    """
    rest = given.get("any", otherwise)
    full = dict.fromkeys(names, rest) | dict(given)
    full.pop("any", None)
    return dict(sorted(full.items()))


def read_targets(value: object) -> object:
    """Check the traffic lights: ``{abandonment: {green: "<= 5%"}}``."""
    if not isinstance(value, Keys):
        return value
    form = Form(value, tuple(value))
    for name, lights in value.items():
        if not isinstance(lights, Keys):
            form.note('must be lights such as {green: "<= 5%"}', at=(name,))
            continue
        with form.within((name,)):
            inner = Form(lights, ("green", "amber"))
            for key, light in lights.items():
                if key in ("green", "amber") and light is not None:
                    inner.read((key,), light, _light)
            inner.finish()
    form.finish()
    return value


def _light(text: str) -> str:
    if not _LIGHT.fullmatch(text):
        raise ValueError(
            f"{shown(text)} is not a limit; write one such as '<= 5%' or '>= 80%'"
        )
    return text
