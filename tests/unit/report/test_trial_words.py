"""What is said of a trial: units, expressions, verdicts and answers in words."""

from __future__ import annotations

import pytest
import scenario_parts as parts
from judged_trials import conducted, solve
from made_trials import factor, trial

from omnisim.report.trial_words import (
    confidence_of,
    levels_in_words,
    said_of_answer,
    said_of_claim,
    sought,
    unit_in,
    written,
)
from omnisim.scenario.staffing import Wage
from omnisim.trial.expression import parse
from omnisim.trial.model import Precision, Seek
from omnisim.trial.solving import Answer
from omnisim.trial.verdict import Verdict

CAPS = factor("cap", 1, 2, 3)
LOADS = factor("load", 1, 2)
YES, NO, OPEN = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDECIDED


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("asa", "s"),
        ("abandonment.phone", "share"),
        ("wait", "s"),
        ("saving", "share"),
        ("cap", None),
        ("3", None),
        ("asa / asa", ""),
        ("asa / cap", "s"),
        ("2 * asa", "s"),
        ("asa * 2", "s"),
        ("2 / asa", ""),
        ("asa * abandonment", ""),
        ("1 - abandonment", "share"),
        ("asa + abandonment", ""),
        ("2 - 3", None),
        ("max(asa, 20 s)", "s"),
        ("cost", "EUR"),
    ],
)
def test_the_unit_follows_from_the_figures(text: str, unit: str | None) -> None:
    derived = {"wait": parse("asa * 2"), "saving": parse("1 - abandonment")}
    made = trial(CAPS, figures=derived)
    wage = Wage(amount=20, currency="EUR")
    scenario = parts.scenario(agents={"desk": parts.group(wage=wage)})

    assert unit_in(parse(text).tree, made, scenario) == unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("asa<=20 s", "asa <= 20"),
        ("asa.phone[cap=3,load=busy] > 1/3", "asa.phone[cap=3, load=busy] > 1 / 3"),
        ('asa."phone > chat" < 5', 'asa."phone > chat" < 5'),
        ('asa."channel:chat" < 5', "asa.channel:chat < 5"),
        ("(asa + 1) * 2 - -cap > 0", "(asa + 1) * 2 - -cap > 0"),
        ("asa - (cap - 1) > 0", "asa - (cap - 1) > 0"),
        ("-(cap + 1) < 0", "-(cap + 1) < 0"),
        ("max(asa, 2, min(cap, 1)) < 5", "max(asa, 2, min(cap, 1)) < 5"),
        (
            "not (asa < 1 or asa > 2) and cap < 3",
            "not (asa < 1 or asa > 2) and cap < 3",
        ),
    ],
)
def test_expressions_are_written_as_one_would(text: str, expected: str) -> None:
    assert written(parse(text).tree) == expected


def test_constants_take_the_unit_of_what_they_stand_beside() -> None:
    tree = parse("abandonment <= 0.05 + 2 * 0.5").tree

    assert written(tree, "share") == "abandonment <= 5 % + 2 * 0.5"


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        (0.95, "95 %"),
        (0.975, "97.5 %"),
        (0.9916666, "99.2 %"),
        (0.999896, "99.99 %"),
    ],
)
def test_confidence_has_the_digits_that_matter(share: float, expected: str) -> None:
    assert confidence_of(share) == expected


def test_levels_are_a_list() -> None:
    assert levels_in_words({"cap": "3", "load": "busy"}) == "cap=3, load=busy"


def test_one_comparison_is_told_with_both_sides_and_their_difference() -> None:
    found = conducted(CAPS, claims=["asa[cap=3] > asa[cap=1]"], sd=0.1)

    said = said_of_claim(found.outcome.judged[0], found)

    assert said == (
        "asa[cap=3] is 30.029 s, 20.026 ± 0.061 s above asa[cap=1] (10.003 s); "
        "confidence 95 %."
    )


def test_a_limit_that_is_known_is_not_told_twice() -> None:
    found = conducted(CAPS, claims=["asa[cap=3] < 45 s"], sd=0.1)

    said = said_of_claim(found.outcome.judged[0], found)

    assert said.startswith("asa[cap=3] is 30.0")
    assert " s below 45 s; confidence 95 %." in said


def test_several_looks_are_told() -> None:
    looks = Precision(at_least=20, at_most=40)
    found = conducted(CAPS, claims=["asa[cap=3] < 45 s"], precision=looks)

    said = said_of_claim(found.outcome.judged[0], found)

    assert said.endswith("; confidence 95 % over all looks, 97.5 % at each.")


def test_what_is_undecided_may_be_either() -> None:
    found = conducted(CAPS, claims=["asa[cap=1] < 10 s"], sd=5.0)

    said = said_of_claim(found.outcome.judged[0], found)

    assert "10 s, so either side is possible; " in said


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("asa < 15 s", "fails at 2 of 3 levels of cap, by most at cap=3: asa is 30"),
        ("asa < 90 s", "holds at 3 of 3 levels of cap, by least at cap=3: asa is 30"),
    ],
)
def test_of_free_levels_the_case_that_decides_is_told(
    claim: str, expected: str
) -> None:
    found = conducted(CAPS, claims=[claim], sd=0.1)

    said = said_of_claim(found.outcome.judged[0], found)

    assert said.startswith(expected)
    assert said.endswith("; the 3 intervals hold together with 95 %, each with 98.3 %.")


