"""`screen`: which inputs matter most, and nonsense answered well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from small_morning import invoke, written

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

STAFF = "agents.desk.staff=2:4"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path)[1]


def screen(file: Path, *words: str | Path) -> Result:
    return invoke("screen", file, "--jobs", "1", *words)


def test_the_table_is_printed_and_the_tornado_drawn(file: Path, tmp_path: Path) -> None:
    picture = tmp_path / "tornado.svg"

    result = screen(file, "--vary", STAFF, "--of", "abandonment", "--reps", "3",
                    "--out", picture)  # fmt: skip

    assert result.exit_code == 0
    assert result.stdout.startswith("Abandonment")
    assert "  agents.desk.staff  2 to 4  " in result.stdout
    assert picture.read_text(encoding="utf-8").startswith("<?xml")
    assert f"tornado in {picture}" in result.stderr


def test_elementary_effects_are_printed_as_asked(file: Path) -> None:
    result = screen(file, "--vary", STAFF, "--of", "abandonment", "--reps", "1",
                    "--method", "elementary_effects", "--trajectories", "4",
                    "--format", "csv")  # fmt: skip

    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "input,low,high,quantity,unit,value,half_width,n"
    assert lines[1].startswith("agents.desk.staff,2,4,size,share,")
    assert len(lines) == 4


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--vary", "agents.desk.staff=4", "--of", "asa"), "'4' is not a range"),
        (("--vary", STAFF, "--vary", STAFF, "--of", "asa"), "is given twice"),
        (("--vary", STAFF, "--of", "asa", "--out", "a.pdf"), "ends in .svg or .png"),
        (
            ("--vary", STAFF, "--of", "asa", "--trajectories", "4"),
            "--trajectories belongs to --method elementary_effects",
        ),
        (("--vary", STAFF, "--of", "asaa"), "unknown name 'asaa'"),
    ],
)
def test_nonsense_is_answered_well(
    file: Path, words: tuple[str, ...], said: str
) -> None:
    result = screen(file, *words)

    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
