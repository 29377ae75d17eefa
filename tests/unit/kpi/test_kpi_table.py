"""The table of figures: look-up, frame, and the way to another process."""

from __future__ import annotations

import dataclasses
import math
import pickle
from typing import TYPE_CHECKING

import numpy as np
import pytest
from lives import abandoned, figures, handled

if TYPE_CHECKING:
    from omnisim.kpi import KpiTable


@pytest.fixture(scope="module")
def table() -> KpiTable:
    """Return the figures of two contacts."""
    return figures(handled(0, 10), abandoned(2000, 30))


def test_a_figure_is_found_by_name_slice_and_window(table: KpiTable) -> None:
    assert table.value("abandonment") == 0.5
    assert table.value("abandonment", "channel:phone", "interval:1") == 1
    assert table.value("asa", window="day:0") == 10


@pytest.mark.parametrize(
    ("kpi", "slice_", "window"),
    [
        ("abandonmet", "all", "run"),
        ("abandonment", "channel:fax", "run"),
        ("abandonment", "group:desk", "run"),
        ("abandonment", "all", "interval:48"),
    ],
)
def test_a_row_that_does_not_exist_is_an_error(
    table: KpiTable, kpi: str, slice_: str, window: str
) -> None:
    with pytest.raises(KeyError, match=kpi):
        table.value(kpi, slice_, window)


def test_rows_are_unique(table: KpiTable) -> None:
    names = zip(
        table.window_kind, table.window, table.slice_kind, table.slice, table.kpi,
        strict=True,
    )  # fmt: skip

    assert len(set(names)) == len(table)


def test_a_frame_has_the_names_and_the_value(table: KpiTable) -> None:
    frame = table.to_frame()

    rows = frame[(frame.kpi == "asa") & (frame.window_kind == "run")]
    assert list(frame)[-3:] == ["numerator", "denominator", "value"]
    assert rows[rows.slice_kind == "all"].value.tolist() == [10]
    assert rows[rows.slice_kind == "channel"].slice.tolist() == ["phone"]


def test_a_value_nobody_counts_in_is_nan_in_frame_and_look_up(table: KpiTable) -> None:
    assert math.isnan(table.value("asa", window="interval:1"))
    assert np.isnan(table.values[table.denominator == 0]).all()


def test_a_table_comes_back_from_another_process_small_and_equal(
    table: KpiTable,
) -> None:
    packed = pickle.dumps(table)

    back = pickle.loads(packed)  # noqa: S301 - our own bytes

    assert len(packed) < 17 * len(table) + 5000
    assert np.array_equal(back.numerator, table.numerator, equal_nan=True)
    assert np.array_equal(back.denominator, table.denominator)
    assert back.kpi is table.kpi


def test_a_table_with_other_rows_takes_them_along(table: KpiTable) -> None:
    renamed = dataclasses.replace(table, slice=table.slice.copy())

    back = pickle.loads(pickle.dumps(renamed))  # noqa: S301 - our own bytes

    assert back.kpi is not table.kpi
    assert back.kpi.tolist() == table.kpi.tolist()
    assert back.value("asa") == 10


def test_tables_of_one_scenario_share_the_columns_that_name_the_rows(
    table: KpiTable,
) -> None:
    other = figures(handled(0), handled(2000))

    assert other.kpi is table.kpi
    assert not other.kpi.flags.writeable


def test_a_table_is_frozen(table: KpiTable) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        table.numerator = table.denominator  # type: ignore[misc] - that is the point
