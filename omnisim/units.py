"""Quantities as people write them, and back: ``5 min``, ``22:30``, ``40/h``, ``80%``.

Everything inside omnisim is seconds, shares between 0 and 1, and money per
hour; this module is the only place that knows how people write these. Each
``parse_…`` takes text and raises ``ValueError`` whose text says what was found
and what is allowed.
"""

from __future__ import annotations

import math
import re

__all__ = [
    "DAY",
    "HOUR",
    "MINUTE",
    "format_clock",
    "format_duration",
    "format_share",
    "parse_clock",
    "parse_count",
    "parse_duration",
    "parse_factor",
    "parse_hours",
    "parse_number",
    "parse_price",
    "parse_rate",
    "parse_share",
    "parse_target",
    "parse_wage",
]

MINUTE = 60.0
HOUR = 3600.0
DAY = 86400.0
_LONGEST = 100 * 366 * DAY
_MOST = 1_000_000_000

_UNITS = {
    "ms": 0.001, "s": 1.0, "sec": 1.0, "second": 1.0, "seconds": 1.0,
    "min": MINUTE, "minute": MINUTE, "minutes": MINUTE,
    "h": HOUR, "hour": HOUR, "hours": HOUR,
    "d": DAY, "day": DAY, "days": DAY,
    "week": 7 * DAY, "weeks": 7 * DAY,
}  # fmt: skip
_NUMBER = r"[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+"
_PRICE = re.compile(
    rf"({_NUMBER})\s*([A-Za-z]+|[€$£])(?:\s*/\s*([A-Za-z]+)|\s+per\s+([A-Za-z]+))?"
)
_PART = re.compile(rf"\s*({_NUMBER})\s*([A-Za-z]+)")


def parse_number(text: str) -> float:
    """Read a plain decimal number: ``1.5``, ``1e3``."""
    squeezed = text.strip()
    if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", squeezed):
        raise ValueError(f"{text!r} has a decimal comma; write a point, as in 1.5")
    if not re.fullmatch(rf"[+-]?(?:{_NUMBER})", squeezed):
        raise ValueError(f"{text!r} is not a number; write one such as 1.5")
    number = float(squeezed)
    if not math.isfinite(number):
        raise ValueError(f"{text!r} is too large a number")
    return number


def parse_factor(text: str) -> float:
    """Read a factor, not negative: ``1.2``, ``0.9`` or ``90%``."""
    squeezed = text.strip()
    percent = squeezed.endswith("%")
    number = parse_number(squeezed.removesuffix("%").strip())
    if number < 0:
        raise ValueError(f"{text!r} is negative; it must be at least 0")
    return number / 100 if percent else number


def parse_count(text: str) -> int:
    """Read a whole number, not negative: ``12``, ``1e3``."""
    try:
        number = parse_number(text)
    except ValueError:
        raise ValueError(
            f"{text!r} is not a whole number; write one such as 12"
        ) from None
    if not 0 <= number <= _MOST or number != int(number):
        raise ValueError(f"{text!r} is not a whole number from 0 to {_MOST}")
    return int(number)


def parse_duration(text: str) -> float:
    """Read a duration in seconds: ``90 s``, ``5 min``, ``1h30``, ``1 h 30 min``."""
    squeezed = re.sub(r"(?<=[hH])\s*([0-9]{1,2})\s*$", r" \1 min", text.strip())
    at, total = 0, 0.0
    while at < len(squeezed):
        part = _PART.match(squeezed, at)
        unit = _UNITS.get(part[2].lower()) if part else None
        if part is None or unit is None:
            raise ValueError(_no_duration(text, part[2] if part else ""))
        total += float(part[1]) * unit
        at = part.end()
    if not squeezed:
        raise ValueError("a duration is missing; write one such as '5 min'")
    if not total <= _LONGEST:
        raise ValueError(f"{text!r} is too long; a duration is at most 100 years")
    return total


def _no_duration(text: str, unit: str) -> str:
    squeezed = text.strip()
    if re.fullmatch(rf"(?:{_NUMBER})", squeezed):
        return f"{text!r} has no unit; write '{squeezed} s' or '{squeezed} min'"
    if re.match(r"-\s*[0-9.]", squeezed):
        return f"{text!r} is negative; a duration is at least 0 s"
    if re.match(r"[0-9]+,[0-9]", squeezed):
        return f"{text!r} has a decimal comma; write a point, as in '2.5 min'"
    if unit:
        return (
            f"{text!r} is not a duration: {unit!r} is no unit of time; "
            "use s, min, h, days or weeks"
        )
    return (
        f"{text!r} is not a duration; write a number and a unit "
        "such as '90 s', '5 min', '1h30' or '2 days'"
    )


def parse_share(text: str) -> float:
    """Read a share: ``80%``, ``80 %`` or ``0.8``, from 0 to 1."""
    squeezed = text.strip()
    percent = squeezed.endswith("%")
    number = parse_number(squeezed.removesuffix("%").strip())
    share = number / 100 if percent else number
    if share > 1 and not percent:
        raise ValueError(f"{text!r} is not a share; did you mean '{squeezed}%'?")
    if not 0 <= share <= 1:
        raise ValueError(f"{text!r} is not a share; write 0% to 100%")
    return share


