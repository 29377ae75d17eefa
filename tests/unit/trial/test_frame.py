"""A trial's file as a data frame."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hand_made import table
from small_trial import cell, scenario

from omnisim.errors import ResultsError
from omnisim.trial.archive import Archive
from omnisim.trial.frame import read

if TYPE_CHECKING:
    from pathlib import Path

    from omnisim.trial.model import Cell

TWO = table({"asa@channel:phone": (10, 4), "fcr": (float("nan"), 0)})


def keep(path: Path, *cells: Cell) -> None:
    """Keep two replications of some cells, the first of other scenarios each."""
    with Archive(path, "small") as archive:
        for staff, one in enumerate(cells, start=1):
            archive.add(one, scenario(str(staff)), 0, TWO)
            archive.add(one, scenario(str(staff)), 1, TWO)


def test_every_figure_is_a_row_with_the_levels_of_its_cell(tmp_path: Path) -> None:
    keep(tmp_path / "r", cell("3", load="busy"))

    found = read(tmp_path / "r")

    assert found.columns.tolist() == [
        "cell",
        "staff",
        "load",
        "replication",
        "slice_kind",
        "slice",
        "kpi",
        "numerator",
        "denominator",
        "value",
    ]
    assert found.iloc[0].tolist() == [
        "staff=3, load=busy",
        3.0,
        "busy",
        0,
        "channel",
        "phone",
        "asa",
        10.0,
        4.0,
        2.5,
    ]
    assert found["replication"].tolist() == [0, 0, 1, 1]


def test_a_figure_that_nobody_counts_in_has_no_value(tmp_path: Path) -> None:
    keep(tmp_path / "r", cell())

    found = read(tmp_path / "r", kpi="fcr")

    assert found["denominator"].tolist() == [0.0, 0.0]
    assert found["value"].isna().all()


def test_levels_are_numbers_if_all_of_them_are(tmp_path: Path) -> None:
    keep(
        tmp_path / "r",
        cell("3", wait="2 min", load="1"),
        cell("4", wait="30 s", load="none"),
    )

    found = read(tmp_path / "r", kpi="asa")

    assert found["staff"].tolist() == [3.0, 3.0, 4.0, 4.0]
    assert found["wait"].tolist() == [120.0, 120.0, 30.0, 30.0]
    assert found["load"].tolist() == ["1", "1", "none", "none"]


def test_a_cell_without_a_factor_has_no_level_of_it(tmp_path: Path) -> None:
    keep(tmp_path / "r", cell("3", cap="2", load="busy"), cell("4"))

    found = read(tmp_path / "r", kpi="asa")

    assert found["cap"].isna().tolist() == [False, False, True, True]
    assert found["load"].isna().tolist() == [False, False, True, True]


def test_a_factor_called_like_a_column_is_told_apart(tmp_path: Path) -> None:
    keep(tmp_path / "r", cell("3", value="1", figure="2"))

    found = read(tmp_path / "r", kpi="asa")

    assert found["value_"].tolist() == [1.0, 1.0]
    assert found["figure_"].tolist() == [2.0, 2.0]
    assert found["value"].tolist() == [2.5, 2.5]


def test_only_cells_in_use_are_read(tmp_path: Path) -> None:
    keep(tmp_path / "r", cell("3"))
    keep(tmp_path / "r", cell("4"))

    found = read(tmp_path / "r")

    assert set(found["cell"]) == {"staff=4"}


def test_a_file_with_no_cell_is_an_empty_frame(tmp_path: Path) -> None:
    Archive(tmp_path / "r", "small").close()

    found = read(tmp_path / "r")

    assert len(found) == 0
    assert "value" in found


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ResultsError, match="there is no such file"):
        read(tmp_path / "r")


def test_a_file_of_another_program_is_told(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "r")) as file:
        file.execute("CREATE TABLE mine (one INTEGER)")

    with pytest.raises(ResultsError, match="no file of an omnisim experiment"):
        read(tmp_path / "r")


def test_a_file_that_a_run_has_open_is_told(tmp_path: Path) -> None:
    with (
        Archive(tmp_path / "r", "small"),
        pytest.raises(ResultsError, match="another run is writing into it"),
    ):
        read(tmp_path / "r")
