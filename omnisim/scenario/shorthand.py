"""Small short forms: a text for a mapping with one key, ``any`` for every name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from omnisim.scenario.lawtext import read_law
from omnisim.scenario.nodes import Items, Keys, Text
from omnisim.scenario.reading import Form, Setting, misfit, shown, single
from omnisim.units import parse_share, parse_target, parse_wage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "keyed",
    "read_resolved",
    "read_step",
    "read_target",
    "read_targets",
    "read_wage",
    "spell_out_any",
]

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


def read_step(value: object, setting: Setting) -> object:
    """Turn ``{phone: 35%, after: 8 min}`` into channel, share and delay."""
    if not isinstance(value, Keys):
        if isinstance(value, Text | Items):
            raise misfit("a channel and a share: {phone: 35%, after: 8 min}", value)
        return value
    names = [key for key in value if key != "after" and value[key] is not None]
    if len(names) != 1:
        found = ", ".join(names) or "none"
        raise ValueError(
            f"must name one channel with its share, found {found}; write "
            "{phone: 35%, after: 8 min}"
        )
    form = Form(value, (*names, "after"))
    made: dict[str, object] = {"channel": names[0]}
    made["share"] = form.read((names[0],), value[names[0]], parse_share)
    with form.within(("after",)):
        if "after" in form:
            made["after"] = read_law(value["after"], setting)
    form.finish()
    return made


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