def test_free_levels_of_several_factors_are_combinations() -> None:
    found = conducted(CAPS, LOADS, claims=["asa < 20 s"], sd=5.0)

    said = said_of_claim(found.outcome.judged[0], found)

    assert said.startswith(
        "fails at 2 of 6 combinations of cap and load, by most at cap=3, load="
    )


def test_undecided_levels_are_told_by_one_of_them() -> None:
    found = conducted(CAPS, claims=["asa < 30 s"], sd=5.0)

    said = said_of_claim(found.outcome.judged[0], found)

    assert said.startswith("undecided at 1 of 3 levels of cap, such as at cap=3: ")


def test_conditions_that_are_joined_are_told_one_by_one() -> None:
    claim = "asa[cap=1] < 20 s and not asa[cap=3] < 20 s"
    found = conducted(CAPS, claims=[claim], sd=0.1)

    said = said_of_claim(found.outcome.judged[0], found)

    assert " below 20 s; asa[cap=3] is 30.0" in said
    assert said.endswith("; the 2 intervals hold together with 95 %, each with 97.5 %.")


def test_figures_that_nobody_makes_are_not_defined() -> None:
    found = conducted(CAPS, claims=["asa[cap=1] / 0 < 2"])

    said = said_of_claim(found.outcome.judged[0], found)

    assert said.startswith(
        "asa[cap=1] / 0 against 2 s is not defined, as nobody counts"
    )


def test_a_number_that_was_found_is_compared_exactly() -> None:
    found = conducted(
        LOADS,
        truth=lambda levels: 10 * levels["load"] - levels["staff"],
        solve=solve("asa <= 0.5", 1, 40),
        claims=["agents_needed[load=2] >= agents_needed[load=1] * 2"],
        sd=0.01,
    )

    said = said_of_claim(found.outcome.judged[0], found)

    assert said == (
        "agents_needed[load=2] is 20, equal to agents_needed[load=1] * 2 (20); "
        "confidence 95 %."
    )


def test_a_range_is_told_by_its_ends() -> None:
    found = conducted(
        CAPS,
        truth=lambda levels: 5 - levels["staff"],
        solve=solve("asa <= 0 s", 1, 40),
        claims=["agents_needed[cap=1] <= 3"],
        sd=1.0,
    )

    said = said_of_claim(found.outcome.judged[0], found)

    assert said == (
        "agents_needed[cap=1] is from 2 above to 3 above 3 at the ends of what was "
        "found; confidence 95 %."
    )


def test_both_ends_share_no_family() -> None:
    found = conducted(
        CAPS,
        truth=lambda levels: 5 - levels["staff"],
        solve=solve("asa <= 0 s", 1, 40),
        claims=["agents_needed[cap=1] <= 5"],
        precision=Precision(at_least=20, at_most=21),
        sd=1.0,
    )

    said = said_of_claim(found.outcome.judged[0], found)

    assert said.endswith("; confidence 97.5 % of each interval.")


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("asa[cap=1] < 3", "no number was found for staff, so nothing is compared."),
        (
            "asa < 3",
            "no number was found for staff at cap=1, so nothing is compared.",
        ),
    ],
)
def test_where_no_number_was_found_nothing_is_compared(
    claim: str, expected: str
) -> None:
    found = conducted(
        CAPS,
        truth=lambda _: 50.0,
        solve=solve("asa <= 0 s", 1, 4),
        claims=[claim],
    )

    assert said_of_claim(found.outcome.judged[0], found) == expected


@pytest.mark.parametrize(
    ("answer", "seek", "expected"),
    [
        (Answer(7, 7, ((7, YES), (6, NO))), Seek.SMALLEST, "7"),
        (Answer(8, 6, ()), Seek.SMALLEST, "6 to 8, not decided which"),
        (Answer(6, 8, ()), Seek.LARGEST, "6 to 8, not decided which"),
        (Answer(1, 1, ()), Seek.SMALLEST, "1, the smallest allowed"),
        (Answer(60, 60, ()), Seek.LARGEST, "60, the largest allowed"),
        (
            Answer(None, None, ((60, NO),)),
            Seek.SMALLEST,
            "none from 1 to 60, not even 60 will do",
        ),
        (
            Answer(None, None, ((1, NO),)),
            Seek.LARGEST,
            "none from 1 to 60, not even 1 will do",
        ),
        (
            Answer(None, None, ((60, OPEN),)),
            Seek.SMALLEST,
            "none from 1 to 60, none is certain",
        ),
    ],
)
def test_what_a_search_found(answer: Answer, seek: Seek, expected: str) -> None:
    assert said_of_answer(answer, solve("asa < 20 s", 1, 60, seek)) == expected


def test_what_is_sought() -> None:
    found = sought(solve("asa < 20 s", 1, 60))

    assert found == "the smallest staff so that asa < 20 s"
