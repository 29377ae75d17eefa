"""Files of columns, CSV or XLSX, as a header and lines of cells.

Given a path; hands on what stands in the cells and where, without asking what it
means: `omnisim.scenario.tables` does. Comma, semicolon and tab are told apart by
the header; texts are UTF-8 (or UTF-16 with its mark, as Excel writes "Unicode
text"). Any other encoding has to be named, because a wrong guess would silently
change the names of issues.
"""

from __future__ import annotations

import csv
import io
import warnings
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from omnisim.errors import Fault, MissingExtraError, ScenarioError, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

__all__ = ["Line", "Place", "Sheet", "read_sheet"]

_MAX_BYTES = 64_000_000
_MAX_LINES = 1_000_000
_DELIMITERS = (";", "\t", ",")
_WORKBOOK = b"PK\x03\x04"  # every .xlsx is a zip archive
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Place:
    """The file a fault is about; its path in the scenario is the reader's to add."""

    file: str

    def fault(
        self,
        wrong: str,
        allowed: str = "",
        hint: str = "",
        *,
        row: int = 0,
        column: int = 0,
    ) -> Fault:
        """Return a fault at a cell or, without a column, at the start of a row."""
        place = (row, column or 1) if row else (0, 0)
        return Fault("", wrong, allowed, hint, self.file, *place)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of cells; `row` counts from 1 as editors and Excel do."""

    row: int
    cells: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The header and the lines of a file.

    Parameters
    ----------
    place : Place
        For faults.
    header : tuple of str
        Names of the columns as written.
    lines : tuple of Line
        As wide as the header; cells are text, or what Excel holds.
    delimiter : str
        Of a text file; empty for a workbook.
    """

    place: Place
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    delimiter: str = ""


def read_sheet(
    path: Path, *, sheet: str | None = None, encoding: str | None = None
) -> Sheet:
    """Read a CSV or XLSX file whose first line names the columns.

    Parameters
    ----------
    path : Path
        Ends in ``.xlsx`` or ``.xlsm`` for a workbook; anything else is text.
    sheet : str, optional
        Which sheet of a workbook; the first if left out.
    encoding : str, optional
        Of a text file, ``"cp1252"``; UTF-8 if left out.

    Returns
    -------
    Sheet
        With at least one line.

    Raises
    ------
    ScenarioError
        If the file is missing, empty, ragged, not of its kind or encoding; with
        every ragged line.
    MissingExtraError
        If a workbook is to be read and the extra ``excel`` is not installed.
    """
    place = Place(str(path))
    raw = _bytes_of(path, place)
    is_workbook = path.suffix.lower() in {".xlsx", ".xlsm"}
    if is_workbook:
        delimiter, lines = "", _workbook_lines(raw, place, sheet)
    else:
        text = _text_of(raw, place, encoding)
        delimiter, lines = _text_lines(text, place)
    filled = [line for line in lines if any(not _blank(cell) for cell in line.cells)]
    if not filled:
        raise ScenarioError([place.fault("the file is empty")])
    header = tuple(
        "" if cell is None else str(cell).strip() for cell in _trimmed(filled[0].cells)
    )
    if not any(letter.isalpha() for name in header for letter in name):
        shown = ", ".join(header)
        wrong = f"the first line must name the columns, but holds {shown}"
        allowed = "a line such as 'start,count' above the data"
        raise ScenarioError([place.fault(wrong, allowed, row=filled[0].row)])
    if len(filled) == 1:
        wrong = "only one line is filled; the first names the columns, data follow"
        raise ScenarioError([place.fault(wrong, row=filled[0].row)])
    return Sheet(
        place, header, _even(filled[1:], len(header), place, delimiter), delimiter
    )


def _bytes_of(path: Path, place: Place) -> bytes:
    if path.exists() and not path.is_file():
        # a device or a pipe may never end
        raise ScenarioError([place.fault("cannot read the file: it is not a file")])
    try:
        if path.stat().st_size > _MAX_BYTES:
            wrong = f"the file is larger than {_MAX_BYTES // 1_000_000} MB"
            raise ScenarioError([place.fault(wrong)])
        return path.read_bytes()
    except OSError as error:
        folder = path.parent
        names = sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []
        wrong = f"cannot read the file: {error.strerror or error}"
        hint = nearest(path.name, names) if path.name not in names else ""
        raise ScenarioError([place.fault(wrong, hint=hint)]) from error


