"""The search for the least, or the most, of a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from omnisim.trial.model import Seek
from omnisim.trial.solving import search
from omnisim.trial.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

YES, NO, OPEN = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.UNDECIDED


def from_on(first: int, unsure: int = 0) -> Callable[[int], Verdict]:
    """Return a condition that holds from a number on, and is unsure just below."""

    def holds(n: int) -> Verdict:
        if n >= first:
            return YES
        return OPEN if n >= first - unsure else NO

    return holds


@pytest.mark.parametrize("guess", [1, 6, 7, 8, 30, 50])
@pytest.mark.parametrize("first", [1, 2, 7, 8, 49, 50])
def test_the_least_number_is_found_from_any_guess(first: int, guess: int) -> None:
    found = search(from_on(first), seek=Seek.SMALLEST, low=1, high=50, guess=guess)

    assert found.ends == (first,)
    assert found.is_exact


def test_numbers_are_tried_once_and_few_of_them() -> None:
    found = search(from_on(700), seek=Seek.SMALLEST, low=1, high=1000, guess=10)

    tried = [n for n, _ in found.tried]
    assert len(set(tried)) == len(tried) == 20


def test_search_goes_away_from_the_guess_in_growing_steps_then_halves() -> None:
    found = search(from_on(16), seek=Seek.SMALLEST, low=1, high=50, guess=10)

    assert found.tried == (
        (10, NO), (11, NO), (13, NO), (17, YES), (15, NO), (16, YES),
    )  # fmt: skip


def test_the_largest_number_is_the_smallest_turned_round() -> None:
    found = search(
        lambda n: YES if n <= 12 else NO, seek=Seek.LARGEST, low=1, high=50, guess=3
    )

    assert found.ends == (12,)
    assert found.tried[0] == (3, YES)


def test_numbers_that_stay_undecided_end_as_a_range() -> None:
    found = search(from_on(20, unsure=2), seek=Seek.SMALLEST, low=1, high=50, guess=19)

    assert found.closest == 18
    assert found.surest == 20
    assert found.ends == (18, 20)
    assert not found.is_exact


def test_a_condition_that_nothing_meets_finds_nothing() -> None:
    found = search(from_on(99), seek=Seek.SMALLEST, low=1, high=50, guess=10)

    assert found.surest is None
    assert found.ends == ()
    assert not found.is_exact
    assert found.tried[-1] == (50, NO)


def test_a_condition_that_is_never_certain_finds_nothing() -> None:
    found = search(lambda _: OPEN, seek=Seek.SMALLEST, low=1, high=3, guess=2)

    assert found.ends == ()


@pytest.mark.parametrize(("guess", "begins"), [(-5, 1), (500, 50)])
def test_a_guess_outside_the_bounds_is_taken_to_them(guess: int, begins: int) -> None:
    found = search(from_on(7), seek=Seek.SMALLEST, low=1, high=50, guess=guess)

    assert found.tried[0][0] == begins
    assert found.ends == (7,)


def test_a_single_number_is_tried_and_no_more() -> None:
    found = search(from_on(4), seek=Seek.SMALLEST, low=4, high=4, guess=4)

    assert found.tried == ((4, YES),)
    assert found.ends == (4,)
