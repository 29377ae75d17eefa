"""A journal on disk: one CSV file per table, for people as well as programs.

A folder holds ``contacts.csv``, ``interactions.csv`` and so on, with names
instead of codes and empty cells for what never was, and ``provenance.json``.
Instants are written with all their digits, so that `load` gives back the very
same tables. Parquet files, where asked for, stand beside the CSV files for
programs that like them better; the CSV files are the record.
"""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import json
import math
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from omnisim.errors import JournalError, nearest
from omnisim.journal import parquet as parquet_files
from omnisim.journal.check import check
from omnisim.journal.journal import Journal, Provenance, Table
from omnisim.journal.schema import TABLES, Column, dtype
from omnisim.journal.words import NUMBERED, header, words_of

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator, Sequence

__all__ = ["load", "save"]

_PROVENANCE = "provenance.json"
_TOLD = 5  # faults told per file; an editor that broke one column broke it all


def save(
    journal: Journal, folder: str | os.PathLike[str], *, parquet: bool = False
) -> None:
    """Write a journal into a folder, over one that may be there.

    Every file is complete before it takes its name, and the provenance comes
    last: a folder with ``provenance.json`` in it is a whole journal.

    Parameters
    ----------
    journal : Journal
    folder : path
        Made if it does not exist.
    parquet : bool
        Write ``contacts.parquet`` and so on as well.

    Raises
    ------
    MissingExtraError
        If Parquet is asked for and pyarrow is not installed.
    OSError
        If the folder cannot be written.
    """
    if parquet:
        parquet_files.require()
    home = Path(folder)
    home.mkdir(parents=True, exist_ok=True)
    about = _provenance_text(journal)
    with _parts(home) as part:
        for table in TABLES:
            _write_csv(part(f"{table}.csv"), journal, table)
            if parquet:
                path = part(f"{table}.parquet")
                parquet_files.write_table(path, journal, table, about=about)
        part(_PROVENANCE).write_text(about, encoding="utf-8")


def load(folder: str | os.PathLike[str]) -> Journal:
    """Read a journal that `save` wrote.

    Parameters
    ----------
    folder : path

    Returns
    -------
    Journal
        Equal to the saved one bit for bit, and checked.

    Raises
    ------
    JournalError
        If a file is missing, cut or edited so that it cannot be read, with file,
        line, what is wrong and what is allowed; or if what it says breaks a law.
    """
    home = Path(folder)
    provenance, n_rows = _read_provenance(home / _PROVENANCE)
    tables = {
        table: _read_csv(home / f"{table}.csv", table, provenance, n_rows[table])
        for table in TABLES
    }
    journal = Journal(provenance=provenance, **tables)
    try:
        check(journal)
    except JournalError as error:
        raise JournalError(f"{home}: {error}") from error
    return journal


@contextlib.contextmanager
def _parts(home: Path) -> Iterator[Callable[[str], Path]]:
    """Hand out hidden files; give all of them their names at the end, or to none."""
    names: list[str] = []

    def part(name: str) -> Path:
        names.append(name)
        return home / f".{name}.part"

    try:
        yield part
        (home / _PROVENANCE).unlink(missing_ok=True)
        for table in TABLES:  # of an earlier journal that had them
            (home / f"{table}.parquet").unlink(missing_ok=True)
        for name in names:
            (home / f".{name}.part").replace(home / name)
    finally:
        for name in names:
            (home / f".{name}.part").unlink(missing_ok=True)


def _provenance_text(journal: Journal) -> str:
    rows = {table: len(journal.table(table)) for table in TABLES}
    content = {**dataclasses.asdict(journal.provenance), "rows": rows}
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _write_csv(path: Path, journal: Journal, table: str) -> None:
    rows = journal.table(table)
    columns: list[Sequence[object]] = [range(len(rows))] if table in NUMBERED else []
    columns += [
        _as_text(rows[column.name].tolist(), words_of(column, journal.provenance))
        for column in TABLES[table]
    ]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header(table))
        writer.writerows(zip(*columns, strict=True))


def _as_text(values: list[Any], words: tuple[str, ...] | None) -> list[str]:
    """Write a column; -1 and NaN become empty cells."""
    if words is not None:
        named = (*words, "")  # so that code -1 finds the empty cell
        return [named[code] for code in values]
    return ["" if value == -1 or value != value else repr(value) for value in values]  # noqa: PLR0124 - only NaN differs from itself


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")  # spreadsheets add a mark in front
    except FileNotFoundError as error:
        raise JournalError(
            f"{path}: there is no such file; a journal is a folder with "
            f"{_PROVENANCE} and {', '.join(f'{table}.csv' for table in TABLES)}"
        ) from error
    except OSError as error:
        raise JournalError(f"{path}: cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise JournalError(
            f"{path}: byte {error.start} is not text; allowed: UTF-8"
        ) from error


