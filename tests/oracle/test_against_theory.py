"""Long runs against exact results: every case of the verification page.

Each figure has a false-alarm rate of at most 1.7e-5 and sees a relative error of
its `detect` with probability 0.999; the unit of its standard error is the
replication. The page must show what the runs gave.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from calibrated import assert_mean
from verification.case import play_case
from verification.cases import CASES
from verification.page import render, section, sections_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from verification.case import Case

PAGE = Path(__file__).parents[2] / "docs" / "verification.md"


@pytest.mark.slow
@pytest.mark.theory
@pytest.mark.parametrize("build", CASES.values(), ids=CASES.keys())
def test_long_runs_meet_theory_and_the_page_shows_them(
    build: Callable[[], Case], subtests: pytest.Subtests
) -> None:
    played = play_case(build)

    for finding in played.findings:
        with subtests.test(finding.figure.name):
            expected = finding.figure.expected
            detect = finding.figure.detect * expected
            assert_mean(finding.values, expected, detect=detect)
    with subtests.test("the page, else: make verification"):
        assert section(played) in sections_of(PAGE.read_text(encoding="utf-8"))


def test_the_page_is_made_of_its_sections() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page == render(sections_of(page))
    assert len(sections_of(page)) == len(CASES)
