"""Levels as numbers, and cells by name."""

from __future__ import annotations

import pytest

from omnisim.trial.model import Cell, Level, number_of


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3.0),
        ("-1.5", -1.5),
        ("5%", 0.05),
        ("20 s", 20.0),
        ("1h30", 5400.0),
        ("2/min", 120.0),
        ("23 EUR/h", 23.0),
        ("busy", None),
        ("{exponential: 3 min}", None),
        ("08:00-20:00", None),
    ],
)
def test_level_is_a_number_in_the_unit_of_figures(
    text: str, number: float | None
) -> None:
    assert number_of(text) == number


def test_cell_is_named_by_its_levels() -> None:
    cell = Cell({"cap": Level("3", {}), "load": Level("busy", {})})
    assert cell.name == "cap=3, load=busy"


def test_where_two_factors_meet_the_later_one_has_its_way() -> None:
    cell = Cell(
        {
            "cap": Level("3", {"a.b": "3", "c.d": "4"}),
            "load": Level("busy", {"a.b": "5"}),
        }
    )
    assert cell.changes == {"a.b": "5", "c.d": "4"}
