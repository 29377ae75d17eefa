"""The table of figures of one replication: tidy, small, and made to be added up.

Given by `omnisim.kpi.tabulate`; handed on to the experiment, which lays the tables
of many replications side by side. The columns that name the rows are the same
whenever the same scenario is played; they are built once and shared, and a table
that crosses a process border leaves them behind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

__all__ = ["Block", "KpiTable", "Names", "names_of"]

Floats = npt.NDArray[np.float64]
Names = npt.NDArray[np.object_]


class Block(NamedTuple):
    """Rows of one kind of window and slice: every figure by window by slice."""

    window_kind: str
    windows: tuple[int, ...]
    slice_kind: str
    slices: tuple[str, ...]
    kpis: tuple[str, ...]


class _Keys(NamedTuple):
    window_kind: Names
    window: npt.NDArray[np.int32]
    slice_kind: Names
    slice: Names
    kpi: Names


@lru_cache(maxsize=16)
def names_of(layout: tuple[Block, ...]) -> _Keys:
    """Return the columns that name the rows of some blocks.

    Parameters
    ----------
    layout : tuple of Block

    Returns
    -------
    _Keys
        Read-only columns, shared by all tables of this layout.
    """
    columns: list[list[npt.NDArray[Any]]] = [[] for _ in _Keys._fields]
    for block in layout:
        k, w, s = len(block.kpis), len(block.windows), len(block.slices)
        columns[0].append(_texts([block.window_kind]).repeat(k * w * s))
        windows = np.array(block.windows, dtype=np.int32)
        columns[1].append(np.tile(windows.repeat(s), k))
        columns[2].append(_texts([block.slice_kind]).repeat(k * w * s))
        columns[3].append(np.tile(_texts(block.slices), k * w))
        columns[4].append(_texts(block.kpis).repeat(w * s))
    keys = _Keys(*(np.concatenate(parts) for parts in columns))
    for column in keys:
        column.flags.writeable = False
    return keys


def _texts(names: tuple[str, ...] | list[str]) -> Names:
    return np.array(names, dtype=object)


@dataclass(frozen=True, eq=False)
class KpiTable:
    """Figures by window and slice, each as a numerator and a denominator.

    A figure nobody counts in is missing: its denominator is 0 and its value NaN.
    Intervals long after closing in which nothing happens have no rows; a count that
    has no row is 0.

    Parameters
    ----------
    window_kind : array of str, shape (n,)
        ``"run"`` (all that counts, after the warm-up), ``"day"`` or ``"interval"``.
    window : array of int, shape (n,)
        Number of the day or interval from the start of the calendar; 0 for the run.
    slice_kind : array of str, shape (n,)
        ``"all"``, ``"channel"``, ``"issue"``, ``"channel_issue"``, ``"group"`` or
        ``"move"``.
    slice : array of str, shape (n,)
        Its name, ``"phone"``, ``"phone/dispute"``, ``"phone > chat"``; empty for all.
    kpi : array of str, shape (n,)
        Id of the figure, see `omnisim.kpi.definitions`.
    numerator, denominator : array of float, shape (n,)
        Value = numerator / denominator.
    layout : tuple of Block, optional
        What the naming columns were built from.
    """

    window_kind: Names
    window: npt.NDArray[np.int32]
    slice_kind: Names
    slice: Names
    kpi: Names
    numerator: Floats
    denominator: Floats
    layout: tuple[Block, ...] = field(default=(), repr=False)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.numerator)

    @property
    def values(self) -> Floats:
        """The figures themselves, NaN where the denominator is 0."""
        found = np.full(len(self), np.nan)
        some = self.denominator != 0
        np.divide(self.numerator, self.denominator, out=found, where=some)
        return found

    def value(self, kpi: str, slice: str = "all", window: str = "run") -> float:  # noqa: A002 - the table's own word for it
        """Return one figure.

        Parameters
        ----------
        kpi : str
        slice : str
            ``"all"``, or kind and name: ``"channel:phone"``.
        window : str
            ``"run"``, or kind and number: ``"day:0"``, ``"interval:17"``.

        Returns
        -------
        float
            NaN where nobody counts.

        Raises
        ------
        KeyError
            If the table has no such row.
        """
        above, below = self.parts(kpi, slice, window)
        return above / below if below else float("nan")

    def parts(
        self,
        kpi: str,
        slice: str = "all",  # noqa: A002 - the table's own word for it
        window: str = "run",
    ) -> tuple[float, float]:
        """Return the numerator and denominator of one figure, as `value` does."""
        slice_kind, _, name = slice.partition(":")
        window_kind, _, number = window.partition(":")
        (found,) = np.nonzero(
            (self.kpi == kpi)
            & (self.slice_kind == slice_kind)
            & (self.slice == name)
            & (self.window_kind == window_kind)
            & (self.window == int(number or 0))
        )
        if not len(found):
            raise KeyError(f"no figure {kpi!r} of {slice!r} in {window!r}")
        row = found[0]
        return float(self.numerator[row]), float(self.denominator[row])

    def to_frame(self) -> pd.DataFrame:
        """Return the table as a data frame, with a column ``value`` at the end."""
        import pandas as pd  # noqa: PLC0415 - slow import

        return pd.DataFrame(
            {
                **{name: getattr(self, name) for name in _Keys._fields},
                "numerator": self.numerator,
                "denominator": self.denominator,
                "value": self.values,
            }
        )

    @classmethod
    def of(
        cls, layout: tuple[Block, ...], numerator: Floats, denominator: Floats
    ) -> KpiTable:
        """Return the table whose rows the blocks name.

        Parameters
        ----------
        layout : tuple of Block
        numerator, denominator : array of float, shape (n,)
            Block after block, figure by window by slice.
        """
        return cls(*names_of(layout), numerator, denominator, layout)

    def __reduce__(self) -> tuple[Callable[..., KpiTable], tuple[object, ...]]:
        """Leave shared columns behind: the layout says how to build them again."""
        mine = tuple(getattr(self, name) for name in _Keys._fields)
        if self.layout and all(
            own is shared
            for own, shared in zip(mine, names_of(self.layout), strict=True)
        ):
            return KpiTable.of, (self.layout, self.numerator, self.denominator)
        return KpiTable, (*mine, self.numerator, self.denominator)
