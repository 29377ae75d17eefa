"""The page of an experiment's folder, with table and picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from judged_trials import conducted, solve
from made_trials import factor

from omnisim.report.trial_page import page_of, write_folder
from omnisim.trial.expression import parse
from omnisim.trial.model import Claim, Design, Factor, Precision

if TYPE_CHECKING:
    from pathlib import Path

    from omnisim.trial.conduct import Conducted

CAP = factor("cap", 1, 2, 3)


def refuted(**others: object) -> Conducted:
    return conducted(  # type: ignore[arg-type] # fields of a trial
        CAP,
        belief="A third chat costs nothing.",
        claims=["asa[cap=3] <= asa[cap=1]"],
        **others,
    )


def test_the_page_begins_with_belief_question_and_verdict() -> None:
    blocks = page_of(refuted(question="What does it cost?")).split("\n\n")

    assert blocks[:3] == [
        "# A third chat costs nothing.",
        "What does it cost?",
        "**Refuted: `asa[cap=3] <= asa[cap=1]`**",
    ]
    assert blocks[3].startswith("Found: asa[cap=3] is ")


def test_a_claim_in_words_is_told_with_its_expression() -> None:
    found = refuted()
    words = Claim("Nobody waits longer.", parse("asa[cap=3] <= asa[cap=1]"))
    (judged,) = found.outcome.judged
    outcome = replace(found.outcome, judged=(replace(judged, claim=words),))

    page = page_of(found._replace(outcome=outcome))

    assert "**Refuted: Nobody waits longer.**" in page
    assert "Put to the test as `asa[cap=3] <= asa[cap=1]`. Found: " in page


def test_what_is_not_decided_is_said_to_be_so() -> None:
    page = page_of(conducted(CAP, claims=["asa[cap=3] <= 30"], sd=5))

    assert "**Not decided at this precision: `asa[cap=3] <= 30`**" in page
    assert "More replications may decide it." in page


def test_prose_of_people_stands_in_the_page_as_it_is() -> None:
    page = page_of(refuted(), finding="Because *attention* is one.\n")

    assert "## What was found\n\nBecause *attention* is one.\n\n![" in page
    assert "Nobody has written yet" not in page


def test_without_prose_the_page_says_so() -> None:
    assert "Nobody has written yet why this is so; `finding.md`" in page_of(refuted())


def test_the_page_tells_how_it_was_played_and_how_to_play_it_again() -> None:
    page = page_of(
        refuted(changes={"agents.desk.pace": "1.1"}), file="three_chats.yaml"
    )

    assert "- Base: `base.yaml`, small." in page
    assert "- In all cells `agents.desk.pace` is `1.1`." in page
    assert "- `cap` (`cap`): 1, 2, 3." in page
    assert "- Design: all combinations of the levels, 3 cells." in page
    assert "- Each cell was played 20 times, at most 20: " in page
    assert "- Seed 1; every cell meets the same customers." in page
    assert "```sh\nomnisim experiment three_chats.yaml --page\n```" in page


def test_the_precision_that_was_wanted_is_told() -> None:
    share = Precision(parse("asa"), 0.5, at_least=20, at_most=40)

    page = page_of(conducted(CAP, precision=share, sd=2))

    assert "- Each cell was played 40 times, at most 40: " in page
    assert "or `asa` not yet known to ± 0.5 s." in page


def test_cells_played_differently_often_are_told_from_to() -> None:
    found = conducted(
        CAP,
        claims=["asa[cap=3] > 30"],
        precision=Precision(at_least=20, at_most=40),
        sd=9,
    )

    assert "- Each cell was played 20 to 40 times, at most 40: " in page_of(found)


def test_a_range_is_told_by_its_ends() -> None:
    spread = Factor("cap", (), ("a.b",), (10.0, 50.0), "%")

    page = page_of(conducted(spread, design=Design.LATIN_HYPERCUBE, n_runs=3))

    assert "- `cap` (`a.b`): between 10% and 50%." in page
    assert "a Latin hypercube" in page


def test_a_bundle_of_changes_is_told_by_its_levels() -> None:
    bundle = replace(CAP, paths=())

    assert "- `cap`: 1, 2, 3." in page_of(conducted(bundle))


def test_what_was_looked_for_is_told_before_the_cells() -> None:
    found = conducted(
        factor("cap", 1, 2),
        truth=lambda at: 80 * at["cap"] - 10.5 * at["staff"],
        sd=0,
        solve=solve("asa <= 10", 1, 30),
    )

    page = page_of(found)

    assert "Looked for: the smallest staff so that asa \\<= 10." in page
    assert "- cap=1: 7\n- cap=2: 15" in page
    assert "- `staff` (`staff`) is looked for from 1 to 30." in page


def test_of_a_single_cell_only_the_number_is_told() -> None:
    found = conducted(
        truth=lambda at: 80 - 10.5 * at["staff"],
        sd=0,
        solve=solve("asa <= 10", 1, 30),
    )

    page = page_of(found)

    assert "\n- 7\n" in page
    assert "all combinations of the levels, 1 cell." in page


def test_levels_listed_under_also_make_tables_of_their_own() -> None:
    aside = replace(factor("load", 1, 2), is_aside=True)

    page = page_of(conducted(CAP, aside))

    assert "### load=1\n" in page
    assert "### load=2\n" in page


def test_the_folder_has_page_table_and_picture(tmp_path: Path) -> None:
    home = tmp_path / "three_chats"

    made = write_folder(refuted(), home)

    assert [path.name for path in made] == ["README.md", "results.csv", "picture.svg"]
    assert made[0].read_text(encoding="utf-8") == page_of(refuted())
    assert made[1].read_text(encoding="utf-8").startswith("cell,cap,figure,unit,value,")


def test_equal_outcomes_leave_equal_folders(tmp_path: Path) -> None:
    (tmp_path / "finding.md").write_text("So it is.", encoding="utf-8")

    first = [path.read_bytes() for path in write_folder(refuted(), tmp_path)]
    second = [path.read_bytes() for path in write_folder(refuted(), tmp_path)]

    assert first == second
    assert b"So it is." in first[0]
