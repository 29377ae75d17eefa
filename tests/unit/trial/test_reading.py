"""What an experiment file says, and what is told of a faulty one."""

from __future__ import annotations

from pathlib import Path

import pytest
from trial_texts import HEAD, SOUGHT, STAFFED, bank, faults_of_trial, trial_of

from omnisim.errors import ScenarioError
from omnisim.trial import reading
from omnisim.trial.expression import Figure, parse
from omnisim.trial.model import (
    Claim,
    Design,
    Factor,
    Level,
    Picture,
    Precision,
    Seek,
    Solve,
    Trial,
)

ROOT = Path(__file__).parents[3]
KEYS = (
    "belief, question, base, set, vary, also, design, watch, figures, claim, "
    "precision, confidence, seed, picture"
)
THREE_CHATS = """\
belief: Three chats per agent, so chat needs a third of the staff.
question: >
  How many agents does the chat desk need for the same service, when each may
  hold one, two, three ... chats, and how many would the phones need?
base: ../scenarios/chat_desk.yaml
vary:
  cap:   {set: agents.desk.may_hold.chat, to: [1, 2, 3, 4, 5, 6]}     # desk has one mix
  staff: {set: agents.desk.staff, solve: smallest, so_that: "abandonment.chat <= 5%"}
also:
  busy_and_quiet: {set: channels.chat.arrivals.scale, to: [0.25, 1, 4]}
watch: [agents_needed, realised_concurrency, chat_duration, reply_wait,
        resolved_per_agent_hour, cost_per_resolution]
claim: "agents_needed[cap=3] / agents_needed[cap=1] <= 1/3"
precision: {half_width: 2%, of: abandonment.chat, at_most: 200 replications}
picture: {x: cap, y: [agents_needed, resolved_per_agent_hour], by: busy_and_quiet}
"""


def test_three_chats_are_read() -> None:
    trial = reading.loads(THREE_CHATS, folder=ROOT / "experiments")

    assert trial.question.startswith("How many agents does the chat desk need")
    assert [factor.name for factor in trial.factors] == ["cap", "busy_and_quiet"]
    assert [factor.is_aside for factor in trial.factors] == [False, True]
    assert trial.factors[0].levels[2] == Level(
        "3", {"agents.desk.may_hold.chat": "3"}, 3.0
    )
    assert trial.solve == Solve(
        name="staff",
        paths=("agents.desk.staff",),
        seek=Seek.SMALLEST,
        so_that=parse("abandonment.chat <= 5%"),
        low=1,
        high=10_000,
    )
    assert [one.text for one in trial.watch] == [
        "agents_needed",
        "concurrency",
        "session",
        "reply_wait",
        "resolved_per_agent_hour",
        "cost_per_resolution",
    ]
    text = "agents_needed[cap=3] / agents_needed[cap=1] <= 1/3"
    assert trial.claims == (Claim(text, parse(text)),)
    assert trial.precision == Precision(parse("abandonment.chat"), 0.02, 20, 200)
    assert trial.picture == Picture(
        "cap", ("agents_needed", "resolved_per_agent_hour"), "busy_and_quiet"
    )


def test_least_that_a_file_says_leaves_the_rest_as_usual(tmp_path: Path) -> None:
    trial = trial_of(STAFFED, tmp_path)

    assert trial == Trial(
        belief="More agents, less waiting.",
        base=str(tmp_path / "bank.yaml"),
        factors=(
            Factor(
                "staff",
                (
                    Level("5", {"agents.desk.staff": "5"}, 5.0),
                    Level("6", {"agents.desk.staff": "6"}, 6.0),
                    Level("7", {"agents.desk.staff": "7"}, 7.0),
                ),
                ("agents.desk.staff",),
            ),
        ),
    )
    assert trial.design is Design.GRID
    assert (trial.confidence, trial.seed) == (0.95, 1)
    assert trial.precision == Precision(None, 0.0, 20, 200)


