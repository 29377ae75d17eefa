from __future__ import annotations

import builtins
import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest
from read_tables import faults_of, table_of, workbook

from omnisim.errors import MissingExtraError, ScenarioError
from omnisim.scenario.schema import Recorded, Row
from omnisim.scenario.tables import read_durations, read_table, read_times

if TYPE_CHECKING:
    from pathlib import Path


HALF = 1800.0
EIGHT = 8 * 3600.0
START = dt.datetime(2026, 3, 2, 8)  # noqa: DTZ001 - local wall clock
MONDAY = dt.date(2026, 3, 2)


def test_plain_table_gives_one_row_an_interval(tmp_path: Path) -> None:
    table = table_of(tmp_path, "start,calls\n08:00,10\n08:30,12.5\n")

    assert table.per == HALF
    assert table.rows == (
        Row(start=EIGHT, count=10.0),
        Row(start=EIGHT + HALF, count=12.5),
    )


@pytest.mark.parametrize(
    "text",
    [
        "start,calls\n08:00,10\n08:30,12\n",
        "start;calls\n08:00;10\n08:30;12\n",
        "start\tcalls\n08:00\t10\n08:30\t12\n",
        "sep=;\nstart;calls\n08:00;10\n08:30;12\n",
        "\ufeffstart,calls\n08:00,10\n08:30,12\n",
        'start,calls\n"08:00","10"\n"08:30","12"\n',
        "start,calls\r\n08:00,10\r\n08:30,12\r\n\r\n",
        "Interval Start,Calls Offered\n8:00,10\n8:30,12\n",
        "from,Volume\n08:00:00,10\n08:30:00,12\n",
        "interval,contacts\n08:00-08:30,10\n08:30-09:00,12\n",
        "time,agents\n8:00 AM,10\n8:30 am,12\n",
        "start,calls,sd\n08:30,12,3\n08:00,10,2\n",
        " start , calls \n 08:00 , 10 \n 08:30 , 12 \n",
    ],
)
def test_same_table_in_any_dress(tmp_path: Path, text: str) -> None:
    table = table_of(tmp_path, text)

    assert table.per == HALF
    assert [(row.start, row.count) for row in table.rows] == [
        (EIGHT, 10.0),
        (EIGHT + HALF, 12.0),
    ]


def test_unicode_text_of_excel_is_read(tmp_path: Path) -> None:
    table = table_of(tmp_path, "start\tcalls\n08:00\t1\n08:30\t2\n".encode("utf-16"))

    assert [row.count for row in table.rows] == [1.0, 2.0]


def test_decimal_comma_of_a_semicolon_file_is_read(tmp_path: Path) -> None:
    table = table_of(tmp_path, "start;calls\n08:00;10,5\n08:30;1\u00a0200\n")

    assert [row.count for row in table.rows] == [10.5, 1200.0]


def test_afternoon_is_twelve_hours_later(tmp_path: Path) -> None:
    table = table_of(tmp_path, "start,calls\n12:30 PM,1\n1:00 PM,2\n")

    assert [row.start for row in table.rows] == [12.5 * 3600, 13 * 3600]


def test_weekdays_dates_and_issues_are_kept(tmp_path: Path) -> None:
    text = (
        "weekday,date,issue,start,calls\n"
        "Mon,2026-03-02,sales,08:00,1\n"
        "monday,2.3.2026,sales,08:30,2\n"
        ",,,08:00,3\n"
        ",,,08:30,4\n"
    )

    table = table_of(tmp_path, text)
    assert table.rows[0] == Row(start=EIGHT, count=3.0)
    assert table.rows[2] == Row(
        start=EIGHT, count=1.0, weekday=0, date=MONDAY, issue="sales"
    )


def test_date_time_in_the_start_column_is_the_date_too(tmp_path: Path) -> None:
    table = table_of(
        tmp_path, "start,calls\n2026-03-02 08:00,1\n2026-03-02T08:30:00,2\n"
    )

    assert [(row.date, row.start) for row in table.rows] == [
        (MONDAY, EIGHT),
        (MONDAY, EIGHT + HALF),
    ]


def test_columns_may_be_named(tmp_path: Path) -> None:
    text = "von,Anrufe,calls\n08:00,1,9\n08:30,2,9\n"

    table = table_of(tmp_path, text, start="von", count="Anrufe")
    assert [row.count for row in table.rows] == [1.0, 2.0]


def test_step_may_be_given_where_one_row_does_not_tell_it(tmp_path: Path) -> None:
    assert table_of(tmp_path, "start,calls\n08:00,1\n", per="1 h").per == 3600.0


def test_night_grid_may_run_on_over_midnight(tmp_path: Path) -> None:
    text = "start,agents\n22:00,3\n23:00,2\n00:00,1\n01:00,1\n"

    table = table_of(tmp_path, text)
    assert table.per == 3600.0
    assert [row.start / 3600 for row in table.rows] == [0, 1, 22, 23]


