"""Tables that are damaged, too large or of another make: read, or named a fault."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from read_tables import faults_of, workbook

from omnisim.errors import ScenarioError
from omnisim.scenario import sheets, tables
from omnisim.scenario.cells import read_duration, read_number, read_start
from omnisim.scenario.tables import read_table

if TYPE_CHECKING:
    from pathlib import Path


@given(raw=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_table_or_a_fault(
    tmp_path_factory: pytest.TempPathFactory, raw: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(raw)

    with contextlib.suppress(ScenarioError):
        assert read_table(path).rows


@given(
    cells=st.lists(
        st.lists(
            st.none()
            | st.booleans()
            | st.integers()
            | st.floats(allow_nan=False, allow_infinity=False)
            | st.text(st.characters(categories=["L", "N", "P"]), max_size=5)
            | st.datetimes()
            | st.times()
            | st.dates()
            | st.timedeltas(),
            min_size=2,
            max_size=2,
        ).map(tuple),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=60)
def test_any_cells_are_read_or_a_fault(cells: list[tuple[object, ...]]) -> None:
    for start, count in cells:
        with contextlib.suppress(ValueError):
            assert 0 <= read_start(start).clock < 86400
        with contextlib.suppress(ValueError):
            assert read_number(count) >= 0
        with contextlib.suppress(ValueError):
            assert read_duration(count, "s") >= 0


@given(at=st.integers(0, 8000), to=st.integers(0, 255))
@settings(max_examples=40, deadline=None)
def test_damaged_workbook_is_read_or_a_fault(
    tmp_path_factory: pytest.TempPathFactory, at: int, to: int
) -> None:
    folder = tmp_path_factory.getbasetemp()
    path = workbook(folder, ("start", "calls"), ("08:00-08:30", 1))
    raw = bytearray(path.read_bytes())
    raw[at % len(raw)] = to
    path.write_bytes(raw)

    with contextlib.suppress(ScenarioError):
        assert read_table(path).rows


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "09:00,12\n10:00,14\n",
            "calls.csv:1:1: the first line must name the columns, but holds 09:00, 12",
        ),
        (
            "start;calls\n08:00;1.234,5\n",
            "calls.csv:2:2: calls: '1.234,5' has a comma and a point",
        ),
        (
            "start,calls\n08:00,1,5\n",
            (
                "calls.csv:2:1: 3 cells, but the header names 2 columns; "
                "allowed: no decimal comma"
            ),
        ),
        (
            "Uhr;Anrufe\n08:00;1\n",
            (
                "calls.csv: no column for 'start'; usual names are start, from, time, "
                "interval, interval start, start time, begin; or name yours, as in "
                "start: Uhr;"
            ),
        ),
    ],
)
def test_a_slip_of_an_export_is_named_as_what_it_is(
    tmp_path: Path, text: str, fault: str
) -> None:
    assert faults_of(tmp_path, text)[0].startswith(fault)


def test_a_table_of_too_many_intervals_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "_MOST_INTERVALS", 2)

    found = faults_of(tmp_path, "start,calls\n08:00,x\n08:30,x\n09:00,x\n")

    assert found == ["calls.csv: more than 2 intervals"]


def test_a_text_of_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "_MAX_LINES", 2)

    found = faults_of(tmp_path, "start,calls\n08:00,1\n08:30,1\n")

    assert found == ["calls.csv: more than 2 rows"]


def test_a_workbook_of_too_many_rows_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "_MAX_LINES", 2)
    path = workbook(tmp_path, ("start", "calls"), ("08:00", 1), ("08:30", 1))

    with pytest.raises(ScenarioError, match="more than 2 rows"):
        read_table(path)


def test_a_file_of_too_many_bytes_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "_MAX_BYTES", 3_000_000)
    path = tmp_path / "calls.csv"
    path.write_bytes(b"x" * 3_000_001)

    with pytest.raises(ScenarioError, match="the file is larger than 3 MB"):
        read_table(path)