def test_everything_that_a_file_may_say_is_read(tmp_path: Path) -> None:
    text = (
        STAFFED
        + """\
also: {load: {levels: {usual: {}, double: {channels.phone.arrivals.scale: 2}}}}
set: {channels.phone.patience: {exponential: 2 min}, agents.desk.wage: null}
design: one_at_a_time
watch: asa
figures: {saved: '1 - asa / asa[staff=5]', twice: 2 * saved}
claim:
  - asa[staff=7] <= asa[staff=5]
  - {says: Few give up., claim: "abandonment.phone <= 3%"}
  - {claim: not asa > 20 s}
precision: {at_least: 10, at_most: 40 replications}
confidence: 90%
seed: 7
picture: {x: staff, y: twice}
"""
    )

    trial = trial_of(text, tmp_path)

    assert trial.changes == {
        "channels.phone.patience": '{"exponential": "2 min"}',
        "agents.desk.wage": "null",
    }
    assert trial.factors[1].levels == (
        Level("usual", {}, None),
        Level("double", {"channels.phone.arrivals.scale": "2"}, None),
    )
    assert trial.design is Design.ONE_AT_A_TIME
    assert trial.watch == (parse("asa"),)
    assert dict(trial.figures) == {
        "saved": parse("1 - asa / asa[staff=5]"),
        "twice": parse("2 * saved"),
    }
    assert [claim.says for claim in trial.claims] == [
        "asa[staff=7] <= asa[staff=5]",
        "Few give up.",
        "not asa > 20 s",
    ]
    assert trial.precision == Precision(None, 0.0, 10, 40)
    assert (trial.confidence, trial.seed) == (0.9, 7)
    assert trial.picture == Picture("staff", ("twice",), "")


def test_file_is_read_and_its_base_found_beside_it(tmp_path: Path) -> None:
    bank(tmp_path)
    path = tmp_path / "trial.yaml"
    path.write_text(STAFFED, encoding="utf-8")

    trial = reading.load(path, changes={"precision.at_most": "12"})

    assert trial.base == str(tmp_path / "bank.yaml")
    assert trial.precision == Precision(None, 0.0, 12, 12)


def test_changes_reach_the_scenario_by_set(tmp_path: Path) -> None:
    trial = trial_of(STAFFED, tmp_path, {"set.agents.desk.pace": "2", "seed": "5"})

    assert trial.changes == {"agents": '{"desk": {"pace": "2"}}'}
    assert trial.seed == 5


def test_change_that_is_not_yaml_is_told_as_a_change(tmp_path: Path) -> None:
    (fault,) = faults_of_trial(STAFFED, tmp_path, {"seed": "[1"})
    assert fault.startswith("--set seed: not YAML: ")


def test_missing_file_names_its_neighbour(tmp_path: Path) -> None:
    bank(tmp_path)
    with pytest.raises(ScenarioError) as caught:
        reading.load(tmp_path / "bnk.yaml")
    assert str(caught.value).replace(f"{tmp_path}/", "") == (
        "bnk.yaml: no such file; did you mean 'bank.yaml'?"
    )


def test_name_of_the_number_looked_for_stands_for_it(tmp_path: Path) -> None:
    trial = trial_of(SOUGHT + "claim: staff[scale=2] <= 2 * staff[scale=1]\n", tmp_path)

    assert trial.claims[0].claim.text == (
        "agents_needed[scale=2] <= 2 * agents_needed[scale=1]"
    )


def test_level_of_the_number_looked_for_may_be_named(tmp_path: Path) -> None:
    trial = trial_of(SOUGHT + "claim: asa.phone[staff=9] <= 20 s\n", tmp_path)

    assert trial.claims[0].claim.tree.left == Figure("asa", "phone", (("staff", "9"),))


@pytest.mark.parametrize(
    "part",
    ["phone", "desk", '"channel:phone"', '"group:desk"', '"phone > phone"', "all"],
)
def test_slices_of_the_base_are_known(part: str, tmp_path: Path) -> None:
    trial = trial_of(f"{STAFFED}watch: ['asa.{part}']\n", tmp_path)
    assert trial.watch == (parse(f"asa.{part}"),)


def test_slices_that_a_level_may_bring_are_let_pass(tmp_path: Path) -> None:
    more = (
        "  more: {levels: {a: {}, b: {agents.night: {staff: 1, skills: {phone: 1}}}}}\n"
    )
    trial = trial_of(f"{STAFFED}{more}watch: asa.night\n", tmp_path)
    assert trial.watch == (parse("asa.night"),)


def test_empty_file_is_told_what_it_needs(tmp_path: Path) -> None:
    assert faults_of_trial("", tmp_path) == [
        "trial.yaml:1:1: is empty; an experiment needs belief, base and vary"
    ]


