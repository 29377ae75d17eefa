"""The figures of several replications side by side, ready for statistics.

Given the KPI tables of the replications; handed on to `omnisim.experiment.estimates`.
The names of the rows are the same in every replication and are kept once; the
numbers are two matrices, one row per replication.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from omnisim.kpi.definitions import KPIS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from omnisim.kpi.table import KpiTable

__all__ = ["KEYS", "Figures", "Key"]

KEYS = ("window_kind", "window", "slice_kind", "slice", "kpi")
_ORDER = {
    name: place
    for names in (
        ("run", "day", "interval"),
        ("all", "channel", "issue", "channel_issue", "group", "move"),
        KPIS,
    )
    for place, name in enumerate(names)
}
_NUMBERS = ("numerator", "denominator")
Key = tuple[str, int, str, str, str]  # what `KEYS` names
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Figures:
    """Numerators and denominators by replication and figure.

    Parameters
    ----------
    names : KpiTable
        Its key columns name the figures; its numbers are those of no replication.
    replications : array of int, shape (n_replications,)
        Numbers of the replications, ascending.
    numerator, denominator : array of float, shape (n_replications, n_figures)
        A figure that a replication does not have is NaN by 0, a count 0 by 1.
    """

    names: KpiTable
    replications: npt.NDArray[np.int64]
    numerator: Floats
    denominator: Floats

    @classmethod
    def of(cls, tables: Mapping[int, KpiTable]) -> Figures:
        """Put tables side by side, in order of replication whatever order they came in.

        Parameters
        ----------
        tables : mapping of int to KpiTable
            By number of the replication; at least one.

        Returns
        -------
        Figures

        Raises
        ------
        ValueError
            If there is no table.
        """
        if not tables:
            raise ValueError("no replication is finished, so there are no figures")
        ordered = dict(sorted(tables.items()))
        names = next(iter(ordered.values()))
        if not all(_same_keys(names, table) for table in ordered.values()):
            names, ordered = _align(ordered)
        return cls(
            names=names,
            replications=np.fromiter(ordered, dtype=np.int64),
            numerator=np.stack([table.numerator for table in ordered.values()]),
            denominator=np.stack([table.denominator for table in ordered.values()]),
        )

    def __len__(self) -> int:
        """Return the number of replications."""
        return len(self.replications)

    @cached_property
    def rows(self) -> dict[Key, int]:
        """The number of the row that each key names."""
        return {key: row for row, key in enumerate(keys_of(self.names))}

    def table(self, replication: int) -> KpiTable:
        """Return one replication's own table.

        Parameters
        ----------
        replication : int

        Returns
        -------
        KpiTable

        Raises
        ------
        KeyError
            If the replication is not among these.
        """
        (place,) = np.nonzero(self.replications == replication)
        if not len(place):
            raise KeyError(replication)
        return replace(
            self.names,
            numerator=self.numerator[place[0]],
            denominator=self.denominator[place[0]],
        )

    def tables(self) -> dict[int, KpiTable]:
        """Return every replication's table, by number."""
        return {number: self.table(number) for number in self.replications.tolist()}

    def own(self) -> Floats:
        """Return each replication's own figure; NaN where it has none."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(
                self.denominator > 0, self.numerator / self.denominator, np.nan
            )

    def below(self, number: int) -> Figures:
        """Return the figures of the replications with a lower number."""
        wanted = self.replications < number
        return Figures(
            self.names,
            self.replications[wanted],
            self.numerator[wanted],
            self.denominator[wanted],
        )

    def pick(self, rows: Sequence[int] | npt.NDArray[np.intp]) -> Figures:
        """Return some of the figures, in the order given."""
        at = np.array(rows, dtype=np.intp)
        columns = {name: getattr(self.names, name)[at] for name in (*KEYS, *_NUMBERS)}
        return Figures(
            replace(self.names, **columns, layout=()),
            self.replications,
            self.numerator[:, at],
            self.denominator[:, at],
        )


def keys_of(table: KpiTable) -> list[Key]:
    """Return the keys of a table's rows, in order."""
    return list(zip(*(getattr(table, name).tolist() for name in KEYS), strict=True))


def _same_keys(first: KpiTable, other: KpiTable) -> bool:
    return all(
        mine is theirs or np.array_equal(mine, theirs)
        for mine, theirs in ((getattr(first, k), getattr(other, k)) for k in KEYS)
    )


def _align(tables: Mapping[int, KpiTable]) -> tuple[KpiTable, dict[int, KpiTable]]:
    """Give every table the rows of all, in an order that no table decides.

    A row that a table does not have says that nobody counted: a ratio is undefined
    there, but a number of contacts is 0. Keys become numbers first, which rise in
    the order of the rows: four weeks by half hours have hundreds of thousands.
    """
    books = _books(tables)
    codes = {number: _code(table, books) for number, table in tables.items()}
    rows = np.unique(np.concatenate(list(codes.values())))
    at = {number: np.searchsorted(rows, code) for number, code in codes.items()}
    columns = _decoded(rows, books)
    nothing = np.zeros(len(rows))
    first = next(iter(tables.values()))
    names = replace(first, **columns, numerator=nothing, denominator=nothing, layout=())
    one = nothing.copy()  # what a row that is missing is divided by
    for number, table in tables.items():
        one[at[number]] = table.denominator
    counts = [name for name, kpi in KPIS.items() if kpi.estimator == "count"]
    is_count = np.array([name in counts for name in books["kpi"]], dtype=bool)
    one[~is_count[_digits(rows, books)["kpi"]]] = 0.0
    aligned = {}
    for number, table in tables.items():
        denominator = one.copy()
        numerator = np.where(denominator > 0, 0.0, np.nan)
        numerator[at[number]] = table.numerator
        denominator[at[number]] = table.denominator
        aligned[number] = replace(names, numerator=numerator, denominator=denominator)
    return names, aligned


_Books = dict[
    str, list[Any]
]  # by column, in order of weight, its values in their order
_Codes = npt.NDArray[np.int64]


def _books(tables: Mapping[int, KpiTable]) -> _Books:
    """Return the values of each key column, in the order in which rows stand."""
    return {
        name: sorted(
            set().union(*(getattr(table, name).tolist() for table in tables.values())),
            key=lambda value: (_ORDER.get(value, len(_ORDER)), value),
        )
        for name in ("window_kind", "slice_kind", "kpi", "window", "slice")
    }


def _code(table: KpiTable, books: _Books) -> _Codes:
    code = np.zeros(len(table), dtype=np.int64)
    for name, values in books.items():
        digit = {value: place for place, value in enumerate(values)}
        code *= len(values)
        found = [digit[value] for value in getattr(table, name).tolist()]
        code += np.array(found, dtype=np.int64)
    return code


def _digits(code: _Codes, books: _Books) -> dict[str, _Codes]:
    digits = {}
    for name, values in reversed(books.items()):
        code, digits[name] = np.divmod(code, len(values))
    return digits


def _decoded(code: _Codes, books: _Books) -> dict[str, npt.NDArray[Any]]:
    kinds = {"window": np.int32}
    return {
        name: np.array(books[name], dtype=kinds.get(name, object))[digit]
        for name, digit in _digits(code, books).items()
    }
