"""Verdicts on conditions, from differences worked out by hand."""

from __future__ import annotations

import pytest
from trial_cells import figures_of

from omnisim.trial.evidence import Evidence
from omnisim.trial.expression import parse
from omnisim.trial.verdict import Verdict, all_of, comparisons_in, find

YES, NO, OPEN = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDECIDED
EVIDENCE = Evidence(
    {
        frozenset(): figures_of(
            # mean 2, half-width 2.484 (three replications, Student's t 4.303)
            asa=[(1, 1), (2, 1), (3, 1)],
            talk=[(2, 1), (2, 1), (2, 1)],  # exactly 2
            aht=[(float("nan"), 0)] * 3,  # never defined
        )
    }
)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("asa < 4.4", OPEN),
        ("asa < 4.5", YES),
        ("asa <= 4.5", YES),
        ("asa > 4.5", NO),
        ("asa >= 4.5", NO),
        ("asa > -0.5", YES),
        ("asa >= -0.5", YES),
        ("asa < -0.5", NO),
        ("asa <= -0.5", NO),
        ("asa > -0.4", OPEN),
        ("talk <= 2", YES),
        ("talk >= 2", YES),
        ("talk < 2", NO),
        ("talk > 2", NO),
        ("aht < 2", OPEN),
        ("3 < 4", YES),
        ("asa - asa <= 0", YES),
        ("not asa < 4.5", NO),
        ("not asa > 4.5", YES),
        ("not asa < 2", OPEN),
    ],
)
def test_comparison_is_decided_by_the_side_of_its_interval(
    text: str, verdict: Verdict
) -> None:
    found, _ = find(parse(text).tree, EVIDENCE, confidence=0.95)
    assert found is verdict


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        ("talk < 3", "talk < 3", YES, YES),
        ("talk < 3", "talk > 3", NO, YES),
        ("talk < 3", "asa < 2", OPEN, YES),
        ("talk > 3", "talk > 3", NO, NO),
        ("talk > 3", "asa < 2", NO, OPEN),
        ("asa < 2", "asa > 2", OPEN, OPEN),
    ],
)
def test_words_join_verdicts_of_three_kinds(
    left: str, right: str, both: Verdict, either: Verdict
) -> None:
    joined, _ = find(parse(f"{left} and {right}").tree, EVIDENCE, confidence=0.95)
    any_, _ = find(parse(f"{right} or {left}").tree, EVIDENCE, confidence=0.95)
    assert (joined, any_) == (both, either)


def test_finding_tells_both_sides_and_their_difference() -> None:
    node = parse("not (asa < 4.5 and talk >= 2)").tree

    verdict, (first, second) = find(node, EVIDENCE, confidence=0.95)

    assert verdict is NO
    assert (first.verdict, first.sign) == (YES, "<")
    assert (first.left.value, first.right.value) == (2.0, 4.5)
    assert first.difference.value == -2.5
    assert first.difference.half_width == pytest.approx(2.484138, abs=1e-6)
    assert (first.right.half_width, first.right.n) == (0.0, 0)
    assert (second.verdict, second.sign, second.difference.value) == (YES, ">=", 0.0)


def test_less_confidence_decides_sooner() -> None:
    node = parse("asa < 4").tree

    strict, _ = find(node, EVIDENCE, confidence=0.95)
    # Student's t at 90 % is 2.919986: half-width 1.686
    lenient, _ = find(node, EVIDENCE, confidence=0.9)

    assert (strict, lenient) == (OPEN, YES)


def test_number_is_no_condition() -> None:
    with pytest.raises(TypeError, match="Figure is no condition"):
        find(parse("asa").tree, EVIDENCE, confidence=0.95)


@pytest.mark.parametrize(
    ("text", "n"),
    [("a", 0), ("a < 1", 1), ("not a < 1", 1), ("a < 1 and (b < 1 or not c < 1)", 3)],
)
def test_comparisons_are_counted(text: str, n: int) -> None:
    assert comparisons_in(parse(text).tree) == n


def test_all_must_hold() -> None:
    assert all_of([]) is YES
    assert all_of([YES, OPEN]) is OPEN
    assert all_of([OPEN, NO, YES]) is NO


def test_verdicts_are_words_for_everybody() -> None:
    assert [str(one) for one in Verdict] == [
        "supported",
        "refuted",
        "not decided at this precision",
    ]