def test_list_is_no_experiment(tmp_path: Path) -> None:
    assert faults_of_trial("- a", tmp_path) == [
        "trial.yaml:1:1: not an experiment: must be a mapping such as 'belief: ...'"
    ]


def test_file_without_a_tree_keeps_its_own_faults(tmp_path: Path) -> None:
    (first, *others) = faults_of_trial("!!null ~\n", tmp_path)
    assert first == (
        "trial.yaml:1:1: tag 'tag:yaml.org,2002:null' is refused; write a plain value"
    )
    assert len(others) == 3


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    assert faults_of_trial("#" * 1_048_577, tmp_path) == [
        "trial.yaml: is larger than 1 MiB; put long tables into a CSV file"
    ]


def test_all_that_is_missing_is_told_with_examples(tmp_path: Path) -> None:
    assert faults_of_trial("\nbelif: c\n", tmp_path) == [
        f"trial.yaml:2:1: belif: unknown key; allowed: {KEYS}; did you mean 'belief'?",
        (
            "trial.yaml:2:1: belief: is missing; write one such as belief: Three "
            "chats per agent"
        ),
        "trial.yaml:2:1: base: is missing; write one such as base: desk.yaml",
        (
            "trial.yaml:2:1: vary: is missing; write one such as vary: "
            "{cap: {set: agents.desk.may_hold.chat, to: [1, 2, 3]}}"
        ),
    ]


def test_base_that_is_not_there_is_told_where_it_is_named(tmp_path: Path) -> None:
    assert faults_of_trial(STAFFED.replace("bank.yaml", "bnk.yaml"), tmp_path) == [
        ("trial.yaml:2:7: base: bnk.yaml: no such file; did you mean 'bank.yaml'?")
    ]


def test_base_is_the_name_of_a_file(tmp_path: Path) -> None:
    assert faults_of_trial(STAFFED.replace("bank.yaml", "{a: b}"), tmp_path) == [
        "trial.yaml:2:1: base: must be the name of a file, not a mapping"
    ]


def test_faults_of_the_base_stand_in_the_base(tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(
        bank(tmp_path).read_text(encoding="utf-8").replace("staff: 7", "staff: x"),
        encoding="utf-8",
    )
    text = STAFFED.replace("bank.yaml", "broken.yaml") + "seed: x\n"

    assert faults_of_trial(text, tmp_path) == [
        "trial.yaml:5:7: seed: 'x' is not a whole number; write one such as 12",
        (
            "broken.yaml:11:12: agents.desk.staff: 'x' is not a whole number; "
            "write one such as 12"
        ),
    ]


def test_faults_of_changes_stand_in_the_experiment(tmp_path: Path) -> None:
    text = STAFFED + "set: {agents.desk: {pace: x}, agents.dsk.staff: 1, a..b: 2}\n"

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:5:7: set.agents.desk: agents.desk.pace: 'x' is not a number; "
            "write one such as 1.5"
        ),
        (
            "trial.yaml:5:49: set.agents.dsk.staff: there is no agents.dsk to change; "
            "allowed: desk; did you mean 'desk'?"
        ),
        "trial.yaml:5:58: set.a..b: 'a..b' is not a dotted path",
    ]


def test_sections_of_another_shape_are_told_theirs(tmp_path: Path) -> None:
    text = STAFFED + (
        "precision: 5\npicture: 3\nfigures: 3\nset: 3\nquestion: [a]\nwatch: {a: b}\n"
        "also: 4\nclaim: [[a]]\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:5:12: precision: must be a mapping such as {half_width: 1%, "
            "of: abandonment, at_most: 200 replications}, not '5'"
        ),
        (
            "trial.yaml:6:10: picture: must be a mapping such as {x: cap, y: [asa], "
            "by: load}, not '3'"
        ),
        (
            "trial.yaml:7:10: figures: must be a mapping such as {saving: 1 - cost / "
            "cost[cap=1]}, not '3'"
        ),
        (
            "trial.yaml:8:6: set: must be a mapping such as {agents.desk.staff: 5}, "
            "not '3'"
        ),
        "trial.yaml:9:1: question: must be a text, not a list",
        "trial.yaml:10:1: watch: must be a single value, not a mapping",
        (
            "trial.yaml:11:7: also: must be a mapping such as {cap: {set: "
            "agents.desk.may_hold.chat, to: [1, 2, 3]}}, not '4'"
        ),
        "trial.yaml:12:9: claim.0: must be a single value, not a list",
    ]


