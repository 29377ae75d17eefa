"""Times, durations and counts as a person would say them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from omnisim.units import DAY, HOUR, MINUTE

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Clock", "counted", "duration", "lapse", "listed", "ordinal", "times"]

_NUMBERS = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh")
_TEENS = range(11, 14)


@dataclass(frozen=True, slots=True)
class Clock:
    """Wall-clock words for the instants of one story.

    Parameters
    ----------
    start : datetime
        Wall clock at second 0.
    told_at : float, seconds
        When the story begins; its day goes without saying afterwards.
    """

    start: dt.datetime
    told_at: float

    def opening(self) -> str:
        """Say when the story begins: ``at 09:12:05 on Monday 2 March 2026``.

        Examples
        --------
        >>> Clock(dt.datetime(2026, 3, 2, 8), 75.0).opening()
        'at 08:01:15 on Monday 2 March 2026'
        """
        moment = self._moment(self.told_at)
        return f"at {moment:%H:%M:%S} on {_day(moment)} {moment.year}"

    def at(self, instant: float) -> str:
        """Say when, naming the day if it is another: ``at 09:12:05``."""
        return f"at {self.time(instant)}"

    def time(self, instant: float) -> str:
        """Say the time, naming the day if it is another than the story's.

        Examples
        --------
        >>> Clock(dt.datetime(2026, 3, 2, 8), 75.0).time(86400.0)
        '08:00:00 on Tuesday 3 March'
        """
        moment = self._moment(instant)
        if moment.date() == self._moment(self.told_at).date():
            return f"{moment:%H:%M:%S}"
        return f"{moment:%H:%M:%S} on {_day(moment)}"

    def _moment(self, instant: float) -> dt.datetime:
        return self.start + dt.timedelta(seconds=round(float(instant)))


def _day(moment: dt.datetime) -> str:
    return f"{moment:%A} {moment.day} {moment:%B}"


def lapse(begin: float, end: float) -> float:
    """Return the seconds between two instants as their spoken times have it.

    A clock that is told to the second and a duration that is rounded by itself
    may differ by one; whoever adds them up should not find that.

    Examples
    --------
    >>> lapse(0.6, 3.4), lapse(0.6, 1.4)
    (2.0, 0.799...)
    """
    return float(round(end) - round(begin)) or float(end - begin)


def duration(seconds: float) -> str:
    """Say how long, in the two largest units that matter.

    Examples
    --------
    >>> duration(130.2), duration(7260.0), duration(0.3)
    ('2 min 10 s', '2 h 1 min', 'less than a second')
    """
    if 0 < seconds < 1:
        return "less than a second"
    left = round(seconds)
    for size, unit, part, part_unit in (
        (DAY, "day", HOUR, "h"),
        (HOUR, "h", MINUTE, "min"),
        (MINUTE, "min", 1.0, "s"),
    ):
        if left >= size:
            whole = int(left // size)
            rest = int(left % size // part)
            name = "days" if unit == "day" and whole > 1 else unit
            return f"{whole} {name}" + (f" {rest} {part_unit}" if rest else "")
    return f"{left} s"


def counted(n: int, noun: str, plural: str = "") -> str:
    """Say how many: ``one contact``, ``12 contacts``, ``two replies``."""
    number = _NUMBERS[n] if n < len(_NUMBERS) else str(n)
    return f"{number} {noun if n == 1 else plural or noun + 's'}"


def times(n: int) -> str:
    """Say how often: ``once``, ``twice``, ``three times``."""
    return {1: "once", 2: "twice"}.get(n) or counted(n, "time")


def ordinal(n: int) -> str:
    """Say which of several: ``second``, ``11th``, ``22nd``.

    Examples
    --------
    >>> [ordinal(n) for n in (3, 11, 22, 101)]
    ['third', '11th', '22nd', '101st']
    """
    if n < len(_ORDINALS):
        return _ORDINALS[n]
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}" + ("th" if n % 100 in _TEENS else suffix)


def listed(parts: Sequence[str]) -> str:
    """Join with commas and a last "and".

    Examples
    --------
    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *head, last = parts
    return f"{', '.join(head)} and {last}" if head else last
