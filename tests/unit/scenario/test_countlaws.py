"""Numbers of turns as people write them."""

import math

import pytest
from scenario_texts import faults_of_floor, floor

from omnisim.scenario.countlaws import (
    CountLaw,
    Fixed,
    Geometric,
    Poisson,
    Tally,
    UniformCount,
)

TURNS = "turns: {geometric: 7}"
EXAMPLE = "'7', [3, 9], {geometric: 7} or {tally: {1: 40%, 3: 60%}}"


@pytest.mark.parametrize(
    ("written", "law"),
    [
        ("7", Fixed(value=7)),
        ("1e2", Fixed(value=100)),
        ("[3, 9]", UniformCount(low=3, high=9)),
        ("[4, 4]", UniformCount(low=4, high=4)),
        ("{uniform: [3, 9]}", UniformCount(low=3, high=9)),
        ("{geometric: 7}", Geometric(mean=7.0)),
        ("{poisson: 1.5}", Poisson(mean=1.5)),
        (
            "{tally: {3: 75%, 1: 25%}}",
            Tally(values=(1, 3), shares=(0.25, 0.75)),
        ),
    ],
)
def test_law_of_turns_is_read(written: str, law: CountLaw) -> None:
    made = floor(TURNS, f"turns: {written}")

    assert made.channels["chat"].turns == law


def test_shares_of_a_tally_that_nearly_sum_to_one_are_made_whole() -> None:
    made = floor(TURNS, "turns: {tally: {1: 0.3333333, 2: 0.3333333, 3: 0.3333333}}")

    tally = made.channels["chat"].turns
    assert isinstance(tally, Tally)
    assert math.fsum(tally.shares) == pytest.approx(1.0, abs=1e-15)


@pytest.mark.parametrize(
    ("written", "column", "path", "wrong"),
    [
        (
            "0",
            12,
            "",
            f"'0' must be from 1 to 1000 turns; or give a law: {EXAMPLE}",
        ),
        (
            "seven",
            12,
            "",
            (
                "'seven' is not a whole number; write one such as 12; or give a law: "
                f"{EXAMPLE}"
            ),
        ),
        (
            "geometric",
            12,
            "",
            f"law 'geometric' needs its parameters, as in {EXAMPLE}",
        ),
        (
            "{}",
            5,
            "",
            f"a law is a mapping with one name, found none; write {EXAMPLE}",
        ),
        (
            "{geometric: 7, poisson: 7}",
            5,
            "",
            (
                "a law is a mapping with one name, found geometric, poisson; write "
                f"{EXAMPLE}"
            ),
        ),
        (
            "{geometrc: 7}",
            13,
            ".geometrc",
            (
                "unknown key; allowed: geometric, poisson, uniform, tally; "
                "did you mean 'geometric'?"
            ),
        ),
        (
            "{geometric: 0.5}",
            24,
            ".geometric",
            "'0.5' must be a mean of 1 to 1000 turns",
        ),
        (
            "{poisson: 2000}",
            22,
            ".poisson",
            "'2000' must be a mean of 1 to 1000 turns",
        ),
        (
            "{geometric: [7]}",
            13,
            ".geometric",
            "must be a single value, not a list",
        ),
        ("[9, 3]", 5, "", "[9, 3] must rise"),
        ("[9]", 5, "", "must be two whole numbers such as [3, 9], not a list"),
        (
            "{uniform: 3}",
            22,
            ".uniform",
            "must be two whole numbers such as [3, 9], not '3'",
        ),
        (
            "[9, x]",
            16,
            ".1",
            "'x' is not a whole number; write one such as 12",
        ),
        (
            "{tally: [1]}",
            13,
            ".tally",
            "must be shares by number such as {1: 40%, 3: 60%}, not a list",
        ),
        (
            "{tally: {1: 40%, 3: 50%}}",
            13,
            ".tally",
            "shares sum to 90%, not 100%",
        ),
        (
            "{tally: {1: 40%, 0: 60%}}",
            32,
            ".tally.0",
            "'0' must be from 1 to 1000 turns",
        ),
        (
            "{tally: {1: 40%, 3: 600%}}",
            32,
            ".tally.3",
            "'600%' is not a share; write 0% to 100%",
        ),
        ("{tally: {2: 40%, 02: 60%}}", 33, ".tally.02", "is given twice"),
    ],
)
def test_faulty_law_of_turns_is_told_where_it_stands(
    written: str, column: int, path: str, wrong: str
) -> None:
    assert faults_of_floor(TURNS, f"turns: {written}") == [
        f"bank.yaml:25:{column}: channels.chat.turns{path}: {wrong}"
    ]


@pytest.mark.parametrize(
    ("law", "mean", "bounds"),
    [
        (Fixed(value=7), 7.0, (7, 7.0)),
        (Geometric(mean=7.0), 7.0, (1, math.inf)),
        (Geometric(mean=1.0), 1.0, (1, 1.0)),
        (Poisson(mean=1.5), 1.5, (1, math.inf)),
        (Poisson(mean=1.0), 1.0, (1, 1.0)),
        (UniformCount(low=3, high=9), 6.0, (3, 9.0)),
        (Tally(values=(1, 3, 9), shares=(0.25, 0.75, 0.0)), 2.5, (1, 3.0)),
    ],
)
def test_mean_and_bounds_of_a_law_of_turns(
    law: CountLaw, mean: float, bounds: tuple[int, float]
) -> None:
    assert law.mean_count() == mean
    assert law.bounds() == bounds
