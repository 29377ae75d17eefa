"""Laws and quantities written out as people write them.

Part of `omnisim.scenario.dumping`: what is written here is read again by
`omnisim.scenario.lawtext` and `omnisim.scenario.countlaws`, to the last bit.
"""

from __future__ import annotations

import math
from functools import singledispatch
from typing import Any

from omnisim.scenario import countlaws, laws
from omnisim.units import format_duration, format_share, parse_duration, parse_factor

__all__ = ["plain_duration", "plain_law", "plain_number", "plain_share"]

_EXACT = 2.0**53  # below it every whole float is a whole number
_NUMBERS = frozenset({"cv", "shape", "phases"})  # parameters that are no durations


def plain_number(value: float) -> float | int:
    """Return a number as a file holds it: 7 for 7.0."""
    whole = float(value).is_integer() and abs(value) < _EXACT
    return int(value) if whole else value


def plain_duration(seconds: float) -> str:
    """Return a duration with its unit, in the shortest form that is exact."""
    short = format_duration(seconds)
    return short if parse_duration(short) == seconds else f"{seconds!r} s"


def plain_share(share: float) -> str:
    """Return a share, or a factor meant as one, in per cent where that is exact."""
    short = format_share(share)
    return short if parse_factor(short) == share else repr(share)


@singledispatch
def plain_law(law: laws.Law | countlaws.CountLaw) -> Any:  # noqa: ANN401 - text, number or mapping
    """Return a law as a file holds it.

    Parameters
    ----------
    law : Law or CountLaw

    Returns
    -------
    str, int, list or dict
        Of plain values.
    """
    parameters = {
        name: plain_number(one) if name in _NUMBERS else plain_duration(one)
        for name in type(law).model_fields
        if (one := getattr(law, name)) is not None
    }
    return {type(law).__name__.lower(): parameters}


@plain_law.register
def _(law: laws.Constant) -> str:
    return "never" if math.isinf(law.value) else plain_duration(law.value)


@plain_law.register
def _(law: laws.Exponential) -> dict[str, Any]:
    return {"exponential": plain_duration(law.mean)}


@plain_law.register
def _(law: laws.Empirical) -> dict[str, Any]:
    points = zip(law.levels, law.values, strict=True)
    return {
        "empirical": {
            "quantiles": {plain_share(level): plain_duration(x) for level, x in points}
        }
    }


@plain_law.register
def _(law: laws.Observed) -> dict[str, Any]:
    return {"observations": [plain_duration(one) for one in law.values]}


@plain_law.register
def _(law: laws.Mixture) -> dict[str, Any]:
    parts = zip(law.shares, law.parts, strict=True)
    return {
        "mixture": [
            {"share": plain_share(share), **_named(part)} for share, part in parts
        ]
    }


def _named(law: laws.Law) -> dict[str, Any]:
    made = plain_law(law)
    return made if isinstance(made, dict) else {"constant": made}


@plain_law.register
def _(law: countlaws.Fixed) -> int:
    return law.value


@plain_law.register
def _(law: countlaws.Geometric) -> dict[str, Any]:
    return {"geometric": plain_number(law.mean)}


@plain_law.register
def _(law: countlaws.Poisson) -> dict[str, Any]:
    return {"poisson": plain_number(law.mean)}


@plain_law.register
def _(law: countlaws.UniformCount) -> list[int]:
    return [law.low, law.high]


@plain_law.register
def _(law: countlaws.Tally) -> dict[str, Any]:
    pairs = zip(law.values, law.shares, strict=True)
    return {"tally": {str(n): plain_share(share) for n, share in pairs}}