def test_encoding_may_be_named(tmp_path: Path) -> None:
    text = "start;issue;calls\n08:00;Störung;1\n08:30;Störung;2\n".encode("cp1252")

    table = table_of(tmp_path, text, encoding="cp1252")
    assert table.rows[0].issue == "Störung"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "calls.csv: the file is empty"),
        ("\n \n", "calls.csv: the file is empty"),
        ("start,calls\n", "calls.csv:1:1: only one line is filled"),
        (
            "start,cals\n08:00,1\n",
            "calls.csv: no column for 'count'; usual names are",
        ),
        (
            "start,calls,offered\n08:00,1,1\n",
            "calls.csv: 'calls' and 'offered' may hold 'count'; say which, as in",
        ),
        (
            "start,calls\n08:00,1\n08:00,2\n08:30,1\n",
            "calls.csv:3:1: duplicate interval 08:00, first in row 2",
        ),
        (
            "start,calls\n08:00,1\n08:30,2\n09:30,1\n",
            "calls.csv:4:1: no interval between 09:00 and 09:30; a step is 30 min",
        ),
        (
            "start,calls\n08:00-08:30,1\n08:15-08:45,2\n",
            "calls.csv:3:1: interval 08:15 begins before the one at 08:00 (row 2)",
        ),
        (
            "start,calls\n08:00-08:30,1\n08:30-09:30,2\n",
            "calls.csv: intervals are of different length: 30 min, 1 h",
        ),
        ("start,calls\n08:00,-1\n", "calls.csv:2:2: calls: -1 is not a number of at"),
        ("start,calls\n08:00,many\n", "calls.csv:2:2: calls: 'many' is not a number"),
        ("start,calls\n08:00,nan\n", "calls.csv:2:2: calls: 'nan' is not a number"),
        ("start,calls,x\n08:00,,1\n", "calls.csv:2:2: calls: the cell is empty"),
        ("start,calls\n8 o'clock,1\n", 'calls.csv:2:1: start: "8 o\'clock" is not a'),
        ("start,calls\n24:00,1\n", "calls.csv:2:1: start: 24:00 is not a clock time"),
        ("start,calls\n25:00,1\n", "calls.csv:2:1: start: '25:00' is past 24:00"),
        ("start,calls\n13:30 PM,1\n", "calls.csv:2:1: start: '13:30 PM' is not a"),
        (
            "start,calls\n2026-03-02T08:00Z,1\n",
            "calls.csv:2:1: start: '2026-03-02T08:00Z' has a time zone",
        ),
        (
            "weekday,start,calls\nMontag,08:00,1\n",
            "calls.csv:2:1: weekday: unknown weekday 'Montag'; write Monday, Tuesday",
        ),
        (
            "date,start,calls\n03/02/2026,08:00,1\n",
            "calls.csv:2:1: date: '03/02/2026' is not a date; write year, month and",
        ),
        (
            "weekday,date,start,calls\nTue,2026-03-02,08:00,1\n",
            "calls.csv:2:1: 2026-03-02 is a Monday",
        ),
        (
            "date,start,calls\n2026-03-03,2026-03-02 08:00,1\n",
            "calls.csv:2:1: start says 2026-03-02, date says 2026-03-03",
        ),
        (
            'start,calls\n08:00,1\n08:30,"2"x\n',
            "calls.csv:3:1: not a table: ',' expected after '\"'",
        ),
        ("start,calls\n08:00,1,7\n", "calls.csv:2:1: 3 cells, but the header names 2"),
        ("start,calls\n08:00\n", "calls.csv:2:1: 1 cell, but the header names 2"),
        (
            "start,calls\n08:00,1\n",
            "calls.csv: one interval a day does not tell its length; give per: 30 min",
        ),
        (
            'start,calls\n08:00,"1,234"\n08:30,5\n',
            "calls.csv:2:2: calls: '1,234' may be thousands",
        ),
        (
            "start;calls\n08:00;1.234\n08:30;5,5\n",
            "calls.csv:3:2: calls: '5,5' has a comma, '1.234' a point",
        ),
        ("start,calls\n08:00,1\0\n", "calls.csv:2:1: this is not a text file"),
        (b"PK\x03\x04rest", "calls.csv: this is an Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "calls.csv: this is an old Excel workbook"),
        (
            "start;issue;calls\n08:00;Störung;1\n".encode("cp1252"),
            "calls.csv:2:1: not UTF-8 text (byte 0xF6); allowed: save it as 'CSV",
        ),
    ],
)
def test_fault_says_where_and_what(
    tmp_path: Path, text: str | bytes, fault: str
) -> None:
    (found,) = faults_of(tmp_path, text)

    assert found.startswith(fault)


def test_all_faults_of_a_file_come_at_once(tmp_path: Path) -> None:
    text = "start,calls\n8,1\n08:30,-2\n09:00,x\n"

    assert len(faults_of(tmp_path, text)) == 3


def test_file_wrong_in_every_line_stops_telling(tmp_path: Path) -> None:
    text = "start,calls\n" + "never,1\n" * 100

    faults = faults_of(tmp_path, text)
    assert len(faults) == 21
    assert faults[-1] == "calls.csv: 80 more faults of this kind"


