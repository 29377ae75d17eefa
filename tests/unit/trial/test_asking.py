"""Questions of one line, read as experiment files are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from trial_texts import bank

from omnisim.errors import ScenarioError
from omnisim.trial.asking import ask, factor_names, is_varied, values_in

if TYPE_CHECKING:
    from pathlib import Path

STAFF = {"staff": {"set": "agents.desk.staff", "to": "5:7"}}
PLACES = {"vary.staff": "--set agents.desk.staff", "set": "--set", "watch": "--watch"}


def faults_of(question: dict[str, Any]) -> list[str]:
    with pytest.raises(ScenarioError) as caught:
        ask(question, PLACES)
    return [str(fault) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", ["5"]),
        ("1, 2 ,4", ["1", "2", "4"]),
        ("{a: 1, b: 2}, 3", ["{a: 1, b: 2}", "3"]),
        ("[1, (2, 3)]", ["[1, (2, 3)]"]),
        ("1,", ["1", ""]),
    ],
)
def test_values_are_split_at_commas(text: str, expected: list[str]) -> None:
    assert values_in(text) == expected


@pytest.mark.parametrize("text", ["1:6", "1:9:2", " 1 : 6", "1,2", "10 s, 20 s"])
def test_ranges_and_lists_vary(text: str) -> None:
    assert is_varied(text)


@pytest.mark.parametrize("text", ["5", "8:00-9:00", "{a: 1, b: 2}"])
def test_one_value_does_not_vary(text: str) -> None:
    assert not is_varied(text)


@pytest.mark.parametrize(
    ("paths", "names"),
    [
        (["agents.desk.staff"], ["staff"]),
        (["agents.desk.staff", "agents.it.staff"], ["staff", "it_staff"]),
        (["channels.phone.abandonment"], ["phone_abandonment"]),
        (["targets.asa"], ["targets_asa"]),
        (["asa"], ["asa_2"]),
        (["a.b-c"], ["b_c"]),
        (["a.2"], ["a_2"]),
        (["2"], ["_2"]),
    ],
)
def test_names_are_short_and_tell_paths_apart(
    paths: list[str], names: list[str]
) -> None:
    assert list(factor_names(paths).values()) == names


def test_a_question_is_a_trial(tmp_path: Path) -> None:
    base = str(bank(tmp_path))

    trial = ask({"belief": "?", "base": base, "vary": STAFF}, PLACES)

    assert [level.name for level in trial.factors[0].levels] == ["5", "6", "7"]
    assert trial.base == base


def test_faults_are_told_of_what_was_asked(tmp_path: Path) -> None:
    base = str(bank(tmp_path))
    question = {
        "base": base,
        "set": {"agents.desk.pac": "1"},
        "vary": {"staff": {"set": "agents.desk.staff", "to": "7:5"}},
        "watch": ["asaa"],
    }

    missing, pace, empty, figure = faults_of(question)

    assert missing.startswith("belief: ")
    assert pace.startswith("--set agents.desk.pac: unknown key; allowed: ")
    assert empty.startswith("--set agents.desk.staff: '7:5' is empty; ")
    assert figure.startswith("--watch: 'asaa': at character 1: unknown name 'asaa'; ")
    assert figure.endswith("did you mean 'asa'?")


def test_faults_of_the_base_keep_their_file(tmp_path: Path) -> None:
    base = bank(tmp_path)
    base.write_text("name: Bank\n", encoding="utf-8")

    faults = faults_of({"belief": "?", "base": str(base), "vary": STAFF})

    assert all(fault.startswith(f"{base}:") for fault in faults)
