"""`size`: the smallest number that meets a target."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from small_morning import MORNING, invoke, written

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

STAFF = "agents.desk.staff"
CHAT = """\
  chat:
    kind: chat
    arrivals: {per: hour, counts: [10, 10]}
    turns: 5
    agent_turn: {exponential: 20 s}
    customer_turn: {exponential: 30 s}
    patience: {exponential: 2 min}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path)[1]


def size(file: Path, *words: str | Path) -> Result:
    return invoke("size", file, "--jobs", "1", *words)


def test_the_number_is_told_with_the_figures_at_it_and_below(file: Path) -> None:
    result = size(file, "--set", f"{STAFF}=1:60", "--target", "70% within 60 s")

    assert result.exit_code == 0
    assert result.stdout.startswith(
        f"{STAFF}: 3. Looked for: the smallest number so that\n"
        "service_level.phone >= 70%, with 95 % confidence.\n"
    )
    assert "  2        misses it " in result.stdout
    assert "  3         meets it " in result.stdout
    assert "service_level.phone (%)  abandonment (%)  occupancy (%)" in result.stdout
    assert result.stderr.startswith(
        "omnisim: 1 search for staff, 20 to 200 replications of each number tried\n"
    )


def test_the_channels_own_targets_are_met_unless_others_are_given(file: Path) -> None:
    result = size(file, "--set", STAFF, "--at-most", "20")

    assert "smallest number so\nthat service_level.phone >= 80%," in result.stdout


def test_a_condition_may_be_of_any_figure(file: Path) -> None:
    result = size(file, "--set", f"{STAFF}=1:60", "--at-most", "20", "--format", "json",
                  "--target", "asa < 1 h and occupancy <= 95%")  # fmt: skip

    body = json.loads(result.stdout)
    (answer,) = body["answers"]
    assert answer["surest"] == 1
    figures = [one["figure"] for one in body["figures"]]
    assert figures[:4] == ["asa", "occupancy", "service_level", "abandonment"]


def test_every_channel_of_the_group_must_meet_it(file: Path) -> None:
    text = MORNING.replace("agents:\n", f"{CHAT}agents:\n").replace(
        "{phone: 1}", "{phone: 1, chat: 1}"
    )
    file.write_text(text, encoding="utf-8")

    result = size(file, "--set", f"{STAFF}=6:9", "--target", "10% within 5 min",
                  "--at-most", "20", "--format", "md")  # fmt: skip

    assert (
        "service\\_level.chat >= 10% and service\\_level.phone >= 10%" in result.stdout
    )


def test_any_whole_number_may_be_looked_for(file: Path) -> None:
    text = MORNING.replace("phone", "the line")
    file.write_text(text, encoding="utf-8")

    result = size(file, "--set", "calendar.days=1:2", "--at-most", "5",
                  "--target", "1% within 30 min")  # fmt: skip

    assert "calendar.days: 1, the smallest allowed." in result.stdout
    assert 'so that\nservice_level."channel:the line" >= 1%' in result.stdout


def test_the_smallest_allowed_may_meet_it(file: Path) -> None:
    result = size(file, "--set", f"{STAFF}=8:9", "--target", "asa <= 1 h",
                  "--at-most", "3")  # fmt: skip

    assert result.exit_code == 0
    assert result.stdout.startswith(f"{STAFF}: 8, the smallest allowed. Looked for: ")


def test_where_no_number_meets_it_the_exit_code_is_1(file: Path) -> None:
    result = size(file, "--set", f"{STAFF}=1:2", "--target", "abandonment <= 1%",
                  "--set", "agents.desk.pace=0.5")  # fmt: skip

    assert result.exit_code == 1
    assert result.stdout.startswith(
        f"{STAFF}: none from 1 to 2, not even 2 will do. Looked for: "
    )


def test_what_is_undecided_is_a_range(file: Path) -> None:
    result = size(file, "--set", f"{STAFF}=1:9", "--target", "80% within 20 s",
                  "--at-most", "3", "--format", "csv")  # fmt: skip

    assert result.exit_code == 0
    assert result.stdout.startswith("cell,staff,figure,unit,value,half_width,n\n")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--set", f"{STAFF}=5"], "one number is looked for: give it once"),
        (["--set", STAFF, "--set", "agents.desk.pace"], "such as --set agents.desk"),
        (["--set", STAFF, "--target", "asaa <= 1"], "did you mean 'asa'?"),
        (["--set", STAFF, "--target", "asa"], "--target: 'asa' is a number; compare"),
        (["--set", STAFF, "--target", "8 of 10 within 20 s"], "--target: "),
        (["--set", STAFF, "--target", "80% within 20"], "write '20 s' or '20 min'"),
        (["--set", f"{STAFF}=9:6"], f"--set {STAFF}: '9:6' is not a range of whole"),
        (["--set", STAFF, "--confidence", "100%"], "--confidence: '100%' must be "),
        (["--set", "agents.dsk.staff"], "--set agents.dsk.staff: there is no "),
        (["--set", STAFF, "--set", "agents.desk.pac=2"], "did you mean 'pace'?"),
        (["--set", ""], "is not a change"),
    ],
)
def test_nonsense_is_answered_well(file: Path, words: list[str], told: str) -> None:
    result = size(file, *words)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert told in result.stderr


def test_channels_without_targets_need_one(file: Path) -> None:
    file.write_text(
        MORNING.replace("    target: 80% within 20 s\n", ""), encoding="utf-8"
    )

    result = size(file, "--set", STAFF)

    assert result.exit_code == 2
    assert f"no channel that {STAFF} serves has a target; give one" in result.stderr
