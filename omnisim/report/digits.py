"""As many digits as the half-width allows.

A half-width is shown with two figures, and the estimate is cut at the same
place: 80.64 +/- 1.23 reads ``80.6 ± 1.2``. More digits would be noise, fewer would
throw information away. The idea is that of ArviZ's `summary`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from omnisim.units import HOUR, MINUTE

__all__ = [
    "MISSING",
    "Shown",
    "is_long",
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
        ``"%"``, ``"s"``, ``"m:ss"``, …; empty for plain counts.
    """

    value: str
    half_width: str = ""
    unit: str = ""

    def __str__(self) -> str:
        """Say the figure in a sentence: ``5 min 12 s ± 8 s``."""
        value, half_width, unit = self.value, self.half_width, self.unit
        if ":" in unit:
            value, half_width, unit = _spoken(value), _spoken(half_width), ""
        if half_width:
            value += f" ± {half_width}"
        return f"{value} {unit}".rstrip()


def _spoken(clockwise: str) -> str:
    """Say ``1:05:00`` as 1 h 5 min."""
    if ":" not in clockwise:
        return clockwise
    sign = clockwise[0] if clockwise[0] in "+-" else ""
    numbers = [int(part) for part in clockwise.lstrip("+-").split(":")]
    units = ("h", "min", "s")[-len(numbers) :]
    said = [f"{n} {unit}" for n, unit in zip(numbers, units, strict=True) if n]
    return sign + (" ".join(said) or "0 s")


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
        ``"share"`` is shown in per cent, ``"s"`` in seconds or, from two minutes on,
        as m:ss or h:mm:ss; ``"m:ss"`` is seconds always shown so; any other is kept.

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
    if unit == "m:ss" or (unit == "s" and is_long(value, half_width)):
        return _show_clockwise(value, half_width)
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


def is_long(value: float, half_width: float = math.nan) -> bool:
    """Say whether a duration in seconds reads more easily as m:ss: two minutes on."""
    return max(abs(value), _width(half_width)) >= _SECONDS_UP_TO


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


def _show_clockwise(value: float, half_width: float) -> Shown:
    """Show seconds as m:ss, or h:mm:ss from an hour on; never finer than a second."""
    if math.isinf(value):
        return Shown("∞" if value > 0 else "-∞", unit="m:ss")
    width = _width(half_width)
    at = min(places(width), 0) if width else 0
    with_hours = max(abs(value), width) >= HOUR
    unit = "h:mm:ss" if with_hours else "m:ss"
    shown = _clock(round(value, at), with_hours=with_hours)
    if not width:
        return Shown(shown, unit=unit)
    # a half-width below a second is shown as one: claiming 0:00 would claim certainty
    return Shown(shown, _clock(max(round(width, at), 1.0), with_hours=with_hours), unit)


def _clock(seconds: float, *, with_hours: bool) -> str:
    """Write whole seconds as m:ss or h:mm:ss, with a sign if negative."""
    minutes, rest = divmod(int(abs(seconds)), int(MINUTE))
    sign = "-" if int(seconds) < 0 else ""
    if with_hours:
        return f"{sign}{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
    return f"{sign}{minutes}:{rest:02d}"