def _read_provenance(path: Path) -> tuple[Provenance, dict[str, int]]:
    text = _text_of(path)
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        raise JournalError(
            f"{path}:{error.lineno}: {error.msg}; allowed: JSON as `save` wrote it"
        ) from error
    fields = {field.name: _KINDS[str(field.type)] for field in _FIELDS}
    allowed = ", ".join([*fields, "rows"])
    if not isinstance(content, dict) or set(content) != {*fields, "rows"}:
        found = ", ".join(content) if isinstance(content, dict) else repr(content)
        raise JournalError(f"{path}: found {found}; allowed: {allowed}")
    for name, (is_kind, kind) in fields.items():
        if not is_kind(content[name]):
            raise JournalError(f"{path}: {name} is {content[name]!r}; allowed: {kind}")
    rows = content.pop("rows")
    if not isinstance(rows, dict) or not all(_is_int(rows.get(t)) for t in TABLES):
        raise JournalError(
            f"{path}: rows is {rows!r}; allowed: the number of rows of "
            f"{', '.join(TABLES)}"
        )
    for name in ("channels", "issues", "groups", "bots"):
        content[name] = tuple(content[name])
    return Provenance(**content), rows


_FIELDS = dataclasses.fields(Provenance)


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


_KINDS: dict[str, tuple[Callable[[object], bool], str]] = {
    "str": (lambda value: isinstance(value, str), "text"),
    "int": (_is_int, "a whole number of at least 0"),
    "float": (lambda value: isinstance(value, float), "seconds such as 86400.0"),
    "tuple[str, ...]": (_is_names, "a list of names"),
}


def _read_csv(path: Path, table: str, provenance: Provenance, n_rows: int) -> Table:
    rows, lines = _cells(path, table)
    faults: list[tuple[int, str]] = []
    result = np.zeros(len(rows), dtype=dtype(table))
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(header(table))
    if table in NUMBERED:
        for row, cell in enumerate(columns.pop(0)):
            if cell != str(row):
                wrong = (
                    f"{NUMBERED[table]} is {cell!r}; allowed: {row}, the next number"
                )
                faults.append((lines[row], wrong))
                break  # one line too many or too few shifts all that follow
    for column, cells in zip(TABLES[table], columns, strict=True):
        read = _reader(column, provenance)
        values = []
        for row, cell in enumerate(cells):
            try:
                values.append(read(cell))
            except ValueError as error:
                faults.append((lines[row], f"{column.name} is {cell!r}; {error}"))
                values.append(0)
        result[column.name] = values
    _stop_at(path, faults)
    if len(rows) != n_rows:
        raise JournalError(
            f"{path}: holds {len(rows)} rows, {_PROVENANCE} says {n_rows}; "
            "the file was cut, or rows were added"
        )
    return result


def _cells(path: Path, table: str) -> tuple[list[list[str]], list[int]]:
    """Return the cells of a file and the line each row ends on."""
    reader = csv.reader(_text_of(path).splitlines(keepends=True), strict=True)
    rows, lines, columns = [], [], header(table)
    try:
        names = next(reader, [])
        if names != columns:
            raise JournalError(
                f"{path}:1: the columns are {', '.join(names) or 'missing'}; "
                f"allowed: {', '.join(columns)}"
            )
        for row in reader:
            if len(row) != len(columns):
                raise JournalError(
                    f"{path}:{reader.line_num}: {len(row)} cells; "
                    f"allowed: {len(columns)}, one for each column"
                )
            rows.append(row)
            lines.append(reader.line_num)
    except csv.Error as error:
        raise JournalError(
            f"{path}:{reader.line_num}: {error}; allowed: comma-separated values"
        ) from error
    return rows, lines


def _reader(column: Column, provenance: Provenance) -> Callable[[str], float]:
    """Return the function that reads a cell, or says what is allowed."""
    words = words_of(column, provenance)
    if words is not None:
        codes = {"": -1, **{word: code for code, word in enumerate(words)}}

        def read_word(cell: str) -> float:
            if cell not in codes:
                hint = nearest(cell, words)
                raise ValueError(
                    f"allowed: {', '.join(words)}"
                    + (f"; did you mean {hint!r}?" if hint else "")
                )
            return codes[cell]

        return read_word
    return _read_instant if column.unit == "s" else _number_reader(column)


def _read_instant(cell: str) -> float:
    if not cell:
        return math.nan
    try:
        instant = float(cell)
    except ValueError:
        instant = math.nan
    if not math.isfinite(instant):
        raise ValueError("allowed: seconds such as 95.5, or nothing")
    return instant


def _number_reader(column: Column) -> Callable[[str], float]:
    most = int(np.iinfo(column.dtype).max)

    def read_number(cell: str) -> float:
        if not cell:
            return -1
        if not (cell.isascii() and cell.isdigit() and int(cell) <= most):
            raise ValueError(f"allowed: a whole number from 0 to {most}, or nothing")
        return int(cell)

    return read_number


def _stop_at(path: Path, faults: list[tuple[int, str]]) -> None:
    if faults:
        told = [f"{path}:{line}: {wrong}" for line, wrong in sorted(faults)[:_TOLD]]
        more = len(faults) - len(told)
        raise JournalError("\n".join([*told, f"and {more} more"] if more else told))
