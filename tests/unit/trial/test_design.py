"""Which cells a trial plays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from trial_texts import HEAD, SOUGHT, STAFFED, faults_of_trial, trial_of

from omnisim.trial.design import cells_of, n_cells
from omnisim.trial.model import Cell, Design, Factor, Level, Trial

if TYPE_CHECKING:
    from pathlib import Path

CAP = Factor("cap", (Level("1", {"a": "1"}), Level("2", {"a": "2"})))
LOAD = Factor("load", (Level("low", {}), Level("high", {"b": "9"})), is_aside=True)
SIZE = Factor("size", (Level("4", {}), Level("5", {}), Level("6", {})))
WAIT = Factor("wait", (), ("c.d", "e.f"), (10.0, 30.0), " s")
SHARE = Factor("share", (), ("g.h",), (0.0, 50.0), "%")


def names_of(trial: Trial) -> list[str]:
    """Return the names of a trial's cells."""
    return [cell.name for cell in cells_of(trial)]


def test_grid_has_all_combinations() -> None:
    trial = Trial(belief="", base="", factors=(CAP, LOAD))

    assert names_of(trial) == [
        "cap=1, load=low",
        "cap=1, load=high",
        "cap=2, load=low",
        "cap=2, load=high",
    ]
    assert cells_of(trial)[3] == Cell({"cap": CAP.levels[1], "load": LOAD.levels[1]})
    assert n_cells(trial) == 4


def test_one_at_a_time_leaves_the_first_levels_one_by_one() -> None:
    trial = Trial(belief="", base="", factors=(CAP, SIZE), design=Design.ONE_AT_A_TIME)

    assert names_of(trial) == [
        "cap=1, size=4",
        "cap=2, size=4",
        "cap=1, size=5",
        "cap=1, size=6",
    ]
    assert n_cells(trial) == 4


def test_factors_aside_are_crossed_with_any_design_and_keep_their_place() -> None:
    trial = Trial(belief="", base="", factors=(LOAD, CAP), design=Design.ONE_AT_A_TIME)

    assert names_of(trial) == [
        "load=low, cap=1",
        "load=high, cap=1",
        "load=low, cap=2",
        "load=high, cap=2",
    ]
    assert n_cells(trial) == 4


def test_list_is_played_as_written() -> None:
    trial = Trial(
        belief="",
        base="",
        factors=(CAP, SIZE),
        design=Design.LIST,
        listed=({"cap": "2", "size": "6"}, {"size": "4", "cap": "1"}),
    )

    assert names_of(trial) == ["cap=2, size=6", "cap=1, size=4"]
    assert n_cells(trial) == 2


