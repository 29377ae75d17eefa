"""Tables written to a folder, and what is read of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from omnisim.errors import ScenarioError
from omnisim.scenario.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path

    from omnisim.scenario.schema import Table


__all__ = ["faults_of", "table_of", "workbook"]


def table_of(folder: Path, text: str | bytes, **options: str) -> Table:
    path = folder / "calls.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(path, options)


def faults_of(folder: Path, text: str | bytes, **options: str) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        table_of(folder, text, **options)
    return [str(fault).removeprefix(f"{folder}/") for fault in caught.value.faults]


def workbook(folder: Path, *rows: tuple[object, ...], title: str = "Calls") -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    path = folder / "calls.xlsx"
    book.save(path)
    return path
