"""Plain text laid out in columns: what a terminal shows, line by line.

A `Sheet` is a list of lines made of styled pieces. It knows nothing of contact
centres; `omnisim.report.tables` fills it. Columns that do not fit the width
continue below, under a heading of their own, so that nothing is cut off.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from omnisim.report.digits import Shown

__all__ = ["Grid", "Row", "Sheet", "to_ascii"]

_GAP = "  "
_NARROWEST = 40  # characters; a narrower terminal breaks the lines itself
# a number stays with its unit and its half-width when a line is broken
_BETWEEN = re.compile(
    r"(?<=[0-9]) (?=(?:%|s|min|h)(?:\W|$))| (?=±|\+/-)|(?<=±) |(?<=/-) "
)
_GLUE = "\N{NO-BREAK SPACE}"
_ASCII = str.maketrans(
    {
        "±": "+/-",
        "●": "*",
        "▲": "!",
        "■": "#",
        "○": "o",
        "÷": "/",
        "×": "x",  # noqa: RUF001 - the sign to be replaced
        "∞": "inf",
        "≤": "<=",
        "≥": ">=",
        "–": "-",  # noqa: RUF001 - the sign to be replaced
        "—": "-",
        "…": "...",
        "’": "'",  # noqa: RUF001 - the sign to be replaced
    }
)


def to_ascii(text: str) -> str:
    """Return text in which every sign of ours that is not ASCII is spelt out.

    Examples
    --------
    >>> to_ascii("80.6 ± 1.2 %")
    '80.6 +/- 1.2 %'
    """
    return text.translate(_ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One figure across the columns of a grid.

    Parameters
    ----------
    title : str
    unit : str
        Printed once, between title and cells.
    cells : tuple of Shown
        One per column.
    notes : tuple of str
        A word behind each cell, or empty.
    styles : tuple of str
        One per cell, or empty; names of rich styles.
    """

    title: str
    unit: str
    cells: tuple[Shown, ...]
    notes: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()

    def note(self, at: int) -> str:
        """Return the word behind a cell."""
        return self.notes[at] if self.notes else ""

    def style(self, at: int) -> str:
        """Return the style of a cell."""
        return self.styles[at] if self.styles else ""


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows, at least one, under a heading; `columns` are empty if there is only one."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def n_columns(self) -> int:
        """The number of columns, with or without heads."""
        return len(self.columns) or 1


@dataclass(frozen=True, slots=True)
class _Frame:
    """Widths that several grids share, in characters."""

    titles: int
    units: int
    values: int

    @property
    def indent(self) -> int:
        """Where the first column begins."""
        return 2 + self.titles + len(_GAP) + self.units


@dataclass
class Sheet:
    """Lines of styled pieces, made for a width.

    Parameters
    ----------
    width : int
        Characters; at least 40 are used.
    ascii_only : bool
        Spell out the signs that an ASCII terminal does not have.
    """

    width: int = 80
    ascii_only: bool = False
    lines: list[list[tuple[str, str]]] = field(default_factory=list)

    def add(self, *pieces: tuple[str, str]) -> None:
        """Add one line of (text, style) pieces, as it is."""
        self.lines.append([(self._spell(text), style) for text, style in pieces])

    def say(self, text: str, style: str = "", indent: str = "") -> None:
        """Add a paragraph, broken at the width; following lines are indented."""
        glued = _BETWEEN.sub(_GLUE, self._spell(text))
        wrapped = textwrap.wrap(
            glued, max(self.width, _NARROWEST), subsequent_indent=indent
        )
        for line in wrapped or [""]:
            self.lines.append([(line.replace(_GLUE, " "), style)])

    def draw(self, grids: Sequence[Grid]) -> None:
        """Add grids that line up; columns that do not fit continue below.

        Parameters
        ----------
        grids : sequence of Grid
            Each is preceded by an empty line.
        """
        rows = [row for grid in grids for row in grid.rows]
        frame = _Frame(
            titles=max((len(row.title) for row in rows), default=0),
            units=max((len(row.unit) for row in rows), default=0),
            # several columns need the room that lining up would take
            values=max((len(row.cells[0].value) for row in rows), default=0)
            if all(grid.n_columns == 1 for grid in grids)
            else 0,
        )
        room = max(self.width, _NARROWEST) - frame.indent
        for grid in grids:
            columns = [self._column(grid, at, frame) for at in range(grid.n_columns)]
            heading = grid.title
            for part in _parts([len(column[0]) for column in columns], room):
                self.say("")
                self._draw_part(grid, heading, columns, part, frame)
                heading = f"{grid.title}, continued"

    def text(self) -> str:
        """Return the sheet without styles."""
        return "\n".join(
            "".join(text for text, _ in line).rstrip() for line in self.lines
        )

    def to_rich(self) -> Text:
        """Return the sheet as styled rich text."""
        from rich.text import Text  # noqa: PLC0415 - only for a terminal

        sheet = Text()
        for line in self.lines:
            for text, style in line:
                sheet.append(text, style or None)
            sheet.append("\n")
        return sheet

    def _spell(self, text: str) -> str:
        return to_ascii(text) if self.ascii_only else text

    def _column(self, grid: Grid, at: int, frame: _Frame) -> list[str]:
        """Return the head and the cells of a column, all of one length."""
        sign = self._spell(" ± ")
        values = [self._spell(row.cells[at].value) for row in grid.rows]
        widths = [row.cells[at].half_width for row in grid.rows]
        notes = [row.note(at) for row in grid.rows]
        # the first columns of all grids line up
        left = max(frame.values if at == 0 else 0, *map(len, values))
        right, note = max(map(len, widths)), max(map(len, notes))
        cells = [
            value.rjust(left)
            + ((sign if width else " " * len(sign)) + width.ljust(right)) * (right > 0)
            + f"{_GAP}{word:{note}}" * (note > 0)
            for value, width, word in zip(values, widths, notes, strict=True)
        ]
        head = self._spell(grid.columns[at]) if grid.columns else ""
        full = max(len(head), *map(len, cells))
        # numbers under the end of their head, words after them
        return [head.rjust(full), *(cell.rjust(full) for cell in cells)]

    def _draw_part(
        self,
        grid: Grid,
        heading: str,
        columns: list[list[str]],
        part: Sequence[int],
        frame: _Frame,
    ) -> None:
        heads = [_GAP + columns[at][0] for at in part]
        self.add((f"{heading:{frame.indent}}", "bold"), ("".join(heads), "dim"))
        for number, row in enumerate(grid.rows, start=1):
            if not any(row.cells[at].value for at in part):
                continue  # it has nothing to say of these columns
            line = [
                (f"  {row.title:{frame.titles}}{_GAP}", ""),
                (f"{row.unit:{frame.units}}", "dim"),
            ]
            line += [(_GAP + columns[at][number], row.style(at)) for at in part]
            self.add(*line)


def _parts(widths: list[int], room: int) -> Iterator[list[int]]:
    """Yield the columns that fit side by side, at least one at a time."""
    part: list[int] = []
    used = 0
    for at, width in enumerate(widths):
        needed = len(_GAP) + width
        if part and used + needed > room:
            yield part
            part, used = [], 0
        part.append(at)
        used += needed
    yield part