def test_latin_hypercube_holds_one_point_in_every_part_of_every_range() -> None:
    trial = Trial(
        belief="",
        base="",
        factors=(WAIT, SHARE),
        design=Design.LATIN_HYPERCUBE,
        n_runs=4,
        seed=3,
    )

    cells = cells_of(trial)

    waits = sorted(cell.levels["wait"].number or 0.0 for cell in cells)
    shares = sorted(cell.levels["share"].number or 0.0 for cell in cells)
    assert [int((wait - 10) // 5) for wait in waits] == [0, 1, 2, 3]
    assert [int(share // 0.125) for share in shares] == [0, 1, 2, 3]
    assert n_cells(trial) == 4


def test_points_of_a_latin_hypercube_have_six_digits_and_the_unit() -> None:
    trial = Trial(
        belief="",
        base="",
        factors=(WAIT,),
        design=Design.LATIN_HYPERCUBE,
        n_runs=1,
        seed=3,
    )

    (cell,) = cells_of(trial)

    assert cell.name == "wait=11.713 s"
    assert cell.changes == {"c.d": "11.713 s", "e.f": "11.713 s"}
    assert cell.levels["wait"].number == 11.713


def test_seed_decides_the_points() -> None:
    def names(seed: int) -> list[str]:
        trial = Trial(
            belief="",
            base="",
            factors=(WAIT,),
            design=Design.LATIN_HYPERCUBE,
            n_runs=5,
            seed=seed,
        )
        return names_of(trial)

    assert names(1) == names(1)
    assert names(1) != names(2)


def test_number_looked_for_is_in_no_cell(tmp_path: Path) -> None:
    assert names_of(trial_of(SOUGHT, tmp_path)) == ["scale=1", "scale=2"]


def test_trial_of_a_number_alone_has_one_cell_without_levels() -> None:
    assert cells_of(Trial(belief="", base="")) == (Cell({}),)


@pytest.mark.parametrize(
    ("text", "design"), [("grid", Design.GRID), ("one_at_a_time", Design.ONE_AT_A_TIME)]
)
def test_design_is_a_word(text: str, design: Design, tmp_path: Path) -> None:
    assert trial_of(f"{STAFFED}design: {text}\n", tmp_path).design is design


def test_list_and_number_of_points_are_read(tmp_path: Path) -> None:
    listed = trial_of(f"{STAFFED}design: {{list: [{{staff: 7}}]}}\n", tmp_path)
    spread = trial_of(
        HEAD
        + "vary: {pace: {set: agents.desk.pace, between: [1, 2]}}\n"
        + "design: {latin_hypercube: 40}\n",
        tmp_path,
    )

    assert listed.listed == ({"staff": "7"},)
    assert (spread.design, spread.n_runs) == (Design.LATIN_HYPERCUBE, 40)


@pytest.mark.parametrize(
    ("design", "wrong"),
    [
        (
            "gird",
            ("9: design: unknown design 'gird'; allowed: grid, one_at_a_time, "
            "latin_hypercube, list; did you mean 'grid'?"),
        ),
        ("list", "9: design: needs its rows; write {list: [{cap: 1}, {cap: 3}]}"),
        (
            "latin_hypercube",
            "9: design: needs a number of points; write {latin_hypercube: 40}",
        ),
        ("{}", "1: design: is empty; write one such as grid"),
        (
            "{list: [], latin_hypercube: 3}",
            "1: design: is one of latin_hypercube and list, not both",
        ),
        (
            "{latin_hypercube: 0}",
            "27: design.latin_hypercube: '0' is not a number of points from 1 to 10000",
        ),
        (
            "{lst: 3}",
            ("10: design.lst: unknown key; allowed: latin_hypercube, list; did you "
            "mean 'list'?"),
        ),
        (
            "{list: 3}",
            ("16: design.list: must be a list of rows such as {cap: 1, load: busy}, "
            "not '3'"),
        ),
        (
            "{list: []}",
            "10: design.list: is an empty list; give rows such as {cap: 1, load: busy}",
        ),
        ("{list: [{staff: 5}, {staff: 5}]}", ("29: design.list.1: stands in the list "
         "twice")),
        ("{list: [{staff: 9}]}", ("25: design.list.0.staff: unknown level '9'; "
         "allowed: 5, 6, 7")),
        ("{list: [{}]}", ("17: design.list.0.staff: is missing; write one such as "
         "staff: 5")),
        ("{list: [{staff: 5, a: 1}]}", ("28: design.list.0.a: unknown key; allowed: "
         "staff")),
        ("{list: [3]}", "17: design.list.0: must be a mapping of factors, not '3'"),
    ],
)  # fmt: skip
def test_faults_of_a_design_are_told_at_their_places(
    design: str, wrong: str, tmp_path: Path
) -> None:
    text = f"{STAFFED}design: {design}\n"
    assert faults_of_trial(text, tmp_path) == [f"trial.yaml:5:{wrong}"]


def test_rows_are_read_though_a_factor_is_faulty(tmp_path: Path) -> None:
    text = STAFFED.replace("5, 6, 7", "") + "design: {list: [{staff: 5}]}\n"

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:4:35: vary.staff.to: is an empty list; give values such as "
            "[1, 2, 3]"
        )
    ]
