"""The journal's tables as pandas frames, with names instead of codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from omnisim.journal.schema import TABLES
from omnisim.journal.words import NUMBERED, words_of

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd

    from omnisim.journal.journal import Journal

__all__ = ["to_frame"]


def to_frame(
    journal: Journal, table: str, *, start: dt.datetime | None = None
) -> pd.DataFrame:
    """Return one table as a frame that reads without a code book.

    Parameters
    ----------
    journal : Journal
    table : str
        One of `omnisim.journal.schema.TABLES`, such as ``"contacts"``.
    start : datetime, optional
        Wall clock at second 0, the scenario's ``calendar.start``. Where it is
        given, a column such as ``arrived_clock`` follows each ``arrived_at``.

    Returns
    -------
    DataFrame
        Codes as categories, numbers that may be missing as ``Int64``, yes and
        no as ``boolean``, instants as seconds. The index is
        the row number that other tables refer to.

    Raises
    ------
    ValueError
        If there is no such table.
    """
    import pandas as pd  # noqa: PLC0415 - half a second that few commands need

    rows = journal.table(table)
    columns: dict[str, object] = {}
    for column in TABLES[table]:
        values = rows[column.name]
        words = words_of(column, journal.provenance)
        if column.unit == "yes/no":
            known = pd.array(values == 1, dtype="boolean")
            known[values == -1] = pd.NA
            columns[column.name] = known
        elif words is not None:
            columns[column.name] = pd.Categorical.from_codes(
                values.tolist(), pd.Index(words, dtype=str)
            )
        elif column.unit == "s":
            columns[column.name] = values
            if start is not None:
                clock = column.name.removesuffix("_at") + "_clock"
                columns[clock] = start + pd.to_timedelta(values, unit="s")
        else:
            numbers = pd.array(values, dtype="Int64")
            numbers[values == -1] = pd.NA
            columns[column.name] = numbers
    return pd.DataFrame(
        columns, index=pd.RangeIndex(len(rows), name=NUMBERED.get(table, "row"))
    )
