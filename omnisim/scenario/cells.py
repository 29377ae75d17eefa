"""What stands in one cell of a planner's file: clock, date, weekday, number.

Each ``read_…`` takes a cell, which is text or what Excel holds, and raises
``ValueError`` whose text says what was found and what is allowed. An empty cell of
a column that may be empty gives None.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass

from omnisim.units import DAY, HOUR, MINUTE, parse_clock, parse_duration

__all__ = [
    "WEEKDAYS",
    "Start",
    "has_decimal_comma",
    "read_date",
    "read_duration",
    "read_instant",
    "read_name",
    "read_number",
    "read_start",
    "read_weekday",
    "since",
    "unit_of",
]

WEEKDAYS = (
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
)  # fmt: skip
_SPACES = "\u00a0\u202f"  # put between groups of three digits by some programs
_CLOCK_EXAMPLES = "'08:00', '8:00 AM', '08:00-08:30' or '2026-03-02 08:00'"
_UNIT = re.compile(
    r"(?:^|[\s_(\[])(s|sec|seconds|min|minutes|h|hours)[)\]]?\s*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Start:
    """An instant by the clock.

    Parameters
    ----------
    clock : float
        Seconds after midnight, below 86 400.
    date : date or None
        None where only the clock was given.
    length : float or None
        Of the interval, in seconds, where its end was given too.
    """

    clock: float
    date: dt.date | None = None
    length: float | None = None


def read_start(cell: object) -> Start:
    """Read the start of an interval, to the second.

    Examples
    --------
    >>> read_start("8:30")
    Start(clock=30600.0, date=None, length=None)
    >>> read_start("08:00-08:30").length
    1800.0
    """
    found = read_instant(cell)
    # Excel keeps times as fractions of a day, which seldom are whole seconds
    return Start(float(round(found.clock)) % DAY, found.date, found.length)


def read_instant(cell: object) -> Start:
    """Read an instant: a clock time, perhaps with its date, perhaps to the microsecond.

    Examples
    --------
    >>> read_instant("2026-03-02T08:00:00.5")
    Start(clock=28800.5, date=datetime.date(2026, 3, 2), length=None)
    """
    if isinstance(cell, str):
        return _instant_text(cell.strip().strip(_SPACES))
    if isinstance(cell, dt.datetime):
        return Start(_clock(cell.time()), cell.date())
    if isinstance(cell, dt.time):
        return Start(_clock(cell))
    if isinstance(cell, dt.timedelta):
        return Start(_below_a_day(cell.total_seconds(), cell))
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Start(_below_a_day(cell * DAY, cell))  # Excel: a fraction of a day
    found = "the cell is empty" if cell is None else f"{cell} is not a clock time"
    raise ValueError(f"{found}; write {_CLOCK_EXAMPLES}")


def since(start: dt.datetime, date: dt.date | None, clock: float) -> float:
    """Return seconds from `start` to a clock time, on a date or next after `start`."""
    if date is None:
        midnight = dt.datetime.combine(start.date(), dt.time())
        return (clock - (start - midnight).total_seconds()) % DAY
    return (dt.datetime.combine(date, dt.time()) - start).total_seconds() + clock


def read_date(cell: object) -> dt.date | None:
    """Read a date: ``2026-03-02``, ``2.3.2026``, or Excel's own."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, dt.datetime):
        return cell.date()
    if isinstance(cell, dt.date):
        return cell
    text = _text(cell)
    dotted = re.fullmatch(r"(\d\d?)\.(\d\d?)\.(\d{4})", text)
    try:
        if dotted:
            return dt.date(int(dotted[3]), int(dotted[2]), int(dotted[1]))
        return dt.date.fromisoformat(text.partition(" ")[0].partition("T")[0])
    except ValueError:
        wrong = f"{text!r} is not a date; write year, month and day as in '2026-03-02'"
        raise ValueError(wrong) from None


def read_weekday(cell: object) -> int | None:
    """Read a weekday by its English name; Monday is 0.

    Examples
    --------
    >>> read_weekday("Tuesday"), read_weekday("sun")
    (1, 6)
    """
    if cell is None or cell == "":
        return None
    text = _text(cell)
    for number, name in enumerate(WEEKDAYS):
        if text.lower() in {name.lower(), name[:3].lower()}:
            return number
    raise ValueError(f"unknown weekday {text!r}; write {', '.join(WEEKDAYS)}")


def read_name(cell: object) -> str | None:
    """Read the name of an issue; None where the cell is empty."""
    return None if cell is None else _text(cell) or None


def has_decimal_comma(texts: list[str], delimiter: str) -> bool:
    """Say whether the numbers of a column are written with a comma.

    Parameters
    ----------
    texts : list of str
        Cells of the column, numbers or not.
    delimiter : str
        Of the file.

    Returns
    -------
    bool

    Raises
    ------
    ValueError
        If a mark of thousands cannot be told from a decimal mark.
    """
    commas = [text for text in texts if "," in text]
    points = [text for text in texts if "." in text]
    if commas and points:
        both = next((text for text in commas if "." in text), "")
        found = f"{commas[0]!r} has a comma, {points[0]!r} a point"
        if both:
            found = f"{both!r} has a comma and a point"
        raise ValueError(f"{found}; write one decimal mark and none for thousands")
    if delimiter == "," and any(re.fullmatch(r"\d+,\d{3}", text) for text in commas):
        raise ValueError(
            f"{commas[0]!r} may be thousands or a decimal comma; "
            "write 1234 without a mark, or 1.234"
        )
    return bool(commas)


