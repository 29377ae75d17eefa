"""How often verdicts are wrong, on cases whose truth is known exactly.

Each test states how often it would fail by chance if the rule were right, and what
defect it would see.
"""

from __future__ import annotations

from collections import Counter

from made_trials import Urn, cell, factor, trial

from omnisim.trial.expression import parse
from omnisim.trial.model import Seek, Solve
from omnisim.trial.running import run
from omnisim.trial.verdict import Verdict

N = 300
CELLS = [cell(cap=1), cell(cap=2)]


def verdicts(claim: str, difference: float, *, shared: float = 0.0) -> Counter[Verdict]:
    """Return how often each verdict is given, over `N` trials of 20 to 80 looks.

    The figure of a replication has standard deviation 1, so that the difference of
    two cells is known to 0.32 after 20 replications and 0.16 after 80.
    """
    made = trial(factor("cap", 1, 2), claims=[claim])
    found: Counter[Verdict] = Counter()
    for seed in range(N):
        urn = Urn(lambda levels: difference * levels["cap"], shared=shared, seed=seed)
        outcome = run(made, CELLS, scenario_of=urn.scenario_of, workers=urn)
        found[outcome.judged[0].verdict] += 1
    return found


def test_at_the_border_both_wrong_sides_together_are_rarer_than_one_in_twenty() -> None:
    # with no difference at all either decision is wrong in substance: intervals of
    # 95 % over all looks miss with at most 5 %, 15 of 300. 28 or more come with
    # 0.1 %; looks without a price would give about 33
    found = verdicts("asa[cap=2] - asa[cap=1] <= 0", 0.0)

    decided = N - found[Verdict.UNDECIDED]
    assert decided < 28


def test_a_clear_difference_is_nearly_always_seen() -> None:
    # 0.9 is 5.6 standard errors at the last look, which decides 2.4 of them: missed
    # with less than 0.1 %, so that 4 of 300 come once in three thousand
    found = verdicts("asa[cap=2] - asa[cap=1] > 0", 0.9)

    assert found[Verdict.SUPPORTED] > N - 4
    assert found[Verdict.REFUTED] == 0


def test_shared_luck_of_all_cells_neither_hides_nor_makes_a_difference() -> None:
    # ten times the deviation, common to both: not paired, nothing could be seen
    found = verdicts("asa[cap=2] - asa[cap=1] > 0", 0.9, shared=10.0)

    assert found[Verdict.SUPPORTED] > N - 4


def test_a_search_is_hardly_ever_wrong() -> None:
    # ten agents are the least: nine miss the target by half a standard deviation,
    # ten meet it by as much. A wrong number, or a range without the right one, may
    # come with 5 %, 5 of 100; 13 or more would with 0.1 %. Both neighbours are 4.5
    # standard errors from the target, 3.3 decide: exact in 76 of 100, 60 or fewer
    # with 0.1 %
    solve = Solve("staff", ("staff",), Seek.SMALLEST, parse("asa <= 0.5"), 1, 40)
    made = trial(solve=solve)
    wrong = exact = 0
    for seed in range(100):
        urn = Urn(lambda levels: 10.0 - levels["staff"], seed=seed)
        outcome = run(made, [cell()], scenario_of=urn.scenario_of, workers=urn)
        (answer,) = outcome.answers.values()
        wrong += not (answer.closest <= 10 <= answer.surest)  # type: ignore[operator] # 40 agents are enough for certain
        exact += answer.ends == (10,)

    assert wrong < 13
    assert exact > 60