def test_column_that_is_not_there_names_the_nearest(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "start,calls\n08:00,1\n", count="cals")

    assert "no column 'cals'" in fault
    assert fault.endswith("allowed: start, calls; did you mean 'calls'?")


def test_unknown_encoding_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, "start,calls\n08:00,1\n", encoding="klingon")

    assert "unknown encoding 'klingon'" in fault


def test_missing_file_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "calls.csv").write_text("start,calls\n")

    with pytest.raises(ScenarioError, match=r"did you mean 'calls\.csv'"):
        read_table(tmp_path / "cals.csv")


def test_folder_is_not_a_table(tmp_path: Path) -> None:
    with pytest.raises(ScenarioError, match="cannot read the file"):
        read_table(tmp_path)


def test_workbook_cells_are_read_as_excel_holds_them(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ("start", "calls"),
        (dt.time(8), 10),
        (dt.datetime(2026, 3, 2, 8, 30), 11.5),  # noqa: DTZ001 - as Excel has it
        ("08:30", "12"),
        (9 / 24, 13),
    )

    table = read_table(path, {"per": "30 min"})
    assert [row.start / 3600 for row in table.rows] == [8, 8.5, 9, 8.5]
    assert [row.count for row in table.rows] == [10, 12, 13, 11.5]
    assert table.rows[-1].date == MONDAY


def test_workbook_dates_stand_in_their_own_column(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ("date", "start", "calls"),
        (dt.datetime(2026, 3, 2), dt.time(8), 1),  # noqa: DTZ001 - as Excel has it
        (dt.date(2026, 3, 2), dt.time(8, 30), 2),
    )

    assert {row.date for row in read_table(path).rows} == {MONDAY}


def test_a_date_in_the_iso_form_of_a_workbook_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook(iso_dates=True)
    book.active.append(("date", "start", "calls"))
    book.active.append((MONDAY, "08:00-08:30", 1))
    book.save(tmp_path / "calls.xlsx")

    assert read_table(tmp_path / "calls.xlsx").rows[0].date == MONDAY


def test_sheet_of_a_workbook_is_chosen_by_name(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("start", "calls"), ("08:00-08:30", 1))

    assert read_table(path, {"sheet": "Calls"}).per == HALF
    with pytest.raises(ScenarioError, match=r"no sheet 'Cals'.*did you mean 'Calls'"):
        read_table(path, {"sheet": "Cals"})


def test_workbook_that_is_none_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "calls.xlsx"
    path.write_text("start,calls\n08:00,1\n")

    with pytest.raises(ScenarioError, match="this is not an Excel workbook"):
        read_table(path)


def test_workbook_without_the_extra_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path, ("start", "calls"), ("08:00-08:30", 1))
    real = builtins.__import__

    def without(name: str, *parts: object) -> object:
        if name.startswith("openpyxl"):
            raise ImportError(name)
        return real(name, *parts)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtraError, match=r"omnisim\[excel\]"):
        read_table(path)


def test_recorded_times_are_seconds_from_the_start(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text(
        "time,issue\n08:00:05,sales\n2026-03-03 08:00:00.25,\n2026-03-02 07:59,help\n"
    )

    assert read_times(path, {}, START) == (
        Recorded(at=-60.0, issue="help"),
        Recorded(at=5.0, issue="sales"),
        Recorded(at=86400.25),
    )


def test_recorded_clock_before_the_start_is_the_next_morning(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("date,time\n,07:00\n2026-03-02,09:00\n")

    assert [one.at for one in read_times(path, {}, START)] == [3600.0, 23 * 3600.0]


def test_recorded_time_that_is_none_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    path.write_text("time\n08:00\nsoon\n")

    with pytest.raises(ScenarioError, match=r"log\.csv:3:1: time: 'soon' is not a"):
        read_times(path, {}, START)


def test_durations_take_their_unit_from_the_column(tmp_path: Path) -> None:
    path = tmp_path / "talk.csv"
    path.write_text("agent;talk_min\nann;2,5\nbob;0:01:30\ncy;45 s\n")

    assert read_durations(path, {"column": "talk_min"}) == (45.0, 90.0, 150.0)


def test_durations_take_a_given_unit(tmp_path: Path) -> None:
    path = tmp_path / "talk.csv"
    path.write_text("duration\n120\n60\n")

    assert read_durations(path, {"unit": "s"}) == (60.0, 120.0)


def test_durations_of_a_workbook_may_be_times(tmp_path: Path) -> None:
    path = workbook(tmp_path, ("talk",), (dt.time(0, 3, 20),))

    assert read_durations(path) == (200.0,)


def test_duration_without_unit_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "talk.csv"
    path.write_text("duration\n120\n-3 s\n")

    with pytest.raises(ScenarioError) as caught:
        read_durations(path)
    first, second = caught.value.faults
    assert "120 has no unit" in first.wrong
    assert (second.line, second.column) == (3, 1)
