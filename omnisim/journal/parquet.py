"""The journal's tables as Parquet files, an optional extra."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from omnisim.errors import MissingExtraError
from omnisim.journal.schema import TABLES
from omnisim.journal.words import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from omnisim.journal.journal import Journal

__all__ = ["require", "write_table"]


def require() -> None:
    """Raise unless Parquet files can be written.

    Raises
    ------
    MissingExtraError
        If pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # type: ignore[import-untyped] # noqa: PLC0415 - has no types; an optional extra
    except ImportError as error:
        raise MissingExtraError("writing Parquet files", "parquet") from error
    del pa


def write_table(path: Path, journal: Journal, table: str, *, about: str) -> None:
    """Write one table, words as dictionaries, what never was as null.

    Parameters
    ----------
    path : Path
    journal : Journal
    table : str
    about : str
        The journal's provenance as text, kept under the key ``omnisim``; each
        column's unit and meaning are kept beside its name.
    """
    import pyarrow as pa  # noqa: PLC0415 - an optional extra
    import pyarrow.parquet as pq  # type: ignore[import-untyped] # noqa: PLC0415 - has no types; an optional extra

    fields, arrays = [], []
    for column in TABLES[table]:
        values = np.ascontiguousarray(journal.table(table)[column.name])
        missing = np.isnan(values) if column.unit == "s" else values == -1
        array = pa.array(values, mask=missing)
        words = words_of(column, journal.provenance)
        if words is not None:
            array = pa.DictionaryArray.from_arrays(array, pa.array(words, pa.string()))
        notes = {"unit": column.unit, "meaning": column.meaning}
        fields.append(pa.field(column.name, array.type, metadata=notes))
        arrays.append(array)
    schema = pa.schema(fields, metadata={"omnisim": about})
    pq.write_table(pa.table(arrays, schema=schema), path)