def test_vary_needs_a_factor(tmp_path: Path) -> None:
    assert faults_of_trial(HEAD + "vary: {}\n", tmp_path) == [
        (
            "trial.yaml:3:1: vary: is empty; write one such as cap: {set: "
            "agents.desk.may_hold.chat, to: [1, 2, 3]}"
        )
    ]


def test_names_of_factors_are_their_own(tmp_path: Path) -> None:
    text = STAFFED + (
        "  asa: {set: a.b, to: [1]}\n"
        "  2x: {set: a.b, to: [1]}\n"
        "  min: {set: a.b, to: [1]}\n"
        "also: {staff: {set: a.b, to: [1]}}\n"
        "figures: {staff: asa, fcr: asa}\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:5:3: vary.asa: 'asa' is the name of a figure already; choose "
            "another"
        ),
        "trial.yaml:6:3: vary.2x: '2x' is no plain name; use letters, digits and '_'",
        "trial.yaml:7:3: vary.min: 'min' is a word of expressions; choose another",
        "trial.yaml:8:8: also.staff: 'staff' stands under vary already",
        (
            "trial.yaml:9:18: figures.staff: 'staff' is the name of a factor already; "
            "choose another"
        ),
        (
            "trial.yaml:9:28: figures.fcr: 'fcr' is the name of a figure already; "
            "choose another"
        ),
    ]


def test_only_one_number_can_be_looked_for(tmp_path: Path) -> None:
    text = SOUGHT + (
        "  more: {set: channels.phone.lines, solve: largest, so_that: asa <= 1 s}\n"
        "also:\n"
        "  aside: {set: channels.phone.lines, solve: largest, so_that: asa <= 1 s}\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:6:44: vary.more.solve: only one factor can be looked for, and "
            "'staff' is already"
        ),
        (
            "trial.yaml:8:45: also.aside.solve: only one factor can be looked for, and "
            "'staff' is already"
        ),
        (
            "trial.yaml:8:45: also.aside.solve: what is looked for stands under "
            "vary; also takes levels"
        ),
    ]


def test_ranges_are_for_latin_hypercubes(tmp_path: Path) -> None:
    text = HEAD + (
        "vary: {pace: {set: agents.desk.pace, between: [1, 2]}}\n"
        "also: {load: {set: channels.phone.arrivals.scale, between: [1, 2]}}\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:3:38: vary.pace.between: a range needs design: "
            "{latin_hypercube: 40}; else give levels with to: [low, high]"
        ),
        (
            "trial.yaml:4:51: also.load.between: a factor under also needs levels; "
            "write to: [low, high]"
        ),
    ]


def test_latin_hypercube_needs_ranges(tmp_path: Path) -> None:
    text = STAFFED + "also: {load: {set: a.b, to: [1]}}\ndesign: {latin_hypercube: 4}\n"

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:4:3: vary.staff: a Latin hypercube needs a range; write "
            "between: [low, high]"
        )
    ]


def test_names_in_expressions_have_their_character(tmp_path: Path) -> None:
    claim = "abandonmnt.phone[staff=5] <= asa.phon[staff=8, cap=3]"

    assert faults_of_trial(f"{STAFFED}claim: {claim}\n", tmp_path) == [
        (
            f"trial.yaml:5:8: claim: {claim!r}: at character 1: unknown name "
            "'abandonmnt'; allowed: the figures of `omnisim explain`, staff; did you "
            "mean 'abandonment'?"
        ),
        (
            f"trial.yaml:5:8: claim: {claim!r}: at character 30: asa has no slice "
            "'phon'; allowed: phone, desk, general; did you mean 'phone'?"
        ),
        (
            f"trial.yaml:5:8: claim: {claim!r}: at character 30: unknown level '8' of "
            "staff; allowed: 5, 6, 7"
        ),
        (
            f"trial.yaml:5:8: claim: {claim!r}: at character 30: unknown factor 'cap'; "
            "allowed: staff"
        ),
    ]


