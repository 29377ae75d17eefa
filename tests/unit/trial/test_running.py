"""Trials from the first look to the verdict, on figures drawn from known truths."""

from __future__ import annotations

import pytest
from made_trials import Urn, cell, factor, trial

from omnisim.trial.expression import parse
from omnisim.trial.model import Precision, Seek, Solve, Trial
from omnisim.trial.running import Outcome, looks, run
from omnisim.trial.settling import key_of_cell
from omnisim.trial.verdict import Verdict

CAPS = [cell(cap=1), cell(cap=2), cell(cap=3)]


def try_out(made: Trial, urn: Urn, cells: list = CAPS) -> Outcome:  # type: ignore[type-arg] # of cells
    return run(made, cells, scenario_of=urn.scenario_of, workers=urn)


def times_played(urn: Urn, name: str) -> int:
    return sum(which == name for which, _ in urn.played)


@pytest.mark.parametrize(
    ("at_least", "at_most", "expected"),
    [
        (20, 200, (20, 40, 80, 160, 200)),
        (20, 20, (20,)),
        (5, 10, (5, 10)),
        (30, 45, (30, 45)),
    ],
)
def test_looks_double_up_to_the_limit(
    at_least: int, at_most: int, expected: tuple[int, ...]
) -> None:
    assert looks(Precision(at_least=at_least, at_most=at_most)) == expected


def test_a_clear_claim_is_decided_at_the_first_look() -> None:
    urn = Urn(lambda levels: 10 * levels["cap"])
    made = trial(factor("cap", 1, 2, 3), claims=["asa[cap=3] > asa[cap=1]"])

    found = try_out(made, urn)

    assert found.judged[0].verdict is Verdict.SUPPORTED
    assert set(found.replications.values()) == {20}
    (case,) = found.judged[0].cases
    (finding,) = case.findings
    assert finding.difference.value == pytest.approx(20, abs=1)


def test_a_clear_claim_to_the_contrary_is_refuted() -> None:
    urn = Urn(lambda levels: 10 * levels["cap"])
    made = trial(factor("cap", 1, 2, 3), claims=["asa[cap=3] <= 1.5 * asa[cap=1]"])

    assert try_out(made, urn).judged[0].verdict is Verdict.REFUTED


def test_replications_are_added_only_where_something_is_undecided() -> None:
    urn = Urn(lambda levels: 10.0 if levels["cap"] < 3 else 90.0)
    made = trial(
        factor("cap", 1, 2, 3),
        claims=["asa[cap=1] < asa[cap=2]", "asa[cap=3] > 50"],
    )

    found = try_out(made, urn)

    verdicts = [one.verdict for one in found.judged]
    assert verdicts == [Verdict.UNDECIDED, Verdict.SUPPORTED]
    assert [times_played(urn, f"cap={n}") for n in (1, 2, 3)] == [80, 80, 20]


def test_a_claim_that_leaves_a_factor_free_is_about_each_of_its_levels() -> None:
    urn = Urn(lambda levels: 10 * levels["cap"])
    made = trial(factor("cap", 1, 2, 3), claims=["asa > 5", "asa > 15"])

    everywhere, not_for_one = try_out(made, urn).judged

    assert everywhere.verdict is Verdict.SUPPORTED
    assert [case.levels for case in everywhere.cases] == [
        {"cap": "1"}, {"cap": "2"}, {"cap": "3"},
    ]  # fmt: skip
    assert not_for_one.verdict is Verdict.REFUTED
    # three cases, looked at up to three times
    assert everywhere.confidence == pytest.approx(1 - 0.05 / 9)


def test_what_cells_have_in_common_cancels() -> None:
    # each replication is shifted by a hundred, in all cells alike
    urn = Urn(lambda levels: levels["cap"], sd=0.1, shared=100)
    made = trial(factor("cap", 1, 2, 3), claims=["asa[cap=2] - asa[cap=1] > 0.8"])

    assert try_out(made, urn).judged[0].verdict is Verdict.SUPPORTED


def test_cells_are_played_until_the_figure_is_precise() -> None:
    urn = Urn(lambda _: 10.0, sd=1.0)
    goal = Precision(of=parse("asa"), half_width=0.3, at_least=20, at_most=320)
    made = trial(factor("cap", 1, 2, 3), precision=goal)

    found = try_out(made, urn)

    # 2 / sqrt(40) = 0.32 would do with luck, 0.22 at 80 does
    assert set(found.replications.values()) <= {40, 80}


def test_a_figure_that_no_cell_defines_is_not_waited_for() -> None:
    urn = Urn(lambda _: float("nan"))
    goal = Precision(of=parse("asa"), half_width=0.3, at_least=20, at_most=320)
    made = trial(factor("cap", 1), precision=goal)

    found = try_out(made, urn, [cell(cap=1)])

    assert set(found.replications.values()) == {20}


def test_the_least_staff_is_found_cell_by_cell_and_claims_speak_of_it() -> None:
    # waits fall by ten with each agent: 5 a cap are enough for 50
    urn = Urn(lambda levels: 100 * levels["cap"] - 10 * levels["staff"], sd=1.0)
    solve = Solve("staff", ("staff",), Seek.SMALLEST, parse("asa <= 55"), 1, 60)
    made = trial(
        factor("cap", 1, 2, 3),
        solve=solve,
        claims=[
            "agents_needed[cap=3] / agents_needed[cap=1] <= 4",
            "agents_needed[cap=3] / agents_needed[cap=1] >= 6",
            "asa < 60",
        ],
    )

    found = try_out(made, Urn(urn.truth, sd=1.0))

    answers = [found.answers[key_of_cell(one)].ends for one in CAPS]
    assert answers == [(5,), (15,), (25,)]
    assert [one.verdict for one in found.judged] == [
        Verdict.REFUTED,  # 25 / 5 is 5
        Verdict.REFUTED,
        Verdict.SUPPORTED,
    ]
    assert [one.name for one in found.cells] == [
        "cap=1, staff=5", "cap=2, staff=15", "cap=3, staff=25",
    ]  # fmt: skip


def test_a_range_must_be_judged_alike_at_both_ends() -> None:
    # five agents lie just on the target: never certain, while six are enough
    urn = Urn(lambda levels: 100 - 10 * levels["staff"], sd=1.0)
    solve = Solve("staff", ("staff",), Seek.SMALLEST, parse("asa <= 50"), 1, 60)
    made = trial(solve=solve, claims=["agents_needed <= 6", "agents_needed <= 5"])

    found = try_out(made, urn, [cell()])

    (answer,) = found.answers.values()
    assert answer.ends == (5, 6)
    assert [one.verdict for one in found.judged] == [
        Verdict.SUPPORTED,
        Verdict.UNDECIDED,
    ]


def test_a_claim_about_a_number_that_was_not_found_is_not_decided() -> None:
    urn = Urn(lambda _: 100.0)
    solve = Solve("staff", ("staff",), Seek.SMALLEST, parse("asa <= 50"), 1, 4)
    made = trial(solve=solve, claims=["agents_needed <= 6"])

    found = try_out(made, urn, [cell()])

    assert found.judged[0].verdict is Verdict.UNDECIDED
    assert found.cells == ()
