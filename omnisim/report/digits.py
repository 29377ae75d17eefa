"""As many digits as the half-width allows.

A half-width is shown with two figures, and the estimate is cut at the same
place: 80.64 +/- 1.23 reads ``80.6 ± 1.2``. More digits would be noise, fewer would
throw information away. The idea is that of ArviZ's `summary`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnisim.units import HOUR, MINUTE

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "MISSING",
    "Shown",
    "duration_unit",
    "places",
    "show",
    "show_difference",
    "show_plain",
]

MISSING = "n/a"  # plain ASCII, and no dash that could pass for a minus
_FIGURES = 2  # of a half-width
_DUST = 1e-9  # what rounding leaves of 0; below anything a share or a second means
_BARE = 3  # figures of an estimate that has no half-width
_MOST = 6  # decimals at most: a half-width of 1e-9 is rounding, not knowledge
_SECONDS_UP_TO = 120.0  # beyond, a duration is read more easily as m:ss
_MINUTES = "m:ss"
_HOURS = "h:mm"
_ALL_OF_IT = "h:mm:ss"
_SPOKEN = {"h": "h", "m": "min", "mm": "min", "ss": "s"}
# A duration is cut at whole seconds, ten of them, minutes, ten of them, hours: never
# at a hundred seconds, which no clock shows.
_STEPS = {0: 1.0, -1: 10.0, -2: MINUTE, -3: 10 * MINUTE}


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure ready to print.

    Parameters
    ----------
    value : str
        The estimate, ``"80.6"`` or ``"5:12"``.
    half_width : str
        Cut at the same place; empty if there is none.
    unit : str
        ``"%"``, ``"s"``, ``"m:ss"``, ``"h:mm"``, …; empty for plain counts.
    """

    value: str
    half_width: str = ""
    unit: str = ""

    def __str__(self) -> str:
        """Say the figure in a sentence: ``5 min 12 s ± 8 s``."""
        value, half_width, unit = self.value, self.half_width, self.unit
        if ":" in unit:
            value, half_width = _spoken(value, unit), _spoken(half_width, unit)
            unit = ""
        if half_width:
            value += f" ± {half_width}"
        return f"{value} {unit}".rstrip()


def _spoken(clockwise: str, unit: str) -> str:
    """Say ``1:05:00`` as 1 h 5 min."""
    if ":" not in clockwise:
        return clockwise
    sign = clockwise[0] if clockwise[0] in "+-" else ""
    numbers = [int(part) for part in clockwise.lstrip("+-").split(":")]
    units = [_SPOKEN[part] for part in unit.split(":")]
    said = [f"{n} {unit}" for n, unit in zip(numbers, units, strict=True) if n]
    return sign + (" ".join(said) or f"0 {units[-1]}")


def places(half_width: float) -> int:
    """Return after how many decimals a half-width has shown its two figures.

    Parameters
    ----------
    half_width : float
        In the unit that is printed.

    Returns
    -------
    int
        Decimals; negative to cut at tens (-1), hundreds (-2), ….

    Raises
    ------
    ValueError
        If `half_width` is not a positive finite number.

    Examples
    --------
    >>> [places(width) for width in (0.0123, 1.23, 12.3, 123.0)]
    [3, 1, 0, -1]
    >>> places(0.996)  # shown as 1.0, which has one decimal
    1
    """
    if not (math.isfinite(half_width) and half_width > 0):
        raise ValueError(
            f"a half-width must be positive and finite, got {half_width!r}"
        )
    # the exponent of the rounded number: 0.996 becomes 1.0 before it is counted
    exponent = int(f"{half_width:.{_FIGURES - 1}e}".split("e")[1])
    return min(_FIGURES - 1 - exponent, _MOST)


def show(value: float, half_width: float = math.nan, unit: str = "") -> Shown:
    """Return an estimate and its half-width as text, in a unit people read.

    Parameters
    ----------
    value : float
        In the unit of the figure's definition; NaN is shown as ``n/a``.
    half_width : float
        In the same unit; NaN or 0 where there is none.
    unit : str
        ``"share"`` is shown in per cent, ``"s"`` as `duration_unit` says; ``"m:ss"``,
        ``"h:mm"`` and ``"h:mm:ss"`` are seconds always shown so; any other is kept.

    Returns
    -------
    Shown

    Examples
    --------
    >>> print(show(0.8064, 0.0123, "share"))
    80.6 ± 1.2 %
    >>> print(show(312.4, 8.31, "s"))
    5 min 12 s ± 8 s
    >>> show(312.4, 8.31, "s").value
    '5:12'
    >>> print(show(3042.2, 31.0, "contacts"))
    3,042 ± 31 contacts
    """
    if math.isnan(value):
        return Shown(MISSING)
    value = 0.0 if abs(value) < _DUST else value
    if unit == "share":
        value, half_width, unit = 100 * value, 100 * half_width, "%"
    if unit == "s":
        unit = duration_unit([(value, half_width)])
    if ":" in unit:
        return _show_clockwise(value, half_width, unit)
    if math.isinf(value):
        return Shown("∞" if value > 0 else "-∞", unit=unit)
    if not _width(half_width):
        return Shown(_bare(value), unit=unit)
    at = places(half_width)
    return Shown(_cut(value, at), _cut(half_width, at), unit)