def test_claims_are_conditions_that_can_be_read(tmp_path: Path) -> None:
    text = STAFFED + (
        "claim:\n"
        "  - asa\n"
        "  - asa <=\n"
        "  - {says: x}\n"
        "  - {clam: 2, says: [a], claim: asa < 5 s}\n"
        "  - staff.phone <= 3\n"
        "  - agents_needed <= 3\n"
        "  - asa[staff=5, staff=6] < 1\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        "trial.yaml:6:5: claim.0: 'asa' is a number; compare it, as in 'asa <= 5%'",
        (
            "trial.yaml:7:5: claim.1: 'asa <=': at character 7: a number or a figure "
            "is missing before the end"
        ),
        (
            "trial.yaml:8:5: claim.2.claim: is missing; write one such as claim: "
            '"abandonment <= 5%"'
        ),
        (
            "trial.yaml:9:6: claim.3.clam: unknown key; allowed: says, claim; did "
            "you mean 'claim'?"
        ),
        "trial.yaml:9:15: claim.3.says: must be a text, not a list",
        (
            "trial.yaml:10:5: claim.4: 'staff.phone <= 3': at character 1: staff has "
            "no slices; write them at the figures it is made of"
        ),
        (
            "trial.yaml:11:5: claim.5: 'agents_needed <= 3': at character 1: "
            "agents_needed needs a factor with solve: smallest or largest"
        ),
        (
            "trial.yaml:12:5: claim.6: 'asa[staff=5, staff=6] < 1': at character 1: "
            "staff is given more than once in the brackets"
        ),
    ]


def test_level_that_is_no_number_cannot_be_reckoned_with(tmp_path: Path) -> None:
    text = STAFFED + (
        "also: {load: {levels: {busy: {channels.phone.arrivals.scale: 2}}}}\n"
        "claim: load <= 3\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:6:8: claim: 'load <= 3': at character 1: load is no number "
            "at its level 'busy'"
        )
    ]


def test_factor_over_a_range_has_no_levels_to_name(tmp_path: Path) -> None:
    text = HEAD + (
        "vary: {pace: {set: agents.desk.pace, between: [1, 2]}}\n"
        "design: {latin_hypercube: 4}\n"
        "claim: asa[pace=1] <= 3 s\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:5:8: claim: 'asa[pace=1] <= 3 s': at character 1: pace has no "
            "levels to name; it is spread over a range"
        )
    ]


def test_number_looked_for_has_levels_within_its_bounds(tmp_path: Path) -> None:
    assert faults_of_trial(f"{SOUGHT}claim: asa[staff=05] <= 3 s\n", tmp_path) == [
        (
            "trial.yaml:6:8: claim: 'asa[staff=05] <= 3 s': at character 1: unknown "
            "level '05' of staff; allowed: whole numbers from 1 to 10000"
        )
    ]


def test_nothing_is_said_of_the_levels_of_a_faulty_factor(tmp_path: Path) -> None:
    text = STAFFED.replace("[5, 6, 7]", "9:1") + "claim: asa[staff=5] <= 3 s\n"

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:4:39: vary.staff.to: '9:1' is empty; a range goes up, as in "
            "'1:6' or '1:9:2'"
        )
    ]


def test_derived_figures_are_numbers_not_made_of_themselves(tmp_path: Path) -> None:
    text = STAFFED + (
        "figures: {a: b + c, b: a, c: d + d, d: c, e: asa <= 1, f: fcr}\n"
        "watch: [a, asa, asa, a < b]\n"
        "picture: {x: staff, y: [talk]}\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        "trial.yaml:5:14: figures.a: is made of itself: a -> b -> a",
        "trial.yaml:5:24: figures.b: is made of itself: b -> a -> b",
        "trial.yaml:5:30: figures.c: is made of itself: c -> d -> c",
        "trial.yaml:5:40: figures.d: is made of itself: d -> c -> d",
        "trial.yaml:5:46: figures.e: 'asa <= 1' is a condition; a number is needed",
        "trial.yaml:6:17: watch.2: 'asa' is watched already",
        "trial.yaml:6:22: watch.3: 'a < b' is a condition; a number is needed",
    ]


