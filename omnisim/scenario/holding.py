"""The short forms of what an agent may hold, spelled out as the models hold them.

Each ``read_…`` takes a node of the tree and returns what the model is made of; a
value made in Python passes. One mix needs no list, a preset alone needs no mapping::

    may_hold: {chat: 3, email: 1, total: 3}
    may_hold: [{phone: 1}, {chat: 3, email: 1}]
    may_hold: webex.blended_realtime
    may_hold: {preset: amazon_connect, chat: 4}
    units: {total: 100, phone: 100, chat: 20}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.errors import Fault, nearest
from omnisim.scenario.nodes import Items, Keys, Text
from omnisim.scenario.presets import PRESETS
from omnisim.scenario.reading import FormError, misfit, shown, unknown_key

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["check_preset", "form_of", "read_may_hold", "read_mix", "read_pool"]

_MIX = "a mix such as {phone: 1}, a list of mixes, or the name of a preset"


def read_may_hold(value: object) -> object:
    """Turn any form of `may_hold` into a list of mixes, or a preset and its numbers."""
    if isinstance(value, Text):
        if value.strip()[:1].isdigit():
            raise misfit(_MIX, value)
        return {"name": value}
    if isinstance(value, Keys):
        if value.get("preset") is None:
            return Items(value.mark, [value])
        return {"name": value["preset"], "numbers": _without(value, "preset")}
    return value


def form_of(value: object) -> str:
    """Tell a preset from mixes, for the model to know which of the two it reads."""
    return "mixes" if isinstance(value, list | tuple) else "chosen preset"


def read_mix(value: object) -> object:
    """Turn ``{chat: 3, email: 1, total: 3}`` into numbers by channel and a total."""
    if isinstance(value, Text | Items):
        raise misfit("a mix such as {chat: 3, email: 1}", value)
    if not isinstance(value, Keys):
        return value
    return {"most": _without(value, "total"), "total": value.get("total")}


def read_pool(value: object) -> object:
    """Turn ``{total: 100, phone: 100, chat: 20}`` into a total and units by channel."""
    if isinstance(value, Text | Items):
        raise misfit("a pool such as {total: 100, phone: 100, chat: 20}", value)
    if not isinstance(value, Keys):
        return value
    total = {} if value.get("total") is None else {"total": value["total"]}
    return {**total, "each": _without(value, "total")}


def _without(keys: Keys, left_out: str) -> Keys:
    made = Keys(keys.mark)
    for key, value in keys.items():
        if key != left_out:
            made.put(key, value, keys.marks[key])
    return made


def check_preset(name: str, numbers: Mapping[str, int]) -> None:
    """Check that a preset exists and that its product can be set to such numbers.

    Parameters
    ----------
    name : str
        Of the preset.
    numbers : mapping of str to int
        By the name that the preset gives them.

    Raises
    ------
    FormError
        With every number that is wrong, by the steps that lead to it in a file.
    """
    if name not in PRESETS:
        known = list(PRESETS)
        hint = nearest(name, known)
        unknown = Fault("", f"unknown preset {shown(name)}", ", ".join(known), hint)
        raise FormError([(("preset",), unknown)])
    preset = PRESETS[name]
    faults: list[tuple[tuple[str], Fault]] = []
    for key, n in numbers.items():
        number = preset.numbers.get(key)
        if number is None:
            faults.append(((key,), unknown_key(key, list(preset.numbers))))
        elif not number.allows(n):
            wrong = f"{n} is not what {preset.product} can be set to"
            faults.append(((key,), Fault("", wrong, number.range_text())))
    if faults:
        raise FormError(faults)
