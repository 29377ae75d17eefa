"""Field types of the scenario models: text as written in, canonical value out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    SerializeAsAny,
    ValidationInfo,
)

from omnisim import units
from omnisim.scenario import forms
from omnisim.scenario.countlaws import CountLaw, read_count_law
from omnisim.scenario.laws import Law
from omnisim.scenario.lawtext import read_law
from omnisim.scenario.nodes import Items, Keys, Text
from omnisim.scenario.reading import Setting, shown, single

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "NEVER",
    "Amount",
    "AnyCountLaw",
    "AnyLaw",
    "Clock",
    "Count",
    "Days",
    "Duration",
    "Factor",
    "InOrder",
    "Label",
    "Mean",
    "Model",
    "Name",
    "OneOrMore",
    "Positive",
    "Share",
    "Span",
    "Start",
    "setting_in",
]

NEVER = float("inf")
_NAME_MAX = 60
_MEANT = frozenset(  # by keys that stand where a name may
    {"any", "all", "after", "share", "further", "tries", "total", "preset"}
)


def _text(parse: Callable[[str], object]) -> BeforeValidator:
    """Parse text; let a value that is already canonical pass."""

    def read(value: object) -> object:
        node = isinstance(value, Text | Keys | Items)
        return parse(single(value)) if node else value

    return BeforeValidator(read)


def _name(value: str) -> str:
    name = str(value)
    bad = sorted(set(name) & set("./:,{}[]#\"'\\\n\t"))
    if bad:
        raise ValueError(f"name {shown(name)} may not hold {' '.join(map(repr, bad))}")
    if not name.strip() or name != name.strip() or len(name) > _NAME_MAX:
        raise ValueError(
            f"name {shown(name)} must have 1 to {_NAME_MAX} characters and no space "
            "at its ends"
        )
    if name in _MEANT:
        raise ValueError(f"name {name!r} has a meaning of its own; choose another")
    return name


Factor = Annotated[float, _text(units.parse_factor), Field(ge=0, allow_inf_nan=False)]
Amount = Factor
Positive = Annotated[Factor, Field(gt=0)]
Share = Annotated[float, _text(units.parse_share), Field(ge=0, le=1)]
Count = Annotated[int, _text(units.parse_count), Field(ge=0)]
Duration = Annotated[
    float, _text(units.parse_duration), Field(ge=0, allow_inf_nan=False)
]
Label = Annotated[str, AfterValidator(str)]  # plain text, its place forgotten
Name = Annotated[str, AfterValidator(_name)]
Clock = Annotated[float, _text(units.parse_clock), Field(ge=0)]
Start = Annotated[dt.datetime, _text(forms.read_start)]
Span = Annotated[tuple[float, float], _text(units.parse_hours)]
Days = Annotated[tuple[int, ...], BeforeValidator(forms.read_days)]
Mean = Annotated[Duration, Field(gt=0)]


def setting_in(info: ValidationInfo) -> Setting:
    """Return the setting that a validation was given, or the usual one."""
    return info.context if isinstance(info.context, Setting) else Setting()


def _law(value: object, info: ValidationInfo) -> object:
    return read_law(value, setting_in(info))


AnyCountLaw = Annotated[SerializeAsAny[CountLaw], BeforeValidator(read_count_law)]
AnyLaw = Annotated[SerializeAsAny[Law], BeforeValidator(_law)]

K = TypeVar("K")
V = TypeVar("V")


def _listed(value: object) -> object:
    """Take a single value for a list of one."""
    return Items(value.mark, [value]) if isinstance(value, Text | Keys) else value


def _in_order(value: dict[str, V]) -> dict[str, V]:
    return dict(sorted(value.items()))


OneOrMore = Annotated[tuple[V, ...], BeforeValidator(_listed)]
InOrder = Annotated[dict[K, V], AfterValidator(_in_order)]  # by name


class Model(BaseModel):
    """Base of all scenario models: frozen, and no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid")