def test_precision_and_picture_are_checked(tmp_path: Path) -> None:
    text = STAFFED + (
        "precision: {half_width: 2%, at_least: 1, at_most: 3 reps}\n"
        "confidence: 100%\n"
        "seed: -1\n"
        "watch: [abandonment]\n"
        "picture: {x: staf, y: [abandoment, asa], by: staff}\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        "trial.yaml:5:1: precision.of: is missing; write one such as of: abandonment",
        (
            "trial.yaml:5:39: precision.at_least: '1' is not a number of "
            "replications from 2 to 1000000, such as '200 replications'"
        ),
        (
            "trial.yaml:5:51: precision.at_most: '3 reps' is not a number of "
            "replications from 2 to 1000000, such as '200 replications'"
        ),
        (
            "trial.yaml:6:13: confidence: '100%' must be above 0% and below 100%, "
            "such as 95%"
        ),
        "trial.yaml:7:7: seed: '-1' is not a whole number from 0 to 1000000000",
        (
            "trial.yaml:9:14: picture.x: unknown factor 'staf'; allowed: staff; did "
            "you mean 'staff'?"
        ),
        (
            "trial.yaml:9:24: picture.y.0: 'abandoment': at character 1: unknown name "
            "'abandoment'; allowed: the figures of `omnisim explain`, staff; did you "
            "mean 'abandonment'?"
        ),
        (
            "trial.yaml:9:36: picture.y.1: 'asa' is not watched; add it to watch; "
            "allowed: abandonment"
        ),
    ]


def test_numbers_of_precision_fit_each_other(tmp_path: Path) -> None:
    text = STAFFED + (
        "precision: {of: asa, half_width: 0, at_least: 30, at_most: 20}\n"
        "picture: {x: staff, by: staff}\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:5:34: precision.half_width: '0' is not a half-width such as "
            "'1%', '2 s' or 0.5"
        ),
        "trial.yaml:5:47: precision.at_least: 30 is more than at_most, 20",
        "trial.yaml:6:1: picture.y: is missing; write one such as y: [asa]",
        "trial.yaml:6:25: picture.by: 'staff' is x already",
    ]


ASKED = "is asked of each cell by itself, so no levels in brackets may be in it"


def test_target_and_precision_speak_of_one_cell(tmp_path: Path) -> None:
    text = SOUGHT.replace("abandonment <= 5%", "asa <= asa[scale=1]")

    assert faults_of_trial(
        f"{text}precision: {{of: 'asa[scale=2]', half_width: 1}}\n", tmp_path
    ) == [
        f"trial.yaml:5:61: vary.staff.so_that: 'asa <= asa[scale=1]' {ASKED}",
        f"trial.yaml:6:17: precision.of: 'asa[scale=2]' {ASKED}",
    ]


def test_target_and_precision_speak_of_one_cell_by_derived_figures_as_well(
    tmp_path: Path,
) -> None:
    text = (
        SOUGHT.replace("abandonment <= 5%", "gain <= 3")
        + "figures: {gain: 'asa / asa[scale=1]', size: 'asa[scale=1]'}\n"
        + "precision: {of: size, half_width: 1}\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        f"trial.yaml:5:61: vary.staff.so_that: 'gain <= 3' {ASKED}",
        f"trial.yaml:7:17: precision.of: 'size' {ASKED}",
    ]


def test_claim_needs_cells_that_are_played(tmp_path: Path) -> None:
    text = STAFFED + (
        "  pace: {set: agents.desk.pace, to: [1, 2]}\n"
        "design: one_at_a_time\n"
        "claim: ['asa[staff=6, pace=2] < 5', 'asa[staff=6] < 5', 'staff < 9']\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:7:9: claim.0: 'asa[staff=6, pace=2] < 5' compares cells that "
            "the design does not have together"
        )
    ]


def test_only_claim_is_told_without_a_number(tmp_path: Path) -> None:
    text = STAFFED + (
        "  pace: {set: agents.desk.pace, to: [1, 2]}\n"
        "design: {list: [{staff: 5, pace: 1}]}\n"
        "claim: asa[staff=6] < 5\n"
    )

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:7:8: claim: 'asa[staff=6] < 5' compares cells that the "
            "design does not have together"
        )
    ]


def test_too_many_cells_are_refused_before_they_are_made(tmp_path: Path) -> None:
    text = STAFFED + "  a: {set: a.b, to: 1:1000}\n  b: {set: a.b, to: 1:1000}\n"

    assert faults_of_trial(text, tmp_path) == [
        (
            "trial.yaml:3:1: vary: makes 3000000 cells; at most 10000, or use a Latin "
            "hypercube"
        )
    ]
