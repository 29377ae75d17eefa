"""Expressions settled for a combination of levels."""

from __future__ import annotations

import pytest

from omnisim.trial.expression import Node, Number, parse
from omnisim.trial.model import Cell, Factor, Level, Seek, Solve, Trial
from omnisim.trial.settling import key_of, key_of_cell, settle, with_number

CAP = Factor("cap", (Level("1", {}, 1.0), Level("2", {}, 2.0)))
LOAD = Factor("load", (Level("busy", {}, None),))
WAIT = Factor("wait", (), ("a.b",), (10.0, 60.0), " s")
TRIAL = Trial(
    belief="",
    base="",
    factors=(CAP, LOAD, WAIT),
    solve=Solve("staff", ("c.d",), Seek.SMALLEST, parse("asa < 1"), 1, 9),
    figures={
        "saved": parse("1 - asa / asa[cap=1]"),
        "twice": parse("2 * saved"),
    },
)


def tree(text: str) -> Node:
    """Return the tree of a text."""
    return parse(text).tree


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("asa", "asa[cap=2,load=busy]"),
        ("asa.phone[cap=1]", "asa.phone[cap=1,load=busy]"),
        ("not asa + 1 < min(fcr, 2) or asa > 1",
         ("not asa[cap=2,load=busy] + 1 < min(fcr[cap=2,load=busy], 2) "
         "or asa[cap=2,load=busy] > 1")),
        ("cap * 3", "2 * 3"),
        ("cap[cap=1]", "1"),
        ("saved", "1 - asa[cap=2,load=busy] / asa[cap=1,load=busy]"),
        ("twice[cap=1]", "2 * (1 - asa[cap=1,load=busy] / asa[cap=1,load=busy])"),
        ("agents_needed[cap=1]", "agents_needed[cap=1,load=busy]"),
        ("agents_needed[staff=5] + staff[staff=6]", "5 + 6"),
        ("load", "load[cap=2,load=busy]"),
    ],
)  # fmt: skip
def test_figures_get_their_cells_and_levels_their_numbers(
    text: str, settled: str
) -> None:
    found = settle(tree(text), TRIAL, {"cap": "2", "load": "busy"})
    assert found == tree(settled)


def test_factor_left_free_stays_a_name() -> None:
    assert settle(tree("cap + asa"), TRIAL, {}) == tree("cap + asa")


def test_factor_over_a_range_is_the_number_of_its_cell() -> None:
    assert settle(tree("wait"), TRIAL, {"wait": "14.5 s"}) == Number(14.5)


def test_number_that_was_found_is_filled_in_by_cell() -> None:
    found = {key_of({"cap": "1"}): 7, key_of({"cap": "2"}): 4}
    node = tree("agents_needed[cap=1] / staff[cap=2] + asa[cap=2] - asa[cap=3,staff=5]")

    filled = with_number(node, TRIAL, found.get)

    assert filled == tree("7 / 4 + asa[cap=2,staff=4] - asa[cap=3,staff=5]")


def test_number_that_was_not_found_stays_open() -> None:
    node = tree("agents_needed[cap=3]")
    assert with_number(node, TRIAL, {key_of({"cap": "1"}): 7}.get) == node


def test_cell_has_the_key_of_its_levels() -> None:
    cell = Cell({"load": LOAD.levels[0], "cap": CAP.levels[1]})
    assert key_of_cell(cell) == key_of({"cap": "2", "load": "busy"})
