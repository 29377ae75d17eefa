"""Plain text laid out in columns: what a terminal shows, line by line.

A `Sheet` is a list of lines made of styled pieces. It knows nothing of contact
centres; `omnisim.report.tables` fills it. Columns that do not fit the width
continue below, under a heading of their own, so that nothing is cut off.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.text import Text

    from omnisim.report.digits import Shown

__all__ = ["Grid", "Row", "Sheet", "to_ascii"]

_GAP = "  "
_ASCII = str.maketrans(
    {
        "±": "+/-",
        "●": "*",
        "▲": "!",
        "■": "#",
        "○": "o",
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
    styles : tuple of str
        One per cell, or empty; names of rich styles.
    """

    title: str
    unit: str
    cells: tuple[Shown, ...]
    styles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows under a heading; `columns` are empty where there is only one."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


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
        wrapped = textwrap.wrap(
            self._spell(text), max(self.width, 40), subsequent_indent=indent
        )
        for line in wrapped or [""]:
            self.lines.append([(line, style)])

    def draw(self, grid: Grid, label_width: int = 0) -> None:
        """Add a grid; columns that do not fit continue below.

        Parameters
        ----------
        grid : Grid
        label_width : int
            Of the titles at least, so that several grids line up.
        """
        titles = max([label_width, *(len(row.title) for row in grid.rows)])
        units = max((len(row.unit) for row in grid.rows), default=0)
        columns = [self._column(grid, at) for at in range(len(self._heads(grid)))]
        room = max(self.width, 40) - 2 - titles - len(_GAP) - units
        for part in _parts([len(column[0]) for column in columns], room):
            self._draw_part(grid, part, columns, titles, units)

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

    def _heads(self, grid: Grid) -> tuple[str, ...]:
        return grid.columns or ("",)

    def _column(self, grid: Grid, at: int) -> list[str]:
        """Return the head and the cells of a column, all of one length."""
        sign = self._spell(" ± ")
        values = [self._spell(row.cells[at].value) for row in grid.rows]
        widths = [row.cells[at].half_width for row in grid.rows]
        left = max(map(len, values), default=0)
        right = max(map(len, widths), default=0)
        cells = [
            value.rjust(left)
            + ((sign if width else " " * len(sign)) + width.ljust(right)) * (right > 0)
            for value, width in zip(values, widths, strict=True)
        ]
        head = self._spell(self._heads(grid)[at])
        full = max(len(head), *map(len, cells)) if cells else len(head)
        return [head.rjust(full), *(cell.rjust(full) for cell in cells)]

    def _draw_part(
        self,
        grid: Grid,
        part: Sequence[int],
        columns: list[list[str]],
        titles: int,
        units: int,
    ) -> None:
        heads = _GAP.join(columns[at][0] for at in part)
        label = f"{grid.title:{titles + 2 + len(_GAP) + units}}"
        self.add((label, "bold"), (_GAP + heads, "dim"))
        for number, row in enumerate(grid.rows, start=1):
            line = [
                (f"  {row.title:{titles}}{_GAP}", ""),
                (f"{row.unit:{units}}", "dim"),
            ]
            for at in part:
                style = row.styles[at] if row.styles else ""
                line.append((_GAP + columns[at][number], style))
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
    if part:
        yield part
