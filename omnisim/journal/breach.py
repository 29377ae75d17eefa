"""How a broken law of the journal is told: the law, and the rows that break it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from omnisim.journal.schema import WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from omnisim.journal.journal import Journal

__all__ = ["Breach", "Flags", "Rows", "broken"]

Flags = npt.NDArray[np.bool_]
Rows = npt.NDArray[np.intp]

_SHOWN = 3  # rows told of each law: enough to see a pattern, short enough to read


@dataclass(frozen=True, slots=True)
class Breach:
    """A law and the rows of one table that break it.

    Parameters
    ----------
    law : str
        What ought to hold, as a clause: ``"talk ends no earlier than it begins"``.
    table : str
        Name of the table.
    rows : array of int
        Numbers of the offending rows, rising.
    show : tuple of str
        Columns that let a reader see what is wrong.
    """

    law: str
    table: str
    rows: Rows
    show: tuple[str, ...]

    def tell(self, journal: Journal) -> str:
        """Return the law and its first offenders, one indented line each."""
        count = f"{len(self.rows)} row{'' if len(self.rows) == 1 else 's'}"
        lines = [f"  {self.law}; broken by {count} of {self.table}"]
        lines += [
            f"    row {row}: {self._cells(journal, row)}"
            for row in self.rows[:_SHOWN].tolist()
        ]
        if len(self.rows) > _SHOWN:
            lines.append(f"    and {len(self.rows) - _SHOWN} more")
        return "\n".join(lines)

    def _cells(self, journal: Journal, row: int) -> str:
        record = journal.table(self.table)[row]
        return ", ".join(f"{name} {_cell(name, record[name])}" for name in self.show)


def broken(
    law: str, table: str, flags: Flags, show: tuple[str, ...]
) -> Iterator[Breach]:
    """Yield one breach if any flag is up, none otherwise.

    Parameters
    ----------
    law, table, show
        As in `Breach`.
    flags : array of bool, one per row of the table
        True where the row breaks the law.
    """
    if flags.any():
        yield Breach(law, table, np.flatnonzero(flags), show)


def _cell(column: str, value: np.generic) -> str:
    """Write a value so that it reads back exactly, codes in words."""
    words = WORDS.get(column)
    code = value.item()
    if words is not None and code in iter(words):
        return words(code).name.lower()
    return repr(code)