def show_difference(
    value: float, half_width: float = math.nan, unit: str = ""
) -> Shown:
    """Return a difference like `show`, with its sign; shares differ in points.

    Examples
    --------
    >>> print(show_difference(0.031, 0.012, "share"))
    +3.1 ± 1.2 points
    """
    shown = show(value, half_width, unit)
    # a sign only where the digits that are shown differ from zero
    sign = "+" if value > 0 and shown.value.strip("0.,:") else ""
    unit = "points" if shown.unit == "%" else shown.unit
    return Shown(sign + shown.value, shown.half_width, unit)


def show_plain(value: float, unit: str = "") -> str:
    """Return a value that is known exactly, such as a target: ``80 %``, ``20 s``.

    Examples
    --------
    >>> show_plain(0.8, "share"), show_plain(20.0, "s"), show_plain(300.0, "s")
    ('80 %', '20 s', '5 min')
    """
    if unit == "share":
        return f"{100 * value:.10g} %"
    if unit == "s" and value and value % MINUTE == 0:
        whole = value % HOUR == 0
        return f"{value / HOUR:g} h" if whole else f"{value / MINUTE:g} min"
    return f"{value:.10g} {unit}".rstrip()


def duration_unit(found: Iterable[tuple[float, float]]) -> str:
    """Return the form in which durations are read most easily, the same for all.

    Parameters
    ----------
    found : iterable of (value, half_width)
        In seconds.

    Returns
    -------
    str
        ``"s"``; from two minutes on ``"m:ss"``; from an hour on ``"h:mm:ss"``, or
        ``"h:mm"`` where nobody knows the seconds.

    Examples
    --------
    >>> duration_unit([(52.3, 1.6), (312.4, 8.31)])
    'm:ss'
    >>> duration_unit([(50_000.0, 13_000.0)])
    'h:mm'
    """
    known = [(abs(value), _width(width)) for value, width in found if value == value]  # noqa: PLR0124 - leaves NaN out
    longest = max((max(both) for both in known if math.isfinite(both[0])), default=0.0)
    if longest < _SECONDS_UP_TO:
        return "s"
    if longest < HOUR:
        return _MINUTES
    is_coarse = all(
        _step(width) >= MINUTE for value, width in known if value > 0 or width
    )
    return _HOURS if is_coarse else _ALL_OF_IT


def _width(half_width: float) -> float:
    """Return the half-width, 0 where there is none."""
    return half_width if math.isfinite(half_width) and half_width > _DUST else 0.0


def _cut(value: float, at: int) -> str:
    """Round at a decimal place (tens if negative), with commas between thousands."""
    text = f"{round(value, at):,.{max(at, 0)}f}"
    # "-0.0" would claim a direction that the digits do not show
    return text.lstrip("-") if not text.strip("-0.,") else text


def _bare(value: float) -> str:
    """Show a number without a half-width: whole numbers whole, others three figures."""
    if abs(value - round(value)) < _DUST:
        return f"{value:,.0f}"
    exponent = math.floor(math.log10(abs(value)))
    return _cut(value, max(_BARE - 1 - exponent, 0))


def _step(width: float) -> float:
    """Return the seconds at which a duration is cut; without a half-width, at one."""
    return _STEPS.get(min(places(width), 0), HOUR) if width else 1.0


def _show_clockwise(value: float, half_width: float, unit: str) -> Shown:
    """Show seconds by the clock, never finer than a second."""
    if math.isinf(value):
        return Shown("∞" if value > 0 else "-∞", unit=unit)
    width = _width(half_width)
    step = max(_step(width), MINUTE if unit == _HOURS else 1.0)
    shown = _clock(step * round(value / step), unit)
    if not width:
        return Shown(shown, unit=unit)
    # a half-width below a step is shown as one: claiming 0:00 would claim certainty
    return Shown(shown, _clock(step * max(round(width / step), 1), unit), unit)


def _clock(seconds: float, unit: str) -> str:
    """Write whole seconds by the clock, with a sign if negative."""
    minutes, rest = divmod(int(abs(seconds)), int(MINUTE))
    sign = "-" if int(seconds) < 0 else ""
    if unit == _MINUTES:
        return f"{sign}{minutes}:{rest:02d}"
    hours = f"{sign}{minutes // 60}:{minutes % 60:02d}"
    return hours if unit == _HOURS else f"{hours}:{rest:02d}"
