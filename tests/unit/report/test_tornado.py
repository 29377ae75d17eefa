"""What is said and drawn of a screening."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screened_figures import screened

from omnisim.report.tornado import (
    draw_tornado,
    save_tornado,
    to_csv,
    to_markdown,
    to_sheet,
)
from omnisim.trial.screening import Method

if TYPE_CHECKING:
    from pathlib import Path

MANY = Method.ELEMENTARY_EFFECTS


def nowhere(_: dict[str, float]) -> float:
    return float("nan")


def test_the_table_has_the_largest_effect_first_and_its_sign() -> None:
    lines = to_sheet(screened(sd=0)).text().splitlines()

    assert lines[0] == (
        "Average speed of answer hangs most on agents.desk.staff, of what was tried"
    )
    assert lines[3].split()[-3:] == ["62", "12", "-50"]
    assert lines[4].split()[-3:] == ["41", "45", "+4"]
    assert "As the scenario is: 42 s. 20 replications, seed 1." in lines


def test_elementary_effects_have_size_mean_and_spread() -> None:
    text = to_markdown(screened(MANY, sd=0))

    assert "| input | range | size | mean | spread |" in text
    assert "| agents.desk.staff | 4 to 9 | 50.0 | -50.0 | 0 |" in text
    assert "6 trajectories of 1 replication a point, seed 1." in text
    assert "hold together with 95 %" in text


def test_the_csv_has_a_row_for_each_input_and_quantity() -> None:
    lines = to_csv(screened(sd=0)).splitlines()

    assert lines[0] == "input,low,high,quantity,unit,value,half_width,n"
    assert lines[1] == "agents.desk.staff,4,9,at_low,s,62.0,0.0,20"
    assert lines[3] == "agents.desk.staff,4,9,change,s,-50.0,0.0,20"
    assert len(lines) == 7


def test_a_missing_number_is_an_empty_cell() -> None:
    lines = to_csv(screened(truth=nowhere)).splitlines()

    assert lines[1] == "agents.desk.staff,4,9,at_low,s,,,20"


def test_where_nothing_is_sure_no_input_is_named() -> None:
    lines = to_sheet(screened(truth=lambda _: 30.0, sd=0)).text().splitlines()

    assert lines[0] == (
        "Average speed of answer: no input is sure to matter over its range"
    )


def test_bars_are_the_changes_with_their_intervals() -> None:
    found = screened()
    (axes,) = draw_tornado(found).axes
    staff, pace = axes.patches

    assert staff.get_width() == pytest.approx(found.effects[0].change.value)
    assert pace.get_width() == pytest.approx(found.effects[1].change.value)
    assert axes.get_xlabel() == "change of Average speed of answer (seconds)"
    labels = [label.get_text() for label in axes.get_yticklabels()]
    assert labels == ["agents.desk.staff\n4 to 9", "agents.desk.pace\n0.5 to 2.5"]
    low, high = axes.collections[0].get_segments()[0][:, 0]
    assert high - low == pytest.approx(2 * found.effects[0].change.half_width)


def test_elementary_effects_are_bars_with_a_diamond_for_the_spread() -> None:
    found = screened(MANY)
    (axes,) = draw_tornado(found).axes

    assert axes.patches[0].get_width() == pytest.approx(found.elementary[0].size.value)
    assert axes.lines[0].get_xdata() == pytest.approx(found.elementary[0].spread.value)


def test_a_figure_that_is_not_defined_has_no_bar() -> None:
    (axes,) = draw_tornado(screened(truth=nowhere)).axes

    assert axes.get_xlabel() == "change of Average speed of answer (seconds)"


def test_a_pure_number_has_no_unit() -> None:
    (axes,) = draw_tornado(screened(figure="asa / asa")).axes

    assert axes.get_xlabel() == "change of asa / asa"


@pytest.mark.parametrize("ending", ["svg", "png"])
def test_equal_screenings_are_equal_pictures(ending: str, tmp_path: Path) -> None:
    first = save_tornado(screened(), tmp_path / f"a.{ending}")
    second = save_tornado(screened(), tmp_path / f"b.{ending}")

    assert first.read_bytes() == second.read_bytes()