def _text_of(raw: bytes, place: Place, encoding: str | None) -> str:
    if raw.startswith(_WORKBOOK):
        wrong = "this is an Excel workbook"
        raise ScenarioError([place.fault(wrong, "a text file, or a name in .xlsx")])
    if raw.startswith(_OLD_WORKBOOK):
        wrong = "this is an old Excel workbook"
        raise ScenarioError([place.fault(wrong, "save it as .xlsx or as CSV")])
    if encoding is None and raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    try:
        text = raw.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        wrong = f"not {encoding or 'UTF-8'} text (byte 0x{raw[error.start]:02X})"
        allowed = (
            "save it as 'CSV UTF-8', or name its encoding, such as 'encoding: cp1252'"
        )
        raise ScenarioError([place.fault(wrong, allowed, row=row)]) from error
    except (LookupError, ValueError) as error:  # no such encoding, or not for text
        fault = place.fault(f"unknown encoding {encoding!r}", "utf-8, cp1252, ...")
        raise ScenarioError([fault]) from error
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise ScenarioError([place.fault("this is not a text file", row=row)])
    return text


def _text_lines(text: str, place: Place) -> tuple[str, list[Line]]:
    delimiter, skipped = "", 0
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and first.strip()[4:]:
        # Excel writes and reads this line to name the delimiter
        delimiter, text, skipped = first.strip()[4:5], rest, 1
    delimiter = delimiter or _sniffed(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [
            Line(reader.line_num + skipped, tuple(cell.strip() for cell in cells))
            for cells in islice(reader, _MAX_LINES + 1)
        ]
    except csv.Error as error:
        fault = place.fault(f"not a table: {error}", row=reader.line_num + skipped)
        raise ScenarioError([fault]) from error
    if len(lines) > _MAX_LINES:
        raise ScenarioError([place.fault(f"more than {_MAX_LINES} rows")])
    return delimiter, lines


def _sniffed(text: str) -> str:
    """Return the delimiter that cuts the header into most columns.

    Only the header is asked: further down a decimal comma would be counted.
    """
    header = next((line for line in text.splitlines() if line.strip()), "")
    return max(_DELIMITERS, key=header.count)


def _workbook_lines(raw: bytes, place: Place, sheet: str | None) -> list[Line]:
    try:
        import openpyxl  # noqa: PLC0415 - an extra, and slow to import
    except ImportError as error:
        raise MissingExtraError(f"reading {place.file}", "excel") from error
    try:
        with warnings.catch_warnings():
            # about styles and validation rules, which are not read
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(
                io.BytesIO(raw), read_only=True, data_only=True
            )
            return list(_rows_of(_chosen_sheet(book, place, sheet), place))
    except ScenarioError:
        raise
    except Exception as error:  # a damaged archive fails in any of a dozen ways
        wrong = f"this is not an Excel workbook, or damaged ({type(error).__name__})"
        raise ScenarioError([place.fault(wrong)]) from error


def _chosen_sheet(book: Any, place: Place, sheet: str | None) -> Any:  # noqa: ANN401 - openpyxl is untyped
    if sheet is None:
        return book.worksheets[0]
    if sheet not in book.sheetnames:
        names = book.sheetnames
        fault = place.fault(
            f"no sheet {sheet!r}", ", ".join(names), nearest(sheet, names)
        )
        raise ScenarioError([fault])
    return book[sheet]


def _rows_of(sheet: Any, place: Place) -> Iterator[Line]:  # noqa: ANN401 - openpyxl is untyped
    for row, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        if row > _MAX_LINES:
            raise ScenarioError([place.fault(f"more than {_MAX_LINES} rows")])
        yield Line(row, tuple(cells))


def _even(
    lines: Iterable[Line], width: int, place: Place, delimiter: str
) -> tuple[Line, ...]:
    """Return the lines, each as wide as the header; ragged ones are faults."""
    even, faults = [], []
    for line in lines:
        cells = _trimmed(line.cells)
        if len(cells) > width or (len(line.cells) < width):
            n = max(len(cells), 1)
            wrong = f"{n} cell{'s' if n > 1 else ''}, but the header names {width}"
            is_cut = delimiter == "," and n > width
            allowed = "no decimal comma unless it is quoted" if is_cut else ""
            faults.append(place.fault(f"{wrong} columns", allowed, row=line.row))
        else:
            even.append(Line(line.row, line.cells[:width]))
    if faults:
        raise ScenarioError(faults)
    return tuple(even)


def _trimmed(cells: tuple[Any, ...]) -> tuple[Any, ...]:
    """Leave out empty cells at the end."""
    n = len(cells)
    while n and _blank(cells[n - 1]):
        n -= 1
    return cells[:n]


def _blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())
