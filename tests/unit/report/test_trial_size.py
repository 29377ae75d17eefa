"""How many: the number, what was tried for it, and what it gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from judged_trials import conducted, solve
from made_trials import factor

from omnisim.report.trial_size import to_csv, to_json, to_markdown, to_sheet

if TYPE_CHECKING:
    from omnisim.trial.conduct import Conducted


def seven() -> Conducted:
    """Return a search whose answer is 7."""
    return conducted(
        truth=lambda levels: 17 - levels["staff"],
        solve=solve("asa <= 10.5", 4, 10),
        sd=0.01,
    )


def test_the_number_is_told_before_what_was_tried() -> None:
    text = to_sheet(seven()).text()

    assert text == (
        "staff: 7. Looked for: the smallest number so that asa <= 10.5, with 95 %\n"
        "confidence.\n"
        "\n"
        "  staff      verdict           asa (s)\n"
        "  6        misses it  10.9962 ± 0.0040\n"
        "  7         meets it  10.0005 ± 0.0036\n"
        "\n"
        "20 replications of each cell, seed 1, the same customers in all; ± is "
        "the half-\nwidth of a 95 % confidence interval of each figure by itself."
    )


def test_signs_are_spelt_out_for_a_plain_terminal() -> None:
    assert to_sheet(seven(), ascii_only=True).text().isascii()


def test_markdown_tells_the_same() -> None:
    text = to_markdown(seven())

    assert text.startswith(
        "**staff: 7. Looked for: the smallest number so that asa \\<="
    )
    assert "\n| 6 | misses it | 10.9962 ± 0.0040 |\n" in text
    assert text.endswith(" of each figure by itself.\n")


def test_csv_has_the_figures_of_all_numbers_tried() -> None:
    head, *rows = to_csv(seven()).splitlines()

    assert head == "cell,staff,figure,unit,value,half_width,n"
    assert [row.partition(",asa,s,")[0] for row in rows] == ["staff=6,6", "staff=7,7"]


def test_json_has_the_answer_and_what_was_tried() -> None:
    body = json.loads(to_json(seven()))

    (answer,) = body["answers"]
    assert (answer["surest"], answer["closest"]) == (7, 7)
    assert {"number": 6, "verdict": "refuted"} in answer["tried"]
    assert [row["levels"] for row in body["figures"]] == [
        {"staff": "6"},
        {"staff": "7"},
    ]


def test_a_trial_of_another_kind_has_no_answer() -> None:
    with pytest.raises(ValueError, match="one search"):
        to_sheet(conducted(factor("cap", 1, 2)))
