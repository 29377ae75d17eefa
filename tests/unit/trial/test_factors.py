"""What a factor sets, and to which levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from trial_texts import HEAD, STAFFED, faults_of_trial, trial_of

from omnisim.trial.expression import parse
from omnisim.trial.model import Factor, Level, Seek, Solve

if TYPE_CHECKING:
    from pathlib import Path

SPREAD = HEAD + "design: {latin_hypercube: 4}\nvary:\n  pace: "


@pytest.mark.parametrize(
    ("to", "names"),
    [
        ("1:3", ["1", "2", "3"]),
        ('"1:9:4"', ["1", "5", "9"]),
        ("'2 : 2'", ["2"]),
        ("[1, 20 s, 5%]", ["1", "20 s", "5%"]),
        ("['{exponential: 3 min}']", ["{exponential: 3 min}"]),
    ],
)
def test_levels_are_listed_or_a_range(
    to: str, names: list[str], tmp_path: Path
) -> None:
    trial = trial_of(STAFFED.replace("[5, 6, 7]", to), tmp_path)
    assert [level.name for level in trial.factors[0].levels] == names


def test_one_level_may_set_several_paths(tmp_path: Path) -> None:
    text = HEAD + "vary: {speed: {set: [agents.desk.pace, a.b], to: [1.5]}}\n"

    assert trial_of(text, tmp_path).factors == (
        Factor(
            "speed",
            (Level("1.5", {"agents.desk.pace": "1.5", "a.b": "1.5"}, 1.5),),
            ("agents.desk.pace", "a.b"),
        ),
    )


def test_bundles_hold_values_of_any_shape(tmp_path: Path) -> None:
    text = HEAD + (
        "vary:\n"
        "  day:\n"
        "    levels:\n"
        "      usual: {}\n"
        "      2: {channels.phone.arrivals: {per: hour, counts: [6, 8]}, a.b: null}\n"
    )

    assert trial_of(text, tmp_path).factors[0].levels == (
        Level("usual", {}, None),
        Level(
            "2",
            {
                "channels.phone.arrivals": '{"per": "hour", "counts": ["6", "8"]}',
                "a.b": "null",
            },
            2.0,
        ),
    )


def test_range_of_a_latin_hypercube_keeps_its_unit(tmp_path: Path) -> None:
    text = SPREAD + "{set: channels.phone.wrap_up, between: [10 s, 6e1 s]}\n"

    assert trial_of(text, tmp_path).factors == (
        Factor("pace", (), ("channels.phone.wrap_up",), (10.0, 60.0), " s"),
    )


def test_number_may_be_looked_for_within_bounds(tmp_path: Path) -> None:
    text = HEAD + (
        "vary: {lines: {set: channels.phone.lines, solve: largest, "
        "so_that: asa <= 20 s, between: '3:40'}}\n"
    )

    assert trial_of(text, tmp_path).solve == Solve(
        name="lines",
        paths=("channels.phone.lines",),
        seek=Seek.LARGEST,
        so_that=parse("asa <= 20 s"),
        low=3,
        high=40,
    )


KEYS = "set, to, levels, between, solve, so_that"


@pytest.mark.parametrize(
    ("factor", "faults"),
    [
        (
            "5",
            [
                (
                    "4:10: vary.staff: must be a mapping such as "
                    "{set: agents.desk.staff, to: [4, 5]}, not '5'"
                )
            ],
        ),
        (
            "{sett: agents.desk.staff, too: 3}",
            [
                (
                    "4:3: vary.staff.set: is missing; write one such as set: "
                    "agents.desk.staff"
                ),
                "4:3: vary.staff.to: is missing; write one such as to: [1, 2, 3]",
                (
                    f"4:11: vary.staff.sett: unknown key; allowed: {KEYS}; "
                    "did you mean 'set'?"
                ),
                (
                    f"4:36: vary.staff.too: unknown key; allowed: {KEYS}; "
                    "did you mean 'to'?"
                ),
            ],
        ),
        (
            "{set: agents..staff, to: {a: 1}}",
            [
                (
                    "4:16: vary.staff.set: 'agents..staff' is not a dotted path such "
                    "as agents.desk.staff"
                ),
                (
                    "4:31: vary.staff.to: must be a list of levels, or a range such as "
                    "1:6, not a mapping"
                ),
            ],
        ),
        (
            "{set: a.b, to: []}",
            [
                "4:21: vary.staff.to: is an empty list; give values such as [1, 2, 3]",
            ],
        ),
        (
            "{set: a.b, to: [5, 6, 5]}",
            ["4:32: vary.staff.to.2: level '5' stands here twice"],
        ),
        (
            "{set: a.b, to: five}",
            [
                (
                    "4:25: vary.staff.to: 'five' is not a range; write one such as "
                    "'1:6' or '1:9:2', or a list such as [1, 2, 4]"
                )
            ],
        ),
        (
            "{set: a.b, to: '1:5:0'}",
            [
                (
                    "4:25: vary.staff.to: '1:5:0' is empty; a range goes up, as in "
                    "'1:6' or '1:9:2'"
                )
            ],
        ),
        (
            "{set: a.b, to: '1:5000:2'}",
            ["4:25: vary.staff.to: '1:5000:2' has 2500 levels; at most 1000"],
        ),
        (
            "{set: a.b, to: [1], between: [1, 2], so_that: asa <= 1}",
            [
                "4:30: vary.staff.between: to and between exclude each other",
                "4:56: vary.staff.so_that: goes with solve: smallest or largest",
            ],
        ),
        (
            "{set: a.b, levels: {a: {}, 'b=2': {}, c: 3}}",
            [
                (
                    "4:11: vary.staff.set: does not belong to levels, which name the "
                    "paths"
                ),
                (
                    "4:37: vary.staff.levels.b=2: a level's name has no brackets, "
                    "',' or '='"
                ),
                (
                    "4:51: vary.staff.levels.c: must be a mapping such as "
                    "{agents.desk.staff: 5}, not '3'"
                ),
            ],
        ),
        (
            "{levels: []}",
            [
                (
                    "4:11: vary.staff.levels: must be a mapping of names to changes, "
                    "such as {few: {agents.desk.staff: 4}, many: {agents.desk.staff: "
                    "9}}"
                )
            ],
        ),
        (
            "{set: a.b, solve: smalest, so_that: asa}",
            [
                (
                    "4:28: vary.staff.solve: unknown value 'smalest'; allowed: "
                    "smallest, largest; did you mean 'smallest'?"
                ),
                (
                    "4:46: vary.staff.so_that: 'asa' is a number; compare it, as in "
                    "'asa <= 5%'"
                ),
            ],
        ),
        (
            "{set: a.b, solve: smallest, to: [1], levels: {}, between: '9:1'}",
            [
                (
                    "4:3: vary.staff.so_that: is missing; write one such as so_that: "
                    '"abandonment <= 5%"'
                ),
                "4:38: vary.staff.to: does not go with solve, which finds the level",
                (
                    "4:47: vary.staff.levels: does not go with solve, which finds the "
                    "level"
                ),
                (
                    "4:68: vary.staff.between: '9:1' is not a range of whole numbers "
                    "such as '1:60'"
                ),
            ],
        ),
    ],
)
def test_faults_of_a_factor_are_told_at_their_places(
    factor: str, faults: list[str], tmp_path: Path
) -> None:
    text = STAFFED.replace("{set: agents.desk.staff, to: [5, 6, 7]}", factor)
    found = faults_of_trial(text, tmp_path)
    assert found == [f"trial.yaml:{fault}" for fault in faults]


@pytest.mark.parametrize(
    ("between", "wrong"),
    [
        ("3", ("5:29: vary.pace.between: must be a list of two such as [10 s, 60 s], "
         "not '3'")),
        ("[1 s, 2 min]", ("5:20: vary.pace.between: both ends need the same unit, not "
         "'s' and 'min'")),
        ("[2, 1]", "5:20: vary.pace.between: 2 is not below 1; a range goes up"),
        ("[x, 1]", ("5:20: vary.pace.between: 'x' is not a number, with or without a "
         "unit")),
        ("[1.2.3, 4]", ("5:20: vary.pace.between: '1.2.3' is not a number; write one "
         "such as 1.5")),
    ],
)  # fmt: skip
def test_range_of_a_latin_hypercube_has_two_ends_of_one_unit(
    between: str, wrong: str, tmp_path: Path
) -> None:
    text = f"{SPREAD}{{set: a.b, between: {between}}}\n"
    assert faults_of_trial(text, tmp_path) == [f"trial.yaml:{wrong}"]