def parse_clock(text: str) -> float:
    """Read a clock time in seconds after midnight: ``8:00``, ``22:30``, ``24:00``."""
    part = re.fullmatch(r"\s*([0-9]{1,2}):([0-5][0-9])(?::([0-5][0-9]))?\s*", text)
    if part is None:
        raise ValueError(f"{text!r} is not a clock time; write one such as '08:30'")
    clock = int(part[1]) * HOUR + int(part[2]) * MINUTE + int(part[3] or 0)
    if clock > DAY:
        raise ValueError(f"{text!r} is past 24:00")
    return clock


def parse_hours(text: str) -> tuple[float, float]:
    """Read a span of clock times; one that ends past midnight ends above 24 h.

    Examples
    --------
    >>> parse_hours("08:00-20:00")
    (28800.0, 72000.0)
    >>> parse_hours("22:00-06:00")
    (79200.0, 108000.0)
    """
    ends = re.split("\\s*[-\u2013]\\s*", text.strip())
    if len(ends) != 2:  # noqa: PLR2004 - a span has two ends
        raise ValueError(f"{text!r} is not a span of hours; write '08:00-20:00'")
    start, end = parse_clock(ends[0]), parse_clock(ends[1])
    if start == end:
        raise ValueError(f"{text!r} is an empty span; write '00:00-24:00' for all day")
    return start, end if end > start else end + DAY


def parse_rate(text: str) -> float:
    """Read a rate in contacts per second: ``40/h``, ``20/min``, ``3 per hour``."""
    part = re.fullmatch(rf"\s*({_NUMBER})\s*(?:/|per)\s*([A-Za-z]+)\s*", text)
    unit = _UNITS.get(part[2].lower()) if part else None
    if part is None or unit is None:
        raise ValueError(f"{text!r} is not a rate; write one such as '40/h' or '3/min'")
    return float(part[1]) / unit


def parse_wage(text: str) -> tuple[float, str]:
    """Read money per hour and its currency: ``24 EUR/h``."""
    part = re.fullmatch(
        rf"\s*({_NUMBER})\s*([A-Za-z€$£]+)\s*(?:/|per)\s*(?:h|hour)\s*", text
    )
    if part is None:
        raise ValueError(f"{text!r} is not a wage; write one such as '24 EUR/h'")
    return float(part[1]), part[2]


def parse_price(text: str) -> tuple[float, str, str]:
    """Read money for one of something: ``0.15 EUR/session``, ``2 EUR per line``.

    Parameters
    ----------
    text : str

    Returns
    -------
    amount : float
    currency : str
    per : str
        What it is for, ``minute`` where the text says ``min``; empty if it does
        not say.

    Raises
    ------
    ValueError
        If it cannot be read.

    Examples
    --------
    >>> parse_price("0.15 EUR/session"), parse_price("0.05 EUR")
    ((0.15, 'EUR', 'session'), (0.05, 'EUR', ''))
    """
    part = _PRICE.fullmatch(text.strip())
    if part is None or part[2].lower() in (*_UNITS, "per"):
        squeezed = text.strip()
        if re.match(r"[0-9]+,[0-9]", squeezed):
            raise ValueError(
                f"{text!r} has a decimal comma; write a point, as in '0.15 EUR/session'"
            )
        if re.match(r"-\s*[0-9.]", squeezed):
            raise ValueError(f"{text!r} is negative; a price is at least 0")
        if re.fullmatch(rf"(?:{_NUMBER})(?:\s*(?:/|per)\s*[A-Za-z]+)?", squeezed):
            raise ValueError(
                f"{text!r} has no currency; write one as in '0.15 EUR/session'"
            )
        raise ValueError(
            f"{text!r} is not a price; write one such as '0.15 EUR/session'"
        )
    per = (part[3] or part[4] or "").lower()
    return float(part[1]), part[2], "minute" if per == "min" else per


def parse_target(text: str) -> tuple[float, float]:
    """Read a service-level target: ``80% within 20 s`` gives ``(0.8, 20.0)``."""
    parts = re.split(r"\s+(?:within|in)\s+", text.strip())
    if len(parts) != 2:  # noqa: PLR2004 - a share and a time
        raise ValueError(
            f"{text!r} is not a target; write one such as '80% within 20 s'"
        )
    return parse_share(parts[0]), parse_duration(parts[1])


def format_duration(seconds: float) -> str:
    """Write a duration exactly, in its largest whole unit: ``5 min``, ``12.5 s``."""
    for unit, size in (("days", DAY), ("h", HOUR), ("min", MINUTE)):
        if seconds and seconds % size == 0:
            number = seconds / size
            return f"{number:g} {'day' if unit == 'days' and number == 1 else unit}"
    return f"{seconds!r} s".replace(".0 s", " s")


def format_share(share: float) -> str:
    """Write a share as a percentage: ``80%``."""
    return f"{share * 100:.12g}%"


def format_clock(seconds: float) -> str:
    """Write seconds after midnight as a clock time, past midnight from 0 again."""
    whole = int(seconds % DAY)
    hours, minutes, rest = whole // 3600, whole // 60 % 60, whole % 60
    return f"{hours:02d}:{minutes:02d}" + (f":{rest:02d}" if rest else "")
