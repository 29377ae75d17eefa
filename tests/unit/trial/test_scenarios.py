"""The scenario of each cell, and the faults of all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from trial_texts import HEAD, STAFFED, trial_of

from omnisim.errors import ScenarioError
from omnisim.trial.design import cells_of
from omnisim.trial.scenarios import scenario_of, scenarios_of
from omnisim.trial.settling import key_of

if TYPE_CHECKING:
    from pathlib import Path


def test_cells_change_the_base_as_the_trial_does(tmp_path: Path) -> None:
    trial = trial_of(STAFFED + "set: {agents.desk.pace: 1.5}\n", tmp_path)

    found = scenarios_of(trial, cells_of(trial))

    desk = found[key_of({"staff": "6"})].agents["desk"]
    assert desk.staff is not None
    assert (desk.staff.counts, desk.pace) == ((6.0,), 1.5)
    assert len(found) == 3


def test_cell_has_the_last_word(tmp_path: Path) -> None:
    trial = trial_of(STAFFED + "set: {agents.desk.staff: 1}\n", tmp_path)

    staff = scenario_of(trial, cells_of(trial)[0]).agents["desk"].staff

    assert staff is not None
    assert staff.counts == (5.0,)


def test_faults_name_their_cells_and_shared_ones_are_told_once(tmp_path: Path) -> None:
    text = HEAD + (
        "vary:\n"
        "  staff: {set: agents.desk.staff, to: [5, x, y]}\n"
        "  pace: {set: agents.dsk.pace, to: [1]}\n"
    )
    trial = trial_of(text, tmp_path)

    with pytest.raises(ScenarioError) as caught:
        scenarios_of(trial, cells_of(trial))

    there = (
        "--set agents.dsk.pace: there is no agents.dsk to change; allowed: desk; "
        "did you mean 'desk'?"
    )
    number = "is not a whole number; write one such as 12"
    assert [str(fault) for fault in caught.value.faults] == [
        f"cell staff=5, pace=1 and 2 others: {there}",
        f"cell staff=x, pace=1: --set agents.desk.staff: 'x' {number}",
        f"cell staff=y, pace=1: --set agents.desk.staff: 'y' {number}",
    ]


def test_two_cells_are_one_and_one_other(tmp_path: Path) -> None:
    text = HEAD + (
        "vary: {staff: {set: agents.desk.staff, to: [5, 6]}}\n"
        "also: {pace: {set: agents.desk.pce, to: [1]}}\n"
    )
    trial = trial_of(text, tmp_path)

    with pytest.raises(
        ScenarioError,
        match=r"^cell staff=5, pace=1 and 1 other: --set agents\.desk\.pce",
    ):
        scenarios_of(trial, cells_of(trial))


def test_only_cell_without_levels_is_not_named(tmp_path: Path) -> None:
    trial = trial_of(
        HEAD + "vary: {n: {set: a.b, solve: smallest, so_that: asa <= 3 s}}\n",
        tmp_path,
    )
    (tmp_path / "bank.yaml").unlink()

    with pytest.raises(ScenarioError) as caught:
        scenarios_of(trial, cells_of(trial))

    assert str(caught.value) == f"{tmp_path}/bank.yaml: no such file"
