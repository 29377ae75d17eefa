"""Interval tables, recorded arrivals and observed durations from planners' files.

Given the path of a CSV or XLSX file and options as texts; hands on the rows as the
models of `omnisim.scenario.schema`. Columns are found by the names planners give
them, or named in the options. All faults of a file are raised at once, each with
its row and column.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from omnisim.errors import ScenarioError, nearest
from omnisim.scenario import cells
from omnisim.scenario.schema import Recorded, Row, Table
from omnisim.scenario.sheets import read_sheet
from omnisim.units import DAY, format_clock, format_duration, parse_duration

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path
    from typing import Any

    from omnisim.errors import Fault
    from omnisim.scenario.sheets import Line, Sheet

__all__ = ["read_durations", "read_table", "read_times"]

_T = TypeVar("_T")
_MOST_INTERVALS = 200_000  # five years of quarter hours, and read in seconds
_MOST_FAULTS = 20  # a file wrong in every line should not fill the screen

_START = ("start", "from", "time", "interval", "interval start", "start time", "begin")
_COUNT = (
    "count", "counts", "calls", "contacts", "offered", "volume", "arrivals",
    "calls offered", "contacts offered", "incoming", "calls mean",
    "agents", "staff", "headcount", "head count", "fte",
)  # fmt: skip
_WEEKDAY = ("weekday", "day of week", "day")
_DATE = ("date", "start date", "interval date")
_ISSUE = ("issue", "reason", "contact type", "call type")
_AT = ("time", "at", "arrived", "arrived at", "arrival", "start", "timestamp")
_DURATION = ("duration", "talk", "talk time", "handle time", "wrap up", "wait", "aht")


def read_table(path: Path, options: Mapping[str, str] | None = None) -> Table:
    """Read an interval table: a column of interval starts and one of counts.

    Parameters
    ----------
    path : Path
        CSV or XLSX.
    options : mapping of str to str, optional
        Names of columns (`start`, `count`, `weekday`, `date`, `issue`) where they
        are not the usual ones; `per`, the length of a step, where one row alone
        does not tell it; `sheet` of a workbook; `encoding` of a text file.

    Returns
    -------
    Table
        Rows in order of date, weekday, issue and start.

    Raises
    ------
    ScenarioError
        With every fault: missing or ambiguous columns, cells that cannot be read,
        duplicate intervals, gaps in the grid.
    MissingExtraError
        If a workbook is to be read and the extra ``excel`` is not installed.
    """
    chosen = dict(options or {})
    reader = _Reader(path, chosen)
    if len(reader.sheet.lines) > _MOST_INTERVALS:
        reader.note(f"more than {_MOST_INTERVALS} intervals")
        reader.stop_if_faulty()
    start = reader.needed_column("start", _START)
    count = reader.needed_column("count", _COUNT)
    weekday = reader.column("weekday", _WEEKDAY)
    date = reader.column("date", _DATE)
    issue = reader.column("issue", _ISSUE)
    reader.stop_if_faulty()
    comma = reader.decimal_comma(count)
    rows: list[tuple[int, Row, float | None]] = []
    for line in reader.sheet.lines:
        at = reader.read(line, start, cells.read_start)
        number = reader.read(
            line, count, lambda cell: cells.read_number(cell, comma=comma)
        )
        day = reader.read(line, weekday, cells.read_weekday)
        on = reader.read(line, date, cells.read_date)
        what = reader.read(line, issue, cells.read_name)
        if at is None or number is None:
            continue
        if at.date and on and at.date != on:
            reader.note(f"start says {at.date}, date says {on}", line, date)
        on = at.date or on
        if on and day not in (None, on.weekday()):
            wrong = f"{on} is a {cells.WEEKDAYS[on.weekday()]}"
            reader.note(wrong, line, weekday)
        row = Row(start=at.clock, count=number, weekday=day, date=on, issue=what)
        rows.append((line.row, row, at.length))
    reader.stop_if_faulty()
    per = _step(reader, rows, chosen.get("per"))
    _check_grid(reader, rows, per)
    reader.stop_if_faulty()
    return Table(per=per, rows=tuple(sorted((row for _, row, _ in rows), key=_order)))


def read_times(
    path: Path, options: Mapping[str, str], start: dt.datetime
) -> tuple[Recorded, ...]:
    """Read recorded arrivals: a column of instants, optionally one of issues.

    Parameters
    ----------
    path : Path
        CSV or XLSX.
    options : mapping of str to str
        Names of columns (`start`, `date`, `issue`), `sheet`, `encoding`.
    start : datetime
        Start of the calendar. A clock time without a date is that of the first
        24 hours from here.

    Returns
    -------
    tuple of Recorded
        In order of time; instants before `start` are negative.

    Raises
    ------
    ScenarioError
        With every fault of the file.
    MissingExtraError
        If a workbook is to be read and the extra ``excel`` is not installed.
    """
    reader = _Reader(path, options)
    time = reader.needed_column("start", _AT)
    date = reader.column("date", _DATE)
    issue = reader.column("issue", _ISSUE)
    reader.stop_if_faulty()
    recorded = []
    for line in reader.sheet.lines:
        at = reader.read(line, time, cells.read_instant)
        on = reader.read(line, date, cells.read_date)
        what = reader.read(line, issue, cells.read_name)
        if at is not None:
            seconds = cells.since(start, at.date or on, at.clock)
            recorded.append(Recorded(at=seconds, issue=what))
    reader.stop_if_faulty()
    return tuple(sorted(recorded, key=lambda one: (one.at, one.issue or "")))


def read_durations(
    path: Path, options: Mapping[str, str] | None = None
) -> tuple[float, ...]:
    """Read observed durations, one a row.

    Parameters
    ----------
    path : Path
        CSV or XLSX.
    options : mapping of str to str, optional
        `column`, where its name is not a usual one; `unit` of plain numbers, where
        the column's name does not end in it (``talk_s``, ``talk [min]``);
        `sheet`, `encoding`.

    Returns
    -------
    tuple of float, seconds
        Rising.

    Raises
    ------
    ScenarioError
        With every fault: cells that are no duration, plain numbers without a unit.
    MissingExtraError
        If a workbook is to be read and the extra ``excel`` is not installed.
    """
    chosen = dict(options or {})
    reader = _Reader(path, chosen)
    column = reader.needed_column("column", _DURATION)
    reader.stop_if_faulty()
    unit = chosen.get("unit") or cells.unit_of(reader.sheet.header[column])
    comma = reader.decimal_comma(column)
    read = [
        reader.read(
            line, column, lambda cell: cells.read_duration(cell, unit, comma=comma)
        )
        for line in reader.sheet.lines
    ]
    reader.stop_if_faulty()
    return tuple(sorted(seconds for seconds in read if seconds is not None))


class _Reader:
    """A sheet being read; faults gather until `stop_if_faulty`."""

    def __init__(self, path: Path, options: Mapping[str, str]) -> None:
        self.sheet: Sheet = read_sheet(
            path, sheet=options.get("sheet"), encoding=options.get("encoding")
        )
        self.options = options
        self.faults: list[Fault] = []

    def column(
        self, role: str, usual: Iterable[str], *, needed: bool = False
    ) -> int | None:
        """Find the column of a role: by the name given, else by the usual ones."""
        header = self.sheet.header
        given = self.options.get(role)
        wanted = [given] if given is not None else list(usual)
        found = [n for n, name in enumerate(header) if _same(name, wanted)]
        if len(found) == 1:
            return found[0]
        allowed = ", ".join(header)
        if found:
            names = " and ".join(repr(header[n]) for n in found)
            say = f"say which, as in {role}: {header[found[0]]}"
            self.note(f"{names} may hold {role!r}; {say}")
        elif given is not None:
            wrong = f"no column {given!r} (for {role!r})"
            self.note(wrong, allowed=allowed, hint=nearest(given, header))
        elif needed:
            hint = next((near for n in usual if (near := nearest(n, header))), "")
            self.note(
                f"no column for {role!r}; usual names are {', '.join(wanted)}; or name "
                f"yours, as in {role}: {header[-1 if role == 'count' else 0]}",
                allowed=allowed,
                hint=hint,
            )
        return None

    def needed_column(self, role: str, usual: Iterable[str]) -> int:
        """Find a column; a fault if there is none, for `stop_if_faulty` to raise."""
        return self.column(role, usual, needed=True) or 0

    def decimal_comma(self, column: int) -> bool:
        """Say whether a column has decimal commas; a fault if that is not clear."""
        lines = [x for x in self.sheet.lines if isinstance(x.cells[column], str)]
        try:
            texts = [line.cells[column] for line in lines]
            return cells.has_decimal_comma(texts, self.sheet.delimiter)
        except ValueError as error:
            first = next(line for line in lines if "," in line.cells[column])
            self.note(f"{self.sheet.header[column]}: {error}", first, column)
            # which numbers are meant is open until this is clear
            raise ScenarioError(self.faults) from error

    def read(
        self, line: Line, column: int | None, parse: Callable[[Any], _T]
    ) -> _T | None:
        """Read one cell; None, and a fault, where it cannot be read."""
        if column is None:
            return None
        try:
            return parse(line.cells[column])
        except ValueError as error:
            self.note(f"{self.sheet.header[column]}: {error}", line, column)
        return None

    def note(
        self,
        wrong: str,
        line: Line | None = None,
        column: int | None = None,
        *,
        row: int = 0,
        allowed: str = "",
        hint: str = "",
    ) -> None:
        """Add a fault; rows count from 1, `column` from 0."""
        self.faults.append(
            self.sheet.place.fault(
                wrong,
                allowed,
                hint,
                row=line.row if line else row,
                column=0 if column is None else column + 1,
            )
        )

    def stop_if_faulty(self) -> None:
        """Raise what was gathered, as many as people want to read."""
        if not self.faults:
            return
        shown = self.faults[:_MOST_FAULTS]
        if left := len(self.faults) - len(shown):
            shown.append(self.sheet.place.fault(f"{left} more faults of this kind"))
        raise ScenarioError(shown)


def _same(name: str, wanted: Iterable[str]) -> bool:
    plain = " ".join(name.replace("_", " ").replace("-", " ").lower().split())
    return any(name == one or plain == one.lower() for one in wanted)


_Group = dict[tuple[object, ...], list[tuple[int, Row]]]


def _groups(rows: Iterable[tuple[int, Row, float | None]]) -> _Group:
    """Put rows that share a day and an issue together, by start."""
    groups: _Group = {}
    for number, row, _ in rows:
        key = (row.date, row.weekday, row.issue)
        groups.setdefault(key, []).append((number, row))
    for members in groups.values():
        members.sort(key=lambda member: member[1].start)
    return groups


def _step(
    reader: _Reader, rows: list[tuple[int, Row, float | None]], per: str | None
) -> float:
    """Return the length of a step: as given, as the spans say, or the smallest gap."""
    if per is not None:
        return parse_duration(per)
    lengths = {length for _, _, length in rows if length is not None}
    if len(lengths) > 1:
        found = ", ".join(format_duration(length) for length in sorted(lengths))
        reader.note(f"intervals are of different length: {found}")
    if lengths:
        return min(lengths)
    gaps = [
        late.start - early.start
        for members in _groups(rows).values()
        for (_, early), (_, late) in pairwise(members)
        if late.start > early.start
    ]
    if not gaps:
        reader.note("one interval a day does not tell its length; give per: 30 min")
    reader.stop_if_faulty()
    return min(gaps)


def _check_grid(
    reader: _Reader, rows: list[tuple[int, Row, float | None]], per: float
) -> None:
    """Note duplicate and overlapping intervals, and gaps between them."""
    for members in _groups(rows).values():
        pairs = list(pairwise(members))
        first_start, last_start = members[0][1].start, members[-1][1].start
        round_midnight = first_start + DAY - last_start <= per
        widest = max(
            (late.start - early.start for (_, early), (_, late) in pairs), default=0
        )
        for (first, early), (number, late) in pairs:
            gap = late.start - early.start
            name = _interval_name(late)
            if gap == 0:
                wrong = f"duplicate interval {name}, first in row {first}"
                reader.note(wrong, row=number)
            elif gap < per:
                before = format_clock(early.start)
                wrong = (
                    f"interval {name} begins before the one at {before} (row {first}) "
                    f"is over; a step is {format_duration(per)}"
                )
                reader.note(wrong, row=number)
            elif gap > per and round_midnight and gap == widest:
                # a grid that runs on over midnight has its closing hours inside
                round_midnight = False
            elif gap > per:
                wrong = (
                    f"no interval between {format_clock(early.start + per)} and "
                    f"{name}; a step is {format_duration(per)}; write 0 where "
                    "nothing comes"
                )
                reader.note(wrong, row=number)


def _interval_name(row: Row) -> str:
    words = [
        row.date.isoformat() if row.date else "",
        cells.WEEKDAYS[row.weekday] if row.weekday is not None else "",
        format_clock(row.start),
        f"of {row.issue!r}" if row.issue else "",
    ]
    return " ".join(word for word in words if word)


def _order(row: Row) -> tuple[int, int, str, float]:
    date = row.date.toordinal() if row.date else 0
    return date, -1 if row.weekday is None else row.weekday, row.issue or "", row.start
