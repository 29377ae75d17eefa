"""A trial from its file to its outcome, on a small bank."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from trial_texts import HEAD, SOUGHT, STAFFED, trial_of

from omnisim.errors import MissingExtraError, ScenarioError
from omnisim.trial import conduct, read
from omnisim.trial.conduct import answered, shown
from omnisim.trial.verdict import Verdict

if TYPE_CHECKING:
    from pathlib import Path

FEW = "precision: {at_least: 3, at_most: 3}\n"
CLAIMED = STAFFED + FEW + "watch: [asa]\nclaim: 'asa[staff=7] <= asa[staff=5]'\n"


def test_a_trial_is_played_judged_and_shown(tmp_path: Path) -> None:
    found = conduct(trial_of(CLAIMED, tmp_path), jobs=1)

    assert [one.claim.says for one in found.outcome.judged] == [
        "asa[staff=7] <= asa[staff=5]"
    ]
    assert [(one.cell.name, one.figure) for one in shown(found.outcome)] == [
        ("staff=5", "asa"),
        ("staff=6", "asa"),
        ("staff=7", "asa"),
    ]
    assert [one.estimate.n for one in shown(found.outcome)] == [3, 3, 3]
    assert found.left_over == ()
    assert answered(found.outcome) == []


def test_what_was_found_is_kept_and_a_second_trial_plays_nothing(
    tmp_path: Path,
) -> None:
    trial, out = trial_of(CLAIMED, tmp_path), tmp_path / "found.sqlite"
    told: list[int] = []

    first = conduct(trial, out=out, jobs=1)
    again = conduct(trial, out=out, jobs=1, on_progress=lambda n, *_: told.append(n))

    assert max(told) == 0
    assert shown(again.outcome) == shown(first.outcome)
    assert again.outcome.judged == first.outcome.judged
    frame = read(out, kpi="asa").query("slice_kind == 'all'")
    assert frame.groupby("staff").size().to_dict() == {5.0: 3, 6.0: 3, 7.0: 3}


def test_replications_of_another_scenario_are_left_over(tmp_path: Path) -> None:
    out = tmp_path / "found.sqlite"
    conduct(trial_of(CLAIMED, tmp_path), out=out, jobs=1)
    quicker = trial_of(CLAIMED + "set: {agents.desk.pace: 2}\n", tmp_path)

    found = conduct(quicker, out=out, jobs=1)

    assert [str(one) for one in found.left_over] == [
        "staff=5: 3 replications of another scenario",
        "staff=6: 3 replications of another scenario",
        "staff=7: 3 replications of another scenario",
    ]


def test_numbers_that_were_looked_for_are_kept_with_their_levels(
    tmp_path: Path,
) -> None:
    text = SOUGHT.replace("[1, 2]", "[1]").replace("<= 5%", "<= 60%")
    trial = trial_of(text + FEW + "watch: [abandonment]\n", tmp_path)

    found = conduct(trial, out=tmp_path / "found.sqlite", jobs=1)

    levels = [levels for levels, _ in answered(found.outcome)]
    assert levels == [{"scale": "1"}]
    tried = list(found.outcome.replications)
    assert len(tried) >= len(found.outcome.cells)


def test_figures_of_any_cell_that_was_played_may_be_shown(tmp_path: Path) -> None:
    found = conduct(trial_of(CLAIMED, tmp_path), jobs=1)

    (only,) = shown(found.outcome, found.outcome.cells[1:2])

    assert only.cell.name == "staff=6"


def test_scenario_tells_the_currency_where_any_cell_has_one(tmp_path: Path) -> None:
    text = f"""\
{HEAD}vary:
  pay: {{levels: {{no: {{}}, yes: {{agents.desk.wage: 20 EUR/h}}}}}}
{FEW}"""

    found = conduct(trial_of(text, tmp_path), jobs=1)

    assert found.scenario.agents["desk"].wage is not None


def test_costs_in_two_currencies_are_refused(tmp_path: Path) -> None:
    text = f"""\
{HEAD}vary:
  wage: {{set: agents.desk.wage, to: [20 EUR/h, 20 USD/h]}}
"""

    with pytest.raises(ScenarioError, match=r"EUR \(wage=20 EUR/h\) and USD"):
        conduct(trial_of(text, tmp_path), jobs=1)


def test_faults_of_all_cells_are_told_before_anything_is_played(
    tmp_path: Path,
) -> None:
    text = STAFFED.replace("staff, to: [5, 6, 7]", "pace, to: [1, -1, -2]")
    told: list[int] = []

    with pytest.raises(ScenarioError) as caught:
        conduct(
            trial_of(text, tmp_path), jobs=1, on_progress=lambda n, *_: told.append(n)
        )

    assert len(caught.value.faults) == 2
    assert told == []


def test_bounds_of_a_search_are_loaded_before_anything_is_played(
    tmp_path: Path,
) -> None:
    text = SOUGHT.replace("agents.desk.staff", "agents.dsk.staff")

    with pytest.raises(ScenarioError, match=r"cell scale=1, staff=1 and 3 others: "):
        conduct(trial_of(text, tmp_path), jobs=1)


def test_a_cluster_needs_its_extra(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(MissingExtraError, match=r"omnisim\[cluster\]"):
        conduct(trial_of(STAFFED, tmp_path), cluster="127.0.0.1:1")


def test_a_claim_is_decided_where_it_is_plain(tmp_path: Path) -> None:
    text = STAFFED + FEW + "claim: 'abandonment <= 100%'\n"

    (judged,) = conduct(trial_of(text, tmp_path), jobs=1).outcome.judged

    assert judged.verdict is Verdict.SUPPORTED
