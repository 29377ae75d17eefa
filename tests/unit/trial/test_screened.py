"""Screenings from a scenario file to what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_morning import written

from omnisim.errors import ScenarioError
from omnisim.trial.screened import screen
from omnisim.trial.screening import Method, read_input

if TYPE_CHECKING:
    from pathlib import Path

STAFF = read_input("agents.desk.staff", "2:4")


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(written(tmp_path)[1])


def test_staff_matters_on_the_phone(file: str) -> None:
    pace = read_input("agents.desk.pace", "0.9:1.1")

    found = screen(file, [STAFF, pace], "abandonment", replications=3, jobs=1)

    assert found.method is Method.ONE_AT_A_TIME
    assert found.base is not None
    assert found.base.n == 3
    assert [one.input.path for one in found.effects] == [STAFF.path, pace.path]
    assert [one.input.is_whole for one in found.effects] == [True, False]
    assert found.effects[0].change.value < 0


def test_elementary_effects_are_played_with_whole_numbers(file: str) -> None:
    found = screen(
        file,
        [STAFF],
        "abandonment",
        method=Method.ELEMENTARY_EFFECTS,
        replications=1,
        trajectories=4,
        changes={"calendar.interval": "1 h"},
        jobs=1,
    )

    assert found.trajectories == 4
    assert found.elementary[0].input.is_whole
    assert found.elementary[0].mean.value < 0


def test_a_number_that_may_be_a_half_is_not_rounded(file: str) -> None:
    found = screen(
        file,
        [read_input("agents.desk.pace", "1:2")],
        "abandonment",
        replications=2,
        jobs=1,
    )

    assert not found.effects[0].input.is_whole


@pytest.mark.parametrize(
    ("path", "figure", "said"),
    [
        ("agents.desk.staf", "asa", "staf"),
        ("agents.desk.staff", "asaa", "unknown name 'asaa'"),
        ("agents.desk.staff", "asa <= 5", "is a condition"),
    ],
)
def test_what_cannot_be_screened_is_told_first(
    file: str, path: str, figure: str, said: str
) -> None:
    with pytest.raises(ScenarioError, match=said):
        screen(file, [read_input(path, "2:4")], figure, jobs=1)