def read_number(cell: object, *, comma: bool = False) -> float:
    """Read a number of at least 0.

    Examples
    --------
    >>> read_number("12,5", comma=True), read_number("1 200"), read_number(7)
    (12.5, 1200.0, 7.0)
    """
    if isinstance(cell, bool) or cell is None or cell == "":
        raise ValueError("the cell is empty; write 0 for none")
    if isinstance(cell, int | float):
        number = float(cell)
    else:
        text = _text(cell)
        plain = re.sub(rf"(?<=\d)[ {_SPACES}](?=\d{{3}}(?!\d))", "", text)
        plain = plain.replace(",", ".") if comma else plain
        if not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", plain):
            raise ValueError(f"{text!r} is not a number")
        number = float(plain)
    if not 0 <= number < math.inf:
        raise ValueError(f"{cell} is not a number of at least 0")
    return number


def unit_of(header: str) -> str:
    """Return the unit a column's name ends in, or an empty text.

    Examples
    --------
    >>> unit_of("talk_s"), unit_of("Talk time [min]"), unit_of("calls")
    ('s', 'min', '')
    """
    found = _UNIT.search(header)
    return found[1].lower() if found else ""


def read_duration(cell: object, unit: str = "", *, comma: bool = False) -> float:
    """Read a duration in seconds: ``90 s``, ``0:03:20``, or a number of `unit`.

    Examples
    --------
    >>> read_duration("0:01:30"), read_duration("90 s"), read_duration("1.5", "min")
    (90.0, 90.0, 90.0)
    """
    if isinstance(cell, dt.timedelta):
        return read_number(cell.total_seconds())
    if isinstance(cell, dt.time):  # how Excel holds a duration typed as 0:03:20
        return _clock(cell)
    text = "" if cell is None else str(cell).strip()
    parts = re.fullmatch(r"(?:(\d+):)?(\d+):([0-5]\d(?:[.,]\d+)?)", text)
    if parts:
        seconds = float(parts[3].replace(",", "."))
        return int(parts[1] or 0) * HOUR + int(parts[2]) * MINUTE + seconds
    if re.search(r"[A-Za-z]\s*$", text):
        return parse_duration(text.replace(",", ".") if comma else text)
    number = read_number(cell, comma=comma)
    if not unit:
        raise ValueError(
            f"{text} has no unit; name the column talk_s or talk_min, or give the unit"
        )
    return number * parse_duration(f"1 {unit}")


def _text(cell: object) -> str:
    return str(cell).strip().strip(_SPACES)


def _clock(time: dt.time) -> float:
    return (
        time.hour * HOUR + time.minute * MINUTE + time.second + time.microsecond / 1e6
    )


def _below_a_day(seconds: float, cell: object) -> float:
    if not 0 <= seconds < DAY:
        raise ValueError(f"{cell} is not a clock time; write {_CLOCK_EXAMPLES}")
    return seconds


def _instant_text(text: str) -> Start:
    if re.match(r"\d{4}-\d\d-\d\d[T ]|\d\d?\.\d\d?\.\d{4} ", text):
        return _dated(text)
    ends = re.split(r"\s*[-\u2013]\s*", text)
    if len(ends) == 2 and all(ends):  # noqa: PLR2004 - a span has two ends
        start, end = _clock_text(ends[0], text), _clock_text(ends[1], text)
        return Start(_below_a_day(start, text), None, (end - start) % DAY or DAY)
    return Start(_below_a_day(_clock_text(text, text), text))


def _dated(text: str) -> Start:
    date, _, clock = text.replace("T", " ", 1).partition(" ")
    if re.search(r"(?:[Zz]|[+-]\d\d:?\d\d)$", clock):
        raise ValueError(f"{text!r} has a time zone; give the local clock")
    return Start(_below_a_day(_clock_text(clock.strip(), text), text), read_date(date))


def _clock_text(text: str, whole: str) -> float:
    part = re.fullmatch(r"(\d\d?:\d\d(?::\d\d)?)(\.\d+)?\s*([AaPp]\.?[Mm]\.?)?", text)
    if part is None:
        raise ValueError(f"{whole!r} is not a clock time; write {_CLOCK_EXAMPLES}")
    clock = parse_clock(part[1]) + float(part[2] or 0)
    if part[3]:
        if not HOUR <= clock < 13 * HOUR:
            raise ValueError(f"{whole!r} is not a clock time; write {_CLOCK_EXAMPLES}")
        clock = clock % (DAY / 2) + (DAY / 2 if part[3][0] in "Pp" else 0.0)
    return clock
